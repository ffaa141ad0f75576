"""What the reminders work with, made small: rules that say who is due, a channel that answers as told."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from bot.reminders.limits import Limits
from bot.reminders.outbox import Means, Request, UnreachableError
from bot.reminders.retry import Attempt
from bot.reminders.runner import Runner
from bot.store.memory import MemoryStore
from dialogs.deliveries import Delivery, DeliveryKey, DeliveryState, Due, Reason
from dialogs.people import PersonKey, PersonRecord, Profile
from dialogs.ports import Store
from dialogs.views import Drawn, Say

TENANT = "lokaal"
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
GOOD = Attempt(201)
CUT = Attempt()
NOT_CONNECTED = Attempt(written=False)


@dataclass
class Clock:
    now: datetime = MONDAY

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


@dataclass
class Rules:
    """A Reminding. `silent` are the people for whom there is nothing left to say."""

    who: list[Due] = field(default_factory=list)
    silent: set[str] = field(default_factory=set)
    broken: bool = False

    def add(self, *people: str, reason: Reason = Reason.DEADLINE, due: str = "2026-11-23") -> None:
        at = MONDAY if "T" not in due else datetime.fromisoformat(due)
        self.who += [Due(f"{one}@example.org", reason, "ivp", due, at) for one in people]

    async def due(self, tenant: str, now: datetime) -> Sequence[Due]:
        return [one for one in self.who if one.at <= now]

    async def compose(self, delivery: Delivery) -> Drawn | None:
        if self.broken:
            raise RuntimeError("a fault in a text")
        person = delivery.key.to.person
        return None if person in self.silent else Say((f"{delivery.key.reason} {person}",))


@dataclass
class Channel:
    """Prepares and makes requests; answers what is in `answers` for a person, in order, and then well."""

    answers: dict[str, list[Attempt | Exception]] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    unreachable: dict[str, str] = field(default_factory=dict)
    hold: asyncio.Event | None = None  # requests wait for it
    during: Callable[[], None] = lambda: None  # what else happens while a request is under way

    async def prepare(self, record: PersonRecord, view: Drawn) -> Request:
        person = record.profile.key.person
        if person in self.unreachable:
            raise UnreachableError(self.unreachable[person])

        async def request() -> Attempt:
            self.asked.append(person)
            if self.hold is not None:
                await self.hold.wait()
            self.during()
            waiting = self.answers.get(person)
            answer = waiting.pop(0) if waiting else GOOD
            if isinstance(answer, Exception):
                raise answer
            return answer

        return request


class NoWait(Limits):
    """The real limits, without the second at the start."""

    def start(self) -> None:
        return


@dataclass
class Post:
    """A runner with all its means, over a store in memory unless another is given."""

    store: Store = field(default_factory=MemoryStore)
    rules: Rules = field(default_factory=Rules)
    channel: Channel = field(default_factory=Channel)
    clock: Clock = field(default_factory=Clock)
    runners: list[Runner] = field(default_factory=list)

    def runner(self, **more: float) -> Runner:
        means = Means(self.store, self.rules, self.channel.prepare, self.clock, NoWait(), chance=lambda: 0.0)
        self.runners.append(Runner(TENANT, means, **{"every": 0.05, "at_once": 4, **more}))  # type: ignore[arg-type]
        return self.runners[-1]

    async def knows(self, *people: str, reference: str = "a chat") -> None:
        for one in people:
            profile = Profile(PersonKey(TENANT, one), one.title(), f"{one}@example.org")
            await self.store.put_person(PersonRecord(profile, f"{reference} with {one}" if reference else ""))
            await self.store.bind(TENANT, profile.address, one)

    async def owes(self, *people: str, **more: object) -> None:
        """These people are known, and something is due to them."""
        await self.knows(*people)
        self.rules.add(*people, **more)  # type: ignore[arg-type]

    async def states(self) -> dict[str, DeliveryState]:
        return {one.key.to.person: one.state for one in await self.store.deliveries(TENANT)}

    async def only(self) -> Delivery:
        [one] = await self.store.deliveries(TENANT)
        return one


def key(person: str, reason: Reason = Reason.DEADLINE, due: str = "2026-11-23") -> DeliveryKey:
    return DeliveryKey(PersonKey(TENANT, person), reason, "ivp", due)


async def until(true: Callable[[], bool], seconds: float = 3.0) -> None:
    """Wait for what another task brings about. Raises TimeoutError."""
    async with asyncio.timeout(seconds):
        while not true():  # noqa: ASYNC110  (what is waited for rings no bell)
            await asyncio.sleep(0.002)
