"""Talk to the bot in one process: say a line or press a button, read what comes back.

    async with LocalTalk(bot, people) as talk:   # bot: a URL, a web.Application, or a function that makes one
        turn = await talk.say("noor@veldermeer.example", "start")
        assert "Woonoverlast" in turn.text       # all texts of this turn, cards included
        turn = await talk.press("noor@…", "Opslaan", {"antwoord": "Twee wijken."})
        turn.messages                            # new and changed messages, as Teams stores them now
        turn.answer                              # for Action.Execute: what the pressing device got

A person is a LocalPerson or an address. Everything goes over HTTP, through the bot's real adapter; a call
returns when the bot has answered and no send is under way, so a test never sleeps.

    talk.messages(who)            what Teams stores: what a new or reloaded device shows
    talk.shown(who, device=…)     what one device shows; the answer to an Execute shows only there
    talk.last(who), talk.card(who)      the newest message of the bot; the newest one with a card
    await talk.press(who, title, inputs, on=message, nth=…, data=…, device=…)
                                  `on` is any earlier Message value, also an old card; `nth` or `data`
                                  (a part of the button's data) choose between buttons with one title
    await talk.double_press(…)    two invokes with different ids at the same time; turn.answers has both
    await talk.redeliver(who)     the same activity once more
    await talk.mention(who, text) / press_in(turn.thread, who, title)     in a channel of all people
    await talk.send_file(who, name, data, text)   talk.accept(who) / decline(who) what the bot offers last
    talk.given(who)               name and bytes of the newest file that the bot gave
    await talk.search(who, text)  from the compose box of a chat without the bot; turn.answer has the results
    talk.reload(who, device=…)    forget what only this device showed
    await talk.install(who) / uninstall(who) / react(who, message, "like") / raw(who, activity)
    await talk.quiet() / until(who, condition)      for messages that the bot sends by itself
    talk.faults.next(Fault(status=429, retry_after=1))    the next send fails; see bot.local.faults
    await talk.restart(bot)       another bot (process) takes over: same people, same chats

A press uses the newest card that the device shows and fills in what the card had filled in already. Empty
inputs are left out, as Microsoft's renderer does. A button or an input that does not exist is an error that
names those that do. `turn.status` is the HTTP status of the bot.
"""

import asyncio
import inspect
from collections.abc import Awaitable, Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import Any

from aiohttp import web

from bot.local.cards import Json
from bot.local.conversation import Conversation, Message
from bot.local.faults import Faults
from bot.local.guard import new_token
from bot.local.onedrive import CONSENT, INFO
from bot.local.people import LocalPerson
from bot.local.server import HOST, LocalServer
from bot.local.teams import Delivered, LocalTeams
from bot.local.turn import NoSuchButtonError, Turn, card_of, choose

__all__ = ["DEVICE", "LocalTalk", "NoSuchButtonError", "Turn"]

Person = LocalPerson | str
MadeBot = str | web.Application
Bot = MadeBot | Callable[[LocalTeams], MadeBot | Awaitable[MadeBot]]
DEVICE = "laptop"


