"""What is wrong with settings, store and library, and how to mend it; changes nothing."""

from collections.abc import Mapping

from bot.settings import Settings, SettingsError, read_settings
from bot.store.open import check as check_store
from bot.store.open import remarks as remarks_on_store
from knowledge.library import Library, LibraryError


def check(environment: Mapping[str, str]) -> tuple[list[str], list[str]]:
    """The problems, and what is good to know; a line each."""
    try:
        settings = read_settings(environment)
    except SettingsError as error:
        return list(error.faults), []
    problems = [*check_store(settings.store), *_library(settings)]
    remarks = list(remarks_on_store(settings.store))
    if not settings.library.exists():
        remarks.append("the library is empty: add a plan with `index`")
    if settings.registration is None:
        remarks.append("no registration is set: `serve` needs one, `serve --local` works")
    return problems, remarks


def _library(settings: Settings) -> list[str]:
    try:
        Library(settings.library).contents()
    except (LibraryError, OSError) as error:
        return [str(error)]
    return []
