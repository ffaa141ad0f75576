"""The coordinator changes a round that runs: by a line, repeated in full, and confirmed."""

from dataclasses import replace
from datetime import date

import pytest

from bot.local.turn import Turn
from dialogs.rounds.round import Round
from tests.turns.conftest import JOOST, LOTTE, NOOR, SAMIRA, Town
from tests.turns.test_coordinating import press, the_round, with_button
from tests.turns.test_filling_in_by_typing import WHOLE_THEME, say_all


async def say(town: Town, *lines: str, who: str = LOTTE) -> Turn:
    return [await town.talk.say(who, line) for line in lines][-1]


async def after(town: Town, *lines: str) -> Round:
    """The round once these lines were typed and confirmed."""
    await say(town, *lines, "ja")
    return await the_round(town)


@pytest.mark.parametrize(
    ("line", "asked", "field", "value"),
    [
        ("titel ronde naar IVP Veldermeer", "Wordt dat IVP Veldermeer?", "title", "IVP Veldermeer"),
        ("naam van de ronde wordt Ons plan", "Wordt dat Ons plan?", "title", "Ons plan"),
        ("capaciteit naar 16,5 fte", "nu 14,5 fte. Wordt dat 16,5 fte?", "capacity_fte", "16.5"),
        ("capaciteit 16", "Wordt dat 16 fte?", "capacity_fte", "16"),
        ("capaciteit naar geen", "Wordt dat leeg?", "capacity_fte", ""),
        ("prioriteiten 3", "Wordt dat hoogstens 3 prioriteiten?", "max_priorities", 3),
        ("prioriteiten naar geen", "Wordt dat leeg?", "max_priorities", None),
        ("raad naar 8 juli", "donderdag 8 juli 2027?", "council", date(2027, 7, 8)),
        ("opent naar 30 november", "maandag 30 november 2026?", "opens", date(2026, 11, 30)),
        ("deadline ronde naar 12 februari", "vrijdag 12 februari 2027?", "deadline", date(2027, 2, 12)),
    ],
)
async def test_something_of_the_round_changes_after_a_yes(
    town: Town, line: str, asked: str, field: str, value: object
) -> None:
    turn = await say(town, line)
    assert asked in turn.text
    before = await the_round(town)
    turn = await say(town, "ja")
    assert "Bewaard." in turn.text
    assert await the_round(town) == replace(before, **{field: value})  # type: ignore[arg-type]


async def test_participation_changes_with_its_reason(town: Town) -> None:
    found = await after(town, "participatie nee, want er is niets meer te kiezen")
    assert (found.participation.asked, found.participation.why) == (False, "Er is niets meer te kiezen")


async def test_a_theme_gets_another_name_and_keeps_its_answers(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:2])
    found = await after(town, "titel woonoverlast naar Prettig wonen")
    theme = found.theme("woonoverlast")
    assert theme is not None
    assert theme.title == "Prettig wonen"
    assert "kern" in await town.answers()


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("raad naar 1 januari 2027", "is eerder dan de deadline van vrijdag 29 januari 2027"),
        ("opent naar 1 maart", "is na de deadline van vrijdag 29 januari 2027"),
        ("deadline ronde naar 1 juli 2027", "is na het besluit van de raad"),
        ("deadline woonoverlast naar 31 februari", "herken ik niet als dag"),
        ("capaciteit naar veel", "Schrijf een getal, zoals 14,5"),
        ("titel woonoverlast naar digitale veiligheid", "Er is al een thema dat digitale veiligheid heet"),
        ("coördinator weg noor.bakker@veldermeer.example", "Dit adres staat daar niet bij"),
        ("coördinator weg lotte.verhage@veldermeer.example", "Dit is de enige coördinator"),
        ("meeschrijver woonoverlast weg samira.elidrissi@veldermeer.example", "Dit is de themahouder"),
        ("meeschrijver woonoverlast weg noor.bakker@veldermeer.example", "Dit adres staat daar niet bij"),
        ("thema erbij Woonoverlast, noor.bakker@veldermeer.example", "Er is al een thema dat Woonoverlast"),
        ("thema erbij Water, noor@x", "'noor@x' is geen e-mailadres"),
        ("prioriteiten 4", "Zo stond het al"),
    ],
)
async def test_what_cannot_be_is_said_and_changes_nothing(town: Town, line: str, said: str) -> None:
    before = await the_round(town)
    turn = await say(town, line)
    assert said in turn.text
    await say(town, "ja")
    assert await the_round(town) == before


async def test_too_little_time_for_consultation_is_pointed_out_before_the_yes(town: Town) -> None:
    turn = await say(town, "deadline ronde naar 28 mei 2027")
    assert "zitten maar 27 dagen" in turn.text
    assert "De inspraak duurt zes weken" in turn.text


