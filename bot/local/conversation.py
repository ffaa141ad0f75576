"""One personal conversation or thread as Teams stores it: the messages that every device sees."""

import asyncio
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import datetime

from bot.local.cards import CardButton, Json, adaptive_cards, buttons_of, files_in_words, inputs_of, plain
from bot.local.people import LocalPerson


@dataclass(frozen=True, slots=True)
class Message:
    """A message at one moment. After an update there is a new value; the old one is the old card.

    `changed` counts the changes of the conversation; the newest change has the highest.
    """

    id: str
    activity: Json
    at: datetime
    from_bot: bool
    changed: int
    updates: int = 0
    deleted: bool = False

    @property
    def card(self) -> Json | None:
        """The Adaptive Card, if there is one."""
        cards = adaptive_cards(self.activity)
        return cards[0] if cards else None

    @property
    def text(self) -> str:
        """All that can be read: the text of the message, then that of its cards and files."""
        parts = [
            str(self.activity.get("text") or ""),
            *(plain(card) for card in adaptive_cards(self.activity)),
            *files_in_words(self.activity),
        ]
        return "\n".join(part for part in parts if part)

    @property
    def buttons(self) -> list[CardButton]:
        """The buttons of all cards of the message."""
        return [button for card in adaptive_cards(self.activity) for button in buttons_of(card)]

    @property
    def titles(self) -> list[str]:
        """What stands on the buttons."""
        return [button.title for button in self.buttons]

    @property
    def inputs(self) -> dict[str, str]:
        """Name and present value of every input."""
        elements = [one for card in adaptive_cards(self.activity) for one in inputs_of(card)]
        return {str(one["id"]): str(one.get("value", "")) for one in elements}

    def with_card(self, card: Json) -> "Message":
        """The same message with another card in it, as one device may show it."""
        attachment = {"contentType": "application/vnd.microsoft.card.adaptive", "content": card}
        return replace(self, activity=self.activity | {"attachments": [attachment]})


class UnknownMessageError(LookupError):
    """The conversation has no message with this id, or it was deleted."""


@dataclass(slots=True)
class Conversation:
    """The messages of one person and the bot, or of one thread, and a bell that rings at every change."""

    person: LocalPerson
    keep: Callable[[str, Message], None] | None = None  # called at every change, to write it down
    installed: bool = False
    last_activity: Json | None = None
    typing: int = 0  # how often the bot said that it is typing
    thread: str = ""  # the id of a channel's thread, which this person started; "" for the personal chat
    _messages: dict[str, Message] = field(default_factory=dict)
    _log: list[str] = field(default_factory=list)  # the id of the message, per change
    _bell: asyncio.Event = field(default_factory=asyncio.Event)

    def __iter__(self) -> Iterator[Message]:
        return (message for message in self._messages.values() if not message.deleted)

    def __contains__(self, ident: object) -> bool:
        return isinstance(ident, str) and ident in self._messages and not self._messages[ident].deleted

    def newest_first(self) -> Iterator[Message]:
        """The messages from the end."""
        return (message for message in reversed(self._messages.values()) if not message.deleted)

    @property
    def id(self) -> str:
        """The id that the Bot Connector knows it by."""
        return self.thread or self.person.conversation_id

    @property
    def changes(self) -> int:
        """How many changes there were."""
        return len(self._log)

    def get(self, ident: str) -> Message:
        """The message as it is now. Raises UnknownMessageError."""
        found = self._messages.get(ident)
        if found is None or found.deleted:
            raise UnknownMessageError(ident)
        return found

    def add(self, ident: str, activity: Json, at: datetime, *, from_bot: bool) -> Message:
        """Store a new message."""
        return self._put(Message(ident, activity, at, from_bot, 0))

    def update(self, ident: str, activity: Json) -> Message:
        """Change a stored message for every device. Raises UnknownMessageError."""
        old = self.get(ident)
        return self._put(replace(old, activity=activity, updates=old.updates + 1))

    def delete(self, ident: str) -> None:
        """Take a message away for every device. Raises UnknownMessageError."""
        self._put(replace(self.get(ident), activity={}, deleted=True))

    def restore(self, message: Message) -> None:
        """Put back what was written down by an earlier run."""
        self._log.append(message.id)
        self._messages[message.id] = replace(message, changed=self.changes)

    def types(self) -> None:
        """The bot shows that it is busy."""
        self.typing += 1
        self._ring()

    def since(self, change: int) -> list[Message]:
        """What changed after this change, deleted messages too, oldest change first."""
        news = (self._messages[ident] for ident in dict.fromkeys(self._log[change:]))
        return sorted(news, key=lambda message: message.changed)

    @property
    def bell(self) -> asyncio.Event:
        """Set at the next change. Take it before reading, so that nothing is missed in between."""
        return self._bell

    def _put(self, message: Message) -> Message:
        self._log.append(message.id)
        message = replace(message, changed=self.changes)
        self._messages[message.id] = message
        if self.keep is not None:
            self.keep(self.id, message)
        self._ring()
        return message

    def _ring(self) -> None:
        self._bell.set()
        self._bell = asyncio.Event()
