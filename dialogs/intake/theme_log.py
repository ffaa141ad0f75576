"""The append-only log of one theme: what was answered, by whom, when, and what became of it.

State, history, undo and overview are computed from this log and never stored beside it (DESIGN §5).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from types import MappingProxyType

from dialogs.values import Value, frozen, sound_text


class Kind(StrEnum):
    """What an entry records."""

    ANSWER = "answer"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"
    REOPENED = "reopened"
    HANDED_OVER = "handed_over"


class Status(StrEnum):
    """What became of one question, or of one item of a list."""

    GIVEN = "given"
    SKIPPED = "skipped"
    UNKNOWN = "unknown"  # "weet ik nog niet": the value says who could answer, or when to look again
    CLEARED = "cleared"  # taken back: as if never answered, but the history stays
    CLOSED = "closed"  # a list is finished


class Via(StrEnum):
    """How an entry came in."""

    CARD = "card"
    TYPED = "typed"
    UNDO = "undo"
    IMPORT = "import"


@dataclass(frozen=True, slots=True)
class ThemeKey:
    """Which log: the tenant stays first, so that a service for many municipalities cannot mix them."""

    tenant: str
    round: str
    theme: str

    def __post_init__(self) -> None:
        for part in (self.tenant, self.round, self.theme):
            if not part or len(part) > 128:
                raise ValueError("each part of a theme key is a text of 1 to 128 characters")
            sound_text(part)


@dataclass(frozen=True, slots=True)
class Draft:
    """One entry to be written; the store adds the sequence number.

    `seen` is the sequence number of the last entry for the same question and item that the writer knew
    (0: none). `activity` names what caused the write: the same activity twice is written once.
    """

    key: ThemeKey
    kind: Kind
    author: str
    activity: str
    at: datetime
    seen: int = 0
    question: str = ""
    item: str = ""
    revision: int = 1
    status: Status | None = None
    value: Value = None
    internal: bool = False
    on_behalf_of: str = ""
    via: Via = Via.TYPED

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("an entry needs a moment with a time zone")
        if self.seen < 0 or self.revision < 1:
            raise ValueError("seen counts from 0 and revision from 1")
        if not self.author or not self.activity:
            raise ValueError("an entry needs an author and the activity that caused it")
        if (self.kind is Kind.ANSWER) != (bool(self.question) and self.status is not None):
            raise ValueError("exactly an answer has a question and a status")
        for text in (self.author, self.activity, self.question, self.item, self.on_behalf_of):
            sound_text(text)
        object.__setattr__(self, "value", frozen(self.value))


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the log, as the store keeps it; `seq` counts from 1 within the theme."""

    seq: int
    draft: Draft

    @property
    def place(self) -> tuple[str, str]:
        """The question and list item that this entry speaks of."""
        return (self.draft.question, self.draft.item)


class Conflict(Exception):  # noqa: N818  (the contract's own name)
    """Somebody else wrote to the same question and item since the writer looked; nothing was written."""

    def __init__(self, current: Entry) -> None:
        super().__init__(f"entry {current.seq} is newer")
        self.current = current


class Phase(StrEnum):
    """Where a theme stands."""

    OPEN = "open"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    APPROVED = "approved"


PHASE_AFTER = {
    Kind.SUBMITTED: Phase.SUBMITTED,
    Kind.RETURNED: Phase.RETURNED,
    Kind.APPROVED: Phase.APPROVED,
    Kind.REOPENED: Phase.OPEN,
}


@dataclass(frozen=True, slots=True)
class ThemeState:
    """A theme as its log tells it now: the last entry per question and item, and the phase.

    `latest` keeps the order in which questions and items were first written. `handed` has, by question, the
    last word on who was asked to answer it.
    """

    latest: Mapping[tuple[str, str], Entry] = field(default_factory=lambda: MappingProxyType({}))
    phase: Phase = Phase.OPEN
    last: Entry | None = None
    handed: Mapping[str, Entry] = field(default_factory=lambda: MappingProxyType({}))

    @classmethod
    def of(cls, entries: Iterable[Entry]) -> "ThemeState":
        """Fold the entries of one theme, in order."""
        latest: dict[tuple[str, str], Entry] = {}
        handed: dict[str, Entry] = {}
        phase, last = Phase.OPEN, None
        for entry in entries:
            last = entry
            phase = PHASE_AFTER.get(entry.draft.kind, phase)
            if entry.draft.kind is Kind.ANSWER:
                latest[entry.place] = entry
            if entry.draft.kind is Kind.HANDED_OVER and entry.draft.question:
                handed[entry.draft.question] = entry
        return cls(MappingProxyType(latest), phase, last, MappingProxyType(handed))

    @property
    def signed_off(self) -> bool:
        """Whether the theme was submitted and not opened since: nothing may be written to it."""
        return self.phase in {Phase.SUBMITTED, Phase.APPROVED}

    def entry(self, question: str, item: str = "") -> Entry | None:
        """The last entry for a question or list item, taken back or not."""
        return self.latest.get((question, item))

    def seen(self, question: str, item: str = "") -> int:
        """The sequence number to name in a next write."""
        entry = self.entry(question, item)
        return entry.seq if entry else 0

    def standing(self, question: str, item: str = "") -> Entry | None:
        """The last entry, unless it was taken back."""
        entry = self.entry(question, item)
        return None if entry is None or entry.draft.status is Status.CLEARED else entry

    def value(self, question: str) -> Value:
        """The given value of a question; None when it is missing, skipped or not known yet."""
        entry = self.standing(question)
        return entry.draft.value if entry and entry.draft.status is Status.GIVEN else None
