"""How fast the bot may write: the documented limits of Teams, as sliding windows, and a gate for all.

Windows are counted a little longer than documented, because requests travel at different speeds.
"""

import asyncio
import time
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

TRAVEL = 0.25  # seconds that one request may take longer than another
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


PER_CONVERSATION = (Window(7, 1), Window(8, 2), Window(60, 30), Window(1_800, 3_600))
PER_TENANT = (Window(50, 1),)


class Bucket:
    """The moments of the last requests, and how long until the next one fits every window."""

    def __init__(self, windows: tuple[Window, ...]) -> None:
        self._windows = windows
        self._taken: deque[float] = deque(maxlen=max(one.most for one in windows))

    def wait(self, now: float) -> float:
        """Seconds until one more may go; 0 when it may go now."""
        full = (one for one in self._windows if len(self._taken) >= one.most)
        return max((self._taken[-one.most] + one.seconds + TRAVEL - now for one in full), default=0.0)

    def take(self, now: float) -> None:
        """One goes now."""
        self._taken.append(now)

    def idle(self, now: float) -> bool:
        """Whether what it knows makes no difference any more."""
        longest = max(one.seconds for one in self._windows)
        return not self._taken or self._taken[-1] + longest + TRAVEL < now


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
        """Seconds until a message to this conversation may go; 0 when now."""
        now = self._clock()
        waits = [self._closed_until - now, self._all.wait(now)]
        if conversation in self._each:
            waits.append(self._each[conversation].wait(now))
        return max(0.0, *waits)

    async def take(self, conversation: str, patience: float) -> bool:
        """Wait for a turn and take it: the request goes now. False when it would take over `patience`."""
        while (seconds := self.wait(conversation)) > 0:
            if seconds > patience:
                return False
            await self._sleep(seconds)
        now = self._clock()
        self._all.take(now)
        if conversation not in self._each:
            self._forget(now)
            self._each[conversation] = Bucket(self._conversation)
        self._each[conversation].take(now)
        return True

    def start(self) -> None:
        """Begin as if the last second was full: a process before this one may have just sent."""
        self.pause(1 + TRAVEL)

    def pause(self, seconds: float) -> None:
        """Nobody goes for so long: the channel asked for it (Retry-After)."""
        self._closed_until = max(self._closed_until, self._clock() + min(seconds, LONGEST_PAUSE))

    def _forget(self, now: float) -> None:
        if len(self._each) >= FORGOTTEN_OVER:
            self._each = {name: one for name, one in self._each.items() if not one.idle(now)}
