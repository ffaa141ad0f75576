"""Files that are not whole, folders in use, addresses that mean nothing: refused, said clearly, mendable."""

# ruff: noqa: ASYNC221, ASYNC240  (a test may wait for a small file or a child)

import os
import re
import shlex
import shutil
import stat
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from tinydb import TinyDB

from bot.store import check, open_store
from bot.store.errors import (
    StoreDamagedError,
    StoreError,
    StoreLockedError,
    StoreUnusableError,
    StoreUrlError,
)
from bot.store.files import load
from bot.store.tinydb import TinyStore
from dialogs.focus import Focus
from tests.store.store_samples import ANNE, THEME, answer, full_focus, full_round, person

KINDS = ["themes/*.json", "people/*.json", "rounds.json", "addresses.json"]


@pytest.fixture
async def folder(tmp_path: Path) -> Path:
    """A store in which every file was written twice, and closed."""
    store = TinyStore(tmp_path / "store")
    for number in (1, 2):
        await store.append([answer(str(number), item=str(number))])
        await store.put_focus(ANNE, full_focus())
        await store.put_person(person(reference=str(number)))
        await store.put_round("lokaal", full_round(f"r{number}"))
        await store.bind("lokaal", f"{number}@x", str(number))
    await store.close()
    return tmp_path / "store"


def file_in(folder: Path, pattern: str) -> Path:
    (path,) = folder.glob(pattern)
    return path


def emptied(data: bytes) -> bytes:
    return b""


