"""What stands at one place of a form where an answer goes, and how a value is written there.

`cell_of` decides what the form shows for a value; reading a form gives the same cell back. So a place is
untouched exactly when its cell is the one that the form was made with.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from dialogs.intake.answer_reading import tidy
from dialogs.intake.question_types import FREE, ChoiceQuestion, Option, Question
from dialogs.intake.questions import shown
from dialogs.values import Value

MOST_BOXES = 8  # options to tick; a longer list is a drop-down
_NOT_IN_XML = re.compile("[^\t\n\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands at one place: the options that are ticked, what stands beside "anders", and other text.

    `picked` holds ids of options, FREE when "anders" is ticked.
    """

    text: str = ""
    picked: tuple[str, ...] = ()
    other: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "text", carried(self.text))
        object.__setattr__(self, "other", carried(self.other))

    @property
    def empty(self) -> bool:
        """Whether nothing was filled in."""
        return not (self.text or self.picked or self.other)


def carried(text: str) -> str:
    """`text` as a Word document carries it there and back: without white space at the ends of lines.

    What XML cannot hold becomes a replacement character, tabs and other spaces become plain spaces.
    """
    text = tidy(text.replace("\0", "\ufffd").encode("utf-8", "replace").decode())
    lines = _NOT_IN_XML.sub("\ufffd", text).replace("\t", " ").split("\n")
    kept = ["".join(" " if unicodedata.category(one) == "Zs" else one for one in line) for line in lines]
    return "\n".join(line.strip() for line in kept).strip()


def has_boxes(question: Question) -> bool:
    """Whether a question is answered by ticking: its options are known and few."""
    if not isinstance(question, ChoiceQuestion) or question.options_from:
        return False
    return question.several or len(question.options) <= MOST_BOXES


def cell_of(question: Question, value: Value, options: Sequence[Option] = (), *, boxes: bool = True) -> Cell:
    """How a form shows a value. `options` are those that opties_uit adds; `boxes` is false within a list."""
    if value is None:
        return NOTHING
    if not isinstance(question, ChoiceQuestion):
        return Cell(shown(question, value, options))
    chosen = value if isinstance(value, tuple | list) else (value,)
    if not (boxes and has_boxes(question)):
        return Cell("\n".join(shown(question, (one,), options) for one in chosen))
    picked = tuple(option.id for option in question.options if option.id in chosen)
    rest = [shown(question, (one,), options) for one in chosen if one not in picked]
    if not rest:
        return Cell(picked=picked)
    if question.free:
        return Cell(picked=(*picked, FREE), other=", ".join(rest))
    return Cell("\n".join(rest), picked)  # an option that the format no longer has


NOTHING = Cell()
