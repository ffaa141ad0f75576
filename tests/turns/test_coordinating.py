"""The coordinator of a round: the overview, asking back, approving, and changing the round."""

import asyncio
import json
from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from bot.local.cards import CardButton
from bot.local.conversation import Conversation, Message
from bot.local.teams import Delivered
from bot.teams import cards
from dialogs.intake.format_file import packaged_formats
from dialogs.intake.theme_log import Draft, Kind, Status, ThemeKey
from dialogs.rounds.round import Round, Theme
from tests.turns.conftest import JOOST, LOTTE, NOOR, PIETER, SAMIRA, Town
from tests.turns.test_filling_in_by_typing import WHOLE_THEME, say_all

AMBITION = packaged_formats()["ivp"].number("ambitie")
COMMENT = "Kun je noemen wie dit gaat doen?"
NEW_GOAL = "Minder buren met langdurige overlast, en binnen een week hulp voor wie het meldt."


async def submitted(town: Town) -> None:
    """Lotte and Samira have both met the bot, and Samira submitted her theme."""
    await town.talk.say(LOTTE, "hulp")
    await say_all(town, WHOLE_THEME)


async def the_round(town: Town) -> Round:
    [found] = await town.store.rounds("lokaal")
    return found


async def kinds(town: Town) -> list[str]:
    return [entry.draft.kind.value for entry in await town.log() if entry.draft.kind is not Kind.ANSWER]


def with_button(town: Town, who: str, verb: str, **data: str) -> tuple[Message, CardButton]:
    """The newest card of this person that has such a button, and the button."""
    for message in reversed(town.talk.messages(who)):
        for one in message.buttons if message.from_bot else ():
            if one.action.get("verb") == verb and data.items() <= one.data["ivp"].items():
                return message, one
    raise LookupError(verb)


async def press(town: Town, who: str, verb: str, **data: str) -> str:
    card, wanted = with_button(town, who, verb, **data)
    turn = await town.talk.press(who, wanted.title, on=card, data=wanted.data)
    return turn.text


# The overview


async def test_the_overview_shows_every_theme_with_doubts_first(town: Town) -> None:
    await say_all(town, ("woonoverlast", "weet ik nog niet", "de wijkmanager", "overslaan"))
    await town.talk.say(SAMIRA, "stop")
    await town.talk.say(SAMIRA, "wijk- en buurtaanpak")
    await town.talk.say(SAMIRA, "Alles wat in een wijk samenkomt, van toezicht tot contact met bewoners.")
    turn = await town.talk.say(LOTTE, "overzicht")
    lines = turn.text
    assert lines.index("Woonoverlast") < lines.index("Preventie brandveiligheid")
    assert lines.index("Preventie brandveiligheid") < lines.index("Wijk- en buurtaanpak")
    assert "Nog niet bekend: vraag 1" in lines
    assert "Overgeslagen, maar wel nodig: vraag 2" in lines
    assert "5 nog niet begonnen" in lines
    assert "laatst ingevuld op maandag 23 november 2026" in lines


async def test_the_overview_says_whom_the_bot_cannot_reach(town: Town) -> None:
    await town.talk.say(SAMIRA, "hulp")
    turn = await town.talk.say(LOTTE, "overzicht")
    assert "Nog niet bereikbaar: Marit Koning." in turn.text
    assert "Vraag die collega om mij in Teams iets te typen." in turn.text
    assert "Nog niet bereikbaar: Samira Elidrissi." not in turn.text


async def test_the_overview_sets_what_is_asked_beside_what_there_is(town: Town) -> None:
    await town.store.put_round("lokaal", replace(await the_round(town), capacity_fte="1.5", max_priorities=1))
    await say_all(town, WHOLE_THEME)
    turn = await town.talk.say(LOTTE, "overzicht")
    assert "1 thema vraagt 2 fte. Er is 1,5 fte." in turn.text
    assert "Dat is 0,5 fte meer dan er is." in turn.text
    assert "0 thema’s adviseren prioriteit. Er is ruimte voor 1." in turn.text


