"""What the coordinator of a round can do, and who may: every step is checked against the stored round.

The overview stands here; looking at answers is in judging.py, changing the round in changing_round.py.
"""

from collections.abc import Awaitable, Callable, Mapping
from decimal import Decimal

from dialogs import changing_round, judging, texts
from dialogs.coordinator_lines import OF_ROUND, Line, Wish, is_round, line_of, rounds_called, themes_called
from dialogs.coordinator_rights import begun, found_theme, reachable, refused
from dialogs.desk import Desk, Outcome, Place
from dialogs.intake.theme_log import Phase
from dialogs.matching import Said, normalised
from dialogs.meaning import Meaning, Pending, meant
from dialogs.navigating import say
from dialogs.policies import Action
from dialogs.round_change import RoundChange
from dialogs.rounds.overview import Standing, Totals, doubts_first, standing, totals
from dialogs.rounds.round import Round
from dialogs.views import Row, ShowRows, View

OVERVIEW = "overview"
ROWS = 12  # themes on one page, each with a button: that fits a card
CONFIRMS = frozenset({"ja", "ja graag", "akkoord"})
DECLINES = frozenset({"nee", "nee bedankt"})

COMMANDS = frozenset({"overzicht", "ronde", "bekijk", "vraag terug", "stuur terug", "goedkeuren"})
VERBS = frozenset(
    {
        "overview",
        "round",
        "review",
        "remark",
        "remark_no",
        "send_back",
        "approve",
        "approve_yes",
        "approve_no",
    }
    | {"change_round", "change_yes", "change_no"}
)


async def typed(desk: Desk, text: str) -> Outcome | None:
    """What a coordinator typed; None when it is for somebody else to read."""
    if not desk.focus.question and (decided := await _decided(desk, text)) is not None:
        return decided
    line = line_of(text)
    if line is not None and _is_meant(desk, line):
        return await _line(desk, line)
    if desk.focus.part == judging.REMARK and not desk.focus.question:
        what = meant(text, Pending.TEXT, desk.is_moment).meaning
        if what not in {Meaning.COMMAND, Meaning.LATER, Meaning.PLAN_QUESTION}:
            return await judging.noted(desk, desk.focus.round, desk.focus.theme, desk.focus.item, text)
    return None


async def command(desk: Desk, said: Said) -> Outcome:
    """A command of the table that is for coordinators."""
    match said.name:
        case "ronde":
            return await changing_round.show(desk)
        case "vraag terug":
            return await _at_theme(desk, lambda r, t: judging.remark(desk, r, t, number=said.argument))
        case "stuur terug":
            return await _at_theme(desk, lambda r, t: judging.send_back(desk, r, t))
        case "goedkeuren":
            return await _at_theme(desk, lambda r, t: judging.approve(desk, r, t))
    return await overview(desk, int(said.argument) if said.argument else 1)


async def pressed(desk: Desk) -> Outcome:
    """A button that only coordinators are shown; whoever presses it is checked again."""
    press = desk.event.press
    assert press is not None  # noqa: S101  (called for presses only)
    data = press.data
    round_id, theme_id = data.get("r", ""), data.get("t", "")
    number = data.get("p", "")
    of_theme: Mapping[str, Callable[[], Awaitable[Outcome]]] = {
        "overview": lambda: overview(desk, int(number) if number.isdecimal() and len(number) < 4 else 1),
        "round": lambda: changing_round.show(desk),
        "review": lambda: judging.review(desk, round_id, theme_id),
        "remark": lambda: judging.remark(desk, round_id, theme_id, question=data.get("q", "")),
        "remark_no": lambda: judging.no_remark(desk, round_id, theme_id, data.get("q", "")),
        "send_back": lambda: judging.send_back(desk, round_id, theme_id),
        "approve": lambda: judging.approve(desk, round_id, theme_id),
        "approve_yes": lambda: judging.approve_yes(desk, round_id, theme_id, data.get("s", "")),
        "approve_no": lambda: judging.approve_no(desk, round_id, theme_id),
        "change_round": lambda: changing_round.propose(desk, RoundChange.of(data)),
        "change_yes": lambda: changing_round.apply(desk, RoundChange.of(data)),
        "change_no": lambda: changing_round.leave(desk),
    }
    return await of_theme[press.verb]()


