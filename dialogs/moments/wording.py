"""Moments in full Dutch, and the questions that are asked in doubt (level B1)."""

from datetime import date, datetime

weekdays = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
months = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip

not_understood = "Ik begrijp niet welk moment je bedoelt. Wanneer zal ik terugkomen?"
when_exactly = "Wanneer precies zal ik terugkomen?"
which_day = "Welke dag bedoel je?"
which_moment = "Welk moment bedoel je?"
when_instead = "Goed, dan niet. Wanneer zal ik wel terugkomen?"
already_past = "Dat moment is al voorbij. Wanneer zal ik terugkomen?"
what_time = "Hoe laat bedoel je?"
at_night = "Let op: dat is midden in de nacht."
far_away = "Dat is meer dan twee jaar verder. Klopt dat?"
skipped_hour = (
    "Dan gaat de klok een uur vooruit. Die tijd bestaat in die nacht niet. Wanneer zal ik terugkomen?"
)
double_hour = "Dan gaat de klok een uur terug. Die tijd komt in die nacht twee keer voor. Welke bedoel je?"
which_end = "Niet iedereen heeft op dezelfde dag weer werk. Wanneer zal ik terugkomen?"
which_break = "Welke vakantie bedoel je? Of noem een datum."
own_holiday = "Op welke dag zal ik terugkomen? Noem een datum."


def no_such_day(text: str) -> str:
    """For a date that the calendar does not have."""
    return f"{text} bestaat niet. Welke dag bedoel je?"


def unknown_break(name: str) -> str:
    """For a school break of which the dates are not known here."""
    return f"Ik weet nog niet wanneer de {name} is. Noem een datum."


def own_weekday(weekday: int) -> str:
    """For the name of the day that it is today."""
    return f"Het is vandaag {weekdays[weekday]}. Welke {weekdays[weekday]} bedoel je?"


def which_weekday(weekday: int) -> str:
    """For 'volgende vrijdag', which one half of the Dutch take for this week and the other for next."""
    return f"Welke {weekdays[weekday]} bedoel je?"


def other_weekday(day: date, weekday: int) -> str:
    """For a date and a day of the week that do not agree."""
    named = f"{day.day} {months[day.month - 1]}"
    return f"{named} is een {weekdays[day.weekday()]}, geen {weekdays[weekday]}. {which_day}"


def clock(moment: datetime) -> str:
    """The time as a Dutch reader writes it: 9.00 uur."""
    return f"{moment.hour}.{moment.minute:02} uur"


def day_in_full(day: date, today: date) -> str:
    """'dinsdag 1 december', with the year when it is not this year."""
    year = "" if day.year == today.year else f" {day.year}"
    return f"{weekdays[day.weekday()]} {day.day} {months[day.month - 1]}{year}"


def in_full(moment: datetime, now: datetime) -> str:
    """'dinsdag 1 december om 13.00 uur', with the year when it is not this year.

    In the night when an hour comes twice it says which of the two.
    """
    words = f"{day_in_full(moment.date(), now.date())} om {clock(moment)}"
    if moment.replace(fold=0).utcoffset() != moment.replace(fold=1).utcoffset():
        words += " (wintertijd)" if moment.fold else " (zomertijd)"
    return words


def day_off(day: date, holiday: str | None) -> str | None:
    """What to point out of a day on which most colleagues do not work."""
    if holiday is not None:
        return f"Let op: {day.day} {months[day.month - 1]} is {holiday}."
    return f"Let op: dat is een {weekdays[day.weekday()]}." if day.weekday() > 4 else None
