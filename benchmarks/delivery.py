"""Messages that the bot sends by itself, on bad days: `python -m benchmarks delivery`.

The sender is a process of its own (benchmarks/delivery_sender.py) with the real outbox, store, adapter and
cards. This process is Teams (benchmarks/delivery_world.py): one send in four meets a fault, each kind as
often, and some connections are refused. The sender is killed with SIGKILL at random instants and started
again until nothing is left to do. A message is counted in doubt when it met a fault after which nobody can
know whether it arrived, or when its sender was killed while it was on its way; the sender itself says which
those are. Most kills come while messages go out, some in the quiet seconds after a start. Tenants are tried
beside each other, each with a store, a Teams and a limit of its own.

The baselines send the same messages on the same days with the same connections: all at once with
`asyncio.gather`, and one after another with up to five tries each. Both keep a list of what went out on
disk.
"""

import asyncio
import multiprocessing
import os
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import timedelta
from multiprocessing.process import BaseProcess
from pathlib import Path
from statistics import median

from benchmarks.delivery_outcome import HEAD, Outcome
from benchmarks.delivery_sender import TENANT, Job, fill, run
from benchmarks.delivery_world import World
from bot.local import LocalPerson
from bot.reminders.limits import TEAMS_PER_CONVERSATION, TEAMS_PER_TENANT
from bot.store.tinydb import TinyStore
from dialogs.deliveries import DeliveryState

BAD = 0.25
REFUSED = 0.04
KILLS = 200
BASELINE_KILLS = 20
AT_A_START = 0.1  # the part of the kills that come before the first message; the others while messages go out
QUIET = 2.0  # seconds before the first message


def colleagues(number: int) -> tuple[LocalPerson, ...]:
    return tuple(LocalPerson(f"collega{n:04d}@veldermeer.example", f"Collega {n:04d}") for n in range(number))


class Senders:
    """Starts sender processes, cheaply, and kills only those."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(["benchmarks.delivery_sender"])

    @contextmanager
    def sending(self, job: Job) -> Iterator[tuple[BaseProcess, int]]:
        """A process that does the job, and the end of the pipe from which its lines come."""
        reading, writing = self._context.Pipe(duplex=False)
        process = self._context.Process(target=run, args=(job, writing))
        process.start()
        writing.close()
        try:
            yield process, reading.fileno()
        finally:
            process.kill()
            process.join()
            reading.close()


async def lines_until(
    reading: int, process: BaseProcess, life: float | None, begins: str = ">"
) -> tuple[list[str], bool]:
    """What a sender said until it ended or was killed, and which of both.

    It is killed `life` seconds after the first line that `begins` so.
    """
    loop = asyncio.get_running_loop()
    reader = asyncio.StreamReader()
    pipe = os.fdopen(os.dup(reading), "rb")
    transport, _ = await loop.connect_read_pipe(lambda: asyncio.StreamReaderProtocol(reader), pipe)
    said: list[str] = []
    end: float | None = None
    try:
        while True:
            try:
                async with asyncio.timeout_at(end):
                    line = await reader.readline()
            except TimeoutError:
                process.kill()
                rest = await reader.read()
                return [*said, *rest.decode().split("\n")[:-1]], True
            if not line:
                return said, False
            said.append(line.decode().strip())
            if end is None and life is not None and said[-1].startswith(begins):
                end = loop.time() + life
    finally:
        transport.close()


def on_its_way(lines: list[str]) -> set[str]:
    """What was being sent when its sender was killed."""
    found: set[str] = set()
    for line in lines:
        mark, _, what = line.partition(" ")
        if mark == ">":
            found.add(what)
        elif mark == "<":
            found.discard(what)
    return found


async def trial(
    senders: Senders, folder: Path, how: str, people: int, kills: int, life: float, *, seed: int = 1
) -> Outcome:
    """Batches of messages to everybody, on bad days, until the sender was killed so often."""
    everybody = colleagues(people)
    world = World(everybody, badness=BAD, seed=seed)
    outcome = Outcome(how, people)
    chance = random.Random(seed)
    doubts: Counter[tuple[str, str]] = Counter()
    await world.server.start()
    try:
        await asyncio.to_thread(fill, folder, everybody, world.teams.service_url)
        batch = 0
        while outcome.kills < kills or batch == 0:
            job = Job(
                folder,
                world.teams.service_url,
                tuple(one.object_id for one in everybody),
                f"batch-{batch:04d}",
                how,
                refused=REFUSED,
            )
            await _one_batch(senders, job, world, outcome, kills, life, chance, doubts)
            batch += 1
        states = await _states(folder) if how == "outbox" else {}
        _count(outcome, world, states, doubts, batch)
    finally:
        await world.server.stop()
    return outcome


async def trials(
    senders: Senders, folder: Path, people: int, kills: int, life: float, beside: int
) -> Outcome:
    """So many trials of the outbox beside each other, with the kills shared out."""
    each = (
        trial(senders, folder / str(n), "outbox", people, -(-kills // beside), life, seed=n + 1)
        for n in range(beside)
    )
    first, *others = await asyncio.gather(*each)
    both = sum(others, first)
    both.sent_by = f"outbox, {beside} tenants"
    return both


async def _one_batch(
    senders: Senders,
    job: Job,
    world: World,
    outcome: Outcome,
    kills: int,
    life: float,
    chance: random.Random,
    doubts: Counter[tuple[str, str]],
) -> None:
    """Start the sender again and again until it is done with this batch."""
    world.doubts.clear()
    killed = True
    late = timedelta()
    while killed:
        early = chance.random() < AT_A_START
        until = chance.uniform(0, QUIET if early else life) if outcome.kills < kills else None
        job = replace(job, seed=job.seed + 1, late=late)
        with senders.sending(job) as (process, reading):
            said, killed = await lines_until(reading, process, until, "open" if early else ">")
        outcome.kills += killed
        outcome.hits += killed and any(line.startswith(">") for line in said)
        for what in on_its_way(said) if killed else ():
            person, _, named = what.partition(" ")
            doubts[(person, named)] += 1
        late += timedelta(minutes=3)  # leases of the killed one have ended
    for person, number in world.doubts.items():
        doubts[(person, job.batch)] += number


async def _states(folder: Path) -> dict[tuple[str, str], DeliveryState]:
    store = TinyStore(folder)
    found = {(one.key.to.person, one.key.due): one.state for one in await store.deliveries(TENANT)}
    await store.close()
    return found


def _count(
    outcome: Outcome,
    world: World,
    states: dict[tuple[str, str], DeliveryState],
    doubts: Counter[tuple[str, str]],
    batches: int,
) -> None:
    shown = world.texts()
    wanted = [(one.object_id, f"batch-{n:04d}") for one in world.people for n in range(batches)]
    outcome.messages = len(wanted)
    outcome.arrived = sum(shown[one] > 0 for one in wanted)
    outcome.twice = sum(shown[one] > 1 for one in wanted)
    outcome.lost = sum(not shown[one] and not doubts[one] for one in wanted)
    outcome.doubtful = sum(doubts[one] > 0 for one in wanted)
    unknown = [one for one in wanted if states.get(one) is DeliveryState.UNKNOWN]
    outcome.unknown = len(unknown)
    outcome.unexplained = sum(not doubts[one] for one in unknown)
    outcome.faults = world.met
    outcome.in_a_second = world.fullest(1)
    everybody = [one.object_id for one in world.people]
    outcome.over_limit = sum(world.fullest(one.seconds) > one.most for one in TEAMS_PER_TENANT) + sum(
        world.fullest(one.seconds, everybody) > one.most for one in TEAMS_PER_CONVERSATION
    )


async def monday(senders: Senders, folder: Path) -> str:
    """60 owners at nine o'clock, on a day on which all is well."""
    done, _ = await _clear_day(senders, folder, Job(folder, "", (), "batch-0000"), 60)
    last = done[1]
    return f"| 60 owners at Monday 9.00: last message after | {last:.2f} s | ≤ 5 s | {_met(last <= 5)} |"


