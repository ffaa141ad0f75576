"""Where the current plan covers a theme, a question starts from what stands there."""

from pathlib import Path

import pytest

from bot.local.talk import Turn
from bot.serving import example_round
from knowledge.library import Library
from knowledge.naming import Details
from knowledge.passages import Status
from tests.turns.conftest import SAMIRA, Town, a_town


async def pressed(town: Town, verb: str, inputs: dict[str, str] | None = None) -> Turn:
    card = town.talk.card(SAMIRA)
    title = next(one.title for one in card.buttons if one.action.get("verb") == verb)
    return await town.talk.press(SAMIRA, title, inputs or {}, on=card)


def verbs(town: Town) -> list[str]:
    return [str(one.action.get("verb")) for one in town.talk.card(SAMIRA).buttons]


async def test_the_text_of_the_plan_is_shown_with_its_place_and_two_buttons(reading_town: Town) -> None:
    turn = await reading_town.talk.say(SAMIRA, "woonoverlast")
    assert "Dit staat er nu in het plan. Klopt het nog?" in turn.text
    assert "Woonoverlast is hinder" in turn.text
    assert "bladzijde" in turn.text
    assert {"right", "adjust"} <= set(verbs(reading_town))


@pytest.mark.parametrize(
    "theme", ["Wijk- en buurtaanpak", "Veiligheid in de openbare ruimte", "Preventie brandveiligheid"]
)
async def test_a_sentence_that_does_not_say_what_the_theme_is_about_is_not_offered(
    reading_town: Town, theme: str
) -> None:
    person = next(one.owner for one in example_round().themes if one.title == theme)
    turn = await reading_town.talk.say(person, theme)
    assert "Waar gaat dit thema over?" in turn.text
    assert "in het plan" not in turn.text
    assert "IVP Veldermeer" not in turn.text


async def test_the_text_is_taken_over_with_its_source_by_a_button(reading_town: Town) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    await pressed(reading_town, "right")
    answer = str((await reading_town.answers())["kern"])
    assert "Woonoverlast is hinder" in answer
    assert "(overgenomen uit IVP Veldermeer 2023-2026, " in answer
    assert "bladzijde" in answer
    turn = await reading_town.talk.say(SAMIRA, "samenvatting")
    assert "overgenomen uit IVP Veldermeer" in turn.text


async def test_the_text_is_taken_over_by_typing(reading_town: Town) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    turn = await reading_town.talk.say(SAMIRA, "Klopt.")
    assert "Bewaard bij vraag 1: Woonoverlast is hinder" in turn.text
    assert "overgenomen uit" in str((await reading_town.answers())["kern"])


async def test_the_text_is_put_in_the_input_to_be_adjusted(reading_town: Town) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    turn = await pressed(reading_town, "adjust")
    assert not await reading_town.log(), "nothing is saved yet"
    filled = reading_town.talk.card(SAMIRA).inputs["kern"]
    assert "Woonoverlast is hinder" in filled
    assert "(naar IVP Veldermeer 2023-2026" in filled
    assert "right" not in verbs(reading_town)
    await pressed(reading_town, "save", {"kern": f"Nu geldt: {filled}"})
    assert str((await reading_town.answers())["kern"]).startswith("Nu geldt: Woonoverlast is hinder")
    assert turn.text


async def test_adjusting_works_by_typing_too(reading_town: Town) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    turn = await reading_town.talk.say(SAMIRA, "aanpassen")
    assert "Woonoverlast is hinder" in reading_town.talk.card(SAMIRA).inputs["kern"]
    assert "Pas de tekst aan" in turn.text
    own = "Hinder tussen buren in en om het huis, ook door vervuiling."
    await reading_town.talk.say(SAMIRA, own)
    assert (await reading_town.answers())["kern"] == own


async def test_own_words_on_the_card_are_not_replaced_by_the_plan(reading_town: Town) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    own = "Hinder tussen buren in en om het huis, ook door vervuiling."
    await pressed(reading_town, "right", {"kern": own})
    assert (await reading_town.answers())["kern"] == own


