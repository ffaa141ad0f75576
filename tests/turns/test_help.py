"""`hulp` stays short for everybody, and names what else there is: files, plans, rounds, reminders."""

import re

import pytest

from dialogs.commands import COMMANDS
from tests.turns.conftest import LOTTE, NOOR, SAMIRA, Town

WORDS = {word for command in COMMANDS for word in command.words}
MOST_LINES = 5
EXAMPLE = "woonoverlast?"  # of a question about the plan; what else there is comes under it


@pytest.mark.parametrize(
    ("who", "also"),
    [
        (SAMIRA, {"formulier", "kopie als bestand", "geen herinneringen"}),
        (LOTTE, {"herinneringen", "exporteer", "open vragen", "plannen", "nieuwe ronde"}),
        (NOOR, {"plannen"}),
    ],
)
async def test_help_is_short_and_names_what_else_can_be_typed(town: Town, who: str, also: set[str]) -> None:
    card = (await town.talk.say(who, "hulp")).messages[-1]
    named = set(re.findall(r"'([^'?.]+)'", card.text.split(EXAMPLE)[1]))
    assert also <= named <= WORDS
    assert len(card.buttons) <= MOST_LINES - 1  # the fifth line is the question about the plan
    assert len(card.text.split()) < 80
