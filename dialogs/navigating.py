"""Finding the way: help, my themes, all questions, going on, going back, stopping."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs import texts
from dialogs.commands import BY_NAME
from dialogs.desk import Desk, Outcome, Place, theme_of
from dialogs.focus import Focus, Why
from dialogs.intake.asking import NOTHING, Around, ask
from dialogs.intake.question_types import ChoiceQuestion, ListQuestion, Note, Question
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import answer_shown
from dialogs.intake.steps import Step, asked_back_step, first_deepening, next_step
from dialogs.intake.theme_log import Phase, Status
from dialogs.meaning import LONGEST_PLAN_QUESTION, LONGEST_QUESTION
from dialogs.views import Button, Row, Say, ShowRows

LENT = "lent"  # the part of a focus after a question of somebody else was answered
HELP_LINES = ("verder", "vragen", "samenvatting", "stop")
HELP_LINES_COLLEAGUE = ("hulp",)
HELP_LINES_COORDINATOR = ("overzicht", "ronde")
VERBS = {
    "verder": "continue",
    "vragen": "questions",
    "samenvatting": "summary",
    "later": "later",
    "stop": "stop",
    "overzicht": "overview",
    "ronde": "round",
    "nieuwe ronde": "setup_begin",
}


async def welcome(desk: Desk) -> Outcome:
    """The first words to somebody in an open round whom the bot just met; nobody else is written to."""
    if not desk.places and desk.coordinates:
        said = texts.welcome_coordinator(desk.coordinates[0].title)
        return Outcome((Say(said, (_overview(desk),)),), desk.focus, aside=True)
    if not desk.places:
        return Outcome((), desk.focus, aside=True)
    place = desk.places[0]
    sheet = await desk.sheet(place)
    titles = [one.theme.title for one in desk.places if one.round.id == place.round.id]
    until = [place.round.deadline_of(one.theme) for one in desk.places if one.round.id == place.round.id]
    opens = None if desk.is_open(place.round) else place.round.opens
    said = texts.welcome(place.round.title, titles, sheet.minutes(), min(until), opens)
    buttons: tuple[Button, ...] = (
        desk.button(texts.START, "continue", "start", primary=True),
        desk.button(texts.ALL_QUESTIONS, "questions", "vragen"),
    )
    if desk.coordinates:
        said = (*said, texts.coordinates_too(desk.coordinates[0].title))
        buttons = (*buttons, _overview(desk))
    return Outcome((Say(said, buttons),), desk.focus, aside=True)


def _overview(desk: Desk) -> Button:
    return desk.button(texts.OVERVIEW, "overview", "overzicht")


async def help_(desk: Desk) -> Outcome:
    """What can be done here: five lines with buttons, and in a sentence what else there is."""
    lines: tuple[str, ...] = HELP_LINES if desk.places else HELP_LINES_COLLEAGUE
    more = texts.HELP_MORE_AUTHOR if desk.places else texts.HELP_MORE_COLLEAGUE
    if desk.coordinates:  # five lines are enough, so the least needed ones make room
        lines = (*HELP_LINES_COORDINATOR, *(line for line in lines if line in {"verder", "samenvatting"}))
        more = texts.HELP_MORE_COORDINATOR
    elif desk.event.person.address in desk.founders:
        lines = ("nieuwe ronde", *lines)
    rows = [
        Row(_sentence(BY_NAME[name].help), buttons=(desk.button(name.capitalize(), VERBS[name], name),))
        for name in lines
        if name in VERBS
    ]
    rows.append(Row(texts.ASK_PLAN_TITLE, text=texts.ASK_PLAN_EXAMPLE))
    return Outcome((ShowRows(texts.HELP_TITLE, tuple(rows), outro=more),), desk.focus, aside=True)


def _sentence(help_line: str) -> str:
    return f"{help_line[:1].upper()}{help_line[1:]}"


async def themes(desk: Desk) -> Outcome:
    """My themes with their state, each with a way in."""
    if not desk.places and not desk.lent:
        return await nothing_to_fill_in(desk)
    rows = [await _theme_row(desk, place) for place in desk.places]
    if desk.lent:
        button = desk.button(texts.LOOK, "lent", "doorgegeven vragen")
        rows.append(Row(texts.lent_count(len(desk.lent)), buttons=(button,)))
    intro = texts.CHOOSE_THEME if len(rows) > 1 else ""
    return Outcome((ShowRows(texts.THEMES_TITLE, tuple(rows), intro),), desk.nowhere())


async def go_on(desk: Desk) -> Outcome:
    """Continue where this person stopped; ask which theme when there are several and none was in front."""
    place = desk.at
    return await opened(desk, place) if place else await themes(desk)


async def opened(desk: Desk, place: Place) -> Outcome:
    """A theme, at its first question that is not settled."""
    if not desk.is_open(place.round):
        return not_open(desk, place)
    sheet = await desk.sheet(place)
    if sheet.state.signed_off:
        return is_submitted(desk, sheet)
    outcome = forward(desk, sheet)
    if (back := sheet.asked_back.get("")) and not back.answered:
        first = Say((texts.asks_back(back.text),), title=sheet.theme.title)
        return replace(outcome, views=(first, *outcome.views))
    if sheet.started:
        return outcome
    readers = await desk.names(sheet.round.coordinators)
    first = Say((introduction(sheet, readers),), title=sheet.theme.title)
    return replace(outcome, views=(first, *outcome.views))


def not_open(desk: Desk, place: Place) -> Outcome:
    """A round that has not begun: from when it can be filled in, and what can be read already."""
    focus = Focus(round=place.round.id, theme=place.theme.id, lookup=desk.focus.lookup)
    button = desk.button(texts.ALL_QUESTIONS, "questions", "vragen")
    return Outcome((Say((texts.not_open_yet(place.round.opens),), (button,), place.theme.title),), focus)


def introduction(sheet: Sheet, readers: Sequence[str]) -> str:
    """How many questions, about how long, until when, who reads it; and the Woo, which a note says too."""
    count = sheet.progress.total
    deadline = sheet.round.deadline_of(sheet.theme)
    if not sheet.format.intro:
        return texts.intro(count, sheet.minutes(), sheet.theme.title, deadline, readers)
    blanks = {
        "{aantal}": str(count),
        "{minuten}": str(sheet.minutes()),
        "{deadline}": texts.day(deadline),
        "{coordinator}": texts.listed(readers),
    }
    said = sheet.words(sheet.format.intro)
    for blank, words in blanks.items():
        said = said.replace(blank, words)
    return said.strip()


def forward(desk: Desk, sheet: Sheet, after: Step | None = None, around: Around = NOTHING) -> Outcome:
    """The next question that is not settled, or the end when there is none."""
    if back := asked_back_step(sheet, after.placed if after else None):
        return at(desk, sheet, back, Why.RETURNED, around)
    step = next_step(sheet, after.placed if after else None)
    if step is None:
        return finished(desk, sheet, around)
    return at(desk, sheet, step, Why.NEXT, around)


def at(desk: Desk, sheet: Sheet, step: Step, why: Why = Why.NEXT, around: Around = NOTHING) -> Outcome:
    """One question, put to this person; when the round has not begun, that it has not."""
    if not desk.is_open(sheet.round):
        return not_open(desk, Place(sheet.round, sheet.theme))
    fresh = bool(desk.focus.question) and _block(sheet, desk.focus) != step.placed.block.id
    focus = desk.facing(sheet, step, why)
    return Outcome((ask(desk, sheet, step, why, around),), focus, fresh=fresh)


def finished(desk: Desk, sheet: Sheet, around: Around = NOTHING) -> Outcome:
    """All main questions came by: look back, and submit."""
    if sheet.only:
        return _answered_for_another(desk, sheet, around)
    skipped = [
        one.number
        for one in sorted(sheet.asked, key=lambda one: one.rank)
        if not one.question.deepening
        and (entry := sheet.state.standing(one.id))
        and entry.draft.status is Status.SKIPPED
    ]
    said = texts.finished(sheet.theme.title, [one for one in skipped if one])
    elsewhere = [one.number for one in sheet.asked if one.id in sheet.waiting and not one.parent]
    changed = [one.number for one in sheet.asked if sheet.outdated(one)]
    said = (*said, *texts.still_open(elsewhere, changed))
    if left := sheet.still_asked():
        said = (*said, texts.still_asked([one.number for one in left]))
    data = theme_of(sheet)
    buttons = [desk.button(texts.SUMMARY, "summary", "samenvatting", primary=True, about=data)]
    deepening = sheet.format.deepening(sheet.values, sheet.flags)
    open_ones = sum(not sheet.settled(one) for one in deepening)
    if open_ones:
        said = (*said, sheet.format.closing.deepening.replace("{aantal}", str(open_ones)))
        buttons.append(desk.button(texts.EXTRA, "extra", "extra vragen", about=data))
    buttons.append(desk.button(texts.SUBMIT, "submit", "indienen", about=data))
    if around.undo:
        buttons.append(around.undo)
    lead = (around.saved,) if around.saved else ()
    return Outcome(
        (Say((*lead, *said), tuple(buttons), sheet.theme.title),), _beside(desk, sheet), fresh=True
    )


def _answered_for_another(desk: Desk, sheet: Sheet, around: Around) -> Outcome:
    """The question that a colleague handed over is answered: they hear of it."""
    if not sheet.asked:  # a follow-up whose question was answered otherwise
        return Outcome((Say((texts.LENT_NOT_NOW,), title=sheet.theme.title),), desk.nowhere())
    placed = sheet.asked[0]
    about = {**theme_of(sheet), "q": placed.id}
    change = desk.button(texts.CHANGE, "change", f"wijzig {placed.number}", about=about)
    said = tuple(one for one in (around.saved, texts.LENT_DONE) if one)
    buttons = (*([around.undo] if around.undo else []), change)
    focus = replace(_beside(desk, sheet), part=f"{LENT}:{placed.id}")
    return Outcome((Say(said, buttons, sheet.theme.title),), focus, fresh=True)


def is_submitted(desk: Desk, sheet: Sheet) -> Outcome:
    """A submitted theme is read-only until it is opened again."""
    data = theme_of(sheet)
    if sheet.only:
        return Outcome((Say((texts.LENT_SUBMITTED,), title=sheet.theme.title),), desk.nowhere())
    buttons = (
        desk.button(texts.SUMMARY, "summary", "samenvatting", about=data),
        desk.button(texts.REOPEN, "reopen", "heropen", about=data),
    )
    return Outcome((Say((texts.IS_SUBMITTED,), buttons, sheet.theme.title),), _beside(desk, sheet))


async def extra(desk: Desk, place: Place) -> Outcome:
    """The questions that are offered at the end."""
    sheet = await desk.sheet(place)
    step = first_deepening(sheet)
    return at(desk, sheet, step) if step else finished(desk, sheet)


async def questions(desk: Desk) -> Outcome:
    """The whole list of questions, to think about beforehand; one card a block."""
    place = desk.at or (desk.places[0] if desk.places else None)
    if place is None:
        return await nothing_to_fill_in(desk)
    sheet = await desk.sheet(place)
    views = []
    for block in sheet.format.blocks:
        rows = [
            Row(f"{one.number}. {sheet.words(one.question.text, one.id)}", text=_about(sheet, one.question))
            for one in sheet.format.questions()
            if one.block.id == block.id and not one.is_note and _may_come(sheet, one.id)
        ]
        if rows:
            views.append(ShowRows(f"{sheet.theme.title} · {block.title}", tuple(rows)))
    views[0] = replace(views[0], intro=texts.QUESTIONS_INTRO)
    buttons = (
        desk.button(texts.CONTINUE, "continue", "verder", primary=True),
        desk.button(texts.IN_WORD, "file_choose", "formulier", about={**theme_of(sheet), "w": "form"}),
    )
    views[-1] = replace(views[-1], buttons=buttons)
    return Outcome(tuple(views), desk.focus, aside=True)


async def stop(desk: Desk) -> Outcome:
    """Leave the intake; with nothing pending, ask what should stop."""
    if desk.focus.question:
        button = desk.button(texts.CONTINUE, "continue", "verder")
        return Outcome((Say((texts.STOPPED,), (button,)),), desk.nowhere())
    buttons = (
        desk.button(texts.NO_REMINDERS, "nudges_off", "geen herinneringen"),
        desk.button(texts.ONLY_NOW, "stop_now", "stop"),
    )
    return Outcome((Say((texts.STOP_WHICH,), buttons),), desk.nowhere())


async def stop_now(desk: Desk) -> Outcome:
    """Only stop now."""
    return Outcome((Say((texts.STOPPED,)),), desk.nowhere())


async def not_understood(desk: Desk, text: str) -> Outcome:
    """Nothing pending and nothing recognised; the theme in front of the person is one press away."""
    if len(text) > LONGEST_PLAN_QUESTION and text.rstrip().endswith("?"):
        return say(desk, texts.QUESTION_TOO_LONG)
    buttons = [desk.button(texts.HELP, "help", "hulp")]
    if desk.places:
        buttons.insert(0, desk.button(texts.CONTINUE, "continue", "verder"))
    an_answer = desk.places and len(text) > LONGEST_QUESTION
    said = texts.NO_QUESTION_OPEN if an_answer else texts.NOT_UNDERSTOOD
    return say(desk, said, buttons=tuple(buttons))


async def nothing_to_fill_in(desk: Desk) -> Outcome:
    """Nobody's theme; who can help."""
    if not desk.rounds:
        return Outcome((Say((texts.NO_ROUND,)),), desk.nowhere())
    return Outcome((Say((texts.no_theme(await desk.names(desk.rounds[0].coordinators)),)),), desk.nowhere())


