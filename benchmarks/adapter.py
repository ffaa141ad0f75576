"""An echo bot on our adapter against the same on the SDK's stock adapter.

    python -m benchmarks.adapter

The bot under test runs in this process. A second process is the channel: it sends the messages, takes the
replies at a connector on loopback, and plays the token service of Entra. A turn lasts from the moment
the message is sent until its HTTP answer is there; the echo has arrived by then.

The stock adapter is the CloudAdapter of botbuilder-integration-aiohttp when that package can be imported
(it is no dependency of this project); else the same steps, made of botbuilder-core's own parts.

"With credentials" is how it runs in Teams: every message carries a signed token, and every reply needs
one. A fresh MSAL client there costs one loopback request instead of its three to Entra, which flatters
the stock adapter.
"""

import asyncio
import importlib
import json
import statistics
import sys
import time
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any
from unittest import mock

import aiohttp
import jwt
import msal
import requests
from aiohttp import web
from botbuilder.core import CloudAdapterBase, TurnContext
from botbuilder.schema import Activity
from botframework.connector.auth import (
    BotFrameworkAuthenticationFactory,
    JwtTokenExtractor,
    PasswordServiceClientCredentialFactory,
)
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from jwt.algorithms import RSAAlgorithm

from bot.teams.activities import Incoming
from bot.teams.adapter import TeamsAdapter
from bot.teams.outlet import Outlet
from bot.teams.registration import Registration, Secret, ServiceUrls
from bot.teams.sending import Answered
from bot.web import listening, make_app

APP = "11111111-1111-1111-1111-111111111111"
TENANT = "22222222-2222-2222-2222-222222222222"
WARM_UP = 32
CONCURRENCY = (1, 16)
TURNS = {"stock": 320, "ours": 960}

Receive = Callable[[web.Request], Awaitable[web.Response]]


@dataclass(frozen=True, slots=True)
class Measured:
    """One run: turns a second, and how long a turn took in milliseconds."""

    rate: float
    p50: float
    p95: float
    tokens: int


def measure() -> str:
    """All runs, as a Markdown table with a line on what was compared."""
    return asyncio.run(_measure())


async def _measure() -> str:
    name, _ = _stock_process()
    lines = [
        f"Stock is {name}. Turns a second, and p50 / p95 of a turn in ms.",
        "",
        "| | at once | stock | ours | ours / stock | token calls, stock / ours |",
        "|---|---|---|---|---|---|",
    ]
    for credentials in (False, True):
        for at_once in CONCURRENCY:
            stock = await _run("stock", at_once, credentials=credentials)
            ours = await _run("ours", at_once, credentials=credentials)
            label = "with credentials" if credentials else "without credentials"
            lines.append(
                f"| {label} | {at_once} | {_cell(stock)} | {_cell(ours)} | {ours.rate / stock.rate:.1f}× "
                f"| {stock.tokens} / {ours.tokens} |"
            )
    return "\n".join([*lines, ""])


def _cell(run: Measured) -> str:
    return f"{run.rate:.0f}/s, {run.p50:.1f} / {run.p95:.1f}"


async def _run(which: str, at_once: int, *, credentials: bool) -> Measured:
    """Serve one bot here and let the other process talk to it."""
    turns = TURNS[which] + WARM_UP
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    started = [str(turns), str(at_once), "yes" if credentials else "no", _pem(key)]
    channel = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.adapter", "channel", stdin=-1, stdout=-1
    )
    assert channel.stdin is not None
    assert channel.stdout is not None
    entra = (await channel.stdout.readline()).decode().strip()
    async with _bot(which, entra, key, credentials=credentials) as receive, _serving(receive) as port:
        channel.stdin.write((json.dumps([port, *started]) + "\n").encode())
        await channel.stdin.drain()
        result = json.loads(await channel.stdout.readline())
    channel.stdin.close()
    await channel.wait()
    taken = sorted(result["ms"][WARM_UP:])
    p95 = taken[int(len(taken) * 0.95)]
    return Measured(result["rate"], statistics.median(taken), p95, result["tokens"])


@asynccontextmanager
async def _serving(receive: Receive) -> AsyncIterator[int]:
    async with listening(make_app(receive), "127.0.0.1", 0) as port:
        yield port


@asynccontextmanager
async def _bot(
    which: str, entra: str, key: rsa.RSAPrivateKey, *, credentials: bool
) -> AsyncIterator[Receive]:
    documents = _documents(key)

    class Client:
        """Stands for an MSAL client: the first token of each costs a request."""

        def __init__(self, *_args: Any, **_kwargs: Any) -> None:
            self.token: dict[str, str] | None = None

        def acquire_token_silent(self, *_args: Any, **_kwargs: Any) -> None:
            return None

        def acquire_token_for_client(self, *_args: Any, **_kwargs: Any) -> dict[str, str]:
            if self.token is None:
                self.token = requests.post(entra, timeout=10).json()
            return self.token

    place = "botframework.connector.auth.microsoft_app_credentials.ConfidentialClientApplication"
    JwtTokenExtractor.metadataCache.clear()
    with (
        mock.patch.object(msal, "ConfidentialClientApplication", Client),
        mock.patch(place, Client),
        mock.patch("botframework.connector.auth.jwt_token_extractor.requests.get", documents.get),
        mock.patch.object(ServiceUrls, "check", return_value=None),
    ):
        if which == "stock":
            yield _stock(credentials=credentials)
            return
        adapter = (
            TeamsAdapter(Registration(APP, TENANT, Secret("x")), fetch=documents.fetch)
            if credentials
            else TeamsAdapter(None, local=True)
        )
        try:
            yield lambda request: adapter.process(request, _echo)
        finally:
            await adapter.close()


