"""The round: what it says, and what the coordinator changes of it, each change confirmed in full."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from dialogs import texts
from dialogs.coordinator_lines import Wish
from dialogs.coordinator_rights import allowed_round, begun, refused
from dialogs.desk import Desk, Notice, Outcome, Place
from dialogs.moments.understand import understand
from dialogs.moments.working_days import Calendar
from dialogs.navigating import say
from dialogs.people import name_from, read_address
from dialogs.policies import Action
from dialogs.rounds.round import Fault, Round, Theme
from dialogs.views import Button, Row, Say, ShowRows

ROUND = "round"
SURE_TO_CHANGE = "sure_change"
MOST_ROWS = 30  # themes on one card of the round


@dataclass(frozen=True, slots=True)
class RoundChange:
    """One change: `was` is what the coordinator saw, so that a change in between is noticed."""

    wish: str
    round: str
    theme: str
    to: str
    was: str

    @classmethod
    def of(cls, data: Mapping[str, str]) -> "RoundChange":
        """The change that a button names; the server checks all of it again."""
        return cls(*(data.get(key, "") for key in ("w", "r", "t", "v", "o")))

    @classmethod
    def kept(cls, item: str) -> "RoundChange":
        """The change that was asked to be confirmed."""
        parts = [*item.split(" "), "", "", "", "", ""]
        return cls(*(part.removeprefix("-") for part in parts[:5]))

    @property
    def about(self) -> dict[str, str]:
        """What a button about this change carries."""
        return {"w": self.wish, "r": self.round, "t": self.theme, "v": self.to, "o": self.was}

    @property
    def item(self) -> str:
        """How the focus keeps this change; none of its parts holds a space."""
        return " ".join(f"-{one}" for one in (self.wish, self.round, self.theme, self.to, self.was))


async def show(desk: Desk) -> Outcome:
    """The round: dates, participation, capacity, and who answers for which theme."""
    if not desk.coordinates:
        return await refused(desk, Action.SEE_ROUND)
    views = [await _shown(desk, round_) for round_ in desk.coordinates]
    return begun(desk, tuple(views), ROUND)


async def deadline(desk: Desk, round_id: str, theme_id: str, typed: str) -> Outcome:
    """Understand a new last day, of a theme or of the round, and ask to confirm it."""
    if not round_id and len(desk.coordinates) > 1:
        return say(desk, texts.which_theme([one.title for one in desk.coordinates]))
    if not round_id and desk.coordinates:
        round_id = desk.coordinates[0].id
    round_ = await allowed_round(desk, Action.CHANGE_ROUND, round_id)
    if isinstance(round_, Outcome):
        return round_
    zone = desk.zone(Place(round_, round_.themes[0]))
    understood = understand(typed, desk.now, zone, Calendar.load(round_.region))
    if understood.moment is None:
        change = RoundChange(Wish.DEADLINE.value, round_.id, theme_id, "", _was(round_, theme_id))
        buttons = tuple(
            desk.button(
                one.label,
                "change_round",
                f"deadline {theme_id or 'ronde'} naar {one.label.lower()}",
                about=replace(change, to=one.moment.astimezone(zone).date().isoformat()).about,
            )
            for one in understood.options
        )
        return say(desk, understood.ask or texts.DEADLINE_WHEN, buttons=buttons)
    day = understood.moment.astimezone(zone).date()
    change = RoundChange(Wish.DEADLINE.value, round_.id, theme_id, day.isoformat(), _was(round_, theme_id))
    return await propose(desk, change, understood.remark or "")


async def people(desk: Desk, round_id: str, theme_id: str, wish: Wish, to: str) -> Outcome:
    """Ask to confirm another owner, or one more co-author."""
    round_ = await allowed_round(desk, Action.CHANGE_ROUND, round_id)
    if isinstance(round_, Outcome):
        return round_
    theme = round_.theme(theme_id)
    was = theme.owner if theme and wish is Wish.OWNER else ""
    return await propose(desk, RoundChange(wish.value, round_id, theme_id, to, was))


async def propose(desk: Desk, change: RoundChange, remark: str = "") -> Outcome:
    """Repeat a change in full, and ask whether it is right."""
    round_ = await allowed_round(desk, Action.CHANGE_ROUND, change.round)
    if isinstance(round_, Outcome):
        return round_
    changed = _changed(round_, change, desk.now.astimezone(desk.zone(Place(round_, round_.themes[0]))).date())
    if isinstance(changed, str):
        return say(desk, changed)
    said = [await _in_full(desk, round_, change), remark, *_beside(round_, change)]
    buttons = (
        desk.button(texts.CHANGE_YES, "change_yes", "ja", primary=True, about=change.about),
        desk.button(texts.NO, "change_no", "nee", about=change.about),
    )
    view = Say(tuple(one for one in said if one), buttons, round_.title)
    outcome = begun(replace(desk, focus=desk.nowhere()), (view,), SURE_TO_CHANGE, change.item)
    return replace(outcome, fresh=True)


async def apply(desk: Desk, change: RoundChange) -> Outcome:
    """Change the stored round, unless it was changed meanwhile; who is concerned hears of it."""
    async with desk.deciding:
        round_ = await allowed_round(desk, Action.CHANGE_ROUND, change.round)
        if isinstance(round_, Outcome):
            return round_
        if _is_so(round_, change):
            return say(desk, texts.ALREADY_SO)
        if change.wish != Wish.CO_AUTHOR and change.was != _was(round_, change.theme, change.wish):
            return say(desk, texts.ROUND_CHANGED, buttons=(_round_button(desk),))
        today = desk.now.astimezone(desk.zone(Place(round_, round_.themes[0]))).date()
        changed = _changed(round_, change, today)
        if isinstance(changed, str):
            return say(desk, changed)
        await desk.store.put_round(desk.who.tenant, changed)
    view = Say((texts.round_saved(await _in_full(desk, round_, change, done=True)),), (_round_button(desk),))
    outcome = begun(replace(desk, focus=desk.nowhere()), (view,), ROUND)
    return replace(outcome, notices=await _notices(desk, round_, changed, change))


async def leave(desk: Desk) -> Outcome:
    """Leave the round as it is."""
    if not desk.coordinates:
        return await refused(desk, Action.CHANGE_ROUND)
    view = Say((texts.ROUND_LEFT,), (_round_button(desk),))
    return begun(replace(desk, focus=desk.nowhere()), (view,), ROUND)


def _changed(round_: Round, change: RoundChange, today: date) -> Round | str:
    """The round after `change`, or the sentence that says why that cannot be."""
    theme = round_.theme(change.theme)
    if theme is None and (change.theme or change.wish != Wish.DEADLINE):
        return texts.UNKNOWN_THEME
    try:
        if change.wish == Wish.DEADLINE:
            return _with_deadline(round_, theme, date.fromisoformat(change.to), today)
        if theme is not None and change.wish in {Wish.OWNER, Wish.CO_AUTHOR}:
            return _with_person(round_, theme, change)
    except (Fault, ValueError):
        pass
    return texts.UNKNOWN_CHANGE


def _with_deadline(round_: Round, theme: Theme | None, day: date, today: date) -> Round | str:
    if day < today:
        return texts.day_is_past(day)
    if day < round_.opens:
        return texts.before_opening(day, round_.opens)
    if day > round_.council:
        return texts.after_council(day, round_.council)
    if theme is None:
        return replace(round_, deadline=day)
    return _with_theme(round_, replace(theme, deadline=None if day == round_.deadline else day))


def _with_person(round_: Round, theme: Theme, change: RoundChange) -> Round | str:
    whom = read_address(change.to)
    if not whom:
        return texts.NO_ADDRESS
    if change.wish == Wish.OWNER:
        others = tuple(one for one in theme.co_authors if one != whom)
        return _with_theme(round_, replace(theme, owner=whom, co_authors=others))
    if whom in theme.addresses:
        return texts.ALREADY_SO
    return _with_theme(round_, replace(theme, co_authors=(*theme.co_authors, whom)))


def _with_theme(round_: Round, theme: Theme) -> Round:
    return replace(round_, themes=tuple(theme if one.id == theme.id else one for one in round_.themes))


def _was(round_: Round, theme_id: str, wish: str = Wish.DEADLINE) -> str:
    theme = round_.theme(theme_id)
    if wish == Wish.OWNER:
        return theme.owner if theme else ""
    return (round_.deadline_of(theme) if theme else round_.deadline).isoformat()


def _is_so(round_: Round, change: RoundChange) -> bool:
    """Whether the round says already what `change` wants: it was done before, or by somebody else."""
    theme = round_.theme(change.theme)
    if change.wish == Wish.CO_AUTHOR:
        return theme is not None and change.to in theme.addresses
    return change.to == _was(round_, change.theme, change.wish)


async def _in_full(desk: Desk, round_: Round, change: RoundChange, *, done: bool = False) -> str:
    """What a change means, with old and new."""
    theme = round_.theme(change.theme)
    title = theme.title if theme else ""
    if change.wish == Wish.DEADLINE:
        was = round_.deadline_of(theme) if theme else round_.deadline
        return texts.new_deadline(title, was, date.fromisoformat(change.to), done)
    if change.wish == Wish.CO_AUTHOR:
        return texts.new_co_author(title, change.to, done)
    names = await desk.names([theme.owner]) if theme and theme.owner else ()
    return texts.new_owner(title, "".join(names), change.to, done)


def _beside(round_: Round, change: RoundChange) -> list[str]:
    """What is good to know before confirming."""
    if change.wish == Wish.DEADLINE:
        own = [one.title for one in round_.themes if one.deadline] if not change.theme else []
        return [texts.own_deadlines(own)] if own else []
    domains = {one.rpartition("@")[2] for theme in round_.themes for one in theme.addresses}
    domains |= {one.rpartition("@")[2] for one in round_.coordinators}
    return [] if change.to.rpartition("@")[2] in domains else [texts.OTHER_DOMAIN]


async def _notices(desk: Desk, before: Round, after: Round, change: RoundChange) -> tuple[Notice, ...]:
    """To whoever got or lost a theme, and to whom a theme's own deadline concerns."""
    old, new = before.theme(change.theme), after.theme(change.theme)
    if old is None or new is None:
        return ()
    me, by = desk.event.person.address, desk.event.person.name
    until = after.deadline_of(new)
    about = {"r": after.id, "t": new.id}
    go = desk.button(texts.CONTINUE, "continue", new.title, primary=True, about=about)
    said: list[tuple[str, Say]] = []
    if change.wish == Wish.DEADLINE:
        view = Say((texts.deadline_moved(new.title, until, by),), (go,), new.title)
        said = [(one, view) for one in sorted(new.addresses)]
    else:
        owner = change.wish == Wish.OWNER
        told = texts.theme_is_yours(new.title, until, by, owner)
        said = [(change.to, Say(told, (go,), new.title))]
        if owner and old.owner and old.owner not in new.addresses:
            said.append((old.owner, Say(texts.theme_was_yours(new.title, name_from(change.to), by))))
    return tuple(Notice(whom, view, texts.not_reached(name_from(whom))) for whom, view in said if whom != me)


