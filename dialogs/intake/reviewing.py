"""Looking back and signing off: samenvatting, indienen, heropen, intern."""

from collections.abc import Mapping
from dataclasses import replace

from dialogs import texts
from dialogs.desk import Desk, Outcome, Place, theme_of
from dialogs.focus import Focus
from dialogs.intake import handing_over
from dialogs.intake.format import Placed
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import answer_shown
from dialogs.intake.theme_log import Kind
from dialogs.intake.writing import answer, event
from dialogs.navigating import is_submitted, not_open, say
from dialogs.views import Button, Row, Say, ShowRows, View

SURE_TO_SUBMIT = "submit"
SURE_TO_REOPEN = "reopen"


async def summary(desk: Desk, place: Place) -> Outcome:
    """All answers, one card a block, each with a way to change it."""
    sheet = await desk.sheet(place)
    open_ = not sheet.state.signed_off
    views: list[ShowRows] = []
    waiting = await handing_over.names(desk, sheet)
    for block in sheet.format.blocks:
        asked = sorted((one for one in sheet.asked if one.block.id == block.id), key=lambda one: one.rank)
        rows = tuple(_row(desk, sheet, one, open_, waiting) for one in asked)
        if rows:
            views.append(ShowRows(f"{sheet.theme.title} · {block.title}", rows))
    data = theme_of(sheet)
    buttons: tuple[Button, ...]
    if open_:
        buttons = (
            desk.button(texts.SUBMIT, "submit", "indienen", primary=True, about=data),
            desk.button(texts.CONTINUE, "continue", "verder", about=data),
        )
    else:
        buttons = (desk.button(texts.REOPEN, "reopen", "heropen", about=data),)
    internal = sheet.format.closing.internal if open_ else ""
    outro = texts.paragraphs(sheet.format.closing.summary, internal and texts.internal_how(internal))
    last = views[-1]
    views[-1] = ShowRows(last.title, last.rows, last.intro, buttons, outro if open_ else texts.IS_SUBMITTED)
    return Outcome(tuple(views), _here(sheet), fresh=True)


async def submit(desk: Desk, place: Place) -> Outcome:
    """Ask whether to submit; or say what is still needed, with a way to each."""
    sheet = await desk.sheet(place)
    if sheet.state.signed_off:
        return is_submitted(desk, sheet)
    if not desk.is_open(place.round):
        return not_open(desk, place)
    if not_yet := await _missing(desk, sheet):
        return Outcome((not_yet,), _here(sheet), fresh=True)
    marked = sum(sheet.internal(one.question) and sheet.answered(one) for one in sheet.asked)
    closing = sheet.format.closing
    buttons = (
        desk.button(closing.submit_yes, "submit_yes", "ja", primary=True, about=theme_of(sheet)),
        desk.button(closing.submit_later, "submit_no", "nee", about=theme_of(sheet)),
    )
    left = [one.number for one in sheet.still_asked()]
    said = texts.submit_sure(sheet.theme.title, marked)
    waits = desk.form is not None and (desk.form.round, desk.form.theme) == (place.round.id, place.theme.id)
    notes = [*([texts.still_asked(left)] if left else []), *([texts.FORM_WAITS] if waits else [])]
    view = Say((*said, *notes), buttons, sheet.theme.title)
    return Outcome((view,), _here(sheet, SURE_TO_SUBMIT), fresh=True)


async def submit_yes(desk: Desk, place: Place) -> Outcome:
    """Submit. What is missing is checked again: a co-author may have skipped something meanwhile."""
    async with desk.deciding:
        sheet = await desk.sheet(place)
        if not sheet.state.signed_off:
            if not_yet := await _missing(desk, sheet):
                return Outcome((not_yet,), _here(sheet), fresh=True)
            sheet = await desk.append(sheet, event(desk, sheet, Kind.SUBMITTED))
    said = texts.submitted(sheet.theme.title, await desk.names(sheet.round.coordinators))
    buttons = (desk.button(texts.SUMMARY, "summary", "samenvatting", about=theme_of(sheet)),)
    return Outcome((Say(said, buttons, sheet.theme.title),), _here(sheet))


