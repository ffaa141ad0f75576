"""What the conversation needs of files for people: made and read by bot/papers.py, with bot/documents."""

from typing import Protocol

from dialogs.intake.sheet import Sheet


class Papers(Protocol):
    """Makes files and reads them, off the event loop; keeps nothing."""

    async def form(self, sheet: Sheet, *, blank: bool) -> bytes:
        """The Word form of a theme, blank or with what is answered."""
        ...
