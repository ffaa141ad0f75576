"""One turn of setting up a round: who may, what is known, and what was given so far."""

from dataclasses import dataclass, replace

from dialogs import texts as general
from dialogs.coordinator_rights import names_of
from dialogs.desk import Desk, Outcome
from dialogs.navigating import say
from dialogs.policies import refuse_set_up
from dialogs.rounds.draft import RoundDraft
from dialogs.setting_up import facts, proposing
from dialogs.setting_up.known import Known, known_to


@dataclass(frozen=True, slots=True)
class Setup:
    """What a turn works with. `new`: nothing was kept of this draft yet."""

    desk: Desk
    known: Known
    draft: RoundDraft
    new: bool = False

    async def keep(self, draft: RoundDraft) -> "Setup":
        """The same turn with another draft, which is on disk now."""
        if draft != self.draft or self.new:
            await self.desk.store.put_round_draft(self.desk.who, draft)
        return replace(self, draft=draft, new=False)

    def problems(self, keys: tuple[str, ...] = facts.KEYS) -> tuple[str, ...]:
        """What is wrong with the facts of these keys."""
        found = facts.problems(self.draft.facts, self.known, self.draft.themes)
        return tuple(one.sentence for one in found if one.key in keys)

    def cautions(self) -> tuple[str, ...]:
        """What can be so, but is good to know."""
        return facts.cautions(self.draft.facts, self.known)


async def setup_of(desk: Desk, *, begin: bool = False) -> Setup | Outcome | None:
    """The round that this person is setting up; with `begin` a new one when there is none.

    None when there is none; an Outcome that says why not, for who may not.
    """
    draft = await desk.store.round_draft(desk.who)
    if draft is None and not begin:
        return None
    setup = await opened(desk, draft)
    return await setup.keep(setup.draft) if isinstance(setup, Setup) else setup


async def opened(desk: Desk, draft: RoundDraft | None) -> Setup | Outcome:
    """The work of this turn on a draft, or on a proposal that is not kept yet; or why this person may not."""
    known = await known_to(desk)
    if refusal := refuse_set_up(known.me, known.rounds, desk.founders):
        return say(desk, refusal.sentence)
    if await desk.store.bind(desk.who.tenant, known.me, desk.who.person) != desk.who.person:
        return say(desk, general.address_taken(await names_of(desk, known.rounds)))
    return Setup(desk, known, draft or proposing.proposal(known), new=draft is None)
