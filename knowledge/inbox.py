"""Plan files that came in and are not read yet, each with what is known of it, until they are.

The bytes lie here because reading may take long and the process may die meanwhile. Only the owner of the
folder can read them; they go as soon as the file is read, refused, or was not wanted after all.
"""

import json
import re
from dataclasses import asdict, dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from pathlib import Path

from knowledge.durable import locked, make_folder, replace_file, sealed, unsealed
from knowledge.passages import Status
from knowledge.shelf import DamagedLibrary

_FORMAT = 1
_ID = re.compile(r"[a-z0-9-]{1,40}")


class Stage(StrEnum):
    """How far a file is."""

    PROPOSED = "proposed"  # waits for somebody to say what it is
    WANTED = "wanted"  # to be read
    READ = "read"  # read or refused; the result is to be told
    TELLING = "telling"  # durable right before the message goes out


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that came in: its own name, the plan that it will be, and the plan that it comes instead of.

    `sender` is whatever the caller needs to find who sent it. `told` holds what reading gave. Raises
    ValueError for an id that could not be a file name, and a moment without a zone.
    """

    id: str
    file: str
    sender: tuple[str, str]
    at: datetime
    plan: str
    period: str = ""
    status: Status = Status.CONCEPT
    instead_of: str = ""
    stage: Stage = Stage.PROPOSED
    told: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        if not _ID.fullmatch(self.id):
            raise ValueError("the id of a waiting file must be able to be a file name")
        if self.at.tzinfo is None:
            raise ValueError("a waiting file needs a moment with a time zone")
        object.__setattr__(self, "sender", tuple(self.sender))
        object.__setattr__(self, "stage", Stage(self.stage))
        object.__setattr__(self, "status", Status(self.status))

    @property
    def name(self) -> str:
        """What the file is called in the inbox: its kind stays readable, its own name does not."""
        suffix = Path(self.file).suffix.lower()
        return self.id + (suffix if re.fullmatch(r"\.[a-z]{2,8}", suffix) else "")


@dataclass(slots=True)
class Inbox:
    """The folder of waiting files. What returned is on disk; safe with several processes."""

    folder: Path

    def keep(self, waiting: Waiting, data: bytes) -> None:
        """Keep a new file and what is known of it."""
        with locked(self.folder):
            replace_file(self.folder / waiting.name, data)
            self._write(waiting)

    def find(self, id_: str) -> Waiting | None:
        """What waits under this id; None when nothing does. Raises DamagedLibrary."""
        return self._read(self.folder / f"{id_}.json") if _ID.fullmatch(id_) else None

    def all(self) -> tuple[Waiting, ...]:
        """Everything that waits, oldest first. Raises DamagedLibrary."""
        found = [self._read(path) for path in sorted(self.folder.glob("*.json"))]
        return tuple(sorted((one for one in found if one is not None), key=lambda one: (one.at, one.id)))

    def path(self, waiting: Waiting) -> Path:
        """Where the bytes are."""
        return self.folder / waiting.name

    def change(self, waiting: Waiting, *stages: Stage) -> Waiting | None:
        """Replace what is known, when it is at one of `stages` now; None when it is not, or is gone."""
        with locked(self.folder):
            now = self.find(waiting.id)
            if now is None or now.stage not in stages:
                return None
            self._write(waiting)
        return waiting

    def emptied(self, waiting: Waiting, told: dict[str, str]) -> Waiting | None:
        """The bytes are not needed any more: keep what came of them, and remove them.

        None when another process was first: what that one found stands.
        """
        read = replace(waiting, stage=Stage.READ, told=told)
        with locked(self.folder):
            now = self.find(waiting.id)
            if now is None or now.stage is not Stage.WANTED:
                return None
            self._write(read)
            self.path(waiting).unlink(missing_ok=True)
        return read

    def drop(self, waiting: Waiting) -> None:
        """Remove a file and all that is known of it."""
        with locked(self.folder):
            self.path(waiting).unlink(missing_ok=True)
            (self.folder / f"{waiting.id}.json").unlink(missing_ok=True)

    def _write(self, waiting: Waiting) -> None:
        make_folder(self.folder)
        data = {"format": _FORMAT, **asdict(waiting), "at": waiting.at.isoformat()}
        replace_file(self.folder / f"{waiting.id}.json", sealed(json.dumps(data, ensure_ascii=False)))

    def _read(self, path: Path) -> Waiting | None:
        try:
            data = json.loads(unsealed(path.read_bytes())[1])
            if data.pop("format") != _FORMAT:
                raise ValueError("another version")
            return Waiting(**{**data, "at": datetime.fromisoformat(data["at"])})
        except FileNotFoundError:
            return None
        except (ValueError, KeyError, TypeError) as fault:
            raise DamagedLibrary(path) from fault
