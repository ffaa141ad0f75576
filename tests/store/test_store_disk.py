"""A disk that refuses, at each step of a durable write: nothing confirmed is lost, and it heals by itself."""

# ruff: noqa: ASYNC221, ASYNC240  (a test may wait for a small file or a child)

import asyncio
import shutil
import subprocess
import sys
import threading
from errno import EDQUOT, EFBIG, EIO, ENOSPC
from pathlib import Path
from typing import Any

import pytest

from bot.store.errors import StoreFullError, StoreWriteError
from bot.store.files import Disk
from bot.store.tinydb import TinyStore
from dialogs.focus import Focus
from tests.store.store_samples import ANNE, THEME, answer

STEPS = ["write", "sync", "link", "replace", "replace again", "sync_folder"]


class FailingDisk(Disk):
    """A real disk that fails at one step, before doing it, half-way (a write) or after it."""

    def __init__(self) -> None:
        self.fail_at = ""
        self.after = False
        self.error: OSError = OSError(ENOSPC, "No space left on device")
        self.steps: list[str] = []

    def _step(self, name: str, do: Any, *arguments: Any) -> Any:
        if name in self.steps:
            name += " again"
        self.steps.append(name)
        if name == self.fail_at and not self.after:
            if name == "write":
                path, pieces = arguments
                path.write_bytes(b"".join(pieces)[:100])
            raise self.error
        result = do(*arguments)
        if name == self.fail_at:
            raise self.error
        return result

    def write(self, path: Path, data: Any) -> int:
        self.steps = []
        return self._step("write", super().write, path, data)  # type: ignore[no-any-return]

    def sync(self, descriptor: int) -> None:
        self._step("sync", super().sync, descriptor)

    def link(self, path: Path, second: Path) -> None:
        self._step("link", super().link, path, second)

    def replace(self, path: Path, target: Path) -> None:
        self._step("replace", super().replace, path, target)

    def sync_folder(self, folder: Path) -> None:
        self._step("sync_folder", super().sync_folder, folder)


