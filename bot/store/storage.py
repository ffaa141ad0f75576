"""TinyDB on our own storage: reads from memory, writes that are on disk when they return."""

import json
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tinydb import TinyDB
from tinydb.storages import Storage
from tinydb.table import Table

from bot.store.files import Disk, Tables, save, seal


class SealedStorage(Storage):
    """The storage of one file. A write that fails leaves memory and file as they were.

    Documents are never changed in place (`Shelf` replaces them), so the bytes of each are made once and
    a save of one entry among thousands is little more than a join.
    """

    def __init__(self, path: Path, disk: Disk, tables: Tables) -> None:
        self._path = path
        self._disk = disk
        self._tables = tables
        self._made: dict[tuple[str, str], tuple[object, bytes]] = {}
        self._one_at_a_time = threading.Lock()

    def read(self) -> Tables:
        """The tables as last written; the caller may add or replace tables in the mapping it gets."""
        return dict(self._tables)

    def write(self, data: Tables) -> None:
        """Replace the file. Raises StoreFullError or StoreWriteError."""
        with self._one_at_a_time:
            save(self._disk, self._path, seal(self._encoded(data)))
            self._tables = dict(data)

    def _encoded(self, tables: Tables) -> bytes:
        pieces = []
        for name, documents in tables.items():
            rows = b",\n".join([self._row(name, key, document) for key, document in documents.items()])
            pieces.append(b'"%b":{\n%b\n},\n' % (name.encode(), rows))
        return b"{%b" % b"".join(pieces)

    def _row(self, table: str, key: str, document: object) -> bytes:
        made = self._made.get((table, key))
        if made is not None and made[0] is document:
            return made[1]
        text = json.dumps(document, ensure_ascii=False, allow_nan=False, separators=(",", ":"))
        row = f'"{key}":{text}'.encode()
        self._made[table, key] = (document, row)
        return row


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
