"""An answer to an earlier revision of its question: whether it can stand as it is."""

from collections.abc import Mapping
from decimal import Decimal

from dialogs.intake.format import Placed
from dialogs.intake.question_types import FREE, ChoiceQuestion, ListQuestion, NumberQuestion, TextQuestion
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Status
from dialogs.values import Value


def keeps(sheet: Sheet, placed: Placed) -> bool:
    """Whether what was answered then would be an answer now."""
    entry = sheet.state.standing(placed.id)
    if entry is None or entry.draft.status is Status.SKIPPED:
        return False
    if entry.draft.status is Status.UNKNOWN:
        return bool(entry.draft.value)
    question = placed.question
    if isinstance(question, ListQuestion):
        return entry.draft.status is Status.CLOSED and len(sheet.items(placed.id)) >= question.min_items
    value = entry.draft.value
    match question:
        case TextQuestion():
            return isinstance(value, str) and len(value) <= question.max
        case NumberQuestion():
            return _within(question, value)
        case ChoiceQuestion():
            return _chosen(question, value)
    return False


def _within(question: NumberQuestion, value: Value) -> bool:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return False
    low = question.min is None or value >= question.min
    high = question.max is None or value <= question.max
    return low and high and (not question.whole or value == int(value))


def _chosen(question: ChoiceQuestion, value: Value) -> bool:
    if isinstance(value, tuple) != question.several:
        return False
    chosen = value if isinstance(value, tuple) else (value,)
    return all(_possible(question, one) for one in chosen)


def _possible(question: ChoiceQuestion, one: Value) -> bool:
    if isinstance(one, Mapping):
        return question.free and isinstance(one.get(FREE), str)
    return isinstance(one, str) and (question.option(one) is not None or bool(question.options_from))
