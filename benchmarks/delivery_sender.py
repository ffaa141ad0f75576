"""The process that is killed: it sends what is due, and says on standard output what it is doing.

It is forked from a server that has imported everything, so that two hundred of them cost little. Lines:
"open", "> KEY" before a message is written down as going out, "< KEY" once what became of it is on disk,
"x KEY" for a connection that was refused, and "done CPU LAST" at the end: seconds of this process, and how
long after the start the last message was out.
"""

import asyncio
import json
import logging
import os
import random
import resource
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from multiprocessing.connection import Connection
from pathlib import Path

from botbuilder.schema import Activity, Attachment, ChannelAccount, ConversationAccount
from botframework.connector.aio import ConnectorClient
from botframework.connector.auth import MicrosoftAppCredentials

from bot.local import LocalPerson
from bot.reminders.limits import Limits, Window
from bot.reminders.outbox import Means, Prepare, Request
from bot.reminders.retry import Attempt
from bot.reminders.runner import AT_ONCE, Runner
from bot.store.tinydb import TinyStore
from bot.teams import cards
from bot.teams.activities import Account
from bot.teams.adapter import TeamsAdapter
from bot.teams.outlet import CARD
from bot.teams.references import Reference, read_reference
from bot.writing import writes
from dialogs.deliveries import Delivery, DeliveryState, Due, Reason
from dialogs.people import PersonKey, PersonRecord, Profile
from dialogs.views import Button, Drawn, Say

TENANT = "lokaal"
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
NOWHERE = "http://127.0.0.1:9/"  # nobody listens there
BUTTONS = (
    Button("Verder", "continue", (("r", "ivp"), ("t", "wijk")), "verder", primary=True),
    Button("Later", "later", (), "later"),
    Button("Geen herinneringen", "nudges_off", (), "geen herinneringen"),
)
SAID = (
    "Vrijdag 27 november is de laatste dag voor jouw antwoorden.",
    "Woonoverlast: 12 van de 19 vragen klaar.",
    "Je krijgt dit bericht omdat er nog vragen open staan. Met 'later' kies je zelf een ander moment.",
)


@dataclass(frozen=True, slots=True)
class Job:
    """What one sender is to do. `how` is one of WAYS; `late` is how far the clock is ahead."""

    folder: Path
    service_url: str
    people: tuple[str, ...]
    batch: str
    how: str = "outbox"
    late: timedelta = timedelta()
    refused: float = 0.0  # the part of the connections that nobody answers
    seed: int = 0
    limited: bool = True


def run(job: Job, output: Connection) -> None:
    """Do the job; `output` is the pipe for the lines."""
    logging.disable()
    os.dup2(output.fileno(), 1)
    output.close()
    asyncio.run(WAYS[job.how](job))


def say(line: str) -> None:
    os.write(1, f"{line}\n".encode())


def name_of(delivery: Delivery) -> str:
    return f"{delivery.key.to.person} {delivery.key.due}"


def fill(folder: Path, people: Sequence[LocalPerson], service_url: str) -> None:
    """A store in which the bot knows everybody."""

    async def put() -> None:
        store = TinyStore(folder)
        for one in people:
            await store.put_person(record_of(one, service_url))
        await store.close()

    asyncio.run(put())


def record_of(person: LocalPerson, service_url: str) -> PersonRecord:
    user, bot = Account(person.teams_id, person.object_id, person.name), Account("28:ivp-bot", "", "IVP-bot")
    reference = Reference(service_url, person.conversation_id, TENANT, "msteams", user, bot)
    profile = Profile(PersonKey(TENANT, person.object_id), person.name, person.address)
    return PersonRecord(profile, reference.to_json())


class Rules:
    """Everybody of a job is due at the same moment."""

    def __init__(self, job: Job) -> None:
        self._job = job

    async def due(self, _tenant: str, _now: datetime) -> Sequence[Due]:
        return [Due(one, Reason.DEADLINE, "ivp", self._job.batch, MONDAY) for one in self._job.people]

    async def compose(self, delivery: Delivery) -> Drawn | None:
        return message(delivery.key.due)


def message(batch: str) -> Say:
    return Say((*SAID, batch), BUTTONS, "Woonoverlast")


class SayingStore(TinyStore):
    """The store, saying which messages are under way; whatever it said last, the disk is as far or one on."""

    async def change(self, old: Delivery, new: Delivery) -> bool:
        if new.state is DeliveryState.SENDING:
            say(f"> {name_of(new)}")
        done = await super().change(old, new)
        if old.state is DeliveryState.SENDING and done:
            say(f"< {name_of(new)}")
        return done


def redirected(job: Job) -> Callable[[Reference], Reference]:
    chance = random.Random(job.seed)

    def redirect(reference: Reference) -> Reference:
        if job.refused and chance.random() < job.refused:
            say(f"x {reference.user.object_id} {job.batch}")
            return replace(reference, service_url=NOWHERE)
        return replace(reference, service_url=job.service_url)

    return redirect


