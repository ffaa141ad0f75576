"""Reading a plan that came in through the chat: work of more than a moment, finished by a message.

What is to be read lies in the inbox of the library, and is gone when it is read. A process that dies in
between reads it again when the bot starts; a message that may have arrived is not sent a second time.
"""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from dialogs.people import PersonKey, PersonRecord
from dialogs.ports import Clock, Send, Store
from dialogs.shelving import texts
from dialogs.shelving.adding import KEPT_FOR
from dialogs.shelving.finished import finished
from dialogs.views import Reply, Say
from knowledge.arriving import named
from knowledge.inbox import Stage, Waiting
from knowledge.librarian import Librarian
from knowledge.library import State
from knowledge.naming import Details
from knowledge.readers.errors import ReadError
from knowledge.shelf import LibraryError

log = logging.getLogger(__name__)

QUIET = 5.0  # seconds before the coordinator hears that it takes longer
EVERY = 10.0  # seconds between two words on how long it takes
TRIES = 3  # to send the last message
BETWEEN = 20.0  # seconds between two tries

Reach = Callable[[PersonRecord], Awaitable[Send | None]]
"""How to write to a person without being spoken to first; None when that cannot be."""


class PlanJobs:
    """Reads one file after another."""

    def __init__(self, plans: Librarian | None, store: Store, reach: Reach, clock: Clock) -> None:
        self._plans = plans
        self._store = store
        self._reach = reach
        self._clock = clock
        self._running: dict[str, asyncio.Task[None]] = {}
        self._one = asyncio.Lock()

    def start(self, job: str) -> None:
        """Begin with a file that is wanted; nothing when that runs already."""
        if self._plans is None or job in self._running:
            return
        task = asyncio.create_task(self._run(self._plans, job))
        self._running[job] = task
        task.add_done_callback(lambda _: self._running.pop(job, None))

    async def resume(self) -> None:
        """Go on with what a process left behind, and throw away what nobody said a word about for a day."""
        if self._plans is None:
            return
        inbox = self._plans.inbox
        try:
            kept = await asyncio.to_thread(inbox.all)
        except LibraryError as fault:
            log.error("plan jobs: %s", type(fault).__name__)
            return
        for one in kept:
            old = self._clock() - one.at > max(KEPT_FOR, timedelta(hours=24))
            if one.stage is Stage.TELLING or (one.stage is Stage.PROPOSED and old):
                await asyncio.to_thread(inbox.drop, one)
            elif one.stage is not Stage.PROPOSED:
                self.start(one.id)

    async def idle(self) -> None:
        """Wait until everything that runs is done."""
        await asyncio.gather(*self._running.values(), return_exceptions=True)

    async def close(self) -> None:
        """Stop; what was not finished goes on at the next start."""
        running = list(self._running.values())
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    async def _run(self, plans: Librarian, job: str) -> None:
        try:
            async with self._one:
                waiting = await asyncio.to_thread(plans.inbox.find, job)
                if waiting is None:
                    return
                send = await self._way_to(waiting)
                read = waiting if waiting.stage is Stage.READ else None
                if waiting.stage is Stage.WANTED:
                    read = await self._read(plans, waiting, send)
            if read is not None:  # else another process reads and tells it
                await self._tell(plans, read)
        except Exception as error:
            log.error("plan jobs: %s", type(error).__name__)

    async def _read(self, plans: Librarian, waiting: Waiting, send: Send | None) -> Waiting | None:
        """Read the file, telling how long it takes when that is long."""
        reading = asyncio.create_task(asyncio.to_thread(_read, plans, waiting))
        message: str | None = None
        begun = asyncio.get_running_loop().time()
        pause = QUIET
        while not (await asyncio.wait([reading], timeout=pause))[0]:
            seconds = round(asyncio.get_running_loop().time() - begun)
            view = Say((texts.still_busy(waiting.plan, seconds),))
            if send is not None:
                message = await send(Reply((view,), replace=message))
            pause = EVERY
        read = await reading
        if message is not None and send is not None:
            await send(Reply((Say((texts.READY,)),), replace=message))
        return read

    async def _tell(self, plans: Librarian, waiting: Waiting) -> None:
        view = await asyncio.to_thread(finished, plans, waiting)
        inbox = plans.inbox
        for number in range(TRIES):
            telling = replace(waiting, stage=Stage.TELLING)
            if not await asyncio.to_thread(inbox.change, telling, Stage.READ):
                return  # told by another process, or thrown away
            send = await self._way_to(waiting)
            if send is not None and await send(Reply((view,))) is not None:
                await asyncio.to_thread(inbox.drop, waiting)
                return
            await asyncio.to_thread(inbox.change, waiting, Stage.TELLING)
            if number + 1 < TRIES:
                await asyncio.sleep(BETWEEN)
        log.warning("plan jobs: the last message could not be sent")

    async def _way_to(self, waiting: Waiting) -> Send | None:
        record = await self._store.person(PersonKey(*waiting.sender))
        return await self._reach(record) if record is not None and record.reference else None


def _read(plans: Librarian, waiting: Waiting) -> Waiting | None:
    """Read a file into the library; the bytes are removed, whatever came of it. Blocks."""
    details = Details(waiting.plan, waiting.period, waiting.status)
    [outcome] = plans.library.add([plans.inbox.path(waiting)], details, instead_of=waiting.instead_of)
    if outcome.state is State.REFUSED or outcome.plan is None:
        return plans.inbox.emptied(waiting, {"refused": _why(outcome.error, waiting)})
    fallen = "\n".join(one.question for one in plans.settle())
    return plans.inbox.emptied(waiting, {"plan": outcome.plan.id, "fallen": fallen})


def _why(error: ReadError | LibraryError | None, waiting: Waiting) -> str:
    """The sentence for a colleague, with the name of the file as they know it."""
    if isinstance(error, ReadError):
        return named(error, waiting.file).dutch
    return error.dutch if error is not None else LibraryError.dutch
