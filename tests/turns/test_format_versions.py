"""The format changes in the middle of a round: nothing is lost, and what changed is asked again."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web

from bot.assembly import make_bot
from bot.exports import everything
from bot.local import LocalTeams
from bot.local.talk import Turn
from bot.store import open_store
from dialogs.intake.format import Format
from dialogs.intake.format_file import load_format
from tests.turns.conftest import JOOST, PIETER, SAMIRA, START, Town
from tests.turns.test_filling_in_by_typing import WHOLE_THEME

FORMAT = (Path(__file__).parents[2] / "dialogs" / "intake" / "formats" / "ivp.yaml").read_text("utf-8")
KERN_AGAIN = ("vraag: Waar gaat dit thema over?", "revisie: 2\n        vraag: Wat valt er onder dit thema?")
STAND_AGAIN = ("vraag: Hoe gaat het nu met dit thema?", "revisie: 2\n        vraag: Hoe gaat het nu echt?")
OTHER_OPTIONS = (
    'opties: {goed: Goed, zorgen: "Redelijk, maar ik heb zorgen", vast: Het loopt vast}',
    'opties: {prima: Prima, zorgen: "Redelijk, maar ik heb zorgen", vast: Het loopt vast}',
)
WITHOUT_STROEF = (
    """      - id: stroef
        type: tekst
        intern: true
        vraag: Wat gaat stroef in de samenwerking, of wie mis je aan tafel?
        hulp: Schrijf over het proces, niet over personen.
        max: 1000
""",
    "",
)
WITHOUT_EDGE = (
    """      - id: afbakening
        type: tekst
        verplicht: true
        vraag: Wat hoort bij dit thema, en wat niet?
        hulp: Digitale veiligheid is bijvoorbeeld heel breed. Noem de drie of vier \
onderwerpen waar het om gaat.
        max: 1000
