"""A colleague searches the plan from Teams' compose box, and puts a passage in a chat."""

import asyncio
import json
import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Any

import pytest
from aiohttp.test_utils import TestServer

from bot.teams.adapter import TeamsAdapter
from bot.teams.extension import MOST, Extension, Query, QueryRefusedError, Search, read_query
from bot.teams.handler import TurnHandler
from bot.teams.people import TeamsPeople
from dialogs.channel import Result
from dialogs.people import PersonKey, Profile
from dialogs.views import Quote, Say
from tests.teams.teams_channel import DRAWING, NOW, Caller, Connector, Script, calling, message

CARD = "application/vnd.microsoft.card.adaptive"
Json = dict[str, Any]


def result(number: int = 1, text: str = "De wijkagent houdt spreekuur.") -> Result:
    quote = Quote(
        text, "IVP 2023-2026, 4.2 Wijken, bladzijde 7", "https://plan.example/ivp#page=9", ("spreekuur",)
    )
    return Result(
        f"4.{number} Wijken, bladzijde 7", text, Say((), title="Dit staat in het plan", quotes=(quote,))
    )


def query(text: object = "wijkagent", **options: object) -> Json:
    parameters = [{"name": "vraag", "value": text}]
    return {"commandId": "zoek", "parameters": parameters, "queryOptions": options}


class Searching:
    """A search that keeps what it was asked."""

    def __init__(self, found: Sequence[Result] | None = (), seconds: float = 0) -> None:
        self.found = found
        self.seconds = seconds
        self.asked: list[str] = []

    def __call__(self, typed: str, top: int) -> Sequence[Result] | None:
        self.asked.append(typed)
        time.sleep(self.seconds)
        return None if self.found is None else self.found[:top]


class Box:
    """The compose box of one colleague."""

    def __init__(self, caller: Caller, connector: Connector) -> None:
        self._caller = caller
        self.connector = connector
        self.times = 0

    async def send(self, value: object, **more: Any) -> tuple[int, Any]:
        self.times += 1
        activity = message(
            service_url=self.connector.url,
            type="invoke",
            name="composeExtension/query",
            id=f"f:{self.times}",
            conversation={"id": "19:collegas@thread.v2", "conversationType": "groupChat"},
            value=value,
        )
        return await self._caller.post(activity | more)

    async def search(self, value: object, **more: Any) -> Json:
        status, body = await self.send(value, **more)
        assert status == 200
        answer: Json = body["composeExtension"]
        return answer


@asynccontextmanager
async def a_box(search: Search, within: float = 4.5) -> AsyncIterator[Box]:
    connector = Connector()
    adapter = TeamsAdapter(None, local=True)

    async def remember(_profile: Profile, _reference: str) -> None:
        raise AssertionError("a search tells nothing about how to reach somebody")

    async def find(_who: PersonKey) -> str:
        return ""

    people = TeamsPeople(remember, find, adapter.open)
    handler = TurnHandler(Script(), people, DRAWING, lambda: NOW, "Sam", Extension(people, search, within))
    async with TestServer(connector.app()) as server, calling(adapter, handler) as caller:
        connector.url = str(server.make_url("/"))
        yield Box(caller, connector)


async def test_each_passage_is_a_line_to_choose_with_its_card() -> None:
    async with a_box(Searching([result(1), result(2)])) as box:
        answer = await box.search(query("wijkagent"))
    assert (answer["type"], answer["attachmentLayout"]) == ("result", "list")
    first, _ = answer["attachments"]
    assert first["preview"] == {
        "contentType": "application/vnd.microsoft.card.thumbnail",
        "content": {"title": "4.1 Wijken, bladzijde 7", "text": "De wijkagent houdt spreekuur."},
    }
    assert first["contentType"] == CARD
    assert first["content"]["version"] == "1.5"


async def test_the_inserted_card_cites_the_plan_and_has_no_buttons_of_the_bot() -> None:
    async with a_box(Searching([result()])) as box:
        card = (await box.search(query()))["attachments"][0]["content"]
    drawn = json.dumps(card, ensure_ascii=False)
    assert "IVP 2023-2026, 4.2 Wijken, bladzijde 7" in drawn
    assert "(https://plan.example/ivp#page=9)" in drawn
    assert {"type": "TextRun", "text": "spreekuur", "weight": "bolder", "highlight": True} in [
        run for block in card["body"][-1]["items"] for run in block.get("inlines", [])
    ]
    assert "Action." not in drawn
    assert "Input." not in drawn


