"""A whole card: its frame, and the promise that it stays small enough to be sent."""

import json
from collections.abc import Callable, Iterator

from bot.teams.cards import ask, done, rows, say, words
from bot.teams.cards.elements import Element, Room
from bot.teams.cards.text import one_line
from dialogs.views import Ask, Done, Drawn, Say, ShowRows

MOST_JSON = 20_000  # characters; Teams refuses messages over about 28 KB
CONTENT_TYPE = "application/vnd.microsoft.card.adaptive"

# From all there is to hardly anything: the first that fits is the card.
_ROOMS = (
    Room(text=2_000, rows=40, links=40),
    Room(text=1_000, rows=40, links=40),
    Room(text=500, rows=40, links=40),
    Room(text=250, rows=30, links=30),
    Room(text=250, rows=30, links=10),
    Room(text=250, rows=25, links=5),
    Room(text=120, rows=25, links=5),
    Room(text=120, rows=15, links=0),
    Room(text=80, rows=8, links=0),
)
_LAST = Room(text=80, rows=8, links=0, inputs=False)


def draw(view: Drawn) -> Element:
    """`view` as an Adaptive Card of at most 20 000 characters of JSON.

    What does not fit is cut with a note that it was; what is filled in already is never cut, because it
    comes back as the answer: when it is too big the card asks to type instead.
    """
    match view:
        case Ask():
            return _fitting(lambda room: ask.body(view, room), summary(view))
        case Say():
            return _fitting(lambda room: say.body(view, room), summary(view))
        case ShowRows():
            return _fitting(lambda room: rows.body(view, room), summary(view))


def draw_done(what: Done) -> Element:
    """What stays of an answered card, as an Adaptive Card."""
    return _fitting(lambda room: done.body(what, room), one_line(what.text))


def summary(view: Drawn) -> str:
    """One Dutch line of at most 200 characters, without markup: for a notification."""
    return one_line(_gist(view))


def _gist(view: Drawn) -> str:
    match view:
        case Ask():
            number = f"{words.QUESTION} {view.number}" if view.number else ""
            where = " · ".join(filter(None, (view.theme, number)))
            return view.problem or f"{where}: {view.question}"
        case Say():
            return " ".join(filter(None, (view.title, *view.paragraphs)))
        case ShowRows():
            return f"{view.title}. {view.intro}" if view.intro else view.title


def _fitting(body: Callable[[Room], list[Element]], line: str) -> Element:
    """The card in the most room that keeps it within bounds."""
    for card in _tries(body, line):
        if len(json.dumps(card)) <= MOST_JSON:
            return card
    # Many emoji in an answer: six or twelve characters each when escaped, one when sent as they are.
    card = _frame(body(_ROOMS[-1]), line)
    if len(json.dumps(card, ensure_ascii=False)) <= MOST_JSON:
        return card
    return _frame(body(_LAST), line)


def _tries(body: Callable[[Room], list[Element]], line: str) -> Iterator[Element]:
    return (_frame(body(room), line) for room in _ROOMS)


def _frame(body: list[Element], line: str) -> Element:
    return {
        "type": "AdaptiveCard",
        "$schema": "http://adaptivecards.io/schemas/adaptive-card.json",
        "version": "1.5",
        "fallbackText": line,
        "speak": line.replace("&", "en").replace("<", " ").replace(">", " "),  # read as SSML
        "body": body,
        "msteams": {"width": "Full"},
    }
