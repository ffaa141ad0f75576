"""Two colleagues answer the same question: both values are shown, and somebody chooses."""

from bot.local import Fault
from bot.local.faults import Call
from bot.local.talk import Turn
from dialogs.intake.theme_log import Status
from tests.turns.conftest import JOOST, SAMIRA, Town

KERN = "Hinder tussen buren, van geluid tot bedreiging. Wij brengen partners bij elkaar."
THEIRS = "De wijk als geheel: wat bewoners en partners daar samen aan veiligheid doen."
MINE = "Wij kijken per wijk wat er speelt, en wie dat oplost samen met bewoners."


async def pressed(town: Town, who: str, verb: str, inputs: dict[str, str] | None = None) -> Turn:
    card = town.talk.card(who)
    title = next(one.title for one in card.buttons if one.action.get("verb") == verb)
    return await town.talk.press(who, title, inputs or {}, on=card)


async def both_at(town: Town, *answers: str) -> None:
    """Samira and Joost have the same question of one theme in front of them."""
    await town.talk.say(SAMIRA, "wijk- en buurtaanpak")
    for answer in answers:
        await town.talk.say(SAMIRA, answer)
    await town.talk.say(JOOST, "wijk- en buurtaanpak")


async def test_typed_answers_are_both_shown_and_one_is_chosen(town: Town) -> None:
    await both_at(town)
    await town.talk.say(JOOST, THEIRS)
    turn = await town.talk.say(SAMIRA, MINE)
    assert "Nog niet bewaard" in turn.text
    assert THEIRS in turn.text
    assert MINE in turn.text
    assert (await town.answers("wijk"))["kern"] == THEIRS
    await town.talk.say(SAMIRA, "mijn tekst bewaren")
    assert (await town.answers("wijk"))["kern"] == MINE
    assert [one.draft.value for one in await town.log("wijk")] == [THEIRS, MINE], "the history keeps both"


async def test_the_other_answer_can_be_left_as_it_is(town: Town) -> None:
    await both_at(town)
    await town.talk.say(JOOST, THEIRS)
    await town.talk.say(SAMIRA, MINE)
    turn = await town.talk.say(SAMIRA, "zo laten")
    assert (await town.answers("wijk"))["kern"] == THEIRS
    assert "Wat hoort bij dit thema, en wat niet?" in turn.text


async def test_on_cards_both_are_shown_and_one_is_chosen(town: Town) -> None:
    await both_at(town)
    await pressed(town, JOOST, "save", {"kern": THEIRS})
    turn = await pressed(town, SAMIRA, "save", {"kern": MINE})
    assert THEIRS in turn.text
    assert MINE in turn.text
    assert (await town.answers("wijk"))["kern"] == THEIRS
    await pressed(town, SAMIRA, "held_keep")
    assert (await town.answers("wijk"))["kern"] == MINE


async def test_the_same_answer_twice_is_no_conflict(town: Town) -> None:
    await both_at(town)
    await town.talk.say(JOOST, THEIRS)
    turn = await town.talk.say(SAMIRA, THEIRS)
    assert "Welke tekst" not in turn.text
    assert len(await town.log("wijk")) == 1


async def test_a_choice_that_a_colleague_made_otherwise_is_asked_about(town: Town) -> None:
    await both_at(town, KERN, "Alles in de wijk.")
    await pressed(town, JOOST, "save", {"stand": "goed"})
    turn = await pressed(town, SAMIRA, "save", {"stand": "vast"})
    assert "Er staat nu" in turn.text
    assert "Goed" in turn.text
    assert "Het loopt vast" in turn.text
    assert (await town.answers("wijk"))["stand"] == "goed"


async def test_a_third_answer_in_between_is_shown_before_anything_is_overwritten(town: Town) -> None:
    await both_at(town)
    await town.talk.say(JOOST, THEIRS)
    await town.talk.say(SAMIRA, MINE)
    await town.talk.say(JOOST, "wijzig 1")
    await town.talk.say(JOOST, KERN)
    turn = await town.talk.say(SAMIRA, "mijn tekst bewaren")
    assert KERN in turn.text
    assert (await town.answers("wijk"))["kern"] == KERN, "a text that Samira never saw is not overwritten"
    await town.talk.say(SAMIRA, "mijn tekst bewaren")
    assert (await town.answers("wijk"))["kern"] == MINE


async def test_an_answer_that_came_while_the_bot_asked_something_is_not_overwritten(town: Town) -> None:
    await both_at(town)
    doubt = "Wie is eigenlijk verantwoordelijk?"
    await town.talk.say(SAMIRA, doubt)
    await town.talk.say(JOOST, THEIRS)
    turn = await town.talk.say(SAMIRA, "dit is mijn antwoord")
    assert THEIRS in turn.text
    assert (await town.answers("wijk"))["kern"] == THEIRS


async def at_developments(town: Town) -> None:
    await town.talk.say(SAMIRA, "wijk- en buurtaanpak")
    await town.talk.say(SAMIRA, "wijzig 11")
    await town.talk.say(SAMIRA, "Nieuwe wet op de regie; binnen een jaar")
    await town.talk.say(JOOST, "wijk- en buurtaanpak")


async def test_both_add_to_a_list_at_once(town: Town) -> None:
    await at_developments(town)
    await town.talk.say(JOOST, "wijzig 11")
    await town.talk.say(SAMIRA, "Meer mensen wonen alleen; nu al")
    await town.talk.say(JOOST, "Minder opvang; later")
    values = [value for name, value in (await town.answers("wijk")).items() if "." in name]
    assert len(values) == 3


