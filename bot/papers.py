"""The Papers port: files made and read with bot/documents, off the event loop.

What makes a file is imported when the first one is asked for: the Word and Excel libraries would take a third
of the time in which the bot starts.
"""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from bot.documents.changes import changes
from bot.documents.read_form import FormFile, open_form
from bot.documents.round_sheet import read_round_sheet
from bot.exports import as_json, of_sheets
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import ThemeKey
from dialogs.papers import Export, FormRead, RoundRow


@dataclass(frozen=True, slots=True)
class WordForm:
    """A form that came back, opened."""

    file: FormFile

    def is_of(self, key: ThemeKey) -> bool:
        """Whether it was made for that theme."""
        return self.file.is_of(key)

    async def read(self, sheet: Sheet, today: date) -> FormRead:
        """What it changes of that theme. Raises FileRefused for the form of another one."""
        return await asyncio.to_thread(self._read, sheet, today)

    def _read(self, sheet: Sheet, today: date) -> FormRead:
        filled = self.file.form(sheet.format)
        return FormRead(changes(sheet, filled, today), filled.unread)


class OfficePapers:
    """Makes and reads Word and Excel files; holds nothing. Few at once, because each may take much memory."""

    def __init__(self, at_once: int = 2) -> None:
        self._room = asyncio.Semaphore(at_once)

    async def form(self, sheet: Sheet, *, blank: bool) -> bytes:
        """The Word form of a theme, blank or with what is answered."""
        return await asyncio.to_thread(_form, sheet, blank=blank)

    async def export(self, kind: Export, sheets: Sequence[Sheet], at: datetime, *, internal: bool) -> bytes:
        """The answers of these themes."""
        async with self._room:
            return await asyncio.to_thread(_exported, kind, sheets, at, internal=internal)

    async def round_sheet_form(self, rows: Sequence[tuple[str, str, date | None]]) -> bytes:
        """The coordinator's sheet to be filled in."""
        return await asyncio.to_thread(_round_sheet_form, rows)

    async def round_sheet(
        self, data: bytes, name: str, opens: date | None, council: date | None
    ) -> tuple[RoundRow, ...]:
        """The themes of the coordinator's sheet. Raises FileRefused and RoundSheetFaults."""
        return await asyncio.to_thread(read_round_sheet, data, name, opens=opens, council=council)

    async def open_form(self, data: bytes, name: str) -> WordForm:
        """A form that came back. Raises FileRefused."""
        async with self._room:
            return WordForm(await asyncio.to_thread(open_form, data, name))


def _form(sheet: Sheet, *, blank: bool) -> bytes:
    from bot.documents.form import form

    return form(sheet, blank=blank)


def _round_sheet_form(rows: Sequence[tuple[str, str, date | None]]) -> bytes:
    from bot.documents.round_sheet_form import round_sheet_form

    return round_sheet_form(rows)


def _exported(kind: Export, sheets: Sequence[Sheet], at: datetime, *, internal: bool) -> bytes:
    found = of_sheets(sheets, at)
    match kind:
        case Export.DOCX:
            from bot.documents.export_docx import docx_of

            return docx_of(found, internal=internal)
        case Export.XLSX:
            from bot.documents.export_xlsx import xlsx_of

            return xlsx_of(found, internal=internal)
        case Export.JSON:
            return as_json(found).encode()
