"""The files of the embedded store, each with what it holds in memory and its own group commit."""

from asyncio import get_running_loop
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import Executor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Generic, TypeVar

from bot.store.codec import Document, entry_document, entry_of
from bot.store.files import FORMAT, Disk, damaged, load
from bot.store.group import GroupCommit
from bot.store.log import Pending, ThemeLog
from bot.store.storage import Base, SealedStorage
from dialogs.intake.theme_log import Conflict, Draft, Entry, ThemeKey

Key = TypeVar("Key")
Record = TypeVar("Record")


@dataclass(frozen=True, slots=True)
class Place:
    """What every file needs to be written: a disk, and threads that may wait for it."""

    disk: Disk
    writers: Executor


class File:
    """One TinyDB file: a head that says what it is of, and a shelf of documents.

    Without `head` the file must be there and whole: raises StoreDamagedError.
    """

    def __init__(self, path: Path, place: Place, head: Document | None = None) -> None:
        self.path = path
        self._writers = place.writers
        tables = load(path) if head is None else {"head": {"1": {"format": FORMAT, **head}}}
        self.head: Document = dict(tables["head"]["1"])
        base = Base(path, place.disk, tables, storage=SealedStorage)
        self._shelf = base.shelf("documents")

    def documents(self) -> dict[int, Document]:
        """All documents by id, oldest first."""
        return {document.doc_id: dict(document) for document in self._shelf}

    async def put(self, documents: Mapping[int, Document]) -> None:
        """Add or replace documents, durably, without blocking the event loop."""
        await get_running_loop().run_in_executor(self._writers, self._shelf.put, documents)


class ThemeFile:
    """The log of one theme and its file."""

    def __init__(self, file: File, log: ThemeLog) -> None:
        self.log = log
        self._file = file
        self.commits: GroupCommit[Sequence[Draft], tuple[Entry, ...]] = GroupCommit(self._commit)

    @classmethod
    def of(cls, path: Path, place: Place) -> "ThemeFile":
        """The theme that a file holds. Raises StoreDamagedError."""
        file = File(path, place)
        with sense_of(path):
            key = ThemeKey(file.head["tenant"], file.head["round"], file.head["theme"])
            log = ThemeLog(key, (entry_of(key, document) for document in file.documents().values()))
        return cls(file, log)

    @classmethod
    def new(cls, path: Path, place: Place, key: ThemeKey) -> "ThemeFile":
        """A theme of which nothing was written yet."""
        head = {"holds": "theme", "tenant": key.tenant, "round": key.round, "theme": key.theme}
        return cls(File(path, place, head), ThemeLog(key))

    async def _commit(self, requests: Sequence[Sequence[Draft]]) -> list[tuple[Entry, ...] | Exception]:
        pending = Pending(self.log)
        answers: list[tuple[Entry, ...] | Exception] = []
        for drafts in requests:
            try:
                answers.append(pending.decide(drafts))
            except Conflict as conflict:
                answers.append(conflict)
        if pending.added:
            await self._file.put({entry.seq: entry_document(entry) for entry in pending.added})
            self.log.extend(pending.added)
        return answers


@dataclass(frozen=True, slots=True)
class Change(Generic[Key, Record]):
    """What is to become of a record. `decide` gets what stands, or None, right before it is written.

    It gives what is to stand, with the document of that, or None when nothing is to be written.
    """

    key: Key
    decide: Callable[[Record | None], tuple[Record, Document | None]]


class RecordFile(Generic[Key, Record]):
    """Records by key and their file. `decode` reads key and record from a document."""

    def __init__(self, file: File, decode: Callable[[Document], tuple[Key, Record]]) -> None:
        self._file = file
        self._decode = decode
        self.records: dict[Key, Record] = {}
        self._ids: dict[Key, int] = {}
        for number, document in file.documents().items():
            with sense_of(file.path):
                key, record = decode(document)
            self.records[key], self._ids[key] = record, number
        self.commits: GroupCommit[Change[Key, Record], Record] = GroupCommit(self._commit)

    async def put(self, document: Document, *, replace: bool = True) -> Record:
        """Keep the record of a document; without `replace` only when there is none yet under its key.

        Returns the record that stands.
        """
        key, record = self._decode(document)

        def decide(standing: Record | None) -> tuple[Record, Document | None]:
            return (record, document) if standing is None or replace else (standing, None)

        return await self.change(key, decide)

    async def change(
        self, key: Key, decide: Callable[[Record | None], tuple[Record, Document | None]]
    ) -> Record:
        """Make something of what stands under a key; returns the record that stands then."""
        return await self.commits.submit(Change(key, decide))

    async def _commit(self, requests: Sequence[Change[Key, Record]]) -> list[Record | Exception]:
        records: dict[Key, Record] = {}
        documents: dict[Key, Document] = {}
        answers: list[Record | Exception] = []
        for change in requests:
            standing = records[change.key] if change.key in records else self.records.get(change.key)
            record, document = change.decide(standing)
            if document is not None:
                records[change.key], documents[change.key] = record, document
            answers.append(record)
        if documents:
            ids = dict(self._ids)
            for key in documents:
                ids.setdefault(key, max(ids.values(), default=0) + 1)
            await self._file.put({ids[key]: document for key, document in documents.items()})
            self._ids = ids
            self.records |= records
        return answers


@contextmanager
def sense_of(path: Path) -> Iterator[None]:
    """Turns what goes wrong while reading a whole file into StoreDamagedError, without its content."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, ArithmeticError) as error:
        raise damaged(path, "its seal is whole, its content is not what this version writes") from error
