"""Everything that can become of a message, once each, with every step written down."""

import asyncio
from datetime import datetime, timedelta

from bot.reminders.retry import Attempt
from bot.store.memory import MemoryStore
from dialogs.deliveries import Delivery, DeliveryKey
from tests.reminders.stand_ins import CUT, NOT_CONNECTED, TENANT, Post, until

Steps = set[tuple[str, str]]


class WatchedStore(MemoryStore):
    """Notes from which state to which each delivery goes; "[*]" is where it comes from."""

    def __init__(self, steps: Steps) -> None:
        super().__init__()
        self._steps = steps
        self._last: dict[DeliveryKey, Delivery] = {}

    async def add_deliveries(self, deliveries: object) -> tuple[Delivery, ...]:
        added = await super().add_deliveries(deliveries)  # type: ignore[arg-type]
        await self._look()
        return added

    async def claim(
        self, tenant: str, now: datetime, owner: str, lease: timedelta, most: int
    ) -> tuple[Delivery, ...]:
        taken = await super().claim(tenant, now, owner, lease, most)
        await self._look()
        return taken

    async def change(self, old: Delivery, new: Delivery) -> bool:
        done = await super().change(old, new)
        await self._look()
        return done

    async def _look(self) -> None:
        for one in await self.deliveries(TENANT):
            before = self._last.get(one.key)
            if before != one:
                self._steps.add((before.state.value if before else "[*]", one.state.value))
            self._last[one.key] = one


async def every_walk() -> Steps:
    """The steps of all walks together."""
    steps: Steps = set()
    for attempts in ([], [NOT_CONNECTED], [Attempt(403)], [CUT]):
        await _answered(_post(steps), attempts)
        await _answered_after_a_jump_of_the_clock(_post(steps), attempts)
    silent, unreachable = _post(steps), _post(steps)
    silent.rules.silent.add("anne")
    await _answered(silent, [])
    unreachable.channel.unreachable["anne"] = "service_url"
    await _answered(unreachable, [])
    await _stopped(_post(steps))
    await _left_by_another(_post(steps))
    return steps


def _post(steps: Steps) -> Post:
    return Post(store=WatchedStore(steps))


async def _answered(post: Post, attempts: list[Attempt]) -> None:
    await post.owes("anne")
    post.channel.answers["anne"] = [*attempts]
    await post.runner().once()


async def _answered_after_a_jump_of_the_clock(post: Post, attempts: list[Attempt]) -> None:
    await post.owes("anne")
    post.channel.answers["anne"] = [*attempts]
    post.channel.hold = asyncio.Event()
    sending = asyncio.create_task(post.runner().once())
    await until(lambda: bool(post.channel.asked))
    post.clock.forward(hours=1)
    await post.runner().once()
    post.channel.hold.set()
    await sending


async def _stopped(post: Post) -> None:
    await post.owes("anne")
    runner = post.runner()
    await runner.fill()
    claimed = await post.store.claim(TENANT, post.clock(), "me", timedelta(minutes=1), 1)
    await runner.stop()
    await runner._sender.deliver(claimed[0])


async def _left_by_another(post: Post) -> None:
    await post.owes("anne")
    await post.runner().fill()
    await post.store.claim(TENANT, post.clock(), "gone", timedelta(minutes=1), 1)
    post.clock.forward(hours=1)
    await post.runner().once()
