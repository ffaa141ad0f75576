"""One write for all who wait: while the disk is busy requests pile up, and the next write takes them all."""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import Generic, TypeVar

Request = TypeVar("Request")
Answer = TypeVar("Answer")


class GroupCommit(Generic[Request, Answer]):
    """Hands requests in batches, one batch at a time, to `commit`, which answers each in order.

    An answer that is an exception is raised to its own waiter; an exception of `commit` to the whole batch.
    A waiter that is cancelled does not stop the write that others wait for.
    """

    def __init__(
        self, commit: Callable[[Sequence[Request]], Awaitable[Sequence[Answer | Exception]]]
    ) -> None:
        self._commit = commit
        self._waiting: list[tuple[Request, asyncio.Future[Answer]]] = []
        self._task: asyncio.Task[None] | None = None

    async def submit(self, request: Request) -> Answer:
        """The answer to a request, once the batch that it was in is committed."""
        waiter: asyncio.Future[Answer] = asyncio.get_running_loop().create_future()
        self._waiting.append((request, waiter))
        if self._task is None or self._task.done():
            self._task = asyncio.create_task(self._run())
        return await waiter

    async def idle(self) -> None:
        """Wait until every request so far is answered."""
        if self._task is not None:
            await asyncio.wait([self._task])

    async def _run(self) -> None:
        while self._waiting:
            batch, self._waiting = self._waiting, []
            answers = await self._answers([request for request, _ in batch])
            for (_, waiter), answer in zip(batch, answers, strict=True):
                if waiter.done():
                    continue
                if isinstance(answer, Exception):
                    waiter.set_exception(answer)
                else:
                    waiter.set_result(answer)

    async def _answers(self, requests: Sequence[Request]) -> Sequence[Answer | Exception]:
        try:
            return await self._commit(requests)
        except Exception as error:  # each waiter gets it; swallowing it here loses nothing
            return [error] * len(requests)