def say(desk: Desk, *paragraphs: str, buttons: tuple[Button, ...] = ()) -> Outcome:
    """A message that leaves the pending question as it was."""
    return Outcome((Say(paragraphs, buttons),), desk.focus, aside=True)


async def _theme_row(desk: Desk, place: Place) -> Row:
    sheet = await desk.sheet(place)
    if not desk.is_open(place.round):
        look = desk.button(texts.LOOK, "open", place.theme.title, about=theme_of(sheet))
        return Row(place.theme.title, texts.begins_on(place.round.opens), buttons=(look,))
    label = texts.CONTINUE if sheet.started else texts.START
    button = desk.button(label, "open", place.theme.title, about={"r": place.round.id, "t": place.theme.id})
    return Row(place.theme.title, state(sheet), buttons=(button,))


def state(sheet: Sheet) -> str:
    """How a theme stands, in a few words."""
    match sheet.state.phase:
        case Phase.SUBMITTED:
            return texts.SUBMITTED_STATE
        case Phase.RETURNED:
            return texts.RETURNED_STATE
        case Phase.APPROVED:
            return texts.APPROVED_STATE
    if not sheet.started:
        return texts.NOT_STARTED_STATE
    return texts.theme_state(sheet.progress.done, sheet.progress.total)


def _about(sheet: Sheet, question: Question) -> str:
    """The help of a question, its options or fields, and its answer when there is one."""
    words = [sheet.words(question.help)] if question.help else []
    if isinstance(question, ChoiceQuestion):
        words.append(texts.options(tuple(option.label for option in question.options)))
    if isinstance(question, ListQuestion):
        words.append(texts.fields(tuple(field.question.text for field in question.direct)))
    entry = sheet.state.standing(question.id)
    if entry and entry.draft.status is Status.SKIPPED:
        words.append(texts.SKIPPED_ANSWER)
    elif entry or sheet.items(question.id):
        words.append(texts.your_answer(texts.short(answer_shown(sheet, question))))
    return "\n".join(words)


def _may_come(sheet: Sheet, question_id: str) -> bool:
    placed = sheet.format.placed(question_id)
    assert placed is not None  # noqa: S101  (ids come from this format)
    return not isinstance(placed.question, Note) and (
        not placed.question.show_if or placed.question.show_if in sheet.flags
    )


def _block(sheet: Sheet, focus: Focus) -> str:
    placed = sheet.format.placed(focus.question)
    return placed.block.id if placed and focus.theme == sheet.theme.id else ""


def _beside(desk: Desk, sheet: Sheet) -> Focus:
    """No question pending, in this theme."""
    return Focus(round=sheet.round.id, theme=sheet.theme.id, seen=sheet.last_seq, lookup=desk.focus.lookup)
