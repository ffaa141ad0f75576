"""Sheets to make forms of, and the hands that fill a form in as Word would leave it."""

import io
from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from importlib.resources import files
from typing import Any

from docx import Document
from docx.oxml.ns import qn

from bot.documents import keys
from dialogs.intake.format import Format
from dialogs.intake.format_file import packaged_format
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Draft, Entry, Kind, Status, ThemeKey, ThemeState
from dialogs.rounds.round_file import load_round
from dialogs.values import Value

IVP = packaged_format("ivp")
TODAY = date(2026, 11, 23)
ROUND = load_round(files("dialogs.rounds").joinpath("examples", "voorbeeld.yaml").read_bytes(), "voorbeeld")
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)

Given = tuple[str, str, Status, Value]  # question, item, status, value


def sheet(answers: Iterable[Given] = (), theme: str = "woonoverlast", form: Format = IVP) -> Sheet:
    """A theme of the example round with these answers."""
    key = ThemeKey("lokaal", ROUND.id, theme)
    found = ROUND.theme(theme)
    assert found is not None
    entries = tuple(entry(key, seq, *one) for seq, one in enumerate(answers, 1))
    return Sheet(key, ROUND, found, form, entries, ThemeState.of(entries))


def entry(key: ThemeKey, seq: int, question: str, item: str, status: Status, value: Value) -> Entry:
    draft = Draft(
        key, Kind.ANSWER, "samira", f"a{seq}", AT, question=question, item=item, status=status, value=value
    )
    return Entry(seq, draft)


def after(before: Sheet, *answers: Given) -> Sheet:
    """The sheet when these answers were given since."""
    start = before.last_seq + 1
    return before.with_entries([entry(before.key, seq, *one) for seq, one in enumerate(answers, start)])


def given(question: str, value: Value, item: str = "") -> Given:
    return (question, item, Status.GIVEN, value)


FILLED: tuple[Given, ...] = (
    given("kern", "Woonoverlast is hinder tussen buren.\nDenk aan geluid.\n\n- en stank"),
    ("afbakening", "", Status.SKIPPED, None),
    given("stand", "zorgen"),
    given("stand_toelichting", "=1+1 <b>&amp; “zo”"),
    given("partners", {"partner": "politie", "oordeel": "goed"}, "a1"),
    given("partners", {"partner": {"anders": "Buurtbemiddeling"}, "rol": "uitvoerder"}, "a2"),
    ("partners", "", Status.CLOSED, None),
    given("regie", "Buurtbemiddeling"),
    given("ontwikkelingen", {"wat": "Nieuwe huurwet", "wanneer": "nu"}, "c1"),
    ("geld", "", Status.UNKNOWN, {"wie": "joost.terpstra@veldermeer.example"}),
    given("niveau", "prioriteit"),
)


class Filling:
    """A form opened, as somebody with Word has it before them."""

    def __init__(self, data: bytes) -> None:
        self.document: Any = Document(io.BytesIO(data))

    def table(self, question: str) -> Any:
        """The table of a question."""
        wanted = f"_ivp_q_{keys.question_digest(question)}_"
        for table in self.document.tables:
            names = [mark.get(qn("w:name")) for mark in table._tbl.iter(qn("w:bookmarkStart"))]
            if any(name.startswith(wanted) for name in names):
                return table
        raise AssertionError(question)

    def type(self, question: str, text: str) -> None:
        """Type into the answer cell, each line as a paragraph."""
        put(self.table(question).rows[1].cells[0], text)

    def tick(self, question: str, *labels: str, other: str = "") -> None:
        """Click the boxes before these labels, and no others."""
        for paragraph in self.table(question).rows[1].cells[0].paragraphs:
            label = paragraph.text.removeprefix("☐").removeprefix("☒").strip()
            for box in paragraph._p.iter(qn("w:sdt")):
                on = label in labels or (label.startswith("Anders, namelijk") and bool(other))
                next(box.iter(qn("w14:checked"))).set(qn("w14:val"), "1" if on else "0")
                next(box.iter(qn("w:t"))).text = "☒" if on else "☐"
            if label.startswith("Anders, namelijk") and other:
                paragraph.add_run(f" {other}")

    def row(self, question: str, number: int, **fields: str) -> None:
        """Fill in fields of a row of a list; counts from 1. A choice is made in its drop-down."""
        row = self.table(question).rows[number + 1]
        self._fields(question, row, fields)

    def new_row(self, question: str, **fields: str) -> None:
        """Add a row at the end, as Tab in the last cell does; its cells have no drop-downs."""
        row = self.table(question).add_row()
        self._fields(question, row, fields)

    def drop_row(self, question: str, number: int) -> None:
        row = self.table(question).rows[number + 1]
        row._tr.getparent().remove(row._tr)

    def bytes(self) -> bytes:
        target = io.BytesIO()
        self.document.save(target)
        return target.getvalue()

    def _fields(self, question: str, row: Any, fields: Mapping[str, str]) -> None:
        asked = IVP.question(question)
        order = [field.id for field in asked.fields]  # type: ignore[union-attr]
        for name, text in fields.items():
            put(row.cells[order.index(name) + 1], text)


def put(cell: Any, text: str) -> None:
    """Replace what a cell holds: through its drop-down when it has one."""
    controls = list(cell._tc.iter(qn("w:sdt")))
    if controls:
        shown = next(controls[0].iter(qn("w:showingPlcHdr")), None)
        if shown is not None:
            shown.getparent().remove(shown)
        next(controls[0].iter(qn("w:t"))).text = text
        return
    for paragraph in cell.paragraphs[1:]:
        paragraph._p.getparent().remove(paragraph._p)
    cell.paragraphs[0].clear()
    for place, line in enumerate(text.split("\n")):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.add_run(line)
