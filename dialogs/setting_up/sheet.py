"""The coordinator's sheet, sent in the chat: theme, owner and deadline per row become themes of the draft."""

from pathlib import PurePath

from dialogs.desk import Desk, Outcome
from dialogs.events import File
from dialogs.navigating import say
from dialogs.papers import RoundRow, UnusableFile
from dialogs.setting_up import facts, flow, proposing, steps, texts
from dialogs.setting_up.setup import Setup, opened
from dialogs.setting_up.theme_lines import Row, themes_of
from dialogs.texts import short

EXCEL = frozenset({".xlsx", ".xlsm", ".xltx", ".xls", ".ods"})


async def round_sheet(desk: Desk, file: File) -> Outcome | None:
    """The themes of a sheet, in the round that is being set up; None for what is no sheet of a coordinator.

    Nothing is taken of a sheet in which something is wrong. A round is begun when there is none yet.
    """
    if desk.papers is None or PurePath(file.name).suffix.casefold() not in EXCEL:
        return None
    setup = await opened(desk, await desk.store.round_draft(desk.who))
    if not isinstance(setup, Setup):
        return None
    opens, council = (facts.day_of(setup.draft.facts, key) for key in (facts.OPENS, facts.COUNCIL))
    try:
        rows = await desk.papers.round_sheet(file.data, short(file.name, 80), opens, council)
    except UnusableFile as refusal:
        return say(desk, refusal.dutch)
    old = (*proposing.proposed_themes(setup.known), *setup.draft.themes)
    read = themes_of([_row(setup, one) for one in rows], old)
    setup, wrong = await flow.take_read(setup, read)
    saved = texts.themes_saved(len(setup.draft.themes), [theme.title for theme in read.themes])
    if desk.focus.question:  # what is pending stays pending
        button = desk.button(texts.GO_ON, "setup_go_on", steps.COMMAND)
        return say(desk, saved, buttons=(button,))
    return steps.themes(setup, saved, wrong) if wrong else steps.forward(setup, saved)


def _row(setup: Setup, one: RoundRow) -> tuple[int, Row]:
    """A row of the sheet; the deadline of the round itself is no deadline of its own."""
    same = one.deadline == facts.day_of(setup.draft.facts, facts.DEADLINE)
    return one.row, Row(one.theme, (one.owner,), None if same else one.deadline)
