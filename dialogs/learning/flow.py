"""Which part of learning a typed line, a command or a press is for; coordinators only."""

from collections.abc import Awaitable, Callable, Mapping, Sequence

from dialogs import texts as general
from dialogs.coordinator_rights import refused
from dialogs.desk import Desk, Outcome
from dialogs.learning import open_questions, own, pointing, texts, words
from dialogs.learning.lines import pair_of
from dialogs.matching import Said, normalised
from dialogs.meaning import Meaning, Pending, meant
from dialogs.navigating import say
from dialogs.policies import Action

COMMANDS = frozenset({"open vragen", "eigen woorden", "synoniem", "wijs aan", "afgehandeld", "haal weg"})
VERBS = frozenset(
    {"open_questions", "own_words", "teach_word", "point_out", "settle", "point_at", "point"}
    | {"word_add", "word_turn", "word_drop", "pin_drop"}
)
_OF_LAST = frozenset({words.TAUGHT, pointing.POINTED})


_HERE = frozenset({"", open_questions.PART, own.PART, words.PART, pointing.WHICH, pointing.PART, *_OF_LAST})
"""What may stand in front of a coordinator for two words with "=" between them to be a lesson."""


async def typed(desk: Desk, text: str) -> Outcome | None:
    """What a coordinator typed to teach; None when it is for somebody else to read."""
    if not desk.coordinates or desk.plans is None:
        return None
    pair = pair_of(text)
    if desk.focus.question:  # an answer may hold "=", but none begins with "synoniem … ="
        named = pair is not None and pair.named
        return await words.add(desk, pair.asked, pair.meant, both=pair.both) if pair and named else None
    draft = desk.focus.draft
    if pair is not None and (pair.named or desk.focus.part in _HERE):  # a remark may hold "=" too
        key = str(draft.get("key", ""))
        same = pair.asked.casefold() == str(draft.get("asked", "")).casefold()
        question = str(draft.get("question", "")) if same and desk.focus.part == words.PART else ""
        return await words.add(
            desk, pair.asked, pair.meant, both=pair.both, key=key if same else "", question=question
        )
    if desk.focus.part in _OF_LAST and (outcome := await _about_last(desk, normalised(text))) is not None:
        return outcome
    return await _reply(desk, text)


async def command(desk: Desk, said: Said) -> Outcome:
    """A command of the table that teaches."""
    if not desk.coordinates:
        return await refused(desk, Action.TEACH)
    if desk.plans is None:
        return say(desk, general.NO_PLAN_YET)
    number = said.argument
    if said.name == "open vragen":
        return await open_questions.show(desk, int(number or 1))
    if said.name == "eigen woorden":
        return await own.show(desk, int(number or 1))
    if said.name == "haal weg":
        return await own.drop(desk, number)
    if said.name == "synoniem" and not number:
        return await words.ask(desk)
    one = await open_questions.numbered(desk, number)
    if one is None:
        return await open_questions.show(desk, said=texts.NOT_LISTED)
    return await _WITH_SUBJECT[said.name](desk, one)


async def pressed(desk: Desk) -> Outcome:
    """A button that only coordinators are shown; whoever presses it is checked again."""
    press = desk.event.press
    assert press is not None  # noqa: S101  (called for presses only)
    if not desk.coordinates:
        return await refused(desk, Action.TEACH)
    data = press.data
    page = data.get("p", "")
    number = int(page) if page.isdecimal() and len(page) < 4 else 1
    asked, meant_, both = data.get("a", ""), data.get("m", ""), not data.get("b")
    question, key = data.get("q", "")[:500], data.get("k", "")
    wanted: Mapping[str, Callable[[], Awaitable[Outcome]]] = {
        "open_questions": lambda: open_questions.show(desk, number),
        "own_words": lambda: own.show(desk, number),
        "word_add": lambda: words.add(desk, asked, meant_, both=both, key=key),
        "word_turn": lambda: words.add(desk, asked, meant_, both=not both, key=key),
        "word_drop": lambda: words.drop(desk, asked, meant_, both=both),
        "pin_drop": lambda: pointing.drop(desk, question),
        "point_at": lambda: pointing.candidates(desk, question, key=key),
        "point": lambda: pointing.point(desk, question, data.get("w", ""), (page, data.get("h", "")), key),
    }
    if press.verb in wanted:
        return await wanted[press.verb]()
    one = await open_questions.subject(desk, key)
    if one is None:
        return await open_questions.show(desk)
    return await _WITH_SUBJECT[press.verb](desk, one)


async def again(desk: Desk) -> Outcome | None:
    """What stands in front of a coordinator, for a turn that was done before; None for anything else."""
    if not desk.coordinates or desk.focus.question:
        return None
    if desk.focus.part in {open_questions.PART, words.PART, pointing.WHICH}:
        return await open_questions.show(desk)
    if desk.focus.part in {own.PART, words.TAUGHT, pointing.POINTED}:
        return await own.show(desk)
    if desk.focus.part == pointing.PART:
        draft = desk.focus.draft
        return await pointing.candidates(
            desk, *(str(draft.get(one, "")) for one in ("question", "words", "key"))
        )
    return None


async def _about_last(desk: Desk, line: str) -> Outcome | None:
    """A typed wish about what was taught just now."""
    if line in {"weghalen", "haal weg"}:
        return await own.drop_last(desk)
    if line == "afgehandeld":
        one = await open_questions.subject(desk, str(desk.focus.draft.get("key", "")))
        return await (open_questions.settle(desk, one) if one else open_questions.show(desk))
    return None


async def _reply(desk: Desk, text: str) -> Outcome | None:
    """A typed reply to what the bot just asked: a word of the plan, a number, or where to look."""
    focus, line = desk.focus, normalised(text)
    draft = focus.draft
    asked, key = str(draft.get("asked", "")), str(draft.get("key", ""))
    if focus.part not in {words.PART, pointing.WHICH, pointing.PART}:
        return None
    if line.isdecimal() and len(line) < 3:
        chosen = _chosen(draft.get("questions" if focus.part == pointing.WHICH else "found"), int(line))
        if focus.part == pointing.WHICH and isinstance(chosen, str):
            return await pointing.candidates(desk, chosen, key=key)
        if focus.part == pointing.PART and isinstance(chosen, Sequence) and not isinstance(chosen, str):
            question, where = str(draft.get("question")), str(draft.get("words", ""))
            return await pointing.point(desk, question, where, [str(one) for one in chosen], key)
    if meant(text, Pending.NOTHING, desk.is_moment).meaning is not Meaning.UNCLEAR:
        return None
    if focus.part == words.PART and asked:
        return await words.add(desk, asked, text, both=True, key=key, question=str(draft.get("question", "")))
    if focus.part == pointing.PART:
        return await pointing.candidates(desk, str(draft.get("question")), text.strip(), key)
    return None


def _chosen(kept: object, number: int) -> object:
    if isinstance(kept, Sequence) and not isinstance(kept, str) and 1 <= number <= len(kept):
        return kept[number - 1]
    return None


_WITH_SUBJECT: Mapping[str, Callable[[Desk, open_questions.OpenSubject], Awaitable[Outcome]]] = {
    "synoniem": words.ask,
    "wijs aan": pointing.ask,
    "afgehandeld": open_questions.settle,
    "teach_word": words.ask,
    "point_out": pointing.ask,
    "settle": open_questions.settle,
}
