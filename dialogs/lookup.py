"""Asking the plan: the sentence with its place, or honestly that it is not there.

A question that was pending is put again after the answer (DESIGN §3, §6).
"""

import asyncio
import hashlib
import re
from dataclasses import replace
from datetime import timedelta

from dialogs import texts
from dialogs.answer_shown import quotes, shown, source
from dialogs.comparing import compared
from dialogs.desk import Desk, Outcome, Place, placed_at
from dialogs.events import Place as Where
from dialogs.focus import Lookup
from dialogs.intake.asking import Around
from dialogs.intake.format import Placed
from dialogs.intake.question_types import TextQuestion
from dialogs.intake.resuming import step_of
from dialogs.intake.steps import Mode, Step
from dialogs.matching import readable
from dialogs.navigating import at, say
from dialogs.noting import count, note
from dialogs.plan_counts import Use
from dialogs.plan_notes import LONGEST_QUESTION, NoteKind
from dialogs.views import Ask, Button, Quote, Say, View
from knowledge.compare import is_comparison
from knowledge.dutch import asks_something
from knowledge.quotes import Answer, follow_up
from knowledge.quotes import Quote as Found
from knowledge.shelf import LibraryError

FOLLOW_UP_WITHIN = timedelta(minutes=10)
MOST_AROUND = 4  # passages behind "meer hierover"
LONG_WORD = 5  # letters; shorter words name no theme by themselves
WORDS_OF_SUBJECT = 3  # at the start of a sentence


async def asked(desk: Desk, question: str) -> Outcome:
    """What the plan says about `question`, and then the question that was pending."""
    question = readable(question)
    if len(question) > LONGEST_QUESTION:
        return await then_pending(desk, Say((texts.QUESTION_TOO_LONG,)))
    last = desk.focus.lookup
    if last is not None and desk.now < last.until:
        before = "vergelijk" if is_comparison(last.question) else last.question
        question = follow_up(before, question)[:LONGEST_QUESTION]
    if is_comparison(question):
        return await _compared(desk, question)
    if not asks_something(question):
        return await then_pending(desk, Say((texts.ABOUT_WHAT,)))
    found = await _answer(desk, question)
    if found is None:
        return await then_pending(desk, Say((no_plan(desk),)))
    await _count(desk, Use.ANSWERED if found.answered else Use.REFUSED)
    if not found.answered:
        await _note(desk, NoteKind.UNANSWERED, question)
    lookup = Lookup(question, _about(found), desk.now + FOLLOW_UP_WITHIN)
    return await then_pending(desk, shown(found, _buttons(desk, found)), lookup)


async def subject(desk: Desk, words: str) -> Outcome | None:
    """What the plan says on a subject that was typed without a question around it; None when it is silent."""
    found = await _answer(desk, words)
    if found is None or not found.answered:
        return None
    await _count(desk, Use.ANSWERED)
    lookup = Lookup(words, _about(found), desk.now + FOLLOW_UP_WITHIN)
    return await then_pending(desk, shown(found, _buttons(desk, found)), lookup)


async def _compared(desk: Desk, question: str) -> Outcome:
    view, passage = await compared(desk, question, concepts=sees_concepts(desk))
    return await then_pending(desk, view, Lookup(question, passage, desk.now + FOLLOW_UP_WITHIN))


async def judged(desk: Desk, *, useful: bool, passage: str = "") -> Outcome:
    """A thumb, up or down, for the last answer."""
    last = desk.focus.lookup
    passage = passage or (last.passage if last else "")
    if last is not None:
        kind = NoteKind.USEFUL if useful else NoteKind.NOT_USEFUL
        await _note(desk, kind, last.question, passage[:128])
        await _count(desk, Use.USEFUL if useful else Use.NOT_USEFUL)
    return say(desk, texts.THANKS_USEFUL if useful else texts.THANKS_NOT_USEFUL)


