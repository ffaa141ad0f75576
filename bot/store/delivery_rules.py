"""What a store may do with deliveries, and how it writes them: the same in every store (DESIGN §7)."""

import heapq
from collections import defaultdict
from dataclasses import replace
from datetime import datetime, timedelta
from itertools import count

from bot.store.codec import Document, in_utc, sound
from dialogs.deliveries import Delivery, DeliveryKey, DeliveryState, Reason
from dialogs.people import PersonKey

LAPSED = "lapsed"  # the cause of an unknown delivery whose runner was gone before it wrote what became of it


Turn = tuple[datetime, tuple[str, ...], int, DeliveryKey]
"""When to look at a delivery again; then by key, and then by a number that no two have."""


class Box:
    """The deliveries that stand, by key, and a queue of when each may be looked at again.

    A claim costs by what it takes, not by how many wait. The queue may name what has changed since; that is
    seen when it comes up.
    """

    def __init__(self) -> None:
        self.standing: dict[DeliveryKey, Delivery] = {}
        self._queues: defaultdict[str, list[Turn]] = defaultdict(list)
        self._turns = count()

    def show(self, delivery: Delivery) -> None:
        """Let a delivery stand."""
        self.standing[delivery.key] = delivery
        if not delivery.state.is_final:
            key = delivery.key
            turn = (_next_look(delivery), key.order, next(self._turns), key)
            heapq.heappush(self._queues[key.to.tenant], turn)

    def claim(
        self, tenant: str, now: datetime, owner: str, lease: timedelta, most: int
    ) -> tuple[list[Delivery], list[Delivery]]:
        """Up to `most` that are claimed now, oldest first, and those whose request nobody will tell of."""
        queue, taken, lapsed = self._queues[tenant], list[Delivery](), list[Delivery]()
        while queue and queue[0][0] <= now and len(taken) < most:
            at, _, _, key = heapq.heappop(queue)
            one = self.standing[key]
            if one.state.is_final or _next_look(one) != at:
                continue
            if one.state is DeliveryState.SENDING:
                lapsed.append(one)
                continue
            taken.append(_claimed(one, now, owner, lease))
            self.show(taken[-1])
        for one in lapsed:
            self.show(one)  # it comes up again, unless it is written that it is unknown
        return taken, lapsed

    def of(self, tenant: str, since: datetime | None) -> list[Delivery]:
        """Those of a tenant that changed at or after a moment, in order."""
        mine = (one for one in self.standing.values() if one.key.to.tenant == tenant)
        recent = (one for one in mine if since is None or (one.changed or one.at) >= since)
        return sorted(recent, key=lambda one: (one.at, one.key.order))


def _next_look(delivery: Delivery) -> datetime:
    """When it may go out, or when the lease of who has it ends."""
    if delivery.state is DeliveryState.DUE:
        return max(delivery.at, delivery.until or delivery.at)
    return delivery.until or delivery.at


def _claimed(delivery: Delivery, now: datetime, owner: str, lease: timedelta) -> Delivery:
    now, until = in_utc(now), in_utc(now + lease)
    return replace(delivery, state=DeliveryState.CLAIMED, owner=owner, until=until, changed=now)


def unknown(delivery: Delivery, now: datetime) -> Delivery:
    """What a lapsed delivery becomes."""
    state = DeliveryState.UNKNOWN
    return replace(delivery, state=state, owner="", until=None, cause=LAPSED, changed=in_utc(now))


def settled(delivery: Delivery) -> Delivery:
    """A delivery as every store gives it back; raises ImpossibleValueError when it cannot be kept."""
    return delivery_of(delivery_document(delivery))[1]


def same_key(old: Delivery, new: Delivery) -> DeliveryKey:
    """The key of both. Raises ValueError when they are of two deliveries."""
    if old.key != new.key:
        raise ValueError("a change is of one delivery")
    return old.key


def delivery_document(delivery: Delivery) -> Document:
    """A delivery as a document; raises ImpossibleValueError when it holds what no store keeps."""
    key = delivery.key
    moments = {name: getattr(delivery, name) for name in ("at", "until", "changed")}
    return sound(
        {
            "tenant": key.to.tenant,
            "person": key.to.person,
            "reason": key.reason.value,
            "subject": key.subject,
            "due": key.due,
            "state": delivery.state.value,
            "tries": delivery.tries,
            "owner": delivery.owner,
            "cause": delivery.cause,
            **{name: None if at is None else in_utc(at).isoformat() for name, at in moments.items()},
        }
    )


def delivery_of(document: Document) -> tuple[DeliveryKey, Delivery]:
    """The key and the delivery that a document holds."""
    to = PersonKey(document["tenant"], document["person"])
    key = DeliveryKey(to, Reason(document["reason"]), document["subject"], document["due"])
    until, changed = (
        None if document[name] is None else datetime.fromisoformat(document[name])
        for name in ("until", "changed")
    )
    return key, Delivery(
        key=key,
        at=datetime.fromisoformat(document["at"]),
        state=DeliveryState(document["state"]),
        tries=document["tries"],
        until=until,
        owner=document["owner"],
        cause=document["cause"],
        changed=changed,
    )