async def effort(senders: Senders, folder: Path) -> list[str]:
    """CPU time of the sending process for a message; the three ways take turns."""
    cpu: dict[str, list[float]] = {"outbox": [], "sdk": [], "connector": []}
    for turn in range(3):
        for how in cpu:
            job = Job(folder / f"{how}{turn}", "", (), "batch-0000", how, limited=False)
            done, number = await _clear_day(senders, job.folder, job, 300)
            cpu[how].append(done[0] / number * 1000)
    each = {how: median(found) for how, found in cpu.items()}
    ours, near = (each[how] / each["sdk"] for how in ("outbox", "connector"))
    cost = "CPU for a message"
    return [
        f"| {cost}, a bare SDK send, one client for all | {each['sdk']:.2f} ms | | |",
        f"| {cost}, a bare send on our connector | {each['connector']:.2f} ms, {near:.2f}× | | |",
        f"| {cost}, the outbox | {each['outbox']:.2f} ms, {ours:.2f}× | ≤ 1.3× | {_met(ours <= 1.3)} |",
    ]


def _met(met: bool) -> str:
    return "yes" if met else "no"


async def _clear_day(
    senders: Senders, folder: Path, job: Job, people: int
) -> tuple[tuple[float, float], int]:
    """CPU seconds and the moment of the last message, and how many there were."""
    everybody = colleagues(people)
    world = World(everybody, slow=0.05)
    await world.server.start()
    try:
        await asyncio.to_thread(fill, folder, everybody, world.teams.service_url)
        job = replace(
            job, service_url=world.teams.service_url, people=tuple(one.object_id for one in everybody)
        )
        with senders.sending(job) as (process, reading):
            said, _ = await lines_until(reading, process, None)
        arrived = world.texts()
    finally:
        await world.server.stop()
    assert len(arrived) == people
    assert set(arrived.values()) == {1}
    _, cpu, last = said[-1].split(" ")
    return (float(cpu), float(last)), people


async def table(folder: Path, kills: int = KILLS) -> str:
    senders = Senders()
    rows = await asyncio.gather(
        trials(senders, folder / "60", 60, kills, 1.5, beside=4),
        trials(senders, folder / "750", 750, kills, 2.0, beside=8),
        trial(senders, folder / "gather", "gather", 60, BASELINE_KILLS, 1.0),
        trial(senders, folder / "loop", "loop", 60, BASELINE_KILLS, 1.0),
    )
    met = rows[0].faults + rows[1].faults
    faults = ", ".join(f"{name}: {number}" for name, number in sorted(met.items()))
    return "\n".join(
        [
            HEAD,
            *(row.row() for row in rows),
            "",
            f"Faults that the outbox met: {faults}.",
            "",
            "| on a day on which all is well | | aim | met |",
            "|---|---|---|---|",
            await monday(senders, folder / "monday"),
            *await effort(senders, folder / "effort"),
        ]
    )


def measure() -> str:
    """Markdown tables: what arrives on bad days, how quickly on good ones, and what it costs."""
    with tempfile.TemporaryDirectory() as folder:
        return asyncio.run(table(Path(folder)))
