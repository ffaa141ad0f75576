"""The drawings in docs/states.md are of the code: phases as in the table, questions as in a conversation."""

import re
from collections import Counter
from datetime import UTC, datetime

import pytest

from bot.serving import example_round
from bot.store.memory import MemoryStore
from dialogs import texts
from dialogs.conversation import Conversation
from dialogs.deliveries import DeliveryState
from dialogs.events import Event
from dialogs.intake.format_file import packaged_formats
from dialogs.intake.steps import Mode
from dialogs.intake.theme_log import PHASE_AFTER, Draft, Kind, Phase, ThemeKey, ThemeState
from dialogs.people import PersonKey, Profile
from dialogs.views import Reply, Say
from tests.docs.pages import blocks, page
from tests.reminders.walks import every_walk

Arrow = tuple[str, str, str]
OUT = "[*]"
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
SAMIRA = Profile(PersonKey("lokaal", "samira"), "Samira", "samira.elidrissi@veldermeer.example")
WOONOVERLAST = ThemeKey("lokaal", "ivp-2027-2030", "woonoverlast")

PHASES, MODES, DELIVERIES = (
    [
        (start, end, label)
        for start, end, label in re.findall(r"^ +(\S+) --> (\S+?)(?:: (.+))?$", one, re.MULTILINE)
    ]
    for one in blocks(page("states.md"), "mermaid")
)


def nothing_drawn_twice(arrows: list[Arrow]) -> bool:
    return max(Counter((start, end) for start, end, _ in arrows).values()) == 1


class Talk:
    """A colleague in a conversation with the rules alone: no Teams, no disk."""

    def __init__(self) -> None:
        self.store = MemoryStore()
        self.conversation = Conversation(self.store, packaged_formats(), lambda: NOW, None)
        self.said = 0
        self.reply = Reply(())
        self.arrows: set[tuple[str, str]] = set()

    async def say(self, line: str) -> None:
        """Say one line, and note what it did to the way in which a question is put."""
        before = await self.store.focus(SAMIRA.key)
        self.said += 1
        await self.conversation.turn(Event(SAMIRA, f"line-{self.said}", NOW, text=line), self._show)
        after = await self.store.focus(SAMIRA.key)
        if before.question and before.question == after.question:
            self.arrows.add((before.part, after.part))
            return
        if before.question:
            self.arrows.add((before.part, OUT))
        if after.question:
            self.arrows.add((OUT, after.part))

    async def phase(self) -> Phase:
        return ThemeState.of(await self.store.log(WOONOVERLAST)).phase

    async def _show(self, reply: Reply) -> str:
        self.reply = reply
        return f"message-{self.said}"


async def talk() -> Talk:
    made = Talk()
    await made.store.put_round("lokaal", example_round())
    return made


async def in_phase(phase: Phase) -> Talk:
    """The same, with a theme that is brought to a phase by the entries that lead there."""
    made = await talk()
    ways = {
        Phase.OPEN: (),
        Phase.SUBMITTED: (Kind.SUBMITTED,),
        Phase.RETURNED: (Kind.SUBMITTED, Kind.RETURNED),
        Phase.APPROVED: (Kind.SUBMITTED, Kind.APPROVED),
    }
    for kind in ways[phase]:
        await made.store.append([Draft(WOONOVERLAST, kind, "somebody", f"entry-{kind}", NOW)])
    await made.say("start")
    await made.say("woonoverlast")
    assert await made.phase() is phase
    return made


def test_the_phases_that_are_drawn_are_those_of_the_code() -> None:
    assert nothing_drawn_twice(PHASES)
    assert {end for _, end, _ in PHASES} == {phase.value for phase in Phase}
    assert [end for start, end, _ in PHASES if start == OUT] == [ThemeState().phase.value]
    drawn = {(label, end) for start, end, label in PHASES if start != OUT}
    assert drawn == {(kind.value, phase.value) for kind, phase in PHASE_AFTER.items()}


@pytest.mark.parametrize("phase", Phase)
async def test_a_theme_is_opened_again_from_the_phases_that_are_drawn(phase: Phase) -> None:
    made = await in_phase(phase)
    await made.say("heropen")
    await made.say("ja")
    opened = (phase.value, Phase.OPEN.value, Kind.REOPENED.value) in PHASES
    assert await made.phase() is (Phase.OPEN if opened else phase)


@pytest.mark.parametrize("phase", Phase)
async def test_a_theme_is_submitted_from_the_phases_that_are_drawn(phase: Phase) -> None:
    made = await in_phase(phase)
    await made.say("indienen")  # where submitting is possible at all, it lists what is still empty
    views = [view for view in made.reply.views if isinstance(view, Say)]
    refused = any(texts.IS_SUBMITTED in view.paragraphs for view in views)
    assert refused != ((phase.value, Phase.SUBMITTED.value, Kind.SUBMITTED.value) in PHASES)


LINES = (
    "start",
    "woonoverlast",
    "Buren.",
    "Ook hinder van honden hoort erbij.",
    "weet ik nog niet",
    "de wijkagent",
    "overslaan",
    "overslaan",
    "politie, ggd",
    "stop",
    "verder",
    "goed",
    "goed",
    "wijzig 11",
    "weet ik nog niet",
    "Piet",
    "wijzig 11",
    "Nieuwe wet; nu al",
    "wijzig 11.1",
    "Nieuwe wet op de regie; binnen een jaar",
    "klaar",
    "thema's",
    "Wijk- en buurtaanpak",
    "overslaan",
    "overslaan",
    "overslaan",
    "overslaan",
    "politie (goed), ggd (goed)",
    "thema's",
    "Regie op jeugd en jeugdoverlast",
    "overslaan",
    "overslaan",
    "overslaan",
    "overslaan",
    "weet ik nog niet",
    "de jongerenwerker",
)


async def test_the_ways_in_which_a_question_is_put_follow_each_other_as_drawn() -> None:
    made = await talk()
    for line in LINES:
        await made.say(line)
    assert nothing_drawn_twice(MODES)
    assert {end for _, end, _ in MODES} - {OUT} == {mode.value for mode in Mode}
    assert made.arrows == {(start, end) for start, end, _ in MODES}


async def test_the_ways_of_a_message_are_drawn_as_they_are_walked() -> None:
    """Each arrow is walked by the real runner, over a store that writes down each step."""
    assert nothing_drawn_twice(DELIVERIES)
    assert {end for _, end, _ in DELIVERIES} == {state.value for state in DeliveryState}
    walked = await every_walk()
    assert walked == {(start, end) for start, end, _ in DELIVERIES}
    final = {state.value for state in DeliveryState if state.is_final} - {"unknown"}
    assert not [start for start, _ in walked if start in final]
