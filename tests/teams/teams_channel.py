"""The channel's side of a test: signing keys, tokens, activities, and a connector that keeps what it gets."""

import json
import time
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import jwt
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm

from bot.teams.adapter import Handler, TeamsAdapter
from bot.teams.files import FileHosts, Files
from bot.teams.handler import TurnHandler
from bot.teams.people import TeamsPeople
from bot.teams.registration import Registration, Secret
from bot.teams.sending import Drawing
from bot.web import make_app
from dialogs.events import Event
from dialogs.people import PersonKey, Profile
from dialogs.ports import Send
from dialogs.views import Ask, Done, Reply, Say, View

APP = "11111111-1111-1111-1111-111111111111"
TENANT = "22222222-2222-2222-2222-222222222222"
NOOR = "33333333-3333-3333-3333-333333333333"
TEAMS = "https://smba.trafficmanager.net/emea/"
ISSUER = "https://api.botframework.com"
CARD = "application/vnd.microsoft.card.adaptive"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)

Json = dict[str, Any]

_made: dict[str, rsa.RSAPrivateKey] = {}


def private_key(name: str) -> rsa.RSAPrivateKey:
    """One key a name for the whole run: making one is slow."""
    if name not in _made:
        _made[name] = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    return _made[name]


def registration() -> Registration:
    return Registration(APP, TENANT, Secret("geheim"))


class Issuer:
    """Publishes signing keys as Bot Framework does, without a network; `down` makes every fetch fail."""

    def __init__(self) -> None:
        self.published: list[Json] = []
        self.fetches = 0
        self.down = False
        self.publish("k1")

    def publish(self, name: str, endorsements: list[str] | None = None) -> None:
        entry = json.loads(RSAAlgorithm.to_jwk(private_key(name).public_key()))
        entry |= {"kid": name, "endorsements": ["msteams"] if endorsements is None else endorsements}
        self.published.append(entry)

    async def fetch(self, url: str) -> object:
        self.fetches += 1
        if self.down:
            raise OSError("the network is away")
        if url.endswith("openidconfiguration"):
            return {"issuer": ISSUER, "jwks_uri": "https://login.botframework.com/keys"}
        return {"keys": list(self.published)}


def token(key: str = "k1", **claims: object) -> str:
    """An Authorization header; a claim of None is left out."""
    now = int(time.time())
    own: Json = {
        "iss": ISSUER,
        "aud": APP,
        "exp": now + 3600,
        "nbf": now - 10,
        "serviceurl": TEAMS,
    }
    body = {name: value for name, value in (own | claims).items() if value is not None}
    return "Bearer " + jwt.encode(body, private_key(key), algorithm="RS256", headers={"kid": key})


def message(text: str = "hallo", service_url: str = TEAMS, **more: Any) -> Json:
    return {
        "type": "message",
        "id": "1700000000001",
        "channelId": "msteams",
        "serviceUrl": service_url,
        "conversation": {"id": "a:gesprek", "conversationType": "personal", "tenantId": TENANT},
        "from": {"id": "29:noor", "aadObjectId": NOOR, "name": "Noor Bakker"},
        "recipient": {"id": "28:bot", "name": "IVP"},
        "text": text,
        "textFormat": "plain",
        "channelData": {"tenant": {"id": TENANT}},
    } | more


def pressed(data: object, service_url: str = TEAMS, **more: Any) -> Json:
    value = {"action": {"type": "Action.Execute", "verb": "bewaar", "data": data}, "trigger": "manual"}
    activity = message(service_url=service_url) | {
        "type": "invoke",
        "name": "adaptiveCard/action",
        "id": "f:1",
        "replyToId": "kaart-1",
        "value": value,
    }
    del activity["text"]
    return activity | more


@asynccontextmanager
async def calling(adapter: TeamsAdapter, handler: Handler) -> AsyncIterator["Caller"]:
    """Call the bot over HTTP as the channel does."""

    async def receive(request: web.Request) -> web.Response:
        return await adapter.process(request, handler)

    async with TestClient(TestServer(make_app(receive))) as client:
        try:
            yield Caller(client)
        finally:
            await adapter.close()


@dataclass
class Caller:
    client: TestClient[web.Request, web.Application]

    async def post(self, activity: object, header: str | None = None) -> tuple[int, Any]:
        """Status and JSON body (None when empty) of one call."""
        headers = {"Authorization": header} if header else {}
        async with self.client.post("/api/messages", json=activity, headers=headers) as response:
            text = await response.text()
            return response.status, json.loads(text) if text else None

    async def post_raw(self, body: bytes, content_type: str = "application/json") -> tuple[int, str]:
        headers = {"Content-Type": content_type}
        async with self.client.post("/api/messages", data=body, headers=headers) as response:
            return response.status, await response.text()


