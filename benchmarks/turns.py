"""A full intake turn, save included, against an echo bot on the same adapter: `python -m benchmarks.turns`.

Every bot under test is a process of its own. This process is the channel: it sends the activities, takes
the replies on loopback and does nothing with them while the clock runs. A turn lasts from the moment an
activity is sent until its HTTP answer is there; all replies have arrived by then. The echo is one typed
message and one reply. An intake turn is an answer that is saved to a store on disk, one durable note of
what is in front of the person before the reply and one after it, and two calls out: the card that was open
is closed and the next question is posted (typed), or the open card is replaced (pressed).

The bots take turns, one turn (or sixteen at once) each, so that all meet the same disk and the same other
work. "Without fsync" is the same bot on a disk whose fsync does nothing. The lines are those of
benchmarks/effort.py: every question type of the format in its share.
"""

import asyncio
import json
import statistics
import sys
import tempfile
import time
from collections.abc import AsyncIterator, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from pathlib import Path

import aiohttp
from aiohttp import web

from benchmarks.effort import ANOTHER, LAST, NO_MORE, TYPED, next_press
from bot.assembly import make_bot
from bot.local import LocalPerson
from bot.local.activities import Frame
from bot.local.cards import Json
from bot.local.conversation import Message
from bot.serving import example_round
from bot.store.files import Disk
from bot.store.tinydb import TinyStore
from bot.teams.activities import Incoming
from bot.teams.adapter import TeamsAdapter
from bot.teams.outlet import Outlet
from bot.teams.sending import Answered
from bot.web import listening, make_app
from dialogs.intake.format_file import packaged_formats
from dialogs.intake.theme_log import Draft, Kind, Status, ThemeKey
from dialogs.rounds.round import Round, Theme

AT_ONCE = 16
THEMES = 50
ENTRIES = 200  # a theme, in the store that is filled beforehand
AIM = 1.5
TENANT = "lokaal"
NOW = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)
PEOPLE = tuple(LocalPerson(f"collega{n:02d}@veldermeer.example", f"Collega {n:02d}") for n in range(AT_ONCE))
ANSWERS = TYPED[1:-2]  # without the line that opens a theme and the two that submit it
SAVING = frozenset({"Volgende", ANOTHER, LAST, NO_MORE})  # buttons
BOTS = ("echo", "no-fsync", "fsync", "filled")
TEXTS = ("kern", "afbakening", "evaluatie", "stroef", "ambitie", "geld", "waarom", "vergeten")


class NoSync(Disk):
    """A disk that promises and does not wait: what is left of a save is our own work."""

    def sync(self, descriptor: int) -> None:
        """Nothing."""

    def sync_folder(self, folder: Path) -> None:
        """Nothing."""


def the_round() -> Round:
    """Fifty themes: three for each of sixteen people, and two for nobody who speaks here."""
    themes = tuple(
        Theme(
            f"thema-{n}",
            f"Thema {n}",
            owner=PEOPLE[n % AT_ONCE].address if n < 3 * AT_ONCE else "x@y.example",
        )
        for n in range(THEMES)
    )
    return replace(example_round(), themes=themes)


# The bots, each in its own process


async def _serve(kind: str, folder: Path) -> None:
    """One bot until standard input ends: says its port, and at the end how many entries it has."""
    async with AsyncExitStack() as stack:
        if kind == "echo":
            adapter = TeamsAdapter(None, local=True)
            stack.push_async_callback(adapter.close)
            app, store = make_app(lambda request: adapter.process(request, _echo)), None
        else:
            store = TinyStore(folder, Disk() if kind == "fsync" else NoSync())
            stack.push_async_callback(store.close)
            await store.put_round(TENANT, the_round())
            if kind == "filled":
                await _fill(store)
            app = make_bot(store, packaged_formats(), lambda: NOW).app
        port = await stack.enter_async_context(listening(app, "127.0.0.1", 0))
        entries = await _entries(store) if store else 0
        print(port, flush=True)
        await asyncio.to_thread(sys.stdin.read)
        print(await _entries(store) - entries if store else 0, flush=True)


async def _echo(incoming: Incoming, outlet: Outlet) -> Answered | None:
    await outlet.post_text(incoming.words)
    return None


async def _entries(store: TinyStore) -> int:
    return sum([len(await store.log(key)) for key in await store.logs(TENANT)])


async def _fill(store: TinyStore) -> None:
    """A history in every theme; each answer was taken back, so that the questions are open."""
    for theme in the_round().themes:
        key = ThemeKey(TENANT, the_round().id, theme.id)
        await store.append([_old(key, number) for number in range(ENTRIES)])


