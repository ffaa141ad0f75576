"""The bot, put together for Teams: conversation, adapter, cards, web application."""

import logging
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial

from aiohttp import web

from bot.papers import OfficePapers
from bot.plan_jobs import PlanJobs
from bot.reminders.chosen_moments import ChosenMoments
from bot.teams import cards
from bot.teams.adapter import TeamsAdapter
from bot.teams.extension import Extension
from bot.teams.files import FileHosts, Files
from bot.teams.handler import TurnHandler
from bot.teams.people import TeamsPeople
from bot.teams.references import BadReferenceError, Reference, read_reference
from bot.teams.registration import Registration, ServiceUrlRefusedError
from bot.teams.sending import Drawing, Showing
from bot.web import make_app
from dialogs import channel
from dialogs.conversation import Conversation
from dialogs.intake.format import Format
from dialogs.people import PersonKey, PersonRecord, Profile
from dialogs.ports import Send, Store
from dialogs.tally import Tally
from dialogs.views import Reply
from knowledge.librarian import Librarian

log = logging.getLogger(__name__)

# Opens a chat with the bot in Teams (documented as the deep link to a chat; a bot's id begins with 28:).
CHAT_WITH_BOT = "https://teams.microsoft.com/l/chat/0/0?users=28:{}"


@dataclass(frozen=True, slots=True)
class Bot:
    """A running bot's parts that others need."""

    app: web.Application
    adapter: TeamsAdapter
    store: Store
    moments: ChosenMoments
    tally: Tally
    plan_jobs: PlanJobs

    def counts(self) -> Mapping[str, float]:
        """Running totals by name, for /metrics; without any content."""
        plan = {f"plan_questions_{name}": total for name, total in self.tally.counts.items()}
        return {**self.adapter.counts, **plan}

    async def ready(self) -> Mapping[str, bool]:
        """Which parts work, for /readyz."""
        try:
            await self.store.rounds("ready")
        except Exception:  # any failure of the store means the same here: not ready
            return {"store": False, "signing_keys": self.adapter.ready}
        return {"store": True, "signing_keys": self.adapter.ready}


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
) -> Bot:
    """A bot for one registration; without one, for the stand-in on this machine only.

    `redirect` mends a kept reference before it is used: the stand-in lives at another address every start.
    """
    adapter = TeamsAdapter(registration, local=registration is None)

    async def remember(profile: Profile, reference: str) -> None:
        record = await store.person(profile.key)
        known = replace(record, profile=profile, reference=reference) if record else None
        await store.put_person(known or PersonRecord(profile, reference))

    async def reference_of(who: PersonKey) -> str:
        record = await store.person(who)
        return record.reference if record else ""

    drawing = Drawing(cards.draw, cards.draw_done, cards.summary)

    async def reach(record: PersonRecord) -> Send | None:
        try:
            return Showing(await adapter.open(redirect(read_reference(record.reference))), drawing)
        except (BadReferenceError, ServiceUrlRefusedError) as error:
            log.warning("somebody cannot be reached: %s", type(error).__name__)
            return None

    async def tell(record: PersonRecord, reply: Reply) -> bool:
        send = await reach(record)
        return send is not None and await send(reply) is not None

    link = CHAT_WITH_BOT.format(registration.app_id) if registration else ""
    plan_jobs = PlanJobs(plans, store, reach, clock)
    conversation = Conversation(
        store,
        formats,
        clock,
        plans,
        tell,
        link,
        papers=OfficePapers(),
        founders=founders,
        start=plan_jobs.start,
    )
    people = TeamsPeople(remember, reference_of, adapter.open)
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
    return Bot(
        app, adapter, store, ChosenMoments(store, conversation, reach, clock), conversation.tally, plan_jobs
    )
