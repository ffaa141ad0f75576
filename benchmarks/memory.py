"""Resident memory of the bot after 1 000 conversations against after 10: `python -m benchmarks.memory`.

The bot runs in a process of its own, on a store on disk. Every conversation is another colleague, who opens
a theme of their own and answers three questions; the store keeps all of them. Resident memory is read by
the bot's own process after a garbage collection.
"""

import asyncio
import gc
import sys
import tempfile
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

from benchmarks.effort import TYPED
from benchmarks.turns import NOW, TENANT, NoSync
from bot.assembly import make_bot
from bot.local import LocalPerson, LocalTalk
from bot.serving import example_round
from bot.store.tinydb import TinyStore
from bot.web import listening
from dialogs.intake.format_file import packaged_formats
from dialogs.rounds.round import Theme

FEW, MANY = 10, 1000
AIM = 1.3
PEOPLE = tuple(LocalPerson(f"collega{n}@veldermeer.example", f"Collega {n}") for n in range(MANY))


async def _serve(folder: Path) -> None:
    """The bot; for every line on standard input it says how many bytes it holds."""
    themes = tuple(Theme(f"thema-{n}", f"Thema {n}", owner=one.address) for n, one in enumerate(PEOPLE))
    async with AsyncExitStack() as stack:
        store = TinyStore(folder, NoSync())
        stack.push_async_callback(store.close)
        await store.put_round(TENANT, replace(example_round(), themes=themes))
        app = make_bot(store, packaged_formats(), lambda: NOW).app
        print(await stack.enter_async_context(listening(app, "127.0.0.1", 0)), flush=True)
        while await asyncio.to_thread(sys.stdin.readline):
            gc.collect()
            print(_resident(), flush=True)


def _resident() -> int:
    """Bytes of this process that are in memory now."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    line = next(one for one in status.splitlines() if one.startswith("VmRSS:"))
    return int(line.split()[1]) * 1024


async def _measured(folder: Path) -> tuple[int, int]:
    bot = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "benchmarks.memory", "bot", str(folder), stdin=-1, stdout=-1
    )
    assert bot.stdout is not None
    assert bot.stdin is not None
    port = int(await bot.stdout.readline())
    found = []
    async with LocalTalk(f"http://127.0.0.1:{port}/api/messages", PEOPLE, now=lambda: NOW) as talk:
        for first, last in ((0, FEW), (FEW, MANY)):
            for who in PEOPLE[first:last]:
                for line in ("start", *TYPED[1:4]):
                    turn = await talk.say(who, line)
                    assert line == "start" or "Bewaard" in turn.text, line
            bot.stdin.write(b"\n")
            found.append(int(await bot.stdout.readline()))
    await bot.communicate(b"")
    return found[0], found[1]


def measure() -> str:
    """A Markdown table of resident memory."""
    with tempfile.TemporaryDirectory() as folder:
        few, many = asyncio.run(_measured(Path(folder)))
    met = "yes" if many / few <= AIM else "no"
    return "\n".join(
        [
            "| after | resident | against | aim | met |",
            "|---|---|---|---|---|",
            f"| {FEW} conversations | {few / 2**20:.1f} MB | | | |",
            f"| {MANY} conversations | {many / 2**20:.1f} MB | {many / few:.2f}× | ≤ {AIM}× | {met} |",
        ]
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["bot"]:
        asyncio.run(_serve(Path(sys.argv[2])))
    else:
        print(measure())
