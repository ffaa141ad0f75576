"""A question, or a whole theme, is given to a colleague, who answers it or gives it back."""

import json
from collections.abc import Mapping

from bot.local.conversation import Message
from bot.local.talk import Turn
from bot.local.teams import BOT
from dialogs.intake.theme_log import Kind
from dialogs.people import PersonKey, PersonRecord, Profile
from tests.turns.conftest import JOOST, LOTTE, NOOR, PIETER, SAMIRA, Town
from tests.turns.test_filling_in_by_typing import WHOLE_THEME

KERN = "Hinder tussen buren, van geluid tot bedreiging. Wij brengen partners bij elkaar."
EDGE = "Geluid en vervuiling horen erbij. Overlast van bedrijven niet."


async def met(town: Town, *people: str) -> None:
    """The bot knows these people, because they said something once."""
    for who in people:
        await town.talk.say(who, "hulp")


async def at_the_second_question(town: Town) -> None:
    await met(town, PIETER, LOTTE, NOOR)
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.say(SAMIRA, KERN)


def newest(town: Town, who: str) -> Message:
    return town.talk.last(who)


async def pressed(town: Town, who: str, verb: str, inputs: dict[str, str] | None = None) -> Turn:
    card = town.talk.card(who)
    title = next(one.title for one in card.buttons if one.action.get("verb") == verb)
    return await town.talk.press(who, title, inputs or {}, on=card)


async def test_a_question_is_handed_over_and_answered_by_typing(town: Town) -> None:
    await at_the_second_question(town)
    turn = await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    assert "Vraag 2 is doorgegeven aan Pieter Noordam" in turn.text
    assert "Hoe gaat het nu met dit thema?" in turn.text, "the owner goes on with the next question"
    invited = newest(town, PIETER).text
    assert "Samira" in invited
    assert "Woonoverlast" in invited
    assert "Wat hoort bij dit thema, en wat niet?" in invited
    assert "29 januari 2027" in invited
    turn = await town.talk.say(PIETER, "doorgegeven vragen")
    assert "Wat hoort bij dit thema, en wat niet?" in turn.text
    turn = await town.talk.say(PIETER, EDGE)
    assert "Bewaard bij vraag 2" in turn.text
    entry = (await town.log())[-1].draft
    assert (entry.question, entry.value) == ("afbakening", EDGE)
    people = {one.profile.key.person: one.profile.address for one in await town.store.people("lokaal")}
    assert people[entry.author] == PIETER
    assert people[entry.on_behalf_of] == SAMIRA
    told = newest(town, SAMIRA).text
    assert "heeft vraag 2 van Woonoverlast beantwoord" in told


async def test_a_question_is_handed_over_and_answered_by_cards(town: Town) -> None:
    await at_the_second_question(town)
    turn = await pressed(town, SAMIRA, "hand_over")
    assert "Aan wie wil je deze vraag doorgeven?" in turn.text
    card = town.talk.card(SAMIRA).card
    assert card is not None
    picker = next(one for one in card["body"] if one["type"] == "Input.ChoiceSet")
    assert picker["choices.data"] == {"type": "Data.Query", "dataset": "graph.microsoft.com/users"}
    pieter = next(one["value"] for one in picker["choices"] if "Pieter" in one["title"])
    await pressed(town, SAMIRA, "hand_to", {"collega": pieter})
    assert (await town.log())[-1].draft.kind is Kind.HANDED_OVER
    turn = await pressed(town, PIETER, "lent_open")
    assert "Wat hoort bij dit thema, en wat niet?" in turn.text
    await pressed(town, PIETER, "save", {"afbakening": EDGE})
    assert (await town.answers())["afbakening"] == EDGE
    assert "heeft vraag 2 van Woonoverlast beantwoord" in newest(town, SAMIRA).text


