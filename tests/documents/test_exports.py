"""The coordinator takes everything out, as a document and as a workbook, with internal answers marked."""

import io
from dataclasses import replace
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from docx import Document

from bot.documents.export_docx import docx_of
from bot.documents.export_xlsx import MAX_CELL, guarded, xlsx_of
from bot.exports import everything
from dialogs.intake.theme_log import Entry, ThemeKey
from dialogs.rounds.round import Round
from tests.documents.form_samples import AT, FILLED, ROUND, given, sheet

INTERNAL = ("stroef", "Het overleg loopt stroef")


class Gathered:
    """What a store would give: one round, one theme with answers."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries

    async def rounds(self, tenant: str) -> list[Round]:
        return [ROUND]

    async def log(self, key: ThemeKey) -> tuple[Entry, ...]:
        return self.entries if key.theme == "woonoverlast" else ()


def with_internal() -> tuple[Entry, ...]:
    entries = sheet([*FILLED, given("fte_nu", Decimal("1.5")), given(*INTERNAL)]).entries
    return (*entries[:-1], replace(entries[-1], draft=replace(entries[-1].draft, internal=True)))


@pytest.fixture
async def all_of_it() -> dict[str, Any]:
    return await everything(Gathered(with_internal()), "lokaal", AT)  # type: ignore[arg-type]


def text_of(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])


def rows_of(data: bytes, name: str) -> list[dict[str, Any]]:
    found: Any = openpyxl.load_workbook(io.BytesIO(data))[name]
    head, *rows = found.iter_rows(values_only=True)
    return [dict(zip(head, row, strict=True)) for row in rows]


async def test_the_document_holds_every_answer_and_marks_what_is_internal(all_of_it: dict[str, Any]) -> None:
    text = text_of(docx_of(all_of_it))
    assert "1. Waar gaat dit thema over?" in text
    assert "Denk aan geluid." in text
    assert "[alleen intern]" in text
    assert INTERNAL[1] in text
    assert "Hoe gaat dat? (alleen intern)" in text
    assert "Nog niets ingevuld." in text


async def test_what_is_internal_can_be_left_out_also_within_a_list(all_of_it: dict[str, Any]) -> None:
    assert "Goed" in text_of(docx_of(all_of_it))
    book = openpyxl.load_workbook(io.BytesIO(xlsx_of(all_of_it, internal=False)))
    cells = (str(cell) for one in book for row in one.iter_rows(values_only=True) for cell in row)
    for text in (text_of(docx_of(all_of_it, internal=False)), "\n".join(cells)):
        assert "Buurtbemiddeling" in text
        assert INTERNAL[1] not in text
        assert "Hoe gaat dat?" not in text
        assert "Goed" not in text


async def test_the_workbook_has_a_row_per_answer_and_a_sheet_per_list(all_of_it: dict[str, Any]) -> None:
    data = xlsx_of(all_of_it, names={"samira": "Samira El Idrissi"})
    rows = {row["Nr."]: row for row in rows_of(data, "Antwoorden") if row["Thema"] == "Woonoverlast"}
    assert rows["1"]["Antwoord"].startswith("Woonoverlast is hinder tussen buren.\nDenk")
    assert rows["1"]["Door"] == "Samira El Idrissi"
    assert str(rows["1"]["Datum"]) == "2026-11-20 10:00:00"
    assert (rows["8"]["Alleen intern"], rows["6"]["Alleen intern"], rows["1"]["Alleen intern"]) == (
        "ja",
        "deels",
        "nee",
    )
    assert (rows["2"]["Stand"], rows["4"]["Stand"], rows["16"]["Stand"]) == (
        "overgeslagen",
        "niet ingevuld",
        "nog niet bekend",
    )
    assert rows["14"]["Antwoord"] == "1,5"
    partners = rows_of(data, "6 partners")
    assert [(row["Partner"], row["Rol"]) for row in partners] == [
        ("Politie", None),
        ("Buurtbemiddeling", "Voert uit"),
    ]
    found: Any = openpyxl.load_workbook(io.BytesIO(data))
    assert all(one.freeze_panes == "A2" for one in found)
    assert all(
        one.column_dimensions["B"].width >= 20 and one.auto_filter.ref.startswith("A1:") for one in found
    )


async def test_no_cell_is_taken_for_a_formula(all_of_it: dict[str, Any]) -> None:
    found: Any = openpyxl.load_workbook(io.BytesIO(xlsx_of(all_of_it)))
    cells = [cell for one in found for row in one.iter_rows() for cell in row if cell.value is not None]
    assert any("=1+1" in str(cell.value) for cell in cells)
    for cell in cells:
        assert cell.data_type != "f"
        assert not str(cell.value).startswith(("=", "+", "-", "@", "\t", "\r"))


@pytest.mark.parametrize(
    ("text", "safe"),
    [
        ("=1+1", "'=1+1"),
        ("+31 6", "'+31 6"),
        ("- een\n- twee", "'- een\n- twee"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("\t=1", "'=1"),
        ("\r=1", "'=1"),
        ("  =1", "'=1"),
        ("＝1", "'＝1"),
        ("a\x0bb\x01", "a\nb"),
        ("gewoon = tekst", "gewoon = tekst"),
        ("x" * 40_000, "x" * MAX_CELL),
    ],
)
def test_a_text_is_made_safe_for_a_cell(text: str, safe: str) -> None:
    assert guarded(text) == safe


async def test_an_export_of_another_shape_is_not_read_as_this_one(all_of_it: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="shape"):
        docx_of({**all_of_it, "shape": 2})


def test_an_export_without_rounds_is_a_document_that_says_so() -> None:
    nothing = {"shape": 1, "rounds": []}
    assert "Er is nog geen ronde." in text_of(docx_of(nothing))
    assert rows_of(xlsx_of(nothing), "Antwoorden") == []
