"""Showing a reply: which message is closed, which is replaced, what is new (views.Reply, DESIGN §9)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.teams import texts
from bot.teams.connectors import SendFailedError
from bot.teams.outlet import CARD, Card, Outlet
from dialogs.views import Done, Reply, View

log = logging.getLogger(__name__)

MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"


@dataclass(frozen=True, slots=True)
class Drawing:
    """How views become cards: the functions of bot/teams/cards."""

    draw: Callable[[View], Card]
    draw_done: Callable[[Done], Card]
    summary: Callable[[View], str]


@dataclass(frozen=True, slots=True)
class Answered:
    """The answer to an invoke: an HTTP status and a body."""

    status: int
    body: Card | None = None


def answer_card(card: Card) -> Answered:
    """The pressed card is replaced, for who pressed it."""
    return Answered(200, {"statusCode": 200, "type": CARD, "value": card})


def answer_text(text: str) -> Answered:
    """A line for who pressed; the card keeps what was filled in."""
    return Answered(200, {"statusCode": 200, "type": MESSAGE, "value": text})


def refuse_press(text: str) -> Answered:
    """The press made no sense: HTTP says that we answered, the body says 400."""
    value = {"code": "BadRequest", "message": text}
    return Answered(200, {"statusCode": 400, "type": ERROR, "value": value})


class Showing:
    """The Send of one turn. It keeps what the pressed card must be answered with."""

    def __init__(self, outlet: Outlet, drawing: Drawing, pressed: str | None = None) -> None:
        self._outlet = outlet
        self._drawing = drawing
        self._pressed = pressed
        self._card: Card | None = None
        self._called = False
        self._failed = False

    async def __call__(self, reply: Reply) -> str | None:
        """Show all of `reply`; the id of the message that holds its last view, None when that failed."""
        self._called = True
        if reply.close and reply.closing:
            await self._close(reply.close, reply.closing)
        shown: str | None = None
        for place, view in enumerate(reply.views):
            replaced = reply.replace if place == 0 else None
            shown = await self._replace(replaced, view) if replaced else await self._post(view)
        self._failed = bool(reply.views) and shown is None
        return shown

    def answer(self, reply: Reply) -> Answered:
        """What the invoke of this turn is answered with.

        A turn whose reply was not sent is a second delivery: it gets the card that the first one got.
        """
        if self._card is not None:
            return answer_card(self._card)
        if self._failed:
            return answer_text(texts.NOT_SHOWN)
        if not self._called and reply.replace and reply.views:
            return answer_card(self._drawing.draw(reply.views[0]))
        if reply.toast:
            return answer_text(reply.toast)
        if reply.closing and reply.close and reply.close == self._pressed:
            return answer_card(self._drawing.draw_done(reply.closing))
        return answer_text(texts.BELOW)

    async def _close(self, message: str, closing: Done) -> None:
        card = self._drawing.draw_done(closing)
        try:
            await self._outlet.update_card(message, card, closing.text[:200])
        except SendFailedError as error:
            log.warning("an answered card could not be closed: %s", error.status)

    async def _replace(self, message: str, view: View) -> str | None:
        card = self._drawing.draw(view)
        try:
            await self._outlet.update_card(message, card, self._drawing.summary(view))
        except SendFailedError as error:
            log.warning("a card could not be replaced, a new one follows: %s", error.status)
            return await self._post(view)
        self._card = card
        return message

    async def _post(self, view: View) -> str | None:
        try:
            return await self._outlet.post_card(self._drawing.draw(view), self._drawing.summary(view)) or None
        except SendFailedError as error:
            log.warning("a message could not be sent: %s", error.status)
            return None
