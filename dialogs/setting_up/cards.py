"""What is shown while a round is set up: two cards of facts, the themes, and the summary."""

from collections.abc import Mapping, Sequence

from dialogs import texts as general
from dialogs.desk import Desk
from dialogs.rounds.draft import RoundDraft
from dialogs.rounds.round import Round
from dialogs.setting_up import facts, texts
from dialogs.setting_up.known import Known
from dialogs.views import Ask, Button, Choice, Part, PartKind, Progress, Row, ShowRows

STEPS = 3  # facts, themes, putting it in place
THEMES = "themas"  # the one part of the card of themes
OTHER_PLAN = "-"  # the key of the choice for no plan of the library
MOST_ROWS = 30  # themes in the summary


def facts_card(
    desk: Desk,
    draft: RoundDraft,
    known: Known,
    problems: Sequence[str] = (),
    saved: str = "",
    notes: Sequence[str] = (),
) -> Ask:
    """The facts that every round needs, as far as they are known."""
    buttons = (
        desk.button(texts.NEXT, "setup_facts", "klopt", primary=True),
        desk.button(texts.MORE_FACTS, "setup_more", "meer gegevens", about={"c": "facts"}),
        desk.button(texts.LEAVE, "setup_leave", "stop", about={"c": "facts"}),
    )
    return Ask(
        theme=general.NEW_ROUND,
        block=texts.FACTS_BLOCK,
        number="",
        question=texts.FACTS_QUESTION,
        progress=Progress(0, STEPS),
        parts=tuple(_part(key, draft.facts, known) for key in facts.FIRST_CARD),
        buttons=buttons,
        more=(_throw_away(desk),),
        help=texts.FACTS_HELP,
        notes=tuple(notes),
        saved=saved,
        problem="\n".join(problems),
        hint=texts.FACTS_HINT,
    )


def more_card(
    desk: Desk, draft: RoundDraft, known: Known, problems: Sequence[str] = (), saved: str = ""
) -> Ask:
    """The facts that may stay empty, and the coordinators."""
    buttons = (
        desk.button(texts.NEXT, "setup_more_done", "klopt", primary=True),
        desk.button(texts.BACK, "setup_back", "terug", about={"c": "more"}),
        desk.button(texts.LEAVE, "setup_leave", "stop", about={"c": "more"}),
    )
    return Ask(
        theme=general.NEW_ROUND,
        block=texts.MORE_BLOCK,
        number="",
        question=texts.MORE_QUESTION,
        progress=Progress(0, STEPS),
        parts=tuple(_part(key, draft.facts, known) for key in facts.MORE_CARD),
        buttons=buttons,
        help=texts.MORE_HELP,
        saved=saved,
        problem="\n".join(problems),
        hint=texts.MORE_HINT,
    )


def themes_card(
    desk: Desk, lines: str, problems: str = "", saved: str = "", notes: Sequence[str] = ()
) -> Ask:
    """All themes in one box, one a line."""
    buttons = (
        desk.button(texts.NEXT, "setup_themes", "klaar", primary=True),
        desk.button(texts.BACK, "setup_back", "terug", about={"c": "themes"}),
        desk.button(texts.LEAVE, "setup_leave", "stop", about={"c": "themes"}),
    )
    sheet = desk.button(texts.SHEET, "setup_sheet", "leeg blad")
    box = Part(THEMES, PartKind.TEXT, texts.THEMES_BLOCK, lines, placeholder=texts.THEMES_PLACEHOLDER)
    return Ask(
        theme=general.NEW_ROUND,
        block=texts.THEMES_BLOCK,
        number="",
        question=texts.THEMES_QUESTION,
        progress=Progress(1, STEPS),
        parts=(box,),
        buttons=buttons,
        more=(*([sheet] if desk.papers else []), _throw_away(desk)),
        help=f"{texts.THEMES_HELP} {texts.THEMES_BY_SHEET}" if desk.papers else texts.THEMES_HELP,
        notes=tuple(notes),
        saved=saved,
        problem=problems,
        hint=texts.THEMES_HINT,
    )


