"""One turn as a colleague meets it: what is shown, where, and what the pressed card is answered with."""

import asyncio
import logging
from typing import Any

import pytest

from bot.teams import busy
from bot.teams.once import Once
from bot.teams.references import read_reference
from dialogs.events import Place
from dialogs.views import Done, Reply
from tests.teams.teams_channel import CARD, NOOR, TENANT, Bot, message, pressed, running, said, without


def draws(*paragraphs: str) -> dict[str, Any]:
    return {"type": "AdaptiveCard", "version": "1.5", "said": str(paragraphs)}


def in_place(bot: Bot, body: Any) -> Any:
    """The card that took the pressed one's place."""
    assert (body["statusCode"], body["type"]) == (200, CARD)
    return body["value"]


async def test_a_typed_line_is_answered_by_a_card_alone_with_one_line_beside_it() -> None:
    async with running(Reply((said("Dag Noor"),))) as bot:
        assert await bot.say("hallo") == (202, None)
        [post] = bot.connector.posts
    assert post["attachments"] == [{"contentType": CARD, "content": draws("Dag Noor")}]
    assert post["summary"] == "Eén regel."
    assert "text" not in post  # Teams shows a message with both as two
    assert post["locale"] == "nl-NL"
    assert "replyToId" not in post


async def test_the_conversation_hears_who_speaks_from_the_member_record() -> None:
    async with running() as bot:
        await bot.say("hallo")
        [event] = bot.script.events
    assert (event.person.key.tenant, event.person.key.person) == (TENANT, NOOR)
    assert event.person.address == "noor@veldermeer.example"
    assert event.text == "hallo"
    assert event.place is Place.PERSONAL
    assert event.press is None


async def test_several_views_are_several_messages_and_send_names_the_last() -> None:
    async with running(Reply((said("een"), said("twee")))) as bot:
        await bot.say("hallo")
        assert [card["said"] for card in bot.connector.cards] == ["('een',)", "('twee',)"]
        assert bot.script.shown == ["bericht-2"]


async def test_a_pressed_card_is_updated_for_everybody_and_then_answered_with_the_same_card() -> None:
    async with running(Reply((said("vraag 2"),), replace="kaart-1")) as bot:
        status, body = await bot.press({"ivp": {"vraag": "1"}, "antwoord": "ja"})
        [(updated, activity)] = bot.connector.updates
    assert status == 200
    assert in_place(bot, body) == draws("vraag 2")
    assert (updated, activity["attachments"][0]["content"]) == ("kaart-1", draws("vraag 2"))
    assert bot.connector.posts == []
    assert bot.script.shown == ["kaart-1"]


async def test_a_press_tells_apart_what_the_card_carried_and_what_was_filled_in() -> None:
    async with running() as bot:
        await bot.press({"ivp": {"vraag": "1", "verb": "bewaar"}, "antwoord": "ja", "aantal": 2, "uit": None})
        [event] = bot.script.events
    assert event.press is not None
    assert event.press.verb == "bewaar"
    assert event.press.data == {"vraag": "1"}
    assert event.press.inputs == {"antwoord": "ja", "aantal": "2", "uit": ""}
    assert (event.card, event.in_place) == ("kaart-1", True)


async def test_a_submit_arrives_as_a_message_and_is_the_same_press_without_in_place() -> None:
    async with running(Reply((said("vraag 2"),), replace="kaart-1")) as bot:
        value = {"ivp": {"verb": "bewaar", "vraag": "1"}, "antwoord": "ja"}
        activity = without(message(service_url=bot.connector.url, value=value, replyToId="kaart-1"), "text")
        assert await bot.caller.post(activity) == (202, None)
        [event] = bot.script.events
        assert [key for key, _ in bot.connector.updates] == ["kaart-1"]
    assert event.press is not None
    assert (event.press.verb, event.press.data, event.press.inputs) == (
        "bewaar",
        {"vraag": "1"},
        {"antwoord": "ja"},
    )
    assert (event.card, event.in_place, event.text) == ("kaart-1", False, "")


async def test_when_the_card_cannot_be_updated_the_next_question_is_a_new_message() -> None:
    async with running(Reply((said("vraag 2"),), replace="kaart-1")) as bot:
        bot.connector.fail["update"] = 404
        status, body = await bot.press({"ivp": {}})
        assert bot.connector.cards == [draws("vraag 2")]
        assert bot.script.shown == ["bericht-1"]
    assert (status, body["type"]) == (200, "application/vnd.microsoft.activity.message")
    assert "nieuwste bericht" in body["value"]


