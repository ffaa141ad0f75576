"""Adding a word of the municipality: asked for, kept, its effect shown, and taken away again."""

import asyncio
import re

from rapidfuzz.fuzz import ratio

from dialogs.desk import Desk, Outcome
from dialogs.intake.personal_data import find
from dialogs.learning import texts
from dialogs.learning.effect import answered, effect
from dialogs.learning.open_questions import OpenSubject, facing, list_button
from dialogs.navigating import say
from dialogs.values import Value
from dialogs.views import Say
from knowledge.dutch import tells_a_subject
from knowledge.own_words import LONGEST_TERM, BadWord, OwnWord, Wrong, is_known

PART = "teach_word"
TAUGHT = "taught_word"
MOST_OFFERED = 3
ALIKE = 70  # percent of the letters
_NUMBER = re.compile(r"^[\d.]+\s+")


async def ask(desk: Desk, one: OpenSubject | None = None) -> Outcome:
    """Ask which word of the plan is meant; without a subject, tell how a word is added."""
    if one is None or len(one.label) > LONGEST_TERM:
        return facing(desk, (Say((texts.WORD_HOW,), (list_button(desk),)),), PART)
    offered = await _offered(desk, one)
    buttons = tuple(
        desk.button(word, "word_add", f"{one.label} = {word}", about=_about(one.label, word, key=one.key))
        for word in offered
    )
    said = (
        texts.which_word(one.label),
        texts.WORD_OR_PICK if offered else texts.WORD_ALONE,
        texts.one_way_how(one.label),
    )
    view = Say(said, (*buttons, list_button(desk)))
    return facing(desk, (view,), PART, asked=one.label, key=one.key, question=one.questions[0])


async def add(
    desk: Desk, asked: str, meant: str, *, both: bool, key: str = "", question: str = ""
) -> Outcome:
    """Keep a word, and show what it does."""
    if desk.plans is None or find(f"{asked} {meant}"):
        return say(desk, texts.PERSONAL)
    try:
        word = OwnWord(asked, meant, both)
        if await asyncio.to_thread(is_known, word, desk.plans.thesaurus):
            raise BadWord(Wrong.KNOWN)
        await asyncio.to_thread(desk.plans.lessons.add_word, word)
    except BadWord as fault:
        return say(desk, texts.REFUSED_WORDS[fault.why.value])
    about = _about(word.asked, word.meant, both=both, key=key)
    pair = texts.word_pair(word.asked, word.meant, both=not both)
    question = question or f"wat zegt het IVP over {word.asked}?"
    found = await answered(desk, question)
    buttons = [
        desk.button(texts.ONE_WAY if both else texts.BOTH_WAYS, "word_turn", pair, about=about),
        desk.button(texts.TAKE_AWAY, "word_drop", "weghalen", about=about),
    ]
    if key and found is not None and found.answered:
        buttons.insert(0, desk.button(texts.SETTLED, "settle", "afgehandeld", primary=True, about={"k": key}))
    said = texts.taught(word.asked, word.meant, both=both)
    view = effect(found, said, question, (*buttons, list_button(desk)), texts.STILL_NOTHING)
    kept: dict[str, Value] = {"asked": word.asked, "meant": word.meant, "both": both}
    return facing(desk, (view,), TAUGHT, key=key, **kept)


async def drop(desk: Desk, asked: str, meant: str, *, both: bool) -> Outcome:
    """Take a word away, and show how the question is answered without it."""
    try:
        word = OwnWord(asked, meant, both)
    except BadWord:
        return say(desk, texts.WORD_GONE)
    if desk.plans is None or not await asyncio.to_thread(desk.plans.lessons.drop_word, word):
        return say(desk, texts.WORD_GONE)
    again = desk.button(
        texts.KEEP_AFTER_ALL,
        "word_add",
        texts.word_pair(asked, meant, both=both),
        about=_about(asked, meant, both=both),
    )
    own = desk.button(texts.OWN_WORDS, "own_words", "eigen woorden")
    said = texts.word_dropped(asked, meant)
    question = f"wat zegt het IVP over {asked}?"
    view = effect(await answered(desk, question), said, question, (again, own))
    return facing(desk, (view,), "")


async def _offered(desk: Desk, one: OpenSubject) -> list[str]:
    """Words of the plan that may be meant: what looks like it, and what the nearest sections are about."""
    if desk.plans is None:
        return []
    found = await asyncio.to_thread(desk.plans.ask, one.questions[0])
    if found is None:
        return []
    titles = [_NUMBER.sub("", piece).lower() for title in found.nearest for piece in title.split(" › ")]
    alike = (word for word in found.meant if ratio(one.label, word) >= ALIKE)
    words = [*alike, *(title for title in titles if len(title.split()) <= MOST_OFFERED)]
    telling = [word for word in dict.fromkeys(words) if tells_a_subject(word) and _fits(one.label, word)]
    return telling[:MOST_OFFERED]


def _fits(asked: str, meant: str) -> bool:
    try:
        OwnWord(asked, meant)
    except BadWord:
        return False
    return True


def _about(asked: str, meant: str, *, both: bool = True, key: str = "") -> dict[str, str]:
    """What a button about a word carries; the server checks all of it again."""
    return {"a": asked, "m": meant, "b": "" if both else "1", "k": key}
