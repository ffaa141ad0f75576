"""Each store, to hold against the contract."""

from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from bot.store import open_store
from bot.store.memory import MemoryStore
from dialogs.ports import Store


class Opened:
    """A store under test, and how to come back to it: a restart, where the store outlives one."""

    def __init__(self, open_again: Callable[[], Store] | None, store: Store) -> None:
        self.store = store
        self._open_again = open_again

    async def restart(self) -> Store:
        if self._open_again:
            await self.store.close()
            self.store = self._open_again()
        return self.store


@pytest.fixture(params=["memory", "tinydb"])
async def opened(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Opened]:
    def tiny() -> Store:
        return open_store(f"tinydb:{tmp_path / 'store'}")

    opened = Opened(None, MemoryStore()) if request.param == "memory" else Opened(tiny, tiny())
    yield opened
    await opened.store.close()


@pytest.fixture
def store(opened: Opened) -> Store:
    return opened.store
