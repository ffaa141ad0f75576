"""What the rows of a list on a form would change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace

from bot.documents import keys, texts
from bot.documents.cells import NOTHING, cell_of
from bot.documents.read_cell import read_cell
from bot.documents.read_form import Answer, Row
from dialogs.filing.change import Change, What
from dialogs.intake import problems
from dialogs.intake.answer_reading import Context, Reading
from dialogs.intake.format import Placed
from dialogs.intake.list_items import fields_reading
from dialogs.intake.question_types import ListQuestion
from dialogs.intake.questions import shown_item
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Entry, Status
from dialogs.values import Value

Item = Mapping[str, Value]


def list_changes(
    placed: Placed, answer: Answer, base: Sheet, now: Sheet, context: Context
) -> tuple[Change, ...]:
    """What the rows of one list would change; `base` is the sheet that the form was made from."""
    assert isinstance(placed.question, ListQuestion)  # noqa: S101
    reading = _Rows(placed, placed.question, base, now, context)
    found = [change for row in answer.rows if (change := reading.row(row))]
    found += reading.taken_away(answer)
    return tuple(_within_room(placed.question, found, len(now.items(placed.id))))


@dataclass(slots=True)
class _Rows:
    """The rows of one list, compared with the items of then and of now.

    `found_again` holds the items that a row speaks of though it lost its key: those were not taken away.
    """

    placed: Placed
    question: ListQuestion
    base: Sheet
    now: Sheet
    context: Context
    found_again: set[str] = field(default_factory=set)

    def row(self, row: Row) -> Change | None:
        then = self._of_digest(self.base, row.item)
        if then is not None:
            return self._kept_row(row, then)
        return None if row.empty else self._new_row(row)

    def taken_away(self, answer: Answer) -> Iterator[Change]:
        """Items whose row is gone from the form."""
        for then in self.base.items(self.question.id):
            item = then.draft.item
            gone = (
                keys.item_digest(self.question.id, item) not in answer.kept and item not in self.found_again
            )
            entry = self.now.item(self.question.id, then.draft.item)
            if gone and entry is not None:
                yield self._removal(entry, then, 0)

    def _kept_row(self, row: Row, then: Entry) -> Change | None:
        """A row of an item that the form showed: only the cells that were touched count."""
        entry = self.now.item(self.question.id, then.draft.item)
        was = _item(then)
        touched = {
            one.id: row.cells[one.id]
            for one in self.question.fields
            if one.id in row.cells
            and row.cells[one.id] != cell_of(one.question, was.get(one.id), boxes=False)
        }
        if not touched:
            return None
        if row.empty:
            return self._removal(entry, then, row.count) if entry else None
        current = _item(entry) if entry else was
        readings = {
            one.id: read_cell(one.question, touched[one.id], self.context)
            for one in self.question.fields
            if one.id in touched
        }
        reading = fields_reading(self.question.fields, readings, current)
        if entry is None:
            return self._addition(row, reading, newer=True)
        return self._changed(row, reading, entry, newer=entry.seq > then.seq)

    def _new_row(self, row: Row) -> Change | None:
        readings = {
            one.id: read_cell(one.question, row.cells.get(one.id, NOTHING), self.context)
            for one in self.question.fields
        }
        reading = fields_reading(self.question.fields, readings, {})
        value = reading.value if isinstance(reading.value, Mapping) else {}
        items = self.now.items(self.question.id)
        equal = [entry for entry in items if reading.good and _item(entry) == value]
        if equal:
            self.found_again.update(entry.draft.item for entry in equal)
            return None
        first = value.get(self.question.ask_first)
        same = [
            entry
            for entry in items
            if first is not None and _item(entry).get(self.question.ask_first) == first
        ]
        if len(same) == 1 and reading.good:
            self.found_again.add(same[0].draft.item)
            merged = Reading({**_item(same[0]), **value})
            return self._changed(row, merged, same[0], newer=False)
        return self._addition(row, reading, newer=False)

    def _changed(self, row: Row, reading: Reading, entry: Entry, *, newer: bool) -> Change | None:
        if reading.good and reading.value == entry.draft.value:
            return None
        return Change(
            self.placed,
            What.CHANGED,
            old=shown_item(self.question, _item(entry)),
            new=self._shown(row, reading),
            value=reading.value,
            item=entry.draft.item,
            row=row.count,
            problem=reading.problem,
            newer=newer,
            seen=entry.seq,
        )

    def _addition(self, row: Row, reading: Reading, *, newer: bool) -> Change:
        return Change(
            self.placed,
            What.NEW,
            old="",
            new=self._shown(row, reading),
            value=reading.value,
            row=row.count,
            problem=reading.problem,
            newer=newer,
        )

    def _removal(self, entry: Entry, then: Entry, row: int) -> Change:
        return Change(
            self.placed,
            What.EMPTIED,
            old=shown_item(self.question, _item(entry)),
            new="",
            status=Status.CLEARED,
            item=entry.draft.item,
            row=row,
            newer=entry.seq > then.seq,
            seen=entry.seq,
        )

    def _shown(self, row: Row, reading: Reading) -> str:
        """The item, or what was typed when not all of it could be read."""
        if reading.good and isinstance(reading.value, Mapping):
            return shown_item(self.question, reading.value)
        cells = [row.cells[one.id].text for one in self.question.fields if one.id in row.cells]
        return " · ".join(text for text in cells if text)

    def _of_digest(self, sheet: Sheet, digest: str) -> Entry | None:
        items = sheet.items(self.question.id) if digest else ()
        return next(
            (one for one in items if keys.item_digest(self.question.id, one.draft.item) == digest), None
        )


def _within_room(question: ListQuestion, found: list[Change], count: int) -> Iterator[Change]:
    """The changes; new items beyond what the list holds, and those named twice, are told as a problem."""
    count -= sum(change.what is What.EMPTIED for change in found)
    new: list[Value] = []
    for change in found:
        if change.what is not What.NEW or change.problem:
            yield change
            continue
        name = change.value.get(question.ask_first) if isinstance(change.value, Mapping) else None
        known = change.value if name is None else name
        if known in new:
            yield replace(change, problem=texts.ROW_TWICE)
        elif count + len(new) >= question.max_items:
            yield replace(change, problem=problems.too_many(0, question.max_items))
        else:
            new.append(known)
            yield change


def _item(entry: Entry) -> Item:
    value = entry.draft.value
    return value if isinstance(value, Mapping) else {}