async def test_an_answered_card_becomes_read_only_before_the_next_question_comes() -> None:
    reply = Reply((said("vraag 2"),), close="kaart-1", closing=Done("Woonoverlast", "Bewaard: ja"))
    async with running(reply) as bot:
        await bot.say("ja")
        [(closed, activity)] = bot.connector.updates
        assert closed == "kaart-1"
        assert activity["attachments"][0]["content"]["done"] == "Bewaard: ja"
        assert bot.connector.steps[-2:] == ["update", "post message"]


async def test_a_card_that_cannot_be_closed_stops_nothing_and_no_content_is_logged(
    caplog: pytest.LogCaptureFixture,
) -> None:
    reply = Reply((said("vraag 2"),), close="kaart-1", closing=Done("Woonoverlast", "Bewaard: geheim"))
    async with running(reply) as bot:
        bot.connector.fail["update"] = 500
        with caplog.at_level(logging.DEBUG):
            await bot.say("geheim")
        assert bot.connector.cards == [draws("vraag 2")]
    ours = [record.getMessage() for record in caplog.records if record.name.startswith("bot.")]
    assert any("could not be closed" in line for line in ours)
    assert not any("geheim" in line or "Noor" in line for line in ours)


async def test_when_the_pressed_card_is_closed_who_pressed_sees_it_closed() -> None:
    reply = Reply((said("nieuw"),), close="kaart-1", closing=Done("Woonoverlast", "Bewaard"))
    async with running(reply) as bot:
        _, body = await bot.press({"ivp": {}})
    assert in_place(bot, body)["done"] == "Bewaard"


async def test_a_toast_answers_the_press_and_the_card_stays() -> None:
    async with running(Reply(toast="Dit had je al bewaard.")) as bot:
        _, body = await bot.press({"ivp": {}})
        assert bot.connector.posts == []
    assert body == {
        "statusCode": 200,
        "type": "application/vnd.microsoft.activity.message",
        "value": "Dit had je al bewaard.",
    }


async def test_a_toast_on_a_typed_line_is_said_as_a_sentence() -> None:
    async with running(Reply(toast="Dit had je al bewaard.")) as bot:
        await bot.say("ja")
        assert bot.connector.texts == ["Dit had je al bewaard."]


async def test_send_gives_none_when_nothing_could_be_shown() -> None:
    async with running(Reply((said("vraag"),))) as bot:
        bot.connector.fail["post"] = 503
        assert await bot.say("hallo") == (202, None)
        assert bot.script.shown == [None]


async def test_a_press_is_told_when_nothing_could_be_shown() -> None:
    async with running(Reply((said("vraag"),), replace="kaart-1")) as bot:
        bot.connector.fail |= {"post": 503, "update": 503}
        _, body = await bot.press({"ivp": {}})
    assert "verder" in body["value"]


async def test_a_turn_that_breaks_says_so_in_dutch_and_blames_nobody() -> None:
    async with running() as bot:
        bot.script.broken = RuntimeError("tekst van Noor")
        assert await bot.say("mijn lange antwoord") == (202, None)
        [text] = bot.connector.texts
    assert "Er ging iets mis" in text
    assert "niet weg" in text
    assert "Sam" in text
    assert "RuntimeError" not in text


async def test_a_press_that_breaks_keeps_the_card_as_it_is() -> None:
    async with running() as bot:
        bot.script.broken = RuntimeError()
        status, body = await bot.press({"ivp": {}, "antwoord": "lang"})
        assert bot.connector.posts == []
    assert (status, body["statusCode"]) == (200, 200)
    assert body["type"] == "application/vnd.microsoft.activity.message"
    assert "staat nog op de kaart" in body["value"]


async def test_what_broke_is_logged_by_type_and_place_alone(caplog: pytest.LogCaptureFixture) -> None:
    async with running() as bot:
        bot.script.broken = RuntimeError("tekst van Noor")
        with caplog.at_level(logging.DEBUG, logger="bot"):
            await bot.say("geheim antwoord")
    logged = "\n".join(record.getMessage() for record in caplog.records)
    assert "RuntimeError at teams_channel.py" in logged
    assert "Noor" not in logged
    assert "geheim" not in logged


