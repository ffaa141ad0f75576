"""All that decides who is due: the rounds, their themes, the people, and what went out before."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from types import MappingProxyType

from dialogs.deliveries import Delivery, DeliveryKey, DeliveryState, Reason
from dialogs.intake.format import Format
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Phase, ThemeKey, ThemeState
from dialogs.people import PersonKey, PersonRecord
from dialogs.ports import Store
from dialogs.reminding.hours import Hours
from dialogs.reminding.kept import ReminderSettings, RoundWatch
from dialogs.rounds.round import Round

LOOKED_BACK = timedelta(days=90)  # before the oldest open round, in which it was prepared
TOLD_SINCE = timedelta(hours=1)  # what happened right before the bot first saw a round is told too


@dataclass(frozen=True, slots=True)
class RoundFacts:
    """A round, with all its themes, how it changed, and what the coordinator set."""

    round: Round
    sheets: tuple[Sheet, ...]
    watch: RoundWatch
    settings: ReminderSettings

    @property
    def hours(self) -> Hours:
        """The working time of this round."""
        return Hours.of(self.round)


@dataclass(frozen=True, slots=True)
class Facts:
    """What is so at one moment.

    `people` by object id; `bound` by address; `sent` what went out or is under way, by object id, oldest
    first; `begun` who has opened a theme of which round.
    """

    tenant: str
    now: datetime
    rounds: tuple[RoundFacts, ...]
    people: Mapping[str, PersonRecord] = field(default_factory=lambda: MappingProxyType({}))
    bound: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    sent: Mapping[str, tuple[Delivery, ...]] = field(default_factory=lambda: MappingProxyType({}))
    begun: frozenset[tuple[str, str]] = frozenset()

    def person(self, whom: str) -> str:
        """The object id of an address of the round; the address itself while nobody is bound to it."""
        return self.bound.get(whom, whom)

    def record(self, whom: str) -> PersonRecord | None:
        """What is known of somebody, by address or object id."""
        return self.people.get(self.person(whom))

    def reachable(self, whom: str) -> bool:
        """Whether the bot can write to somebody."""
        record = self.record(whom)
        return record is not None and record.reachable

    def deliveries(self, whom: str) -> tuple[Delivery, ...]:
        """What went out to somebody, or is under way; oldest first."""
        return self.sent.get(self.person(whom), ())

    def told(self, whom: str, reason: Reason, subject: str) -> bool:
        """Whether there is a delivery to somebody with this reason and subject, whatever became of it."""
        return any((d.key.reason, d.key.subject) == (reason, subject) for d in self.deliveries(whom))

    def at(self, now: datetime, more: Sequence[Delivery] = ()) -> "Facts":
        """The same facts at another moment, with more deliveries: for looking ahead."""
        return replace(self, now=now, sent=by_person([*(d for m in self.sent.values() for d in m), *more]))


class Sheets:
    """Themes, opened; one of which the log did not grow is not opened again."""

    def __init__(self, formats: Mapping[str, Format]) -> None:
        self._formats = formats
        self._opened: dict[ThemeKey, Sheet] = {}

    async def of(self, store: Store, tenant: str, round_: Round) -> tuple[Sheet, ...]:
        """All themes of a round."""
        found = []
        for theme in round_.themes:
            key = ThemeKey(tenant, round_.id, theme.id)
            entries = await store.log(key)
            sheet = self._opened.get(key)
            if sheet is None or sheet.round != round_ or len(sheet.entries) != len(entries):
                form = self._formats[round_.format]
                sheet = Sheet(key, round_, theme, form, tuple(entries), ThemeState.of(entries))
                self._opened[key] = sheet
            found.append(sheet)
        return tuple(found)

    def known(self, round_: Round) -> bool:
        """Whether the format of a round is there."""
        return round_.format in self._formats


async def gather(store: Store, sheets: Sheets, tenant: str, now: datetime) -> Facts:
    """The facts as they are stored now. What changed in a round is noted on the way."""
    listed = await open_rounds(store, sheets, tenant, now)
    rounds = tuple([await round_facts(store, sheets, tenant, one, now) for one in listed])
    people = {one.profile.key.person: one for one in await store.people(tenant)}
    addresses = {
        address
        for one in rounds
        for address in (*one.round.coordinators, *(a for theme in one.round.themes for a in theme.addresses))
    } | {record.profile.address for record in people.values() if record.profile.address}
    bound = {one: person for one in sorted(addresses) if (person := await store.bound(tenant, one))}
    begun = set()
    for person in sorted(people):
        focus = await store.focus(PersonKey(tenant, person))
        if focus.round and focus.theme:
            begun.add((person, focus.round))
    sent = await store.deliveries(tenant, _since(listed)) if listed else ()
    return Facts(tenant, now, rounds, people, bound, by_person(sent), frozenset(begun))


async def facts_for(
    store: Store, sheets: Sheets, who: PersonKey, round_id: str, now: datetime
) -> Facts | None:
    """What a message to one person about one round needs; None when that round is over or gone.

    Of what went out before it knows the invitation only, which may have been the welcome a moment ago. It
    leaves out everybody who has nothing to do with this person's themes.
    """
    listed = await open_rounds(store, sheets, who.tenant, now)
    round_ = next((one for one in listed if one.id == round_id), None)
    record = await store.person(who)
    if round_ is None or record is None:
        return None
    one = await round_facts(store, sheets, who.tenant, round_, now)
    mine = record.profile.address
    near = {a for theme in round_.themes if mine in theme.addresses for a in theme.addresses} | {mine}
    bound = {a: person for a in sorted(near - {""}) if (person := await store.bound(who.tenant, a))}
    records = [record, *[await store.person(PersonKey(who.tenant, one)) for one in sorted(bound.values())]]
    people = {each.profile.key.person: each for each in records if each is not None}
    focus = await store.focus(who)
    begun = frozenset({(who.person, focus.round)} if focus.round and focus.theme else ())
    invited = await store.delivery(invitation_to(who, round_))
    sent = by_person([invited] if invited and invited.state is DeliveryState.SENT else [])
    return Facts(who.tenant, now, (one,), people, bound, sent, begun)


def invitation_to(who: PersonKey, round_: Round) -> DeliveryKey:
    """The one invitation of somebody to a round, whether it is a message of its own or the welcome."""
    return DeliveryKey(who, Reason.INVITATION, round_.id, round_.opens.isoformat())


def _since(rounds: Sequence[Round]) -> datetime:
    """From when on deliveries matter."""
    return min(Hours.of(one).morning(one.opens) for one in rounds) - LOOKED_BACK


async def open_rounds(store: Store, sheets: Sheets, tenant: str, now: datetime) -> tuple[Round, ...]:
    """The rounds about which somebody may be written to."""
    rounds = await store.rounds(tenant)
    return tuple(one for one in rounds if sheets.known(one) and Hours.of(one).today(now) <= one.council)


async def round_facts(store: Store, sheets: Sheets, tenant: str, round_: Round, now: datetime) -> RoundFacts:
    """One round with its themes."""
    kept = await store.round_watch(tenant, round_.id)
    watch = (kept or RoundWatch(round_, now - TOLD_SINCE)).seeing(round_, now)
    if watch is not kept:
        await store.put_round_watch(tenant, watch)
    settings = await store.reminder_settings(tenant, round_.id)
    return RoundFacts(round_, await sheets.of(store, tenant, round_), watch, settings)


def by_person(deliveries: Sequence[Delivery]) -> Mapping[str, tuple[Delivery, ...]]:
    """Deliveries by the object id of whom they are for, oldest first."""
    found: dict[str, list[Delivery]] = defaultdict(list)
    for one in sorted(deliveries, key=lambda d: d.at):
        found[one.key.to.person].append(one)
    return MappingProxyType({person: tuple(mine) for person, mine in found.items()})


def arrived(delivery: Delivery) -> bool:
    """Whether somebody got a delivery, may have got it, or will get it in a moment."""
    return delivery.state not in {DeliveryState.REFUSED, DeliveryState.EXPIRED}


def when(delivery: Delivery, now: datetime) -> datetime:
    """When a delivery went out; now, for one that is about to."""
    if not delivery.state.is_final:
        return max(now, delivery.at)
    return delivery.changed or delivery.at


def is_open(sheet: Sheet) -> bool:
    """Whether there is something to fill in: a theme that was submitted waits for nobody of its people."""
    return sheet.state.phase in {Phase.OPEN, Phase.RETURNED}
