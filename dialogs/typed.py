"""A typed line: an answer, a command, a question for the plan, or a choice between buttons."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import replace

from dialogs import coordinating, copying, laters, lookup, navigating, texts
from dialogs.desk import Desk, Outcome, Place
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
from dialogs.intake.asking import Around
from dialogs.intake.format import Placed
from dialogs.intake.question_types import ChoiceQuestion, ListQuestion, NumberQuestion, Question
from dialogs.intake.questions import lacking
from dialogs.intake.saving import Given
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import options_of
from dialogs.intake.steps import Mode, Step, previous_step, step_at
from dialogs.learning import flow as learning
from dialogs.lookup import asked, subject
from dialogs.matching import Said, normalised
from dialogs.meaning import Meaning, Pending, may_be_a_question, may_be_a_subject, meant
from dialogs.navigating import at, say
from dialogs.reminding import flow as reminding
from dialogs.reminding import quiet
from dialogs.setting_up import flow as setting_up
from dialogs.shelving import flow as shelving
from dialogs.values import ImpossibleValueError, Value, sound_text
from dialogs.views import Say

Handler = Callable[[Desk, Sheet, Step], Awaitable[Outcome]]

CONFIRMS = frozenset({"ja", "ja graag", "akkoord"})
DECLINES = frozenset({"nee", "nee bedankt"})
LONGEST_MESSAGE = 28_000  # characters; Teams itself stops there


async def typed(desk: Desk, text: str) -> Outcome:
    """What somebody typed: an option, a yes or no, a command, a question, or an answer."""
    if (problem := _unreadable(text)) is not None:
        return await _with_pending(desk, problem)
    if (option := holding.choice(desk, text)) is not None:
        return await chosen(desk, option)
    for asked_for in _ASKED_FOR:
        if (outcome := await asked_for(desk, text)) is not None:
            return outcome
    current = await holding.pending(desk)
    if current is None:
        return await _typed_at_nothing(desk, text)
    sheet, step = current
    pending = _pending(step)
    what = meant(text, pending, desk.is_moment, options_now(sheet, step, desk.focus.draft))
    match what.meaning:
        case Meaning.COMMAND if what.said is not None:
            return await _command(desk, what.said)
        case Meaning.LATER:
            return await laters.later(desk, what.argument)
        case Meaning.PLAN_QUESTION:
            return await asked(desk, text)
    given = Given(text)
    if desk.focus.message is None or desk.focus.revision < step.placed.question.revision:
        return holding.not_shown_yet(desk, sheet, step, given)
    if what.meaning is Meaning.DOUBT and pending is Pending.TEXT:
        return holding.ask_which(desk, sheet, step, text)
    outcome = await answering.take(desk, sheet, step, given)
    if pending is Pending.SHORT and may_be_a_question(text) and outcome.stuck:
        return await asked(desk, text)
    return outcome


def options_now(sheet: Sheet, step: Step, half: Mapping[str, Value]) -> tuple[str, ...]:
    """The choices that a typed line can name: of the question, of a rating, of the next field of an item."""
    question: Question = step.placed.question
    if isinstance(question, ListQuestion):
        rating = step.mode is Mode.RATE
        fields = question.direct[1:] if rating else lacking(question, half) if half else ()
        question = fields[0].question if fields else question
    if isinstance(question, ChoiceQuestion) and step.mode is not Mode.WHO:
        return tuple(option.label for option in options_of(sheet, question))
    return ()


async def _typed_at_nothing(desk: Desk, text: str) -> Outcome:
    """A line while no question is pending, or while the one that was shown is gone."""
    what = meant(text, Pending.NOTHING, desk.is_moment)
    if what.meaning is Meaning.COMMAND and what.said is not None:
        return await _command(desk, what.said)
    if what.meaning is Meaning.LATER:
        return await laters.later(desk, what.argument)
    if (place := _named(desk, text)) is not None:
        return await navigating.opened(desk, place)
    if desk.focus.question and desk.place(desk.focus.round, desk.focus.theme) is None:
        return Outcome((Say((texts.NO_LONGER_YOURS,), typed=text),), desk.nowhere())
    place = desk.at
    if desk.focus.question and place is not None:
        sheet = await desk.sheet(place)
        if sheet.state.signed_off:
            return navigating.is_submitted(desk, sheet)
        return holding.question_gone(desk, sheet, text)
    if what.meaning is Meaning.PLAN_QUESTION:
        return await asked(desk, text)
    if may_be_a_subject(text) and (found := await subject(desk, text)) is not None:
        return found
    return await navigating.not_understood(desk, text)


async def _confirmation(desk: Desk, text: str) -> Outcome | None:
    """A typed yes or no, right after the bot asked for one."""
    place = desk.at
    words = text.strip(" .!").casefold()
    if desk.focus.question or place is None or words not in CONFIRMS | DECLINES:
        return None
    yes = words in CONFIRMS
    if desk.focus.part == reviewing.SURE_TO_SUBMIT:
        return await (reviewing.submit_yes if yes else reviewing.submit_no)(desk, place)
    if desk.focus.part == reviewing.SURE_TO_REOPEN:
        return await (reviewing.reopen_yes if yes else reviewing.reopen_no)(desk, place)
    return None


def _pending(step: Step) -> Pending:
    if step.mode in {Mode.RATE, Mode.WHO}:
        return Pending.SHORT
    question = step.placed.question
    if isinstance(question, NumberQuestion) or (isinstance(question, ChoiceQuestion) and not question.free):
        return Pending.SHORT
    return Pending.TEXT


def _unreadable(text: str) -> str | None:
    if not text.strip():
        return texts.NOT_TEXT
    if len(text) > LONGEST_MESSAGE:
        return texts.MESSAGE_TOO_LONG
    try:
        sound_text(text)
    except ImpossibleValueError:
        return texts.STRANGE_CHARACTERS
    return None


def _named(desk: Desk, text: str) -> Place | None:
    """The theme that a typed line names in full."""
    words = text.strip(" .").casefold()
    return next((one for one in desk.places if one.theme.title.casefold() == words), None)


async def _with_pending(desk: Desk, problem: str) -> Outcome:
    """Say what is wrong, on the pending question when there is one."""
    current = await holding.pending(desk)
    if current is None:
        return say(desk, problem)
    outcome = at(desk, *current, desk.focus.why, Around(problem=problem))
    before = desk.focus
    return replace(
        outcome, focus=replace(outcome.focus, seen=before.seen, draft=before.draft, held=before.held)
    )


async def chosen(desk: Desk, option: str) -> Outcome:
    """What somebody chose to do with held text."""
    outcome = await holding.choose(desk, option)
    return await asked(desk, outcome) if isinstance(outcome, str) else outcome


async def _command(desk: Desk, said: Said) -> Outcome:
    if said.name not in lent.COMMANDS:
        desk = desk.wide
    simple: Mapping[str, Callable[[Desk], Awaitable[Outcome]]] = {
        "hulp": navigating.help_,
        "start": navigating.go_on,
        "verder": _going_on,
        "thema's": navigating.themes,
        "vragen": navigating.questions,
        "stop": quiet.stop,
        "later": laters.later,
        "geen herinneringen": lambda one: quiet.wanted(one, yes=False),
        "wel herinneringen": lambda one: quiet.wanted(one, yes=True),
        "meer hierover": lookup.more,
        "nuttig antwoord": lambda one: lookup.judged(one, useful=True),
        "geen nuttig antwoord": lambda one: lookup.judged(one, useful=False),
        "kopie": copying.copy,
        "kopie als bestand": offering.copy,
        "exporteer": offering.exports,
        "formulier": lambda one: offering.form(one, blank=False),
        "leeg formulier": lambda one: offering.form(one, blank=True),
        "nieuwe ronde": setting_up.command,
        "doorgegeven vragen": lambda one: lent.waiting_for_me(one, said.argument),
    }
    for theirs, command in _COMMANDS_OF_OTHERS:
        if said.name in theirs:
            return await command(desk, said)
    if said.name in simple:
        return await simple[said.name](desk)
    place = desk.at
    if place is None:
        return await navigating.themes(desk)
    of_theme: Mapping[str, Callable[[Desk, Place], Awaitable[Outcome]]] = {
        "samenvatting": reviewing.summary,
        "extra vragen": navigating.extra,
        "indienen": reviewing.submit,
        "heropen": reviewing.reopen,
        "ongedaan maken": undoing.undo,
    }
    if said.name in of_theme:
        return await of_theme[said.name](desk, place)
    if said.name in {"intern", "niet intern"}:
        return await reviewing.mark(desk, place, said.argument, said.name == "intern")
    if said.name in {"wijzig", "verwijder"}:
        return await _change(desk, place, said)
    current = await holding.pending(desk)
    if current is None:
        return say(desk, texts.NOTHING_PENDING)
    if desk.only and said.name in {"overslaan", "terug"}:
        return await lent.stay(desk, *current)
    if desk.focus.message is None:  # they mean another question than this one, which they never saw
        return at(desk, *current, desk.focus.why)
    return await _OF_QUESTION[said.name](desk, *current)


async def _going_on(desk: Desk) -> Outcome:
    """Where they stopped, after a word about a Word form that waits."""
    return await deciding.reminded(desk, await navigating.go_on(desk))


async def _named_change(desk: Desk, text: str) -> Outcome | None:
    """Such as "wijzig ambitie": the whole line names a question by the word it is known by."""
    verb, _, subject = normalised(text).partition(" ")
    place = desk.at
    if verb != "wijzig" or not subject or place is None:
        return None
    sheet = await desk.sheet(place)
    named = next((one for one in sheet.asked if one.id.replace("_", " ") == subject), None)
    return await _change(desk, place, Said("wijzig", named.number)) if named else None


async def _change(desk: Desk, place: Place, said: Said) -> Outcome:
    """Go to a question by its number, or to an item of a list: 6, 3a, 6.2."""
    sheet = await desk.sheet(place)
    if sheet.state.signed_off:
        return navigating.is_submitted(desk, sheet)
    if not said.argument:
        return await (lent.waiting_for_me(desk) if desk.only else reviewing.summary(desk, place))
    number, _, item_number = said.argument.partition(".")
    placed = sheet.format.by_number(number)
    if placed is None or not sheet.applies(placed.id):
        return say(desk, texts.UNKNOWN_PLACE)
    if not item_number:
        if said.name == "verwijder":
            return say(desk, texts.UNKNOWN_PLACE)
        return at(desk, sheet, step_at(sheet, placed), Why.CHANGE)
    items = sheet.items(placed.id)
    if not 1 <= int(item_number) <= len(items):
        return at(desk, sheet, step_at(sheet, placed), Why.CHANGE, Around(problem=texts.UNKNOWN_ITEM))
    step = Step(placed, Mode.ITEM, items[int(item_number) - 1].draft.item)
    if said.name != "verwijder":
        return await lists.edit(desk, sheet, step)
    if _renumbered(desk, sheet, placed):
        return lists.changed_list(desk, sheet, placed)
    return await lists.remove(desk, sheet, step, sheet.last_seq)


def _renumbered(desk: Desk, sheet: Sheet, placed: Placed) -> bool:
    """Whether a colleague changed a list since this person saw it: a number may be another item's now."""
    here = (desk.focus.round, desk.focus.theme) == (sheet.round.id, sheet.theme.id)
    seen = desk.focus.seen if here else 0
    return any(
        one.seq > seen
        and one.draft.question == placed.id
        and one.draft.item
        and one.draft.author != desk.who.person
        for one in sheet.entries
    )