@pytest.mark.parametrize("line", ["overzicht", "ronde", "bekijk woonoverlast", "goedkeuren", "stuur terug"])
async def test_who_does_not_coordinate_is_told_why_not_and_who_can_help(town: Town, line: str) -> None:
    await say_all(town, WHOLE_THEME)
    before = len(await town.log())
    for who in (SAMIRA, NOOR):
        turn = await town.talk.say(who, line)
        assert "oördinator" in turn.text
        assert "Vraag Lotte" in turn.text
        assert "Hinder tussen buren" not in turn.text
    assert len(await town.log()) == before


async def test_a_long_overview_comes_in_pages_that_keep_their_buttons(town: Town) -> None:
    round_ = await the_round(town)
    many = tuple(Theme(f"t{n}", f"Thema nummer {n} over veiligheid", owner=SAMIRA) for n in range(50))
    await town.store.put_round("lokaal", replace(round_, themes=many))
    seen: set[str] = set()
    turn = await town.talk.say(LOTTE, "overzicht")
    for page in range(1, 6):
        [card] = turn.cards
        assert len(json.dumps(card)) <= cards.MOST_JSON
        message = town.talk.card(LOTTE)
        looks = [one for one in message.buttons if one.action.get("verb") == "review"]
        seen |= {one.data["ivp"]["t"] for one in looks}
        assert f"bladzijde {page} van 5" in turn.text
        turn = await town.talk.say(LOTTE, f"overzicht {page + 1}")
    assert seen == {theme.id for theme in many}


async def test_a_coordinator_who_is_filling_in_keeps_the_pending_question(town: Town) -> None:
    await town.talk.say(LOTTE, "start")
    await town.talk.say(LOTTE, "overzicht")
    await town.talk.say(LOTTE, "Ondermijning raakt de hele gemeente, van haven tot bedrijventerrein.")
    assert "kern" in await town.answers("ondermijning")


# Looking, asking back, approving


async def test_a_theme_is_returned_answered_submitted_and_approved_by_typing(town: Town) -> None:
    await submitted(town)
    turn = await town.talk.say(LOTTE, "bekijk woonoverlast")
    assert "Hinder tussen buren" in turn.text
    assert "alleen intern" in turn.text
    turn = await town.talk.say(LOTTE, f"vraag terug {AMBITION}")
    assert "Minder buren met langdurige overlast" in turn.text
    turn = await town.talk.say(LOTTE, COMMENT)
    assert f"Genoteerd bij vraag {AMBITION}" in turn.text
    await town.talk.say(LOTTE, "vraag terug 1: Klopt dit nog?")
    assert await kinds(town) == ["submitted"]
    turn = await town.talk.say(LOTTE, "stuur terug")
    assert "teruggestuurd met 2 opmerkingen" in turn.text
    assert await kinds(town) == ["submitted", "returned", "returned"]
    assert COMMENT in town.talk.last(SAMIRA).text

    turn = await town.talk.say(SAMIRA, "woonoverlast")
    assert "Klopt dit nog?" in turn.text
    turn = await town.talk.say(SAMIRA, "Hinder tussen buren, en van bedrijven die in de straat zitten.")
    assert COMMENT in turn.text
    turn = await town.talk.say(SAMIRA, NEW_GOAL)
    assert COMMENT not in turn.text
    await town.talk.say(SAMIRA, "indienen")
    await town.talk.say(SAMIRA, "ja")

    turn = await town.talk.say(LOTTE, "bekijk woonoverlast")
    assert f"Gevraagd: {COMMENT}" in turn.text
    assert f"Eerst: {WHOLE_THEME[12]}" in turn.text
    assert f"Nu: {NEW_GOAL}" in turn.text
    assert "veranderd door Samira Elidrissi" in turn.text
    turn = await town.talk.say(LOTTE, "goedkeuren")
    assert "Wil je Woonoverlast goedkeuren?" in turn.text
    assert (await kinds(town))[-1] == "submitted"
    await town.talk.say(LOTTE, "ja")
    assert (await kinds(town))[-1] == "approved"
    assert "goedgekeurd" in town.talk.last(SAMIRA).text


