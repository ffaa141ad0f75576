"""What leaves the bot: over reused connectors and tokens, off the event loop, in time (rows 3, 4, 7)."""

import asyncio
import threading
import time
from collections.abc import AsyncIterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import replace
from typing import Any

import msal
import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer, unused_port

from bot.teams import tokens as tokens_module
from bot.teams.activities import Account, Incoming
from bot.teams.adapter import TeamsAdapter
from bot.teams.connectors import Connectors, Line, SendFailedError, _Answer
from bot.teams.keys import KeysUnavailableError, SigningKeys
from bot.teams.outlet import Outlet
from bot.teams.references import Reference
from bot.teams.registration import (
    Certificate,
    Credential,
    ManagedIdentity,
    Registration,
    Secret,
    ServiceUrlRefusedError,
    ServiceUrls,
)
from bot.teams.sending import Answered
from bot.teams.tokens import BearerTokens, TokenUnavailableError, asker
from tests.teams.teams_channel import APP, TEAMS, TENANT, Issuer, calling, message, registration, token

AUDIENCE = "https://api.botframework.com"


class FakeEntra:
    """Stands for MSAL's clients; counts clients and token calls, and says in which thread it was asked."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.clients: list[dict[str, Any]] = []
        self.calls: list[dict[str, Any]] = []
        self.threads: set[str] = set()
        entra = self

        class Client:
            def __init__(self, *args: Any, **kwargs: Any) -> None:
                entra.clients.append({"args": args} | kwargs)
                entra.threads.add(threading.current_thread().name)

            def acquire_token_silent(self, scopes: object, account: object) -> None:
                return None

            def acquire_token_for_client(self, **kwargs: Any) -> dict[str, str]:
                entra.calls.append(kwargs)
                entra.threads.add(threading.current_thread().name)
                return {"access_token": f"T{len(entra.calls)}"}

        monkeypatch.setattr(msal, "ConfidentialClientApplication", Client)
        monkeypatch.setattr(msal, "ManagedIdentityClient", Client)


async def test_ten_turns_make_one_connector_and_one_token_call(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stock: a connector, an MSAL client and a token call for every turn (row 3)."""
    entra = FakeEntra(monkeypatch)
    sent: list[dict[str, str]] = []

    async def request(self: Line, method: str, url: str, headers: dict[str, str], body: object) -> _Answer:
        sent.append({"url": url} | headers)
        return _Answer(201, "Created", {"content-type": "application/json"}, b'{"id": "1"}')

    async def echo(incoming: Incoming, outlet: Outlet) -> Answered | None:
        await outlet.post_text(incoming.words)
        return None

    monkeypatch.setattr(Line, "request", request)
    adapter = TeamsAdapter(registration(), fetch=Issuer().fetch)
    async with calling(adapter, echo) as caller:
        for number in range(10):
            assert (await caller.post(message() | {"id": str(number)}, token()))[0] == 202
        clients = adapter._authentication._connectors
        assert len(clients._clients) == 1
        assert await clients.create(TEAMS) is await clients.create(TEAMS)
    assert (len(entra.clients), len(entra.calls)) == (1, 1)
    assert {post["Authorization"] for post in sent} == {"Bearer T1"}
    assert len(sent) == 10
    assert sent[0]["url"] == f"{TEAMS}v3/conversations/a%3Agesprek/activities"
    assert all(name.startswith("token") for name in entra.threads)  # never on the event loop (row 4)


