"""What can be wrong with a store; each error knows the English line that an administrator reads."""

from pathlib import Path


class StoreError(Exception):
    """Something is wrong with the store; `str()` is one clear line."""


class StoreUrlError(StoreError):
    """The address of a store is not one that this version can open."""

    def __init__(self, url: str) -> None:
        scheme = url.partition(":")[0] if ":" in url else ""
        found = f"the scheme {scheme!r} is not known" if scheme else "it has no scheme"
        super().__init__(f"store address not understood: {found}; write tinydb:FOLDER")


class StoreLockedError(StoreError):
    """Another process has the store open; two would overwrite each other's files."""

    def __init__(self, folder: Path, holder: str) -> None:
        by = f"process {holder}" if holder else "another process"
        super().__init__(f"the store {folder} is in use by {by}; stop that one first, one process at a time")


class StoreDamagedError(StoreError):
    """A file of the store cannot be trusted. It is never read as empty: nothing is opened."""

    def __init__(self, path: Path, reason: str, remedy: str) -> None:
        super().__init__(f"the store file {path} is damaged: {reason}. Nothing was changed. {remedy}")
        self.path = path
        self.reason = reason


class StoreFullError(StoreError):
    """There is no room left. What was acknowledged is whole; this write did not happen."""

    def __init__(self, path: Path) -> None:
        super().__init__(
            f"no room on disk to save in {path.parent}; this change was not saved, everything saved before it"
            " is whole. Make room: the next save then works, no restart needed"
        )


class StoreWriteError(StoreError):
    """The disk refused a write. What was acknowledged is whole; this write may not have happened."""

    def __init__(self, path: Path, reason: str) -> None:
        super().__init__(
            f"could not save in {path.parent} ({reason}); everything saved before it is whole."
            " Mend it: the next save then works, no restart needed"
        )


class StoreUnusableError(StoreError):
    """The folder of the store cannot be made or opened at all."""

    def __init__(self, folder: Path, reason: str) -> None:
        super().__init__(f"the store folder {folder} cannot be used: {reason}")


class StoreClosedError(StoreError):
    """The store was closed; a call came after it."""

    def __init__(self) -> None:
        super().__init__("the store is closed")
