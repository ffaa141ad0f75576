"""The stand-in in one process: what a test, a benchmark or the terminal does with it."""

from collections.abc import AsyncIterator

import pytest

from bot.local import Call, Fault, LocalTalk, NoSuchButtonError
from tests.local.little_bot import GUEST, NOOR, SAM, LittleBot


@pytest.fixture
def bot() -> LittleBot:
    return LittleBot()


@pytest.fixture
async def talk(bot: LittleBot) -> AsyncIterator[LocalTalk]:
    async with LocalTalk(bot.app(), [NOOR, SAM, GUEST]) as talk:
        yield talk


async def test_a_line_is_answered_and_both_are_kept_in_the_conversation(talk: LocalTalk) -> None:
    turn = await talk.say(NOOR, "hallo")
    assert (turn.status, turn.text) == (200, "Je zei: hallo")
    assert [one.text for one in talk.messages("noor@veldermeer.example")] == [
        "hallo",
        "Je zei: hallo",
    ]
    assert talk.messages(SAM) == []


async def test_an_activity_looks_like_one_of_teams(talk: LocalTalk, bot: LittleBot) -> None:
    await talk.say(NOOR, "hallo")
    activity = bot.seen[0]
    assert activity["channelId"] == "msteams"
    assert activity["channelData"]["tenant"]["id"] == activity["conversation"]["tenantId"] == "lokaal"
    assert activity["from"] == {"id": NOOR.teams_id, "name": "Noor Bakker", "aadObjectId": NOOR.object_id}
    assert activity["timestamp"].endswith("Z")
    assert activity["localTimestamp"][-6:] in ("+01:00", "+02:00")
    assert activity["entities"][0]["timezone"] == "Europe/Amsterdam"
    assert activity["serviceUrl"].startswith("http://127.0.0.1:")


async def test_a_pressed_button_brings_all_inputs_and_those_of_the_card_around_it(
    talk: LocalTalk, bot: LittleBot
) -> None:
    card = (await talk.say(NOOR, "kaart")).messages[0]
    turn = await talk.press(NOOR, "Doorgeven", {"wie": "Sam", "antwoord": "Twee wijken"})
    assert turn.text == "Doorgegeven aan Sam."
    assert bot.seen[-1]["name"] == "adaptiveCard/action"
    assert bot.seen[-1]["replyToId"] == card.id
    assert bot.seen[-1]["value"]["action"]["data"] == {"wie": "Sam", "antwoord": "Twee wijken"}


async def test_an_updated_card_shows_on_every_device(talk: LocalTalk) -> None:
    await talk.say(NOOR, "kaart")
    turn = await talk.press(NOOR, "Volgende", {"antwoord": "Het gaat goed"})
    assert [message.inputs["antwoord"] for message in turn.messages] == ["Het gaat goed"]
    assert "Vraag 2" in talk.card(NOOR, device="telefoon").text


async def test_an_answer_without_an_update_shows_on_one_device_until_a_reload(
    talk: LocalTalk,
) -> None:
    await talk.say(NOOR, "kaart")
    turn = await talk.press(NOOR, "Alleen hier")
    assert turn.messages == ()
    assert turn.answer_card is not None
    assert "Vraag 2" in talk.card(NOOR).text
    assert "Vraag 1" in talk.card(NOOR, device="telefoon").text
    talk.reload(NOOR)
    assert "Vraag 1" in talk.shown(NOOR)[-1].text


async def test_a_later_update_takes_the_place_of_what_one_device_showed(talk: LocalTalk) -> None:
    await talk.say(NOOR, "kaart")
    await talk.press(NOOR, "Alleen hier")
    await talk.press(NOOR, "Volgende", device="telefoon")
    await talk.press(NOOR, "Volgende", device="telefoon")
    assert "Vraag 3" in talk.card(NOOR).text


async def test_a_submit_arrives_as_a_message_with_a_value_and_shows_no_line(
    talk: LocalTalk, bot: LittleBot
) -> None:
    await talk.say(NOOR, "kaart")
    turn = await talk.press(NOOR, "Overslaan", {"keuze": "groot"})
    assert turn.text == "Je zei: Overgeslagen: 1"
    assert bot.seen[-1]["type"] == "message"
    assert "text" not in bot.seen[-1]
    assert bot.seen[-1]["value"] == {"verb": "skip", "count": 1, "keuze": "groot"}
    assert [message.from_bot for message in talk.messages(NOOR)] == [False, True, True]


async def test_a_double_press_is_two_presses_with_two_ids(talk: LocalTalk, bot: LittleBot) -> None:
    await talk.say(NOOR, "kaart")
    turn = await talk.double_press(NOOR, "Volgende")
    assert len(turn.answers) == 2
    first, second = bot.seen[-2:]
    assert first["value"] == second["value"]
    assert first["id"] != second["id"]


