"""A small round on a store in memory, told by lines that are easy to read: who did what, and when."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from bot.store.memory import MemoryStore
from dialogs.deliveries import Delivery, DeliveryKey, DeliveryState, Due, Reason
from dialogs.intake.format_file import packaged_formats
from dialogs.intake.theme_log import Draft, Kind, Status, ThemeKey
from dialogs.people import PersonKey, PersonRecord, Profile
from dialogs.reminding.due import due
from dialogs.reminding.facts import Facts, Sheets, gather
from dialogs.reminding.kept import ReminderSettings, RoundWatch
from dialogs.rounds.round import Round, Theme

ZONE = ZoneInfo("Europe/Amsterdam")
TENANT = "lokaal"
FORMATS = packaged_formats()
QUESTION = "kern"


def local(text: str) -> datetime:
    """ "2026-11-16 09:00" on the clock of the round; a date alone is nine o'clock."""
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=ZONE) if len(text) > 10 else moment.replace(hour=9, tzinfo=ZONE)


def address(name: str) -> str:
    return f"{name}@veldermeer.example"


def a_round(**changes: Any) -> Round:
    """Opens on Monday 16 November 2026; the deadline is Friday 29 January 2027."""
    made = Round(
        id="ronde",
        title="IVP 2027–2030",
        period="2027-2030",
        opens=date(2026, 11, 16),
        deadline=date(2027, 1, 29),
        council=date(2027, 6, 24),
        themes=(
            Theme("wonen", "Woonoverlast", owner=address("anne"), co_authors=(address("bram"),)),
            Theme("jeugd", "Regie op jeugd", owner=address("carl")),
        ),
        coordinators=(address("lena"),),
    )
    return replace(made, **changes)


@dataclass
class World:
    """A round, what happened in it, and what time it is."""

    now: datetime = field(default_factory=lambda: local("2026-11-16"))
    round: Round = field(default_factory=a_round)
    store: MemoryStore = field(default_factory=MemoryStore)
    sheets: Sheets = field(default_factory=lambda: Sheets(FORMATS))
    steps: int = 0

    async def begin(self, *strangers: str) -> "World":
        """Everybody but `strangers` has the bot."""
        await self.store.put_round(TENANT, self.round)
        await self.store.put_round_watch(TENANT, RoundWatch(self.round, local("2026-01-01")))
        for name in ("anne", "bram", "carl", "dirk", "lena"):
            if name not in strangers:
                await self.meet(name)
        return self

    async def meet(self, name: str, **more: Any) -> None:
        """Somebody whom the bot can write to."""
        profile = Profile(PersonKey(TENANT, name), name.title(), address(name))
        await self.store.put_person(PersonRecord(profile, "reference", **more))
        await self.store.bind(TENANT, address(name), name)

    async def did(self, name: str, what: str, at: str, theme: str = "wonen", **more: Any) -> None:
        """Somebody answered, submitted, handed over, sent back or approved."""
        self.steps += 1
        kind = Kind(what)
        if kind is Kind.ANSWER:
            more = {"question": QUESTION, "status": Status.GIVEN, "value": "Minder meldingen", **more}
        draft = Draft(
            key=ThemeKey(TENANT, self.round.id, theme),
            kind=kind,
            author=name,
            activity=f"a{self.steps}",
            at=local(at),
            seen=99,
            **more,
        )
        await self.store.append([draft])

    async def sent(
        self, name: str, reason: str, at: str, state: str = "sent", subject: str = "ronde", due: str = ""
    ) -> None:
        """A delivery of before."""
        moment = local(at)
        key = DeliveryKey(PersonKey(TENANT, name), Reason(reason), subject, due or at[:10])
        owner = "runner" if state in {"claimed", "sending"} else ""
        made = Delivery(key, moment, DeliveryState(state), owner=owner, changed=moment)
        await self.store.add_deliveries([made])

    async def settings(self, **set_: Any) -> None:
        await self.store.put_reminder_settings(TENANT, ReminderSettings(self.round.id, **set_))

    async def change(self, round_: Round) -> None:
        """The round is another one from now on."""
        self.round = round_
        await self.store.put_round(TENANT, round_)

    async def facts(self, now: datetime | None = None) -> Facts:
        return await gather(self.store, self.sheets, TENANT, now or self.now)

    async def due(self, now: str | datetime) -> tuple[Due, ...]:
        moment = local(now) if isinstance(now, str) else now
        return due(await self.facts(moment))

    async def deliver(self, dues: tuple[Due, ...], state: DeliveryState = DeliveryState.SENT) -> None:
        """What is due went out; to whoever has no bot nothing can."""
        for one in dues:
            person = await self.store.bound(TENANT, one.address) or one.address
            key = DeliveryKey(PersonKey(TENANT, person), one.reason, one.subject, one.due)
            if await self.store.person(key.to):
                await self.store.add_deliveries([Delivery(key, one.at, state, changed=one.at)])


def told(dues: tuple[Due, ...]) -> list[str]:
    """Who is due, in short: "anne deadline 2027-01-27"; times and long subjects left out."""
    found = []
    for one in dues:
        day = [one.due] if len(one.due) == len("2027-01-27") else []
        found.append(" ".join([one.address.partition("@")[0], one.reason.value, *day]))
    return sorted(found)
