"""What becomes of the changes of a form: all at once, or one by one. Only what is accepted is saved."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from dialogs.desk import Desk, Outcome, Place
from dialogs.filing import texts, waiting
from dialogs.filing.change import Change, What
from dialogs.filing.importing import drafts
from dialogs.focus import HeldChange, HeldForm
from dialogs.intake.asking import Around
from dialogs.intake.personal_data import find
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Conflict, Status
from dialogs.intake.writing import asked_by, undo_button, written_by
from dialogs.matching import normalised
from dialogs.navigating import forward, is_submitted, say
from dialogs.texts import CONTINUE, DATA_KINDS, NOT_YOURS, short
from dialogs.views import Button, Say

PART = "form"  # the part of a focus while changes are decided one by one
ALL, EACH, NONE = "form_all", "form_each", "form_none"
KEEP, LEAVE = "form_keep", "form_leave"
VERBS = frozenset({ALL, EACH, NONE, KEEP, LEAVE})
TRIES = 3  # at writing, when a colleague is just first

_WORDS = {
    ALL: frozenset({"alles bewaren", "bewaar alles"}),
    EACH: frozenset({"per vraag kiezen"}),
    NONE: frozenset({"niets bewaren", "bewaar niets"}),
}
_WORDS_OF_ONE = {
    KEEP: frozenset({"bewaren", "bewaar", "toch bewaren", "ja"}),
    LEAVE: frozenset({"laten zoals het is", "zo laten", "niet bewaren", "nee"}),
}

Waiting = tuple[HeldChange, Change]


def choices(desk: Desk, form: HeldForm) -> tuple[Button, ...]:
    """The buttons under what was read."""
    about = {"f": form.mark}
    return (
        desk.button(texts.SAVE_ALL, ALL, "alles bewaren", primary=True, about=about),
        desk.button(texts.CHOOSE_EACH, EACH, "per vraag kiezen", about=about),
        desk.button(texts.SAVE_NONE, NONE, "niets bewaren", about=about),
    )


async def typed(desk: Desk, text: str) -> Outcome | None:
    """A typed choice about the form that waits; None for anything else."""
    form = desk.form
    if form is None:
        return None
    one_by_one = desk.focus.part == PART and not desk.focus.question
    words = normalised(text)
    for verb, said in {**_WORDS, **(_WORDS_OF_ONE if one_by_one else {})}.items():
        if words in said:
            return await _decided(desk.wide, form, verb)
    return None


async def pressed(desk: Desk) -> Outcome:
    """A button about a form; an old one says so, and a change that was decided stays decided."""
    press = desk.event.press
    assert press is not None  # noqa: S101  (called for presses only)
    form = desk.form
    if form is None or press.data.get("f") != form.mark:
        return say(desk, texts.FORM_OVER)
    if press.verb in {KEEP, LEAVE} and press.data.get("k") != _key(form.changes[0]):
        return await _next(desk, form)
    return await _decided(desk, form, press.verb)


async def again(desk: Desk) -> Outcome | None:
    """The change in front of this person, for a turn that was done before; None for anything else."""
    form = desk.form
    if form is None or desk.focus.part != PART or desk.focus.question:
        return None
    place = waiting.place_of(desk, form)
    sheet = await desk.wide.sheet(place) if place else None
    mine = written_by(sheet.entries, desk.cause) if sheet else ()
    count = sum(one.draft.status is not Status.CLOSED for one in mine)
    return await _next(desk.wide, form, texts.form_saved(count) if count else "")


async def reminded(desk: Desk, outcome: Outcome) -> Outcome:
    """`outcome` after a word about the form that waits, when one does."""
    form = desk.form
    place = waiting.place_of(desk, form) if form else None
    if form is None or place is None:
        return outcome
    sheet = await desk.sheet(place)
    left = [one for one in waiting.waiting(sheet, form) if waiting.applies(sheet, one[1])]
    if sheet.state.signed_off or not left:
        return outcome
    first = Say((texts.form_waits(len(left)),), choices(desk, form), texts.form_title(sheet.theme.title))
    return replace(outcome, views=(first, *outcome.views), fresh=True)


def heading(sheet: Sheet, change: Change) -> str:
    """The question of a change, in one line."""
    question = change.placed.question
    return f"{change.placed.number}. {short(sheet.words(question.text, question.id), 90)}"


async def _decided(desk: Desk, form: HeldForm, verb: str) -> Outcome:
    place = waiting.place_of(desk, form)
    if place is None:
        return say(desk, NOT_YOURS)
    if verb == NONE:
        return replace(say(desk, texts.NONE_SAVED), form=replace(form, changes=()))
    if verb == EACH:
        return await _next(desk, form)
    sheet = await desk.sheet(place)
    if sheet.state.signed_off:
        return is_submitted(desk, sheet)
    left = waiting.waiting(sheet, form)
    if verb == ALL:
        return await _all(desk, sheet, form, left)
    first = form.changes[0]
    rest = replace(form, changes=form.changes[1:])
    if verb == LEAVE:
        return await _next(desk, rest, texts.LEFT)
    return await _saved(desk, sheet, rest, [one for one in left if one[0] is first])


async def _all(desk: Desk, sheet: Sheet, form: HeldForm, left: Sequence[Waiting]) -> Outcome:
    """Save what needs no look of its own; the others are asked one by one."""
    plain = [one for one in left if not waiting.needs_a_look(one[1])]
    together = [change for _, change in plain]
    plain = [one for one in plain if waiting.applies(sheet, one[1], together)]
    kept = {id(waits) for waits, _ in plain}
    rest = tuple(waits for waits, _ in left if id(waits) not in kept)
    return await _saved(desk, sheet, replace(form, changes=rest), plain)


async def _saved(desk: Desk, sheet: Sheet, rest: HeldForm, chosen: Sequence[Waiting]) -> Outcome:
    """Write what was chosen, and go on with the rest; what a colleague changed just now joins the rest."""
    sheet, written = await _written(desk, sheet, rest.mark, chosen)
    late = tuple(replace(waits, newer=True) for waits, change in chosen if change not in written)
    note = texts.form_saved(len(written)) if written else ""
    return await _next(desk, replace(rest, changes=(*late, *rest.changes)), note, sheet)


async def _written(
    desk: Desk, sheet: Sheet, mark: str, chosen: Sequence[Waiting]
) -> tuple[Sheet, Sequence[Change]]:
    """The theme with the chosen changes in its log, all of them at once, and which those are."""
    for _ in range(TRIES):
        ready = [change for waits, change in chosen if not _late(sheet, waits, mark)]
        made = drafts(
            sheet,
            ready,
            author=desk.who.person,
            activity=desk.cause,
            at=desk.now,
            mark=mark,
            on_behalf_of=partial(asked_by, desk, sheet),
        )
        try:
            return (await desk.append(sheet, *made) if made else sheet), ready
        except Conflict:
            sheet = await desk.sheet(Place(sheet.round, sheet.theme))
    return sheet, ()


def _late(sheet: Sheet, waits: HeldChange, mark: str) -> bool:
    """Whether the log has a newer answer at this place than the person saw."""
    return waiting.seen_now(sheet, waits, mark).seen > waits.seen


async def _next(desk: Desk, form: HeldForm, note: str = "", sheet: Sheet | None = None) -> Outcome:
    """The next change to be decided, or the end; `note` says what became of the last one."""
    place = waiting.place_of(desk, form)
    if place is None:
        return say(desk, NOT_YOURS)
    sheet = sheet or await desk.sheet(place)
    if sheet.state.signed_off:
        return is_submitted(desk, sheet)
    left = waiting.waiting(sheet, form)
    left = [one for one in left if waiting.applies(sheet, one[1])]
    if not left:
        return _end(desk, sheet, replace(form, changes=()), note)
    shown = waiting.seen_now(sheet, left[0][0], form.mark)
    form = replace(form, changes=(shown, *(waits for waits, _ in left[1:])))
    focus = replace(desk.nowhere(), round=form.round, theme=form.theme, part=PART)
    return Outcome((_card(desk, sheet, form, left[0][1], note),), focus, form=form)


def _card(desk: Desk, sheet: Sheet, form: HeldForm, change: Change, note: str) -> Say:
    """One change, with what stands now beside what the form says."""
    kinds = [DATA_KINDS[one.kind.value] for one in find(change.new)]
    said = [
        note,
        heading(sheet, change),
        texts.old_and_new(change.old, change.new, most=1500),
        texts.CHANGED_SINCE if change.newer else "",
        texts.looks_personal(list(dict.fromkeys(kinds))) if kinds else "",
    ]
    about = {"f": form.mark, "k": _key(form.changes[0])}
    label = texts.SAVE_ANYWAY if kinds else texts.TAKE_AWAY if change.what is What.EMPTIED else texts.SAVE
    buttons = [
        desk.button(label, KEEP, "toch bewaren" if kinds else "bewaren", primary=True, about=about),
        desk.button(texts.LEAVE, LEAVE, "laten zoals het is", about=about),
    ]
    undo = undo_button(desk, sheet, texts.UNDO)
    buttons += [undo] if undo else []
    if len(form.changes) > 1:
        buttons.append(desk.button(texts.SAVE_ALL, ALL, "alles bewaren", about={"f": form.mark}))
    title = texts.form_left(sheet.theme.title, len(form.changes))
    return Say(tuple(one for one in said if one), tuple(buttons), title)


def _end(desk: Desk, sheet: Sheet, form: HeldForm, note: str) -> Outcome:
    """All is decided: the next question follows, unless one of another theme is in front of this person."""
    undo = undo_button(desk, sheet, texts.UNDO)
    said = note or texts.FORM_DONE
    elsewhere = desk.focus.question and (desk.focus.round, desk.focus.theme) != (form.round, form.theme)
    if elsewhere:
        about = {"r": form.round, "t": form.theme}
        go_on = desk.button(CONTINUE, "open", sheet.theme.title, about=about)
        view = Say((said,), (go_on, *([undo] if undo else [])), sheet.theme.title)
        return Outcome((view,), desk.focus, aside=True, form=form)
    return replace(forward(desk, sheet, None, Around(saved=said, undo=undo)), form=form, closing=said)


def _key(waits: HeldChange) -> str:
    return ".".join(part for part in (waits.question, waits.item, str(waits.row or "")) if part)
