"""`herinneringen`: who gets what when and why, what became of the last message, and what would go out."""

from dataclasses import dataclass
from datetime import date

from dialogs.coordinator_rights import begun, refused
from dialogs.deliveries import Delivery, DeliveryState, Due, Reason
from dialogs.desk import Desk, Outcome
from dialogs.policies import Action
from dialogs.reminding import texts
from dialogs.reminding.facts import Facts, RoundFacts, Sheets, gather
from dialogs.reminding.forecast import AHEAD, forecast
from dialogs.reminding.nudges import person_of, tasks
from dialogs.views import Button, Row, ShowRows, View

REMINDERS = "reminders"
ROWS = 10  # people on one page, each with buttons: that fits a card
MOST_OF_A_DAY = 30  # messages, without buttons
NOT_SURE = frozenset({DeliveryState.REFUSED, DeliveryState.UNKNOWN})


@dataclass(frozen=True, slots=True)
class Looked:
    """What the coordinator looks at: a round, now, and what is to come in it."""

    facts: Facts
    one: RoundFacts
    coming: tuple[Due, ...]


async def show(desk: Desk, page: int = 1) -> Outcome:
    """Everybody of the round, with the next message, the last one, and what can be done."""
    if not desk.coordinates:
        return await refused(desk, Action.SEE_REMINDERS)
    views: list[View] = []
    facts = await facts_now(desk)
    for one in facts.rounds:
        if any(one.round.id == mine.id for mine in desk.coordinates):
            until = one.hours.today(desk.now + AHEAD)
            views.append(await _page(desk, Looked(facts, one, forecast(facts, until)), page))
    return begun(desk, tuple(views), REMINDERS, item=str(page)) if views else await nothing(desk)


async def on_day(desk: Desk, day: date) -> Outcome:
    """What would go out on one day, if nothing else happens."""
    if not desk.coordinates:
        return await refused(desk, Action.SEE_REMINDERS)
    facts = await facts_now(desk)
    mine = [one for one in facts.rounds if any(one.round.id == each.id for each in desk.coordinates)]
    if not mine:
        return await nothing(desk)
    hours = mine[0].hours
    subjects = tuple(one.round.id for one in mine)
    going = [
        one
        for one in forecast(facts, day)
        if hours.today(one.at) == day and (_round_of(one.subject) in subjects or one.reason is Reason.MOMENT)
    ]
    rows = []
    for one in going[:MOST_OF_A_DAY]:
        [name] = await names(desk, [one.address])
        lost = "" if facts.reachable(one.address) else texts.CANNOT_REACH
        rows.append(Row(name, texts.reason(one.reason.value), lost))
    intro = texts.on_day(day, len(going)) if going else texts.nothing_on(day)
    rest = texts.more_messages(len(going) - MOST_OF_A_DAY) if len(going) > MOST_OF_A_DAY else ""
    back = desk.button(texts.REMINDERS, "reminders", "herinneringen")
    return begun(desk, (ShowRows(texts.REMINDERS, tuple(rows), intro, (back,), rest),), REMINDERS, item="1")


async def nothing(desk: Desk) -> Outcome:
    """The round of this coordinator is over, or not there."""
    return begun(desk, (ShowRows(texts.REMINDERS, (), texts.NO_OPEN_ROUND),), REMINDERS)


async def facts_now(desk: Desk) -> Facts:
    """All that decides who is due."""
    return await gather(desk.store, Sheets(desk.formats), desk.who.tenant, desk.now)


async def names(desk: Desk, whom: list[str]) -> list[str]:
    """What people are called, by address or object id."""
    return [await desk.called(one) for one in whom]


def everybody(facts: Facts, one: RoundFacts) -> tuple[str, ...]:
    """Those who fill in a theme, or hold a question, in the order of the round.

    Each once, though a colleague may be named by address and by object id.
    """
    found: dict[str, str] = {}
    for sheet in one.sheets:
        owner = [sheet.theme.owner] if sheet.theme.owner else []
        for whom in (*owner, *sheet.theme.co_authors, *(lent.to for lent in sheet.waiting.values())):
            found.setdefault(facts.person(whom), whom)
    return tuple(found.values())


