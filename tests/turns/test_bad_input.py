"""Malformed and hostile input: a clear Dutch message, nothing typed is lost, and no trace of the program."""

import json
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from bot.local.conversation import Message
from bot.local.talk import Turn
from tests.turns.conftest import JOOST, NOOR, SAMIRA, Town

KERN = "Hinder tussen buren, van geluid tot bedreiging. Wij brengen partners bij elkaar."
PROGRAM = re.compile(r"Traceback|Error\b|Exception|\.py\b|File \"|assert|None\b|<class|dialogs|object at 0x")


@pytest.fixture(autouse=True)
def no_turn_breaks(caplog: pytest.LogCaptureFixture) -> Any:
    """Whatever comes in, no turn breaks, and the log holds nothing of what was typed."""
    yield
    told = [record.getMessage() for record in caplog.records if record.name.startswith(("bot", "dialogs"))]
    assert not [one for one in told if "broke" in one or "Traceback" in one]
    assert not [one for one in told if "geheim" in one.casefold()]


async def opened(town: Town, theme: str = "woonoverlast") -> Message:
    await town.talk.say(SAMIRA, {"woonoverlast": "Woonoverlast", "wijk": "Wijk- en buurtaanpak"}[theme])
    return town.talk.card(SAMIRA)


def clear(turn: Turn) -> str:
    """What a turn said, which must be something, in words for people."""
    assert turn.status in {200, 202}
    said = turn.text or str(turn.answer.get("value"))
    assert said.strip()
    assert not PROGRAM.search(said), said
    return said


async def forged(town: Town, data: Mapping[str, Any], inputs: Mapping[str, Any], who: str = SAMIRA) -> Turn:
    """An Action.Execute that no card of ours carries."""
    card = town.talk.card(who)
    activity = town.talk.teams._frame(town.talk.teams.conversation(who)).activity(
        "invoke",
        town.talk.teams._invoke_id(),
        datetime.now(UTC),
        name="adaptiveCard/action",
        replyToId=card.id,
        value={
            "action": {"type": "Action.Execute", "verb": data.get("verb"), "data": {"ivp": data, **inputs}},
            "trigger": "manual",
        },
    )
    return await town.talk.raw(who, activity)


def payload(card: Message, verb: str = "save") -> dict[str, Any]:
    button = next(one for one in card.buttons if one.action.get("verb") == verb)
    return dict(button.data["ivp"])


LIE = "Dit is geheim en hoort nergens bij, behalve bij een vraag die er niet is."


@pytest.mark.parametrize(
    "lie",
    [
        {"t": "brandveiligheid"},
        {"t": "verzonnen"},
        {"t": "../../etc/passwd"},
        {"t": ""},
        {"r": "ivp-1999"},
        {"r": "", "t": ""},
        {"q": "verzonnen"},
        {"q": ""},
        {"q": "partners"},
        {"q": "stand_toelichting"},
        {"q": "let_op"},
        {"m": "item"},
        {"m": "rate"},
        {"m": "pick"},
        {"m": "more", "i": "abc"},
        {"m": "verzonnen"},
        {"i": "verzonnen"},
        {"i": "x" * 150},
        {"n": "verzonnen"},
        {"n": ""},
        {"q": "partners", "m": "rate", "i": "verzonnen"},
        {"q": "partners", "m": "item", "i": "verzonnen"},
        {"q": "partners", "m": "answer"},
        {"q": "ontwikkelingen", "m": "pick"},
        {"q": "ontwikkelingen", "m": "rate"},
        {"q": "fte_nodig", "m": "answer"},
        {"q": "kern", "m": "who"},
        {"q": "kern\ud800"},
        {"q": "ke\0rn"},
    ],
    ids=str,
)
async def test_a_card_that_was_tampered_with_saves_nothing_elsewhere(town: Town, lie: dict[str, str]) -> None:
    for verb in ("save", "close", "skip", "unknown", "back", "enough", "edit", "remove", "change"):
        await town.talk.say(SAMIRA, "thema's")
        card = await opened(town)
        clear(await forged(town, payload(card) | lie | {"verb": verb}, {"kern": LIE}))
    for theme in ("woonoverlast", "wijk", "brandveiligheid", "verzonnen"):
        for entry in await town.log(theme):
            assert theme == "woonoverlast"
            assert LIE not in str(entry.draft.value) or entry.draft.question == "kern"
            assert not entry.draft.item


