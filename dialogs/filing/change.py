"""What is read on a form that came back: one thing that it would change, or that could not be read."""

from dataclasses import dataclass
from enum import StrEnum

from dialogs.intake.format import Placed
from dialogs.intake.theme_log import Status
from dialogs.values import Value


class What(StrEnum):
    """What becomes of a question, or of an item of a list."""

    NEW = "new"
    CHANGED = "changed"
    EMPTIED = "emptied"  # an answer taken back, an item taken away


@dataclass(frozen=True, slots=True)
class Change:
    """One question, or one item of a list, that a form would change.

    `old` and `new` are shown to the colleague. Without `problem`, `status` and `value` are ready to be saved
    for `placed` and `item`, with `seen` as what the colleague knew; an item without an id is a new one.
    `newer`: this was changed since the form was made, so that `old` is not what the form showed.
    """

    placed: Placed
    what: What
    old: str
    new: str
    status: Status = Status.GIVEN
    value: Value = None
    item: str = ""
    row: int = 0  # of the list in the form; counts from 1, 0 for a question or a row that was taken away
    problem: str = ""
    newer: bool = False
    seen: int = 0

    def __post_init__(self) -> None:
        if (self.what is What.EMPTIED) != (self.status is Status.CLEARED):
            raise ValueError("exactly what is emptied becomes cleared")
        if self.status is Status.GIVEN and self.value is None and not self.problem:
            raise ValueError("an answer that is ready has a value")

    @property
    def ready(self) -> bool:
        """Whether it can be saved when the colleague accepts it."""
        return not self.problem


@dataclass(frozen=True, slots=True)
class Unread:
    """A part that could not be read: where ("vraag 3", or empty), and a sentence that says what to do."""

    place: str
    problem: str