async def test_what_may_not_be_quoted_is_told_with_the_way_to_its_page() -> None:
    told = Say(("In het plan staat: 44 branden.",), title="Dit staat in het plan")
    row = Result("3 Prioriteiten, bladzijde 3", "44 branden", told, "https://plan.example/ivp#page=7")
    async with a_box(Searching([row])) as box:
        [one] = (await box.search(query()))["attachments"]
    assert one["content"]["body"][-1]["text"] == "[Open in het plan](https://plan.example/ivp#page=7)"
    assert "“" not in json.dumps(one, ensure_ascii=False)


async def test_what_looks_like_markup_in_the_plan_is_shown_as_it_stands() -> None:
    async with a_box(Searching([result(text="Minder dan <5 meldingen & <b>geen</b> &lt; bij R&D.")])) as box:
        preview = (await box.search(query()))["attachments"][0]["preview"]["content"]
    assert preview["text"].replace("\u200b", "") == "Minder dan <5 meldingen & <b>geen</b> &lt; bij R&D."
    assert "<b>" not in preview["text"]
    assert "</b>" not in preview["text"]
    assert "&lt;" not in preview["text"]


@pytest.mark.parametrize("typed", ["", "  ", "w", "wi", "w i", "??!", "🙂🙂🙂"])
async def test_fewer_than_three_letters_give_an_empty_list_and_no_search(typed: str) -> None:
    searching = Searching([result()])
    async with a_box(searching) as box:
        answer = await box.search(query(typed))
    assert answer == {"type": "result", "attachmentLayout": "list", "attachments": []}
    assert searching.asked == []


async def test_from_the_third_letter_there_are_results() -> None:
    async with a_box(Searching([result()])) as box:
        assert len((await box.search(query("wij")))["attachments"]) == 1


async def test_a_box_that_was_only_opened_says_what_to_type() -> None:
    opened = {"commandId": "zoek", "parameters": [{"name": "initialRun", "value": "true"}]}
    async with a_box(Searching([result()])) as box:
        answer = await box.search(opened)
    assert answer["type"] == "message"
    assert "drie letters" in answer["text"]


async def test_what_is_not_in_the_plan_is_said_and_cannot_be_inserted() -> None:
    async with a_box(Searching([])) as box:
        answer = await box.search(query("parkeertarieven"))
    assert answer == {"type": "message", "text": "Dat staat niet in het IVP. Probeer een ander woord."}


async def test_without_a_plan_the_box_says_who_can_help() -> None:
    async with a_box(Searching(None)) as box:
        assert "coördinator" in (await box.search(query()))["text"]


async def test_a_whole_story_is_asked_to_be_shorter() -> None:
    searching = Searching([result()])
    async with a_box(searching) as box:
        assert (await box.search(query("woonoverlast " * 60)))["type"] == "message"
    assert searching.asked == []


@pytest.mark.parametrize(
    ("options", "first", "length"),
    [
        ({}, "4.0 Wijken, bladzijde 7", MOST),
        ({"skip": 0, "count": 25}, "4.0 Wijken, bladzijde 7", MOST),
        ({"skip": 0, "count": 3}, "4.0 Wijken, bladzijde 7", 3),
        ({"skip": 8, "count": 25}, "4.8 Wijken, bladzijde 7", 2),
        ({"skip": 10, "count": 25}, "", 0),
        ({"count": 0}, "", 0),
    ],
)
async def test_at_most_ten_results_in_the_pages_that_teams_asks_for(
    options: Json, first: str, length: int
) -> None:
    async with a_box(Searching([result(number) for number in range(30)])) as box:
        found = (await box.search(query(**options)))["attachments"]
    assert len(found) == length
    assert [one["preview"]["content"]["title"] for one in found][:1] == ([first] if first else [])


