"""A coordinator sends a plan to the bot, adopts it, and takes one out."""

import shutil
from collections.abc import AsyncIterator
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import pytest

from bot import plan_jobs
from knowledge.inbox import Inbox, Stage
from knowledge.lessons import LessonBook
from knowledge.library import Library
from knowledge.naming import Details
from knowledge.passages import Status
from knowledge.pins import Pin
from tests.turns.conftest import LOTTE, NOOR, SAMIRA, Town, a_town

NEW = """# 1 Drones

Boven een evenement mag een drone alleen vliegen met toestemming van de burgemeester. De politie let daarop.

# 2 Water

Bij hoog water opent de gemeente een noodopvang in de sporthal.
"""
NAME = "IVP Veldermeer 2027-2030.md"


@pytest.fixture
async def shelf(tmp_path: Path, example_library: Path) -> AsyncIterator[Town]:
    """A town with a library of its own, that may be changed."""
    shutil.copytree(example_library, tmp_path / "plans")
    async with a_town(tmp_path, tmp_path / "plans") as made:
        yield made


def library(town: Town) -> Library:
    return Library(town.folder / "plans")


def inbox(town: Town) -> Inbox:
    return Inbox(town.folder / "plans" / "inbox")


async def read(town: Town) -> str:
    """What Lotte sees last, once everything that was to be read is read."""
    await town.bots[-1].plan_jobs.idle()
    return town.talk.last(LOTTE).text


async def test_a_file_becomes_a_concept_after_a_yes_and_is_adopted_later(shelf: Town) -> None:
    turn = await shelf.talk.send_file(LOTTE, NAME, NEW.encode())
    assert "Nieuw plan: IVP Veldermeer 2027-2030.md" in turn.text
    assert "Klopt het?" in turn.text
    turn = await shelf.talk.press(LOTTE, "Toevoegen")
    assert "Ik ben bezig" in turn.text
    told = await read(shelf)
    assert "2 stukken tekst in 2 paragrafen" in told
    assert "Een voorbeeld." in told
    assert "“" in told
    assert "plan vaststellen 1" in told
    found = {one.period: one.status for one in library(shelf).plans()}
    assert found == {"2027-2030": Status.CONCEPT, "2023-2026": Status.ADOPTED}
    assert "Dat staat niet" in (await shelf.talk.say(NOOR, "wat zegt het IVP over drones?")).text
    turn = await shelf.talk.say(LOTTE, "plan vaststellen")
    assert "is nu vastgesteld" in turn.text
    assert (
        "toestemming van de burgemeester"
        in (await shelf.talk.say(NOOR, "wat zegt het IVP over drones?")).text
    )


async def test_a_coordinator_adds_the_first_plan_and_adopts_it_by_button(tmp_path: Path) -> None:
    question = "wat zegt het IVP over drones?"
    async with a_town(tmp_path, tmp_path / "plans") as town:
        assert "De coördinator moet eerst een plan" in (await town.talk.say(NOOR, question)).text
        for asked in (question, "vergelijk drones"):
            turn = await town.talk.say(LOTTE, asked)
            assert "als bestand? Stuur" in turn.text
            assert "beheerder" not in turn.text
        await town.talk.send_file(LOTTE, NAME, NEW.encode())
        await town.talk.press(LOTTE, "Toevoegen")
        assert "Het is een concept." in await read(town)
        turn = await town.talk.press(LOTTE, "Vaststellen")
        assert "is nu vastgesteld" in turn.text
        turn = await town.talk.say(NOOR, question)
        assert "toestemming van de burgemeester" in turn.text


async def test_a_plan_that_is_replaced_or_removed_beside_the_bot_is_noticed_at_once(shelf: Town) -> None:
    """An administrator does so by command while the bot runs; an old button leads nowhere wrong."""
    question = "wat zegt het IVP over woonoverlast?"
    await shelf.talk.say(NOOR, question)
    old = shelf.talk.card(NOOR)
    file = shelf.folder / "nieuw.md"
    file.write_text("# 5 Woonoverlast\n\nWoonoverlast heeft een nieuw telefoonnummer.\n", encoding="utf-8")
    details = Details("IVP Veldermeer 2023-2026", "2023-2026", Status.ADOPTED)
    [outcome] = library(shelf).add([file], details)
    assert outcome.plan
    assert "nieuw telefoonnummer" in (await shelf.talk.say(NOOR, question)).text
    library(shelf).remove(outcome.plan.id)
    assert "staat niet meer in het plan" in (await shelf.talk.press(NOOR, "Meer hierover", on=old)).text
    assert "nog niet in het IVP zoeken" in (await shelf.talk.say(NOOR, question)).text


