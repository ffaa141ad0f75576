"""How things are done in the test in which anything goes: typing, pressing, killing, deploying, importing."""

import asyncio
import logging
import tempfile
from collections.abc import Coroutine, Mapping, Sequence, Set
from pathlib import Path
from typing import Any, TypeVar

from aiohttp import web
from hypothesis import note
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine

from bot.assembly import make_bot
from bot.form_files import FormFileError, make_form, take_form
from bot.local import LocalTalk, LocalTeams
from bot.local.cards import CardButton
from bot.local.conversation import Message
from bot.local.talk import DEVICE, Turn
from bot.serving import example_round, people_of
from bot.store import open_store
from dialogs.intake.format import Format
from dialogs.intake.format_file import packaged_format
from dialogs.intake.theme_log import Conflict, Entry, Phase, ThemeKey, ThemeState
from dialogs.people import PersonKey
from dialogs.rounds.round import Round
from tests.documents.form_samples import Filling
from tests.turns.anything.model import (
    BrokenTurns,
    Fragile,
    Said,
    Shown,
    brief,
    flat,
    inputs,
    question_of,
    tokens,
    verb,
)
from tests.turns.conftest import JOOST, LOTTE, NOOR, PIETER, SAMIRA, Clock

T = TypeVar("T")

ROUND = "ivp-2027-2030"
WRITERS = (SAMIRA, JOOST)
EVERYBODY = (SAMIRA, JOOST, PIETER, NOOR, LOTTE)
THEMES = tuple(one.id for one in example_round().themes)
OTHER_DEVICE = "telefoon"
WHICH = st.integers(0, 40)
TAKES = frozenset({"save", "close", "skip", "unknown", "back", "enough"})