async def back_from(desk: Desk, sheet: Sheet, step: Step) -> Outcome:
    """The question before this one."""
    before = previous_step(sheet, step.placed)
    return at(desk, sheet, before, Why.BACK) if before else at(desk, sheet, step, Why.BACK)


_OF_QUESTION: Mapping[str, Handler] = {
    "terug": back_from,
    "overslaan": answering.skip,
    "weet ik nog niet": answering.unknown,
    "doorgeven": handing_over.ask_whom,
    "teruggeven": lent.back,
}

# What a line can be beside an answer, a command or a question: a reply to what the bot asked, or a
# sentence with an object of its own.
_ASKED_FOR: Sequence[Callable[[Desk, str], Awaitable[Outcome | None]]] = (
    shelving.typed,
    learning.typed,
    setting_up.typed,
    quiet.typed,
    reminding.typed,
    coordinating.typed,
    _confirmation,
    lent.typed_back,
    handing_over.typed_to,
    current_text.typed,
    _named_change,
    deciding.typed,
    offering.typed,
)

_COMMANDS_OF_OTHERS: Sequence[tuple[frozenset[str], Callable[[Desk, Said], Awaitable[Outcome]]]] = (
    (shelving.COMMANDS, shelving.command),
    (learning.COMMANDS, learning.command),
    (coordinating.COMMANDS, coordinating.command),
    (reminding.COMMANDS, reminding.command),
)
