"""The rules of a theme's log, the same in every store: what is new, what is a repetition, what conflicts."""

from collections import ChainMap
from collections.abc import Iterable, MutableMapping, Sequence

from bot.store.codec import same, settled
from dialogs.intake.theme_log import Conflict, Draft, Entry, Kind, ThemeKey

Cause = tuple[str, Kind, str, str]
Place = tuple[str, str]


def cause(draft: Draft) -> Cause:
    """What makes a second delivery of the same activity recognisable."""
    return (draft.activity, draft.kind, draft.question, draft.item)


def of_one_theme(drafts: Sequence[Draft]) -> tuple[Draft, ...]:
    """The drafts of one `append`, moments in UTC. Raises ValueError when they are of several themes."""
    if len({draft.key for draft in drafts}) > 1:
        raise ValueError("one append writes to one theme")
    return tuple(settled(draft) for draft in drafts)


class ThemeLog:
    """The entries of one theme that are kept for good, with what is needed to judge the next ones.

    Raises ValueError when `entries` break the unique keys of the log: they were not written by these rules.
    """

    def __init__(self, key: ThemeKey, entries: Iterable[Entry] = ()) -> None:
        self.key = key
        self.entries: tuple[Entry, ...] = ()
        self.causes: dict[Cause, Entry] = {}
        self.answers: dict[Place, Entry] = {}  # the last answer for each question and item
        self.extend(entries)

    def extend(self, entries: Iterable[Entry]) -> None:
        """Take in entries that are kept from now on."""
        added = tuple(entries)
        for seq, entry in enumerate(added, start=len(self.entries) + 1):
            if entry.seq != seq:
                raise ValueError(f"entry {seq} is missing")
            if self.causes.setdefault(cause(entry.draft), entry) is not entry:
                raise ValueError(f"entry {seq} is there twice")
            if entry.draft.kind is Kind.ANSWER:
                self.answers[entry.place] = entry
        self.entries += added


class Pending:
    """Entries that were decided on and are not kept yet. The log learns of them when they are."""

    def __init__(self, log: ThemeLog) -> None:
        self.added: list[Entry] = []
        self._last = len(log.entries)
        self._causes: MutableMapping[Cause, Entry] = ChainMap({}, log.causes)
        self._answers: MutableMapping[Place, Entry] = ChainMap({}, log.answers)

    def decide(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        """The entry of each draft, new or already there; all of them or, with Conflict, none."""
        causes, answers = ChainMap({}, self._causes), ChainMap({}, self._answers)
        entries: list[Entry] = []
        added: list[Entry] = []
        for draft in drafts:
            entry = causes.get(cause(draft)) or _standing(answers, draft)
            if entry is None:
                entry = Entry(self._last + len(self.added) + len(added) + 1, draft)
                added.append(entry)
                causes[cause(draft)] = entry
                if draft.kind is Kind.ANSWER:
                    answers[entry.place] = entry
            entries.append(entry)
        self.added += added
        self._causes.update(causes.maps[0])
        self._answers.update(answers.maps[0])
        return tuple(entries)


def _standing(answers: MutableMapping[Place, Entry], draft: Draft) -> Entry | None:
    """A newer answer that says the same; None when the draft is to be written. Raises Conflict."""
    if draft.kind is not Kind.ANSWER:
        return None
    current = answers.get((draft.question, draft.item))
    if current is None or current.seq <= draft.seen:
        return None
    stands = current.draft
    if (
        stands.status is draft.status
        and stands.internal == draft.internal
        and same(stands.value, draft.value)
    ):
        return current
    raise Conflict(current)
