"""Answers leave the chat as files: one's own, and all of a round for its coordinator."""

import io
import json

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.turns.conftest import LOTTE, NOOR, SAMIRA, Town

CORE = "Woonoverlast is hinder tussen buren. Denk aan geluid, stank en rommel."
SECRET = "Alleen voor ons: de post is niet bezet."


async def answered(town: Town) -> None:
    """Two answers of Samira, the second for internal use only."""
    await town.talk.say(SAMIRA, "woonoverlast")
    await town.talk.say(SAMIRA, CORE)
    await town.talk.say(SAMIRA, SECRET)
    await town.talk.say(SAMIRA, "intern 2")


def words_of(docx: bytes) -> str:
    document = Document(io.BytesIO(docx))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


async def test_a_copy_of_ones_own_answers_is_a_word_file_too(town: Town) -> None:
    await answered(town)
    text = await town.talk.say(SAMIRA, "kopie")
    assert CORE in text.text
    await town.talk.press(SAMIRA, "Als Word-bestand", on=text.messages[0])
    await town.talk.accept(SAMIRA)
    name, data = town.talk.given(SAMIRA)
    assert name.endswith("mijn antwoorden.docx")
    assert CORE in words_of(data)
    assert "Regie op jeugd" in words_of(data)  # she fills in three themes
    assert "Aanpak ondermijning" not in words_of(data)


@pytest.mark.parametrize("line", ["exporteer", "exporteer word", "exporteer json"])
async def test_the_answers_of_a_round_are_for_its_coordinator_only(town: Town, line: str) -> None:
    for who in (SAMIRA, NOOR):
        turn = await town.talk.say(who, line)
        assert "Alleen de coördinator" in turn.text


async def test_a_made_up_yes_gives_nothing(town: Town) -> None:
    await answered(town)
    offer = (await town.talk.say(SAMIRA, "kopie als bestand")).messages[0]
    content = offer.activity["attachments"][0]["content"]
    content["acceptContext"] = {**content["acceptContext"], "w": "json"}
    turn = await town.talk.accept(SAMIRA, on=offer)
    assert "kan ik je niet" in turn.text
    assert town.talk.teams.onedrive.puts == 0


async def test_the_coordinator_takes_all_out_with_or_without_what_is_internal(town: Town) -> None:
    await answered(town)
    await town.talk.say(LOTTE, "exporteer")
    await town.talk.press(LOTTE, "Alles: Word")
    await town.talk.accept(LOTTE)
    everything = words_of(town.talk.given(LOTTE)[1])
    assert CORE in everything
    assert SECRET in everything
    await town.talk.say(LOTTE, "exporteer word zonder intern")
    await town.talk.accept(LOTTE)
    name, data = town.talk.given(LOTTE)
    assert "zonder intern" in name
    assert CORE in words_of(data)
    assert SECRET not in words_of(data)


async def test_the_workbook_and_the_json_hold_them_too(town: Town) -> None:
    await answered(town)
    await town.talk.say(LOTTE, "exporteer excel zonder intern")
    await town.talk.accept(LOTTE)
    rows = [
        str(cell.value)
        for row in load_workbook(io.BytesIO(town.talk.given(LOTTE)[1])).active.iter_rows()  # type: ignore[union-attr]
        for cell in row
    ]
    assert CORE in rows
    assert SECRET not in rows
    await town.talk.say(LOTTE, "exporteer json")
    await town.talk.accept(LOTTE)
    [round_] = json.loads(town.talk.given(LOTTE)[1])["rounds"]
    assert len(round_["themas"]) == 7


async def test_what_is_given_holds_what_was_answered_after_the_offer(town: Town) -> None:
    await town.talk.say(LOTTE, "exporteer word")
    await answered(town)
    await town.talk.accept(LOTTE)
    assert CORE in words_of(town.talk.given(LOTTE)[1])
