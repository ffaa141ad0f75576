"""All that was taught: own words and pinned answers, each to be taken away again."""

import asyncio
from collections.abc import Sequence

from dialogs import texts as general
from dialogs.desk import Desk, Outcome
from dialogs.learning import pointing, texts, words
from dialogs.learning.open_questions import facing, list_button
from dialogs.navigating import say
from dialogs.views import Button, Row, Say, ShowRows
from knowledge.lessons import Lessons
from knowledge.own_words import OwnWord
from knowledge.pins import Pin

PART = "own_words"
ROWS = 10


async def show(desk: Desk, page: int = 1, said: str = "") -> Outcome:
    """The list, words first; pins whose sentence is gone are dropped and named."""
    if desk.plans is None:
        return facing(desk, (Say((general.NO_PLAN_YET,)),), PART)
    fallen = await asyncio.to_thread(desk.plans.settle)
    taught = _in_order(await asyncio.to_thread(desk.plans.lessons.read))
    pages = max(-(-len(taught) // ROWS), 1)
    page = min(max(page, 1), pages)
    first = (page - 1) * ROWS
    rows = tuple(
        _row(desk, number, one) for number, one in enumerate(taught[first : first + ROWS], first + 1)
    )
    intro = [said, texts.fallen([one.question for one in fallen]) if fallen else ""]
    if not taught:
        intro.append(texts.NOTHING_OWN)
    buttons: list[Button] = [list_button(desk)]
    if page < pages:
        more = {"p": str(page + 1)}
        buttons.insert(0, desk.button(texts.NEXT_PAGE, "own_words", f"eigen woorden {page + 1}", about=more))
    view = ShowRows(
        texts.OWN_TITLE, rows, "\n".join(line for line in intro if line), tuple(buttons), texts.WORD_HOW
    )
    return facing(desk, (view,), PART, shown=tuple(_name(one) for one in taught))


async def drop(desk: Desk, number: str) -> Outcome:
    """Take away what has this number in the list as it was last shown."""
    taught = _in_order(await asyncio.to_thread(desk.plans.lessons.read)) if desk.plans else []
    names = desk.focus.draft.get("shown") if desk.focus.part == PART else None
    shown = list(names) if isinstance(names, Sequence) and not isinstance(names, str) else None
    wanted = shown if shown is not None else [_name(one) for one in taught]
    place = int(number)
    name = wanted[place - 1] if 1 <= place <= len(wanted) else ""
    one = next((each for each in taught if _name(each) == name), None)
    if one is None:
        return await show(desk, said=texts.NOT_LISTED)
    if isinstance(one, Pin):
        return await pointing.drop(desk, one.question)
    return await words.drop(desk, one.asked, one.meant, both=one.both)


async def drop_last(desk: Desk) -> Outcome:
    """Take away what was taught just now."""
    draft = desk.focus.draft
    if desk.focus.part == words.TAUGHT:
        asked, meant = str(draft.get("asked")), str(draft.get("meant"))
        return await words.drop(desk, asked, meant, both=bool(draft.get("both")))
    if desk.focus.part == pointing.POINTED:
        return await pointing.drop(desk, str(draft.get("question")))
    return say(desk, texts.WORD_GONE)


def _in_order(lessons: Lessons) -> list[OwnWord | Pin]:
    return [*sorted(lessons.words, key=lambda one: one.asked.casefold()), *lessons.pins]


def _name(one: OwnWord | Pin) -> str:
    """The same for the same lesson, and short: it is kept with what was last shown."""
    return f"{one.asked}={one.meant}" if isinstance(one, OwnWord) else one.question


def _row(desk: Desk, number: int, one: OwnWord | Pin) -> Row:
    if isinstance(one, OwnWord):
        about = {"a": one.asked, "m": one.meant, "b": "" if one.both else "1"}
        button = desk.button(texts.TAKE_AWAY, "word_drop", f"haal weg {number}", about=about)
        pair = texts.word_pair(one.asked, one.meant, both=one.both)
        return Row(f"{number}. {pair}", texts.BOTH_STATE if one.both else texts.ONE_WAY_STATE, "", (button,))
    button = desk.button(texts.TAKE_AWAY, "pin_drop", f"haal weg {number}", about={"q": one.question})
    title = f"{number}. {general.short(one.question, 120)}"
    return Row(title, texts.PIN_STATE, f"“{general.short(one.quote, 200)}”", (button,))