async def test_a_theme_is_returned_answered_submitted_and_approved_by_buttons(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "overzicht")
    await press(town, LOTTE, "review", t="woonoverlast")
    await press(town, LOTTE, "remark", q="ambitie")
    await town.talk.say(LOTTE, COMMENT)
    await press(town, LOTTE, "send_back")
    assert await kinds(town) == ["submitted", "returned"]

    await press(town, SAMIRA, "continue", t="woonoverlast")
    card = town.talk.card(SAMIRA)
    assert COMMENT in card.text
    assert card.inputs["ambitie"] == WHOLE_THEME[12]
    _, save = with_button(town, SAMIRA, "save")
    await town.talk.press(SAMIRA, save.title, {"ambitie": NEW_GOAL}, on=card)
    await press(town, SAMIRA, "submit")
    await press(town, SAMIRA, "submit_yes")

    await town.talk.say(LOTTE, "overzicht")
    await press(town, LOTTE, "review", t="woonoverlast")
    await press(town, LOTTE, "approve")
    await press(town, LOTTE, "approve_yes")
    assert await kinds(town) == ["submitted", "returned", "submitted", "approved"]


async def test_a_whole_theme_can_be_sent_back_with_one_comment(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "bekijk woonoverlast")
    turn = await town.talk.say(LOTTE, "stuur terug")
    assert "Wat wil je vragen over dit thema?" in turn.text
    await town.talk.say(LOTTE, "Graag overal concreter.")
    await town.talk.say(LOTTE, "stuur terug")
    assert "Graag overal concreter." in town.talk.last(SAMIRA).text
    turn = await town.talk.say(SAMIRA, "woonoverlast")
    assert "Graag overal concreter." in turn.text


async def test_remarks_that_were_not_sent_survive_a_restart_and_other_work(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "bekijk woonoverlast")
    await town.talk.say(LOTTE, f"vraag terug {AMBITION}: {COMMENT}")
    await town.talk.say(LOTTE, "verder")
    await town.talk.say(LOTTE, "Ondermijning raakt de hele gemeente, van haven tot bedrijventerrein.")
    await town.restart()
    turn = await town.talk.say(LOTTE, "bekijk woonoverlast")
    assert f"nog niet verstuurd: {COMMENT}" in turn.text
    await town.talk.say(LOTTE, "stuur terug")
    assert COMMENT in town.talk.last(SAMIRA).text


async def test_a_remark_can_be_taken_away_before_it_is_sent(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "bekijk woonoverlast")
    await town.talk.say(LOTTE, f"vraag terug {AMBITION}: {COMMENT}")
    await town.talk.say(LOTTE, "vraag terug 1: Klopt dit nog?")
    await town.talk.say(LOTTE, f"vraag terug {AMBITION}")
    await town.talk.say(LOTTE, "nee")
    await town.talk.say(LOTTE, "vraag terug 2")
    await press(town, LOTTE, "remark_no")
    await town.talk.say(LOTTE, "stuur terug")
    assert [entry.draft.value for entry in await town.log() if entry.draft.kind is Kind.RETURNED] == [
        "Klopt dit nog?"
    ]


async def test_a_question_typed_as_a_remark_is_a_remark(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "bekijk woonoverlast")
    await town.talk.say(LOTTE, f"vraag terug {AMBITION}")
    turn = await town.talk.say(LOTTE, "Wie is hier verantwoordelijk voor?")
    assert f"Genoteerd bij vraag {AMBITION}" in turn.text


async def test_personal_data_in_a_remark_is_not_kept(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "bekijk woonoverlast")
    turn = await town.talk.say(LOTTE, f"vraag terug {AMBITION}: bel 06-12345678 even")
    assert "telefoonnummer" in turn.text
    turn = await town.talk.say(LOTTE, "stuur terug")
    assert await kinds(town) == ["submitted"]


async def test_approving_twice_at_once_approves_once(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "bekijk woonoverlast")
    await town.talk.say(LOTTE, "goedkeuren")
    card, yes = with_button(town, LOTTE, "approve_yes")
    told = len(town.talk.messages(SAMIRA))
    await town.talk.double_press(LOTTE, yes.title, on=card)
    assert await kinds(town) == ["submitted", "approved"]
    assert len(town.talk.messages(SAMIRA)) == told + 1