async def test_nothing_that_is_logged_names_a_person_or_quotes_them(caplog: pytest.LogCaptureFixture) -> None:
    """All loggers, the SDK's and aiohttp's too, at their most talkative."""
    reply = Reply((said("VRAAG-ZIN"),), close="kaart-1", closing=Done("Woonoverlast", "SLOT-ZIN"))
    async with running(reply, reply, reply) as bot:
        with caplog.at_level(logging.DEBUG):
            await bot.say("GETYPTE-ZIN")
            bot.connector.fail |= {"post": 500, "update": 404}
            await bot.press({"ivp": {}, "antwoord": "INGEVULDE-ZIN"})
            bot.script.broken = RuntimeError("FOUT-ZIN")
            await bot.say("GETYPTE-ZIN", id="2")
    logged = "\n".join(f"{record.getMessage()} {record.exc_text or ''}" for record in caplog.records)
    assert "a turn broke" in logged
    for sentinel in ("-ZIN", "Noor", "veldermeer", NOOR):
        assert sentinel not in logged


class Slow:
    """A conversation that takes as long as it is told to."""

    def __init__(self, bot: Bot) -> None:
        self.go = asyncio.Event()
        self.started = asyncio.Event()
        self._turn = bot.script.turn
        bot.script.turn = self.turn  # type: ignore[method-assign]

    async def turn(self, event: Any, send: Any) -> Reply:
        self.started.set()
        await self.go.wait()
        return await self._turn(event, send)


async def test_the_same_message_twice_while_the_first_still_runs_is_one_turn() -> None:
    async with running(Reply((said("bewaard"),))) as bot:
        slow = Slow(bot)
        first = asyncio.create_task(bot.say("ja"))
        await slow.started.wait()
        second = asyncio.create_task(bot.say("ja"))
        await asyncio.sleep(0.05)
        slow.go.set()
        assert await first == await second == (202, None)
        assert len(bot.script.events) == 1
        assert len(bot.connector.cards) == 1


async def test_the_same_press_twice_gets_the_same_answer() -> None:
    async with running(Reply((said("vraag 2"),), replace="kaart-1")) as bot:
        first = await bot.press({"ivp": {}})
        second = await bot.press({"ivp": {}})
        assert first == second
        assert in_place(bot, second[1]) == draws("vraag 2")
        assert len(bot.script.events) == 1


async def test_a_press_that_the_conversation_knows_as_old_gets_its_card_again_without_a_new_message() -> None:
    async with running(Reply((said("vraag 2"),), replace="kaart-1")) as bot:
        bot.script.silent = True
        _, body = await bot.press({"ivp": {}})
        assert bot.connector.steps == []
    assert in_place(bot, body) == draws("vraag 2")


async def test_the_same_id_in_two_conversations_is_two_turns() -> None:
    """Teams makes an id of the milliseconds: two colleagues can get the same one."""
    async with running() as bot:
        await bot.say("ja")
        await bot.say("ja", conversation={"id": "a:ander", "conversationType": "personal"})
        assert len({event.activity for event in bot.script.events}) == 2


async def test_who_waits_for_a_turn_can_leave_without_breaking_it_off() -> None:
    once: Once[str] = Once()
    go = asyncio.Event()
    runs: list[int] = []

    async def work() -> str:
        runs.append(1)
        await go.wait()
        return "klaar"

    first = asyncio.create_task(once.run("a", work))
    await asyncio.sleep(0)
    first.cancel()
    await asyncio.gather(first, return_exceptions=True)
    go.set()
    assert await once.run("a", work) == "klaar"
    assert runs == [1]


async def test_a_turn_that_failed_may_be_delivered_again_and_old_outcomes_make_room() -> None:
    once: Once[int] = Once(kept=2)
    runs: list[int] = []

    async def work() -> int:
        runs.append(1)
        if len(runs) == 1:
            raise RuntimeError
        return len(runs)

    with pytest.raises(RuntimeError):
        await once.run("a", work)
    assert await once.run("a", work) == 2
    assert await once.run("a", work) == 2
    for key in "bcd":
        await once.run(key, work)
    assert await once.run("a", work) == 6
    await once.finish(1)


async def test_a_caller_that_hangs_up_does_not_break_off_the_turn() -> None:
    async with running(Reply((said("bewaard"),))) as bot:
        slow = Slow(bot)
        first = asyncio.create_task(bot.say("ja"))
        await slow.started.wait()
        first.cancel()
        await asyncio.gather(first, return_exceptions=True)
        slow.go.set()
        assert await bot.say("ja") == (202, None)
        assert len(bot.connector.cards) == 1


async def test_a_slow_turn_shows_once_that_the_bot_is_busy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.teams.handler.showing_busy", lambda outlet: busy.showing_busy(outlet, 0.02))
    async with running(Reply((said("klaar"),))) as bot:
        slow = Slow(bot)
        turn = asyncio.create_task(bot.say("ja"))
        await slow.started.wait()
        await asyncio.sleep(0.15)
        slow.go.set()
        await turn
        assert bot.connector.steps == ["post typing", "post message"]


