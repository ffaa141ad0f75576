"""The end of setting up: the summary is confirmed, and the round stands."""

import hashlib
from dataclasses import replace

from dialogs import texts as general
from dialogs.changing_round import ROUND
from dialogs.desk import Desk, Outcome
from dialogs.navigating import say
from dialogs.rounds.draft import RoundDraft
from dialogs.rounds.placing import HasAnswersError, put_in_place
from dialogs.rounds.round import Participation, Round
from dialogs.setting_up import facts, proposing, texts
from dialogs.setting_up.known import ZONE, Known
from dialogs.views import Button, Say


def made(draft: RoundDraft) -> Round:
    """The round of a draft in which nothing is wrong; raises ValueError otherwise."""
    given = draft.facts
    opens, deadline, council = (facts.day_of(given, key) for key in facts.DAYS)
    if opens is None or deadline is None or council is None:
        raise ValueError("a round needs its days")
    priorities = given.get(facts.PRIORITIES, "")
    return Round(
        id=draft.id,
        title=given[facts.TITLE],
        period=given[facts.PERIOD],
        opens=opens,
        deadline=deadline,
        council=council,
        themes=draft.themes,
        coordinators=facts.addresses(given),
        plan=given.get(facts.PLAN, ""),
        zone=ZONE,
        region=given.get(facts.REGION) or "midden",
        participation=Participation(given.get(facts.PARTICIPATION) == "ja", given.get(facts.WHY, "")),
        capacity_fte=given.get(facts.CAPACITY, ""),
        max_priorities=int(priorities) if priorities else None,
    )


def mark_of(draft: RoundDraft) -> str:
    """The same for two drafts that say the same: what a summary was made of."""
    parts = [draft.id, draft.typed, *(f"{key}={draft.facts[key]}" for key in sorted(draft.facts))]
    parts += [repr(theme) for theme in draft.themes]
    return hashlib.blake2s("\n".join(parts).encode(), digest_size=8).hexdigest()


async def place(desk: Desk, draft: RoundDraft, known: Known) -> Outcome | RoundDraft:
    """Put the round in place; a draft when somebody else took its id meanwhile, which is to be confirmed."""
    round_ = made(draft)
    async with desk.deciding:
        there = next((one for one in await desk.store.rounds(desk.who.tenant) if one.id == round_.id), None)
        if there is not None and there != round_:
            renamed = replace(draft, id=proposing.free_id(known, draft.id))
            await desk.store.put_round_draft(desk.who, renamed)
            return renamed
        try:
            await put_in_place(desk.store, desk.who.tenant, round_)
        except HasAnswersError:  # cannot be: a new round has no answers
            return say(desk, general.ROUND_CHANGED)
    await desk.store.put_round_draft(desk.who, None)
    said = texts.ready(round_.title, round_.opens, now=round_.opens <= known.today)
    focus = replace(desk.nowhere(), part=ROUND)
    return Outcome((Say(said, _after(desk), round_.title),), focus, closing=texts.READY_SHORT)


async def stands_already(desk: Desk, round_id: str) -> Outcome:
    """A press on a summary whose round was put in place, or thrown away, before."""
    if any(one.id == round_id for one in desk.coordinates):
        return say(desk, texts.READY_ALREADY, buttons=_after(desk))
    return say(desk, texts.NONE_BUSY)


def _after(desk: Desk) -> tuple[Button, ...]:
    return (
        desk.button(general.ROUND, "round", "ronde", primary=True),
        desk.button(general.OVERVIEW, "overview", "overzicht"),
    )
