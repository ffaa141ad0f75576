"""The items of a list, typed in one go or filled in on a card.

"politie (goed), woningcorporaties" are two partners; for other lists each line is an item, and what follows
a semicolon, or stands in brackets, fills the next fields.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from dialogs.intake import problems
from dialogs.intake.answer_reading import Context, Reading, Trouble
from dialogs.intake.choices import matching, split_choices
from dialogs.intake.question_types import ChoiceQuestion, ItemField, ListQuestion, Question
from dialogs.values import Value

Read = Callable[[Question, str, Context], Reading]
ItemValue = dict[str, Value]

_BRACKETS = re.compile(r"\(([^()]*)\)\s*$")
_BULLET = re.compile(r"^\s*(?:[-*•–]|\d{1,2}[.)])\s+")


def read_items(question: ListQuestion, text: str, context: Context, read: Read) -> Reading:
    """The items that `text` names; the value is a tuple of mappings, one per item.

    An item may lack fields that it needs: `lacking` tells which are still to be asked.
    """
    pieces = _first_pieces(question, text) if question.ask_first else _lines(text)
    if len(pieces) > 2 * question.max_items:  # even with each thing named twice they would not fit
        return _too_many(question, context)
    items: list[ItemValue] = []
    for piece in pieces:
        reading = _read_item(question, piece, context, read)
        if not reading.good or not isinstance(reading.value, Mapping):
            return reading
        items.append(dict(reading.value))
    if question.ask_first:
        items = _once(items, question.ask_first)
    return _fitting(question, items, context)


def fields_reading(
    fields: Sequence[ItemField], readings: Mapping[str, Reading], base: Mapping[str, Value]
) -> Reading:
    """One item from the readings of its fields. Empty fields are left out; what it needs must be there."""
    item: ItemValue = {key: value for key, value in base.items() if key not in readings}
    wrong = [one for one in readings.values() if one.trouble not in {None, Trouble.EMPTY}]
    item |= {key: one.value for key, one in readings.items() if one.good}
    if wrong:
        return Reading(item, wrong[0].trouble, wrong[0].problem)
    lacks = [one for one in fields if one.needed(item) and item.get(one.id) is None]
    if lacks:
        labels = [field.question.text for field in lacks]
        return Reading(item, Trouble.INCOMPLETE, problems.incomplete(labels))
    return Reading(item)


def lacking(question: ListQuestion, item: Mapping[str, Value]) -> tuple[ItemField, ...]:
    """The fields that an item needs and does not have, in the order of the format."""
    return tuple(field for field in question.fields if field.needed(item) and item.get(field.id) is None)


def unasked(question: ListQuestion, item: Mapping[str, Value]) -> tuple[ItemField, ...]:
    """The fields that are asked of every item and that this one does not have yet."""
    return tuple(field for field in question.direct if item.get(field.id) is None)


def room_problem(question: ListQuestion, more: int, context: Context) -> Reading | None:
    """Why `more` items do not fit any more, or None when they do."""
    return _too_many(question, context) if context.items + more > question.max_items else None


def _too_many(question: ListQuestion, context: Context) -> Reading:
    room = question.max_items - context.items
    return Reading(None, Trouble.TOO_MANY, problems.too_many(room, question.max_items))


def _fitting(question: ListQuestion, items: Sequence[ItemValue], context: Context) -> Reading:
    if not items:
        return Reading(None, Trouble.EMPTY, problems.EMPTY)
    return room_problem(question, len(items), context) or Reading(tuple(items))


def _first_pieces(question: ListQuestion, text: str) -> list[str]:
    """The items of a list that is chosen from: cut like choices, but not within brackets."""
    field = question.field(question.ask_first)
    options = field.question.options if field and isinstance(field.question, ChoiceQuestion) else ()
    known = {option.label.casefold() for option in options}
    if text.strip().casefold() in known:
        return [text]
    kept: list[str] = []

    def keep(found: re.Match[str]) -> str:
        kept.append(found[0])
        return f" \x00{len(kept) - 1}\x00"

    lines = [_BULLET.sub("", line) for line in text.splitlines()]
    hidden = re.sub(r"\s*\([^()]*\)", keep, "\n".join(lines))
    whole = [
        re.sub(r" ?\x00(\d+)\x00", lambda found: kept[int(found[1])], piece)
        for piece in split_choices(hidden, options)
    ]
    return [piece for piece in whole if piece.strip()]


def _lines(text: str) -> list[str]:
    return [line for raw in text.splitlines() if (line := _BULLET.sub("", raw).strip())]


def _read_item(question: ListQuestion, piece: str, context: Context, read: Read) -> Reading:
    first = question.field(question.ask_first) or question.direct[0]
    name, extras = _apart(question, first, piece)
    reading = read(first.question, name, context)
    if not reading.good:
        return reading
    item: ItemValue = {first.id: reading.value}
    for extra in extras:
        problem = _place(question, item, name, extra, context, read)
        if problem is not None:
            return problem
    return Reading(item)


def _apart(question: ListQuestion, first: ItemField, piece: str) -> tuple[str, list[str]]:
    """The name of an item, and what is said of it after semicolons, a colon or in brackets."""
    if isinstance(first.question, ChoiceQuestion):
        if len(matching(piece, first.question.options, careful=True)) == 1:
            return piece, []  # "Eigen gemeente (handhaving)" is the name of an option
        found = re.match(r"([^:]+):(.+)", piece, re.DOTALL)
        if found:
            return found[1].strip(), _pieces(found[2])
    name, *extras = (part.strip() for part in piece.split(";"))
    brackets = _BRACKETS.search(name)
    if brackets and (isinstance(first.question, ChoiceQuestion) or _is_option(question, brackets[1])):
        name, extras = name[: brackets.start()].strip(), [*_pieces(brackets[1]), *extras]
    elif not extras and "," in name and not isinstance(first.question, ChoiceQuestion):
        before, _, last = name.rpartition(",")
        if before.strip() and _is_option(question, last):
            name, extras = before.strip(), [last.strip()]
    return name, [extra for extra in extras if extra]


def _pieces(text: str) -> list[str]:
    return [part.strip() for part in re.split(r"[,;]", text) if part.strip()]


def _is_option(question: ListQuestion, text: str) -> bool:
    """Whether every part of a text is the full label of an option of a field that is asked directly."""
    labels = {
        option.label.casefold()
        for field in question.direct
        if isinstance(field.question, ChoiceQuestion)
        for option in field.question.options
    }
    parts = _pieces(text)
    return bool(parts) and all(part.casefold() in labels for part in parts)


def _place(
    question: ListQuestion, item: ItemValue, name: str, extra: str, context: Context, read: Read
) -> Reading | None:
    """Put what was said of an item in the field that it fits; a problem when it fits none."""
    later = [field for field in question.fields if not field.ask_direct]
    empty = [field for field in (*question.direct, *later) if field.id not in item]
    choices = [field for field in empty if isinstance(field.question, ChoiceQuestion)]
    for field in empty:
        options = field.question.options if isinstance(field.question, ChoiceQuestion) else ()
        if options and len(matching(extra, options)) != 1:
            continue
        if not options and any(
            len(matching(extra, one.question.options, careful=True)) == 1
            for one in choices
            if isinstance(one.question, ChoiceQuestion)
        ):
            continue
        reading = read(field.question, extra, context)
        if reading.good:
            item[field.id] = reading.value
            return None
        if not options and reading.trouble is not Trouble.NO_NUMBER:
            return reading
    labels = [
        option.label
        for field in choices
        if field.ask_direct and isinstance(field.question, ChoiceQuestion)
        for option in field.question.options
    ]
    return Reading(None, Trouble.NO_OPTION, problems.not_understood_of(name, extra, labels))


def _once(items: Sequence[ItemValue], key: str) -> list[ItemValue]:
    """The same thing named twice is one item, with what was said either time."""
    found: list[ItemValue] = []
    for item in items:
        same = next((one for one in found if one[key] == item[key]), None)
        if same is None:
            found.append(item)
        else:
            same.update(item)
    return found
