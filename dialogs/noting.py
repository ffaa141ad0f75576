"""Keeping what became of a plan question for the coordinator, from a chat and from a channel alike."""

import hashlib
from datetime import datetime

from dialogs.intake.personal_data import find
from dialogs.plan_notes import NoteKind, PlanNote
from dialogs.ports import Store


async def note(
    store: Store, tenant: str, kind: NoteKind, question: str, at: datetime, cause: str, passage: str = ""
) -> None:
    """Keep a question, unless it is empty or seems to hold somebody's data. Never who asked it.

    What has the same `cause` and kind is kept once.
    """
    if not question or find(question):
        return
    digest = hashlib.blake2s(f"{cause}\n{kind}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
    await store.add_plan_note(tenant, PlanNote(kind, question, at, digest, passage[:128]))
