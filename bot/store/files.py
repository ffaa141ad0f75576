"""Files that are whole at every instant, and that show it when they are not.

A file ends in a seal, the checksum of all that stands before it: an empty, shortened or altered file is
recognised. A new version is written beside the old one, brought to disk, and put in its place in one step;
the old one stays as `….prev`. The files are JSON that a stock TinyDB can read too.
"""

import hashlib
import json
import os
import re
import shlex
import shutil
import zlib
from collections.abc import Iterator, Sequence
from errno import EDQUOT, EFBIG, ENOSPC
from pathlib import Path
from typing import Any

from bot.store.errors import (
    StoreDamagedError,
    StoreFullError,
    StoreUnusableError,
    StoreWriteError,
)

Tables = dict[str, dict[str, Any]]
Pieces = Sequence[bytes | bytearray]

SUFFIX = ".json"
PREVIOUS = ".prev"
TEMPORARY = ".tmp"
FOLDER_MODE, FILE_MODE, OTHERS = 0o700, 0o600, 0o077
FOLDERS_CAN_SYNC = os.name != "nt"
FORMAT = 1
O_BINARY: int = getattr(os, "O_BINARY", 0)  # Windows would write line ends of its own
SEAL = re.compile(rb'"seal":\{"1":\{"crc32":"([0-9a-f]{8})"\}\}\}\n')
SEAL_LENGTH = len(b'"seal":{"1":{"crc32":"00000000"}}}\n')


class Disk:
    """The steps of a durable write, one method each, so that each can be timed, and can fail in a test."""

    def write(self, path: Path, data: Pieces) -> int:
        """Write a new file and return its open descriptor."""
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | O_BINARY, FILE_MODE)
        try:
            for piece in data:
                with memoryview(piece) as view:
                    done = 0
                    while done < len(view):
                        done += os.write(descriptor, view[done:])
        except BaseException:
            os.close(descriptor)
            raise
        return descriptor

    def sync(self, descriptor: int) -> None:
        """Bring the content of an open file to the disk itself."""
        os.fsync(descriptor)

    def link(self, path: Path, second: Path) -> None:
        """Give a file a second name; a copy where the disk has no hard links."""
        try:
            os.link(path, second)
        except OSError as error:
            if error.errno in {ENOSPC, EDQUOT}:
                raise
            shutil.copyfile(path, second)
            second.chmod(FILE_MODE)

    def replace(self, path: Path, target: Path) -> None:
        """Give a file another name, in one step, in place of what had that name."""
        path.replace(target)

    def sync_folder(self, folder: Path) -> None:
        """Bring the names in a folder to the disk itself. Windows cannot: it is for trying out."""
        if FOLDERS_CAN_SYNC:
            descriptor = os.open(folder, os.O_RDONLY)
            try:
                os.fsync(descriptor)
            finally:
                os.close(descriptor)


def save(disk: Disk, path: Path, data: Pieces) -> None:
    """Put a new version in place of a file; when this returns it is on disk, whatever happens next.

    Raises StoreFullError or StoreWriteError; the file is then its old or its new self, never a mixture.
    """
    temporary, previous = named(path, TEMPORARY), named(path, PREVIOUS)
    try:
        descriptor = disk.write(temporary, data)
        try:
            disk.sync(descriptor)
        finally:
            os.close(descriptor)
        if path.exists():
            # By way of a second temporary name: at no instant is there a file without its previous version.
            second = named(previous, TEMPORARY)
            second.unlink(missing_ok=True)
            disk.link(path, second)
            disk.replace(second, previous)
            # Two names of one file are not replaced but both left, after an earlier attempt that failed here.
            second.unlink(missing_ok=True)
        disk.replace(temporary, path)
        disk.sync_folder(path.parent)
    except OSError as error:
        _forget(temporary)
        if error.errno in {ENOSPC, EDQUOT, EFBIG}:
            raise StoreFullError(path) from error
        raise StoreWriteError(path, error.strerror or type(error).__name__) from error


