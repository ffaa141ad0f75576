"""Talking to the bot in the terminal: the same turns, without Teams."""

import asyncio
import sys
from datetime import UTC, datetime
from uuid import uuid4

from bot.local.people import LocalPerson
from bot.papers import OfficePapers
from bot.plain import plain
from bot.settings import Settings
from bot.store import open_store
from dialogs.conversation import Conversation
from dialogs.events import Event
from dialogs.intake.format_file import packaged_formats
from dialogs.people import PersonKey, Profile, name_from
from dialogs.ports import Store
from dialogs.views import Reply
from knowledge.librarian import librarian_of

PROMPT = "\n> "


async def chat(settings: Settings, tenant: str, address: str | None) -> None:
    """Read lines until the end of input; show what the bot says to each."""
    store = open_store(settings.store)
    try:
        who = Profile(*await _who(store, tenant, address))
        conversation = Conversation(
            store,
            packaged_formats(),
            lambda: datetime.now(UTC),
            librarian_of(settings.library),
            papers=OfficePapers(),
            founders=settings.coordinators,
        )
        print(f"You are {who.name} <{who.address}>. Type hulp, or end with Ctrl-D.")
        await _turns(conversation, who)
    finally:
        await store.close()


async def _turns(conversation: Conversation, who: Profile) -> None:
    async def send(reply: Reply) -> str:
        for view in reply.views:
            print(f"\n{plain(view)}")
        return f"terminal-{uuid4()}"

    while True:
        print(PROMPT, end="", flush=True)
        line = await asyncio.to_thread(sys.stdin.readline)
        if not line:
            print()
            return
        event = Event(who, f"terminal-{uuid4()}", datetime.now(UTC), text=line.rstrip("\n"))
        await conversation.turn(event, send)


async def _who(store: Store, tenant: str, address: str | None) -> tuple[PersonKey, str, str]:
    """The key, name and address of somebody: as bound before, or as on the chat page."""
    rounds = await store.rounds(tenant)
    chosen = (
        address or next((one.owner for round_ in rounds for one in round_.themes if one.owner), "")
    ).casefold()
    chosen = chosen or "collega@lokaal.example"
    bound = await store.bound(tenant, chosen)
    name = name_from(chosen) or chosen
    person = bound or LocalPerson(chosen, name, tenant=tenant).object_id
    return PersonKey(tenant, person), name, chosen
