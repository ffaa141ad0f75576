"""Taking the items of a list: picked several at once, rated, added one by one, changed, taken away."""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs import texts
from dialogs.desk import Desk, Outcome
from dialogs.focus import HeldReason, Why
from dialogs.intake.answer_reading import Reading, Trouble
from dialogs.intake.asking import Around
from dialogs.intake.format import Placed
from dialogs.intake.question_types import ItemField, ListQuestion
from dialogs.intake.questions import lacking, read_inputs, read_item, read_typed, unasked
from dialogs.intake.saving import Given, context, guarded, hold, refused, save
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import item_label, item_shown
from dialogs.intake.steps import Mode, Step, rated, step_at
from dialogs.intake.theme_log import Draft, Entry, Status
from dialogs.intake.writing import answer, new_item
from dialogs.matching import normalised
from dialogs.navigating import at
from dialogs.values import Value

LIST_IS_DONE = frozenset({"klaar", "geen", "nee", "dat was het", "dat is alles", "niets", "de lijst is af"})
EMPTY = Given("", settled=True)


def closes(text: str) -> bool:
    """Whether a typed line says that the list is finished."""
    return normalised(text) in LIST_IS_DONE


async def pick(desk: Desk, sheet: Sheet, step: Step, given: Given) -> Outcome:
    """Several items at once; those that were typed with their rating are rated at once."""
    if isinstance(given.what, str) and closes(given.what):
        return await close(desk, sheet, step)
    question = _list(step)
    reading = _read(desk, sheet, question, given)
    if not reading.good:
        return refused(desk, sheet, step, given, reading)
    values = _new_values(sheet, question, reading)
    if held := guarded(desk, sheet, step, given, values):
        return held
    drafts = [
        answer(desk, sheet, step.placed, Status.GIVEN, value, item=new_item(desk, place), seen=sheet.last_seq)
        for place, value in enumerate(values)
    ]
    if all(not unasked(question, value) for value in values):
        drafts.append(_closed(desk, sheet, step))
    note = texts.saved_named(step.placed.number, [item_shown(question, value) for value in values])
    then = None if drafts[-1].status is Status.CLOSED else Step(step.placed, Mode.RATE, drafts[0].item)
    return await save(desk, sheet, step, given, drafts, note, then)


async def rate(desk: Desk, sheet: Sheet, step: Step, given: Given) -> Outcome:
    """How it goes with the items: all on one card, or typed, one or several at a time."""
    question = _list(step)
    field = next(one for one in question.direct if one.id != question.ask_first)
    if isinstance(given.what, str):
        return await _rate_typed(desk, sheet, step, given, field)
    drafts = []
    for entry in sheet.items(question.id):
        name = f"{entry.draft.item}.{field.id}"
        reading = read_inputs(field.question, given.what, context(desk, sheet, field.question), name)
        if reading.good:
            drafts.append(_changed(desk, sheet, step, given, entry, {field.id: reading.value}))
    drafts.append(_closed(desk, sheet, step))
    note = texts.list_closed(step.placed.number, len(sheet.items(question.id)))
    return await save(desk, sheet, step, given, drafts, note)


async def item(desk: Desk, sheet: Sheet, step: Step, given: Given) -> Outcome:
    """One item, new or changed; typed, several lines are several items."""
    if isinstance(given.what, str):
        return await _typed_items(desk, sheet, step, given)
    question = _list(step)
    entry = sheet.item(question.id, step.item) if step.item else None
    if step.item and entry is None:  # a colleague took it away: what was filled in may be a new one
        gone, new = Around(problem=texts.UNKNOWN_ITEM, filled=dict(given.what)), Step(step.placed, Mode.ITEM)
        outcome = at(desk, sheet, new, Why.CHANGE, gone)
        focus = replace(outcome.focus, held=hold(desk, sheet, new, given, HeldReason.TOO_LONG))
        return replace(outcome, focus=focus, stuck=True)
    fields = question.fields if step.mode is Mode.MORE else question.direct
    reading = read_item(fields, given.what, context(desk, sheet, question), base=_mapping(entry))
    if not reading.good:
        if reading.trouble is Trouble.INCOMPLETE and not reading.value:
            reading = Reading(None, Trouble.EMPTY, texts.NOTHING_FILLED_IN)
        return refused(desk, sheet, step, given, reading)
    if held := guarded(desk, sheet, step, given, [reading.value]):
        return held
    return await _save_items(desk, sheet, step, given, [_mapping(reading.value)])


