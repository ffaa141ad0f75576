"""What the bot answers now that it was taught something."""

import asyncio
from dataclasses import replace

from dialogs import lookup
from dialogs.answer_shown import shown
from dialogs.desk import Desk
from dialogs.learning import texts
from dialogs.views import Button, Say
from knowledge.quotes import Answer


async def answered(desk: Desk, question: str) -> Answer | None:
    """The answer as it is from now on; None when there is no plan."""
    if desk.plans is None:
        return None
    ask = desk.plans.ask
    return await asyncio.to_thread(ask, question, concepts=lookup.sees_concepts(desk), fresh=True)


def effect(
    found: Answer | None, said: str, question: str, buttons: tuple[Button, ...], hopeful: str = ""
) -> Say:
    """`said`, and the answer to `question`; `hopeful` as well when that still has none."""
    if found is None:
        return Say((said,), buttons)
    answer = shown(found, buttons)
    more = (hopeful,) if hopeful and not found.answered else ()
    paragraphs = (said, texts.now_answered(question), *answer.paragraphs, *more)
    return replace(answer, paragraphs=paragraphs, title="")