def summary(
    desk: Desk, round_: Round, draft: RoundDraft, known: Known, mark: str, lead: str = ""
) -> ShowRows:
    """Everything, in words, and the button that puts it in place."""
    without = [theme.title for theme in round_.themes if not theme.owner]
    own = sum(theme.deadline is not None for theme in round_.themes)
    rows = [
        Row(texts.LABELS[facts.PERIOD], text=texts.period_line(round_.period, round_.plan)),
        Row(general.FILL_IN_UNTIL, text=general.from_until(round_.opens, round_.deadline)),
        Row(general.COUNCIL_DECIDES, text=general.day(round_.council)),
        Row(
            general.PARTICIPATION,
            text=general.participation(round_.participation.asked, round_.participation.why),
        ),
        Row(general.CAPACITY, text=general.capacity(round_.capacity_fte, round_.max_priorities)),
        Row(general.COORDINATORS, text=general.listed(known.called(round_.coordinators))),
        Row(texts.THEMES_BLOCK, text=texts.themes_line(len(round_.themes), without, own)),
    ]
    for theme in round_.themes[:MOST_ROWS]:
        owner = "".join(known.called([theme.owner] if theme.owner else []))
        others = known.called(theme.co_authors)
        rows.append(Row(theme.title, text=general.who_fills_in(owner, others, theme.deadline)))
    left = len(round_.themes) - MOST_ROWS
    more = general.more_themes(left) if left > 0 else ""
    outro = general.paragraphs(more, _not_met(round_, known), texts.NOTHING_SENT, texts.SURE_HOW)
    intro = general.paragraphs(lead, *facts.cautions(draft.facts, known))
    buttons = (
        desk.button(texts.PUT_IN_PLACE, "setup_yes", "ja", primary=True, about={"r": draft.id, "v": mark}),
        desk.button(texts.CHANGE_FACTS, "setup_to_facts", "gegevens"),
        desk.button(texts.CHANGE_THEMES, "setup_to_themes", "thema's"),
        desk.button(texts.MORE_FACTS, "setup_more", "meer gegevens"),
        desk.button(texts.LEAVE, "setup_leave", "stop"),
        _throw_away(desk),
    )
    return ShowRows(texts.summary_title(round_.title), tuple(rows), intro, buttons, outro)


def _not_met(round_: Round, known: Known) -> str:
    people = dict.fromkeys(theme.owner for theme in round_.themes if theme.owner)
    people |= dict.fromkeys(one for theme in round_.themes for one in theme.co_authors)
    people |= dict.fromkeys(one for one in round_.coordinators if one != known.me)
    names = known.called([one for one in people if one not in known.met])
    return texts.not_met(names) if names else ""


def _throw_away(desk: Desk) -> Button:
    return desk.button(texts.THROW_AWAY, "setup_throw", "weggooien")


def _part(key: str, given: Mapping[str, str], known: Known) -> Part:
    """One fact as an input. What could not be read as a day is a line of text, so that it stays in sight."""
    label, value = texts.LABELS[key], given.get(key, "")
    needed = key in facts.NEEDED
    if key in facts.DAYS and (not value or facts.day_of(given, key)):
        return Part(key, PartKind.DATE, label, value, required=needed)
    choices: tuple[Choice, ...] = ()
    if key == facts.PARTICIPATION:
        choices = (Choice("ja", texts.YES), Choice("nee", texts.NO))
    if key == facts.REGION:
        choices = tuple(Choice(one, word) for one, word in texts.REGIONS.items())
    if key == facts.PLAN and known.plans:
        choices = (Choice(OTHER_PLAN, texts.NO_PLAN), *(Choice(one.name, one.name) for one in known.plans))
        value = value or OTHER_PLAN
    if choices and value in {one.key for one in choices}:
        return Part(key, PartKind.CHOICE, label, value, choices, compact=True, required=True)
    hint = texts.COORDINATORS_PLACEHOLDER if key == facts.COORDINATORS else ""
    return Part(key, PartKind.LINE, label, value, placeholder=hint, required=needed)
