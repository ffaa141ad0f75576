"""The four moments that a card offers."""

from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo

from dialogs.moments import wording
from dialogs.moments.result import Option
from dialogs.moments.working_days import Calendar, one_day

card_size = 4
earliest, latest = time(8), time(18)
morning, afternoon = time(9), time(14)


def choices(now: datetime, zone: ZoneInfo, calendar: Calendar) -> tuple[Option, ...]:
    """Four moments on working days and in office hours, soonest first, none twice and all after `now`.

    Over an hour (rounded up to a quarter, when that is still in office hours), the next two working days,
    the Monday of next week or the first working day after it, and then the working days that follow.
    """
    now = now.astimezone(zone)
    found: dict[datetime, str] = {}
    soon = in_an_hour(now, zone)
    if calendar.is_working_day(soon.date()) and earliest <= soon.time() <= latest:
        found[soon] = f"Over een uur ({wording.clock(soon)})"
    next_day = calendar.working_day_after(now.date())
    monday = calendar.working_day_from(now.date() + timedelta(days=7 - now.weekday()))
    for day, hour in (
        (next_day, morning),
        (calendar.working_day_after(next_day), afternoon),
        (monday, morning),
    ):
        moment = datetime.combine(day, hour, zone)
        found.setdefault(moment, label(moment, now))
    day = max(moment.date() for moment in found)
    while len(found) < card_size:
        day = calendar.working_day_after(day)
        moment = datetime.combine(day, afternoon, zone)
        found.setdefault(moment, label(moment, now))
    return tuple(Option(found[moment], moment) for moment in sorted(found))[:card_size]


def in_an_hour(now: datetime, zone: ZoneInfo) -> datetime:
    """An hour from now, up to the next quarter."""
    moment = (now.astimezone(UTC) + timedelta(hours=1)).replace(second=0, microsecond=0)
    return (moment + timedelta(minutes=-moment.minute % 15)).astimezone(zone)


def label(moment: datetime, now: datetime) -> str:
    """'Morgen, 9.00 uur' or 'Donderdag 26 november, 14.00 uur'."""
    tomorrow = moment.date() == now.date() + one_day
    day = "morgen" if tomorrow else wording.day_in_full(moment.date(), now.date())
    return f"{day[0].upper()}{day[1:]}, {wording.clock(moment)}"
