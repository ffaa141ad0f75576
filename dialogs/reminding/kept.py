"""What is kept of the reminders of one round: what the coordinator set, and what changed in the round.

A round says nothing of how it was before. So the last version that was seen is kept beside it, and what
differs is written down in the same write: no change is told twice, or lost in a crash. The two records have
one writer each, the coordinator and the runner, so that neither undoes what the other wrote.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from dialogs.rounds.round import Round, Theme
from dialogs.values import sound_text

LONGEST_SENTENCE = 300  # characters
CHANGES_KEPT = 200


class What(StrEnum):
    """What changed for somebody."""

    DEADLINE = "deadline"
    OWNER = "owner"
    CO_AUTHOR = "co_author"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Changed:
    """One change. `to` is the new last day (ISO), or the address that came or went.

    Changes that were seen at the same time share their `seq`, which counts within the round.
    """

    seq: int
    at: datetime
    what: What
    theme: str
    to: str
    title: str = ""  # of the theme, which may be gone later

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a change needs a moment with a time zone")


@dataclass(frozen=True, slots=True)
class ReminderSettings:
    """What the coordinator set for a round. `until`: when a pause ends by itself; None: when they say so."""

    round: str
    paused: bool = False
    until: datetime | None = None
    sentence: str = ""  # goes into invitations and deadline nudges

    def __post_init__(self) -> None:
        if self.until is not None and self.until.tzinfo is None:
            raise ValueError("the end of a pause needs a time zone")
        if len(self.sentence) > LONGEST_SENTENCE:
            raise ValueError(f"the sentence of a round has at most {LONGEST_SENTENCE} characters")
        sound_text(self.sentence)

    def are_paused(self, now: datetime) -> bool:
        """Whether nobody is nudged now."""
        return self.paused and (self.until is None or now < self.until)


@dataclass(frozen=True, slots=True)
class RoundWatch:
    """How a round was when it was last looked at. `since`: nothing from before is told."""

    known: Round
    since: datetime
    changes: tuple[Changed, ...] = ()

    def __post_init__(self) -> None:
        if self.since.tzinfo is None:
            raise ValueError("the watch of a round needs a moment with a time zone")
        object.__setattr__(self, "changes", self.changes[-CHANGES_KEPT:])

    def seeing(self, round_: Round, now: datetime) -> "RoundWatch":
        """The same, once `round_` was looked at: with what changed in it. Itself when nothing did."""
        if round_ == self.known:
            return self
        seq = self.changes[-1].seq + 1 if self.changes else 1
        found = tuple(
            Changed(seq, now, what, theme.id, to, theme.title)
            for what, theme, to in _differ(self.known, round_)
        )
        return replace(self, known=round_, changes=(*self.changes, *found))


def _differ(before: Round, after: Round) -> Iterator[tuple[What, Theme, str]]:
    """What is different for those who fill in: their last day, and who has a theme now and had it before."""
    for theme in after.themes:
        old = before.theme(theme.id) or Theme(theme.id, theme.title)
        yield from _people(old, theme)
        if old.addresses and before.deadline_of(old) != (day := after.deadline_of(theme)):
            yield What.DEADLINE, theme, day.isoformat()
    for old in before.themes:
        if after.theme(old.id) is None:
            yield from ((What.LEFT, old, one) for one in sorted(old.addresses))


def _people(old: Theme, new: Theme) -> Iterator[tuple[What, Theme, str]]:
    if new.owner and new.owner != old.owner:
        yield What.OWNER, new, new.owner
    for one in new.co_authors:
        if one not in old.addresses:
            yield What.CO_AUTHOR, new, one
    for one in sorted(old.addresses - new.addresses):
        yield What.LEFT, new, one


def stands(change: Changed, round_: Round) -> bool:
    """Whether a change is still so: it was not changed again since."""
    theme = round_.theme(change.theme)
    if change.what is What.LEFT:
        return theme is None or change.to not in theme.addresses
    if theme is None:
        return False
    if change.what is What.DEADLINE:
        return round_.deadline_of(theme) == date.fromisoformat(change.to)
    return change.to == theme.owner if change.what is What.OWNER else change.to in theme.co_authors


def concerns(change: Changed, round_: Round) -> frozenset[str]:
    """The addresses that should hear of a change."""
    if change.what is not What.DEADLINE:
        return frozenset({change.to})
    theme = round_.theme(change.theme)
    return theme.addresses if theme else frozenset()
