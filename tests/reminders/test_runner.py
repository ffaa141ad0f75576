"""The runner: it wakes at once, stops clean, and waits for a store that is away without losing anything."""

import asyncio
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from bot.reminders.retry import Attempt
from bot.reminders.runner import Runner
from bot.store.errors import StoreFullError
from dialogs.deliveries import Delivery, Due, Reason
from dialogs.deliveries import DeliveryState as State
from tests.reminders.stand_ins import CUT, MONDAY, TENANT, Post, key, until


class running:  # noqa: N801  (reads as a phrase)
    def __init__(self, runner: Runner) -> None:
        self.runner = runner

    async def __aenter__(self) -> Runner:
        self.task = asyncio.create_task(self.runner.run())
        return self.runner

    async def __aexit__(self, *_: object) -> None:
        await self.runner.stop()
        await self.task


async def test_a_message_that_a_turn_caused_goes_out_at_once() -> None:
    post = Post()
    async with running(post.runner(every=3600)) as runner:
        await asyncio.sleep(0.05)
        await post.owes("anne", reason=Reason.HANDED_OVER)
        runner.wake()
        await until(lambda: post.channel.asked == ["anne"])


async def test_a_second_try_comes_when_it_is_its_time_and_not_at_the_next_look() -> None:
    post = Post()
    await post.owes("anne")
    post.channel.answers["anne"] = [Attempt(412), Attempt(429, retry_after=0.05)]
    async with running(post.runner(every=3600)):
        await asyncio.sleep(0.02)
        post.clock.forward(seconds=1)
        await until(lambda: len(post.channel.asked) == 3)


async def test_stopping_in_the_middle_of_a_batch_ends_what_is_under_way_and_begins_nothing() -> None:
    post = Post()
    people = [f"person-{number:02}" for number in range(20)]
    await post.owes(*people)
    post.channel.hold = asyncio.Event()
    runner = post.runner(every=3600)
    task = asyncio.create_task(runner.run())
    await until(lambda: len(post.channel.asked) == 4)
    stopping = asyncio.create_task(runner.stop())
    await asyncio.sleep(0.02)
    assert not stopping.done()
    post.channel.hold.set()
    await stopping
    await task
    states = await post.states()
    assert sorted(one for one in people if states[one] is State.SENT) == sorted(post.channel.asked)
    assert {states[one] for one in people if one not in post.channel.asked} == {State.DUE}
    post.channel.hold = None
    await post.runner().once()
    assert sorted(post.channel.asked) == people


async def test_when_the_disk_is_full_the_bot_waits_says_so_and_sends_each_message_once() -> None:
    post = Post()
    people = [f"person-{number}" for number in range(12)]
    await post.owes(*people)
    full = [40]
    change = post.store.change

    async def sometimes(old: Delivery, new: Delivery) -> bool:
        if full[0] and len(post.channel.asked) > 3:
            full[0] -= 1
            raise StoreFullError(Path("store/anne.json"))
        return await change(old, new)

    post.store.change = sometimes  # type: ignore[method-assign]
    runner = post.runner()
    runner._sender._pause = lambda: asyncio.sleep(0.001)
    async with running(runner):
        await until(lambda: not runner.working)
        full[0] = 0
        for _ in range(200):
            post.clock.forward(minutes=1)  # leases of what could not be written end
            runner.wake()
            await asyncio.sleep(0.01)
            if set((await post.states()).values()) == {State.SENT}:
                break
    assert sorted(post.channel.asked) == sorted(people)
    assert set((await post.states()).values()) == {State.SENT}


async def test_when_the_store_is_away_nothing_is_lost_and_the_bot_says_that_it_waits() -> None:
    post = Post()
    await post.owes("anne")
    people, away = post.store.person, [True]

    async def person(who: object) -> object:
        if away[0]:
            raise ConnectionError
        return await people(who)  # type: ignore[arg-type]

    post.store.person = person  # type: ignore[assignment, method-assign]
    async with running(post.runner(every=3600)) as runner:
        await until(lambda: not runner.working)
        assert runner.counts["reminders_failed"] >= 1
        away[0] = False
        runner.wake()
        await until(lambda: post.channel.asked == ["anne"])
        await until(lambda: runner.working)


