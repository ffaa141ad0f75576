"""The Papers port: files made and read with bot/documents, off the event loop."""

import asyncio

from bot.documents.form import form
from dialogs.intake.sheet import Sheet


class OfficePapers:
    """Makes Word files; holds nothing."""

    async def form(self, sheet: Sheet, *, blank: bool) -> bytes:
        """The Word form of a theme, blank or with what is answered."""
        return await asyncio.to_thread(form, sheet, blank=blank)
