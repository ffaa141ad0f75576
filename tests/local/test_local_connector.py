"""The Bot Connector REST API of the stand-in, as a bot calls it."""

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from bot.local import Call, Fault, HistoryFile, LocalServer, LocalTeams
from bot.local.guard import new_token
from tests.local.little_bot import GUEST, NOOR, LittleBot

CHAT = NOOR.conversation_id
HELLO = {"type": "message", "text": "Hallo"}


class Api:
    """What a bot does with its service URL."""

    def __init__(self, teams: LocalTeams, http: aiohttp.ClientSession) -> None:
        self.teams = teams
        self._http = http

    async def call(self, method: str, path: str, body: Any = None) -> tuple[int, Any]:
        async with self._http.request(
            method, f"{self.teams.service_url}v3/conversations{path}", json=body
        ) as answer:
            raw = await answer.read()
            return answer.status, json.loads(raw) if raw else None


@pytest.fixture
async def api() -> AsyncIterator[Api]:
    teams = LocalTeams([NOOR, GUEST], token=new_token())
    teams.conversation(NOOR).installed = True
    async with LocalServer(teams, app=LittleBot().app(), page=False), aiohttp.ClientSession() as http:
        yield Api(teams, http)


async def test_a_message_is_stored_and_gets_an_id(api: Api) -> None:
    status, body = await api.call("POST", f"/{CHAT}/activities", HELLO)
    assert status == 201
    assert api.teams.conversation(NOOR).get(body["id"]).text == "Hallo"


async def test_a_reply_is_a_message_too(api: Api) -> None:
    _, first = await api.call("POST", f"/{CHAT}/activities", HELLO)
    status, second = await api.call("POST", f"/{CHAT}/activities/{first['id']}", HELLO)
    assert status == 201
    assert int(second["id"]) > int(first["id"])


async def test_a_message_is_changed_and_taken_away(api: Api) -> None:
    _, sent = await api.call("POST", f"/{CHAT}/activities", HELLO)
    path = f"/{CHAT}/activities/{sent['id']}"
    assert await api.call("PUT", path, {"type": "message", "text": "Dag"}) == (200, {"id": sent["id"]})
    assert [one.text for one in api.teams.conversation(NOOR)] == ["Dag"]
    assert await api.call("DELETE", path) == (200, None)
    assert list(api.teams.conversation(NOOR)) == []
    status, body = await api.call("PUT", path, HELLO)
    assert (status, body["error"]["code"]) == (404, "ActivityNotFoundInConversation")


async def test_a_bot_cannot_change_what_a_person_said(api: Api) -> None:
    said = await api.teams.say(NOOR, "van mij")
    status, _ = await api.call("PUT", f"/{CHAT}/activities/{said.activity['id']}", HELLO)
    assert status == 403


async def test_typing_shows_and_is_not_kept(api: Api) -> None:
    status, _ = await api.call("POST", f"/{CHAT}/activities", {"type": "typing"})
    conversation = api.teams.conversation(NOOR)
    assert (status, conversation.typing, list(conversation)) == (201, 1, [])


async def test_a_conversation_is_opened_with_a_person_of_the_tenant(api: Api) -> None:
    members = [{"id": NOOR.teams_id}]
    body = {"members": members, "tenantId": "lokaal", "activity": HELLO}
    status, answer = await api.call("POST", "", body)
    assert (status, answer["id"]) == (201, CHAT)
    assert api.teams.conversation(NOOR).get(answer["activityId"]).text == "Hallo"
    status, _ = await api.call("POST", "", {"members": members, "channelData": {"tenant": {"id": "lokaal"}}})
    assert status == 201


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"members": [{"id": NOOR.teams_id}]}, 400),
        ({"members": [{"id": NOOR.teams_id}], "tenantId": "een-ander"}, 400),
        ({"members": [{"id": "29:niemand"}], "tenantId": "lokaal"}, 404),
        ({"members": [], "tenantId": "lokaal"}, 400),
        ({"members": ["x"], "tenantId": "lokaal"}, 404),
        ({"isGroup": True, "members": [{"id": NOOR.teams_id}], "tenantId": "lokaal"}, 400),
    ],
)
async def test_a_conversation_that_cannot_be_is_refused(api: Api, body: dict[str, Any], status: int) -> None:
    assert (await api.call("POST", "", body))[0] == status


