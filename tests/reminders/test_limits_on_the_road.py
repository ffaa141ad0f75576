"""Teams counts a request when it comes in; requests that start apart can come in together."""

from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import dataclass, field
from random import Random

import pytest

from bot.reminders.limits import LATE, PER_TENANT, TEAMS_PER_TENANT, Limits, Window
from bot.reminders.runner import AT_ONCE

MANY = 64  # more under way than a limit allows


@dataclass(frozen=True, slots=True)
class Travels:
    """A request: seconds until it comes in, seconds until the bot knows how it ended, and whether well."""

    there: float
    known: float
    answered: bool = True


Road = Callable[[Random], Travels]


def back(there: float, back: float) -> Travels:
    return Travels(there, there + back)


ROADS: dict[str, Road] = {
    "no time at all": lambda _chance: back(0, 0),
    "always the same": lambda _chance: back(0.1, 0.1),
    "slow there, quick back": lambda _chance: back(0.9, 0.001),
    "now quick, now slow": lambda chance: back(chance.choice((0.001, 1.5)), 0.001),
    "any speed": lambda chance: back(chance.uniform(0, 3), chance.uniform(0, 3)),
    "some held up for long": lambda chance: back(8.0 if chance.random() < 0.1 else 0.01, 0.01),
    "some given up before they come in": lambda chance: (
        Travels(1.1, 0.2, answered=False) if chance.random() < 0.2 else back(0.02, 0.02)
    ),
}


@dataclass
class Sender:
    """A process with limits over a clock that jumps to what happens next."""

    road: Road
    chance: Random
    at_once: int
    windows: tuple[Window, ...]
    now: float = 0.0
    came_in: list[float] = field(default_factory=list)
    under_way: list[tuple[float, int, ExitStack]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.limits = Limits(lambda: self.now, tenant=self.windows)

    async def send(self, number: int) -> None:
        """So many requests, each to somebody else, as soon as may be."""
        for one in range(number):
            who = f"person-{one}"
            while len(self.under_way) >= self.at_once or not await self.limits.take(who, patience=0):
                self._go_on(self.limits.wait(who))
            travels = self.road(self.chance)
            self.came_in.append(self.now + travels.there)
            turn = ExitStack()
            turn.enter_context(self.limits.turn(who)).answered = travels.answered
            self.under_way.append((self.now + travels.known, len(self.came_in), turn))
            self.under_way.sort(key=lambda each: each[:2])

    def _go_on(self, wait: float) -> None:
        """To the end of a request or of a wait, whichever comes first."""
        ends = [end for end, _, _ in self.under_way[:1]]
        self.now = min(ends + ([self.now + wait] if wait > 0 else []))
        while self.under_way and self.under_way[0][0] <= self.now:
            self.under_way.pop(0)[2].close()

    def killed(self) -> None:
        """A new process knows nothing of before; what was under way comes in soon or never."""
        soon = self.now + LATE
        self.came_in = [min(one, soon) for one in self.came_in]
        self.under_way.clear()
        self.limits = Limits(lambda: self.now, tenant=self.windows)
        self.limits.start()


def fullest(moments: list[float], seconds: float) -> int:
    """The most in any window; moments within a rounding error of its edge are outside."""
    ordered = sorted(moments)
    return max(sum(start <= one < start + seconds - 1e-6 for one in ordered) for start in ordered)


@pytest.mark.parametrize("at_once", [AT_ONCE, MANY])
@pytest.mark.parametrize("road", ROADS.values(), ids=ROADS.keys())
async def test_however_requests_travel_no_window_holds_more_than_the_limit(road: Road, at_once: int) -> None:
    sender = Sender(road, Random(11), at_once, PER_TENANT)
    await sender.send(600)
    assert fullest(sender.came_in, 1) <= PER_TENANT[0].most


@pytest.mark.parametrize("windows", [PER_TENANT, (Window(8, 1),), (Window(9, 1),)], ids=["40", "8", "9"])
@pytest.mark.parametrize("road", ROADS.values(), ids=ROADS.keys())
async def test_a_process_that_is_killed_again_and_again_stays_within_the_limit(
    road: Road, windows: tuple[Window, ...]
) -> None:
    """Also with a limit that is hardly more than what may be under way at a kill."""
    sender = Sender(road, Random(12), AT_ONCE, windows)
    for _ in range(60):
        await sender.send(sender.chance.randrange(1, 90))
        sender.killed()
    assert fullest(sender.came_in, 1) <= windows[0].most


async def test_requests_that_come_in_together_would_break_a_limit_that_counts_only_starts() -> None:
    """So the roads are bad enough to tell the two apart."""
    chance, now, starts, came_in = Random(11), 0.0, list[float](), list[float]()
    for number in range(600):
        if number >= 50:
            now = max(now, starts[-50] + 1.25)
        starts.append(now)
        came_in.append(now + ROADS["now quick, now slow"](chance).there)
    assert fullest(came_in, 1) > TEAMS_PER_TENANT[0].most


async def test_sixty_owners_are_written_to_within_five_seconds_of_a_start() -> None:
    sender = Sender(lambda _chance: back(0.1, 0.1), Random(1), AT_ONCE, PER_TENANT)
    sender.killed()
    await sender.send(60)
    assert max(sender.came_in) < 5
