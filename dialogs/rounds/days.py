"""A day of a round as a coordinator writes it. It may be past, or far away."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from dialogs.moments.understand import understand
from dialogs.moments.vocabulary import synonyms
from dialogs.moments.working_days import Calendar

LONGEST_DAY = 60  # characters
TODAY = frozenset({"vandaag", "nu", "meteen", "direct", "per direct", "vanaf vandaag", "vanaf nu"})

_MONTHS = {
    word: number for number in range(1, 13) for word in synonyms[f"m{number}"].split()
}  # with short forms
_SHORT_DAYS = {word: number for number in range(6) for word in synonyms[f"w{number + 1}"].split()}
_DAYS = {**_SHORT_DAYS, "zondag": 6, "zo": 6}
_NUMBERS = re.compile(r"(?P<d>\d{1,2})[-/.](?P<m>\d{1,2})[-/.](?P<y>\d{4})")
_ISO = re.compile(r"(?P<y>\d{4})-(?P<m>\d{1,2})-(?P<d>\d{1,2})")
_WORDS = re.compile(
    rf"(?:(?P<w>{'|'.join(_DAYS)})\.? )?(?:de )?(?P<d>\d{{1,2}})(?:e|ste|de)? "
    rf"(?P<n>{'|'.join(_MONTHS)})\.?(?: (?P<y>\d{{4}}))?"
)


@dataclass(frozen=True, slots=True)
class DaySaid:
    """A day, or None with the days that can be meant, when there are some."""

    day: date | None
    choices: tuple[date, ...] = ()


def read_day(
    text: str, now: datetime, zone: ZoneInfo, calendar: Calendar, after: date | None = None
) -> DaySaid:
    """What `text` says of a day. Without a year it is the first such day from `after` on, today unless given.

    "volgende vrijdag" can be two days: none is chosen then. `now` has a time zone.
    """
    words = " ".join(text.casefold().split()).strip(" .,!")
    today = now.astimezone(zone).date()
    if not words or len(words) > LONGEST_DAY:
        return DaySaid(None)
    if words in TODAY:
        return DaySaid(today)
    if (found := _NUMBERS.fullmatch(words) or _ISO.fullmatch(words)) is not None:
        return DaySaid(_date(int(found["y"]), int(found["m"]), int(found["d"])))
    found = _WORDS.fullmatch(words)
    if found is not None:
        return _in_words(found, after or today)
    understood = understand(words, now, zone, calendar)
    if understood.moment is not None:
        return DaySaid(understood.moment.astimezone(zone).date())
    options = () if understood.nothing else understood.options
    return DaySaid(None, tuple(dict.fromkeys(one.moment.astimezone(zone).date() for one in options)))


def _in_words(found: re.Match[str], after: date) -> DaySaid:
    """A day and a month by name; a day of the week beside it has to agree."""
    month, number = _MONTHS[found["n"]], int(found["d"])
    years = [int(found["y"])] if found["y"] else [after.year + ahead for ahead in range(5)]
    days = [day for year in years if (day := _date(year, month, number)) is not None]
    coming = [day for day in days if found["y"] or day >= after]
    if not coming:
        return DaySaid(None)
    if found["w"] and coming[0].weekday() != _DAYS[found["w"]]:
        return DaySaid(None, (coming[0],))
    return DaySaid(coming[0])


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
