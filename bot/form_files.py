"""The Word form of a theme, out and in, for the command line: make it, tell what it changes, save it."""

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.documents.changes import changes
from bot.documents.form import form
from bot.documents.read_form import open_form
from bot.local.people import LocalPerson
from dialogs.filing.change import Change
from dialogs.filing.importing import drafts, mark_of
from dialogs.intake.format_file import packaged_formats
from dialogs.intake.personal_data import find
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import ThemeKey, ThemeState
from dialogs.ports import Store


class FormFileError(ValueError):
    """What the one who typed the command can mend; its text is one clear line."""


async def make_form(store: Store, tenant: str, theme: str, *, blank: bool) -> bytes:
    """The form of the theme with that id or title. Raises FormFileError when there is none."""
    async for sheet in _sheets(store, tenant):
        if theme.casefold() in {sheet.theme.id, sheet.theme.title.casefold()}:
            return await asyncio.to_thread(form, sheet, blank=blank)
    raise FormFileError(f"there is no theme {theme!r}; `round export` lists them")


async def take_form(
    store: Store, tenant: str, data: bytes, name: str, address: str, at: datetime, *, accept: bool
) -> list[str]:
    """What a form that came back changes, a line each; with `accept` the changes are saved, all or none.

    `address` is whose answers they are. What has a problem, or looks like personal data, is told and left
    out. Raises FileRefused for a file that cannot be used, FormFileError, and Conflict when a colleague
    changed the same answer meanwhile: then nothing is saved.
    """
    file = await asyncio.to_thread(open_form, data, name)
    sheet = await _sheet_of(store, tenant, file.is_of)
    if sheet.state.signed_off:
        raise FormFileError(f"{sheet.theme.title} is {sheet.state.phase.value}; reopen it in the chat first")
    if address.casefold() not in sheet.theme.addresses:
        raise FormFileError(f"{address} does not fill in {sheet.theme.title}; name its owner or a co-author")
    filled = await asyncio.to_thread(file.form, sheet.format)
    found = changes(sheet, filled, at.astimezone(ZoneInfo(sheet.round.zone)).date())
    lines = [f"not read{f', {one.place}' if one.place else ''}: {one.problem}" for one in filled.unread]
    lines += [_line(change) for change in found]
    ready = [change for change in found if change.ready and not find(change.new)]
    if accept and ready:
        author = await store.bound(tenant, address)
        author = author or LocalPerson(address, address, tenant=tenant).object_id
        mark = mark_of(data)
        cause = f"form-{mark}-{at.isoformat()}"
        await store.append(drafts(sheet, ready, author=author, activity=cause, at=at, mark=mark))
        lines.append(f"saved {len(ready)} of {len(found)} changes in {sheet.theme.title}")
    return lines or [f"nothing is new or different in {sheet.theme.title}"]


async def _sheets(store: Store, tenant: str) -> AsyncIterator[Sheet]:
    """Every theme of every round whose format is there."""
    formats = packaged_formats()
    for round_ in await store.rounds(tenant):
        for theme in round_.themes if round_.format in formats else ():
            key = ThemeKey(tenant, round_.id, theme.id)
            entries = await store.log(key)
            yield Sheet(key, round_, theme, formats[round_.format], entries, ThemeState.of(entries))


async def _sheet_of(store: Store, tenant: str, is_of: Callable[[ThemeKey], bool]) -> Sheet:
    async for sheet in _sheets(store, tenant):
        if is_of(sheet.key):
            return sheet
    raise FormFileError("this form was made for a theme that is in no round here")


def _line(change: Change) -> str:
    number = change.placed.number
    if change.problem:
        return f"{number}: not saved: {change.problem}"
    if find(change.new):
        return f"{number}: not saved: it looks like personal data; answer it in the chat, which asks about it"
    return f"{number}: {change.old} -> {change.new}{' (changed by somebody since)' if change.newer else ''}"
