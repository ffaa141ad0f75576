"""From a Dutch text to one moment, or to a question when it can mean more than one.

The text is read in every way that the words allow (`words`), each reading is covered with phrases in every
possible way (`grammar`), and each cover gives moments. One moment is the answer; more than one is a
question. A text that no phrases cover is no moment at all.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from itertools import product
from zoneinfo import ZoneInfo

from dialogs.moments import grammar, times, wording
from dialogs.moments.choices import card_size, choices
from dialogs.moments.days import Days
from dialogs.moments.phrases import Here
from dialogs.moments.pieces import Clock, Day, Filler, Hedge, Instant, Own, Part, Piece
from dialogs.moments.result import Option, Understood
from dialogs.moments.words import readings
from dialogs.moments.working_days import Calendar, one_day

farthest = timedelta(days=731)
end_of_night = 6
later_today = ("middag", "eind middag", "avond")


@dataclass(frozen=True, slots=True)
class Meaning:
    """What one cover of the text comes to; `contradicts` when its own phrases do not agree."""

    moments: tuple[datetime, ...]
    ask: str | None = None
    contradicts: bool = False
    hedged: bool = False
    refuses: bool = False
    mere_time: bool = False
    mere_weekday: int | None = None


def understand(text: str, now: datetime, zone: ZoneInfo, calendar: Calendar) -> Understood:
    """What `text` says of a moment after `now`; never raises on a text, and never guesses.

    Raises ValueError when `now` has no time zone.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    now = now.astimezone(zone)
    meanings = meanings_of(text, now, zone, calendar)
    if not meanings:
        return Understood(ask=wording.not_understood, options=choices(now, zone, calendar), nothing=True)
    moments = sorted({moment.astimezone(UTC) for meaning in meanings for moment in meaning.moments})
    future = [moment.astimezone(zone) for moment in moments if moment > now]
    ask = question(meanings, len(moments), future, now)
    if ask is None:
        return Understood(future[0], wording.in_full(future[0], now), remark=remark(future[0], now, calendar))
    refused = any(meaning.refuses for meaning in meanings)
    if refused:
        future = []
    elif not future:
        future = instead_of([moment.astimezone(zone) for moment in moments], now, zone, calendar)
    return Understood(ask=ask, options=with_choices(future, now, zone, calendar, not_today=refused))


def parses_completely(text: str, now: datetime, zone: ZoneInfo, calendar: Calendar) -> bool:
    """Whether all of `text` is about a moment, also when it has to be asked which one.

    "niet" rules out a moment and names none, so by itself it is not about one: "later niet" can be an answer.
    """
    if now.tzinfo is None:
        raise ValueError("now needs a time zone")
    found = meanings_of(text, now.astimezone(zone), zone, calendar)
    return any(meaning.moments or not meaning.refuses for meaning in found)


def meanings_of(text: str, now: datetime, zone: ZoneInfo, calendar: Calendar) -> list[Meaning]:
    """The meanings of the best readings: fewest typing errors, no contradiction, no word of doubt."""
    here = Here(now, Days(now.date(), calendar))
    fewest: dict[int, list[Meaning]] = {}
    for reading in readings(text):
        found = alternatives(reading.signs, here, zone)
        if found:
            fewest.setdefault(reading.errors, []).extend(found)
    if not fewest:
        return []
    meanings = fewest[min(fewest)]
    for flaw in ("contradicts", "hedged"):
        if sound := [meaning for meaning in meanings if not getattr(meaning, flaw)]:
            meanings = sound
    return meanings


def alternatives(signs: tuple[str, ...], here: Here, zone: ZoneInfo) -> list[Meaning]:
    """The meanings of one reading; "morgen of vrijdag" has those of both, and a question."""
    if (all_of_it := whole(signs, here, zone)) or signs.count("of") != 1:
        return all_of_it
    middle = signs.index("of")
    first, second = whole(signs[:middle], here, zone), whole(signs[middle + 1 :], here, zone)
    if not first or not second:
        return []
    day = first[0].moments[0].date() if first[0].moments else None
    both = [*first, *(on_day(meaning, day, zone) for meaning in second)]
    return [replace(meaning, ask=meaning.ask or wording.which_moment) for meaning in both]


