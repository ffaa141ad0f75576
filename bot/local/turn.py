"""What came of one thing that a person did, as a test reads it."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bot.local.cards import CARD, CardButton, Json
from bot.local.conversation import Message
from bot.local.teams import Delivered


class NoSuchButtonError(LookupError):
    """The card has no button like that, or has several and the test did not choose."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What came of one thing that a person did."""

    deliveries: tuple[Delivered, ...]
    messages: tuple[Message, ...]  # of the bot, new or changed, oldest change first

    @property
    def status(self) -> int:
        """The HTTP status that the bot gave; 0 when it did not answer."""
        return self.deliveries[0].status

    @property
    def answers(self) -> list[Json]:
        """The bodies of the invoke answers."""
        return [one.body for one in self.deliveries if isinstance(one.body, dict)]

    @property
    def answer(self) -> Json:
        """The body of the invoke answer; empty when there is none."""
        return self.answers[0] if self.answers else {}

    @property
    def answer_card(self) -> Json | None:
        """The card that the pressing device shows in place of the pressed one."""
        return card_of(self.deliveries[0])

    @property
    def text(self) -> str:
        """Every text of this turn: the messages, and what the invoke answered."""
        texts = [message.text for message in self.messages]
        value = self.answer.get("value")
        return "\n".join([*texts, value] if isinstance(value, str) else texts)

    @property
    def thread(self) -> str:
        """The id of the conversation, for going on in a channel's thread."""
        return str(self.deliveries[0].activity["conversation"]["id"])

    @property
    def cards(self) -> list[Json]:
        """The cards of the messages of this turn."""
        return [message.card for message in self.messages if message.card is not None]

    @property
    def titles(self) -> list[str]:
        """What stands on the buttons of this turn."""
        return [title for message in self.messages for title in message.titles]


def choose(message: Message, title: str, nth: int | None, data: Mapping[str, Any] | None) -> CardButton:
    """The one button with this title. Raises NoSuchButtonError."""
    wanted = (data or {}).items()
    found = [one for one in message.buttons if one.title == title and wanted <= one.data.items()]
    if nth is not None and 0 <= nth < len(found):
        return found[nth]
    if len(found) == 1 and nth is None:
        return found[0]
    have = ", ".join(repr(each) for each in message.titles) or "no buttons"
    raise NoSuchButtonError(f"{len(found)} buttons {title!r} (nth={nth}, data={data}) on a card with {have}")


def card_of(delivered: Delivered) -> Json | None:
    """The card that the answer to an invoke puts in the place of the pressed one."""
    body = delivered.body
    if delivered.status == 200 and isinstance(body, dict) and body.get("type") == CARD:
        card = body.get("value")
        return card if isinstance(card, dict) else None
    return None
