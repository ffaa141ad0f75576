"""No window ever holds more messages than Teams allows, however they come."""

from random import Random

import pytest

from bot.reminders.limits import (
    PER_CONVERSATION,
    PER_TENANT,
    TEAMS_PER_CONVERSATION,
    TEAMS_PER_TENANT,
    Limits,
    Window,
)


class Time:
    """A clock that only moves while somebody sleeps."""

    def __init__(self) -> None:
        self.now = 1_000.0

    def __call__(self) -> float:
        return self.now

    async def sleep(self, seconds: float) -> None:
        self.now += seconds


def most_in_a_window(sent: list[float], seconds: float) -> int:
    """The fullest window: each begins with a message."""
    return max(sum(start <= one < start + seconds for one in sent) for start in sent)


async def sent_in_a_row(limits: Limits, time: Time, conversations: list[str]) -> dict[str, list[float]]:
    sent: dict[str, list[float]] = {}
    for one in conversations:
        await sent_at_once(limits, one)
        sent.setdefault(one, []).append(time.now)
    return sent


async def sent_at_once(limits: Limits, one: str) -> None:
    """A request that takes no time."""
    assert await limits.take(one, patience=10**6)
    with limits.turn(one) as turn:
        turn.answered = True


async def test_one_conversation_is_never_written_to_faster_than_teams_allows() -> None:
    time = Time()
    sent = (await sent_in_a_row(Limits(time, time.sleep), time, ["anne"] * 1_900))["anne"]
    for window in PER_CONVERSATION:
        assert most_in_a_window(sent, window.seconds) == window.most


async def test_all_conversations_together_stay_within_the_limit_of_the_app() -> None:
    time = Time()
    sent = await sent_in_a_row(Limits(time, time.sleep), time, [f"person-{n}" for n in range(500)])
    together = sorted(one for each in sent.values() for one in each)
    assert most_in_a_window(together, 1) == PER_TENANT[0].most
    assert 11.9 < together[-1] - together[0] < 13  # and no slower than that


async def test_random_traffic_fits_every_window() -> None:
    chance, time = Random(7), Time()
    limits = Limits(time, time.sleep, (Window(3, 1), Window(4, 5)), (Window(6, 1),))
    sent: dict[str, list[float]] = {}
    for _ in range(600):
        time.now += chance.choice((0, 0, 0.05, 2))
        who = chance.choice("abcd")
        await sent_at_once(limits, who)
        sent.setdefault(who, []).append(time.now)
    for each in sent.values():
        assert most_in_a_window(each, 1) <= 3
        assert most_in_a_window(each, 5) <= 4
    assert most_in_a_window(sorted(one for each in sent.values() for one in each), 1) <= 6


async def test_a_busy_conversation_does_not_hold_up_the_others() -> None:
    time = Time()
    limits = Limits(time, time.sleep)
    await sent_in_a_row(limits, time, ["anne"] * 3)
    assert limits.wait("anne") > 0.9
    assert limits.wait("bram") == 0


async def test_when_the_channel_asks_for_patience_everybody_waits() -> None:
    time = Time()
    limits = Limits(time, time.sleep)
    limits.pause(30)
    limits.pause(2)  # a shorter wish does not open the gate
    assert limits.wait("anne") == limits.wait("bram") == 30
    assert not await limits.take("anne", patience=5)
    time.now += 30
    assert await limits.take("anne", patience=5)


async def test_one_strange_answer_does_not_stop_the_bot_for_days() -> None:
    time = Time()
    limits = Limits(time, time.sleep)
    limits.pause(10**6)
    assert limits.wait("anne") == 300


async def test_thousands_of_conversations_are_forgotten_once_they_make_no_difference() -> None:
    time = Time()
    limits = Limits(time, time.sleep, tenant=(Window(10**6, 1),))
    for number in range(10_000):
        await sent_at_once(limits, f"old-{number}")
    time.now += 4_000
    await sent_at_once(limits, "new")
    assert len(limits._each) == 1


@pytest.mark.parametrize(("most", "seconds"), [(0, 1), (-1, 1), (1, 0), (1, -1)])
def test_a_window_that_lets_nothing_through_cannot_be_made(most: int, seconds: float) -> None:
    with pytest.raises(ValueError, match="window"):
        Window(most, seconds)


def test_by_itself_the_bot_uses_a_share_of_what_teams_allows() -> None:
    assert (Window(7, 1), Window(8, 2), Window(60, 30), Window(1_800, 3_600)) == TEAMS_PER_CONVERSATION
    assert (Window(3, 1), Window(4, 2), Window(30, 30), Window(900, 3_600)) == PER_CONVERSATION
    assert (Window(50, 1),) == TEAMS_PER_TENANT
    assert (Window(40, 1),) == PER_TENANT
    assert Window(1, 1).share(80) == Window(1, 1)


async def test_a_new_process_begins_as_if_the_last_second_was_full() -> None:
    time = Time()
    limits = Limits(time, time.sleep)
    limits.start()
    assert limits.wait("anne") > 1


async def test_two_processes_in_a_row_write_no_faster_to_one_person_than_teams_allows() -> None:
    time, sent = Time(), list[float]()
    for _ in range(2):
        limits = Limits(time, time.sleep)
        limits.start()
        sent += (await sent_in_a_row(limits, time, ["anne"] * 950))["anne"]
    for window in TEAMS_PER_CONVERSATION:
        assert most_in_a_window(sent, window.seconds) <= window.most
