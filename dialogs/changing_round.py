"""The round: what it says, and what the coordinator changes of it, each change confirmed in full."""

from dataclasses import replace

from dialogs import round_texts, texts
from dialogs.coordinator_lines import OF_ROUND, Line, Wish, is_round, rounds_called
from dialogs.coordinator_rights import allowed_round, begun, found_theme, refused
from dialogs.desk import Desk, Notice, Outcome, Place
from dialogs.intake.theme_log import ThemeKey
from dialogs.moments.working_days import Calendar
from dialogs.navigating import say
from dialogs.people import name_from
from dialogs.policies import Action
from dialogs.round_change import RoundChange, changed, is_so, settled, stood
from dialogs.round_change_words import cautions, in_full
from dialogs.rounds.days import read_day
from dialogs.rounds.placing import HasAnswersError, put_in_place
from dialogs.rounds.round import Round
from dialogs.setting_up.known import known_to
from dialogs.views import Button, Row, Say, ShowRows

ROUND = "round"
SURE_TO_CHANGE = "sure_change"
MOST_ROWS = 30  # themes on one card of the round

_DAYS = {Wish.DEADLINE: "deadline", Wish.OPENS: "opent", Wish.COUNCIL: "raad"}


async def show(desk: Desk) -> Outcome:
    """The round: dates, participation, capacity, and who answers for which theme."""
    if not desk.coordinates:
        return await refused(desk, Action.SEE_ROUND)
    rounds = desk.coordinates
    views = [await _shown(desk, one, how=one is rounds[-1]) for one in rounds]
    return begun(desk, tuple(views), ROUND)


async def wished(desk: Desk, line: Line) -> Outcome:
    """A typed line that changes a round or a theme: repeat it in full, and ask whether it is right."""
    found = await _about(desk, line)
    if isinstance(found, Outcome):
        return found
    round_, theme_id = found
    change = RoundChange(line.wish.value, round_.id, theme_id, line.to, "")
    if line.wish in {Wish.DEADLINE, Wish.OPENS, Wish.COUNCIL}:
        return await _on_a_day(desk, round_, change, line.to)
    if line.wish in {Wish.CAPACITY, Wish.PRIORITIES} and line.to.casefold() in {"geen", "leeg", "-"}:
        change = replace(change, to="")
    return await propose(desk, replace(change, was=stood(round_, change)))


async def _about(desk: Desk, line: Line) -> tuple[Round, str] | Outcome:
    """The round that a line is about, as stored, and the id of its theme; "" for the round as a whole."""
    about_round = line.wish in OF_ROUND or is_round(line.about) or not line.about
    rounds = rounds_called(desk.coordinates, line.about)
    if not about_round and not rounds:
        found = await found_theme(desk, line.about, Action.CHANGE_ROUND)
        if isinstance(found, Outcome):
            return found
        round_ = await allowed_round(desk, Action.CHANGE_ROUND, found[0].id)
        return round_ if isinstance(round_, Outcome) else (round_, found[1].id)
    if not desk.coordinates:
        return await refused(desk, Action.CHANGE_ROUND)
    if len(rounds) != 1:
        return say(desk, round_texts.which_round([one.title for one in desk.coordinates]))
    round_ = await allowed_round(desk, Action.CHANGE_ROUND, rounds[0].id)
    return round_ if isinstance(round_, Outcome) else (round_, "")


async def _on_a_day(desk: Desk, round_: Round, change: RoundChange, typed: str) -> Outcome:
    """A change to a day: understood, or asked back with a button for each that can be meant."""
    after = round_.deadline if change.wish == Wish.COUNCIL else None
    zone = desk.zone(Place(round_, round_.themes[0]))
    said = read_day(typed, desk.now, zone, Calendar.load(round_.region), after)
    change = replace(change, was=stood(round_, change))
    if said.day is not None:
        return await propose(desk, replace(change, to=said.day.isoformat()))
    if not said.choices:
        return say(desk, round_texts.unknown_day(typed))
    theme = round_.theme(change.theme)
    what = f"{_DAYS[Wish(change.wish)]} {theme.title.casefold() if theme else 'ronde'}"
    buttons = tuple(
        desk.button(
            texts.day(one),
            "change_round",
            f"{what} naar {texts.day(one)}",
            about=replace(change, to=one.isoformat()).about,
        )
        for one in said.choices
    )
    return say(desk, round_texts.which_day(said.choices), buttons=buttons)


