"""The coordinator's sheet: a theme, its owner and its deadline per row. All faults are told at once."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from bot.documents import texts
from bot.documents.errors import NoRoundSheet
from bot.documents.reading import content
from dialogs.papers import RoundRow, UnusableFile
from dialogs.people import read_address
from dialogs.rounds.round_file import MAX_THEMES

COLUMNS: Mapping[str, frozenset[str]] = {
    "thema": frozenset({"thema", "thema's", "titel", "naam thema"}),
    "themahouder": frozenset(
        {
            "themahouder",
            "eigenaar",
            "adres",
            "e-mail",
            "email",
            "e-mailadres",
            "mailadres",
            "adres themahouder",
        }
    ),
    "deadline": frozenset({"deadline", "uiterlijk", "datum", "klaar op", "invullen tot en met"}),
}
HEAD_WITHIN = 10  # rows: a title may stand above the columns
MAX_TITLE = 120  # characters
_DATE = re.compile(r"(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})|(\d{4})-(\d{2})-(\d{2})")

Row = Sequence[dict[str, Any] | None]


@dataclass(frozen=True, slots=True, order=True)
class RowFault:
    """One thing wrong in the sheet: the row, as Excel counts, and the sentence for the coordinator."""

    row: int
    problem: str

    def __str__(self) -> str:
        return texts.row_wrong(self.row, self.problem)


class RoundSheetFaults(UnusableFile):
    """A sheet that cannot be used, with all that is wrong in it. `str()` is the English line."""

    def __init__(self, name: str, faults: Sequence[RowFault]) -> None:
        self.name = name
        self.faults = tuple(sorted(set(faults)))
        count = len(self.faults)
        super().__init__(f"{name}: {count} fault{'s' if count != 1 else ''} in the sheet of the round")

    @property
    def lines(self) -> tuple[str, ...]:
        """What the coordinator reads, a line per fault."""
        return tuple(str(fault) for fault in self.faults)

    @property
    def dutch(self) -> str:
        """All of it."""
        return texts.sheet_wrong(self.lines)


def read_round_sheet(
    data: bytes, name: str, *, opens: date | None = None, council: date | None = None
) -> tuple[RoundRow, ...]:
    """The rows of the first sheet of an .xlsx file, in their order. Blocks for at most 20 seconds.

    With `opens` and `council` given, a deadline must lie between them. Raises a FileRefused when the file
    cannot be used at all, and RoundSheetFaults with everything that is wrong in its rows.
    """
    answer = content(data, name, "excel")
    rows: list[Row] = answer["rows"]
    start, columns = _columns(rows, name)
    faults: list[RowFault] = []
    found: list[RoundRow] = []
    titles: dict[str, tuple[int, date | None]] = {}
    for number, row in enumerate(rows[start:], start + 1):
        cells = {column: row[place] if place < len(row) else None for column, place in columns.items()}
        if not any(cells.values()):
            continue
        before = len(faults)
        theme, owner = _text(cells["thema"]), _text(cells["themahouder"]).casefold()
        deadline = _deadline(number, cells.get("deadline"), faults)
        faults += [RowFault(number, problem) for problem in _problems(cells, theme, owner)]
        faults += [RowFault(number, problem) for problem in _contradictions(deadline, opens, council)]
        if theme and theme.casefold() in titles:
            row_before, other = titles[theme.casefold()]
            said = texts.theme_twice if other == deadline else texts.theme_twice_dates
            faults.append(RowFault(number, said(theme, row_before)))
        titles.setdefault(theme.casefold(), (number, deadline))
        if len(faults) == before:
            found.append(RoundRow(number, theme, owner, deadline))
    if not found and not faults:
        faults.append(RowFault(start, texts.NO_ROWS))
    if len(found) > MAX_THEMES or answer["more"]:
        faults.append(RowFault(start + MAX_THEMES + 1, texts.TOO_MANY_ROWS))
    if faults:
        raise RoundSheetFaults(name, faults)
    return tuple(found)


def _columns(rows: Sequence[Row], name: str) -> tuple[int, dict[str, int]]:
    """How many rows come before the themes, and the place of each column."""
    for number, row in enumerate(rows[:HEAD_WITHIN], 1):
        heads = [_text(cell).casefold().rstrip(":*").strip() for cell in row]
        places = {
            column: [place for place, head in enumerate(heads) if head in words]
            for column, words in COLUMNS.items()
        }
        if places["thema"] and places["themahouder"]:
            twice = [column for column, found in places.items() if len(found) > 1]
            if twice:
                faults = [RowFault(number, texts.column_twice(column)) for column in twice]
                raise RoundSheetFaults(name, faults)
            return number, {column: found[0] for column, found in places.items() if found}
    raise NoRoundSheet(name, "excel")


def _problems(cells: Mapping[str, dict[str, Any] | None], theme: str, owner: str) -> Iterator[str]:
    """What is wrong with a row by itself."""
    for column, cell in cells.items():
        if cell and cell.get("formula"):
            yield texts.formula(column)
    if not cells["thema"]:
        yield texts.NO_THEME
    elif len(theme) > MAX_TITLE:
        yield texts.title_too_long(MAX_TITLE)
    if not cells["themahouder"]:
        yield texts.NO_OWNER
    elif owner and not read_address(owner):
        yield texts.no_address(owner)


def _contradictions(deadline: date | None, opens: date | None, council: date | None) -> Iterator[str]:
    """How a deadline contradicts the dates of the round."""
    if deadline and opens and deadline < opens:
        yield texts.deadline_before(deadline, opens)
    if deadline and council and deadline > council:
        yield texts.deadline_after(deadline, council)


def _deadline(number: int, cell: dict[str, Any] | None, faults: list[RowFault]) -> date | None:
    if not cell or cell.get("formula"):
        return None
    if "date" in cell:
        return date.fromisoformat(cell["date"])
    found = _DATE.fullmatch(cell["text"])
    try:
        if found and found[1]:
            return date(int(found[3]), int(found[2]), int(found[1]))
        if found:
            return date(int(found[4]), int(found[5]), int(found[6]))
    except ValueError:
        pass  # such as 31-02-2027: told below like any other text that is no date
    faults.append(RowFault(number, texts.no_date(cell["text"])))
    return None


def _text(cell: dict[str, Any] | None) -> str:
    return str(cell.get("text") or cell.get("date") or "") if cell else ""