async def test_approving_again_after_a_restart_shows_how_the_theme_stands(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "bekijk woonoverlast")
    await town.talk.say(LOTTE, "goedkeuren")
    card, yes = with_button(town, LOTTE, "approve_yes")
    await town.talk.press(LOTTE, yes.title, on=card)
    await town.restart()
    turn = await town.talk.press(LOTTE, yes.title, on=card)
    assert "Woonoverlast staat nu op: Goedgekeurd" in json.dumps(turn.answer, ensure_ascii=False)
    assert await kinds(town) == ["submitted", "approved"]


async def test_what_was_reopened_meanwhile_is_not_approved(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "bekijk woonoverlast")
    await town.talk.say(LOTTE, "goedkeuren")
    await say_all(town, ("heropen", "ja"))
    turn = await town.talk.say(LOTTE, "ja")
    assert "Ik heb niets veranderd" in turn.text
    assert await kinds(town) == ["submitted", "reopened"]


async def test_a_newer_submission_has_to_be_looked_at_before_it_is_approved(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "bekijk woonoverlast")
    await town.talk.say(LOTTE, "goedkeuren")
    await say_all(town, ("heropen", "ja", "indienen", "ja"))
    turn = await press(town, LOTTE, "approve_yes")
    assert "Kijk eerst" in turn
    assert (await kinds(town))[-1] == "submitted"


async def two_coordinators(town: Town) -> None:
    round_ = await the_round(town)
    await town.store.put_round("lokaal", replace(round_, coordinators=(LOTTE, NOOR)))
    await town.talk.say(NOOR, "hulp")


async def test_of_two_coordinators_the_second_hears_that_it_was_done(town: Town) -> None:
    await two_coordinators(town)
    await submitted(town)
    for who in (LOTTE, NOOR):
        await town.talk.say(who, "bekijk woonoverlast")
    await town.talk.say(NOOR, f"vraag terug {AMBITION}: {COMMENT}")
    await town.talk.say(LOTTE, "goedkeuren")
    await town.talk.say(LOTTE, "ja")
    turn = await town.talk.say(NOOR, "stuur terug")
    assert "Goedgekeurd" in turn.text
    assert "Ik heb niets veranderd" in turn.text
    assert await kinds(town) == ["submitted", "approved"]


async def test_when_two_coordinators_decide_at_the_same_time_one_decision_stands(town: Town) -> None:
    await two_coordinators(town)
    await submitted(town)
    for who in (LOTTE, NOOR):
        await town.talk.say(who, "bekijk woonoverlast")
    await town.talk.say(NOOR, f"vraag terug {AMBITION}: {COMMENT}")
    await town.talk.say(LOTTE, "goedkeuren")
    turns = await asyncio.gather(town.talk.say(LOTTE, "ja"), town.talk.say(NOOR, "stuur terug"))
    assert (await kinds(town))[1:] in (["approved"], ["returned"])
    assert sum("Ik heb niets veranderd" in turn.text for turn in turns) == 1


async def test_what_was_asked_back_may_be_passed_over_and_is_named_at_the_end(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "bekijk woonoverlast")
    await town.talk.say(LOTTE, f"vraag terug {AMBITION}: {COMMENT}")
    await town.talk.say(LOTTE, "stuur terug")
    await town.talk.say(SAMIRA, "woonoverlast")
    turn = await town.talk.say(SAMIRA, "overslaan")
    assert f"Je hebt vraag {AMBITION} nog niet opnieuw beantwoord" in turn.text
    turn = await town.talk.say(SAMIRA, "indienen")
    assert f"Je hebt vraag {AMBITION} nog niet opnieuw beantwoord" in turn.text
    await town.talk.say(SAMIRA, "ja")
    assert (await kinds(town))[-1] == "submitted"


async def test_who_stopped_coordinating_can_no_longer_approve(town: Town) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "bekijk woonoverlast")
    await town.talk.say(LOTTE, "goedkeuren")
    await town.store.put_round("lokaal", replace(await the_round(town), coordinators=(NOOR,)))
    turn = await press(town, LOTTE, "approve_yes")
    assert "Alleen de coördinator" in turn
    assert await kinds(town) == ["submitted"]


