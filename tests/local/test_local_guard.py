"""Nobody but the colleague at this machine reaches the stand-in, the page or the bot behind it."""

import asyncio
import json
from collections.abc import AsyncIterator

import aiohttp
import pytest
from aiohttp import web
from yarl import URL

from bot.local import LocalServer, LocalTeams, PortTakenError
from bot.local.guard import TOKEN_HEADER, new_token
from tests.local.little_bot import NOOR, LittleBot

HELLO = json.dumps({"type": "message", "text": "Hallo"})
JSON = {"Content-Type": "application/json"}


async def healthy(_: web.Request) -> web.Response:
    return web.Response(text="ok")


class Site:
    """The server with the little bot on the same port."""

    def __init__(self, token: str | None) -> None:
        self.teams = LocalTeams([NOOR], token=token)
        self.teams.conversation(NOOR).installed = True
        app = LittleBot().app()
        app.router.add_get("/healthz", healthy)
        self.server = LocalServer(self.teams, app=app)

    @property
    def root(self) -> str:
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def calls(self) -> list[tuple[str, str]]:
        """One of each kind: the page, its calls, the stream, the bot's calls, the bot itself."""
        page, chat = self.server.page_url, f"{self.server.page_url}chat/{NOOR.object_id}"
        sends = f"{self.teams.service_url}v3/conversations/{NOOR.conversation_id}/activities"
        return [
            ("GET", page),
            ("GET", f"{page}people"),
            ("GET", f"{page}page/main.js"),
            ("GET", f"{chat}/stream"),
            ("POST", f"{chat}/say"),
            ("POST", sends),
            ("POST", f"{self.root}/api/messages"),
        ]


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    site = Site(new_token())
    async with site.server:
        yield site


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as http:
        yield http


async def statuses(site: Site, http: aiohttp.ClientSession, headers: dict[str, str]) -> set[int]:
    given = {TOKEN_HEADER: site.teams.token or ""} | JSON | headers
    found = set()
    for method, url in site.calls:
        async with http.request(
            method, url, headers=given, data=HELLO if method == "POST" else None
        ) as answer:
            found.add(answer.status)
    return found


async def test_the_colleague_with_the_address_gets_in(site: Site, http: aiohttp.ClientSession) -> None:
    assert await statuses(site, http, {}) <= {200, 201}
    assert await statuses(site, http, {"Origin": site.root}) <= {200, 201}


@pytest.mark.parametrize("host", ["evil.example", "127.0.0.1", "127.0.0.1:1", "127.0.0.1.evil.example", ""])
async def test_another_host_name_is_refused(site: Site, http: aiohttp.ClientSession, host: str) -> None:
    assert await statuses(site, http, {"Host": host}) == {403}


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "https://127.0.0.1", "http://127.0.0.1:1"])
async def test_another_origin_is_refused(site: Site, http: aiohttp.ClientSession, origin: str) -> None:
    assert await statuses(site, http, {"Origin": origin}) == {403}


@pytest.mark.parametrize("name", ["Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP"])
async def test_a_forwarded_request_is_refused(site: Site, http: aiohttp.ClientSession, name: str) -> None:
    assert await statuses(site, http, {name: "127.0.0.1"}) == {403}


async def test_a_request_from_another_site_in_the_browser_is_refused(
    site: Site, http: aiohttp.ClientSession
) -> None:
    for other in ("cross-site", "same-site"):
        assert await statuses(site, http, {"Sec-Fetch-Site": other, "Sec-Fetch-Mode": "no-cors"}) == {403}


async def test_without_the_token_nothing_is_there(site: Site, http: aiohttp.ClientSession) -> None:
    token = site.teams.token or ""
    for method, url in site.calls:
        for wrong in (
            url.replace(f"/{token}", ""),
            url.replace(token, token[:-1] + "!"),
            url.replace(token, "é"),
        ):
            async with http.request(method, wrong, headers=JSON, data=HELLO) as answer:
                assert answer.status == 403
                assert token not in await answer.text()


