"""Files as Teams passes them on: what is fetched, from where, and what is done with an accepted offer."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.teams import files as module
from bot.teams.attachments import CONSENT, DOWNLOAD, INFO, SentFile, UploadPlace, read_attached
from bot.teams.files import Fault, FileFailedError, FileHosts, Files
from bot.teams.registration import Registration, RegistrationError, Secret
from dialogs.views import GiveFile, OfferFile, Reply
from tests.teams.teams_channel import APP, TENANT, message, running, said

OFFER = OfferFile("Woonoverlast.docx", 1200, "Je formulier.", (("w", "form"),), "Typ 'vragen'.")
GIVEN = GiveFile("Woonoverlast.docx", b"inhoud", "Typ 'vragen'.")


@dataclass
class SharePoint:
    """A place for files on loopback, which keeps what it was asked."""

    url: str = ""
    body: bytes = b"inhoud"
    status: int = 200
    slow: float = 0.0
    asked: list[web.Request] = field(default_factory=list)
    puts: list[bytes] = field(default_factory=list)

    def app(self) -> web.Application:
        app = web.Application(client_max_size=10_000_000)
        app.router.add_get("/bestand", self._get)
        app.router.add_put("/bestand", self._put)
        app.router.add_get("/elders", self._away)
        return app

    async def _get(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request)
        await asyncio.sleep(self.slow)
        answer = web.StreamResponse(status=self.status)
        answer.enable_chunked_encoding()  # without a length that could be looked at first
        await answer.prepare(request)
        for start in range(0, len(self.body), 1000):
            await answer.write(self.body[start : start + 1000])
        await answer.write_eof()
        return answer

    async def _put(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        self.puts.append(await request.read())
        return web.Response(status=self.status)

    async def _away(self, request: web.Request) -> web.Response:
        self.asked.append(request)
        raise web.HTTPFound("/bestand")


@asynccontextmanager
async def sharepoint(**given: Any) -> AsyncIterator[SharePoint]:
    place = SharePoint(**given)
    async with TestServer(place.app()) as server:
        place.url = str(server.make_url("/bestand"))
        yield place


def sent(url: str, name: str = "formulier.docx") -> dict[str, Any]:
    return {
        "contentType": DOWNLOAD,
        "contentUrl": "https://contoso.sharepoint.com/formulier.docx",
        "name": name,
        "content": {"downloadUrl": url, "uniqueId": "1", "fileType": "docx"},
    }


def answer_to_offer(url: str, action: str = "accept", **info: str) -> dict[str, Any]:
    place = {
        "contentUrl": url,
        "name": "Woonoverlast.docx",
        "uploadUrl": url,
        "uniqueId": "id-1",
        "fileType": "docx",
    }
    value = {"type": "fileUpload", "action": action, "context": {"w": "form"}, "uploadInfo": place | info}
    return {
        "type": "invoke",
        "name": "fileConsent/invoke",
        "id": "f:1",
        "replyToId": "aanbod-1",
        "value": value,
    }


@pytest.mark.parametrize(
    ("url", "allowed"),
    [
        ("https://contoso-my.sharepoint.com/personal/x/_layouts/15/download.aspx?UniqueId=1", True),
        ("https://contoso.sharepoint.com:443/a", True),
        ("http://contoso.sharepoint.com/a", False),
        ("https://contoso.sharepoint.com:8443/a", False),
        ("https://sharepoint.com/a", False),
        ("https://sharepoint.com.kwaad.example/a", False),
        ("https://kwaadsharepoint.com/a", False),
        ("https://iemand@contoso.sharepoint.com/a", False),
        ("https://contoso.sharepoint.com@kwaad.example/a", False),
        ("https://127.0.0.1/a", False),
        ("https://[::1]/a", False),
        ("file:///etc/passwd", False),
        ("https://contoso.sharepoint.com:x/a", False),
        ("", False),
    ],
)
def test_files_are_fetched_from_sharepoint_over_https_only(url: str, allowed: bool) -> None:
    assert FileHosts(("*.sharepoint.com",)).allows(url) is allowed
    assert not FileHosts((), local=True).allows(url)


def test_a_municipality_can_name_its_own_hosts() -> None:
    hosts = FileHosts(("veldermeer-my.sharepoint.com",))
    assert hosts.allows("https://veldermeer-my.sharepoint.com/a")
    assert not hosts.allows("https://contoso-my.sharepoint.com/a")
    with pytest.raises(RegistrationError, match="file host"):
        Registration(APP, TENANT, Secret("geheim"), file_hosts=("*",))


async def test_a_file_comes_with_the_message_and_no_token_goes_to_where_it_is() -> None:
    async with sharepoint() as place, running() as bot:
        await bot.say(
            "Hierbij", attachments=[sent(place.url), {"contentType": "text/html", "content": "<p>"}]
        )
        [event] = bot.script.events
        [asked] = place.asked
    assert event.file is not None
    assert (event.file.name, event.file.data, event.text) == ("formulier.docx", b"inhoud", "Hierbij")
    assert "Authorization" not in asked.headers
    assert "Cookie" not in asked.headers


async def test_a_redirect_is_not_followed() -> None:
    async with sharepoint() as place, running() as bot:
        await bot.say("", attachments=[sent(place.url.replace("bestand", "elders"))])
        assert [request.path for request in place.asked] == ["/elders"]
        assert bot.script.events == []
        assert "nu niet ophalen" in bot.connector.texts[0]


async def test_a_file_on_another_host_is_not_asked_for() -> None:
    async with running() as bot:
        await bot.say("", attachments=[sent("https://kwaad.example/a")])
        assert "een plek waar ik niet bij mag" in bot.connector.texts[0]
        assert bot.script.events == []


async def test_a_file_that_is_too_large_is_given_up_while_it_comes_in() -> None:
    async with sharepoint(body=b"x" * 50_000) as place:
        files = Files(FileHosts((), local=True), most_bytes=10_000)
        with pytest.raises(FileFailedError) as failed:
            await files.fetch(place.url)
        await files.close()
    assert failed.value.fault is Fault.TOO_LARGE


async def test_a_file_that_does_not_come_in_time_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "FETCH_WITHIN", 0.05)
    async with sharepoint(slow=1.0) as place:
        files = Files(FileHosts((), local=True))
        with pytest.raises(FileFailedError) as failed:
            await files.fetch(place.url)
        await files.close()
    assert failed.value.fault is Fault.AWAY


async def test_a_file_sent_in_a_channel_is_pointed_to_the_personal_chat() -> None:
    channel = {"id": "19:kanaal;messageid=1", "conversationType": "channel"}
    mention = {"type": "mention", "mentioned": {"id": "28:bot"}, "text": "<at>IVP</at>"}
    async with running() as bot:
        await bot.say(
            "<at>IVP</at>",
            conversation=channel,
            entities=[mention],
            attachments=[sent("https://contoso.sharepoint.com/a")],
        )
        assert "alleen in onze eigen chat" in bot.connector.texts[0]
        assert bot.script.events == []


def test_attachments_that_make_no_sense_are_no_files() -> None:
    odd: list[dict[str, Any]] = [
        {},
        {"contentType": 5},
        {"contentType": "text/html", "content": "<p>hallo</p>"},
        {"contentType": "application/vnd.microsoft.card.adaptive", "content": {}},
        {"contentType": DOWNLOAD, "content": "x"},
        {"contentType": DOWNLOAD, "name": "..\\..\\geheim\\brief.docx", "content": {"downloadUrl": 7}},
    ]
    attached = read_attached(odd)
    assert attached.files == (SentFile("", ""), SentFile("brief.docx", ""))
    assert not attached.pictures


async def test_an_offer_is_the_card_that_microsoft_describes() -> None:
    async with running(Reply((OFFER,))) as bot:
        await bot.say("formulier")
        [post] = bot.connector.posts
    [attachment] = post["attachments"]
    assert (attachment["contentType"], attachment["name"]) == (CONSENT, "Woonoverlast.docx")
    assert attachment["content"] == {
        "description": "Je formulier.",
        "sizeInBytes": 1200,
        "acceptContext": {"w": "form"},
        "declineContext": {"w": "form"},
    }
    assert "text" not in post


async def test_an_accepted_file_is_put_whole_then_shown_and_the_offer_goes() -> None:
    async with sharepoint(status=201) as place, running(Reply((GIVEN,))) as bot:
        activity = message(service_url=bot.connector.url) | answer_to_offer(place.url)
        assert await bot.caller.post(activity) == (200, None)
        [event] = bot.script.events
        [asked] = place.asked
        [post] = bot.connector.posts
        assert (await bot.caller.post(activity))[0] == 200  # delivered again
        assert len(place.puts) == 1
    assert event.press is not None
    assert (event.press.verb, dict(event.press.data)) == ("file_accept", {"w": "form"})
    assert place.puts == [b"inhoud"]
    assert asked.headers["Content-Range"] == "bytes 0-5/6"
    assert "Authorization" not in asked.headers
    [attachment] = post["attachments"]
    assert (attachment["contentType"], attachment["contentUrl"]) == (INFO, place.url)
    assert attachment["content"] == {"uniqueId": "id-1", "fileType": "docx"}
    assert bot.connector.steps[-1] == "delete aanbod-1"


@pytest.mark.parametrize(
    "info",
    [
        {"uploadUrl": "https://kwaad.example/a"},
        {"contentUrl": "https://kwaad.example/a"},
        {"uploadUrl": ""},
    ],
)
async def test_an_accepted_file_goes_to_no_other_place(info: dict[str, str]) -> None:
    async with sharepoint(status=201) as place, running(Reply((GIVEN,))) as bot:
        activity = message(service_url=bot.connector.url) | answer_to_offer(place.url, **info)
        assert (await bot.caller.post(activity))[0] == 200
        assert place.puts == []
        assert bot.connector.texts == ["Typ 'vragen'."]


@pytest.mark.parametrize("status", [202, 302, 403, 404, 409, 500])
async def test_a_place_that_does_not_take_the_file_gets_the_other_way_named(status: int) -> None:
    async with sharepoint(status=status) as place, running(Reply((GIVEN,))) as bot:
        await bot.caller.post(message(service_url=bot.connector.url) | answer_to_offer(place.url))
        assert bot.connector.texts == ["Typ 'vragen'."]


async def test_a_declined_offer_is_told_to_the_conversation_and_goes() -> None:
    async with running(Reply((said("Goed."),))) as bot:
        activity = message(service_url=bot.connector.url) | answer_to_offer("", "decline")
        assert await bot.caller.post(activity) == (200, None)
        [event] = bot.script.events
    assert event.press is not None
    assert event.press.verb == "file_decline"
    assert bot.connector.steps[-1] == "delete aanbod-1"


@pytest.mark.parametrize("value", [None, "ja", {"action": "misschien"}, {"action": 1}, {"context": {}}])
async def test_an_answer_to_an_offer_that_makes_no_sense_is_told(value: object) -> None:
    async with running() as bot:
        activity = message(service_url=bot.connector.url) | answer_to_offer("") | {"value": value}
        assert (await bot.caller.post(activity))[0] == 200
        assert bot.script.events == []
        assert bot.connector.texts


async def test_putting_too_needs_a_place() -> None:
    files = Files(FileHosts(("*.sharepoint.com",)))
    place = UploadPlace("https://127.0.0.1/a", "https://contoso.sharepoint.com/a", "a.docx", "1", "docx")
    with pytest.raises(FileFailedError) as failed:
        await files.put(place, b"inhoud")
    assert failed.value.fault is Fault.REFUSED
    await files.close()