def ending(checksum: int) -> tuple[bytes, bytes]:
    """What closes a file after its last document: the end of that table, and the seal over all before it."""
    close = b"\n},\n"
    return close, b'"seal":{"1":{"crc32":"%08x"}}}\n' % zlib.crc32(close, checksum)


def load(path: Path) -> Tables:
    """The tables of a file. Raises StoreDamagedError: a file that is not whole is never read as empty."""
    tables, reason = examine(path)
    if tables is None:
        raise StoreDamagedError(path, reason, remedy(path))
    return tables


def damaged(path: Path, reason: str) -> StoreDamagedError:
    """The error for a file whose seal is whole and whose content is not what it should be."""
    return StoreDamagedError(path, reason, remedy(path))


def examine(path: Path) -> tuple[Tables | None, str]:
    """The tables of a file, or None and what is wrong with it."""
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return None, "it is missing, its previous version is there"
    except OSError as error:
        return None, f"it cannot be read ({error.strerror})"
    if not data:
        return None, "it is empty"
    found = SEAL.fullmatch(data[-SEAL_LENGTH:])
    if not found:
        return None, "its end is missing"
    if int(found[1], 16) != zlib.crc32(data[:-SEAL_LENGTH]):
        return None, "its content does not match its checksum"
    try:
        tables = json.loads(data)
        written_by = tables["head"]["1"]["format"]
    except (ValueError, KeyError, TypeError):
        return None, "it is not a file of this store"
    if written_by != FORMAT:
        return None, f"it has format {written_by}, this version reads format {FORMAT}"
    return {name: table for name, table in tables.items() if name != "seal"}, ""


def remedy(path: Path) -> str:
    """How to mend a file, as one sentence."""
    previous = named(path, PREVIOUS)
    if previous.exists() and examine(previous)[0] is not None:
        move = "move /y" if os.name == "nt" else "mv"
        return (
            "Put back a backup, or the version before its last change, which is whole: "
            f"{move} {shlex.quote(str(previous))} {shlex.quote(str(path))}"
        )
    return "It has no whole previous version: put back a backup of this file"


def file_name(readable: str, *parts: str) -> str:
    """A name that is safe on every disk, and differs for every `parts`, also on disks that ignore case."""
    start = re.sub(r"[^a-z0-9_-]", "_", readable.lower())[:40]
    unique = hashlib.sha256("\0".join(parts).encode()).hexdigest()[:32]
    return f"{start}-{unique}{SUFFIX}"


def named(path: Path, ending: str) -> Path:
    """The name of a file that belongs with `path`."""
    return path.with_name(path.name + ending)


def make_folder(disk: Disk, folder: Path) -> None:
    """A folder that only its owner can enter. Raises StoreUnusableError."""
    try:
        new = [each for each in (folder, *folder.parents) if not each.exists()]
        folder.mkdir(mode=FOLDER_MODE, parents=True, exist_ok=True)
        if folder.stat().st_mode & OTHERS:
            folder.chmod(FOLDER_MODE)
        for each in new:
            disk.sync_folder(each.parent)
    except OSError as error:
        raise StoreUnusableError(folder, error.strerror or type(error).__name__) from error


def kept(folder: Path) -> Iterator[Path]:
    """The files of a folder, sorted; with those of which only the previous version is left."""
    if folder.is_dir():
        names = {each.name.removesuffix(PREVIOUS) for each in folder.iterdir()}
        yield from (folder / name for name in sorted(names) if name.endswith(SUFFIX))


def tidy(folder: Path) -> None:
    """Remove what an interrupted write left behind. Only for who holds the lock of the store."""
    for each in folder.glob(f"*{SUFFIX}*{TEMPORARY}"):
        _forget(each)


def _forget(path: Path) -> None:
    try:
        path.unlink(missing_ok=True)
    except OSError:
        return  # it is overwritten by the next write, or removed at the next start
