"""The answer to a plan question: the plan's own sentence with its place, or an honest "that is not in the plan"."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from knowledge.passages import Passage, Plan
from knowledge.search import Found, Hit, Searcher

ENOUGH = 0.52
"""Below this surety the plan is said not to hold an answer; chosen on development questions (docs/retrieval.md)."""
_LONGEST_QUOTE = 480
_SHORTEST_QUOTE = 60
_TWO_ARE_BETTER = 0.6


@dataclass(frozen=True, slots=True)
class Quote:
    """One or two whole sentences of a plan, and where they stand.

    `quote` is "" for a passage that may not be quoted (Passage.quotable); it can still be pointed at. `evidence`
    are the spans of `quote`, as start and end, that hold what was asked for.
    """

    passage: str
    quote: str
    section: tuple[str, ...]
    page: int | None
    page_label: str | None
    plan: str
    period: str
    status: str
    url: str | None
    score: float
    evidence: tuple[tuple[int, int], ...] = ()

    @property
    def words(self) -> tuple[str, ...]:
        """The words of the quote that hold what was asked for."""
        return tuple(self.quote[start:end] for start, end in self.evidence)

    def as_json(self) -> dict[str, Any]:
        """As in DESIGN section 6."""
        return {
            "quote": self.quote,
            "section": list(self.section),
            "page": self.page,
            "page_label": self.page_label,
            "plan": self.plan,
            "period": self.period,
            "status": self.status,
            "url": self.url,
            "score": self.score,
        }


@dataclass(frozen=True, slots=True)
class Answer:
    """What the bot says: one to three quotes, or none with the sections that come nearest.

    `understood` tells which mistyped words were taken for which; `meant` are words of the plan to offer with
    "bedoelde je …?" when there is no answer.
    """

    answered: bool
    score: float
    nearest: tuple[str, ...] = ()
    passages: tuple[Quote, ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    meant: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.answered != bool(self.passages):
            raise ValueError("an answer has passages, and only an answer has them")
        if not 0 <= self.score <= 1:
            raise ValueError("a score lies between 0 and 1")

    def as_json(self) -> dict[str, Any]:
        """As in DESIGN section 6."""
        return {
            "answered": self.answered,
            "score": self.score,
            "nearest": list(self.nearest),
            "passages": [quote.as_json() for quote in self.passages],
        }


def answer(searcher: Searcher, plans: Mapping[str, Plan], question: str, top: int = 3) -> Answer:
    """What the plans say on a question, in at most `top` quotes; `plans` gives each plan by its id."""
    found = searcher.find(question)
    understood = tuple(found.question.corrections.items())
    score = round(min(1.0, found.sure), 3)
    if found.sure < ENOUGH:
        return Answer(
            False, score, _nearest(found), understood=understood, meant=searcher.suggestions(found.question)
        )
    chosen = _chosen(found, max(1, min(top, 3)))
    quotes = tuple(_quote(searcher, plans, found, hit) for hit in chosen)
    return Answer(True, score, (), quotes, understood)


def _chosen(found: Found, top: int) -> list[Hit]:
    """The hits to show: the first always, others only when they are about as good an answer."""
    best = found.hits[0]
    rest = [hit for hit in found.hits[1:] if hit.sure >= ENOUGH and hit.score >= 0.5 * best.score]
    if best.sure < ENOUGH and rest:
        return rest[:top]
    return [best, *rest][:top]


def _nearest(found: Found) -> tuple[str, ...]:
    titles = [" › ".join(hit.passage.section[-2:]) for hit in found.hits if hit.passage.section]
    return tuple(dict.fromkeys(titles))[:3]


def _quote(searcher: Searcher, plans: Mapping[str, Plan], found: Found, hit: Hit) -> Quote:
    passage = hit.passage
    plan = plans.get(passage.plan)
    text = best_sentences(searcher, found, passage) if passage.quotable else ""
    url = plan.url if plan else None
    return Quote(
        passage=passage.id,
        quote=text,
        section=passage.section,
        page=passage.page,
        page_label=passage.page_label,
        plan=plan.name if plan else passage.plan,
        period=plan.period if plan else "",
        status=str(plan.status) if plan else "adopted",
        url=f"{url}#page={passage.page}" if url and passage.page else url,
        score=round(min(1.0, hit.sure), 3),
        evidence=searcher.evidence(found.question, text)[1] if text else (),
    )


def best_sentences(searcher: Searcher, found: Found, passage: Passage) -> str:
    """The sentence of a passage that answers best, with its neighbour when it cannot stand alone."""
    sentences = passage.sentences()
    wanted = _wanted(found.question.text)
    scores = []
    for place, sentence in enumerate(sentences):
        score = searcher.evidence(found.question, sentence)[0]
        if wanted and wanted.search(sentence):
            score = score * 1.3 + 0.15
        scores.append(score - 0.01 * place)
    best = max(range(len(sentences)), key=scores.__getitem__)
    return _with_neighbour(sentences, scores, best)


_LEANS_BACK = re.compile(
    r"(?:Dit|Dat|Deze|Die|Zij|Ze|Hij|Het (?:gaat|is|betreft)|Daar\w*|Hier\w*|Ook|Zo|Toch|Dan|Bovendien|Verder|Daarnaast|Hun|"
    r"Beide|Zulke|Maar|En|Want|Anders|Bijvoorbeeld)\b"
)


def _with_neighbour(sentences: Sequence[str], scores: Sequence[float], best: int) -> str:
    before = sentences[best - 1] if best else ""
    after = sentences[best + 1] if best + 1 < len(sentences) else ""
    if before and _LEANS_BACK.match(sentences[best]) and len(before) + len(sentences[best]) < _LONGEST_QUOTE:
        return f"{before} {sentences[best]}"
    short = len(sentences[best]) < _SHORTEST_QUOTE
    if after and (short or scores[best + 1] >= _TWO_ARE_BETTER * max(scores[best], 0.01)):
        if len(after) + len(sentences[best]) < _LONGEST_QUOTE:
            return f"{sentences[best]} {after}"
    if before and short:
        return f"{before} {sentences[best]}"
    return sentences[best]


_MONTH = r"januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_NUMBER = (
    r"\d|\b(?:een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|twintig|dertig|veertig|vijftig|honderd\w*|"
    r"duizend\w*|miljoen|half|halve|helft|kwart|procent|percentage|ton|dagelijks|wekelijks|maandelijks|jaarlijks)\b"
)
# What a question asks for, and what a sentence that tells it looks like.
_KINDS = (
    (
        r"hoe ?veel|hoe vaak|hoe lang|hoe groot|hoe hoog|hoe oud|hoe snel|welk (?:aantal|bedrag|percentage)|aantal",
        _NUMBER,
    ),
    (
        r"wanneer|sinds wanneer|welk jaar|in welk jaar|tot wanneer|hoe laat|vanaf wanneer|welke datum",
        rf"\b(?:19|20)\d\d\b|\b(?:{_MONTH})\b|\b(?:jaarlijks|kwartaal|voorjaar|najaar|zomer|jaarwisseling|sinds|begin|eind|uur)\b",
    ),
    (
        r"wie|met wie|door wie|aan wie|welke (?:partij|partijen|partner|partners|organisatie|organisaties|collega)",
        r"(?i:\b(?:politie|burgemeester|wethouders?|college|raad|gemeente|openbaar ministerie|om|brandweer|ggd|boa|boa's|wijkagent|"
        r"corporaties?|woningcorporaties?|jongerenwerk\w*|partners?|regisseur|coördinator|team|veiligheidsregio|riec|"
        r"reclassering|veilig thuis|officier|bewoners|ondernemers|toezichthouders?|\w+ambtenaar|trekker)\b)",
    ),
    (
        r"waarom|waardoor|hoe komt het",
        r"(?i:\b(?:omdat|doordat|want|daarom|daardoor|zodat|vanwege|reden|om te|doel|oorzaak)\b)",
    ),
    (
        r"waar\b(?! staat)",
        r"\b(?:bij|via|op|in|langs|rond) (?:de |het |een )?[A-Z0-9]|(?i:\b(?:meldpunt|website|telefoon|loket|wijk|nummer)\b)",
    ),
    (
        r"wat (?:is|zijn|betekent|houdt)|waar staat",
        r"(?i:\b(?:is een|zijn|is het|betekent|gaat (?:over|om)|houdt in|staat voor|bedoeld|noemt|is als)\b)|\([A-Z]",
    ),
)
_ASKS = tuple(
    (re.compile(rf"(?:^|\b)(?:{asks})\b", re.IGNORECASE), re.compile(tells)) for asks, tells in _KINDS
)


def _wanted(question: str) -> re.Pattern[str] | None:
    """What the asked sentence should look like; None when the question does not say."""
    return next((tells for asks, tells in _ASKS if asks.search(question[:200])), None)


_FOLLOWS = re.compile(r"^\s*(?:en|maar|ook|of)\b[\s,]*(?:hoe zit (?:het|dat)|wat)?\b", re.IGNORECASE)


def follow_up(previous: str, question: str) -> str:
    """The question that "en bij jongeren?" stands for after `previous`; a question of its own is given back as it is."""
    if not _FOLLOWS.match(question) or len(question.split()) > 8:
        return question
    return f"{previous.rstrip(' ?.!')} {_FOLLOWS.sub('', question, count=1).strip()}"
