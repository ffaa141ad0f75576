"""Chooses the sentence of a passage that answers a question; quotes are whole sentences, word for word."""

import re
from collections.abc import Sequence
from typing import TypeAlias

from knowledge.passages import Passage
from knowledge.question import Question
from knowledge.search import Searcher

_LONGEST_QUOTE = 480
_SHORTEST_QUOTE = 60
_TWO_ARE_BETTER = 0.6


Spans: TypeAlias = tuple[tuple[int, int], ...]


def best_sentences(searcher: Searcher, question: Question, passage: Passage) -> tuple[str, Spans]:
    """The sentence of a passage that answers best, with its neighbour when it cannot stand alone.

    The spans are the words of it, as start and end, that hold what was asked for.
    """
    sentences = passage.sentences()
    wanted = _wanted(question.text)
    scores: list[float] = []
    held: list[Spans] = []
    for place, sentence in enumerate(sentences):
        score, spans = searcher.evidence(question, sentence)
        if wanted and wanted.search(sentence):
            score = score * 1.3 + 0.15
        # Plans say the main thing first.
        scores.append(score - 0.01 * place)
        held.append(spans)
    best = max(range(len(sentences)), key=scores.__getitem__)
    first, last = _with_neighbour(sentences, scores, best)
    shift = len(sentences[first]) + 1
    spans = held[first]
    if first != last:
        spans = (*spans, *((start + shift, end + shift) for start, end in held[last]))
    return " ".join(sentences[first : last + 1]), spans


_LEANS_BACK = re.compile(
    r"(?:Dit|Dat|Deze|Die|Zij|Ze|Hij|Het (?:gaat|is|betreft)|Daar\w*|Hier\w*|Ook|Zo|"
    r"Toch|Dan|Bovendien|Verder|Hun|Beide|Zulke|Maar|En|Want|Anders|Bijvoorbeeld)\b"
)


def _with_neighbour(sentences: Sequence[str], scores: Sequence[float], best: int) -> tuple[int, int]:
    """The first and last sentence of the quote: the best one, alone or with the one before or after it."""
    room = _LONGEST_QUOTE - len(sentences[best])
    before = best > 0 and len(sentences[best - 1]) < room
    after = best + 1 < len(sentences) and len(sentences[best + 1]) < room
    short = len(sentences[best]) < _SHORTEST_QUOTE
    if before and _LEANS_BACK.match(sentences[best]):
        return best - 1, best
    if after and (short or scores[best + 1] >= _TWO_ARE_BETTER * max(scores[best], 0.01)):
        return best, best + 1
    return (best - 1, best) if before and short else (best, best)


_MONTH = "januari|februari|maart|april|mei|juni|juli|augustus|september|oktober|november|december"
_COUNT = (
    "een|twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|dertien|twintig|dertig|veertig|vijftig|"
    r"honderd\w*|duizend\w*|miljoen|half|halve|helft|kwart|procent|percentage|ton|dagelijks|wekelijks|"
    "maandelijks|jaarlijks"
)
_WHO = (
    "politie|burgemeester|wethouders?|college|raad|gemeente|openbaar ministerie|om|brandweer|ggd|"
    r"boa|boa's|wijkagent|corporaties?|woningcorporaties?|jongerenwerk\w*|partners?|regisseur|coördinator|"
    r"team|veiligheidsregio|riec|reclassering|veilig thuis|officier|bewoners|ondernemers|"
    r"toezichthouders?|\w+ambtenaar|trekker"
)
# What a question asks for (any case), and what a sentence that tells it looks like.
_KINDS = (
    (
        "hoe ?veel|hoe (?:vaak|lang|groot|hoog|oud|snel)|(?:welk )?(?:aantal|bedrag|percentage)",
        rf"\d|\b(?:{_COUNT})\b",
    ),
    (
        "wanneer|(?:in )?welk jaar|hoe laat|welke datum",
        rf"\b(?:19|20)\d\d\b|\b(?:{_MONTH}|jaarlijks|kwartaal|voorjaar|najaar|zomer|sinds|begin|eind|uur)\b",
    ),
    ("wie|welke (?:partij|partner|organisatie|collega)\\w*", rf"(?i:\b(?:{_WHO})\b)"),
    (
        "waarom|waardoor|hoe komt het",
        r"(?i:\b(?:omdat|doordat|want|daarom|daardoor|zodat|vanwege|reden|om te|doel)\b)",
    ),
    (
        "waar",
        r"\b(?:bij|via|op|in|langs|rond) (?:de |het |een )?[A-Z0-9]|(?i:\b(?:meldpunt|website|loket)\b)",
    ),
    (
        "wat (?:is|zijn|betekent|houdt)|waar staat",
        r"(?i:\b(?:is een|zijn|is het|betekent|gaat (?:over|om)|houdt in|staat voor|bedoeld)\b)|\([A-Z]",
    ),
)
_ASKS = tuple((re.compile(rf"\b(?:{asks})\b", re.IGNORECASE), re.compile(tells)) for asks, tells in _KINDS)


def _wanted(question: str) -> re.Pattern[str] | None:
    """What the asked sentence should look like; None when the question does not say."""
    return next((tells for asks, tells in _ASKS if asks.search(question[:200])), None)
