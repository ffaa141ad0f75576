"""What the test remembers beside the bot: who said which words, with which question in front of them."""

import logging
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.local.cards import CardButton
from bot.local.conversation import Message
from bot.local.talk import Turn
from dialogs.focus import Focus
from dialogs.intake.theme_log import Draft, Entry
from dialogs.people import PersonKey
from dialogs.ports import Store
from dialogs.values import Value

HELD = frozenset({"held_keep", "held_drop", "held_question"})
TOKEN = re.compile(r"woord[0-9]{5}")


class PulledPlugError(Exception):
    """The machine stopped here: nothing after this write happened."""


class Fragile:
    """A store that can be told to fail at a coming write, before or after it is done."""

    def __init__(self, inner: Store) -> None:
        self.inner = inner
        self.fails_at: int | None = None

    def __getattr__(self, name: str) -> Any:
        return getattr(self.inner, name)

    async def append(self, drafts: Sequence[Draft]) -> tuple[Entry, ...]:
        self._count()
        return await self.inner.append(drafts)

    async def put_focus(self, who: PersonKey, focus: Focus) -> None:
        self._count()
        await self.inner.put_focus(who, focus)

    def _count(self) -> None:
        if self.fails_at is None:
            return
        if self.fails_at == 0:
            raise PulledPlugError
        self.fails_at -= 1


@dataclass(frozen=True)
class Shown:
    """A question as it stood on somebody's screen."""

    theme: str
    question: str


@dataclass
class Said:
    """A unique text, and the questions that were on screen when it was typed or confirmed."""

    token: str
    who: str
    at: set[Shown] = field(default_factory=set)


class BrokenTurns(logging.Handler):
    """Collects what the bot logs when a turn broke."""

    def __init__(self) -> None:
        super().__init__(logging.ERROR)
        self.found: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.found.append(record.getMessage())


def tokens(text: object) -> frozenset[str]:
    """The unique words in a text or a value."""
    return frozenset(TOKEN.findall(str(text)))


def verb(button: CardButton) -> str:
    return str(button.action.get("verb", ""))


def inputs(card: Message) -> list[dict[str, Any]]:
    return [] if not card.buttons else list(card.buttons[0].inputs)


def question_of(card: Message) -> Shown | None:
    """The question that can be answered on a card."""
    for button in card.buttons:
        if verb(button) in {"save", "enough", *HELD}:
            data = button.data["ivp"]
            return Shown(data["t"], data["q"])
    return None


def brief(turn: Turn) -> str:
    """A turn for a note: what changed in the chat, and what the one who pressed got."""
    said = [" / ".join(one.text.split("\n"))[:150] for one in turn.messages]
    return "\n    ".join([*said, f"answer: {str(turn.answer.get('value'))[:60]}"])


def written(entry: Entry | None) -> tuple[object, ...]:
    """What an entry says, without who and when."""
    if entry is None:
        return ()
    return (entry.draft.status, entry.draft.value, entry.draft.internal, entry.draft.revision)


def flat(value: Value) -> str:
    return str(value)
