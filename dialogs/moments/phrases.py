"""What the phrases of a moment mean, for those that take more than one line of the grammar's table."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial

from dialogs.moments import wording
from dialogs.moments.days import Days
from dialogs.moments.pieces import Clock, Day, Instant, Part, Piece
from dialogs.moments.times import part
from dialogs.moments.working_days import Break

longest_count = 4000
end_of_evening = 4
minutes_in = {"uur": 60, "uren": 60, "minuut": 1}
weeks_ahead = {"volgende": 1, "deze": 0, "": 0}

Match = re.Match[str]
Found = Piece | tuple[Piece, ...] | None


@dataclass(frozen=True, slots=True)
class Here:
    """From where and when a phrase is seen."""

    now: datetime
    days: Days


def tomorrow(_: Match, here: Here) -> Day:
    """'morgen'; for someone still awake after midnight it may be the day that has begun."""
    dates = (here.days.today, here.days.today + timedelta(days=1))
    return Day(dates, wording.which_day) if here.now.hour < end_of_evening else Day(dates[1:])


def dated(match: Match, here: Here) -> Day | None:
    """The date in the named groups of DATE."""
    groups = match.groupdict()
    day, month = groups["d"] or groups["d2"], groups["m"] or groups["m2"]
    year = groups["y"] or groups["y2"]
    return here.days.dated(int(day), int(month), int(year) if year else None)


def dated_next_year(match: Match, here: Here) -> Day | None:
    """'3 januari volgend jaar'."""
    groups = match.groupdict()
    if groups["y"] or groups["y2"]:
        return None
    day, month = groups["d"] or groups["d2"], groups["m"] or groups["m2"]
    return here.days.dated(int(day), int(month), here.days.today.year + 1)


def dotted_date(match: Match, here: Here) -> Day | None:
    """'9.10' as a date."""
    return here.days.dated(int(match[1]), int(match[2]))


def bare_number(match: Match, here: Here) -> Day | None:
    """'vrijdag 14' as a date."""
    day = here.days.day_of_month(int(match[1]))
    return None if day is None else Day(day.dates, day.ask, bare=True)


def clock(hour: str | int, minute: str | int = 0, full_day: bool = False) -> Clock | None:
    """A clock time, when there is one with these figures."""
    hour, minute = int(hour), int(minute)
    return Clock(hour, minute, full_day or hour == 0) if hour < 24 and minute < 60 else None


def written(match: Match, _: Here) -> Clock | None:
    """'14:30', '14.30'; two figures for an hour under 7 count to twenty-four."""
    if len(match[2]) != 2:
        return None
    return clock(
        match[1], match[2], full_day=len(match[1]) == 2 and match[1].startswith("0") and int(match[1]) < 7
    )


def bare_hour(match: Match, _: Here) -> Clock | None:
    """'morgen 9' as a time."""
    hour = int(match[1])
    return Clock(hour, 0, bare=True) if 1 <= hour < 24 else None


def around(match: Match, base: int = 0) -> Clock | None:
    """'10 voor 3', 'kwart over 4': so many minutes from the hour (or, with base -30, from its half)."""
    minutes = 15 if match["minutes"] == "kwart" else int(match["minutes"][1:])
    hour = int(match["hour"])
    if not (1 <= hour <= 12 and 1 <= minutes < 30):
        return None
    total = hour * 60 + base + (minutes if match["way"] == "over" else -minutes)
    return clock_of(total)


def clock_of(minutes: int) -> Clock:
    """A time of the twelve-hour clock; 'half een' is half past twelve."""
    if minutes < 60:
        minutes += 12 * 60
    return Clock(minutes // 60, minutes % 60)


def half(match: Match, _: Here) -> Clock | None:
    """'half drie'."""
    hour = int(match[1])
    return clock_of(hour * 60 - 30) if 1 <= hour <= 12 else None


def elapsed(here: Here, minutes: float, ask: str | None = None) -> Instant | None:
    """So many minutes from now, through a change of the clock too; whole minutes."""
    if not 0 < minutes <= longest_count * 60:
        return None
    moment = (here.now.astimezone(UTC) + timedelta(minutes=minutes)).astimezone(here.now.tzinfo)
    return Instant((moment.replace(second=0, microsecond=0),), ask)


def span(count: float, unit: str, here: Here) -> Found:
    """'over drie dagen', 'over anderhalve week', 'over een half uur'."""
    if not 0 < count <= longest_count:
        return None
    if unit in minutes_in:
        return elapsed(here, count * minutes_in[unit])
    whole = int(count)
    match unit:
        case "dag" if count == whole:
            return here.days.ahead(whole)
        case "week":
            return here.days.ahead(int(count * 7))
        case "maand" if count == whole:
            return here.days.same_day_in(whole)
        case "maand":
            return Day((here.days.today + timedelta(days=int(count * 30.5)),), wording.which_day)
        case "jaar" if count * 12 == int(count * 12):
            return here.days.same_day_in(int(count * 12))
        case "werkdag" if count == whole and whole <= 60:
            return Day((here.days.calendar.working_day_after(here.days.today, whole),))
    return None


def over(match: Match, here: Here) -> Found:
    """The span in the groups of 'over 2,5 uur'."""
    return span(float(match[1].replace(",", ".")), match[2], here)


def some(match: Match, here: Here) -> Found:
    """'over een paar dagen': asked, with two and three."""
    found = [span(count, match[1], here) for count in (2, 3)]
    if isinstance(found[0], Instant):
        return Instant(
            tuple(m for f in found if isinstance(f, Instant) for m in f.moments), wording.when_exactly
        )
    return Day(tuple(d for f in found if isinstance(f, Day) for d in f.dates), wording.when_exactly)


def without_over(match: Match, here: Here) -> Found:
    """'twee weken', without 'over': likely, so asked."""
    return about(span(float(match[1].replace(",", ".")), match[2], here))


def about(found: Found) -> Found:
    """A span that somebody is not sure of: asked, with what it comes to."""
    match found:
        case Day():
            return Day(found.dates, wording.when_exactly)
        case Instant():
            return Instant(found.moments, wording.when_exactly)
    return None


def from_day(match: Match, here: Here) -> Day | None:
    """'morgen over een week', 'vandaag over 14 dagen'."""
    start = {"vandaag": 0, "morgen": 1, "overmorgen": 2}[match[1]]
    count = int(match[2]) * (7 if match[3] == "week" else 1)
    return here.days.ahead(start + count) if count <= longest_count else None


def month_place(match: Match, here: Here) -> Day | None:
    """'eind december', 'half januari 2027'."""
    place = "midden" if match[1] == "half" else match[1]
    return here.days.in_month(place, int(match[2]), int(match[3]) if match[3] else None)


def this_month_place(match: Match, here: Here) -> Day:
    """'eind van de maand', 'begin volgende maand'."""
    if match[2] == "volgende":
        return here.days.in_later_month(match[1], 1)
    return here.days.in_this_month(match[1])


def week_place(match: Match, here: Here) -> Day:
    """'begin volgende week' is its Monday; other places in a week are asked."""
    weeks = weeks_ahead[match[2] or ""]
    if match[1] == "begin":
        monday = here.days.monday(weeks)
        return Day((monday,)) if monday > here.days.today else Day((here.days.monday(1),), wording.which_day)
    return here.days.end_of_week(weeks) if match[1] == "eind" else here.days.middle_of_week(weeks)


def whole_month(match: Match, here: Here) -> Day:
    """'in januari'."""
    month = int(match[1])
    first = here.days.today
    year = int(match[2]) if match[2] else first.year + (month < first.month)
    return here.days.some_day_of_month(year, month)


def nth(match: Match, here: Here) -> Day | None:
    """'de eerste maandag van december', 'laatste vrijdag van de maand'."""
    number = -1 if match[1] == "laatste" else int(match[1][1:])
    month = int(match[4]) if match[4] else None
    return here.days.nth_weekday(number, int(match[2]), month, ahead=1 if match[3] == "volgende" else 0)


def week_of(match: Match, here: Here) -> Day | None:
    """'de week van 7 december': its Monday."""
    day = dated(match, here)
    if day is None or not day.dates:
        return day
    monday = day.dates[0] - timedelta(days=day.dates[0].weekday())
    return Day((monday,), day.ask)


def monday_after(match: Match, here: Here) -> Day:
    """'de week na de kerstvakantie': the Monday after."""
    after = here.days.after_break(Break(match[1]))
    if after.after is None:
        return after
    return Day((here.days.weekday_after(after.after, 1),))


def first_working_day(match: Match, here: Here) -> Day | None:
    """'eerste werkdag van december', 'laatste werkdag van de maand'."""
    month = int(match[3]) if match[3] else None
    calendar = here.days.calendar

    def last(year: int, number: int) -> date:
        day = here.days.place_in_month("eind", year, number)
        while not calendar.is_working_day(day):
            day -= timedelta(days=1)
        return day

    pick = last if match[1] == "laatste" else partial(here.days.place_in_month, "begin")
    if month is not None:
        return here.days.next_year_round(lambda year: pick(year, month))
    return Day((pick(*here.days.month_ahead(1 if match[2] == "volgende" else 0)),))


def in_the_course_of(match: Match, _: Here) -> Part:
    """'in de loop van de middag': asked."""
    return part({"u:dag": "eind dag", "p:ochtend": "eind ochtend", "p:middag": "namiddag"}[match[1]])


def today_and(name: str) -> Callable[[Match, Here], Found]:
    """'vanmiddag': today and a part of the day."""
    return lambda _, here: (here.days.ahead(0), part(name))
