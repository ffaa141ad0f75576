"""Whether somebody may do this to a round or a theme, as the store tells it at this moment."""

from collections.abc import Sequence
from dataclasses import replace

from dialogs import texts
from dialogs.coordinator_lines import themes_called
from dialogs.desk import Desk, Outcome, Place
from dialogs.focus import Focus
from dialogs.intake.sheet import Sheet
from dialogs.navigating import say
from dialogs.people import PersonKey
from dialogs.policies import Action, refuse, roles
from dialogs.rounds.round import Round, Theme
from dialogs.views import View


async def refused(desk: Desk, action: Action) -> Outcome:
    """Why somebody who coordinates nothing may not do this, and who can help."""
    if not desk.rounds and desk.event.person.address in desk.founders:
        new = desk.button(texts.NEW_ROUND, "setup_begin", "nieuwe ronde", primary=True)
        return say(desk, texts.NO_ROUND_YET, buttons=(new,))
    if not desk.rounds:
        return say(desk, texts.NO_ROUND)
    return say(desk, texts.refusal(action.value, await desk.names(desk.rounds[0].coordinators)))


async def names_of(desk: Desk, rounds: Sequence[Round]) -> tuple[str, ...]:
    """What the coordinators of these rounds are called."""
    return await desk.names(dict.fromkeys(one for round_ in rounds for one in round_.coordinators))


async def allowed_round(desk: Desk, action: Action, round_id: str) -> Round | Outcome:
    """The round as it is stored now, when this person may do `action` to it; what to say otherwise."""
    stored = {one.id: one for one in await desk.store.rounds(desk.who.tenant)}
    round_ = stored.get(round_id)
    mine = any(one.id == round_id for one in desk.coordinates)  # also: the address is bound to this person
    if not mine or round_ is None:
        return say(desk, texts.UNKNOWN_THEME) if desk.coordinates else await refused(desk, action)
    if refuse(action, roles(desk.event.person.address, round_, None), round_):
        return say(desk, texts.refusal(action.value, await desk.names(round_.coordinators)))
    return round_


async def allowed_sheet(desk: Desk, action: Action, round_id: str, theme_id: str) -> Sheet | Outcome:
    """A theme as it stands now, when this person may do `action` to it; what to say otherwise."""
    round_ = await allowed_round(desk, action, round_id)
    if isinstance(round_, Outcome):
        return round_
    theme = round_.theme(theme_id)
    if theme is None:
        return say(desk, texts.UNKNOWN_THEME)
    return await replace(desk, only=frozenset()).sheet(Place(round_, theme))


async def found_theme(desk: Desk, typed: str, action: Action) -> tuple[Round, Theme] | Outcome:
    """The theme that a typed name means, among those that this person coordinates."""
    if not desk.coordinates:
        return await refused(desk, action)
    found = themes_called(desk.coordinates, typed)
    if len(found) == 1:
        return found[0]
    if not found:
        return say(desk, texts.UNKNOWN_THEME)
    return say(desk, texts.which_theme([theme.title for _, theme in found]))


async def reachable(desk: Desk, address: str) -> bool:
    """Whether the bot can write to the holder of an address: they spoke to it, or installed it."""
    person = await desk.store.bound(desk.who.tenant, address)
    record = await desk.store.person(PersonKey(desk.who.tenant, person)) if person else None
    return record is not None and bool(record.reference)


def begun(
    desk: Desk, views: tuple[View, ...], part: str, item: str = "", sheet: Sheet | None = None
) -> Outcome:
    """Something of the coordinator's in front of this person; a question that was pending stays pending."""
    if sheet is None and desk.focus.question:
        return Outcome(views, desk.focus, aside=True)
    focus = Focus(
        round=sheet.round.id if sheet else desk.focus.round,
        theme=sheet.theme.id if sheet else desk.focus.theme,
        part=part,
        item=item,
        lookup=desk.focus.lookup,
    )
    return Outcome(views, focus, fresh=len(views) > 1)
