"""Two plans side by side: what the older and the newer one say on a subject, in their own words."""

import asyncio

from dialogs import texts
from dialogs.desk import Desk
from dialogs.views import Button, Quote, Say
from knowledge.compare import Comparison, NotTwo, Side, compare
from knowledge.quotes import Quote as Found

LONGEST_SUBJECT = 60  # characters of a subject on a button


async def compared(desk: Desk, question: str, *, concepts: bool) -> tuple[Say, str]:
    """What is shown, and the passage that "meer hierover" is about; "" when nothing was found."""
    if desk.plans is None:
        return Say((texts.NO_PLAN_YET,)), ""
    found = await asyncio.to_thread(compare, desk.plans, question, concepts=concepts)
    if isinstance(found, NotTwo):
        add = (texts.ADD_PLANS,) if desk.coordinates else ()
        return Say((*texts.not_two_plans(found.periods, found.missing), *add)), ""
    if not found.subject:
        return Say((texts.COMPARE_WHAT,)), ""
    passages = [*found.now.quotes, *found.then.quotes]
    return shown(found, _buttons(desk, found)), passages[0].passage if passages else ""


def shown(found: Comparison, buttons: tuple[Button, ...] = ()) -> Say:
    """The older plan first, then the newer one; and the words that only one of them has."""
    sides = (found.then, found.now)
    said = [texts.understood(found.understood)] if found.understood else []
    if not any(side.quotes for side in sides):
        nearest = tuple(dict.fromkeys(title for side in reversed(sides) for title in side.nearest))[:3]
        said += [texts.IN_NEITHER_PLAN, *([texts.nearest(nearest)] if nearest else [])]
        return Say(tuple(said), buttons, texts.comparison(found.subject))
    said += [texts.period_is_concept(side.period) for side in sides if side.is_concept]
    said += [text for side in sides for text in _told(side)]
    said += [texts.only_in(side.period, side.only) for side in sides if side.only]
    if not any(side.only for side in sides) and all(side.quotes for side in sides):
        said.append(texts.NO_WORDS_OF_THEIR_OWN)
    quotes = tuple(quote for side in sides for quote in _quotes(side))
    return Say(tuple(said), buttons, texts.comparison(found.subject), quotes)


def _told(side: Side) -> list[str]:
    """What is no quote: that a plan says nothing, or what stands in a table."""
    if not side.quotes:
        return [texts.nothing_in(side.period, side.nearest[:2])]
    return [
        texts.unquoted(one.unquoted, _source(side, one))
        for one in side.quotes
        if not one.quote and one.unquoted
    ][:1]


def _quotes(side: Side) -> list[Quote]:
    """The sentences of one plan, the first with its period above it."""
    quoted = [one for one in side.quotes if one.quote]
    return [
        Quote(
            one.quote,
            _source(side, one),
            one.url or "",
            one.words,
            texts.plan_of(side.period) if number == 0 else "",
        )
        for number, one in enumerate(quoted)
    ]


def _source(side: Side, one: Found) -> str:
    plan = one.plan if side.period in one.plan.replace("–", "-") else f"{one.plan} {side.period}"
    return texts.source(plan, one.section, one.page_label or one.page)


def _buttons(desk: Desk, found: Comparison) -> tuple[Button, ...]:
    """To each of the plans, for who wants to read on."""
    subject = found.subject[:LONGEST_SUBJECT]
    asked = [
        (side, texts.ask_period(side.period, subject)) for side in (found.then, found.now) if side.quotes
    ]
    return tuple(
        desk.button(texts.more_of(side.period), "ask", question, about={"w": question})
        for side, question in asked
    )