@pytest.mark.parametrize(
    "data", [{"r": "ivp-2027-2030", "t": "verzonnen"}, {"r": "andere", "t": "woonoverlast"}, {}]
)
@pytest.mark.parametrize("verb", ["review", "remark", "remark_no", "send_back", "approve_yes", "change_yes"])
async def test_a_made_up_theme_in_a_press_changes_nothing(
    town: Town, verb: str, data: dict[str, str]
) -> None:
    await submitted(town)
    await town.talk.say(LOTTE, "overzicht")
    before, round_ = len(await town.log()), await the_round(town)
    turn = await forged(town, LOTTE, verb, data)
    assert turn
    assert len(await town.log()) == before
    assert await the_round(town) == round_


async def test_an_owner_who_forges_the_coordinators_buttons_is_refused(town: Town) -> None:
    await submitted(town)
    theirs = {"r": "ivp-2027-2030", "t": "woonoverlast", "s": str(len(await town.log()))}
    for verb in ("approve", "approve_yes", "send_back", "remark", "review"):
        assert "lleen de coördinator" in await forged(town, SAMIRA, verb, theirs)
    change = {"w": "owner", "v": NOOR, "o": SAMIRA}
    assert "lleen de coördinator" in await forged(town, SAMIRA, "change_yes", theirs | change)
    assert await kinds(town) == ["submitted"]
    assert (await the_round(town)).theme("woonoverlast") == Theme(
        "woonoverlast", "Woonoverlast", "Veilige woon- en leefomgeving", SAMIRA
    )


async def forged(town: Town, who: str, verb: str, data: dict[str, str]) -> str:
    """A press that no card of the bot offers."""
    card = town.talk.card(who)
    action = {"type": "Action.Execute", "title": "x", "verb": verb, "data": {"ivp": {**data, "verb": verb}}}
    button = CardButton(action, ())

    async def pressed(_: Conversation) -> Delivered:
        return await town.talk.teams.press(who, card.id, button, {})

    return (await town.talk._turn(who, pressed)).text


# The round


async def test_the_round_is_shown_with_its_dates_people_and_capacity(town: Town) -> None:
    turn = await town.talk.say(LOTTE, "ronde")
    for said in ("vrijdag 29 januari 2027", "Inwoners doen mee.", "14,5 fte", "hoogstens 4 prioriteiten"):
        assert said in turn.text


async def test_one_theme_gets_more_time_and_its_owner_sees_its_own_deadline(town: Town) -> None:
    await town.talk.say(SAMIRA, "hulp")
    turn = await town.talk.say(LOTTE, "deadline woonoverlast naar 5 februari")
    assert "vrijdag 29 januari 2027" in turn.text
    assert "vrijdag 5 februari 2027" in turn.text
    assert (await the_round(town)).themes[1].deadline is None
    await press(town, LOTTE, "change_yes")
    round_ = await the_round(town)
    assert round_.themes[1].deadline == date(2027, 2, 5)
    assert round_.deadline == date(2027, 1, 29)
    assert "vrijdag 5 februari 2027" in town.talk.last(SAMIRA).text
    turn = await town.talk.say(SAMIRA, "woonoverlast")
    assert "5 februari 2027" in turn.text
    turn = await town.talk.say(SAMIRA, "later 1 februari")
    assert "Let op" not in turn.text


async def test_the_whole_round_gets_more_time_by_typing_only(town: Town) -> None:
    await town.talk.say(LOTTE, "deadline ronde naar 12 februari")
    turn = await town.talk.say(LOTTE, "ja")
    assert "Bewaard" in turn.text
    assert (await the_round(town)).deadline == date(2027, 2, 12)


@pytest.mark.parametrize(
    ("line", "why"),
    [
        ("deadline woonoverlast naar 1 september 2027", "na het besluit van de raad"),
        ("deadline ronde naar 1 september 2027", "na het besluit van de raad"),
        ("deadline woonoverlast naar gisteren", ""),
        ("deadline woonoverlast naar ooit", ""),
        ("deadline fietsen naar 5 februari", "Dat thema ken ik niet"),
        ("themahouder woonoverlast naar jan@", "geen e-mailadres"),
    ],
)
async def test_what_contradicts_is_refused_and_nothing_changes(town: Town, line: str, why: str) -> None:
    before = await the_round(town)
    turn = await town.talk.say(LOTTE, line)
    assert why in turn.text
    assert "change_yes" not in {
        one.action.get("verb") for message in turn.messages for one in message.buttons
    }
    await town.talk.say(LOTTE, "ja")
    assert await the_round(town) == before


