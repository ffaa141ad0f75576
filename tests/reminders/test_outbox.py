"""One message on its way, with everything that can go wrong with it."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.reminders.retry import Attempt
from dialogs.deliveries import DeliveryState as State
from dialogs.deliveries import Reason
from dialogs.people import PersonKey
from tests.reminders.stand_ins import CUT, MONDAY, NOT_CONNECTED, TENANT, Post, until


@pytest.fixture
def post() -> Post:
    return Post()


async def test_who_is_due_gets_one_message_however_often_the_bot_looks(post: Post) -> None:
    await post.owes("anne", "bram")
    for _ in range(3):
        await post.runner().once()
    assert sorted(post.channel.asked) == ["anne", "bram"]
    assert await post.states() == {"anne": State.SENT, "bram": State.SENT}


async def test_what_was_sent_says_when_and_with_which_answer(post: Post) -> None:
    await post.owes("anne")
    await post.runner().once()
    one = await post.only()
    assert (one.cause, one.tries, one.owner, one.until, one.changed) == ("201", 1, "", None, MONDAY)


@pytest.mark.parametrize(
    "first", [Attempt(429), Attempt(412), Attempt(503, retry_after=0), NOT_CONNECTED], ids=lambda a: a.cause
)
async def test_what_surely_did_not_arrive_is_sent_again(post: Post, first: Attempt) -> None:
    await post.owes("anne")
    post.channel.answers["anne"] = [first]
    await post.runner().once()
    assert post.channel.asked == ["anne", "anne"]
    one = await post.only()
    assert (one.state, one.tries) == (State.SENT, 2)


@pytest.mark.parametrize(
    "first", [Attempt(500), Attempt(502), Attempt(503), Attempt(504), CUT], ids=lambda a: a.cause
)
async def test_what_may_have_arrived_is_never_sent_again(post: Post, first: Attempt) -> None:
    await post.owes("anne")
    post.channel.answers["anne"] = [first]
    runner = post.runner()
    for _ in range(3):
        await runner.once()
        post.clock.forward(hours=1)
    assert post.channel.asked == ["anne"]
    one = await post.only()
    assert (one.state, one.cause) == (State.UNKNOWN, first.cause)
    assert runner.counts["deliveries_unknown"] == 1


async def test_a_fault_of_ours_during_the_request_counts_as_may_have_arrived(post: Post) -> None:
    await post.owes("anne")
    post.channel.answers["anne"] = [RuntimeError("odd")]
    await post.runner().once()
    assert (await post.only()).state is State.UNKNOWN


@pytest.mark.parametrize("status", [403, 404])
async def test_who_blocked_the_bot_is_marked_until_a_message_arrives_again(post: Post, status: int) -> None:
    await post.owes("anne")
    post.channel.answers["anne"] = [Attempt(status)]
    await post.runner().once()
    assert await post.states() == {"anne": State.REFUSED}
    record = await post.store.person(PersonKey(TENANT, "anne"))
    assert record is not None
    assert (record.refused, record.reachable) == (str(status), False)
    post.rules.add("anne", due="2026-11-24")
    await post.runner().once()
    record = await post.store.person(PersonKey(TENANT, "anne"))
    assert record is not None
    assert (record.refused, record.reachable) == ("", True)


async def test_a_reference_that_may_not_be_used_is_refused_without_a_request(post: Post) -> None:
    await post.owes("anne")
    post.channel.unreachable["anne"] = "service_url"
    await post.runner().once()
    one = await post.only()
    assert (one.state, one.cause, post.channel.asked) == (State.REFUSED, "service_url", [])


async def test_who_cannot_be_reached_yet_gets_the_message_once_they_can(post: Post) -> None:
    post.rules.add("anne")
    runner = post.runner()
    await runner.once()
    assert await post.store.deliveries(TENANT) == []
    assert runner.unreachable == 1
    await post.knows("anne")
    await runner.once()
    assert post.channel.asked == ["anne"]
    assert runner.unreachable == 0


async def test_when_there_is_nothing_left_to_say_nothing_is_said(post: Post) -> None:
    await post.owes("anne")
    post.rules.silent.add("anne")
    await post.runner().once()
    one = await post.only()
    assert (one.state, one.cause, post.channel.asked) == (State.EXPIRED, "nothing_left", [])


@pytest.mark.parametrize(
    ("reason", "days", "state"),
    [
        (Reason.DEADLINE, 2, State.EXPIRED),
        (Reason.HANDED_OVER, 2, State.SENT),
        (Reason.HANDED_OVER, 8, State.EXPIRED),
    ],
)
async def test_after_a_long_outage_a_nudge_is_dropped_and_what_a_person_caused_is_not(
    post: Post, reason: Reason, days: int, state: State
) -> None:
    await post.owes("anne", reason=reason)
    post.channel.answers["anne"] = [Attempt(429, retry_after=60)]
    runner = post.runner()
    await runner.fill()
    await runner._drain()
    post.clock.forward(days=days)
    runner._means.limits._closed_until = 0.0
    await runner._drain()
    one = await post.only()
    assert one.state is state
    assert one.cause == ("429" if state is State.EXPIRED else "201")


async def test_a_clock_that_jumps_ahead_while_a_message_is_under_way_changes_nothing(post: Post) -> None:
    """Its lease seems over, another look calls it unknown, and then the answer comes after all."""
    await post.owes("anne")
    runner, other = post.runner(), post.runner()
    post.channel.hold = asyncio.Event()
    sending = asyncio.create_task(runner.once())
    await until(lambda: bool(post.channel.asked))
    post.clock.forward(hours=5)
    await other.once()
    assert (await post.only()).state is State.UNKNOWN
    post.channel.hold.set()
    await sending
    assert (await post.only()).state is State.SENT
    assert post.channel.asked == ["anne"]


async def test_a_clock_that_jumps_back_sends_nothing_twice(post: Post) -> None:
    await post.owes("anne")
    runner = post.runner()
    await runner.once()
    post.clock.now = datetime(2026, 11, 20, tzinfo=UTC)
    await runner.once()
    post.clock.now = MONDAY
    await runner.once()
    assert post.channel.asked == ["anne"]


async def test_a_second_bot_on_the_same_store_sends_nothing_twice(post: Post) -> None:
    people = [f"person-{number}" for number in range(40)]
    await post.owes(*people)
    await asyncio.gather(*(post.runner().once() for _ in range(4)))
    assert sorted(post.channel.asked) == sorted(people)


async def test_a_request_that_the_channel_put_off_for_all_is_not_made_and_stays_due(post: Post) -> None:
    """It was written down as going out when another got Retry-After: then it is due again, not unknown."""
    await post.owes("anne")
    runner = post.runner()
    await runner.fill()
    change = post.store.change

    async def gate_closes(old: object, new: object) -> bool:
        runner._means.limits.pause(200)
        return await change(old, new)  # type: ignore[arg-type]

    post.store.change = gate_closes  # type: ignore[method-assign]
    await runner._drain()
    one = await post.only()
    assert (one.state, post.channel.asked) == (State.DUE, [])
