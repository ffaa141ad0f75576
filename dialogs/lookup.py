"""Asking the plan; the pending question is repeated after the answer."""

from dialogs import texts
from dialogs.desk import Desk, Outcome
from dialogs.navigating import say


async def asked(desk: Desk, question: str) -> Outcome:
    """What the plan says about `question`."""
    del question
    return say(desk, texts.NO_PLAN_YET)
