"""Nudges to those who fill in: the round opened, a deadline comes near, the day has come to look again.

Occasions follow from the round and the logs. Somebody is nudged on the newest occasion that came after the
last time they heard from the bot; older ones are overtaken. So nothing piles up while the bot is down, and
nobody hears of a theme that they worked on since.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import takewhile
from zoneinfo import ZoneInfo

from dialogs.deliveries import Delivery, Due, Reason
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Entry, Status
from dialogs.people import PersonRecord
from dialogs.reminding.facts import Facts, RoundFacts, arrived, is_open, when
from dialogs.reminding.hours import Hours
from dialogs.rounds.round import Theme

BEFORE_DEADLINE = (14, 7, 2, 0)  # working days
MOST, WITHIN = 2, timedelta(days=7)
LISTS_ALL = frozenset({Reason.INVITATION, Reason.LOOK_AGAIN, Reason.DEADLINE, Reason.MOMENT, Reason.BY_HAND})
NO_ANSWER_TO = frozenset({Reason.DIGEST, Reason.ESCALATION, Reason.JOB_FINISHED})


@dataclass(frozen=True, slots=True)
class Occasion:
    """A day on which there is a reason to nudge somebody, and from which moment on."""

    day: date
    at: datetime
    reason: Reason


@dataclass(frozen=True, slots=True)
class Task:
    """Something that somebody has to do in a round: a theme, or a question that a colleague handed over."""

    sheet: Sheet
    owns: bool  # answers for it: hears of its deadline
    question: str = ""  # that was handed over; empty: the whole theme

    @property
    def deadline(self) -> date:
        """The last day on which it can be done."""
        return self.sheet.round.deadline_of(self.sheet.theme)


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who fills in: all that a round knows of them."""

    whom: str  # as the round names them, or an object id
    id: str
    record: PersonRecord | None

    def is_called(self, whom: str) -> bool:
        """Whether an address or object id means this person."""
        return whom in {self.whom, self.id} or (
            self.record is not None and whom == self.record.profile.address
        )


def person_of(facts: Facts, whom: str) -> Person:
    """Somebody, by address or object id."""
    return Person(whom, facts.person(whom), facts.record(whom))


def nudged(facts: Facts) -> Iterator[Due]:
    """Who is to be nudged now, and why."""
    for one in facts.rounds:
        if not one.hours.are_open(facts.now) or one.settings.are_paused(facts.now):
            continue
        for whom in people(one):
            who = person_of(facts, whom)
            occasion = _occasion(facts, one, who)
            if occasion is not None:
                yield Due(whom, occasion.reason, one.round.id, due_of(one, occasion), facts.now)


def people(one: RoundFacts) -> tuple[str, ...]:
    """Everybody who has something to fill in, by address or object id; each once."""
    found: dict[str, None] = {}
    for sheet in one.sheets:
        if is_open(sheet):
            found |= dict.fromkeys(sorted(sheet.theme.addresses))
            found |= dict.fromkeys(sorted(lent.to for lent in sheet.waiting.values()))
    return tuple(found)


def tasks(facts: Facts, one: RoundFacts, who: Person) -> tuple[Task, ...]:
    """What somebody has to do in a round, by deadline."""
    found = []
    for sheet in one.sheets:
        if not is_open(sheet):
            continue
        if any(map(who.is_called, sheet.theme.addresses)):
            found.append(Task(sheet, any(map(who.is_called, _answer_for(facts, sheet.theme)))))
        else:
            asked = {lent.question for lent in sheet.waiting.values() if who.is_called(lent.to)}
            found += [Task(sheet, owns=True, question=question) for question in sorted(asked)]
    return tuple(sorted(found, key=lambda task: task.deadline))


def _answer_for(facts: Facts, theme: Theme) -> frozenset[str]:
    """Who hears of the deadline of a theme: its owner; the others too when the owner cannot be reached."""
    if theme.owner and facts.reachable(theme.owner):
        return frozenset({theme.owner})
    return theme.addresses


def look_agains(facts: Facts, task: Task, who: Person) -> Iterator[tuple[Entry, datetime]]:
    """The answers of a task that this person is to look at again, and when."""
    theme = task.sheet.theme
    at_it = {facts.person(address) for address in theme.addresses}
    for entry in task.sheet.state.latest.values():
        moment = named_moment(entry)
        question, author = entry.draft.question, entry.draft.author
        if moment is None or not task.sheet.applies(question) or task.question not in {"", question}:
            continue
        follows = author not in at_it and not task.question and who.is_called(theme.owner)
        if author == who.id or follows:
            yield entry, moment


def named_moment(entry: Entry) -> datetime | None:
    """The moment that somebody named with "weet ik nog niet"; None when they named none."""
    draft = entry.draft
    if draft.status is not Status.UNKNOWN or not isinstance(draft.value, Mapping):
        return None
    written = draft.value.get("moment")
    try:
        moment = datetime.fromisoformat(written) if isinstance(written, str) else None
    except ValueError:
        return None
    return moment if moment is not None and moment.tzinfo is not None else None


def occasions(facts: Facts, one: RoundFacts, who: Person, mine: tuple[Task, ...]) -> Iterator[Occasion]:
    """The days on which there is a reason to nudge somebody for what they have to do."""
    hours, round_ = one.hours, one.round
    if themes := [task for task in mine if not task.question]:
        day = hours.welcome_day(round_.opens, themes[0].deadline)
        yield Occasion(day, hours.morning(day), Reason.INVITATION)
    for task in mine:
        if task.owns:
            yield from _of_deadline(hours, task.deadline)
        for _, moment in look_agains(facts, task, who):
            at = hours.next_open(moment)
            day = hours.welcome_day(at.astimezone(hours.zone).date(), task.deadline)
            yield Occasion(
                day,
                max(at, hours.morning(day)) if day == at.date() else hours.morning(day),
                Reason.LOOK_AGAIN,
            )


