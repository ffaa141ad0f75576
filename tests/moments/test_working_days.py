"""Working days, holidays and school breaks."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from holidays.countries.netherlands import Netherlands

from dialogs.moments.days import break_names
from dialogs.moments.working_days import Break, Calendar, Region, SchoolBreak, known_breaks

calendar = Calendar.load("midden")


def test_holidays_and_weekends_are_no_working_days() -> None:
    assert calendar.holiday(date(2027, 4, 27)) == "Koningsdag"
    assert not calendar.is_working_day(date(2026, 12, 25))
    assert not calendar.is_working_day(date(2026, 11, 28))
    assert calendar.is_working_day(date(2026, 11, 23))


def test_liberation_day_is_a_day_off_once_in_five_years() -> None:
    assert calendar.is_working_day(date(2027, 5, 5))
    assert not calendar.is_working_day(date(2030, 5, 5))


def test_the_working_day_after_good_friday_is_the_tuesday() -> None:
    assert calendar.working_day_after(date(2027, 3, 26)) == date(2027, 3, 30)
    assert calendar.working_day_after(date(2026, 11, 23), 5) == date(2026, 11, 30)


def test_a_region_that_does_not_exist_is_refused() -> None:
    with pytest.raises(ValueError, match="west"):
        Calendar.load("west")


def test_a_break_ends_after_it_begins() -> None:
    with pytest.raises(ValueError, match="does not come after"):
        SchoolBreak(Break.MAY, None, date(2027, 5, 2), date(2027, 4, 24))


def rows() -> Iterator[tuple[Region, SchoolBreak]]:
    for row in known_breaks():
        for region in Region if row.region is None else (row.region,):
            yield region, row


@pytest.mark.parametrize(
    ("region", "row"), list(rows()), ids=lambda value: str(getattr(value, "last", value))
)
def test_the_data_file_agrees_with_the_holidays_library(region: Region, row: SchoolBreak) -> None:
    theirs = Netherlands(  # type: ignore[no-untyped-call]
        subdiv=region.title(),
        categories="school",
        years=[row.first.year, row.last.year],
        language="nl",
        expand=False,
    )
    days = [row.first + timedelta(days=n) for n in range((row.last - row.first).days + 1)]
    assert all(theirs.get(day) == break_names[row.kind].title() for day in days)
    assert theirs.get(row.first - timedelta(days=1)) is None
    assert theirs.get(row.last + timedelta(days=1)) is None


@pytest.mark.parametrize("region", list(Region))
@pytest.mark.parametrize("kind", list(Break))
def test_every_break_of_the_known_school_years_is_there_for_every_region(region: Region, kind: Break) -> None:
    mine = [row for row in known_breaks() if row.kind is kind and row.region in (None, region)]
    assert len(mine) == 4


def test_a_break_that_is_not_in_the_file_is_unknown() -> None:
    assert calendar.break_ends(Break.CHRISTMAS, date(2029, 11, 1)) == ()
    assert calendar.break_ends(Break.SUMMER, date(2020, 1, 1)) == ()
    assert calendar.break_ends(Break.AUTUMN, date(2029, 1, 1)) == ()
