"""Teams on this machine: people, their conversations with the bot, and the road to the bot."""

import asyncio
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from types import MappingProxyType
from typing import Any

import aiohttp

from bot.local.activities import CHANNEL, Frame
from bot.local.cards import CardButton, Json
from bot.local.conversation import Conversation, Message
from bot.local.faults import Faults
from bot.local.guard import TOKEN_HEADER
from bot.local.onedrive import CONSENT, OneDrive
from bot.local.people import LocalPerson

BOT = {"id": "28:ivp-bot", "name": "IVP-bot"}
INVOKE_SECONDS = 15.0  # what Teams waits for the answer to a pressed button
MESSAGE_SECONDS = 60.0
ONE_PAGE: Mapping[str, object] = MappingProxyType({"skip": 0, "count": 25})  # what Teams asks for


@dataclass(frozen=True, slots=True)
class Delivered:
    """What the bot's server said to one activity. Status 0: it could not be reached, or was too late."""

    activity: Json
    status: int
    body: Any = None

    @property
    def good(self) -> bool:
        """The bot took it."""
        return 200 <= self.status < 300


class UnknownPersonError(LookupError):
    """Nobody with this address or id is among the people of the stand-in."""


class LocalTeams:
    """The state that Teams keeps, and the activities that it sends.

    - `people` can be chosen;
    - `bot_url` is where the bot takes activities, `http://127.0.0.1:3978/api/messages`;
    - `token` goes along to the bot in `X-Local-Token`, and into the service URL; None without;
    - `now` is the clock, aware, and `speed` how many of its seconds pass in one;
    - `keep` is called with every new or changed message, to write it down.

    `service_url` is where the bot sends its replies; whoever starts the server sets it.
    """

    def __init__(
        self,
        people: Iterable[LocalPerson],
        bot_url: str = "",
        *,
        token: str | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        speed: float = 1.0,
        keep: Callable[[str, Message], None] | None = None,
    ) -> None:
        self.bot_url = bot_url
        self.token = token
        self.now = now
        self.speed = speed
        self.service_url = ""
        self.faults = Faults()
        self.onedrive = OneDrive(now, self.faults)
        self._conversations = {one.conversation_id: Conversation(one, keep) for one in people}
        self._threads: dict[str, Conversation] = {}
        self._names: dict[str, Conversation] = {}
        for conversation in self._conversations.values():
            person = conversation.person
            for name in (person.address.casefold(), person.teams_id, person.object_id):
                if self._names.setdefault(name, conversation) is not conversation:
                    raise ValueError(f"two people have the address {person.address}")
        self._last_id = 0
        self._session: aiohttp.ClientSession | None = None
        self._calls = 0
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def people(self) -> list[LocalPerson]:
        """Everyone, in the order given."""
        return [conversation.person for conversation in self._conversations.values()]

    def conversation(self, who: LocalPerson | str) -> Conversation:
        """The conversation of a person, an address, a person's id or a conversation id.

        Raises UnknownPersonError when there is nobody like that.
        """
        key = who.conversation_id if isinstance(who, LocalPerson) else who
        found = self._conversations.get(key) or self._names.get(key) or self._names.get(key.casefold())
        if found is None:
            raise UnknownPersonError(key)
        return found

    def at(self, ident: str) -> Conversation:
        """The conversation or thread with exactly this id. Raises UnknownPersonError."""
        found = self._conversations.get(ident) or self._threads.get(ident)
        if found is None:
            raise UnknownPersonError(ident)
        return found

    def new_thread(self, who: LocalPerson | str) -> Conversation:
        """A thread in the channel, of which everybody is a member, started by this person."""
        ident = f"{CHANNEL};messageid={self.new_id()}"
        thread = self._threads[ident] = Conversation(
            self.conversation(who).person, installed=True, thread=ident
        )
        return thread

    def new_id(self) -> str:
        """The id of a message: milliseconds, never the same twice."""
        self._last_id = max(self._last_id + 1, int(self.now().timestamp() * 1000))
        return str(self._last_id)

    def reserve_id(self, ident: str) -> None:
        """Take note of an id of an earlier run; new ones come after it."""
        self._last_id = max(self._last_id, int(ident))

    async def install(self, who: LocalPerson | str) -> list[Delivered]:
        """The app appears with this person, as an app setup policy does it."""
        conversation = self.conversation(who)
        conversation.installed = True
        frame = self._frame(conversation)
        welcome = await self.deliver(frame.joined(self._invoke_id(), self.now()))
        return [welcome, await self.deliver(frame.installed(self._invoke_id(), self.now()))]

    async def uninstall(self, who: LocalPerson | str) -> Delivered:
        """The person removes the app: from now on the bot cannot reach them."""
        conversation = self.conversation(who)
        conversation.installed = False
        return await self.deliver(
            self._frame(conversation).installed(self._invoke_id(), self.now(), removed=True)
        )

    async def say(self, who: LocalPerson | str, text: str) -> Delivered:
        """The person sends a line."""
        conversation = self.conversation(who)
        activity = self._frame(conversation).said(self.new_id(), self.now(), text)
        return await self.send(conversation, activity)

    async def send_files(
        self, who: LocalPerson | str, text: str, files: Sequence[str], *, picture: bool = False
    ) -> Delivered:
        """The person sends files that OneDrive has already, by id, or a picture. Raises KeyError."""
        conversation = self.conversation(who)
        attachments = [self.onedrive.attachment(one) for one in files]
        if picture:
            url = f"{self.service_url}v3/attachments/{self.new_id()}/views/original"
            attachments.append({"contentType": "image/png", "contentUrl": url})
        activity = self._frame(conversation).sent(self.new_id(), self.now(), text, attachments)
        return await self.send(conversation, activity)

    async def consent(self, who: LocalPerson | str, offer: str, *, accept: bool) -> Delivered:
        """The person accepts or declines the file that message `offer` offers. Raises LookupError."""
        conversation = self.conversation(who)
        attachments = conversation.get(offer).activity.get("attachments") or []
        file = next((one for one in attachments if one.get("contentType") == CONSENT), None)
        if file is None:
            raise LookupError("this message offers no file")
        action = "accept" if accept else "decline"
        value = {"type": "fileUpload", "action": action, "context": file["content"].get(f"{action}Context")}
        if accept:
            value["uploadInfo"] = self.onedrive.upload_info(file["name"])
        activity = self._frame(conversation).consented(self._invoke_id(), self.now(), offer, value)
        return await self.send(conversation, activity)

    async def mention(self, who: LocalPerson | str, thread: Conversation, text: str) -> Delivered:
        """The person calls the bot by its name in a thread of the channel."""
        frame = self._frame(self.conversation(who), thread)
        return await self.send(thread, frame.mentioned(self.new_id(), self.now(), text))

    async def search(
        self, who: LocalPerson | str, text: str, options: Mapping[str, object] = ONE_PAGE
    ) -> Delivered:
        """The person types in the search of the compose box, in a chat among colleagues."""
        frame = self._frame(self.conversation(who))
        return await self.deliver(frame.searched(self._invoke_id(), self.now(), text, options))

    async def press(
        self,
        who: LocalPerson | str,
        message: str,
        button: CardButton,
        inputs: Mapping[str, str],
        thread: Conversation | None = None,
    ) -> Delivered:
        """The person presses a button of the card in that message. `inputs` are the values of all inputs."""
        conversation = thread or self.conversation(who)
        frame = self._frame(self.conversation(who), thread)
        if button.kind == "Action.Execute":
            activity = frame.executed(self._invoke_id(), self.now(), button, message, inputs)
        elif button.kind == "Action.Submit":
            activity = frame.submitted(self.new_id(), self.now(), button, message, inputs)
        else:
            raise ValueError(f"{button.kind or 'an action without a type'} sends nothing to the bot")
        return await self.send(conversation, activity)

    async def react(self, who: LocalPerson | str, message: str, reaction: str = "like") -> Delivered:
        """The person puts a thumb under a message."""
        conversation = self.conversation(who)
        return await self.deliver(
            self._frame(conversation).reacted(self._invoke_id(), self.now(), message, reaction)
        )

    async def redeliver(self, who: LocalPerson | str, thread: Conversation | None = None) -> Delivered:
        """Teams delivers the last activity of the person, or of a thread, again, the same to the letter."""
        conversation = thread or self.conversation(who)
        if conversation.last_activity is None:
            raise LookupError("nothing was sent yet that could be delivered again")
        return await self.deliver(conversation.last_activity)

    async def send(self, conversation: Conversation, activity: Json) -> Delivered:
        """Store what the person says, when it shows, and deliver it."""
        if activity["type"] == "message" and (activity.get("text") or activity.get("attachments")):
            conversation.add(activity["id"], activity, self.now(), from_bot=False)
        conversation.last_activity = activity
        conversation.installed = True
        return await self.deliver(activity)

    async def deliver(self, activity: Json) -> Delivered:
        """Bring an activity to the bot and wait for its answer."""
        seconds = INVOKE_SECONDS if activity["type"] == "invoke" else MESSAGE_SECONDS
        headers = {"Content-Type": "application/json"}
        if self.token is not None:
            headers[TOKEN_HEADER] = self.token
        with self.busy():
            try:
                async with self._http().post(
                    self.bot_url,
                    data=json.dumps(activity).encode(),
                    headers=headers,
                    timeout=aiohttp.ClientTimeout(total=seconds),
                ) as answer:
                    return Delivered(activity, answer.status, _body(await answer.read()))
            except (aiohttp.ClientError, TimeoutError):
                return Delivered(activity, 0)

    def busy(self) -> "_Busy":
        """Marks a call as under way, for as long as the block lasts."""
        return _Busy(self)

    async def quiet(self) -> None:
        """Wait until no call is under way, in either direction."""
        await self._idle.wait()

    async def close(self) -> None:
        """Let go of the connections to the bot."""
        if self._session is not None:
            await self._session.close()
            self._session = None

    def begin_call(self) -> None:
        """One more call is under way."""
        self._calls += 1
        self._idle.clear()

    def end_call(self) -> None:
        """A call has ended."""
        self._calls -= 1
        if self._calls == 0:
            self._idle.set()

    def _frame(self, conversation: Conversation, thread: Conversation | None = None) -> Frame:
        return Frame(conversation.person, BOT, self.service_url, thread=thread.id if thread else "")

    def _invoke_id(self) -> str:
        return f"f:{self.new_id()}"

    def _http(self) -> aiohttp.ClientSession:
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=0, force_close=False)
            self._session = aiohttp.ClientSession(connector=connector)
        return self._session


class _Busy:
    def __init__(self, teams: LocalTeams) -> None:
        self._teams = teams

    def __enter__(self) -> None:
        self._teams.begin_call()

    def __exit__(self, *_: object) -> None:
        self._teams.end_call()


def _body(raw: bytes) -> Any:
    if not raw.strip():
        return None
    try:
        return json.loads(raw)
    except ValueError:
        return raw.decode("utf-8", "replace")
