"""What the conversation needs from outside; bot/ fulfils it (DESIGN §1, §5)."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

from dialogs.deliveries import Delivery, DeliveryKey, Due
from dialogs.focus import Focus
from dialogs.intake.theme_log import Draft, Entry, ThemeKey
from dialogs.people import PersonKey, PersonRecord, Profile
from dialogs.plan_counts import PlanCounts, Use
from dialogs.plan_notes import PlanNote
from dialogs.reminding.kept import ReminderSettings, RoundWatch
from dialogs.rounds.draft import RoundDraft
from dialogs.rounds.round import Round
from dialogs.views import Drawn, Reply

Clock = Callable[[], datetime]
"""Now, with a time zone."""


class Outbox(Protocol):
    """The deliveries that a store keeps, for any number of runners."""

    async def add_deliveries(self, deliveries: Sequence[Delivery]) -> tuple[Delivery, ...]:
        """Keep those whose key is not there yet; gives, for each, the one that stands under its key."""
        ...

    async def claim(
        self, tenant: str, now: datetime, owner: str, lease: timedelta, most: int
    ) -> tuple[Delivery, ...]:
        """Take up to `most` that may go out now, oldest first; nobody else gets them until the lease ends.

        A lease that ended in CLAIMED is taken over; in SENDING the delivery becomes UNKNOWN, and stays.
        """
        ...

    async def change(self, old: Delivery, new: Delivery) -> bool:
        """Put `new` in the place of `old`, of the same key; False when `old` does not stand any more."""
        ...

    async def delivery(self, key: DeliveryKey) -> Delivery | None:
        """The delivery under a key, or None."""
        ...

    async def deliveries(self, tenant: str, since: datetime | None = None) -> Sequence[Delivery]:
        """All of a tenant, or those that changed at or after a moment; by moment, then key."""
        ...


class Store(Outbox, Protocol):
    """Where everything is kept. A write that returned is on disk and survives a crash at any instant."""

    async def append(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """Write all drafts (of one theme) or none, and return their entries.

        A draft whose (activity, kind, question, item) is in the log already yields that entry and writes
        nothing. Raises Conflict when a newer entry than `seen` stands for the same question and item,
        unless its status, value and internal mark are equal: then that entry is returned.
        """
        ...

    async def log(self, key: ThemeKey) -> Sequence[Entry]:
        """All entries of a theme, in order; empty when nothing was written. Never changed afterwards."""
        ...

    async def logs(self, tenant: str) -> Sequence[ThemeKey]:
        """The themes of a tenant that have entries, sorted by code point."""
        ...

    async def focus(self, who: PersonKey) -> Focus:
        """What was last shown to a person; an empty Focus when nothing was."""
        ...

    async def put_focus(self, who: PersonKey, focus: Focus) -> None:
        """Replace what was last shown."""
        ...

    async def person(self, who: PersonKey) -> PersonRecord | None:
        """The record of a person, or None."""
        ...

    async def people(self, tenant: str) -> Sequence[PersonRecord]:
        """Everybody of a tenant who is known, sorted by object id."""
        ...

    async def put_person(self, record: PersonRecord) -> None:
        """Add or replace the record of a person."""
        ...

    async def bound(self, tenant: str, address: str) -> str | None:
        """The object id that an address of a round was matched to, or None."""
        ...

    async def bind(self, tenant: str, address: str, person: str) -> str:
        """Match an address to an object id, once: the first match stays, and is returned."""
        ...

    async def rounds(self, tenant: str) -> Sequence[Round]:
        """All rounds of a tenant, sorted by id."""
        ...

    async def put_round(self, tenant: str, round_: Round) -> None:
        """Add or replace a round; answers are not touched."""
        ...

    async def round_draft(self, who: PersonKey) -> RoundDraft | None:
        """The round that a person is setting up, or None."""
        ...

    async def put_round_draft(self, who: PersonKey, draft: RoundDraft | None) -> None:
        """Replace the round that a person is setting up; None when they are done with it."""
        ...

    async def add_plan_note(self, tenant: str, note: PlanNote) -> None:
        """Keep what became of a plan question; a note with the same cause is kept once."""
        ...

    async def plan_notes(self, tenant: str) -> Sequence[PlanNote]:
        """All of them, in the order they were added."""
        ...

    async def count_plan_use(self, tenant: str, use: Use, at: datetime, cause: str) -> bool:
        """Add one to a count of plan questions; False when the same cause was counted just before."""
        ...

    async def plan_counts(self, tenant: str) -> PlanCounts:
        """The counts of plan questions; nothing but zeros when nothing was counted."""
        ...

    async def reminder_settings(self, tenant: str, round_id: str) -> ReminderSettings:
        """What the coordinator set for the reminders of a round; the usual when nothing was."""
        ...

    async def put_reminder_settings(self, tenant: str, settings: ReminderSettings) -> None:
        """Replace what was set."""
        ...

    async def round_watch(self, tenant: str, round_id: str) -> RoundWatch | None:
        """How a round was when the reminders last looked at it; None when they never did."""
        ...

    async def put_round_watch(self, tenant: str, watch: RoundWatch) -> None:
        """Replace it."""
        ...

    async def close(self) -> None:
        """Give the store back; a later call on it fails."""
        ...


class People(Protocol):
    """The member records of the channel."""

    async def profile(self, who: PersonKey) -> Profile | None:
        """What the channel says of a person now; None when it cannot be read at the moment."""
        ...


class Reminding(Protocol):
    """Who is to be written to unasked, and with which words: the rules of dialogs/ for bot/reminders."""

    async def due(self, tenant: str, now: datetime) -> Sequence[Due]:
        """All that is due at `now`, also what turns caused (a hand-over, a theme sent back) as logs tell it.

        What the outbox holds already may be among it: its key keeps it from going out again.
        """
        ...

    async def compose(self, delivery: Delivery) -> Drawn | None:
        """What is said, made of what is stored now; None when there is nothing left to say.

        One message: of several, some could arrive and others not. It stands alone, since a first one may
        not have arrived.
        """
        ...


Send = Callable[[Reply], Awaitable[str | None]]
"""Show a reply; gives the id of the message that now holds the open question, None when sending failed."""