async def test_files_of_the_library_that_vanish_stop_nothing_and_can_be_put_back(shelf: Town) -> None:
    question = "wat zegt het IVP over woonoverlast?"
    kept = shelf.folder / "kept"
    shutil.copytree(shelf.folder / "plans", kept)
    for file in (shelf.folder / "plans" / "passages").iterdir():
        file.unlink()
    assert "Ik kan nu niet bij de plannen." in (await shelf.talk.say(NOOR, question)).text
    shutil.rmtree(shelf.folder / "plans")
    assert "nog niet in het IVP zoeken" in (await shelf.talk.say(NOOR, question)).text
    await shelf.talk.say(SAMIRA, "woonoverlast")
    await shelf.talk.say(SAMIRA, "Hinder tussen buren, en wat wij daar samen aan doen in de stad.")
    assert "Hinder tussen buren" in str((await shelf.answers())["kern"])
    shutil.copytree(kept, shelf.folder / "plans")
    assert "Dit staat in het plan" in (await shelf.talk.say(NOOR, question)).text


async def test_a_plan_that_comes_in_adopted_has_nothing_to_adopt(shelf: Town) -> None:
    await shelf.talk.send_file(LOTTE, NAME, NEW.encode())
    await shelf.talk.press(LOTTE, "Toevoegen", {"status": "adopted"})
    await read(shelf)
    assert shelf.talk.last(LOTTE).titles == ["Plannen"]


async def test_name_period_and_status_are_changed_on_the_card(shelf: Town) -> None:
    await shelf.talk.send_file(LOTTE, "scan3.md", NEW.encode())
    await shelf.talk.press(
        LOTTE, "Toevoegen", {"name": "Plan voor later", "period": "2031 t/m 2034", "status": "adopted"}
    )
    await read(shelf)
    found = {one.name: (one.period, one.status) for one in library(shelf).plans()}
    assert found["Plan voor later"] == ("2031-2034", Status.ADOPTED)


async def test_everything_of_it_can_be_typed(shelf: Town) -> None:
    await shelf.talk.send_file(LOTTE, "scan3.md", NEW.encode())
    await shelf.talk.say(LOTTE, "naam Plan voor later")
    turn = await shelf.talk.say(LOTTE, "periode straks")
    assert "Ik herken geen periode." in turn.text
    await shelf.talk.say(LOTTE, "periode 2031-2034")
    await shelf.talk.say(LOTTE, "status vastgesteld")
    turn = await shelf.talk.say(LOTTE, "ja")
    assert "Ik ben bezig met het lezen van Plan voor later" in turn.text
    await read(shelf)
    found = {one.name: (one.period, one.status) for one in library(shelf).plans()}
    assert found["Plan voor later"] == ("2031-2034", Status.ADOPTED)


@pytest.mark.parametrize(("choice", "plans"), [("Vervangen", 1), ("Ernaast zetten", 2)])
async def test_a_plan_of_the_same_period_is_replaced_or_set_beside(
    shelf: Town, choice: str, plans: int
) -> None:
    turn = await shelf.talk.send_file(LOTTE, "IVP nieuw 2023-2026.md", NEW.encode())
    assert "Er is al een plan voor 2023-2026" in turn.text
    await shelf.talk.press(LOTTE, choice)
    await read(shelf)
    found = library(shelf).plans()
    assert len(found) == plans
    assert {one.period for one in found} == {"2023-2026"}


async def test_a_plan_of_the_same_name_set_beside_gets_another_name(shelf: Town) -> None:
    await shelf.talk.send_file(LOTTE, "IVP Veldermeer 2023-2026.md", NEW.encode())
    await shelf.talk.press(LOTTE, "Ernaast zetten")
    await read(shelf)
    assert len({one.name for one in library(shelf).plans()}) == 2


async def test_the_very_file_of_another_plan_takes_no_plan_away_unasked(shelf: Town) -> None:
    data = files("knowledge.plans").joinpath("veldermeer-2023-2026.pdf").read_bytes()
    await shelf.talk.send_file(LOTTE, "veldermeer-2023-2026.pdf", data)
    await shelf.talk.say(LOTTE, "periode 2027-2030")
    turn = await shelf.talk.say(LOTTE, "naam IVP Veldermeer 2027-2030")
    assert "Er is al een plan voor 2023-2026" in turn.text
    turn = await shelf.talk.say(LOTTE, "ja")
    assert "vervangen" in turn.text
    await shelf.talk.say(LOTTE, "ernaast zetten")
    told = await read(shelf)
    assert "Een voorbeeld." in told
    assert {one.period for one in library(shelf).plans()} == {"2023-2026", "2027-2030"}


