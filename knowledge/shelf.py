"""The files of the library: written so that a crash leaves the old state or the new one, and never a mixture.

`library.json` lists the plans; its first line is the checksum of the rest. `passages/` holds one file for
each plan, named after its content and never changed. A new passages file is written first, then the list is
replaced in one step, then files that the list no longer names are removed.
"""

import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from knowledge.durable import locked, make_folder, replace_file, sealed, unsealed
from knowledge.passages import Passage, Plan

_FORMAT = 1


class LibraryError(Exception):
    """The library cannot do what is asked; `str()` is the English line, `dutch` what a colleague reads."""

    dutch = "Ik kan nu niet bij de plannen. De beheerder kan dat herstellen."


class DamagedLibrary(LibraryError):  # noqa: N818 - says what is wrong
    """A file of the library is not what was written; it is never taken for an empty library."""

    def __init__(self, file: Path) -> None:
        super().__init__(
            f"{file} is damaged or missing: put back a backup of {file.parent}, "
            "or move that folder away and index the plans again"
        )


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the list: a plan, what it was read from, and where its passages are.

    `source` is the SHA-256 of the file that was read, `reader` the version of the readers, `about` what the
    file says about itself, `checksum` that of the passages file.
    """

    plan: Plan
    source: str
    reader: int
    about: Mapping[str, str]
    file: str
    checksum: str
    count: int


@dataclass(slots=True)
class Shelf:
    """The folder of a library; remembers what it read for as long as the files stay the same."""

    folder: Path
    _seen: tuple[tuple[int, int, int], dict[str, Entry], str] | None = None
    _loaded: dict[str, tuple[Passage, ...]] = field(default_factory=dict)

    def entries(self) -> tuple[dict[str, Entry], str]:
        """The plans by id, and the version of the whole; read again only after the list was replaced.

        Raises DamagedLibrary when the list is not what was written, or is gone while there are passages.
        """
        try:
            found = self._list_file.stat()
        except FileNotFoundError:
            if any(self._passages_folder.glob("*.json")):
                raise DamagedLibrary(self._list_file) from None
            return {}, ""
        stamp = (found.st_ino, found.st_mtime_ns, found.st_size)
        seen = self._seen
        if seen is None or seen[0] != stamp:
            entries, version = _parsed(self._list_file)
            seen = self._seen = (stamp, entries, version)
            files = {entry.file for entry in entries.values()}
            self._loaded = {file: kept for file, kept in self._loaded.items() if file in files}
        return seen[1], seen[2]

    def passages(self, entry: Entry) -> tuple[Passage, ...]:
        """The passages of a plan. Raises FileNotFoundError when the list was replaced since it was read."""
        if (kept := self._loaded.get(entry.file)) is not None:
            return kept
        file = self._passages_folder / entry.file
        data = file.read_bytes()
        if sha256(data).hexdigest() != entry.checksum:
            raise DamagedLibrary(file)
        plan = entry.plan.id
        found = tuple(
            Passage(f"{plan}.{number}", plan, tuple(section), page, label, text, quotable)
            for number, (section, page, label, text, quotable) in enumerate(json.loads(data), 1)
        )
        self._loaded[entry.file] = found
        return found

    def keep(
        self, plan: Plan, passages: Iterable[Passage], source: str, reader: int, about: Mapping[str, str]
    ) -> Entry:
        """Write the passages of a plan; nobody sees them until the list names them. Only within `locked`."""
        rows = [[one.section, one.page, one.page_label, one.text, one.quotable] for one in passages]
        data = json.dumps(rows, ensure_ascii=False, separators=(",", ":")).encode()
        checksum = sha256(data).hexdigest()
        if not self._list_file.exists():
            self.replace({})  # from here on, passages without a list are damage and not a beginning
        name = f"{plan.id}.{checksum[:16]}.json"
        make_folder(self._passages_folder)
        replace_file(self._passages_folder / name, data)
        return Entry(plan, source, reader, dict(about), name, checksum, len(rows))

    def replace(self, entries: Mapping[str, Entry]) -> None:
        """Make these the plans, in one step, and remove what they no longer need. Only within `locked`."""
        plans = [asdict(entries[plan]) for plan in sorted(entries)]
        text = json.dumps({"format": _FORMAT, "plans": plans}, ensure_ascii=False, indent=1)
        replace_file(self._list_file, sealed(text))
        self._seen = None
        named = {entry.file for entry in entries.values()}
        for file in self._passages_folder.glob("*"):
            if file.name not in named:
                file.unlink(missing_ok=True)

    @contextmanager
    def locked(self) -> Iterator[None]:
        """One writer at a time, also of several processes; waits for the other. Readers need no lock."""
        with locked(self.folder):
            yield

    @property
    def _list_file(self) -> Path:
        return self.folder / "library.json"

    @property
    def _passages_folder(self) -> Path:
        return self.folder / "passages"


def _parsed(file: Path) -> tuple[dict[str, Entry], str]:
    try:
        checksum, text = unsealed(file.read_bytes())
        data = json.loads(text)
        if data["format"] != _FORMAT:
            raise LibraryError(f"{file} was written by another version of the bot; index the plans again")
        found = [_entry(row) for row in data["plans"]]
    except (ValueError, KeyError, TypeError) as fault:
        raise DamagedLibrary(file) from fault
    return {entry.plan.id: entry for entry in found}, checksum[:16]


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(**{**row, "plan": Plan(**row["plan"])})