async def close(desk: Desk, sheet: Sheet, step: Step, given: Given = EMPTY) -> Outcome:
    """The list is finished; what was filled in on the card is added first."""
    question = _list(step)
    if isinstance(given.what, Mapping) and any(text.strip() for text in given.what.values()):
        reading = read_item(question.direct, given.what, context(desk, sheet, question))
        if not reading.good:
            return refused(desk, sheet, step, given, reading)
        if held := guarded(desk, sheet, step, given, [reading.value]):
            return held
        return await _save_items(desk, sheet, step, given, [_mapping(reading.value)], closing=True)
    count = len(sheet.items(question.id))
    if count < question.min_items:
        reading = Reading(None, Trouble.EMPTY, texts.too_few(question.min_items))
        return refused(desk, sheet, step, given, reading)
    note = texts.list_closed(step.placed.number, count)
    return await save(desk, sheet, step, EMPTY, [_closed(desk, sheet, step)], note)


async def edit(desk: Desk, sheet: Sheet, step: Step) -> Outcome:
    """One item with all its fields."""
    if sheet.item(step.placed.id, step.item) is None:
        return at(desk, sheet, step_at(sheet, step.placed), Why.CHANGE, Around(problem=texts.UNKNOWN_ITEM))
    return at(desk, sheet, Step(step.placed, Mode.MORE, step.item), Why.CHANGE)


async def remove(desk: Desk, sheet: Sheet, step: Step, seen: int) -> Outcome:
    """Take an item away as this person knew it, `seen` being its entry; the history keeps it."""
    entry = sheet.item(step.placed.id, step.item)
    if entry is None:
        return at(desk, sheet, step_at(sheet, step.placed), Why.CHANGE, Around(problem=texts.UNKNOWN_ITEM))
    if entry.seq > seen and entry.draft.activity != desk.cause:
        return changed_list(desk, sheet, step.placed)
    draft = answer(desk, sheet, step.placed, Status.CLEARED, item=step.item, seen=entry.seq)
    note = texts.removed(step.placed.number, item_shown(_list(step), entry.draft.value))
    then = Step(step.placed, Mode.ITEM)
    return await save(desk, sheet, step, EMPTY, [draft], note, then)


def changed_list(desk: Desk, sheet: Sheet, placed: Placed) -> Outcome:
    """The list as it is now, for somebody who meant an item as it was."""
    return at(desk, sheet, step_at(sheet, placed), Why.CHANGE, Around(problem=texts.LIST_CHANGED))


async def _rate_typed(desk: Desk, sheet: Sheet, step: Step, given: Given, field: ItemField) -> Outcome:
    question = _list(step)
    assert isinstance(given.what, str)  # noqa: S101  (the caller looked)
    entry = sheet.item(question.id, step.item)
    if step.item and entry is None:
        gone = Around(problem=texts.UNKNOWN_ITEM)
        return at(desk, sheet, step_at(sheet, step.placed), desk.focus.why, gone)
    one = read_typed(field.question, given.what, context(desk, sheet, field.question))
    if one.good and entry is not None:
        drafts = [_changed(desk, sheet, step, given, entry, {field.id: one.value})]
    else:
        drafts = _rated_together(desk, sheet, step, given, field)
        if not drafts:
            return refused(desk, sheet, step, given, one)
    now_rated = {draft.item for draft in drafts}
    waiting = [
        entry.draft.item
        for entry in sheet.items(question.id)
        if entry.draft.item not in now_rated and not rated(question, entry)
    ]
    if waiting:
        note = texts.saved_items(step.placed.number, len(drafts))
        then = Step(step.placed, Mode.RATE, waiting[0])
        return await save(desk, sheet, step, given, drafts, note, then)
    drafts.append(_closed(desk, sheet, step))
    note = texts.list_closed(step.placed.number, len(sheet.items(question.id)))
    return await save(desk, sheet, step, given, drafts, note)


def _rated_together(desk: Desk, sheet: Sheet, step: Step, given: Given, field: ItemField) -> list[Draft]:
    """Such as "politie goed, RIEC moeizaam": the items that are named with a rating."""
    question = _list(step)
    assert isinstance(given.what, str)  # noqa: S101
    found: list[Draft] = []
    for piece in given.what.replace(";", ",").replace("\n", ",").split(","):
        words = normalised(piece)
        for entry in sheet.items(question.id):
            label = normalised(item_label(question, entry))
            if not words.startswith(label):
                continue
            said = words[len(label) :].strip(" :()-")
            reading = read_typed(field.question, said, context(desk, sheet, field.question))
            if reading.good:
                found.append(_changed(desk, sheet, step, given, entry, {field.id: reading.value}))
            break
    return found