async def test_an_odd_request_is_refused_like_any_other(site: Site) -> None:
    host = f"127.0.0.1:{site.server.port}"
    for head in ("OPTIONS * HTTP/1.1", f"GET / HTTP/1.1\r\n{TOKEN_HEADER}: \xff\xfe", "GET // HTTP/1.1"):
        reader, writer = await asyncio.open_connection("127.0.0.1", site.server.port)
        writer.write(f"{head}\r\nHost: {host}\r\nConnection: close\r\n\r\n".encode("latin-1"))
        answer = await reader.read()
        writer.close()
        await writer.wait_closed()
        assert answer.startswith(b"HTTP/1.1 403")


async def test_the_token_is_new_at_every_start() -> None:
    assert len({new_token() for _ in range(100)}) == 100
    assert len(new_token()) >= 40


async def test_health_needs_no_token_but_a_right_host(site: Site, http: aiohttp.ClientSession) -> None:
    async with http.get(f"{site.root}/healthz") as answer:
        assert answer.status == 200
    async with http.get(f"{site.root}/healthz", headers={"Host": "evil.example"}) as answer:
        assert answer.status == 403


async def test_open_drops_the_token_and_nothing_else(http: aiohttp.ClientSession) -> None:
    site = Site(None)
    async with site.server:
        assert await statuses(site, http, {}) <= {200, 201}
        assert await statuses(site, http, {"Host": "evil.example"}) == {403}
        assert await statuses(site, http, {"Origin": "http://evil.example"}) == {403}
        assert await statuses(site, http, {"Forwarded": "for=1.2.3.4"}) == {403}


async def test_every_answer_forbids_what_the_page_does_not_need(
    site: Site, http: aiohttp.ClientSession
) -> None:
    for method, url in [*site.calls, ("GET", f"{site.server.page_url}bestaat-niet")]:
        headers = {TOKEN_HEADER: site.teams.token or ""} | JSON
        async with http.request(method, url, headers=headers, data=HELLO) as answer:
            policy = answer.headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy
            assert "unsafe" not in policy
            assert answer.headers["Referrer-Policy"] == "no-referrer"
            assert answer.headers["X-Content-Type-Options"] == "nosniff"


@pytest.mark.parametrize("path", ["../guard.py", "page/../../guard.py", "page/package.json", "page/%2e%2e/x"])
async def test_only_the_files_of_the_page_are_served(
    site: Site, http: aiohttp.ClientSession, path: str
) -> None:
    async with http.get(URL(site.server.page_url + path, encoded=True)) as answer:
        assert answer.status in (403, 404)


async def test_it_listens_on_this_machine_only(site: Site) -> None:
    assert site.server.page_url.startswith("http://127.0.0.1:")
    assert site.teams.service_url.startswith("http://127.0.0.1:")


async def test_a_port_in_use_is_said_plainly(site: Site) -> None:
    with pytest.raises(PortTakenError, match=f"port {site.server.port} is in use"):
        await LocalServer(LocalTeams([NOOR]), port=site.server.port).start()


@pytest.mark.parametrize("body", ["geen json", "[]", '{"text": 3}', '{"text": "  "}', "{}"])
async def test_the_page_calls_refuse_nonsense(site: Site, http: aiohttp.ClientSession, body: str) -> None:
    chat = f"{site.server.page_url}chat/{NOOR.object_id}"
    for call in ("say", "press"):
        async with http.post(f"{chat}/{call}", data=body, headers=JSON) as answer:
            assert answer.status == 400
    async with http.post(f"{site.server.page_url}chat/niemand/say", json={"text": "x"}) as answer:
        assert answer.status == 404
    async with http.post(f"{chat}/say", data=body, headers={"Content-Type": "text/plain"}) as answer:
        assert answer.status == 415
