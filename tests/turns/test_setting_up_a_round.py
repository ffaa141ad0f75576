"""The coordinator sets up a round in the chat: facts, themes, a summary, and then it stands."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from bot.assembly import make_bot
from bot.local import LocalTalk
from bot.local.turn import Turn
from bot.serving import example_round, people_of
from bot.store import open_store
from dialogs.intake.format_file import packaged_formats
from dialogs.people import PersonKey
from dialogs.rounds.draft import RoundDraft
from dialogs.rounds.round import Round
from tests.documents.test_round_sheet import workbook
from tests.turns.conftest import JOOST, LOTTE, NOOR, SAMIRA, Clock, Town
from tests.turns.test_coordinating import press, with_button
from tests.turns.test_filling_in_by_typing import WHOLE_THEME, say_all

NEW = "ivp-2031-2034"
THEMES = f"Woonoverlast, {SAMIRA}\nCyber, {NOOR}, 5 januari 2031"


async def rounds(town: Town) -> dict[str, Round]:
    return {one.id: one for one in await town.store.rounds("lokaal")}


async def new_round(town: Town) -> Round:
    return (await rounds(town))[NEW]


async def draft(town: Town, who: str = LOTTE) -> RoundDraft | None:
    person = town.talk.teams.conversation(who).person
    return await town.store.round_draft(PersonKey("lokaal", person.object_id))


async def say(town: Town, *lines: str, who: str = LOTTE) -> Turn:
    return [await town.talk.say(who, line) for line in lines][-1]


# By card, and by typing


async def test_four_presses_set_up_a_round_when_the_proposal_is_right(town: Town) -> None:
    turn = await say(town, "nieuwe ronde")
    assert "Kloppen deze gegevens?" in turn.text
    facts = town.talk.card(LOTTE).inputs
    assert facts["titel"] == "IVP 2031–2034"
    assert facts["periode"] == "2031-2034"
    assert (facts["opent"], facts["deadline"], facts["raad"]) == ("2030-11-18", "2031-01-29", "2031-06-24")
    await town.talk.press(LOTTE, "Volgende")
    assert SAMIRA in town.talk.card(LOTTE).inputs["themas"]
    turn = await town.talk.press(LOTTE, "Volgende")
    assert "maandag 18 november 2030 tot en met woensdag 29 januari 2031" in turn.text
    assert "7 thema's" in turn.text
    assert NEW not in await rounds(town)
    turn = await town.talk.press(LOTTE, "Ronde klaarzetten")
    assert "IVP 2031–2034 staat klaar" in turn.text
    made, before = await new_round(town), (await rounds(town))["ivp-2027-2030"]
    assert made.coordinators == (LOTTE,)
    assert made.themes == before.themes
    assert await draft(town) is None


async def test_a_round_is_set_up_by_typing_alone(town: Town) -> None:
    await say(town, "nieuwe ronde", "titel IVP Veldermeer 2031–2034", "periode 2031 t/m 2034")
    await say(town, "opent 2 december 2030\ndeadline 14 februari\nraad 26 juni")
    await say(town, "participatie ja, want er is nog iets te kiezen", "meer gegevens")
    await say(town, "capaciteit 14,5 fte", "prioriteiten hoogstens 4", "regio zuid")
    await say(town, "coördinator erbij noor.bakker@veldermeer.example", "klopt", THEMES)
    turn = await say(town, "klaar")
    assert "vrijdag 14 februari 2031" in turn.text
    assert "Lotte Verhage en Noor Bakker" in turn.text
    assert "Nog niet bereikbaar: Samira Elidrissi en Noor Bakker." in turn.text
    await say(town, "ja")
    made = await new_round(town)
    assert made.title == "IVP Veldermeer 2031–2034"
    assert (made.opens, made.deadline) == (date(2030, 12, 2), date(2031, 2, 14))
    assert made.council == date(2031, 6, 26)
    assert (made.participation.asked, made.participation.why) == (True, "Er is nog iets te kiezen")
    assert (made.capacity_fte, made.max_priorities, made.region) == ("14.5", 4, "zuid")
    assert made.coordinators == (LOTTE, NOOR)
    assert [(one.id, one.owner, one.deadline) for one in made.themes] == [
        ("woonoverlast", SAMIRA, None),
        ("cyber", NOOR, date(2031, 1, 5)),
    ]


async def test_the_facts_that_are_seldom_needed_are_one_press_away(town: Town) -> None:
    await say(town, "nieuwe ronde")
    await town.talk.press(LOTTE, "Meer gegevens", {"titel": "IVP zonder streepje"})
    await town.talk.press(LOTTE, "Volgende", {"capaciteit_fte": "3,5", "coordinatoren": f"{LOTTE}, joost"})
    kept = await draft(town)
    assert kept is not None
    assert kept.facts["titel"] == "IVP zonder streepje"
    assert kept.facts["capaciteit_fte"] == "3.5"
    assert kept.facts["coordinatoren"] == f"{LOTTE}, {JOOST}"


async def test_a_coordinator_of_a_round_that_is_over_sets_up_the_next(town: Town) -> None:
    town.clock.forward(days=365 * 2)
    turn = await say(town, "overzicht")
    assert "geen ronde" in turn.text
    turn = await say(town, "nieuwe ronde")
    assert "Kloppen deze gegevens?" in turn.text


async def test_the_first_round_is_set_up_by_whom_the_administrator_named(tmp_path: Path) -> None:
    clock, store = Clock(), open_store(f"tinydb:{tmp_path}")
    bot = make_bot(store, packaged_formats(), clock, founders=frozenset({NOOR}))
    async with LocalTalk(bot.app, people_of((example_round(),)), now=clock) as talk:
        turn = await talk.say(LOTTE, "nieuwe ronde")
        assert "Vraag Noor Bakker om hulp." in turn.text
        turn = await talk.say(NOOR, "hulp")
        assert "Nieuwe ronde" in turn.text
        await talk.say(NOOR, "overzicht")
        await talk.press(NOOR, "Nieuwe ronde")
        facts = talk.card(NOOR).inputs
        assert facts["periode"] == "2027-2030"
        days = (facts["opent"], facts["deadline"], facts["raad"])
        assert days == ("2026-11-30", "2027-02-08", "2027-06-28")
        await talk.say(NOOR, "klopt")
        assert talk.card(NOOR).inputs["themas"] == ""
        for line in ("Jeugd, samira.elidrissi@veldermeer.example", "klaar", "ja"):
            turn = await talk.say(NOOR, line)
        assert "staat klaar" in turn.text
        turn = await talk.say(NOOR, "overzicht")
        assert "Jeugd" in turn.text
    [made] = await store.rounds("lokaal")
    assert made.coordinators == (NOOR,)
    await store.close()


# Who may


async def test_who_may_not_is_told_why_and_who_can_help(town: Town) -> None:
    for who in (SAMIRA, NOOR):
        turn = await say(town, "nieuwe ronde", who=who)
        assert (
            "Een nieuwe ronde klaarzetten kan alleen een coördinator. Vraag Lotte Verhage om hulp."
            in turn.text
        )
        assert await draft(town, who) is None


async def test_a_made_up_press_of_somebody_else_puts_nothing_in_place(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt", "klaar")
    card, yes = with_button(town, LOTTE, "setup_yes")
    await say(town, "hulp", who=NOOR)
    message = town.talk.card(NOOR)
    conversation = town.talk.teams.conversation(NOOR)
    await town.talk.teams.press(conversation.person, message.id, yes, {})
    assert NEW not in await rounds(town)
    assert card.card is not None


async def test_who_stops_being_a_coordinator_cannot_finish_the_round(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt", "klaar")
    before = (await rounds(town))["ivp-2027-2030"]
    await town.store.put_round("lokaal", replace(before, coordinators=(NOOR,)))
    turn = await say(town, "ja")
    assert "kan alleen een coördinator" in turn.text
    assert NEW not in await rounds(town)


# Days that contradict each other


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("deadline 1 november 2030", "is eerder dan het begin op maandag 18 november 2030"),
        ("raad 1 januari 2031", "Dat is eerder dan de deadline van woensdag 29 januari 2031"),
        ("opent 1 november 2026\ndeadline 20 november 2026", "is al voorbij"),
        ("raad 31 februari", "'31 februari' herken ik niet als dag"),
        ("deadline volgende vrijdag", "bedoel je vrijdag 27 november 2026 of vrijdag 4 december 2026"),
        ("periode 2034-2031", "Schrijf twee jaren, zoals 2027-2030"),
        ("capaciteit veel", "Schrijf een getal, zoals 14,5"),
        ("regio west", "Kies noord, midden of zuid"),
        ("coördinatoren jan", "'jan' is geen e-mailadres"),
    ],
)
async def test_what_cannot_be_is_said_at_once_and_stays_in_sight(town: Town, lines: str, said: str) -> None:
    turn = await say(town, "nieuwe ronde", lines)
    assert said in turn.text
    turn = await say(town, "klopt")
    assert said in turn.text
    assert "Welke thema's" not in turn.text


async def test_too_little_time_for_consultation_is_pointed_out_and_allowed(town: Town) -> None:
    turn = await say(town, "nieuwe ronde", "raad 26 februari 2031")
    assert "tussen de deadline en de raad zitten maar 28 dagen" in turn.text
    assert "De inspraak duurt zes weken" in turn.text
    turn = await say(town, "klopt", "klaar")
    assert "De inspraak duurt zes weken" in turn.text
    await say(town, "ja")
    assert (await new_round(town)).council == date(2031, 2, 26)


async def test_a_weekend_is_pointed_out(town: Town) -> None:
    turn = await say(town, "nieuwe ronde", "deadline 25 januari 2031")
    assert "de deadline, zaterdag 25 januari 2031, is in het weekend" in turn.text


async def test_a_card_with_a_fault_keeps_everything_that_was_filled_in(town: Town) -> None:
    await say(town, "nieuwe ronde")
    turn = await town.talk.press(LOTTE, "Volgende", {"titel": "Mijn titel", "deadline": "2029-01-01"})
    assert "is eerder dan het begin" in turn.text
    assert town.talk.card(LOTTE).inputs["titel"] == "Mijn titel"
    assert town.talk.card(LOTTE).inputs["deadline"] == "2029-01-01"
    turn = await town.talk.press(LOTTE, "Volgende", {"titel": "", "deadline": ""})
    assert "Vul nog in: de titel." in turn.text
    assert "Vul nog in: de deadline." in turn.text


# Themes


async def test_all_faults_of_the_themes_are_told_at_once_each_with_its_line(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt")
    turn = await say(
        town,
        "Woonoverlast, samira\n"
        "Jeugd; jan@x\n"
        "=A1, x@y.nl\n"
        "woonoverlast, joost@veldermeer.example\n"
        "Drank, drugs en uitgaan, Piet Jansen <piet@elders.nl>\n"
        "Zorg, 1 januari 2020\n"
        "Cyber, marit, 31 februari",
    )
    assert "Regel 2: 'jan@x' is geen e-mailadres" in turn.text
    assert "Regel 3: Deze regel begint als een formule" in turn.text
    assert "Regel 4: woonoverlast staat ook op regel 1" in turn.text
    assert "Regel 6: De deadline van woensdag 1 januari 2020 is al voorbij" in turn.text
    assert "Regel 7: Deadline: '31 februari' herken ik niet als dag" in turn.text
    kept = await draft(town)
    assert kept is not None
    assert [(one.title, one.owner) for one in kept.themes] == [
        ("Woonoverlast", SAMIRA),
        ("Drank, drugs en uitgaan", "piet@elders.nl"),
    ]


async def test_a_list_on_the_card_that_has_a_fault_comes_back_as_it_was_typed(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt")
    wrong = f"{THEMES}\nJeugd, jan@x"
    turn = await town.talk.press(LOTTE, "Volgende", {"themas": wrong})
    assert "Regel 3: 'jan@x' is geen e-mailadres" in turn.text
    assert town.talk.card(LOTTE).inputs["themas"] == wrong
    await town.restart()
    await say(town, "nieuwe ronde")
    assert town.talk.card(LOTTE).inputs["themas"] == wrong
    turn = await town.talk.press(LOTTE, "Volgende", {"themas": THEMES})
    assert "alles op een rij" in turn.text


async def test_more_themes_than_a_round_holds_are_refused_by_line(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt")
    turn = await say(town, "\n".join(f"Thema {number}, joost" for number in range(101)))
    assert "Regel 101: Er passen 100 thema's in een ronde" in turn.text
    kept = await draft(town)
    assert kept is not None
    assert len(kept.themes) == 100


async def test_a_theme_is_taken_out_and_one_without_an_owner_is_named(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt", THEMES, "Water")
    turn = await say(town, "klaar")
    assert "Nog geen themahouder: Water." in turn.text
    turn = await say(town, "thema weg water")
    assert "Water doet niet mee. Er zijn nu 2" in turn.text
    turn = await say(town, "thema weg bestaat niet")
    assert "staat niet in de lijst" in turn.text


async def test_a_piece_of_a_spreadsheet_can_be_pasted(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt")
    await say(town, "Thema\tThemahouder\tDeadline\nZorg\tJOOST.terpstra@veldermeer.example\t05-01-2031")
    kept = await draft(town)
    assert kept is not None
    assert [(one.title, one.owner, one.deadline) for one in kept.themes] == [
        ("Zorg", JOOST, date(2031, 1, 5))
    ]


async def test_a_question_about_the_plan_is_no_theme(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt")
    await say(town, "wat zegt het IVP over woonoverlast?")
    kept = await draft(town)
    assert kept is not None
    assert kept.themes == ()


# Themes from a sheet

HEAD = ("Thema", "Themahouder", "Deadline")
SHEET = "ronde.xlsx"


async def test_the_themes_of_a_sheet_begin_a_round(town: Town) -> None:
    data = workbook(HEAD, ("Woonoverlast", SAMIRA, date(2031, 1, 29)), ("Zorg", "els@x.nl", "5-1-2031"))
    turn = await town.talk.send_file(LOTTE, SHEET, data)
    assert "Bewaard: Woonoverlast en Zorg." in turn.text
    assert "alles op een rij" in turn.text
    assert "Nog niet bereikbaar: Samira Elidrissi en Els." in turn.text
    await say(town, "ja")
    assert [(one.id, one.owner, one.deadline) for one in (await new_round(town)).themes] == [
        ("woonoverlast", SAMIRA, None),
        ("zorg", "els@x.nl", date(2031, 1, 5)),
    ]


async def test_every_fault_of_a_sheet_is_told_with_its_row_and_nothing_of_it_is_taken(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt", "Zorg, joost")
    data = workbook(
        HEAD,
        ("Woonoverlast", "samira", None),
        ("Jeugd", SAMIRA, None),
        ("jeugd", SAMIRA, None),
        ("=A2", SAMIRA, None),
        ("Water", SAMIRA, "1-1-2040"),
    )
    turn = await town.talk.send_file(LOTTE, SHEET, data)
    for row in (2, 4, 5, 6):
        assert f"Rij {row}: " in turn.text
    kept = await draft(town)
    assert kept is not None
    assert [one.title for one in kept.themes] == ["Zorg"]
    turn = await town.talk.send_file(LOTTE, SHEET, workbook(HEAD, ("Jeugd", SAMIRA, None)))
    assert "Bewaard: Jeugd. Er zijn nu 2" in turn.text


async def test_a_sheet_leaves_a_pending_question_where_it_is(town: Town) -> None:
    await say(town, "start")
    await town.talk.send_file(LOTTE, SHEET, workbook(HEAD, ("Jeugd", SAMIRA, None)))
    await say(town, "Ondermijning raakt de hele gemeente, van haven tot bedrijventerrein.")
    assert "kern" in await town.answers("ondermijning")
    turn = await say(town, "nieuwe ronde")
    assert "1 thema." in turn.text


async def test_a_sheet_of_somebody_else_and_a_file_that_is_no_sheet_change_nothing(town: Town) -> None:
    data = workbook(HEAD, ("Jeugd", SAMIRA, None))
    turn = await town.talk.send_file(SAMIRA, SHEET, data)
    assert "Met dit bestand kan ik niets" in turn.text
    for broken in (b"PK", b"geen excel", workbook(("Iets", "anders"))):
        turn = await town.talk.send_file(LOTTE, SHEET, broken)
        assert SHEET in turn.text
    assert await draft(town) is None


async def test_a_sheet_to_fill_in_is_given_and_comes_back(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt")
    await say(town, "leeg blad")
    await town.talk.accept(LOTTE)
    name, data = town.talk.given(LOTTE)
    assert name == "thema's nieuwe ronde.xlsx"
    await town.talk.send_file(LOTTE, name, data)
    kept = await draft(town)
    assert kept is not None
    assert kept.themes == (await rounds(town))["ivp-2027-2030"].themes


async def test_a_moment_for_later_is_not_promised(town: Town) -> None:
    turn = await say(town, "nieuwe ronde", "later vrijdag")
    assert "Alles wat je invulde, is bewaard" in turn.text
    assert "Ik kan je hier niet aan herinneren" in turn.text


# Interrupted, twice, too late


async def test_an_unfinished_round_survives_a_restart_and_other_work(town: Town) -> None:
    await say(town, "nieuwe ronde", "titel Mijn ronde", "klopt", THEMES, "stop")
    turn = await say(town, "verder")
    assert "Je was al bezig" in turn.text
    await say(town, "start")
    await say(town, "Ondermijning raakt de hele gemeente, van haven tot bedrijventerrein.")
    await town.restart()
    turn = await say(town, "nieuwe ronde")
    assert "Mijn ronde: alles op een rij" in turn.text
    await say(town, "ja")
    assert (await new_round(town)).title == "Mijn ronde"
    assert "kern" in await town.answers("ondermijning")


async def test_putting_it_in_place_twice_at_once_makes_one_round(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt", "klaar")
    await town.talk.double_press(LOTTE, "Ronde klaarzetten")
    assert set(await rounds(town)) == {"ivp-2027-2030", NEW}


async def test_pressing_again_later_makes_no_second_round(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt", "klaar")
    card, yes = with_button(town, LOTTE, "setup_yes")
    await town.talk.press(LOTTE, yes.title, on=card)
    await town.restart()
    await town.talk.press(LOTTE, yes.title, on=card)
    await say(town, "hulp")
    await town.talk.press(LOTTE, yes.title, on=card)
    assert set(await rounds(town)) == {"ivp-2027-2030", NEW}


async def test_a_line_delivered_twice_is_one_line(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt", THEMES)
    await town.talk.redeliver(LOTTE)
    kept = await draft(town)
    assert kept is not None
    assert len(kept.themes) == 2


async def test_a_summary_of_before_a_change_puts_nothing_in_place(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt", "klaar")
    card, yes = with_button(town, LOTTE, "setup_yes")
    await say(town, "titel Iets anders")
    turn = await town.talk.press(LOTTE, yes.title, on=card)
    assert "Er is intussen iets veranderd" in turn.text
    assert NEW not in await rounds(town)


async def test_a_card_that_was_not_the_newest_keeps_what_was_typed_on_it(town: Town) -> None:
    await say(town, "nieuwe ronde")
    old = town.talk.card(LOTTE)
    await say(town, "regio noord")
    turn = await town.talk.press(LOTTE, "Volgende", {"titel": "Op de oude kaart"}, on=old)
    assert "Deze kaart was niet de nieuwste" in turn.text
    kept = await draft(town)
    assert kept is not None
    assert kept.facts["titel"] == "Op de oude kaart"


async def test_two_coordinators_at_once_make_two_rounds_and_the_second_is_asked_first(town: Town) -> None:
    before = (await rounds(town))["ivp-2027-2030"]
    await town.store.put_round("lokaal", replace(before, coordinators=(LOTTE, NOOR)))
    await say(town, "nieuwe ronde", "klopt", "klaar")
    await say(town, "nieuwe ronde", "titel Van Noor", "klopt", "klaar", who=NOOR)
    await say(town, "ja")
    turn = await say(town, "ja", who=NOOR)
    assert "Er staat intussen ook een ronde" in turn.text
    assert set(await rounds(town)) == {"ivp-2027-2030", NEW}
    await say(town, "ja", who=NOOR)
    assert (await rounds(town))[f"{NEW}-2"].title == "Van Noor"


async def test_it_can_be_thrown_away_after_a_yes(town: Town) -> None:
    await say(town, "nieuwe ronde", "klopt", THEMES, "klaar")
    await press(town, LOTTE, "setup_throw")
    await say(town, "nee")
    assert await draft(town) is not None
    await say(town, "weggooien", "ja")
    assert await draft(town) is None
    assert set(await rounds(town)) == {"ivp-2027-2030"}


async def test_a_pending_question_is_there_again_after_setting_up(town: Town) -> None:
    await say(town, "start", "nieuwe ronde", "klopt", "klaar", "ja")
    turn = await say(town, "verder")
    assert "Waar gaat dit thema over?" in turn.text


# Until the round begins


async def put_in_place(town: Town) -> None:
    await say(town, "nieuwe ronde", "opent 7 december 2026\ndeadline 29 januari 2027\nraad 24 juni 2027")
    await say(town, "klopt", "Zorg, noor.bakker@veldermeer.example", "klaar", "ja")


async def test_before_it_begins_nobody_is_asked_and_the_questions_can_be_read(town: Town) -> None:
    await put_in_place(town)
    for line in ("start", "verder", "wijzig 1", "extra vragen", "indienen"):
        turn = await say(town, line, who=NOOR)
        assert "De ronde begint op maandag 7 december 2026" in turn.text, line
    turn = await say(town, "Waar het om gaat is dit.", who=NOOR)
    assert await town.store.logs("lokaal") == []
    turn = await say(town, "vragen", who=NOOR)
    assert "Waar gaat dit thema over?" in turn.text
    turn = await say(town, "thema's", who=NOOR)
    assert "Begint op maandag 7 december 2026" in turn.text


async def test_the_overview_says_that_a_round_has_not_begun(town: Town) -> None:
    await put_in_place(town)
    turn = await say(town, "overzicht")
    assert "Begint op maandag 7 december 2026" in turn.text


async def test_from_the_first_day_on_it_can_be_filled_in(town: Town) -> None:
    await put_in_place(town)
    town.clock.forward(days=14)
    turn = await say(town, "start", who=NOOR)
    assert "Waar gaat dit thema over?" in turn.text


async def test_who_meets_the_bot_before_the_round_begins_hears_from_when(town: Town) -> None:
    await put_in_place(town)
    turn = await town.talk.install(NOOR)
    assert "Invullen kan van maandag 7 december 2026 tot en met vrijdag 29 januari 2027" in turn.text


async def test_nobody_but_the_coordinator_hears_of_a_round_that_is_set_up(town: Town) -> None:
    await say_all(town, WHOLE_THEME[:2])
    told = len(town.talk.messages(SAMIRA))
    await say(town, "nieuwe ronde", "klopt", THEMES, "klaar", "ja")
    assert len(town.talk.messages(SAMIRA)) == told
