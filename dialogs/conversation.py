"""One turn of the conversation: who → what was in front of them → command or answer → reply.

Writes happen in this order: theme log (durable) → focus → reply. One lock per person, so that two turns of
one person never cross; two people on one theme meet in the store, which raises Conflict.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import replace
from weakref import WeakValueDictionary
from zoneinfo import ZoneInfo

from dialogs import channel, navigating, texts
from dialogs.desk import Desk, Lent, Notice, Outcome, Place
from dialogs.events import Event
from dialogs.events import Place as Where
from dialogs.filing import offering
from dialogs.focus import Focus
from dialogs.intake import holding, lent
from dialogs.intake.format import Format
from dialogs.intake.lending import Lending, scope
from dialogs.intake.resuming import resumed
from dialogs.intake.theme_log import ThemeKey
from dialogs.learning import flow as learning
from dialogs.lookup import with_plan_text
from dialogs.papers import Papers
from dialogs.people import PersonKey, Profile, name_from
from dialogs.ports import Clock, Send, Store
from dialogs.pressed import pressed
from dialogs.receiving import received
from dialogs.reminding import welcoming
from dialogs.rounds.round import Round
from dialogs.setting_up import steps
from dialogs.shelving import flow as shelving
from dialogs.tally import Tally
from dialogs.typed import typed
from dialogs.views import Done, GiveFile, Reply, Say
from knowledge.librarian import Librarian
from knowledge.shelf import LibraryError

REPLIES_KEPT = 64  # people


class Conversation:
    """The bot's side of every conversation: `formats` by id, and `plans` that may be asked.

    `founders` are the addresses that may set up a round without coordinating one already.
    """

    def __init__(
        self,
        store: Store,
        formats: Mapping[str, Format],
        clock: Clock,
        plans: Librarian | None = None,
        wake: Callable[[], None] = lambda: None,
        link: str = "",
        papers: Papers | None = None,
        founders: frozenset[str] = frozenset(),
        start: Callable[[str], None] | None = None,
    ) -> None:
        self._store = store
        self._formats = formats
        self._clock = clock
        self._plans = plans
        self._wake = wake
        self._link = link
        self._papers = papers
        self._start = start
        self.tally = Tally()
        self._founders = founders
        self._lending = Lending()
        self._replies: OrderedDict[PersonKey, tuple[str, Reply]] = OrderedDict()
        self._deciding = asyncio.Lock()
        self._locks: WeakValueDictionary[PersonKey, asyncio.Lock] = WeakValueDictionary()

    async def turn(self, event: Event, send: Send) -> Reply:
        """Do one turn, show its reply with `send`, and return it.

        A turn that was done before, and whose reply arrived, changes nothing: its reply is returned, not
        sent. Raises what the store raises when it cannot write; nothing is confirmed then.
        """
        if event.place is Where.CHANNEL:
            try:
                reply = await channel.turn(event, self._plans, self._store, self._clock(), self.tally)
            except LibraryError as fault:
                self.tally.failure()
                reply = Reply((Say((fault.dutch,)),))
            await send(reply)
            return reply
        async with self._lock(event.person.key):
            return await self._turn(event, send)

    async def welcome(self, event: Event, send: Send) -> Reply:
        """Greet somebody whom the bot just met."""
        async with self._lock(event.person.key):
            desk = await self._desk(event)
            if isinstance(desk, str):
                return await _refused(desk, send)
            if desk.cause in desk.focus.done:
                return Reply()
            await welcoming.invited(desk)
            outcome = await navigating.welcome(desk)
            if not outcome.views and desk.lent:
                outcome = await lent.waiting_for_me(desk)
            return await self._finish(desk, outcome, send) if outcome.views else Reply()

    async def desk_for(self, profile: Profile, mark: str) -> Desk | None:
        """The working table of a message to somebody who did not speak; None for whom nothing can be done."""
        desk = await self._desk(Event(profile, mark, self._clock()))
        return None if isinstance(desk, str) else desk

    async def _turn(self, event: Event, send: Send) -> Reply:
        desk = await self._desk(event)
        if isinstance(desk, str):
            return await _refused(desk, send)
        if _done_before(desk):
            desk = lent.within_reach(desk)
            shown = desk.focus.message is not None or not desk.focus.question
            if shown and (same := self._replies.get(desk.who)) and same[0] == desk.cause:
                return same[1]
            desk = replace(desk, mark=desk.focus.card)
            again = await with_plan_text(
                desk, await learning.again(desk) or await shelving.again(desk) or await resumed(desk)
            )
            if shown:
                return Reply() if desk.focus.held else _composed(desk, again)
            return await self._finish(desk, again, send)
        desk = lent.within_reach(desk)
        reply = await self._finish(desk, await _decided(desk), send)
        self._remember(desk, reply)
        return reply

    def _remember(self, desk: Desk, reply: Reply) -> None:
        """Keep the newest replies: the second half of a double press gets the same one. No file is kept."""
        self._replies.pop(desk.who, None)
        views = tuple(view for view in reply.views if not isinstance(view, GiveFile))
        self._replies[desk.who] = (desk.cause, replace(reply, views=views))
        while len(self._replies) > REPLIES_KEPT:
            self._replies.popitem(last=False)

    async def _finish(self, desk: Desk, outcome: Outcome, send: Send) -> Reply:
        """Focus, then reply; that the reply arrived is noted last."""
        outcome = await with_plan_text(desk, await holding.in_sight(desk, outcome))
        reply = _composed(desk, outcome)
        kept = _kept(desk, outcome)
        if outcome.aside:
            await self._store.put_focus(desk.who, kept)
            await send(reply)
            await self._give_notice(desk, outcome.notices, send)
            self._begin(outcome.jobs)
            return reply
        focus = replace(kept, message=None, card=desk.nonce)
        await self._store.put_focus(desk.who, focus)
        message = await send(reply)
        if message is not None:
            await self._store.put_focus(desk.who, replace(focus, message=message))
        await self._give_notice(desk, outcome.notices, send)
        self._begin(outcome.jobs)
        return reply

    def _begin(self, jobs: tuple[str, ...]) -> None:
        """Begin with what takes long; without anybody to do it, it waits for a process that can."""
        for job in jobs:
            if self._start is not None:
                self._start(job)

    async def _give_notice(self, desk: Desk, notices: tuple[Notice, ...], send: Send) -> None:
        """Have others written to; whoever caused it hears who cannot be reached."""
        for notice in notices:
            record = await desk.record(notice.address)
            if notice.failed and not (record and record.reachable):
                await send(Reply((Say((notice.failed,)),)))
        if notices:
            self._wake()

    async def _desk(self, event: Event) -> Desk | str:
        """The working table of a turn, or the sentence that says why there is none."""
        profile = event.person
        if profile.guest:
            return texts.GUEST
        rounds = await self._open_rounds(profile.key.tenant)
        asked = await self._asked(profile, rounds)
        places, taken = await self._places(profile, rounds, asked)
        if taken:
            return texts.address_taken([name_from(one) for one in rounds[0].coordinators])
        return Desk(
            event=event,
            now=self._clock(),
            focus=await self._store.focus(profile.key),
            store=self._store,
            formats=self._formats,
            places=places,
            coordinates=tuple(one for one in rounds if profile.address in one.coordinators),
            rounds=rounds,
            tally=self.tally,
            plans=self._plans,
            deciding=self._deciding,
            lent=asked,
            founders=self._founders,
            link=self._link,
            papers=self._papers,
        )

    async def _open_rounds(self, tenant: str) -> tuple[Round, ...]:
        now = self._clock()
        rounds = await self._store.rounds(tenant)
        known = (one for one in rounds if one.format in self._formats)
        return tuple(one for one in known if now.astimezone(ZoneInfo(one.zone)).date() <= one.council)

    async def _asked(self, profile: Profile, rounds: tuple[Round, ...]) -> tuple[Lent, ...]:
        """The questions that colleagues handed to this person, as the logs tell it now."""
        found: list[Lent] = []
        for place in (Place(round_, theme) for round_ in rounds for theme in round_.themes):
            key = ThemeKey(profile.key.tenant, place.round.id, place.theme.id)
            form = self._formats[place.round.format]
            found += (
                Lent(place, one, scope(form, one.question))
                for one in await self._lending.of(self._store, key)
                if one.is_for(profile.key.person, profile.address) and form.placed(one.question)
            )
        return tuple(found)

    async def _places(
        self, profile: Profile, rounds: tuple[Round, ...], asked: tuple[Lent, ...]
    ) -> tuple[tuple[Place, ...], bool]:
        """The themes of somebody, and whether an address of theirs belongs to another account."""
        places = tuple(
            Place(round_, theme) for round_ in rounds for theme in round_.themes_of(profile.address)
        )
        coordinates = any(profile.address in round_.coordinators for round_ in rounds)
        by_address = any(one.hand_over.to == profile.address for one in asked)
        if not profile.address or not (places or coordinates or by_address):
            return (), False
        bound = await self._store.bind(profile.key.tenant, profile.address, profile.key.person)
        return (places, False) if bound == profile.key.person else ((), True)

    def _lock(self, who: PersonKey) -> asyncio.Lock:
        return self._locks.setdefault(who, asyncio.Lock())


def _done_before(desk: Desk) -> bool:
    """Whether this turn is a second delivery, or the second half of a double press.

    A press counts only while nothing came after it: to press the same button of an overview again later
    is a new wish, and what it may write is guarded by the nonce of the card. A file is given once for each
    offer.
    """
    press = desk.event.press
    again_later = press is not None and press.verb not in offering.ONCE
    return desk.cause in (desk.focus.done[-1:] if again_later else desk.focus.done)


async def _decided(desk: Desk) -> Outcome:
    """What becomes of a file, a press or a typed line."""
    event = desk.event
    try:
        if event.file is not None:
            return await received(desk.wide, event.file)
        return await (pressed(desk) if event.press else typed(desk, event.text))
    except LibraryError as fault:  # nothing was written: plans are looked at before anything is saved
        desk.tally.failure()
        return navigating.say(desk, fault.dutch)


def _kept(desk: Desk, outcome: Outcome) -> Focus:
    """The focus to write: with what stays whatever is shown, and this turn among those that were done."""
    remarks = desk.focus.remarks if outcome.remarks is None else outcome.remarks
    form = outcome.form or desk.focus.form
    form = form if form is not None and form.changes and desk.now < form.until else None
    done = (*desk.focus.done, desk.cause)
    return replace(outcome.focus, done=done, remarks=remarks, form=form)


def _composed(desk: Desk, outcome: Outcome) -> Reply:
    """Where the views go: in the place of the pressed card, or as new messages that close the open one."""
    event, focus = desk.event, desk.focus
    if outcome.aside:
        return Reply(outcome.views)
    pressed_open_card = event.press is not None and event.card is not None and event.card == focus.message
    if pressed_open_card and event.in_place and not outcome.fresh:
        return Reply(outcome.views, replace=event.card)
    filling_in = focus.part in steps.TO_FILL_IN
    close = focus.message if focus.question or filling_in else None
    if close is None:
        return Reply(outcome.views)
    title = next((one.theme.title for one in desk.places if one.theme.id == focus.theme), "")
    title = texts.NEW_ROUND if filling_in else title
    return Reply(outcome.views, close=close, closing=Done(title, outcome.closing or texts.GOES_ON_BELOW))


async def _refused(sentence: str, send: Send) -> Reply:
    reply = Reply((Say((sentence,)),))
    await send(reply)
    return reply
