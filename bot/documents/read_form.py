"""What was filled in on a form that came back: a cell per question, and what could not be read.

Nothing is guessed: an answer counts only where the form asked for it. What stands elsewhere is named, so that
the colleague can put it in its place.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.documents import keys, texts
from bot.documents.cells import Cell, carried, has_boxes
from bot.documents.errors import NotOurForm
from bot.documents.keys import Key
from bot.documents.reading import content
from bot.documents.word_parts import TICKED, UNTICKED
from dialogs.filing.change import Unread
from dialogs.intake.format import Format, Placed
from dialogs.intake.question_types import FREE, ChoiceQuestion, ListQuestion, Question
from dialogs.intake.theme_log import ThemeKey

_BOX = re.compile(rf"\s*([{''.join(TICKED)}{''.join(UNTICKED)}])\s*")
_PLACES = (texts.CHOICE_OR_TYPE_PLACE, texts.CHOICE_PLACE)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list. `item` is the digest of the item that it holds, empty for a new one; counts from 1."""

    item: str
    count: int
    cells: Mapping[str, Cell]

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return all(cell.empty for cell in self.cells.values())


@dataclass(frozen=True, slots=True)
class Answer:
    """What stands at one question: a cell, or the rows of a list."""

    question: str
    cell: Cell = field(default_factory=Cell)
    rows: tuple[Row, ...] = ()
    kept: frozenset[str] = frozenset()  # items whose row stands there, also when it could not be read


@dataclass(frozen=True, slots=True)
class Form:
    """A form as it came back.

    `theme` and `seq` tell for which theme it was made and which entry it last knew; `filled`, whether it
    showed the answers of then.
    """

    name: str
    theme: str
    seq: int
    filled: bool
    answers: Mapping[str, Answer]
    unread: tuple[Unread, ...]

    def is_of(self, key: ThemeKey) -> bool:
        """Whether this is the form of that theme."""
        return self.theme == keys.theme_digest(key)


@dataclass(frozen=True, slots=True)
class FormFile:
    """A file that is a form, opened; its theme is known before its questions are read."""

    name: str
    content: Mapping[str, Any]
    key: Key

    def is_of(self, key: ThemeKey) -> bool:
        """Whether this is the form of that theme."""
        return self.key.first == keys.theme_digest(key)

    def form(self, format_: Format) -> Form:
        """What was filled in, by the format of its round."""
        return _Reader(format_).form(self)


def open_form(data: bytes, name: str) -> FormFile:
    """Open a form of a theme not known yet; `name` is how messages call the file. Blocks for 20 s at most.

    Raises a FileRefused when the file cannot be used at all.
    """
    return form_file(content(data, name, "word"), name)


def read_form(data: bytes, name: str, format: Format) -> Form:  # noqa: A002  (the name of the thing)
    """What was filled in on a form; as open_form, for a format that is known."""
    return open_form(data, name).form(format)


def form_file(content_: Mapping[str, Any], name: str) -> FormFile:
    """The form that a document holds, given its content as word_parts tells it. Raises NotOurForm."""
    names = [one for block in content_["blocks"] for one in block.get("keys", ())]
    made = {key for key in _keys(names) if key.kind == "d"}
    if len(made) != 1:
        raise NotOurForm(name, detail="parts of several forms" if made else "")
    return FormFile(name, content_, made.pop())


