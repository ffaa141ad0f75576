"""The commands that write and read files of answers: exports, and the Word form of a theme."""

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.command_error import CommandError
from bot.documents.errors import FileRefused
from bot.documents.export_docx import docx_of
from bot.documents.export_xlsx import xlsx_of
from bot.exports import as_json, gathered
from bot.form_files import FormFileError, make_form, take_form
from bot.store import open_store
from dialogs.intake.theme_log import Conflict


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which files an export writes; "-" as the JSON file prints it."""

    json: Path | None
    docx: Path | None
    xlsx: Path | None
    internal: bool = True


async def export(store: str, tenant: str, at: datetime, wanted: Wanted) -> None:
    """Write what was gathered to the files that are wanted."""
    found = await gathered(store, tenant, at)
    if wanted.json:
        text = as_json(found)
        if str(wanted.json) == "-":
            print(text, end="")
        else:
            wanted.json.write_text(text, encoding="utf-8")
    if wanted.docx:
        wanted.docx.write_bytes(docx_of(found, internal=wanted.internal))
    if wanted.xlsx:
        wanted.xlsx.write_bytes(xlsx_of(found, internal=wanted.internal))


async def form(url: str, tenant: str, theme: str, *, blank: bool) -> bytes:
    """The Word form of a theme."""
    store = open_store(url)
    try:
        return await make_form(store, tenant, theme, blank=blank)
    except FormFileError as error:
        raise CommandError(str(error)) from error
    finally:
        await store.close()


async def take(
    url: str, tenant: str, data: bytes, name: str, address: str, at: datetime, *, accept: bool
) -> list[str]:
    """What a form that came back changes, a line each; saved with `accept`."""
    store = open_store(url)
    try:
        return await take_form(store, tenant, data, name, address, at, accept=accept)
    except (FormFileError, FileRefused) as error:
        raise CommandError(str(error)) from error
    except Conflict as error:
        raise CommandError("an answer was changed meanwhile; nothing was saved, try again") from error
    finally:
        await store.close()