async def _shown(desk: Desk, round_: Round) -> ShowRows:
    residents = round_.participation
    rows = [
        Row(texts.FILL_IN_UNTIL, text=texts.from_until(round_.opens, round_.deadline)),
        Row(texts.COUNCIL_DECIDES, text=texts.day(round_.council)),
        Row(
            texts.PARTICIPATION,
            text=texts.participation(residents.asked, residents.why),
        ),
        Row(texts.CAPACITY, text=texts.capacity(round_.capacity_fte, round_.max_priorities)),
        Row(texts.COORDINATORS, text=texts.listed(await desk.names(round_.coordinators))),
    ]
    for theme in round_.themes[:MOST_ROWS]:
        owner = (await desk.names([theme.owner]))[0] if theme.owner else ""
        others = await desk.names(theme.co_authors)
        rows.append(Row(theme.title, text=texts.who_fills_in(owner, others, theme.deadline)))
    overview = desk.button(texts.OVERVIEW, "overview", "overzicht")
    left = len(round_.themes) - MOST_ROWS
    outro = texts.paragraphs(texts.more_themes(left) if left > 0 else "", texts.CHANGE_ROUND_HOW)
    new = desk.button(texts.NEW_ROUND, "setup_begin", "nieuwe ronde")
    return ShowRows(round_.title, tuple(rows), round_.period, (overview, new), outro)


def _round_button(desk: Desk) -> Button:
    return desk.button(texts.ROUND, "round", "ronde")
