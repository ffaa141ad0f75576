"""Opening a store by its address, and saying what is wrong with one without opening it."""

import os
from pathlib import Path

from bot.store.errors import StoreUrlError
from bot.store.files import FOLDERS_CAN_SYNC, OTHERS
from bot.store.layout import Layout
from bot.store.tinydb import TinyStore
from dialogs.ports import Store


def open_store(url: str) -> Store:
    """The store at `tinydb:FOLDER`. Raises a StoreError whose text is one clear line."""
    return TinyStore(folder_of(url))


def check(url: str) -> list[str]:
    """What is wrong with the store at an address, a line each; empty when nothing is. Changes nothing."""
    try:
        layout = Layout(folder_of(url).absolute())
    except StoreUrlError as error:
        return [str(error)]
    if not layout.root.exists():
        there = next(parent for parent in layout.root.parents if parent.exists())
        return [] if os.access(there, os.W_OK | os.X_OK) else [f"{there}: no right to make the store here"]
    return [*_rights(layout), *layout.problems()]


def remarks(url: str) -> list[str]:
    """What is good to know of the store at an address, a line each, without anything being wrong."""
    if FOLDERS_CAN_SYNC or not url.startswith("tinydb:"):
        return []
    return ["on this system folders cannot be brought to disk (fsync): for trying out, not for real use"]


def folder_of(url: str) -> Path:
    """The folder of a store's address. Raises StoreUrlError."""
    scheme, _, folder = url.partition(":")
    if scheme != "tinydb" or not folder.strip():
        raise StoreUrlError(url)
    return Path(folder)


def _rights(layout: Layout) -> list[str]:
    if not layout.root.is_dir():
        return [f"{layout.root}: this is no folder; name another, or move it away"]
    wrong = []
    for folder in layout.folders:
        if not folder.exists():
            continue
        if not os.access(folder, os.R_OK | os.W_OK | os.X_OK):
            wrong.append(f"{folder}: no right to read and write here")
        elif os.name != "nt" and folder.stat().st_mode & OTHERS:
            wrong.append(f"{folder}: others can enter it; mend with: chmod 700 {folder}")
    return wrong
