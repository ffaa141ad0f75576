"""What holds for every round, whatever people do, and however the clock runs."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.deliveries import Delivery, DeliveryState, Due
from dialogs.intake.theme_log import Status
from dialogs.people import PersonKey
from dialogs.reminding.facts import Facts, is_open
from dialogs.reminding.hours import Hours
from dialogs.reminding.kept import ReminderSettings
from tests.reminding.world import FORMATS, QUESTION, TENANT, World, a_round, address, local

ASKED = tuple(one.id for one in FORMATS[a_round().format].main({})[:6])
NAMES = ("anne", "bram", "carl", "dirk")
START = datetime.fromisoformat("2026-11-14T05:00+01:00")

Step = tuple[str, str, int]

what = st.sampled_from(
    ["look"] * 12
    + ["answer", "submitted", "reopened", "returned", "approved", "handed_over"]
    + ["unknown"] * 8
    + ["opt_out", "opt_in", "away", "moment", "pause", "resume", "move", "replace"]
)
step = st.tuples(what, st.sampled_from(NAMES), st.integers(0, 60))
forward = st.lists(st.tuples(step, st.integers(0, 900)), min_size=10, max_size=60)
jumping = st.lists(st.tuples(step, st.integers(-2000, 3000)), min_size=10, max_size=50)
outcomes = st.sampled_from([DeliveryState.SENT] * 6 + [DeliveryState.REFUSED, DeliveryState.UNKNOWN])


async def does(world: World, step: Step, now: datetime) -> None:
    """One thing that somebody does, or that happens."""
    name, who, number = step
    theme = ("wonen", "jeugd")[number % 2]
    at = now.isoformat()
    record = await world.store.person(PersonKey(TENANT, who))
    assert record is not None
    later = now + timedelta(hours=number * 5)
    match name:
        case "answer" | "submitted" | "reopened" | "approved":
            await world.did(who, name, at, theme)
        case "returned":
            await world.did("lena", name, at, theme, value="Kun je dit aanvullen?")
        case "handed_over":
            value = {"aan": NAMES[number % 4], "terug": number % 3 == 0}
            await world.did(who, name, at, theme, question=QUESTION, value=value)
        case "unknown":
            value = {"wanneer": "dan", "moment": later.isoformat()}
            await world.did(who, "answer", at, theme, status=Status.UNKNOWN, value=value)
        case "opt_out" | "opt_in":
            await world.store.put_person(replace(record, nudges=name == "opt_in"))
        case "away":
            await world.store.put_person(replace(record, quiet_until=later))
        case "moment":
            await world.store.put_person(replace(record, moment=later))
        case "pause" | "resume":
            made = ReminderSettings(world.round.id, paused=name == "pause")
            await world.store.put_reminder_settings(TENANT, made)
        case "move":
            deadline = world.round.opens + timedelta(days=20 + number)
            await world.change(replace(world.round, deadline=deadline))
        case "replace":
            [wonen, *rest] = world.round.themes
            await world.change(replace(world.round, themes=(replace(wonen, owner=address(who)), *rest)))


def is_decent(facts: Facts, one: Due) -> bool:
    """Whether a nudge may go to somebody now."""
    [round_] = facts.rounds
    record = facts.record(one.address)
    assert record is not None
    hours, local = Hours.of(round_.round), round_.hours.local(facts.now)
    return (
        8 <= local.hour < 18
        and hours.calendar.is_working_day(local.date())
        and record.nudges
        and not (record.quiet_until and facts.now < record.quiet_until)
        and not round_.settings.are_paused(facts.now)
    )


def has_work(facts: Facts, one: Due) -> bool:
    """Whether somebody has a theme that is open, or a question of a colleague."""
    [round_] = facts.rounds
    return any(
        one.address in sheet.theme.addresses
        or facts.person(one.address) in {facts.person(lent.to) for lent in sheet.waiting.values()}
        for sheet in round_.sheets
        if is_open(sheet)
    )


def nudges_of(went: Sequence[Delivery], person: str) -> list[datetime]:
    states = {DeliveryState.REFUSED}
    return sorted(
        one.changed or one.at
        for one in went
        if one.key.to.person == person and one.key.reason.is_nudge and one.state not in states
    )


async def play(steps_: Sequence[tuple[Step, int]], outcome: DeliveryState, data: Any) -> None:
    world = await World(round=a_round(deadline=date(2026, 12, 18))).begin()
    now = START
    seen: set[tuple[str, ...]] = set()
    for action, minutes in steps_:
        now += timedelta(minutes=minutes)
        await does(world, action, now)
        facts = await world.facts(now)
        due = await world.due(now)
        for one in due:
            key = (facts.person(one.address), one.reason, one.subject, one.due)
            assert key not in seen, "the same is said once"
            seen.add(key)
            if one.reason.is_nudge:
                assert is_decent(facts, one)
                assert has_work(facts, one)
        await world.deliver(due, data.draw(outcomes) if outcome is DeliveryState.DUE else outcome)
        again = await world.due(now)
        assert {facts.person(one.address) for one in again if one.reason.is_nudge}.isdisjoint(
            facts.person(one.address) for one in due if one.reason.is_nudge
        )
    went = await world.store.deliveries(TENANT)
    for name in NAMES:
        assert few(nudges_of(went, name))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(forward, st.data())
def test_nudges_are_decent_few_and_never_twice(steps_: list[tuple[Step, int]], data: Any) -> None:
    asyncio.run(play(steps_, DeliveryState.DUE, data))


again = st.tuples(st.sampled_from(ASKED), st.integers(1, 11), st.sampled_from([8, 9, 12, 17]))
hours_of_looks = st.sets(st.integers(9, 17), min_size=1, max_size=3).map(lambda hours: hours | {8})


async def crowd(days: Sequence[tuple[str, int, int]], looks: set[int], outcome: DeliveryState) -> None:
    """Carl wants to look again at many answers, in the two weeks that end with his deadline."""
    world = await World(round=a_round(deadline=date(2026, 11, 27))).begin()
    for question, day, hour in days:
        moment = (local("2026-11-16 00:00") + timedelta(days=day, hours=hour)).isoformat()
        value = {"wanneer": "dan", "moment": moment}
        more = {"question": question, "status": Status.UNKNOWN, "value": value}
        await world.did("carl", "answer", "2026-11-16 08:00", "jeugd", **more)
    for day in range(12):
        for hour in sorted(looks):
            now = local("2026-11-16 00:00") + timedelta(days=day, hours=hour)
            await world.deliver(await world.due(now), outcome)
    went = nudges_of(await world.store.deliveries(TENANT), "carl")
    assert few(went)
    assert went[-1].date() == date(2026, 11, 27), "the last day keeps its nudge"


def few(moments: Sequence[datetime]) -> bool:
    """Whether these nudges are at most one a day and two in seven days."""
    days = [moment.astimezone(START.tzinfo).date() for moment in moments]
    weeks = zip(moments, moments[2:], strict=False)
    return len(days) == len(set(days)) and all(last - first >= timedelta(days=7) for first, last in weeks)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.lists(again, min_size=3, max_size=10),
    hours_of_looks,
    st.sampled_from([DeliveryState.SENT, DeliveryState.UNKNOWN]),
)
def test_however_much_comes_due_in_a_week_there_are_two_nudges_and_the_last_day_has_one(
    days: list[tuple[str, int, int]], looks: set[int], outcome: DeliveryState
) -> None:
    asyncio.run(crowd(days, looks, outcome))


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(jumping, st.data())
def test_a_clock_that_jumps_makes_nothing_twice(steps_: list[tuple[Step, int]], data: Any) -> None:
    asyncio.run(play(steps_, DeliveryState.SENT, data))
