"""The inputs of a question, filled in with what stands already."""

from collections.abc import Mapping
from dataclasses import replace
from decimal import Decimal

from dialogs import texts
from dialogs.intake.format import Placed
from dialogs.intake.question_types import (
    FREE,
    ChoiceQuestion,
    ItemField,
    ListQuestion,
    NumberQuestion,
    Question,
    TextQuestion,
)
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import item_label, options_of
from dialogs.intake.steps import Mode, Step
from dialogs.values import Value
from dialogs.views import Choice, Part, PartKind

INTERNAL = "intern"  # the part that marks an answer as internal
WHO = "wie"
FOLD_FROM = 6  # options of a list's field beyond which they fold, to keep the form on one phone screen
LINE_UP_TO = 120  # characters; a longer bound gets a text box of several lines


def pair(sheet: Sheet, placed: Placed) -> tuple[Placed, ...]:
    """What one card asks: the question, with the one asked in the same breath when it comes first."""
    together = sheet.format.together(placed.id)
    return together if together and together[0].id == placed.id else (placed,)


def parts_of(sheet: Sheet, step: Step) -> tuple[Part, ...]:
    """The inputs of a card for `step`, filled in with what stands already."""
    question = step.placed.question
    if step.mode is Mode.WHO:
        return (Part(WHO, PartKind.LINE),)
    if isinstance(question, ListQuestion):
        return tuple(_list_parts(sheet, step, question))
    units = pair(sheet, step.placed)
    parts: list[Part] = []
    for unit in units:
        label = sheet.words(unit.question.text, unit.id) if unit is not units[0] else ""
        parts += _question_parts(sheet, unit.question, unit.id, sheet.state.value(unit.id), label)
    if question.internal:
        marked = "true" if sheet.internal(question) else "false"
        parts.append(Part(INTERNAL, PartKind.TOGGLE, texts.INTERNAL_CHOICE, marked))
    return tuple(parts)


def _list_parts(sheet: Sheet, step: Step, question: ListQuestion) -> list[Part]:
    if step.mode is Mode.PICK:
        first = question.field(question.ask_first)
        assert first is not None  # noqa: S101  (a mode that only such lists have)
        parts = _question_parts(sheet, first.question, first.id, None, "")
        picking = replace(parts[0], kind=PartKind.CHOICES)
        rest = (replace(part, label=texts.OTHERS, placeholder=texts.OTHERS_HOW) for part in parts[1:])
        return [picking, *rest]
    if step.mode is Mode.RATE:
        field = rating_fields(question)[0]
        return [
            replace(part, compact=True)
            for entry in sheet.items(question.id)
            for part in _question_parts(
                sheet,
                field.question,
                f"{entry.draft.item}.{field.id}",
                _field_value(entry.draft.value, field.id),
                item_label(question, entry),
            )
        ]
    entry = sheet.item(question.id, step.item) if step.item else None
    value = entry.draft.value if entry else None
    fields = question.fields if step.mode is Mode.MORE else question.direct
    parts = []
    for field in fields:
        label = sheet.words(field.question.text)
        drawn = _question_parts(sheet, field.question, field.id, _field_value(value, field.id), label)
        # A field that another answer makes required is not called optional.
        always = bool(field.required_if)
        parts += [
            replace(part, required=part.required or always, compact=len(part.choices) > FOLD_FROM)
            for part in drawn
        ]
    return parts


def rating_fields(question: ListQuestion) -> tuple[ItemField, ...]:
    """What is asked of every item beside the field that it was picked by."""
    return tuple(field for field in question.direct if field.id != question.ask_first)


def _field_value(value: Value, field_id: str) -> Value:
    return value.get(field_id) if isinstance(value, Mapping) else None


def _question_parts(sheet: Sheet, question: Question, name: str, value: Value, label: str) -> list[Part]:
    match question:
        case TextQuestion():
            kind = PartKind.TEXT if question.max > LINE_UP_TO else PartKind.LINE
            return [
                Part(name, kind, label, value if isinstance(value, str) else "", required=question.required)
            ]
        case NumberQuestion():
            typed = str(value).replace(".", ",") if isinstance(value, int | Decimal) else ""
            return [Part(name, PartKind.LINE, label, typed, required=question.required)]
        case ChoiceQuestion():
            return _choice_parts(sheet, question, name, value, label)
    raise AssertionError(question)


def _choice_parts(sheet: Sheet, question: ChoiceQuestion, name: str, value: Value, label: str) -> list[Part]:
    kind = PartKind.CHOICES if question.several else PartKind.CHOICE
    options = options_of(sheet, question)
    chosen = value if isinstance(value, tuple) else (value,)
    free = [one[FREE] for one in chosen if isinstance(one, Mapping) and isinstance(one.get(FREE), str)]
    known = {option.id for option in options}
    keys = [one for one in chosen if isinstance(one, str) and one in known]
    keys += [str(one) for one in free if one in known]
    choices = tuple(Choice(option.id, option.label) for option in options)
    parts = [Part(name, kind, label, ",".join(keys), choices, required=question.required)]
    if question.free:
        rest = ", ".join(str(one) for one in free if one not in known)
        # Together with the options it is one answer, so it is as required as they are.
        parts.append(Part(f"{name}.{FREE}", PartKind.LINE, texts.OTHER, rest, required=question.required))
    return parts
