"""What was understood of a text about time."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Option:
    """One moment to choose, with the text of its button."""

    label: str
    moment: datetime

    def __post_init__(self) -> None:
        if self.moment.tzinfo is None:
            raise ValueError("an option needs a moment with a time zone")
        if not self.label:
            raise ValueError("an option needs a label")


@dataclass(frozen=True, slots=True)
class Understood:
    """One of three: a moment (`said` repeats it in full), a moment in doubt (`ask`), or no moment at all.

    `ask` is set exactly when `moment` is None; `options` are the answers to offer with it. `remark` points
    out what the colleague may not have seen, such as a public holiday. `nothing` is True when the text is
    not, or not only, about time: then it is no command, and `ask` serves a caller who needs a moment anyhow.
    """

    moment: datetime | None = None
    said: str = ""
    ask: str | None = None
    options: tuple[Option, ...] = ()
    remark: str | None = None
    nothing: bool = False

    def __post_init__(self) -> None:
        if (self.moment is None) == (self.ask is None):
            raise ValueError("either a moment or a question, never both and never neither")
        if self.moment is not None and (self.moment.tzinfo is None or not self.said or self.nothing):
            raise ValueError("a moment has a time zone and is said in full")

    def as_json(self) -> dict[str, object]:
        """The shape that the command line prints."""
        return {
            "moment": None if self.moment is None else self.moment.isoformat(),
            "said": self.said,
            "ask": self.ask,
            "options": [
                {"label": option.label, "moment": option.moment.isoformat()} for option in self.options
            ],
        }