async def test_the_busy_sign_ends_with_a_turn_that_breaks(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stock: the indicator goes on for ever after an exception (row 9)."""
    monkeypatch.setattr("bot.teams.handler.showing_busy", lambda outlet: busy.showing_busy(outlet, 0.02))
    async with running() as bot:
        slow = Slow(bot)
        bot.script.broken = RuntimeError()
        turn = asyncio.create_task(bot.say("ja"))
        await slow.started.wait()
        await asyncio.sleep(0.1)
        assert [task for task in asyncio.all_tasks() if "_show" in repr(task)] == []
        slow.go.set()
        await turn
        assert bot.connector.steps == ["post typing", "post message"]  # the message says what went wrong
        await bot.say("ja", id="2")  # breaks before the sign would show
        await asyncio.sleep(0.1)
        assert bot.connector.steps.count("post typing") == 1


async def test_a_quick_turn_shows_no_busy_sign() -> None:
    async with running(Reply((said("klaar"),))) as bot:
        await bot.say("ja")
        assert bot.connector.steps == ["post message"]


@pytest.mark.parametrize(
    "record",
    [
        {"tenantId": "99999999-9999-9999-9999-999999999999"},
        {"userRole": "guest"},
        {"userPrincipalName": "gast_elders.example#EXT#@veldermeer.onmicrosoft.com"},
    ],
    ids=["of another tenant", "by role", "by sign-in name"],
)
async def test_a_guest_is_refused_kindly_and_never_reaches_the_intake(record: dict[str, str]) -> None:
    async with running() as bot:
        bot.connector.member |= record
        await bot.say("hallo")
        assert bot.script.events == []
        assert bot.remembered == []
        [text] = bot.connector.texts
    assert "gast uit een andere organisatie" in text


async def test_until_the_member_record_is_read_there_is_no_intake_and_the_colleague_knows() -> None:
    async with running() as bot:
        bot.connector.fail["member"] = 503
        await bot.say("mijn antwoord")
        assert bot.script.events == []
        assert "staat nog gewoon in deze chat" in bot.connector.texts[0]
        del bot.connector.fail["member"]
        await bot.say("mijn antwoord", id="2")
        assert len(bot.script.events) == 1


async def test_the_member_record_is_read_once_for_many_turns() -> None:
    async with running() as bot:
        for number in range(5):
            await bot.say("hallo", id=str(number))
        assert len(bot.connector.asked) == 1
        assert len(bot.remembered) == 1


async def test_a_record_of_somebody_else_is_not_taken_for_who_speaks() -> None:
    async with running() as bot:
        bot.connector.member["aadObjectId"] = "77777777-7777-7777-7777-777777777777"
        await bot.say("hallo")
        assert bot.script.events == []


async def test_who_installs_the_bot_can_be_reached_later() -> None:
    async with running() as bot:
        activity = message(service_url=bot.connector.url, type="installationUpdate", action="add")
        assert await bot.caller.post(activity) == (202, None)
        [(profile, reference)] = bot.remembered
        assert profile.name == "Noor Bakker"
        kept = read_reference(reference)
        assert (kept.tenant, kept.conversation) == (TENANT, "a:gesprek")
        outlet = await bot.adapter.open(kept)
        await outlet.post_text("Later bericht")
        assert bot.connector.posts[-1]["text"] == "Later bericht"
        assert bot.connector.posts[-1]["locale"] == "nl-NL"  # stock: a proactive turn has none (row 9)
        assert await bot.people.profile(profile.key) == profile


async def test_who_installs_the_bot_is_greeted_once_however_often_teams_says_so() -> None:
    async with running() as bot:
        activity = message(service_url=bot.connector.url, type="installationUpdate", action="add")
        await bot.caller.post(activity)
        await bot.caller.post(activity)
        await bot.caller.post(activity | {"id": "2", "action": "add-upgrade"})
        await bot.caller.post(message(service_url=bot.connector.url, type="conversationUpdate", id="3"))
        assert len(bot.script.welcomed) == 1
        assert bot.connector.cards == [draws("Welkom")]


async def test_a_guest_is_not_greeted_and_a_greeting_that_breaks_is_not_an_error_of_the_channel() -> None:
    async with running() as bot:
        activity = message(service_url=bot.connector.url, type="installationUpdate", action="add")
        bot.script.broken = RuntimeError()
        assert await bot.caller.post(activity) == (202, None)
        bot.connector.member["userRole"] = "guest"
        other = {"id": "29:gast", "aadObjectId": NOOR.replace("3", "5")}
        bot.connector.member |= {"aadObjectId": other["aadObjectId"]}
        assert await bot.caller.post(activity | {"id": "2", "from": other}) == (202, None)
        assert len(bot.script.welcomed) == 1
        assert bot.connector.posts == []


async def test_who_removes_the_bot_can_no_longer_be_reached() -> None:
    async with running() as bot:
        await bot.say("hallo")
        removed = message(service_url=bot.connector.url, type="installationUpdate", action="remove")
        await bot.caller.post(removed)
        profile, reference = bot.remembered[-1]
        assert (profile.name, reference) == ("Noor Bakker", "")


async def test_an_upgrade_of_the_app_is_no_goodbye() -> None:
    async with running() as bot:
        await bot.say("hallo")
        upgrade = message(service_url=bot.connector.url, type="installationUpdate", action="remove-upgrade")
        await bot.caller.post(upgrade)
        assert [reference != "" for _, reference in bot.remembered] == [True]


async def test_the_bot_being_added_is_nobody_new() -> None:
    """Stock: membersAdded includes the bot itself (row 9)."""
    async with running() as bot:
        activity = message(service_url=bot.connector.url, type="conversationUpdate")
        await bot.caller.post(activity | {"membersAdded": [{"id": "28:bot"}]})
        assert bot.remembered == []
        await bot.caller.post(activity | {"membersAdded": [{"id": "28:bot"}, {"id": "29:noor"}]})
        assert len(bot.remembered) == 1
        assert bot.connector.posts == []


async def test_in_a_channel_who_speaks_is_looked_up_among_the_members_of_the_team() -> None:
    async with running() as bot:
        mention = {"type": "mention", "text": "<at>IVP</at>", "mentioned": {"id": "28:bot", "name": "IVP"}}
        where: dict[str, Any] = {
            "conversation": {"id": "19:kanaal;messageid=1", "conversationType": "channel"},
            "entities": [mention],
        }
        await bot.say("<at>IVP</at> hulp", **where)
        data = {"tenant": {"id": TENANT}, "team": {"id": "19:team"}}
        team: dict[str, Any] = {"channelData": data}
        sam: dict[str, Any] = {
            "from": {"id": "29:sam", "aadObjectId": "44444444-3333-3333-3333-333333333333"}
        }
        await bot.say("<at>IVP</at> hulp", **where, **team, **sam)
        assert bot.connector.asked == [("19:kanaal", "29:noor"), ("19:team", "29:sam")]


@pytest.mark.parametrize(
    "kind",
    ["typing", "messageReaction", "messageDelete", "endOfConversation", "event", "trace", "iets-nieuws"],
)
async def test_what_needs_no_answer_gets_none(kind: str) -> None:
    async with running() as bot:
        assert await bot.caller.post(message(service_url=bot.connector.url, type=kind)) == (202, None)
        assert bot.connector.posts == []
        assert bot.script.events == []


async def test_an_edited_message_changes_nothing_and_the_colleague_is_told() -> None:
    async with running() as bot:
        await bot.caller.post(message("nieuw", bot.connector.url, type="messageUpdate"))
        assert bot.script.events == []
        assert "wijzig" in bot.connector.texts[0]


@pytest.mark.parametrize("name", ["composeExtension/query", "task/fetch", "signin/verifyState", "", "x"])
async def test_an_invoke_that_the_bot_does_not_know_is_not_implemented(name: str) -> None:
    async with running() as bot:
        status, _ = await bot.caller.post(pressed({}, bot.connector.url, name=name))
        assert status == 501


async def test_in_a_channel_the_bot_listens_only_when_it_is_called() -> None:
    async with running() as bot:
        channel = {"conversation": {"id": "19:kanaal;messageid=1", "conversationType": "channel"}}
        await bot.say("zomaar wat", **channel)
        assert bot.script.events == []
        mention = {"type": "mention", "text": "<at>IVP</at>", "mentioned": {"id": "28:bot", "name": "IVP"}}
        await bot.say("<at>IVP</at>&nbsp;wat zegt het IVP?", entities=[mention], id="2", **channel)
        [event] = bot.script.events
        assert (event.text, event.place) == ("wat zegt het IVP?", Place.CHANNEL)
        assert bot.remembered == []  # a channel is no way to reach one person


async def test_a_delivery_mode_that_would_swallow_the_replies_is_not_followed() -> None:
    async with running(Reply((said("dag"),))) as bot:
        assert await bot.say("hallo", deliveryMode="expectReplies") == (202, None)
        assert len(bot.connector.cards) == 1
