"""How fast the bot may write: the documented limits of Teams, as sliding windows, and a gate for all.

Teams counts a request when it comes in. That is at some moment between its start and its answer, and
nobody here knows which; requests that start apart can come in together. So a request counts from its start
until a window after its answer. Then no window of Teams holds more than `most`, however they travel.

What other parts of the bot send (answers in a conversation) is not counted here: it has the share of the
documented limits that is not used here.
"""

import asyncio
import time
from bisect import insort
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

LATE = 1.0  # seconds after which a request that was given up, or whose sender died, comes in no more
LONGEST_PAUSE = 300.0  # seconds that one answer of the channel can hold everybody up
FORGOTTEN_OVER = 10_000  # conversations, of which those without a recent message are forgotten


@dataclass(frozen=True, slots=True)
class Window:
    """At most `most` requests in any `seconds`."""

    most: int
    seconds: float

    def __post_init__(self) -> None:
        if self.most < 1 or self.seconds <= 0:
            raise ValueError("a window lets at least one through in some time")

    def share(self, percent: int) -> "Window":
        """The same window for a part of the requests, at least one."""
        return replace(self, most=max(1, self.most * percent // 100))


TEAMS_PER_CONVERSATION = (Window(7, 1), Window(8, 2), Window(60, 30), Window(1_800, 3_600))
TEAMS_PER_TENANT = (Window(50, 1),)
"""What Teams documents."""

SHARE_OF_CONVERSATION, SHARE_OF_TENANT = 50, 80  # percent
PER_CONVERSATION = tuple(one.share(SHARE_OF_CONVERSATION) for one in TEAMS_PER_CONVERSATION)
PER_TENANT = tuple(one.share(SHARE_OF_TENANT) for one in TEAMS_PER_TENANT)


class Bucket:
    """The requests that still count, and how long until the next one fits every window."""

    def __init__(self, windows: tuple[Window, ...]) -> None:
        self._windows = windows
        self._kept = max(one.most for one in windows)
        self._under_way = 0
        self._ended: list[float] = []  # in order; more than `_kept` make no difference

    def wait(self, now: float) -> float:
        """Seconds until one more may go at the earliest; 0 when it may go now."""
        return max((self._wait(one, now) for one in self._windows), default=0.0)

    def _wait(self, window: Window, now: float) -> float:
        """Those under way end now at the earliest."""
        ended = window.most - self._under_way  # so many that have ended fit beside those under way
        if ended <= 0:
            return window.seconds
        return self._ended[-ended] + window.seconds - now if len(self._ended) >= ended else 0.0

    def begin(self) -> None:
        """One goes now."""
        self._under_way += 1

    def end(self, at: float) -> None:
        """One that began has come in at this moment at the latest."""
        self._under_way -= 1
        insort(self._ended, at)
        del self._ended[: -self._kept]

    def idle(self, now: float) -> bool:
        """Whether what it knows makes no difference any more."""
        longest = max(one.seconds for one in self._windows)
        return not self._under_way and (not self._ended or self._ended[-1] + longest < now)


@dataclass(slots=True)
class Turn:
    """The right to make one request. `answered` is set when its answer has come."""

    answered: bool = False


class Limits:
    """When the next message to a conversation may go, given all that went. Times are of a monotonic clock."""

    def __init__(
        self,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        conversation: tuple[Window, ...] = PER_CONVERSATION,
        tenant: tuple[Window, ...] = PER_TENANT,
    ) -> None:
        self._clock = clock
        self._sleep = sleep
        self._conversation = conversation
        self._all = Bucket(tenant)
        self._each: dict[str, Bucket] = {}
        self._closed_until = 0.0

    def wait(self, conversation: str) -> float:
        """Seconds until a message to this conversation may go, at the earliest; 0 when now."""
        now = self._clock()
        waits = [self._closed_until - now, self._all.wait(now)]
        if conversation in self._each:
            waits.append(self._each[conversation].wait(now))
        return max(0.0, *waits)

    async def take(self, conversation: str, patience: float) -> bool:
        """Wait for a turn and take it. False when it would take over `patience`.

        After True the request is made within `turn`, at once.
        """
        while (seconds := self.wait(conversation)) > 0:
            if seconds > patience:
                return False
            await self._sleep(seconds)
        if conversation not in self._each:
            self._forget(self._clock())
            self._each[conversation] = Bucket(self._conversation)
        for bucket in (self._all, self._each[conversation]):
            bucket.begin()
        return True

    @contextmanager
    def turn(self, conversation: str) -> Iterator[Turn]:
        """The request of a turn that was taken. It counts while it lasts, and a window longer."""
        turn = Turn()
        try:
            yield turn
        finally:
            at = self._clock() + (0.0 if turn.answered else LATE)
            for bucket in (self._all, self._each[conversation]):
                bucket.end(at)

    def start(self) -> None:
        """Begin as if a process before this one died just now, having sent all it could.

        Nothing goes until what that one sent has come in and no second holds both. Longer windows it can
        share with this one: two processes that use half of one stay within it.
        """
        self.pause(LATE + 1.0)

    def pause(self, seconds: float) -> None:
        """Nobody goes for so long: the channel asked for it (Retry-After)."""
        self._closed_until = max(self._closed_until, self._clock() + min(seconds, LONGEST_PAUSE))

    def _forget(self, now: float) -> None:
        if len(self._each) >= FORGOTTEN_OVER:
            self._each = {name: one for name, one in self._each.items() if not one.idle(now)}