async def test_own_words_stay_when_the_text_of_the_plan_is_put_beside_them(reading_town: Town) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    await pressed(reading_town, "adjust", {"kern": "Mijn eigen begin."})
    filled = reading_town.talk.card(SAMIRA).inputs["kern"]
    assert filled.startswith("Mijn eigen begin.\n")
    assert "Woonoverlast is hinder" in filled


async def test_klopt_is_an_answer_where_no_text_of_the_plan_was_shown(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.say(SAMIRA, "Klopt")
    assert (await town.answers())["kern"] == "Klopt"


async def test_a_question_about_the_text_itself_shows_it_without_klopt(reading_town: Town) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    await reading_town.talk.say(SAMIRA, "klopt")
    await reading_town.talk.say(SAMIRA, "Geluid hoort erbij. Bedrijven niet.")
    turn = await reading_town.talk.say(SAMIRA, "goed")
    assert "Wat ging goed in de periode" in turn.text
    assert "IVP Veldermeer 2023-2026" in turn.text
    assert "right" not in verbs(reading_town)
    await reading_town.talk.say(SAMIRA, "Klopt")
    assert (await reading_town.answers())["evaluatie"] == "Klopt"


THEMES = [(one.owner, one.title) for one in example_round().themes]


@pytest.mark.parametrize(("owner", "theme"), THEMES)
async def test_what_went_well_is_asked_beside_the_aims_and_the_deeds_of_the_themes_own_chapter(
    reading_town: Town, owner: str, theme: str
) -> None:
    await reading_town.talk.say(owner, theme)
    for line in ("Een zin die vertelt waar dit over gaat, en die lang genoeg is.", "Dit hoort erbij."):
        await reading_town.talk.say(owner, line)
    turn = await reading_town.talk.say(owner, "goed")
    assert "Wat ging goed in de periode" in turn.text
    places = [line for line in turn.text.splitlines() if line.startswith("IVP Veldermeer 2023-2026, ")]
    assert [place.split("›")[0].split(" ", 4)[-1].strip() for place in places] == [theme, theme]
    assert "Wat wij willen bereiken" in places[0]
    assert "Wat wij gaan doen" in places[1]
    assert "staat erbij met de bladzijde" in turn.text


async def test_a_theme_without_a_chapter_gets_no_text_and_no_word_about_it(tmp_path: Path) -> None:
    file = tmp_path / "plan.md"
    file.write_text("# Geld\n\nVoor woonoverlast is 1.000 euro.\n", encoding="utf-8")
    Library(tmp_path / "plans").add([file], Details("IVP Dorp", "2023-2026", Status.ADOPTED))
    async with a_town(tmp_path, tmp_path / "plans") as town:
        await town.talk.say(SAMIRA, "woonoverlast")
        for line in ("Een zin die vertelt waar dit over gaat, en lang genoeg is.", "Dit hoort erbij."):
            await town.talk.say(SAMIRA, line)
        turn = await town.talk.say(SAMIRA, "goed")
        assert "Wat ging goed in de periode" in turn.text
        assert "1.000 euro" not in turn.text
        assert "staat erbij" not in turn.text


async def test_an_answer_that_stands_is_not_offered_to_be_replaced(reading_town: Town) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    await reading_town.talk.say(SAMIRA, "Hinder tussen buren, en wat wij daar samen aan doen in de stad.")
    await reading_town.talk.say(SAMIRA, "wijzig 1")
    assert "right" not in verbs(reading_town)


async def test_a_made_up_press_takes_nothing_over_that_was_not_shown(reading_town: Town) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    old = reading_town.talk.card(SAMIRA)
    await reading_town.talk.say(SAMIRA, "Hinder tussen buren, en wat wij daar samen aan doen in de stad.")
    await reading_town.talk.press(SAMIRA, "Klopt", on=old)
    assert [one.draft.question for one in await reading_town.log()] == ["kern"]


async def test_the_text_taken_over_is_undone_like_any_answer(reading_town: Town) -> None:
    await reading_town.talk.say(SAMIRA, "woonoverlast")
    await reading_town.talk.say(SAMIRA, "klopt")
    turn = await reading_town.talk.say(SAMIRA, "ongedaan maken")
    assert "Klopt het nog?" in turn.text