async def test_a_theme_of_somebody_else_is_refused_in_words(town: Town) -> None:
    card = await opened(town)
    said = clear(await forged(town, payload(card) | {"t": "brandveiligheid"}, {"kern": LIE}))
    assert "Dit thema hoort niet bij jou" in said
    assert await town.log("brandveiligheid") == []


async def test_the_actor_is_who_pressed_and_never_the_payload(town: Town) -> None:
    card = await opened(town, "wijk")
    who = {"from": "somebody", "author": "somebody", "tenant": "elsewhere"}
    await forged(town, payload(card) | who, {"kern": KERN} | who)
    assert [entry.draft.author for entry in await town.log("wijk")] == [
        town.talk.teams.conversation(SAMIRA).person.object_id
    ]


@pytest.mark.parametrize(
    "inputs",
    [
        {},
        {"kern": None},
        {"kern": 12},
        {"kern": 1.5},
        {"kern": True},
        {"kern": ["a", "b"]},
        {"kern": {"a": "b"}},
        {"kern": ""},
        {"kern": "   "},
        {"anders": "tekst"},
        {"kern": "a\0b, en nog wat meer woorden om lang genoeg te zijn."},
        {"kern": "half \ud83d teken, en nog wat meer woorden om lang genoeg te zijn."},
        {"kern": "x" * 20_000},
        {"kern": "x" * 120_000},
        {str(n): "x" for n in range(300)},
        {"intern": "misschien"},
    ],
    ids=lambda one: str(one)[:30],
)
async def test_inputs_of_any_kind_get_a_clear_answer(town: Town, inputs: dict[str, Any]) -> None:
    card = await opened(town)
    clear(await forged(town, payload(card), inputs))
    clear(await town.talk.say(SAMIRA, KERN))
    assert "kern" in await town.answers()


@pytest.mark.parametrize("value", [None, 1, "x", [], {}, {"action": 1}, {"action": {"verb": 3, "data": []}}])
async def test_a_press_without_any_shape_is_refused_in_words(town: Town, value: Any) -> None:
    await opened(town)
    activity = town.talk.teams._frame(town.talk.teams.conversation(SAMIRA)).activity(
        "invoke", "f:1", datetime.now(UTC), name="adaptiveCard/action", value=value
    )
    turn = await town.talk.raw(SAMIRA, activity)
    assert turn.status == 200
    assert "Ik kon deze knop niet lezen" in json.dumps(turn.answer)
    assert not PROGRAM.search(json.dumps(turn.answer, ensure_ascii=False).replace('"type"', ""))


@pytest.mark.parametrize(
    "when",
    [
        "",
        "morgen",
        "2026-13-45",
        "0001-01-01T00:00:00+00:00",
        "9999-12-31T23:59:59+00:00",
        "2027-01-01T09:00",
    ],
)
async def test_a_moment_that_cannot_be_is_asked_again(town: Town, when: str) -> None:
    card = await opened(town)
    data = payload(card) | {"verb": "pick_moment", "when": when}
    assert "Wanneer" in clear(await forged(town, data, {}))


@pytest.mark.parametrize("seq", ["", "-1", "0", "99999999999", "zes", "1e3", "²"])
async def test_undo_of_a_made_up_save_takes_nothing_back(town: Town, seq: str) -> None:
    await opened(town)
    await town.talk.say(SAMIRA, KERN)
    clear(await forged(town, payload(town.talk.card(SAMIRA)) | {"verb": "undo", "u": seq}, {}))
    assert [entry.draft.status for entry in await town.log()] == ["given"]


async def test_nobody_undoes_what_a_colleague_saved(town: Town) -> None:
    await opened(town, "wijk")
    await town.talk.say(SAMIRA, KERN)
    await town.talk.say(JOOST, "Wijk- en buurtaanpak")
    data = payload(town.talk.card(JOOST)) | {"verb": "undo", "u": "1"}
    clear(await forged(town, data, {}, JOOST))
    clear(await town.talk.say(JOOST, "ongedaan maken"))
    assert (await town.answers("wijk"))["kern"] == KERN