async def test_the_member_record_tells_who_it_is(api: Api) -> None:
    _, members = await api.call("GET", f"/{CHAT}/members")
    _, paged = await api.call("GET", f"/{CHAT}/pagedmembers?pageSize=10")
    _, one = await api.call("GET", f"/{CHAT}/members/{NOOR.teams_id}")
    _, same = await api.call("GET", f"/{CHAT}/members/{NOOR.object_id}")
    assert members == paged["members"] == [one] == [same]
    assert (one["email"], one["tenantId"], one["userRole"]) == ("noor@veldermeer.example", "lokaal", "user")
    assert one["aadObjectId"] == one["objectId"] == NOOR.object_id
    assert (await api.call("GET", f"/{CHAT}/members/29:niemand"))[0] == 404


async def test_a_guest_is_known_by_the_member_record(api: Api) -> None:
    await api.teams.install(GUEST)
    _, members = await api.call("GET", f"/{GUEST.conversation_id}/members")
    assert members[0]["userRole"] == "guest"
    assert members[0]["tenantId"] != "lokaal"
    assert "#EXT#" in members[0]["userPrincipalName"]


async def test_who_did_not_install_the_bot_cannot_be_written_to(api: Api) -> None:
    status, body = await api.call("POST", f"/{GUEST.conversation_id}/activities", HELLO)
    assert (status, body["error"]["code"]) == (403, "BotNotInConversationRoster")
    status, body = await api.call("POST", "/a:onbekend/activities", HELLO)
    assert (status, body["error"]["code"]) == (404, "ConversationNotFound")
    assert (await api.call("POST", f"/{NOOR.object_id}/activities", HELLO))[0] == 404


@pytest.mark.parametrize(
    "body",
    [[], "x", {}, {"type": ""}, {"type": "message"}, {"type": "message", "attachments": ["x"]}],
    ids=["list", "text", "no type", "empty type", "empty message", "odd attachment"],
)
async def test_what_is_no_activity_is_refused_with_a_code(api: Api, body: Any) -> None:
    status, answer = await api.call("POST", f"/{CHAT}/activities", body)
    assert status == 400
    assert answer["error"]["code"] in ("BadArgument", "BadSyntax")


async def test_a_message_over_100_kb_is_too_big(api: Api) -> None:
    assert (await api.call("POST", f"/{CHAT}/activities", {"type": "message", "text": "é" * 50_000}))[
        0
    ] == 201
    status, body = await api.call("POST", f"/{CHAT}/activities", {"type": "message", "text": "a" * 52_000})
    assert (status, body["error"]["code"]) == (413, "MessageSizeTooBig")


async def test_faults_on_order_come_in_order_and_once(api: Api) -> None:
    api.teams.faults.next(Fault(status=429, retry_after=7), Fault(status=503, done=True), on=(Call.SEND,))
    api.teams.faults.next(Fault(status=500), on=(Call.MEMBERS,))
    statuses = [(await api.call("POST", f"/{CHAT}/activities", HELLO))[0] for _ in range(3)]
    assert statuses == [429, 503, 201]
    assert len(list(api.teams.conversation(NOOR))) == 2
    assert (await api.call("GET", f"/{CHAT}/members"))[0] == 500
    assert api.teams.faults.left == 0


async def test_a_connection_is_cut_without_an_answer(api: Api) -> None:
    api.teams.faults.next(Fault(cut=True))
    with pytest.raises(aiohttp.ClientError):
        await api.call("POST", f"/{CHAT}/activities", HELLO)
    assert list(api.teams.conversation(NOOR)) == []


async def test_chats_are_still_there_after_a_restart(tmp_path: Path) -> None:
    history = HistoryFile(tmp_path / "chats.jsonl")
    first = LocalTeams([NOOR, GUEST], keep=history.keep)
    chat = first.conversation(NOOR)
    said = chat.add(first.new_id(), {"type": "message", "text": "é 🙂"}, first.now(), from_bot=False)
    chat.add(first.new_id(), HELLO, first.now(), from_bot=True)
    gone = chat.add(first.new_id(), HELLO, first.now(), from_bot=True)
    chat.update(said.id, {"type": "message", "text": "gewijzigd"})
    chat.delete(gone.id)
    with (tmp_path / "chats.jsonl").open("a") as file:
        file.write('{"conversation": "a:weg", "id": "1"}\n{"half')

    second = LocalTeams([NOOR, GUEST], keep=history.keep)
    history.load(second)
    assert [one.text for one in second.conversation(NOOR)] == ["gewijzigd", "Hallo"]
    assert [one.text for one in second.conversation(NOOR).since(0)] == ["Hallo", "gewijzigd", ""]
    assert int(second.new_id()) > int(gone.id)
    assert (second.conversation(NOOR).installed, second.conversation(GUEST).installed) == (True, False)
    assert (tmp_path / "chats.jsonl").stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("wrong", [{"status": 200}, {"status": 500, "cut": True}, {"delay": -1.0}])
def test_a_fault_that_cannot_be_is_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"status|delay"):
        Fault(**wrong)
