"""The contract of dialogs.ports.Outbox: once per due moment, one runner at a time, nothing forgotten."""

import asyncio
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any

import pytest

from bot.store.tinydb import TinyStore
from dialogs.deliveries import Delivery, DeliveryKey, DeliveryState, Reason
from dialogs.people import PersonKey
from dialogs.ports import Store
from dialogs.values import ImpossibleValueError
from tests.store.conftest import Opened
from tests.store.store_samples import NOW

LEASE = timedelta(minutes=2)
LATER = NOW + LEASE


def key(person: str = "anne", due: str = "2026-10-25", tenant: str = "lokaal", **more: Any) -> DeliveryKey:
    return DeliveryKey(
        **{"to": PersonKey(tenant, person), "reason": Reason.DEADLINE, "subject": "ivp", "due": due, **more}
    )


def due(person: str = "anne", at: datetime = NOW, **more: Any) -> Delivery:
    return Delivery(key(person, **more), at)


async def claimed(store: Store, now: datetime = NOW, owner: str = "one", most: int = 9) -> list[Delivery]:
    return list(await store.claim("lokaal", now, owner, LEASE, most))


def sending(one: Delivery) -> Delivery:
    return replace(one, state=DeliveryState.SENDING, tries=1, changed=NOW)


def final(one: Delivery, state: DeliveryState = DeliveryState.SENT) -> Delivery:
    return replace(one, state=state, owner="", until=None, cause="201", changed=NOW)


async def test_nobody_is_owed_the_same_message_twice(opened: Opened) -> None:
    first = await opened.store.add_deliveries([due(), due("bram")])
    store = await opened.restart()
    again = await store.add_deliveries([replace(due(), at=LATER), due("carla")])
    assert again == (first[0], due("carla"))
    assert await store.deliveries("lokaal") == [first[0], first[1], due("carla")]


async def test_what_was_sent_once_is_never_due_again(opened: Opened) -> None:
    await opened.store.add_deliveries([due()])
    [one] = await claimed(opened.store)
    assert await opened.store.change(one, sending(one))
    assert await opened.store.change(sending(one), final(one))
    store = await opened.restart()
    assert await store.add_deliveries([due()]) == (final(one),)
    assert await claimed(store, LATER) == []


async def test_the_same_message_twice_in_one_write_or_by_two_writers_is_kept_once(store: Store) -> None:
    await asyncio.gather(*(store.add_deliveries([due(), due()]) for _ in range(9)))
    assert await store.deliveries("lokaal") == [due()]


@pytest.mark.parametrize(
    "other",
    [
        due("bram"),
        due(due="2026-10-26"),
        due(tenant="elders"),
        Delivery(key(reason=Reason.INVITATION), NOW),
        Delivery(replace(key(), subject="ivp-2"), NOW),
    ],
    ids=lambda other: "-".join(other.key.order),
)
async def test_each_part_of_the_key_tells_messages_apart(store: Store, other: Delivery) -> None:
    assert await store.add_deliveries([due(), other]) == (due(), other)


async def test_who_claims_has_it_alone_until_the_lease_ends(store: Store) -> None:
    await store.add_deliveries([due()])
    [one] = await claimed(store)
    assert (one.state, one.owner, one.until) == (DeliveryState.CLAIMED, "one", LATER)
    assert await claimed(store, LATER - timedelta(seconds=1), "two") == []
    [taken] = await claimed(store, LATER, "two")
    assert taken.owner == "two"
    assert not await store.change(one, sending(one))  # the first one woke up too late
    assert await store.change(taken, sending(taken))


async def test_two_runners_at_once_never_get_the_same(store: Store) -> None:
    await store.add_deliveries([due(f"person-{number}") for number in range(40)])
    taken = await asyncio.gather(*(claimed(store, owner=f"runner-{number}", most=7) for number in range(9)))
    keys = [one.key for each in taken for one in each]
    assert len(keys) == len(set(keys)) == 40


async def test_the_oldest_go_first_and_what_is_not_due_yet_waits(store: Store) -> None:
    hours = {"anne": 2, "bram": -1, "carla": 0, "dirk": -3}
    await store.add_deliveries([due(name, NOW + timedelta(hours=each)) for name, each in hours.items()])
    assert [one.key.to.person for one in await claimed(store, most=2)] == ["dirk", "bram"]
    assert [one.key.to.person for one in await claimed(store)] == ["carla"]


async def test_a_retry_waits_for_its_moment(store: Store) -> None:
    await store.add_deliveries([due()])
    [one] = await claimed(store)
    again = replace(one, state=DeliveryState.DUE, owner="", until=LATER, tries=1, cause="429", changed=NOW)
    assert await store.change(one, again)
    assert await claimed(store, LATER - timedelta(seconds=1)) == []
    [taken] = await claimed(store, LATER)
    assert (taken.tries, taken.cause) == (1, "429")


