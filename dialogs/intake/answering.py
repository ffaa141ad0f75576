"""Taking an answer: read it, guard it, write it, and go on.

What was given is a typed text or the inputs of a card; both take the same way. Nothing is saved to a question
other than the one that was shown, and what cannot be saved is held or stays on the card.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dialogs import texts
from dialogs.desk import Desk, Outcome
from dialogs.intake import lent, lists
from dialogs.intake.asking import Around
from dialogs.intake.parts import INTERNAL, WHO, pair
from dialogs.intake.question_types import NumberQuestion, TextQuestion
from dialogs.intake.questions import Reading, Trouble, read_inputs, read_typed, read_typed_pair, shown
from dialogs.intake.saving import Given, context, guarded, refused, save
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import unknown_shown
from dialogs.intake.steps import Mode, Step, next_step
from dialogs.intake.theme_log import Draft, Status
from dialogs.intake.writing import answer
from dialogs.matching import normalised
from dialogs.navigating import at, finished, forward

LONGEST_WHO = 200
NOTHING_TO_ADD = frozenset({"nee", "nee zo is het goed", "nee, zo is het goed", "zo is het goed"})
NOTHING_GIVEN = Given("", settled=True)


async def take(desk: Desk, sheet: Sheet, step: Step, given: Given) -> Outcome:
    """What was given in answer to the question of `step`: saved, held, or asked again."""
    match step.mode:
        case Mode.PICK:
            return await lists.pick(desk, sheet, step, given)
        case Mode.RATE:
            return await lists.rate(desk, sheet, step, given)
        case Mode.ITEM | Mode.MORE:
            return await lists.item(desk, sheet, step, given)
        case Mode.WHO:
            return await _who(desk, sheet, step, given)
        case Mode.ADD if isinstance(given.what, str) and normalised(given.what) in NOTHING_TO_ADD:
            return await enough(desk, sheet, step)
        case Mode.ADD:
            given = _added(sheet, step, given)
    return await _single(desk, sheet, replace(step, mode=Mode.ANSWER), given)


async def skip(desk: Desk, sheet: Sheet, step: Step) -> Outcome:
    """Skip a question; an answer that stands already is kept."""
    if step.mode is Mode.MORE:
        return at(desk, sheet, Step(step.placed, Mode.ITEM), desk.focus.why)
    if step.mode is Mode.RATE or (step.mode is Mode.ITEM and sheet.items(step.placed.id)):
        return await lists.close(desk, sheet, step)
    if step.mode is Mode.WHO or _answered(sheet, step):
        around = Around(saved=texts.kept(step.placed.number))
        then = next_step(sheet, step.placed)
        if then is not None and then.placed.id == step.placed.id:  # changed, and the last one open
            return finished(desk, sheet, around)
        return forward(desk, sheet, step, around)
    units = [one for one in pair(sheet, step.placed) if sheet.state.standing(one.id) is None]
    drafts = [answer(desk, sheet, one, Status.SKIPPED) for one in units]
    return await save(desk, sheet, step, NOTHING_GIVEN, drafts, texts.skipped(step.placed.number))


async def unknown(desk: Desk, sheet: Sheet, step: Step) -> Outcome:
    """Note "not known yet", then ask who could answer or when to look again."""
    if step.mode is Mode.RATE:
        return await lists.close(desk, sheet, step)
    draft = answer(desk, sheet, step.placed, Status.UNKNOWN)
    asked = Step(step.placed, Mode.WHO)
    note = texts.unknown_saved(step.placed.number)
    return await save(desk, sheet, step, NOTHING_GIVEN, [draft], note, then=asked)


async def enough(desk: Desk, sheet: Sheet, step: Step) -> Outcome:
    """A short answer is good as it is."""
    return replace(forward(desk, sheet, step), notices=await lent.told(desk, sheet, step.placed))


async def _single(desk: Desk, sheet: Sheet, step: Step, given: Given) -> Outcome:
    readings = _readings(desk, sheet, step, given)
    for reading in readings.values():
        if not reading.good:
            return refused(desk, sheet, step, given, reading)
    if held := guarded(desk, sheet, step, given, [one.value for one in readings.values()]):
        return held
    drafts = _drafts(desk, sheet, given, readings)
    nudged = any(reading.nudge for reading in readings.values()) and not _was_nudged(desk, step)
    then = Step(step.placed, Mode.ADD) if nudged else None
    note = _pair_note(sheet, drafts) if len(drafts) > 1 else ""
    return await save(desk, sheet, step, given, drafts, note, then)


def _readings(desk: Desk, sheet: Sheet, step: Step, given: Given) -> dict[str, Reading]:
    """The readings by question; the second of a pair is left out when only one number was given."""
    units = pair(sheet, step.placed)
    if isinstance(given.what, str):
        first = units[0].question
        second = units[1].question if len(units) > 1 else None
        if isinstance(first, NumberQuestion) and isinstance(second, NumberQuestion):
            one, other = read_typed_pair(first, second, given.what, context(desk, sheet, first))
            return {first.id: one} | ({second.id: other} if other else {})
        return {first.id: read_typed(first, given.what, context(desk, sheet, first))}
    readings = {
        one.id: read_inputs(one.question, given.what, context(desk, sheet, one.question)) for one in units
    }
    if len(units) > 1:
        filled = {key: one for key, one in readings.items() if one.trouble is not Trouble.EMPTY}
        return filled or readings
    return readings


def _drafts(desk: Desk, sheet: Sheet, given: Given, readings: Mapping[str, Reading]) -> list[Draft]:
    drafts = []
    for question_id, reading in readings.items():
        placed = sheet.format.placed(question_id)
        assert placed is not None  # noqa: S101  (readings are of this format's questions)
        internal = None
        if isinstance(given.what, Mapping) and placed.question.internal:
            internal = given.what.get(INTERNAL) == "true"
        drafts.append(
            answer(
                desk,
                sheet,
                placed,
                Status.GIVEN,
                reading.value,
                internal=internal,
                seen=given.seen(desk, sheet),
            )
        )
    return drafts


def _pair_note(sheet: Sheet, drafts: Sequence[Draft]) -> str:
    """What was saved at two questions that were asked in one breath."""
    numbers = [sheet.format.number(draft.question) for draft in drafts]
    asked = [sheet.format.question(draft.question) for draft in drafts]
    said = [shown(one, draft.value) for one, draft in zip(asked, drafts, strict=True) if one]
    return texts.saved(texts.listed(numbers), texts.listed(said))


async def _who(desk: Desk, sheet: Sheet, step: Step, given: Given) -> Outcome:
    said = given.what if isinstance(given.what, str) else given.what.get(WHO, "")
    question = TextQuestion(id=step.placed.id, text=texts.WHO_OR_WHEN, max=LONGEST_WHO)
    reading = read_typed(question, said, context(desk, sheet, question))
    if not reading.good:
        return refused(desk, sheet, step, given, reading)
    if held := guarded(desk, sheet, step, given, [reading.value]):
        return held
    when = desk.moment(said)
    value = (
        {"wanneer": when.said, "moment": when.moment.isoformat()} if when.moment else {"wie": reading.value}
    )
    draft = answer(desk, sheet, step.placed, Status.UNKNOWN, value, seen=given.seen(desk, sheet))
    note = texts.saved(step.placed.number, unknown_shown(value))
    return await save(desk, sheet, step, given, [draft], note)


def _added(sheet: Sheet, step: Step, given: Given) -> Given:
    """A typed addition goes behind the short answer; a card holds the whole text already."""
    before = sheet.state.value(step.placed.id)
    if isinstance(given.what, str) and isinstance(before, str):
        return replace(given, what=f"{before}\n{given.what}")
    return given


def _was_nudged(desk: Desk, step: Step) -> bool:
    return desk.focus.question == step.placed.id and desk.focus.part == Mode.ADD.value


def _answered(sheet: Sheet, step: Step) -> bool:
    entry = sheet.state.standing(step.placed.id)
    return entry is not None and entry.draft.status is not Status.SKIPPED