async def again(desk: Desk) -> Outcome | None:
    """What stands in front of a coordinator, for a turn that was done before; None for anybody else."""
    focus = desk.focus
    if not desk.coordinates or focus.question:
        return None
    shown: Mapping[str, Callable[[], Awaitable[Outcome]]] = {
        OVERVIEW: lambda: overview(desk, int(focus.item) if focus.item.isdecimal() else 1),
        changing_round.ROUND: lambda: changing_round.show(desk),
        changing_round.SURE_TO_CHANGE: lambda: changing_round.propose(desk, RoundChange.kept(focus.item)),
        judging.REVIEW: lambda: judging.review(desk, focus.round, focus.theme),
        judging.REMARK: lambda: judging.remark(desk, focus.round, focus.theme, question=focus.item),
        judging.SURE_TO_APPROVE: lambda: judging.approve(desk, focus.round, focus.theme),
        judging.JUDGED: lambda: judging.stands(desk, focus.round, focus.theme),
    }
    return await shown[focus.part]() if focus.part in shown else None


async def overview(desk: Desk, page: int = 1) -> Outcome:
    """The state of all themes, doubts first; one card a round."""
    if not desk.coordinates:
        return await refused(desk, Action.SEE_OVERVIEW)
    views: list[View] = []
    for round_ in desk.coordinates:
        stands = [standing(await desk.sheet(Place(round_, theme))) for theme in round_.themes]
        views.append(await _page(desk, round_, stands, page))
    return begun(desk, tuple(views), OVERVIEW, item=str(page))


