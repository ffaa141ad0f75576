"""The table of what follows from what the channel did; every kind of answer is in it."""

import pytest

from bot.reminders.retry import LONGEST, Attempt, Verdict, judged, wait
from dialogs.deliveries import DeliveryState as State

TABLE = [
    (Attempt(200), State.SENT, "200"),
    (Attempt(201), State.SENT, "201"),
    (Attempt(202), State.SENT, "202"),
    (Attempt(429), State.DUE, "429"),
    (Attempt(429, retry_after=3), State.DUE, "429"),
    (Attempt(412), State.DUE, "412"),
    (Attempt(401), State.DUE, "401"),
    (Attempt(503, retry_after=0), State.DUE, "503"),
    (Attempt(written=False), State.DUE, "not_connected"),  # DNS, connect, TLS, no token of our own
    (Attempt(403), State.REFUSED, "403"),
    (Attempt(404), State.REFUSED, "404"),
    (Attempt(400), State.REFUSED, "400"),
    (Attempt(413), State.REFUSED, "413"),
    (Attempt(302), State.REFUSED, "302"),
    (Attempt(408), State.UNKNOWN, "408"),
    (Attempt(503), State.UNKNOWN, "503"),
    (Attempt(500), State.UNKNOWN, "500"),
    (Attempt(502), State.UNKNOWN, "502"),
    (Attempt(502, retry_after=1), State.UNKNOWN, "502"),
    (Attempt(504), State.UNKNOWN, "504"),
    (Attempt(599), State.UNKNOWN, "599"),
    (Attempt(101), State.UNKNOWN, "101"),
    (Attempt(), State.UNKNOWN, "no_answer"),  # a time-out or a cut after it was written
]


@pytest.mark.parametrize(("attempt", "state", "cause"), TABLE, ids=str)
def test_what_follows_from_an_attempt(attempt: Attempt, state: State, cause: str) -> None:
    verdict = judged(attempt, 1, 0.5)
    assert (verdict.state, verdict.cause) == (state, cause)
    assert bool(verdict.wait) == (state is State.DUE)


@pytest.mark.parametrize("status", range(100, 600))
def test_only_what_surely_did_not_arrive_is_sent_again(status: int) -> None:
    """Whatever the channel may answer: a second request only when it did not take the first."""
    again = judged(Attempt(status), 1, 0.5).state is State.DUE
    assert again == (status in {401, 412, 429})


@pytest.mark.parametrize(
    ("tries", "asked", "chance", "seconds"),
    [
        (1, None, 1.0, 1.0),
        (2, None, 1.0, 2.0),
        (5, None, 1.0, 16.0),
        (5, None, 0.25, 4.0),  # full jitter: anywhere from nothing
        (5, None, 0.0, 0.0),
        (5, 7.0, 0.0, 7.0),  # never before what the channel asked for
        (5, 7.0, 0.5, 15.0),
        (99, None, 1.0, LONGEST),
        (10**9, None, 1.0, LONGEST),
    ],
)
def test_waits_double_are_spread_and_respect_what_the_channel_asked(
    tries: int, asked: float | None, chance: float, seconds: float
) -> None:
    assert wait(tries, asked, chance) == seconds
    assert judged(Attempt(429, retry_after=asked), tries, chance) == Verdict(State.DUE, "429", seconds)
