"""The other side: a stand-in for Teams with bad weather; it knows what arrived, when, and what went wrong."""

import random
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.local import Call, Fault, LocalPerson, LocalServer, LocalTeams

CLEAR = 0.0
FAULTS = (
    Fault(status=429, retry_after=1),
    Fault(status=412),
    Fault(status=503, retry_after=0),
    Fault(status=503),
    Fault(status=502),
    Fault(status=504, done=True),
    Fault(status=500, done=True),
    Fault(cut=True),
    Fault(cut=True, done=True),
    Fault(delay=0.5),
)


def ambiguous(fault: Fault) -> bool:
    """Whether who asked cannot know if it was done."""
    if fault.spares:
        return False
    if fault.cut or fault.status is None:
        return True
    return fault.status >= 500 and not (fault.status == 503 and fault.retry_after is not None)


@dataclass
class World:
    """Everybody's chats. `badness` is the part of the sends that meet a fault, each kind as often."""

    people: Sequence[LocalPerson]
    badness: float = CLEAR
    seed: int = 0
    slow: float = 0.02  # seconds that a good answer takes: how far away Teams is
    met: Counter[str] = field(default_factory=Counter)
    doubts: Counter[str] = field(default_factory=Counter)  # ambiguous faults, by object id
    arrived_at: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        self._chance = random.Random(self.seed)
        self.teams = LocalTeams(self.people, token="a-token-for-the-trial")
        self.server = LocalServer(self.teams, page=False)
        self._by_chat = {one.conversation_id: one.object_id for one in self.people}
        for one in self.people:
            self.teams.conversation(one).installed = True
        self.teams.faults.weather = self._weather

    def _weather(self, call: Call, conversation: str) -> Fault | None:
        if call is not Call.SEND:
            return None
        who = self._by_chat[conversation]
        self.arrived_at[who].append(time.monotonic())
        if self._chance.random() >= self.badness:
            return Fault(delay=self.slow * self._chance.random())
        fault = self._chance.choice(FAULTS)
        self.met[_named(fault)] += 1
        if ambiguous(fault):
            self.doubts[who] += 1
        return fault

    def texts(self) -> Counter[tuple[str, str]]:
        """How often each (object id, batch) was shown."""
        shown: Counter[tuple[str, str]] = Counter()
        for one in self.people:
            for message in self.teams.conversation(one):
                batch = next(line for line in message.text.splitlines() if line.startswith("batch-"))
                shown[(one.object_id, batch)] += 1
        return shown

    def fullest(self, seconds: float, whose: Iterable[str] | None = None) -> int:
        """The most requests in any window of so long, to one conversation or (no `whose`) to all."""
        each = (
            [self.arrived_at[one] for one in whose]
            if whose is not None
            else [[at for times in self.arrived_at.values() for at in times]]
        )
        return max((_fullest(sorted(times), seconds) for times in each), default=0)


def _fullest(times: list[float], seconds: float) -> int:
    most = first = 0
    for last, at in enumerate(times):
        while times[first] <= at - seconds:
            first += 1
        most = max(most, last - first + 1)
    return most


def _named(fault: Fault) -> str:
    kind = "cut" if fault.cut else "slow" if fault.status is None else str(fault.status)
    asked = " with Retry-After" if fault.retry_after is not None else ""
    return f"{kind}{asked}{', delivered' if fault.done else ''}"
