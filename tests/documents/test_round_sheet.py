"""The coordinator sends a sheet with theme, owner and deadline: read, or every fault told at once by row."""

import io
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from bot.documents import errors
from bot.documents.round_sheet import RoundSheetFaults, read_round_sheet
from dialogs.papers import RoundRow
from tests.documents.office import SOFFICE, saved_by_libreoffice
from tests.documents.test_form_refusals import OLD, archive, blank, parts_of

HEAD = ("Thema", "Themahouder", "Deadline")
SAMIRA = "samira.elidrissi@veldermeer.example"


def workbook(*rows: Sequence[object]) -> bytes:
    book = openpyxl.Workbook()
    found: Any = book.active
    for row in rows:
        found.append(row)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def faults(*rows: Sequence[object], **dates: date) -> list[str]:
    with pytest.raises(RoundSheetFaults) as refusal:
        read_round_sheet(workbook(HEAD, *rows), "ronde.xlsx", **dates)
    return list(refusal.value.lines)


def test_themes_owners_and_deadlines_are_read_as_they_are_typed() -> None:
    data = workbook(
        ("Ronde IVP 2027-2030",),
        ("Veld", "E-mailadres", "THEMA", "Deadline:"),
        ("Wonen", SAMIRA.upper(), "Woonoverlast", date(2027, 1, 29)),
        (None, None, None, None),
        ("Jeugd", "j@x.example", "  Regie op   jeugd ", "29-1-2027"),
        ("Brand", "p@x.example", "Brand", None),
        ("Digitaal", "m@x.example", "2027", "2027-02-05"),
    )
    assert read_round_sheet(data, "ronde.xlsx") == (
        RoundRow(3, "Woonoverlast", SAMIRA, date(2027, 1, 29)),
        RoundRow(5, "Regie op jeugd", "j@x.example", date(2027, 1, 29)),
        RoundRow(6, "Brand", "p@x.example", None),
        RoundRow(7, "2027", "m@x.example", date(2027, 2, 5)),
    )


@pytest.mark.long
@pytest.mark.skipif(SOFFICE is None, reason="LibreOffice is not installed: no soffice to save the sheet with")
def test_a_sheet_saved_by_libreoffice_reads_the_same(tmp_path: Path) -> None:
    data = workbook(HEAD, ("Wonen & zo", SAMIRA, date(2027, 1, 29)), ("Jeugd", SAMIRA, "29-01-2027"))
    (tmp_path / "ronde.xlsx").write_bytes(data)
    try:
        saved_by_libreoffice(tmp_path, ["ronde.xlsx"], "xlsx:Calc MS Excel 2007 XML")
        saved = (tmp_path / "saved" / "ronde.xlsx").read_bytes()
    except FileNotFoundError:
        pytest.skip("LibreOffice is here without Calc")
    assert read_round_sheet(saved, "ronde.xlsx") == read_round_sheet(data, "ronde.xlsx")


def test_every_fault_is_told_at_once_by_row() -> None:
    found = faults(
        ("Woonoverlast", "samira", "29-01-2027"),
        ("", SAMIRA, "31-02-2027"),
        ("Jeugd", "", None),
        ("Brand", SAMIRA, "=TODAY()"),
        ("=A2", SAMIRA, None),
        ("woonoverlast ", SAMIRA, "30-01-2027"),
        ("Jeugd", SAMIRA, None),
        ("Lang" * 40, SAMIRA, None),
    )
    assert found == [
        "Rij 2: “samira” is geen e-mailadres. Schrijf het zo: naam@gemeente.nl.",
        "Rij 3: hier mist de naam van het thema.",
        "Rij 3: “31-02-2027” is geen datum. Schrijf het zo: 29-01-2027.",
        "Rij 4: hier mist het adres van de themahouder.",
        "Rij 5: in de kolom deadline staat een formule. Typ daar de waarde zelf.",
        "Rij 6: in de kolom thema staat een formule. Typ daar de waarde zelf.",
        "Rij 7: het thema “woonoverlast” staat ook in rij 2, met een andere deadline. Laat er één staan.",
        "Rij 8: het thema “Jeugd” staat ook in rij 4. Laat er één staan.",
        "Rij 9: de naam van het thema is te lang. Er passen 120 tekens.",
    ]


def test_a_deadline_that_contradicts_the_round_is_told() -> None:
    found = faults(
        ("Een", SAMIRA, "01-11-2026"),
        ("Twee", SAMIRA, "01-07-2027"),
        ("Drie", SAMIRA, "29-01-2027"),
        opens=date(2026, 11, 16),
        council=date(2027, 6, 24),
    )
    assert [one.split(":")[0] for one in found] == ["Rij 2", "Rij 3"]
    assert "maandag 16 november 2026" in found[0]


def test_a_sheet_without_the_columns_is_refused() -> None:
    with pytest.raises(errors.NoRoundSheet):
        read_round_sheet(workbook(("Naam", "Adres van de markt")), "ronde.xlsx")


def test_a_column_that_stands_there_twice_is_told() -> None:
    with pytest.raises(RoundSheetFaults) as refusal:
        read_round_sheet(workbook(("Thema", "E-mail", "Eigenaar"), ("a", "a@b.nl", "c@d.nl")), "ronde.xlsx")
    assert refusal.value.lines == ("Rij 1: de kolom themahouder staat er twee keer. Laat er één staan.",)


def test_an_empty_and_an_endless_sheet_are_told() -> None:
    assert faults() == ["Rij 1: onder de kolommen staat nog niets."]
    many = [(f"Thema {number}", SAMIRA, None) for number in range(600)]
    assert "te veel rijen" in faults(*many)[-1]


def test_a_row_far_down_does_not_keep_the_reader_busy() -> None:
    book = openpyxl.Workbook()
    found: Any = book.active
    found.append(HEAD)
    found.append(("Een", SAMIRA, None))
    found.cell(1_048_576, 16_384, "ver weg")
    target = io.BytesIO()
    book.save(target)
    with pytest.raises(RoundSheetFaults):
        read_round_sheet(target.getvalue(), "ronde.xlsx")


@pytest.mark.parametrize("part", ["xl/workbook.xml", "xl/worksheets/sheet1.xml", "xl/styles.xml"])
def test_entities_in_a_workbook_are_refused(part: str) -> None:
    parts = parts_of(workbook(HEAD, ("Een", SAMIRA, None)))
    parts[part] = b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>' + parts[part].replace(
        b"Een", b"&x;"
    )
    with pytest.raises(errors.Damaged):
        read_round_sheet(archive(parts), "ronde.xlsx")


@pytest.mark.parametrize(
    ("name", "data", "kind"),
    [
        ("oud.xls", OLD, errors.OldFormat),
        ("pdf.xlsx", b"%PDF-1.4", errors.IsPdf),
        ("word.xlsx", blank(), errors.NotThatKind),
        ("zip.xlsx", archive({"a.txt": b"a"}), errors.NotThatKind),
        ("half.xlsx", workbook(HEAD)[:900], errors.Damaged),
        ("kapot.xlsx", archive({"[Content_Types].xml": b"<a", "xl/workbook.xml": b"<b"}), errors.Damaged),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(
    name: str, data: bytes, kind: type[errors.FileRefused]
) -> None:
    with pytest.raises(errors.FileRefused) as refusal:
        read_round_sheet(data, name)
    assert type(refusal.value) is kind
    assert "Excel" in refusal.value.dutch or ".xlsx" in refusal.value.dutch or "Bewaar" in refusal.value.dutch
