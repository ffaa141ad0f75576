"""A colleague lays two plans side by side, in the middle of an intake or without one."""

import json
from collections.abc import AsyncIterator
from importlib.resources import files
from pathlib import Path

import pytest

from bot.serving import EXAMPLE_PLANS
from knowledge.library import Library
from tests.turns.conftest import NOOR, SAMIRA, Town, a_town


@pytest.fixture(scope="session")
def both_plans(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the plans that come with the local bot."""
    folder = tmp_path_factory.mktemp("both")
    for name, details in EXAMPLE_PLANS.items():
        Library(folder).add([Path(str(files("knowledge.plans").joinpath(name)))], details)
    return folder


@pytest.fixture
async def comparing_town(tmp_path: Path, both_plans: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, both_plans) as made:
        yield made


async def test_both_plans_are_quoted_with_their_place_the_older_one_first(comparing_town: Town) -> None:
    turn = await comparing_town.talk.say(NOOR, "vergelijk woonoverlast")
    assert "Vergeleken: woonoverlast" in turn.text
    older = turn.text.index("“In 2022 zijn er niet meer dan 250 meldingen van woonoverlast.”")
    newer = turn.text.index("“Per 1 april 2023 komt er één meldpunt voor woonoverlast")
    assert turn.text.index("Plan 2019-2022") < older < turn.text.index("Plan 2023-2026") < newer
    assert "IVP Veldermeer 2019-2022, 4 Woonoverlast › 4.2 Wat wij willen bereiken" in turn.text
    assert "5 Woonoverlast › 5.3 Wat wij gaan doen, bladzijde" in turn.text


async def test_the_words_that_only_one_plan_has_are_pointed_out(comparing_town: Town) -> None:
    turn = await comparing_town.talk.say(NOOR, "wat is er veranderd aan woonoverlast sinds 2019-2022?")
    assert "Alleen in 2019-2022: " in turn.text
    line = next(one for one in turn.text.splitlines() if "Alleen in 2023-2026: " in one)
    assert "meldpunt" in line
    assert "april" not in line  # a month tells nothing of a subject


async def test_the_pending_question_is_put_again_after_the_comparison(comparing_town: Town) -> None:
    await comparing_town.talk.say(SAMIRA, "woonoverlast")
    turn = await comparing_town.talk.say(SAMIRA, "vergelijk jeugd")
    assert "Alleen in 2023-2026" in turn.text
    assert "Waar gaat dit thema over?" in turn.messages[-1].text
    await comparing_town.talk.say(SAMIRA, "Hinder tussen buren, en wat wij daar samen aan doen in de stad.")
    assert "Hinder tussen buren" in str((await comparing_town.answers())["kern"])


async def test_a_plan_that_says_nothing_on_it_is_named(comparing_town: Town) -> None:
    turn = await comparing_town.talk.say(NOOR, "vergelijk lachgas")
    assert "In het plan 2023-2026 vind ik hier niets over." in turn.text
    assert "lachgas en wiet" in turn.text
    turn = await comparing_town.talk.say(NOOR, "vergelijk parkeertarieven")
    assert "Dat staat in geen van beide plannen." in turn.text


async def test_one_press_shows_what_one_of_the_plans_says(comparing_town: Town) -> None:
    await comparing_town.talk.say(NOOR, "vergelijk jeugd")
    turn = await comparing_town.talk.press(NOOR, "Alleen 2019-2022")
    assert "IVP Veldermeer 2019-2022" in turn.text
    assert "IVP Veldermeer 2023-2026" not in turn.text


async def test_a_short_question_after_it_compares_the_next_subject(comparing_town: Town) -> None:
    await comparing_town.talk.say(NOOR, "vergelijk woonoverlast")
    turn = await comparing_town.talk.say(NOOR, "en ondermijning?")
    assert "Vergeleken: ondermijning" in turn.text


async def test_without_a_subject_the_bot_asks_for_one(comparing_town: Town) -> None:
    turn = await comparing_town.talk.say(NOOR, "vergelijk de plannen")
    assert "Welk onderwerp wil je vergelijken?" in turn.text


async def test_a_plan_that_is_not_there_is_said_so(comparing_town: Town) -> None:
    turn = await comparing_town.talk.say(NOOR, "vergelijk jeugd met 2011-2014")
    assert "Een plan voor 2011-2014 heb ik niet." in turn.text


async def test_with_one_plan_there_is_nothing_to_compare(reading_town: Town) -> None:
    turn = await reading_town.talk.say(NOOR, "vergelijk jeugd")
    assert "twee vastgestelde plannen nodig" in turn.text
    assert "2023-2026" in turn.text


async def test_without_any_plan_the_bot_says_so(town: Town) -> None:
    turn = await town.talk.say(NOOR, "vergelijk jeugd")
    assert "nog niet in het IVP zoeken" in turn.text


@pytest.mark.parametrize(
    "subject", ["jeugd", "woonoverlast", "geld", "veiligheid", "x" * 400, "'; DROP TABLE", "🙂"]
)
async def test_the_card_stays_within_what_teams_takes(comparing_town: Town, subject: str) -> None:
    turn = await comparing_town.talk.say(NOOR, f"vergelijk {subject}")
    assert turn.status == 202
    for message in turn.messages:
        assert len(json.dumps(message.card)) <= 20_000