async def _outbox(job: Job) -> None:
    adapter = TeamsAdapter(None, local=True)
    store = SayingStore(job.folder)
    say("open")
    limits = Limits() if job.limited else Limits(tenant=(Window(10**6, 1),))
    last = [time.perf_counter()]
    prepare = writes(adapter, redirected(job))

    async def timed(record: PersonRecord, view: Drawn) -> Request:
        request = await prepare(record, view)

        async def ask() -> Attempt:
            attempt = await request()
            last[0] = time.perf_counter()
            return attempt

        return ask

    def clock() -> datetime:
        return MONDAY + job.late + timedelta(seconds=time.perf_counter() - begun)

    runner = Runner(TENANT, Means(store, Rules(job), timed, clock, limits))
    begun, cpu = time.perf_counter(), spent()
    await runner.once()
    while any(not one.state.is_final for one in await store.deliveries(TENANT)):
        await runner.once()
    say(f"done {spent() - cpu:.4f} {last[0] - begun:.4f}")
    await store.close()
    await adapter.close()


def spent() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


class SentList:
    """What the baselines keep: a line for each message that went out, on disk before the next one goes."""

    def __init__(self, folder: Path, batch: str) -> None:
        folder.mkdir(exist_ok=True)
        self._path = folder / f"sent-{batch}.jsonl"
        lines = self._path.read_text().splitlines() if self._path.exists() else []
        self.there = {json.loads(line) for line in lines if line.endswith('"')}

    def add(self, person: str) -> None:
        handle = os.open(self._path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        os.write(handle, (json.dumps(person) + "\n").encode())
        os.fsync(handle)
        os.close(handle)


async def _gather(job: Job) -> None:
    """Baseline: all at once, no second try."""

    async def one(person: str) -> None:
        if (await asked(prepare, store, person, job)).status == 201:
            sent.add(person)

    store, adapter = TinyStore(job.folder), TeamsAdapter(None, local=True)
    prepare, sent = writes(adapter, redirected(job)), SentList(job.folder / "lists", job.batch)
    say("open")
    await asyncio.gather(*(one(person) for person in job.people if person not in sent.there))
    say("done 0 0")
    await store.close()
    await adapter.close()


async def _loop(job: Job) -> None:
    """Baseline: one after another, each up to five times until it is answered well."""
    store, adapter = TinyStore(job.folder), TeamsAdapter(None, local=True)
    prepare, sent = writes(adapter, redirected(job)), SentList(job.folder / "lists", job.batch)
    say("open")
    for person in job.people:
        for turn in range(0 if person in sent.there else 5):
            attempt = await asked(prepare, store, person, job)
            if attempt.status == 201:
                sent.add(person)
                break
            await asyncio.sleep(min(0.1 * 2**turn, 1.0))
    say("done 0 0")
    await store.close()
    await adapter.close()


async def asked(prepare: Prepare, store: TinyStore, person: str, job: Job) -> Attempt:
    record = await store.person(PersonKey(TENANT, person))
    assert record is not None
    say(f"> {person} {job.batch}")
    attempt = await (await prepare(record, message(job.batch)))()
    say(f"< {person} {job.batch}")
    return attempt


async def _bare(job: Job, send: Callable[[str], Awaitable[object]]) -> None:
    """The same messages with nothing around them, as many at once as the outbox sends."""
    say("open")
    begun, cpu = time.perf_counter(), spent()
    waiting = list(job.people)

    async def hand() -> None:
        while waiting:
            await send(waiting.pop())

    await asyncio.gather(*(hand() for _ in range(AT_ONCE)))
    say(f"done {spent() - cpu:.4f} {time.perf_counter() - begun:.4f}")


async def _sdk(job: Job) -> None:
    """A bare send with the SDK's own connector client, one for all."""
    client = ConnectorClient(MicrosoftAppCredentials("", ""), base_url=job.service_url)
    store = TinyStore(job.folder)

    async def send(person: str) -> None:
        record = await store.person(PersonKey(TENANT, person))
        assert record is not None
        here = read_reference(record.reference)
        attachment = Attachment(content_type=CARD, content=cards.draw(message(job.batch)))
        activity = Activity(
            type="message",
            attachments=[attachment],
            conversation=ConversationAccount(id=here.conversation),
            from_property=ChannelAccount(id=here.bot.id),
            recipient=ChannelAccount(id=here.user.id),
        )
        await client.conversations.send_to_conversation(here.conversation, activity)

    await _bare(job, send)
    await store.close()


async def _connector(job: Job) -> None:
    """A bare send on our own connector."""
    store, adapter = TinyStore(job.folder), TeamsAdapter(None, local=True)
    prepare = writes(adapter, redirected(job))

    async def send(person: str) -> None:
        record = await store.person(PersonKey(TENANT, person))
        assert record is not None
        await (await prepare(record, message(job.batch)))()

    await _bare(job, send)
    await store.close()
    await adapter.close()


WAYS = {"outbox": _outbox, "gather": _gather, "loop": _loop, "sdk": _sdk, "connector": _connector}
