"""Reminders as people see them: their own wish, and the coordinator's view."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from bot.local import Fault
from dialogs.deliveries import Due
from dialogs.desk import Desk
from dialogs.people import PersonKey
from dialogs.reminding import welcoming
from tests.turns.conftest import JOOST, LOTTE, PIETER, SAMIRA, START, Town

LAST_WEEKS = datetime(2027, 1, 11, 8, 30, tzinfo=UTC)  # 14 working days before the deadline, half past nine


async def person(town: Town, address: str) -> PersonKey:
    found = await town.store.bound("lokaal", address)
    assert found is not None
    return PersonKey("lokaal", found)


async def met(town: Town, *addresses: str) -> None:
    for one in addresses:
        await town.talk.say(one, "hulp")


async def test_a_reminder_says_why_what_to_do_and_how_to_stop(town: Town) -> None:
    await met(town, SAMIRA)
    town.clock.now = LAST_WEEKS
    await town.runner.once()
    said = town.talk.messages(SAMIRA)[-1].text
    assert "Je hebt nog 14 werkdagen" in said
    assert "Nu invullen" in said
    assert "Typ 'geen herinneringen'" in said
    turn = await town.talk.press(SAMIRA, "Later")
    assert "Wanneer" in turn.text


async def test_a_pause_of_ones_own_ends_by_itself(town: Town) -> None:
    await met(town, SAMIRA)
    town.clock.now = LAST_WEEKS - timedelta(days=3)
    turn = await town.talk.say(SAMIRA, "geen herinneringen tot 13 januari")
    assert "tot woensdag 13 januari 2027 krijg je geen herinneringen" in turn.text
    before = len(town.talk.messages(SAMIRA))
    town.clock.now = LAST_WEEKS
    await town.runner.once()
    assert len(town.talk.messages(SAMIRA)) == before
    town.clock.now = LAST_WEEKS + timedelta(days=2)
    await town.runner.once()
    assert len(town.talk.messages(SAMIRA)) == before + 1


async def test_who_is_away_says_so_and_a_sentence_about_it_is_an_answer(town: Town) -> None:
    await met(town, SAMIRA)
    turn = await town.talk.say(SAMIRA, "Ik ben weg tot 3 augustus")
    assert "krijg je geen herinneringen" in turn.text
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.say(SAMIRA, "Geen herinneringen tot de bewoners zelf iets melden")
    assert len(await town.log()) == 1


async def test_opting_out_and_in_again(town: Town) -> None:
    await town.talk.say(SAMIRA, "geen herinneringen")
    record = await town.store.person(await person(town, SAMIRA))
    assert record is not None
    assert not record.nudges
    await town.talk.say(SAMIRA, "wel herinneringen")
    record = await town.store.person(await person(town, SAMIRA))
    assert record is not None
    assert record.nudges


async def test_stop_right_after_a_reminder_asks_what_should_stop(town: Town) -> None:
    await town.talk.say(SAMIRA, "woonoverlast")
    town.clock.now = LAST_WEEKS
    await town.runner.once()
    turn = await town.talk.say(SAMIRA, "stop")
    assert "Waar wil je mee stoppen?" in turn.text


async def test_the_coordinator_sees_who_gets_what_and_who_cannot_be_reached(town: Town) -> None:
    await met(town, SAMIRA, LOTTE)
    town.clock.now = LAST_WEEKS - timedelta(days=3)
    await town.talk.say(SAMIRA, "geen herinneringen tot 13 januari")
    turn = await town.talk.say(LOTTE, "herinneringen")
    assert "herinneringen" in turn.text
    assert "Ik kan nog niet schrijven aan" in turn.text
    assert "Pieter Noordam" in turn.text
    assert "woensdag 13 januari 2027: de deadline komt dichterbij".capitalize() in turn.text


async def test_who_holds_a_question_is_in_the_view_once(town: Town) -> None:
    await met(town, SAMIRA, JOOST, LOTTE)
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.say(SAMIRA, "geef 3 door aan Joost")
    turn = await town.talk.say(LOTTE, "herinneringen")
    assert turn.text.split("\n").count("Joost Terpstra") == 1


async def test_a_dry_run_of_a_day(town: Town) -> None:
    await met(town, SAMIRA, LOTTE)
    town.clock.now = LAST_WEEKS - timedelta(days=4)
    turn = await town.talk.say(LOTTE, "wat gaat er maandag uit?")
    assert "Op maandag 11 januari 2027" in turn.text
    assert "Samira" in turn.text
    again = await town.talk.say(LOTTE, "herinneringen maandag")
    assert "Op maandag 11 januari 2027" in again.text


async def test_pausing_all_and_resuming(town: Town) -> None:
    await met(town, SAMIRA, LOTTE)
    town.clock.now = LAST_WEEKS - timedelta(hours=10)
    await town.talk.say(LOTTE, "pauzeer herinneringen")
    town.clock.now = LAST_WEEKS
    before = len(town.talk.messages(SAMIRA))
    await town.runner.once()
    assert len(town.talk.messages(SAMIRA)) == before
    await town.talk.say(LOTTE, "hervat herinneringen")
    await town.runner.once()
    assert len(town.talk.messages(SAMIRA)) == before + 1


async def test_one_person_is_nudged_by_hand_once_a_day(town: Town) -> None:
    await met(town, SAMIRA, LOTTE)
    before = len(town.talk.messages(SAMIRA))
    turn = await town.talk.say(LOTTE, "herinner Samira")
    assert "krijgt nu een herinnering" in turn.text
    await town.runner.once()
    assert len(town.talk.messages(SAMIRA)) == before + 1
    assert "Lotte Verhage vraagt of je verder wilt gaan" in town.talk.messages(SAMIRA)[-1].text
    again = await town.talk.say(LOTTE, "herinner Samira")
    assert "vandaag al een herinnering" in again.text


async def test_who_wants_no_reminders_is_written_to_only_when_it_is_sure(town: Town) -> None:
    await town.talk.say(SAMIRA, "geen herinneringen")
    before = len(town.talk.messages(SAMIRA))
    turn = await town.talk.say(LOTTE, "herinner Samira")
    assert "wil nu geen herinneringen" in turn.text
    await town.talk.say(LOTTE, "ja")
    await town.runner.once()
    assert len(town.talk.messages(SAMIRA)) == before + 1


async def test_what_was_refused_is_seen_and_sent_again(town: Town) -> None:
    await met(town, SAMIRA, LOTTE)
    turn = await town.talk.say(LOTTE, "stuur opnieuw Samira")
    assert "niets om opnieuw te sturen" in turn.text
    before = len(town.talk.messages(SAMIRA))
    town.clock.now = LAST_WEEKS
    for _ in range(2):  # the digest of Lotte goes out too
        town.talk.faults.next(Fault(status=403))
    await town.runner.once()
    assert len(town.talk.messages(SAMIRA)) == before
    turn = await town.talk.say(LOTTE, "herinneringen")
    assert "niet bezorgd. Teams nam het niet aan" in turn.text
    await town.talk.say(LOTTE, "stuur opnieuw Samira")
    await town.runner.once()
    assert len(town.talk.messages(SAMIRA)) == before + 1


async def test_a_sentence_of_the_coordinator_is_shown_before_it_is_used(town: Town) -> None:
    await met(town, SAMIRA, LOTTE)
    turn = await town.talk.say(LOTTE, "zin bij herinneringen: Bel me gerust als iets niet duidelijk is.")
    assert "De coördinator schrijft: Bel me gerust" in turn.text
    await town.talk.say(LOTTE, "ja")
    town.clock.now = LAST_WEEKS
    await town.runner.once()
    assert "Bel me gerust" in town.talk.messages(SAMIRA)[-1].text


async def test_who_coordinates_nothing_hears_who_can_help(town: Town) -> None:
    for line in ("herinneringen", "pauzeer herinneringen"):
        turn = await town.talk.say(JOOST, line)
        assert "Lotte Verhage" in turn.text
    await town.talk.say(PIETER, "hulp")


async def test_an_answer_that_looks_like_a_command_of_the_coordinator_is_an_answer(town: Town) -> None:
    await town.talk.say(LOTTE, "Aanpak ondermijning")
    await town.talk.say(LOTTE, "Herinner bewoners aan de regels")
    assert len(await town.log("ondermijning")) == 1


async def test_who_is_welcomed_in_an_open_round_is_not_invited_as_well(town: Town) -> None:
    await town.talk.install(SAMIRA)
    await town.runner.once()
    [welcome] = town.talk.messages(SAMIRA)
    assert "Welkom" in welcome.text


opened_or_closing = pytest.mark.parametrize("now", [START, LAST_WEEKS], ids=["open", "closing"])


@opened_or_closing
async def test_who_installs_the_bot_while_it_looks_who_is_due_is_written_to_once(
    town: Town, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    town.clock.now = now
    rules = town.runner._means.reminding
    due = rules.due

    async def met_meanwhile(tenant: str, at: datetime) -> Sequence[Due]:
        found = await due(tenant, at)
        await town.talk.install(SAMIRA)
        return found

    monkeypatch.setattr(rules, "due", met_meanwhile)
    await town.runner.once()
    [welcome] = town.talk.messages(SAMIRA)
    assert "Welkom" in welcome.text


@opened_or_closing
async def test_who_is_in_the_outbox_before_their_welcome_is_shown_is_written_to_once(
    town: Town, monkeypatch: pytest.MonkeyPatch, now: datetime
) -> None:
    town.clock.now = now
    invited = welcoming.invited

    async def found_first(desk: Desk) -> None:
        await town.runner.fill()
        assert any(one.key.to == desk.who for one in await town.store.deliveries("lokaal"))
        await invited(desk)

    monkeypatch.setattr(welcoming, "invited", found_first)
    await town.talk.install(SAMIRA)
    await town.runner.once()
    [welcome] = town.talk.messages(SAMIRA)
    assert "Welkom" in welcome.text


async def test_who_has_a_theme_and_a_question_of_a_colleague_reads_of_both(town: Town) -> None:
    await met(town, SAMIRA, JOOST)
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.say(SAMIRA, "geef 3 door aan Joost")
    await met(town, LOTTE)
    await town.talk.say(LOTTE, "herinner Joost")
    await town.runner.once()
    said = "\n".join(one.text for one in town.talk.messages(JOOST))
    assert "verder wilt gaan met de thema’s Wijk- en buurtaanpak, " in said
    assert " en vraag 3 van Woonoverlast" in said


async def test_on_a_monday_the_coordinator_reads_in_one_message_how_it_stands_and_what_is_behind(
    town: Town,
) -> None:
    await met(town, LOTTE)
    before = len(town.talk.messages(LOTTE))
    town.clock.now = LAST_WEEKS + timedelta(days=21)
    for _ in range(3):
        await town.runner.once()
        town.clock.forward(hours=1)
    [monday] = [one for one in town.talk.messages(LOTTE)[before:] if "Woonoverlast" in one.text]
    assert "De afgelopen week is er niets ingediend" in monday.text
    assert "Deze thema's zijn nog niet binnen" in monday.text


async def test_deadlines_that_moved_together_are_told_in_one_sentence(town: Town) -> None:
    await met(town, SAMIRA)
    await town.runner.once()
    [round_] = await town.store.rounds("lokaal")
    await town.store.put_round("lokaal", replace(round_, deadline=date(2027, 3, 5)))
    await town.runner.once()
    said = town.talk.messages(SAMIRA)[-1].text
    assert "De deadlines van" in said
    assert said.count("Invullen kan nu tot en met vrijdag 5 maart 2027.") == 1