@pytest.mark.parametrize(
    "verb", ["", "verzonnen", "__init__", "x" * 150, "held_keep", "submit_yes", "reopen_yes"]
)
async def test_a_button_that_nobody_made_does_nothing(town: Town, verb: str) -> None:
    card = await opened(town)
    clear(await forged(town, payload(card) | {"verb": verb}, {"kern": ""}))
    assert await town.log() == []


HARD_TEXTS = {
    "emoji": "Veel overlast 🎉🔥👩‍👩‍👧‍👦 in de wijk, vooral 's avonds laat 🥷🏽",
    "right to left": "הטרדה בין שכנים, וגם إزعاج بين الجيران, in de wijk",
    "bidi marks": "Dit is \u202egeraar\u202c en \u2066apart\u2069, midden in de zin",
    "markdown": "# Kop\n**vet** _schuin_ [link](https://example.org) `code` | a | b |\n- een\n- twee",
    "html": "<b>vet</b> <script>alert(1)</script> &amp; minder dan <5 meldingen",
    "formula": "=SUM(A1:A9)+cmd|' /C calc'!A0 en de rest van de zin",
    "template": "{{7*7}} ${jndi:ldap://x} %s %d {kern} {0} \\u0000 en nog wat tekst",
    "sql": "'; DROP TABLE antwoorden; -- en daarna nog een halve zin",
    "combining": "Z̷͎̈a̶̱͝l̴̰̾g̸͚̈ó in de straat, en zo nog een hele poos door",
    "long word": "overlast" * 100,
    "lines": "een\r\ntwee\rdrie\u2028vier\tvijf, en dan nog een stukje tekst",
}


