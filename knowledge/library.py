"""The plans that questions are asked about: add and remove them, and have their passages."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

from knowledge.naming import Details, plan_of
from knowledge.passages import Passage, Plan, Status
from knowledge.readers.errors import Empty, Missing, NotAllowed, ReadError
from knowledge.readers.limits import Limits
from knowledge.readers.reading import KINDS, READER_VERSION, Reading, read
from knowledge.shelf import DamagedLibrary, Entry, LibraryError, Shelf

__all__ = [
    "Contents",
    "DamagedLibrary",
    "Details",
    "Library",
    "LibraryError",
    "NameTaken",
    "NoSuchPlan",
    "Outcome",
    "State",
]

_ATTEMPTS = 5

Progress = Callable[[int, int, str], None]
Read = Callable[[Path, str, Limits], Reading]


class NameTaken(LibraryError):  # noqa: N818 - says what is wrong
    """Two files of one run would be the same plan, or one name was given for several files."""

    dutch = "Twee bestanden zouden hetzelfde plan worden. Geef elk plan een eigen naam."

    def __init__(self, name: str) -> None:
        super().__init__(
            f"several files would be the plan {name!r}: index them one by one, each with its name"
        )


class NoSuchPlan(LibraryError):  # noqa: N818 - says what is wrong
    """The library has no plan with this id."""

    dutch = "Dat plan ken ik niet."

    def __init__(self, plan: str) -> None:
        super().__init__(f"no plan {plan!r} in the library")


class State(StrEnum):
    """What happened to a file that was to be added."""

    ADDED = "added"
    UPDATED = "updated"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What happened to one file, named without its folder; `error` says why it was refused."""

    file: str
    state: State
    plan: Plan | None = None
    passages: int = 0
    error: ReadError | LibraryError | None = None


@dataclass(frozen=True, slots=True)
class Contents:
    """Plans and their passages at one moment; `version` differs whenever anything in the library does."""

    version: str
    plans: tuple[Plan, ...]
    passages: tuple[Passage, ...]


