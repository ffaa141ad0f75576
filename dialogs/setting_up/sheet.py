"""The coordinator's sheet of themes: given to be filled in, and read when it is sent.

Theme, owner and deadline of each row become themes of the round that is being set up.
"""

from collections.abc import Sequence
from datetime import date
from pathlib import PurePath

from dialogs.desk import Desk, Outcome
from dialogs.events import File
from dialogs.filing import offering
from dialogs.filing import texts as filing
from dialogs.matching import normalised
from dialogs.navigating import say
from dialogs.papers import RoundRow, UnusableFile
from dialogs.rounds.round import Theme
from dialogs.setting_up import facts, proposing, steps, taking, texts
from dialogs.setting_up.setup import Setup, opened
from dialogs.setting_up.theme_lines import Row, themes_of
from dialogs.texts import short
from dialogs.views import GiveFile, OfferFile

WHAT = "round_sheet"  # what the card of the offered file says that it is
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
    read = themes_of([_row(setup, one, old) for one in rows], old)
    setup, wrong = await taking.take_read(setup, read)
    saved = texts.themes_saved(len(setup.draft.themes), [theme.title for theme in read.themes])
    if desk.focus.question:  # what is pending stays pending
        button = desk.button(texts.GO_ON, "setup_go_on", steps.COMMAND)
        return say(desk, saved, buttons=(button,))
    return steps.themes(setup, saved, wrong) if wrong else steps.forward(setup, saved)


def _row(setup: Setup, one: RoundRow, old: Sequence[Theme]) -> tuple[int, Row]:
    """A row of the sheet, which has no column for who writes along: they stay.

    The deadline of the round itself is no deadline of its own.
    """
    same = one.deadline == facts.day_of(setup.draft.facts, facts.DEADLINE)
    there = [theme for theme in old if normalised(theme.title) == normalised(one.theme)]
    people = (one.owner, *(there[-1].co_authors if there else ()))
    return one.row, Row(one.theme, tuple(dict.fromkeys(people)), None if same else one.deadline)


async def offered(setup: Setup) -> Outcome:
    """Offer the sheet to be filled in, with the themes so far, or those of the round before."""
    desk = setup.desk
    if desk.papers is None:
        return say(desk, filing.NO_FILES_HERE)
    size = len(await desk.papers.round_sheet_form(_rows(setup)))
    data = (("n", desk.nonce), ("w", WHAT))
    return Outcome(
        (OfferFile(texts.SHEET_NAME, size, texts.SHEET_TEXT, data, texts.SHEET_INSTEAD),),
        desk.focus,
        aside=True,
    )


async def pressed(desk: Desk) -> Outcome:
    """The sheet was accepted or declined; whether this person may have it is checked again."""
    press = desk.event.press
    assert press is not None  # noqa: S101  (called for presses only)
    if press.verb == offering.DECLINE:
        return say(desk, filing.DECLINED)
    setup = await opened(desk, await desk.store.round_draft(desk.who))
    if not isinstance(setup, Setup):
        return setup
    if desk.papers is None:
        return say(desk, filing.NO_FILES_HERE)
    data = await desk.papers.round_sheet_form(_rows(setup))
    return Outcome((GiveFile(texts.SHEET_NAME, data, texts.SHEET_INSTEAD),), desk.focus, aside=True)


def _rows(setup: Setup) -> list[tuple[str, str, date | None]]:
    themes = setup.draft.themes or proposing.proposed_themes(setup.known)
    return [(one.title, one.owner, one.deadline) for one in themes]
