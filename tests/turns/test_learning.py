"""A coordinator sees what was asked in vain, and teaches the bot: a word, or where the answer stands."""

import json
import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest
from aiohttp.test_utils import TestClient, TestServer

from bot import plan_commands
from bot.local.cards import CardButton
from bot.local.turn import Turn
from bot.web import make_operations_app
from dialogs.learning.lines import pair_of
from knowledge.lessons import LessonBook
from tests.turns.conftest import LOTTE, NOOR, PIETER, SAMIRA, Town, a_town
from tests.turns.test_filling_in_by_typing import WHOLE_THEME, say_all

ASKED = "wat zegt het IVP over blikvanger?"
MEANT = "cameratoezicht"
QUOTE = "Het cameratoezicht"


@pytest.fixture
async def school(tmp_path: Path, example_library: Path) -> AsyncIterator[Town]:
    """A town with a library of its own, that may be taught."""
    shutil.copytree(example_library, tmp_path / "plans")
    async with a_town(tmp_path, tmp_path / "plans") as made:
        yield made


async def tap(town: Town, label: str, place: int = 0) -> Turn:
    """Lotte presses a small button on the newest card; a screen reader hears what it works on."""
    titles = [one for one in town.talk.card(LOTTE).titles if one.split(":")[0] == label]
    return await town.talk.press(LOTTE, titles[place])


def elements(inside: Any) -> Iterator[dict[str, Any]]:
    """Every element of some cards, however deep."""
    if isinstance(inside, dict):
        yield inside
        inside = list(inside.values())
    if isinstance(inside, list):
        for one in inside:
            yield from elements(one)


def book(town: Town) -> LessonBook:
    return LessonBook(town.folder / "plans")


async def test_questions_in_vain_stand_together_by_subject_with_counts_and_no_names(school: Town) -> None:
    for who, asked in (
        (NOOR, "wat kost een drone?"),
        (SAMIRA, "wie regelt drones in de stad?"),
        (NOOR, "hoe duur is een paspoort?"),
    ):
        await school.talk.say(who, asked)
    turn = await school.talk.say(LOTTE, "open vragen")
    assert "1. drone" in turn.text
    assert "2 keer niet gevonden" in turn.text
    assert "“wat kost een drone?”" in turn.text
    assert "2. paspoort" in turn.text
    for name in ("Noor", "Samira", "09.00", "9.00"):
        assert name not in turn.text


async def test_what_is_asked_in_other_words_stands_in_one_row(school: Town) -> None:
    await school.talk.say(NOOR, "wat zegt het IVP over meeuwenoverlast?")
    await school.talk.say(SAMIRA, "wat zegt het IVP over overlast door meeuwen?")
    turn = await school.talk.say(LOTTE, "open vragen")
    assert "2 keer niet gevonden" in turn.text
    assert "2. " not in turn.text
    turn = await tap(school, "Afgehandeld")
    assert "Er zijn geen open vragen." in turn.text


async def test_the_counts_go_on_after_a_restart(school: Town) -> None:
    await school.talk.say(NOOR, "wat zegt het IVP over woonoverlast?")
    await school.talk.press(NOOR, "👍 Nuttig")
    await school.restart()
    school.clock.forward(days=3)
    await school.talk.say(NOOR, ASKED)
    turn = await school.talk.say(LOTTE, "open vragen")
    assert "Sinds maandag 23 november" in turn.text
    assert "2 vragen gesteld, 1 beantwoord, 1 niet gevonden. Duimen: 1 omhoog, 0 omlaag." in turn.text
    assert school.bots[-1].counts()["plan_questions_asked"] == 1


async def test_a_question_and_a_thumb_that_arrive_twice_count_once(school: Town) -> None:
    turn = await school.talk.mention(NOOR, "wat zegt het IVP over woonoverlast?")
    await school.talk.redeliver(NOOR, thread=turn.thread)
    await school.talk.press_in(turn.thread, NOOR, "👍 Nuttig")
    await school.talk.press_in(turn.thread, NOOR, "👍 Nuttig")
    turn = await school.talk.say(LOTTE, "open vragen")
    assert "1 vraag gesteld, 1 beantwoord, 0 niet gevonden. Duimen: 1 omhoog, 0 omlaag." in turn.text


async def test_the_list_counts_what_was_asked(school: Town) -> None:
    await school.talk.say(NOOR, "wat zegt het IVP over woonoverlast?")
    await school.talk.press(NOOR, "👍 Nuttig")
    await school.talk.say(NOOR, ASKED)
    turn = await school.talk.say(LOTTE, "open vragen")
    assert "2 vragen gesteld, 1 beantwoord, 1 niet gevonden. Duimen: 1 omhoog, 0 omlaag." in turn.text
    counts = school.bots[-1].counts()
    assert {
        name: counts[f"plan_questions_{name}"] for name in ("asked", "answered", "refused", "useful")
    } == {
        "asked": 2,
        "answered": 1,
        "refused": 1,
        "useful": 1,
    }


