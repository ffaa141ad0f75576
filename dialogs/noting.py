"""Keeping what became of a plan question for the coordinator, from a chat and from a channel alike."""

import hashlib
from datetime import datetime

from dialogs.intake.personal_data import find
from dialogs.plan_counts import Use
from dialogs.plan_notes import NoteKind, PlanNote
from dialogs.ports import Store
from dialogs.tally import Tally


async def note(
    store: Store, tenant: str, kind: NoteKind, question: str, at: datetime, cause: str, passage: str = ""
) -> None:
    """Keep a question, unless it is empty or seems to hold somebody's data. Never who asked it.

    What has the same `cause` and kind is kept once.
    """
    if not question or find(question):
        return
    await store.add_plan_note(tenant, PlanNote(kind, question, at, _digest(cause, kind), passage[:128]))


async def count(store: Store, tally: Tally, tenant: str, use: Use, at: datetime, cause: str) -> None:
    """Count what became of a question. What has the same `cause` and use, and came just now, counts once."""
    if await store.count_plan_use(tenant, use, at, _digest(cause, use)):
        tally.add(use)


def _digest(cause: str, what: str) -> str:
    return hashlib.blake2s(f"{cause}\n{what}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
