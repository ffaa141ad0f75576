"""A clock that runs fast, to see weeks of reminders go by on the chat page in minutes."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

FASTEST = 100_000.0
_WRITTEN = re.compile(
    r"(?:(?P<start>\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2})?)/)?(?P<speed>\d{1,6}(?:\.\d+)?)"
)
_ZONE = ZoneInfo("Europe/Amsterdam")


@dataclass(frozen=True, slots=True)
class FastClock:
    """`speed` seconds pass in one; from `start` on (an aware moment), or from now on."""

    speed: float
    start: datetime | None = None

    def __post_init__(self) -> None:
        if not 1 <= self.speed <= FASTEST:
            raise ValueError(f"the speed is a number from 1 to {FASTEST:.0f}")
        if self.start is not None and self.start.tzinfo is None:
            raise ValueError("the start of a clock needs a time zone")

    @classmethod
    def read(cls, text: str) -> "FastClock":
        """Such as "600" or "2026-11-23T08:00/600" (in Dutch time). Raises ValueError."""
        found = _WRITTEN.fullmatch(text)
        if found is None:
            raise ValueError("write seconds per second, such as 600, or 2026-11-23T08:00/600")
        start = found["start"] and datetime.fromisoformat(found["start"]).replace(tzinfo=_ZONE)
        return cls(float(found["speed"]), start or None)

    def running(self, real: Callable[[], datetime]) -> Callable[[], datetime]:
        """The clock itself, which starts now."""
        begun = real()
        start = (self.start or begun).astimezone(UTC)

        def now() -> datetime:
            return start + timedelta(seconds=(real() - begun).total_seconds() * self.speed)

        return now
