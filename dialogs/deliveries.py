"""What the bot says unasked: why it is due, to whom, and what became of it (DESIGN §7).

A delivery is one sending of one reminder to one person. It holds no text: that is made when it is sent, from
what is stored then, so that nobody reads what is no longer so.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogs.people import PersonKey
from dialogs.values import sound_text

LONGEST_SUBJECT = 200  # characters


class Reason(StrEnum):
    """Why somebody is written to."""

    INVITATION = "invitation"
    MOMENT = "moment"  # they chose it with "later …"
    LOOK_AGAIN = "look_again"  # "weet ik nog niet", and the day they named
    DEADLINE = "deadline"
    HANDED_OVER = "handed_over"
    GIVEN_BACK = "given_back"  # a question that was handed over came back
    RETURNED = "returned"
    APPROVED = "approved"
    CHANGED = "changed"  # the round changed for them: a deadline, a new owner
    BY_HAND = "by_hand"  # the coordinator nudged them
    DIGEST = "digest"
    ESCALATION = "escalation"
    JOB_FINISHED = "job_finished"

    @property
    def is_nudge(self) -> bool:
        """Whether no act of a person caused it: opting out silences it, the weekly limit counts it."""
        return self in {Reason.INVITATION, Reason.LOOK_AGAIN, Reason.DEADLINE}


class DeliveryState(StrEnum):
    """Where a delivery is; docs/states.md draws the arrows."""

    DUE = "due"
    CLAIMED = "claimed"
    SENDING = "sending"  # durable right before the request: from here on it may have arrived
    SENT = "sent"
    REFUSED = "refused"
    UNKNOWN = "unknown"
    EXPIRED = "expired"

    @property
    def is_final(self) -> bool:
        """Whether nothing is done to it any more without a person asking."""
        return self not in {DeliveryState.DUE, DeliveryState.CLAIMED, DeliveryState.SENDING}


@dataclass(frozen=True, slots=True)
class DeliveryKey:
    """What a delivery is unique by: nobody hears the same twice.

    `subject` names what it is about by ids: "round" for what is combined, "round/theme/seq" for an entry of
    a log. `due` is the local date of what is combined, the moment (ISO, UTC) of what has one.
    """

    to: PersonKey
    reason: Reason
    subject: str
    due: str

    def __post_init__(self) -> None:
        for part in (self.subject, self.due):
            if not part or len(part) > LONGEST_SUBJECT:
                raise ValueError(f"subject and due are texts of 1 to {LONGEST_SUBJECT} characters")
            sound_text(part)

    @property
    def order(self) -> tuple[str, ...]:
        """What keys are sorted by, by code point."""
        return (self.to.tenant, self.to.person, self.reason.value, self.subject, self.due)


@dataclass(frozen=True, slots=True)
class Delivery:
    """One delivery as the store keeps it.

    `at` is when it may first go out. `until`: in DUE not before it (a retry), in CLAIMED and SENDING the end
    of the lease. `cause` says in a word what became of it, never with content: "429", "cut", "blocked".
    """

    key: DeliveryKey
    at: datetime
    state: DeliveryState = DeliveryState.DUE
    tries: int = 0
    until: datetime | None = None
    owner: str = ""  # which runner holds the lease
    cause: str = ""
    changed: datetime | None = None  # when the state last changed

    def __post_init__(self) -> None:
        for moment in (self.at, self.until, self.changed):
            if moment is not None and moment.tzinfo is None:
                raise ValueError("a delivery needs moments with a time zone")
        if self.tries < 0:
            raise ValueError("tries count from 0")
        if (self.state in {DeliveryState.CLAIMED, DeliveryState.SENDING}) != bool(self.owner):
            raise ValueError("exactly a claimed or sending delivery has an owner")
        sound_text(self.cause)


@dataclass(frozen=True, slots=True)
class Due:
    """Somebody is to be written to. `address` until they are known by object id; `at` an aware moment."""

    address: str
    reason: Reason
    subject: str
    due: str
    at: datetime

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("what is due has a moment with a time zone")
