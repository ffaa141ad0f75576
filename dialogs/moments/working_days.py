"""Working days, public holidays and school breaks of the Netherlands.

Public holidays come from the `holidays` library (MIT), which takes them from the Algemene termijnenwet;
5 May is a day off only in years that end in 0 or 5, as in most collective agreements. School breaks come
from the data file beside this module; a break that is not in it is unknown, and never worked out.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import lru_cache
from importlib import resources
from types import MappingProxyType
from typing import Self

import yaml

one_day = timedelta(days=1)
SATURDAY = 5


class Region(StrEnum):
    """A region of the school breaks; a round names the one of its municipality."""

    NORTH = "noord"
    MIDDLE = "midden"
    SOUTH = "zuid"


class Break(StrEnum):
    """A school break."""

    AUTUMN = "herfst"
    CHRISTMAS = "kerst"
    SPRING = "voorjaar"
    MAY = "mei"
    SUMMER = "zomer"


@dataclass(frozen=True, slots=True)
class SchoolBreak:
    """One break of one region (None: the whole country); `longer_until` is the end that many schools keep."""

    kind: Break
    region: Region | None
    first: date
    last: date
    longer_until: date | None = None

    def __post_init__(self) -> None:
        if not self.first < self.last:
            raise ValueError(f"{self.kind}vakantie: {self.last} does not come after {self.first}")
        if self.longer_until is not None and not self.last < self.longer_until:
            raise ValueError(
                f"{self.kind}vakantie: langer_tot {self.longer_until} is not later than {self.last}"
            )

    def ends(self) -> tuple[date, ...]:
        """The last day; two when schools differ."""
        return (self.last,) if self.longer_until is None else (self.last, self.longer_until)


@dataclass(frozen=True, slots=True)
class Calendar:
    """The days on which the municipality works, seen from `region` (None when nobody said which)."""

    region: Region | None
    breaks: tuple[SchoolBreak, ...]

    @classmethod
    def load(cls, region: str | None = None) -> Self:
        """The calendar of `region` (noord, midden, zuid or None); raises ValueError for another region."""
        return cls(None if region is None else Region(region), known_breaks())

    def holiday(self, day: date) -> str | None:
        """The Dutch name of the public holiday on `day`, or None."""
        return public_holidays(day.year).get(day)

    def is_working_day(self, day: date) -> bool:
        """Whether offices are open: no weekend and no public holiday."""
        return day.weekday() < SATURDAY and self.holiday(day) is None

    def working_day_from(self, day: date) -> date:
        """The first working day on or after `day`."""
        while not self.is_working_day(day):
            day += one_day
        return day

    def working_day_after(self, day: date, count: int = 1) -> date:
        """The working day that comes `count` working days after `day`."""
        for _ in range(count):
            day = self.working_day_from(day + one_day)
        return day

    def break_at(self, day: date) -> SchoolBreak | None:
        """The school break of the region that `day` lies in, as far as the data file knows."""
        for one in self.breaks:
            here = self.region is None or one.region in (None, self.region)
            if here and one.first <= day <= one.last:
                return one
        return None

    def break_ends(self, kind: Break, today: date) -> tuple[date, ...]:
        """The last day of the next (or running) break of this kind; more when regions or schools differ.

        Empty when the data file does not hold it. A break counts until it is over. When the file's first
        break of this kind starts more than a year from `today`, one that nobody entered lies before it.
        """
        mine = [
            b
            for b in self.breaks
            if b.kind is kind and (self.region is None or b.region in (None, self.region))
        ]
        ends: set[date] = set()
        for region in {b.region for b in mine}:
            coming = [b for b in mine if b.region is region and max(b.ends()) >= today]
            if not coming:
                return ()
            first = min(coming, key=lambda b: b.first)
            if first.first - today > timedelta(days=380):
                return ()
            ends.update(first.ends())
        return tuple(sorted(ends))

    def break_ended(self, kind: Break, since: date, before: date) -> bool:
        """Whether a break of this kind ended on or after `since` and before `before`, in any region meant."""
        mine = (
            one
            for one in self.breaks
            if one.kind is kind and self.region in (None, one.region or self.region)
        )
        return any(since <= max(one.ends()) < before for one in mine)


def warm_up() -> None:
    """Load the holidays library now (some 0.4 s), for a server that would rather not do it in a turn."""
    public_holidays(date.today().year)  # noqa: DTZ011 - any year will do


@lru_cache(maxsize=64)
def public_holidays(year: int) -> MappingProxyType[date, str]:
    """The public holidays of `year`, with their Dutch names."""
    # Imported here: the library costs 0.4 s, and most commands never ask for a day.
    from holidays.countries.netherlands import Netherlands

    found = Netherlands(years=year, language="nl", expand=False)  # type: ignore[no-untyped-call]
    return MappingProxyType(dict(found.items()))


@lru_cache(maxsize=1)
def known_breaks() -> tuple[SchoolBreak, ...]:
    """The school breaks of the data file; raises ValueError when a row cannot be right."""
    text = resources.files(__package__).joinpath("school_breaks.yaml").read_text(encoding="utf-8")
    return tuple(
        SchoolBreak(
            Break(row["vakantie"]),
            None if row["regio"] == "alle" else Region(row["regio"]),
            row["van"],
            row["tot_en_met"],
            row.get("langer_tot"),
        )
        for row in yaml.safe_load(text)
    )