@dataclass(slots=True)
class Library:
    """The library in a folder, which is made when the first plan is added.

    May be read while another process or thread adds: a reader has the old library or the new one, never half.
    """

    folder: Path
    limits: Limits = field(default_factory=Limits)
    read_file: Read = read
    _shelf: Shelf = field(init=False)

    def __post_init__(self) -> None:
        self._shelf = Shelf(self.folder)

    @property
    def version(self) -> str:
        """Changes whenever the content does; "" when empty. Cheap: one look at a file."""
        return self._shelf.entries()[1]

    def plans(self) -> tuple[Plan, ...]:
        """The plans, newest period first."""
        return _in_order(self._shelf.entries()[0].values())

    def contents(self, plans: Iterable[str] | None = None) -> Contents:
        """The plans with these ids (all when None) with their passages, all of the same moment.

        Raises NoSuchPlan, and DamagedLibrary when a file is not what was written.
        """
        wanted = None if plans is None else tuple(plans)
        for _ in range(_ATTEMPTS):
            entries, version = self._shelf.entries()
            if unknown := [plan for plan in wanted or () if plan not in entries]:
                raise NoSuchPlan(unknown[0])
            chosen = _in_order(
                entry for entry in entries.values() if wanted is None or entry.plan.id in wanted
            )
            try:
                groups = [self._shelf.passages(entries[plan.id]) for plan in chosen]
            except FileNotFoundError:
                continue  # replaced between reading the list and the file: look again
            return Contents(version, chosen, tuple(passage for group in groups for passage in group))
        raise DamagedLibrary(self.folder / "passages")

    def of_file(self, path: Path) -> Plan | None:
        """The plan that was read from exactly these bytes."""
        source = _fingerprint(path)
        return next((one.plan for one in self._shelf.entries()[0].values() if one.source == source), None)

    def sizes(self) -> dict[str, int]:
        """How many passages each plan has, by id."""
        return {name: entry.count for name, entry in self._shelf.entries()[0].items()}

    def passages(self, plans: Iterable[str] | None = None) -> tuple[Passage, ...]:
        """The passages of the plans with these ids, or of all."""
        return self.contents(plans).passages

    def add(
        self,
        paths: Iterable[Path],
        details: Details | None = None,
        progress: Progress | None = None,
        instead_of: str | None = None,
    ) -> list[Outcome]:
        """Read files, and the plan files in folders; one that did not change is not read again.

        A file that cannot be used gives an Outcome with the reason, and the others go on. Each plan is kept
        as soon as it is read. `progress` hears how many are done, of how many, and which file is next.
        A file that was read before under another name takes the place of that plan, unless `instead_of` says
        which plan makes room: "" for none.
        Raises DamagedLibrary, and ValueError for a period or URL in `details` that is not one.
        """
        details = details or Details()
        files, outcomes = _files(paths)
        taken: set[str] = set()
        for number, file in enumerate(files):
            if progress:
                progress(number, len(files), file.name)
            try:
                if details.name and len(files) > 1:
                    raise NameTaken(details.name)
                outcomes.append(self._add(file, details, taken, instead_of))
            except DamagedLibrary:
                raise
            except (ReadError, LibraryError) as fault:
                outcomes.append(Outcome(file.name, State.REFUSED, error=fault))
        if progress:
            progress(len(files), len(files), "")
        return outcomes

    def remove(self, plan: str) -> None:
        """Take a plan out of the library. Raises NoSuchPlan."""
        with self._shelf.locked():
            entries = dict(self._shelf.entries()[0])
            if entries.pop(plan, None) is None:
                raise NoSuchPlan(plan)
            self._shelf.replace(entries)

    def set_status(self, plan: str, status: Status) -> Plan:
        """Adopt a concept, or take that back; gives the plan as it is now. Raises NoSuchPlan."""
        with self._shelf.locked():
            entries = dict(self._shelf.entries()[0])
            if (entry := entries.get(plan)) is None:
                raise NoSuchPlan(plan)
            changed = replace(entry.plan, status=status)
            if changed != entry.plan:
                entries[plan] = replace(entry, plan=changed)
                self._shelf.replace(entries)
        return changed

    def _add(self, file: Path, details: Details, taken: set[str], instead_of: str | None) -> Outcome:
        source = _fingerprint(file)
        known = next((one for one in self._shelf.entries()[0].values() if one.source == source), None)
        current = known if known and known.reader == READER_VERSION else None
        if current:
            found, about = None, current.about
        else:
            reading = self.read_file(file, "reading", self.limits)
            found, about = reading.passages, reading.about
        plan = plan_of(file, about, details, known.plan if known and instead_of is None else None)
        if plan.id in taken:
            raise NameTaken(plan.name)
        taken.add(plan.id)
        if current and current.plan == plan:
            return Outcome(file.name, State.UNCHANGED, plan, current.count)
        if found is None:
            found = self._shelf.passages(current) if current else ()
        with self._shelf.locked():
            entries = dict(self._shelf.entries()[0])
            state = State.UPDATED if known or plan.id in entries else State.ADDED
            if instead_of is not None:
                entries.pop(instead_of, None)
            elif known and known.plan.id != plan.id:
                entries.pop(known.plan.id, None)  # the same file under a new name
            entries[plan.id] = self._shelf.keep(plan, found, source, READER_VERSION, about)
            self._shelf.replace(entries)
        return Outcome(file.name, state, plan, len(found))


def _in_order(entries: Iterable[Entry]) -> tuple[Plan, ...]:
    by_name = sorted((entry.plan for entry in entries), key=lambda plan: (plan.name, plan.id))
    return tuple(sorted(by_name, key=lambda plan: plan.period, reverse=True))


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[Outcome]]:
    """The files to read, each once, and what is wrong with paths that lead to none."""
    found: dict[Path, Path] = {}
    wrong: list[Outcome] = []
    for path in paths:
        if not path.is_dir():
            found.setdefault(path.resolve(), path)
            continue
        try:
            inside = [one for one in sorted(path.rglob("*")) if one.suffix.lower() in KINDS and one.is_file()]
        except PermissionError:
            wrong.append(Outcome(path.name, State.REFUSED, error=NotAllowed(path.name)))
            continue
        inside = [
            one for one in inside if not any(part.startswith(".") for part in one.relative_to(path).parts)
        ]
        if not inside:
            wrong.append(
                Outcome(path.name, State.REFUSED, error=Empty(path.name, "a folder without plan files"))
            )
        for one in inside:
            found.setdefault(one.resolve(), one)
    return list(found.values()), wrong


def _fingerprint(file: Path) -> str:
    """The SHA-256 of a file's bytes; "" for what is no ordinary file: reading refuses it with the reason."""
    if not file.is_file():
        return ""
    whole = sha256()
    try:
        with file.open("rb") as opened:
            while block := opened.read(1 << 20):
                whole.update(block)
    except PermissionError as fault:
        raise NotAllowed(file.name) from fault
    except FileNotFoundError as fault:
        raise Missing(file.name) from fault
    return whole.hexdigest()
