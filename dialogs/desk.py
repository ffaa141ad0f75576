"""All that one turn works with: who speaks, what they may fill in, what was last shown to them."""

import asyncio
import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from types import MappingProxyType
from zoneinfo import ZoneInfo

from dialogs import texts
from dialogs.events import Event
from dialogs.focus import Focus, HeldForm, Remark, Why
from dialogs.intake.format import Format, Placed
from dialogs.intake.lending import HandOver
from dialogs.intake.sheet import Sheet
from dialogs.intake.steps import Step
from dialogs.intake.theme_log import Draft, ThemeKey, ThemeState, Via
from dialogs.moments.result import Understood
from dialogs.moments.understand import parses_completely, understand
from dialogs.moments.working_days import Calendar
from dialogs.papers import Papers
from dialogs.people import PersonKey, PersonRecord, name_from
from dialogs.ports import Store
from dialogs.rounds.round import Round, Theme
from dialogs.tally import Tally
from dialogs.views import Button, View
from knowledge.librarian import Librarian


@dataclass(frozen=True, slots=True)
class Place:
    """A theme that somebody may fill in."""

    round: Round
    theme: Theme


@dataclass(frozen=True, slots=True)
class Lent:
    """A question that somebody was asked to answer, in a theme that may be none of theirs."""

    place: Place
    hand_over: HandOver
    questions: frozenset[str]  # the question, with what goes along with it


