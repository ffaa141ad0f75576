"""The first sheet of a workbook as plain rows. Runs in the child process.

    {"rows": [[cell, …], …], "more": bool}

A cell is None, `{"text": …}`, `{"date": ISO}` or `{"formula": true}`. `more`: there are more rows
than are read.
"""

import io
from datetime import date, datetime
from typing import Any

from bot.documents.package import BROKEN, Package, Refused

MAIN = "xl/workbook.xml"
MAX_ROWS = 500
MAX_COLUMNS = 30
MAX_CELL = 500  # characters


def rows(package: Package) -> dict[str, Any]:
    """The rows of the first sheet. Raises Refused when it is broken or too much."""
    import openpyxl
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        book = openpyxl.load_workbook(io.BytesIO(package.data), read_only=True, keep_links=False)
        if not book.worksheets:
            raise Refused("NotThatKind")
        sheet = book.worksheets[0]
        sheet.reset_dimensions()
        found = [
            [_cell(cell) for cell in row]
            for row in sheet.iter_rows(max_row=MAX_ROWS + 1, max_col=MAX_COLUMNS)
        ]
    except (*BROKEN, InvalidFileException, TypeError, AttributeError, IndexError) as fault:
        raise Refused("Damaged") from fault
    return {"rows": found[:MAX_ROWS], "more": len(found) > MAX_ROWS}


def _cell(cell: Any) -> dict[str, object] | None:
    value = cell.value
    if value is None:
        return None
    if cell.data_type == "f":
        return {"formula": True}
    if isinstance(value, datetime):
        return {"date": value.date().isoformat()}
    if isinstance(value, date):
        return {"date": value.isoformat()}
    text = " ".join(str(value).split())
    return {"text": text[:MAX_CELL]} if text else None
