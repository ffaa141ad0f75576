"""Somebody's own wish: no nudges any more, none until a day, or again. The coordinator sees it."""

import re
from dataclasses import replace
from datetime import timedelta

from dialogs import navigating
from dialogs.deliveries import DeliveryState
from dialogs.desk import Desk, Outcome
from dialogs.intake.theme_log import ThemeKey
from dialogs.matching import normalised
from dialogs.navigating import say
from dialogs.people import PersonRecord
from dialogs.reminding import texts
from dialogs.reminding.nudges import LISTS_ALL
from dialogs.views import Button, Say

LATELY = timedelta(hours=12)
LONGEST = 100  # characters
_UNTIL = re.compile(
    r"(?:(?:even )?geen herinneringen|(?:ik ben )?(?:weg|afwezig|met verlof|op vakantie|met vakantie)) "
    r"(?:tot|t/m|tot en met) (.+)"
)


async def typed(desk: Desk, text: str) -> Outcome | None:
    """Such as "geen herinneringen tot 1 maart" or "ik ben weg tot 3 augustus"; None for anything else."""
    found = _UNTIL.fullmatch(normalised(text)) if len(text) <= LONGEST else None
    if found is None:
        return None
    understood = desk.moment(found[1])
    if understood.nothing:
        return None
    if understood.moment is None:
        return say(desk, understood.ask or texts.UNTIL_WHEN, texts.UNTIL_HOW)
    await _put(desk, nudges=True, quiet_until=understood.moment)
    return say(desk, texts.quiet_until(understood.moment), buttons=(_on(desk),))


async def wanted(desk: Desk, yes: bool) -> Outcome:
    """Opt out of nudges, or in again."""
    await _put(desk, nudges=yes, quiet_until=None)
    if yes:
        return Outcome((Say((texts.NUDGES_ON,)),), desk.focus, aside=True)
    return Outcome((Say((texts.NUDGES_OFF,), (_on(desk),)),), desk.focus, aside=True)


async def stop(desk: Desk) -> Outcome:
    """Leave the intake; right after a reminder, or with nothing pending, ask what should stop."""
    if desk.focus.question and await reminded_lately(desk):
        return await navigating.stop(replace(desk, focus=desk.nowhere()))
    return await navigating.stop(desk)


async def reminded_lately(desk: Desk) -> bool:
    """Whether the last thing that happened is that the bot reminded this person."""
    recent = await desk.store.deliveries(desk.who.tenant, desk.now - LATELY)
    went = [
        one.changed
        for one in recent
        if one.key.to == desk.who
        and one.key.reason in LISTS_ALL
        and one.state is DeliveryState.SENT
        and one.changed is not None
    ]
    if not went:
        return False
    for place in desk.places:
        key = ThemeKey(desk.who.tenant, place.round.id, place.theme.id)
        log = await desk.store.log(key)
        if any(e.draft.author == desk.who.person and e.draft.at >= max(went) for e in log[-20:]):
            return False
    return True


async def _put(desk: Desk, **changes: object) -> None:
    record = await desk.store.person(desk.who) or PersonRecord(desk.event.person)
    await desk.store.put_person(replace(record, **changes))  # type: ignore[arg-type]


def _on(desk: Desk) -> Button:
    return desk.button(texts.REMINDERS_ON, "nudges_on", "wel herinneringen")
