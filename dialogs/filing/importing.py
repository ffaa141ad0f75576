"""The entries that accepted changes of a form become; the chat and `app.py intake import` write the same."""

import hashlib
from collections.abc import Callable, Sequence
from datetime import datetime

from dialogs.filing.change import Change
from dialogs.intake.question_types import ListQuestion, Question
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Draft, Kind, Status, Via


def mark_of(data: bytes) -> str:
    """The same for the same file."""
    return hashlib.blake2s(data, digest_size=12).hexdigest()


def item_id(question: Question, item: str, row: int, mark: str) -> str:
    """The list item that a change is about: a new one has the same id whenever the same file is read."""
    if item or not isinstance(question, ListQuestion) or not row:
        return item
    seed = f"{mark}\n{question.id}\n{row}"
    return hashlib.blake2s(seed.encode(), digest_size=6).hexdigest()


def drafts(
    sheet: Sheet,
    accepted: Sequence[Change],
    *,
    author: str,
    activity: str,
    at: datetime,
    mark: str,
    on_behalf_of: Callable[[str], str] = lambda _question: "",
) -> list[Draft]:
    """An entry for each accepted change, and one that closes each list that gets its first items."""

    def entry(change: Change, item: str, status: Status, seen: int) -> Draft:
        question = change.placed.question
        return Draft(
            key=sheet.key,
            kind=Kind.ANSWER,
            author=author,
            activity=activity,
            at=at,
            seen=seen,
            question=question.id,
            item=item,
            revision=question.revision,
            status=status,
            value=None if status in {Status.CLOSED, Status.CLEARED} else change.value,
            internal=sheet.internal(question),
            on_behalf_of=on_behalf_of(question.id),
            via=Via.IMPORT,
        )

    items = [item_id(one.placed.question, one.item, one.row, mark) for one in accepted]
    made = [entry(one, item, one.status, one.seen) for one, item in zip(accepted, items, strict=True)]
    first = {one.placed.id: one for one, item in zip(accepted, items, strict=True) if item and not one.item}
    closing = [one for question, one in first.items() if sheet.state.standing(question) is None]
    return [*made, *(entry(one, "", Status.CLOSED, sheet.last_seq) for one in closing)]
