"""Pointing out an answer: which question, which sentence of the plan, and what the bot answers then."""

import asyncio
import hashlib
from collections.abc import Sequence

from dialogs import lookup
from dialogs import texts as general
from dialogs.desk import Desk, Outcome
from dialogs.intake.personal_data import find
from dialogs.learning import texts
from dialogs.learning.effect import answered, effect
from dialogs.learning.open_questions import OpenSubject, facing, list_button
from dialogs.navigating import say
from dialogs.views import Row, ShowRows
from knowledge.pins import Pin
from knowledge.quotes import Quote as Found
from knowledge.shelf import LibraryError

WHICH = "point_question"
PART = "point_piece"
POINTED = "pointed_out"
MOST_QUESTIONS = 5
CANDIDATES = 5
LONGEST_WORDS = 200  # characters of what is looked for


async def ask(desk: Desk, one: OpenSubject) -> Outcome:
    """Ask which question of a subject, when there are several; else which piece of the plan answers it."""
    questions = one.questions[:MOST_QUESTIONS]
    if len(questions) == 1:
        return await candidates(desk, questions[0], key=one.key)
    rows = tuple(
        Row(
            f"{number}. {general.short(question, 120)}",
            buttons=(
                desk.button(
                    texts.THIS_QUESTION, "point_at", str(number), about={"q": question, "k": one.key}
                ),
            ),
        )
        for number, question in enumerate(questions, 1)
    )
    view = ShowRows(texts.WHICH_QUESTION, rows, buttons=(list_button(desk),))
    return facing(desk, (view,), WHICH, questions=questions, key=one.key)


async def candidates(desk: Desk, question: str, words: str = "", key: str = "") -> Outcome:
    """The pieces of the plan that may answer a question: found by its own words, or by others."""
    if problem := _problem(question):
        return say(desk, problem)
    found = await _found(desk, words or question)
    about = {"q": question, "w": words, "k": key}
    rows = tuple(
        Row(
            texts.piece(number),
            general.source(one.plan, one.section, one.page_label or one.page),
            f"“{one.quote}”",
            (
                desk.button(
                    texts.THIS_ONE, "point", str(number), about={**about, "p": one.passage, "h": _mark(one)}
                ),
            ),
        )
        for number, one in enumerate(found, 1)
    )
    intro = f"“{general.short(question, 200)}”"
    outro = texts.ELSEWHERE if rows else texts.NOTHING_TO_POINT_AT
    view = ShowRows(texts.WHICH_PIECE, rows, intro, (list_button(desk),), outro)
    kept = tuple((one.passage, _mark(one)) for one in found)
    return facing(desk, (view,), PART, question=question, words=words, key=key, found=kept)


async def point(desk: Desk, question: str, words: str, chosen: Sequence[str], key: str = "") -> Outcome:
    """Keep that a piece of the plan answers a question; `chosen` is its passage and its mark."""
    if desk.plans is None or (problem := _problem(question)):
        return say(desk, problem if desk.plans else general.NO_PLAN_YET)
    found = await _found(desk, words or question)
    one = next((each for each in found if [each.passage, _mark(each)] == list(chosen)), None)
    if one is None:
        return await candidates(desk, question, words, key)
    pin = Pin(question, one.quote, one.section)
    try:
        await asyncio.to_thread(desk.plans.lessons.add_pin, pin)
    except LibraryError as fault:
        return say(desk, fault.dutch)
    buttons = [desk.button(texts.TAKE_AWAY, "pin_drop", "weghalen", about={"q": question})]
    if key:
        buttons.insert(0, desk.button(texts.SETTLED, "settle", "afgehandeld", primary=True, about={"k": key}))
    said = texts.pinned(question)
    view = effect(await answered(desk, question), said, question, (*buttons, list_button(desk)))
    return facing(desk, (view,), POINTED, question=question, key=key)


async def drop(desk: Desk, question: str) -> Outcome:
    """Take a pinned answer away, and show how the question is answered without it."""
    kept = await of_question(desk, question)
    if desk.plans is None or kept is None or not await asyncio.to_thread(desk.plans.lessons.drop_pin, kept):
        return say(desk, texts.PIN_GONE)
    own = desk.button(texts.OWN_WORDS, "own_words", "eigen woorden")
    said = texts.pin_dropped(question)
    view = effect(await answered(desk, question), said, question, (own, list_button(desk)))
    return facing(desk, (view,), "")


async def of_question(desk: Desk, question: str) -> Pin | None:
    """The pin that was made for exactly this question."""
    if desk.plans is None:
        return None
    lessons = await asyncio.to_thread(desk.plans.lessons.read)
    return next((one for one in lessons.pins if one.question == " ".join(question.split())), None)


async def _found(desk: Desk, words: str) -> tuple[Found, ...]:
    if desk.plans is None:
        return ()
    return await asyncio.to_thread(
        desk.plans.candidates, words[:LONGEST_WORDS], concepts=lookup.sees_concepts(desk), top=CANDIDATES
    )


def _problem(question: str) -> str:
    """Why no answer can be pointed out for a question; "" when it can."""
    if find(question):
        return texts.PERSONAL
    try:
        Pin(question, "x")
    except ValueError:
        return texts.NO_SUCH_QUESTION
    return ""


def _mark(one: Found) -> str:
    return hashlib.blake2s(one.quote.encode(), digest_size=6).hexdigest()