async def test_a_co_author_is_taken_off_and_can_no_longer_fill_in(town: Town) -> None:
    turn = await say(town, f"meeschrijver wijk- en buurtaanpak weg {JOOST}")
    assert "Schrijft Joost Terpstra niet meer mee aan Wijk- en buurtaanpak?" in turn.text
    theme = (await after(town, f"meeschrijver {JOOST} weg bij wijk- en buurtaanpak")).theme("wijk")
    assert theme is not None
    assert (theme.owner, theme.co_authors) == (SAMIRA, ())
    turn = await say(town, "thema's", who=JOOST)
    assert "Wijk- en buurtaanpak" not in turn.text


async def test_a_coordinator_is_added_and_the_first_steps_back(town: Town) -> None:
    found = await after(town, f"coördinator erbij {NOOR}")
    assert found.coordinators == (LOTTE, NOOR)
    turn = await say(town, "overzicht", who=NOOR)
    assert "7 thema's" in turn.text
    turn = await say(town, f"coördinator weg {LOTTE}")
    assert "Let op: dit ben je zelf" in turn.text
    found = await after(town)
    assert found.coordinators == (NOOR,)
    turn = await say(town, "overzicht")
    assert "alleen voor de coördinator" in turn.text


async def test_a_theme_is_added_with_an_owner_who_was_never_seen(town: Town) -> None:
    turn = await say(town, "thema erbij Water en hitte, els@veldermeer.example, 1 februari")
    assert "Doet Water en hitte voortaan mee?" in turn.text
    assert "Nog niet bereikbaar: Els." in turn.text
    theme = (await after(town)).theme("water_en_hitte")
    assert theme is not None
    assert (theme.owner, theme.deadline) == ("els@veldermeer.example", date(2027, 2, 1))


async def test_a_theme_without_answers_goes_and_one_with_answers_stays(town: Town) -> None:
    found = await after(town, "thema weg digitale veiligheid")
    assert found.theme("digitaal") is None
    await say_all(town, WHOLE_THEME[:2])
    turn = await say(town, "thema weg woonoverlast")
    assert "In Woonoverlast is al iets ingevuld" in turn.text


async def test_a_theme_that_was_answered_meanwhile_stays(town: Town) -> None:
    await say(town, "thema weg woonoverlast")
    await say_all(town, WHOLE_THEME[:2])
    turn = await say(town, "ja")
    assert "In Woonoverlast is al iets ingevuld" in turn.text
    assert (await the_round(town)).theme("woonoverlast") is not None


async def test_a_change_pressed_twice_is_done_once(town: Town) -> None:
    await say(town, "thema erbij Water, noor")
    card, yes = with_button(town, LOTTE, "change_yes")
    await town.talk.double_press(LOTTE, yes.title, on=card)
    await say(town, "hulp")
    turn = await town.talk.press(LOTTE, yes.title, on=card)
    assert "Zo stond het al" in turn.text
    assert len((await the_round(town)).themes) == 8


async def test_a_change_that_was_overtaken_is_not_done(town: Town) -> None:
    await say(town, "titel ronde naar Van mij")
    await town.store.put_round("lokaal", replace(await the_round(town), title="Van een ander"))
    turn = await say(town, "ja")
    assert "intussen veranderd" in turn.text
    assert (await the_round(town)).title == "Van een ander"


async def test_nobody_else_changes_the_round(town: Town) -> None:
    before = await the_round(town)
    for line in (
        "titel ronde naar Van mij",
        "thema weg woonoverlast",
        "capaciteit 3",
        f"coördinator erbij {NOOR}",
    ):
        await say(town, line, "ja", who=NOOR)
    assert await the_round(town) == before


async def test_an_answer_that_looks_like_a_change_stays_an_answer(town: Town) -> None:
    await say(town, "start", "Capaciteit naar 3 fte")
    assert (await town.answers("ondermijning"))["kern"] == "Capaciteit naar 3 fte"


async def test_with_two_rounds_the_name_tells_which(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt", "klaar", "ja")
    turn = await say(town, "raad naar 26 juni 2031")
    assert "Je coördineert IVP 2027–2030 en IVP 2031–2034" in turn.text
    await say(town, "raad IVP 2031-2034 naar 26 juni 2031", "ja")
    rounds = {one.id: one for one in await town.store.rounds("lokaal")}
    assert rounds["ivp-2031-2034"].council == date(2031, 6, 26)
    assert rounds["ivp-2027-2030"].council == date(2027, 6, 24)


async def test_of_two_days_that_can_be_meant_one_is_pressed(town: Town) -> None:
    turn = await say(town, "deadline woonoverlast naar volgende vrijdag")
    assert "Bedoel je vrijdag 27 november 2026 of vrijdag 4 december 2026" in turn.text
    await press(town, LOTTE, "change_round", v="2026-12-04")
    theme = (await after(town)).theme("woonoverlast")
    assert theme is not None
    assert theme.deadline == date(2026, 12, 4)


async def test_the_round_says_how_it_can_be_changed(town: Town) -> None:
    turn = await say(town, "ronde")
    assert "meeschrijver woonoverlast weg jan@gemeente.nl" in turn.text
