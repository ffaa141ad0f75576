"""Changes of a form that wait to be decided: held, and told anew from the log as it stands."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from dialogs.desk import Desk, Place
from dialogs.filing.change import Change, What
from dialogs.filing.importing import item_id
from dialogs.focus import HELD_FOR, HeldChange, HeldForm
from dialogs.intake.personal_data import find
from dialogs.intake.question_types import ChoiceQuestion, ListQuestion
from dialogs.intake.questions import shown
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import answer_shown, item_shown, options_of
from dialogs.intake.theme_log import Entry, Status
from dialogs.texts import EMPTY_ANSWER, UNKNOWN_ANSWER

MOST_CHARACTERS = 300_000  # of all that waits; the answers of a whole theme are far below it


def held(sheet: Sheet, found: Sequence[Change], mark: str, now: datetime) -> HeldForm:
    """What can be saved of a form, kept for a day."""
    changes = tuple(
        HeldChange(
            question=one.placed.id,
            status=one.status,
            value=one.value,
            item=one.item,
            row=one.row,
            revision=one.placed.question.revision,
            seen=one.seen,
            newer=one.newer,
        )
        for one in found
        if one.ready
    )
    return HeldForm(mark, sheet.round.id, sheet.theme.id, now + HELD_FOR, changes)


def too_large(found: Sequence[Change]) -> bool:
    """Whether more would wait than can be kept."""
    return sum(len(one.new) for one in found) > MOST_CHARACTERS


def place_of(desk: Desk, form: HeldForm) -> Place | None:
    """The theme of a form, when this person still fills it in."""
    return desk.wide.place(form.round, form.theme)


def waiting(sheet: Sheet, form: HeldForm) -> list[tuple[HeldChange, Change]]:
    """What still waits and would still change something; the rest was saved, or is asked no more."""
    found = ((one, _told(sheet, one, form.mark)) for one in form.changes)
    return [(one, change) for one, change in found if change is not None]


def needs_a_look(change: Change) -> bool:
    """Whether it is not saved along with the others, but asked by itself."""
    return change.newer or bool(find(change.new))


def applies(sheet: Sheet, change: Change, others: Sequence[Change] = ()) -> bool:
    """Whether the question is asked, given the other answers; something to take away always may."""
    if change.what is What.EMPTIED or sheet.applies(change.placed.id):
        return True
    values = dict(sheet.values)
    values |= {one.placed.id: one.value for one in others if not one.item and not one.row}
    return change.placed.id in {one.id for one in sheet.format.applicable(values, sheet.flags)}


def seen_now(sheet: Sheet, waits: HeldChange, mark: str) -> HeldChange:
    """The same, once the answer of now was shown beside it."""
    entry = _entry(sheet, waits, mark)
    return replace(waits, seen=entry.seq if entry else waits.seen)


def _told(sheet: Sheet, waits: HeldChange, mark: str) -> Change | None:
    placed = sheet.format.placed(waits.question)
    if placed is None or placed.question.revision != waits.revision:
        return None
    entry = _entry(sheet, waits, mark)
    there = None if entry is None or entry.draft.status is Status.CLEARED else entry
    if there is None and waits.status is Status.CLEARED:
        return None
    if there and (there.draft.status, there.draft.value) == (waits.status, waits.value):
        return None
    question = placed.question
    if isinstance(question, ListQuestion):
        old = item_shown(question, there.draft.value) if there else ""
        new = item_shown(question, waits.value) if waits.value is not None else EMPTY_ANSWER
    else:
        old = answer_shown(sheet, question)
        options = options_of(sheet, question) if isinstance(question, ChoiceQuestion) else ()
        new = shown(question, waits.value, options) if waits.value is not None else EMPTY_ANSWER
    if waits.status is Status.UNKNOWN:
        new = UNKNOWN_ANSWER
    what = What.EMPTIED if waits.status is Status.CLEARED else What.CHANGED if there else What.NEW
    return Change(
        placed,
        what,
        old=old,
        new=new,
        status=waits.status,
        value=waits.value,
        item=waits.item,
        row=waits.row,
        newer=waits.newer or (entry is not None and entry.seq > waits.seen),
        seen=waits.seen,
    )


def _entry(sheet: Sheet, waits: HeldChange, mark: str) -> Entry | None:
    """What the log says last at the place of a change."""
    placed = sheet.format.placed(waits.question)
    if placed is None:
        return None
    return sheet.state.entry(waits.question, item_id(placed.question, waits.item, waits.row, mark))
