"""Saving what was given, or holding it: the one way into the theme log for answers."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dialogs import texts
from dialogs.desk import Desk, Outcome, Place, about
from dialogs.focus import HELD_FOR, Held, HeldReason
from dialogs.intake import lent
from dialogs.intake.answer_reading import Context, Reading, Trouble
from dialogs.intake.asking import Around, ask
from dialogs.intake.parts import parts_of
from dialogs.intake.personal_data import find
from dialogs.intake.question_types import ChoiceQuestion, ListQuestion, Question
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import answer_shown, item_shown, options_of, unknown_shown
from dialogs.intake.steps import Mode, Step, step_at
from dialogs.intake.theme_log import Conflict, Draft, Entry, Kind, Status
from dialogs.intake.writing import undo_button
from dialogs.navigating import at, forward
from dialogs.values import Value
from dialogs.views import Say


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody gave in answer: a typed text, or the inputs of a card by part.

    `checked`: the person said that it holds no personal data. `settled`: the person saw the other value
    and chose this one.
    """

    what: str | Mapping[str, str]
    checked: bool = False
    settled: bool = False

    def seen(self, desk: Desk, sheet: Sheet) -> int:
        """How far this person knew the log."""
        return sheet.last_seq if self.settled else desk.focus.seen


def context(desk: Desk, sheet: Sheet, question: Question) -> Context:
    """What a reading needs to know besides the question."""
    today = desk.now.astimezone(desk.zone(desk.place(sheet.round.id, sheet.theme.id))).date()
    if isinstance(question, ChoiceQuestion) and question.options_from:
        added = options_of(sheet, question)[: -len(question.options)]
        return Context(today, added)
    items = len(sheet.items(question.id)) if isinstance(question, ListQuestion) else 0
    return Context(today, items=items)


async def save(
    desk: Desk,
    sheet: Sheet,
    step: Step,
    given: Given,
    drafts: Sequence[Draft],
    note: str = "",
    then: Step | None = None,
) -> Outcome:
    """Write `drafts`, say so, and show the next question, or `then`. Holds what was given on a conflict."""
    news = [one for one in drafts if not _stands(sheet, one)]
    try:
        after = await desk.append(sheet, *news) if news else sheet
    except Conflict as conflict:
        fresh = await desk.sheet(Place(sheet.round, sheet.theme))
        return conflicting(desk, fresh, step, given, conflict.current)
    shown = answer_shown(after, step.placed.question)
    saved = note or texts.saved(step.placed.number, shown)
    around = Around(saved=saved, undo=undo_button(desk, after, texts.UNDO))
    if then is None:
        outcome = forward(desk, after, step, around)
    else:
        if then.mode is Mode.ADD:
            around = replace(around, notes=(texts.ADD_MORE,))
        outcome = at(desk, after, then, desk.focus.why, around)
    heading = after.words(step.placed.question.text, step.placed.id)
    closing = texts.closed_card(step.placed.number, heading, shown)
    notices = await lent.told(desk, after, step.placed) if then is None else ()
    return replace(outcome, closing=closing, notices=notices)


def _stands(sheet: Sheet, draft: Draft) -> bool:
    """Whether the last line of the log on a question says just this: then it is saved already.

    After a hand-over or a remark of the coordinator the same answer is news.
    """
    lines = (one for one in reversed(sheet.entries) if one.draft.question == draft.question)
    if draft.item:
        lines = (one for one in lines if one.draft.item == draft.item or one.draft.kind is not Kind.ANSWER)
    last = next(lines, None)
    if last is None or last.draft.kind is not Kind.ANSWER or last.draft.item != draft.item:
        return False
    was = last.draft
    same = (was.status, was.internal, was.revision) == (draft.status, draft.internal, draft.revision)
    return same and was.value == draft.value


def refused(desk: Desk, sheet: Sheet, step: Step, given: Given, reading: Reading) -> Outcome:
    """The same question again, with what is wrong; what was given stays on the card, or is held."""
    around = Around(problem=reading.problem, filled=filled_in(step, given))
    outcome = _again(desk, sheet, step, around)
    if reading.trouble is Trouble.TOO_LONG or isinstance(given.what, Mapping):
        held = hold(desk, sheet, step, given, HeldReason.TOO_LONG)
        return replace(outcome, focus=replace(outcome.focus, held=held))
    return outcome


