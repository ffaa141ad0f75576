"""What changed in a theme since the coordinator could last judge it: old and new, per answer."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from dialogs.intake.format import Placed
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import answer_shown
from dialogs.intake.theme_log import Entry, Kind, Phase, ThemeState


@dataclass(frozen=True, slots=True)
class Change:
    """One answer that reads differently now, and who changed it last."""

    placed: Placed
    before: str
    after: str
    by: str
    at: datetime


def changes(sheet: Sheet) -> tuple[Change, ...]:
    """What changed since the submission before the one that stands, in the order of the format.

    While a theme is being worked on, since its last submission. Nothing when it was submitted only once.
    """
    seq = baseline(sheet.entries, sheet.state.phase)
    if not seq:
        return ()
    earlier = tuple(entry for entry in sheet.entries if entry.seq <= seq)
    old = Sheet(sheet.key, sheet.round, sheet.theme, sheet.format, earlier, ThemeState.of(earlier))
    found = []
    for placed in sheet.format.questions():
        written = [one for one in sheet.entries if one.seq > seq and _answers(one, placed.id)]
        if not written or not (old.applies(placed.id) or sheet.applies(placed.id)):
            continue
        before, after = (_shown(one, placed) for one in (old, sheet))
        if before != after:
            found.append(Change(placed, before, after, written[-1].draft.author, written[-1].draft.at))
    return tuple(found)


def baseline(entries: Sequence[Entry], phase: Phase) -> int:
    """The sequence number of the submission that changes count from; 0 when there is none."""
    submitted = [entry.seq for entry in entries if entry.draft.kind is Kind.SUBMITTED]
    if phase in {Phase.SUBMITTED, Phase.APPROVED}:
        submitted = submitted[:-1]
    return submitted[-1] if submitted else 0


def _answers(entry: Entry, question: str) -> bool:
    return entry.draft.kind is Kind.ANSWER and entry.draft.question == question


def _shown(sheet: Sheet, placed: Placed) -> str:
    return answer_shown(sheet, placed.question) if sheet.applies(placed.id) else ""