""",
    "",
)
PARTNERS_AGAIN = ("vraag: Met wie werk je samen?", "revisie: 2\n        vraag: Met wie werk je nu samen?")


def changed(*changes: tuple[str, str]) -> Format:
    text = FORMAT.replace("versie: 1\n", "versie: 2\n")
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return load_format(text, "new")


async def deployed(town: Town, form: Format) -> None:
    """The bot stops, and another one starts that asks by `form`."""

    async def bot(_teams: LocalTeams) -> web.Application:
        await town.opened[-1].close()
        store = open_store(f"tinydb:{town.folder / 'data'}")
        town.opened.append(store)
        made = make_bot(store, {form.id: form}, town.clock)
        town.bots.append(made)
        return made.app

    await town.talk.restart(bot)


async def say_all(town: Town, lines: tuple[str, ...]) -> Turn:
    turns = [await town.talk.say(SAMIRA, line) for line in lines]
    assert all(turn.status == 202 and turn.messages for turn in turns)
    return turns[-1]


async def pressed(town: Town, verb: str, inputs: dict[str, str] | None = None) -> Turn:
    card = town.talk.card(SAMIRA)
    title = next(one.title for one in card.buttons if one.action.get("verb") == verb)
    return await town.talk.press(SAMIRA, title, inputs or {}, on=card)


async def test_a_changed_question_comes_again_with_the_old_answer_filled_in(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:5])
    await deployed(town, changed(KERN_AGAIN))
    turn = await town.talk.say(SAMIRA, "verder")
    assert "Wat valt er onder dit thema?" in turn.text
    assert "Deze vraag is veranderd. Dit was je antwoord: Hinder tussen buren" in turn.text
    assert town.talk.card(SAMIRA).inputs["kern"] == WHOLE_THEME[1]
    assert "3 van 19 klaar" in turn.text, "it counts as open"


async def test_the_old_answer_is_kept_by_typing_klopt(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:5])
    await deployed(town, changed(KERN_AGAIN))
    await town.talk.say(SAMIRA, "verder")
    turn = await town.talk.say(SAMIRA, "klopt")
    assert "4 van 19 klaar" in turn.text
    entry = (await town.log())[-1].draft
    assert (entry.question, entry.value, entry.revision) == ("kern", WHOLE_THEME[1], 2)


async def test_the_old_answer_is_kept_or_changed_by_card(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:5])
    await deployed(town, changed(KERN_AGAIN, STAND_AGAIN))
    await town.talk.say(SAMIRA, "verder")
    await pressed(town, "right")
    assert (await town.log())[-1].draft.revision == 2
    turn = await pressed(town, "save", {"stand": "vast"})
    assert "Waar maak je je zorgen over?" in turn.text
    assert (await town.answers())["stand"] == "vast"


async def test_an_old_answer_that_cannot_be_one_any_more_is_not_offered_to_be_kept(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:5])
    await deployed(town, changed(STAND_AGAIN, OTHER_OPTIONS))
    turn = await town.talk.say(SAMIRA, "verder")
    assert "Dit was je antwoord: goed" in turn.text
    assert "Klopt" not in turn.titles
    turn = await town.talk.say(SAMIRA, "klopt")
    assert (await town.log())[-1].draft.revision == 1
    await town.talk.say(SAMIRA, "prima")
    assert (await town.answers())["stand"] == "prima"


async def test_a_changed_question_can_be_passed_over_and_stays_open(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:5])
    await deployed(town, changed(KERN_AGAIN))
    await town.talk.say(SAMIRA, "verder")
    turn = await town.talk.say(SAMIRA, "overslaan")
    assert "Met wie werk je samen?" in turn.text
    assert (await town.answers())["kern"] == WHOLE_THEME[1]
    turn = await town.talk.say(SAMIRA, "politie (goed)")
    assert "Wie heeft de regie?" in turn.text, "it does not come back at once"
    turn = await town.talk.say(SAMIRA, "indienen")
    assert "Wat valt er onder dit thema?" in turn.text, "submitting counts it as open"


async def test_the_last_open_question_that_changed_can_be_left(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:-2])
    await deployed(town, changed(KERN_AGAIN))
    await town.talk.say(SAMIRA, "verder")
    turn = await town.talk.say(SAMIRA, "overslaan")
    assert "Veranderd sinds je antwoord: vraag 1" in turn.text


async def test_a_changed_list_is_asked_again_with_its_items(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:7])
    before = len([one for one in await town.answers() if one.startswith("partners.")])
    await deployed(town, changed(PARTNERS_AGAIN))
    turn = await town.talk.say(SAMIRA, "verder")
    assert "Met wie werk je nu samen?" in turn.text
    assert "Woningcorporaties" in turn.text
    turn = await town.talk.say(SAMIRA, "klopt")
    assert "Wie heeft de regie?" in turn.messages[-1].text or "Wat gaat stroef" in turn.messages[-1].text
    assert len([one for one in await town.answers() if one.startswith("partners.")]) == before


async def test_an_answer_typed_to_the_question_of_before_is_held(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    await deployed(town, changed(KERN_AGAIN))
    turn = await town.talk.say(SAMIRA, WHOLE_THEME[1])
    assert "Wat valt er onder dit thema?" in turn.text
    assert "kern" not in await town.answers()
    await town.talk.say(SAMIRA, "dit is mijn antwoord")
    assert (await town.answers())["kern"] == WHOLE_THEME[1]
    assert (await town.log())[-1].draft.revision == 2


async def test_a_card_of_the_question_of_before_saves_nothing_unasked(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    await deployed(town, changed(KERN_AGAIN))
    turn = await pressed(town, "save", {"kern": WHOLE_THEME[1]})
    assert "Wat valt er onder dit thema?" in turn.text
    assert town.talk.card(SAMIRA).inputs["kern"] == WHOLE_THEME[1]
    assert "kern" not in await town.answers()
    await pressed(town, "save")
    assert (await town.answers())["kern"] == WHOLE_THEME[1]


async def test_a_removed_question_keeps_its_answers_in_log_and_export(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:9])
    form = changed(WITHOUT_STROEF)
    await deployed(town, form)
    turn = await town.talk.say(SAMIRA, "samenvatting")
    assert WHOLE_THEME[7] not in turn.text
    assert (await town.answers())["stroef"] == WHOLE_THEME[7]
    found = await everything(town.store, "lokaal", START, lambda _id: form)
    round_: Any = found["rounds"]
    theme = next(one for one in round_[0]["themas"] if one["id"] == "woonoverlast")
    [gone] = theme["vervallen"]
    assert gone["id"] == "stroef"
    assert gone["regels"][0]["value"] == WHOLE_THEME[7]
    assert "stroef" not in [one["id"] for one in theme["antwoorden"]]


@pytest.mark.parametrize("way", ["typed", "pressed", "undo", "redelivered"])
async def test_somebody_at_a_removed_question_is_not_stuck(town: Town, way: str) -> None:
    await say_all(town, WHOLE_THEME[:2])
    await deployed(town, changed(WITHOUT_EDGE))
    match way:
        case "typed":
            turn = await town.talk.say(SAMIRA, WHOLE_THEME[2])
            assert WHOLE_THEME[2] in turn.text, "what was typed stays in sight"
        case "pressed":
            turn = await pressed(town, "save", {"afbakening": WHOLE_THEME[2]})
            assert WHOLE_THEME[2] in turn.text
        case "undo":
            turn = await town.talk.say(SAMIRA, "ongedaan maken")
        case _:
            await town.talk.redeliver(SAMIRA)
            turn = await town.talk.say(SAMIRA, "verder")
    assert turn.status == 202 or turn.answer
    turn = await town.talk.say(SAMIRA, "verder")
    assert "vraag 2" in turn.text or "vraag 1" in turn.text
    assert "afbakening" not in await town.answers()


async def test_undoing_a_new_answer_asks_the_changed_question_again(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:5])
    await deployed(town, changed(KERN_AGAIN))
    await town.talk.say(SAMIRA, "verder")
    await town.talk.say(SAMIRA, "Een heel ander antwoord, lang genoeg om geen vraag op te roepen.")
    await town.talk.say(SAMIRA, "ongedaan maken")
    assert (await town.log())[-1].draft.revision == 1
    turn = await town.talk.say(SAMIRA, "verder")
    assert "Deze vraag is veranderd" in turn.text


async def test_marking_an_answer_internal_does_not_answer_the_changed_question(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:5])
    await deployed(town, changed(KERN_AGAIN))
    await town.talk.say(SAMIRA, "intern 1")
    turn = await town.talk.say(SAMIRA, "verder")
    assert "Deze vraag is veranderd" in turn.text


async def test_a_removed_question_that_was_handed_over_is_simply_gone(town: Town) -> None:
    await town.talk.say(PIETER, "hulp")
    await say_all(town, WHOLE_THEME[:2])
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    await town.talk.say(PIETER, "doorgegeven vragen")
    await deployed(town, changed(WITHOUT_EDGE))
    turn = await town.talk.say(PIETER, "Dit weet ik ervan.")
    assert "Dit weet ik ervan." in turn.text
    turn = await town.talk.say(PIETER, "doorgegeven vragen")
    assert "geen vraag aan jou doorgegeven" in turn.text
    turn = await say_all(town, ("verder", "samenvatting"))
    assert turn.text


async def test_a_whole_round_is_played_while_the_format_changes_halfway(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:9])
    await town.talk.say(JOOST, "wijk- en buurtaanpak")
    await deployed(town, changed(KERN_AGAIN, WITHOUT_STROEF, STAND_AGAIN))
    turn = await say_all(town, ("verder", "klopt", "klopt", *WHOLE_THEME[9:]))
    assert [one.draft.kind.value for one in await town.log()][-1] == "submitted"
    answers: Mapping[str, object] = await town.answers()
    assert answers["stroef"] == WHOLE_THEME[7]
    assert answers["kern"] == WHOLE_THEME[1]
    assert turn.text