async def test_the_colleague_reaches_that_question_and_nothing_else(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    await pressed(town, PIETER, "lent_open")
    before = len(await town.log())
    for line in (
        "samenvatting",
        "vragen",
        "indienen",
        "ja",
        "wijzig 1",
        "intern 1",
        "wijzig kern",
        "heropen",
    ):
        turn = await town.talk.say(PIETER, line)
        assert KERN not in turn.text, line
        assert "Hinder tussen buren" not in turn.text, line
        await town.talk.say(PIETER, "doorgegeven vragen")
    assert not [one for one in (await town.log())[before:] if one.draft.question != "afbakening"]
    card = town.talk.card(PIETER)
    button = next(one for one in card.buttons if one.action.get("verb") == "save")
    ours = button.data["ivp"]
    for made_up in (
        {"verb": "save", "q": "kern"},
        {"verb": "summary"},
        {"verb": "change", "q": "kern"},
        {"verb": "submit_yes"},
        {"verb": "hand_to"},
        {"verb": "extra"},
    ):
        value = {"ivp": {**ours, **made_up}, "kern": "Van een ander.", "collega": "x"}
        turn = await forged(town, PIETER, value)
        assert "Hinder tussen buren" not in turn.text, made_up
    assert (await town.answers())["kern"] == KERN
    assert {one.draft.kind for one in await town.log()} == {Kind.ANSWER, Kind.HANDED_OVER}


async def forged(town: Town, who: str, value: Mapping[str, object]) -> Turn:
    """A press that no card of ours offers."""
    chat = town.talk.teams.conversation(who)
    activity = {
        "type": "message",
        "id": f"made-up-{json.dumps(value, sort_keys=True)}",
        "timestamp": town.clock().isoformat(),
        "channelId": "msteams",
        "serviceUrl": town.talk.teams.service_url,
        "from": chat.person.account(),
        "recipient": BOT,
        "conversation": {
            "id": chat.person.conversation_id,
            "conversationType": "personal",
            "tenantId": "lokaal",
        },
        "channelData": {"tenant": {"id": "lokaal"}},
        "value": value,
    }
    turn = await town.talk.raw(who, activity)
    assert turn.status == 202
    assert turn.messages, "a made-up press is answered too"
    return turn


async def test_somebody_who_was_not_asked_cannot_open_the_question(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    turn = await town.talk.say(NOOR, "doorgegeven vragen")
    assert "geen vraag aan jou doorgegeven" in turn.text


async def test_the_colleague_gives_it_back_with_a_remark(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    await town.talk.say(PIETER, "doorgegeven vragen")
    turn = await town.talk.say(PIETER, "teruggeven: dit weet Marit beter")
    assert "teruggegeven" in turn.text
    told = newest(town, SAMIRA).text
    assert "geeft vraag 2 aan je terug" in told
    assert "dit weet Marit beter" in told
    turn = await town.talk.say(PIETER, "Toch nog een antwoord.")
    assert "afbakening" not in {
        one.draft.question for one in await town.log() if one.draft.kind is Kind.ANSWER
    }
    turn = await town.talk.say(SAMIRA, "verder")
    assert "Wat hoort bij dit thema, en wat niet?" in turn.text


async def test_the_colleague_gives_it_back_by_card(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    await pressed(town, PIETER, "lent_open")
    await pressed(town, PIETER, "give_back")
    await pressed(town, PIETER, "give_back_yes", {"opmerking": "Niet mijn werk."})
    value = (await town.log())[-1].draft.value
    assert isinstance(value, Mapping)
    assert value["terug"] is True
    assert "Niet mijn werk." in newest(town, SAMIRA).text


async def test_what_was_filled_in_before_giving_back_is_kept(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    await pressed(town, PIETER, "lent_open")
    await pressed(town, PIETER, "give_back", {"afbakening": EDGE})
    assert (await town.answers())["afbakening"] == EDGE


async def test_the_owner_sees_with_whom_a_question_is_and_may_answer_it(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    turn = await town.talk.say(SAMIRA, "samenvatting")
    assert "bij Pieter Noordam" in turn.text
    turn = await town.talk.say(SAMIRA, "indienen")
    assert "Indienen kan nog niet" in turn.text
    await town.talk.say(PIETER, "doorgegeven vragen")
    await town.talk.say(SAMIRA, "wijzig 2")
    await town.talk.say(SAMIRA, "Dit schrijf ik toch zelf.")
    turn = await town.talk.say(PIETER, EDGE)
    assert "Nog niet bewaard" in turn.text
    assert "Dit schrijf ik toch zelf." in turn.text
    assert EDGE in turn.text
    await town.talk.say(PIETER, "mijn tekst bewaren")
    assert (await town.answers())["afbakening"] == EDGE


async def test_the_owner_takes_a_question_back(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    await town.talk.say(PIETER, "doorgegeven vragen")
    turn = await town.talk.say(SAMIRA, "geef 2 door aan mij")
    assert "weer van jou" in turn.text
    assert "hoef je niet meer te beantwoorden" in newest(town, PIETER).text
    turn = await town.talk.say(PIETER, EDGE)
    assert "niet meer voor jou" in turn.text
    assert EDGE in turn.text, "what they typed stays in sight"
    assert "afbakening" not in await town.answers() or (await town.answers())["afbakening"] != EDGE


async def test_the_owner_takes_a_question_back_with_the_button_beside_it(town: Town) -> None:
    await at_the_second_question(town)
    turn = await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    assert "Hoe gaat het nu met dit thema?" in turn.text
    await pressed(town, SAMIRA, "take_back")
    assert "hoef je niet meer te beantwoorden" in newest(town, PIETER).text
    turn = await town.talk.say(SAMIRA, "geef 1 door aan Pieter")
    assert "take_back" in {one.action.get("verb") for one in town.talk.last(SAMIRA).buttons}


async def test_somebody_without_the_bot_gets_a_link_and_the_coordinator_hears_it(town: Town) -> None:
    await met(town, LOTTE)
    await town.talk.say(SAMIRA, "woonoverlast")
    turn = await town.talk.say(SAMIRA, "geef 1 door aan joost.terpstra@veldermeer.example")
    assert "heeft de bot nog niet" in turn.text
    assert "wil een vraag doorgeven aan Joost Terpstra" in newest(town, LOTTE).text
    turn = await town.talk.say(JOOST, "doorgegeven vragen")
    assert "Waar gaat dit thema over?" in turn.text, "it waits for them"


async def test_a_person_from_the_picker_whom_the_bot_never_met_is_not_given_anything(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    await pressed(town, SAMIRA, "hand_over")
    card = town.talk.card(SAMIRA)
    button = next(one for one in card.buttons if one.action.get("verb") == "hand_to")
    stranger = "0d2c3b4a-1111-2222-3333-444455556666"
    turn = await town.talk.press(SAMIRA, button.title, {"collega": stranger}, on=card)
    assert "heeft de bot nog niet" in turn.text
    assert not await town.log()


async def test_a_colleague_without_a_theme_can_be_picked(town: Town) -> None:
    await at_the_second_question(town)
    await pressed(town, SAMIRA, "hand_over")
    noor = next(one for one in await town.store.people("lokaal") if one.profile.address == NOOR)
    await pressed(town, SAMIRA, "hand_to", {"collega": noor.profile.key.person})
    turn = await town.talk.say(NOOR, "verder")
    assert "1 doorgegeven vraag" in turn.text
    turn = await pressed(town, NOOR, "lent")
    await town.talk.say(NOOR, EDGE)
    assert (await town.answers())["afbakening"] == EDGE


async def test_the_address_of_a_colleague_who_never_met_the_bot_is_told_how_they_begin(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    turn = await town.talk.say(SAMIRA, f"geef 2 door aan {NOOR}")
    assert f"{NOOR} heeft de bot nog niet" in turn.text
    assert "typ het hele adres" not in turn.text


async def test_a_name_that_nobody_has_is_asked_again_and_can_be_typed(town: Town) -> None:
    await at_the_second_question(town)
    turn = await town.talk.say(SAMIRA, "geef 2 door aan Truus")
    assert "ken ik niet in deze ronde" in turn.text
    turn = await town.talk.say(SAMIRA, "Pieter Noordam")
    assert "Vraag 2 is doorgegeven aan Pieter Noordam" in turn.text


async def test_advice_that_looks_like_a_hand_over_is_an_answer(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "Geef de regie door aan de politie.")
    assert (await town.answers())["afbakening"] == "Geef de regie door aan de politie."


async def test_a_whole_theme_makes_a_co_author_after_a_yes(town: Town) -> None:
    await at_the_second_question(town)
    turn = await town.talk.say(SAMIRA, "geef thema door aan Pieter")
    assert "het hele thema Woonoverlast" in turn.text
    turn = await town.talk.say(SAMIRA, "ja")
    assert "vult Woonoverlast nu mee in" in turn.text
    [round_] = await town.store.rounds("lokaal")
    theme = round_.theme("woonoverlast")
    assert theme is not None
    assert PIETER in theme.co_authors
    assert "om het thema Woonoverlast mee in te vullen" in newest(town, PIETER).text
    turn = await pressed(town, PIETER, "open")
    assert "Wat hoort bij dit thema, en wat niet?" in turn.text


async def test_a_whole_theme_is_not_handed_over_after_a_no(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef thema door aan Pieter")
    await pressed(town, SAMIRA, "hand_theme_no")
    [round_] = await town.store.rounds("lokaal")
    assert PIETER not in round_.themes[1].addresses


async def test_a_hand_over_survives_a_restart_and_a_second_delivery(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    await town.talk.redeliver(SAMIRA)
    await town.restart()
    handed = [one for one in await town.log() if one.draft.kind is Kind.HANDED_OVER]
    assert len(handed) == 1
    turn = await town.talk.say(PIETER, "doorgegeven vragen")
    assert "Wat hoort bij dit thema, en wat niet?" in turn.text


async def test_a_list_that_was_handed_over_is_filled_in_item_by_item(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef ontwikkelingen door aan Pieter")
    await town.talk.say(PIETER, "doorgegeven vragen")
    await town.talk.say(PIETER, "Nieuwe wet op de regie; binnen een jaar")
    turn = await town.talk.say(PIETER, "klaar")
    assert "Je collega krijgt bericht" in turn.text
    assert "heeft vraag 11 van Woonoverlast beantwoord" in newest(town, SAMIRA).text


async def test_an_undone_answer_of_the_colleague_is_open_again(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    await town.talk.say(PIETER, "doorgegeven vragen")
    await town.talk.say(PIETER, EDGE)
    turn = await town.talk.say(PIETER, "ongedaan maken")
    assert "Teruggedraaid: vraag 2" in turn.text
    assert (await town.answers())["afbakening"] is None


async def test_of_several_questions_the_colleague_chooses_one_by_its_place(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    await town.talk.say(SAMIRA, "geef ambitie door aan Pieter")
    turn = await town.talk.say(PIETER, "doorgegeven vragen")
    assert "Deze vragen zijn aan jou doorgegeven" in turn.text
    turn = await town.talk.say(PIETER, "doorgegeven vragen 2")
    assert "Wat is er eind 2030 beter dan nu?" in turn.text
    await town.talk.say(PIETER, "Minder buren met langdurige overlast, en snellere hulp.")
    assert "ambitie" in await town.answers()
    assert "afbakening" not in await town.answers()


async def test_a_submitted_theme_takes_no_answer_of_the_colleague(town: Town) -> None:
    await met(town, PIETER)
    for line in WHOLE_THEME[:-2]:
        await town.talk.say(SAMIRA, line)
    await town.talk.say(SAMIRA, "geef 15 door aan Pieter")
    await town.talk.say(PIETER, "doorgegeven vragen")
    await town.talk.say(SAMIRA, "indienen")
    await town.talk.say(SAMIRA, "ja")
    before = len(await town.log())
    turn = await town.talk.say(PIETER, "Toch wel, er is extra geld nodig.")
    assert "ingediend" in turn.text
    assert "samenvatting" not in turn.titles
    assert len(await town.log()) == before


async def test_the_colleague_comes_back_to_the_question_later(town: Town) -> None:
    await met(town, NOOR)
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.say(SAMIRA, f"geef 1 door aan {NOOR}")
    await town.talk.say(NOOR, "doorgegeven vragen")
    await town.talk.say(NOOR, "later morgen om 9 uur")
    town.clock.forward(days=1)
    await town.runner.once()
    assert "Het gaat om vraag 1 van Woonoverlast" in newest(town, NOOR).text


async def test_an_answer_of_the_colleague_delivered_twice_is_saved_once(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    await town.talk.say(PIETER, "doorgegeven vragen")
    await town.talk.say(PIETER, EDGE)
    count, told = len(await town.log()), len(town.talk.messages(SAMIRA))
    await town.talk.redeliver(PIETER)
    assert len(await town.log()) == count
    assert len(town.talk.messages(SAMIRA)) == told


async def test_a_hand_over_cannot_be_handed_on(town: Town) -> None:
    await at_the_second_question(town)
    await town.talk.say(SAMIRA, "geef 2 door aan Pieter")
    await town.talk.say(PIETER, "doorgegeven vragen")
    turn = await town.talk.say(PIETER, "geef 2 door aan Lotte")
    assert "Geef hem terug met 'teruggeven'" in turn.text
    assert len([one for one in await town.log() if one.draft.kind is Kind.HANDED_OVER]) == 1


async def test_a_guest_is_never_given_a_question(town: Town) -> None:
    await at_the_second_question(town)
    key = PersonKey("lokaal", "gast-1")
    await town.store.put_person(
        PersonRecord(Profile(key, "Gast Vanbuiten", "gast@elders.example", True), "{}")
    )
    turn = await town.talk.say(SAMIRA, "geef 2 door aan gast@elders.example")
    assert "te gast vanuit een andere organisatie" in turn.text
    assert not [one for one in await town.log() if one.draft.kind is Kind.HANDED_OVER]
