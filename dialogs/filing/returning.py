"""A Word form that comes back: what is new or different is shown, and nothing is saved yet."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import PurePath

from dialogs.desk import Desk, Outcome, Place
from dialogs.events import File
from dialogs.filing import deciding, texts, waiting
from dialogs.filing.change import Change, Unread, What
from dialogs.filing.importing import mark_of
from dialogs.intake.personal_data import find
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import ThemeKey
from dialogs.navigating import is_submitted, not_open, say
from dialogs.papers import FormRead, OpenedForm, UnusableFile
from dialogs.texts import short
from dialogs.views import Row, ShowRows

WORD = frozenset({".docx", ".docm", ".doc", ".dotx", ".dotm", ".odt", ".rtf"})
ROWS = 8  # on one card, so that nothing of them is cut
MOST_ROWS = 60  # of a form that is nothing but trouble


async def word_form(desk: Desk, file: File) -> Outcome | None:
    """What a Word form would change; None for a file that is something else."""
    kind = PurePath(file.name).suffix.casefold()
    if desk.papers is None or not (kind in WORD or (kind == ".pdf" and desk.places)):
        return None
    try:
        opened = await desk.papers.open_form(file.data, short(file.name, 80))
    except UnusableFile as refusal:
        # A coordinator may mean it as a plan; somebody without a theme hears what the bot takes.
        another = not desk.places or (refusal.something_else and desk.coordinates)
        return None if another else say(desk, refusal.dutch)
    for place in desk.places:
        if opened.is_of(ThemeKey(desk.who.tenant, place.round.id, place.theme.id)):
            return await _read(desk, place, opened, file)
    return say(desk, await _of_others(desk, opened))


async def _read(desk: Desk, place: Place, opened: OpenedForm, file: File) -> Outcome:
    if not desk.is_open(place.round):
        return replace(not_open(desk, place), focus=desk.focus, aside=True)
    today = desk.now.astimezone(desk.zone(place)).date()
    sheet = await desk.sheet(place)
    if sheet.state.signed_off:
        return replace(is_submitted(desk, sheet), focus=desk.focus, aside=True)
    read = await opened.read(sheet, today)
    if waiting.too_large(read.changes):
        return say(desk, texts.FORM_TOO_LARGE)
    form = waiting.held(sheet, read.changes, mark_of(file.data), desk.now)
    views = _pages(sheet, read)
    if form.changes:
        views = [*views[:-1], replace(views[-1], buttons=deciding.choices(desk, form))]
    return Outcome(tuple(views), desk.focus, aside=True, form=form)


async def _of_others(desk: Desk, opened: OpenedForm) -> str:
    """Whose form it is, when it is not of this person."""
    for round_ in desk.rounds:
        for theme in round_.themes:
            if opened.is_of(ThemeKey(desk.who.tenant, round_.id, theme.id)):
                names = await desk.names([theme.owner] if theme.owner else round_.coordinators)
                return texts.form_of_others(theme.title, names)
    return texts.FORM_OF_NOBODY


def _pages(sheet: Sheet, read: FormRead) -> list[ShowRows]:
    """All that was read, in as many cards as it takes; what can be saved comes first."""
    ready = [one for one in read.changes if one.ready]
    rows = [_row(sheet, one) for one in ready]
    rows += _trouble([one for one in read.changes if not one.ready], read.unread)
    title = texts.form_title(sheet.theme.title)
    if not rows:
        return [ShowRows(title, (), texts.NOTHING_NEW)]
    pages = [rows[start : start + ROWS] for start in range(0, min(len(rows), MOST_ROWS), ROWS)]
    views = [ShowRows(title, tuple(page)) for page in pages]
    views[0] = replace(views[0], intro=texts.form_read(len(ready)))
    last = [texts.more_rows(len(rows) - MOST_ROWS)] if len(rows) > MOST_ROWS else []
    last += [texts.ONE_BY_ONE] if any(map(waiting.needs_a_look, ready)) else []
    views[-1] = replace(views[-1], outro=" ".join(last))
    return views


def _row(sheet: Sheet, change: Change) -> Row:
    """One change: what stands now, and what it would become."""
    state = {What.NEW: texts.NEW, What.CHANGED: texts.CHANGED, What.EMPTIED: texts.EMPTIED}[change.what]
    marks = [state]
    marks += [texts.CHANGED_BY_OTHER] if change.newer else []
    marks += [texts.PERSONAL] if find(change.new) else []
    return Row(deciding.heading(sheet, change), " · ".join(marks), texts.old_and_new(change.old, change.new))


def _trouble(problems: Sequence[Change], unread: Sequence[Unread]) -> Iterator[Row]:
    """What cannot be saved or could not be read."""
    for one in problems:
        yield Row(texts.question(one.placed.number), texts.NOT_SAVED, texts.there_is(one.new, one.problem))
    for part in unread:
        yield Row(part.place.capitalize() or texts.ELSEWHERE, texts.NOT_READ, part.problem)