async def test_a_yes_that_could_overwrite_asks_first(shelf: Town) -> None:
    await shelf.talk.send_file(LOTTE, "IVP nieuw 2023-2026.md", NEW.encode())
    turn = await shelf.talk.say(LOTTE, "ja")
    assert "Wil je dat vervangen" in turn.text
    assert len(library(shelf).plans()) == 1


async def test_a_file_that_is_not_wanted_is_thrown_away(shelf: Town) -> None:
    await shelf.talk.send_file(LOTTE, NAME, NEW.encode())
    assert len(inbox(shelf).all()) == 1
    await shelf.talk.press(LOTTE, "Toch niet")
    assert inbox(shelf).all() == ()
    assert not list((shelf.folder / "plans" / "inbox").glob("*.md"))


async def test_what_waits_is_private_and_its_name_says_nothing(shelf: Town) -> None:
    await shelf.talk.send_file(LOTTE, NAME, NEW.encode())
    for path in (shelf.folder / "plans" / "inbox").iterdir():
        assert path.stat().st_mode & 0o077 == 0
        assert "Veldermeer" not in path.name


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("leeg.md", b"   \n ", "leeg.md staat geen tekst"),
        ("kapot.pdf", b"%PDF-1.7 en dan niets", "kapot.pdf"),
        ("plaatje.pdf", b"GIF89a", "van binnen een ander soort bestand"),
        ("oud.docx", b"PK\x03\x04 kapot", "oud.docx"),
    ],
)
async def test_a_file_that_cannot_be_read_is_refused_by_its_name_with_what_to_do(
    shelf: Town, name: str, data: bytes, said: str
) -> None:
    turn = await shelf.talk.send_file(LOTTE, name, data)
    assert said in turn.text
    assert inbox(shelf).all() == ()


async def test_nobody_but_a_coordinator_adds_a_plan(shelf: Town) -> None:
    turn = await shelf.talk.send_file(NOOR, NAME, NEW.encode())
    assert "Alleen de coördinator kan een plan toevoegen" in turn.text
    assert inbox(shelf).all() == ()
    turn = await shelf.talk.say(SAMIRA, "plan weghalen 1")
    assert "Alleen de coördinator" in turn.text
    assert len(library(shelf).plans()) == 1