def on_day(meaning: Meaning, day: date | None, zone: ZoneInfo) -> Meaning:
    """The second half of "morgen om 9 of 10 uur": it follows the first, as a mere weekday does."""
    if day is None or not (meaning.mere_time or meaning.mere_weekday):
        return meaning
    if meaning.mere_weekday:
        day += timedelta(days=(meaning.mere_weekday - day.isoweekday() - 1) % 7 + 1)
    moved = [times.local(day, moment.hour, moment.minute, zone)[0] for moment in meaning.moments]
    return replace(meaning, moments=tuple(moment for moments in moved for moment in moments))


def whole(signs: tuple[str, ...], here: Here, zone: ZoneInfo) -> list[Meaning]:
    """The meanings of the covers of these signs that need the fewest phrases."""
    by_size: dict[int, list[Meaning]] = {}
    for pieces in grammar.covers(signs, here):
        telling = tuple(piece for piece in pieces if not isinstance(piece, Filler))
        meaning = combined(telling, here, zone)
        if meaning is not None:
            by_size.setdefault(len(telling), []).append(meaning)
    return by_size[min(by_size)] if by_size else []


def combined(pieces: tuple[Piece, ...], here: Here, zone: ZoneInfo) -> Meaning | None:
    """The meaning of the phrases of one cover together; None when they are no moment."""
    days = [piece for piece in pieces if isinstance(piece, Day)]
    clock = next((piece for piece in pieces if isinstance(piece, Clock)), None)
    part = next((piece for piece in pieces if isinstance(piece, Part)), None)
    hedges = [piece for piece in pieces if isinstance(piece, Hedge)]
    own = next((piece for piece in pieces if isinstance(piece, Own)), None)
    instant = next((piece for piece in pieces if isinstance(piece, Instant)), None)
    if all(isinstance(piece, Day | Clock) and piece.bare for piece in pieces):
        return None
    hedge_ask = next((hedge.ask for hedge in sorted(hedges, key=lambda h: not h.refuses)), None)
    refuses = any(hedge.refuses for hedge in hedges)
    if instant is not None:
        if part is not None or own is not None:
            return None
        return Meaning(instant.moments, hedge_ask or instant.ask, hedged=bool(hedges), refuses=refuses)
    day = one_day_of(days)
    if day is None:
        return Meaning(
            moments_of(all_dates(days), clock, part, zone)[0], disagreement(days), contradicts=True
        )
    if own is not None:
        day = own_day(own, days, day, here)
    mere_time = not days and own is None
    if mere_time:
        day = undated(here, clock, part)
    moments, time_ask = moments_of(day.dates, clock, part, zone)
    if clock is not None and (day.edge or (clock.bare and day.weekday is not None)):
        time_ask = wording.which_moment
    ask = hedge_ask or day.ask or time_ask
    weekday = days[0].weekday if len(days) == 1 and own is None else None
    return Meaning(
        moments, ask, hedged=bool(hedges), refuses=refuses, mere_time=mere_time, mere_weekday=weekday
    )


def undated(here: Here, clock: Clock | None, part: Part | None) -> Day:
    """The day of a mere time: today; a mere morning or evening may be any day's."""
    today = here.days.today
    if clock is None and part is not None and part.name in ("lunch", "eind middag"):
        return Day((today,))
    if clock is None:
        return Day((today, today + one_day) if part is not None else (), wording.when_exactly)
    return Day((today,))


def own_day(own: Own, days: list[Day], day: Day, here: Here) -> Day:
    """'na mijn vakantie op 3 augustus': the date; without a date it is asked."""
    if not days:
        return here.days.after_some_break() if own.ask == wording.which_break else Day((), own.ask)
    return day if any(d.dated for d in days) else Day(day.dates, wording.own_holiday)


