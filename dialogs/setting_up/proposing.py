"""What the bot fills in beforehand: from the round before, else from the newest plan."""

import re
from dataclasses import replace
from datetime import date, timedelta

from dialogs.rounds.draft import RoundDraft
from dialogs.rounds.round import PERIOD, Round, Theme
from dialogs.setting_up import facts
from dialogs.setting_up.known import Known

# Without a round before: a week to tell everybody, ten weeks to fill in, and then time for writing the
# plan and for six weeks of consultation before the council decides.
TO_OPEN, TO_FILL_IN, TO_DECIDE = timedelta(days=7), timedelta(weeks=10), timedelta(weeks=20)
PLAN_YEARS = 4


def proposal(known: Known) -> RoundDraft:
    """A round to begin with; all of it can be changed."""
    before = latest(known)
    first, last = _years(known, before)
    calendar = known.calendar(before.region if before else "")
    if before:
        later = first - before.years[0]
        days = [_years_later(day, later) for day in (before.opens, before.deadline, before.council)]
    else:
        opens = known.today + TO_OPEN
        days = [opens, opens + TO_FILL_IN, opens + TO_FILL_IN + TO_DECIDE]
    days = [calendar.working_day_from(day) for day in days]
    in_force = f"{2 * first - last - 1}-{first - 1}"
    plan = next((one.name for one in known.plans if one.period == in_force), "")
    plan = plan or next((one.name for one in known.plans), "")  # the newest
    others = [one for one in before.coordinators if one != known.me] if before else []
    given = {
        facts.TITLE: _title(before, first, last),
        facts.PERIOD: f"{first}-{last}",
        **{key: day.isoformat() for key, day in zip(facts.DAYS, days, strict=True)},
        facts.PLAN: plan,
        facts.REGION: before.region if before else "midden",
        facts.PARTICIPATION: "ja" if before and before.participation.asked else "nee",
        facts.COORDINATORS: ", ".join(one for one in (known.me, *others) if one),
    }
    return RoundDraft(free_id(known, f"ivp-{first}-{last}"), facts.settled({}, given, known))


def proposed_themes(known: Known) -> tuple[Theme, ...]:
    """The themes of the round before, without deadlines of their own."""
    before = latest(known)
    return tuple(replace(one, deadline=None) for one in before.themes) if before else ()


def latest(known: Known) -> Round | None:
    """The round of the newest plan period; of two, the one whose council decides last."""
    return max(known.rounds, key=lambda one: (one.years, one.council), default=None)


def _years(known: Known, before: Round | None) -> tuple[int, int]:
    """The period after that of the round before, or after the newest plan."""
    periods = [one.period for one in known.plans if PERIOD.fullmatch(one.period)]
    newest = before.period if before else max(periods, default="")
    if not newest:
        return known.today.year + 1, known.today.year + PLAN_YEARS
    first, last = (int(year) for year in newest.split("-"))
    return last + 1, last + 1 + last - first


def _title(before: Round | None, first: int, last: int) -> str:
    title, changed = re.subn(r"\d{4}\s*[-–]\s*\d{4}", f"{first}–{last}", before.title) if before else ("", 0)
    return title if changed else f"IVP {first}–{last}"


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def free_id(known: Known, wished: str) -> str:
    """`wished`, or that with a number behind it when there is such a round."""
    taken = {one.id for one in known.rounds}
    return next(one for one in (wished, *(f"{wished}-{n}" for n in range(2, 1000))) if one not in taken)