async def test_a_request_that_nobody_can_tell_of_is_unknown_and_stays_so(opened: Opened) -> None:
    await opened.store.add_deliveries([due()])
    [one] = await claimed(opened.store)
    assert await opened.store.change(one, sending(one))
    store = await opened.restart()
    assert await claimed(store, LATER - timedelta(seconds=1)) == []
    assert await store.delivery(one.key) == sending(one)
    assert await claimed(store, LATER) == []
    found = await store.delivery(one.key)
    assert found is not None
    assert (found.state, found.cause, found.tries) == (DeliveryState.UNKNOWN, "lapsed", 1)
    assert not await store.change(sending(one), final(one))
    assert await (await opened.restart()).delivery(one.key) == found


async def test_what_was_claimed_when_the_process_ended_is_sent_after_all(opened: Opened) -> None:
    await opened.store.add_deliveries([due()])
    assert len(await claimed(opened.store)) == 1
    store = await opened.restart()
    [one] = await claimed(store, LATER, "two")
    assert one.owner == "two"


async def test_of_two_who_change_the_same_one_succeeds(store: Store) -> None:
    await store.add_deliveries([due()])
    [one] = await claimed(store)
    states = [DeliveryState.SENT, DeliveryState.REFUSED, DeliveryState.EXPIRED]
    done = await asyncio.gather(*(store.change(one, final(one, state)) for state in states))
    assert sorted(done) == [False, False, True]
    found = await store.delivery(one.key)
    assert found is not None
    assert found.state is states[done.index(True)]


async def test_what_was_never_added_cannot_be_changed(store: Store) -> None:
    assert not await store.change(due(), final(due()))
    assert await store.delivery(key()) is None


async def test_a_change_is_of_one_delivery(store: Store) -> None:
    await store.add_deliveries([due()])
    with pytest.raises(ValueError, match="one delivery"):
        await store.change(due(), due("bram"))


async def test_every_field_of_a_delivery_comes_back_after_a_restart(opened: Opened) -> None:
    summer = timezone(timedelta(hours=2))
    whole = Delivery(
        key=DeliveryKey(PersonKey("lokaal", "é/🙂"), Reason.HANDED_OVER, "ivp/jeugd/12", "x"),
        at=NOW.astimezone(summer),
        state=DeliveryState.SENDING,
        tries=3,
        until=LATER,
        owner="runner 🙂",
        cause="cut",
        changed=NOW + timedelta(microseconds=1),
    )
    await opened.store.add_deliveries([whole])
    assert await (await opened.restart()).deliveries("lokaal") == [whole]


async def test_deliveries_are_of_one_tenant_by_moment_and_then_by_key(opened: Opened) -> None:
    hour = timedelta(hours=1)
    added = [due("b"), due("B"), due("é", NOW - hour), due("🙂"), due("\uffff"), due("a", tenant="elders")]
    await opened.store.add_deliveries(added)
    store = await opened.restart()
    assert [one.key.to.person for one in await store.deliveries("lokaal")] == ["é", "B", "b", "\uffff", "🙂"]
    assert await store.deliveries("niemand") == []
    assert await store.claim("niemand", NOW, "one", LEASE, 9) == ()


async def test_those_that_changed_since_a_moment_can_be_asked_for(store: Store) -> None:
    await store.add_deliveries([due("anne"), replace(due("bram"), changed=LATER), due("carla", LATER)])
    recent = await store.deliveries("lokaal", LATER)
    assert [one.key.to.person for one in recent] == ["bram", "carla"]


async def test_what_no_store_can_keep_is_refused(store: Store) -> None:
    with pytest.raises(ImpossibleValueError):
        Delivery(key(), NOW, cause="\ud800")
    with pytest.raises(ImpossibleValueError):
        await store.add_deliveries([Delivery(key(), datetime.min.replace(tzinfo=timezone(LEASE)))])
    assert await store.deliveries("lokaal") == []


async def test_a_write_touches_the_file_of_one_person_only(opened: Opened) -> None:
    if not isinstance(opened.store, TinyStore):
        pytest.skip("this store has no files")
    await opened.store.add_deliveries([due(f"person-{number}") for number in range(30)])
    folder = opened.store._layout.deliveries
    before = {path.name: path.stat().st_ino for path in folder.glob("*.json")}
    [one] = await claimed(opened.store, most=1)
    assert await opened.store.change(one, sending(one))
    after = {path.name: path.stat().st_ino for path in folder.glob("*.json")}
    assert len(before) == 30
    assert [name for name in before if before[name] != after[name]] == [
        opened.store._layout.deliveries_to(one.key.to).name
    ]
