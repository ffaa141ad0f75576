"""Who was asked to answer a question of somebody else's theme: computed from the log, never stored.

A hand-over is an entry of kind handed_over with the question and {"aan": whom, "terug": false}; with
"terug" true it ended. `whom` is an object id, or the address of somebody who has not met the bot yet.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dialogs.intake.format import Format
from dialogs.intake.theme_log import Entry, Kind, ThemeKey, ThemeState
from dialogs.ports import Store

TO, BACK, REMARK = "aan", "terug", "opmerking"


@dataclass(frozen=True, slots=True)
class HandOver:
    """One question that is with a colleague. `by` is the object id of who asked."""

    key: ThemeKey
    question: str
    to: str
    by: str
    seq: int

    def is_for(self, person: str, address: str) -> bool:
        """Whether somebody, by object id and address, is the colleague who was asked."""
        return self.to == person or (bool(address) and self.to == address)


def hand_overs(state: ThemeState) -> tuple[HandOver, ...]:
    """The hand-overs of a theme that have not ended."""
    return _open(state.handed.values())


def scope(form: Format, question: str) -> frozenset[str]:
    """What goes along with a question: what is asked in the same breath, and all their follow-ups."""
    together = {one.id for one in form.together(question)}
    return frozenset(together | {one.id for one in form.questions() if one.parent in together})


class Lending:
    """The open hand-overs of every theme. Of a log that grew only what is new is read."""

    def __init__(self) -> None:
        self._read: dict[ThemeKey, tuple[int, dict[str, Entry]]] = {}

    async def of(self, store: Store, key: ThemeKey) -> tuple[HandOver, ...]:
        """The hand-overs of a theme that have not ended."""
        entries = await store.log(key)
        done, last = self._read.get(key, (0, {}))
        if done > len(entries):  # another log than the one that was read
            done, last = 0, {}
        if done < len(entries):
            news = (
                one for one in entries[done:] if one.draft.kind is Kind.HANDED_OVER and one.draft.question
            )
            last = last | {one.draft.question: one for one in news}
            self._read[key] = (len(entries), last)
        return _open(last.values()) if last else ()


def _open(entries: Iterable[Entry]) -> tuple[HandOver, ...]:
    found = []
    for entry in entries:
        value = entry.draft.value
        if (
            isinstance(value, Mapping)
            and value.get(BACK) is not True
            and isinstance(to := value.get(TO), str)
        ):
            draft = entry.draft
            found.append(HandOver(draft.key, draft.question, to, draft.author, entry.seq))
    return tuple(found)