async def submit_no(desk: Desk, place: Place) -> Outcome:
    """Keep it for later."""
    sheet = await desk.sheet(place)
    button = desk.button(texts.CONTINUE, "continue", "verder", about=theme_of(sheet))
    return Outcome((Say((texts.KEPT_FOR_LATER,), (button,), sheet.theme.title),), _here(sheet))


async def reopen(desk: Desk, place: Place) -> Outcome:
    """Ask whether to open a submitted theme again."""
    sheet = await desk.sheet(place)
    if not sheet.state.signed_off:
        return say(desk, texts.NOT_SUBMITTED)
    buttons = (
        desk.button(texts.REOPEN_YES, "reopen_yes", "ja", primary=True, about=theme_of(sheet)),
        desk.button(texts.NO, "reopen_no", "nee", about=theme_of(sheet)),
    )
    return Outcome((Say((texts.REOPEN_SURE,), buttons, sheet.theme.title),), _here(sheet, SURE_TO_REOPEN))


async def reopen_yes(desk: Desk, place: Place) -> Outcome:
    """Open a submitted theme again."""
    async with desk.deciding:
        sheet = await desk.sheet(place)
        if sheet.state.signed_off:
            sheet = await desk.append(sheet, event(desk, sheet, Kind.REOPENED))
    buttons = (
        desk.button(texts.SUMMARY, "summary", "samenvatting", primary=True, about=theme_of(sheet)),
        desk.button(texts.SUBMIT, "submit", "indienen", about=theme_of(sheet)),
    )
    return Outcome((Say((texts.REOPENED,), buttons, sheet.theme.title),), _here(sheet))


async def reopen_no(desk: Desk, place: Place) -> Outcome:
    """Leave a theme submitted."""
    sheet = await desk.sheet(place)
    return is_submitted(desk, sheet)


async def mark(desk: Desk, place: Place, number: str, internal: bool) -> Outcome:
    """Make an answer internal, or let it into the draft."""
    sheet = await desk.sheet(place)
    placed = sheet.format.by_number(number)
    entry = sheet.state.standing(placed.id) if placed else None
    if placed is not None and not sheet.covers(placed.id):
        return say(desk, texts.LENT_ONLY_THIS)
    if placed is None or entry is None or entry.draft.status is None:
        return say(desk, texts.UNKNOWN_PLACE if placed is None else texts.nothing_there(placed.number))
    if sheet.state.signed_off:
        return is_submitted(desk, sheet)
    draft = answer(
        desk,
        sheet,
        placed,
        entry.draft.status,
        entry.draft.value,
        internal=internal,
        seen=sheet.last_seq,
    )
    await desk.append(sheet, replace(draft, revision=entry.draft.revision))
    return say(desk, texts.made_internal(placed.number, internal))


def _row(desk: Desk, sheet: Sheet, one: Placed, open_: bool, waiting: Mapping[str, str]) -> Row:
    state = texts.INTERNAL_MARK if sheet.internal(one.question) and sheet.answered(one) else ""
    if one.question.deepening and not sheet.settled(one):
        state = texts.EXTRA_MARK
    if one.id in waiting:
        state = texts.with_whom(waiting[one.id])
    label = texts.CHANGE if sheet.answered(one) else texts.FILL_IN
    change = desk.button(label, "change", f"wijzig {one.number}", about={**theme_of(sheet), "q": one.id})
    return Row(
        f"{one.number}. {sheet.words(one.question.text, one.id)}",
        state=state,
        text=answer_shown(sheet, one.question),
        buttons=(change,) if open_ else (),
    )


async def _missing(desk: Desk, sheet: Sheet) -> View | None:
    missing = sheet.missing()
    if not missing:
        return None
    waiting = await handing_over.names(desk, sheet)
    rows = tuple(_row(desk, sheet, one, True, waiting) for one in missing)
    go_on = desk.button(texts.CONTINUE, "continue", "verder", primary=True, about=theme_of(sheet))
    return ShowRows(sheet.theme.title, rows, texts.missing([one.number for one in missing]), (go_on,))


def _here(sheet: Sheet, part: str = "") -> Focus:
    """No question pending in this theme, but perhaps a confirmation."""
    return Focus(round=sheet.round.id, theme=sheet.theme.id, part=part, seen=sheet.last_seq)