def one_day_of(days: list[Day]) -> Day | None:
    """The day that one or two phrases mean together; None when they contradict each other."""
    if len(days) < 2:
        return days[0] if days else Day(())
    first, second = days
    if second.weekday is not None and (first.weekday is None or first.after is not None):
        first, second = second, first
    if first.weekday is not None and second.weekday is None:
        if second.after is not None:
            last = second.after
            return Day((last + timedelta(days=(first.weekday - last.isoweekday() - 1) % 7 + 1),), second.ask)
        fitting = tuple(d for d in second.dates if d.isoweekday() == first.weekday)
        return Day(fitting, second.ask) if fitting or not second.dates else None
    for after, other in ((first, second), (second, first)):
        if after.after is not None and other.after is None and all(d > after.after for d in other.dates):
            return other
    shared = tuple(d for d in first.dates if d in second.dates)
    return Day(shared, first.ask or second.ask) if shared else None


def all_dates(days: Iterable[Day]) -> tuple[date, ...]:
    """Every date that any of the phrases means."""
    return tuple(sorted({d for day in days for d in day.dates}))


def disagreement(days: list[Day]) -> str:
    """The question for 'woensdag 1 december', when that is a Tuesday."""
    weekday = next((day.weekday for day in days if day.weekday is not None), None)
    dated = next((day for day in days if day.weekday is None and len(day.dates) == 1), None)
    if weekday is None or dated is None:
        return wording.which_day
    return wording.other_weekday(dated.dates[0], weekday - 1)


def moments_of(
    dates: tuple[date, ...], clock: Clock | None, part: Part | None, zone: ZoneInfo
) -> tuple[tuple[datetime, ...], str | None]:
    """The moments of these dates at the time that was said, and a question when the time is in doubt."""
    hours, ask = times.hours(clock, part)
    found: list[datetime] = []
    for day, (hour, minute) in product(dates, hours):
        moments, night = times.local(day, hour, minute, zone)
        found.extend(moments)
        ask = night or ask
    return tuple(found), ask


def question(meanings: list[Meaning], count: int, future: list[datetime], now: datetime) -> str | None:
    """What to ask; None when there is exactly one moment, and it lies ahead."""
    asked = [meaning.ask for meaning in meanings if meaning.ask is not None]
    if any(meaning.refuses for meaning in meanings):
        return wording.when_instead
    if count and not future:
        return wording.already_past
    if asked:
        return asked[0]
    if count != 1:
        return wording.which_moment if count else wording.when_exactly
    if future[0] - now > farthest:
        return wording.far_away
    return None


def remark(moment: datetime, now: datetime, calendar: Calendar) -> str | None:
    """What to point out: a day off (kept, as it was asked for) or an hour in the night."""
    day = moment.date()
    day_off = None if day == now.date() else wording.day_off(day, calendar.holiday(day))
    return day_off or (wording.at_night if moment.hour < end_of_night else None)


def instead_of(past: list[datetime], now: datetime, zone: ZoneInfo, calendar: Calendar) -> list[datetime]:
    """For a time of today that went by: what is left of today, and the same time on the next working day."""
    today = [moment for moment in past if moment.date() == now.date()]
    if not today:
        return []
    hours = [(moment.hour + 12, moment.minute) for moment in today if moment.hour < 9]
    hours += [times.part_times[name][0] for name in later_today]
    left = [moment for hour, minute in hours for moment in times.local(now.date(), hour, minute, zone)[0]]
    next_day = calendar.working_day_after(now.date())
    again = times.local(next_day, today[0].hour, today[0].minute, zone)[0]
    return [*dict.fromkeys(moment for moment in left if moment > now)][:2] + list(again[:1])


def with_choices(
    offered: list[datetime], now: datetime, zone: ZoneInfo, calendar: Calendar, *, not_today: bool
) -> tuple[Option, ...]:
    """Buttons for the moments in question; with fewer than two, the card's own choices are added."""
    options = [Option(capital(wording.in_full(moment, now)), moment) for moment in offered[:card_size]]
    if len(options) < 2:
        taken = {option.moment for option in options}
        more = (option for option in choices(now, zone, calendar) if option.moment not in taken)
        options += [option for option in more if not (not_today and option.moment.date() == now.date())]
    return tuple(sorted(options[:card_size], key=lambda option: option.moment))


def capital(text: str) -> str:
    """`text` with a capital first letter, as a button begins."""
    return text[:1].upper() + text[1:]