@pytest.mark.parametrize(
    "value",
    [
        None,
        "wijkagent",
        [],
        {},
        {"commandId": "anders", "parameters": []},
        {"commandId": "zoek", "parameters": {"vraag": "wijkagent"}},
        {"commandId": "zoek", "parameters": ["wijkagent"]},
        {"commandId": "zoek", "parameters": [{"name": "plan", "value": "x"}]},
        {"commandId": "zoek", "parameters": [{"name": 3, "value": "x"}]},
        {
            "commandId": "zoek",
            "parameters": [{"name": "vraag", "value": "a"}, {"name": "vraag", "value": "b"}],
        },
        {"commandId": "zoek", "parameters": [{"name": "initialRun", "value": "misschien"}]},
        query(["wijkagent"]),
        query(7),
        query(skip=-1),
        query(skip="0"),
        query(skip=True),
        query(count=10**9),
        query(count=2.5),
        {**query(), "queryOptions": [0, 25]},
    ],
)
async def test_a_value_that_is_no_query_of_ours_is_refused(value: object) -> None:
    searching = Searching([result()])
    async with a_box(searching) as box:
        status, body = await box.send(value)
    assert status == 400
    assert body["error"]["code"] == "BadRequest"
    assert "wijkagent" not in json.dumps(body)
    assert searching.asked == []


def test_a_query_is_read_into_what_was_typed() -> None:
    assert read_query(query("  wijk\u0000agent \n ", skip=2, count=4)) == Query("wijkagent", skip=2, count=4)
    with pytest.raises(QueryRefusedError, match="commandId"):
        read_query({"commandId": "x"})


async def test_a_search_that_takes_too_long_is_an_empty_list_in_time_and_logs_no_word_of_it(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with a_box(Searching([result()], seconds=0.5), within=0.05) as box:
        begun = time.perf_counter()
        with caplog.at_level(logging.DEBUG):
            answer = await box.search(query("Zwaluwstaart"))
        taken = time.perf_counter() - begun
        await asyncio.sleep(0.5)  # the thread ends by itself
    assert answer["attachments"] == []
    assert taken < 0.4
    assert "TimeoutError" in caplog.text
    assert "Zwaluwstaart" not in caplog.text


async def test_a_search_that_breaks_says_so_and_logs_its_type_alone(caplog: pytest.LogCaptureFixture) -> None:
    def broken(typed: str, _top: int) -> Sequence[Result]:
        raise OSError(f"cannot read {typed}")

    async with a_box(broken) as box:
        with caplog.at_level(logging.DEBUG):
            answer = await box.search(query("Zwaluwstaart"))
    assert answer == {"type": "message", "text": "Zoeken lukt nu even niet. Probeer het zo nog eens."}
    assert "OSError" in caplog.text
    assert "Zwaluwstaart" not in caplog.text


@pytest.mark.parametrize(
    "record",
    [
        {"tenantId": "99999999-9999-9999-9999-999999999999"},
        {"userRole": "guest"},
        {"userPrincipalName": "noor_elders.example#EXT#@veldermeer.example"},
    ],
)
async def test_a_guest_gets_no_results(record: Json) -> None:
    searching = Searching([result()])
    async with a_box(searching) as box:
        box.connector.member |= record
        answer = await box.search(query())
    assert answer["type"] == "message"
    assert "gast" in answer["text"]
    assert searching.asked == []


async def test_who_cannot_be_known_gets_no_results_and_hears_what_to_do() -> None:
    searching = Searching([result()])
    async with a_box(searching) as box:
        box.connector.fail["member"] = 403  # the bot is no part of this chat
        answer = await box.search(query())
        assert "Open eerst een keer je eigen chat met mij" in answer["text"]
        nobody = {"from": {"id": "29:iemand"}}
        box.connector.fail.clear()
        box.connector.member["aadObjectId"] = "44444444-4444-4444-4444-444444444444"
        assert (await box.search(query(), **nobody))["type"] == "message"
    assert searching.asked == []


async def test_the_same_query_twice_is_searched_once() -> None:
    searching = Searching([result()])
    async with a_box(searching) as box:
        first = await box.search(query())
        again = await box.search(query(), id="f:1")
    assert first == again
    assert searching.asked == ["wijkagent"]


async def test_another_search_of_the_compose_box_is_none_of_ours() -> None:
    async with a_box(Searching([result()])) as box:
        assert await box.send(query(), name="composeExtension/selectItem") == (501, None)
