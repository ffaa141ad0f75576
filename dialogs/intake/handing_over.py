"""Handing a question, or a whole theme, to a colleague. Their side is lent.py.

A question stays the theme's own: the owner sees whom it is with, and may still answer it. Handing over a
theme makes the colleague a co-author of it.
"""

import re
from collections.abc import Mapping
from dataclasses import replace

from dialogs import texts
from dialogs.desk import Desk, Notice, Outcome, Place, theme_of
from dialogs.focus import Focus
from dialogs.intake import lent
from dialogs.intake.asking import Around
from dialogs.intake.colleagues import Colleague, is_me, named, of_round, picked
from dialogs.intake.format import Placed
from dialogs.intake.lending import BACK, TO, hand_overs
from dialogs.intake.sheet import Sheet
from dialogs.intake.steps import Step
from dialogs.intake.theme_log import Kind
from dialogs.intake.writing import event
from dialogs.matching import exact_command, normalised
from dialogs.meaning import asks_the_plan
from dialogs.navigating import forward, is_submitted, say
from dialogs.views import Ask, Choice, Part, PartKind, Say

HAND_PART = "hand_to"
THEME_PART = "hand_theme"
TO_WHOM = "collega"  # the input of the card

_SENTENCE = re.compile(r"(?:ik )?geef (?:(.+?) )?door aan (.+)")
_NUMBER = re.compile(r"(?:vraag |nummer |nr\.? ?)?([0-9]{1,2}[a-z]?)")
_THIS = frozenset({"", "deze vraag", "deze", "de vraag", "dit"})
_THEME = frozenset({"thema", "het thema", "dit thema", "het hele thema", "mijn thema"})
_LONGEST = 200  # characters


async def ask_whom(desk: Desk, sheet: Sheet, step: Step, problem: str = "") -> Outcome:
    """To whom? The people of the round; in Teams anybody of the organisation can be looked up."""
    if desk.only:
        return say(desk, texts.LENT_NOT_ON)
    placed = sheet.format.together(step.placed.id)[0]
    people = await of_round(desk, sheet.round)
    about = {**theme_of(sheet), "q": placed.id}
    choices = tuple(Choice(one.whom, texts.person(one.name, one.address)) for one in people)
    view = Ask(
        theme=sheet.theme.title,
        block=placed.block.title,
        number=placed.number,
        question=texts.HAND_TO_WHOM,
        progress=sheet.progress,
        parts=(Part(TO_WHOM, PartKind.CHOICE, texts.COLLEAGUE, choices=choices, compact=True, people=True),),
        buttons=(
            desk.button(texts.HAND_OVER, "hand_to", primary=True, about=about),
            desk.button(texts.NOT_AFTER_ALL, "change", "toch niet", about=about),
        ),
        help=texts.asked_was(sheet.words(placed.question.text, placed.id)),
        problem=problem,
        hint=texts.HAND_HINT,
    )
    focus = Focus(sheet.round.id, sheet.theme.id, part=f"{HAND_PART}:{placed.id}", lookup=desk.focus.lookup)
    return Outcome((view,), focus, fresh=True)


async def pressed_to(desk: Desk, sheet: Sheet, placed: Placed, inputs: Mapping[str, str]) -> Outcome:
    """Somebody was chosen on the card."""
    key = inputs.get(TO_WHOM, "").strip()
    if not key:
        return await ask_whom(desk, sheet, Step(placed), texts.CHOOSE_SOMEBODY)
    if key == desk.who.person:
        return await take_back(desk, sheet, placed)
    colleague = await picked(desk, sheet.round, key)
    if colleague is None:
        return await _stranger(desk, sheet, placed)
    return await hand(desk, sheet, placed, colleague)