def _of_deadline(hours: Hours, deadline: date) -> Iterator[Occasion]:
    for count in BEFORE_DEADLINE:
        day = hours.welcome_day(hours.before(deadline, count), deadline)
        yield Occasion(day, hours.morning(day), Reason.DEADLINE)


def due_of(one: RoundFacts, occasion: Occasion) -> str:
    """What a delivery on an occasion is unique by, beside its reason: the day.

    Of an invitation the day on which the round opens, whenever it goes out: the welcome to somebody who just
    got the bot is the same invitation, so that one of the two goes out.
    """
    day = one.round.opens if occasion.reason is Reason.INVITATION else occasion.day
    return day.isoformat()


def newest(facts: Facts, one: RoundFacts, who: Person) -> Occasion | None:
    """The last occasion that has come, and that they did not hear of yet; None when there is none."""
    today = one.hours.today(facts.now)
    mine = tuple(task for task in tasks(facts, one, who) if task.deadline >= today)
    come = [
        each
        for each in occasions(facts, one, who, mine)
        if each.at <= facts.now
        and each.day >= one.round.opens
        and not _silenced(facts, mine, who, each)
        and not _heard_since(facts, one, who, each)
    ]
    return max(come, key=lambda each: (each.day, _RANK[each.reason])) if come else None


_RANK = {Reason.INVITATION: 0, Reason.LOOK_AGAIN: 1, Reason.DEADLINE: 2}


def _occasion(facts: Facts, one: RoundFacts, who: Person) -> Occasion | None:
    """The occasion on which somebody is to be nudged now."""
    went = facts.deliveries(who.whom)
    if wants_quiet(who, facts.now) or not within_limit(went, one.hours.zone, facts.now):
        return None
    found = newest(facts, one, who)
    if found and not _leaves_room(facts, one, who, found):
        return None
    before = [each.key.due for each in went if each.key.reason.is_nudge and each.key.subject == one.round.id]
    return found if found and all(due < due_of(one, found) for due in before) else None


def wants_quiet(who: Person, now: datetime) -> bool:
    """Whether somebody opted out of nudges, or is away."""
    record = who.record
    if record is None:
        return False
    return not record.nudges or (record.quiet_until is not None and now < record.quiet_until)


def within_limit(deliveries: Iterable[Delivery], zone: ZoneInfo, now: datetime) -> bool:
    """Whether one more nudge is not too much for whom these are: at most one a day and two in seven days."""
    week = _nudges_since(deliveries, now - WITHIN, now)
    today = now.astimezone(zone).date()
    return len(week) < MOST and all(at.astimezone(zone).date() != today for at in week)


def _nudges_since(deliveries: Iterable[Delivery], since: datetime, now: datetime) -> list[datetime]:
    went = [when(one, now) for one in deliveries if one.key.reason.is_nudge and arrived(one)]
    return [at for at in went if at > since]


def _leaves_room(facts: Facts, one: RoundFacts, who: Person, occasion: Occasion) -> bool:
    """Whether a nudge now leaves the limit room for the nudge on a last day soon, which matters more."""
    owned = {task.deadline for task in tasks(facts, one, who) if task.owns}
    mornings = sorted({one.hours.morning(one.hours.last_day(deadline)) for deadline in owned})
    if occasion.at in mornings and occasion.reason is Reason.DEADLINE:
        return True
    soon = [at for at in mornings if facts.now < at < facts.now + WITHIN]
    return all(
        len(_nudges_since(facts.deliveries(who.whom), at - WITHIN, facts.now)) + 1 + number <= MOST
        for number, at in enumerate(soon, start=1)
    )


def _silenced(facts: Facts, mine: tuple[Task, ...], who: Person, occasion: Occasion) -> bool:
    """Whether a moment that they chose takes the place of an occasion; not when it is after the deadline."""
    moment = who.record.moment if who.record else None
    if moment is None or moment <= facts.now or occasion.reason is Reason.LOOK_AGAIN:
        return False
    zone = Hours.of(mine[0].sheet.round).zone
    return moment.astimezone(zone).date() <= mine[0].deadline


def _heard_since(facts: Facts, one: RoundFacts, who: Person, occasion: Occasion) -> bool:
    """Whether they heard of all this since the occasion came, or worked on it."""
    if occasion.reason is Reason.INVITATION and (who.id, one.round.id) in facts.begun:
        return True
    counting = LISTS_ALL if occasion.reason is Reason.LOOK_AGAIN else set(Reason) - NO_ANSWER_TO
    went = [each for each in facts.deliveries(who.whom) if each.key.reason in counting and arrived(each)]
    if any(when(each, facts.now) >= occasion.at for each in went):
        return True
    if occasion.reason is Reason.LOOK_AGAIN:
        return False
    since = who.record.since if who.record else None
    if occasion.reason is Reason.DEADLINE and since is not None and since >= occasion.at:
        return True
    return any(_worked_since(sheet, who, occasion.at) for sheet in one.sheets)


def _worked_since(sheet: Sheet, who: Person, moment: datetime) -> bool:
    recent = takewhile(lambda entry: entry.draft.at >= moment, reversed(sheet.entries))
    return any(entry.draft.author == who.id for entry in recent)
