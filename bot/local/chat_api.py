"""What the chat page calls: who there is, what was said, and a stream of what changes."""

import asyncio
import json
import uuid
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from aiohttp import web

from bot.local.cards import CardButton, Json
from bot.local.conversation import Conversation, Message, UnknownMessageError
from bot.local.faults import Call, Fault
from bot.local.guard import safe_headers
from bot.local.onedrive import read_all
from bot.local.teams import BOT, Delivered, LocalTeams, UnknownPersonError

_PAGE = Path(__file__).parent / "page"
_PACKAGES = _PAGE / "node_modules"
_FILES = {
    "": _PAGE / "index.html",
    **{
        f"page/{name.name}": name
        for name in sorted(_PAGE.iterdir())
        if name.suffix in (".js", ".css", ".svg")
    },
    "vendor/adaptivecards.js": _PACKAGES / "adaptivecards/dist/adaptivecards.min.js",
    "vendor/adaptivecards.css": _PACKAGES / "adaptivecards/dist/adaptivecards.css",
    "vendor/markdown-it.js": _PACKAGES / "markdown-it/dist/browser/markdown-it.umd.min.js",
}
_SHOWN = ("text", "textFormat", "attachments", "suggestedActions", "summary", "replyToId", "value")
HEARTBEAT_SECONDS = 15.0


def page_draws_cards() -> bool:
    """Whether the npm packages are there; without them the page shows the text of a card."""
    return all(file.is_file() for name, file in _FILES.items() if name.startswith("vendor/"))


