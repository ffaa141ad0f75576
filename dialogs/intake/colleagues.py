"""Whom something can be handed to: the people of a round, and those who know the bot already."""

from collections.abc import Iterable
from dataclasses import dataclass

from dialogs.desk import Desk
from dialogs.matching import normalised
from dialogs.people import PersonRecord, name_from
from dialogs.rounds.round import Round


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of this organisation.

    `whom` is an object id, or an address while the bot has not met them. `reachable`: the bot can write.
    """

    whom: str
    name: str
    address: str
    reachable: bool = False
    guest: bool = False


async def of_round(desk: Desk, round_: Round) -> tuple[Colleague, ...]:
    """Everybody of a round but who speaks, by name."""
    themes = (address for theme in round_.themes for address in theme.addresses)
    addresses = sorted({*round_.coordinators, *themes} - {desk.event.person.address})
    found = [await _of_address(desk, address) for address in addresses]
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.address)))


async def named(desk: Desk, round_: Round, words: str) -> tuple[Colleague, ...]:
    """Who can be meant by what was typed: an address or a name; of the round's people one name will do."""
    wanted = normalised(words).removeprefix("collega ")
    ours = await of_round(desk, round_)
    known = [_of_record(one) for one in await desk.store.people(desk.who.tenant)]
    here = {one.whom for one in ours}
    others = [one for one in known if one.whom not in here and one.whom != desk.who.person]
    full = [one for one in (*ours, *others) if wanted in _names(one)]
    return tuple(full or [one for one in ours if wanted in _short_names(one)])


async def picked(desk: Desk, round_: Round, key: str) -> Colleague | None:
    """Whom a card names, by the key of our own list or the object id of a picker; None when not known here.

    The store of this tenant has nobody of another one, so an id that it knows is of this organisation.
    """
    for one in await of_round(desk, round_):
        if key and key in {one.whom, one.address}:
            return one
    known: Iterable[PersonRecord] = await desk.store.people(desk.who.tenant)
    found = next((one for one in known if one.profile.key.person == key), None)
    return _of_record(found) if found else None


def is_me(desk: Desk, words: str) -> bool:
    """Whether what was typed means the one who types."""
    mine = {"mij", "mezelf", "mijzelf", "me", desk.event.person.address, normalised(desk.event.person.name)}
    return normalised(words) in mine - {""}


async def _of_address(desk: Desk, address: str) -> Colleague:
    record = await desk.record(address)
    if record is None:
        known: Iterable[PersonRecord] = await desk.store.people(desk.who.tenant)
        record = next((one for one in known if one.profile.address == address), None)
    if record is None:
        return Colleague(address, name_from(address), address)
    profile = record.profile
    name = profile.name or name_from(address)
    return Colleague(profile.key.person, name, address, bool(record.reference), profile.guest)


def _of_record(record: PersonRecord) -> Colleague:
    profile = record.profile
    name = profile.name or name_from(profile.address)
    return Colleague(profile.key.person, name, profile.address, bool(record.reference), profile.guest)


def _names(one: Colleague) -> set[str]:
    return {one.address, normalised(one.name)} - {""}


def _short_names(one: Colleague) -> set[str]:
    """First name, family name, and the sign-in name before the @."""
    words = normalised(one.name).split()
    return {words[0] if words else "", " ".join(words[1:]), one.address.partition("@")[0]} - {""}
