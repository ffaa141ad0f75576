"""Making the entries of a turn: who, when, caused by what, having seen what."""

import hashlib
from collections.abc import Sequence

from dialogs.desk import Desk, theme_of
from dialogs.intake.format import Placed
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Draft, Entry, Kind, Status, Via
from dialogs.values import Value
from dialogs.views import Button


def answer(
    desk: Desk,
    sheet: Sheet,
    placed: Placed,
    status: Status,
    value: Value = None,
    *,
    item: str = "",
    internal: bool | None = None,
    seen: int | None = None,
    via: Via | None = None,
) -> Draft:
    """An answer to be written.

    `seen` is what this person knew of the log: by default what was in it when their question was shown.
    """
    return Draft(
        key=sheet.key,
        kind=Kind.ANSWER,
        author=desk.who.person,
        activity=desk.cause,
        at=desk.now,
        seen=desk.focus.seen if seen is None else seen,
        question=placed.id,
        item=item,
        revision=placed.question.revision,
        status=status,
        value=value,
        internal=sheet.internal(placed.question) if internal is None else internal,
        on_behalf_of=asked_by(desk, sheet, placed.id),
        via=via or desk.via,
    )


def asked_by(desk: Desk, sheet: Sheet, question: str) -> str:
    """The object id of who handed this question to the one who speaks; empty when nobody did."""
    for one in desk.lent:
        here = (one.place.round.id, one.place.theme.id) == (sheet.round.id, sheet.theme.id)
        if here and question in one.questions:
            return one.hand_over.by
    return ""


def event(desk: Desk, sheet: Sheet, kind: Kind, value: Value = None) -> Draft:
    """Something that happens to the whole theme: submitted, opened again."""
    return Draft(
        key=sheet.key,
        kind=kind,
        author=desk.who.person,
        activity=desk.cause,
        at=desk.now,
        value=value,
        via=desk.via,
    )


def new_item(desk: Desk, place: int) -> str:
    """The id of the `place`-th item that this turn adds; the same when the turn is done again."""
    return hashlib.blake2s(f"{desk.cause}\n{place}".encode(), digest_size=6).hexdigest()


def undo_button(desk: Desk, sheet: Sheet, label: str) -> Button | None:
    """A button that takes back what this turn saved; None when it saved nothing."""
    mine = written_by(sheet.entries, desk.cause)
    if not mine:
        return None
    where = {**theme_of(sheet), "q": mine[-1].draft.question, "u": str(mine[-1].seq)}
    return desk.button(label, "undo", "ongedaan maken", about=where)


def written_by(entries: Sequence[Entry], activity: str) -> tuple[Entry, ...]:
    """The answers that one activity wrote."""
    return tuple(
        entry for entry in entries if entry.draft.activity == activity and entry.draft.kind is Kind.ANSWER
    )