class LocalTalk:
    """A conversation partner for tests, benchmarks and the terminal. See the module's docstring."""

    def __init__(
        self,
        bot: Bot,
        people: Iterable[LocalPerson],
        *,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        installed: bool = True,
        token: str | None = None,
    ) -> None:
        self.teams = LocalTeams(people, token=token or new_token(), now=now)
        for person in self.teams.people:
            self.teams.conversation(person).installed = installed
        self._bot = bot
        self._server = LocalServer(self.teams, page=False)
        self._runner: web.AppRunner | None = None
        self._overlays: dict[tuple[str, str], dict[str, tuple[int, Json]]] = {}

    @property
    def faults(self) -> Faults:
        """Faults on order."""
        return self.teams.faults

    async def __aenter__(self) -> "LocalTalk":
        self.teams.bot_url = "http://127.0.0.1/"  # set for good once the bot runs
        await self._server.start()
        await self._start_bot()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stop_bot()
        await self._server.stop()

    async def restart(self, bot: Bot | None = None) -> None:
        """Stop the bot (when it was started here) and go on with another, or the same made anew."""
        await self._stop_bot()
        self._bot = bot if bot is not None else self._bot
        await self._start_bot()

    async def say(self, who: Person, text: str) -> Turn:
        """The person types a line and sends it."""
        return await self._turn(who, lambda chat: self.teams.say(chat.person, text))

    async def press(
        self,
        who: Person,
        title: str,
        inputs: Mapping[str, str] | None = None,
        *,
        on: Message | None = None,
        nth: int | None = None,
        data: Mapping[str, Any] | None = None,
        device: str = DEVICE,
    ) -> Turn:
        """The person fills in inputs and presses a button. Raises NoSuchButtonError, KeyError."""
        return await self._press(who, title, inputs, on, nth, data, device, times=1)

    async def double_press(
        self,
        who: Person,
        title: str,
        inputs: Mapping[str, str] | None = None,
        *,
        on: Message | None = None,
        nth: int | None = None,
        data: Mapping[str, Any] | None = None,
        device: str = DEVICE,
    ) -> Turn:
        """The same press twice, before the first is answered."""
        return await self._press(who, title, inputs, on, nth, data, device, times=2)

    async def send_file(self, who: Person, name: str, data: bytes, text: str = "") -> Turn:
        """The person sends a file with the paperclip, perhaps with a line beside it."""
        return await self.send_files(who, {name: data}, text)

    async def send_files(
        self, who: Person, files: Mapping[str, bytes], text: str = "", *, picture: bool = False
    ) -> Turn:
        """The person sends any number of files; `picture` pastes one into the text."""
        kept = [self.teams.onedrive.keep(name, data) for name, data in files.items()]
        return await self._turn(
            who, lambda chat: self.teams.send_files(chat.person, text, kept, picture=picture)
        )

    async def accept(self, who: Person, *, on: Message | None = None) -> Turn:
        """The person accepts the file that was offered last, or in message `on`."""
        return await self._consent(who, on, accept=True)

    async def decline(self, who: Person, *, on: Message | None = None) -> Turn:
        """The person declines it."""
        return await self._consent(who, on, accept=False)

    def given(self, who: Person) -> tuple[str, bytes]:
        """Name and content of the newest file that the bot gave. Raises LookupError."""
        file = _attached(self._newest(who, DEVICE, lambda one: _attached(one, INFO) is not None), INFO)
        return self.teams.onedrive.read((file or {})["content"]["uniqueId"])

    async def mention(self, who: Person, text: str, *, thread: str = "") -> Turn:
        """The person calls the bot in the channel, in a new thread or in that of an earlier turn."""
        place = self.teams.at(thread) if thread else self.teams.new_thread(who)
        return await self._turn(place, lambda chat: self.teams.mention(who, chat, text))

    async def press_in(self, thread: str, who: Person, title: str) -> Turn:
        """The person presses a button of the newest card in a thread. Raises NoSuchButtonError."""
        place = self.teams.at(thread)
        message = next(one for one in place.newest_first() if one.from_bot and one.card is not None)
        button = choose(message, title, None, None)
        return await self._turn(place, lambda chat: self.teams.press(who, message.id, button, {}, chat))

    async def search(self, who: Person, text: str, **options: object) -> Turn:
        """The person types in the search of the compose box; `options` are those of the query."""
        return await self._turn(who, lambda _: self.teams.search(who, text, options))

    async def redeliver(self, who: Person, *, thread: str = "") -> Turn:
        """Teams delivers the last activity of this person, or of a thread, again, with the same id."""
        place = self.teams.at(thread) if thread else None
        return await self._turn(place or who, lambda _: self.teams.redeliver(who, place))

    async def install(self, who: Person) -> Turn:
        """The app is installed for this person: conversationUpdate and installationUpdate."""
        return await self._turn(who, lambda chat: self.teams.install(chat.person))

    async def uninstall(self, who: Person) -> Turn:
        """The person removes the app; sends to them are refused from now on."""
        return await self._turn(who, lambda chat: self.teams.uninstall(chat.person))

    async def react(self, who: Person, message: Message, reaction: str = "like") -> Turn:
        """The person reacts to a message of the bot."""
        return await self._turn(who, lambda chat: self.teams.react(chat.person, message.id, reaction))

    async def raw(self, who: Person, activity: Json) -> Turn:
        """Any activity at all, as given."""
        return await self._turn(who, lambda _: self.teams.deliver(activity))

    def messages(self, who: Person) -> list[Message]:
        """The stored conversation, both sides, oldest first."""
        return list(self.teams.conversation(who))

    def shown(self, who: Person, *, device: str = DEVICE) -> list[Message]:
        """The conversation as one device shows it."""
        return [self._on_device(message, who, device) for message in self.messages(who)]

    def last(self, who: Person) -> Message:
        """The newest message of the bot. Raises LookupError when it said nothing yet."""
        return self._newest(who, DEVICE, lambda _: True)

    def card(self, who: Person, *, device: str = DEVICE) -> Message:
        """The newest message with a card, as this device shows it. Raises LookupError."""
        return self._newest(who, device, lambda message: message.card is not None)

    def reload(self, who: Person, *, device: str = DEVICE) -> None:
        """The page is loaded again: the stored cards come back."""
        self._overlays.pop((self.teams.conversation(who).person.teams_id, device), None)

    async def quiet(self) -> None:
        """Wait until no call is under way in either direction."""
        await self.teams.quiet()

    async def until(
        self, who: Person, condition: Callable[[list[Message]], bool], *, seconds: float = 5.0
    ) -> list[Message]:
        """Wait for messages that the bot sends by itself. Raises TimeoutError."""
        conversation = self.teams.conversation(who)
        async with asyncio.timeout(seconds):
            while not condition(list(conversation)):
                await conversation.bell.wait()
        return list(conversation)

    async def _consent(self, who: Person, on: Message | None, *, accept: bool) -> Turn:
        offer = on or self._newest(who, DEVICE, lambda one: _attached(one, CONSENT) is not None)
        return await self._turn(who, lambda chat: self.teams.consent(chat.person, offer.id, accept=accept))

    async def _press(
        self,
        who: Person,
        title: str,
        inputs: Mapping[str, str] | None,
        on: Message | None,
        nth: int | None,
        data: Mapping[str, Any] | None,
        device: str,
        *,
        times: int,
    ) -> Turn:
        message = on if on is not None else self.card(who, device=device)
        button = choose(message, title, nth, data)
        filled = button.filled(inputs or {})

        async def presses(chat: Conversation) -> list[Delivered]:
            press = self.teams.press
            if times == 1:
                return [await press(chat.person, message.id, button, filled)]
            return list(
                await asyncio.gather(*(press(chat.person, message.id, button, filled) for _ in range(times)))
            )

        before = self.teams.conversation(who)
        turn = await self._turn(who, presses)
        for delivered in turn.deliveries:
            card = card_of(delivered)
            if card is not None and message.id in before:
                overlay = self._overlays.setdefault((before.person.teams_id, device), {})
                overlay[message.id] = (before.get(message.id).updates, card)
        return turn

    async def _turn(
        self,
        who: Person | Conversation,
        act: Callable[[Conversation], Awaitable[Delivered | list[Delivered]]],
    ) -> Turn:
        conversation = who if isinstance(who, Conversation) else self.teams.conversation(who)
        before = conversation.changes
        done = await act(conversation)
        await self.quiet()
        news = [one for one in conversation.since(before) if one.from_bot and not one.deleted]
        return Turn(tuple(done) if isinstance(done, list) else (done,), tuple(news))

    def _newest(self, who: Person, device: str, fits: Callable[[Message], bool]) -> Message:
        for message in self.teams.conversation(who).newest_first():
            if message.from_bot and fits(message):
                return self._on_device(message, who, device)
        raise LookupError("the bot has shown nothing like that yet")

    def _on_device(self, message: Message, who: Person, device: str) -> Message:
        key = (self.teams.conversation(who).person.teams_id, device)
        updates, card = self._overlays.get(key, {}).get(message.id, (-1, {}))
        return message.with_card(card) if updates == message.updates else message

    async def _start_bot(self) -> None:
        made = (
            self._bot(self.teams)
            if callable(self._bot) and not isinstance(self._bot, web.Application)
            else self._bot
        )
        bot = await made if inspect.isawaitable(made) else made
        if isinstance(bot, str):
            self.teams.bot_url = bot
            return
        self._runner = web.AppRunner(bot, access_log=None, shutdown_timeout=1.0)
        await self._runner.setup()
        await web.TCPSite(self._runner, HOST, 0).start()
        self.teams.bot_url = f"http://{HOST}:{self._runner.addresses[0][1]}/api/messages"

    async def _stop_bot(self) -> None:
        await self.teams.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None


def _attached(message: Message, kind: str) -> Json | None:
    """The attachment of this kind."""
    attachments = message.activity.get("attachments") or []
    return next((one for one in attachments if one.get("contentType") == kind), None)
