"""What a request to Teams came to, and what is done next: sent, again, refused or unknown (DESIGN §7).

A request is made again only when it surely did not arrive. Nothing is sent again blindly.
"""

from dataclasses import dataclass

from dialogs.deliveries import DeliveryState

FIRST = 1.0  # seconds: the longest wait before the second try; it doubles with each try
LONGEST = 300.0  # seconds

NOT_TAKEN = frozenset({401, 412, 429})
"""Answers that say that the channel did not look at the message: our token, a clash, too many at once."""

GONE = frozenset({403, 404})
"""Answers that say that this person cannot be written to: the bot is blocked or removed, the chat is gone."""


@dataclass(frozen=True, slots=True)
class Attempt:
    """What became of one request.

    `status` is what the channel answered, None when nothing came; `written` whether the request may have
    reached it; `retry_after` what it asked for, in seconds.
    """

    status: int | None = None
    written: bool = True
    retry_after: float | None = None

    @property
    def cause(self) -> str:
        """In a word, without content."""
        return str(self.status or ("no_answer" if self.written else "not_connected"))


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a delivery becomes. `wait` (seconds) goes with DUE: not before that."""

    state: DeliveryState
    cause: str
    wait: float = 0.0


def judged(attempt: Attempt, tries: int, chance: float) -> Verdict:
    """What follows from an attempt, the `tries`th; `chance` (0 up to 1) spreads the waits."""
    if _surely_refused(attempt.status):
        return Verdict(DeliveryState.REFUSED, attempt.cause)
    if _surely_not_there(attempt):
        return Verdict(DeliveryState.DUE, attempt.cause, wait(tries, attempt.retry_after, chance))
    if attempt.status is not None and 200 <= attempt.status < 300:
        return Verdict(DeliveryState.SENT, attempt.cause)
    return Verdict(DeliveryState.UNKNOWN, attempt.cause)


def wait(tries: int, asked: float | None, chance: float) -> float:
    """Seconds until the next try: what the channel asked for, and a random part of a span that doubles."""
    span = min(LONGEST, FIRST * 2.0 ** min(tries - 1, 30))
    return (asked or 0.0) + chance * span


def _surely_refused(status: int | None) -> bool:
    return status is not None and 300 <= status < 500 and status not in NOT_TAKEN | {408}


def _surely_not_there(attempt: Attempt) -> bool:
    if attempt.status is None:
        return not attempt.written
    asked_to_wait = attempt.status == 503 and attempt.retry_after is not None
    return attempt.status in NOT_TAKEN or asked_to_wait
