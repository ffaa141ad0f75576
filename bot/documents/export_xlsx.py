"""All answers as a workbook: a sheet with a row per answer, and a sheet per list with a row per item."""

import io
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties

from bot.documents.cells import carried
from bot.documents.exported import (
    ExportedAnswer,
    ExportedRound,
    ExportedTheme,
    Formats,
    listed,
    rounds_of,
)
from dialogs.intake.format_file import packaged_format
from dialogs.intake.question_types import Question

ANSWERS = "Antwoorden"
YES, PARTLY, NO = "ja", "deels", "nee"
MAX_CELL = 32_000  # characters; Excel holds 32 767
DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
HEAD, MARKED = PatternFill("solid", fgColor="EAF1F8"), PatternFill("solid", fgColor="FFF4DC")
_SIDE = Side(style="thin", color="C9D1D9")
LINES = Border(left=_SIDE, right=_SIDE, top=_SIDE, bottom=_SIDE)
_NO_TITLE = re.compile(r"[\[\]:*?/\\]")

Column = tuple[str, int]  # head, width in characters


def xlsx_of(
    everything: Mapping[str, Any],
    *,
    internal: bool = True,
    names: Mapping[str, str] | None = None,
    zone: str = "Europe/Amsterdam",
    formats: Formats = packaged_format,
) -> bytes:
    """An .xlsx file of an export. Internal answers are marked "ja", or left out when `internal` is false.

    `names` gives the name of an author by the id in the log; without it there is no column of authors.
    Moments are local to `zone`.
    """
    rounds = rounds_of(everything, internal=internal, formats=formats)
    columns = _Columns(several=len(rounds) > 1, names=names, zone=ZoneInfo(zone))
    book = Workbook()
    del book["Sheet"]
    rows: list[list[object]] = []
    lists: dict[str, tuple[ExportedAnswer, list[list[object]]]] = {}
    for one, theme, answer in listed(rounds):
        start = columns.start(one, theme)
        mark = YES if answer.internal else PARTLY if answer.partly_internal else NO
        end = [answer.status, mark, *columns.end(answer.author, answer.at)]
        rows.append([*start, answer.number, answer.question, answer.shown, *end])
        if not answer.fields:
            continue
        _, items = lists.setdefault(answer.question_id, (answer, []))
        for item in answer.items:
            mark = YES if item.internal else PARTLY if answer.partly_internal else NO
            cells = [item.fields[field.id] for field in answer.fields]
            items.append([*start, *cells, mark, *columns.end(item.author, item.at)])
    middle = [("Nr.", 5), ("Vraag", 36), ("Antwoord", 62), ("Stand", 14)]
    _sheet(book, ANSWERS, [*columns.first, *middle, *columns.last], rows)
    for question, (answer, items) in lists.items():
        fields = [(_field_head(field.question), 26) for field in answer.fields]
        _sheet(book, f"{answer.number} {question}", [*columns.first, *fields, *columns.last], items)
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class _Columns:
    """The columns that every sheet begins and ends with. The round is named when there are several."""

    several: bool
    names: Mapping[str, str] | None
    zone: ZoneInfo

    @property
    def first(self) -> list[Column]:
        return [*([("Ronde", 16)] if self.several else []), ("Veld", 20), ("Thema", 22)]

    @property
    def last(self) -> list[Column]:
        by = [("Door", 18)] if self.names is not None else []
        return [("Alleen intern", 9), *by, ("Datum", 12)]

    def start(self, round_: ExportedRound, theme: ExportedTheme) -> list[object]:
        return [*([round_.title] if self.several else []), theme.safety_field, theme.title]

    def end(self, author: str, at: datetime | None) -> list[object]:
        by: list[object] = [] if self.names is None else [self.names.get(author, "")]
        # Excel knows no zones: the local clock.
        return [*by, at.astimezone(self.zone).replace(tzinfo=None, microsecond=0) if at else None]


def _field_head(question: Question) -> str:
    return f"{question.text} (intern)" if question.internal else question.text


def _sheet(book: Workbook, title: str, head: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
    sheet: Any = book.create_sheet(_title(book, title))
    for place, (name, width) in enumerate(head, 1):
        cell = sheet.cell(1, place)
        _write(cell, name)
        cell.font, cell.fill = Font(name="Calibri", size=11, bold=True), HEAD
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.row_dimensions[1].height = _height([name for name, _ in head], head)
    internal = [name for name, _ in head].index("Alleen intern")
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            _write(sheet.cell(number, place), value)
        if row[internal] != NO:
            sheet.cell(number, internal + 1).fill = MARKED
        sheet.row_dimensions[number].height = _height(row, head)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{len(rows) + 1}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.print_title_rows = "1:1"


def _height(row: Sequence[object], head: Sequence[Column]) -> float:
    """How high a row must be to show all its text, in points: not every program finds out by itself."""
    most = max(
        sum(1 + len(line) // max(1, int(width * 0.95)) for line in str(value or "").split("\n"))
        for value, (_, width) in zip(row, head, strict=True)
    )
    return min(400.0, 15.0 * most + 2)  # Excel holds 409


def _write(cell: Any, value: object) -> None:
    """A moment as one; anything else as text that no program takes for a formula (DESIGN §8)."""
    cell.alignment, cell.border = Alignment(wrap_text=True, vertical="top"), LINES
    if isinstance(value, datetime):
        cell.value, cell.number_format = value, "dd-mm-yyyy"
    elif value:
        cell.value = guarded(str(value))
        cell.data_type, cell.number_format = "s", "@"


def guarded(text: str) -> str:
    """`text` for a cell, not too long; with an apostrophe first when a program could see a formula in it."""
    kept = carried(text)[:MAX_CELL]  # without the tab or line end that it may have begun with
    return f"'{kept}" if kept.startswith(DANGEROUS) else kept


def _title(book: Workbook, title: str) -> str:
    """A title that Excel takes: at most 31 characters, and not twice."""
    short = _NO_TITLE.sub(" ", carried(title)).strip(" '")[:28] or "Blad"
    taken = {name.casefold() for name in book.sheetnames}
    number = 2
    made = short
    while made.casefold() in taken:
        made = f"{short[:26]} {number}"
        number += 1
    return made
