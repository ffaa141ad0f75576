"""The bot comes back when it was asked to: once, and not when there is nothing left to do."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.local import Fault
from tests.turns.conftest import SAMIRA, Town, a_town
from tests.turns.test_filling_in_by_typing import WHOLE_THEME, say_all


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as made:
        yield made


async def asked_for_an_hour(town: Town) -> int:
    await say_all(town, ("woonoverlast", WHOLE_THEME[1], "later over een uur"))
    return len(town.talk.messages(SAMIRA))


async def test_it_comes_back_at_the_chosen_moment_and_once(town: Town) -> None:
    before = await asked_for_an_hour(town)
    town.clock.forward(minutes=59)
    assert await town.moments.run_once("lokaal") == 0
    town.clock.forward(minutes=2)
    assert await town.moments.run_once("lokaal") == 1
    assert await town.moments.run_once("lokaal") == 0
    messages = town.talk.messages(SAMIRA)
    assert len(messages) == before + 1
    assert "Je vroeg me om nu terug te komen" in messages[-1].text
    assert "1 van de 19 vragen klaar" in messages[-1].text


async def test_a_press_on_the_message_goes_on_where_they_were(town: Town) -> None:
    await asked_for_an_hour(town)
    town.clock.forward(hours=2)
    await town.moments.run_once("lokaal")
    turn = await town.talk.press(SAMIRA, "Verder")
    assert "Wat hoort bij dit thema, en wat niet?" in turn.text


async def test_a_moment_outlives_a_restart(town: Town) -> None:
    await asked_for_an_hour(town)
    await town.restart()
    town.clock.forward(hours=2)
    assert await town.moments.run_once("lokaal") == 1


async def test_a_failed_send_is_tried_again_for_a_day(town: Town) -> None:
    before = await asked_for_an_hour(town)
    town.clock.forward(hours=2)
    town.talk.faults.next(Fault(status=403))
    assert await town.moments.run_once("lokaal") == 0
    assert await town.moments.run_once("lokaal") == 1
    assert len(town.talk.messages(SAMIRA)) == before + 1


async def test_after_a_day_without_success_it_gives_up(town: Town) -> None:
    await asked_for_an_hour(town)
    town.clock.forward(days=2)
    town.talk.faults.next(Fault(status=403))
    assert await town.moments.run_once("lokaal") == 0
    assert await town.moments.run_once("lokaal") == 0


async def test_nobody_is_written_to_when_all_their_themes_are_in(town: Town) -> None:
    await say_all(town, ("later over een uur",))
    await say_all(town, WHOLE_THEME)
    for theme in ("Wijk- en buurtaanpak", "Regie op jeugd en jeugdoverlast"):
        await say_all(town, (theme, *WHOLE_THEME[1:]))
    before = len(town.talk.messages(SAMIRA))
    town.clock.forward(hours=2)
    await town.moments.run_once("lokaal")
    assert len(town.talk.messages(SAMIRA)) == before
