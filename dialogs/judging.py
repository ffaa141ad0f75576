"""Looking at the answers of a theme, asking back about some of them, and approving the theme."""

from dataclasses import replace

from dialogs import judged, texts
from dialogs.coordinator_rights import allowed_sheet, begun
from dialogs.desk import Desk, Outcome, theme_of
from dialogs.focus import Remark
from dialogs.intake.format import Placed
from dialogs.intake.personal_data import find
from dialogs.intake.remarks import asked_back, last_asked_back, submission
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import answer_shown
from dialogs.intake.theme_log import Kind, Phase
from dialogs.intake.writing import event
from dialogs.navigating import say, state
from dialogs.people import PersonKey
from dialogs.policies import Action
from dialogs.rounds.changes import Change, changes
from dialogs.views import Button, Row, Say, ShowRows, View

REVIEW = "review"
REMARK = "remark"
SURE_TO_APPROVE = "sure_approve"
JUDGED = "judged"
PARTS = frozenset({REVIEW, REMARK, SURE_TO_APPROVE, JUDGED})
LONGEST_REMARK = 1000  # characters


async def review(desk: Desk, round_id: str, theme_id: str) -> Outcome:
    """What changed since last time, then all answers, one card a block, internal ones marked."""
    sheet = await allowed_sheet(desk, Action.REVIEW, round_id, theme_id)
    if isinstance(sheet, Outcome):
        return sheet
    views: list[View] = []
    if changed := changes(sheet):
        views.append(await _changed(desk, sheet, changed))
    for block in sheet.format.blocks:
        asked = sorted((one for one in sheet.asked if one.block.id == block.id), key=lambda one: one.rank)
        if asked:
            rows = tuple(_row(desk, sheet, one) for one in asked)
            views.append(ShowRows(f"{sheet.theme.title} · {block.title}", rows))
    views.append(await _end(desk, sheet))
    return begun(desk, tuple(views), REVIEW, sheet=sheet)


async def remark(
    desk: Desk, round_id: str, theme_id: str, *, number: str = "", question: str = ""
) -> Outcome:
    """Ask what should be asked back about one answer, or about the whole theme when none is named."""
    sheet = await _submitted(desk, Action.SEND_BACK, round_id, theme_id)
    if isinstance(sheet, Outcome):
        return sheet
    placed = sheet.format.by_number(number) if number else sheet.format.placed(question)
    if (number or question) and (placed is None or not sheet.applies(placed.id)):
        return say(desk, texts.UNKNOWN_REVIEW_PLACE)
    about = {**theme_of(sheet), "q": placed.id if placed else ""}
    buttons = (desk.button(texts.NO_REMARK, "remark_no", "nee", about=about),)
    if placed is None:
        view = Say((texts.REMARK_ON_THEME,), buttons, sheet.theme.title)
        return begun(desk, (view,), REMARK, sheet=sheet)
    heading = sheet.words(placed.question.text, placed.id)
    said = (texts.remark_on(placed.number, heading), answer_shown(sheet, placed.question), texts.REMARK_HOW)
    return begun(desk, (Say(said, buttons, sheet.theme.title),), REMARK, placed.id, sheet)


async def no_remark(desk: Desk, round_id: str, theme_id: str, question: str) -> Outcome:
    """Ask nothing about an answer after all; a remark that was not sent yet goes."""
    sheet = await allowed_sheet(desk, Action.SEND_BACK, round_id, theme_id)
    if isinstance(sheet, Outcome):
        return sheet
    left = tuple(one for one in desk.focus.remarks if _place(one) != (round_id, theme_id, question))
    view = Say((texts.REMARK_DROPPED,), (_look(desk, sheet), _overview(desk)), sheet.theme.title)
    return replace(begun(desk, (view,), REVIEW, sheet=sheet), remarks=left)


