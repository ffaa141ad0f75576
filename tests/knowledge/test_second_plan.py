"""The older example plan, in Word: what two plans are compared with, so it must be read without a fault."""

import re
import shutil
import subprocess
from functools import cache
from pathlib import Path

import pytest

from bot.serving import EXAMPLE_PLANS
from knowledge.passages import Passage
from knowledge.plans.make_second import DOCX, SOURCE, make, parts, without_marks
from knowledge.readers.blocks import Kind
from knowledge.readers.cut import passages
from knowledge.readers.docx import read_docx
from knowledge.readers.limits import Limits
from knowledge.readers.markdown import read_markdown
from knowledge.readers.reading import read


@cache
def source() -> tuple[str, dict[str, str]]:
    text, notes = parts(SOURCE.read_text(encoding="utf-8"))
    return without_marks(text), notes


@cache
def from_word() -> tuple[Passage, ...]:
    return passages(read_docx(DOCX.read_bytes(), DOCX.name, Limits()), "plan")


def sentences(found: tuple[Passage, ...]) -> list[tuple[tuple[str, ...], str]]:
    return [(one.section, sentence) for one in found for sentence in one.sentences()]


def test_the_file_that_is_kept_is_the_one_of_its_source() -> None:
    assert make(SOURCE.read_text(encoding="utf-8")) == DOCX.read_bytes()


def test_word_says_the_same_in_the_same_sections_as_the_source_with_notes_apart() -> None:
    text, notes = source()
    said = [one for one in sentences(from_word()) if one[1] not in notes.values()]
    assert said == sentences(passages(read_markdown(text), "plan"))
    assert {one.text for one in from_word()} >= set(notes.values())


def test_the_numbers_of_headings_are_counted_and_not_typed() -> None:
    shown = subprocess.run(["unzip", "-p", str(DOCX), "word/document.xml"], capture_output=True, check=True)
    assert b">Woonoverlast<" in shown.stdout
    assert b"4 Woonoverlast" not in shown.stdout
    assert ("4 Woonoverlast", "4.2 Wat wij willen bereiken") in {one.section for one in from_word()}


def test_it_has_the_length_of_a_plan_and_a_table_and_notes() -> None:
    text, notes = source()
    blocks = read_markdown(text).blocks
    assert 2_200 < sum(len(block.text.split()) for block in blocks) < 2_800
    assert sum(block.kind is Kind.ROW for block in blocks) == 8
    assert len(notes) == 2


def test_its_figures_are_those_that_the_newer_plan_looks_back_on() -> None:
    newer = SOURCE.with_name("veldermeer-2023-2026.md").read_text(encoding="utf-8")
    rows = {block.cells[0]: block.cells for block in read_markdown(source()[0]).blocks if block.cells}
    looked_back = {
        "Woninginbraken": r"van (\d+) in 2019 naar 81 in 2022",
        "Meldingen van woonoverlast": r"woonoverlast steeg juist, van (\d+) naar 425",
        "Aangiften van online oplichting": r"395 aangiften in 2022, tegen (\d+) in 2019",
    }
    for subject, pattern in looked_back.items():
        found = re.search(pattern, newer)
        assert found is not None
        assert rows[subject][2] == found[1]


def test_both_example_plans_come_with_the_local_bot(tmp_path: Path) -> None:
    assert [details.period for details in EXAMPLE_PLANS.values()] == ["2023-2026", "2019-2022"]
    for name in EXAMPLE_PLANS:
        assert len(read(SOURCE.with_name(name), "plan").passages) > 30


@pytest.mark.long
@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_every_sentence_is_there_for_libreoffice_under_the_numbers_that_it_counts(tmp_path: Path) -> None:
    command = ["soffice", f"-env:UserInstallation={tmp_path.as_uri()}/profile", "--headless", "--convert-to"]
    subprocess.run(
        [*command, "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(DOCX)],
        check=True,
        capture_output=True,
    )
    exported = (tmp_path / f"{DOCX.stem}.txt").read_text(encoding="utf-8-sig")
    text = " ".join(
        re.sub(r"(?<=[a-z]\.)\d(?=\s)", "", exported).split()
    )  # LibreOffice leaves out notes, not marks
    for one in from_word():
        for sentence in one.sentences() if one.quotable and one.text not in source()[1].values() else ():
            assert sentence in text
    headings = {title for one in from_word() for title in one.section}
    assert [title for title in headings if title not in text] == []
