"""What a form that came back would change: per question and list item, the old answer and the new one.

The form remembers the entry that it last knew. A place that still shows what it showed then was not touched,
also when a colleague changed the answer in the chat since: a form never brings back an older answer.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from bot.documents import texts
from bot.documents.cells import Cell, cell_of
from bot.documents.errors import OtherTheme
from bot.documents.list_changes import list_changes
from bot.documents.read_cell import read_cell
from bot.documents.read_form import Form
from dialogs import texts as chat_texts
from dialogs.filing.change import Change, What
from dialogs.intake.answer_reading import Context
from dialogs.intake.format import Placed
from dialogs.intake.question_types import ChoiceQuestion, ListQuestion, Option, Question
from dialogs.intake.questions import shown
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import answer_shown, options_of
from dialogs.intake.theme_log import Status, ThemeState
from dialogs.values import Value

__all__ = ["Change", "What", "changes"]


def changes(sheet: Sheet, form: Form, today: date) -> tuple[Change, ...]:
    """What `form` would change of a theme as its log stands, in the order of the format.

    `today` is the local date: a year may not lie after it. Nothing is written. Raises OtherTheme for a
    form of another theme.
    """
    if not form.is_of(sheet.key):
        raise OtherTheme(form.name)
    then = tuple(entry for entry in sheet.entries if form.filled and entry.seq <= form.seq)
    base = replace(sheet, entries=then, state=ThemeState.of(then))
    found: list[Change] = []
    lists = [one for one in sheet.format.questions() if isinstance(one.question, ListQuestion)]
    for placed in lists:
        if answer := form.answers.get(placed.id):
            found += list_changes(placed, answer, base, sheet, Context(today))
    for placed in sheet.format.questions():
        answer = form.answers.get(placed.id)
        if answer and placed not in lists:
            added = _added_options(sheet, placed.question, found)
            change = _change(placed, answer.cell, base, sheet, Context(today, added), filled=form.filled)
            found += [change] if change else []
    found.sort(key=lambda change: change.placed.rank)
    return tuple(_that_apply(sheet, found))


def _change(
    placed: Placed, cell: Cell, base: Sheet, now: Sheet, context: Context, *, filled: bool
) -> Change | None:
    """What becomes of a question that is no list; None when it stays as it is."""
    question = placed.question
    value = now.state.value(question.id)
    if cell in (_cell(base, question), _cell(now, question)):
        return None
    entry = now.state.standing(question.id)
    seen = now.state.seen(question.id)
    made = partial(
        Change,
        placed,
        old=answer_shown(now, question),
        newer=filled and seen > base.state.seen(question.id),
        seen=seen,
    )
    if cell.empty:
        empty = chat_texts.EMPTY_ANSWER
        return None if value is None else made(What.EMPTIED, new=empty, status=Status.CLEARED)
    what = What.CHANGED if entry else What.NEW
    if " ".join(cell.text.casefold().split()).rstrip(".") in texts.UNKNOWN_TYPED:
        known = entry is not None and entry.draft.status is Status.UNKNOWN
        return None if known else made(what, new=chat_texts.UNKNOWN_ANSWER, status=Status.UNKNOWN)
    reading = read_cell(question, cell, context)
    if not reading.good:
        return made(what, new=_as_typed(question, cell, context.options), problem=reading.problem)
    if reading.value == value:
        return None
    return made(what, new=shown(question, reading.value, context.options), value=reading.value)


def _cell(sheet: Sheet, question: Question) -> Cell:
    options = options_of(sheet, question) if isinstance(question, ChoiceQuestion) else ()
    return cell_of(question, sheet.state.value(question.id), options)


def _as_typed(question: Question, cell: Cell, options: Sequence[Option]) -> str:
    """What stands in a cell, for a colleague to recognise."""
    picked = shown(question, cell.picked, options) if cell.picked else ""
    return "\n".join(part for part in (picked, cell.other, cell.text) if part)


def _added_options(sheet: Sheet, question: Question, found: Sequence[Change]) -> tuple[Option, ...]:
    """The options that a list adds, with the items that the same form adds or changes."""
    if not isinstance(question, ChoiceQuestion) or not question.options_from:
        return ()
    source = sheet.format.question(question.options_from)
    if not isinstance(source, ListQuestion):
        return ()
    mine = [one for one in found if one.placed.id == source.id and one.ready]
    by_item = {one.item: one.value for one in mine if one.item}
    values = [by_item.get(entry.draft.item, entry.draft.value) for entry in sheet.items(source.id)]
    values += [one.value for one in mine if not one.item]
    field = source.field(source.ask_first) or source.direct[0]
    labels = [shown(field.question, one.get(field.id)) for one in values if isinstance(one, Mapping)]
    return tuple(Option(label, label) for label in dict.fromkeys(labels) if label)


def _that_apply(sheet: Sheet, found: Sequence[Change]) -> Iterator[Change]:
    """The changes; an answer to a follow-up that the other answers do not bring up is told as a problem."""
    values: dict[str, Value] = dict(sheet.values)
    for change in found:
        if change.ready and not isinstance(change.placed.question, ListQuestion):
            values[change.placed.id] = change.value
    asked = {one.id for one in sheet.format.applicable(values, sheet.flags)}
    for change in found:
        if change.placed.id in asked:
            yield change
        elif change.what is not What.EMPTIED:
            yield replace(change, problem=change.problem or texts.NOT_ASKED)
