"""A file that somebody sends in the personal chat: which part of the bot takes it.

A question that is pending stays pending, and held text stays held, whatever the file is.
"""

from collections.abc import Awaitable, Callable
from dataclasses import replace

from dialogs.desk import Desk, Outcome
from dialogs.events import File
from dialogs.filing import texts
from dialogs.filing.returning import word_form
from dialogs.navigating import say
from dialogs.setting_up.sheet import round_sheet
from dialogs.shelving import adding
from dialogs.shelving import texts as shelving
from dialogs.views import Say

Handler = Callable[[Desk, File], Awaitable[Outcome | None]]

_HANDLERS: tuple[Handler, ...] = (word_form, round_sheet, adding.received)
"""Asked in this order; the first that knows the file decides, and None leaves it to the next: our Word form,
the sheet of a round, a plan. A file that is nearly theirs is theirs too: they say what is wrong with it."""


async def received(desk: Desk, file: File) -> Outcome:
    """What becomes of a file; what was typed beside it is shown again, because it is no answer."""
    outcome = await _taken(desk, file)
    if not desk.event.text.strip():
        return outcome
    beside = Say((texts.TYPED_BESIDE,), typed=desk.event.text)
    return replace(outcome, views=(beside, *outcome.views), fresh=True)


async def _taken(desk: Desk, file: File) -> Outcome:
    if not file.data:
        return say(desk, texts.EMPTY_FILE)
    for takes in _HANDLERS:
        if (outcome := await takes(desk, file)) is not None:
            return outcome
    known = [
        *([texts.TAKES_FORM] if desk.places else []),
        *([texts.TAKES_SHEET, shelving.TAKES_PLAN] if desk.coordinates else []),
    ]
    return say(desk, texts.which_files(known))
