"""Answering a turn again that was done before: the same question, with what that turn saved."""

from dialogs import coordinating, texts
from dialogs.desk import Desk, Outcome, placed_at
from dialogs.filing import deciding
from dialogs.focus import Focus
from dialogs.intake.asking import Around
from dialogs.intake.showing import answer_shown
from dialogs.intake.steps import Mode, Step
from dialogs.intake.writing import undo_button, written_by
from dialogs.navigating import at, forward, go_on, themes
from dialogs.reminding import flow as reminding
from dialogs.setting_up import flow as setting_up


async def resumed(desk: Desk) -> Outcome:
    """What is in front of this person now, as if it had just been shown."""
    for again in (setting_up.again, reminding.again, coordinating.again, deciding.again):
        if (shown := await again(desk)) is not None:
            return shown
    place = desk.at
    if place is None:
        return await themes(desk)
    sheet = await desk.sheet(place)
    mine = written_by(sheet.entries, desk.cause)
    around = Around()
    if mine and (written := sheet.format.placed(mine[-1].draft.question)):
        saved = texts.saved(written.number, answer_shown(sheet, written.question))
        around = Around(saved=saved, undo=undo_button(desk, sheet, texts.UNDO))
    placed = placed_at(sheet, desk.focus.question)
    if placed is None:
        return forward(desk, sheet, around=around) if sheet.started else await go_on(desk)
    return at(desk, sheet, step_of(desk.focus, Step(placed)), desk.focus.why, around)


def step_of(focus: Focus, shown: Step) -> Step:
    """The step that was last shown for a question."""
    mode = Mode(focus.part) if focus.part in set(Mode) else Mode.ANSWER
    return Step(shown.placed, mode, focus.item)
