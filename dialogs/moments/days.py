"""The Dutch rules for days: which dates a phrase can mean, seen from today."""

from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dialogs.moments import wording
from dialogs.moments.pieces import Day
from dialogs.moments.working_days import Break, Calendar, one_day, public_holidays

# A date without a year that went by this recently is rather a slip than a date of next year.
slip = timedelta(days=31)
one_week = timedelta(days=7)
MIDDLE_OF_MONTH = 15

break_names = {
    Break.AUTUMN: "herfstvakantie",
    Break.CHRISTMAS: "kerstvakantie",
    Break.SPRING: "voorjaarsvakantie",
    Break.MAY: "meivakantie",
    Break.SUMMER: "zomervakantie",
}

# The last day of a holiday, by what the library calls it; the others are reckoned from one of those.
last_days = {
    "kerst": "Tweede kerstdag",
    "pasen": "Tweede paasdag",
    "pinksteren": "Tweede pinksterdag",
    "hemelvaart": "Hemelvaartsdag",
    "koningsdag": "Koningsdag",
    "nieuwjaar": "Nieuwjaarsdag",
    "goede-vrijdag": "Goede vrijdag",
    "carnaval": "Eerste paasdag",
}
fixed_days = {"bevrijdingsdag": (5, 5), "sinterklaas": (12, 5), "oudjaar": (12, 31)}
days_of = {"kerst": 2, "pasen": 2, "pinksteren": 2, "carnaval": 3}
carnival_before_easter = timedelta(days=47)


