"""A press on a card: what its button does, when the card is still the newest, and when it is not."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from dialogs import coordinating, laters, lookup, navigating, texts
from dialogs.desk import Desk, Outcome, Place, placed_at
from dialogs.events import Press
from dialogs.filing import deciding, offering
from dialogs.focus import Why
from dialogs.intake import (
    answering,
    current_text,
    handing_over,
    holding,
    lent,
    lists,
    reviewing,
    undoing,
)
from dialogs.intake.format import Placed
from dialogs.intake.question_types import ListQuestion
from dialogs.intake.saving import Given
from dialogs.intake.sheet import Sheet
from dialogs.intake.steps import Step, possible, step_at
from dialogs.learning import flow as learning
from dialogs.navigating import at, say
from dialogs.reminding import flow as reminding
from dialogs.reminding import quiet
from dialogs.setting_up import flow as setting_up
from dialogs.setting_up import sheet
from dialogs.shelving import flow as shelving
from dialogs.typed import Handler, back_from, chosen
from dialogs.views import Ask, Say, View


async def pressed(desk: Desk) -> Outcome:
    """What a button does. What came with it is checked against the stored state, and never believed."""
    press = _press(desk)
    anywhere: Mapping[str, Callable[[Desk], Awaitable[Outcome]]] = {
        "help": navigating.help_,
        "themes": navigating.themes,
        "stop_now": navigating.stop_now,
        "nudges_off": lambda one: quiet.wanted(one, yes=False),
        "nudges_on": lambda one: quiet.wanted(one, yes=True),
        "lent": lent.waiting_for_me,
    }
    if press.verb in anywhere:
        return await anywhere[press.verb](desk)
    for verbs, do in _AREAS:
        if press.verb in verbs:
            return await do(desk)
    passage = press.data.get("p", "")
    if press.verb in {"useful", "not_useful"}:
        return await lookup.judged(desk, useful=press.verb == "useful", passage=passage)
    if press.verb == "more":
        return await lookup.more(desk, passage)
    if press.verb == "ask":
        return await lookup.asked(desk, press.data.get("w", "")[:100])
    if press.verb == "pick_moment":
        return await laters.picked(desk, press.data.get("when", ""))
    if press.verb in {holding.KEEP, holding.DROP, holding.TO_PLAN}:
        newest = press.data.get("n") == desk.focus.card  # an older card is about another text
        return await chosen(desk, press.verb) if newest else say(desk, texts.OLD_CARD)
    if (place := _place_of(desk)) is None:
        named = press.data.get("t") or press.data.get("r")
        return _not_theirs(desk) if named else await _without_theme(desk, press.verb)
    return await _pressed_at(desk, place)


async def _without_theme(desk: Desk, verb: str) -> Outcome:
    """A button that names no theme: it is about whatever this person does."""
    general: Mapping[str, Callable[[Desk], Awaitable[Outcome]]] = {
        "continue": navigating.go_on,
        "questions": navigating.questions,
        "stop": quiet.stop,
        "later": laters.later,
        "summary": navigating.themes,
    }
    return await general[verb](desk) if verb in general else say(desk, texts.UNKNOWN_PRESS)


def _place_of(desk: Desk) -> Place | None:
    """The theme that a press names, when it is this person's; the one in front of them when it names none."""
    press = _press(desk)
    if "t" in press.data or "r" in press.data:
        return desk.place(press.data.get("r", ""), press.data.get("t", ""))
    return desk.at


