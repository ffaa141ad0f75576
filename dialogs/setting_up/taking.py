"""What is kept of what somebody gives: the inputs of a card, a list of themes, the rows of a sheet."""

from collections.abc import Mapping
from dataclasses import replace

from dialogs.rounds.draft import LONGEST_TYPED
from dialogs.setting_up import cards, facts, proposing, steps, texts
from dialogs.setting_up.setup import Setup
from dialogs.setting_up.theme_lines import ReadThemes, merged, read_themes

_KEYS_OF = {"facts": facts.FIRST_CARD, "more": facts.MORE_CARD}


async def filled_in(setup: Setup, card: str, inputs: Mapping[str, str]) -> tuple[Setup, str]:
    """Keep what a card holds; an input that is not there was left empty. Also what is wrong with themes."""
    if card == "themes":
        return await take_themes(setup, inputs.get(cards.THEMES, ""), whole=True)
    if card not in _KEYS_OF:
        return setup, ""
    given = {key: inputs.get(key, "") for key in _KEYS_OF[card]}
    if given.get(facts.PLAN) == cards.OTHER_PLAN:
        given[facts.PLAN] = ""
    now = facts.settled(setup.draft.facts, given, setup.known)
    return await setup.keep(replace(setup.draft, facts=now)), ""


async def take_themes(setup: Setup, text: str, *, whole: bool) -> tuple[Setup, str]:
    """Keep the themes of a text, `whole` when it is the full list; and what is wrong with the rest of it."""
    if len(text) > LONGEST_TYPED:
        return setup, texts.list_too_long(LONGEST_TYPED)
    old = (*proposing.proposed_themes(setup.known), *setup.draft.themes)
    read = read_themes(text, setup.draft.facts, setup.known, old)
    return await take_read(setup, read, typed=text if whole else None)


async def take_read(setup: Setup, read: ReadThemes, *, typed: str | None = None) -> tuple[Setup, str]:
    """Keep the themes that can be used. `typed` is the full list, of which what is wrong stays in its box."""
    draft = setup.draft
    if typed is None:
        draft = replace(draft, themes=merged(draft.themes, read.themes))
    else:
        draft = replace(draft, themes=read.themes, typed=typed if read.faults else "")
    return await setup.keep(draft), steps.told(read.faults)
