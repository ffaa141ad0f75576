"""The sender is killed at random instants, on bad days: nothing twice, nothing lost, nothing unexplained."""

from pathlib import Path

import pytest

from benchmarks.delivery import Senders, trial
from benchmarks.delivery_outcome import Outcome


def is_sound(outcome: Outcome) -> None:
    assert outcome.twice == 0
    assert outcome.lost == 0
    assert outcome.unknown <= outcome.doubtful
    assert outcome.unexplained == 0
    assert outcome.over_limit == 0
    assert sum(outcome.faults.values()) > 0


async def test_three_kills_on_a_bad_day_send_nothing_twice_and_lose_nothing(tmp_path: Path) -> None:
    outcome = await trial(Senders(), tmp_path, "outbox", 30, 3, 2.0)
    assert outcome.kills == 3
    is_sound(outcome)


@pytest.mark.long
async def test_fifty_kills_over_sixty_owners_send_nothing_twice_and_lose_nothing(tmp_path: Path) -> None:
    outcome = await trial(Senders(), tmp_path, "outbox", 60, 50, 2.6, seed=3)
    assert outcome.kills == 50
    is_sound(outcome)


@pytest.mark.long
async def test_a_plain_loop_with_retries_does_send_twice(tmp_path: Path) -> None:
    """So the bad days are bad enough to tell a good outbox from a simple one."""
    outcome = await trial(Senders(), tmp_path, "loop", 60, 5, 0.6, seed=3)
    assert outcome.twice > 0
