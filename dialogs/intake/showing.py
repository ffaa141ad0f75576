"""Answers in words: an option, an item of a list, the answer to a question as it stands."""

from collections.abc import Mapping

from dialogs import texts
from dialogs.intake.question_types import (
    ChoiceQuestion,
    ListQuestion,
    Option,
    Question,
)
from dialogs.intake.questions import shown, shown_item
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Entry, Status
from dialogs.values import Value


def options_of(sheet: Sheet, question: ChoiceQuestion) -> tuple[Option, ...]:
    """The options of the format, after those that a list of this theme adds."""
    source = sheet.format.question(question.options_from) if question.options_from else None
    if not isinstance(source, ListQuestion):
        return question.options
    labels = [item_label(source, entry) for entry in sheet.items(source.id)]
    return (*(Option(label, label) for label in dict.fromkeys(labels)), *question.options)


def item_label(question: ListQuestion, entry: Entry) -> str:
    """What an item of a list is called: its first direct field."""
    value = entry.draft.value
    field = question.field(question.ask_first) or question.direct[0]
    inner = value.get(field.id) if isinstance(value, Mapping) else None
    return shown(field.question, inner)


def item_shown(question: ListQuestion, value: Value) -> str:
    """An item in one line: its fields in the order of the format."""
    return shown_item(question, value) if isinstance(value, Mapping) else ""


def answer_shown(sheet: Sheet, question: Question) -> str:
    """The answer to a question as it stands, in Dutch; lists by the names of their items."""
    entry = sheet.state.standing(question.id)
    if isinstance(question, ListQuestion):
        items = sheet.items(question.id)
        if items:
            return "\n".join(
                f"{n}. {item_shown(question, one.draft.value)}" for n, one in enumerate(items, 1)
            )
        if entry and entry.draft.status is Status.CLOSED:
            return texts.NONE_ANSWER
    if entry is None:
        return texts.EMPTY_ANSWER
    if entry.draft.status is Status.SKIPPED:
        return texts.SKIPPED_ANSWER
    if entry.draft.status is Status.UNKNOWN:
        return unknown_shown(entry.draft.value)
    return shown(question, entry.draft.value)


def unknown_shown(value: Value) -> str:
    """Not known yet, with who could answer or when to look again."""
    if isinstance(value, Mapping) and isinstance(who := value.get("wie"), str):
        return f"{texts.UNKNOWN_ANSWER}: {texts.who_shown(who)}"
    if isinstance(value, Mapping) and isinstance(when := value.get("wanneer"), str):
        return f"{texts.UNKNOWN_ANSWER}: {texts.when_shown(when)}"
    return texts.UNKNOWN_ANSWER