def last_of(facts: Facts, whom: str) -> Delivery | None:
    """The last message that went to somebody, or is on its way."""
    went = [one for one in facts.deliveries(whom) if one.state is not DeliveryState.EXPIRED]
    return max(went, key=lambda one: one.changed or one.at, default=None)


async def _page(desk: Desk, looked: Looked, page: int) -> ShowRows:
    one = looked.one
    people = sorted(everybody(looked.facts, one), key=lambda whom: not _needs_help(looked, whom))
    pages = max(-(-len(people) // ROWS), 1)
    page = min(max(page, 1), pages)
    rows = [await _row(desk, looked, whom) for whom in people[(page - 1) * ROWS : page * ROWS]]
    lost = [whom for whom in people if not looked.facts.reachable(whom)]
    intro = [texts.PAUSED] if one.settings.are_paused(desk.now) else []
    intro += [texts.sentence_is(one.settings.sentence)] if one.settings.sentence else []
    intro += [texts.unreachable(await names(desk, lost))] if lost else [texts.ALL_REACHABLE]
    title = texts.reminders_title(one.round.title, page, pages)
    return ShowRows(title, tuple(rows), "\n\n".join(intro), _buttons(desk, one, page, pages), texts.VIEW_HOW)


def _needs_help(looked: Looked, whom: str) -> bool:
    last = last_of(looked.facts, whom)
    return not looked.facts.reachable(whom) or (last is not None and last.state in NOT_SURE)


async def _row(desk: Desk, looked: Looked, whom: str) -> Row:
    facts, one = looked.facts, looked.one
    [name] = await names(desk, [whom])
    last = last_of(facts, whom)
    said = [_last(one, last)] if last else []
    said += [texts.CANNOT_REACH] if not facts.reachable(whom) else []
    about = {"r": one.round.id, "w": whom}
    buttons: list[Button] = []
    if last is not None and last.state in NOT_SURE:
        words = f"stuur opnieuw {name}"
        buttons.append(desk.button(texts.SEND_AGAIN, "send_again", words, about=about))
    elif facts.reachable(whom) and tasks(facts, one, person_of(facts, whom)):
        buttons.append(desk.button(texts.NUDGE, "nudge_one", f"herinner {name}", about=about))
    return Row(name, _next(looked, whom), "\n".join(said), tuple(buttons))


def _next(looked: Looked, whom: str) -> str:
    """The next message of the coming two weeks, or why there is none."""
    facts, one = looked.facts, looked.one
    who = person_of(facts, whom)
    coming = [each for each in looked.coming if facts.person(each.address) == who.id]
    if coming:
        return texts.coming(one.hours.today(coming[0].at), texts.reason(coming[0].reason.value))
    record = who.record
    if not tasks(facts, one, who):
        return texts.NOTHING_TO_DO
    if record is not None and not record.nudges:
        return texts.WANTS_NONE
    if record is not None and record.quiet_until is not None and record.quiet_until > facts.now:
        return texts.is_quiet(one.hours.today(record.quiet_until))
    if record is not None and record.moment is not None and record.moment > facts.now:
        return texts.chose(one.hours.local(record.moment))
    return texts.NOTHING_COMING


def _last(one: RoundFacts, last: Delivery) -> str:
    day = one.hours.today(last.changed or last.at)
    return texts.last(texts.reason(last.key.reason.value), day, last.state.value, last.cause)


def _buttons(desk: Desk, one: RoundFacts, page: int, pages: int) -> tuple[Button, ...]:
    paused = one.settings.are_paused(desk.now)
    label = texts.RESUME if paused else texts.PAUSE
    words = "hervat herinneringen" if paused else "pauzeer herinneringen"
    about = {"r": one.round.id}
    made = [desk.button(label, "reminders_on" if paused else "reminders_off", words, about=about)]
    for to, text in ((page + 1, texts.NEXT_PAGE), (page - 1, texts.PAGE_BEFORE)):
        if 1 <= to <= pages:
            made.append(desk.button(text, "reminders", f"herinneringen {to}", about={**about, "p": str(to)}))
    return tuple(made)


def _round_of(subject: str) -> str:
    return subject.partition("/")[0]
