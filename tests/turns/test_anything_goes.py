"""Two colleagues do anything at all, on good days and bad: no answer is lost, doubled or misplaced.

Hypothesis chooses what happens next. Every text is unique, and the test remembers which question the stand-in
showed when it was typed. After every step the logs of the themes are read and compared with that memory.
"""

import asyncio
import logging
import tempfile
from collections.abc import Coroutine, Sequence, Set
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TypeVar

import pytest
from aiohttp import web
from hypothesis import HealthCheck, note, settings
from hypothesis import Phase as Part
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from bot.assembly import make_bot
from bot.local import Fault, LocalTalk, LocalTeams
from bot.local.cards import CardButton
from bot.local.conversation import Message
from bot.local.faults import Call
from bot.local.talk import DEVICE, Turn
from bot.serving import example_round, people_of
from bot.store import open_store
from dialogs.focus import Focus
from dialogs.intake.format_file import packaged_formats
from dialogs.intake.theme_log import PHASE_AFTER, Draft, Entry, Kind, Phase, Status, ThemeKey, Via
from dialogs.people import PersonKey
from dialogs.ports import Store
from dialogs.values import Value
from tests.turns.conftest import JOOST, SAMIRA, Clock
from tests.turns.test_filling_in_by_typing import WHOLE_THEME

T = TypeVar("T")

PEOPLE = (SAMIRA, JOOST)
THEMES = ("wijk", "woonoverlast", "openbare_ruimte", "jeugd", "digitaal")
OTHER_DEVICE = "telefoon"
WORDS_FOR_OPTIONS = ("1", "2", "3", "goed", "onduidelijk", "ja")
NUMBERS = ("2", "1,5 en 3", "2 en 2", "drie")
ITEMS = ("politie (goed), GGD", "woningcorporaties, jongerenwerk (moeizaam)", "politie", "klaar", "goed")
COMMANDS = (
    "terug",
    "overslaan",
    "weet ik nog niet",
    "wijzig 1",
    "wijzig 3",
    "wijzig 6",
    "wijzig 6.1",
    "verwijder 6.1",
    "wijzig 11",
    "ongedaan maken",
    "stop",
    "verder",
    "start",
    "hulp",
    "vragen",
    "samenvatting",
    "indienen",
    "heropen",
    "later",
    "later morgen om 9 uur",
    "klaar",
    "ja",
    "nee",
    "toch bewaren",
    "dit is mijn antwoord",
    "niet bewaren",
    "Wijk- en buurtaanpak",
)
HELD = frozenset({"held_keep", "held_drop", "held_question"})
WHICH = st.integers(0, 40)


class PulledPlugError(Exception):
    """The machine stopped here: nothing after this write happened."""