async def _echo(incoming: Incoming, outlet: Outlet) -> Answered | None:
    await outlet.post_text(incoming.words)
    return None


class StockBot:
    """The same echo in the SDK's own way."""

    async def on_turn(self, context: TurnContext) -> None:
        await context.send_activity(context.activity.text)


def _stock_process() -> tuple[str, Any]:
    """What the stock adapter is here: a name, and the package's class or None."""
    try:
        package = importlib.import_module("botbuilder.integration.aiohttp")
    except ImportError:
        return "made of botbuilder-core's own parts (botbuilder-integration-aiohttp is not installed)", None
    return "CloudAdapter of botbuilder-integration-aiohttp", package.CloudAdapter


def _stock(*, credentials: bool) -> Receive:
    factory = PasswordServiceClientCredentialFactory(APP if credentials else "", "x", TENANT)
    authentication = BotFrameworkAuthenticationFactory.create(credential_factory=factory)
    _, package_adapter = _stock_process()
    bot = StockBot()
    if package_adapter is not None:
        adapter = package_adapter(authentication)

        async def by_package(request: web.Request) -> web.Response:
            response = await adapter.process(request, bot)
            assert isinstance(response, web.Response)
            return response

        return by_package
    own = CloudAdapterBase(authentication)

    async def by_parts(request: web.Request) -> web.Response:
        activity = Activity().deserialize(await request.json())
        await own.process_activity(request.headers.get("Authorization", ""), activity, bot.on_turn)
        return web.Response(status=201)

    return by_parts


class _Documents:
    """The published signing key, by the stock way (`requests.get`) and by ours."""

    def __init__(self, jwk: dict[str, Any]) -> None:
        self._keys = {"keys": [jwk]}

    def get(self, url: str, **_options: object) -> Any:
        answer = mock.Mock()
        answer.json.return_value = self._of(url)
        return answer

    async def fetch(self, url: str) -> object:
        return self._of(url)

    def _of(self, url: str) -> object:
        return {"jwks_uri": "https://keys.example"} if "openid" in url else self._keys


def _documents(key: rsa.RSAPrivateKey) -> _Documents:
    jwk = json.loads(RSAAlgorithm.to_jwk(key.public_key()))
    return _Documents(jwk | {"kid": "k1", "endorsements": ["msteams"]})


def _pem(key: rsa.RSAPrivateKey) -> str:
    return key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


async def _channel() -> None:
    """The other process: says where it listens, is told what to send, reports what it measured."""
    tokens, replies = [0], [0]

    async def post(request: web.Request) -> web.Response:
        await request.read()
        replies[0] += 1
        return web.json_response({"id": str(replies[0])}, status=201)

    async def token(_request: web.Request) -> web.Response:
        tokens[0] += 1
        return web.json_response({"access_token": "T"})

    app = web.Application()
    app.router.add_post("/token", token)
    app.router.add_post("/v3/{rest:.*}", post)
    async with listening(app, "127.0.0.1", 0) as port:
        here = f"http://127.0.0.1:{port}/"
        print(f"{here}token", flush=True)
        told = json.loads(await asyncio.to_thread(sys.stdin.readline))
        bot, turns, at_once, credentials, pem = told
        headers = {"Authorization": _signed(pem, here)} if credentials == "yes" else {}
        ms, rate = await _talk(
            f"http://127.0.0.1:{bot}/api/messages", here, headers, int(turns), int(at_once)
        )
        assert replies[0] == int(turns), "an echo got lost"
        print(json.dumps({"ms": ms, "rate": rate, "tokens": tokens[0]}), flush=True)


async def _talk(
    bot: str, here: str, headers: dict[str, str], turns: int, at_once: int
) -> tuple[list[float], float]:
    taken: list[float] = []
    numbers = iter(range(turns))
    warm = 0.0

    async with aiohttp.ClientSession(headers=headers) as session:

        async def colleague() -> None:
            nonlocal warm
            for number in numbers:
                if number == WARM_UP:
                    warm = time.perf_counter()
                begun = time.perf_counter()
                async with session.post(bot, json=_message(number, here)) as answer:
                    assert answer.status in {201, 202}, answer.status
                taken.append((time.perf_counter() - begun) * 1000)

        await asyncio.gather(*(colleague() for _ in range(at_once)))
    return taken, (turns - WARM_UP) / (time.perf_counter() - warm)


def _message(number: int, here: str) -> dict[str, object]:
    return {
        "type": "message",
        "id": str(number),
        "channelId": "msteams",
        "serviceUrl": here,
        "conversation": {"id": "a:1", "conversationType": "personal", "tenantId": TENANT},
        "from": {"id": "29:noor", "aadObjectId": "33333333-3333-3333-3333-333333333333", "name": "Noor"},
        "recipient": {"id": "28:bot", "name": "IVP"},
        "text": "Wat gaat er goed in de wijk?",
        "channelData": {"tenant": {"id": TENANT}},
    }


def _signed(pem: str, service_url: str) -> str:
    now = int(time.time())
    claims = {"iss": "https://api.botframework.com", "aud": APP, "exp": now + 3600, "serviceurl": service_url}
    return "Bearer " + jwt.encode(claims, pem, algorithm="RS256", headers={"kid": "k1"})


if __name__ == "__main__":
    if sys.argv[1:] == ["channel"]:
        asyncio.run(_channel())
    else:
        print(measure())