async def noted(
    desk: Desk,
    round_id: str,
    theme_id: str,
    about: str,
    text: str,
    *,
    by_number: bool = False,
    then_send: bool = False,
) -> Outcome:
    """Keep a remark about a question (its id, or its number), or about the whole theme; not sent yet."""
    sheet = await _submitted(desk, Action.SEND_BACK, round_id, theme_id)
    if isinstance(sheet, Outcome):
        return sheet
    placed = sheet.format.by_number(about) if by_number else sheet.format.placed(about)
    if about and (placed is None or not sheet.applies(placed.id)):
        return say(desk, texts.UNKNOWN_REVIEW_PLACE)
    text = text.strip()
    if problem := _problem(text):
        return say(desk, problem)
    made = Remark(sheet.round.id, sheet.theme.id, placed.id if placed else "", text)
    kept = (*(one for one in desk.focus.remarks if _place(one) != _place(made)), made)
    if then_send:
        return await send_back(replace(desk, focus=replace(desk.focus, remarks=kept)), round_id, theme_id)
    mine = [one for one in kept if (one.round, one.theme) == (sheet.round.id, sheet.theme.id)]
    buttons = (
        desk.button(texts.SEND_BACK, "send_back", "stuur terug", primary=True, about=theme_of(sheet)),
        _look(desk, sheet),
    )
    number = placed.number if placed else ""
    view = Say(texts.remark_noted(number, text, len(mine)), buttons, sheet.theme.title)
    return replace(begun(desk, (view,), REVIEW, sheet=sheet), remarks=kept)


async def send_back(desk: Desk, round_id: str, theme_id: str) -> Outcome:
    """Send a theme back with all remarks; without any, ask what it is about."""
    async with desk.deciding:
        sheet = await _submitted(desk, Action.SEND_BACK, round_id, theme_id)
        if isinstance(sheet, Outcome):
            return sheet
        mine = [one for one in desk.focus.remarks if (one.round, one.theme) == (round_id, theme_id)]
        mine = [one for one in mine if not one.question or sheet.applies(one.question)]
        if not mine:
            return await remark(desk, round_id, theme_id)
        made = event(desk, sheet, Kind.RETURNED)
        sheet = await desk.append(
            sheet, *(replace(made, question=one.question, value=one.text) for one in mine)
        )
    names = await desk.names(sorted(sheet.theme.addresses))
    view = Say((texts.sent_back(sheet.theme.title, len(mine), names),), (_overview(desk),))
    left = tuple(one for one in desk.focus.remarks if one not in mine)
    outcome = begun(desk, (view,), JUDGED, sheet=sheet)
    return replace(outcome, notices=judged.sent_back(desk, sheet), remarks=left)


async def approve(desk: Desk, round_id: str, theme_id: str) -> Outcome:
    """Ask whether to approve a submitted theme."""
    sheet = await _submitted(desk, Action.APPROVE, round_id, theme_id)
    if isinstance(sheet, Outcome):
        return sheet
    seq = str(submission(sheet.entries))
    about = {**theme_of(sheet), "s": seq}
    buttons = (
        desk.button(texts.APPROVE_YES, "approve_yes", "ja", primary=True, about=about),
        desk.button(texts.NO, "approve_no", "nee", about=about),
    )
    unsent = sum((one.round, one.theme) == (round_id, theme_id) for one in desk.focus.remarks)
    names = await desk.names([sheet.theme.owner]) if sheet.theme.owner else ()
    view = Say(texts.approve_sure(sheet.theme.title, names, unsent), buttons, sheet.theme.title)
    return begun(desk, (view,), SURE_TO_APPROVE, seq, sheet)


async def approve_yes(desk: Desk, round_id: str, theme_id: str, seq: str) -> Outcome:
    """Approve the submission that the coordinator saw; a newer one has to be looked at first."""
    async with desk.deciding:
        sheet = await _submitted(desk, Action.APPROVE, round_id, theme_id)
        if isinstance(sheet, Outcome):
            return sheet
        if seq != str(submission(sheet.entries)):
            return say(
                desk, texts.changed_since(sheet.theme.title, state(sheet)), buttons=(_look(desk, sheet),)
            )
        sheet = await desk.append(sheet, event(desk, sheet, Kind.APPROVED))
    left = tuple(one for one in desk.focus.remarks if (one.round, one.theme) != (round_id, theme_id))
    view = Say((texts.approved(sheet.theme.title),), (_overview(desk),))
    outcome = begun(desk, (view,), JUDGED, sheet=sheet)
    return replace(outcome, notices=await judged.approved(desk, sheet), remarks=left)


async def approve_no(desk: Desk, round_id: str, theme_id: str) -> Outcome:
    """Leave a theme submitted."""
    sheet = await allowed_sheet(desk, Action.APPROVE, round_id, theme_id)
    if isinstance(sheet, Outcome):
        return sheet
    view = Say(
        (texts.nothing_changed(state(sheet)),), (_look(desk, sheet), _overview(desk)), sheet.theme.title
    )
    return begun(desk, (view,), REVIEW, sheet=sheet)


