"""What the conversation needs of files for people: made and read by bot/papers.py, with bot/documents."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from dialogs.filing.change import Change, Unread
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import ThemeKey


class Export(StrEnum):
    """How answers are taken out; the value ends the name of the file."""

    DOCX = "docx"
    XLSX = "xlsx"
    JSON = "json"


class UnusableFile(Exception):  # noqa: N818  (the name says what is wrong)
    """A file that cannot be used. `something_else`: a good file perhaps, but not what was looked for."""

    something_else = False

    @property
    def dutch(self) -> str:
        """What happened, and what a colleague can do."""
        raise NotImplementedError


@dataclass(frozen=True, slots=True)
class FormRead:
    """What a form would change of a theme as its log stands, and what could not be read."""

    changes: tuple[Change, ...]
    unread: tuple[Unread, ...]


@dataclass(frozen=True, slots=True)
class RoundRow:
    """One theme of the coordinator's sheet. `row` counts as Excel does."""

    row: int
    theme: str
    owner: str
    deadline: date | None = None

    def __post_init__(self) -> None:
        if self.row < 1 or not self.theme or "@" not in self.owner:
            raise ValueError("a row has a number, a theme and the address of its owner")


class OpenedForm(Protocol):
    """A file that is a Word form of ours."""

    def is_of(self, key: ThemeKey, /) -> bool:
        """Whether it was made for that theme."""
        ...

    async def read(self, sheet: Sheet, today: date) -> FormRead:
        """What it changes of that theme. `today` is the local date: a year may not lie after it."""
        ...


class Papers(Protocol):
    """Makes files and reads them, off the event loop; keeps nothing."""

    async def form(self, sheet: Sheet, *, blank: bool) -> bytes:
        """The Word form of a theme, blank or with what is answered."""
        ...

    async def export(self, kind: Export, sheets: Sequence[Sheet], at: datetime, *, internal: bool) -> bytes:
        """The answers of these themes; without `internal`, what is for internal use is left out.

        A JSON file holds all, with the history, whatever `internal` says.
        """
        ...

    async def open_form(self, data: bytes, name: str) -> OpenedForm:
        """A form that came back, for at most 20 seconds. Raises UnusableFile."""
        ...

    async def round_sheet_form(self, rows: Sequence[tuple[str, str, date | None]]) -> bytes:
        """The coordinator's sheet to be filled in, with theme, owner and own deadline of who is known."""
        ...

    async def round_sheet(
        self, data: bytes, name: str, opens: date | None, council: date | None
    ) -> tuple[RoundRow, ...]:
        """The themes of the coordinator's sheet, for at most 20 seconds. Raises UnusableFile.

        A deadline has to lie between `opens` and `council`, when those are known.
        """
        ...
