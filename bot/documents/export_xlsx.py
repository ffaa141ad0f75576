"""All answers as a workbook: a sheet with a row per answer, and a sheet per list with a row per item."""

import io
import re
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter

from bot.documents.cells import carried
from bot.documents.exported import ExportedAnswer, Formats, listed, rounds_of
from dialogs.intake.format_file import packaged_format

ANSWERS = "Antwoorden"
YES, PARTLY, NO = "ja", "deels", "nee"
MAX_CELL = 32_000  # characters; Excel holds 32 767
DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
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
    local = ZoneInfo(zone)
    book = Workbook()
    del book[book.active.title]  # type: ignore[union-attr]
    by = [("Door", 24)] if names is not None else []
    head = [("Ronde", 18), ("Veld", 26), ("Thema", 28), ("Nr.", 6), ("Vraag", 44), ("Antwoord", 70)]
    head += [("Stand", 18), ("Alleen intern", 13), *by, ("Datum", 17)]
    rows: list[list[object]] = []
    lists: dict[str, list[list[object]]] = {}
    heads: dict[str, tuple[str, list[Column]]] = {}
    for one, theme, answer in listed(rounds):
        start: list[object] = [one.title, theme.safety_field, theme.title, answer.number]
        mark = YES if answer.internal else PARTLY if answer.partly_internal else NO
        author: list[object] = [names.get(answer.author, "")] if names is not None else []
        rows.append(
            [*start, answer.question, answer.shown, answer.status, mark, *author, _local(answer.at, local)]
        )
        if not answer.fields:
            continue
        heads.setdefault(answer.question_id, (answer.number, _list_head(answer, by)))
        for item in answer.items:
            author = [names.get(item.author, "")] if names is not None else []
            cells = [item.fields[field.id] for field in answer.fields]
            mark = YES if item.internal else PARTLY if answer.partly_internal else NO
            row = [*start[:3], *cells, mark, *author, _local(item.at, local)]
            lists.setdefault(answer.question_id, []).append(row)
    _sheet(book, ANSWERS, head, rows)
    for question, (number, columns) in heads.items():
        _sheet(book, f"{number} {question}", columns, lists.get(question, []))
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _list_head(answer: ExportedAnswer, by: Sequence[Column]) -> list[Column]:
    fields = [
        (f"{field.question.text} (intern)" if field.question.internal else field.question.text, 30)
        for field in answer.fields
    ]
    return [("Ronde", 18), ("Veld", 26), ("Thema", 28), *fields, ("Alleen intern", 13), *by, ("Datum", 17)]


def _sheet(book: Workbook, title: str, head: Sequence[Column], rows: Sequence[Sequence[object]]) -> None:
    sheet: Any = book.create_sheet(_title(book, title))
    sheet.append([])
    for place, (name, width) in enumerate(head, 1):
        _write(sheet.cell(1, place), name)
        sheet.cell(1, place).font = Font(bold=True)
        sheet.cell(1, place).fill = PatternFill("solid", fgColor="EAF1F8")
        sheet.cell(1, place).alignment = Alignment(wrap_text=True, vertical="top")
        sheet.column_dimensions[get_column_letter(place)].width = width
    for number, row in enumerate(rows, 2):
        for place, value in enumerate(row, 1):
            _write(sheet.cell(number, place), value)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(head))}{max(1, len(rows) + 1)}"
    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"


def _write(cell: Any, value: object) -> None:
    """A moment as one; anything else as text that no program takes for a formula (DESIGN §8)."""
    cell.alignment = Alignment(wrap_text=True, vertical="top")
    if isinstance(value, datetime):
        cell.value = value
        cell.number_format = "dd-mm-yyyy hh:mm"
        return
    cell.value = guarded(str(value)) if value else None
    if value:
        cell.data_type = "s"
        cell.number_format = "@"


def guarded(text: str) -> str:
    """`text` for a cell, not too long; with an apostrophe first when a program could see a formula in it."""
    kept = carried(text)[:MAX_CELL]  # without the tab or line end that it may have begun with
    return f"'{kept}" if kept.startswith(DANGEROUS) else kept


def _local(at: datetime | None, zone: ZoneInfo) -> datetime | None:
    """Excel knows no zones: the local clock."""
    return at.astimezone(zone).replace(tzinfo=None, microsecond=0) if at else None


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