async def stands(desk: Desk, round_id: str, theme_id: str) -> Outcome:
    """How a theme stands after the coordinator's decision."""
    sheet = await allowed_sheet(desk, Action.REVIEW, round_id, theme_id)
    if isinstance(sheet, Outcome):
        return sheet
    return begun(desk, (await _end(desk, sheet),), JUDGED, sheet=sheet)


async def _submitted(desk: Desk, action: Action, round_id: str, theme_id: str) -> Sheet | Outcome:
    """A theme that waits for the coordinator; in any other state: which, and that nothing was changed."""
    sheet = await allowed_sheet(desk, action, round_id, theme_id)
    if isinstance(sheet, Outcome) or sheet.state.phase is Phase.SUBMITTED:
        return sheet
    if any(one.draft.activity == desk.cause for one in sheet.entries):  # this turn, cut off after its write
        return sheet
    return say(desk, texts.changed_since(sheet.theme.title, state(sheet)), buttons=(_look(desk, sheet),))


async def _changed(desk: Desk, sheet: Sheet, changed: tuple[Change, ...]) -> ShowRows:
    """Old and new, per answer, with what was asked back about it."""
    asked = last_asked_back(sheet.entries)
    rows = []
    for one in changed:
        who = await _called(desk, one.by)
        when = one.at.astimezone(desk.zone()).date()
        question = asked[one.placed.id].text if one.placed.id in asked else ""
        rows.append(
            Row(
                f"{one.placed.number}. {sheet.words(one.placed.question.text, one.placed.id)}",
                texts.changed_by(who, when),
                texts.old_and_new(one.before, one.after, question),
            )
        )
    return ShowRows(f"{sheet.theme.title} · {texts.WHAT_CHANGED}", tuple(rows))


def _row(desk: Desk, sheet: Sheet, one: Placed) -> Row:
    marks = [texts.INTERNAL_MARK] if sheet.internal(one.question) and sheet.answered(one) else []
    text = answer_shown(sheet, one.question)
    here = (sheet.round.id, sheet.theme.id, one.id)
    mine = [remark.text for remark in desk.focus.remarks if _place(remark) == here]
    standing = asked_back(sheet.entries).get(one.id)
    if mine:
        text = texts.paragraphs(text, texts.unsent(mine[-1]))
    elif standing:
        text = texts.paragraphs(text, texts.asked_earlier(standing.text))
    ask = desk.button(
        texts.ASK_BACK, "remark", f"vraag terug {one.number}", about={**theme_of(sheet), "q": one.id}
    )
    return Row(
        f"{one.number}. {sheet.words(one.question.text, one.id)}",
        ", ".join(marks),
        text,
        (ask,) if sheet.state.phase is Phase.SUBMITTED else (),
    )


async def _end(desk: Desk, sheet: Sheet) -> Say:
    """Under the answers: how the theme stands, and what can be done with it."""
    if sheet.state.phase is not Phase.SUBMITTED:
        return Say((texts.stands_now(sheet.theme.title, state(sheet)),), (_overview(desk),))
    unsent = sum((one.round, one.theme) == (sheet.round.id, sheet.theme.id) for one in desk.focus.remarks)
    about = theme_of(sheet)
    buttons = (
        desk.button(texts.APPROVE, "approve", "goedkeuren", primary=not unsent, about=about),
        desk.button(texts.SEND_BACK, "send_back", "stuur terug", primary=bool(unsent), about=about),
        _overview(desk),
    )
    return Say(texts.judge_how(unsent), buttons, sheet.theme.title)


def _problem(text: str) -> str:
    """Why a remark cannot be kept as it is."""
    if not text:
        return texts.REMARK_HOW
    if len(text) > LONGEST_REMARK:
        return texts.remark_too_long(LONGEST_REMARK)
    if kinds := [texts.DATA_KINDS[one.kind.value] for one in find(text)]:
        return texts.remark_personal(list(dict.fromkeys(kinds)))
    return ""


async def _called(desk: Desk, person: str) -> str:
    record = await desk.store.person(PersonKey(desk.who.tenant, person))
    return record.profile.name if record and record.profile.name else texts.A_COLLEAGUE_DID


def _place(one: Remark) -> tuple[str, str, str]:
    return (one.round, one.theme, one.question)


def _look(desk: Desk, sheet: Sheet) -> Button:
    return desk.button(texts.LOOK, "review", f"bekijk {sheet.theme.title.casefold()}", about=theme_of(sheet))


def _overview(desk: Desk) -> Button:
    return desk.button(texts.OVERVIEW, "overview", "overzicht")
