"""Taking back a save: the value before it comes back as a new entry, so that nothing is erased."""

from dataclasses import replace

from dialogs import texts
from dialogs.desk import Desk, Outcome, Place
from dialogs.focus import Why
from dialogs.intake.asking import Around
from dialogs.intake.sheet import Sheet
from dialogs.intake.steps import step_at
from dialogs.intake.theme_log import Draft, Entry, Kind, Status, Via
from dialogs.intake.writing import answer, written_by
from dialogs.navigating import at, is_submitted, say


async def undo(desk: Desk, place: Place, seq: int | None = None) -> Outcome:
    """Take back the save that wrote entry `seq`, or this person's last one."""
    sheet = await desk.sheet(place)
    if written_by(sheet.entries, desk.cause):  # done before: this is the same activity again
        return _shown(desk, sheet, written_by(sheet.entries, desk.cause))
    if sheet.state.signed_off:
        return is_submitted(desk, sheet)
    batch = _batch(sheet, desk.who.person, seq)
    if not batch:
        return say(desk, texts.ALREADY_CHANGED if seq is not None else texts.NOTHING_TO_UNDO)
    drafts = [_before(desk, sheet, entry) for entry in batch]
    return _shown(desk, await desk.append(sheet, *drafts), batch)


def _batch(sheet: Sheet, author: str, seq: int | None) -> tuple[Entry, ...]:
    """What one activity of this person wrote, when all of it is still as it was written.

    Without `seq`, the newest such activity that was not an undo itself.
    """
    for entry in reversed(sheet.entries):
        draft = entry.draft
        if draft.kind is not Kind.ANSWER or draft.author != author or (seq is not None and entry.seq != seq):
            continue
        if sheet.format.placed(draft.question) is None:  # of an earlier version of the format
            continue
        if not sheet.covers(draft.question):
            continue
        batch = written_by(sheet.entries, draft.activity)
        stands = all(sheet.state.seen(*one.place) == one.seq for one in batch)
        if draft.via is not Via.UNDO and stands:
            return batch
        if seq is not None:
            return ()
    return ()


def _before(desk: Desk, sheet: Sheet, entry: Entry) -> Draft:
    """An entry that puts back what stood at a place before `entry`."""
    placed = sheet.format.placed(entry.draft.question)
    assert placed is not None  # noqa: S101  (undo is offered for questions of this format only)
    before = (one for one in sheet.entries if one.place == entry.place and one.seq < entry.seq)
    earlier = [one for one in before if one.draft.kind is Kind.ANSWER]
    status = earlier[-1].draft.status if earlier else Status.CLEARED
    value = earlier[-1].draft.value if earlier else None
    internal = earlier[-1].draft.internal if earlier else placed.question.internal
    back = answer(
        desk,
        sheet,
        placed,
        status or Status.CLEARED,
        value,
        item=entry.draft.item,
        internal=internal,
        seen=sheet.last_seq,
        via=Via.UNDO,
    )
    return replace(back, revision=earlier[-1].draft.revision) if earlier else back


def _shown(desk: Desk, sheet: Sheet, batch: tuple[Entry, ...]) -> Outcome:
    """The question that was taken back, to be answered again."""
    placed = sheet.format.placed(batch[0].draft.question)
    if placed is None or not sheet.applies(placed.id):
        return say(desk, texts.undone(placed.number if placed else ""))
    around = Around(saved=texts.undone(placed.number))
    return at(desk, sheet, step_at(sheet, placed), Why.CHANGE, around)
