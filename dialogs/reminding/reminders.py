"""Who is due, and with which words: what bot/reminders asks of the rules (dialogs.ports.Reminding)."""

import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from datetime import datetime

from dialogs.deliveries import Delivery, Due, Reason
from dialogs.desk import Desk
from dialogs.intake.format import Format
from dialogs.people import Profile
from dialogs.ports import Clock, Store
from dialogs.reminding import caused_messages, coordinator_messages, messages
from dialogs.reminding.due import due
from dialogs.reminding.facts import Facts, Sheets, facts_for, gather
from dialogs.views import Drawn

OpenDesk = Callable[[Profile, str], Awaitable[Desk | None]]
"""The working table of a message to somebody, with the mark of its cards; None when there is none."""


class Reminders:
    """The rules on one store. `open_desk` is Conversation.desk_for."""

    def __init__(
        self, store: Store, formats: Mapping[str, Format], clock: Clock, open_desk: OpenDesk
    ) -> None:
        self._store = store
        self._sheets = Sheets(formats)
        self._clock = clock
        self._open_desk = open_desk

    async def due(self, tenant: str, now: datetime) -> Sequence[Due]:
        """See dialogs.ports.Reminding."""
        return due(await self.facts(tenant, now))

    async def facts(self, tenant: str, now: datetime) -> Facts:
        """All that decides who is due at `now`."""
        return await gather(self._store, self._sheets, tenant, now)

    async def compose(self, delivery: Delivery) -> Drawn | None:
        """See dialogs.ports.Reminding."""
        key = delivery.key
        record = await self._store.person(key.to)
        desk = await self._open_desk(record.profile, _mark(delivery)) if record else None
        if desk is None:
            return None
        if key.reason is Reason.MOMENT:
            return await messages.chosen_moment(desk)
        round_id = key.subject.partition("/")[0]
        facts = await facts_for(self._store, self._sheets, key.to, round_id, self._clock())
        return await _composed(desk, facts, delivery) if facts else None


async def _composed(desk: Desk, facts: Facts, delivery: Delivery) -> Drawn | None:
    match delivery.key.reason:
        case Reason.INVITATION | Reason.LOOK_AGAIN | Reason.DEADLINE:
            return await messages.nudge(desk, facts, delivery)
        case Reason.BY_HAND:
            return await messages.by_hand(desk, facts, delivery)
        case Reason.HANDED_OVER:
            return await caused_messages.handed_over(desk, facts, delivery)
        case Reason.GIVEN_BACK:
            return await caused_messages.given_back(desk, facts, delivery)
        case Reason.RETURNED:
            return await caused_messages.returned(desk, facts, delivery)
        case Reason.APPROVED:
            return await caused_messages.approved(desk, facts, delivery)
        case Reason.CHANGED:
            return await caused_messages.changed(desk, facts, delivery)
        case Reason.DIGEST:
            return await coordinator_messages.digest(desk, facts)
        case Reason.ESCALATION:
            return await coordinator_messages.escalation(desk, facts, delivery)
    return None


def _mark(delivery: Delivery) -> str:
    """What the buttons of a message name as their cause: the same when it is composed again."""
    seed = "\n".join(delivery.key.order)
    return "delivery-" + hashlib.blake2s(seed.encode(), digest_size=12).hexdigest()
