"""What an answer from a plan is: quotes with their place, or the sections that come nearest.

Apart from how answers are found, so that whoever shows them need not load the search.
"""

import re
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Quote:
    """One or two whole sentences of a plan, and where they stand.

    `quote` is "" for a passage that may not be quoted (Passage.quotable); it can still be pointed at.
    `evidence` are the spans of `quote`, as start and end, that hold what was asked for.
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
    unquoted: str = ""  # what such a passage says, to be told without quotation marks: a row of a table

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
    "bedoelde je …?" when there is no answer; `explains` gives asked abbreviations as the plan explains them.
    """

    answered: bool
    score: float
    nearest: tuple[str, ...] = ()
    passages: tuple[Quote, ...] = ()
    understood: tuple[tuple[str, str], ...] = ()
    meant: tuple[str, ...] = ()
    explains: tuple[tuple[str, str], ...] = ()

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


_FOLLOWS = re.compile(r"^\s*(?:en|maar|ook|of)\b[\s,]*(?:hoe zit (?:het|dat)|wat)?\b", re.IGNORECASE)


def follow_up(previous: str, question: str) -> str:
    """The question that "en bij jongeren?" stands for after `previous`; any other question is given back."""
    if not _FOLLOWS.match(question) or len(question.split()) > 8:
        return question
    return f"{previous.rstrip(' ?.!')} {_FOLLOWS.sub('', question, count=1).strip()}"