async def test_a_redelivery_is_the_same_to_the_letter(talk: LocalTalk, bot: LittleBot) -> None:
    await talk.say(NOOR, "hallo")
    await talk.redeliver(NOOR)
    assert bot.seen[0] == bot.seen[1]
    assert [message.from_bot for message in talk.messages(NOOR)] == [False, True, True]


async def test_a_link_in_a_text_can_be_pressed_like_a_button(talk: LocalTalk) -> None:
    await talk.say(NOOR, "kaart")
    await talk.press(NOOR, "Ongedaan maken")
    assert "Vraag 0" in talk.card(NOOR).text
    assert "Bewaard. Ongedaan maken" in talk.card(NOOR).text


async def test_an_old_card_can_still_be_pressed(talk: LocalTalk, bot: LittleBot) -> None:
    old = (await talk.say(NOOR, "kaart")).messages[0]
    await talk.press(NOOR, "Volgende")
    await talk.press(NOOR, "Volgende", on=old)
    assert [seen["value"]["action"]["data"]["count"] for seen in bot.seen[1:]] == [1, 1]


async def test_a_button_that_is_not_there_is_named_with_those_that_are(talk: LocalTalk) -> None:
    await talk.say(NOOR, "kaart")
    with pytest.raises(NoSuchButtonError, match=r"'Opslaan'.*'Volgende'"):
        await talk.press(NOOR, "Opslaan")
    with pytest.raises(KeyError, match="antwoord"):
        await talk.press(NOOR, "Volgende", {"antword": "typefout"})


async def test_a_send_that_fails_leaves_no_message(talk: LocalTalk, bot: LittleBot) -> None:
    talk.faults.next(Fault(status=429, retry_after=2))
    turn = await talk.say(NOOR, "hallo")
    assert (turn.messages, bot.statuses) == ((), [429])


async def test_a_connection_cut_after_sending_leaves_the_message(talk: LocalTalk, bot: LittleBot) -> None:
    talk.faults.next(Fault(cut=True, done=True), on=(Call.SEND,))
    turn = await talk.say(NOOR, "hallo")
    assert (turn.text, bot.statuses) == ("Je zei: hallo", [0])


async def test_a_failed_update_leaves_the_old_card(talk: LocalTalk) -> None:
    await talk.say(NOOR, "kaart")
    talk.faults.next(Fault(status=502), on=(Call.UPDATE,))
    await talk.press(NOOR, "Volgende")
    assert "Vraag 1" in talk.card(NOOR, device="telefoon").text
    assert "Vraag 2" in talk.card(NOOR).text


async def test_a_message_that_the_bot_sends_by_itself_is_waited_for(talk: LocalTalk) -> None:
    await talk.say(NOOR, "straks")
    messages = await talk.until(NOOR, lambda all_of_them: len(all_of_them) == 2)
    assert messages[-1].text == "Hier ben ik weer."


async def test_installing_tells_the_bot_who_came(talk: LocalTalk, bot: LittleBot) -> None:
    await talk.install(NOOR)
    assert [seen["type"] for seen in bot.seen] == ["conversationUpdate", "installationUpdate"]
    assert {"id": "28:ivp-bot"} in bot.seen[0]["membersAdded"]


async def test_who_removed_the_app_cannot_be_reached(talk: LocalTalk, bot: LittleBot) -> None:
    await talk.say(NOOR, "straks")
    await talk.uninstall(NOOR)
    turn = await talk.react(NOOR, talk.messages(NOOR)[0])
    assert turn.status == 200
    while not bot.statuses:
        await talk.quiet()
        await bot.call(bot.seen[0], "POST", "activities", {"type": "message", "text": "Hallo?"})
    assert bot.statuses[0] == 403


async def test_after_a_restart_of_the_bot_people_and_chats_are_the_same(talk: LocalTalk) -> None:
    await talk.say(NOOR, "hallo")
    other = LittleBot()
    await talk.restart(other.app())
    await talk.say(NOOR, "daar ben ik weer")
    assert other.seen[0]["from"]["id"] == NOOR.teams_id
    assert len(talk.messages(NOOR)) == 4
    await talk.restart("http://127.0.0.1:9/api/messages")
    assert (await talk.say(NOOR, "ben je daar?")).status == 0


async def test_a_very_long_text_comes_through_whole(talk: LocalTalk) -> None:
    text = "é🙂 ב" * 4000
    assert (await talk.say(NOOR, text)).text == f"Je zei: {text}"
