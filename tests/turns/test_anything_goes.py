"""Five people do anything at all, on good days and bad: no answer is lost, doubled, misplaced or leaked.

Hypothesis chooses what happens next. Every text is unique, and the test remembers who typed it and which
question the stand-in showed then. After every turn the logs of the themes are compared with that memory
(`anything/checks.py`). Two co-authors share a theme; they hand questions to a colleague without a theme, and
now and then the theme to another; the coordinator looks, asks back and approves; Word forms come back late;
the format changes under it all; and the bot is killed.
"""

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import Phase as Part
from hypothesis import seed as seeded
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule, run_state_machine_as_test

from bot.local import Fault
from bot.local.faults import Call
from bot.local.talk import DEVICE
from dialogs.intake.format_file import packaged_format
from dialogs.intake.theme_log import Phase
from tests.turns.anything.checks import Checked
from tests.turns.anything.model import HELD, inputs, verb
from tests.turns.anything.stage import EVERYBODY, OTHER_DEVICE, WHICH, WRITERS
from tests.turns.conftest import JOOST, LOTTE, NOOR, PIETER, SAMIRA
from tests.turns.test_filling_in_by_typing import WHOLE_THEME
from tests.turns.test_format_versions import KERN_AGAIN, PARTNERS_AGAIN, WITHOUT_EDGE, changed

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
    "klopt",
    "ja",
    "nee",
    "toch bewaren",
    "dit is mijn antwoord",
    "niet bewaren",
    "Wijk- en buurtaanpak",
)
HANDING = (
    "geef 1 door aan Noor Bakker",
    "geef 2 door aan Noor Bakker",
    "geef 6 door aan Noor Bakker",
    "geef deze vraag door aan Noor Bakker",
    "geef 3 door aan Pieter",
    "geef 1 door aan mij",
    "geef 6 door aan mij",
    "doorgeven",
)
COLLEAGUE = (
    "doorgegeven vragen",
    "doorgegeven vragen 1",
    "teruggeven",
    "weet ik nog niet",
    "samenvatting",
    "wijzig 1",
    "verwijder 6.1",
    "ongedaan maken",
    "indienen",
    "ja",
    "klaar",
    "stop",
    "verder",
)
COORDINATOR = (
    "overzicht",
    "bekijk wijk- en buurtaanpak",
    "vraag terug 1",
    "vraag terug 6",
    "stuur terug",
    "goedkeuren",
    "ja",
    "nee",
    "ronde",
)
MOSTLY_WRITERS = st.sampled_from((*WRITERS, *WRITERS, NOOR, PIETER, LOTTE))


