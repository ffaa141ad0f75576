"""The coordinator's list: what was asked in vain, by subject, with counts and without names."""

import asyncio
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from dialogs import texts as general
from dialogs.desk import Desk, Outcome
from dialogs.focus import Focus
from dialogs.learning import texts
from dialogs.noting import note
from dialogs.plan_notes import NoteKind, PlanNote
from dialogs.values import Value
from dialogs.views import Button, Row, Say, ShowRows, View
from knowledge.librarian import Librarian

PART = "open_questions"
ROWS = 6  # subjects on one page, each with three buttons
MOST = 99  # subjects that have a number
SHOWN = 3  # questions of one subject


@dataclass(frozen=True, slots=True)
class OpenSubject:
    """Questions on one subject that had no good answer, the newest first, and how often it was asked."""

    key: str
    label: str
    questions: tuple[str, ...]
    not_found: int
    down: int
    up: int


async def open_subjects(desk: Desk) -> tuple[OpenSubject, ...]:
    """The subjects on the list now, the most asked first; empty without a plan."""
    if desk.plans is None:
        return ()
    notes = await desk.store.plan_notes(desk.who.tenant)
    return await asyncio.to_thread(_grouped, desk.plans, _standing(notes))


async def subject(desk: Desk, key: str) -> OpenSubject | None:
    """The subject with this key, when it is still on the list."""
    return next((one for one in await open_subjects(desk) if one.key == key), None)


async def numbered(desk: Desk, number: str) -> OpenSubject | None:
    """The subject that a typed number means: as it was numbered when the list was last shown."""
    keys = desk.focus.draft.get("keys") if desk.focus.part == PART else None
    shown = list(keys) if isinstance(keys, Sequence) and not isinstance(keys, str) else None
    if shown is None:
        shown = [one.key for one in await open_subjects(desk)]
    place = int(number)
    return await subject(desk, str(shown[place - 1])) if 1 <= place <= len(shown) else None


async def show(desk: Desk, page: int = 1, said: str = "") -> Outcome:
    """The list, with `said` above it."""
    if desk.plans is None:
        return facing(desk, (Say((general.NO_PLAN_YET,)),), PART)
    fallen = await asyncio.to_thread(desk.plans.settle)
    found = (await open_subjects(desk))[:MOST]
    pages = max(-(-len(found) // ROWS), 1)
    page = min(max(page, 1), pages)
    first = (page - 1) * ROWS
    rows = [
        await _row(desk, number, one) for number, one in enumerate(found[first : first + ROWS], first + 1)
    ]
    intro = [
        said,
        texts.fallen([one.question for one in fallen]) if fallen else "",
        await _counted(desk),
        texts.WITHOUT_NAMES if found else texts.NOTHING_OPEN,
    ]
    buttons = [desk.button(texts.OWN_WORDS, "own_words", "eigen woorden")]
    if page < pages:
        more = {"p": str(page + 1)}
        buttons.insert(
            0, desk.button(texts.NEXT_PAGE, "open_questions", f"open vragen {page + 1}", about=more)
        )
    title = texts.TITLE if page == 1 else texts.page(page)
    view = ShowRows(title, tuple(rows), "\n".join(line for line in intro if line), tuple(buttons))
    return facing(desk, (view,), PART, keys=tuple(one.key for one in found))


async def settle(desk: Desk, one: OpenSubject) -> Outcome:
    """Take a subject off the list; it comes back when it is asked again."""
    for question in one.questions:
        cause = f"{desk.cause}\n{question}"
        await note(desk.store, desk.who.tenant, NoteKind.SETTLED, question, desk.now, cause)
    return await show(desk, said=texts.settled(one.label))


def facing(desk: Desk, views: tuple[View, ...], part: str, **draft: Value) -> Outcome:
    """Something for the coordinator in front of this person; a question that was pending stays pending."""
    if desk.focus.question:
        return Outcome(views, desk.focus, aside=True)
    focus = Focus(
        round=desk.focus.round, theme=desk.focus.theme, part=part, draft=draft, lookup=desk.focus.lookup
    )
    return Outcome(views, focus, fresh=len(views) > 1)


def list_button(desk: Desk) -> Button:
    """The way back to the list."""
    return desk.button(texts.OPEN_QUESTIONS, "open_questions", "open vragen")


def _standing(notes: Iterable[PlanNote]) -> list[PlanNote]:
    """The notes on questions that were not settled since."""
    kept = list(notes)
    until: dict[str, datetime] = {}
    for one in kept:
        if one.kind is NoteKind.SETTLED:
            until[_same(one.question)] = max(one.at, until.get(_same(one.question), one.at))
    return [
        one
        for one in kept
        if one.kind is not NoteKind.SETTLED
        and (_same(one.question) not in until or one.at > until[_same(one.question)])
    ]


def _grouped(plans: Librarian, notes: Sequence[PlanNote]) -> tuple[OpenSubject, ...]:
    by_question: dict[str, list[PlanNote]] = {}
    for one in reversed(notes):
        by_question.setdefault(_same(one.question), []).append(one)
    asked = [group[0].question for group in by_question.values()]
    groups = list(by_question.values())
    found = []
    for each in plans.subjects(asked):
        kinds = [one.kind for place in each.questions for one in groups[place]]
        made = OpenSubject(
            each.key,
            each.label,
            tuple(asked[place] for place in each.questions),
            kinds.count(NoteKind.UNANSWERED),
            kinds.count(NoteKind.NOT_USEFUL),
            kinds.count(NoteKind.USEFUL),
        )
        if made.not_found or made.down:
            found.append(made)
    return tuple(sorted(found, key=lambda one: -(one.not_found + one.down)))


def _same(question: str) -> str:
    return question.casefold().strip(" ?.!")


async def _row(desk: Desk, number: int, one: OpenSubject) -> Row:
    about = {"k": one.key}
    text = texts.questions(
        one.questions[:SHOWN], len(one.questions) - SHOWN if len(one.questions) > SHOWN else 0
    )
    if one.not_found and await _answers(desk, one.questions):
        text = f"{text}\n{texts.ANSWERED_NOW}"
    buttons = (
        desk.button(texts.ADD_WORD, "teach_word", f"synoniem {number}", about=about),
        desk.button(texts.POINT_OUT, "point_out", f"wijs aan {number}", about=about),
        desk.button(texts.SETTLED, "settle", f"afgehandeld {number}", about=about),
    )
    title = f"{number}. {general.short(one.label, 60)}"
    return Row(title, texts.how_often(one.not_found, one.down, one.up), text, buttons)


async def _answers(desk: Desk, questions: Sequence[str]) -> bool:
    """Whether the plan answers all of these by now."""
    if desk.plans is None:
        return False
    found = [await asyncio.to_thread(desk.plans.ask, one) for one in questions[:SHOWN]]
    return all(one is not None and one.answered for one in found)


async def _counted(desk: Desk) -> str:
    counts = await desk.store.plan_counts(desk.who.tenant)
    if counts.since is None:
        return ""
    since = counts.since.astimezone(desk.zone())
    return texts.counted(
        since, counts.asked, counts.answered, counts.refused, counts.useful, counts.not_useful
    )
