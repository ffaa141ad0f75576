"""What the coordinator asked back about a theme, and what was done about it: folds over its log."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dialogs.intake.theme_log import Entry, Kind, Status


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing that was asked back; `question` is empty when it is about the whole theme."""

    question: str
    text: str
    by: str  # who asked
    seq: int
    answered: bool = False  # the answer was given again since


def asked_back(entries: Iterable[Entry]) -> Mapping[str, Asked]:
    """What was asked back since the theme was last submitted, by question; empty once it is again."""
    found: dict[str, Asked] = {}
    for entry in entries:
        draft = entry.draft
        match draft.kind:
            case Kind.SUBMITTED | Kind.APPROVED:
                found.clear()
            case Kind.RETURNED if isinstance(draft.value, str):
                found[draft.question] = Asked(draft.question, draft.value, draft.author, entry.seq)
            case Kind.ANSWER if (one := found.get(draft.question)) and draft.status is not Status.SKIPPED:
                found[draft.question] = Asked(one.question, one.text, one.by, one.seq, answered=True)
    return found


def last_asked_back(entries: Sequence[Entry]) -> Mapping[str, Asked]:
    """What was asked back before the last submission: what the new answers answer."""
    submitted = [entry.seq for entry in entries if entry.draft.kind is Kind.SUBMITTED]
    return asked_back(entry for entry in entries if not submitted or entry.seq < submitted[-1])


def submission(entries: Iterable[Entry]) -> int:
    """The sequence number of the last submission; 0 when there was none."""
    return max((entry.seq for entry in entries if entry.draft.kind is Kind.SUBMITTED), default=0)
