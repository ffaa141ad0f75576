"""`remind`: sending what is due without the web server, or saying what would go out."""

import asyncio
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

from bot.assembly import make_bot
from bot.serving import log_to_stderr, until_told
from bot.settings import Settings
from bot.store import open_store
from dialogs.deliveries import Due
from dialogs.desk import Desk
from dialogs.intake.format_file import packaged_formats
from dialogs.people import Profile
from dialogs.ports import Clock
from dialogs.reminding.due import due
from dialogs.reminding.facts import Facts
from dialogs.reminding.reminders import Reminders

ZONE = ZoneInfo("Europe/Amsterdam")
LOOKS = (time(0), time(9), time(12), time(16, 30), time(23, 59))  # when a dry run looks who is due on a day


async def remind(settings: Settings, clock: Clock, *, once: bool) -> None:
    """Send what is due, once or until the process is told to stop."""
    log_to_stderr()
    store = open_store(settings.store)
    try:
        bot = make_bot(
            store,
            packaged_formats(),
            clock,
            registration=settings.registration,
            sends_per_second=settings.sends_per_second,
        )
        if once:
            await bot.runner.once()
        else:
            stopped = until_told()
            running = asyncio.create_task(bot.runner.run())
            await stopped.wait()
            await bot.runner.stop()
            await running
        counts = bot.runner.counts
        print(", ".join(f"{name.partition('_')[2]}: {counts[name]}" for name in sorted(counts)) or "sent: 0")
        await bot.adapter.close()
    finally:
        await store.close()


async def foretell(settings: Settings, tenant: str, clock: Clock, on: date | None) -> None:
    """Say who would be written to now, or on a day as far as can be told now. Sends nothing."""
    store = open_store(settings.store)
    try:
        reminders = Reminders(store, packaged_formats(), clock, _no_desk)
        facts = await reminders.facts(tenant, clock())
        found = due(facts) if on is None else _on_day(facts, on)
        for one in found:
            reach = "" if facts.reachable(one.address) else ", cannot be reached yet"
            print(
                f"{one.at.astimezone(ZONE):%Y-%m-%d %H:%M} {one.address}: {one.reason}, {one.subject}{reach}"
            )
        print(f"{len(found)} due")
    finally:
        await store.close()


def _on_day(facts: Facts, day: date) -> list[Due]:
    """Each message of a day, at the first look that finds it."""
    found: dict[tuple[str, str, str, str], Due] = {}
    for at in LOOKS:
        for one in due(facts.at(datetime.combine(day, at, ZONE))):
            found.setdefault((one.address, one.reason, one.subject, one.due), one)
    return list(found.values())


async def _no_desk(_profile: Profile, _mark: str) -> Desk | None:
    return None