async def more(desk: Desk, passage: str = "") -> Outcome:
    """The section that an answer stands in; without a passage, that of the last answer."""
    passage = passage or (desk.focus.lookup.passage if desk.focus.lookup else "")
    if desk.plans is None:
        return say(desk, texts.NO_PLAN_YET)
    passages, plan = await asyncio.to_thread(desk.plans.around, passage, concepts=sees_concepts(desk))
    if plan is None:
        return say(desk, texts.SECTION_GONE)
    quotes = tuple(
        Quote(
            one.text,
            texts.source(plan.name, one.section, one.page_label or one.page),
            f"{plan.url}#page={one.page}" if plan.url and one.page else plan.url or "",
        )
        for one in passages
        if one.quotable
    )[:MOST_AROUND]
    said = (texts.MORE_IN_PLAN,) if len(passages) > MOST_AROUND else ()
    return Outcome(
        (Say(said, title=texts.section(passages[0].section), quotes=quotes),), desk.focus, aside=True
    )


async def with_plan_text(desk: Desk, outcome: Outcome) -> Outcome:
    """`outcome` with what the current plan says on the theme; without it when the plans cannot be read."""
    try:
        return await _with_plan_text(desk, outcome)
    except LibraryError:
        desk.tally.failure()
        return outcome


async def _with_plan_text(desk: Desk, outcome: Outcome) -> Outcome:
    """`outcome` with what the current plan says on the theme, where its question shows that."""
    view = outcome.views[-1] if outcome.views else None
    where = outcome.focus
    lent = desk.wide.lent_at(where.round, where.theme, where.question)
    place = desk.place(where.round, where.theme) or (lent.place if lent else None)
    if desk.plans is None or place is None or not isinstance(view, Ask):
        return outcome
    placed = desk.formats[place.round.format].placed(outcome.focus.question)
    if placed is None or not placed.question.show_plan_text or view.quotes:
        return outcome
    if outcome.focus.part in {Mode.ADD, Mode.WHO}:
        return outcome  # read a moment ago, or not asked
    empty = where.part == Mode.ANSWER and not any(part.value for part in view.parts[:1])
    quote = await plan_text(desk, place, placed) if empty else None
    if quote is not None:
        view = _still_right(desk, view, place, placed, quote)
        focus = replace(where, quoted=mark_of(quote))
        return replace(outcome, views=(*outcome.views[:-1], view), focus=focus)
    if not placed.question.plan_help:
        return outcome  # nothing that could be the answer, so rather no text than a wrong one
    intended = desk.plans.intended
    found = await asyncio.to_thread(intended, place.theme.title, place.round.current_period())
    if not found:
        return outcome
    tells = (await desk.sheet(place)).words(placed.question.plan_help)
    view = replace(view, quotes=quotes(found), help=" ".join(filter(None, (view.help, tells))))
    return replace(outcome, views=(*outcome.views[:-1], view))


async def plan_text(desk: Desk, place: Place, placed: Placed) -> Quote | None:
    """What the current plan says on a theme, word for word, where that can be the answer to a question.

    Only for a text question that shows the plan's text without help of its own: with help it asks about the
    text, as "what went well?" does. And only a sentence of the theme's own chapter that begins with the
    theme: another one in which its words happen to stand does not tell what the theme is about.
    """
    question = placed.question
    if not isinstance(question, TextQuestion) or not question.show_plan_text or question.plan_help:
        return None
    found = await _answer(desk, place.theme.title, top=2)
    for one in found.passages if found else ():
        current = one.status == "adopted" and one.period in {"", place.round.current_period()}
        fits = len(texts.taken_over(one.quote, source(one))) <= question.max
        if current and fits and tells_of(place.theme.title, one):
            return Quote(one.quote, source(one), one.url or "")
    return None


def tells_of(theme: str, found: Found) -> bool:
    """Whether a quote stands under the name of a theme, and begins with that theme."""
    name = _long_words(theme)
    under = any(2 * len(name & _long_words(heading)) > len(name) for heading in found.section)
    opening = " ".join(found.quote.split()[:WORDS_OF_SUBJECT])
    return under and bool(name & _long_words(opening))


