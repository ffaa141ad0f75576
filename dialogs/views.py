"""The finished values that a turn returns: what a colleague is shown, in words, without any layout.

Every text in them is final Dutch. A card draws them (bot/teams/cards), the plain twin spells them out
(bot/plain.py); both show all of it. Texts hold what people typed: whoever draws, escapes.
"""

from dataclasses import dataclass, field
from enum import StrEnum


@dataclass(frozen=True, slots=True)
class Button:
    """Something to press. `say` is what a person types for the same; `data` goes back to the bot."""

    label: str
    verb: str
    data: tuple[tuple[str, str], ...] = ()
    say: str = ""
    primary: bool = False


class PartKind(StrEnum):
    """How one part of a question is filled in."""

    TEXT = "text"
    LINE = "line"  # a short text, one line
    CHOICE = "choice"
    CHOICES = "choices"
    DATE = "date"  # `value` is an ISO date
    TOGGLE = "toggle"  # on or off; `value` is "true" or "false"


@dataclass(frozen=True, slots=True)
class Choice:
    """One option of a part; `key` is what comes back."""

    key: str
    label: str


@dataclass(frozen=True, slots=True)
class Part:
    """One input. `name` is its key among the inputs that a press brings back.

    `value` is what is filled in already: the option keys joined by a comma for CHOICES.
    `label` is empty when the question above says it all.
    """

    name: str
    kind: PartKind
    label: str = ""
    value: str = ""
    choices: tuple[Choice, ...] = ()
    placeholder: str = ""
    required: bool = False
    compact: bool = False  # a drop-down, where many parts stand on one card
    people: bool = False  # where the client can, anybody of the organisation can be looked up as well


@dataclass(frozen=True, slots=True)
class Quote:
    """A piece of a plan, verbatim, with where it stands."""

    text: str
    source: str  # "IVP 2023-2026, 4.2 Woonoverlast, bladzijde 29"
    url: str = ""
    evidence: tuple[str, ...] = ()  # the words that answer the question, to be highlighted
    heading: str = ""  # above the first of several that belong together


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a colleague is, in main questions."""

    done: int
    total: int

    def __post_init__(self) -> None:
        if not 0 <= self.done <= self.total:
            raise ValueError("done lies between 0 and total")


@dataclass(frozen=True, slots=True)
class Ask:
    """A question, ready to be answered. `more` are the buttons behind "Meer"."""

    theme: str
    block: str
    number: str  # "3a"; empty for what has no number
    question: str
    progress: Progress
    parts: tuple[Part, ...]
    buttons: tuple[Button, ...]
    more: tuple[Button, ...] = ()
    help: str = ""
    notes: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    saved: str = ""  # what was saved by the turn that led here
    undo: Button | None = None
    problem: str = ""  # why the last input could not be saved, and what to do
    hint: str = ""  # how to answer by typing
    items: tuple["ItemRow", ...] = ()  # what a list holds already


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One item of a list, with the buttons that change it."""

    text: str
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class Say:
    """A message of one or more paragraphs, what can be filled in with it, and buttons under it."""

    paragraphs: tuple[str, ...]
    buttons: tuple[Button, ...] = ()
    title: str = ""
    quotes: tuple[Quote, ...] = ()
    typed: str = ""  # what the person typed and the bot holds, shown as theirs
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """One line of an overview: what it is, how it stands, and what can be done with it."""

    title: str
    state: str = ""
    text: str = ""
    buttons: tuple[Button, ...] = ()


@dataclass(frozen=True, slots=True)
class ShowRows:
    """A titled list: help, my themes, the questions of a block, the answers of a block."""

    title: str
    rows: tuple[Row, ...]
    intro: str = ""
    buttons: tuple[Button, ...] = ()
    outro: str = ""


@dataclass(frozen=True, slots=True)
class Done:
    """What stays of a card that was answered: read-only."""

    theme: str
    text: str


@dataclass(frozen=True, slots=True)
class OfferFile:
    """A file that somebody may have; it is made again, of what is stored then, when they accept.

    `size` counts bytes. `data` comes back with the yes or no. `instead` is what to do where files are
    blocked.
    """

    name: str
    size: int
    text: str
    data: tuple[tuple[str, str], ...]
    instead: str


@dataclass(frozen=True, slots=True)
class GiveFile:
    """A file that was accepted, to be put with the colleague's own; `failed` is said when it cannot."""

    name: str
    data: bytes = field(repr=False)
    failed: str


Drawn = Ask | Say | ShowRows
"""What becomes a card."""

View = Drawn | OfferFile | GiveFile


@dataclass(frozen=True, slots=True)
class Reply:
    """All that one turn shows.

    `closing` replaces the card that was open until now (`close`), so that it cannot be answered twice.
    `replace` is the message whose place the first view takes; None: every view is a new message.
    `views` are shown in order; the last one carries the open question, if there is one.
    """

    views: tuple[View, ...] = ()
    close: str | None = None
    closing: Done | None = None
    replace: str | None = None
    toast: str = field(default="")  # one line for the one who pressed, when nothing else changes
