"""Putting a question: one step of one theme becomes a finished Ask."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from dialogs import texts
from dialogs.desk import Desk, about, theme_of
from dialogs.focus import Why
from dialogs.intake.format import Placed
from dialogs.intake.question_types import (
    FREE,
    ChoiceQuestion,
    ItemField,
    ListQuestion,
    NumberQuestion,
    Option,
    Question,
    TextQuestion,
)
from dialogs.intake.questions import shown, shown_item
from dialogs.intake.revised import keeps
from dialogs.intake.sheet import Sheet
from dialogs.intake.steps import Mode, Step
from dialogs.intake.theme_log import Entry, Status
from dialogs.values import Value
from dialogs.views import Ask, Button, Choice, ItemRow, Part, PartKind, Quote

INTERNAL = "intern"  # the part that marks an answer as internal
WHO = "wie"
FOLD_FROM = 6  # options of a list's field beyond which they fold, to keep the form on one phone screen
LINE_UP_TO = 120  # characters; a longer bound gets a text box of several lines


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
            *_notes(sheet, placed, why),
        ),
        quotes=around.quotes,
        saved=around.saved,
        undo=around.undo,
        problem=around.problem,
        hint=around.hint or _hint(sheet, step),
        items=_items(desk, sheet, step),
    )


def pair(sheet: Sheet, placed: Placed) -> tuple[Placed, ...]:
    """What one card asks: the question, with the one asked in the same breath when it comes first."""
    together = sheet.format.together(placed.id)
    return together if together and together[0].id == placed.id else (placed,)


def options_of(sheet: Sheet, question: ChoiceQuestion) -> tuple[Option, ...]:
    """The options of the format, after those that a list of this theme adds."""
    source = sheet.format.question(question.options_from) if question.options_from else None
    if not isinstance(source, ListQuestion):
        return question.options
    labels = [item_label(source, entry) for entry in sheet.items(source.id)]
    return (*(Option(label, label) for label in dict.fromkeys(labels)), *question.options)


def item_label(question: ListQuestion, entry: Entry) -> str:
    """What an item of a list is called: its first direct field."""
    value = entry.draft.value
    field = question.field(question.ask_first) or question.direct[0]
    inner = value.get(field.id) if isinstance(value, Mapping) else None
    return shown(field.question, inner)


def item_shown(question: ListQuestion, value: Value) -> str:
    """An item in one line: its fields in the order of the format."""
    return shown_item(question, value) if isinstance(value, Mapping) else ""


def answer_shown(sheet: Sheet, question: Question) -> str:
    """The answer to a question as it stands, in Dutch; lists by the names of their items."""
    entry = sheet.state.standing(question.id)
    if isinstance(question, ListQuestion):
        items = sheet.items(question.id)
        if items:
            return "\n".join(
                f"{n}. {item_shown(question, one.draft.value)}" for n, one in enumerate(items, 1)
            )
        if entry and entry.draft.status is Status.CLOSED:
            return texts.NONE_ANSWER
    if entry is None:
        return texts.EMPTY_ANSWER
    if entry.draft.status is Status.SKIPPED:
        return texts.SKIPPED_ANSWER
    if entry.draft.status is Status.UNKNOWN:
        return unknown_shown(entry.draft.value)
    return shown(question, entry.draft.value)


def unknown_shown(value: Value) -> str:
    """Not known yet, with who could answer or when to look again."""
    if isinstance(value, Mapping) and isinstance(who := value.get("wie"), str):
        return f"{texts.UNKNOWN_ANSWER}: {texts.who_shown(who)}"
    if isinstance(value, Mapping) and isinstance(when := value.get("wanneer"), str):
        return f"{texts.UNKNOWN_ANSWER}: {texts.when_shown(when)}"
    return texts.UNKNOWN_ANSWER


def _changed(sheet: Sheet, step: Step) -> tuple[str, ...]:
    """That the question was asked differently before, with what was answered then."""
    if not sheet.outdated(step.placed) or step.item or step.mode is Mode.WHO:
        return ()
    entry = sheet.state.standing(step.placed.id)
    if entry is None or entry.draft.status is Status.SKIPPED:
        return (texts.QUESTION_CHANGED,)
    said = texts.question_changed(answer_shown(sheet, step.placed.question))
    return (said, texts.QUESTION_CHANGED_KEEP) if keeps(sheet, step.placed) else (said,)


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
        return sheet.words(_rating_fields(question)[0].question.text)
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
    extra = question.plan_help if question.show_plan_text else ""
    return " ".join(sheet.words(part) for part in (question.help, extra) if part)


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


def parts_of(sheet: Sheet, step: Step) -> tuple[Part, ...]:
    """The inputs of a card for `step`, filled in with what stands already."""
    question = step.placed.question
    if step.mode is Mode.WHO:
        return (Part(WHO, PartKind.LINE),)
    if isinstance(question, ListQuestion):
        return tuple(_list_parts(sheet, step, question))
    units = pair(sheet, step.placed)
    parts: list[Part] = []
    for unit in units:
        label = sheet.words(unit.question.text, unit.id) if unit is not units[0] else ""
        parts += _question_parts(sheet, unit.question, unit.id, sheet.state.value(unit.id), label)
    if question.internal:
        marked = "true" if sheet.internal(question) else "false"
        parts.append(Part(INTERNAL, PartKind.TOGGLE, texts.INTERNAL_CHOICE, marked))
    return tuple(parts)


def _list_parts(sheet: Sheet, step: Step, question: ListQuestion) -> list[Part]:
    if step.mode is Mode.PICK:
        first = question.field(question.ask_first)
        assert first is not None  # noqa: S101  (a mode that only such lists have)
        parts = _question_parts(sheet, first.question, first.id, None, "")
        picking = replace(parts[0], kind=PartKind.CHOICES)
        rest = (replace(part, label=texts.OTHERS, placeholder=texts.OTHERS_HOW) for part in parts[1:])
        return [picking, *rest]
    if step.mode is Mode.RATE:
        field = _rating_fields(question)[0]
        return [
            replace(part, compact=True)
            for entry in sheet.items(question.id)
            for part in _question_parts(
                sheet,
                field.question,
                f"{entry.draft.item}.{field.id}",
                _field_value(entry.draft.value, field.id),
                item_label(question, entry),
            )
        ]
    entry = sheet.item(question.id, step.item) if step.item else None
    value = entry.draft.value if entry else None
    fields = question.fields if step.mode is Mode.MORE else question.direct
    parts = []
    for field in fields:
        label = sheet.words(field.question.text)
        drawn = _question_parts(sheet, field.question, field.id, _field_value(value, field.id), label)
        # A field that another answer makes required is not called optional.
        always = bool(field.required_if)
        parts += [
            replace(part, required=part.required or always, compact=len(part.choices) > FOLD_FROM)
            for part in drawn
        ]
    return parts


def _rating_fields(question: ListQuestion) -> tuple[ItemField, ...]:
    return tuple(field for field in question.direct if field.id != question.ask_first)


def _field_value(value: Value, field_id: str) -> Value:
    return value.get(field_id) if isinstance(value, Mapping) else None


def _question_parts(sheet: Sheet, question: Question, name: str, value: Value, label: str) -> list[Part]:
    match question:
        case TextQuestion():
            kind = PartKind.TEXT if question.max > LINE_UP_TO else PartKind.LINE
            return [
                Part(name, kind, label, value if isinstance(value, str) else "", required=question.required)
            ]
        case NumberQuestion():
            typed = str(value).replace(".", ",") if isinstance(value, int | Decimal) else ""
            return [Part(name, PartKind.LINE, label, typed, required=question.required)]
        case ChoiceQuestion():
            return _choice_parts(sheet, question, name, value, label)
    raise AssertionError(question)


def _choice_parts(sheet: Sheet, question: ChoiceQuestion, name: str, value: Value, label: str) -> list[Part]:
    kind = PartKind.CHOICES if question.several else PartKind.CHOICE
    options = options_of(sheet, question)
    chosen = value if isinstance(value, tuple) else (value,)
    free = [one[FREE] for one in chosen if isinstance(one, Mapping) and isinstance(one.get(FREE), str)]
    known = {option.id for option in options}
    keys = [one for one in chosen if isinstance(one, str) and one in known]
    keys += [str(one) for one in free if one in known]
    choices = tuple(Choice(option.id, option.label) for option in options)
    parts = [Part(name, kind, label, ",".join(keys), choices, required=question.required)]
    if question.free:
        rest = ", ".join(str(one) for one in free if one not in known)
        # Together with the options it is one answer, so it is as required as they are.
        parts.append(Part(f"{name}.{FREE}", PartKind.LINE, texts.OTHER, rest, required=question.required))
    return parts


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