def _old(key: ThemeKey, number: int) -> Draft:
    turn, place = divmod(number, len(TEXTS))
    status = Status.CLEARED if turn % 2 == 0 else Status.GIVEN
    return Draft(
        key=key,
        kind=Kind.ANSWER,
        author="8c1f7c1e-6a57-4d4b-9a0e-0d6b8f1f2a11",
        activity=f"vroeger-{number}",
        at=NOW,
        seen=max(0, number + 1 - len(TEXTS)),
        question=TEXTS[place],
        status=status,
        value=ANSWERS[0] if status is Status.GIVEN else None,
    )


# The channel


@dataclass(slots=True)
class Chat:
    """One person with one bot: what the bot posted last, unread until it is needed."""

    person: LocalPerson
    posted: bytes = b""
    message: str = ""
    developments: int = 0

    @property
    def card(self) -> Message:
        """What this person sees last."""
        return Message(self.message, json.loads(self.posted), NOW, from_bot=True, changed=0)


@dataclass(slots=True)
class Channel:
    """One bot and its conversations; the reply address tells the bots apart."""

    url: str
    service_url: str
    session: aiohttp.ClientSession
    chats: dict[str, Chat] = field(default_factory=dict)
    taken: dict[int, list[float]] = field(default_factory=dict)  # milliseconds, by how many at once
    ids: int = 0

    def new_id(self) -> str:
        self.ids += 1
        return str(1_790_000_000_000 + self.ids)

    async def send(self, activity: Json) -> float:
        """Milliseconds until the bot has answered."""
        data = json.dumps(activity).encode()
        begun = time.perf_counter()
        async with self.session.post(
            self.url, data=data, headers={"Content-Type": "application/json"}
        ) as answer:
            await answer.read()
            taken = (time.perf_counter() - begun) * 1000
        assert answer.status in {200, 201, 202}, answer.status
        return taken

    def said(self, chat: Chat, text: str) -> Json:
        return Frame(chat.person, BOT, self.service_url).said(self.new_id(), NOW, text)

    def pressed(self, chat: Chat) -> Json:
        """The press that leads on from the card that this person sees."""
        title, fields = next_press(chat.card, chat.developments)
        chat.developments += title in {ANOTHER, LAST}
        button = next(one for one in chat.card.buttons if one.title == title)
        frame = Frame(chat.person, BOT, self.service_url)
        return frame.executed(f"f:{self.new_id()}", NOW, button, chat.message, button.filled(fields))


BOT = {"id": "28:ivp-bot", "name": "IVP-bot"}


def _connector(channels: Mapping[str, Channel]) -> web.Application:
    async def post(request: web.Request) -> web.Response:
        channel = channels[request.match_info["bot"]]
        chat = channel.chats[request.match_info["conversation"]]
        body, ident = await request.read(), channel.new_id()
        if b"attachments" in body:  # not the sign that the bot is busy
            chat.posted, chat.message = body, ident
        return web.json_response({"id": ident}, status=201)

    async def put(request: web.Request) -> web.Response:
        chat = channels[request.match_info["bot"]].chats[request.match_info["conversation"]]
        body = await request.read()
        if request.match_info["activity"] == chat.message:
            chat.posted = body
        return web.json_response({"id": request.match_info["activity"]})

    async def member(request: web.Request) -> web.Response:
        chat = channels[request.match_info["bot"]].chats[request.match_info["conversation"]]
        return web.json_response(chat.person.member())

    app = web.Application()
    one = "/{bot}/v3/conversations/{conversation}"
    app.router.add_post(one + "/activities", post)
    app.router.add_put(one + "/activities/{activity}", put)
    app.router.add_get(one + "/members/{member}", member)
    return app


@asynccontextmanager
async def _channels(folder: Path) -> AsyncIterator[dict[str, Channel]]:
    """All bots, started, and everybody's conversation with each."""
    channels: dict[str, Channel] = {}
    async with AsyncExitStack() as stack:
        here = await stack.enter_async_context(listening(_connector(channels), "127.0.0.1", 0))
        session = await stack.enter_async_context(aiohttp.ClientSession())
        running = []
        for kind in BOTS:
            bot = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "benchmarks.turns", "bot", kind, str(folder / kind), stdin=-1, stdout=-1
            )
            running.append(bot)
            assert bot.stdout is not None
            port = int(await bot.stdout.readline())
            channel = Channel(
                f"http://127.0.0.1:{port}/api/messages", f"http://127.0.0.1:{here}/{kind}/", session
            )
            channel.chats = {one.conversation_id: Chat(one) for one in PEOPLE}
            channels[kind] = channel
        yield channels
        await session.close()  # a bot that stops waits for its open connections
        outputs = await asyncio.gather(*(bot.communicate(b"") for bot in running))
        saved = [int(output) for output, _ in outputs]
        asked = sum(len(taken) for taken in channels["fsync"].taken.values())
        assert saved[1] == saved[2] == saved[3] >= asked, f"turns that saved nothing: {saved} of {asked}"


