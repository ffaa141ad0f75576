"""The conversation that sets up a round: what was typed or pressed, and what is kept of it.

Steps.py shows what comes next. What was given is kept per person at once, and outlives a restart.
"""

from collections.abc import Callable, Mapping
from dataclasses import replace

from dialogs.desk import Desk, Outcome
from dialogs.matching import normalised
from dialogs.meaning import Meaning, Pending, meant
from dialogs.navigating import say
from dialogs.setting_up import facts, placing, proposing, sheet, steps, taking, texts
from dialogs.setting_up.fact_lines import fact_lines, theme_away
from dialogs.setting_up.setup import Setup, setup_of
from dialogs.setting_up.steps import FACTS, LEFT, MORE, PARTS, SURE, THEMES, THROW

VERBS = frozenset(
    {"setup_facts", "setup_more", "setup_more_done", "setup_themes", "setup_to_facts", "setup_to_themes"}
    | {"setup_begin", "setup_sheet", "setup_yes", "setup_back", "setup_leave", "setup_go_on"}
    | {"setup_throw", "setup_throw_yes", "setup_throw_no"}
)

SHEET_WORDS = frozenset({"leeg blad", "excel", "excel-blad", "leeg excel-blad"})
_ONWARD = frozenset({"klopt", "dat klopt", "ja", "akkoord", "goed", "klaar", "volgende"})
_YES, _NO = frozenset({"ja", "ja graag", "akkoord", "klopt"}), frozenset({"nee", "nee bedankt"})
_GO_ON, _STOP = frozenset({"verder", "ga verder"}), frozenset({"stop", "stoppen", "later verder"})
_CARD_OF = {"setup_facts": "facts", "setup_more_done": "more", "setup_themes": "themes"}


async def command(desk: Desk) -> Outcome:
    """`nieuwe ronde`: begin, or go on with the one that is unfinished."""
    unfinished = await desk.store.round_draft(desk.who) is not None
    setup = await setup_of(desk, begin=True)
    if isinstance(setup, Setup):
        return steps.forward(setup, texts.GOING_ON) if unfinished else steps.first_facts(setup)
    return setup or say(desk, texts.NONE_BUSY)


async def typed(desk: Desk, text: str) -> Outcome | None:
    """A line while a round is being set up; None when it is for somebody else to read."""
    part, words = desk.focus.part, normalised(text)
    if desk.focus.question or part not in PARTS | {LEFT} or (part == LEFT and words not in _GO_ON):
        return None
    setup = await setup_of(desk)
    if not isinstance(setup, Setup):
        return setup
    if words in _STOP:
        return steps.left(setup)
    if words in _GO_ON:
        return steps.forward(setup, texts.GOING_ON if part == LEFT else "")
    if part == THROW:
        return await _about_throwing(setup, words)
    if (outcome := await _word(setup, words)) is not None:
        return outcome
    if (outcome := await _facts_typed(setup, text)) is not None:
        return outcome
    what = meant(text, Pending.TEXT, desk.is_moment)
    if what.meaning is Meaning.LATER or (what.said is not None and what.said.name == "later"):
        return steps.left(setup, texts.NO_REMINDER)
    if what.meaning is not Meaning.ANSWER:
        return None
    if part == THEMES or (part == SURE and "@" in text):
        return await _themes_typed(setup, text)
    return say(desk, texts.SURE_UNCLEAR if part == SURE else texts.FACTS_HOW)


async def pressed(desk: Desk) -> Outcome:
    """A button of setting up; who presses it, and what is filled in, are checked again."""
    press = desk.event.press
    assert press is not None  # noqa: S101  (called for presses only)
    if press.verb == "setup_begin":
        return await command(desk)
    setup = await setup_of(desk)
    if setup is None:
        return await placing.stands_already(desk, press.data.get("r", ""))
    if not isinstance(setup, Setup):
        return setup
    if press.verb == "setup_yes":
        return await steps.confirmed(setup, press.data.get("v", ""))
    if press.verb == "setup_throw_yes":
        return await steps.thrown_away(setup) if desk.focus.part == THROW else steps.ask_to_throw(setup)
    if press.verb == "setup_sheet":
        return await sheet.offered(setup)
    card = _CARD_OF.get(press.verb, press.data.get("c", ""))
    newest = press.data.get("n") == desk.focus.card
    setup, wrong = await taking.filled_in(setup, card, press.inputs)
    if card and not newest:
        return steps.forward(setup, texts.OLD_CARD)
    if press.verb == "setup_themes" and (wrong or not setup.draft.themes):
        return steps.themes(setup, problem=wrong or texts.NO_THEMES_YET)
    ways: Mapping[str, Callable[[Setup], Outcome]] = {
        "setup_leave": steps.left,
        "setup_more": steps.more_facts,
        "setup_to_facts": steps.first_facts,
        "setup_to_themes": steps.themes,
        "setup_back": steps.first_facts,
        "setup_throw": steps.ask_to_throw,
    }
    if press.verb == "setup_more" and card and setup.problems(facts.FIRST_CARD):
        return steps.first_facts(setup)
    return ways.get(press.verb, steps.forward)(setup)


