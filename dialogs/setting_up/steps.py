"""What comes next while a round is set up.

It is computed: facts with something wrong, then themes, then the summary. Nothing is a round until the
summary is confirmed.
"""

from collections.abc import Sequence
from dataclasses import replace

from dialogs.desk import Outcome
from dialogs.focus import Focus
from dialogs.rounds.draft import RoundDraft
from dialogs.setting_up import cards, facts, placing, proposing, texts
from dialogs.setting_up.setup import Setup
from dialogs.setting_up.theme_lines import LineFault, as_line, read_themes
from dialogs.views import Say, View

FACTS, MORE, THEMES, SURE = "setup_facts", "setup_more", "setup_themes", "setup_sure"
THROW, LEFT = "setup_throw", "setup_left"
PARTS = frozenset({FACTS, MORE, THEMES, SURE, THROW})
TO_FILL_IN = frozenset({FACTS, MORE, THEMES})  # the parts with a card that can be filled in
COMMAND = "nieuwe ronde"


def forward(setup: Setup, saved: str = "") -> Outcome:
    """The first thing that is not settled."""
    if setup.problems(facts.FIRST_CARD):
        return first_facts(setup, saved)
    if setup.problems(facts.MORE_CARD):
        return more_facts(setup, saved)
    if setup.draft.typed or not setup.draft.themes:
        return themes(setup, saved)
    return summary(setup, saved)


def first_facts(setup: Setup, saved: str = "") -> Outcome:
    """The facts that every round needs."""
    wrong = setup.problems(facts.FIRST_CARD)
    card = cards.facts_card(
        setup.desk, setup.draft, setup.known, wrong, saved, () if wrong else setup.cautions()
    )
    return _shown(setup, card, FACTS)


def more_facts(setup: Setup, saved: str = "") -> Outcome:
    """The facts that may stay empty, and the coordinators."""
    wrong = setup.problems(facts.MORE_CARD)
    return _shown(setup, cards.more_card(setup.desk, setup.draft, setup.known, wrong, saved), MORE)


def themes(setup: Setup, saved: str = "", problem: str = "") -> Outcome:
    """The box of themes: those that are kept, else those of the round before as a proposal."""
    lines, notes = setup.draft.typed, setup.cautions()
    if lines and not problem:
        read = read_themes(lines, setup.draft.facts, setup.known, setup.draft.themes)
        problem = told(read.faults)
    lines = lines or "\n".join(as_line(theme) for theme in setup.draft.themes)
    if not lines and (proposed := proposing.proposed_themes(setup.known)):
        lines = "\n".join(as_line(theme) for theme in proposed)
        notes = (*notes, texts.THEMES_FROM_BEFORE)
    return _shown(setup, cards.themes_card(setup.desk, lines, problem, saved, notes), THEMES)


def told(faults: Sequence[LineFault]) -> str:
    """All that is wrong with a list of themes."""
    return texts.rows_wrong([(one.row, one.problem) for one in faults]) if faults else ""


def summary(setup: Setup, lead: str = "") -> Outcome:
    """Everything in words, to be confirmed."""
    mark = placing.mark_of(setup.draft)
    view = cards.summary(setup.desk, placing.made(setup.draft), setup.draft, setup.known, mark, lead)
    return _shown(setup, view, SURE, mark)


async def confirmed(setup: Setup, mark: str) -> Outcome:
    """Put the round in place, when the summary that was confirmed is of what is kept now."""
    if setup.problems() or not setup.draft.themes or setup.draft.typed:
        return forward(setup, texts.CHANGED_SINCE)
    if mark != placing.mark_of(setup.draft):
        return summary(setup, texts.CHANGED_SINCE)
    done = await placing.place(setup.desk, setup.draft, setup.known)
    if isinstance(done, RoundDraft):
        return summary(replace(setup, draft=done), texts.also_there(done.facts[facts.TITLE]))
    return done


def not_yet(setup: Setup) -> Outcome:
    """Nothing is put in place; what would they change?"""
    buttons = (
        setup.desk.button(texts.CHANGE_FACTS, "setup_to_facts", "gegevens"),
        setup.desk.button(texts.CHANGE_THEMES, "setup_to_themes", "thema's"),
        setup.desk.button(texts.LEAVE, "setup_leave", "stop"),
    )
    return _shown(setup, Say((texts.NOT_YET,), buttons), SURE, placing.mark_of(setup.draft))


def left(setup: Setup, note: str = "") -> Outcome:
    """Stop for now."""
    go_on = setup.desk.button(texts.GO_ON, "setup_go_on", COMMAND, primary=True)
    said = tuple(one for one in (texts.LEFT, note) if one)
    return _shown(setup, Say(said, (go_on,)), LEFT)


def ask_to_throw(setup: Setup) -> Outcome:
    """Is it to be thrown away?"""
    buttons = (
        setup.desk.button(texts.THROW_AWAY_YES, "setup_throw_yes", "ja"),
        setup.desk.button(texts.KEEP, "setup_throw_no", "nee"),
    )
    return _shown(setup, Say((texts.SURE_TO_THROW,), buttons), THROW)


async def thrown_away(setup: Setup) -> Outcome:
    """It is gone; rounds that stand are not touched."""
    await setup.desk.store.put_round_draft(setup.desk.who, None)
    return Outcome((Say((texts.THROWN_AWAY,)),), setup.desk.nowhere())


def _shown(setup: Setup, view: View, part: str, item: str = "") -> Outcome:
    focus: Focus = replace(setup.desk.nowhere(), part=part, item=item)
    return Outcome((view,), focus)