async def typed_to(desk: Desk, text: str) -> Outcome | None:
    """The whole sentence, or the colleague's name after the bot asked for it; None for neither."""
    if len(text) > _LONGEST or len(text.strip().splitlines()) > 1:
        return None
    if (said := await _sentence(desk, text)) is not None:
        return said
    part, _, question = desk.focus.part.partition(":")
    place = desk.place(desk.focus.round, desk.focus.theme)
    if desk.focus.question or place is None or exact_command(text) or asks_the_plan(text):
        return None
    words = normalised(text)
    if part == THEME_PART and words in {"ja", "ja graag", "akkoord", "nee", "toch niet"}:
        return await (theme_no if words in {"nee", "toch niet"} else theme_yes)(desk, place)
    sheet = await desk.sheet(place)
    placed = sheet.format.placed(question) if part == HAND_PART else None
    if placed is None:
        return None
    if words in {"nee", "toch niet"}:
        return forward(desk, sheet)
    if is_me(desk, text):
        return await take_back(desk, sheet, placed)
    people = await of_round(desk, sheet.round)
    if words.isdecimal() and len(words) < 3 and 1 <= int(words) <= len(people):
        return await hand(desk, sheet, placed, people[int(words) - 1])
    found = await named(desk, sheet.round, text)
    if len(found) != 1:
        return await ask_whom(desk, sheet, Step(placed), _unclear(text, found))
    return await hand(desk, sheet, placed, found[0])


async def hand(desk: Desk, sheet: Sheet, placed: Placed, to: Colleague) -> Outcome:
    """Record it, tell the colleague, and go on with the next question."""
    placed = sheet.format.together(placed.id)[0]
    if sheet.state.signed_off:
        return is_submitted(desk, sheet)
    if to.guest:
        return say(desk, texts.no_guest(to.name))
    before = next((one for one in hand_overs(sheet.state) if one.question == placed.id), None)
    if to.address and to.whom != to.address:  # known to the bot: the address is theirs from now on
        await desk.store.bind(desk.who.tenant, to.address, to.whom)
    draft = lent.entry(desk, sheet, placed.id, {TO: to.whom, BACK: False})
    after = await desk.append(sheet, draft)
    notices = [Notice(to.whom, texts.not_delivered(to.name) if to.reachable else "")]
    if before and not before.is_for(to.whom, to.address):
        notices.append(Notice(before.to))
    outcome = _onward(desk, after, placed, texts.handed_over(placed.number, to.name))
    if not to.reachable:
        outcome = _without_bot(desk, outcome, to.name)
    return replace(outcome, notices=tuple(notices))


async def take_back(desk: Desk, sheet: Sheet, placed: Placed) -> Outcome:
    """A question comes back from the colleague who has it."""
    placed = sheet.format.together(placed.id)[0]
    before = next((one for one in hand_overs(sheet.state) if one.question == placed.id), None)
    if before is None:
        return say(desk, texts.IS_YOURS)
    await desk.append(sheet, lent.entry(desk, sheet, placed.id, {TO: before.to, BACK: True}))
    return replace(say(desk, texts.taken_back(placed.number)), notices=(Notice(before.to),))


async def theme_ask(desk: Desk, place: Place, to: Colleague) -> Outcome:
    """A whole theme: are you sure?"""
    if to.guest:
        return say(desk, texts.no_guest(to.name))
    if not to.address:
        return say(desk, texts.no_address(to.name))
    if to.address in place.theme.addresses:
        return say(desk, texts.author_already(to.name, place.theme.title))
    about = {"r": place.round.id, "t": place.theme.id}
    buttons = (
        desk.button(texts.THEME_YES, "hand_theme_yes", "ja", primary=True, about=about),
        desk.button(texts.NO, "hand_theme_no", "nee", about=about),
    )
    view = Say((texts.theme_sure(to.name, place.theme.title),), buttons, place.theme.title)
    return Outcome((view,), Focus(place.round.id, place.theme.id, part=f"{THEME_PART}:{to.whom}"), fresh=True)