async def again(desk: Desk) -> Outcome | None:
    """What stands in front of somebody who sets up a round, for a turn that was done before."""
    if desk.focus.question or desk.focus.part not in PARTS:
        return None
    setup = await setup_of(desk)
    if not isinstance(setup, Setup):
        return setup
    shown: Mapping[str, Callable[[Setup], Outcome]] = {
        FACTS: steps.first_facts,
        MORE: steps.more_facts,
        THEMES: steps.themes,
        THROW: steps.ask_to_throw,
    }
    return shown.get(desk.focus.part, steps.forward)(setup)


# What is typed


async def _word(setup: Setup, words: str) -> Outcome | None:
    """A word that moves on, back or elsewhere."""
    part = setup.desk.focus.part
    if part == SURE and words in _YES | {"ronde klaarzetten"}:
        return await steps.confirmed(setup, setup.desk.focus.item)
    if part == SURE and words in _NO:
        return steps.not_yet(setup)
    if part == THEMES and words in _ONWARD and not setup.draft.themes:
        return await _proposal_taken(setup)
    if words in _ONWARD and part != SURE:
        return steps.forward(setup)
    ways: Mapping[str, Callable[[Setup], Outcome]] = {
        "gegevens": steps.first_facts,
        "gegevens aanpassen": steps.first_facts,
        "meer gegevens": steps.more_facts,
        "thema's": steps.themes,
        "themas": steps.themes,
        "thema's aanpassen": steps.themes,
        "terug": steps.first_facts,
        "weggooien": steps.ask_to_throw,
    }
    if words in SHEET_WORDS:
        return await sheet.offered(setup)
    return ways[words](setup) if words in ways else None


async def _proposal_taken(setup: Setup) -> Outcome:
    """The box with the themes of the round before is right as it stands."""
    proposed = proposing.proposed_themes(setup.known)
    if not proposed:
        return steps.themes(setup, problem=texts.NO_THEMES_YET)
    setup = await setup.keep(replace(setup.draft, themes=proposed))
    return steps.forward(setup, texts.themes_saved(len(proposed), [theme.title for theme in proposed]))


async def _facts_typed(setup: Setup, text: str) -> Outcome | None:
    """Lines that change facts, or take a theme out."""
    part = setup.desk.focus.part
    if part in {THEMES, SURE} and (away := theme_away(text)):
        return await _theme_away(setup, away)
    given = fact_lines(text, setup.draft.facts, clear=part == THEMES)
    if given is None:
        return None
    now = facts.settled(setup.draft.facts, given, setup.known)
    setup = await setup.keep(replace(setup.draft, facts=now))
    wrong = {one.key for one in facts.problems(now, setup.known)}
    saved = texts.fact_saved([key for key in given if key not in wrong])
    if setup.problems() or part in {SURE, THEMES}:
        return steps.forward(setup, saved)
    return (steps.more_facts if part == MORE else steps.first_facts)(setup, saved)


async def _themes_typed(setup: Setup, text: str) -> Outcome:
    before = {theme.id: theme for theme in setup.draft.themes}
    setup, wrong = await taking.take_themes(setup, text, whole=False)
    new = [theme.title for theme in setup.draft.themes if before.get(theme.id) != theme]
    saved = texts.themes_saved(len(setup.draft.themes), new) if new else ""
    if not wrong and setup.desk.focus.part == SURE:
        return steps.forward(setup, saved)
    return steps.themes(setup, saved, texts.rows_and_rest(wrong, len(new)) if wrong else "")


async def _theme_away(setup: Setup, words: str) -> Outcome:
    """Leave a theme out of the round in the making."""
    gone = [one for one in setup.draft.themes if words in {normalised(one.title), one.id}]
    if not gone:
        return steps.themes(setup, problem=texts.no_such_theme(words))
    left = tuple(one for one in setup.draft.themes if one != gone[0])
    setup = await setup.keep(replace(setup.draft, themes=left))
    return steps.forward(setup, texts.theme_removed(gone[0].title, len(left)))


async def _about_throwing(setup: Setup, words: str) -> Outcome | None:
    if words in _YES:
        return await steps.thrown_away(setup)
    return steps.forward(setup) if words in _NO else None
