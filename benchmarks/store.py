"""How long a save takes, alone and among many, with the disk's share apart.

Run with `python -m benchmarks.store [FOLDER]`; FOLDER is where the trial stores are made (default: the
system's temporary folder), so that the disk that will be used can be measured.
"""

import asyncio
import gc
import sys
import tempfile
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from statistics import median
from time import perf_counter

from bot.store.files import Disk
from bot.store.tinydb import TinyStore
from dialogs.focus import Focus
from dialogs.intake.theme_log import Draft, Kind, Status, ThemeKey
from dialogs.people import PersonKey, PersonRecord, Profile

SAVES = 200
WRITERS = 16
Scenario = Callable[..., Awaitable[list[float]]]  # (folder, disk, sizes…) -> seconds of each call
TEXT = "Vorig jaar waren er in deze wijk meer meldingen van geluid dan in de jaren ervoor. " * 3


class QuickDisk(Disk):
    """A disk that need not bring anything to the disk itself: what a save costs without fsync."""

    def sync(self, descriptor: int) -> None:  # noqa: ARG002
        return

    def sync_folder(self, folder: Path) -> None:  # noqa: ARG002
        return


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds a save: median, 95th percentile, and the median on a disk that need not fsync."""

    p50: float
    p95: float
    quick: float

    @classmethod
    def of(cls, seconds: list[float], quick: list[float]) -> "Figure":
        ordered = sorted(each * 1000 for each in seconds)
        return cls(median(ordered), ordered[int(len(ordered) * 0.95)], median(quick) * 1000)


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


async def filled(folder: Path, disk: Disk, entries: int, themes: int) -> TinyStore:
    """A store with that many entries, spread evenly, opened afresh as after a restart."""
    store = TinyStore(folder, disk)
    for theme in range(themes):
        await store.append([draft(theme, number) for number in range(entries // themes)])
    await store.close()
    return TinyStore(folder, disk)


async def timed(calls: list[Callable[[], Awaitable[object]]]) -> list[float]:
    """How many seconds each call took, one after the other."""
    seconds = []
    gc.collect()
    for call in calls:
        start = perf_counter()
        await call()
        seconds.append(perf_counter() - start)
    return seconds


async def saving(folder: Path, disk: Disk, entries: int, themes: int) -> list[float]:
    """One save at a time into a store that has `entries` already."""
    store = await filled(folder, disk, entries, themes)
    turns = range(SAVES + themes)
    seconds = await timed([partial(store.append, [draft(n % themes, 10**6 + n)]) for n in turns])
    await store.close()
    return seconds[themes:]  # the first save in a file encodes all of it, once a start


async def together(folder: Path, disk: Disk, themes: int) -> list[float]:
    """Sixteen who save at once, over so many themes: the seconds until all are saved."""
    store = await filled(folder, disk, 100 * themes, themes)

    async def all_at_once(turn: int) -> None:
        drafts = [draft(number % themes, 10**6 + turn * WRITERS + number) for number in range(WRITERS)]
        await asyncio.gather(*(store.append([each]) for each in drafts))

    seconds = await timed([partial(all_at_once, turn) for turn in range(50)])
    await store.close()
    return seconds[1:]


async def focusing(folder: Path, disk: Disk, people: int) -> list[float]:
    """One focus write at a time among so many people; first of all the seconds to open that store."""
    store = TinyStore(folder, disk)
    everybody = [PersonKey("lokaal", f"persoon-{number}") for number in range(people)]
    for who in everybody:
        await store.put_person(PersonRecord(Profile(who, "Naam", f"{who.person}@example.org"), TEXT * 3))
    await store.close()
    start = perf_counter()
    store = TinyStore(folder, disk)
    opening = perf_counter() - start
    focus = Focus(round="ivp-2027", theme="thema", question="doel", message="1:x", draft={"naam": TEXT})
    seconds = await timed([partial(store.put_focus, who, focus) for who in everybody[:SAVES]])
    await store.close()
    return [opening, *seconds]


def row(what: str, figure: Figure, ratio: str = "") -> str:
    return f"| {what} | {figure.p50:.2f} | {figure.p95:.2f} | {figure.quick:.2f} | {ratio} |"


def compared(figure: Figure, base: Figure, aim: str = "") -> str:
    return f"{figure.p50 / base.p50:.2f}× (without fsync {figure.quick / base.quick:.2f}×){aim}"


async def table(folder: Path) -> str:
    trials = iter(range(100))

    async def on_both(scenario: Scenario, size: int, *more: int) -> tuple[list[float], list[float]]:
        real = await scenario(folder / str(next(trials)), Disk(), size, *more)
        return real, await scenario(folder / str(next(trials)), QuickDisk(), size, *more)

    small = Figure.of(*await on_both(saving, 100, 50))
    large = Figure.of(*await on_both(saving, 10_000, 50))
    short = Figure.of(*await on_both(saving, 100, 1))
    long = Figure.of(*await on_both(saving, 2_000, 1))
    many = Figure.of(*await on_both(together, 16))
    one = Figure.of(*await on_both(together, 1))
    (few_opened, *few_real), (_, *few_quick) = await on_both(focusing, 100)
    (crowd_opened, *crowd_real), (_, *crowd_quick) = await on_both(focusing, 6_000)
    few, crowd = Figure.of(few_real, few_quick), Figure.of(crowd_real, crowd_quick)
    return "\n".join(
        [
            "| saving, in milliseconds | p50 | p95 | p50 without fsync | against the row before |",
            "|---|---|---|---|---|",
            row("an entry, 100 entries over 50 themes", small),
            row("an entry, 10 000 entries over 50 themes", large, compared(large, small, ", aim ≤ 1.5×")),
            row("an entry, 100 entries in one theme", short),
            row("an entry, 2 000 entries in one theme", long, compared(long, short, ", aim ≤ 3×")),
            row("16 entries at once on 16 themes, until all are saved", many),
            row("16 entries at once on one theme, until all are saved", one, compared(one, many)),
            row(f"a focus, 100 people (opened in {few_opened:.2f} s)", few),
            row(f"a focus, 6 000 people (opened in {crowd_opened:.2f} s)", crowd, compared(crowd, few)),
        ]
    )


def measure(folder: Path | None = None) -> str:
    """A Markdown table of what saving costs, measured now, on the disk that holds `folder`."""
    with tempfile.TemporaryDirectory(dir=folder) as trial:
        return asyncio.run(table(Path(trial)))


if __name__ == "__main__":
    print(measure(Path(sys.argv[1]) if len(sys.argv) > 1 else None))
