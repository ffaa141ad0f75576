"""What reading an answer gives: a value, or a problem to tell, and perhaps a nudge."""

import unicodedata
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from dialogs.intake.question_types import Option
from dialogs.values import ImpossibleValueError, Value, frozen, sound_text


class Trouble(StrEnum):
    """Why an answer could not be read. The sentence for the colleague stands beside it."""

    EMPTY = "empty"
    UNSOUND = "unsound"  # characters that no store can keep
    TOO_LONG = "too_long"
    NO_NUMBER = "no_number"
    OUT_OF_BOUNDS = "out_of_bounds"
    NO_OPTION = "no_option"
    UNSURE = "unsure"  # more than one reading is possible
    TOO_MANY = "too_many"
    INCOMPLETE = "incomplete"  # a list item without a field that it needs


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer as it was understood.

    With `trouble` there is a `problem`, the Dutch sentence that says what is wrong and what to do, and
    `value` holds what could be read nevertheless (the fields of an incomplete item), or None. `nudge` asks
    whether somebody wants to add something; the value is good as it is.
    """

    value: Value = None
    trouble: Trouble | None = None
    problem: str = ""
    nudge: str = ""

    def __post_init__(self) -> None:
        if (self.trouble is None) != (not self.problem):
            raise ValueError("trouble and problem go together")
        object.__setattr__(self, "value", frozen(self.value))

    @property
    def good(self) -> bool:
        """Whether the value can be saved."""
        return self.trouble is None


@dataclass(frozen=True, slots=True)
class Context:
    """What a reading needs to know besides the question.

    `today`: for a number that may not lie after this year. `options`: what opties_uit adds, such as the
    partners given earlier; they come before the options of the format. `items`: how many items a list
    holds already.
    """

    today: date
    options: tuple[Option, ...] = field(default=())
    items: int = 0


_LINE_BREAKS = str.maketrans(
    {"\r": "\n", "\v": "\n", "\f": "\n", "\x85": "\n", "\u2028": "\n", "\u2029": "\n"}
)
_UNSEEN = " \t\n\u00a0\u200b\u2060\ufeff"  # what surrounds pasted text without being part of it


def tidy(text: str) -> str:
    """`text` as it is kept: white space around it dropped, line breaks alike, control characters gone.

    Everything else stays as typed, emoji and right-to-left text too. Raises ImpossibleValueError for NUL and
    half a surrogate pair.
    """
    sound_text(text)
    lines = text.replace("\r\n", "\n").translate(_LINE_BREAKS)
    kept = "".join(one for one in lines if one in "\n\t" or unicodedata.category(one) != "Cc")
    return kept.strip(_UNSEEN)


def is_sound(text: str) -> bool:
    """Whether every store can keep `text`."""
    try:
        sound_text(text)
    except ImpossibleValueError:
        return False
    return True
