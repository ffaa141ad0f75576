"""The one small state of a conversation: what was last shown to this person, and what is held for them.

What to ask next is never stored; it follows from format and answers. Losing this record costs a repeated
question, never a saved answer (DESIGN §3).
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from dialogs.intake.theme_log import Status
from dialogs.values import Value, frozen

HELD_FOR = timedelta(hours=24)
REMEMBERED_ACTIVITIES = 8
MOST_REMARKS = 60


class Why(StrEnum):
    """Why a question is in front of the person."""

    NEXT = "next"
    BACK = "back"
    CHANGE = "change"
    RETURNED = "returned"


class HeldReason(StrEnum):
    """Why a text was not saved at once."""

    PERSONAL_DATA = "personal_data"
    ANSWER_OR_QUESTION = "answer_or_question"
    CONFLICT = "conflict"
    MOMENT = "moment"
    TOO_LONG = "too_long"


@dataclass(frozen=True, slots=True)
class Held:
    """What was typed and not saved yet, so that nothing is lost while the bot asks."""

    reason: HeldReason
    value: Value  # the typed text, or the inputs of a card by part
    theme: str
    round: str
    question: str
    until: datetime
    item: str = ""
    mode: str = ""  # how the question was put (steps.Mode)

    def __post_init__(self) -> None:
        if self.until.tzinfo is None:
            raise ValueError("held text needs a moment with a time zone")
        object.__setattr__(self, "value", frozen(self.value))


@dataclass(frozen=True, slots=True)
class Lookup:
    """The last question about a plan, for a follow-up such as "en bij jongeren?".

    `passage` is the one that was quoted first; empty when there was no answer.
    """

    question: str
    passage: str
    until: datetime

    def __post_init__(self) -> None:
        if self.until.tzinfo is None:
            raise ValueError("a lookup needs a moment with a time zone")


@dataclass(frozen=True, slots=True)
class Remark:
    """What a coordinator wants to ask back about an answer, and did not send yet.

    `question` is empty when it is about the theme as a whole.
    """

    round: str
    theme: str
    question: str
    text: str


@dataclass(frozen=True, slots=True)
class HeldChange:
    """One thing that a form would change, and that is not decided yet (filing/change.py)."""

    question: str
    status: Status
    value: Value = None
    item: str = ""
    row: int = 0
    revision: int = 1
    seen: int = 0
    newer: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "value", frozen(self.value))


@dataclass(frozen=True, slots=True)
class HeldForm:
    """A form that came back: what it would change, until that is decided or a day has gone by.

    `mark` is the same for the same file.
    """

    mark: str
    round: str
    theme: str
    until: datetime
    changes: tuple[HeldChange, ...]

    def __post_init__(self) -> None:
        if self.until.tzinfo is None:
            raise ValueError("a held form needs a moment with a time zone")


@dataclass(frozen=True, slots=True)
class Focus:
    """What was last shown. `message` is None until the showing is known to have arrived.

    `card` is the nonce of the card that is now open; `done` the activities that were handled, newest last.
    `seen` is how far they know the theme's log.
    `draft` holds the fields typed so far of a list item that is not complete yet.
    """

    round: str = ""
    theme: str = ""
    question: str = ""
    item: str = ""
    revision: int = 1
    seen: int = 0
    why: Why = Why.NEXT
    message: str | None = None
    card: str = ""
    part: str = ""  # how the question was put (steps.Mode), or which confirmation is asked
    draft: Mapping[str, Value] = field(default_factory=dict)
    held: Held | None = None
    lookup: Lookup | None = None
    done: tuple[str, ...] = ()
    quoted: str = ""  # the mark of the plan's text that was offered as an answer
    form: HeldForm | None = None  # it stays, whatever is shown in between, until all of it is decided
    remarks: tuple[Remark, ...] = ()  # they stay, whatever is shown in between, until they are sent

    def __post_init__(self) -> None:
        if self.seen < 0 or self.revision < 1:
            raise ValueError("seen counts from 0 and revision from 1")
        object.__setattr__(self, "draft", frozen(self.draft))
        object.__setattr__(self, "done", self.done[-REMEMBERED_ACTIVITIES:])
        object.__setattr__(self, "remarks", self.remarks[-MOST_REMARKS:])
