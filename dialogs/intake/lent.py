"""The side of a colleague who was asked one question: seeing it, answering it, giving it back.

They reach that question and nothing else of the theme: every turn works on a desk that is narrowed to what
the log says they were asked (`within_reach`), so that a made-up press finds nothing either.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from dialogs import texts
from dialogs.desk import Desk, Lent, Notice, Outcome, theme_of
from dialogs.focus import Focus, Why
from dialogs.intake.format import Placed
from dialogs.intake.lending import BACK, REMARK, TO
from dialogs.intake.personal_data import find
from dialogs.intake.sheet import Sheet
from dialogs.intake.steps import Step, step_at
from dialogs.intake.theme_log import Draft, Kind, Phase, Status
from dialogs.intake.writing import asked_by
from dialogs.matching import exact_command, normalised
from dialogs.meaning import asks_the_plan
from dialogs.navigating import LENT, at, is_submitted, say
from dialogs.values import Value
from dialogs.views import Ask, Button, Drawn, Part, PartKind, Row, Say, ShowRows

BACK_PART = "give_back"
REMARK_PART = "opmerking"
LONGEST_REMARK = 500  # characters

# What can be done with a question that was handed over; all else is about a whole theme.
VERBS = frozenset(
    {"save", "close", "unknown", "enough", "edit", "remove", "change", "undo", "later", "stop", "help"}
    | {"lent_open", "give_back", "give_back_yes", "right", "adjust"}
)
COMMANDS = frozenset(
    {"wijzig", "verwijder", "intern", "niet intern", "ongedaan maken", "weet ik nog niet", "overslaan"}
    | {"terug", "teruggeven"}
)
_GIVES_BACK = re.compile(r"\s*(?:teruggeven|geef terug)\s*[:;,–-]\s*(\S.*)", re.IGNORECASE | re.DOTALL)


def within_reach(desk: Desk) -> Desk:
    """The desk, narrowed when this turn is about a question that a colleague handed over."""
    press, focus = desk.event.press, desk.focus
    if press is not None and ("t" in press.data or "r" in press.data):
        where = (press.data.get("r", ""), press.data.get("t", ""), press.data.get("q", ""))
    else:
        part, _, question = focus.part.partition(":")
        where = (focus.round, focus.theme, focus.question or (question if part in {LENT, BACK_PART} else ""))
    lent = desk.lent_at(*where)
    return desk.narrowed(lent) if lent else desk


async def opened(desk: Desk, sheet: Sheet, placed: Placed) -> Outcome:
    """The question that was handed over, with what is answered already."""
    if sheet.state.signed_off:
        return is_submitted(desk, sheet)
    return at(desk, sheet, step_at(sheet, placed), Why.CHANGE if sheet.settled(placed) else Why.NEXT)


async def waiting_for_me(desk: Desk, number: str = "") -> Outcome:
    """The questions that colleagues handed to this person; the only one, or the one asked for, at once."""
    desk = desk.wide
    if not desk.lent:
        return say(desk, texts.NOTHING_LENT)
    chosen = desk.lent[0] if len(desk.lent) == 1 else None
    if number and 1 <= int(number) <= len(desk.lent):
        chosen = desk.lent[int(number) - 1]
    if chosen is not None:
        inside = desk if desk.place(chosen.place.round.id, chosen.place.theme.id) else desk.narrowed(chosen)
        sheet = await inside.sheet(chosen.place)
        placed = sheet.format.placed(chosen.hand_over.question)
        assert placed is not None  # noqa: S101  (a desk holds no other hand-overs)
        return await opened(inside, sheet, placed)
    rows = [await _row(desk, one, place) for place, one in enumerate(desk.lent, 1)]
    return Outcome((ShowRows(texts.LENT_TITLE, tuple(rows)),), desk.nowhere())


async def came_back(desk: Desk) -> Drawn | None:
    """The chosen moment has come for somebody who has only questions of others; None when all is done."""
    for number, one in enumerate(desk.lent, 1):
        sheet = await desk.narrowed(one).sheet(one.place)
        placed = sheet.format.placed(one.hand_over.question)
        if placed and not sheet.settled(placed) and sheet.state.phase in {Phase.OPEN, Phase.RETURNED}:
            theme = one.place.theme
            said = texts.lent_came_back(placed.number, theme.title, one.place.round.deadline_of(theme))
            return Say(said, (_open_button(desk, one, number),), theme.title)
    return None


def invitation(desk: Desk, sheet: Sheet, placed: Placed, name: str) -> Say:
    """What a colleague reads who is asked a question: by whom, which, until when; no answer stands in it."""
    question = placed.question
    said = [
        texts.lent_by(name, sheet.theme.title, placed.number),
        sheet.words(question.text, placed.id),
        sheet.words(question.help),
        texts.lent_until(sheet.round.deadline_of(sheet.theme)),
    ]
    said.append(texts.LENT_HOW)
    buttons = (
        desk.button(
            texts.ANSWER_IT,
            "lent_open",
            "doorgegeven vragen",
            primary=True,
            about={**theme_of(sheet), "q": placed.id},
        ),
    )
    return Say(tuple(one for one in said if one), buttons, sheet.theme.title)


async def told(desk: Desk, sheet: Sheet, placed: Placed) -> tuple[Notice, ...]:
    """Who handed this question over, once the one who speaks has answered it."""
    asker = asked_by(desk, sheet, placed.id)
    entry = sheet.state.standing(placed.id)
    if not asker or asker == desk.who.person or entry is None or entry.draft.status is Status.SKIPPED:
        return ()
    return (Notice(asker),)


async def ask_back(desk: Desk, sheet: Sheet, placed: Placed, problem: str = "", typed: str = "") -> Outcome:
    """Something to say with it? Then the question goes back."""
    about = {**theme_of(sheet), "q": placed.id}
    view = Ask(
        theme=sheet.theme.title,
        block=placed.block.title,
        number=placed.number,
        question=texts.GIVE_BACK_ASK,
        progress=sheet.progress,
        parts=(Part(REMARK_PART, PartKind.TEXT, value=typed),),
        buttons=(
            desk.button(texts.GIVE_BACK, "give_back_yes", "teruggeven", primary=True, about=about),
            desk.button(texts.NOT_AFTER_ALL, "lent_open", "toch niet", about=about),
        ),
        help=texts.GIVE_BACK_HELP,
        problem=problem,
    )
    return Outcome(
        (view,), Focus(sheet.round.id, sheet.theme.id, part=f"{BACK_PART}:{placed.id}"), fresh=True
    )


async def give_back(desk: Desk, sheet: Sheet, placed: Placed, remark: str = "") -> Outcome:
    """End the hand-over, and tell who asked."""
    lent = next(
        (one for one in desk.lent if one.place.theme.id == sheet.theme.id and placed.id in one.questions),
        None,
    )
    if lent is None:
        return say(desk, texts.NOT_LENT)
    remark = remark.strip()
    if find(remark) or len(remark) > LONGEST_REMARK:
        problem = texts.REMARK_TOO_LONG if len(remark) > LONGEST_REMARK else texts.REMARK_DATA
        return await ask_back(desk, sheet, placed, problem, remark)
    value: dict[str, Value] = {TO: lent.hand_over.to, BACK: True}
    if remark:
        value[REMARK] = remark
    await desk.append(sheet, entry(desk, sheet, lent.hand_over.question, value))
    done = Say((texts.gave_back(placed.number),), title=sheet.theme.title)
    return Outcome((done,), Focus(lookup=desk.focus.lookup), notices=(Notice(lent.hand_over.by),), fresh=True)


async def typed_back(desk: Desk, text: str) -> Outcome | None:
    """A typed line of somebody who holds a question of another: giving it back, or the remark with it."""
    if not desk.only:
        return _gone(desk, text)
    place = desk.places[0]
    part, _, about = desk.focus.part.partition(":")
    asked = not desk.focus.question and part == BACK_PART
    sheet = await desk.sheet(place)
    placed = sheet.format.placed(about if asked else desk.focus.question)
    if placed is None:
        return None
    command = exact_command(text)
    if command is not None and command.name == "teruggeven":
        return await give_back(desk, sheet, placed)
    if found := _GIVES_BACK.fullmatch(text):
        return await give_back(desk, sheet, placed, found[1])
    if not asked or command is not None or asks_the_plan(text):
        return None
    if normalised(text) in {"toch niet", "nee"}:
        return await opened(desk, sheet, placed)
    return await give_back(desk, sheet, placed, text)


async def stay(desk: Desk, _sheet: Sheet, _step: Step) -> Outcome:
    """There is nothing before or after a question that was handed over."""
    return say(desk, texts.LENT_ONLY_THIS)


async def back(desk: Desk, sheet: Sheet, step: Step) -> Outcome:
    """Give the question back that is in front of this person."""
    return await give_back(desk, sheet, step.placed)


def entry(desk: Desk, sheet: Sheet, question: str, value: Mapping[str, Value]) -> Draft:
    """A hand-over, or its end, to be written."""
    return Draft(
        key=sheet.key,
        kind=Kind.HANDED_OVER,
        author=desk.who.person,
        activity=desk.cause,
        at=desk.now,
        question=question,
        value=value,
        via=desk.via,
    )


def _gone(desk: Desk, text: str) -> Outcome | None:
    """The question that was shown is no longer this person's: what they typed stays in sight."""
    focus = desk.focus
    if not focus.question or desk.place(focus.round, focus.theme) or exact_command(text):
        return None
    view = Say((texts.QUESTION_NOT_YOURS,), typed=text)
    return Outcome((view,), replace(focus, question="", round="", theme="", part="", held=None))


async def _row(desk: Desk, one: Lent, place: int) -> Row:
    sheet = await desk.narrowed(one).sheet(one.place)
    placed = sheet.format.placed(one.hand_over.question)
    assert placed is not None  # noqa: S101  (a desk holds no other hand-overs)
    name = await desk.called(one.hand_over.by)
    title = f"{one.place.theme.title}: {sheet.words(placed.question.text, placed.id)}"
    state = texts.LENT_ANSWERED if sheet.settled(placed) else ""
    return Row(title, state, texts.lent_from(name), (_open_button(desk, one, place),))


def _open_button(desk: Desk, one: Lent, place: int) -> Button:
    about = {"r": one.place.round.id, "t": one.place.theme.id, "q": one.hand_over.question}
    return desk.button(texts.ANSWER_IT, "lent_open", f"doorgegeven vragen {place}", about=about)


def _look(desk: Desk, sheet: Sheet, placed: Placed) -> Button:
    about = {**theme_of(sheet), "q": placed.id}
    return desk.button(texts.LOOK, "change", f"wijzig {placed.number}", about=about)
