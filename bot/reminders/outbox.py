"""One delivery on its way: claimed → sending → sent, refused, unknown, expired, or due again (DESIGN §7).

`sending` is on disk right before the request. Whatever then happens to this process, the message is not
sent again unless the channel surely did not take it.
"""

import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field, replace
from datetime import timedelta
from random import random

from bot.reminders.limits import Limits
from bot.reminders.retry import Attempt, Verdict, judged
from dialogs.deliveries import Delivery, DeliveryKey, DeliveryState
from dialogs.people import PersonKey, PersonRecord
from dialogs.ports import Clock, Reminding, Store
from dialogs.views import Drawn

log = logging.getLogger(__name__)

LEASE = timedelta(minutes=2)  # longer than a request may take
NUDGE_FOR = timedelta(days=1)  # a nudge that could not go out for so long has been overtaken
MESSAGE_FOR = timedelta(days=7)  # what a person caused, or asked for, is tried longer
SHORT_WAIT = 5.0  # seconds that a message waits for its turn in hand; longer, and others go first

Request = Callable[[], Awaitable[Attempt]]
"""Makes one request that shows a message."""

Prepare = Callable[[PersonRecord, Drawn], Awaitable[Request]]
"""All that comes before the request to a person who did not speak. Raises UnreachableError."""


class UnreachableError(Exception):
    """No request can be made to this person; the text says in a word why, without content."""


@dataclass(frozen=True, slots=True)
class Means:
    """What sending needs.

    `chance` gives a number from 0 up to 1; `lost` hears of whom Teams takes no messages for; `lease` is
    longer than a request may take, on `clock`.
    """

    store: Store
    reminding: Reminding
    prepare: Prepare
    clock: Clock
    limits: Limits = field(default_factory=Limits)
    chance: Callable[[], float] = random
    counts: Counter[str] = field(default_factory=Counter)
    lost: Callable[[PersonKey], None] = lambda _who: None
    lease: timedelta = LEASE


class Sender:
    """Brings claimed deliveries to an end. `stopping` tells whether new requests may still begin."""

    def __init__(
        self, means: Means, stopping: Callable[[], bool], pause: Callable[[], Awaitable[None]]
    ) -> None:
        self._means = means
        self._stopping = stopping
        self._pause = pause

    async def deliver(self, claimed: Delivery) -> float | None:
        """Send it, or find out that it need not be sent; seconds until it may be tried again, if ever.

        Raises what the store and the rules raise, before anything was sent.
        """
        means, now = self._means, self._means.clock()
        if now - claimed.at > (NUDGE_FOR if claimed.key.reason.is_nudge else MESSAGE_FOR):
            return await self._without_request(claimed, DeliveryState.EXPIRED, claimed.cause or "late")
        record = await means.store.person(claimed.key.to)
        if record is None or not record.reference:
            return await self._without_request(claimed, DeliveryState.REFUSED, "no_reference")
        view = await means.reminding.compose(claimed)
        if view is None:
            return await self._without_request(claimed, DeliveryState.EXPIRED, "nothing_left")
        try:
            request = await means.prepare(record, view)
        except UnreachableError as error:
            return await self._without_request(claimed, DeliveryState.REFUSED, str(error))
        wait = means.limits.wait(record.reference)
        if wait > SHORT_WAIT or self._stopping():
            return await self._without_request(claimed, DeliveryState.DUE, claimed.cause, wait)
        return await self._request(claimed, record, request)

    async def _request(self, claimed: Delivery, record: PersonRecord, request: Request) -> float | None:
        means, now = self._means, self._means.clock()
        state, tries = DeliveryState.SENDING, claimed.tries + 1
        sending = replace(claimed, state=state, tries=tries, until=now + means.lease, changed=now)
        if not await means.store.change(claimed, sending):
            return None  # the lease ended: somebody else has it now
        if await means.limits.take(record.reference, SHORT_WAIT):
            verdict = await self._asked(record, request, tries)
        else:  # since it was written down, the channel has asked everybody to wait
            verdict = Verdict(DeliveryState.DUE, claimed.cause, means.limits.wait(record.reference))
        await self._note(record, verdict)
        await self._settle(sending, verdict)
        return verdict.wait if verdict.state is DeliveryState.DUE else None

    async def _asked(self, record: PersonRecord, request: Request, tries: int) -> Verdict:
        with self._means.limits.turn(record.reference) as turn:
            try:
                attempt = await request()
            except Exception as error:  # a fault of ours: it may have arrived
                log.error("a request broke: %s", type(error).__name__)
                attempt = Attempt()
            turn.answered = attempt.status is not None or not attempt.written
        if attempt.retry_after is not None:
            self._means.limits.pause(attempt.retry_after)
        return judged(attempt, tries, self._means.chance())

    async def _without_request(
        self, claimed: Delivery, state: DeliveryState, cause: str, wait: float = 0.0
    ) -> float | None:
        if await self._means.store.change(claimed, self._ended(claimed, Verdict(state, cause, wait))):
            self._count(claimed.key, Verdict(state, cause))
        return wait if state is DeliveryState.DUE else None

    async def _settle(self, sending: Delivery, verdict: Verdict) -> None:
        """Write down what became of it, however long the store takes: only this process knows."""
        self._count(sending.key, verdict)
        standing: Delivery | None = sending
        while standing is not None:
            try:
                if await self._means.store.change(standing, self._ended(standing, verdict)):
                    return
                standing = await self._means.store.delivery(sending.key)
            except Exception as error:  # any fault of the store means the same: it is not written yet
                log.error("what became of a delivery could not be saved: %s", type(error).__name__)
                if self._stopping():
                    return
                await self._pause()
                continue
            if standing is not None and standing.state is not DeliveryState.UNKNOWN:
                return

    def _ended(self, delivery: Delivery, verdict: Verdict) -> Delivery:
        now = self._means.clock()
        until = now + timedelta(seconds=verdict.wait) if verdict.state is DeliveryState.DUE else None
        return replace(delivery, state=verdict.state, owner="", until=until, cause=verdict.cause, changed=now)

    async def _note(self, record: PersonRecord, verdict: Verdict) -> None:
        """Remember of a person whether Teams still takes messages for them."""
        refused = verdict.cause if verdict.state is DeliveryState.REFUSED else ""
        if verdict.state not in {DeliveryState.REFUSED, DeliveryState.SENT} or record.refused == refused:
            return
        try:
            now = await self._means.store.person(record.profile.key)
            if now is not None and now.reference == record.reference:
                await self._means.store.put_person(replace(now, refused=refused))
                if refused:
                    self._means.lost(record.profile.key)
        except Exception as error:  # the delivery itself says it too
            log.error("that somebody cannot be reached could not be saved: %s", type(error).__name__)

    def _count(self, key: DeliveryKey, verdict: Verdict) -> None:
        counts = self._means.counts
        if verdict.state is DeliveryState.SENT:
            counts["deliveries_sent"] += 1
        elif verdict.state is DeliveryState.REFUSED:
            counts["deliveries_refused"] += 1
        elif verdict.state is DeliveryState.UNKNOWN:
            counts["deliveries_unknown"] += 1
        elif verdict.state is DeliveryState.EXPIRED:
            counts["deliveries_expired"] += 1
        elif verdict.wait:
            counts["deliveries_retried"] += 1
        if verdict.state in {DeliveryState.REFUSED, DeliveryState.UNKNOWN}:
            log.warning("a message is %s: %s (%s)", verdict.state, key.reason, verdict.cause)
