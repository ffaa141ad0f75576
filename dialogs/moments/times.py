"""Times of day: which hours a phrase can mean, and what a clock does in the two nights that it is changed."""

from datetime import UTC, date, datetime, time
from zoneinfo import ZoneInfo

from dialogs.moments import wording
from dialogs.moments.pieces import Clock, Part

start_of_day = (9, 0)
earliest_unsaid_hour = 7

# The times of the parts of the day; more than one is asked.
part_times = {
    "ochtend": ((9, 0),),
    "lunch": ((13, 0),),
    "middag": ((14, 0),),
    "eind middag": ((16, 0),),
    "avond": ((19, 0),),
}
doubtful_times = {
    "begin ochtend": ((8, 0), (9, 0)),
    "eind ochtend": ((11, 0), (12, 0)),
    "begin middag": ((13, 0), (14, 0)),
    "namiddag": ((14, 0), (16, 0)),
    "rond lunch": ((11, 0), (13, 0)),
    "rond middag": ((12, 0), (14, 0)),
    "rond avond": ((18, 0), (19, 0)),
    "eind dag": ((16, 0), (17, 0)),
    "begin dag": ((8, 0), (9, 0)),
    "begin avond": ((18, 0), (19, 0)),
    "eind avond": ((20, 0), (21, 0)),
    "nacht": (),
}


def part(name: str) -> Part:
    """The part of the day with this name; in doubt with a question."""
    if name in part_times:
        return Part(name, part_times[name])
    return Part(name, doubtful_times[name], wording.what_time)


def hours(clock: Clock | None, part_of_day: Part | None) -> tuple[tuple[tuple[int, int], ...], str | None]:
    """The times that a clock time and a part of the day mean together, and a question in doubt."""
    if clock is None:
        return (part_of_day.times, part_of_day.ask) if part_of_day is not None else ((start_of_day,), None)
    if part_of_day is None:
        return without_part(clock)
    return with_part(clock, part_of_day.name)


def without_part(clock: Clock) -> tuple[tuple[tuple[int, int], ...], str | None]:
    """Hours under 7 mean the afternoon; "06:00" and midnight are asked."""
    if clock.hour >= earliest_unsaid_hour:
        return ((clock.hour, clock.minute),), None
    afternoon = (clock.hour + 12, clock.minute)
    if clock.full_day:
        return ((clock.hour, clock.minute), afternoon), wording.what_time
    return (afternoon,), None


def with_part(clock: Clock, name: str) -> tuple[tuple[tuple[int, int], ...], str | None]:
    """'9 uur 's avonds'; a contradiction ("vrijdagmiddag 9 uur") is asked with both readings."""
    words = name.split()
    if "nacht" in words:
        return ((clock.hour, clock.minute),), wording.what_time
    bounds = {
        "ochtend": (5, 12),
        "middag": (12, 18),
        "namiddag": (12, 18),
        "lunch": (12, 18),
        "avond": (17, 24),
    }
    low, high = next((bounds[word] for word in words if word in bounds), (7, 20))
    candidates = sorted({clock.hour, clock.hour + 12} if clock.hour < 12 else {clock.hour})
    fitting = tuple(
        (hour, clock.minute) for hour in candidates if low <= hour < high or (hour, clock.minute) == (high, 0)
    )
    if len(fitting) == 1:
        return fitting, None
    return tuple((hour, clock.minute) for hour in candidates if hour < 24), wording.what_time


def local(day: date, hour: int, minute: int, zone: ZoneInfo) -> tuple[tuple[datetime, ...], str | None]:
    """The moments with this local time: one; in the night of winter time two; of summer time none.

    The skipped hour gives the time one hour later as an option, with the reason to ask.
    """
    first = datetime.combine(day, time(hour, minute), zone)
    second = first.replace(fold=1)
    if first.utcoffset() == second.utcoffset():
        return (first,), None
    if first.astimezone(UTC).astimezone(zone).replace(tzinfo=None) != first.replace(tzinfo=None):
        return (first.astimezone(UTC).astimezone(zone),), wording.skipped_hour
    return (first, second), wording.double_hour
