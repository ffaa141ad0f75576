"""The runner: looks who is due, fills the outbox, and empties it, several at a time, until it is stopped."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from uuid import uuid4

from bot.reminders.following import LOOK_BACK, follow_ups, rows
from bot.reminders.outbox import Means, Sender
from dialogs.deliveries import Delivery, DeliveryState
from dialogs.moments.working_days import Calendar

log = logging.getLogger(__name__)

EVERY = 20.0  # seconds between two looks, when nothing wakes the runner
AT_ONCE = 8  # requests under way
ADDED_AT_ONCE = 100  # deliveries
STOP_WITHIN = 15.0  # seconds; a request that is under way takes at most ten
AFTER_TROUBLE = 2.0  # seconds
WHILE_FILLING = 0.05  # seconds between two looks into an outbox that is being filled


class Runner:
    """Sends what is due for one tenant. Any number of runners may share one outbox.

    `every` is the time between two looks in seconds; less with a fast clock.
    """

    def __init__(self, tenant: str, means: Means, every: float = EVERY, at_once: int = AT_ONCE) -> None:
        self._tenant = tenant
        self._means = means
        self._every = every
        self._at_once = at_once
        self._owner = uuid4().hex
        self._woken = asyncio.Event()
        self._stopping = False
        self.wanted = True  # a look for who is due; set by `wake`
        self._calendar = Calendar.load()
        self._sender = Sender(means, lambda: self._stopping, self._after_trouble)
        self._under_way: set[asyncio.Task[None]] = set()
        self.counts = means.counts
        self.working = True  # whether the last look went well
        self.unreachable = 0  # messages that are due to people whom the bot cannot write to yet

    def wake(self) -> None:
        """Look now: a turn caused a message."""
        self.wanted = True
        self._woken.set()

    async def run(self) -> None:
        """Look again and again, until stopped. What goes wrong is logged without content, and tried again."""
        self._means.limits.start()
        looked = -self._every
        loop = asyncio.get_running_loop()
        while not self._stopping:
            self._woken.clear()
            if self.wanted or loop.time() - looked >= self._every:
                looked, self.wanted = loop.time(), False
                await self._try(self._fill_and_drain)
            else:
                await self._try(self._drain)
            wait = looked + self._every - loop.time() if self.working else AFTER_TROUBLE
            self.wanted |= not self.working
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), max(wait, 0.0))

    async def once(self) -> None:
        """Send all that is due now, with the second tries that come within the time of one look."""
        self._means.limits.start()
        self.wanted = False
        await self.fill()
        await self._drain()
        end = asyncio.get_running_loop().time() + self._every
        while not self._stopping and asyncio.get_running_loop().time() < end and await self._retrying():
            self._woken.clear()
            with suppress(TimeoutError):
                await asyncio.wait_for(self._woken.wait(), self._every)
            await self._drain()

    async def stop(self) -> None:
        """Begin nothing new, let what is under way end, and put back what was only claimed."""
        self._stopping = True
        self._woken.set()
        if self._under_way:
            await asyncio.wait(self._under_way, timeout=STOP_WITHIN)

    async def fill(self) -> None:
        """Put into the outbox who is due, and what follows on what stayed unknown."""
        store, now = self._means.store, self._means.clock()
        due = await self._means.reminding.due(self._tenant, now)
        new, self.unreachable = await rows(store, self._tenant, due, now)
        recent = await store.deliveries(self._tenant, now - LOOK_BACK)
        standing = {one.key: one for one in (*new, *recent)}  # a row that is there already stays as it is
        new += follow_ups(tuple(standing.values()), now, self._calendar)
        for start in range(0, len(new), ADDED_AT_ONCE):
            await store.add_deliveries(new[start : start + ADDED_AT_ONCE])

    async def _fill_and_drain(self) -> None:
        """Send what is in the outbox already while it is filled."""
        filling = asyncio.create_task(self.fill())
        try:
            while not filling.done():
                await self._drain()
                await asyncio.wait([filling], timeout=WHILE_FILLING)
        finally:
            await asyncio.wait([filling])
        filling.result()
        await self._drain()

    async def _try(self, work: Callable[[], Awaitable[None]]) -> None:
        self.working = True
        try:
            await work()
        except Exception as error:  # the store may be away or full; nothing is lost by waiting
            self._trouble("the reminders cannot go on: %s", error)

    def _trouble(self, said: str, error: Exception) -> None:
        log.error(said, type(error).__name__)
        self._means.counts["reminders_failed"] += 1
        self.working = False

    async def _drain(self) -> None:
        """Send until nothing may go out now. Raises what the store raises, once all under way has ended."""
        try:
            while not self._stopping:
                free = self._at_once - len(self._under_way)
                now = self._means.clock()
                taken = await self._means.store.claim(self._tenant, now, self._owner, self._means.lease, free)
                for one in taken:
                    task = asyncio.create_task(self._deliver(one))
                    self._under_way.add(task)
                    task.add_done_callback(self._under_way.discard)
                if not self._under_way:
                    return
                await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
        finally:
            if self._under_way:
                await asyncio.wait(self._under_way)

    async def _deliver(self, claimed: Delivery) -> None:
        try:
            wait = await self._sender.deliver(claimed)
        except Exception as error:  # it stays claimed, and is taken again when its lease ends
            self._trouble("a delivery broke: %s", error)
            return
        if wait is not None and not self._stopping:
            asyncio.get_running_loop().call_later(wait + 0.01, self._woken.set)

    async def _after_trouble(self) -> None:
        self.working = False
        await asyncio.sleep(AFTER_TROUBLE)

    async def _retrying(self) -> bool:
        recent = await self._means.store.deliveries(self._tenant, self._means.clock() - self._means.lease)
        return any(one.state is DeliveryState.DUE and one.until is not None for one in recent)
