"""Messages that a person caused: derived from what stands in the logs, so that no crash can lose one.

They go out at any hour, and opting out does not silence them. What is no longer so is not told: an answered
question, a theme that was submitted again.
"""

from collections.abc import Iterator, Mapping
from datetime import UTC, timedelta

from dialogs.deliveries import Due, Reason
from dialogs.intake.lending import BACK, TO
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Entry, Kind, Phase, Status
from dialogs.reminding.facts import Facts, RoundFacts, arrived, is_open
from dialogs.reminding.kept import What, concerns, stands
from dialogs.reminding.nudges import person_of, tasks

OWN_MOMENT = "moment"  # the subject of a moment that somebody chose
MOMENT_FOR = timedelta(days=30)


def chosen_moments(facts: Facts) -> Iterator[Due]:
    """Who asked the bot to come back, and still has something to do."""
    for person, record in facts.people.items():
        moment = record.moment
        if moment is None or not facts.now - MOMENT_FOR < moment <= facts.now:
            continue
        due = moment.astimezone(UTC).isoformat()
        told = any(
            (each.key.reason, each.key.due) == (Reason.MOMENT, due) for each in facts.deliveries(person)
        )
        if not told and any(tasks(facts, one, person_of(facts, person)) for one in facts.rounds):
            yield Due(person, Reason.MOMENT, OWN_MOMENT, due, facts.now)


def caused(facts: Facts) -> Iterator[Due]:
    """Who is to hear of what a colleague or coordinator did."""
    for one in facts.rounds:
        for sheet in one.sheets:
            for whom, reason, entry in _of_theme(facts, one, sheet):
                subject = subject_of(sheet, entry)
                if not facts.told(whom, reason, subject):
                    yield Due(whom, reason, subject, _due(entry), facts.now)
        yield from _changed(facts, one)


def subject_of(sheet: Sheet, entry: Entry) -> str:
    """How a delivery names an entry of a log."""
    return f"{sheet.round.id}/{sheet.theme.id}/{entry.seq}"


def _due(entry: Entry) -> str:
    return entry.draft.at.astimezone(UTC).isoformat()


Told = tuple[str, Reason, Entry]


def _of_theme(facts: Facts, one: RoundFacts, sheet: Sheet) -> Iterator[Told]:
    news = [entry for entry in sheet.entries if entry.draft.at >= one.watch.since]
    if is_open(sheet):
        for entry in news:
            if entry.draft.kind is Kind.HANDED_OVER:
                yield from _handed(facts, one, sheet, entry)
    yield from _answered(facts, one, sheet)
    yield from _judged(facts, sheet, news)


def _handed(facts: Facts, one: RoundFacts, sheet: Sheet, entry: Entry) -> Iterator[Told]:
    """A hand-over: to who is asked, and to who was asked before; its end: to who asked."""
    to, ended = to_whom(entry), has_ended(entry)
    if not entry.draft.question:
        if to:
            yield to, Reason.HANDED_OVER, entry
        return
    before = handed_before(sheet, entry)
    if ended:
        if before is None:
            return
        if before.draft.author != entry.draft.author:
            yield before.draft.author, Reason.GIVEN_BACK, entry
        elif _was_told(facts, sheet, before):
            yield to_whom(before), Reason.HANDED_OVER, entry
        return
    if before is not None and not has_ended(before) and _was_told(facts, sheet, before, to):
        yield to_whom(before), Reason.HANDED_OVER, entry
    lent = sheet.waiting.get(entry.draft.question)
    if lent is None or lent.seq != entry.seq:
        return
    yield to, Reason.HANDED_OVER, entry
    if not facts.reachable(to):
        asked = person_of(facts, entry.draft.author)
        yield from (
            (each, Reason.ESCALATION, entry) for each in one.round.coordinators if not asked.is_called(each)
        )


