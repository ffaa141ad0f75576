"""What two plans say on a subject, side by side: their own sentences, and the words that only one has.

Nothing is concluded. A word that names something is called a word of one plan when no form of it stands
anywhere in the other.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from knowledge.dutch import is_stop, normal, stem
from knowledge.librarian import Librarian, looking_again
from knowledge.passages import Plan, Status
from knowledge.quotes import Answer, Quote
from knowledge.things import Things

if TYPE_CHECKING:  # loaded with the first comparison
    from knowledge.search import Searcher

MOST_QUOTES = 3
MOST_WORDS = 12
_AS_SURE = 0.1
"""How much less sure than the best one a quote may be: beside another plan it would tell something else."""

_OPENING = re.compile(
    r"(?:en |vraag: )?(?:vergelijk(?:en|ing)?\b"
    r"|(?:wat|hoe) (?:is|zijn|was|werd)\b.{0,80}\b(?:anders|veranderd|gewijzigd|verschillend)\b"
    r"|(?:wat|hoe) (?:verandert|veranderde|veranderden|veranderen|verschilt|verschillen)\b"
    r"|is er (?:iets |veel )?(?:anders|veranderd|gewijzigd)\b"
    r"|(?:wat (?:is|zijn) )?(?:het|de) verschil(?:len)?\b"
    r"|verschil(?:len)? (?:tussen|met|in|op)\b)",
    re.IGNORECASE,
)
_YEARS = re.compile(r"(?<!\d)(20\d\d)\s*(?:[-–—/_]|t/m|tot en met|tot)\s*(20\d\d)(?!\d)")
_YEAR = re.compile(r"20\d\d")
# What may stand around the subject, besides words without a subject.
_AROUND = frozenset(
    """vergelijk vergelijken vergelijking vergeleken veranderd verandert veranderde veranderden
    veranderen verandering veranderingen gewijzigd anders nieuw nieuwe verschil verschillen
    verschilt verschillend opzichte plan plannen ivp veiligheidsplan veiligheidsplannen vorige vorig
    huidige huidig oude periode periodes jaren beide twee eens gebied vlak vraag toen""".split()  # noqa: SIM905
)


@dataclass(frozen=True, slots=True)
class Side:
    """What the plan of one period says: quotes, or none with the sections that come nearest.

    The evidence of a quote marks what it names in words that the other plan does not have; `only` lists that.
    """

    period: str
    plans: tuple[Plan, ...]
    quotes: tuple[Quote, ...]
    nearest: tuple[str, ...] = ()
    only: tuple[str, ...] = ()

    @property
    def is_concept(self) -> bool:
        """Whether this is not adopted yet."""
        return any(plan.status is Status.CONCEPT for plan in self.plans)

    def as_json(self) -> dict[str, Any]:
        """As `passages` and `nearest` in DESIGN section 6, with the words of this side only."""
        return {
            "period": self.period,
            "passages": [quote.as_json() for quote in self.quotes],
            "nearest": list(self.nearest),
            "only": list(self.only),
        }


@dataclass(frozen=True, slots=True)
class Comparison:
    """A subject in the older plan and in the newer one. `subject` is "" when none was named."""

    subject: str
    then: Side
    now: Side
    understood: tuple[tuple[str, str], ...] = ()

    def __post_init__(self) -> None:
        if self.then.period >= self.now.period:
            raise ValueError("the older plan comes first")

    def as_json(self) -> dict[str, Any]:
        """Both sides, the older one first."""
        return {"subject": self.subject, "then": self.then.as_json(), "now": self.now.as_json()}


@dataclass(frozen=True, slots=True)
class NotTwo:
    """No two plans to compare: the periods that there are, and the one that was asked for in vain."""

    periods: tuple[str, ...]
    missing: str = ""


def is_comparison(question: str) -> bool:
    """Whether a question asks what differs between plans."""
    return bool(_OPENING.match(" ".join(question.split())))


def subject_of(question: str) -> str:
    """What to compare: "wat is er veranderd aan jeugd sinds 2019-2022?" gives "jeugd"; "" for nothing."""
    words = _YEARS.sub(r"\1-\2", question).split()
    while words and _is_around(words[0]):
        words = words[1:]
    while words and _is_around(words[-1]):
        words = words[:-1]
    return " ".join(words).strip(" .,:;?!\"'“”‘’")


@looking_again
def compare(librarian: Librarian, question: str, *, concepts: bool = False) -> Comparison | NotTwo:
    """What the two plans that a question is about say on its subject; blocks while an index is made.

    Without a period in the question: the two newest adopted plans. A concept takes part when it is named.
    Raises LibraryError when the library cannot be read.
    """
    plans = [plan for plan in librarian.plans(concepts=concepts) if plan.period]
    adopted = sorted({plan.period for plan in plans if plan.status is Status.ADOPTED}, reverse=True)
    named, missing = _named(question, sorted({plan.period for plan in plans}, reverse=True))
    if missing:
        return NotTwo(tuple(adopted), missing)
    chosen = sorted([*named, *(one for one in adopted if one not in named)][:2])
    if len(chosen) < 2:
        return NotTwo(tuple(adopted))
    return side_by_side(librarian, subject_of(question), *(_of_period(plans, period) for period in chosen))


def side_by_side(
    librarian: Librarian, subject: str, then: tuple[Plan, ...], now: tuple[Plan, ...]
) -> Comparison:
    """What the plans of an older and of a newer period say on a subject."""
    from knowledge.answer import answer

    sides = []
    understood: dict[str, str] = {}
    things = Things(librarian.thesaurus)
    searchers = [librarian.searcher(plans) for plans in (then, now)]
    for plans, searcher, other in zip((then, now), searchers, reversed(searchers), strict=True):
        found = answer(searcher, {plan.id: plan for plan in plans}, subject, MOST_QUOTES)
        understood |= dict(found.understood)
        sides.append(_side(plans, found, other, things))
    return Comparison(subject, sides[0], sides[1], tuple(understood.items()))


def _side(plans: tuple[Plan, ...], found: Answer, other: "Searcher", things: Things) -> Side:
    quotes = []
    only: dict[str, str] = {}
    # A row of a table has no sentence to lay beside another: only when there is nothing better.
    said = [one for one in found.passages if one.quote] or found.passages
    best = max((one.score for one in said), default=0.0)
    for quote in (one for one in said if one.score >= best - _AS_SURE):
        text = quote.quote or quote.unquoted
        own = things.named(text, lambda word: not other.holds(word))
        quotes.append(replace(quote, evidence=tuple(own) if quote.quote else ()))
        for start, end in own:
            words = text[start:end]
            only.setdefault(stem(normal(words)), words)
    return Side(plans[0].period, plans, tuple(quotes), found.nearest, tuple(only.values())[:MOST_WORDS])


def _is_around(word: str) -> bool:
    plain = normal(word.strip(" .,:;?!\"'“”‘’()"))
    return not plain or plain in _AROUND or is_stop(plain) or bool(_YEAR.match(plain))


def _named(question: str, periods: Sequence[str]) -> tuple[list[str], str]:
    """The periods that a question names, by their years or one year; and the first that is not there."""
    text = _YEARS.sub(r"\1-\2", question)
    wanted = re.findall(r"20\d\d-20\d\d", text)
    years = _YEAR.findall(re.sub(r"20\d\d-20\d\d", " ", text))
    named = [one for one in wanted if one in periods]
    missing = [one for one in wanted if one not in periods]
    for year in years:
        found = next((one for one in periods if one[:4] <= year <= one[5:]), None)
        (named if found else missing).append(found or year)
    return list(dict.fromkeys(named)), missing[0] if missing else ""


def _of_period(plans: Iterable[Plan], period: str) -> tuple[Plan, ...]:
    """The adopted plans of a period, or its concepts when there are no others."""
    there = [plan for plan in plans if plan.period == period]
    return tuple(plan for plan in there if plan.status is Status.ADOPTED) or tuple(there)
