"""One turn: who speaks, what they did, what the conversation says to it, shown and answered."""

import logging
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from traceback import extract_tb
from typing import Protocol

from bot.teams import texts
from bot.teams.activities import Incoming, event_of, person_key
from bot.teams.arrivals import arrival
from bot.teams.attachments import upload_place
from bot.teams.busy import showing_busy
from bot.teams.connectors import SendFailedError
from bot.teams.extension import Extension
from bot.teams.files import Files
from bot.teams.outlet import Outlet
from bot.teams.people import TeamsPeople
from bot.teams.presses import PressRefusedError
from bot.teams.references import reference_of
from bot.teams.sending import Answered, Drawing, Shelf, Showing, answer_text, refuse_press
from dialogs.events import Event, Place
from dialogs.people import PersonKey, Profile
from dialogs.ports import Send
from dialogs.views import Reply

log = logging.getLogger(__name__)

LONGEST_TEXT = 100_000  # characters; more than Teams lets anybody type
NOT_FOR_US = Answered(501)
TAKEN = Answered(200)


class Conversation(Protocol):
    """What decides: dialogs.conversation.Conversation."""

    async def turn(self, event: Event, send: Send) -> Reply:
        """Decide, save, and show by `send`: once, or not at all for a second delivery."""
        ...

    async def welcome(self, event: Event, send: Send) -> Reply:
        """Greet somebody who has just installed the bot, when they are in an open round."""
        ...


class TurnHandler:
    """Handles every activity that passed the adapter's checks. Never raises: a colleague gets a sentence."""

    def __init__(
        self,
        conversation: Conversation,
        people: TeamsPeople,
        drawing: Drawing,
        clock: Callable[[], datetime],
        contact: str = "de coördinator van de ronde",
        extension: Extension | None = None,
        files: Files | None = None,
    ) -> None:
        self._conversation = conversation
        self._people = people
        self._drawing = drawing
        self._clock = clock
        self._contact = contact
        self._extension = extension
        self._files = files

    async def __call__(self, incoming: Incoming, outlet: Outlet) -> Answered | None:
        """The answer to an invoke; None for everything that takes no answer."""
        try:
            return await self._handle(incoming, outlet)
        except PressRefusedError:
            return await self._tell(incoming, outlet, texts.UNREADABLE_PRESS, refused=True)
        except Exception as error:
            log.error("a turn broke: %s at %s", type(error).__name__, _where(error))
            said = texts.failed_press if incoming.by_card else texts.failed
            return await self._tell(incoming, outlet, said(self._contact))

    async def _handle(self, incoming: Incoming, outlet: Outlet) -> Answered | None:
        if incoming.in_place or incoming.consents or (incoming.kind == "message" and incoming.to_bot):
            async with showing_busy(outlet):
                return await self._turn(incoming, outlet)
        if incoming.searches and self._extension is not None:
            return await self._extension.answer(incoming, outlet)
        if incoming.kind == "invoke":
            return NOT_FOR_US
        if incoming.kind == "messageUpdate" and incoming.place is Place.PERSONAL:
            return await self._tell(incoming, outlet, texts.EDITED)
        if incoming.kind in {"installationUpdate", "conversationUpdate"}:
            await self._met(incoming, outlet)
        return None

    async def _turn(self, incoming: Incoming, outlet: Outlet) -> Answered | None:
        if len(incoming.text) > LONGEST_TEXT:
            return await self._tell(incoming, outlet, texts.too_long(len(incoming.text), LONGEST_TEXT))
        who = person_key(incoming)
        if who is None:
            return await self._tell(incoming, outlet, texts.NO_ACCOUNT)
        profile = await self._profile(who, incoming, outlet)
        if profile is None:
            return await self._tell(incoming, outlet, texts.UNKNOWN_YET)
        if profile.guest:
            return await self._tell(incoming, outlet, texts.GUEST)
        came = await arrival(incoming, self._files)
        if came.said:
            await outlet.post_text(came.said)
        if came.stop:
            return None
        event = event_of(incoming, profile, self._clock(), came.file)
        if incoming.place is Place.PERSONAL:
            await self._people.keep(profile, reference_of(incoming))
        show = Showing(outlet, self._drawing, event.card, self._shelf(incoming))
        reply = await self._conversation.turn(event, show)
        if incoming.consents:
            await _take_away(outlet, incoming.reply_to)
            return TAKEN
        if incoming.in_place:
            return show.answer(reply)
        if reply.toast and not reply.views:
            return await self._tell(incoming, outlet, reply.toast)
        return None

    def _shelf(self, incoming: Incoming) -> Shelf | None:
        """Where an accepted file may go."""
        place = upload_place(incoming.value) if incoming.consents else None
        return Shelf(self._files, place) if self._files is not None and place is not None else None

    async def _met(self, incoming: Incoming, outlet: Outlet) -> None:
        """Learn how to reach who installed the bot, and greet them; forget who removed it."""
        who = person_key(incoming)
        if who is None or incoming.place is not Place.PERSONAL:
            return
        if incoming.kind == "installationUpdate" and incoming.action.startswith("remove"):
            if incoming.action == "remove":  # "remove-upgrade" is followed by "add-upgrade"
                await self._people.gone(who, incoming.sender.name)
            return
        if incoming.kind == "conversationUpdate" and not incoming.newcomers:
            return
        profile = await self._profile(who, incoming, outlet)
        if profile is None or profile.guest:
            return
        await self._people.keep(profile, reference_of(incoming))
        if incoming.kind == "installationUpdate" and incoming.action == "add":
            event = event_of(incoming, profile, self._clock())
            await self._conversation.welcome(event, Showing(outlet, self._drawing))

    async def _profile(self, who: PersonKey, incoming: Incoming, outlet: Outlet) -> Profile | None:
        return await self._people.speaking(who, reference_of(incoming), outlet, incoming.roster)

    async def _tell(
        self, incoming: Incoming, outlet: Outlet, text: str, *, refused: bool = False
    ) -> Answered | None:
        """One sentence by the way that fits: the answer to a press, else a message."""
        if incoming.in_place:
            return refuse_press(text) if refused else answer_text(text)
        if incoming.kind == "invoke" and not incoming.consents:
            return Answered(500)
        if incoming.consents or incoming.kind in {"message", "messageUpdate"}:
            with suppress(SendFailedError):
                await outlet.post_text(text)
        return TAKEN if incoming.consents else None


async def _take_away(outlet: Outlet, offer: str | None) -> None:
    """The card of an offer that was answered, so that nobody answers it again."""
    if offer is not None:
        with suppress(SendFailedError):
            await outlet.remove(offer)


def _where(error: BaseException) -> str:
    """File, line and function where an exception came from: enough to mend it, and none of its text."""
    frames = extract_tb(error.__traceback__)
    return f"{Path(frames[-1].filename).name}:{frames[-1].lineno} {frames[-1].name}" if frames else "?"