@dataclass
class Connector:
    """A small Bot Connector on loopback: keeps posts and updates; `fail` names calls to refuse."""

    url: str = ""
    posts: list[Json] = field(default_factory=list)
    updates: list[tuple[str, Json]] = field(default_factory=list)
    asked: list[tuple[str, str]] = field(default_factory=list)
    fail: dict[str, int] = field(default_factory=dict)
    member: Json = field(
        default_factory=lambda: {
            "id": "29:noor",
            "aadObjectId": NOOR,
            "name": "Noor Bakker",
            "email": "Noor@Veldermeer.example",
            "userPrincipalName": "noor@veldermeer.example",
            "tenantId": TENANT,
            "userRole": "user",
        }
    )
    steps: list[str] = field(default_factory=list)

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/v3/conversations/{c}/activities", self._post)
        app.router.add_put("/v3/conversations/{c}/activities/{a}", self._update)
        app.router.add_delete("/v3/conversations/{c}/activities/{a}", self._delete)
        app.router.add_get("/v3/conversations/{c}/members/{m}", self._member)
        return app

    @property
    def texts(self) -> list[str]:
        return [str(post["text"]) for post in self.posts if post.get("text")]

    @property
    def cards(self) -> list[Json]:
        return [post["attachments"][0]["content"] for post in self.posts if post.get("attachments")]

    async def _post(self, request: web.Request) -> web.Response:
        body = await request.json()
        self.steps.append(f"post {body['type']}")
        refused = self.fail.get("post")
        if refused:
            return web.json_response({"error": {"code": "X"}}, status=refused)
        self.posts.append(body)
        return web.json_response({"id": f"bericht-{len(self.posts)}"}, status=201)

    async def _update(self, request: web.Request) -> web.Response:
        self.steps.append("update")
        refused = self.fail.get("update")
        if refused:
            return web.json_response({}, status=refused)
        self.updates.append((request.match_info["a"], await request.json()))
        return web.json_response({"id": request.match_info["a"]})

    async def _delete(self, request: web.Request) -> web.Response:
        self.steps.append(f"delete {request.match_info['a']}")
        return web.Response()

    async def _member(self, request: web.Request) -> web.Response:
        self.asked.append((request.match_info["c"], request.match_info["m"]))
        refused = self.fail.get("member")
        return web.json_response({} if refused else self.member, status=refused or 200)


class Script:
    """A conversation that gives the replies it was told to give, and keeps the events it saw."""

    def __init__(self, *replies: Reply) -> None:
        self.replies = list(replies)
        self.events: list[Event] = []
        self.shown: list[str | None] = []
        self.welcomed: list[Event] = []
        self.broken: Exception | None = None
        self.silent = False

    async def turn(self, event: Event, send: Send) -> Reply:
        self.events.append(event)
        if self.broken is not None:
            raise self.broken
        reply = self.replies.pop(0) if self.replies else Reply()
        if not self.silent:
            self.shown.append(await send(reply))
        return reply

    async def welcome(self, event: Event, send: Send) -> Reply:
        self.welcomed.append(event)
        if self.broken is not None:
            raise self.broken
        reply = Reply((said("Welkom"),))
        await send(reply)
        return reply


def draw(view: View) -> Json:
    text = {Ask: "question", Say: "paragraphs"}.get(type(view), "title")
    return {"type": "AdaptiveCard", "version": "1.5", "said": str(getattr(view, text))}


def draw_done(done: Done) -> Json:
    return {"type": "AdaptiveCard", "version": "1.5", "done": done.text}


DRAWING = Drawing(draw, draw_done, lambda _view: "Eén regel.")


@dataclass
class Bot:
    """The whole of bot/teams in local mode, a connector to answer to, and a scripted conversation."""

    caller: Caller
    connector: Connector
    script: Script
    people: TeamsPeople
    adapter: TeamsAdapter
    remembered: list[tuple[Profile, str]]

    async def say(self, text: str = "hallo", **more: Any) -> tuple[int, Any]:
        return await self.caller.post(message(text, self.connector.url, **more))

    async def press(self, data: object, **more: Any) -> tuple[int, Any]:
        return await self.caller.post(pressed(data, self.connector.url, **more))


@asynccontextmanager
async def running(*replies: Reply) -> AsyncIterator[Bot]:
    """A bot that answers with these replies."""
    connector, script = Connector(), Script(*replies)
    remembered: list[tuple[Profile, str]] = []

    async def remember(profile: Profile, reference: str) -> None:
        remembered.append((profile, reference))

    async def find(who: PersonKey) -> str:
        found = [reference for profile, reference in remembered if profile.key == who]
        return found[-1] if found else ""

    adapter = TeamsAdapter(None, local=True)
    people = TeamsPeople(remember, find, adapter.open)
    files = Files(FileHosts((), local=True))
    handler = TurnHandler(script, people, DRAWING, lambda: NOW, contact="Sam", files=files)
    async with TestServer(connector.app()) as server, calling(adapter, handler) as caller:
        connector.url = str(server.make_url("/"))
        yield Bot(caller, connector, script, people, adapter, remembered)
        await files.close()


def said(*paragraphs: str) -> Say:
    return Say(paragraphs)


def without(activity: Mapping[str, Any], *fields: str) -> Json:
    return {name: value for name, value in activity.items() if name not in fields}