async def test_the_counters_stand_in_the_metrics_without_content(school: Town) -> None:
    await school.talk.say(NOOR, "wat zegt het IVP over woonoverlast?")
    await school.talk.press(NOOR, "👎 Niet nuttig")
    await school.talk.mention(NOOR, "wat zegt het IVP over zeppelins?")
    bot = school.bots[-1]
    async with TestClient(TestServer(make_operations_app(bot.ready, bot.counts))) as client:
        shown = await (await client.get("/metrics")).text()
    lines = {line for line in shown.splitlines() if "plan_questions" in line}
    assert lines == {
        "ivp_plan_questions_answered_total 1",
        "ivp_plan_questions_asked_total 2",
        "ivp_plan_questions_failed_total 0",
        "ivp_plan_questions_not_useful_total 1",
        "ivp_plan_questions_refused_total 1",
        "ivp_plan_questions_useful_total 0",
    }


async def test_the_command_line_answers_with_what_was_taught(
    school: Town, capsys: pytest.CaptureFixture[str]
) -> None:
    await school.talk.say(LOTTE, "blikvanger = cameratoezicht")
    capsys.readouterr()
    plan_commands.ask(school.folder / "plans", ASKED, top=1, as_json=False)
    assert QUOTE in capsys.readouterr().out


async def test_a_word_is_added_by_button_and_its_effect_is_shown_at_once(school: Town) -> None:
    await school.talk.say(NOOR, ASKED)
    await school.talk.say(LOTTE, "open vragen")
    turn = await tap(school, "Synoniem")
    assert "Welk woord uit het plan bedoelen collega's met 'blikvanger'?" in turn.text
    turn = await school.talk.say(LOTTE, MEANT)
    assert "Bewaard: 'blikvanger' betekent hetzelfde als 'cameratoezicht'." in turn.text
    assert f"Zo antwoord ik nu op de vraag '{ASKED}'" in turn.text
    assert QUOTE in turn.text
    turn = await school.talk.say(NOOR, ASKED)
    assert QUOTE in turn.text


async def test_a_word_is_added_by_typing_also_one_way(school: Town) -> None:
    turn = await school.talk.say(LOTTE, "blikvanger -> cameratoezicht")
    assert "Andersom niet." in turn.text
    assert QUOTE in turn.text
    turn = await school.talk.press(LOTTE, "Beide kanten op")
    assert "betekent hetzelfde als" in turn.text
    assert [one.both for one in book(school).read().words] == [True]


async def test_a_word_can_be_taken_away_and_put_back(school: Town) -> None:
    await school.talk.say(LOTTE, "blikvanger = cameratoezicht")
    turn = await school.talk.say(LOTTE, "weghalen")
    assert "Weggehaald" in turn.text
    assert not book(school).read().words
    assert "Dat staat niet in het IVP." in turn.text
    await school.talk.press(LOTTE, "Toch bewaren")
    turn = await school.talk.say(LOTTE, "eigen woorden")
    assert "1. blikvanger = cameratoezicht" in turn.text
    await school.talk.say(LOTTE, "haal weg 1")
    assert not book(school).read().words


async def test_an_answer_is_pointed_out_and_stays_the_plans_own_words(school: Town) -> None:
    question = "hoe lang blijft de blikvanger hangen?"
    await school.talk.say(NOOR, question)
    await school.talk.say(LOTTE, "open vragen")
    turn = await tap(school, "Antwoord aanwijzen")
    assert question in turn.text
    turn = await school.talk.say(LOTTE, "cameratoezicht station")
    assert "Welk stuk van het plan is het antwoord?" in turn.text
    assert "bladzijde" in turn.text
    turn = await school.talk.say(LOTTE, "1")
    assert "Bewaard: dit stuk is het antwoord" in turn.text
    assert "Zo antwoord ik nu" in turn.text
    [pin] = book(school).read().pins
    turn = await school.talk.say(NOOR, question)
    assert f"“{pin.quote}”" in turn.text
    assert "bladzijde" in turn.text


async def test_a_section_number_gives_the_pieces_of_that_section(school: Town) -> None:
    await school.talk.say(NOOR, "hoe lang blijft de blikvanger hangen?")
    await school.talk.say(LOTTE, "wijs aan 1")
    turn = await school.talk.say(LOTTE, "6.3")
    assert "6.3 Wat wij gaan doen" in turn.text
    turn = await tap(school, "Dit is het")
    assert "Bewaard: dit stuk is het antwoord" in turn.text