async def _pressed_at(desk: Desk, place: Place) -> Outcome:
    press = _press(desk)
    if desk.only and press.verb not in lent.VERBS:
        return say(desk, texts.LENT_ONLY_THIS)
    confirming: Mapping[str, Callable[[Desk, Place], Awaitable[Outcome]]] = {
        "submit_yes": reviewing.submit_yes,
        "submit_no": reviewing.submit_no,
        "reopen_yes": reviewing.reopen_yes,
        "reopen_no": reviewing.reopen_no,
        "hand_theme_yes": handing_over.theme_yes,
        "hand_theme_no": handing_over.theme_no,
    }
    if press.verb in _OF_THEME and not press.inputs:
        return await _OF_THEME[press.verb](desk, place)
    sheet = await desk.sheet(place)
    newest = press.data.get("n") == desk.focus.card
    if press.verb in confirming:
        if not newest:
            return await navigating.opened(desk, place)
        return await confirming[press.verb](desk, place)
    if press.verb == "undo":
        seq = press.data.get("u", "")
        return await undoing.undo(desk, place, int(seq) if seq.isdecimal() and len(seq) < 10 else -1)
    if press.verb == "questions":
        return await navigating.questions(desk)
    placed = placed_at(sheet, press.data.get("q", ""))
    if sheet.state.signed_off:
        return _kept_in_sight(desk, place, navigating.is_submitted(desk, sheet))
    step = possible(sheet, placed, press.data.get("m", ""), press.data.get("i", "")) if placed else None
    if step is None:
        return _kept_in_sight(desk, place, await navigating.opened(desk, place))
    if press.verb in _HANDING:
        return await _HANDING[press.verb](desk, sheet, step.placed)
    if press.verb in {"change", "edit", "remove"}:
        return await _pressed_in_list(desk, sheet, step)
    return await _pressed_on_question(desk, sheet, step, newest=newest)


async def _pressed_in_list(desk: Desk, sheet: Sheet, step: Step) -> Outcome:
    press = _press(desk)
    if press.verb == "change" or not isinstance(step.placed.question, ListQuestion):
        return at(desk, sheet, step_at(sheet, step.placed), Why.CHANGE)
    if press.verb == "remove":
        seq = press.data.get("s", "")
        return await lists.remove(desk, sheet, step, int(seq) if seq.isdecimal() and len(seq) < 10 else 0)
    return await lists.edit(desk, sheet, step)


async def _pressed_on_question(desk: Desk, sheet: Sheet, step: Step, *, newest: bool) -> Outcome:
    """A button of a question's own card. What is filled in on an old card is never saved unasked."""
    press = _press(desk)
    given = Given(dict(press.inputs))
    if not newest:
        if _filled_in_anew(sheet, step, given):
            return await holding.out_of_date(desk, sheet, step, given)
        return await navigating.opened(desk, next(one for one in desk.places if one.theme == sheet.theme))
    if desk.focus.question == step.placed.id and desk.focus.revision < step.placed.question.revision:
        return holding.not_shown_yet(desk, sheet, step, given)
    if press.verb == "save":
        return await answering.take(desk, sheet, step, given)
    if press.verb == "close" and isinstance(step.placed.question, ListQuestion):
        return await lists.close(desk, sheet, step, given)
    if press.verb == "adjust":
        return await current_text.adjust(desk, sheet, step, given)
    if _filled_in_anew(sheet, step, given) and not holding.told_before(desk, step, given):
        outcome = await answering.take(desk, sheet, step, given)
        if press.verb in {"skip", "unknown", "enough", "right"} or outcome.stuck:
            return outcome
        return _told(await _left(_knowing(desk, outcome), sheet, step), outcome)
    return await _left(desk, sheet, step)


async def _left(desk: Desk, sheet: Sheet, step: Step) -> Outcome:
    """A button that leads away from a question, once what was filled in is safe."""
    press = _press(desk)
    leaving: Mapping[str, Handler] = {
        "skip": answering.skip,
        "unknown": answering.unknown,
        "enough": answering.enough,
        "back": back_from,
        "right": current_text.right,
        "hand_over": handing_over.ask_whom,
        "give_back": lambda one, fresh, there: lent.ask_back(one, fresh, there.placed),
    }
    if press.verb in leaving:
        return await leaving[press.verb](desk, await desk.sheet(Place(sheet.round, sheet.theme)), step)
    if press.verb in _OF_THEME:
        return await _OF_THEME[press.verb](desk, Place(sheet.round, sheet.theme))
    return await _without_theme(desk, press.verb)