async def test_a_save_brings_file_and_folder_to_disk_before_it_is_confirmed(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = TinyStore(tmp_path, disk)
    await store.append([answer("1")])
    assert disk.steps == ["write", "sync", "replace", "sync_folder"]
    await store.append([answer("2", item="2")])
    assert disk.steps == STEPS
    await store.close()


@pytest.mark.parametrize("code", [ENOSPC, EDQUOT, EFBIG])
@pytest.mark.parametrize("step", STEPS)
async def test_a_full_disk_is_said_loses_nothing_and_works_again_when_there_is_room(
    tmp_path: Path, step: str, code: int
) -> None:
    disk = FailingDisk()
    store = TinyStore(tmp_path / "store", disk)
    await store.append([answer("1", item="1")])
    await store.append([answer("2", item="2")])
    disk.fail_at, disk.error = step, OSError(code, "full")
    for _ in range(3):
        with pytest.raises(StoreFullError, match=r"this change was not saved.*no restart needed"):
            await store.append([answer("3", item="3")])
    assert [entry.draft.activity for entry in await store.log(THEME)] == ["1", "2"]

    shutil.copytree(tmp_path / "store", tmp_path / "copy")
    restarted = TinyStore(tmp_path / "copy")
    assert [entry.draft.activity for entry in await restarted.log(THEME)][:2] == ["1", "2"]
    await restarted.close()

    disk.fail_at = ""
    (saved,) = await store.append([answer("4", item="4")])
    (again,) = await store.append([answer("3", item="3")])
    assert (saved.seq, again.seq) == (3, 4)
    assert not list(tmp_path.glob("store/themes/*.tmp"))
    await store.close()
    store = TinyStore(tmp_path / "store")
    assert [entry.draft.activity for entry in await store.log(THEME)] == ["1", "2", "4", "3"]
    await store.close()


@pytest.mark.parametrize("step", STEPS)
async def test_a_broken_disk_is_said_without_a_code(tmp_path: Path, step: str) -> None:
    disk = FailingDisk()
    store = TinyStore(tmp_path, disk)
    await store.put_focus(ANNE, Focus(seen=1))
    disk.fail_at, disk.error = step, OSError(EIO, "Input/output error")
    with pytest.raises(StoreWriteError, match="Input/output error"):
        await store.put_focus(ANNE, Focus(seen=2))
    assert (await store.focus(ANNE)).seen == 1
    disk.fail_at = ""
    await store.put_focus(ANNE, Focus(seen=3))
    await store.close()
    store = TinyStore(tmp_path)
    assert (await store.focus(ANNE)).seen == 3
    await store.close()


@pytest.mark.parametrize("after", [False, True], ids=["before", "after"])
@pytest.mark.parametrize("step", STEPS)
async def test_a_stop_at_any_step_leaves_every_confirmed_answer(
    tmp_path: Path, step: str, after: bool
) -> None:
    """What is on disk at that instant is copied away and opened, as a restart would."""
    disk = FailingDisk()
    store = TinyStore(tmp_path / "store", disk)
    await store.append([answer("1", item="1")])
    await store.append([answer("2", item="2")])

    class StoppedError(OSError):
        def __init__(self) -> None:
            super().__init__(EIO, "stopped")
            shutil.copytree(tmp_path / "store", tmp_path / "copy")

    disk.fail_at, disk.after = step, after
    original = disk._step

    def copying(name: str, do: Any, *arguments: Any) -> Any:
        try:
            return original(name, do, *arguments)
        except OSError as error:
            if not (tmp_path / "copy").exists():
                raise StoppedError from error
            raise

    disk._step = copying  # type: ignore[method-assign]
    with pytest.raises(StoreWriteError):
        await store.append([answer("3", item="3")])
    await store.close()

    restarted = TinyStore(tmp_path / "copy")
    activities = [entry.draft.activity for entry in await restarted.log(THEME)]
    assert activities in (["1", "2"], ["1", "2", "3"])
    assert not list((tmp_path / "copy").rglob("*.tmp"))
    (entry,) = await restarted.append([answer("3", item="3")])
    assert entry.seq == 3
    await restarted.close()


async def test_all_who_waited_for_a_write_that_failed_are_told(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = TinyStore(tmp_path, disk)
    disk.fail_at = "sync"
    saves = (store.append([answer(str(n), item=str(n))]) for n in range(10))
    results = await asyncio.gather(*saves, return_exceptions=True)
    assert [type(result) for result in results] == [StoreFullError] * 10
    disk.fail_at = ""
    assert (await store.append([answer("x")]))[0].seq == 1
    await store.close()


async def test_nobody_reads_what_is_not_on_disk_yet(tmp_path: Path) -> None:
    go = threading.Event()
    busy = threading.Event()

    class SlowDisk(Disk):
        def sync(self, descriptor: int) -> None:
            busy.set()
            go.wait(10)
            super().sync(descriptor)

    store = TinyStore(tmp_path, SlowDisk())
    save = asyncio.create_task(store.append([answer("1")]))
    redelivered = asyncio.create_task(store.append([answer("1")]))
    assert await asyncio.to_thread(busy.wait, 10)
    assert list(await store.log(THEME)) == []
    assert await store.logs("lokaal") == []
    assert not save.done()
    assert not redelivered.done()
    go.set()
    assert await save == await redelivered
    assert len(await store.log(THEME)) == 1
    await store.close()


async def test_those_who_wait_share_one_write(tmp_path: Path) -> None:
    writes = []

    class CountingDisk(Disk):
        def write(self, path: Path, data: Any) -> int:
            writes.append(path)
            return super().write(path, data)

    store = TinyStore(tmp_path, CountingDisk())
    await asyncio.gather(*(store.append([answer(str(n), item=str(n))]) for n in range(100)))
    assert len(writes) <= 2
    await asyncio.gather(*(store.put_focus(ANNE, Focus(seen=n)) for n in range(100)))
    assert len(writes) <= 4
    await store.close()


async def test_the_disk_is_never_waited_for_on_the_event_loop(tmp_path: Path) -> None:
    threads = set()

    class WatchedDisk(Disk):
        def sync(self, descriptor: int) -> None:
            threads.add(threading.current_thread())
            super().sync(descriptor)

    store = TinyStore(tmp_path, WatchedDisk())
    await store.append([answer("1")])
    await store.put_focus(ANNE, Focus())
    await store.close()
    assert threads
    assert threading.current_thread() not in threads


async def test_a_delivery_that_changes_nothing_writes_nothing(tmp_path: Path) -> None:
    disk = FailingDisk()
    store = TinyStore(tmp_path, disk)
    await store.append([answer("1")])
    disk.fail_at = "write"
    assert (await store.append([answer("1")]))[0].seq == 1
    assert await store.append([]) == ()
    await store.close()


LIMITED = """
import asyncio, resource, signal, sys
from pathlib import Path
from tests.store.store_samples import THEME, answer
from bot.store.errors import StoreFullError
from bot.store.tinydb import TinyStore

async def main():
    signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    store = TinyStore(Path(sys.argv[1]))
    resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    saved, refused = 0, 0
    for number in range(100):
        try:
            await store.append([answer(str(number), item=str(number), value="x" * 500)])
            saved += 1
        except StoreFullError:
            refused += 1
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.getrlimit(resource.RLIMIT_FSIZE)[1],) * 2)
    await store.append([answer("weer ruimte")])
    assert len(await store.log(THEME)) == saved + 1
    await store.close()
    print(saved, refused)

asyncio.run(main())
"""


async def test_a_real_limit_on_the_size_of_files_is_met_and_lifted(tmp_path: Path) -> None:
    child = subprocess.run(
        [sys.executable, "-c", LIMITED, str(tmp_path)],
        cwd=Path(__file__).parents[2],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert child.stderr == ""
    saved, refused = map(int, child.stdout.split())
    assert saved > 5
    assert saved + refused == 100
    store = TinyStore(tmp_path)
    assert len(await store.log(THEME)) == saved + 1
    await store.close()