async def test_a_pointed_out_answer_goes_again(school: Town) -> None:
    await school.talk.say(NOOR, "hoe lang blijft de blikvanger hangen?")
    await school.talk.say(LOTTE, "wijs aan 1")
    await school.talk.say(LOTTE, "cameratoezicht")
    await school.talk.say(LOTTE, "1")
    turn = await school.talk.press(LOTTE, "Weghalen")
    assert "Weggehaald: het aangewezen antwoord" in turn.text
    assert not book(school).read().pins


async def test_what_is_settled_leaves_the_list_until_it_is_asked_again(school: Town) -> None:
    await school.talk.say(NOOR, ASKED)
    await school.talk.say(LOTTE, "open vragen")
    turn = await tap(school, "Afgehandeld")
    assert "Afgehandeld: blikvanger" in turn.text
    assert "Er zijn geen open vragen." in turn.text
    school.clock.forward(minutes=5)
    await school.talk.say(NOOR, ASKED)
    turn = await school.talk.say(LOTTE, "open vragen")
    assert "1. blikvanger" in turn.text
    assert "1 keer niet gevonden" in turn.text


async def test_a_list_says_what_is_answered_by_now(school: Town) -> None:
    await school.talk.say(NOOR, ASKED)
    await school.talk.say(LOTTE, "blikvanger = cameratoezicht")
    turn = await school.talk.say(LOTTE, "open vragen")
    assert "Hier geef ik nu wel een antwoord op." in turn.text


async def test_what_was_taught_is_there_after_a_restart(school: Town) -> None:
    await school.talk.say(LOTTE, "blikvanger = cameratoezicht")
    await school.restart()
    turn = await school.talk.say(NOOR, ASKED)
    assert QUOTE in turn.text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("inbraken = inbraak", "al hetzelfde woord"),
        ("de = cameratoezicht", "geen woord"),
        ("06-12345678 = cameratoezicht", "gegevens van een persoon"),
        ("jan@gemeente.nl = burgemeester", "gegevens van een persoon"),
        ("[klik](https://kwaad) = cameratoezicht", "Gebruik alleen letters"),
        ("een twee drie vier vijf zes = cameratoezicht", "hooguit vijf woorden"),
        ("enquête = veiligheidsmonitor", "wist ik al"),
        ("blikvanger = ruimteschip", "Daarmee vind ik nog niets."),
    ],
)
async def test_what_cannot_be_taught_is_told_with_the_reason(school: Town, typed: str, said: str) -> None:
    turn = await school.talk.say(LOTTE, typed)
    assert said in turn.text


async def test_a_damaged_library_is_told_and_stops_no_intake(school: Town) -> None:
    plans = school.folder / "plans"
    whole = (plans / "library.json").read_bytes()
    (plans / "library.json").write_bytes(whole[:-9])
    turn = await school.talk.say(NOOR, "wat zegt het IVP over woonoverlast?")
    assert "Ik kan nu niet bij de plannen." in turn.text
    assert "Ik kan nu niet bij de plannen." in (await school.talk.say(LOTTE, "plannen")).text
    turn = await school.talk.mention(NOOR, "wat zegt het IVP over woonoverlast?")
    assert "Ik kan nu niet bij de plannen." in turn.text
    await school.talk.say(SAMIRA, "woonoverlast")
    await school.talk.say(SAMIRA, "Hinder tussen buren, en wat wij daar samen aan doen in de stad.")
    assert "Hinder tussen buren" in str((await school.answers())["kern"])
    assert school.bots[-1].counts()["plan_questions_failed"] >= 3
    (plans / "library.json").write_bytes(whole)
    turn = await school.talk.say(NOOR, "zoek woonoverlast")
    assert "Dit staat in het plan" in turn.text


async def test_damaged_lessons_are_told_and_not_overwritten(school: Town) -> None:
    await school.talk.say(LOTTE, "blikvanger = cameratoezicht")
    file = school.folder / "plans" / "lessons.json"
    file.write_bytes(file.read_bytes()[:-4])
    damaged = file.read_bytes()
    turn = await school.talk.say(LOTTE, "oogje = cameratoezicht")
    assert "Ik kan nu niet bij de plannen." in turn.text
    assert file.read_bytes() == damaged


async def test_nobody_but_a_coordinator_teaches(school: Town) -> None:
    for line in ("blikvanger = cameratoezicht", "synoniem 1", "eigen woorden", "afgehandeld 1", "haal weg 1"):
        await school.talk.say(PIETER, line)
    assert not book(school).read().words
    turn = await school.talk.say(NOOR, "eigen woorden")
    assert "Alleen de coördinator" in turn.text


