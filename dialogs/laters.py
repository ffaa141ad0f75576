"""Later: the person chooses a moment, the bot repeats it in full and comes back then."""

from dataclasses import replace
from datetime import datetime

from dialogs import texts
from dialogs.desk import Desk, Outcome
from dialogs.focus import HELD_FOR, Held, HeldReason
from dialogs.intake.theme_log import Phase
from dialogs.moments.choices import choices
from dialogs.moments.result import Option, Understood
from dialogs.navigating import say
from dialogs.people import PersonRecord
from dialogs.views import Button, Say


async def later(desk: Desk, typed: str = "") -> Outcome:
    """Come back at a moment that was typed; without one, or in doubt, ask for it with buttons."""
    if not typed:
        options = choices(desk.now, desk.zone(desk.at), desk.calendar)
        return _asked(desk, texts.LATER_WHEN, options)
    understood = desk.moment(typed)
    if understood.moment is None:
        return _asked(desk, understood.ask or texts.LATER_WHEN, understood.options, typed)
    return await _chosen(desk, understood)


async def picked(desk: Desk, text: str) -> Outcome:
    """A moment from a button: an ISO time, looked at as if it was typed."""
    try:
        moment = datetime.fromisoformat(text)
        local = moment.astimezone(desk.zone(desk.at))
    except (ValueError, OverflowError):
        return await later(desk)
    if moment.tzinfo is None or moment <= desk.now:
        return await later(desk)
    return await _chosen(desk, Understood(moment=local, said=texts.moment_said(local)))


async def came_back(desk: Desk) -> Say | None:
    """The moment has come: where they were, and how to go on, choose again or stop; None when all is done."""
    themes = [(place, await desk.sheet(place)) for place in desk.places]
    left = [(place, sheet) for place, sheet in themes if sheet.state.phase in {Phase.OPEN, Phase.RETURNED}]
    if not left:
        return None
    here = desk.at
    place, sheet = next((one for one in left if one[0] == here), left[0])
    about = {"r": place.round.id, "t": place.theme.id}
    buttons = (
        desk.button(texts.CONTINUE, "continue", "verder", primary=True, about=about),
        desk.button(texts.LATER, "later", "later"),
        desk.button(texts.NO_REMINDERS, "nudges_off", "geen herinneringen"),
    )
    deadline = place.round.deadline_of(place.theme)
    said = texts.came_back(place.theme.title, sheet.progress.done, sheet.progress.total, deadline)
    return Say(said, buttons, place.theme.title)


async def _chosen(desk: Desk, understood: Understood) -> Outcome:
    assert understood.moment is not None  # noqa: S101  (the callers looked)
    record = await desk.store.person(desk.who) or PersonRecord(desk.event.person)
    await desk.store.put_person(replace(record, moment=understood.moment))
    said = [texts.later_said(understood.said)]
    if understood.remark:
        said.append(understood.remark)
    place = desk.at
    if place is not None and understood.moment.date() > (until := place.round.deadline_of(place.theme)):
        said.append(texts.after_deadline(until))
    return Outcome((Say(tuple(said)),), desk.nowhere())


def _asked(desk: Desk, question: str, options: tuple[Option, ...], typed: str = "") -> Outcome:
    """Which moment? What was typed is held; a question that was pending stays pending."""
    buttons = tuple(_button(desk, option) for option in options)
    outcome = say(desk, question, buttons=buttons)
    if not typed or desk.focus.held is not None:  # what is held already may be an answer, and comes first
        return outcome
    held = Held(
        reason=HeldReason.MOMENT,
        value=typed,
        round=desk.focus.round,
        theme=desk.focus.theme,
        question=desk.focus.question,
        until=desk.now + HELD_FOR,
    )
    return replace(outcome, focus=replace(desk.focus, held=held))


def _button(desk: Desk, option: Option) -> Button:
    about = {"when": option.moment.isoformat()}
    return desk.button(option.label, "pick_moment", f"later {option.label.lower()}", about=about)
