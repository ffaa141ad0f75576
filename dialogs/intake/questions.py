"""Reading an answer to any question, typed or from a card, and showing a value back in Dutch.

Nothing here raises for what somebody typed, and nothing typed is changed beyond white space: a text that
cannot be an answer gives a problem, and the caller keeps the text.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

from dialogs.intake import numbers, problems
from dialogs.intake.answer_reading import Context, Reading, Trouble, is_sound, tidy
from dialogs.intake.choices import label_of, pressed, read_choice
from dialogs.intake.list_items import fields_reading, lacking, read_items, room_problem, unasked
from dialogs.intake.problems import number_shown
from dialogs.intake.question_types import (
    FREE,
    ChoiceQuestion,
    ItemField,
    ListQuestion,
    Note,
    NumberQuestion,
    Option,
    Question,
    TextQuestion,
)
from dialogs.texts import listed
from dialogs.values import Value

__all__ = [
    "Context",
    "Reading",
    "Trouble",
    "lacking",
    "read_inputs",
    "read_item",
    "read_typed",
    "read_typed_pair",
    "shown",
    "shown_item",
    "unasked",
]


# Beyond this a text can be no such answer, and reading it would only cost time.
MAX_TYPED: Mapping[type[Question], int] = MappingProxyType(
    {NumberQuestion: 200, ChoiceQuestion: 2000, ListQuestion: 6000}
)


def read_typed(question: Question, text: str, context: Context) -> Reading:
    """What a typed text says in answer to a question. For a list: a tuple of items, each a mapping."""
    if not is_sound(text):
        return Reading(None, Trouble.UNSOUND, problems.UNSOUND)
    answer = tidy(text)
    if not answer or isinstance(question, Note):
        return Reading(None, Trouble.EMPTY, problems.EMPTY)
    most = MAX_TYPED.get(type(question), len(answer))
    if len(answer) > most:
        return Reading(None, Trouble.TOO_LONG, problems.too_long(len(answer), most))
    match question:
        case TextQuestion():
            return _text(question, answer)
        case NumberQuestion():
            return numbers.read_number(question, answer, context)
        case ChoiceQuestion():
            return read_choice(question, answer, context)
        case ListQuestion():
            return read_items(question, answer, context, read_typed)
    raise AssertionError(question)


def read_typed_pair(
    first: NumberQuestion, second: NumberQuestion, text: str, context: Context
) -> tuple[Reading, Reading | None]:
    """What a typed text says to two questions asked in one breath; None for a second not answered."""
    if not is_sound(text):
        return Reading(None, Trouble.UNSOUND, problems.UNSOUND), None
    answer = tidy(text)
    if not answer:
        return Reading(None, Trouble.EMPTY, problems.EMPTY), None
    if len(answer) > (most := MAX_TYPED[NumberQuestion]):
        return Reading(None, Trouble.TOO_LONG, problems.too_long(len(answer), most)), None
    return numbers.read_pair(first, second, answer, context)


def read_inputs(question: Question, inputs: Mapping[str, str], context: Context, name: str = "") -> Reading:
    """What the inputs of a card say in answer to a question.

    The input is named by the question's id, or `name`; the text beside "Anders, namelijk" has ".anders"
    after it. For a list the inputs are named by its fields: several choices in the field that is asked
    first make several items, otherwise there is one.
    """
    name = name or question.id
    given = {key: inputs.get(key, "") for key in (name, f"{name}.{FREE}")}
    if not all(is_sound(text) for text in given.values()):
        return Reading(None, Trouble.UNSOUND, problems.UNSOUND)
    if isinstance(question, ChoiceQuestion):
        return pressed(question, tidy(given[name]), given[f"{name}.{FREE}"], context)
    if isinstance(question, ListQuestion):
        return _list_inputs(question, inputs, context)
    return read_typed(question, given[name], context)


def read_item(
    fields: Sequence[ItemField],
    inputs: Mapping[str, str],
    context: Context,
    prefix: str = "",
    base: Mapping[str, Value] | None = None,
) -> Reading:
    """One item of a list from a card that shows `fields`; inputs are named `prefix` and the field's id.

    `base` is the item as it stood: its other fields stay. A field left empty is taken out of the item.
    """
    readings = {
        field.id: read_inputs(field.question, inputs, context, f"{prefix}{field.id}") for field in fields
    }
    return fields_reading(fields, readings, base or {})


def _list_inputs(question: ListQuestion, inputs: Mapping[str, str], context: Context) -> Reading:
    first = question.field(question.ask_first)
    if first and isinstance(first.question, ChoiceQuestion):
        picked = _picked(first.question, inputs, context)
        if not picked.good:
            return picked
        values = picked.value if isinstance(picked.value, tuple) else ()
        if len(values) > 1:
            items = tuple({first.id: value} for value in values)
            return room_problem(question, len(items), context) or Reading(items)
    fields = [field for field in question.fields if field.id in inputs or field.ask_direct]
    reading = read_item(fields, inputs, context)
    if reading.trouble is Trouble.INCOMPLETE and not reading.value:
        return Reading(None, Trouble.EMPTY, problems.EMPTY)
    if not reading.good:
        return Reading((reading.value,), reading.trouble, reading.problem)
    return room_problem(question, 1, context) or Reading((reading.value,))


def _picked(question: ChoiceQuestion, inputs: Mapping[str, str], context: Context) -> Reading:
    """Several choices at once in a field that holds one; the free text may name several too."""
    several = ChoiceQuestion(
        id=question.id, text=question.text, options=question.options, free=question.free, several=True
    )
    keys = read_inputs(several, {question.id: inputs.get(question.id, "")}, context)
    other = inputs.get(f"{question.id}.{FREE}", "")
    if keys.trouble not in {None, Trouble.EMPTY} or not (question.free and is_sound(other) and tidy(other)):
        return keys if is_sound(other) else Reading(None, Trouble.UNSOUND, problems.UNSOUND)
    typed = read_typed(several, other, context)
    if not typed.good:
        return typed
    chosen = [*(keys.value if isinstance(keys.value, tuple) else ())]
    chosen += [one for one in (typed.value if isinstance(typed.value, tuple) else ()) if one not in chosen]
    return Reading(tuple(chosen))


def _text(question: TextQuestion, answer: str) -> Reading:
    if len(answer) > question.max:
        return Reading(None, Trouble.TOO_LONG, problems.too_long(len(answer), question.max))
    return Reading(answer, nudge=problems.NUDGE if len(answer) < question.min else "")


def shown(question: Question, value: Value, options: Sequence[Option] = ()) -> str:
    """A value as its colleague reads it; empty for None. `options` are those that opties_uit adds."""
    if value is None:
        return ""
    if isinstance(question, ChoiceQuestion):
        chosen = value if isinstance(value, tuple | list) else (value,)
        known = (*options, *question.options)
        return listed([label_of(one, known) for one in chosen])
    if isinstance(question, ListQuestion):
        items = value if isinstance(value, tuple | list) else (value,)
        return "\n".join(shown_item(question, item) for item in items if isinstance(item, Mapping))
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return number_shown(value)
    return str(value)


def shown_item(question: ListQuestion, item: Mapping[str, Value]) -> str:
    """One item of a list in one line, its fields in the order of the format."""
    fields = [shown(field.question, item.get(field.id)) for field in question.fields]
    return " · ".join(text for text in fields if text)
