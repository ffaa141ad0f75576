"""How long a save takes, alone and among many, with the disk's share apart.

Run with `python -m benchmarks.store [FOLDER]`; FOLDER is where the trial stores are made (default: the
system's temporary folder), so that the disk that will be used can be measured. Stores that are compared
take turns on one disk. "Without fsync" leaves out the time in which any fsync is under way: for saves at
the same time that is less than what they take in sum.
"""

import asyncio
import gc
import sys
import tempfile
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from threading import Lock
from time import perf_counter

from bot.store.files import Disk
from bot.store.tinydb import TinyStore
from dialogs.focus import Focus
from dialogs.intake.theme_log import Draft, Kind, Status, ThemeKey
from dialogs.people import PersonKey, PersonRecord, Profile

SAVES = 200
WRITERS = 16
TEXT = "Vorig jaar waren er in deze wijk meer meldingen van geluid dan in de jaren ervoor. " * 3


class TimedDisk(Disk):
    """A disk that adds up the seconds in which at least one fsync is under way."""

    def __init__(self) -> None:
        self.syncing = 0.0
        self._started = 0.0
        self._under_way = 0
        self._lock = Lock()

    def sync(self, descriptor: int) -> None:
        with self._timed():
            super().sync(descriptor)

    def sync_folder(self, folder: Path) -> None:
        with self._timed():
            super().sync_folder(folder)

    @contextmanager
    def _timed(self) -> Iterator[None]:
        with self._lock:
            self._under_way += 1
            if self._under_way == 1:
                self._started = perf_counter()
        try:
            yield
        finally:
            with self._lock:
                self._under_way -= 1
                if self._under_way == 0:
                    self.syncing += perf_counter() - self._started