class Fragile:
    """A store that can be told to fail at a coming write, before or after it is done."""

    def __init__(self, inner: Store) -> None:
        self.inner = inner
        self.fails_at: int | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    async def append(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        self._count()
        return await self.inner.append(drafts)

    async def put_focus(self, who: PersonKey, focus: Focus) -> None:
        self._count()
        await self.inner.put_focus(who, focus)

    def _count(self) -> None:
        if self.fails_at is None:
            return
        if self.fails_at == 0:
            raise PulledPlugError
        self.fails_at -= 1


@dataclass(frozen=True)
class Shown:
    """A question as it stood on somebody's screen."""

    theme: str
    question: str


@dataclass
class Said:
    """A unique text, and the questions that were on screen when it was typed or confirmed."""

    token: str
    who: str
    at: set[Shown] = field(default_factory=set)


class BrokenTurns(logging.Handler):
    """Collects what the bot logs when a turn broke."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


class AnythingGoes(RuleBasedStateMachine):
    """What two colleagues can do to the bot, and what can happen to it."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.store: Fragile | None = None
        self.said: dict[str, Said] = {}
        self.on_cards: list[tuple[str, str]] = []  # who typed which text on a card
        self.old: list[tuple[str, Message]] = []
        self.logs: dict[str, list[Entry]] = {theme: [] for theme in THEMES}
        self.broken = BrokenTurns()
        logging.getLogger("bot").addHandler(self.broken)
        self.unfinished: set[str] = set()  # whose last turn was broken off
        self.talk = LocalTalk(self._bot, people_of((example_round(),)), now=self.clock)
        self.do(self.talk.__aenter__())

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    async def _bot(self, _teams: LocalTeams) -> web.Application:
        if self.store is not None:
            await self.store.close()
        inner = open_store(f"tinydb:{Path(self.folder.name) / 'data'}")
        self.store = Fragile(inner)
        if not await inner.rounds("lokaal"):
            await inner.put_round("lokaal", example_round())
        return make_bot(self.store, packaged_formats(), self.clock).app

    def teardown(self) -> None:
        logging.getLogger("bot").removeHandler(self.broken)
        self.do(self.talk.__aexit__(None, None, None))
        assert self.store is not None
        self.do(self.store.close())
        self.runner.close()
        self.folder.cleanup()

    # What somebody does

    @initialize(filled_in=st.sampled_from((False, False, True)))
    def both_open_the_theme_that_they_share(self, filled_in: bool) -> None:
        """In some stories one of them filled it in already, so that it can be submitted."""
        for who in PEOPLE:
            self._say(who, "start")
            self._say(who, "Wijk- en buurtaanpak")
        for line in WHOLE_THEME[1:-2] if filled_in else ():
            self._say(JOOST, line)

    @rule(who=st.sampled_from(PEOPLE), long=st.booleans(), asking=st.sampled_from([False, False, True]))
    def type_an_answer(self, who: str, long: bool, asking: bool) -> None:
        self._say(who, self._text(who, long=long, asking=asking))

    @rule(who=st.sampled_from(PEOPLE))
    def type_two_lines(self, who: str) -> None:
        self._say(who, f"{self._text(who, long=False)}\n{self._text(who, long=True)}; nu al")

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def answer_as_asked(self, who: str, data: st.DataObject) -> None:
        """A choice, a number or items of a list, so that the conversation comes further."""
        card = self._open_card(who)
        kinds = {str(one["type"]) for one in _inputs(card)} if card else set()
        if "Input.ChoiceSet" in kinds:
            self._say(who, data.draw(st.sampled_from((*WORDS_FOR_OPTIONS, *ITEMS))))
        else:
            self._say(who, data.draw(st.sampled_from(NUMBERS)))

    @rule(who=st.sampled_from(PEOPLE), words=st.sampled_from(COMMANDS))
    def type_a_command(self, who: str, words: str) -> None:
        self._say(who, words)

    @rule(who=st.sampled_from(PEOPLE), data=st.data(), device=st.sampled_from((DEVICE, DEVICE, OTHER_DEVICE)))
    def press_a_button(self, who: str, data: st.DataObject, device: str) -> None:
        self._press(who, data, self._newest_with_buttons(who, device), device=device)

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def fill_in_the_card_and_go_on(self, who: str, data: st.DataObject) -> None:
        card = self._open_card(who)
        if card is not None:
            self._press(who, data, card, verbs={"save"}, filled=True)

    @rule(who=st.sampled_from(PEOPLE), data=st.data())
    def press_twice(self, who: str, data: st.DataObject) -> None:
        self._press(who, data, self._newest_with_buttons(who, DEVICE), double=True)

    @precondition(lambda self: self.old)
    @rule(data=st.data(), filled=st.booleans())
    def press_on_an_old_card(self, data: st.DataObject, filled: bool) -> None:
        who, card = self.old[-1 - data.draw(WHICH) % len(self.old)]
        self._press(who, data, card, filled=filled)

    @precondition(lambda self: self.said)
    @rule(data=st.data(), who=st.sampled_from(PEOPLE))
    def confirm_or_drop_held_text(self, data: st.DataObject, who: str) -> None:
        card = self._newest_with_buttons(who, DEVICE)
        if card is not None and any(_verb(one) in HELD for one in card.buttons):
            self._press(who, data, card, verbs=HELD)

    @rule(who=st.sampled_from(PEOPLE), device=st.sampled_from((DEVICE, OTHER_DEVICE)))
    def reload_the_page(self, who: str, device: str) -> None:
        self.talk.reload(who, device=device)

    # What can happen

    @rule(who=st.sampled_from(PEOPLE))
    def teams_delivers_again(self, who: str) -> None:
        self._redeliver(who)

    @rule()
    def the_bot_is_killed_and_starts_again(self) -> None:
        self.do(self.talk.restart())

    @rule(who=st.sampled_from(PEOPLE))
    def killed_and_then_delivered_again(self, who: str) -> None:
        self.do(self.talk.restart())
        self._redeliver(who)

    @rule(who=st.sampled_from(PEOPLE), write=st.integers(0, 2), again=st.booleans(), long=st.booleans())
    def the_machine_stops_in_the_middle_of_a_turn(
        self, who: str, write: int, again: bool, long: bool
    ) -> None:
        assert self.store is not None
        self.store.fails_at = write
        self._say(who, self._text(who, long=long), good=False)
        broken = self.store.fails_at == 0
        self.store.fails_at = None
        self.broken.found.clear()
        if broken:
            self.do(self.talk.restart())
            self.unfinished.add(who)
            if again:
                self._redeliver(who)
        self._look()

    @rule(
        who=st.sampled_from(PEOPLE),
        times=st.integers(1, 3),
        done=st.booleans(),
        on=st.sampled_from(((Call.SEND,), (Call.UPDATE,), (Call.SEND, Call.UPDATE))),
        data=st.data(),
    )
    def teams_takes_no_messages_for_a_moment(
        self, who: str, times: int, done: bool, on: tuple[Call, ...], data: st.DataObject
    ) -> None:
        self.talk.faults.next(Fault(status=500, done=done), on=on, times=times)
        if data.draw(st.booleans()):
            self._say(who, self._text(who, long=True), good=False)
        else:
            self._press(who, data, self._newest_with_buttons(who, DEVICE), filled=True, good=False)
        self.talk.faults.clear()

    @rule(hours=st.sampled_from((1, 25)))
    def time_goes_by(self, hours: int) -> None:
        self.clock.forward(hours=hours)

    # What must hold

    @invariant()
    def no_turn_broke(self) -> None:
        assert not self.broken.found, self.broken.found

    @invariant()
    def what_was_written_stays(self) -> None:
        for theme, entries in self._read().items():
            known = self.logs[theme]
            assert entries[: len(known)] == known, "an entry is gone or was changed"
            for entry in entries[len(known) :]:
                self._check(theme, entry)
            self.logs[theme] = entries

    @invariant()
    def nothing_is_there_twice(self) -> None:
        for entries in self.logs.values():
            causes = [(one.draft.activity, one.draft.kind, *one.place) for one in entries]
            assert len(causes) == len(set(causes))
            last: dict[tuple[str, str], Entry] = {}
            for one in entries:
                before = last.get(one.place)
                given = one.draft.status is Status.GIVEN
                saved = before is not None and given and Via.UNDO not in {before.draft.via, one.draft.via}
                assert not (saved and _save(before) == _save(one)), "one answer was saved twice"
                last[one.place] = one

    @invariant()
    def a_submitted_theme_is_left_alone(self) -> None:
        for entries in self.logs.values():
            phase = Phase.OPEN
            for one in entries:
                answered = one.draft.kind is Kind.ANSWER
                assert not (answered and phase is Phase.SUBMITTED), "written after it was submitted"
                phase = PHASE_AFTER.get(one.draft.kind, phase)

    @invariant()
    def what_was_typed_on_a_card_is_saved_or_in_sight(self) -> None:
        for who in PEOPLE:
            waiting = [token for owner, token in self.on_cards if owner == who]
            if waiting:
                seen = " ".join(one.text for one in self.talk.messages(who))
                logged = " ".join(_flat(one.draft.value) for log in self.logs.values() for one in log)
                lost = [token for token in waiting if token not in logged and token not in seen]
                assert not lost, f"{lost} cannot be read anywhere"

    def _check(self, theme: str, entry: Entry) -> None:
        """A new entry holds only words that were typed while its question was on screen."""
        if entry.draft.via is Via.UNDO:
            return
        text = _flat(entry.draft.value)
        here = Shown(theme, entry.draft.question)
        before = " ".join(
            _flat(one.draft.value) for one in self.logs[theme] if one.draft.question == entry.draft.question
        )
        for said in self.said.values():
            if said.token in text and said.token not in before:
                assert here in said.at, f"{said} was saved at {here}"

    # How it is done

    def _say(self, who: str, text: str, *, good: bool = True) -> Turn:
        shown = self._question_on_screen(who)
        held = self._held(who)
        self._note(text, shown)
        self.unfinished.discard(who)
        turn = self.do(self.talk.say(who, text))
        note(f"{who[:6]} says {text!r} to {shown}\n    {_brief(turn)}")
        if good:
            assert turn.status == 202
            assert turn.text, f"no word in reply to {text!r}"
        self._confirmed(who, held, shown)
        self._told_the_truth(turn)
        self._look()
        return turn

    def _press(
        self,
        who: str,
        data: st.DataObject,
        card: Message | None,
        *,
        verbs: Set[str] | None = None,
        filled: bool | None = None,
        double: bool = False,
        device: str = DEVICE,
        good: bool = True,
    ) -> None:
        able = [
            (place, one)
            for place, one in enumerate(card.buttons if card else [])
            if one.kind == "Action.Execute" and (verbs is None or _verb(one) in verbs)
        ]
        if card is None or not able:
            return
        place, button = able[data.draw(WHICH) % len(able)]
        nth = sum(one.title == button.title for one in card.buttons[:place])
        inputs: dict[str, str] = {}
        if filled or (filled is None and data.draw(st.booleans())):
            inputs = self._filled(who, data, card)
        shown = _question_of(card)
        for text in inputs.values():
            self._note(text, shown)
        held, on_screen = self._held(who), self._question_on_screen(who)
        self.unfinished.discard(who)
        do = self.talk.double_press if double else self.talk.press
        turn = self.do(do(who, button.title, inputs, on=card, nth=nth, device=device))
        note(f"{who[:6]} presses {button.title!r} with {inputs} on {shown}\n    {_brief(turn)}")
        for answer in turn.answers if good else ():
            assert answer.get("statusCode") == 200, (button.data, answer)
        self._remember_card(who, button, inputs, turn)
        self._confirmed(who, held, on_screen)
        self._told_the_truth(turn)
        self._look()

    def _remember_card(self, who: str, button: CardButton, inputs: dict[str, str], turn: Turn) -> None:
        """What was typed on this card and taken by the bot; what somebody let go of need not stay."""
        if _verb(button) == "held_drop":
            self.on_cards = [(owner, token) for owner, token in self.on_cards if owner != who]
        if turn.messages and _verb(button) in {"save", "close", "skip", "unknown", "back", "enough"}:
            words = " ".join(inputs.values())
            self.on_cards += [(who, token) for token in self.said if token in words]

    def _redeliver(self, who: str) -> None:
        before = self._read()
        turn = self.do(self.talk.redeliver(who))
        note(f"{who[:6]} is delivered again\n    {_brief(turn)}")
        if who not in self.unfinished:
            assert self._read() == before, "a second delivery wrote to a log"
        self.unfinished.discard(who)
        self._look()

    def _filled(self, who: str, data: st.DataObject, card: Message) -> dict[str, str]:
        inputs = {}
        for one in _inputs(card):
            name, kind = str(one["id"]), str(one["type"])
            if kind == "Input.Text" and not name.endswith(".anders"):
                number = name.startswith("fte") and data.draw(st.booleans())
                inputs[name] = "1,5" if number else self._text(who, long=data.draw(st.booleans()))
            elif kind == "Input.ChoiceSet":
                keys = [str(choice["value"]) for choice in one["choices"]]
                several = one.get("isMultiSelect")
                picked = data.draw(st.lists(st.sampled_from(keys), max_size=3 if several else 1, unique=True))
                inputs[name] = ",".join(picked)
        return inputs

    def _text(self, who: str, *, long: bool, asking: bool = False) -> str:
        token = f"woord{len(self.said) + 1:05}"
        self.said[token] = Said(token, who)
        if asking:
            return f"Wie is verantwoordelijk voor {token}?"
        return f"Wij werken samen aan {token}, in alle wijken van de gemeente." if long else f"Kort {token}"

    def _note(self, text: str, shown: Shown | None) -> None:
        for token, said in self.said.items():
            if shown is not None and token in text:
                said.at.add(shown)

    def _confirmed(self, who: str, held: str, shown: Shown | None) -> None:
        """What was held may be saved at the question that stands on screen when that is confirmed."""
        if held and shown is not None:
            self._note(held, shown)

    def _told_the_truth(self, turn: Turn) -> None:
        """Each unique text that the bot says it saved is in a log."""
        logged = " ".join(_flat(one.draft.value) for entries in self._read().values() for one in entries)
        for line in turn.text.splitlines():
            if line.startswith("Bewaard"):
                for token in self.said:
                    assert token not in line or token in logged, f"said but not saved: {line}"

    def _look(self) -> None:
        """Remember the cards that are on screen now: later they are old ones."""
        for who in PEOPLE:
            card = self._newest_with_buttons(who, DEVICE)
            if card is not None and (who, card) not in self.old:
                self.old.append((who, card))

    def _read(self) -> dict[str, list[Entry]]:
        assert self.store is not None
        return {
            theme: list(self.do(self.store.log(ThemeKey("lokaal", "ivp-2027-2030", theme))))
            for theme in THEMES
        }

    def _held(self, who: str) -> str:
        assert self.store is not None
        person = self.talk.teams.conversation(who).person
        focus = self.do(self.store.focus(PersonKey("lokaal", person.object_id)))
        return _flat(focus.held.value) if focus.held else ""

    def _newest_with_buttons(self, who: str, device: str) -> Message | None:
        shown = [one for one in self.talk.shown(who, device=device) if one.from_bot and one.buttons]
        return shown[-1] if shown else None

    def _open_card(self, who: str) -> Message | None:
        cards = [one for one in self.talk.messages(who) if one.from_bot and _question_of(one) is not None]
        return cards[-1] if cards else None

    def _question_on_screen(self, who: str) -> Shown | None:
        card = self._open_card(who)
        return _question_of(card) if card else None


def _verb(button: CardButton) -> str:
    return str(button.action.get("verb", ""))


def _inputs(card: Message) -> list[dict[str, Any]]:
    return [] if not card.buttons else list(card.buttons[0].inputs)


def _question_of(card: Message) -> Shown | None:
    """The question that can be answered on a card."""
    for button in card.buttons:
        if _verb(button) in {"save", "enough", *HELD}:
            data = button.data["ivp"]
            return Shown(data["t"], data["q"])
    return None


def _brief(turn: Turn) -> str:
    said = [" / ".join(one.text.split("\n"))[:150] for one in turn.messages]
    return "\n    ".join([*said, f"answer: {str(turn.answer.get('value'))[:60]}"])


def _save(entry: Entry | None) -> tuple[object, ...]:
    return () if entry is None else (entry.draft.status, entry.draft.value, entry.draft.internal)


def _flat(value: Value) -> str:
    return str(value)


def play(examples: int, steps: int, *, derandomized: bool) -> None:
    run_state_machine_as_test(
        AnythingGoes,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=derandomized,
            suppress_health_check=list(HealthCheck),
            database=None,
            print_blob=False,
            phases=(Part.generate,),
        ),
    )


def test_whatever_happens_no_answer_is_lost_doubled_or_misplaced() -> None:
    play(examples=8, steps=40, derandomized=True)


@pytest.mark.long
def test_whatever_happens_for_long_no_answer_is_lost_doubled_or_misplaced() -> None:
    """3 600 steps with fixed choices, so that a run can be repeated; change them to look further."""
    play(examples=60, steps=60, derandomized=True)