class ChatApi:
    """The chat page and its calls. A device is one open page: what only it sees, it keeps itself."""

    def __init__(self, teams: LocalTeams) -> None:
        self._teams = teams
        self._run = uuid.uuid4().hex  # tells a page that the stand-in was started anew

    def routes(self, prefix: str) -> list[web.RouteDef]:
        """The routes, under a path such as `/<token>` (no slash at the end)."""
        chat = f"{prefix}/chat/{{person}}"
        return [
            web.get(f"{prefix}/people", self._people),
            web.get(f"{chat}/stream", self._stream),
            web.post(f"{chat}/open", self._open),
            web.post(f"{chat}/say", self._with_body(self._say)),
            web.post(f"{chat}/upload", self._upload),
            web.post(f"{chat}/consent", self._with_body(self._consent)),
            web.post(f"{chat}/press", self._with_body(self._press)),
            web.post(f"{chat}/search", self._with_body(self._search)),
            web.post(f"{chat}/again", self._again),
            web.post(f"{prefix}/fault", self._with_body(self._fault)),
            web.get(f"{prefix}/{{file:.*}}", self._file),
        ]

    async def _file(self, request: web.Request) -> web.StreamResponse:
        file = _FILES.get(request.match_info["file"])
        if file is None or not file.is_file():
            raise web.HTTPNotFound
        return web.FileResponse(file)

    async def _people(self, _: web.Request) -> web.Response:
        people = [
            {
                "id": person.object_id,
                "name": person.name,
                "address": person.address,
                "role": person.role,
                "themes": person.themes,
                "guest": person.guest,
            }
            for person in self._teams.people
        ]
        answer = {"people": people, "bot": BOT["name"], "cards": page_draws_cards()}
        if self._teams.speed != 1:
            answer["clock"] = {"now": self._teams.now().isoformat(), "speed": self._teams.speed}
        return web.json_response(answer)

    async def _stream(self, request: web.Request) -> web.StreamResponse:
        """Server-sent events: first what the page missed, then every change as it comes."""
        conversation = self._conversation(request)
        run, _, last = _last_seen(request).partition(":")
        change = int(last) if run == self._run and last.isdecimal() else 0
        typing, caught_up = conversation.typing, False
        stream = web.StreamResponse(headers=safe_headers() | {"Content-Type": "text/event-stream"})
        await stream.prepare(request)
        await stream.write(_event("hello", {"run": self._run}))
        try:
            while True:
                bell = conversation.bell
                for message in conversation.since(change):
                    change = message.changed
                    await stream.write(_event("message", _shown(message), f"{self._run}:{change}"))
                if not caught_up:
                    caught_up = True
                    await stream.write(_event("ready", {}))
                if conversation.typing > typing:
                    typing = conversation.typing
                    await stream.write(_event("typing", {}))
                try:
                    await asyncio.wait_for(bell.wait(), HEARTBEAT_SECONDS)
                except TimeoutError:
                    await stream.write(b": still here\n\n")
        except ConnectionError:
            return stream

    async def _open(self, request: web.Request) -> web.Response:
        """A person is chosen; the first time, the app is installed for them."""
        conversation = self._conversation(request)
        if conversation.installed:
            return web.json_response({"status": 200})
        deliveries = await self._teams.install(conversation.person)
        return _outcome(deliveries[-1])

    async def _say(self, request: web.Request, body: Json) -> web.Response:
        """A line, perhaps with files that were put in OneDrive just before."""
        text, files, picture = body.get("text"), body.get("files") or [], body.get("picture") is True
        if not isinstance(text, str) or not (text.strip() or files or picture):
            raise web.HTTPBadRequest(text="a line needs a text or a file")
        person = self._conversation(request).person
        if not files and not picture:
            return _outcome(await self._teams.say(person, text))
        try:
            return _outcome(await self._teams.send_files(person, text, files, picture=picture))
        except (KeyError, TypeError):
            raise web.HTTPNotFound(text="no such file") from None

    async def _upload(self, request: web.Request) -> web.Response:
        """A file is chosen: its bytes, with the name in the query."""
        name = request.query.get("name", "").replace("\\", "/").rpartition("/")[2].strip()
        if not name or request.content_type != "application/octet-stream":
            raise web.HTTPBadRequest(text="a file needs a name and bytes")
        self._conversation(request)
        return web.json_response({"file": self._teams.onedrive.keep(name, await read_all(request))})

    async def _consent(self, request: web.Request, body: Json) -> web.Response:
        """Yes or no to a file that the bot offers."""
        person = self._conversation(request).person
        accept = body.get("accept") is True
        try:
            return _outcome(await self._teams.consent(person, str(body.get("message")), accept=accept))
        except LookupError:
            raise web.HTTPNotFound(text="no such offer") from None

    async def _press(self, request: web.Request, body: Json) -> web.Response:
        action, inputs = body.get("action"), body.get("inputs")
        if not isinstance(action, dict) or not isinstance(inputs, dict):
            raise web.HTTPBadRequest(text="a press needs an action and inputs")
        conversation = self._conversation(request)
        try:
            message = conversation.get(str(body.get("message")))
            button = CardButton(action, ())
            pressed = await self._teams.press(conversation.person, message.id, button, inputs)
        except UnknownMessageError:
            raise web.HTTPNotFound(text="no such message") from None
        except ValueError as error:
            raise web.HTTPBadRequest(text=str(error)) from None
        return _outcome(pressed)

    async def _search(self, request: web.Request, body: Json) -> web.Response:
        """What is typed so far in the compose box of a chat among colleagues."""
        text = body.get("text")
        if not isinstance(text, str):
            raise web.HTTPBadRequest(text="a search needs a text")
        return _outcome(await self._teams.search(self._conversation(request).person, text))

    async def _again(self, request: web.Request) -> web.Response:
        try:
            return _outcome(await self._teams.redeliver(self._conversation(request).person))
        except LookupError:
            return web.json_response({"status": 404})

    async def _fault(self, _: web.Request, body: Json) -> web.Response:
        """The next message or update of the bot fails, to see what it does then."""
        call = Call.UPDATE if body.get("on") == "update" else Call.SEND
        self._teams.faults.next(Fault(status=502), on=(call,))
        return web.json_response({"left": self._teams.faults.left})

    def _conversation(self, request: web.Request) -> Conversation:
        try:
            return self._teams.conversation(request.match_info["person"])
        except UnknownPersonError:
            raise web.HTTPNotFound(text="no such person") from None

    def _with_body(
        self, work: Callable[[web.Request, Json], Awaitable[web.Response]]
    ) -> Callable[[web.Request], Awaitable[web.Response]]:
        async def handle(request: web.Request) -> web.Response:
            if request.content_type != "application/json":
                raise web.HTTPUnsupportedMediaType
            try:
                body: Any = await request.json()
            except ValueError:
                raise web.HTTPBadRequest(text="not JSON") from None
            if not isinstance(body, dict):
                raise web.HTTPBadRequest(text="not an object")
            return await work(request, body)

        return handle


def _last_seen(request: web.Request) -> str:
    return request.headers.get("Last-Event-ID") or request.query.get("last", "")


def _outcome(delivered: Delivered) -> web.Response:
    return web.json_response({"status": delivered.status, "answer": delivered.body})


def _shown(message: Message) -> Json:
    return {
        "id": message.id,
        "at": message.at.isoformat(),
        "fromBot": message.from_bot,
        "updates": message.updates,
        "deleted": message.deleted,
        "activity": {name: message.activity[name] for name in _SHOWN if name in message.activity},
    }


def _event(kind: str, data: Json, ident: str = "") -> bytes:
    head = f"id: {ident}\n" if ident else ""
    return f"{head}event: {kind}\ndata: {json.dumps(data)}\n\n".encode()