async def test_a_crash_while_reading_loses_nothing_and_tells_it_once(
    shelf: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    dying, start = shelf.bots[-1].plan_jobs, plan_jobs.PlanJobs.start

    def dies_before_it_begins(jobs: plan_jobs.PlanJobs, job: str) -> None:
        if jobs is not dying:
            start(jobs, job)

    monkeypatch.setattr(plan_jobs.PlanJobs, "start", dies_before_it_begins)
    await shelf.restart()  # the bot takes hold of `start` when it is made
    dying = shelf.bots[-1].plan_jobs
    await shelf.talk.send_file(LOTTE, NAME, NEW.encode())
    await shelf.talk.press(LOTTE, "Toevoegen")
    [waiting] = inbox(shelf).all()
    assert waiting.stage is Stage.WANTED
    await shelf.restart()
    await shelf.bots[-1].plan_jobs.resume()
    told = await read(shelf)
    assert "is gelezen" in told
    before = len(shelf.talk.messages(LOTTE))
    await shelf.bots[-1].plan_jobs.resume()
    await shelf.bots[-1].plan_jobs.idle()
    assert len(shelf.talk.messages(LOTTE)) == before
    assert inbox(shelf).all() == ()
    assert [one.name for one in (shelf.folder / "plans" / "inbox").iterdir()] == [".lock"]


async def test_of_two_that_read_one_file_the_first_is_right(shelf: Town) -> None:
    await shelf.talk.send_file(LOTTE, NAME, NEW.encode())
    [waiting] = inbox(shelf).all()
    wanted = inbox(shelf).change(replace(waiting, stage=Stage.WANTED), Stage.PROPOSED)
    assert wanted is not None
    assert inbox(shelf).emptied(wanted, {"plan": "eerste"}) is not None
    assert inbox(shelf).emptied(wanted, {"refused": "tweede"}) is None
    assert [one.told for one in inbox(shelf).all()] == [{"plan": "eerste"}]


async def test_a_long_read_says_so_and_keeps_saying_it_in_one_message(
    shelf: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plan_jobs, "QUIET", 0.02)
    monkeypatch.setattr(plan_jobs, "EVERY", 0.02)
    await shelf.talk.send_file(LOTTE, NAME, NEW.encode())
    await shelf.talk.press(LOTTE, "Toevoegen")
    await read(shelf)
    texts = [one.text for one in shelf.talk.messages(LOTTE)]
    assert sum("Klaar. Hieronder staat wat ik vond." in one for one in texts) == 1
    assert not any("seconden bezig" in one for one in texts)  # that message became "klaar"


async def test_the_same_press_twice_reads_once(shelf: Town) -> None:
    await shelf.talk.send_file(LOTTE, NAME, NEW.encode())
    await shelf.talk.double_press(LOTTE, "Toevoegen")
    await read(shelf)
    assert sum("is gelezen" in one.text for one in shelf.talk.messages(LOTTE)) == 1


async def test_the_list_says_which_plan_answers(shelf: Town) -> None:
    turn = await shelf.talk.say(NOOR, "plannen")
    assert "1. IVP Veldermeer 2023-2026" in turn.text
    assert "vastgesteld · geeft nu antwoord" in turn.text
    assert "Weghalen" not in str(turn.titles)


async def test_a_plan_is_taken_out_after_a_yes_and_its_pins_are_named(shelf: Town) -> None:
    plans = shelf.folder / "plans"
    [plan] = library(shelf).plans()
    sentence = next(one for one in library(shelf).passages([plan.id]) if one.quotable).sentences()[0]
    LessonBook(plans).add_pin(Pin("waar gaat de zeppelin over?", sentence))
    turn = await shelf.talk.say(LOTTE, "plan weghalen IVP Veldermeer 2023-2026")
    assert "Wil je IVP Veldermeer 2023-2026 weghalen?" in turn.text
    assert len(library(shelf).plans()) == 1
    turn = await shelf.talk.say(LOTTE, "ja")
    assert "is weggehaald" in turn.text
    assert "waar gaat de zeppelin over?" in turn.text
    assert library(shelf).plans() == ()
    turn = await shelf.talk.say(NOOR, "wat zegt het IVP over woonoverlast?")
    assert "nog niet in het IVP zoeken" in turn.text


async def test_no_keeps_the_plan(shelf: Town) -> None:
    await shelf.talk.say(LOTTE, "plan weghalen 1")
    turn = await shelf.talk.say(LOTTE, "nee")
    assert "het plan blijft" in turn.text
    assert len(library(shelf).plans()) == 1


async def test_adopting_can_be_taken_back(shelf: Town) -> None:
    await shelf.talk.send_file(LOTTE, NAME, NEW.encode())
    await shelf.talk.press(LOTTE, "Toevoegen")
    await read(shelf)
    await shelf.talk.say(LOTTE, "plan vaststellen 1")
    turn = await shelf.talk.say(LOTTE, "terug naar concept")
    assert "weer een concept" in turn.text
    assert library(shelf).plans()[0].status is Status.CONCEPT


async def test_a_file_while_a_question_is_open_leaves_that_open(shelf: Town) -> None:
    await shelf.talk.say(LOTTE, "aanpak ondermijning")
    await shelf.talk.send_file(LOTTE, NAME, NEW.encode())
    await shelf.talk.press(LOTTE, "Toevoegen")
    await read(shelf)
    await shelf.talk.say(LOTTE, "Misbruik van de bovenwereld door criminelen, soms goed verborgen.")
    assert "bovenwereld" in str(await shelf.answers("ondermijning"))


async def test_a_file_stays_a_day_and_then_goes(shelf: Town) -> None:
    await shelf.talk.send_file(LOTTE, NAME, NEW.encode())
    shelf.clock.forward(hours=25)
    await shelf.bots[-1].plan_jobs.resume()
    assert inbox(shelf).all() == ()
    turn = await shelf.talk.say(LOTTE, "ja")
    assert "Dit bestand heb ik niet meer" in turn.text


async def test_the_example_pdf_is_read_as_it_is(shelf: Town) -> None:
    data = files("knowledge.plans").joinpath("veldermeer-2019-2022.docx").read_bytes()
    await shelf.talk.send_file(LOTTE, "veldermeer-2019-2022.docx", data)
    await shelf.talk.press(LOTTE, "Toevoegen")
    told = await read(shelf)
    assert "stukken tekst in" in told
    assert {one.period for one in library(shelf).plans()} == {"2023-2026", "2019-2022"}
