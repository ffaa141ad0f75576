"""The Word form of a theme, out and in, for the command line: make it, tell what it changes, save it."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.documents.changes import Change, changes
from bot.documents.form import form
from bot.documents.read_form import open_form
from bot.local.people import LocalPerson
from dialogs.intake.format_file import packaged_formats
from dialogs.intake.personal_data import find
from dialogs.intake.question_types import ListQuestion
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Draft, Kind, Status, ThemeKey, ThemeState, Via
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
        await store.append(_drafts(sheet, ready, author, _cause(data), at))
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


def _drafts(sheet: Sheet, ready: Sequence[Change], author: str, cause: str, at: datetime) -> list[Draft]:
    """The entries of the changes, and one that closes each list that gets its first items."""
    drafts = [_draft(sheet, one, author, cause, at, place) for place, one in enumerate(ready)]
    lists = {
        one.placed.id: one for one in ready if isinstance(one.placed.question, ListQuestion) and not one.item
    }
    for question, one in lists.items():
        if sheet.state.standing(question) is None:
            drafts.append(_entry(sheet, one, author, cause, at, "", Status.CLOSED))
    return drafts


def _draft(sheet: Sheet, one: Change, author: str, cause: str, at: datetime, place: int) -> Draft:
    is_new_item = isinstance(one.placed.question, ListQuestion) and not one.item and one.row
    item = (
        hashlib.blake2s(f"{cause}\n{place}".encode(), digest_size=6).hexdigest() if is_new_item else one.item
    )
    return _entry(sheet, one, author, cause, at, item, one.status)


def _entry(
    sheet: Sheet, one: Change, author: str, cause: str, at: datetime, item: str, status: Status
) -> Draft:
    return Draft(
        key=sheet.key,
        kind=Kind.ANSWER,
        author=author,
        activity=cause,
        at=at,
        seen=one.seen if status is not Status.CLOSED else sheet.last_seq,
        question=one.placed.id,
        item=item,
        revision=one.placed.question.revision,
        status=status,
        value=None if status in {Status.CLOSED, Status.CLEARED} else one.value,
        internal=sheet.internal(one.placed.question),
        via=Via.IMPORT,
    )


def _cause(data: bytes) -> str:
    """The same file twice is one cause, so that it is saved once."""
    return f"form-{hashlib.blake2s(data, digest_size=12).hexdigest()}"
