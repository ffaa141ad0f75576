"""Coming back to people at the moment they chose with "later …".

Small on purpose: it serves until the outbox of the reminders takes it over. A moment is taken off the record
before the message goes out, so that a crash in between never sends it twice; when the message surely did not
go out, the moment is put back and tried again for a day.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta
from typing import Protocol

from dialogs.people import PersonRecord, Profile
from dialogs.ports import Clock, Send, Store

log = logging.getLogger(__name__)

EVERY = 20.0  # seconds between two looks
TRIED_FOR = timedelta(days=1)

Reach = Callable[[PersonRecord], Awaitable[Send | None]]
"""How to write to a person without being spoken to first; None when that cannot be."""


class ComesBack(Protocol):
    """What says the words: dialogs.conversation.Conversation."""

    async def come_back(self, profile: Profile, send: Send) -> bool:
        """Say that this is the moment; False when it could not be sent."""
        ...


class ChosenMoments:
    """Looks who is due, and has them written to, one after another."""

    def __init__(self, store: Store, conversation: ComesBack, reach: Reach, clock: Clock) -> None:
        self._store = store
        self._conversation = conversation
        self._reach = reach
        self._clock = clock

    async def run(self, tenant: str) -> None:
        """Look again and again, until cancelled. What goes wrong is logged without content."""
        while True:
            try:
                await self.run_once(tenant)
            except Exception as error:
                log.error("chosen moments: %s", type(error).__name__)
            await asyncio.sleep(EVERY)

    async def run_once(self, tenant: str) -> int:
        """Write to everybody whose moment has come; gives how many were reached."""
        now = self._clock()
        due = [
            one for one in await self._store.people(tenant) if one.moment is not None and one.moment <= now
        ]
        reached = 0
        for record in sorted(due, key=lambda one: (str(one.moment), one.profile.key.person)):
            reached += await self._write_to(record)
        return reached

    async def _write_to(self, record: PersonRecord) -> bool:
        moment = record.moment
        await self._store.put_person(replace(record, moment=None))
        send = await self._reach(record)
        if send is not None and await self._conversation.come_back(record.profile, send):
            return True
        now = await self._store.person(record.profile.key) or record
        if moment is not None and now.moment is None and self._clock() - moment < TRIED_FOR:
            await self._store.put_person(replace(now, moment=moment))
        return False