def _was_told(facts: Facts, sheet: Sheet, before: Entry, now: str = "") -> bool:
    """Whether who was asked before knows of it, and is somebody else than who is asked now."""
    whom = to_whom(before)
    if now and facts.person(whom) == facts.person(now):
        return False
    subject = subject_of(sheet, before)
    return any(
        (each.key.reason, each.key.subject) == (Reason.HANDED_OVER, subject) and arrived(each)
        for each in facts.deliveries(whom)
    )


def _answered(facts: Facts, one: RoundFacts, sheet: Sheet) -> Iterator[Told]:
    """A question that was handed over has an answer: to who asked."""
    for question, handed in sheet.state.handed.items():
        answer = sheet.state.standing(question)
        if has_ended(handed) or answer is None or answer.seq < handed.seq:
            continue
        asked = person_of(facts, to_whom(handed))
        new = answer.draft.at >= one.watch.since and answer.draft.status is not Status.SKIPPED
        if new and asked.is_called(answer.draft.author) and handed.draft.author != answer.draft.author:
            yield handed.draft.author, Reason.GIVEN_BACK, handed


def _judged(facts: Facts, sheet: Sheet, news: list[Entry]) -> Iterator[Told]:
    """Sent back or approved, when it is so still."""
    kinds = {Phase.RETURNED: Kind.RETURNED, Phase.APPROVED: Kind.APPROVED}
    kind = kinds.get(sheet.state.phase)
    judged = [entry for entry in news if entry.draft.kind is kind]
    if kind is None or not judged:
        return
    entry = next(one for one in judged if one.draft.activity == judged[-1].draft.activity)
    by = person_of(facts, entry.draft.author)
    approved = kind is Kind.APPROVED
    to = {sheet.theme.owner} - {""} if approved else sheet.theme.addresses
    for whom in sorted(to):
        if not by.is_called(whom):
            yield whom, Reason.APPROVED if approved else Reason.RETURNED, entry


def _changed(facts: Facts, one: RoundFacts) -> Iterator[Due]:
    """Another last day, a theme that came or went: one message a person for what changed together."""
    if one.hours.today(facts.now) < one.round.opens:
        return  # the invitation will tell
    told: dict[tuple[str, int], Due] = {}
    for change in one.watch.changes:
        if one.hours.today(change.at) < one.round.opens or not stands(change, one.round):
            continue
        for whom in sorted(concerns(change, one.round)):
            subject = f"{one.round.id}/{change.seq}"
            if _knows(facts, one, whom, change.what) or facts.told(whom, Reason.CHANGED, subject):
                continue
            due = Due(whom, Reason.CHANGED, subject, change.at.astimezone(UTC).isoformat(), facts.now)
            told.setdefault((whom, change.seq), due)
    yield from told.values()


def _knows(facts: Facts, one: RoundFacts, whom: str, what: What) -> bool:
    """Whether they hear of a change otherwise: they made it, or a colleague handed them the theme."""
    if one.round.coordinators == (whom,):
        return True
    who = person_of(facts, whom)
    return what is What.CO_AUTHOR and any(
        entry.draft.kind is Kind.HANDED_OVER and not entry.draft.question and who.is_called(to_whom(entry))
        for sheet in one.sheets
        for entry in sheet.entries
    )


def to_whom(entry: Entry) -> str:
    """Who was asked, by address or object id; empty when the entry does not say."""
    value = entry.draft.value
    to = value.get(TO) if isinstance(value, Mapping) else None
    return to if isinstance(to, str) else ""


def has_ended(entry: Entry) -> bool:
    """Whether an entry ends a hand-over."""
    return isinstance(entry.draft.value, Mapping) and entry.draft.value.get(BACK) is True


def handed_before(sheet: Sheet, entry: Entry) -> Entry | None:
    """The hand-over of the same question before this entry."""
    earlier = (
        one
        for one in reversed(sheet.entries[: entry.seq - 1])
        if one.draft.kind is Kind.HANDED_OVER and one.draft.question == entry.draft.question
    )
    return next(earlier, None)