async def test_a_made_up_press_of_somebody_else_teaches_nothing(school: Town) -> None:
    await school.talk.say(NOOR, ASKED)
    await school.talk.say(LOTTE, "blikvanger = cameratoezicht")
    await school.talk.say(LOTTE, "weghalen")
    message = school.talk.last(LOTTE)
    again = next(one for one in message.buttons if one.title == "Toch bewaren")
    mine = await school.talk.say(NOOR, "wat zegt het IVP over woonoverlast?")
    teams = school.talk.teams
    await teams.press(NOOR, mine.messages[-1].id, CardButton(again.action, ()), {})
    assert not book(school).read().words
    assert "Alleen de coördinator" in school.talk.last(NOOR).text


async def test_an_answer_with_an_equals_sign_is_an_answer(school: Town) -> None:
    """Lotte coordinates, and writes along with a theme: her answer is not taken for a lesson."""
    await school.talk.say(LOTTE, "aanpak ondermijning")
    await school.talk.say(LOTTE, "Ondermijning = misbruik van de bovenwereld, zichtbaar en onzichtbaar.")
    assert not book(school).read().words
    assert "misbruik" in str(await school.answers("ondermijning"))
    turn = await school.talk.say(LOTTE, "synoniem blikvanger = cameratoezicht")
    assert "Bewaard: 'blikvanger'" in turn.text
    assert book(school).read().words


@pytest.mark.parametrize("remark", ["Ambitie = te vaag", "plan vaststellen in de raad ontbreekt"])
async def test_a_remark_that_looks_like_a_lesson_is_a_remark(school: Town, remark: str) -> None:
    await school.talk.say(LOTTE, "hulp")
    await say_all(school, WHOLE_THEME)
    await school.talk.say(LOTTE, "bekijk woonoverlast")
    await school.talk.say(LOTTE, "vraag terug 3")
    turn = await school.talk.say(LOTTE, remark)
    assert remark in turn.text
    assert not book(school).read().words
    await school.talk.say(LOTTE, "stuur terug")
    assert remark in str([one.draft.value for one in await school.log()])


async def test_a_press_while_a_question_is_open_leaves_that_open(school: Town) -> None:
    await school.talk.say(NOOR, ASKED)
    await school.talk.say(LOTTE, "aanpak ondermijning")
    await school.talk.say(LOTTE, "open vragen")
    await tap(school, "Afgehandeld")
    await school.talk.say(LOTTE, "Misbruik van de bovenwereld door criminelen, soms goed verborgen.")
    assert "bovenwereld" in str(await school.answers("ondermijning"))


async def test_what_colleagues_asked_cannot_steer_the_card(school: Town) -> None:
    await school.talk.say(NOOR, "wat zegt het IVP over [klik hier](https://kwaad.example) **zeppelin**?")
    turn = await school.talk.say(LOTTE, "open vragen")
    assert "zeppelin" in turn.text
    markdown = [one for one in elements(turn.cards) if one.get("type") == "TextBlock"]
    assert markdown
    assert not [one for one in markdown if "](" in one["text"]]


async def test_a_question_with_personal_data_is_not_kept_and_cannot_be_pointed_at(school: Town) -> None:
    await school.talk.say(NOOR, "wat zegt het IVP over jan@gemeente.nl?")
    turn = await school.talk.say(LOTTE, "open vragen")
    assert "jan@" not in turn.text


async def test_the_list_fits_a_card_however_much_was_asked(school: Town) -> None:
    for number in range(14):
        word = "zeppelin" + "abcdefghijklmnop"[number] * 3
        await school.talk.say(NOOR, f"wat zegt het IVP over {word} en nog veel meer van dat soort dingen?")
    turn = await school.talk.say(LOTTE, "open vragen")
    assert all(len(json.dumps(card)) <= 20_000 for card in turn.cards)
    turn = await school.talk.say(LOTTE, "open vragen 3")
    assert "13. " in turn.text


@pytest.mark.parametrize(
    ("typed", "asked", "meant", "both"),
    [
        ("gijzelsoftware = cybercrime", "gijzelsoftware", "cybercrime", True),
        ("Synoniem: 'gijzelsoftware' = cybercrime.", "gijzelsoftware", "cybercrime", True),
        ("wijk-ggz -> geestelijke zorg", "wijk-ggz", "geestelijke zorg", False),
        ("a → b", "a", "b", False),
        ("a => b", "a", "b", False),
    ],
)
def test_lines_that_lay_two_words_together(typed: str, asked: str, meant: str, both: bool) -> None:
    found = pair_of(typed)
    assert found
    assert (found.asked, found.meant, found.both) == (asked, meant, both)


@pytest.mark.parametrize("typed", ["a = b = c", "geen paar", "=", "a =", "x" * 200 + " = y", "a = b\nc"])
def test_lines_that_do_not(typed: str) -> None:
    assert pair_of(typed) is None
