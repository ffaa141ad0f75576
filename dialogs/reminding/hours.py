"""When somebody may be nudged: on working days, in office hours, and not in a school break of the region."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from typing import Self
from zoneinfo import ZoneInfo

from dialogs.moments.working_days import Calendar, one_day
from dialogs.rounds.round import Round

OPEN, CLOSED = time(8), time(18)
MORNING = time(9)


@dataclass(frozen=True, slots=True)
class Hours:
    """The working time of a round: its zone, and the working days and school breaks of its region."""

    zone: ZoneInfo
    calendar: Calendar

    @classmethod
    def of(cls, round_: Round) -> Self:
        """The hours of a round."""
        return cls(*_parts(round_.zone, round_.region))

    def local(self, at: datetime) -> datetime:
        """The same moment as the clock of the round shows it."""
        return at.astimezone(self.zone)

    def today(self, now: datetime) -> date:
        """The day that it is now, there."""
        return self.local(now).date()

    def are_open(self, now: datetime) -> bool:
        """Whether somebody may be nudged at this moment."""
        local = self.local(now)
        return self.calendar.is_working_day(local.date()) and OPEN <= local.time() < CLOSED

    def next_open(self, at: datetime) -> datetime:
        """The first moment at or after `at` at which somebody may be nudged."""
        if self.are_open(at):
            return at
        local = self.local(at)
        day = local.date() if local.time() < OPEN else local.date() + one_day
        return self.morning(self.calendar.working_day_from(day))

    def morning(self, day: date) -> datetime:
        """Nine o'clock on a day."""
        return datetime.combine(day, MORNING, self.zone)

    def last_day(self, deadline: date) -> date:
        """The last working day on which something can still be done before a deadline passes."""
        while not self.calendar.is_working_day(deadline):
            deadline -= one_day
        return deadline

    def before(self, deadline: date, count: int) -> date:
        """The day that lies `count` working days before the last working day of a deadline."""
        day = self.last_day(deadline)
        for _ in range(count):
            day = self.last_day(day - one_day)
        return day

    def left(self, today: date, deadline: date) -> int:
        """How many working days come after today, up to and including the deadline."""
        days = (today + timedelta(days=n) for n in range(1, (deadline - today).days + 1))
        return sum(self.calendar.is_working_day(day) for day in days)

    def welcome_day(self, day: date, deadline: date) -> date:
        """When to nudge what is due on `day`: not in a school break, unless the deadline comes first."""
        day = self.calendar.working_day_from(day)
        in_break = self.calendar.break_at(day)
        if in_break is None:
            return day
        after = self.calendar.working_day_from(in_break.last + one_day)
        return after if after < self.last_day(deadline) else day


@lru_cache(maxsize=64)
def _parts(zone: str, region: str) -> tuple[ZoneInfo, Calendar]:
    return ZoneInfo(zone), Calendar.load(region)
