"""The coordinator's sheet to be filled in: theme, owner and deadline, with the themes known so far."""

import io
from collections.abc import Sequence
from datetime import date, datetime, time
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.worksheet.properties import PageSetupProperties

from bot.documents.export_xlsx import HEAD, LINES, guarded

COLUMNS = (("Thema", 40), ("Themahouder", 40), ("Deadline", 16))
_BOLD = Font(name="Calibri", size=11, bold=True)
EMPTY_ROWS = 40  # with lines, so that it shows where to write

Row = tuple[str, str, date | None]


def round_sheet_form(rows: Sequence[Row]) -> bytes:
    """An .xlsx file that `read_round_sheet` reads; a row for each theme, its owner and its own deadline."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = "Thema's"
    for place, (name, width) in enumerate(COLUMNS, 1):
        cell = sheet.cell(1, place)
        cell.value, cell.font, cell.fill, cell.border = name, _BOLD, HEAD, LINES
        sheet.column_dimensions["ABC"[place - 1]].width = width
    for number in range(2, len(rows) + EMPTY_ROWS + 2):
        row = rows[number - 2] if number - 2 < len(rows) else ("", "", None)
        for place, value in enumerate(row, 1):
            cell = sheet.cell(number, place)
            cell.border = LINES
            if place == len(COLUMNS):
                cell.number_format = "dd-mm-yyyy"
            if isinstance(value, date):
                cell.value = datetime.combine(value, time())
            elif value:
                cell.value, cell.data_type = guarded(value), "s"
    sheet.freeze_panes = "A2"
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = "1:1"
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()
