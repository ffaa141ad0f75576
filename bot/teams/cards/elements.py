"""The building blocks of a card, as Adaptive Cards 1.5 writes them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeAlias

from bot.teams.cards.text import escaped, shown

Element: TypeAlias = dict[str, object]


@dataclass(frozen=True, slots=True)
class Room:
    """How much a card may show; a card that grows too big is drawn again in less room.

    `text`: characters of one piece of text; `rows`: lines of an overview or list; `links`: how many of them
    carry their own buttons, the others say what to type; `inputs`: whether anything can be filled in.
    """

    text: int
    rows: int
    links: int
    inputs: bool = True


class Style(StrEnum):
    """The coloured backgrounds of a container."""

    PLAIN = "default"
    NOTE = "emphasis"
    GOOD = "good"
    WARNING = "warning"


def run(text: str, **look: object) -> Element:
    """A piece of a paragraph; its text is shown literally, whatever marks it holds."""
    return {"type": "TextRun", "text": text, **look}


def paragraph(runs: Iterable[Element], **look: object) -> Element:
    """Pieces of text in one flow; wraps by itself."""
    return {"type": "RichTextBlock", "inlines": list(runs), **look}


def prose(text: str, room: Room, spacing: str = "default", **look: object) -> Element:
    """Text that people may have typed, with its line ends."""
    return paragraph([run(shown(text, room.text), **look)], spacing=spacing)


def subtle(text: str, room: Room, spacing: str = "small") -> Element:
    """A small line that stays in the background."""
    return prose(text, room, spacing=spacing, isSubtle=True, size="small")


def heading(text: str, room: Room, spacing: str = "default") -> Element:
    """What the card is about; screen readers announce it as a heading."""
    return {
        "type": "TextBlock",
        "text": escaped(shown(text, room.text)),
        "style": "heading",
        "weight": "bolder",
        "size": "medium",
        "wrap": True,
        "spacing": spacing,
    }


def container(items: Sequence[Element], style: Style = Style.PLAIN, **look: object) -> Element:
    """Elements that belong together, on a background of their own."""
    return {"type": "Container", "style": style.value, "items": list(items), **look}


def column(items: Sequence[Element], width: str = "auto", **look: object) -> Element:
    """One side of a line with two sides."""
    return {"type": "Column", "width": width, "items": list(items), **look}


def beside(*columns: Element, spacing: str = "default", **look: object) -> Element:
    """Columns on one line."""
    return {"type": "ColumnSet", "columns": list(columns), "spacing": spacing, **look}