def _knowing(desk: Desk, saved: Outcome) -> Desk:
    """The desk of somebody who knows what they just saved, so that it is no conflict with themselves."""
    return replace(desk, focus=replace(desk.focus, seen=max(desk.focus.seen, saved.focus.seen)))


def _told(outcome: Outcome, saved: Outcome) -> Outcome:
    """What a button shows, after what was saved from the card on the way."""
    first = saved.views[0]
    note = first.saved if isinstance(first, Ask) else _lead(first)
    if not note:
        return outcome
    view = Say((note,), (first.undo,) if isinstance(first, Ask) and first.undo else ())
    return replace(outcome, views=(view, *outcome.views), fresh=True)


def _lead(view: View) -> str:
    """What was saved, where all questions came by: the end says it first."""
    return view.paragraphs[0] if isinstance(view, Say) else ""


def _filled_in_anew(sheet: Sheet, step: Step, given: Given) -> bool:
    """Whether a card holds something in words that was not saved yet."""
    assert isinstance(given.what, Mapping)  # noqa: S101
    return bool(holding.typed_in(sheet, step, given.what))


def _kept_in_sight(desk: Desk, place: Place, outcome: Outcome) -> Outcome:
    """What a button about a question that cannot be answered (any more) shows: with what was typed there."""
    keys = {"true", "false", *(press := _press(desk)).data.values()}
    typed = "\n".join(text for text in press.inputs.values() if text.strip() and text not in keys)
    if not typed:
        return outcome
    view = Say((texts.CHANGED_MEANWHILE,), title=place.theme.title, typed=typed)
    return Outcome((view, *outcome.views), outcome.focus, fresh=True)


def _not_theirs(desk: Desk) -> Outcome:
    """A button about a theme of others; what was filled in there stays in sight."""
    press = _press(desk)
    if press.verb in lent.VERBS and not press.inputs:
        return say(desk, texts.QUESTION_NOT_YOURS_NOW if press.verb == "lent_open" else texts.NOT_YOURS)
    typed = "\n".join(text for text in press.inputs.values() if text.strip())
    return Outcome((Say((texts.NOT_YOURS,), typed=typed),), desk.focus, aside=True)


async def _about_a_file(desk: Desk) -> Outcome:
    """Yes or no to a file that was offered; the sheet of a new round is about no theme."""
    if _press(desk).data.get("w") == sheet.WHAT:
        return await sheet.pressed(desk)
    return await offering.pressed(desk.wide)


def _press(desk: Desk) -> Press:
    assert desk.event.press is not None  # noqa: S101  (this module is called for presses only)
    return desk.event.press


# What has buttons of its own, and reads its presses itself.
_AREAS: Sequence[tuple[frozenset[str], Callable[[Desk], Awaitable[Outcome]]]] = (
    (shelving.VERBS, shelving.pressed),
    (learning.VERBS, learning.pressed),
    (coordinating.VERBS, coordinating.pressed),
    (reminding.VERBS, reminding.pressed),
    (offering.VERBS, _about_a_file),
    (deciding.VERBS, lambda desk: deciding.pressed(desk.wide)),
    (setting_up.VERBS, setting_up.pressed),
)

_OF_THEME: Mapping[str, Callable[[Desk, Place], Awaitable[Outcome]]] = {
    "open": navigating.opened,
    "continue": navigating.opened,
    "summary": reviewing.summary,
    "extra": navigating.extra,
    "submit": reviewing.submit,
    "reopen": reviewing.reopen,
}

_HANDING: Mapping[str, Callable[[Desk, Sheet, Placed], Awaitable[Outcome]]] = {
    "hand_to": lambda desk, sheet, placed: handing_over.pressed_to(desk, sheet, placed, _press(desk).inputs),
    "take_back": handing_over.take_back,
    "lent_open": lent.opened,
    "give_back_yes": lambda desk, sheet, placed: lent.give_back(
        desk, sheet, placed, _press(desk).inputs.get(lent.REMARK_PART, "")
    ),
}
