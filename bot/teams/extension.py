"""The search in Teams' compose box: what is typed so far becomes passages of the plan to choose from.

Field names and shapes: "Respond to search commands" of the Teams documentation. A colleague is known by
their member record, also here; in a chat that the bot is no part of, by the record of their own chat with it.
"""

import asyncio
import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from bot.teams import texts as adapter_texts
from bot.teams.activities import Incoming, person_key
from bot.teams.cards.citation import attachment
from bot.teams.cleaning import sound
from bot.teams.outlet import Card, Outlet
from bot.teams.people import TeamsPeople
from bot.teams.references import reference_of
from bot.teams.sending import Answered
from dialogs import texts
from dialogs.channel import Result
from dialogs.people import PersonKey, Profile
from dialogs.plan_notes import LONGEST_QUESTION

log = logging.getLogger(__name__)

COMMAND = "zoek"  # the id of the command in the app's manifest
PARAMETER = "vraag"  # the name of its one parameter there
INITIAL = "initialRun"  # Teams' own parameter: the box was opened and nothing is typed yet
SHORTEST = 3  # letters or digits from which there are results
MOST = 10  # results
ANSWER_WITHIN = 4.5  # seconds; Teams waits for 5
MOST_PAGED = 1000  # parameters, results to skip, results in a page: more is no query of Teams

Search = Callable[[str, int], Sequence[Result] | None]
"""At most so many passages for a typed line; None when there is no plan. Blocks."""


class QueryRefusedError(ValueError):
    """The value is not a query of our command; the text (English) names the field, never its content."""


@dataclass(frozen=True, slots=True)
class Query:
    """What is typed so far, and which part of the results is asked for."""

    text: str
    initial: bool = False
    skip: int = 0
    count: int = MOST

    @property
    def long_enough(self) -> bool:
        """Whether there is enough to search for."""
        return sum(map(str.isalnum, self.text)) >= SHORTEST


class Extension:
    """Answers the queries of one bot. Who may not ask the plan gets a sentence in the place of results."""

    def __init__(self, people: TeamsPeople, search: Search, within: float = ANSWER_WITHIN) -> None:
        self._people = people
        self._search = search
        self._within = within

    async def answer(self, incoming: Incoming, outlet: Outlet) -> Answered:
        """The answer to the invoke, within the time that Teams waits. Never raises for what was typed."""
        try:
            query = read_query(incoming.value)
        except QueryRefusedError as error:
            return Answered(400, {"error": {"code": "BadRequest", "message": f"Not a query: {error}."}})
        try:
            async with asyncio.timeout(self._within):
                return await self._answered(query, incoming, outlet)
        except TimeoutError as error:
            log.warning("a search was given up: %s", type(error).__name__)
            return results(())
        except Exception as error:
            log.error("a search broke: %s", type(error).__name__)
            return line(texts.SEARCH_FAILED)

    async def _answered(self, query: Query, incoming: Incoming, outlet: Outlet) -> Answered:
        who = person_key(incoming)
        if who is None:
            return line(adapter_texts.NO_ACCOUNT)
        profile = await self._profile(who, incoming, outlet)
        if profile is None:
            return line(texts.UNKNOWN_SEARCHER)
        if profile.guest:
            return line(adapter_texts.GUEST)
        if not query.long_enough:
            return line(texts.SEARCH_HINT) if query.initial else results(())
        if len(query.text) > LONGEST_QUESTION:
            return line(texts.QUESTION_TOO_LONG)
        found = await asyncio.to_thread(self._search, query.text, MOST)
        if found is None:
            return line(texts.NO_PLAN_YET)
        if not found:
            return line(texts.NOTHING_FOUND)
        return results(found[query.skip : query.skip + query.count])

    async def _profile(self, who: PersonKey, incoming: Incoming, outlet: Outlet) -> Profile | None:
        """The personal chat first: Teams tells a bot nothing about the members of chats that it is not in."""
        known = await self._people.profile(who)
        if known is not None:
            return known
        return await self._people.speaking(who, reference_of(incoming), outlet, incoming.roster)


def results(found: Sequence[Result]) -> Answered:
    """A list to choose from, which may be empty."""
    attachments = [attachment(one) for one in found]
    return _composed({"type": "result", "attachmentLayout": "list", "attachments": attachments})


def line(text: str) -> Answered:
    """A sentence in the place of results; it cannot be chosen or inserted."""
    return _composed({"type": "message", "text": text})


def _composed(answer: Card) -> Answered:
    return Answered(200, {"composeExtension": answer})


def read_query(value: object) -> Query:
    """The query in the value of an invoke. Raises QueryRefusedError."""
    body = _object(value, "value")
    if body.get("commandId") != COMMAND:
        raise QueryRefusedError("commandId is not known")
    given = _parameters(body.get("parameters"))
    if unknown := given.keys() - {PARAMETER, INITIAL}:
        raise QueryRefusedError(f"{len(unknown)} parameters are not known")
    if given.get(INITIAL, "").lower() not in {"", "true", "false"}:
        raise QueryRefusedError("initialRun is not true or false")
    options = _object(body.get("queryOptions"), "queryOptions")
    return Query(
        text=" ".join(sound(given.get(PARAMETER, "")).split()),
        initial=given.get(INITIAL, "").lower() == "true",
        skip=_number(options.get("skip"), "skip", 0),
        count=min(_number(options.get("count"), "count", MOST), MOST),
    )


def _parameters(value: object) -> dict[str, str]:
    """Each parameter by its name; Teams sends them as a list of pairs."""
    if value is None:
        return {}
    if not isinstance(value, list) or len(value) > MOST_PAGED:
        raise QueryRefusedError("parameters must be a list")
    found: dict[str, str] = {}
    for each in value:
        pair = _object(each, "a parameter")
        name, text = pair.get("name"), pair.get("value")
        text = "" if text is None else str(text).lower() if isinstance(text, bool) else text
        if not isinstance(name, str) or not isinstance(text, str) or name in found:
            raise QueryRefusedError("a parameter is no name with a text, or comes twice")
        found[name] = text
    return found


def _object(value: object, field: str) -> Card:
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise QueryRefusedError(f"{field} must be an object")
    return value


def _number(value: object, field: str, otherwise: int) -> int:
    if value is None:
        return otherwise
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_PAGED:
        raise QueryRefusedError(f"{field} must be a number from 0 to {MOST_PAGED}")
    return value
