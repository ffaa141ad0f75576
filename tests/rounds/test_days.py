"""A day of a round, as coordinators write it."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from dialogs.moments.working_days import Calendar
from dialogs.rounds.days import DaySaid, read_day

ZONE = ZoneInfo("Europe/Amsterdam")
MONDAY = datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


def said(text: str, after: date | None = None, now: datetime = MONDAY) -> DaySaid:
    return read_day(text, now, ZONE, Calendar.load("midden"), after)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2031-06-24", date(2031, 6, 24)),
        ("24-06-2031", date(2031, 6, 24)),
        ("24/6/2031", date(2031, 6, 24)),
        ("24 juni 2031", date(2031, 6, 24)),
        ("Dinsdag 24 juni 2031.", date(2031, 6, 24)),
        ("di 24 jun 2031", date(2031, 6, 24)),
        ("de 24e juni 2031", date(2031, 6, 24)),
        ("16 november 2026", date(2026, 11, 16)),  # past, and still a day
        ("16 november", date(2027, 11, 16)),
        ("29 februari", date(2028, 2, 29)),
        ("vandaag", date(2026, 11, 23)),
        ("per direct", date(2026, 11, 23)),
        ("morgen", date(2026, 11, 24)),
        ("over twee weken", date(2026, 12, 7)),
        ("eind januari", date(2027, 1, 31)),
        ("na de kerstvakantie", date(2027, 1, 4)),
    ],
)
def test_a_day_is_understood(text: str, day: date) -> None:
    assert said(text).day == day


def test_without_a_year_it_is_the_first_such_day_after_the_one_before() -> None:
    assert said("29 januari", after=date(2030, 11, 18)).day == date(2031, 1, 29)
    assert said("18 november", after=date(2030, 11, 18)).day == date(2030, 11, 18)


@pytest.mark.parametrize("text", ["31 februari", "29-02-2027", "2027-13-01", "veel", "", "x" * 100, "0 mei"])
def test_what_is_no_day_is_none(text: str) -> None:
    assert said(text) == DaySaid(None)


def test_what_can_be_two_days_is_not_chosen() -> None:
    assert said("volgende vrijdag").day is None
    assert said("volgende vrijdag").choices[:2] == (date(2026, 11, 27), date(2026, 12, 4))


def test_a_day_of_the_week_that_does_not_agree_is_asked_back() -> None:
    assert said("vrijdag 24 juni 2031") == DaySaid(None, (date(2031, 6, 24),))
