"""The words of nudges: why it came, what to do, how to choose another moment and how to stop."""

from collections.abc import Sequence

from dialogs import laters
from dialogs.deliveries import Delivery, Reason
from dialogs.desk import Desk, theme_of
from dialogs.intake import lent
from dialogs.reminding import texts
from dialogs.reminding.facts import Facts, RoundFacts
from dialogs.reminding.nudges import Person, Task, due_of, look_agains, newest, person_of, tasks, wants_quiet
from dialogs.texts import listed
from dialogs.views import Button, Drawn, Row, Say, ShowRows


async def nudge(desk: Desk, facts: Facts, delivery: Delivery) -> Drawn | None:
    """An invitation, a deadline, a day to look again; None when it was overtaken or is not wanted now."""
    [one] = facts.rounds
    who = person_of(facts, delivery.key.to.person)
    if one.settings.are_paused(facts.now) or wants_quiet(who, facts.now):
        return None
    last = newest(facts, one, who)
    if last is None or due_of(one, last) > delivery.key.due:
        return None
    today = one.hours.today(facts.now)
    mine = [task for task in tasks(facts, one, who) if task.deadline >= today]
    why = _why(facts, one, who, mine, delivery.key.reason)
    if one.settings.sentence and delivery.key.reason is not Reason.LOOK_AGAIN:
        why.append(texts.from_coordinator(one.settings.sentence))
    return await _shown(desk, one, mine, why)


async def by_hand(desk: Desk, facts: Facts, delivery: Delivery) -> Drawn | None:
    """The coordinator asks whether they want to go on; None when there is nothing left to do."""
    [one] = facts.rounds
    who = person_of(facts, delivery.key.to.person)
    mine = tasks(facts, one, who)
    if not mine:
        return None
    _, _, by = delivery.key.subject.partition("/")
    why = [texts.by_hand(await desk.called(by), _named(mine))]
    return await _shown(desk, one, mine, [*why, *_again(facts, who, mine)])


async def chosen_moment(desk: Desk) -> Drawn | None:
    """The moment that they chose has come; None when all is done."""
    return await laters.came_back(desk) or await lent.came_back(desk)


def _why(facts: Facts, one: RoundFacts, who: Person, mine: Sequence[Task], reason: Reason) -> list[str]:
    again = _again(facts, who, mine)
    if reason is Reason.LOOK_AGAIN:
        return again
    if reason is Reason.INVITATION:
        themes = [task for task in mine if not task.question]
        said = texts.invited(one.round.title, _named(mine))
        return [said, texts.takes(themes[0].sheet.minutes(), each=len(themes) > 1), *again]
    first = next((task for task in mine if task.owns), mine[0])
    near = [task for task in mine if task.deadline == first.deadline and task.owns]
    left = one.hours.left(one.hours.today(facts.now), first.deadline)
    return [texts.deadline_is_near(_named(near or [first]), left, first.deadline), *again]


def _again(facts: Facts, who: Person, mine: Sequence[Task]) -> list[str]:
    """What they wanted to look at again by now."""
    said = []
    for task in mine:
        come = [entry for entry, moment in look_agains(facts, task, who) if moment <= facts.now]
        numbers = [task.sheet.format.number(entry.draft.question) for entry in come]
        if numbers:
            said.append(texts.look_again(task.sheet.theme.title, numbers))
    return said


async def _shown(desk: Desk, one: RoundFacts, mine: Sequence[Task], why: Sequence[str]) -> Drawn:
    """One theme as a message; several as a list, each with its own button."""
    later = (
        desk.button(texts.LATER, "later", "later"),
        desk.button(texts.NO_REMINDERS, "nudges_off", "geen herinneringen"),
    )
    how = (texts.HOW_LATER, texts.HOW_STOP)
    if len(mine) == 1:
        [task] = mine
        said = (*why, _stands(task), texts.until(task.deadline), *how)
        return Say(said, (_go(desk, task, primary=True), *later), task.sheet.theme.title)
    deadlines = {task.deadline for task in mine}
    once = (texts.until(mine[0].deadline),) if len(deadlines) == 1 else ()
    rows = [
        Row(_title(task), _stands(task), "" if once else texts.until(task.deadline), (_go(desk, task),))
        for task in mine
    ]
    return ShowRows(one.round.title, tuple(rows), "\n\n".join(why), later, "\n\n".join((*once, *how)))


def _stands(task: Task) -> str:
    if task.question:
        return texts.asked_of_you(task.sheet.format.number(task.question))
    progress = task.sheet.progress
    return texts.how_far(progress.done, progress.total, task.sheet.started)


def _go(desk: Desk, task: Task, *, primary: bool = False) -> Button:
    verb, said = ("lent_open", "doorgegeven vragen") if task.question else ("open", task.sheet.theme.title)
    about = {**theme_of(task.sheet), "q": task.question}
    return desk.button(texts.FILL_IN_NOW, verb, said, primary=primary, about=about)


def _title(task: Task) -> str:
    return _lent(task) if task.question else task.sheet.theme.title


def _lent(task: Task) -> str:
    return texts.question_of(task.sheet.format.number(task.question), task.sheet.theme.title)


def _named(mine: Sequence[Task]) -> str:
    """The themes, and the questions of themes of others."""
    themes = [task.sheet.theme.title for task in mine if not task.question]
    lent_ = [_lent(task) for task in mine if task.question]
    return listed([*([texts.themes(themes)] if themes else []), *lent_])
