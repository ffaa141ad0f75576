"""Faults on order: what Teams does on a bad day, for tests and for trying out."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from aiohttp import web


class Call(StrEnum):
    """What the bot asked of Teams."""

    SEND = "send"
    UPDATE = "update"
    DELETE = "delete"
    CREATE = "create"
    MEMBERS = "members"
    DOWNLOAD = "download"
    UPLOAD = "upload"


@dataclass(frozen=True, slots=True)
class Fault:
    """One bad answer.

    `status` answers with an error; `cut` breaks the connection without an answer; `delay` (seconds) answers
    late. `done` tells whether the thing happened all the same: a cut after it was done is what makes the
    outcome of a delivery unknown.
    """

    status: int | None = None
    cut: bool = False
    delay: float = 0.0
    done: bool = False
    retry_after: int | None = None

    def __post_init__(self) -> None:
        if self.status is not None and not 400 <= self.status <= 599:
            raise ValueError("a fault answers with a status from 400 to 599")
        if self.cut and self.status is not None:
            raise ValueError("a connection that is cut gives no status")
        if self.delay < 0:
            raise ValueError("a delay is not negative")

    @property
    def spares(self) -> bool:
        """The thing happens and is answered well, if perhaps late."""
        return self.status is None and not self.cut


Weather = Callable[[Call, str], Fault | None]
"""What a call in a conversation meets when no fault is on order; None when all is well."""


@dataclass(slots=True)
class Faults:
    """The faults that wait for their turn, each used once, and the `weather` for all other calls."""

    weather: Weather = lambda _call, _conversation: None
    _waiting: list[tuple[frozenset[Call], Fault]] = field(default_factory=list)

    def next(self, *faults: Fault, on: tuple[Call, ...] = (Call.SEND,), times: int = 1) -> None:
        """The next calls of these kinds meet these faults, in order, all of them `times` over."""
        self._waiting += [(frozenset(on), fault) for _ in range(times) for fault in faults]

    def clear(self) -> None:
        """All is well again."""
        self._waiting.clear()
        self.weather = lambda _call, _conversation: None

    @property
    def left(self) -> int:
        """How many faults still wait."""
        return len(self._waiting)

    def take(self, call: Call) -> Fault | None:
        """The fault that this call meets."""
        for place, (calls, fault) in enumerate(self._waiting):
            if call in calls:
                del self._waiting[place]
                return fault
        return None

    async def play(
        self, call: Call, request: web.Request, work: Callable[[], web.Response]
    ) -> web.StreamResponse:
        """Do the work of this call, or what the fault on order makes of it."""
        fault = self.take(call) or self.weather(call, request.match_info.get("conversation", ""))
        if fault is None:
            return work()
        if fault.delay:
            await asyncio.sleep(fault.delay)
        if fault.spares:
            return work()
        if fault.done:
            work()
        if fault.cut:
            if request.transport is not None:
                request.transport.abort()
            return web.Response()
        headers = {} if fault.retry_after is None else {"Retry-After": str(fault.retry_after)}
        body = {"error": {"code": f"Fault{fault.status}", "message": "A fault on order"}}
        return web.json_response(body, status=fault.status or 500, headers=headers)