def halved(data: bytes) -> bytes:
    return data[: len(data) // 2]


def without_its_last_byte(data: bytes) -> bytes:
    return data[:-1]


def zeroed(data: bytes) -> bytes:
    return bytes(len(data))


def with_one_bit_changed(data: bytes) -> bytes:
    middle = len(data) // 2
    return data[:middle] + bytes([data[middle] ^ 1]) + data[middle + 1 :]


def of_another_program(data: bytes) -> bytes:
    return b'{"_default": {"1": {"a": 1}}}'


def added_to(data: bytes) -> bytes:
    return data + b" "


@pytest.mark.parametrize("pattern", KINDS)
@pytest.mark.parametrize(
    "damage",
    [emptied, halved, without_its_last_byte, zeroed, with_one_bit_changed, of_another_program, added_to],
)
async def test_a_damaged_file_is_refused_by_name_and_can_be_restored_as_the_message_says(
    folder: Path, pattern: str, damage: Callable[[bytes], bytes]
) -> None:
    path = file_in(folder, pattern)
    path.write_bytes(damage(path.read_bytes()))
    broken = path.read_bytes()
    with pytest.raises(StoreDamagedError) as refused:
        TinyStore(folder)
    line = str(refused.value)
    assert str(path) in line
    assert "\n" not in line
    assert path.read_bytes() == broken
    assert check(f"tinydb:{folder}") == [line]

    command = line.partition("is whole: ")[2]
    move, previous, name = shlex.split(command)
    assert move == "mv"
    shutil.move(previous, name)
    store = TinyStore(folder)
    assert len(await store.log(THEME)) >= 1
    await store.close()
    assert check(f"tinydb:{folder}") == []


async def test_a_file_shortened_anywhere_is_never_read_as_less(folder: Path) -> None:
    path = file_in(folder, "themes/*.json")
    whole = path.read_bytes()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        with pytest.raises(StoreDamagedError):
            load(path)


@pytest.mark.parametrize("pattern", KINDS)
async def test_a_file_that_disappeared_is_noticed_by_its_previous_version(folder: Path, pattern: str) -> None:
    path = file_in(folder, pattern)
    path.unlink()
    with pytest.raises(StoreDamagedError, match="it is missing") as refused:
        TinyStore(folder)
    assert str(path) in str(refused.value)
    assert len(check(f"tinydb:{folder}")) == 1


async def test_without_a_whole_previous_version_a_backup_is_asked_for(folder: Path) -> None:
    path = file_in(folder, "themes/*.json")
    path.write_bytes(b"")
    path.with_name(path.name + ".prev").write_bytes(b"{}")
    with pytest.raises(StoreDamagedError, match="put back a backup"):
        TinyStore(folder)


async def test_a_damaged_previous_version_does_not_stand_in_the_way(folder: Path) -> None:
    path = file_in(folder, "themes/*.json")
    path.with_name(path.name + ".prev").write_bytes(b"")
    store = TinyStore(folder)
    assert len(await store.log(THEME)) == 2
    await store.append([answer("3", item="3")])
    await store.close()


async def test_the_previous_version_lacks_only_the_last_change(folder: Path) -> None:
    path = file_in(folder, "themes/*.json")
    path.with_name(path.name + ".prev").replace(path)
    store = TinyStore(folder)
    assert [entry.draft.activity for entry in await store.log(THEME)] == ["1"]
    await store.close()


@pytest.mark.parametrize("pattern", ["themes/*.json", "people/*.json"])
async def test_a_file_under_the_name_of_another_is_refused(folder: Path, pattern: str) -> None:
    path = file_in(folder, pattern)
    shutil.copy(path, path.with_name(f"kopie-{path.name}"))
    with pytest.raises(StoreDamagedError, match="than its name says"):
        TinyStore(folder)


async def test_a_file_of_a_newer_version_is_refused(folder: Path) -> None:
    path = file_in(folder, "rounds.json")
    body = path.read_bytes()[:-35].replace(b'"format":1', b'"format":9')
    path.write_bytes(body + b'"seal":{"1":{"crc32":"%08x"}}}\n' % zlib.crc32(body))
    with pytest.raises(StoreDamagedError, match="format 9"):
        TinyStore(folder)


async def test_whole_files_with_impossible_content_are_refused_without_showing_it(folder: Path) -> None:
    path = file_in(folder, "themes/*.json")
    for old, new in ((b'"seq":2', b'"seq":3'), (b'"at":"2026', b'"at":"geheim'), (b'"kind"', b'"geheim"')):
        original = path.read_bytes()
        body = original[:-35].replace(old, new)
        assert body != original[:-35]
        path.write_bytes(body + b'"seal":{"1":{"crc32":"%08x"}}}\n' % zlib.crc32(body))
        with pytest.raises(StoreDamagedError, match="not what this version writes") as refused:
            TinyStore(folder)
        assert "geheim" not in str(refused.value)
        path.write_bytes(original)


async def test_a_refused_store_is_free_again(folder: Path) -> None:
    path = file_in(folder, "themes/*.json")
    whole = path.read_bytes()
    path.write_bytes(b"")
    with pytest.raises(StoreDamagedError):
        TinyStore(folder)
    path.write_bytes(whole)
    await TinyStore(folder).close()


async def test_what_an_interrupted_write_left_is_removed(folder: Path) -> None:
    path = file_in(folder, "themes/*.json")
    left = [path.with_name(path.name + ".tmp"), path.with_name(path.name + ".prev.tmp")]
    new = path.with_name("nieuw-0.json.tmp")
    for each in (*left, new):
        each.write_bytes(b"half")
    await TinyStore(folder).close()
    assert not [each for each in (*left, new) if each.exists()]


async def test_a_stock_tinydb_can_read_the_files(folder: Path) -> None:
    with TinyDB(file_in(folder, "themes/*.json"), access_mode="r") as base:
        assert [document["activity"] for document in base.table("documents")] == ["1", "2"]


async def test_only_the_owner_can_read_the_store(folder: Path) -> None:
    rights = {path: stat.S_IMODE(path.stat().st_mode) for path in (folder, *folder.rglob("*"))}
    assert {mode for path, mode in rights.items() if path.is_dir()} == {0o700}
    assert {mode for path, mode in rights.items() if path.is_file()} == {0o600}


async def test_a_folder_that_others_can_enter_is_reported_and_closed_to_them(folder: Path) -> None:
    folder.chmod(0o755)
    (problem,) = check(f"tinydb:{folder}")
    assert "chmod 700" in problem
    await TinyStore(folder).close()
    assert check(f"tinydb:{folder}") == []


async def test_a_person_is_not_recognisable_by_the_name_of_the_file(folder: Path) -> None:
    assert not [path for path in folder.rglob("*") if "anne" in path.name]


# One process


async def test_a_second_opening_is_refused_and_the_first_goes_on(folder: Path) -> None:
    store = TinyStore(folder)
    with pytest.raises(StoreLockedError, match=rf"process {os.getpid()}; stop that one first"):
        TinyStore(folder)
    await store.append([answer("3", item="3")])
    await store.close()
    await TinyStore(folder).close()


async def test_a_second_process_is_refused_with_one_clear_line(folder: Path) -> None:
    store = TinyStore(folder)
    program = (
        "import sys\n"
        "from bot.store import StoreError, open_store\n"
        "try:\n    open_store(sys.argv[1])\n"
        "except StoreError as error:\n    sys.exit(str(error))"
    )
    second = subprocess.run(
        [sys.executable, "-c", program, f"tinydb:{folder}"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert second.returncode == 1
    assert re.fullmatch(r"the store \S+ is in use by process \d+; .*\n", second.stderr)
    assert await store.focus(ANNE) != Focus()
    await store.close()


async def test_checking_is_possible_while_the_bot_runs(folder: Path) -> None:
    store = TinyStore(folder)
    assert check(f"tinydb:{folder}") == []
    await store.close()


# Addresses and folders


@pytest.mark.parametrize(
    "url", ["", "tinydb", "tinydb:", "tinydb: ", "sqlite:x", "mongodb://u:geheim@h/x", "/data"]
)
def test_an_address_that_is_not_understood_is_refused_with_what_to_write(url: str) -> None:
    with pytest.raises(StoreUrlError, match="write tinydb:FOLDER") as refused:
        open_store(url)
    assert check(url) == [str(refused.value)]
    assert "geheim" not in str(refused.value)


def test_a_file_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "store").write_text("x")
    with pytest.raises(StoreUnusableError, match="cannot be used"):
        open_store(f"tinydb:{tmp_path / 'store'}")
    assert len(check(f"tinydb:{tmp_path / 'store'}")) == 1


def test_checking_a_store_that_does_not_exist_yet_makes_nothing(tmp_path: Path) -> None:
    assert check(f"tinydb:{tmp_path / 'a' / 'b'}") == []
    assert list(tmp_path.iterdir()) == []


def test_every_error_of_the_store_is_one_line() -> None:
    assert {error.__name__ for error in StoreError.__subclasses__()} == {
        "StoreUrlError",
        "StoreLockedError",
        "StoreDamagedError",
        "StoreFullError",
        "StoreWriteError",
        "StoreUnusableError",
        "StoreClosedError",
    }