@dataclass(frozen=True, slots=True)
class Days:
    """The days of the calendar, counted from `today`. Weekdays count from 1, Monday."""

    today: date
    calendar: Calendar

    def monday(self, weeks: int = 0) -> date:
        """The Monday of this week, or of a week so many further; a week starts on Monday."""
        return self.today - timedelta(days=self.today.weekday()) + weeks * one_week

    def coming(self, weekday: int) -> date:
        """The first such weekday after today."""
        return self.weekday_after(self.today, weekday)

    def weekday_after(self, day: date, weekday: int) -> date:
        """The first such weekday after `day`."""
        return day + timedelta(days=(weekday - 1 - day.weekday() - 1) % 7 + 1)

    def in_week(self, weeks: int, weekday: int) -> date:
        """A weekday of the week so many further."""
        return self.monday(weeks) + timedelta(days=weekday - 1)

    def ahead(self, count: int) -> Day:
        """So many days from today."""
        return Day((self.today + timedelta(days=count),))

    # Weekdays

    def named(self, weekday: int) -> Day:
        """'vrijdag', 'komende vrijdag': the coming one; asked back when it is the name of today."""
        if self.today.isoweekday() == weekday:
            return Day((self.today, self.today + one_week), wording.own_weekday(weekday - 1), weekday)
        return Day((self.coming(weekday),), weekday=weekday)

    def next_named(self, weekday: int) -> Day:
        """'volgende vrijdag': always asked back."""
        first = self.coming(weekday)
        return Day((first, first + one_week), wording.which_weekday(weekday - 1))

    def this_named(self, weekday: int) -> Day:
        """'deze vrijdag': the one of this week."""
        if self.today.isoweekday() == weekday:
            return self.named(weekday)
        return Day((self.in_week(0, weekday),))

    def coming_week(self, weekday: int) -> Day:
        """'komende week vrijdag': the coming one or the one of next week, when they differ."""
        return Day(tuple(sorted({self.coming(weekday), self.in_week(1, weekday)})))

    def weeks_from(self, weeks: int, weekday: int) -> Day:
        """'vrijdag over twee weken': counted from the coming Friday or from this week, when they differ."""
        return Day(tuple(sorted({self.coming(weekday) + weeks * one_week, self.in_week(weeks, weekday)})))

    # Weeks

    def some_day_of_week(self, weeks: int) -> Day:
        """'deze week', 'komende week': some working day, so asked."""
        dates = [self.in_week(weeks, weekday) for weekday in range(1, 6)]
        return Day(
            tuple(d for d in dates if d > self.today and self.calendar.is_working_day(d)), wording.which_day
        )

    def end_of_week(self, weeks: int) -> Day:
        """'eind van de week' is Thursday to one and Friday to the other."""
        return Day((self.in_week(weeks, 4), self.in_week(weeks, 5)), wording.which_day)

    def middle_of_week(self, weeks: int) -> Day:
        """'halverwege de week': Wednesday, to be sure of."""
        return Day((self.in_week(weeks, 3),), wording.which_day)

    def weekend(self, weeks: int = 0) -> Day:
        """'in het weekend': Saturday, Sunday, or rather the Monday after."""
        saturday = self.in_week(weeks, 6)
        return Day((saturday, saturday + one_day, saturday + 2 * one_day), wording.which_day)

    def week_number(self, number: int, weekday: int = 1) -> Day | None:
        """'week 50': its Monday, of the first such week to come (ISO 8601)."""
        for year in (self.today.isocalendar().year, self.today.isocalendar().year + 1):
            try:
                day = date.fromisocalendar(year, number, weekday)
            except ValueError:
                continue
            if day > self.today:
                return Day((day,))
            if day.isocalendar()[:2] == self.today.isocalendar()[:2]:
                return self.some_day_of_week(0)
            if self.today - day < slip:
                return Day((), wording.already_past)
        return None

    # Dates

    def next_year_round(self, in_year: Callable[[int], date | None]) -> Day | None:
        """The first of a yearly day on or after today; asked when it went by less than a month ago."""
        this_year = in_year(self.today.year)
        if this_year is not None and this_year >= self.today:
            return Day((this_year,))
        following = in_year(self.today.year + 1)
        recent = this_year is not None and self.today - this_year <= slip
        if following is None:
            return None
        return Day((following,), wording.already_past if recent else None)

    def dated(self, day: int, month: int, year: int | None = None) -> Day | None:
        """'1 december', '31 februari', '1-12-2026'; None when no calendar has such figures."""
        if not (1 <= day <= 31 and 1 <= month <= 12):
            return None
        missing = Day((), wording.no_such_day(f"{day} {wording.months[month - 1]} {year or ''}".strip()))
        if year is not None:
            return Day((date(year, month, day),), dated=True) if valid(year, month, day) else missing
        found = self.next_year_round(lambda y: date(y, month, day) if valid(y, month, day) else None)
        return missing if found is None else replace(found, dated=True)

    def day_of_month(self, day: int, months_ahead: int | None = None) -> Day | None:
        """'de 14e': the first to come; asked when it is today's own, or skips a month that lacks it."""
        if not 1 <= day <= 31:
            return None
        for ahead in range(3) if months_ahead is None else (months_ahead,):
            year, month = self.month_ahead(ahead)
            if not valid(year, month, day):
                after = date(*self.month_ahead(ahead + 1), day)
                return Day((after,), wording.no_such_day(f"{day} {wording.months[month - 1]}"))
            found = date(year, month, day)
            if found > self.today or months_ahead is not None:
                return Day((found,), dated=True)
            if found == self.today:
                year, month = self.month_ahead(1)
                later = (date(year, month, day),) if valid(year, month, day) else ()
                return Day((found, *later), wording.which_day)
        return None

    # Months

    def month_ahead(self, count: int) -> tuple[int, int]:
        """Year and month so many months from this one."""
        years, month = divmod(self.today.month - 1 + count, 12)
        return self.today.year + years, month + 1

    def same_day_in(self, months: int) -> Day | None:
        """'over een maand': the same day, or the last day of a shorter month."""
        year, month = self.month_ahead(months)
        if year > date.max.year:
            return None
        return Day((date(year, month, min(self.today.day, monthrange(year, month)[1])),))

    def place_in_month(self, place: str, year: int, month: int) -> date:
        """The first working day (begin), the 15th (midden) or the last day (eind) of a month."""
        if place == "begin":
            return self.calendar.working_day_from(date(year, month, 1))
        return date(year, month, MIDDLE_OF_MONTH if place == "midden" else monthrange(year, month)[1])

    def in_month(self, place: str, month: int, year: int | None = None) -> Day | None:
        """'begin december', 'eind maart 2027'."""
        if year is not None:
            return Day((self.place_in_month(place, year, month),))
        return self.next_year_round(lambda y: self.place_in_month(place, y, month))

    def in_this_month(self, place: str) -> Day:
        """'eind van de maand'; asked when that is over, with the same place of the next month."""
        day = self.place_in_month(place, *self.month_ahead(0))
        if day >= self.today:
            return Day((day,))
        return Day((self.place_in_month(place, *self.month_ahead(1)),), wording.already_past)

    def in_later_month(self, place: str, ahead: int) -> Day:
        """'begin volgende maand'."""
        return Day((self.place_in_month(place, *self.month_ahead(ahead)),))

    def some_day_of_month(self, year: int, month: int) -> Day:
        """'in januari', 'volgende maand': asked, with begin, middle and end."""
        return Day(
            tuple(self.place_in_month(place, year, month) for place in ("begin", "midden", "eind")),
            wording.which_day,
        )

    def nth_weekday(self, nth: int, weekday: int, month: int | None, ahead: int = 0) -> Day | None:
        """'de eerste maandag van december'; -1 is the last."""

        def in_year_month(year: int, month: int) -> date | None:
            last = monthrange(year, month)[1]
            days = [d for n in range(1, last + 1) if (d := date(year, month, n)).isoweekday() == weekday]
            return days[nth if nth < 0 else nth - 1] if nth <= len(days) else None

        if month is not None:
            return self.next_year_round(lambda year: in_year_month(year, month))
        found = in_year_month(*self.month_ahead(ahead))
        return None if found is None else Day((found,))

    # After something

    def after(self, last: date) -> Day:
        """'na X': the first working day after X."""
        return Day((self.calendar.working_day_after(last),), after=last)

    def after_day(self, day: Day | None) -> Day | None:
        """'na 3 augustus', 'na vrijdag'."""
        if day is None:
            return None
        dates = tuple(self.calendar.working_day_after(d) for d in day.dates)
        return Day(dates, day.ask, after=day.dates[0] if len(day.dates) == 1 else None, edge=True)

    def after_break(self, kind: Break) -> Day:
        """'na de kerstvakantie'; asked when the dates are unknown, or differ by region or school."""
        ends = self.calendar.break_ends(kind, self.today)
        if self.calendar.break_ended(kind, self.today - slip, self.today):
            return Day(tuple(self.calendar.working_day_after(end) for end in ends), wording.already_past)
        if not ends:
            return Day((), wording.unknown_break(break_names[kind]))
        if len(ends) == 1:
            return self.after(ends[0])
        return Day(tuple(self.calendar.working_day_after(end) for end in ends), wording.which_end)

    def after_some_break(self) -> Day:
        """'na de vakantie': asked, with the ends of the two that come first."""
        ends = sorted({end for kind in Break for end in self.calendar.break_ends(kind, self.today)})
        return Day(tuple(self.calendar.working_day_after(end) for end in ends[:2]), wording.which_break)

    def on_holiday(self, name: str, which: int | None = None) -> Day | None:
        """'Koningsdag', 'tweede paasdag'; 'Pasen' alone has two days, so it is asked."""
        days = days_of.get(name, 1)
        if which is not None and days != 2:
            return None
        recent = False
        for year in (self.today.year - 1, self.today.year, self.today.year + 1):
            last = last_day_of(name, year)
            dates = tuple(last - n * one_day for n in reversed(range(days)))
            dates = dates if which is None else (dates[which - 1],)
            if dates[-1] >= self.today:
                return Day(dates, wording.already_past if recent else None)
            recent = self.today - dates[-1] <= slip
        raise AssertionError("a holiday comes every year")

    def after_holiday(self, name: str) -> Day:
        """'na Pasen'; asked when it went by less than a month ago."""
        recent = False
        for year in (self.today.year - 1, self.today.year, self.today.year + 1):
            last = last_day_of(name, year)
            if last >= self.today:
                found = self.after(last)
                return replace(found, ask=wording.already_past) if recent else found
            recent = self.today - last <= slip
        raise AssertionError("a holiday comes every year")


def valid(year: int, month: int, day: int) -> bool:
    """Whether the calendar has this date."""
    return 1 <= year <= 9000 and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]


def last_day_of(name: str, year: int) -> date:
    """The last day of a holiday in a year."""
    if name in fixed_days:
        return date(year, *fixed_days[name])
    for day, holiday in public_holidays(year).items():
        if last_days[name] in holiday:
            return day - carnival_before_easter if name == "carnaval" else day
    raise AssertionError(f"{name} is a holiday of every year")
