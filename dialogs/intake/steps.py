"""What is asked next, before and instead: computed from format and log, never stored."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from dialogs.intake.format import Placed
from dialogs.intake.question_types import ListQuestion
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Entry


class Mode(StrEnum):
    """How a question is in front of the person."""

    ANSWER = "answer"  # a single value
    PICK = "pick"  # a list whose items are chosen several at once
    RATE = "rate"  # the items that were picked, with their other direct fields
    ITEM = "item"  # one item of a list, new or existing
    MORE = "more"  # one item of a list with all its fields
    WHO = "who"  # "not known yet": who could answer, or when to look again
    ADD = "add"  # a short answer was saved: anything to add?


@dataclass(frozen=True, slots=True)
class Step:
    """One question, and how it is put."""

    placed: Placed
    mode: Mode = Mode.ANSWER
    item: str = ""


LIST_MODES = frozenset({Mode.PICK, Mode.RATE, Mode.ITEM, Mode.MORE, Mode.WHO})
SINGLE_MODES = frozenset({Mode.ANSWER, Mode.ADD, Mode.WHO})


def possible(sheet: Sheet, placed: Placed, mode: str, item: str) -> Step | None:
    """The step that a card names, when a question can be put like that; None for what was made up.

    An item that is not there (any more) is left to the handlers of lists, which say so.
    """
    question = placed.question
    is_list = isinstance(question, ListQuestion)
    known = Mode(mode) if mode in set(Mode) else Mode.ITEM if is_list else Mode.ANSWER
    if known not in (LIST_MODES if is_list else SINGLE_MODES):
        return None
    if known in {Mode.PICK, Mode.RATE} and not (isinstance(question, ListQuestion) and question.ask_first):
        return None
    if item and sheet.state.entry(placed.id, item) is None:
        return None
    return Step(placed, known, item)


def step_at(sheet: Sheet, placed: Placed) -> Step:
    """How a question is put when it comes up."""
    question = placed.question
    if not isinstance(question, ListQuestion):
        return Step(placed)
    items = sheet.items(question.id)
    if question.ask_first and not items:
        return Step(placed, Mode.PICK)
    if question.ask_first and sheet.state.standing(question.id) is None:
        unrated = [entry for entry in items if not rated(question, entry)]
        return Step(placed, Mode.RATE, unrated[0].draft.item if unrated else "")
    return Step(placed, Mode.ITEM)


def rated(question: ListQuestion, entry: Entry) -> bool:
    """Whether an item that was picked has a value in another direct field."""
    value = entry.draft.value
    others = [field.id for field in question.direct if field.id != question.ask_first]
    return not others or (
        isinstance(value, Mapping) and any(value.get(other) is not None for other in others)
    )


def next_step(sheet: Sheet, after: Placed | None = None) -> Step | None:
    """The first question that is not settled yet; None when all are.

    Deepening questions come up only after one of them (`after`): they are offered, not asked.
    """
    deepening = after is not None and is_deepening(sheet, after)
    left = [one for one in sheet.asked if is_deepening(sheet, one) == deepening and not sheet.settled(one)]
    # A question that was passed over although it changed comes back after the others, not at once.
    fresh = [one for one in left if after is None or one.rank > after.rank or not sheet.outdated(one)]
    return step_at(sheet, (fresh or left)[0]) if left else None


def asked_back_step(sheet: Sheet, after: Placed | None = None) -> Step | None:
    """The first question that the coordinator asked back, past `after`; None when none is left there."""
    order = [one.id for one in sheet.asked]
    start = order.index(after.id) if after is not None and after.id in order else -1
    for placed in sheet.still_asked():
        if order.index(placed.id) > start:
            return step_at(sheet, placed)
    return None


def first_deepening(sheet: Sheet) -> Step | None:
    """The first deepening question that is not settled yet."""
    for placed in sheet.asked:
        if is_deepening(sheet, placed) and not sheet.settled(placed):
            return step_at(sheet, placed)
    return None


def previous_step(sheet: Sheet, placed: Placed) -> Step | None:
    """The question before this one; a pair that is asked together counts as one."""
    pair = {one.id for one in sheet.format.together(placed.id)}
    for one in sheet.format.before(placed.id, sheet.values, sheet.flags):
        if one.is_note or one.id in pair:
            continue
        return step_at(sheet, sheet.format.together(one.id)[0])
    return None


def is_deepening(sheet: Sheet, placed: Placed) -> bool:
    """Whether a question, or the one it follows up, is offered at the end only."""
    parent = sheet.format.question(placed.parent) if placed.parent else None
    return (parent or placed.question).deepening