async def _typed_items(desk: Desk, sheet: Sheet, step: Step, given: Given) -> Outcome:
    """Typed: a finished list, the missing field of a half item, or one item a line."""
    question = _list(step)
    assert isinstance(given.what, str)  # noqa: S101
    half = _mapping(desk.focus.draft)
    if step.item and sheet.item(question.id, step.item) is None:
        gone = Around(problem=texts.UNKNOWN_ITEM)
        return at(desk, sheet, Step(step.placed, Mode.ITEM), Why.CHANGE, gone)
    if closes(given.what) and not half:
        return await close(desk, sheet, step)
    if half:
        field = _next_field(question, half)
        if field is None:  # the format changed under a half item
            return await _save_items(desk, sheet, step, given, [half])
        reading = read_typed(field.question, given.what, context(desk, sheet, field.question))
        if not reading.good:
            return _keep_half(refused(desk, sheet, step, given, reading), half)
        values: list[Mapping[str, Value]] = [{**half, field.id: reading.value}]
    else:
        reading = _read(desk, sheet, question, given)
        if not reading.good:
            return refused(desk, sheet, step, given, reading)
        values = [_mapping(one) for one in _sequence(reading.value)]
    if held := guarded(desk, sheet, step, given, values):
        return _keep_half(held, half)
    if len(values) == 1 and (field := _next_field(question, values[0])) is not None:
        return _half_done(desk, sheet, step, values[0], field)
    for value in values:
        if lacks := lacking(question, value):
            problem = texts.needed_for(item_shown(question, value), [one.question.text for one in lacks])
            return refused(desk, sheet, step, given, Reading(None, Trouble.INCOMPLETE, problem))
    return await _save_items(desk, sheet, step, given, values)


def _half_done(desk: Desk, sheet: Sheet, step: Step, half: Mapping[str, Value], field: ItemField) -> Outcome:
    """One item is half typed: ask for the next field, and remember what is there."""
    filled = {key: text for key, text in half.items() if isinstance(text, str)}
    label = field.question.text
    around = Around(notes=(texts.next_field(label),), filled=filled, hint=texts.type_field(label))
    return _keep_half(at(desk, sheet, step, desk.focus.why, around), half)


def _keep_half(outcome: Outcome, half: Mapping[str, Value]) -> Outcome:
    return replace(outcome, focus=replace(outcome.focus, draft=half)) if half else outcome


async def _save_items(
    desk: Desk,
    sheet: Sheet,
    step: Step,
    given: Given,
    values: Sequence[Mapping[str, Value]],
    *,
    closing: bool = False,
) -> Outcome:
    """Write items; then the list again, or what comes after it."""
    question = _list(step)
    changed = sheet.item(question.id, step.item) if step.item else None
    drafts = []
    for place, value in enumerate(values):
        mine = place == 0 and step.item  # typed while an item is being changed: the rest is new
        seen = given.seen(desk, sheet) if mine and changed else sheet.last_seq
        item = step.item if mine else new_item(desk, place)
        drafts.append(answer(desk, sheet, step.placed, Status.GIVEN, value, item=item, seen=seen))
    if closing:
        drafts.append(_closed(desk, sheet, step))
    note = texts.saved_item(step.placed.number, "; ".join(item_shown(question, value) for value in values))
    then = None if closing else Step(step.placed, Mode.ITEM)
    return await save(desk, sheet, step, given, drafts, note, then)


def _read(desk: Desk, sheet: Sheet, question: ListQuestion, given: Given) -> Reading:
    if isinstance(given.what, str):
        return read_typed(question, given.what, context(desk, sheet, question))
    return read_inputs(question, given.what, context(desk, sheet, question))


def _new_values(sheet: Sheet, question: ListQuestion, reading: Reading) -> list[Mapping[str, Value]]:
    """The items that are not in the list yet."""
    there = [_mapping(entry).get(question.ask_first) for entry in sheet.items(question.id)]
    values = [_mapping(one) for one in _sequence(reading.value)]
    return [value for value in values if value.get(question.ask_first) not in there]


def _changed(
    desk: Desk, sheet: Sheet, step: Step, given: Given, entry: Entry, fields: Mapping[str, Value]
) -> Draft:
    return answer(
        desk,
        sheet,
        step.placed,
        Status.GIVEN,
        {**_mapping(entry), **fields},
        item=entry.draft.item,
        seen=given.seen(desk, sheet),
    )


def _closed(desk: Desk, sheet: Sheet, step: Step) -> Draft:
    return answer(desk, sheet, step.placed, Status.CLOSED, seen=sheet.last_seq)


def _next_field(question: ListQuestion, value: Mapping[str, Value]) -> ItemField | None:
    """The next direct field that an item needs; a field that may stay empty is not asked for by typing."""
    return next(iter(lacking(question, value)), None)


def _list(step: Step) -> ListQuestion:
    question = step.placed.question
    assert isinstance(question, ListQuestion)  # noqa: S101  (these modes are of lists only)
    return question


def _mapping(value: Entry | Value) -> Mapping[str, Value]:
    inner = value.draft.value if isinstance(value, Entry) else value
    return inner if isinstance(inner, Mapping) else {}


def _sequence(value: Value) -> Sequence[Value]:
    return value if isinstance(value, tuple) else ()
