"""Looking ahead: who will be written to when, if nothing else happens. The same rules, at later moments."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from dialogs.deliveries import Delivery, DeliveryKey, DeliveryState, Due
from dialogs.moments.working_days import one_day
from dialogs.people import PersonKey
from dialogs.reminding.due import due
from dialogs.reminding.facts import Facts
from dialogs.reminding.hours import Hours

LOOKS = (time(9), time(14), time(17, 59), time(23, 59))
AHEAD = timedelta(days=14)


def forecast(facts: Facts, until: date) -> tuple[Due, ...]:
    """What goes out from now on, up to and including the day `until`; to nobody twice."""
    if not facts.rounds:
        return ()
    found: list[Due] = []
    for moment in _moments(facts.rounds[0].hours, facts.now, until):
        new = due(facts.at(moment))
        found += new
        facts = facts.at(moment, [_as_sent(facts, one, moment) for one in new])
    return tuple(found)


def _moments(hours: Hours, now: datetime, until: date) -> Iterator[datetime]:
    yield now
    day = hours.today(now)
    while day <= until:
        for clock in LOOKS:
            moment = datetime.combine(day, clock, hours.zone)
            if moment > now:
                yield moment
        day += one_day


def _as_sent(facts: Facts, one: Due, moment: datetime) -> Delivery:
    who = PersonKey(facts.tenant, facts.person(one.address))
    made = Delivery(DeliveryKey(who, one.reason, one.subject, one.due), one.at)
    return replace(made, state=DeliveryState.SENT, changed=moment)