class _Reader:
    """One reading: gathers answers and what could not be read."""

    def __init__(self, format_: Format) -> None:
        self._questions = {
            keys.question_digest(one.id): one for one in format_.questions() if not one.is_note
        }
        self._answers: dict[str, Answer] = {}
        self._twice: set[str] = set()
        self._unread: list[Unread] = []

    def form(self, file: FormFile) -> Form:
        for block in file.content["blocks"]:
            if "rows" in block:
                self._table(block["rows"])
            else:
                self._paragraph(block)
        if file.content["comments"]:
            self._unread.append(Unread("", texts.COMMENTS))
        key, unread = file.key, tuple(self._unread)
        return Form(file.name, key.first, int(key.second, 16), key.filled, self._answers, unread)

    def _paragraph(self, block: Mapping[str, Any]) -> None:
        text = carried(block["text"])
        if text and not _ours(text, _keys(block["keys"])):
            self._unread.append(Unread("", texts.text_outside(text)))
        elif block["pictures"]:
            self._unread.append(Unread("", texts.PICTURE))

    def _table(self, rows: Sequence[Sequence[Mapping[str, Any]]]) -> None:
        """A table, or several that grew together when the space between them was taken away."""
        starts = [
            place
            for place, row in enumerate(rows)
            if any(key.kind == "q" for cell in row for key in _keys(cell["keys"]))
        ]
        if starts[:1] != [0]:
            self._stray(rows[: starts[0]] if starts else rows)
        for place, start in enumerate(starts):
            end = starts[place + 1] if place + 1 < len(starts) else len(rows)
            self._question(rows[start:end])

    def _stray(self, rows: Sequence[Sequence[Mapping[str, Any]]]) -> None:
        """Rows above any question: our notes, and what somebody added."""
        for row in rows:
            for cell in row:
                text = _text(cell)
                if text and not _ours(text, _keys(cell["keys"])):
                    self._unread.append(Unread("", texts.unknown_table(text)))

    def _question(self, rows: Sequence[Sequence[Mapping[str, Any]]]) -> None:
        head, rest = rows[0], rows[1:]
        key = next(key for cell in head for key in _keys(cell["keys"]) if key.kind == "q")
        label = " ".join(_text(cell) for cell in head)
        placed = self._questions.get(key.first)
        if placed is None:
            if any(_text(cell) for row in rest for cell in row):
                self._unread.append(Unread("", texts.question_gone(label)))
            return
        where = texts.place(placed.number)
        if placed.id in self._twice:
            return
        if placed.id in self._answers:
            self._unread.append(Unread(where, texts.TWICE))
            self._twice.add(placed.id)
            del self._answers[placed.id]
            return
        if keys.text_digest(label) != key.second:
            self._unread.append(Unread(where, texts.text_in_question(label)))
        if isinstance(placed.question, ListQuestion):
            self._answers[placed.id] = self._list(placed, placed.question, rest)
        elif len(rest) == 1 and len(rest[0]) == 1:
            self._pictures(where, rest[0][0])
            self._answers[placed.id] = Answer(placed.id, _cell(placed.question, rest[0][0]["lines"]))
        else:
            text = " | ".join(_text(cell) for row in rest for cell in row)
            self._unread.append(Unread(where, texts.answer_lost(text)))

    def _list(
        self, placed: Placed, question: ListQuestion, rows: Sequence[Sequence[Mapping[str, Any]]]
    ) -> Answer:
        fields = {keys.field_digest(question.id, one.id): one for one in question.fields}
        columns: list[str] = []
        found: list[Row] = []
        kept: set[str] = set()
        count = 0
        for row in rows:
            heads = [[key.second for key in _keys(cell["keys"]) if key.kind == "f"] for cell in row]
            if any(heads):
                columns = [next((one for one in head if one in fields), "") for head in heads]
                continue
            items = [key.second for cell in row for key in _keys(cell["keys"]) if key.kind == "i"]
            kept |= set(items)
            count += 1
            where = texts.row(placed.number, count)
            if len(row) != len(columns) or len(items) > 1:
                if any(_text(cell) for cell in row):
                    self._unread.append(Unread(where, texts.MERGED))
                continue
            cells = {}
            for column, cell in zip(columns, row, strict=True):
                if column:
                    self._pictures(where, cell)
                    one = fields[column]
                    cells[one.id] = _cell(one.question, cell["lines"], boxes=False)
            found.append(Row(items[0] if items else "", count, cells))
        if not columns:
            text = " | ".join(_text(cell) for row in rows for cell in row)
            self._unread.append(Unread(texts.place(placed.number), texts.answer_lost(text)))
        return Answer(question.id, rows=tuple(found), kept=frozenset(kept))

    def _pictures(self, where: str, cell: Mapping[str, Any]) -> None:
        if cell["pictures"]:
            self._unread.append(Unread(where, texts.PICTURE))


def _cell(question: Question, lines: Sequence[str], *, boxes: bool = True) -> Cell:
    """An answer cell as it was filled in."""
    if boxes and isinstance(question, ChoiceQuestion) and has_boxes(question):
        return _boxes(question, lines)
    text = carried("\n".join(lines))
    for place in _PLACES if isinstance(question, ChoiceQuestion) else ():
        text = text.removeprefix(place).removesuffix(place).strip()
    return Cell(text)


def _boxes(question: ChoiceQuestion, lines: Sequence[str]) -> Cell:
    """What was ticked. A line that is no option any more is text, without its box."""
    labels = {_folded(option.label): option.id for option in question.options}
    picked: list[str] = []
    other = ""
    rest: list[str] = []
    for line in lines:
        box = _BOX.match(line)
        text = carried(line[box.end() :] if box else line)
        free = _after_other(text) if question.free else None
        if box and _folded(text) in labels:
            if box[1] in TICKED:
                picked.append(labels[_folded(text)])
        elif box and free is not None:
            other = free
            if box[1] in TICKED or free:
                picked.append(FREE)
        elif text:
            rest.append(text)
    order = [*(option.id for option in question.options), FREE]
    return Cell("\n".join(rest), tuple(one for one in order if one in picked), other)


def _after_other(text: str) -> str | None:
    if not _folded(text).startswith(_folded(texts.OTHER)):
        return None
    written = carried(text[len(texts.OTHER) :]).strip()
    return written if written.strip("_.… ") else ""  # a dotted line is no answer; a full stop belongs to one


def _folded(text: str) -> str:
    return " ".join(carried(text).casefold().split())


def _text(cell: Mapping[str, Any]) -> str:
    return carried("\n".join(cell["lines"]))


def _keys(names: Sequence[str]) -> list[Key]:
    return [key for name in names if (key := keys.read_key(name)) is not None]


def _ours(text: str, found: Sequence[Key]) -> bool:
    return any(key.kind == "t" and key.first == keys.text_digest(text) for key in found)