@pytest.mark.parametrize(
    ("credential", "proof"),
    [
        (Secret("geheim"), "geheim"),
        (Certificate("A" * 40, "PRIVATE KEY x"), {"thumbprint": "A" * 40, "private_key": "PRIVATE KEY x"}),
        (
            Certificate("A" * 40, "PRIVATE KEY x", "PUBLIC"),
            {"thumbprint": "A" * 40, "private_key": "PRIVATE KEY x", "public_certificate": "PUBLIC"},
        ),
    ],
    ids=["secret", "certificate", "certificate with its public part"],
)
def test_a_token_is_asked_of_our_own_tenant(
    credential: Credential, proof: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    entra = FakeEntra(monkeypatch)
    ask = asker(Registration(APP, TENANT, credential), AUDIENCE)
    assert [ask(), ask()] == ["T1", "T2"]
    [client] = entra.clients
    assert client["authority"] == f"https://login.microsoftonline.com/{TENANT}"
    assert client["client_id"] == APP
    assert client["client_credential"] == proof
    assert isinstance(client["http_client"], tokens_module.BoundedSession)
    assert entra.calls[0] == {"scopes": [f"{AUDIENCE}/.default"]}


def test_a_managed_identity_needs_no_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    entra = FakeEntra(monkeypatch)
    assert asker(Registration(APP, TENANT, ManagedIdentity()), AUDIENCE)() == "T1"
    [client] = entra.clients
    assert client["args"][0]["Id"] == APP
    assert entra.calls == [{"resource": AUDIENCE}]


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@asynccontextmanager
async def bearer(answers: list[str | Exception]) -> AsyncIterator[tuple[BearerTokens, Clock, list[int]]]:
    clock, asked = Clock(), [0]

    def ask() -> str:
        answer = answers[asked[0]]
        asked[0] += 1
        if isinstance(answer, Exception):
            raise answer
        return answer

    with ThreadPoolExecutor(max_workers=1) as threads:
        yield BearerTokens(ask, threads, clock), clock, asked


async def test_a_token_is_renewed_behind_the_turn_that_still_uses_the_old_one() -> None:
    async with bearer(["T1", "T2"]) as (source, clock, asked):
        assert await source() == "T1"
        clock.now = tokens_module.ASK_AGAIN + 1
        assert await source() == "T1"
        await asyncio.sleep(0.05)
        assert await source() == "T2"
        assert asked == [2]


async def test_sixteen_turns_at_once_ask_for_one_token() -> None:
    async with bearer(["T1"]) as (source, _, asked):
        assert set(await asyncio.gather(*(source() for _ in range(16)))) == {"T1"}
        assert asked == [1]


async def test_a_failed_renewal_is_felt_only_when_the_old_token_has_had_its_time() -> None:
    async with bearer(["T1", KeyError("x"), PermissionError("geheim"), "T4"]) as (source, clock, _):
        await source()
        clock.now = tokens_module.ASK_AGAIN + 1
        assert await source() == "T1"
        await asyncio.sleep(0.05)
        clock.now = tokens_module.USE_UNTIL + 1
        with pytest.raises(TokenUnavailableError, match="PermissionError") as caught:
            await source()
        assert "geheim" not in str(caught.value)
        assert await source() == "T4"


async def longest_stall(work: Any) -> float:
    """For how many seconds the event loop stood still while `work` ran."""
    longest, last, done = 0.0, time.perf_counter(), False

    async def beat() -> None:
        nonlocal longest, last
        while not done:
            await asyncio.sleep(0.005)
            now = time.perf_counter()
            longest, last = max(longest, now - last), now

    beating = asyncio.create_task(beat())
    await work
    done = True
    await beating
    return longest


async def test_a_slow_token_service_does_not_stop_other_turns() -> None:
    """Stock: the token is fetched on the event loop (row 4)."""

    def ask() -> str:
        time.sleep(0.4)
        return "T"

    with ThreadPoolExecutor(max_workers=1) as threads:
        assert await longest_stall(BearerTokens(ask, threads)()) < 0.3


async def test_a_key_service_that_never_answers_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stock: no time limit, and the whole bot waits (row 4)."""
    monkeypatch.setattr("bot.teams.keys.TIMEOUT", 0.05)

    async def never(_url: str) -> object:
        await asyncio.sleep(60)
        return {}

    with pytest.raises(KeysUnavailableError):
        await SigningKeys("https://keys.example", never).get("k1")


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {},
        {"keys": "x"},
        {"keys": [3, {"kid": 1}, {"kid": "a", "endorsements": ["msteams"], "kty": "RSA"}]},
    ],
)
async def test_a_key_document_that_makes_no_sense_is_no_keys(document: object) -> None:
    async def fetch(url: str) -> object:
        return {"jwks_uri": "https://keys.example/2"} if url.endswith("1") else document

    with pytest.raises(KeysUnavailableError):
        await SigningKeys("https://keys.example/1", fetch).get("k1")


@asynccontextmanager
async def answering(handler: Any, line: Line) -> AsyncIterator[Outlet]:
    """An outlet to a connector that does what `handler` says."""
    app = web.Application()
    app.router.add_route("*", "/{rest:.*}", handler)
    async with TestServer(app) as server:
        url = str(server.make_url("/"))
        connectors = Connectors(line, ServiceUrls((), local=True), AUDIENCE, None)
        try:
            yield Outlet(await connectors.create(url), reference_to(url))
        finally:
            await line.close()


def reference_to(url: str) -> Reference:
    return Reference(url, "a:1", TENANT, "msteams", Account("29:noor"), Account("28:bot"))


async def test_a_refusal_of_the_channel_says_when_to_try_again() -> None:
    """Stock: Retry-After is ignored (row 7). The outbox decides; a turn never waits for it."""

    async def busy(_request: web.Request) -> web.Response:
        return web.json_response({}, status=429, headers={"Retry-After": "7"})

    async with answering(busy, Line()) as outlet:
        with pytest.raises(SendFailedError) as caught:
            await outlet.post_text("hallo")
    assert (caught.value.status, caught.value.retry_after, caught.value.written) == (429, 7.0, True)


@pytest.mark.parametrize(
    ("asked", "seconds"),
    [
        ("7", 7.0),
        (" 0.5 ", 0.5),
        ("Mon, 23 Nov 2026 08:00:30 GMT", 30.0),  # against the clock of the channel, which is not ours
        ("Mon, 23 Nov 2026 09:00:30 +0100", 30.0),
        ("Mon, 23 Nov 2026 08:00:30 -0000", 30.0),
        ("Monday, 23-Nov-26 08:00:30 GMT", 30.0),  # as old servers write it
        ("Mon, 23 Nov 2026 07:00:00 GMT", 0.0),
        ("-3", None),
        ("nan", None),
        ("inf", None),
        ("1e9", None),
        ("soon", None),
        ("Mon, 99 Nov 2026 08:00:30 GMT", None),
        ("", None),
    ],
)
async def test_when_to_try_again_is_a_number_of_seconds_or_a_moment(
    asked: str, seconds: float | None
) -> None:
    async def busy(_request: web.Request) -> web.Response:
        headers = {"Retry-After": asked, "Date": "Mon, 23 Nov 2026 08:00:00 GMT"}
        return web.json_response({}, status=429, headers=headers)

    async with answering(busy, Line()) as outlet:
        with pytest.raises(SendFailedError) as caught:
            await outlet.post_text("hallo")
    assert caught.value.retry_after == seconds


async def test_a_send_is_tried_once_and_not_again_behind_our_back() -> None:
    """Stock: msrest repeats 5xx on its own, so a message could be said twice."""
    calls = [0]

    async def broken(_request: web.Request) -> web.Response:
        calls[0] += 1
        return web.Response(status=502)

    async with answering(broken, Line()) as outlet:
        with pytest.raises(SendFailedError):
            await outlet.post_text("hallo")
        with pytest.raises(SendFailedError):
            await outlet.update_card("1", {}, "x")
    assert calls == [2]


async def test_a_channel_that_does_not_answer_is_given_up_as_unknown() -> None:
    async def never(_request: web.Request) -> web.Response:
        await asyncio.sleep(1)
        return web.Response()

    async with answering(never, Line(answer_within=0.05)) as outlet:
        with pytest.raises(SendFailedError) as caught:
            await outlet.post_text("hallo")
    assert (caught.value.status, caught.value.written) == (None, True)


async def test_a_channel_that_cannot_be_reached_has_surely_not_had_the_message() -> None:
    line = Line()
    url = f"http://127.0.0.1:{unused_port()}/"
    connectors = Connectors(line, ServiceUrls((), local=True), AUDIENCE, None)
    outlet = Outlet(await connectors.create(url), reference_to(url))
    with pytest.raises(SendFailedError) as caught:
        await outlet.post_text("hallo")
    assert (caught.value.status, caught.value.written) == (None, False)
    await line.close()


async def test_a_redirect_is_not_followed_with_our_token() -> None:
    paths: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        paths.append(request.path)
        return web.Response(status=307, headers={"Location": "/elders"})

    async with answering(elsewhere, Line()) as outlet:
        with pytest.raises(SendFailedError) as caught:
            await outlet.post_text("hallo")
    assert caught.value.status == 307
    assert "/elders" not in paths


@pytest.mark.parametrize("body", [b"", b"geen json", b"[]", b'"x"', b"null", b"{}", b"\xff"])
async def test_an_answer_that_is_no_answer_breaks_nothing(body: bytes) -> None:
    async def odd(_request: web.Request) -> web.Response:
        return web.Response(status=200, body=body, content_type="application/json")

    async with answering(odd, Line()) as outlet:
        assert await outlet.post_text("hallo") == ""


async def test_sends_do_not_wait_for_a_thread() -> None:
    """Stock: `requests` in the default thread pool, which is a few threads on a small machine (row 7)."""
    together, most = [0], [0]

    async def slow(_request: web.Request) -> web.Response:
        together[0] += 1
        most[0] = max(most[0], together[0])
        await asyncio.sleep(0.1)
        together[0] -= 1
        return web.json_response({"id": "1"})

    async with answering(slow, Line()) as outlet:
        await asyncio.gather(*(outlet.post_text("hallo") for _ in range(24)))
    assert most[0] == 24


async def test_the_service_url_is_checked_again_before_a_message_of_our_own_accord() -> None:
    adapter = TeamsAdapter(registration(), fetch=Issuer().fetch)
    for url in ("https://evil.example/", "http://smba.trafficmanager.net/emea/"):
        with pytest.raises(ServiceUrlRefusedError):
            await adapter.open(reference_to(url))
    with pytest.raises(ServiceUrlRefusedError, match="another tenant"):
        await adapter.open(replace(reference_to(TEAMS), tenant="99999999-0000-0000-0000-000000000000"))
    assert await adapter.open(reference_to(TEAMS)) is not None
    await adapter.close()


async def test_a_bot_that_starts_fetches_keys_and_token_before_the_first_colleague(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    entra, issuer = FakeEntra(monkeypatch), Issuer()
    adapter = TeamsAdapter(registration(), fetch=issuer.fetch)
    assert not adapter.ready
    assert await adapter.warm() == {"signing_keys": True, "token": True}
    assert adapter.ready
    assert len(entra.calls) == 1
    await adapter.close()


async def test_a_start_without_network_names_what_is_missing(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_entra(*_args: object, **_kwargs: object) -> None:
        raise OSError("het netwerk is weg")

    monkeypatch.setattr(msal, "ConfidentialClientApplication", no_entra)
    issuer = Issuer()
    issuer.down = True
    adapter = TeamsAdapter(registration(), fetch=issuer.fetch)
    assert await adapter.warm() == {"signing_keys": False, "token": False}
    await adapter.close()
    local = TeamsAdapter(None, local=True)
    assert await local.warm() == {}
    await local.close()


async def test_many_service_urls_do_not_fill_the_memory() -> None:
    line = Line()
    connectors = Connectors(line, ServiceUrls((), local=True), AUDIENCE, None)
    for port in range(1000, 1100):
        await connectors.create(f"http://127.0.0.1:{port}/")
    assert len(connectors._clients) == 32
    last = "http://127.0.0.1:1099/"
    assert await connectors.create(last) is await connectors.create(last)
    await line.close()
