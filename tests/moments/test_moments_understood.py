"""What the bot says, asks and points out; and that nothing it reads can upset it."""

import time
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from dialogs.moments import Calendar, Option, Understood, choices, parses_completely, understand
from dialogs.moments.vocabulary import vocabulary

zone = ZoneInfo("Europe/Amsterdam")
calendar = Calendar.load("midden")
monday = datetime(2026, 11, 23, 10, 15, tzinfo=zone)

moments = st.datetimes(datetime(2024, 1, 1), datetime(2035, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001
figures = st.sampled_from(
    ["1", "3", "9", "14", "31", "14.30", "1/12", "9.10", "02:30", "2027", "2,5", "14e", "24-12"]
)
sentences = st.lists(st.one_of(st.sampled_from(sorted(vocabulary())), figures), min_size=1, max_size=7).map(
    " ".join
)


def ask(text: str, now: datetime = monday) -> Understood:
    return understand(text, now, zone, calendar)


def check(understood: Understood, now: datetime) -> None:
    """What always holds."""
    for option in understood.options:
        assert option.moment.astimezone(UTC) > now
        assert option.moment.tzinfo is zone
    labels = [option.label for option in understood.options]
    assert len(set(labels)) == len(labels) <= 4
    if understood.moment is None:
        assert understood.ask
        assert understood.options
    else:
        assert understood.moment.tzinfo is zone
        assert understood.moment.astimezone(UTC) > now
        # It exists: there and back again is the same time.
        there = understood.moment.astimezone(UTC).astimezone(zone)
        assert (there.isoformat(), there.fold) == (understood.moment.isoformat(), understood.moment.fold)


@given(text=st.text(max_size=80), now=moments)
def test_no_text_at_all_upsets_the_bot(text: str, now: datetime) -> None:
    check(understand(text, now, zone, calendar), now)


@settings(max_examples=400, suppress_health_check=[HealthCheck.too_slow], deadline=None)
@given(text=sentences, now=moments)
def test_any_row_of_time_words_gives_a_moment_ahead_or_a_question(text: str, now: datetime) -> None:
    check(understand(text, now, zone, calendar), now)


@pytest.mark.parametrize(
    "text",
    [
        "morgen " * 700,
        "9" * 5000,
        "om " * 1600,
        "later straks zo " * 300,
        "vrijdag 9 10 11 " * 300,
        "x" * 5000,
        "over een " * 9,
        "1/12 9.10 " * 9,
        "maadng dindag " * 8,
        "later " * 18,
        "op om in aan " * 4 + "morgen",
    ],
)
def test_a_long_text_is_answered_at_once(text: str) -> None:
    ask("morgen")
    started = time.perf_counter()
    check(ask(text[:5000]), monday)
    assert time.perf_counter() - started < 0.5


def test_a_moment_is_repeated_in_full() -> None:
    assert ask("1 december 13 uur").said == "dinsdag 1 december om 13.00 uur"
    assert ask("morgen").said == "dinsdag 24 november om 9.00 uur"


def test_the_year_is_named_when_it_is_not_this_year() -> None:
    assert ask("na de kerstvakantie").said == "maandag 4 januari 2027 om 9.00 uur"


def test_the_hour_that_comes_twice_is_told_apart() -> None:
    night = datetime(2026, 10, 24, 15, tzinfo=zone)
    understood = ask("25 oktober om half drie 's nachts", night)
    assert understood.ask is not None
    assert "twee keer" in understood.ask
    assert [option.label for option in understood.options] == [
        "Zondag 25 oktober om 2.30 uur (zomertijd)",
        "Zondag 25 oktober om 2.30 uur (wintertijd)",
    ]
    assert [option.moment.utcoffset() for option in understood.options] == [
        timedelta(hours=2),
        timedelta(hours=1),
    ]


def test_the_hour_that_is_skipped_is_asked() -> None:
    understood = ask("28 maart om half drie 's nachts", datetime(2027, 3, 27, 13, tzinfo=zone))
    assert understood.ask is not None
    assert "bestaat in die nacht niet" in understood.ask
    assert datetime(2027, 3, 28, 3, 30, tzinfo=zone) in [option.moment for option in understood.options]


@pytest.mark.parametrize(
    ("text", "remark"),
    [
        ("25 december", "Let op: 25 december is Eerste kerstdag."),
        ("zaterdag", "Let op: dat is een zaterdag."),
        ("27 april", "Let op: 27 april is Koningsdag."),
        ("vrijdag", None),
    ],
)
def test_a_named_day_off_is_kept_and_pointed_out(text: str, remark: str | None) -> None:
    understood = ask(text)
    assert understood.moment is not None
    assert understood.remark == remark


def test_an_hour_in_the_night_is_pointed_out() -> None:
    evening = datetime(2026, 11, 23, 20, 30, tzinfo=zone)
    assert ask("over 6 uur", evening).remark == "Let op: dat is midden in de nacht."
    assert ask("over een uur", evening).remark is None


def test_a_sunday_that_is_today_needs_no_remark() -> None:
    assert ask("over een uur", datetime(2026, 11, 22, 20, tzinfo=zone)).remark is None


def test_next_friday_is_asked_with_both_fridays() -> None:
    understood = ask("volgende vrijdag om half drie")
    assert understood.ask == "Welke vrijdag bedoel je?"
    assert [option.label for option in understood.options] == [
        "Vrijdag 27 november om 14.30 uur",
        "Vrijdag 4 december om 14.30 uur",
    ]


def test_the_name_of_today_is_asked_with_today_and_next_week() -> None:
    understood = ask("maandag om 15 uur")
    assert understood.ask == "Het is vandaag maandag. Welke maandag bedoel je?"
    assert [option.moment.day for option in understood.options] == [23, 30]


def test_a_time_that_went_by_is_asked_with_what_is_left_of_today() -> None:
    understood = ask("9 uur")
    assert understood.ask == "Dat moment is al voorbij. Wanneer zal ik terugkomen?"
    assert [option.label for option in understood.options] == [
        "Maandag 23 november om 14.00 uur",
        "Maandag 23 november om 16.00 uur",
        "Dinsdag 24 november om 9.00 uur",
    ]


def test_not_today_offers_no_moment_of_today() -> None:
    assert all(option.moment.date() > monday.date() for option in ask("niet vandaag").options)


def test_a_date_and_a_day_that_disagree_are_asked_with_both() -> None:
    understood = ask("woensdag 1 december")
    assert understood.ask == "1 december is een dinsdag, geen woensdag. Welke dag bedoel je?"
    assert [option.moment.date().isoformat() for option in understood.options] == ["2026-11-25", "2026-12-01"]


def test_an_unknown_school_break_is_asked_and_never_guessed() -> None:
    understood = ask("na de kerstvakantie", datetime(2029, 11, 1, 9, tzinfo=zone))
    assert understood.ask == "Ik weet nog niet wanneer de kerstvakantie is. Noem een datum."


def test_only_a_text_that_is_all_moment_is_a_command() -> None:
    assert parses_completely("morgen om 9 uur", monday, zone, calendar)
    assert parses_completely("volgende vrijdag", monday, zone, calendar)
    assert not parses_completely("komt er een convenant", monday, zone, calendar)
    assert not parses_completely("morgen komt er een convenant", monday, zone, calendar)
    assert parses_completely("niet vandaag", monday, zone, calendar)
    assert not parses_completely("niet", monday, zone, calendar)
    assert not parses_completely("maar niet in", monday, zone, calendar)


def test_the_command_line_prints_this_shape() -> None:
    assert ask("morgen").as_json() == {
        "moment": "2026-11-24T09:00:00+01:00",
        "said": "dinsdag 24 november om 9.00 uur",
        "ask": None,
        "options": [],
    }
    doubt = ask("volgende vrijdag").as_json()
    assert doubt["moment"] is None
    assert doubt["options"] == [
        {"label": "Vrijdag 27 november om 9.00 uur", "moment": "2026-11-27T09:00:00+01:00"},
        {"label": "Vrijdag 4 december om 9.00 uur", "moment": "2026-12-04T09:00:00+01:00"},
    ]


def test_a_moment_without_a_zone_cannot_exist() -> None:
    naive = datetime(2026, 11, 23, 10)  # noqa: DTZ001
    with pytest.raises(ValueError, match="time zone"):
        understand("morgen", naive, zone, calendar)
    with pytest.raises(ValueError, match="time zone"):
        Option("morgen", naive)
    with pytest.raises(ValueError, match="time zone"):
        Understood(naive, "morgen")
    with pytest.raises(ValueError, match="never both"):
        Understood(monday, "morgen", ask="Wanneer?")


@given(now=moments)
def test_the_card_offers_four_different_moments_in_office_hours(now: datetime) -> None:
    offered = choices(now, zone, calendar)
    assert len({option.moment for option in offered}) == len({option.label for option in offered}) == 4
    assert [option.moment for option in offered] == sorted(option.moment for option in offered)
    for option in offered:
        assert option.moment.astimezone(UTC) > now
        assert calendar.is_working_day(option.moment.date())
        assert 8 <= option.moment.hour <= 18


def test_the_card_on_an_ordinary_monday() -> None:
    assert [option.label for option in choices(monday, zone, calendar)] == [
        "Over een uur (11.15 uur)",
        "Morgen, 9.00 uur",
        "Woensdag 25 november, 14.00 uur",
        "Maandag 30 november, 9.00 uur",
    ]
