"""What is known while somebody sets up a round: the day, the plans, and who is called what."""

import asyncio
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dialogs.desk import Desk
from dialogs.matching import normalised
from dialogs.moments.working_days import Calendar
from dialogs.people import name_from, read_address
from dialogs.rounds.round import Round
from knowledge.shelf import LibraryError

ZONE = "Europe/Amsterdam"


@dataclass(frozen=True, slots=True)
class PlanName:
    """A plan of the library, with its period when that is known."""

    name: str
    period: str = ""


@dataclass(frozen=True, slots=True)
class Known:
    """What a turn of setting up looks at.

    `rounds` are all of the municipality. `names` has the addresses of who is called so; `met` the names of
    those whom the bot can write to.
    """

    now: datetime
    me: str
    rounds: tuple[Round, ...] = ()
    plans: tuple[PlanName, ...] = ()
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    met: Mapping[str, str] = field(default_factory=dict)

    @property
    def zone(self) -> ZoneInfo:
        """The zone that days are meant in."""
        return ZoneInfo(ZONE)

    @property
    def today(self) -> date:
        """The day that it is there."""
        return self.now.astimezone(self.zone).date()

    def calendar(self, region: str) -> Calendar:
        """Working days and school breaks of a region; of the whole country when it is none."""
        return Calendar.load(region if region in {"noord", "midden", "zuid"} else None)

    def address(self, words: str) -> str:
        """The address that is written, or that of the one person who is called so; "" otherwise."""
        if found := read_address(words):
            return found
        called = self.names.get(normalised(words), frozenset())
        return next(iter(called)) if len(called) == 1 else ""

    def namesakes(self, words: str) -> Sequence[str]:
        """The addresses of everybody who is called so."""
        return sorted(self.names.get(normalised(words), ()))

    def called(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """What people are called: as Teams says once they are known, else after their address."""
        return tuple(self.met.get(one) or name_from(one) or one for one in addresses)


async def known_to(desk: Desk) -> Known:
    """All of it, as the store and the library tell it now."""
    rounds = tuple(await desk.store.rounds(desk.who.tenant))
    names: dict[str, set[str]] = {}
    met: dict[str, str] = {}
    addresses = {one for round_ in rounds for one in round_.coordinators}
    addresses |= {one for round_ in rounds for theme in round_.themes for one in theme.addresses}
    for address in addresses:
        _remember(names, name_from(address), address)
    for record in await desk.store.people(desk.who.tenant):
        profile = record.profile
        if profile.address and not profile.guest:
            _remember(names, profile.name, profile.address)
            met |= {profile.address: profile.name} if record.reference else {}
    frozen = {name: frozenset(found) for name, found in names.items()}
    return Known(desk.now, desk.event.person.address, rounds, await _plans(desk), frozen, met)


def _remember(names: dict[str, set[str]], name: str, address: str) -> None:
    """By the whole name, the first name, and the sign-in name before the @."""
    words = normalised(name).split()
    for called in {" ".join(words), *words[:1], address.partition("@")[0]} - {""}:
        names.setdefault(called, set()).add(address)


async def _plans(desk: Desk) -> tuple[PlanName, ...]:
    """The plans of the library, newest first; none when it cannot be read now."""
    if desk.plans is None:
        return ()
    try:
        plans = await asyncio.to_thread(desk.plans.plans, concepts=True)
    except LibraryError:
        return ()
    return tuple(dict.fromkeys(PlanName(one.name, one.period) for one in plans))