async def test_a_fault_in_one_text_does_not_keep_the_others_waiting() -> None:
    post = Post()
    await post.owes("anne", "bram")
    compose = post.rules.compose

    async def broken_for_anne(delivery: Delivery) -> object:
        if delivery.key.to.person == "anne":
            raise RuntimeError
        return await compose(delivery)

    post.rules.compose = broken_for_anne  # type: ignore[assignment, method-assign]
    runner = post.runner()
    await runner.once()
    assert post.channel.asked == ["bram"]
    post.rules.compose = compose  # type: ignore[method-assign]
    post.clock.forward(minutes=3)
    await runner.once()
    assert post.channel.asked == ["bram", "anne"]


async def test_a_nudge_that_stays_unknown_is_followed_once_on_the_next_working_day() -> None:
    post = Post()
    await post.owes("anne")
    post.clock.now = MONDAY.replace(day=27)  # a Friday
    post.rules.who = [replace(post.rules.who[0], at=post.clock.now, due="2026-11-27")]
    post.channel.answers["anne"] = [CUT, CUT]
    runner = post.runner()
    for _ in range(12):  # until Wednesday evening
        await runner.once()
        post.clock.forward(hours=11)
    assert post.channel.asked == ["anne", "anne"]
    first, second = await post.store.deliveries(TENANT)
    assert (first.key.due, second.key.due) == ("2026-11-27", "2026-11-30")
    assert second.at == MONDAY.replace(day=30)  # the same hour
    assert second.state is State.UNKNOWN  # and that one is not followed


@pytest.mark.parametrize(("days_before", "asked"), [(5, 1), (8, 2)])
async def test_what_follows_an_unknown_nudge_counts_in_the_weekly_limit(days_before: int, asked: int) -> None:
    post = Post()
    await post.owes("anne")
    earlier = MONDAY - timedelta(days=days_before)
    due = earlier.date().isoformat()
    await post.store.add_deliveries([Delivery(key("anne", due=due), earlier, State.SENT, changed=earlier)])
    post.channel.answers["anne"] = [CUT]
    for _ in range(6):
        await post.runner().once()
        post.clock.forward(hours=11)
    assert len(post.channel.asked) == asked


async def test_a_moment_that_stays_unknown_is_followed_at_the_same_hour() -> None:
    post = Post()
    chosen = "2026-11-23T08:00:00+00:00"
    await post.owes("anne", reason=Reason.MOMENT, due=chosen)
    post.channel.answers["anne"] = [CUT]
    runner = post.runner()
    for _ in range(4):
        await runner.once()
        post.clock.forward(hours=12)
    assert [one.key.due for one in await post.store.deliveries(TENANT)] == [
        chosen,
        "2026-11-24T08:00:00+00:00",
    ]
    assert (await post.states())["anne"] is State.SENT


async def test_what_a_person_caused_is_not_followed_by_itself() -> None:
    post = Post()
    await post.owes("anne", reason=Reason.HANDED_OVER)
    post.channel.answers["anne"] = [CUT]
    for _ in range(4):
        await post.runner().once()
        post.clock.forward(days=1)
    assert (await post.only()).state is State.UNKNOWN


async def test_after_downtime_only_the_newest_nudge_of_a_person_goes_out() -> None:
    post = Post()
    await post.owes("anne", "bram")
    later = MONDAY.replace(day=24)
    post.rules.who.append(Due("anne@example.org", Reason.DEADLINE, "ivp", "2026-11-24", later))
    post.rules.who.append(Due("anne@example.org", Reason.APPROVED, "ivp/jeugd/3", "x", MONDAY))
    post.clock.now = later.replace(hour=10)
    post.rules.who = [one for one in post.rules.who if one.address.startswith("anne")]
    await post.runner().once()
    sent = {(one.key.reason, one.key.due) for one in await post.store.deliveries(TENANT)}
    assert sent == {(Reason.DEADLINE, "2026-11-24"), (Reason.APPROVED, "x")}
