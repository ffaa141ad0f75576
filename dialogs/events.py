"""What reaches the conversation: one person said a line or pressed a button on a card."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from dialogs.people import Profile


class Place(StrEnum):
    """Where something was said."""

    PERSONAL = "personal"
    CHANNEL = "channel"


@dataclass(frozen=True, slots=True)
class Press:
    """A button on a card. `data` came with the card, `inputs` is what the person filled in; trust neither."""

    verb: str
    data: Mapping[str, str] = field(default_factory=dict)
    inputs: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class File:
    """A file that somebody sent in the personal chat: its name and its bytes. Trust neither."""

    name: str
    data: bytes = field(repr=False)


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that one person did. `activity` is the same when Teams delivers the same thing twice.

    `card` is the id of the message that holds the pressed card. `in_place` tells whether the reply can
    take that card's place (Action.Execute); an Action.Submit cannot. With a `file`, `text` is what was typed
    beside it.
    """

    person: Profile
    activity: str
    at: datetime
    text: str = ""
    press: Press | None = None
    card: str | None = None
    in_place: bool = False
    place: Place = Place.PERSONAL
    file: File | None = None

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("an event needs a moment with a time zone")
        if not self.activity:
            raise ValueError("an event needs the id of its activity")


class Joined(StrEnum):
    """Why the bot met somebody without a word from them."""

    INSTALLED = "installed"
    REMOVED = "removed"
