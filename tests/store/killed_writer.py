"""The child of the kill test: writes without end, and says on its standard output what was confirmed.

Usage: python -m tests.store.killed_writer FOLDER RUN. Each line is "theme activity", "focus number"
or "delivery number.state", written after the store confirmed it. It ends when it is killed.
"""

import asyncio
import os
import sys
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from bot.store.tinydb import TinyStore
from dialogs.deliveries import Delivery, DeliveryKey, DeliveryState, Reason
from dialogs.focus import Focus
from dialogs.intake.theme_log import ThemeKey
from tests.store.store_samples import ANNE, NOW, answer

TEXT = "Vorig jaar waren er meer meldingen. " * 20


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


async def write_theme(store: TinyStore, theme: str, run: str, writer: int) -> None:
    key = ThemeKey("lokaal", "ivp-2027", theme)
    for number in range(10**9):
        activity = f"{run}-{writer}-{number}"
        await store.append([answer(activity, item=activity, key=key, value=f"{activity} {TEXT}")])
        say(f"{theme} {activity}")


async def write_focus(store: TinyStore) -> None:
    start = (await store.focus(ANNE)).seen
    for number in range(start + 1, 10**9):
        await store.put_focus(ANNE, Focus(seen=number, card=TEXT))
        say(f"focus {number}")


async def deliver(store: TinyStore, run: str, runner: int) -> None:
    """As a runner does: add, claim, sending, sent; each step is confirmed."""
    for number in range(10**9):
        key = DeliveryKey(ANNE, Reason.MOMENT, f"{run}-{runner}-{number}", "x")
        await store.add_deliveries([Delivery(key, NOW)])
        say(f"delivery {key.subject}.due")
        taken = await store.claim("lokaal", NOW, f"{run}-{runner}", timedelta(minutes=1), 3)
        for one in taken:
            sending = replace(one, state=DeliveryState.SENDING)
            assert await store.change(one, sending)
            say(f"delivery {one.key.subject}.sending")
            assert await store.change(sending, replace(one, state=DeliveryState.SENT, owner="", until=None))
            say(f"delivery {one.key.subject}.sent")


async def main() -> None:
    folder, run = sys.argv[1:]
    store = TinyStore(Path(folder))
    say("open")
    writers = [write_theme(store, f"thema-{writer % 2}", run, writer) for writer in range(4)]
    await asyncio.gather(*writers, write_focus(store), *(deliver(store, run, runner) for runner in range(2)))


if __name__ == "__main__":
    asyncio.run(main())