class AnythingGoes(Checked):
    """What colleagues can do to the bot, and what can happen to it."""

    @initialize(filled_in=st.booleans())
    def both_open_the_theme_that_they_share(self, filled_in: bool) -> None:
        """In some stories one of them filled it in already, so that it can be submitted."""
        for who in (NOOR, PIETER, LOTTE):
            self.say(who, "hulp")
        for who in WRITERS:
            self.say(who, "start")
            self.say(who, "Wijk- en buurtaanpak")
        for line in WHOLE_THEME[1:-2] if filled_in else ():
            self.say(JOOST, line)

    # What somebody does

    @rule(who=MOSTLY_WRITERS, long=st.booleans(), asking=st.sampled_from([False, False, True]))
    def type_an_answer(self, who: str, long: bool, asking: bool) -> None:
        self.say(who, self.text(who, long=long, asking=asking))

    @rule(who=MOSTLY_WRITERS)
    def type_two_lines(self, who: str) -> None:
        self.say(who, f"{self.text(who, long=False)}\n{self.text(who, long=True)}; nu al")

    @rule(who=MOSTLY_WRITERS, data=st.data())
    def answer_as_asked(self, who: str, data: st.DataObject) -> None:
        """A choice, a number or items of a list, so that the conversation comes further."""
        card = self.open_card(who)
        kinds = {str(one["type"]) for one in inputs(card)} if card else set()
        if "Input.ChoiceSet" in kinds:
            self.say(who, data.draw(st.sampled_from((*WORDS_FOR_OPTIONS, *ITEMS))))
        else:
            self.say(who, data.draw(st.sampled_from(NUMBERS)))

    @rule(who=st.sampled_from(WRITERS), number=st.sampled_from((1, 1, 2, 4, 11, 11, 12)), long=st.booleans())
    def change_an_answer(self, who: str, number: int, long: bool) -> None:
        """Go to a question of the theme that two share, and answer it anew; open a theme that is shut."""
        self._open_the_shared_theme(who)
        if self.phase("wijk") in {Phase.SUBMITTED, Phase.APPROVED}:
            self.say(who, "heropen")
            self.say(who, "ja")
        self.say(who, f"wijzig {number}")
        self.say(who, f"{self.text(who, long=long)}{'; nu al' if number == 11 else ''}")

    @rule(who=st.sampled_from(WRITERS), words=st.sampled_from(COMMANDS))
    def type_a_command(self, who: str, words: str) -> None:
        self.say(who, words)

    @rule(who=st.sampled_from(WRITERS), words=st.sampled_from(HANDING))
    def hand_a_question_over(self, who: str, words: str) -> None:
        self.say(who, words)

    @rule(who=st.sampled_from((NOOR, NOOR, PIETER)), words=st.sampled_from(COLLEAGUE))
    def a_colleague_types_a_command(self, who: str, words: str) -> None:
        self.say(who, words)

    @rule(long=st.booleans())
    def a_colleague_opens_what_was_handed_over_and_answers(self, long: bool) -> None:
        self.say(NOOR, "doorgegeven vragen 1")
        self.say(NOOR, self.text(NOOR, long=long))

    @rule()
    def a_colleague_gives_back_with_a_remark(self) -> None:
        self.say(NOOR, f"teruggeven: {self.text(NOOR, long=False)}")

    @rule(who=st.sampled_from(WRITERS))
    def hand_the_theme_over(self, who: str) -> None:
        self.say(who, "geef dit thema door aan Pieter")
        self.say(who, "ja")

    @rule(words=st.sampled_from(COORDINATOR))
    def the_coordinator_types_a_command(self, words: str) -> None:
        self.say(LOTTE, words)

    @rule()
    def the_coordinator_asks_back_and_sends_it(self) -> None:
        self.say(LOTTE, "bekijk wijk- en buurtaanpak")
        self.say(LOTTE, "vraag terug 1")
        self.say(LOTTE, self.text(LOTTE, long=False))
        self.say(LOTTE, "stuur terug")

    @rule(who=st.sampled_from(WRITERS))
    def submit(self, who: str) -> None:
        self._open_the_shared_theme(who)
        self.say(who, "indienen")
        self.say(who, "ja")

    @rule()
    def look_at_all_answers(self) -> None:
        self.reviewed(self.say(LOTTE, "bekijk wijk- en buurtaanpak"), "wijk")
        self._open_the_shared_theme(SAMIRA)
        self.reviewed(self.say(SAMIRA, "samenvatting"), "wijk")

    @rule(who=MOSTLY_WRITERS, data=st.data(), device=st.sampled_from((DEVICE, DEVICE, OTHER_DEVICE)))
    def press_a_button(self, who: str, data: st.DataObject, device: str) -> None:
        self.press(who, data, self.newest_with_buttons(who, device), device=device)

    @rule(who=MOSTLY_WRITERS, data=st.data())
    def fill_in_the_card_and_go_on(self, who: str, data: st.DataObject) -> None:
        card = self.open_card(who)
        if card is not None:
            self.press(who, data, card, verbs={"save"}, filled=True)

    @rule(who=MOSTLY_WRITERS, data=st.data())
    def press_twice(self, who: str, data: st.DataObject) -> None:
        self.press(who, data, self.newest_with_buttons(who, DEVICE), double=True)

    @precondition(lambda self: self.old)
    @rule(data=st.data(), filled=st.booleans())
    def press_on_an_old_card(self, data: st.DataObject, filled: bool) -> None:
        who, card = self.old[-1 - data.draw(WHICH) % len(self.old)]
        self.press(who, data, card, filled=filled)

    @precondition(lambda self: self.old)
    @rule(data=st.data())
    def change_an_item_on_an_old_card(self, data: st.DataObject) -> None:
        cards = [(who, card) for who, card in self.old if "remove" in {verb(one) for one in card.buttons}]
        if cards:
            who, card = cards[-1 - data.draw(WHICH) % len(cards)]
            self.press(who, data, card, verbs={"edit", "remove"}, filled=False)

    @precondition(lambda self: self.said)
    @rule(data=st.data(), who=MOSTLY_WRITERS)
    def confirm_or_drop_held_text(self, data: st.DataObject, who: str) -> None:
        card = self.newest_with_buttons(who, DEVICE)
        if card is not None and any(verb(one) in HELD for one in card.buttons):
            self.press(who, data, card, verbs=HELD)

    @rule(who=st.sampled_from(WRITERS), device=st.sampled_from((DEVICE, OTHER_DEVICE)))
    def reload_the_page(self, who: str, device: str) -> None:
        self.talk.reload(who, device=device)

    @precondition(lambda self: self.form.version == 1)
    @rule(who=st.sampled_from(WRITERS), question=st.sampled_from(("kern", "afbakening")))
    def fill_in_a_word_form(self, who: str, question: str) -> None:
        self.fill_in_a_form(who, "wijk", {question: self.text(who, long=True)})

    @precondition(lambda self: self.forms and self.form.version == 1)
    @rule(which=WHICH)
    def a_word_form_comes_back(self, which: int) -> None:
        self.send_a_form_back(which)

    def _open_the_shared_theme(self, who: str) -> None:
        self.say(who, "stop")
        self.say(who, "Wijk- en buurtaanpak")

    # What can happen

    @rule(who=st.sampled_from(EVERYBODY))
    def teams_delivers_again(self, who: str) -> None:
        self.again(who)

    @rule()
    def the_bot_is_killed_and_starts_again(self) -> None:
        self.do(self.talk.restart())

    @rule(who=st.sampled_from(EVERYBODY))
    def killed_and_then_delivered_again(self, who: str) -> None:
        self.do(self.talk.restart())
        self.again(who)

    @rule(new=st.booleans())
    def the_format_changes(self, new: bool) -> None:
        form = changed(KERN_AGAIN, PARTNERS_AGAIN, WITHOUT_EDGE) if new else packaged_format("ivp")
        if form.version != self.form.version:
            self.deploy(form)

    @rule(
        who=MOSTLY_WRITERS,
        write=st.integers(0, 2),
        again=st.booleans(),
        long=st.booleans(),
        pressing=st.booleans(),
        data=st.data(),
    )
    def the_machine_stops_in_the_middle_of_a_turn(
        self, who: str, write: int, again: bool, long: bool, pressing: bool, data: st.DataObject
    ) -> None:
        assert self.store is not None
        self.store.fails_at = write
        if pressing:
            self.press(who, data, self.newest_with_buttons(who, DEVICE), good=False)
        else:
            self.say(who, self.text(who, long=long), good=False)
        broken = self.store.fails_at == 0
        self.store.fails_at = None
        self.broken.found.clear()
        if broken:
            self.do(self.talk.restart())
            self.unfinished.add(who)
            if again:
                self.again(who)

    @rule(
        who=MOSTLY_WRITERS,
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
            self.say(who, self.text(who, long=True), good=False)
        else:
            self.press(who, data, self.newest_with_buttons(who, DEVICE), filled=True, good=False)
        self.talk.faults.clear()

    @rule(hours=st.sampled_from((1, 25)))
    def time_goes_by(self, hours: int) -> None:
        self.clock.forward(hours=hours)


def play(examples: int, steps: int, *, seed: int | None = None) -> None:
    """Steps with fixed choices, or with those of a seed, so that a run can be repeated."""
    options = settings(
        max_examples=examples,
        stateful_step_count=steps,
        deadline=None,
        derandomize=seed is None,
        suppress_health_check=list(HealthCheck),
        database=None,
        print_blob=False,
        phases=(Part.generate,),
    )
    machine = AnythingGoes if seed is None else seeded(seed)(type("Seeded", (AnythingGoes,), {}))
    run_state_machine_as_test(machine, settings=options)


def test_whatever_happens_no_answer_is_lost_doubled_or_misplaced() -> None:
    play(examples=8, steps=40)


@pytest.mark.long
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_whatever_happens_for_long_no_answer_is_lost_doubled_or_misplaced(seed: int) -> None:
    """2 400 steps a seed; change the seeds to look further."""
    play(examples=40, steps=60, seed=seed)
