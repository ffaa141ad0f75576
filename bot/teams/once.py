"""The same activity delivered twice runs once (row 10): Teams sends again after about 15 seconds."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Coroutine
from typing import Any, Generic, TypeVar

T = TypeVar("T")

KEPT = 256  # outcomes; an older second delivery is the conversation's to recognise


class Once(Generic[T]):
    """Runs work under a key; who comes with the same key waits for, and gets, the first one's outcome.

    The work runs in a task of its own: a caller that hangs up does not break it off.
    """

    def __init__(self, kept: int = KEPT) -> None:
        self._kept = kept
        self._tasks: OrderedDict[str, asyncio.Task[T]] = OrderedDict()

    async def run(self, key: str, work: Callable[[], Coroutine[Any, Any, T]]) -> T:
        """The outcome of `work`. Work that raised is forgotten, so that a next delivery tries again."""
        task = self._tasks.get(key)
        if task is None:
            task = self._tasks[key] = asyncio.create_task(work())
            task.add_done_callback(lambda done: self._forget_failed(key, done))
            self._make_room()
        return await asyncio.shield(task)

    async def finish(self, seconds: float) -> None:
        """Wait for what still runs, at most so long; then break it off."""
        running = [task for task in self._tasks.values() if not task.done()]
        if running:
            _, late = await asyncio.wait(running, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    def _forget_failed(self, key: str, task: asyncio.Task[T]) -> None:
        if (task.cancelled() or task.exception() is not None) and self._tasks.get(key) is task:
            del self._tasks[key]

    def _make_room(self) -> None:
        for key, task in list(self._tasks.items())[: max(0, len(self._tasks) - self._kept)]:
            if task.done():
                del self._tasks[key]