async def _turns(channels: Mapping[str, Channel], *, pressed: bool) -> None:
    """Theme 1 of everybody one person after another, themes 2 and 3 with all sixteen at once."""
    everybody = [one.conversation_id for one in PEOPLE]
    groups = [[one] for one in everybody] + [everybody, everybody]
    numbers = [[n] for n in range(AT_ONCE)] + [
        list(range(AT_ONCE * part, AT_ONCE * (part + 1))) for part in (1, 2)
    ]
    for people, themes in zip(groups, numbers, strict=True):
        for channel in channels.values():
            for person, theme in zip(people, themes, strict=True):
                chat = channel.chats[person]
                chat.developments = 0
                await channel.send(channel.said(chat, f"Thema {theme}"))
        for number, line in enumerate(ANSWERS * 2):
            if number >= len(ANSWERS) if not pressed else not _asked(channels["fsync"].chats[people[0]]):
                break
            for kind, channel in channels.items():
                chats = [channel.chats[one] for one in people]
                activities = [
                    channel.pressed(chat) if pressed and kind != "echo" else channel.said(chat, line)
                    for chat in chats
                ]
                taken = await asyncio.gather(*(channel.send(one) for one in activities))
                channel.taken.setdefault(len(people), []).extend(taken)


def _asked(chat: Chat) -> bool:
    """Whether this person sees a card with a question, where a press saves."""
    return any(title in SAVING for title in chat.card.titles)


@dataclass(frozen=True, slots=True)
class Figure:
    """Milliseconds a turn."""

    p50: float
    p95: float

    @classmethod
    def of(cls, taken: Sequence[float]) -> "Figure":
        ordered = sorted(taken)
        return cls(statistics.median(ordered), ordered[int(len(ordered) * 0.95)])

    def against(self, base: "Figure") -> str:
        return f"{self.p50 / base.p50:.2f}× / {self.p95 / base.p95:.2f}×"


NAMES = {
    "echo": "echo",
    "no-fsync": "intake, empty store, without fsync",
    "fsync": "intake, empty store, with fsync",
    "filled": f"intake, {THEMES} themes × {ENTRIES} entries, without fsync",
}


async def _table(folder: Path, *, pressed: bool) -> list[str]:
    async with _channels(folder) as channels:
        await _turns(channels, pressed=pressed)
    rows = []
    for at_once in (1, AT_ONCE):
        figures = {kind: Figure.of(channel.taken[at_once]) for kind, channel in channels.items()}
        for kind, figure in figures.items():
            base = {"echo": "", "filled": "no-fsync"}.get(kind, "echo")
            ratio = f"{figure.against(figures[base])} of {NAMES[base]}" if base else ""
            if kind == "no-fsync":
                met = figure.p50 / figures["echo"].p50 <= AIM
                ratio += f"; aim ≤ {AIM}×: {'yes' if met else 'no'}"
            what = "pressed" if pressed else "typed"
            rows.append(
                f"| {what} | {at_once} | {NAMES[kind]} | {figure.p50:.1f} / {figure.p95:.1f} | {ratio} |"
            )
    return rows


def measure(folder: Path | None = None) -> str:
    """A Markdown table of turns, on the disk that holds `folder` (default: the system's temporary one)."""
    lines = [
        "| answered | at once | bot | p50 / p95 in ms | p50 / p95 against |",
        "|---|---|---|---|---|",
    ]
    for pressed in (False, True):
        with tempfile.TemporaryDirectory(dir=folder) as trial:
            lines += asyncio.run(_table(Path(trial), pressed=pressed))
    return "\n".join(lines)


def main(arguments: Sequence[str]) -> None:
    if arguments[:1] == ["bot"]:
        asyncio.run(_serve(arguments[1], Path(arguments[2])))
    else:
        print(measure(Path(arguments[0]) if arguments else None))


if __name__ == "__main__":
    main(sys.argv[1:])