@dataclass(frozen=True, slots=True)
class Notice:
    """Somebody else is to hear of this turn: a hand-over, something given back, an approval.

    What they hear, the reminders make of what is stored (dialogs/reminding): a message that is lost here is
    found there. `address` may be an object id. `failed` is said to the one who caused it when that person
    cannot be reached; nothing when it is empty.
    """

    address: str
    failed: str = ""


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a handler decided: what to show, and what is now in front of the person.

    `aside`: the pending question stays as it is, and so does its card. `fresh`: show as a new message,
    even when a button was pressed on the open card. `closing` stays on the card that was open.
    """

    views: tuple[View, ...]
    focus: Focus
    closing: str = ""
    aside: bool = False
    fresh: bool = False
    stuck: bool = False  # what was given could not be saved yet
    notices: tuple[Notice, ...] = ()  # who is to hear of it, once it is durable
    form: HeldForm | None = None  # what waits of a form, nothing when it has no changes; None: as it was
    jobs: tuple[str, ...] = ()  # long work that begins once the reply is out
    remarks: tuple[Remark, ...] | None = None  # what the coordinator still has to send; None: as it was


@dataclass(frozen=True, slots=True)
class Desk:
    """One turn's working table."""

    event: Event
    now: datetime
    focus: Focus
    store: Store
    formats: Mapping[str, Format]
    places: tuple[Place, ...]
    coordinates: tuple[Round, ...]
    rounds: tuple[Round, ...]
    tally: Tally
    plans: Librarian | None = None
    lent: tuple[Lent, ...] = ()
    only: frozenset[str] = frozenset()  # the questions that this turn may touch; empty: whole themes
    own: tuple[Place, ...] = ()  # with `only`: the themes that this person may fill in
    founders: frozenset[str] = frozenset()  # addresses that may set up a round, whatever the rounds say
    link: str = ""  # where somebody starts a chat with the bot; empty when that is not known
    deciding: asyncio.Lock = field(default_factory=asyncio.Lock)  # held while a round or a phase changes
    papers: Papers | None = None  # None where files can be neither made nor read
    mark: str = ""  # the nonce of the card that is open, when a turn that was done before is answered again

    @property
    def who(self) -> PersonKey:
        """Who speaks."""
        return self.event.person.key

    @property
    def nonce(self) -> str:
        """The mark of every card of this turn; the same when the turn is done again."""
        if self.mark:
            return self.mark
        seed = f"{self.who.tenant}\n{self.who.person}\n{self.event.activity}"
        return hashlib.blake2s(seed.encode(), digest_size=8).hexdigest()

    @property
    def cause(self) -> str:
        """What entries of this turn name as their activity.

        A press names the card and what was filled in, so that a double press, which comes as two
        activities, is one cause.
        """
        return press_id(self.event) if self.event.press else self.event.activity

    @property
    def via(self) -> Via:
        """How this turn's answers came in."""
        return Via.CARD if self.event.press else Via.TYPED

    @property
    def at(self) -> Place | None:
        """The theme in front of the person: the last one shown, or their only one."""
        for place in self.places:
            if (place.round.id, place.theme.id) == (self.focus.round, self.focus.theme):
                return place
        return self.places[0] if len(self.places) == 1 else None

    def place(self, round_id: str, theme_id: str) -> Place | None:
        """A theme that this person may fill in, by its ids; None for any other."""
        for place in self.places:
            if (place.round.id, place.theme.id) == (round_id, theme_id):
                return place
        return None

    @property
    def form(self) -> HeldForm | None:
        """The Word form that waits for this person, unless its day is over."""
        form = self.focus.form
        return form if form is not None and self.now < form.until else None

    def narrowed(self, lent: Lent) -> "Desk":
        """The same turn, with nothing in reach but one question that was handed over."""
        return replace(self, places=(lent.place,), only=lent.questions, own=self.places)

    @property
    def wide(self) -> "Desk":
        """The same turn, with the themes of this person in reach again."""
        return replace(self, places=self.own, only=frozenset(), own=()) if self.only else self

    def lent_at(self, round_id: str, theme_id: str, question: str) -> Lent | None:
        """The hand-over that lets this person at a question, when nothing else does."""
        if self.place(round_id, theme_id) is not None:
            return None
        for one in self.lent:
            if (one.place.round.id, one.place.theme.id) == (round_id, theme_id) and question in one.questions:
                return one
        return None

    def moment(self, text: str) -> Understood:
        """What a text says about time, in the zone and region of the theme in front of the person."""
        return understand(text, self.now, self.zone(self.at), self.calendar)

    def is_moment(self, text: str) -> bool:
        """Whether the whole of a text is about a moment."""
        return parses_completely(text, self.now, self.zone(self.at), self.calendar)

    @property
    def calendar(self) -> Calendar:
        """Working days and school breaks where the theme in front of the person is."""
        return Calendar.load(self.at.round.region if self.at else None)

    def zone(self, place: Place | None = None) -> ZoneInfo:
        """The time zone that dates are meant in."""
        return ZoneInfo(place.round.zone if place else "Europe/Amsterdam")

    def is_open(self, round_: Round) -> bool:
        """Whether a round has begun: before that nobody is asked anything."""
        return self.now.astimezone(ZoneInfo(round_.zone)).date() >= round_.opens

    async def sheet(self, place: Place) -> Sheet:
        """A theme, opened."""
        key = ThemeKey(self.who.tenant, place.round.id, place.theme.id)
        entries = await self.store.log(key)
        form = self.formats[place.round.format]
        return Sheet(key, place.round, place.theme, form, entries, ThemeState.of(entries), self.only)

    async def names(self, addresses: Iterable[str]) -> tuple[str, ...]:
        """What people of a round are called: as Teams says once they are known, else after their address."""
        found = []
        for address in addresses:
            person = await self.store.bound(self.who.tenant, address)
            record = await self.store.person(PersonKey(self.who.tenant, person)) if person else None
            found.append(record.profile.name if record and record.profile.name else name_from(address))
        return tuple(found)

    async def record(self, whom: str) -> PersonRecord | None:
        """What is known of somebody, by an address of the round or an object id."""
        person = await self.store.bound(self.who.tenant, whom) or whom
        return await self.store.person(PersonKey(self.who.tenant, person))

    async def called(self, whom: str) -> str:
        """What somebody is called, by an address of the round or an object id."""
        record = await self.record(whom)
        if record is not None and record.profile.name:
            return record.profile.name
        return name_from(whom) if "@" in whom else texts.A_COLLEAGUE

    async def append(self, sheet: Sheet, *drafts: Draft) -> Sheet:
        """The sheet after writing these drafts. Raises Conflict when somebody was first."""
        return sheet.with_entries(await self.store.append(drafts))

    def button(
        self,
        label: str,
        verb: str,
        say: str = "",
        *,
        primary: bool = False,
        about: Mapping[str, str] = MappingProxyType({}),
    ) -> Button:
        """A button that names this turn's card, and what it is `about`."""
        named = (("n", self.nonce), *((key, value) for key, value in about.items() if value))
        return Button(label, verb, named, say, primary)

    def facing(self, sheet: Sheet, step: Step, why: Why = Why.NEXT, **changes: object) -> Focus:
        """The focus once `step` is shown."""
        base = Focus(
            round=sheet.round.id,
            theme=sheet.theme.id,
            question=step.placed.id,
            item=step.item,
            revision=step.placed.question.revision,
            seen=sheet.last_seq,
            why=why,
            part=step.mode.value,
            lookup=self.focus.lookup,
        )
        return replace(base, **changes) if changes else base  # type: ignore[arg-type]

    def nowhere(self) -> Focus:
        """The focus when no question is pending, in the same theme."""
        return Focus(round=self.focus.round, theme=self.focus.theme, lookup=self.focus.lookup)


def theme_of(sheet: Sheet) -> dict[str, str]:
    """What a button about a whole theme carries."""
    return {"r": sheet.round.id, "t": sheet.theme.id}


def about(sheet: Sheet, step: Step) -> dict[str, str]:
    """What a button about one question carries; the server checks all of it again."""
    return {
        **theme_of(sheet),
        "q": step.placed.id,
        "i": step.item,
        "m": step.mode.value,
    }


def placed_at(sheet: Sheet, question_id: str) -> Placed | None:
    """The question with that id, when it is asked now."""
    return next((one for one in sheet.asked if one.id == question_id), None)


def press_id(event: Event) -> str:
    """The same for two presses of one button on one card with the same things filled in."""
    press = event.press
    assert press is not None  # noqa: S101  (only called for presses)
    seed = "\n".join(
        [
            event.person.key.tenant,
            event.person.key.person,
            press.verb,
            *(f"{key}={value}" for key, value in sorted(press.data.items())),
            *(f"{key}:{value}" for key, value in sorted(press.inputs.items())),
        ]
    )
    return "press-" + hashlib.blake2s(seed.encode("utf-8", "surrogatepass"), digest_size=12).hexdigest()