@dataclass(frozen=True, slots=True)
class Trial:
    """A store as somebody finds it after a restart, and the calls to time on it."""

    store: TinyStore
    opened: float  # seconds
    calls: list[Callable[[], Awaitable[object]]]
    warming: int  # calls that do not count: the first save in a file encodes all of it, once a start


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds a call: median, 95th percentile, and the median of what is not waiting for fsync."""

    p50: float
    p95: float
    apart: float
    opened: float

    def against(self, base: "Figure", aim: str = "") -> str:
        return f"{self.p50 / base.p50:.2f}× (without fsync {self.apart / base.apart:.2f}×){aim}"

    def row(self, what: str, against: str = "") -> str:
        return f"| {what} | {self.p50:.2f} | {self.p95:.2f} | {self.apart:.2f} | {against} |"


def key(theme: int) -> ThemeKey:
    return ThemeKey("lokaal", "ivp-2027", f"thema-{theme}")


def draft(theme: int, number: int) -> Draft:
    return Draft(
        key=key(theme),
        kind=Kind.ANSWER,
        author="8c1f7c1e-6a57-4d4b-9a0e-0d6b8f1f2a11",
        activity=f"1731922{number:09d}",
        at=datetime.now(UTC),
        question="partners",
        item=f"item-{number}",
        status=Status.GIVEN,
        value=TEXT,
    )


async def reopened(store: TinyStore, folder: Path, disk: Disk) -> tuple[TinyStore, float]:
    await store.close()
    start = perf_counter()
    return TinyStore(folder, disk), perf_counter() - start


async def filled(folder: Path, disk: Disk, entries: int, themes: int) -> tuple[TinyStore, float]:
    """A store with that many entries, spread evenly."""
    store = TinyStore(folder, disk)
    for theme in range(themes):
        await store.append([draft(theme, number) for number in range(entries // themes)])
    return await reopened(store, folder, disk)


async def saving(folder: Path, disk: Disk, entries: int, themes: int) -> Trial:
    """One save at a time into a store that has `entries` already."""
    store, opened = await filled(folder, disk, entries, themes)
    turns = range(SAVES + themes)
    return Trial(
        store, opened, [partial(store.append, [draft(n % themes, 10**6 + n)]) for n in turns], themes
    )


async def together(folder: Path, disk: Disk, themes: int) -> Trial:
    """Sixteen who save at once, over so many themes: until all are saved."""
    store, opened = await filled(folder, disk, 100 * themes, themes)

    async def all_at_once(turn: int) -> None:
        drafts = [draft(number % themes, 10**6 + turn * WRITERS + number) for number in range(WRITERS)]
        await asyncio.gather(*(store.append([each]) for each in drafts))

    return Trial(store, opened, [partial(all_at_once, turn) for turn in range(50)], 1)


async def focusing(folder: Path, disk: Disk, people: int) -> Trial:
    """One focus write at a time among so many people."""
    store = TinyStore(folder, disk)
    everybody = [PersonKey("lokaal", f"persoon-{number}") for number in range(people)]
    for who in everybody:
        await store.put_person(PersonRecord(Profile(who, "Naam", f"{who.person}@example.org"), TEXT * 3))
    store, opened = await reopened(store, folder, disk)
    focus = Focus(round="ivp-2027", theme="thema", question="doel", message="1:x", draft={"naam": TEXT})
    turns = range(SAVES)
    return Trial(store, opened, [partial(store.put_focus, everybody[n % people], focus) for n in turns], 0)


Scenario = Callable[[Path, Disk], Awaitable[Trial]]


async def figures(folder: Path, *scenarios: Scenario) -> list[Figure]:
    """A figure a scenario; they take turns, so that all meet the same disk and the same other work."""
    disk = TimedDisk()
    trials = [await make(folder / str(number), disk) for number, make in enumerate(scenarios)]
    for trial in trials:
        for call in trial.calls[: trial.warming]:
            await call()
    seconds: list[list[tuple[float, float]]] = [[] for _ in trials]
    gc.collect()
    for calls in zip(*(trial.calls[trial.warming :] for trial in trials), strict=True):
        for call, taken in zip(calls, seconds, strict=True):
            start, syncing = perf_counter(), disk.syncing
            await call()
            taken.append((perf_counter() - start, disk.syncing - syncing))
    for trial in trials:
        await trial.store.close()
    return [figure(taken, trial.opened) for taken, trial in zip(seconds, trials, strict=True)]


def figure(taken: list[tuple[float, float]], opened: float) -> Figure:
    whole = sorted(seconds * 1000 for seconds, _ in taken)
    apart = median((seconds - syncing) * 1000 for seconds, syncing in taken)
    return Figure(median(whole), whole[int(len(whole) * 0.95)], apart, opened)


async def table(folder: Path) -> str:
    few, much = await figures(
        folder / "all", partial(saving, entries=100, themes=50), partial(saving, entries=10_000, themes=50)
    )
    short, long = await figures(
        folder / "one", partial(saving, entries=100, themes=1), partial(saving, entries=2_000, themes=1)
    )
    apart, same = await figures(folder / "many", partial(together, themes=16), partial(together, themes=1))
    team, town = await figures(
        folder / "people", partial(focusing, people=100), partial(focusing, people=6_000)
    )
    return "\n".join(
        [
            "| saving, in milliseconds | p50 | p95 | p50 without fsync | against the row before |",
            "|---|---|---|---|---|",
            few.row("an entry, 100 entries over 50 themes"),
            much.row("an entry, 10 000 entries over 50 themes", much.against(few, ", aim ≤ 1.5×")),
            short.row("an entry, 100 entries in one theme"),
            long.row("an entry, 2 000 entries in one theme", long.against(short, ", aim ≤ 3×")),
            apart.row("16 entries at once on 16 themes, until all are saved"),
            same.row("16 entries at once on one theme, until all are saved", same.against(apart)),
            team.row(f"a focus, 100 people (opened in {team.opened:.2f} s)"),
            town.row(f"a focus, 6 000 people (opened in {town.opened:.2f} s)", town.against(team)),
        ]
    )


def measure(folder: Path | None = None) -> str:
    """A Markdown table of what saving costs, measured now, on the disk that holds `folder`."""
    with tempfile.TemporaryDirectory(dir=folder) as trial:
        return asyncio.run(table(Path(trial)))


if __name__ == "__main__":
    print(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