@pytest.mark.parametrize("name", HARD_TEXTS)
async def test_any_text_is_kept_as_it_was_typed(town: Town, name: str) -> None:
    await opened(town)
    text = HARD_TEXTS[name]
    assert "Bewaard bij vraag 1" in clear_of_answer(await town.talk.say(SAMIRA, text), text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    assert str((await town.answers())["kern"]) == lines.replace("&amp;", "&")
    await town.talk.say(SAMIRA, "samenvatting")
    await town.restart()
    clear_of_answer(await town.talk.say(SAMIRA, "wijzig 1"), text)


@pytest.mark.parametrize("name", HARD_TEXTS)
async def test_any_text_on_a_card_is_kept_as_it_was_typed(town: Town, name: str) -> None:
    card = await opened(town)
    text = HARD_TEXTS[name]
    clear_of_answer(await forged(town, payload(card), {"kern": text}), text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n")
    assert (await town.answers())["kern"] == lines


def clear_of_answer(turn: Turn, text: str) -> str:
    """What the bot said itself; the answer may hold anything."""
    assert turn.status in {200, 202}
    assert turn.text
    return turn.text


@pytest.mark.parametrize("text", ["", "   ", "\n\n", "\u200b", "\0", "\u00a0"])
async def test_an_empty_message_is_explained_and_the_question_stays(town: Town, text: str) -> None:
    await opened(town)
    clear(await town.talk.say(SAMIRA, text))
    assert await town.log() == []
    await town.talk.say(SAMIRA, KERN)
    assert (await town.answers())["kern"] == KERN


async def test_an_empty_message_does_not_forget_half_an_item(town: Town) -> None:
    await opened(town)
    await town.talk.say(SAMIRA, "wijzig 11")
    await town.talk.say(SAMIRA, "Nieuwe wet op de regie")
    await town.talk.say(SAMIRA, "")
    await town.talk.say(SAMIRA, "nu al")
    found = [one for name, one in (await town.answers()).items() if name.startswith("ontwikkelingen.")]
    assert found == [{"wat": "Nieuwe wet op de regie", "wanneer": "nu"}]


async def test_half_an_item_that_is_left_stays_in_sight_as_not_saved(town: Town) -> None:
    await opened(town)
    await town.talk.say(SAMIRA, "wijzig 11")
    await town.talk.say(SAMIRA, "Nieuwe wet op de regie")
    turn = await town.talk.say(SAMIRA, "stop")
    assert "Dit is niet bewaard:\nNieuwe wet op de regie" in turn.text


@pytest.mark.parametrize("length", [1_001, 20_000, 28_001, 60_000, 120_000])
async def test_a_text_that_is_too_long_says_how_long_it_may_be_and_moves_nothing(
    town: Town, length: int
) -> None:
    await opened(town)
    said = clear(await town.talk.say(SAMIRA, "woord " * (length // 6 + 1)))
    assert "lang" in said
    assert await town.log() == []
    await town.talk.say(SAMIRA, KERN)
    assert (await town.answers())["kern"] == KERN


async def test_a_text_of_20_000_characters_on_a_card_stays_there_or_in_the_chat(town: Town) -> None:
    card = await opened(town)
    said = clear(await forged(town, payload(card), {"kern": "geheim " * 2_900}))
    assert "te lang" in said
    assert await town.log() == []


@pytest.mark.parametrize(
    "text", ["drie", "2 of 3", "-1", "1e400", "NaN", "oneindig", "2 en 3 en 4", "٣", "½"]
)
async def test_a_number_with_text_is_asked_again_and_stays_on_the_card(town: Town, text: str) -> None:
    await opened(town)
    await town.talk.say(SAMIRA, "wijzig 14")
    card = town.talk.card(SAMIRA)
    assert "fte_nu" in card.inputs
    turn = await forged(town, payload(card), {"fte_nu": text, "fte_nodig": "niet te zeggen"})
    clear(turn)
    answers = await town.answers()
    assert "fte_nodig" not in answers
    if "fte_nu" not in answers:
        assert town.talk.card(SAMIRA).inputs["fte_nu"] == text
    clear(await town.talk.say(SAMIRA, text))


async def test_somebody_without_a_theme_hears_who_can_help(town: Town) -> None:
    for text in ("start", KERN, "verder", "samenvatting", "ongedaan maken", "wijzig 3", "indienen", "ja"):
        clear(await town.talk.say(NOOR, text))
    assert "Lotte Verhage" in clear(await town.talk.say(NOOR, "start"))


async def test_somebody_without_a_theme_cannot_press_into_one(town: Town) -> None:
    card = await opened(town)
    await town.talk.say(NOOR, "hulp")
    said = clear(await forged(town, payload(card), {"kern": LIE}, NOOR))
    assert "hoort niet bij jou" in said
    assert await town.log() == []


async def test_a_guest_fills_in_nothing_and_hears_why(town: Town) -> None:
    chat = town.talk.teams.conversation(SAMIRA)  # also when the address stands in the round
    chat.person = replace(chat.person, guest=True)
    for text in ("start", "Woonoverlast", KERN):
        assert "gast" in clear(await town.talk.say(SAMIRA, text))
    assert await town.log() == []


@pytest.mark.parametrize(
    "more",
    [
        {"text": 12},
        {"text": ["a"]},
        {"text": {"a": 1}},
        {"textFormat": 3},
        {"from": None},
        {"from": "somebody"},
        {"conversation": []},
        {"entities": "x"},
        {"channelData": 3},
        {"id": None},
        {"id": {"a": 1}},
    ],
    ids=str,
)
async def test_fields_that_are_no_text_are_refused_without_a_trace(town: Town, more: dict[str, Any]) -> None:
    await opened(town)
    frame = town.talk.teams._frame(town.talk.teams.conversation(SAMIRA))
    turn = await town.talk.raw(SAMIRA, frame.said("77", datetime.now(UTC), KERN) | more)
    assert 200 <= turn.status < 500
    assert not PROGRAM.search(str(turn.deliveries[0].body))
    await town.talk.say(SAMIRA, KERN)
    assert (await town.answers())["kern"] == KERN


async def test_an_attachment_without_words_is_answered(town: Town) -> None:
    await opened(town)
    frame = town.talk.teams._frame(town.talk.teams.conversation(SAMIRA))
    picture = {"attachments": [{"contentType": "image/png", "contentUrl": "https://example.org/geheim.png"}]}
    turn = await town.talk.raw(SAMIRA, frame.said("78", datetime.now(UTC), "") | picture)
    assert "plaatje kan ik niet lezen" in clear(turn)
    assert "geheim" not in clear(turn)
