"""Writing to somebody who did not speak: what comes before the request, and its outcome as a value."""

import logging
from collections.abc import Awaitable, Callable

from bot.reminders.outbox import Prepare, Request, UnreachableError
from bot.reminders.retry import Attempt
from bot.teams import cards
from bot.teams.adapter import TeamsAdapter
from bot.teams.connectors import SendFailedError
from bot.teams.references import BadReferenceError, Reference, read_reference
from bot.teams.registration import ServiceUrlRefusedError
from bot.teams.sending import Drawing, Showing
from dialogs.people import PersonRecord
from dialogs.ports import Send
from dialogs.views import Drawn

log = logging.getLogger(__name__)


def writes(adapter: TeamsAdapter, redirect: Callable[[Reference], Reference]) -> Prepare:
    """Requests through `adapter`; `redirect` mends a kept reference before it is used."""

    async def prepare(record: PersonRecord, view: Drawn) -> Request:
        try:
            outlet = await adapter.open(redirect(read_reference(record.reference)))
        except BadReferenceError:
            raise UnreachableError("bad_reference") from None
        except ServiceUrlRefusedError:
            raise UnreachableError("service_url") from None
        card, summary = cards.draw(view), cards.summary(view)

        async def request() -> Attempt:
            try:
                await outlet.post_card(card, summary)
            except SendFailedError as error:
                return Attempt(error.status, written=error.written, retry_after=error.retry_after)
            return Attempt(201)

        return request

    return prepare


def shows(
    adapter: TeamsAdapter, drawing: Drawing, redirect: Callable[[Reference], Reference]
) -> Callable[[PersonRecord], Awaitable[Send | None]]:
    """How a job that somebody asked for tells them what came of it; None when that cannot be."""

    async def reach(record: PersonRecord) -> Send | None:
        try:
            return Showing(await adapter.open(redirect(read_reference(record.reference))), drawing)
        except (BadReferenceError, ServiceUrlRefusedError) as error:
            log.warning("somebody cannot be reached: %s", type(error).__name__)
            return None

    return reach