async def propose(desk: Desk, change: RoundChange) -> Outcome:
    """Repeat a change in full, and ask whether it is right."""
    round_ = await allowed_round(desk, Action.CHANGE_ROUND, change.round)
    if isinstance(round_, Outcome):
        return round_
    known = await known_to(desk)
    after = changed(round_, change, known)
    if isinstance(after, str):
        return say(desk, after)
    if change.wish == Wish.THEME_OFF and (refusal := await _answered(desk, round_, change)):
        return say(desk, refusal)
    change = settled(round_, after, change)
    if is_so(round_, change):
        return say(desk, texts.ALREADY_SO)
    said = [in_full(round_, after, change, known), *cautions(round_, after, change, known)]
    buttons = (
        desk.button(texts.CHANGE_YES, "change_yes", "ja", primary=True, about=change.about),
        desk.button(texts.NO, "change_no", "nee", about=change.about),
    )
    outcome = begun(
        replace(desk, focus=desk.nowhere()),
        (Say(tuple(said), buttons, round_.title),),
        SURE_TO_CHANGE,
        change.item,
    )
    return replace(outcome, fresh=True)


async def apply(desk: Desk, change: RoundChange) -> Outcome:
    """Change the stored round, unless it was changed meanwhile; who is concerned hears of it."""
    known = await known_to(desk)
    async with desk.deciding:
        round_ = await allowed_round(desk, Action.CHANGE_ROUND, change.round)
        if isinstance(round_, Outcome):
            return round_
        if change.wish not in set(Wish):
            return say(desk, texts.UNKNOWN_CHANGE)
        if is_so(round_, change):
            return say(desk, texts.ALREADY_SO)
        if change.was != stood(round_, change):
            return say(desk, texts.ROUND_CHANGED, buttons=(_round_button(desk),))
        after = changed(round_, change, known)
        if isinstance(after, str):
            return say(desk, after)
        try:
            await put_in_place(desk.store, desk.who.tenant, after)
        except HasAnswersError as error:
            return say(desk, round_texts.theme_has_answers(error.themes[0].title))
    view = Say((texts.round_saved(in_full(round_, after, change, known, done=True)),), (_round_button(desk),))
    outcome = begun(replace(desk, focus=desk.nowhere()), (view,), ROUND)
    return replace(outcome, notices=_notices(desk, round_, after, change))


async def _answered(desk: Desk, round_: Round, change: RoundChange) -> str:
    """Why a theme in which somebody wrote stays."""
    theme = round_.theme(change.theme)
    written = await desk.store.log(ThemeKey(desk.who.tenant, round_.id, change.theme))
    return round_texts.theme_has_answers(theme.title) if theme and written else ""


async def leave(desk: Desk) -> Outcome:
    """Leave the round as it is."""
    if not desk.coordinates:
        return await refused(desk, Action.CHANGE_ROUND)
    view = Say((texts.ROUND_LEFT,), (_round_button(desk),))
    return begun(replace(desk, focus=desk.nowhere()), (view,), ROUND)


def _notices(desk: Desk, before: Round, after: Round, change: RoundChange) -> tuple[Notice, ...]:
    """To whoever got or lost a theme, and to whom a theme's own deadline concerns."""
    old, new = before.theme(change.theme), after.theme(change.theme)
    told_here = change.wish in {Wish.DEADLINE, Wish.OWNER, Wish.CO_AUTHOR}
    if old is None or new is None or not told_here or not desk.is_open(after):
        return ()
    if change.wish == Wish.DEADLINE:
        whom = sorted(new.addresses)
    else:
        whom = [change.to, *sorted(old.addresses - new.addresses)]
    others = (one for one in whom if one != desk.event.person.address)
    return tuple(Notice(one, texts.not_reached(name_from(one))) for one in others)


async def _shown(desk: Desk, round_: Round, how: bool) -> ShowRows:
    """The card of a round; `how` to change it stands once, under the last of them."""
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
    left = len(round_.themes) - MOST_ROWS
    more = texts.more_themes(left) if left > 0 else ""
    if not how:
        return ShowRows(round_.title, tuple(rows), round_.period, outro=more)
    outro = texts.paragraphs(more, round_texts.CHANGE_HOW, round_texts.CHANGE_HOW_MORE)
    overview = desk.button(texts.OVERVIEW, "overview", "overzicht")
    new = desk.button(texts.NEW_ROUND, "setup_begin", "nieuwe ronde")
    return ShowRows(round_.title, tuple(rows), round_.period, (overview, new), outro)


def _round_button(desk: Desk) -> Button:
    return desk.button(texts.ROUND, "round", "ronde")
