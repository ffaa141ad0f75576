"""The phrases of a moment, as a table: what is said, and what it means.

A pattern is matched against the signs of `words`, with one space between them. A text is a moment only when
phrases cover all of it; `covers` gives every way to do that.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import NamedTuple

from dialogs.moments import wording
from dialogs.moments.days import Days
from dialogs.moments.pieces import Clock, Day, Filler, Hedge, Instant, Own, Piece
from dialogs.moments.times import part
from dialogs.moments.working_days import Break

most_covers = 40
most_pieces = 8
longest_count = 4000

Match = re.Match[str]
Found = Piece | tuple[Piece, ...] | None


@dataclass(frozen=True, slots=True)
class Here:
    """From where and when a phrase is seen."""

    now: datetime
    days: Days


class Rule(NamedTuple):
    """One phrase: its pattern, and what it means."""

    pattern: re.Pattern[str]
    meaning: Callable[[Match, Here], Found]


# Pieces of pattern: a number, a date, a month with or without a year, and what may be left out.
N = r"#(\d+)"
YEAR = r"(?: #((?:19|20)\d\d))?"
DATE = rf"(?:=(?P<d>\d+)-(?P<m>\d+)-(?P<y>\d*)|[#^](?P<d2>\d+) m(?P<m2>\d+)(?: #(?P<y2>(?:19|20)\d\d))?)"
THE = r"(?:(?:de|mijn) )?"
OF = r"(?:(?:van|in) )?(?:de )?"
W = r"w(\d)"
PLACE = r"(?:aan )?(?:de )?(begin|midden|eind) "
weeks_ahead = {"volgende": 1, "deze": 0, "": 0}


def dated(match: Match, here: Here) -> Day | None:
    """The date in the named groups of DATE."""
    groups = match.groupdict()
    day, month = groups["d"] or groups["d2"], groups["m"] or groups["m2"]
    year = groups["y"] or groups["y2"]
    return here.days.dated(int(day), int(month), int(year) if year else None)


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
    if unit in ("uur", "minuut"):
        return elapsed(here, count * (60 if unit == "uur" else 1))
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
    match found := span(float(match[1].replace(",", ".")), match[2], here):
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


def today_and(name: str) -> Callable[[Match, Here], Found]:
    """'vanmiddag': today and a part of the day."""
    return lambda _, here: (here.days.ahead(0), part(name))


def rule(pattern: str, meaning: Callable[[Match, Here], Found]) -> Rule:
    """A rule of the table; the pattern covers whole signs."""
    return Rule(re.compile(rf"(?:{pattern})(?= |$)"), meaning)


day_rules = (
    rule("vandaag", lambda _, here: here.days.ahead(0)),
    rule("morgen", lambda _, here: here.days.ahead(1)),
    rule("morgen vroeg", lambda _, here: (here.days.ahead(1), part("ochtend"))),
    rule("overmorgen", lambda _, here: here.days.ahead(2)),
    rule(rf"(vandaag|morgen|overmorgen) over {N} u:(week|dag)", from_day),
    rule(rf"(?:de )?(?:komende )?{W}(?: komende)?", lambda m, here: here.days.named(int(m[1]))),
    rule(rf"(?:de )?eerstvolgende {W}", lambda m, here: here.days.named(int(m[1]))),
    rule("zo(?= [#=%@^])", lambda _, here: here.days.named(7)),
    rule(rf"(?:de )?volgende {W}", lambda m, here: here.days.next_named(int(m[1]))),
    rule(rf"deze (?:u:week )?(?:op )?{W}", lambda m, here: here.days.this_named(int(m[1]))),
    rule(rf"{W} (?:van |in )?deze u:week", lambda m, here: here.days.this_named(int(m[1]))),
    rule(rf"volgende u:week (?:op )?(?:de )?{W}", lambda m, here: Day((here.days.in_week(1, int(m[1])),))),
    rule(rf"{W} (?:van |in )?(?:de )?volgende u:week", lambda m, here: Day((here.days.in_week(1, int(m[1])),))),
    rule(rf"komende u:week (?:op )?{W}", lambda m, here: here.days.coming_week(int(m[1]))),
    rule(rf"{W} komende u:week", lambda m, here: here.days.coming_week(int(m[1]))),
    rule(rf"over {N} u:week (?:op )?{W}", lambda m, here: here.days.weeks_from(int(m[1][:4]), int(m[2]))),
    rule(rf"{W} over {N} u:week", lambda m, here: here.days.weeks_from(int(m[2][:4]), int(m[1]))),
    rule("(?:de )?volgende u:week", lambda _, here: Day((here.days.monday(1),))),
    rule("deze u:week", lambda _, here: here.days.some_day_of_week(0)),
    rule("(?:in )?(?:de )?loop van (?:de |deze )u:week", lambda _, here: here.days.some_day_of_week(0)),
    rule("(?:in )?(?:de )?loop van volgende u:week", lambda _, here: here.days.some_day_of_week(1)),
    rule("ergens (?:in )?volgende u:week", lambda _, here: here.days.some_day_of_week(1)),
    rule("(?:de )?komende u:week", lambda _, here: here.days.some_day_of_week(1)),
    rule(rf"{PLACE}{OF}(volgende|deze)? ?u:week", week_place),
    rule(rf"(?:de )?u:week {N}", lambda m, here: here.days.week_number(int(m[1]))),
    rule(rf"{W} (?:in |van )?u:week {N}", lambda m, here: here.days.week_number(int(m[2]), int(m[1]))),
    rule(rf"u:week {N} (?:op )?{W}", lambda m, here: here.days.week_number(int(m[1]), int(m[2]))),
    rule(rf"(?:de )?u:week van {DATE}", week_of),
    rule("(?:de |deze |komende )?weekend", lambda _, here: here.days.weekend()),
    rule("volgende weekend", lambda _, here: here.days.weekend(1)),
    rule(rf"(?:de )?{DATE}", dated),
    rule(r"%(\d+)\.(\d+)", dotted_date),
    rule(r"(?:de )?\^(\d+)(?: van de u:maand)?", lambda m, here: here.days.day_of_month(int(m[1]))),
    rule(r"(?:de )?\^(\d+) van deze u:maand", lambda m, here: here.days.day_of_month(int(m[1]), 0)),
    rule(r"(?:de )?\^(\d+) van (?:de )?volgende u:maand", lambda m, here: here.days.day_of_month(int(m[1]), 1)),
    rule(N, bare_number),
    rule(
        rf"(?:de )?(\^\d+|laatste) {W} (?:van |in )(?:(de|deze|volgende) u:maand|m(\d+))",
        nth,
    ),
    rule(r"(?:de )?(\^1|laatste) u:werkdag (?:van |in )(?:(de|deze|volgende) u:maand|m(\d+))", first_working_day),
    rule(
        r"(?:de )?(?:volgende|eerstvolgende|\^1|\^1 volgende) u:werkdag",
        lambda _, here: span(1, "werkdag", here),
    ),
    rule(rf"(?:(?:aan|op|in) )?(?:de )?(begin|midden|half|eind) {OF}m(\d+){YEAR}", month_place),
    rule(rf"{PLACE}{OF}(volgende|deze)? ?u:maand", this_month_place),
    rule(rf"(?:in )?m(\d+){YEAR}", whole_month),
    rule("(?:in )?(?:de )?(?:volgende|komende) u:maand", lambda _, here: here.days.some_day_of_month(
        *here.days.month_ahead(1))),
    rule(
        "(?:in )?deze u:maand",
        lambda _, here: Day(here.days.in_this_month("eind").dates, wording.which_day),
    ),
    rule("eind (?:van )?(?:de|deze|dit)? ?u:jaar", lambda _, here: Day((date(here.days.today.year, 12, 31),),
                                                                        wording.which_day)),
    rule("(?:in )?(?:begin )?(?:van )?volgende u:jaar", lambda _, here: Day(
        (here.days.place_in_month("begin", here.days.today.year + 1, 1),), wording.which_day)),
)  # fmt: skip

after_rules = (
    rule(rf"na {THE}weekend", lambda _, here: here.days.after(here.days.in_week(0, 7))),
    rule(rf"na {THE}b:(\w+)", lambda m, here: here.days.after_break(Break(m[1]))),
    rule(rf"na {THE}h:([\w-]+)", lambda m, here: here.days.after_holiday(m[1])),
    rule("na oud en nieuw", lambda _, here: here.days.after_holiday("nieuwjaar")),
    rule("na goede w5", lambda _, here: here.days.after_holiday("goede-vrijdag")),
    rule(rf"na {THE}{DATE}", lambda m, here: here.days.after_day(dated(m, here))),
    rule(r"na (?:de )?\^(\d+)", lambda m, here: here.days.after_day(here.days.day_of_month(int(m[1])))),
    rule(rf"na (?:komende )?{W}", lambda m, here: here.days.after_day(here.days.named(int(m[1])))),
    rule("na volgende u:week", lambda _, here: here.days.after(here.days.in_week(1, 7))),
    rule("na deze u:week", lambda _, here: here.days.after(here.days.in_week(0, 7))),
    rule("na morgen", lambda _, here: here.days.after(here.days.today + timedelta(days=1))),
    rule(r"na m(\d+)", lambda m, here: here.days.after_day(here.days.in_month("eind", int(m[1])))),
    rule(r"(?:de )?u:week na (?:de )?b:(\w+)", monday_after),
    rule(rf"na {THE}(?:eigen|vakantie)(?: vakantie)?", lambda m, here: Own(
        wording.own_holiday if "mijn" in m[0] or "eigen" in m[0] else wording.which_break)),
    rule(r"na (?:mijn )?eigen u:dag", lambda m, _: Own(wording.own_holiday)),
    rule(rf"(?:in|tijdens|met) {THE}(?:b:\w+|h:[\w-]+|vakantie)", lambda m, _: Hedge(wording.when_exactly)),
)  # fmt: skip

span_rules = (
    rule(r"over #(\d+(?:,\d+)?) u:(\w+)", over),
    rule(r"#(\d+(?:,\d+)?) u:(\w+) later", over),
    rule(r"#(\d+) u:(dag|week|maand|werkdag)", without_over),
    rule(r"over (?:#1 )?half u:(uur|jaar)", lambda m, here: span(0.5, m[1], here)),
    rule(r"(?:#1 )?half u:uur", lambda _, here: elapsed(here, 30, wording.when_exactly)),
    rule(rf"over {N} en #1 half u:(\w+)", lambda m, here: span(int(m[1]) + 0.5, m[2], here)),
    rule("over (?:#1 )?kwartier", lambda _, here: elapsed(here, 15)),
    rule("over #3 kwartier", lambda _, here: elapsed(here, 45)),
    rule(rf"over {N} u:uur en #1 kwartier", lambda m, here: elapsed(here, int(m[1]) * 60 + 15)),
    rule(rf"over {N} u:uur (?:en )?{N} u:minuut", lambda m, here: elapsed(here, int(m[1]) * 60 + int(m[2]))),
    rule(r"over (?:#1 )?(?:paar|aantal) u:(\w+)", some),
)

clock_rules = (
    rule(r"@(\d+):(\d+)(?: u:uur)?", written),
    rule(r"%(\d+)\.(\d+)(?: u:uur)?", written),
    rule(rf"{N} u:uur", lambda m, _: clock(m[1])),
    rule(rf"{N} u:uur {N}", lambda m, _: clock(m[1], m[2])),
    rule(rf"om {N}", lambda m, _: clock(m[1])),
    rule(N, bare_hour),
    rule(rf"half {N}(?: u:uur)?", half),
    rule(rf"(?P<minutes>kwart|#\d+) (?:u:minuut )?(?P<way>voor|over) #(?P<hour>\d+)(?: u:uur)?",
         lambda m, _: around(m)),
    rule(rf"(?P<minutes>#\d+) (?:u:minuut )?(?P<way>voor|over) half #(?P<hour>\d+)(?: u:uur)?",
         lambda m, _: around(m, -30)),
)  # fmt: skip

part_rules = (
    rule("(?:in )?(?:de )?p:(ochtend|middag|avond|namiddag|nacht)", lambda m, _: part(m[1])),
    rule("(?:in )?(?:de )?(?:p:ochtend vroeg|vroeg (?:in )?(?:de )?p:ochtend)", lambda _m, _h: part("ochtend")),
    rule("(?<=w[1-7] )morgen", lambda _m, _h: part("ochtend")),
    rule(r"(?:(?:aan|in) )?(?:de )?(begin|eind) (?:van )?(?:de )?p:(ochtend|middag|avond)",
         lambda m, _: part(f"{m[1]} {m[2]}")),
    rule(r"(?:(?:aan|in) )?(?:de )?(begin|eind) (?:van )?(?:de )?u:(?:dag|werkdag)", lambda m, _: part(f"{m[1]} dag")),
    rule(rf"na {THE}lunch", lambda _m, _h: part("lunch")),
    rule("na (?:de )?p:middag", lambda _m, _h: part("namiddag")),
    rule(rf"(?:voor|tijdens|rond|in) {THE}lunch", lambda _m, _h: part("rond lunch")),
    rule("vanochtend", today_and("ochtend")),
    rule("vanmiddag", today_and("middag")),
    rule("vanavond", today_and("avond")),
    rule("vannacht", today_and("nacht")),
    rule("(?:aan |in )?(?:de )?eind (?:van )?(?:de )?vanmiddag", today_and("eind middag")),
)  # fmt: skip

other_rules = (
    rule("graag|rond|vanaf|op|om|aan|in|(?:kom )?terug|(?:ik )?ben(?: ik)? terug|ik ben|kom|kom ik"
         "|herinner me(?: eraan)?|de(?= p:| lunch)", lambda _m, _h: Filler()),
    rule("later(?= )", lambda _m, _h: Filler()),
    rule("straks|zo|later|(?:#1 )?andere keer|(?:#1 )?andere u:dag|ergens", lambda _m, _h: Hedge(wording.when_exactly)),
    rule("uiterlijk|voor|uiterlijk voor", lambda _m, _h: Hedge(wording.when_exactly)),
    rule("niet(?: voor)?", lambda _m, _h: Hedge(wording.when_instead, refuses=True)),
)  # fmt: skip

rules = (*day_rules, *after_rules, *span_rules, *clock_rules, *part_rules, *other_rules)


def covers(signs: tuple[str, ...], here: Here) -> list[tuple[Piece, ...]]:
    """Every way to cover all signs with phrases (at most `most_covers`)."""
    found: list[tuple[Piece, ...]] = []
    for pieces in walk(" ".join(signs), 0, here, ()):
        found.append(pieces)
        if len(found) >= most_covers:
            break
    return found


def walk(text: str, place: int, here: Here, before: tuple[Piece, ...]) -> Iterator[tuple[Piece, ...]]:
    """The covers of `text` from `place`, after the pieces that cover what is before it."""
    if place >= len(text):
        yield before
        return
    if sum(not isinstance(piece, Filler) for piece in before) > most_pieces:
        return
    matches = [(match, rule) for rule in rules if (match := rule.pattern.match(text, place))]
    for match, rule in sorted(matches, key=lambda pair: -pair[0].end()):
        meant = rule.meaning(match, here)
        if meant is None:
            continue
        pieces = before + (meant if isinstance(meant, tuple) else (meant,))
        if possible(pieces):
            yield from walk(text, match.end() + 1, here, pieces)


def possible(pieces: tuple[Piece, ...]) -> bool:
    """Whether these can still be one moment: one clock time, one part of the day, two days at most."""
    kinds = [type(piece) for piece in pieces]
    days = kinds.count(Day)
    if Instant in kinds and (days or Clock in kinds or kinds.count(Instant) > 1):
        return False
    return (
        kinds.count(Clock) <= 1
        and sum(k.__name__ == "Part" for k in kinds) <= 1
        and days <= 2
        and (kinds.count(Hedge) <= 2 and kinds.count(Own) <= 1)
    )
