"""A writing process is killed at random instants; all that it confirmed is there afterwards.

A delivery that was confirmed as sending or sent is never free to be sent again.
"""

import random
import shutil
import subprocess
import sys
import time
from collections import defaultdict
from pathlib import Path

import pytest

from bot.store import check
from bot.store.tinydb import TinyStore
from dialogs.intake.theme_log import ThemeKey
from tests.store.store_samples import ANNE

ROOT = Path(__file__).parents[2]
STEPS = ("due", "sending", "sent")


def killed(folder: Path, run: int, chance: random.Random) -> list[str]:
    """What a writer confirmed until it was killed, 0 to 120 ms after the store was open, or while opening."""
    command = [sys.executable, "-m", "tests.store.killed_writer", str(folder), str(run)]
    child = subprocess.Popen(command, stdout=subprocess.PIPE, cwd=ROOT)
    assert child.stdout is not None
    opening = b""
    try:
        if chance.random() < 0.95:
            opening = child.stdout.readline()
            assert opening == b"open\n", "the store did not open again by itself"
            time.sleep(chance.uniform(0, 0.12))
        else:
            time.sleep(chance.uniform(0, 0.4))
    finally:
        child.kill()
        said = child.stdout.read().decode()
        child.stdout.close()
        child.wait()
    assert child.returncode == -9
    *lines, broken = said.split("\n")
    assert broken == ""  # a line is written in one go
    return [line for line in lines if line != "open"]


async def confirmed_and_found(folder: Path, kills: int, seed: int) -> tuple[int, int]:
    """Kill a writer so many times; the number of confirmed answers, and of those found afterwards."""
    chance = random.Random(seed)
    themes: dict[str, set[str]] = defaultdict(set)
    deliveries: dict[str, int] = {}
    confirmed = found = focus = 0
    for run in range(kills):
        for line in killed(folder, run, chance):
            what, which = line.split(" ")
            if what == "focus":
                focus = int(which)
            elif what == "delivery":
                subject, _, state = which.partition(".")
                deliveries[subject] = STEPS.index(state)
            else:
                themes[what].add(which)
                confirmed += 1
        store = TinyStore(folder)
        for theme, activities in themes.items():
            log = await store.log(ThemeKey("lokaal", "ivp-2027", theme))
            kept = {
                entry.draft.activity
                for entry in log
                if f"{entry.draft.value}".startswith(entry.draft.activity)
            }
            assert activities - kept == set()
            assert [entry.seq for entry in log] == list(range(1, len(log) + 1))
        assert (await store.focus(ANNE)).seen >= focus
        states = {one.key.subject: one.state for one in await store.deliveries("lokaal")}
        assert {each for each, step in deliveries.items() if STEPS.index(states[each]) < step} == set()
        await store.close()
        if run % 20 == 19 or run == kills - 1:  # begin anew, so that opening stays quick
            assert check(f"tinydb:{folder}") == []
            found += sum(map(len, themes.values()))
            themes.clear()
            deliveries.clear()
            focus = 0
            shutil.rmtree(folder)
    return confirmed, found


async def test_ten_kills_lose_no_confirmed_answer(tmp_path: Path) -> None:
    confirmed, found = await confirmed_and_found(tmp_path / "store", 10, seed=1)
    assert confirmed == found > 50


@pytest.mark.long
async def test_two_hundred_kills_lose_no_confirmed_answer(tmp_path: Path) -> None:
    confirmed, found = await confirmed_and_found(tmp_path / "store", 210, seed=time.time_ns())
    assert confirmed == found > 2_000
