"""One process at a time in a folder; the lock goes by itself when its process ends, however it ends."""

import os
import sys
from contextlib import suppress
from pathlib import Path

from bot.store.errors import StoreLockedError, StoreUnusableError
from bot.store.files import FILE_MODE


class FolderLock:
    """Holds a folder from its making until `release`. Raises StoreLockedError when somebody else has it."""

    def __init__(self, folder: Path) -> None:
        path = folder / "lock"
        try:
            self._descriptor = os.open(path, os.O_RDWR | os.O_CREAT, FILE_MODE)
        except OSError as error:
            raise StoreUnusableError(folder, error.strerror or type(error).__name__) from error
        try:
            _take(self._descriptor)
        except OSError as error:
            holder = "" if sys.platform == "win32" else _holder(self._descriptor)
            os.close(self._descriptor)
            raise StoreLockedError(folder, holder) from error
        with suppress(
            OSError
        ):  # the number only helps a reader; a full disk must not keep the bot from starting
            os.ftruncate(self._descriptor, 0)
            os.write(self._descriptor, str(os.getpid()).encode())

    def release(self) -> None:
        """Let the next one in."""
        os.close(self._descriptor)


def _holder(descriptor: int) -> str:
    found = os.read(descriptor, 20).decode("ascii", "replace")
    return found if found.isdigit() else ""


if sys.platform == "win32":
    import msvcrt

    def _take(descriptor: int) -> None:
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _take(descriptor: int) -> None:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
