"""What comes into the outbox: who is due and reachable, and one message after one that stays unknown."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from dialogs.deliveries import Delivery, DeliveryKey, DeliveryState, Due, Reason
from dialogs.moments.working_days import Calendar
from dialogs.people import PersonKey, PersonRecord
from dialogs.ports import Store
from dialogs.reminding.nudges import within_limit

LOOK_BACK = timedelta(days=7)  # within which an unknown delivery is followed
ZONE = ZoneInfo("Europe/Amsterdam")


async def rows(store: Store, tenant: str, due: Iterable[Due], now: datetime) -> tuple[list[Delivery], int]:
    """A delivery for each who is due and has a reference, and how many have none. Nothing is written."""
    found: list[tuple[Due, PersonRecord]] = []
    unreachable = 0
    for one in due:
        person = await store.bound(tenant, one.address) or one.address
        record = await store.person(PersonKey(tenant, person))
        if record is not None and record.reference:
            found.append((one, record))
        else:
            unreachable += 1
    return [
        Delivery(DeliveryKey(record.profile.key, one.reason, one.subject, one.due), one.at, changed=now)
        for one, record in _newest_nudges(found)
    ], unreachable


def _newest_nudges(found: list[tuple[Due, PersonRecord]]) -> list[tuple[Due, PersonRecord]]:
    """After downtime only the newest nudges of a person go out."""
    newest: dict[PersonKey, datetime] = {}
    for one, record in found:
        if one.reason.is_nudge:
            who = record.profile.key
            newest[who] = max(one.at, newest.get(who, one.at))
    return [
        (one, record)
        for one, record in found
        if not one.reason.is_nudge
        or one.at.astimezone(ZONE).date() == newest[record.profile.key].astimezone(ZONE).date()
    ]


def followed(reason: Reason) -> bool:
    """Whether a message of this kind that stays unknown is followed; others go to the coordinator's list."""
    return reason.is_nudge or reason is Reason.MOMENT


def follow_ups(
    recent: Sequence[Delivery], now: datetime, calendar: Calendar, zone: ZoneInfo = ZONE
) -> list[Delivery]:
    """The messages that follow, once, on the next working day, on those that stay unknown.

    `recent` is all that went out or is about to since LOOK_BACK. The limits on nudges count what follows too.
    """
    unknown = [one for one in recent if one.state is DeliveryState.UNKNOWN and followed(one.key.reason)]
    following = {one.key: _next_working_day(one, calendar, zone) for one in unknown}
    followers = {one.key for one in following.values()}
    return [
        replace(one, changed=now)
        for key, one in following.items()
        if key not in followers and one.at <= now and _has_room(one, recent, now, zone)
    ]


def _has_room(follower: Delivery, recent: Sequence[Delivery], now: datetime, zone: ZoneInfo) -> bool:
    mine = (one for one in recent if one.key.to == follower.key.to)
    return not follower.key.reason.is_nudge or within_limit(mine, zone, now)


def _next_working_day(unknown: Delivery, calendar: Calendar, zone: ZoneInfo) -> Delivery:
    """The same reason and subject at the same hour; its key follows from that of the unknown one."""
    key, local = unknown.key, unknown.at.astimezone(zone)
    day = calendar.working_day_after(local.date())
    at = datetime.combine(day, local.time(), zone)
    due = at.astimezone(ZoneInfo("UTC")).isoformat() if "T" in key.due else day.isoformat()
    return Delivery(DeliveryKey(key.to, key.reason, key.subject, due), at)