async def _page(desk: Desk, round_: Round, stands: list[Standing], page: int) -> ShowRows:
    ordered = doubts_first(stands)
    pages = max(-(-len(ordered) // ROWS), 1)
    page = min(max(page, 1), pages)
    rows = [await _row(desk, round_, one) for one in ordered[(page - 1) * ROWS : page * ROWS]]
    begins = "" if desk.is_open(round_) else texts.begins_on(round_.opens)
    intro = texts.paragraphs(begins, _intro(round_, stands)) if page == 1 else ""
    title = texts.overview_title(round_.title, page, pages)
    about = {"r": round_.id}
    buttons = [
        desk.button(texts.ROUND, "round", "ronde", about=about),
        desk.button(texts.EXPORT, "file_exports", "exporteer"),
    ]
    if page < pages:
        more = {**about, "p": str(page + 1)}
        buttons.insert(0, desk.button(texts.NEXT_PAGE, "overview", f"overzicht {page + 1}", about=more))
    if page > 1:
        back = {**about, "p": str(page - 1)}
        buttons.append(desk.button(texts.PAGE_BEFORE, "overview", f"overzicht {page - 1}", about=back))
    lost = [one for one in ordered if one.theme.owner and not await reachable(desk, one.theme.owner)]
    return ShowRows(title, tuple(rows), intro, tuple(buttons), texts.UNREACHABLE_HOW if lost else "")


def _intro(round_: Round, stands: list[Standing]) -> str:
    """How many themes are how far, and the facts on ambition and capacity."""
    count = {phase: sum(one.phase is phase for one in stands) for phase in Phase}
    not_started = sum(not one.started for one in stands)
    lines = [
        texts.overview_counts(
            len(stands), not_started, count[Phase.SUBMITTED], count[Phase.RETURNED], count[Phase.APPROVED]
        ),
        *_facts(totals(round_, stands)),
    ]
    return "\n".join(line for line in lines if line)


def _facts(asked: Totals) -> list[str]:
    said = []
    if asked.fte_given_by:
        said.append(texts.fte_asked(_fte(asked.fte_needed), asked.fte_given_by, _fte(asked.capacity)))
    if asked.over_capacity and asked.capacity is not None:
        said.append(texts.fte_difference(_fte(asked.fte_needed - asked.capacity)))
    if asked.priorities or asked.most_priorities is not None:
        said.append(texts.priorities_advised(asked.priorities, asked.most_priorities))
    return said


def _fte(number: Decimal | None) -> str:
    return "" if number is None else f"{number.normalize():f}".replace(".", ",")


async def _row(desk: Desk, round_: Round, one: Standing) -> Row:
    [owner] = await desk.names([one.theme.owner]) if one.theme.owner else ("",)
    zone = desk.zone(Place(round_, one.theme))
    last = one.last_answer.astimezone(zone) if one.last_answer else None
    text = texts.theme_doubts(
        one.unknown,
        one.skipped if one.phase is not Phase.APPROVED else (),
        "" if not one.theme.owner or await reachable(desk, one.theme.owner) else owner,
        one.theme.deadline,
    )
    about = {"r": round_.id, "t": one.theme.id}
    look = desk.button(texts.LOOK, "review", f"bekijk {one.theme.title.casefold()}", about=about)
    return Row(one.theme.title, texts.standing(_state(one), owner, last), text, (look,))


def _state(one: Standing) -> str:
    named = {
        Phase.SUBMITTED: texts.SUBMITTED_STATE,
        Phase.RETURNED: texts.SENT_BACK_STATE,
        Phase.APPROVED: texts.APPROVED_STATE,
    }
    if one.phase in named:
        return named[one.phase]
    return texts.theme_state(one.done, one.total) if one.started else texts.NOT_STARTED_STATE


async def _decided(desk: Desk, text: str) -> Outcome | None:
    """A typed yes or no, right after the bot asked a coordinator to confirm something."""
    words = normalised(text)
    if words not in CONFIRMS | DECLINES:
        return None
    yes, focus = words in CONFIRMS, desk.focus
    if focus.part == judging.REMARK and not yes:
        return await judging.no_remark(desk, focus.round, focus.theme, focus.item)
    if focus.part == judging.SURE_TO_APPROVE:
        if yes:
            return await judging.approve_yes(desk, focus.round, focus.theme, focus.item)
        return await judging.approve_no(desk, focus.round, focus.theme)
    if focus.part == changing_round.SURE_TO_CHANGE:
        change = RoundChange.kept(focus.item)
        return await (changing_round.apply(desk, change) if yes else changing_round.leave(desk))
    return None


def _is_meant(desk: Desk, line: Line) -> bool:
    """Whether a line is for the coordinator: it names something known, and takes no answer away."""
    pending = bool(desk.focus.question)
    if line.wish in {Wish.REMARK, Wish.SEND_BACK}:
        return not pending and desk.focus.part in judging.PARTS
    if pending and not desk.coordinates:
        return False
    if line.wish is Wish.DEADLINE and (is_round(line.about) or _names_a_round(desk, line)):
        return True
    if not line.about or line.wish in OF_ROUND:
        return not pending and bool(desk.coordinates)
    named = themes_called(desk.rounds, line.about)
    if pending and line.wish in {Wish.REVIEW, Wish.APPROVE}:
        return any(normalised(theme.title) == line.about or theme.id == line.about for _, theme in named)
    return bool(named) or (bool(desk.coordinates) and not pending)


def _names_a_round(desk: Desk, line: Line) -> bool:
    return bool(rounds_called(desk.coordinates, line.about)) and not themes_called(desk.rounds, line.about)


async def _line(desk: Desk, line: Line) -> Outcome:
    round_id, theme_id = desk.focus.round, desk.focus.theme
    if line.wish is Wish.REMARK:
        if not line.to:
            return await judging.remark(desk, round_id, theme_id, number=line.about)
        return await judging.noted(desk, round_id, theme_id, line.about, line.to, by_number=True)
    if line.wish is Wish.SEND_BACK:
        return await judging.noted(desk, round_id, theme_id, "", line.to, then_send=True)
    if line.wish not in _ACTIONS:
        return await changing_round.wished(desk, line)
    found = await found_theme(desk, line.about, _ACTIONS[line.wish])
    if isinstance(found, Outcome):
        return found
    round_, theme = found
    if line.wish is Wish.APPROVE:
        return await judging.approve(desk, round_.id, theme.id)
    return await judging.review(desk, round_.id, theme.id)


_ACTIONS = {
    Wish.REVIEW: Action.REVIEW,
    Wish.APPROVE: Action.APPROVE,
}


async def _at_theme(desk: Desk, do: Callable[[str, str], Awaitable[Outcome]]) -> Outcome:
    """Something about the theme that the coordinator looks at."""
    if not desk.coordinates:
        return await refused(desk, Action.REVIEW)
    if desk.focus.part not in judging.PARTS:
        return say(desk, texts.LOOK_FIRST)
    return await do(desk.focus.round, desk.focus.theme)