async def test_both_change_one_item_of_a_list_on_cards(town: Town) -> None:
    await at_developments(town)
    await town.talk.say(JOOST, "wijzig 11.1")
    await town.talk.say(SAMIRA, "wijzig 11.1")
    await pressed(town, JOOST, "save", {"soort": "wet"})
    turn = await pressed(town, SAMIRA, "save", {"wat": "Een andere wet"})
    assert "Nog niet bewaard" in turn.text
    assert "Nieuwe wet op de regie" in turn.text
    assert "Een andere wet" in turn.text
    await pressed(town, SAMIRA, "held_keep")
    [value] = [value for name, value in (await town.answers("wijk")).items() if "." in name]
    assert dict(value)["wat"] == "Een andere wet"  # type: ignore[call-overload]


async def test_both_change_one_item_of_a_list_by_typing(town: Town) -> None:
    await at_developments(town)
    await town.talk.say(JOOST, "wijzig 11.1")
    await town.talk.say(SAMIRA, "wijzig 11.1")
    await town.talk.say(JOOST, "Oude wet blijft; later")
    turn = await town.talk.say(SAMIRA, "Een andere wet; nu al")
    assert "Oude wet blijft" in turn.text
    assert "Een andere wet" in turn.text
    await town.talk.say(SAMIRA, "zo laten")
    [value] = [value for name, value in (await town.answers("wijk")).items() if "." in name]
    assert dict(value)["wat"] == "Oude wet blijft"  # type: ignore[call-overload]


async def test_an_item_that_a_colleague_removed_is_not_brought_back_unasked(town: Town) -> None:
    await at_developments(town)
    await town.talk.say(SAMIRA, "wijzig 11.1")
    await town.talk.say(JOOST, "verwijder 11.1")
    turn = await pressed(town, SAMIRA, "save", {"wat": "Een andere wet"})
    assert "staat niet (meer) in de lijst" in turn.text
    assert [value for name, value in (await town.answers("wijk")).items() if "." in name] == [None]


async def test_a_second_text_at_the_same_conflict_leaves_the_first_in_sight(town: Town) -> None:
    await town.talk.say(SAMIRA, "Wijk- en buurtaanpak")
    await town.talk.say(JOOST, "Wijk- en buurtaanpak")
    await town.talk.say(JOOST, "De tekst die als eerste is bewaard, en die blijft staan.")
    await town.talk.press(
        SAMIRA, "Volgende", {"kern": "Mijn eerste tekst, op de kaart ingevuld en niet bewaard."}
    )
    await town.talk.press(JOOST, "Ongedaan maken")
    await town.talk.say(JOOST, "Een tweede tekst van de collega, die ook blijft staan.")
    await town.talk.say(SAMIRA, "Mijn tweede tekst, nu getypt.")
    shown = " ".join(message.text for message in town.talk.messages(SAMIRA))
    assert "Mijn eerste tekst, op de kaart ingevuld" in shown


async def the_list(town: Town, who: str) -> Turn:
    await town.talk.say(who, "wijk- en buurtaanpak")
    return await town.talk.say(who, "wijzig 11")


async def test_an_item_that_a_colleague_changed_is_not_removed_from_an_old_card(town: Town) -> None:
    await the_list(town, SAMIRA)
    await town.talk.say(SAMIRA, "Nieuwe wet; nu al")
    old = town.talk.card(SAMIRA)
    await the_list(town, JOOST)
    await town.talk.say(JOOST, "wijzig 11.1")
    await pressed(town, JOOST, "save", {"wat": "Nieuwe wet op de regie, met geld", "wanneer": "nu"})
    turn = await town.talk.press(SAMIRA, "Verwijder: Nieuwe wet · Nu al", on=old)
    assert "Er is niets weggehaald" in turn.text
    assert "Nieuwe wet op de regie, met geld" in turn.text
    assert (await town.log("wijk"))[-1].draft.status is Status.GIVEN
    await pressed(town, SAMIRA, "remove")
    assert (await town.log("wijk"))[-1].draft.status is Status.CLEARED, "once it was seen it can go"


async def test_a_number_that_became_another_items_removes_nothing(town: Town) -> None:
    await the_list(town, SAMIRA)
    await town.talk.say(SAMIRA, "Nieuwe wet; nu al\nMinder geld; nu al")
    await the_list(town, JOOST)
    await town.talk.say(JOOST, "verwijder 11.1")
    before = len(await town.log("wijk"))
    turn = await town.talk.say(SAMIRA, "verwijder 11.1")
    assert "Er is niets weggehaald" in turn.text
    assert len(await town.log("wijk")) == before
    turn = await town.talk.say(SAMIRA, "verwijder 11.1")
    assert "Minder geld" in turn.text
    assert len(await town.log("wijk")) == before + 1


async def test_not_knowing_yet_does_not_push_a_colleagues_answer_away(town: Town) -> None:
    await both_at(town)
    await town.talk.say(JOOST, THEIRS)
    turn = await town.talk.say(SAMIRA, "weet ik nog niet")
    assert "Een collega heeft deze vraag intussen beantwoord" in turn.text
    assert THEIRS in turn.text
    assert (await town.answers("wijk"))["kern"] == THEIRS


async def test_what_was_typed_to_an_old_question_shows_what_a_colleague_saved_since(town: Town) -> None:
    await both_at(town)
    town.talk.faults.next(Fault(status=500), on=(Call.SEND,), times=9)
    await town.talk.say(SAMIRA, "wijzig 1")
    town.talk.faults.clear()
    await town.talk.say(JOOST, THEIRS)
    turn = await town.talk.say(SAMIRA, MINE)
    assert "Is dit je antwoord op deze vraag?" in turn.text
    assert f"Nu is bewaard: {THEIRS}" in turn.text
    assert (await town.answers("wijk"))["kern"] == THEIRS
