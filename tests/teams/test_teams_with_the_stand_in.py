"""The adapter, the cards and the stand-in for Teams together: the same turns over real HTTP."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.local import Call, Fault, LocalPerson, LocalTalk
from bot.teams.adapter import TeamsAdapter
from bot.teams.cards import draw, draw_done, summary
from bot.teams.handler import TurnHandler
from bot.teams.people import TeamsPeople
from bot.teams.sending import Drawing
from bot.web import make_app
from dialogs.people import PersonKey, Profile
from dialogs.views import Ask, Button, Done, Part, PartKind, Progress, Reply
from tests.teams.teams_channel import NOW, Script

NOOR = LocalPerson("noor@veldermeer.example", "Noor Bakker")
GUEST = LocalPerson("gast@elders.example", "Gijs Gast", guest=True)


def question(number: str) -> Ask:
    save = Button("Opslaan", "bewaar", (("vraag", number),), say="(je antwoord)", primary=True)
    return Ask(
        theme="Woonoverlast",
        block="Terugblik",
        number=number,
        question=f"Vraag nummer {number}?",
        progress=Progress(0, 12),
        parts=(Part("antwoord", PartKind.TEXT),),
        buttons=(save,),
    )


@asynccontextmanager
async def talking(script: Script) -> AsyncIterator[LocalTalk]:
    kept: dict[PersonKey, str] = {}

    async def remember(profile: Profile, reference: str) -> None:
        kept[profile.key] = reference

    async def find(who: PersonKey) -> str:
        return kept.get(who, "")

    adapter = TeamsAdapter(None, local=True)
    people = TeamsPeople(remember, find, adapter.open)
    handler = TurnHandler(script, people, Drawing(draw, draw_done, summary), lambda: NOW)

    async def receive(request: web.Request) -> web.Response:
        return await adapter.process(request, handler)

    async with LocalTalk(make_app(receive), [NOOR, GUEST]) as talk:
        yield talk
    await adapter.close()


async def test_a_question_is_pressed_away_by_the_next_on_every_device() -> None:
    script = Script(Reply((question("1"),)))
    async with talking(script) as talk:
        first = await talk.say(NOOR, "start")
        assert "Vraag nummer 1?" in first.text
        script.replies.append(Reply((question("2"),), replace=script.shown[0]))
        turn = await talk.press(NOOR, "Opslaan", {"antwoord": "Twee wijken."})
        assert "Vraag nummer 2?" in turn.text
        assert turn.answer["type"] == "application/vnd.microsoft.card.adaptive"
        assert len(talk.messages(NOOR)) == len(first.messages) + 1  # what Noor typed, and one card
        event = script.events[-1]
    assert event.press is not None
    assert event.press.data == {"vraag": "1"}
    assert event.press.inputs["antwoord"] == "Twee wijken."
    assert event.card == script.shown[0]
    assert event.person.address == "noor@veldermeer.example"
    assert event.person.key.tenant == "lokaal"


async def test_a_typed_answer_closes_the_card_and_asks_the_next_below() -> None:
    script = Script(Reply((question("1"),)))
    async with talking(script) as talk:
        await talk.say(NOOR, "start")
        closing = Done("Woonoverlast", "Bewaard: twee wijken.")
        script.replies.append(Reply((question("2"),), close=script.shown[0], closing=closing))
        turn = await talk.say(NOOR, "Twee wijken.")
        assert "Bewaard: twee wijken." in turn.text
        assert "Vraag nummer 2?" in turn.text


async def test_a_redelivered_message_is_one_turn() -> None:
    script = Script(Reply((question("1"),)))
    async with talking(script) as talk:
        await talk.say(NOOR, "start")
        again = await talk.redeliver(NOOR)
        assert again.status == 202
        assert again.messages == ()
    assert len(script.events) == 1


async def test_a_send_that_teams_refuses_is_known_to_the_conversation() -> None:
    script = Script(Reply((question("1"),)))
    async with talking(script) as talk:
        talk.faults.next(Fault(status=429, retry_after=1), on=(Call.SEND,))
        turn = await talk.say(NOOR, "start")
        assert turn.status == 202
    assert script.shown == [None]


async def test_a_guest_of_the_organisation_is_told_whom_to_ask() -> None:
    script = Script()
    async with talking(script) as talk:
        turn = await talk.say(GUEST, "start")
        assert "gast uit een andere organisatie" in turn.text
    assert script.events == []