def _long_words(text: str) -> frozenset[str]:
    return frozenset(word for word in re.findall(r"\w+", text.casefold()) if len(word) >= LONG_WORD)


def mark_of(quote: Quote) -> str:
    """The same for the same text from the same place."""
    return hashlib.blake2s(f"{quote.text}\n{quote.source}".encode(), digest_size=8).hexdigest()


def _still_right(desk: Desk, view: Ask, place: Place, placed: Placed, quote: Quote) -> Ask:
    """The question with the text of the plan, and the choice to take it over or to adapt it."""
    about = {"r": place.round.id, "t": place.theme.id, "q": placed.id, "m": Mode.ANSWER.value}
    buttons = (
        desk.button(texts.STILL_RIGHT, "right", "klopt", about=about),
        desk.button(texts.ADJUST, "adjust", "aanpassen", about=about),
    )
    return replace(
        view,
        notes=(*view.notes, texts.PLAN_SAYS_NOW),
        quotes=(quote,),
        buttons=(*buttons, *view.buttons),
    )


async def _answer(desk: Desk, question: str, top: int = 3) -> Answer | None:
    """In a thread: the first question after a change makes the index, and that takes a moment."""
    if desk.plans is None:
        return None
    return await asyncio.to_thread(desk.plans.ask, question, concepts=sees_concepts(desk), top=top)


def no_plan(desk: Desk) -> str:
    """Why there is no answer at all, and what this person can do about it."""
    may_add = desk.plans is not None and bool(desk.coordinates)
    return texts.NO_PLAN_FOR_COORDINATOR if may_add else texts.NO_PLAN_YET


def sees_concepts(desk: Desk) -> bool:
    """A concept is for the people of a round, and never for a channel."""
    return desk.event.place is Where.PERSONAL and bool(desk.places or desk.coordinates)


def _buttons(desk: Desk, found: Answer) -> tuple[Button, ...]:
    """Was it useful, and more of it; or, without an answer, what may have been meant."""
    if not found.answered:
        return tuple(desk.button(word, "ask", f"zoek {word}", about={"w": word}) for word in found.meant)
    about = {"p": found.passages[0].passage}
    return (
        desk.button(texts.USEFUL, "useful", "nuttig antwoord", about=about),
        desk.button(texts.NOT_USEFUL, "not_useful", "geen nuttig antwoord", about=about),
        desk.button(texts.MORE, "more", "meer hierover", about=about),
    )


def _about(found: Answer) -> str:
    """The passage that was quoted first, for "meer hierover" and the thumbs when they are typed."""
    return found.passages[0].passage if found.passages else ""


async def then_pending(desk: Desk, view: View, lookup: Lookup | None = None) -> Outcome:
    """`view`, followed by the question that was pending; a press on an aside leaves that where it is."""
    lookup = lookup or desk.focus.lookup
    place = desk.place(desk.focus.round, desk.focus.theme) if desk.focus.question else None
    if place is not None:
        sheet = await desk.sheet(place)
        placed = placed_at(sheet, desk.focus.question)
        if placed is not None:
            step = step_of(desk.focus, Step(placed))
            again = at(desk, sheet, step, desk.focus.why, Around(notes=(texts.REPEAT,)))
            kept = replace(
                again.focus, lookup=lookup, draft=desk.focus.draft, seen=desk.focus.seen, held=desk.focus.held
            )
            return replace(again, views=(view, *again.views), focus=kept, fresh=True)
    return Outcome((view,), replace(desk.focus, lookup=lookup), aside=True)


async def _count(desk: Desk, use: Use) -> None:
    await count(desk.store, desk.tally, desk.who.tenant, use, desk.now, desk.cause)


async def _note(desk: Desk, kind: NoteKind, question: str, passage: str = "") -> None:
    """Keep a question for the coordinator."""
    await note(desk.store, desk.who.tenant, kind, question, desk.now, desk.cause, passage)
