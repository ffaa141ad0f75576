"""Files that are whole at every instant: written beside, brought to disk, and put in place in one step.

A file of ours begins with the checksum of the rest, so that a damaged one is recognised and never taken for
an empty one.
"""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path


def make_folder(folder: Path) -> None:
    """A folder that only its owner can enter; nothing when it is there."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        sync_folder(folder.parent)


def replace_file(file: Path, data: bytes) -> None:
    """Put the content in a new file, have it on the disk, and only then give it the name."""
    fresh = file.with_name(f"{file.name}.new")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    fresh.replace(file)
    sync_folder(file.parent)


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder to the disk itself; Windows cannot."""
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def sealed(text: str) -> bytes:
    """`text` with its checksum before it."""
    return f"{sha256(text.encode()).hexdigest()}\n{text}".encode()


def unsealed(data: bytes) -> tuple[str, str]:
    """The checksum and the text of a sealed file. Raises ValueError when it is not what was written."""
    checksum, _, text = data.partition(b"\n")
    if sha256(text).hexdigest().encode() != checksum:
        raise ValueError("the content does not match its checksum")
    return checksum.decode(), text.decode()


@contextmanager
def locked(folder: Path, name: str = ".lock") -> Iterator[None]:
    """One writer at a time, also of several processes; waits for the other. Readers need no lock."""
    make_folder(folder)
    descriptor = os.open(folder / name, os.O_RDWR | os.O_CREAT, 0o600)
    with os.fdopen(descriptor, "r+b") as file:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_LOCK, 1)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield  # closing the file gives the lock back
