"""What one phrase of a moment can mean: a day, a time, an instant, or a reason to ask."""

from dataclasses import dataclass
from datetime import date, datetime


@dataclass(frozen=True, slots=True)
class Day:
    """The days that a phrase can mean; `ask` when it is doubtful even if there is only one.

    `weekday` (Monday is 1) marks a mere day of the week, which a date can make precise (dinsdag 1 december).
    `after` marks "na X": the last day of X, so that another phrase can choose a later day.
    """

    dates: tuple[date, ...]
    ask: str | None = None
    weekday: int | None = None
    after: date | None = None
    # A mere figure, which a clock time may be as well.
    bare: bool = False
    # "Na vrijdag": with a time behind it, that may be a time of Friday.
    edge: bool = False
    # A date in figures or with its month, the only one that says when someone is back from a holiday.
    dated: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """A time of day as it was said, before a part of the day makes it morning or afternoon."""

    hour: int
    minute: int
    # "06:00" and "0.30" are only written by people who count to twenty-four.
    full_day: bool = False
    # A mere figure, which a day of the month may be as well.
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the day and the times that it stands for."""

    name: str
    times: tuple[tuple[int, int], ...]
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Instant:
    """Exact moments, counted from now: "over een uur"."""

    moments: tuple[datetime, ...]
    ask: str | None = None


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that makes any moment doubtful: "uiterlijk", "niet", "straks"."""

    ask: str
    refuses: bool = False


@dataclass(frozen=True, slots=True)
class Own:
    """'Na mijn vakantie': only the colleague knows when that is."""

    ask: str


@dataclass(frozen=True, slots=True)
class Filler:
    """A word without meaning for the moment."""


Piece = Day | Clock | Part | Instant | Hedge | Own | Filler