async def test_another_owner_takes_over_and_nothing_is_lost(town: Town) -> None:
    await town.talk.say(PIETER, "hulp")
    await say_all(town, WHOLE_THEME[:4])
    before = await town.answers()
    turn = await town.talk.say(LOTTE, f"themahouder woonoverlast naar {PIETER}")
    assert PIETER in turn.text
    assert "Samira Elidrissi" in turn.text
    await press(town, LOTTE, "change_yes")
    theme = (await the_round(town)).theme("woonoverlast")
    assert theme is not None
    assert theme.owner == PIETER
    assert "Je bent nu themahouder van Woonoverlast" in town.talk.last(PIETER).text
    assert "Je hoeft Woonoverlast niet meer in te vullen" in town.talk.last(SAMIRA).text
    turn = await town.talk.say(SAMIRA, "Dit typte ik nog snel.")
    assert await town.answers() == before
    turn = await town.talk.say(PIETER, "woonoverlast")
    assert "Hoe ging het" in turn.text or "periode" in turn.text


async def test_a_new_owner_who_never_met_the_bot_is_named_to_the_coordinator(town: Town) -> None:
    await town.talk.say(LOTTE, "themahouder woonoverlast naar jan.jansen@veldermeer.example")
    turn = await town.talk.say(LOTTE, "ja")
    assert "Jan Jansen kreeg hier geen bericht van" in turn.text


async def test_a_co_author_is_added(town: Town) -> None:
    await town.talk.say(JOOST, "hulp")
    await town.talk.say(LOTTE, f"meeschrijver woonoverlast erbij {JOOST}")
    await town.talk.say(LOTTE, "ja")
    theme = (await the_round(town)).theme("woonoverlast")
    assert theme is not None
    assert theme.co_authors == (JOOST,)
    assert "Je schrijft nu mee aan Woonoverlast" in town.talk.last(JOOST).text


async def test_two_coordinators_who_replace_an_owner_at_once_do_not_overwrite_each_other(town: Town) -> None:
    await two_coordinators(town)
    await town.talk.say(LOTTE, f"themahouder woonoverlast naar {PIETER}")
    await town.talk.say(NOOR, f"themahouder woonoverlast naar {JOOST}")
    await town.talk.say(NOOR, "deadline woonoverlast naar 5 februari")
    await town.talk.say(NOOR, "ja")
    await town.talk.say(NOOR, f"themahouder woonoverlast naar {JOOST}")
    await town.talk.say(NOOR, "ja")
    turn = await town.talk.say(LOTTE, "ja")
    assert "intussen veranderd" in turn.text
    theme = (await the_round(town)).theme("woonoverlast")
    assert theme is not None
    assert (theme.owner, theme.deadline) == (JOOST, date(2027, 2, 5))


# A copy of one's own answers


async def test_a_colleague_gets_a_copy_of_all_own_answers(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:5])
    turn = await town.talk.say(SAMIRA, "kopie")
    for said in (WHOLE_THEME[1], WHOLE_THEME[2], WHOLE_THEME[4], "alleen intern"):
        assert said in turn.text
    turn = await town.talk.say(SAMIRA, "politie (goed), woningcorporaties (kan beter)")
    assert "Bewaard bij vraag 6" in turn.text


async def test_a_copy_of_very_long_answers_is_whole_and_fits_the_cards(town: Town) -> None:
    key = ThemeKey("lokaal", "ivp-2027-2030", "woonoverlast")
    names = ("kern", "afbakening", "evaluatie")
    texts = {name: f"{name} " + "é🙂 zonne " * 500 + f"slot-{name}" for name in names}
    drafts = [
        Draft(key, Kind.ANSWER, "samira", name, datetime(2026, 11, 23, tzinfo=UTC), question=name,
              status=Status.GIVEN, value=text)
        for name, text in texts.items()
    ]  # fmt: skip
    await town.store.append(drafts)
    turn = await town.talk.say(SAMIRA, "kopie")
    assert all(len(json.dumps(card)) <= cards.MOST_JSON for card in turn.cards)
    assert "ingekort" not in turn.text
    joined = " ".join(turn.text.split())
    assert all(f"slot-{name}" in joined for name in texts)
    assert joined.count("zonne") == 1500