def guarded(desk: Desk, sheet: Sheet, step: Step, given: Given, values: Sequence[Value]) -> Outcome | None:
    """Hold what was given when it looks like personal data; None when it does not, or was checked."""
    if given.checked:
        return None
    kinds = [texts.DATA_KINDS[one.kind.value] for text in _texts(values) for one in find(text)]
    if not kinds:
        return None
    keep = desk.button(texts.KEEP_ANYWAY, "held_keep", "toch bewaren", about=about(sheet, step))
    around = Around(
        problem=texts.personal_data(list(dict.fromkeys(kinds))),
        filled=filled_in(step, given),
        first=(keep,),
    )
    outcome = _again(desk, sheet, step, around)
    held = hold(desk, sheet, step, given, HeldReason.PERSONAL_DATA)
    return replace(outcome, focus=replace(outcome.focus, held=held))


def conflicting(desk: Desk, sheet: Sheet, step: Step, given: Given, current: Entry) -> Outcome:
    """Both values, and the choice; nothing is overwritten silently.

    Of who gave no value, such as "weet ik nog niet", only the other one is shown, with the question.
    """
    if not given.what:
        around = Around(problem=texts.answered_meanwhile(entry_shown(sheet, current)))
        return replace(at(desk, sheet, step_at(sheet, step.placed), desk.focus.why, around), stuck=True)
    where = about(sheet, step)
    buttons = (
        desk.button(texts.USE_MINE, "held_keep", "mijn tekst bewaren", about=where),
        desk.button(texts.KEEP_THEIRS, "held_drop", "zo laten", about=where),
    )
    said = texts.conflict_own if current.draft.author == desk.who.person else texts.conflict
    typed = given_shown(sheet, step, given)
    view = Say((said(entry_shown(sheet, current)),), buttons, sheet.theme.title, typed=typed)
    held = hold(desk, sheet, step, given, HeldReason.CONFLICT)
    return Outcome((view,), desk.facing(sheet, step, desk.focus.why, held=held), stuck=True)


def hold(desk: Desk, sheet: Sheet, step: Step, given: Given, reason: HeldReason) -> Held:
    """What was given, kept for a day."""
    return Held(
        reason=reason,
        value=given.what,
        round=sheet.round.id,
        theme=sheet.theme.id,
        question=step.placed.id,
        item=step.item,
        mode=step.mode.value,
        until=desk.now + HELD_FOR,
    )


def filled_in(step: Step, given: Given) -> dict[str, str]:
    """What was given as inputs of the card, so that it can be shown there again."""
    if not isinstance(given.what, str):
        return dict(given.what)
    question = step.placed.question
    if step.mode is Mode.WHO:
        return {"wie": given.what}
    if isinstance(question, ListQuestion) or (isinstance(question, ChoiceQuestion) and not question.free):
        return {}
    name = f"{question.id}.anders" if isinstance(question, ChoiceQuestion) else question.id
    return {name: given.what}


def given_shown(sheet: Sheet, step: Step, given: Given) -> str:
    """What was given, as its colleague would read it."""
    if isinstance(given.what, str):
        return given.what
    view = {part.name: part for part in parts_of(sheet, step)}
    words = []
    for name, text in given.what.items():
        part = view.get(name)
        if part is None or not text:
            continue
        labels = {choice.key: choice.label for choice in part.choices}
        words.append(", ".join(labels.get(key, key) for key in text.split(",")) if labels else text)
    return "\n".join(words)


def entry_shown(sheet: Sheet, entry: Entry) -> str:
    """One entry as its colleague would read it."""
    placed = sheet.format.placed(entry.draft.question)
    if placed is None:
        return ""
    if entry.draft.status is Status.SKIPPED:
        return texts.SKIPPED_ANSWER
    if entry.draft.status is Status.UNKNOWN:
        return unknown_shown(entry.draft.value)
    if entry.draft.status is Status.CLEARED:
        return texts.EMPTY_ANSWER
    if isinstance(placed.question, ListQuestion):
        return item_shown(placed.question, entry.draft.value)
    return answer_shown(sheet, placed.question)


def _again(desk: Desk, sheet: Sheet, step: Step, around: Around) -> Outcome:
    """The same question, still in front of the person, who has seen no more of the log than before."""
    why = desk.focus.why
    focus = replace(desk.facing(sheet, step, why), seen=desk.focus.seen, draft=desk.focus.draft)
    return Outcome((ask(desk, sheet, step, why, around),), focus, stuck=True)


def _texts(values: Sequence[Value]) -> Iterator[str]:
    for value in values:
        if isinstance(value, str):
            yield value
        elif isinstance(value, Mapping):
            yield from _texts(list(value.values()))
        elif isinstance(value, tuple):
            yield from _texts(value)
