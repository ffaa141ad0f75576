"""Putting a question: one step of one theme becomes a finished Ask."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from dialogs import texts
from dialogs.desk import Desk, about, theme_of
from dialogs.focus import Why
from dialogs.intake.format import Placed
from dialogs.intake.parts import pair, parts_of, rating_fields
from dialogs.intake.question_types import (
    ChoiceQuestion,
    ListQuestion,
    NumberQuestion,
)
from dialogs.intake.revised import keeps
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import answer_shown, item_label, item_shown
from dialogs.intake.steps import Mode, Step
from dialogs.intake.theme_log import Status
from dialogs.views import Ask, Button, ItemRow, Quote


@dataclass(frozen=True, slots=True)
class Around:
    """What stands around a question because of the turn that led to it."""

    saved: str = ""
    undo: Button | None = None
    problem: str = ""
    notes: tuple[str, ...] = ()
    quotes: tuple[Quote, ...] = ()
    filled: Mapping[str, str] | None = None  # what was typed and not saved, by part
    hint: str = ""  # instead of the usual hint
    first: tuple[Button, ...] = ()  # buttons that come before the usual ones


NOTHING = Around()


def ask(desk: Desk, sheet: Sheet, step: Step, why: Why = Why.NEXT, around: Around = NOTHING) -> Ask:
    """The question of `step`, ready to be answered by card or by typing."""
    placed = step.placed
    parts = parts_of(sheet, step)
    if around.filled:
        parts = tuple(replace(part, value=around.filled.get(part.name, part.value)) for part in parts)
    return Ask(
        theme=sheet.theme.title,
        block=placed.block.title,
        number=placed.number,
        question=_heading(sheet, step),
        progress=sheet.progress,
        parts=parts,
        buttons=(*around.first, *_still_right(desk, sheet, step), *_buttons(desk, sheet, step, why)),
        more=_more(desk, sheet, step),
        help=_help(sheet, step),
        notes=(
            *_asked_back(sheet, placed),
            *around.notes,
            *_changed(sheet, step),
            *_standing(sheet, step, around),
            *_notes(sheet, placed, why),
        ),
        quotes=around.quotes,
        saved=around.saved,
        undo=around.undo,
        problem=around.problem,
        hint=around.hint or _hint(sheet, step),
        items=_items(desk, sheet, step),
    )


def _changed(sheet: Sheet, step: Step) -> tuple[str, ...]:
    """That the question was asked differently before, with what was answered then."""
    if not sheet.outdated(step.placed) or step.item or step.mode is Mode.WHO:
        return ()
    entry = sheet.state.standing(step.placed.id)
    if entry is None or entry.draft.status is Status.SKIPPED:
        return (texts.QUESTION_CHANGED,)
    said = texts.question_changed(answer_shown(sheet, step.placed.question))
    return (said, texts.QUESTION_CHANGED_KEEP) if keeps(sheet, step.placed) else (said,)


def _standing(sheet: Sheet, step: Step, around: Around) -> tuple[str, ...]:
    """What is saved, where the inputs do not show it: nobody writes over what they have not seen."""
    question = step.placed.question
    if step.mode in {Mode.WHO, Mode.ADD} or sheet.outdated(step.placed):
        return ()
    if isinstance(question, ListQuestion):
        item = sheet.item(question.id, step.item) if step.item and around.filled else None
        return (texts.saved_now(item_shown(question, item.draft.value)),) if item else ()
    entry = sheet.state.standing(question.id)
    if entry is None or entry.draft.status is Status.SKIPPED:
        return ()
    if entry.draft.status is Status.UNKNOWN or around.filled:
        return (texts.saved_now(answer_shown(sheet, question)),)
    return ()


def _still_right(desk: Desk, sheet: Sheet, step: Step) -> tuple[Button, ...]:
    if not sheet.outdated(step.placed) or step.item or not keeps(sheet, step.placed):
        return ()
    return (desk.button(texts.STILL_RIGHT, "right", "klopt", about=about(sheet, step)),)


def _asked_back(sheet: Sheet, placed: Placed) -> tuple[str, ...]:
    """What the coordinator asks about the answer that stands, until it is given again."""
    one = sheet.asked_back.get(placed.id)
    return () if one is None or one.answered else (texts.asks_back(one.text),)


def _heading(sheet: Sheet, step: Step) -> str:
    question = step.placed.question
    text = sheet.words(question.text, step.placed.id)
    if step.mode is Mode.WHO:
        return texts.WHO_OR_WHEN
    if step.mode is Mode.RATE and isinstance(question, ListQuestion):
        return sheet.words(rating_fields(question)[0].question.text)
    if step.mode in {Mode.ITEM, Mode.MORE} and step.item and isinstance(question, ListQuestion):
        entry = sheet.item(question.id, step.item)
        return item_label(question, entry) if entry else text
    return text


def _help(sheet: Sheet, step: Step) -> str:
    question = step.placed.question
    if step.mode is Mode.WHO:
        return f"{texts.asked_was(sheet.words(question.text, step.placed.id))}\n{texts.WHO_HELP}"
    if step.mode is Mode.RATE:
        return texts.RATE_HELP
    if step.item and isinstance(question, ListQuestion):
        return sheet.words(question.text)  # the heading is the name of the item
    return sheet.words(question.help)


def _notes(sheet: Sheet, placed: Placed, why: Why) -> tuple[str, ...]:
    """The notes of the format that stand right before a question, shown when it first comes up."""
    if why is not Why.NEXT or sheet.state.entry(placed.id):
        return ()
    notes: list[str] = []
    for one in sheet.format.applicable(sheet.values, sheet.flags):
        if one.is_note:
            notes.append(sheet.words(one.question.text))
        elif one.id == placed.id:
            return tuple(notes)
        else:
            notes.clear()
    return ()


def _buttons(desk: Desk, sheet: Sheet, step: Step, why: Why) -> tuple[Button, ...]:
    later = desk.button(texts.LATER, "later", "later", about=about(sheet, step))
    skip = desk.button(texts.SKIP, "skip", "overslaan", about=about(sheet, step))
    if sheet.only:
        skip = desk.button(texts.GIVE_BACK, "give_back", "teruggeven", about=about(sheet, step))
    first: list[Button] = []
    if step.mode in {Mode.ITEM, Mode.MORE}:
        if step.item:
            first.append(desk.button(texts.SAVE, "save", primary=True, about=about(sheet, step)))
        else:
            first.append(desk.button(texts.ONE_MORE, "save", primary=True, about=about(sheet, step)))
            question = step.placed.question
            some = sheet.items(step.placed.id) or (isinstance(question, ListQuestion) and question.min_items)
            label = texts.LIST_DONE if some else texts.NOTHING_MORE
            first.append(desk.button(label, "close", "klaar", about=about(sheet, step)))
    else:
        first.append(desk.button(texts.NEXT, "save", primary=True, about=about(sheet, step)))
    if step.mode is Mode.ADD:
        first = [desk.button(texts.GOOD_ENOUGH, "enough", "nee", about=about(sheet, step)), *first]
        return (*first, later)
    if why is not Why.NEXT and step.item:
        return (*first, later)
    return (*first, later, skip)


def _more(desk: Desk, sheet: Sheet, step: Step) -> tuple[Button, ...]:
    data = about(sheet, step)
    buttons = []
    if step.mode not in {Mode.WHO, Mode.ADD}:
        buttons.append(desk.button(texts.UNKNOWN, "unknown", "weet ik nog niet", about=data))
    if sheet.only:
        return (*buttons, desk.button(texts.STOP, "stop", "stop", about=data))
    if step.mode is not Mode.ADD:
        buttons.append(desk.button(texts.HAND_OVER, "hand_over", "doorgeven", about=data))
    buttons.append(desk.button(texts.BACK, "back", "terug", about=data))
    buttons.append(desk.button(texts.ALL_QUESTIONS, "questions", "vragen", about=data))
    buttons.append(desk.button(texts.SUMMARY, "summary", "samenvatting", about=data))
    buttons.append(desk.button(texts.STOP, "stop", "stop", about=data))
    return tuple(buttons)


def _items(desk: Desk, sheet: Sheet, step: Step) -> tuple[ItemRow, ...]:
    question = step.placed.question
    if not isinstance(question, ListQuestion) or step.mode not in {Mode.ITEM, Mode.MORE} or step.item:
        return ()
    rows = []
    for place, entry in enumerate(sheet.items(question.id), 1):
        data = {**theme_of(sheet), "q": question.id, "i": entry.draft.item}
        number = f"{step.placed.number}.{place}"
        deeper = len(question.fields) > len(question.direct)
        change = desk.button(
            texts.MORE_FIELDS if deeper else texts.CHANGE, "edit", f"wijzig {number}", about=data
        )
        remove = desk.button(
            texts.REMOVE, "remove", f"verwijder {number}", about={**data, "s": str(entry.seq)}
        )
        rows.append(ItemRow(item_shown(question, entry.draft.value), (change, remove)))
    return tuple(rows)


def _hint(sheet: Sheet, step: Step) -> str:
    question = step.placed.question
    match step.mode:
        case Mode.WHO:
            return ""
        case Mode.ADD:
            return texts.ADD_HINT
        case Mode.PICK:
            return texts.PICK_HINT
        case Mode.RATE if isinstance(question, ListQuestion):
            entry = sheet.item(question.id, step.item)
            return texts.type_field(item_label(question, entry)) if entry else ""
        case Mode.ITEM | Mode.MORE:
            return texts.ITEM_CHANGE_HINT if step.item else texts.ITEM_HINT
    if isinstance(question, ChoiceQuestion):
        return texts.CHOICES_HINT if question.several else texts.CHOICE_HINT
    if isinstance(question, NumberQuestion) and len(pair(sheet, step.placed)) > 1:
        return texts.PAIR_HINT
    return ""
