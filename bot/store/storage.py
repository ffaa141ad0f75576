"""TinyDB on our own storage: reads from memory, writes that are on disk when they return."""

import json
import threading
from collections.abc import Mapping
from itertools import islice
from operator import is_
from pathlib import Path
from typing import Any
from zlib import crc32

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from bot.store.files import Disk, Tables, ending, save


class SealedStorage(Storage):
    """The storage of one file. A write that fails leaves memory and file as they were."""

    def __init__(self, path: Path, disk: Disk, tables: Tables) -> None:
        self._path = path
        self._disk = disk
        self._tables = tables
        self._made = Made()
        self._one_at_a_time = threading.Lock()

    def read(self) -> Tables:
        """The tables as last written; the caller may add or replace tables in the mapping it gets."""
        return dict(self._tables)

    def write(self, data: Tables) -> None:
        """Replace the file. Raises StoreFullError or StoreWriteError."""
        with self._one_at_a_time:
            if not self._made.begins(data):
                self._made = Made()
            save(self._disk, self._path, self._made.file(data))
            self._tables = dict(data)


class Made:
    """The bytes of a file up to its last document, kept for the next save.

    A log only grows and documents are never changed in place (`Shelf` replaces them), so a save after
    thousands of entries encodes just the new ones and continues the checksum.
    """

    def __init__(self) -> None:
        self._of: list[object] = []
        self._body = bytearray()
        self._checksum = 0

    def begins(self, tables: Tables) -> bool:
        """Whether these tables only add documents at the end to those that the bytes were made of."""
        parts = _parts(tables)
        return len(self._of) <= len(parts) and all(map(is_, self._of, parts))

    def file(self, tables: Tables) -> tuple[bytes | bytearray, ...]:
        """The whole file, in pieces."""
        *fixed, (name, growing) = tables.items()
        if not self._of:
            self._add("{" + "".join(f'"{each}":{_text(table)},\n' for each, table in fixed) + f'"{name}":{{')
            self._of = [table for _, table in fixed]
        known = len(self._of) - len(fixed)
        for key, document in islice(growing.items(), known, None):
            self._add(f'{"," if known else ""}\n"{key}":{_text(document)}')
            self._of.append(document)
            known += 1
        return self._body, *ending(self._checksum)

    def _add(self, text: str) -> None:
        more = text.encode()
        self._body += more
        self._checksum = crc32(more, self._checksum)


def _parts(tables: Tables) -> list[object]:
    *fixed, growing = tables.values()
    return [*fixed, *growing.values()]


def _text(part: object) -> str:
    return json.dumps(part, ensure_ascii=False, allow_nan=False, separators=(",", ":"))


class Shelf(Table):
    """A table that adds or replaces documents in one write, without touching the others.

    TinyDB's own update changes documents in place before the write is known to have worked.
    """

    def put(self, documents: Mapping[int, Mapping[str, Any]]) -> None:
        """Add or replace documents by id; all of them or, when this raises, none."""
        tables = self._storage.read() or {}
        tables[self.name] = {
            **tables.get(self.name, {}),
            **{str(key): dict(document) for key, document in documents.items()},
        }
        self._storage.write(tables)
        self.clear_cache()


class Base(TinyDB):
    """One file as a TinyDB database with shelves."""

    table_class = Shelf

    def shelf(self, name: str) -> Shelf:
        """The shelf of that name."""
        table = self.table(name)
        if not isinstance(table, Shelf):
            raise TypeError(f"{name} is not a shelf")
        return table
