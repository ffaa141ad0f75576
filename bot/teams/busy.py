"""The typing indicator of a turn that takes its time."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress

from bot.teams.connectors import SendFailedError
from bot.teams.outlet import Outlet

AFTER = 1.0  # seconds


@asynccontextmanager
async def showing_busy(outlet: Outlet, after: float = AFTER) -> AsyncIterator[None]:
    """Show once that the bot is busy when the body takes longer than `after` seconds.

    The SDK's own middleware goes on for ever after an exception (row 9). Here the end of the body,
    however it ends, is the end of the indicator.
    """
    task = asyncio.create_task(_show(outlet, after))
    try:
        yield
    finally:
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)


async def _show(outlet: Outlet, after: float) -> None:
    await asyncio.sleep(after)
    with suppress(SendFailedError):
        await outlet.post_typing()
