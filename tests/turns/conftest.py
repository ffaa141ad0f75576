"""A bot on a real store, spoken to through the stand-in for Teams: nothing is left out but Teams itself."""

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest
from aiohttp import web

from bot.assembly import Bot, make_bot
from bot.local import LocalTalk, LocalTeams
from bot.reminders.runner import Runner
from bot.serving import example_round, people_of
from bot.store import open_store
from dialogs.intake.format_file import packaged_formats
from dialogs.intake.theme_log import Entry, Kind, ThemeKey
from dialogs.ports import Store
from knowledge.librarian import Librarian
from knowledge.library import Library
from knowledge.naming import Details
from knowledge.passages import Status
from knowledge.thesaurus import Thesaurus

SAMIRA = "samira.elidrissi@veldermeer.example"  # owner of woonoverlast and wijk, co-author of jeugd
JOOST = "joost.terpstra@veldermeer.example"  # co-author of wijk
PIETER = "pieter.noordam@veldermeer.example"
LOTTE = "lotte.verhage@veldermeer.example"  # coordinator, and co-author of ondermijning
NOOR = "noor.bakker@veldermeer.example"  # no theme
START = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


@dataclass
class Clock:
    """A clock that tests move."""

    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **time: float) -> None:
        self.now += timedelta(**time)


class Talk(LocalTalk):
    """After a turn, what it caused for others has arrived too."""

    bots: list[Bot]

    async def quiet(self) -> None:
        await super().quiet()
        if self.bots and self.bots[-1].runner.wanted:
            await self.bots[-1].runner.once()
            await super().quiet()


@dataclass
class Town:
    """The example round, its store on disk, and everybody in it."""

    folder: Path
    talk: LocalTalk
    clock: Clock
    opened: list[Store] = field(default_factory=list)
    bots: list[Bot] = field(default_factory=list)

    @property
    def store(self) -> Store:
        return self.opened[-1]

    @property
    def runner(self) -> Runner:
        """What sends by itself, in the bot that runs now. It runs when a test says so."""
        return self.bots[-1].runner

    async def log(self, theme: str = "woonoverlast") -> list[Entry]:
        return list(await self.store.log(ThemeKey("lokaal", "ivp-2027-2030", theme)))

    async def answers(self, theme: str = "woonoverlast") -> dict[str, object]:
        """The last value of each question and item, by name."""
        found: dict[str, object] = {}
        for entry in await self.log(theme):
            if entry.draft.kind is Kind.ANSWER:
                found[".".join(part for part in entry.place if part)] = entry.draft.value
        return found

    async def restart(self) -> None:
        """The process ends without a word and starts again."""
        await self.talk.restart()


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as made:
        yield made


@pytest.fixture(scope="session")
def example_library(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A library with the example plan."""
    folder = tmp_path_factory.mktemp("library")
    source = Path(str(files("knowledge.plans").joinpath("veldermeer-2023-2026.pdf")))
    Library(folder).add([source], Details("IVP Veldermeer 2023-2026", "2023-2026", Status.ADOPTED))
    return folder


@pytest.fixture
async def reading_town(tmp_path: Path, example_library: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path, example_library) as made:
        yield made


class a_town:  # noqa: N801  (reads as a phrase)
    """The example round on a store in `folder`, with the plans of a library when there is one."""

    def __init__(self, folder: Path, plans: Path | None = None) -> None:
        self.folder = folder
        self.plans = plans

    async def __aenter__(self) -> Town:
        clock = Clock()
        opened: list[Store] = []
        bots: list[Bot] = []

        async def bot(_teams: LocalTeams) -> web.Application:
            if opened:
                await opened[-1].close()
            store = open_store(f"tinydb:{self.folder / 'data'}")
            opened.append(store)
            if not await store.rounds("lokaal"):
                await store.put_round("lokaal", example_round())
            plans = Librarian(Library(self.plans), Thesaurus.shipped()) if self.plans else None
            made = make_bot(store, packaged_formats(), clock, plans)
            await made.runner.fill()  # as it does at the start: later it sees what changed
            made.runner.wanted = False
            bots.append(made)
            return made.app

        self.talk = Talk(bot, people_of((example_round(),)), now=clock)
        self.talk.bots = bots
        await self.talk.__aenter__()
        self.opened = opened
        return Town(self.folder, self.talk, clock, opened, bots)

    async def __aexit__(self, *_: object) -> None:
        await self.talk.__aexit__(None, None, None)
        await self.opened[-1].close()
