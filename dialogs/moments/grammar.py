"""The phrases of a moment, as a table: what is said, and what it means.

A pattern is matched against the signs of `words`, with one space between them. A text is a moment only when
phrases cover all of it; `covers` gives every way to do that.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from dialogs.moments import phrases, wording
from dialogs.moments.phrases import Found, Here, Match
from dialogs.moments.pieces import Clock, Day, Filler, Hedge, Instant, Own, Part, Piece
from dialogs.moments.times import part
from dialogs.moments.working_days import Break

most_covers = 40
most_pieces = 8


class Rule(NamedTuple):
    """One phrase: its pattern, and what it means."""

    pattern: re.Pattern[str]
    meaning: Callable[[Match, Here], Found]


# Pieces of pattern: a number, a date, a month with or without a year, and what may be left out.
N = r"#(\d+)"
YEAR = r"(?: #((?:19|20)\d\d))?"
DATE = r"(?:=(?P<d>\d+)-(?P<m>\d+)-(?P<y>\d*)|[#^](?P<d2>\d+) m(?P<m2>\d+)(?: #(?P<y2>(?:19|20)\d\d))?)"
THE = r"(?:(?:de|mijn) )?"
OF = r"(?:(?:van|in) )?(?:de )?"
W = r"w(\d)"
PLACE = r"(?:aan )?(?:de )?(begin|midden|eind) "


def rule(pattern: str, meaning: Callable[[Match, Here], Found]) -> Rule:
    """A rule of the table; the pattern covers whole signs."""
    return Rule(re.compile(rf"(?:{pattern})(?= |$)"), meaning)


day_rules = (
    rule("vandaag", lambda _, here: here.days.ahead(0)),
    rule("morgen", phrases.tomorrow),
    rule("morgen vroeg", lambda m, here: (phrases.tomorrow(m, here), part("ochtend"))),
    rule("overmorgen", lambda _, here: here.days.ahead(2)),
    rule(rf"(vandaag|morgen|overmorgen) over {N} u:(week|dag)", phrases.from_day),
    rule(rf"(?:de )?(?:komende )?{W}(?: komende)?", lambda m, here: here.days.named(int(m[1]))),
    rule(rf"(?:de )?eerstvolgende {W}", lambda m, here: here.days.named(int(m[1]))),
    rule("zo(?= [#=%@^])", lambda _, here: here.days.named(7)),
    rule(rf"(?:de )?volgende {W}", lambda m, here: here.days.next_named(int(m[1]))),
    rule(rf"deze (?:u:week )?(?:op )?{W}", lambda m, here: here.days.this_named(int(m[1]))),
    rule(rf"{W} (?:van |in )?deze u:week", lambda m, here: here.days.this_named(int(m[1]))),
    rule(rf"volgende u:week (?:op )?(?:de )?{W}", lambda m, here: Day((here.days.in_week(1, int(m[1])),))),
    rule(
        rf"{W} (?:van |in )?(?:de )?volgende u:week",
        lambda m, here: Day((here.days.in_week(1, int(m[1])),)),
    ),
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
    rule(rf"{PLACE}{OF}(volgende|deze)? ?u:week", phrases.week_place),
    rule(rf"(?:de )?u:week {N}", lambda m, here: here.days.week_number(int(m[1]))),
    rule(rf"{W} (?:in |van )?u:week {N}", lambda m, here: here.days.week_number(int(m[2]), int(m[1]))),
    rule(rf"u:week {N} (?:op )?{W}", lambda m, here: here.days.week_number(int(m[1]), int(m[2]))),
    rule(rf"(?:de )?u:week van {DATE}", phrases.week_of),
    rule("(?:de |deze |komende )?weekend", lambda _, here: here.days.weekend()),
    rule("volgende weekend", lambda _, here: here.days.weekend(1)),
    rule(rf"(?:de )?{DATE}", phrases.dated),
    rule(r"%(\d+)\.(\d+)", phrases.dotted_date),
    rule(r"(?:de |(?<= ))\^(\d+)(?: van de u:maand)?", lambda m, here: here.days.day_of_month(int(m[1]))),
    rule(r"(?:de )?\^(\d+) van deze u:maand", lambda m, here: here.days.day_of_month(int(m[1]), 0)),
    rule(
        r"(?:de )?\^(\d+) (?:van )?(?:de )?volgende u:maand",
        lambda m, here: here.days.day_of_month(int(m[1]), 1),
    ),
    rule(r"volgende u:maand (?:op )?(?:de )?\^(\d+)", lambda m, here: here.days.day_of_month(int(m[1]), 1)),
    rule(rf"(?:de )?{DATE} (?:van )?volgende u:jaar", phrases.dated_next_year),
    rule(rf"(?<= )(?<!om ){N}$", phrases.bare_number),
    rule(
        rf"(?:de )?(\^\d+|laatste) {W} (?:van |in )(?:(de|deze|volgende) u:maand|m(\d+))",
        phrases.nth,
    ),
    rule(
        r"(?:de )?(\^1|laatste) u:werkdag (?:van |in )(?:(de|deze|volgende) u:maand|m(\d+))",
        phrases.first_working_day,
    ),
    rule(
        r"(?:de )?(?:volgende|eerstvolgende|\^1|\^1 volgende) u:werkdag",
        lambda _, here: phrases.span(1, "werkdag", here),
    ),
    rule(rf"(?:(?:aan|op|in) )?(?:de )?(begin|midden|half|eind) {OF}m(\d+){YEAR}", phrases.month_place),
    rule(
        r"(?:de )?laatste u:dag van (?:(volgende|deze|de) u:maand|m(\d+))",
        lambda m, here: here.days.in_month("eind", int(m[2]))
        if m[2]
        else here.days.in_later_month("eind", int(m[1] == "volgende")),
    ),
    rule(rf"{PLACE}{OF}(volgende|deze)? ?u:maand", phrases.this_month_place),
    rule(rf"(?:in )?m(\d+){YEAR}", phrases.whole_month),
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
    rule(r"na(?= (?:[@%]|#\d+ u:|half|kwart))", lambda _m, _h: Hedge(wording.when_exactly)),
    rule(rf"na {THE}h:([\w-]+)", lambda m, here: here.days.after_holiday(m[1])),
    rule("na oud en nieuw", lambda _, here: here.days.after_holiday("nieuwjaar")),
    rule(r"(?:op )?(?:de )?h:([\w-]+)", lambda m, here: here.days.on_holiday(m[1])),
    rule(r"(?:op )?(?:de )?\^([12]) h:([\w-]+)", lambda m, here: here.days.on_holiday(m[2], int(m[1]))),
    rule("(?:op )?goede w5", lambda _, here: here.days.on_holiday("goede-vrijdag")),
    rule("na goede w5", lambda _, here: here.days.after_holiday("goede-vrijdag")),
    rule(rf"na {THE}{DATE}", lambda m, here: here.days.after_day(phrases.dated(m, here))),
    rule(r"na (?:de )?\^(\d+)", lambda m, here: here.days.after_day(here.days.day_of_month(int(m[1])))),
    rule(rf"na (?:komende )?{W}", lambda m, here: here.days.after_day(here.days.named(int(m[1])))),
    rule("na volgende u:week", lambda _, here: here.days.after(here.days.in_week(1, 7))),
    rule("na deze u:week", lambda _, here: here.days.after(here.days.in_week(0, 7))),
    rule("na morgen", lambda _, here: here.days.after(here.days.today + timedelta(days=1))),
    rule(r"na m(\d+)", lambda m, here: here.days.after_day(here.days.in_month("eind", int(m[1])))),
    rule(r"(?:de )?u:week na (?:de )?b:(\w+)", phrases.monday_after),
    rule(rf"na {THE}(?:eigen|vakantie)(?: vakantie)?", lambda m, _: Own(
        wording.own_holiday if "mijn" in m[0] or "eigen" in m[0] else wording.which_break)),
    rule(r"na (?:mijn )?eigen u:dag", lambda _m, _h: Own(wording.own_holiday)),
    rule(
        rf"(?:in|tijdens|met|voor) {THE}(?:b:\w+|h:[\w-]+|vakantie)",
        lambda _m, _h: Hedge(wording.when_exactly),
    ),
)  # fmt: skip

span_rules = (
    rule(r"over #(\d+(?:,\d+)?) u:(\w+)", phrases.over),
    rule(r"#(\d+(?:,\d+)?) u:(\w+) later", phrases.over),
    rule(r"#(\d+) u:(uren|dag|week|maand|werkdag)(?! na)", phrases.without_over),
    # "Later 1 uur" is one o'clock to some and an hour from now to others.
    rule("(?<!.)#1 u:uur$", lambda _, here: phrases.elapsed(here, 60)),
    rule(r"over (?:#1 )?half u:(uur|uren|jaar)", lambda m, here: phrases.span(0.5, m[1], here)),
    rule(r"(?:#1 )?half u:(?:uur|uren)", lambda _, here: phrases.elapsed(here, 30, wording.when_exactly)),
    rule(rf"over {N} en #1 half u:(\w+)", lambda m, here: phrases.span(int(m[1]) + 0.5, m[2], here)),
    rule("over (?:#1 )?kwartier", lambda _, here: phrases.elapsed(here, 15)),
    rule(rf"over {N} kwartier", lambda m, here: phrases.elapsed(here, int(m[1]) * 15)),
    # "Over ongeveer een uur", "over een uur of twee": near enough to ask with that moment as the choice.
    rule(
        r"over rond #(\d+(?:,\d+)?) u:(\w+)",
        lambda m, here: phrases.about(phrases.over(m, here)),
    ),
    rule(
        r"over #1 u:(\w+) of #(\d+)",
        lambda m, here: phrases.about(phrases.span(int(m[2]), m[1], here)),
    ),
    rule(
        rf"over {N} u:(?:uur|uren) en #1 kwartier", lambda m, here: phrases.elapsed(here, int(m[1]) * 60 + 15)
    ),
    rule(
        rf"over {N} u:uur (?:en )?{N} u:minuut",
        lambda m, here: phrases.elapsed(here, int(m[1]) * 60 + int(m[2])),
    ),
    rule(r"over (?:#1 )?(?:paar|aantal) u:(\w+)", phrases.some),
)

clock_rules = (
    rule(r"@(\d+):(\d+)(?: u:uur)?", phrases.written),
    rule(r"%(\d+)\.(\d+)(?: u:uur)?", phrases.written),
    rule(rf"{N} u:uur", lambda m, _: phrases.clock(m[1])),
    rule(rf"{N} u:uur {N}", lambda m, _: phrases.clock(m[1], m[2])),
    rule(rf"om {N}", lambda m, _: phrases.clock(m[1])),
    rule(rf"(?<= )(?<!om ){N}$", phrases.bare_hour),
    rule(rf"half {N}(?: u:uur)?", phrases.half),
    rule(r"(?P<minutes>kwart|#\d+) (?:u:minuut )?(?P<way>voor|over) #(?P<hour>\d+)(?: u:uur)?",
         lambda m, _: phrases.around(m)),
    rule(r"(?P<minutes>#\d+) (?:u:minuut )?(?P<way>voor|over) half #(?P<hour>\d+)(?: u:uur)?",
         lambda m, _: phrases.around(m, -30)),
)  # fmt: skip

part_rules = (
    rule("(?:in )?(?:de )?p:(ochtend|middag|avond|namiddag|nacht)(?! na )", lambda m, _: part(m[1])),
    rule("rond (?:de )?p:(middag|avond)", lambda m, _: part(f"rond {m[1]}")),
    rule(
        "(?:in )?(?:de )?(?:p:ochtend vroeg|vroeg (?:in )?(?:de )?p:ochtend)",
        lambda _m, _h: part("ochtend"),
    ),
    rule("(?<=w[1-7] )morgen", lambda _m, _h: part("ochtend")),
    rule(r"(?:(?:aan|in) )?(?:de )?(begin|eind) (?:van )?(?:de )?p:(ochtend|middag|avond)",
         lambda m, _: part(f"{m[1]} {m[2]}")),
    rule(r"(?:(?:aan|in) )?(?:de )?(begin|eind) (?:van )?(?:de )?u:(?:dag|werkdag)",
         lambda m, _: part(f"{m[1]} dag")),
    rule(rf"na {THE}lunch", lambda _m, _h: part("lunch")),
    rule("na (?:de )?p:middag", lambda _m, _h: part("namiddag")),
    rule(rf"(?:voor|tijdens|rond|in) {THE}lunch", lambda _m, _h: part("rond lunch")),
    rule(r"(?:in )?(?:de )?loop van (?:de )?(u:dag|p:ochtend|p:middag)", phrases.in_the_course_of),
    rule("deze p:(ochtend|middag|avond)", lambda m, here: phrases.today_and(m[1])(m, here)),
    rule("vanochtend", phrases.today_and("ochtend")),
    rule("vanmiddag", phrases.today_and("middag")),
    rule("vanavond", phrases.today_and("avond")),
    rule("vannacht", phrases.today_and("nacht")),
    rule("(?:aan |in )?(?:de )?eind (?:van )?(?:de )?vanmiddag", phrases.today_and("eind middag")),
)  # fmt: skip

other_rules = (
    rule("graag|rond(?! de p:| p:)|vanaf|op|om|aan|in(?! #)|de(?= p:| lunch)", lambda _m, _h: Filler()),
    rule("(?:kom )?terug|(?:ik )?ben(?: ik)? terug|ik ben|kom|kom ik", lambda _m, _h: Filler()),
    rule("herinner me(?: eraan)?", lambda _m, _h: Filler()),
    rule("later(?= (?!dan ))", lambda _m, _h: Filler()),
    rule("(?<= )dan|dan(?= graag)", lambda _m, _h: Filler()),
    # "Later dan morgen" is not tomorrow; a caller may have taken "later" off.
    rule("(?<!.)(?:later )?dan", lambda _m, _h: Hedge(wording.when_exactly)),
    rule(r"(?:de )?\^1 u:werkdag(?= na )|(?:de )?\^1(?= w\d na )", lambda _m, _h: Filler()),
    rule(
        "straks|zo|later|(?:#1 )?andere (?:keer|u:dag)|ergens",
        lambda _m, _h: Hedge(wording.when_exactly),
    ),
    # "In 2 uur" is a span to some and a clock time to nobody.
    rule(r"in(?= #)", lambda _m, _h: Hedge(wording.when_exactly)),
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
        and kinds.count(Part) <= 1
        and days <= 2
        and (kinds.count(Hedge) <= 2 and kinds.count(Own) <= 1)
    )
