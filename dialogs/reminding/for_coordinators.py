"""What the coordinator of a round is written: every week how it stands, and what needs them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dialogs.deliveries import Due, Reason
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Phase
from dialogs.reminding.facts import Facts, RoundFacts, arrived, is_open, when
from dialogs.reminding.hours import Hours

NOT_STARTED, NOT_SUBMITTED = 7, 2  # working days before a deadline


@dataclass(frozen=True, slots=True)
class Worry:
    """A theme about which the coordinator hears, on which day."""

    sheet: Sheet
    day: date
    late: bool = False  # the deadline is over


def for_coordinators(facts: Facts) -> Iterator[Due]:
    """The digest of this week, and what is worth a word before it."""
    for one in facts.rounds:
        if not one.hours.are_open(facts.now):
            continue
        for whom in one.round.coordinators:
            if (day := digest_day(facts, one)) and _is_new(facts, one, whom, Reason.DIGEST, day):
                yield Due(whom, Reason.DIGEST, one.round.id, day.isoformat(), facts.now)
            elif (day := worry_day(facts, one)) and _is_new(facts, one, whom, Reason.ESCALATION, day):
                yield Due(whom, Reason.ESCALATION, one.round.id, day.isoformat(), facts.now)


def digest_day(facts: Facts, one: RoundFacts) -> date | None:
    """The day of this week's digest, when it has come; None in a week without one."""
    today = one.hours.today(facts.now)
    monday = today - timedelta(days=today.weekday())
    day = one.hours.calendar.working_day_from(monday)
    running = one.round.opens < day and any(sheet.state.phase is not Phase.APPROVED for sheet in one.sheets)
    return day if running and day <= today and one.hours.morning(day) <= facts.now else None


def worry_day(facts: Facts, one: RoundFacts) -> date | None:
    """The newest day that has come on which a theme needs the coordinator; None when none does."""
    today = one.hours.today(facts.now)
    come = [worry.day for worry in worries(one, today) if one.hours.morning(worry.day) <= facts.now]
    return max(come, default=None)


def worries(one: RoundFacts, today: date) -> Iterator[Worry]:
    """The themes that are not begun, or not submitted, close to their deadline or after it."""
    for sheet in one.sheets:
        if not is_open(sheet):
            continue
        deadline = one.round.deadline_of(sheet.theme)
        for day, late in _days(one.hours, sheet, deadline):
            if one.round.opens < day <= today:
                yield Worry(sheet, day, late)


def _days(hours: Hours, sheet: Sheet, deadline: date) -> Iterator[tuple[date, bool]]:
    if not sheet.started:
        yield hours.before(deadline, NOT_STARTED), False
    yield hours.before(deadline, NOT_SUBMITTED), False
    yield hours.calendar.working_day_after(deadline), True


def _is_new(facts: Facts, one: RoundFacts, whom: str, reason: Reason, day: date) -> bool:
    """Whether a coordinator wants it, and got none of this kind on that day or after it."""
    record = facts.record(whom)
    if record is not None and record.since is not None and record.since >= one.hours.morning(day):
        return False
    if reason is Reason.DIGEST and record is not None and not record.nudges:
        return False
    if reason is Reason.ESCALATION and _digested_since(facts, one, whom, day):
        return False
    return all(
        (each.key.reason, each.key.subject) != (reason, one.round.id) or each.key.due < day.isoformat()
        for each in facts.deliveries(whom)
    )


def _digested_since(facts: Facts, one: RoundFacts, whom: str, day: date) -> bool:
    """Whether a digest came on that day or later: it names the themes that are behind."""
    return any(
        (each.key.reason, each.key.subject) == (Reason.DIGEST, one.round.id)
        and arrived(each)
        and when(each, facts.now) >= one.hours.morning(day)
        for each in facts.deliveries(whom)
    )
