"""The bot, put together for Teams: conversation, adapter, cards, web application."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from aiohttp import web

from bot.papers import OfficePapers
from bot.plan_jobs import PlanJobs
from bot.reminders.limits import SHARE_OF_TENANT, Limits, Window
from bot.reminders.outbox import LEASE, Means
from bot.reminders.runner import EVERY, Runner
from bot.teams import cards
from bot.teams.adapter import TeamsAdapter
from bot.teams.extension import Extension
from bot.teams.files import FileHosts, Files
from bot.teams.handler import TurnHandler
from bot.teams.people import TeamsPeople
from bot.teams.references import Reference
from bot.teams.registration import LOCAL_TENANT, Registration
from bot.teams.sending import Drawing
from bot.web import make_app
from bot.writing import shows, writes
from dialogs import channel
from dialogs.conversation import Conversation
from dialogs.intake.format import Format
from dialogs.people import PersonKey, PersonRecord, Profile
from dialogs.ports import Store
from dialogs.reminding.reminders import Reminders
from dialogs.tally import Tally
from knowledge.librarian import Librarian

SHORTEST_LOOK = 0.25  # seconds between two looks of the reminders, however fast the clock runs

# Opens a chat with the bot in Teams (documented as the deep link to a chat; a bot's id begins with 28:).
CHAT_WITH_BOT = "https://teams.microsoft.com/l/chat/0/0?users=28:{}"


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot's parts that others need."""

    app: web.Application
    adapter: TeamsAdapter
    store: Store
    runner: Runner
    tally: Tally
    plan_jobs: PlanJobs

    def counts(self) -> Mapping[str, float]:
        """Running totals by name, for /metrics; without any content."""
        plan = {f"plan_questions_{name}": total for name, total in self.tally.counts.items()}
        return {**self.adapter.counts, **self.runner.counts, **plan}

    async def ready(self) -> Mapping[str, bool]:
        """Which parts work, for /readyz."""
        try:
            await self.store.rounds("ready")
        except Exception:  # any failure of the store means the same here: not ready
            store = False
        else:
            store = True
        return {"store": store, "signing_keys": self.adapter.ready, "reminders": self.runner.working}


def make_bot(
    store: Store,
    formats: Mapping[str, Format],
    clock: Callable[[], datetime],
    plans: Librarian | None = None,
    *,
    registration: Registration | None = None,
    contact: str = "de beheerder",
    founders: frozenset[str] = frozenset(),
    redirect: Callable[[Reference], Reference] = lambda reference: reference,
    sends_per_second: int = 50,
    speed: float = 1.0,
) -> Bot:
    """A bot for one registration; without one, for the stand-in on this machine only.

    `redirect` mends a kept reference before it is used: the stand-in lives at another address every start.
    `speed` is how many seconds pass in one on `clock`.
    """
    adapter = TeamsAdapter(registration, local=registration is None)

    async def remember(profile: Profile, reference: str) -> None:
        record = await store.person(profile.key) or PersonRecord(profile)
        since = record.since or (clock() if reference else None)
        known = replace(record, profile=profile, reference=reference, refused="", since=since)
        await store.put_person(known)

    async def reference_of(who: PersonKey) -> str:
        record = await store.person(who)
        return record.reference if record else ""

    drawing = Drawing(cards.draw, cards.draw_done, cards.summary)

    link = CHAT_WITH_BOT.format(registration.app_id) if registration else ""
    plan_jobs = PlanJobs(plans, store, shows(adapter, drawing, redirect), clock)

    def wake() -> None:
        runner.wake()

    conversation = Conversation(
        store,
        formats,
        clock,
        plans,
        wake,
        link,
        papers=OfficePapers(),
        founders=founders,
        start=plan_jobs.start,
    )
    people = TeamsPeople(remember, reference_of, adapter.open)
    means = Means(
        store,
        Reminders(store, formats, clock, conversation.desk_for),
        writes(adapter, redirect),
        clock,
        Limits(tenant=(Window(sends_per_second, 1).share(SHARE_OF_TENANT),)),
        lost=people.lost,
        lease=LEASE * speed,
    )
    tenant = registration.tenant.lower() if registration else LOCAL_TENANT
    runner = Runner(tenant, means, every=max(EVERY / speed, SHORTEST_LOOK))
    extension = Extension(people, partial(channel.search, plans))
    files = Files(FileHosts(registration.file_hosts if registration else (), local=registration is None))
    handler = TurnHandler(conversation, people, drawing, clock, contact, extension, files)

    async def receive(request: web.Request) -> web.Response:
        return await adapter.process(request, handler)

    app = make_app(receive)

    async def close(_app: web.Application) -> None:
        await plan_jobs.close()
        await adapter.close()
        await files.close()

    app.on_cleanup.append(close)
    return Bot(app, adapter, store, runner, conversation.tally, plan_jobs)
