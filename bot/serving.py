"""Running the bot: for Teams, or on this machine with the stand-in and its chat page."""

import asyncio
import logging
import signal
import webbrowser
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from importlib.resources import as_file, files

from bot.assembly import Bot, make_bot
from bot.local import HistoryFile, LocalPerson, LocalServer, LocalTeams, new_token
from bot.rounds import put_round
from bot.settings import Settings
from bot.store import open_store
from bot.web import listening, make_operations_app
from dialogs import texts
from dialogs.intake.format_file import packaged_formats
from dialogs.moments import warm_up
from dialogs.people import name_from
from dialogs.ports import Store
from dialogs.rounds.round import Round
from dialogs.rounds.round_file import load_round
from knowledge.librarian import Librarian, librarian_of
from knowledge.naming import Details
from knowledge.passages import Status

log = logging.getLogger(__name__)

LOCAL_TENANT = "lokaal"
EXAMPLE_PLAN = "veldermeer-2023-2026.pdf"
EXAMPLE_DETAILS = Details("IVP Veldermeer 2023-2026", "2023-2026", Status.ADOPTED)
EXAMPLE_PLANS = {
    EXAMPLE_PLAN: EXAMPLE_DETAILS,
    "veldermeer-2019-2022.docx": Details("IVP Veldermeer 2019-2022", "2019-2022", Status.ADOPTED),
}
COLLEAGUE = "noor.bakker@veldermeer.example"  # somebody without a theme, to try plan questions with


async def serve(settings: Settings, port: int) -> None:
    """The bot for one registration, until the process is told to stop."""
    log_to_stderr()
    store = open_store(settings.store)
    try:
        plans = librarian_of(settings.library)
        bot = make_bot(
            store,
            packaged_formats(),
            _now,
            plans,
            registration=settings.registration,
            contact=settings.contact,
            founders=settings.coordinators,
            sends_per_second=settings.sends_per_second,
        )
        operations = make_operations_app(bot.ready, bot.counts)
        async with (
            listening(bot.app, settings.host, port) as taken,
            listening(operations, "127.0.0.1", settings.operations_port),
        ):
            print(f"The bot listens on http://{settings.host}:{taken}/api/messages", flush=True)
            await bot.adapter.warm()
            await _until_stopped(plans, bot)
    finally:
        await store.close()


async def serve_local(settings: Settings, port: int, *, token: bool = True, browse: bool = False) -> None:
    """The bot with a stand-in for Teams and a chat page, on 127.0.0.1 only, until told to stop.

    A store without a round gets the example round, so that there is something to fill in.
    """
    log_to_stderr()
    store = open_store(settings.store)
    try:
        rounds = await _rounds(store)
        plans = await asyncio.to_thread(_plans, settings)
        history = HistoryFile(settings.data / "local-chats.jsonl")
        clock, speed = _now, 1.0
        if settings.fast_clock:
            clock, speed = settings.fast_clock.running(_now), settings.fast_clock.speed
            print(f"The clock runs {speed:g} times as fast, from {clock():%Y-%m-%d %H:%M} UTC", flush=True)
        teams = LocalTeams(
            people_of(rounds, settings.coordinators),
            token=new_token() if token else None,
            now=clock,
            speed=speed,
            keep=history.keep,
        )
        bot = make_bot(
            store,
            packaged_formats(),
            clock,
            plans,
            contact=settings.contact,
            founders=settings.coordinators,
            redirect=lambda reference: replace(reference, service_url=teams.service_url),
            sends_per_second=settings.sends_per_second,
            speed=speed,
        )
        history.load(teams)
        async with LocalServer(teams, app=bot.app, port=port) as server:
            print(f"The chat page: {server.page_url}", flush=True)
            if browse:
                await asyncio.to_thread(webbrowser.open, server.page_url)
            await _until_stopped(plans, bot)
    finally:
        await store.close()


async def _rounds(store: Store) -> tuple[Round, ...]:
    rounds = await store.rounds(LOCAL_TENANT)
    if not rounds:
        await put_round(store, LOCAL_TENANT, example_round())
    return tuple(await store.rounds(LOCAL_TENANT))


def _plans(settings: Settings) -> Librarian:
    """The library; an empty one gets the example plans, so that there is something to ask and compare."""
    plans = librarian_of(settings.library)
    if not plans.library.plans():
        for name, details in EXAMPLE_PLANS.items():
            with as_file(files("knowledge.plans").joinpath(name)) as path:
                plans.library.add([path], details)
    return plans


def example_round() -> Round:
    """The round of a made-up municipality that comes with the bot."""
    name = "voorbeeld.yaml"
    return load_round(files("dialogs.rounds").joinpath("examples", name).read_bytes(), name)


def people_of(rounds: tuple[Round, ...], founders: frozenset[str] = frozenset()) -> tuple[LocalPerson, ...]:
    """Everybody whom the rounds and the settings name, and a colleague without a theme."""
    roles: dict[str, str] = {COLLEAGUE: texts.ROLE_COLLEAGUE}
    roles |= dict.fromkeys(founders, texts.ROLE_COORDINATOR)
    themes: dict[str, list[str]] = {}
    for round_ in rounds:
        roles |= dict.fromkeys(round_.coordinators, texts.ROLE_COORDINATOR)
        for theme in round_.themes:
            for address in sorted(theme.addresses):
                roles.setdefault(address, texts.ROLE_AUTHOR)
                themes.setdefault(address, []).append(theme.title)
    ordered = sorted(roles, key=lambda one: (one == COLLEAGUE, one))
    return tuple(
        LocalPerson(one, name_from(one), roles[one], tuple(themes.get(one, ())), LOCAL_TENANT)
        for one in ordered
    )


def until_told() -> asyncio.Event:
    """Set when the process is told to stop."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    with suppress(NotImplementedError):  # Windows: Ctrl-C raises KeyboardInterrupt instead
        for name in (signal.SIGINT, signal.SIGTERM):
            loop.add_signal_handler(name, stopped.set)
    return stopped


async def _until_stopped(plans: Librarian, bot: Bot) -> None:
    """Wait for the signal to stop; meanwhile get ready, and send what is due."""
    stopped = until_told()
    warming = [asyncio.create_task(asyncio.to_thread(one)) for one in (warm_up, plans.warm)]
    runner = asyncio.create_task(bot.runner.run())
    await bot.plan_jobs.resume()
    await stopped.wait()
    await bot.runner.stop()
    await asyncio.gather(runner, *warming, return_exceptions=True)


def log_to_stderr() -> None:
    """What a service manager keeps as the log."""
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    logging.getLogger("msal").setLevel(logging.WARNING)


def _now() -> datetime:
    return datetime.now(UTC)