async def theme_yes(desk: Desk, place: Place) -> Outcome:
    """Make the colleague whom the bot asked about a co-author of the theme."""
    part, _, whom = desk.focus.part.partition(":")
    to = await picked(desk, place.round, whom) if part == THEME_PART else None
    fresh = {one.id: one for one in await desk.store.rounds(desk.who.tenant)}
    round_ = fresh.get(place.round.id)
    theme = round_.theme(place.theme.id) if round_ else None
    if to is None or not to.address or round_ is None or theme is None:
        return say(desk, texts.OLD_CARD)
    wider = theme
    if to.address not in theme.addresses:
        wider = replace(theme, co_authors=(*theme.co_authors, to.address))
        themes = tuple(wider if one.id == theme.id else one for one in round_.themes)
        await desk.store.put_round(desk.who.tenant, replace(round_, themes=themes))
    if to.whom != to.address:
        await desk.store.bind(desk.who.tenant, to.address, to.whom)
    sheet = await desk.sheet(place)
    await desk.append(sheet, event(desk, sheet, Kind.HANDED_OVER, {TO: to.whom, BACK: False}))
    go_on = desk.button(texts.CONTINUE, "continue", "verder", about=theme_of(sheet))
    done = Say((texts.theme_handed(to.name, theme.title),), (go_on,), theme.title)
    outcome = Outcome((done,), Focus(place.round.id, place.theme.id), fresh=True)
    if not to.reachable:
        return replace(_without_bot(desk, outcome, to.name), notices=(Notice(to.whom),))
    return replace(outcome, notices=(Notice(to.whom, texts.not_delivered(to.name)),))


async def theme_no(desk: Desk, place: Place) -> Outcome:
    """Nobody becomes co-author after all."""
    return forward(desk, await desk.sheet(place))


async def names(desk: Desk, sheet: Sheet) -> Mapping[str, str]:
    """Who has which question that is not answered yet, by question: for the summary and the overview."""
    return {question: await desk.called(one.to) for question, one in sheet.waiting.items()}


async def _sentence(desk: Desk, text: str) -> Outcome | None:
    """Such as "geef 3 door aan Joost" or "geef thema door aan joost.terpstra@…"."""
    found = _SENTENCE.fullmatch(normalised(text))
    if found is None:
        return None
    what, who = found[1] or "", found[2]
    if desk.only:
        return say(desk, texts.LENT_NOT_ON)
    place = next((one for one in desk.places if one.theme.title.casefold() == what), desk.at)
    if place is None:
        return None
    people = await named(desk, place.round, who)
    if what in _THEME or what == place.theme.title.casefold():
        return await theme_ask(desk, place, people[0]) if len(people) == 1 else None
    sheet = await desk.sheet(place)
    number = _NUMBER.fullmatch(what)
    here = desk.focus.question if what in _THIS else ""
    asked = [
        one
        for one in sheet.asked
        if (number and one.number == number[1]) or one.id.replace("_", " ") == what or one.id == here
    ]
    if not asked:
        return say(desk, texts.UNKNOWN_PLACE) if number else None
    if is_me(desk, who):
        return await take_back(desk, sheet, asked[0])
    if len(people) == 1:
        return await hand(desk, sheet, asked[0], people[0])
    # Without a number it may be an answer: "geef de regie door aan de politie".
    return await ask_whom(desk, sheet, Step(asked[0]), _unclear(who, people)) if number else None


async def _stranger(desk: Desk, sheet: Sheet, placed: Placed) -> Outcome:
    """Somebody was looked up whom the bot never met: nothing is known of them, so nothing is recorded."""
    return await ask_whom(desk, sheet, Step(placed), texts.no_bot("", desk.link))


def _without_bot(desk: Desk, outcome: Outcome, name: str) -> Outcome:
    first = Say((texts.no_bot(name, desk.link),))
    return replace(outcome, views=(first, *outcome.views), fresh=True)


def _onward(desk: Desk, sheet: Sheet, placed: Placed, said: str) -> Outcome:
    """The next question when this one was in front of the person; else they stay where they are."""
    about = {**theme_of(sheet), "q": placed.id}
    back = desk.button(texts.TAKE_BACK, "take_back", f"geef {placed.number} door aan mij", about=about)
    if desk.focus.question == placed.id or desk.focus.part == f"{HAND_PART}:{placed.id}":
        return forward(desk, sheet, Step(placed), Around(saved=said, undo=back))
    return Outcome((Say((said,), (back,)),), desk.focus, aside=True)


def _unclear(typed: str, found: tuple[Colleague, ...]) -> str:
    if found:
        return texts.which_colleague([texts.person(one.name, one.address) for one in found])
    return texts.no_bot(texts.short(typed, 60), "") if "@" in typed else texts.unknown_colleague(typed)
