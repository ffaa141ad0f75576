"""What no client would send, and what a colleague can paste: a clear answer, never an error of ours."""

import asyncio
import gzip
import json
from collections.abc import AsyncIterator

import pytest

from tests.teams.teams_channel import message, pressed, running, without


@pytest.mark.parametrize(
    "data", ["tekst", 3, ["a"], {"ivp": "tekst"}, {"ivp": {}, "antwoord": {"a": 1}}, {"ivp": {"a": ["b"]}}]
)
async def test_a_card_payload_of_the_wrong_shape_is_refused_and_nothing_changes(data: object) -> None:
    """Stock: SerializationError, so 500 (row 2)."""
    async with running() as bot:
        status, body = await bot.press(data)
        assert bot.script.events == []
    assert (status, body["statusCode"]) == (200, 400)
    assert body["type"] == "application/vnd.microsoft.error"
    assert "niets veranderd" in body["value"]["message"]


@pytest.mark.parametrize("value", [None, "x", [], {}, {"action": None}, {"action": {"verb": 3, "data": {}}}])
async def test_an_invoke_without_a_sound_action_is_refused(value: object) -> None:
    async with running() as bot:
        status, body = await bot.caller.post(pressed({}, bot.connector.url) | {"value": value})
        assert (status, body["statusCode"]) == (200, 400)


async def test_a_submit_of_the_wrong_shape_is_answered_with_a_sentence() -> None:
    async with running() as bot:
        activity = without(message(service_url=bot.connector.url, value=["x"]), "text")
        assert await bot.caller.post(activity) == (202, None)
        assert "niets veranderd" in bot.connector.texts[0]


async def test_a_press_with_far_too_much_in_it_is_refused() -> None:
    async with running() as bot:
        _, body = await bot.press({"ivp": {}} | {f"veld{number}": "x" for number in range(500)})
        assert body["statusCode"] == 400


async def test_a_message_longer_than_anything_teams_sends_is_answered_with_a_sentence() -> None:
    async with running() as bot:
        await bot.say("a" * 150_000)
        assert bot.script.events == []
        assert "150000 tekens" in bot.connector.texts[0]


@pytest.mark.parametrize(
    "text", ["😀 goed idee", "مرحبا", "**vet** <5%", "a\u0000b", "half \ud800 paar", "x" * 20_000]
)
async def test_strange_text_reaches_the_conversation_whole_enough_to_keep(text: str) -> None:
    async with running() as bot:
        await bot.say(text)
        [event] = bot.script.events
    expected = text.replace("\0", "").encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    assert event.text == expected
    json.dumps(event.text, ensure_ascii=False).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff\xfe",
        b'{"type": "message"}',
        b'{"type": 5}',
        b"[" * 100_000,
        b'{"a": NaN}',
        b'{"a": ' + b"9" * 5000 + b"}",
    ],
    ids=[
        "nothing",
        "half",
        "list",
        "null",
        "text",
        "no utf-8",
        "bare",
        "number",
        "deep",
        "NaN",
        "huge number",
    ],
)
async def test_a_body_that_is_no_activity_is_refused_without_a_stack(body: bytes) -> None:
    async with running() as bot:
        status, text = await bot.caller.post_raw(body)
    assert status == 400
    assert "Traceback" not in text
    assert json.loads(text)["error"]["code"] == "400"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("text", 5),
        ("text", {"a": 1}),
        ("id", None),
        ("id", ["x"]),
        ("id", "x" * 2000),
        ("from", None),
        ("from", "noor"),
        ("from", {"id": 3}),
        ("from", {"id": "29:noor", "aadObjectId": "x" * 200}),
        ("conversation", None),
        ("conversation", {"id": ""}),
        ("channelData", []),
        ("channelData", {"tenant": "x"}),
        ("channelData", {"tenant": {"id": 3}}),
        ("entities", "x"),
        ("entities", ["x"]),
        ("entities", [{"type": "mention", "mentioned": "x"}]),
        ("membersAdded", [3]),
        ("serviceUrl", None),
        ("channelId", 1),
        ("recipient", "bot"),
        ("replyToId", 12),
    ],
)
async def test_a_field_of_the_wrong_kind_is_a_bad_request_and_never_an_error_of_ours(
    field: str, value: object
) -> None:
    async with running() as bot:
        status, body = await bot.caller.post(message(service_url=bot.connector.url) | {field: value})
    assert status == 400
    assert "activity" in body["error"]["message"]


async def test_a_message_without_a_recipient_is_still_read() -> None:
    """Stock: remove_recipient_mention crashes without one (row 9)."""
    async with running() as bot:
        assert (await bot.caller.post(without(message("ja", bot.connector.url), "recipient")))[0] == 202
        assert bot.script.events[0].text == "ja"


async def test_a_body_over_the_limit_is_refused_before_anything_is_read_in_it() -> None:
    async with running() as bot:
        status, body = await bot.say("a" * 1_000_000)
        assert bot.adapter.counts["turns"] == 0
    assert status == 413
    assert "te groot" in body["error"]["message"]


async def test_a_number_that_is_no_json_is_refused_wherever_it_stands() -> None:
    async with running() as bot:
        whole = json.dumps(message(service_url=bot.connector.url) | {"value": 1})
        assert (await bot.caller.post_raw(whole.encode()))[0] == 202
        for number in ("NaN", "Infinity", "-Infinity"):
            broken = whole.replace('"value": 1', f'"value": {number}')
            assert (await bot.caller.post_raw(broken.encode()))[0] == 400


async def test_a_small_body_that_unfolds_to_a_large_one_is_refused() -> None:
    async with running() as bot:
        packed = gzip.compress(b'{"text": "' + b"a" * 20_000_000 + b'"}')
        headers = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
        async with bot.caller.client.post("/api/messages", data=packed, headers=headers) as response:
            assert response.status in {400, 413}
        assert bot.adapter.counts["turns"] == 0
    assert len(packed) < 100_000


async def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.teams.adapter.READ_WITHIN", 0.05)

    async def half() -> AsyncIterator[bytes]:
        yield b'{"type": '
        await asyncio.sleep(1)

    async with running() as bot:
        headers = {"Content-Type": "application/json"}
        async with bot.caller.client.post("/api/messages", data=half(), headers=headers) as response:
            assert response.status == 408


async def test_only_json_is_taken_and_only_by_post() -> None:
    async with running() as bot:
        assert (await bot.caller.post_raw(b"{}", "text/plain"))[0] == 415
        async with bot.caller.client.get("/api/messages") as response:
            assert response.status == 405
            assert (await response.json())["error"]["code"] == "405"
        async with bot.caller.client.get("/healthz") as response:
            assert await response.json() == {"alive": True}
            assert response.headers["Server"] == "ivp-bot"
        async with bot.caller.client.get("/readyz") as response:
            assert response.status == 404
