"""Showing a reply: which message is closed, which is replaced, what is new (views.Reply, DESIGN §9)."""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from bot.teams import texts
from bot.teams.attachments import CONSENT, INFO, UploadPlace
from bot.teams.connectors import SendFailedError
from bot.teams.files import FileFailedError, Files
from bot.teams.outlet import CARD, Card, Outlet
from dialogs.views import Done, Drawn, GiveFile, OfferFile, Reply, View

log = logging.getLogger(__name__)

MESSAGE = "application/vnd.microsoft.activity.message"
ERROR = "application/vnd.microsoft.error"


@dataclass(frozen=True, slots=True)
class Drawing:
    """How views become cards: the functions of bot/teams/cards."""

    draw: Callable[[Drawn], Card]
    draw_done: Callable[[Done], Card]
    summary: Callable[[Drawn], str]


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


@dataclass(frozen=True, slots=True)
class Shelf:
    """Where one accepted file may be put, and by whom."""

    files: Files
    place: UploadPlace


class Showing:
    """The Send of one turn. It keeps what the pressed card must be answered with.

    `shelf` is where an accepted file goes; without one it cannot be given.
    """

    def __init__(
        self, outlet: Outlet, drawing: Drawing, pressed: str | None = None, shelf: Shelf | None = None
    ) -> None:
        self._outlet = outlet
        self._drawing = drawing
        self._pressed = pressed
        self._shelf = shelf
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
            if replaced and not isinstance(view, OfferFile | GiveFile):
                shown = await self._replace(replaced, view)
            else:
                shown = await self._post(view)
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
        first = reply.views[0] if reply.views else None
        if not self._called and reply.replace and isinstance(first, Drawn):
            return answer_card(self._drawing.draw(first))
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

    async def _replace(self, message: str, view: Drawn) -> str | None:
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
            match view:
                case OfferFile():
                    return await self._offer(view) or None
                case GiveFile():
                    return await self._give(view) or None
            return await self._outlet.post_card(self._drawing.draw(view), self._drawing.summary(view)) or None
        except SendFailedError as error:
            log.warning("a message could not be sent: %s", error.status)
            return None

    async def _offer(self, view: OfferFile) -> str:
        """Ask whether the file may be put with the colleague's own files; many tenants do not let a bot."""
        context = dict(view.data)
        content = {
            "description": view.text,
            "sizeInBytes": view.size,
            "acceptContext": context,
            "declineContext": context,
        }
        try:
            return await self._outlet.post_file(
                CONSENT, view.name, content, f"{view.name}. {view.text}"[:200]
            )
        except SendFailedError as error:
            log.warning("a file could not be offered: %s", error.status)
            return await self._outlet.post_text(view.instead)

    async def _give(self, view: GiveFile) -> str:
        """Put the file and show where it is; say what else can be done when that fails."""
        if self._shelf is None:
            return await self._outlet.post_text(view.failed)
        place = self._shelf.place
        try:
            await self._shelf.files.put(place, view.data)
        except FileFailedError:
            return await self._outlet.post_text(view.failed)
        content = {"uniqueId": place.unique_id, "fileType": place.file_type}
        return await self._outlet.post_file(INFO, place.name, content, place.name[:200], place.content_url)
