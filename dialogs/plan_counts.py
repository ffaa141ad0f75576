"""How often the plan was asked and what came of it: totals without any content, and without who asked."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

REMEMBERED = 64
"""Causes that are kept, so that what arrives twice counts once."""


class Use(StrEnum):
    """What is counted."""

    ANSWERED = "answered"
    REFUSED = "refused"  # a question that the plan does not answer
    USEFUL = "useful"
    NOT_USEFUL = "not_useful"


@dataclass(frozen=True, slots=True)
class PlanCounts:
    """Running totals since the first one, None when nothing was counted; `recent` are the last causes."""

    since: datetime | None = None
    answered: int = 0
    refused: int = 0
    useful: int = 0
    not_useful: int = 0
    recent: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.since is not None and self.since.tzinfo is None:
            raise ValueError("a count needs a moment with a time zone")

    @property
    def asked(self) -> int:
        """All questions."""
        return self.answered + self.refused

    def plus(self, use: Use, cause: str, at: datetime) -> "PlanCounts":
        """One more; itself when the same cause was counted just now."""
        if cause in self.recent:
            return self
        return PlanCounts(
            self.since or at,
            self.answered + (use is Use.ANSWERED),
            self.refused + (use is Use.REFUSED),
            self.useful + (use is Use.USEFUL),
            self.not_useful + (use is Use.NOT_USEFUL),
            (*self.recent, cause)[-REMEMBERED:],
        )
