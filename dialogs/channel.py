"""Where others read along: a mention in a channel, and the search from the compose box.

Only adopted plans answer there, and nothing of who asks is read or kept: no question that is pending, no
theme, no follow-up (DESIGN §6, §9).
"""

import asyncio
from dataclasses import dataclass
from datetime import datetime

from dialogs import texts
from dialogs.answer_shown import shown
from dialogs.desk import press_id
from dialogs.events import Event, Press
from dialogs.matching import readable
from dialogs.meaning import LONGEST_PLAN_QUESTION, Meaning, Pending, may_be_a_subject, meant
from dialogs.noting import count, note
from dialogs.plan_counts import Use
from dialogs.plan_notes import LONGEST_QUESTION, NoteKind
from dialogs.ports import Store
from dialogs.tally import Tally
from dialogs.views import Button, Quote, Reply, Say
from knowledge.compare import is_comparison
from knowledge.dutch import asks_something
from knowledge.librarian import Librarian
from knowledge.quotes import Answer
from knowledge.quotes import Quote as Found

THUMBS = {"useful": NoteKind.USEFUL, "not_useful": NoteKind.NOT_USEFUL}


@dataclass(frozen=True, slots=True)
class Result:
    """One passage to choose from: where it stands, what it says, and what is inserted when it is chosen.

    `url` leads to the page; "" when the plan has no address, or when a quote in the view holds it already.
    """

    title: str
    text: str
    view: Say
    url: str = ""


async def turn(event: Event, plans: Librarian | None, store: Store, now: datetime, tally: Tally) -> Reply:
    """What a mention or a press in a channel is answered with.

    Raises LibraryError when the library cannot be read, and what the store raises when it cannot write.
    """
    if event.person.guest:
        return _line(texts.GUEST)
    if event.press is not None:
        return await _pressed(event, event.press, plans, store, now, tally)
    text = readable(event.text)
    if len(text) > LONGEST_PLAN_QUESTION and text.endswith("?"):
        return _line(texts.QUESTION_TOO_LONG)
    meaning = meant(text, Pending.NOTHING, lambda _: False).meaning
    if meaning is Meaning.PLAN_QUESTION:
        return await _asked(event, text, plans, store, now, tally)
    if meaning is Meaning.UNCLEAR and may_be_a_subject(text):
        found = await _answer(plans, text)
        if found is not None and found.answered:
            await _count(event, store, now, tally, Use.ANSWERED)
            return _answered(text, found)
    return _line(texts.OUTSIDE_PERSONAL_CHAT)


def search(plans: Librarian | None, typed: str, top: int) -> tuple[Result, ...] | None:
    """At most `top` passages that fit what is typed so far; None when there is no plan to search.

    Blocks: call it in a thread. What was typed is kept nowhere. Raises LibraryError.
    """
    found = plans.search(typed, top) if plans is not None else None
    return None if found is None else tuple(map(_result, found))


async def _asked(
    event: Event, question: str, plans: Librarian | None, store: Store, now: datetime, tally: Tally
) -> Reply:
    if is_comparison(question):
        return _line(texts.COMPARE_IN_OWN_CHAT)
    if not asks_something(question):
        return _line(texts.ABOUT_WHAT)
    found = await _answer(plans, question)
    if found is None:
        return _line(texts.NO_PLAN_YET)
    await _count(event, store, now, tally, Use.ANSWERED if found.answered else Use.REFUSED)
    if not found.answered:
        await _note(event, store, now, NoteKind.UNANSWERED, question)
    return _answered(question, found)


async def _pressed(
    event: Event, press: Press, plans: Librarian | None, store: Store, now: datetime, tally: Tally
) -> Reply:
    """A button under an answer; everybody who reads along may press it."""
    about = " ".join(press.data.get("w", "").split())[:LONGEST_QUESTION]
    if press.verb in THUMBS:
        await _note(event, store, now, THUMBS[press.verb], about, press.data.get("p", ""))
        useful = press.verb == "useful"
        await _count(event, store, now, tally, Use.USEFUL if useful else Use.NOT_USEFUL)
        return Reply(toast=texts.THANKS_USEFUL if useful else texts.THANKS_NOT_USEFUL)
    if press.verb == "ask" and about:
        return await _asked(event, about, plans, store, now, tally)
    return Reply(toast=texts.OUTSIDE_PERSONAL_CHAT)


async def _answer(plans: Librarian | None, question: str) -> Answer | None:
    """In a thread: the first question after a change makes the index, and that takes a moment."""
    return await asyncio.to_thread(plans.ask, question) if plans is not None else None


def _answered(question: str, found: Answer) -> Reply:
    """The answer, with buttons that carry all that a press needs: nothing is kept of who asked."""
    if not found.answered:
        return Reply((shown(found, tuple(_button(word, "ask", w=word) for word in found.meant)),))
    about = {"p": found.passages[0].passage, "w": question}
    thumbs = (_button(texts.USEFUL, "useful", **about), _button(texts.NOT_USEFUL, "not_useful", **about))
    return Reply((shown(found, thumbs),))


def _button(label: str, verb: str, **about: str) -> Button:
    return Button(label, verb, tuple(about.items()))


async def _note(
    event: Event, store: Store, now: datetime, kind: NoteKind, question: str, passage: str = ""
) -> None:
    """Keep a question for the coordinator."""
    await note(store, event.person.key.tenant, kind, question, now, _cause(event), passage)


async def _count(event: Event, store: Store, now: datetime, tally: Tally, use: Use) -> None:
    await count(store, tally, event.person.key.tenant, use, now, _cause(event))


def _cause(event: Event) -> str:
    """One person's thumb for one card is one cause, however often it is pressed."""
    return f"{press_id(event)}\n{event.card}" if event.press else event.activity


def _result(found: Found) -> Result:
    where = texts.source(found.plan, found.section, found.page_label or found.page)
    title = texts.found_at(found.section, found.page_label or found.page) or found.plan
    if not found.quote:
        told = texts.unquoted(found.unquoted, where)
        return Result(
            title, texts.short(found.unquoted, 300), Say((told,), title=texts.PLAN_SAYS), found.url or ""
        )
    quote = Quote(found.quote, where, found.url or "", found.words)
    return Result(title, found.quote, Say((), title=texts.PLAN_SAYS, quotes=(quote,)))


def _line(sentence: str) -> Reply:
    return Reply((Say((sentence,)),))
