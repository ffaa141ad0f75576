"""What the bot answers now that it was taught something."""

import asyncio
from dataclasses import replace

from dialogs import lookup
from dialogs.desk import Desk
from dialogs.learning import texts
from dialogs.views import Button, Say


async def effect(desk: Desk, said: str, question: str, buttons: tuple[Button, ...], hopeful: str = "") -> Say:
    """`said`, and the answer to `question` as everybody gets it from now on.

    `hopeful` is said as well when the question still has no answer.
    """
    assert desk.plans is not None  # noqa: S101  (nothing is taught without a plan)
    found = await asyncio.to_thread(desk.plans.ask, question, concepts=lookup.sees_concepts(desk), fresh=True)
    if found is None:
        return Say((said,), buttons)
    answer = lookup.shown(found, buttons)
    more = (hopeful,) if hopeful and not found.answered else ()
    return replace(
        answer, paragraphs=(said, texts.now_answered(question), *answer.paragraphs, *more), title=""
    )