class Stage(RuleBasedStateMachine):
    """The bot on a real store, the people around it, and what the test remembers of both."""

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = Clock()
        self.store: Fragile | None = None
        self.form: Format = packaged_format("ivp")
        self.said: dict[str, Said] = {}
        self.on_cards: list[tuple[str, str]] = []  # who typed which text on a card
        self.old: list[tuple[str, Message]] = []
        self.logs: dict[str, list[Entry]] = {theme: [] for theme in THEMES}
        self.read: dict[str, set[str]] = {who: set() for who in EVERYBODY}  # the words that each has seen
        self.forms: list[tuple[str, str, bytes, set[str]]] = []
        self.broken = BrokenTurns()
        logging.getLogger("bot").addHandler(self.broken)
        self.unfinished: set[str] = set()  # whose last turn was broken off
        self.talk = LocalTalk(self._bot, people_of((example_round(),)), now=self.clock)
        self.do(self.talk.__aenter__())
        self.ids = {who: self.talk.teams.conversation(who).person.object_id for who in EVERYBODY}

    def do(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    async def _bot(self, _teams: LocalTeams) -> web.Application:
        if self.store is not None:
            await self.store.close()
        inner = open_store(f"tinydb:{Path(self.folder.name) / 'data'}")
        self.store = Fragile(inner)
        if not await inner.rounds("lokaal"):
            await inner.put_round("lokaal", example_round())
        return make_bot(self.store, {self.form.id: self.form}, self.clock).app

    def teardown(self) -> None:
        logging.getLogger("bot").removeHandler(self.broken)
        self.do(self.talk.__aexit__(None, None, None))
        assert self.store is not None
        self.do(self.store.close())
        self.runner.close()
        self.folder.cleanup()

    # What the checks look at after each turn; see checks.py

    def turned(self, who: str, turn: Turn) -> None:
        """Somebody's turn is over."""
        raise NotImplementedError

    def imported(self, who: str, words: Set[str]) -> None:
        """A form of somebody was read in."""
        raise NotImplementedError

    # How it is done

    def say(self, who: str, text: str, *, good: bool = True) -> Turn:
        shown = self.question_on_screen(who)
        held = self._held(who)
        self._note(text, shown)
        self.unfinished.discard(who)
        turn = self.do(self.talk.say(who, text))
        note(f"{who[:6]} says {text!r} to {shown}\n    {brief(turn)}")
        if good:
            assert turn.status == 202
            assert turn.text, f"no word in reply to {text!r}"
        self._confirmed(who, held, shown)
        self.turned(who, turn)
        self._look()
        return turn

    def press(
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
            if one.kind == "Action.Execute" and (verbs is None or verb(one) in verbs)
        ]
        if card is None or not able:
            return
        place, button = able[data.draw(WHICH) % len(able)]
        nth = sum(one.title == button.title for one in card.buttons[:place])
        given: dict[str, str] = {}
        if filled or (filled is None and data.draw(st.booleans())):
            given = self._filled(who, data, card)
        shown = question_of(card)
        for text in given.values():
            self._note(text, shown)
        held, on_screen = self._held(who), self.question_on_screen(who)
        self.unfinished.discard(who)
        do = self.talk.double_press if double else self.talk.press
        turn = self.do(do(who, button.title, given, on=card, nth=nth, device=device))
        note(f"{who[:6]} presses {button.title!r} with {given} on {shown}\n    {brief(turn)}")
        for answer in turn.answers if good else ():
            assert answer.get("statusCode") == 200, (button.data, answer)
        self._remember_card(who, button, given, turn)
        self._confirmed(who, held, on_screen)
        self.turned(who, turn)
        self._look()

    def again(self, who: str) -> None:
        """Teams delivers the last activity of somebody once more."""
        before = self.entries()
        turn = self.do(self.talk.redeliver(who))
        note(f"{who[:6]} is delivered again\n    {brief(turn)}")
        if who not in self.unfinished:
            assert self.entries() == before, "a second delivery wrote to a log"
        self.unfinished.discard(who)
        self.turned(who, turn)
        self._look()

    def fill_in_a_form(self, who: str, theme: str, answers: Mapping[str, str]) -> None:
        """Somebody gets the Word form of a theme and types into it; it is not sent back yet."""
        assert self.store is not None
        form = Filling(self.do(make_form(self.store, "lokaal", theme, blank=False)))
        for question, text in answers.items():
            form.type(question, text)
            self._note(text, Shown(theme, question))
        words = {token for text in answers.values() for token in tokens(text)}
        self.forms.append((who, theme, form.bytes(), words))

    def send_a_form_back(self, which: int) -> None:
        assert self.store is not None
        who, theme, data, words = self.forms[which % len(self.forms)]
        try:
            lines = self.do(
                take_form(self.store, "lokaal", data, "formulier.docx", who, self.clock(), accept=True)
            )
        except (FormFileError, Conflict) as refused:
            lines = [str(refused)]
        note(f"the form of {who[:6]} about {theme} is imported: {lines}")
        self.imported(who, words)

    def deploy(self, form: Format) -> None:
        """The bot stops, and starts again with another version of the format."""
        self.form = form
        note(f"format version {form.version}")
        self.do(self.talk.restart())

    def phase(self, theme: str) -> Phase:
        return ThemeState.of(self.logs[theme]).phase

    def round(self) -> Round:
        assert self.store is not None
        rounds: Sequence[Round] = self.do(self.store.rounds("lokaal"))
        return next(one for one in rounds if one.id == ROUND)

    def entries(self) -> dict[str, list[Entry]]:
        assert self.store is not None
        return {theme: list(self.do(self.store.log(ThemeKey("lokaal", ROUND, theme)))) for theme in THEMES}

    def text(self, who: str, *, long: bool, asking: bool = False) -> str:
        token = f"woord{len(self.said) + 1:05}"
        self.said[token] = Said(token, who)
        if asking:
            return f"Wie is verantwoordelijk voor {token}?"
        return f"Wij werken samen aan {token}, in alle wijken van de gemeente." if long else f"Kort {token}"

    def newest_with_buttons(self, who: str, device: str) -> Message | None:
        shown = [one for one in self.talk.shown(who, device=device) if one.from_bot and one.buttons]
        return shown[-1] if shown else None

    def open_card(self, who: str) -> Message | None:
        cards = [one for one in self.talk.messages(who) if one.from_bot and question_of(one) is not None]
        return cards[-1] if cards else None

    def question_on_screen(self, who: str) -> Shown | None:
        card = self.open_card(who)
        return question_of(card) if card else None

    def _remember_card(self, who: str, button: CardButton, given: Mapping[str, str], turn: Turn) -> None:
        """What was typed on this card and taken by the bot; what somebody let go of need not stay."""
        if verb(button) == "held_drop":
            self.on_cards = [(owner, token) for owner, token in self.on_cards if owner != who]
        if turn.messages and verb(button) in TAKES:
            words = " ".join(given.values())
            self.on_cards += [(who, token) for token in tokens(words)]

    def _filled(self, who: str, data: st.DataObject, card: Message) -> dict[str, str]:
        given = {}
        for one in inputs(card):
            name, kind = str(one["id"]), str(one["type"])
            if kind == "Input.Text" and not name.endswith(".anders"):
                number = name.startswith("fte") and data.draw(st.booleans())
                given[name] = "1,5" if number else self.text(who, long=data.draw(st.booleans()))
            elif kind == "Input.ChoiceSet":
                keys = [str(choice["value"]) for choice in one["choices"]]
                several = one.get("isMultiSelect")
                picked = data.draw(st.lists(st.sampled_from(keys), max_size=3 if several else 1, unique=True))
                given[name] = ",".join(picked)
        return given

    def _note(self, text: str, shown: Shown | None) -> None:
        for token in tokens(text) if shown is not None else ():
            if token in self.said and shown is not None:
                self.said[token].at.add(shown)

    def _confirmed(self, who: str, held: str, shown: Shown | None) -> None:
        """What was held may be saved at the question that stands on screen when that is confirmed."""
        del who
        if held and shown is not None:
            self._note(held, shown)

    def _look(self) -> None:
        """Remember the cards that are on screen now: later they are old ones."""
        for who in EVERYBODY:
            card = self.newest_with_buttons(who, DEVICE)
            if card is not None and (who, card) not in self.old:
                self.old.append((who, card))

    def _held(self, who: str) -> str:
        assert self.store is not None
        focus = self.do(self.store.focus(PersonKey("lokaal", self.ids[who])))
        return flat(focus.held.value) if focus.held else ""
