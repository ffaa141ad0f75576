"""Which part of the coordinator's reminders a typed line, a command or a press is for."""

import re
from collections.abc import Awaitable, Callable, Mapping

from dialogs.desk import Desk, Outcome
from dialogs.matching import Said, normalised
from dialogs.navigating import say
from dialogs.reminding import steering, texts, view

COMMANDS = frozenset({"herinneringen", "pauzeer herinneringen", "hervat herinneringen"})
VERBS = frozenset(
    {"reminders", "reminders_off", "reminders_on", "nudge_one", "nudge_sure", "send_again"}
    | {"sentence_yes", "sentence_no"}
)
CONFIRMS = frozenset({"ja", "ja graag", "akkoord"})
DECLINES = frozenset({"nee", "nee bedankt"})
LONGEST_LINE = 400  # characters

_DAY = re.compile(r"(?:herinneringen (?:van |op |voor )?|wat gaat er )(.+?)(?: uit)?\??")
_PAUSE = re.compile(r"(?:pauzeer|stop) (?:de |alle )?herinneringen (?:tot|t/m|tot en met) (.+)")
_NUDGE = re.compile(r"herinner ([^.?!]{2,60})")
_AGAIN = re.compile(r"stuur (?:het )?opnieuw(?: naar| aan)? ([^.?!]{2,60})")
_SENTENCE = re.compile(r"\s*zin (?:bij|in)(?: de)? herinneringen\s*:?\s*(.*)", re.IGNORECASE | re.DOTALL)


async def typed(desk: Desk, text: str) -> Outcome | None:
    """What a coordinator typed about reminders; None when it is for somebody else to read."""
    if not desk.coordinates or len(text) > LONGEST_LINE:
        return None
    words = normalised(text)
    if found := _PAUSE.fullmatch(words):
        return await _pause(desk, found[1])
    if found := _SENTENCE.fullmatch(text):
        return await steering.sentence(desk, found[1])
    if words.startswith("herinneringen ") and (found := _DAY.fullmatch(words)):
        return await _on_day(desk, found[1])
    if desk.focus.question:  # a line that could be an answer is one
        return None
    if (decided := await _decided(desk, words)) is not None:
        return decided
    if (found := _DAY.fullmatch(words)) and words.rstrip("?").endswith(" uit"):
        return await _on_day(desk, found[1])
    if (found := _NUDGE.fullmatch(words)) and not found[1].startswith(("me ", "mij ")):
        return await steering.nudge(desk, found[1])
    if found := _AGAIN.fullmatch(words):
        return await steering.send_again(desk, found[1])
    return None


async def command(desk: Desk, said: Said) -> Outcome:
    """A command of the table."""
    if said.name == "pauzeer herinneringen":
        return await steering.pause(desk)
    if said.name == "hervat herinneringen":
        return await steering.pause(desk, paused=False)
    return await view.show(desk, int(said.argument or 1))


async def pressed(desk: Desk) -> Outcome:
    """A button of these cards; whoever presses it is checked again."""
    press = desk.event.press
    assert press is not None  # noqa: S101  (called for presses only)
    data, page = press.data, press.data.get("p", "")
    whom, round_id = data.get("w", "")[:200], data.get("r", "")
    do: Mapping[str, Callable[[], Awaitable[Outcome]]] = {
        "reminders": lambda: view.show(desk, int(page) if page.isdecimal() and len(page) < 4 else 1),
        "reminders_off": lambda: steering.pause(desk),
        "reminders_on": lambda: steering.pause(desk, paused=False),
        "nudge_one": lambda: steering.nudge(desk, whom, round_id),
        "nudge_sure": lambda: steering.nudge(desk, whom, round_id, sure=True),
        "send_again": lambda: steering.send_again(desk, whom, round_id),
        "sentence_yes": lambda: steering.sentence_yes(desk),
        "sentence_no": lambda: steering.sentence_no(desk),
    }
    return await do[press.verb]()


async def again(desk: Desk) -> Outcome | None:
    """What stands in front of a coordinator, for a turn that was done before; None for anything else."""
    focus = desk.focus
    if not desk.coordinates or focus.question:
        return None
    if focus.part == view.REMINDERS:
        return await view.show(desk, int(focus.item) if focus.item.isdecimal() else 1)
    if focus.part == steering.SENTENCE:
        return await steering.sentence(desk, str(focus.draft.get("sentence", "")))
    if focus.part == steering.SURE_TO_NUDGE:
        round_id, _, whom = focus.item.partition(" ")
        return await steering.nudge(desk, whom, round_id)
    return None


async def _decided(desk: Desk, words: str) -> Outcome | None:
    """A typed yes or no to what was asked here."""
    if words not in CONFIRMS | DECLINES:
        return None
    yes = words in CONFIRMS
    if desk.focus.part == steering.SENTENCE:
        return await (steering.sentence_yes if yes else steering.sentence_no)(desk)
    if desk.focus.part == steering.SURE_TO_NUDGE:
        round_id, _, whom = desk.focus.item.partition(" ")
        return await (steering.nudge(desk, whom, round_id, sure=True) if yes else view.show(desk))
    return None


async def _pause(desk: Desk, typed_moment: str) -> Outcome:
    understood = desk.moment(typed_moment)
    if understood.moment is None:
        return say(desk, understood.ask or texts.UNTIL_WHEN, texts.PAUSE_HOW)
    return await steering.pause(desk, understood.moment)


async def _on_day(desk: Desk, typed_day: str) -> Outcome | None:
    if typed_day.isdecimal():
        return await view.show(desk, int(typed_day[:3]))
    understood = desk.moment(typed_day)
    if understood.nothing and not desk.focus.question:
        return say(desk, texts.WHICH_DAY)
    if understood.moment is None:
        option = understood.options[0].moment if understood.options else None
        if option is None:
            return None if understood.nothing else say(desk, texts.WHICH_DAY)
        return await view.on_day(desk, option.astimezone(desk.zone(desk.at)).date())
    return await view.on_day(desk, understood.moment.astimezone(desk.zone(desk.at)).date())
