"""Answer, command or question? What a typed line is, given what is in front of the person (DESIGN §3).

Free text is the main data: in doubt it is an answer, or the person is asked. It is never thrown away.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from dialogs.commands import Said, exact_command, mistyped_command, near_command, normalised

LONGEST_QUESTION = 120  # characters; longer than this, somebody is telling something
MOST_SEARCH_WORDS = 6

_OPENING = re.compile(
    r"(?:en )?(?:wat|waar|hoe|wie|wanneer) (?:zegt|zeggen|staat|staan|schrijft|meldt|vermeldt) .*?\b"
    r"(?:ivp|plan|veiligheidsplan|integraal veiligheidsplan)\b"
)
_SEARCH = re.compile(r"(?:zoek|zoek op|zoek naar|opzoeken|vergelijk) \S")
_QUESTION_WORD = re.compile(
    r"(?:en )?(?:wie|wat|waar|waarom|waarover|waarvoor|wanneer|welke|welk|hoe|hoeveel|is|zijn|kan|kunnen"
    r"|mag|mogen|moet|moeten|heeft|hebben|geldt|bestaat|komt|wordt|worden|doet|doen|valt|staat)\b"
)


class Pending(StrEnum):
    """What is in front of the person."""

    NOTHING = "nothing"
    TEXT = "text"  # a question that takes free text
    SHORT = "short"  # a choice or a number: a wrong reading is seen at once


class Meaning(StrEnum):
    """What a typed line is."""

    ANSWER = "answer"
    COMMAND = "command"
    LATER = "later"  # the argument is the typed moment
    PLAN_QUESTION = "plan_question"
    DOUBT = "doubt"  # answer or question: ask
    UNCLEAR = "unclear"  # nothing pending, and nothing recognised


@dataclass(frozen=True, slots=True)
class Meant:
    """What a line means; `said` is filled for a command, `argument` for a moment."""

    meaning: Meaning
    said: Said | None = None
    argument: str = ""


def meant(text: str, pending: Pending, is_moment: Callable[[str], bool]) -> Meant:
    """What `text` means with `pending` in front of the person; `is_moment` tells a complete moment."""
    if said := exact_command(text):
        return Meant(Meaning.COMMAND, said)
    if (moment := _after_later(text)) and is_moment(moment):
        return Meant(Meaning.LATER, argument=moment)
    if pending is Pending.NOTHING:
        return _with_nothing_pending(text)
    if said := mistyped_command(text):
        return Meant(Meaning.COMMAND, said)
    if asks_the_plan(text):
        return Meant(Meaning.PLAN_QUESTION)
    if may_be_a_question(text):
        return Meant(Meaning.DOUBT)
    return Meant(Meaning.ANSWER)


def asks_the_plan(text: str) -> bool:
    """Whether a line opens explicitly as a question about the plan, and says no more than that.

    "Zoek de samenwerking met de corporaties." is advice, not a search: a full stop, a second sentence or
    many words make it an answer.
    """
    if len(text) > LONGEST_QUESTION or _tells_more(text):
        return False
    words = normalised(text)
    if _OPENING.match(words):
        return True
    return (
        bool(_SEARCH.match(words))
        and len(words.split()) <= MOST_SEARCH_WORDS
        and not text.rstrip().endswith((".", "!"))
    )


def may_be_a_question(text: str) -> bool:
    """Whether a line could be meant for the plan as well as for the form."""
    if len(text) >= LONGEST_QUESTION or "\n" in text.strip():
        return False
    words = normalised(text)
    if _OPENING.match(words) or _SEARCH.match(words):
        return True
    return text.rstrip().endswith("?") and bool(_QUESTION_WORD.match(words))


def _with_nothing_pending(text: str) -> Meant:
    if asks_the_plan(text) or may_be_a_question(text):
        return Meant(Meaning.PLAN_QUESTION)
    if said := near_command(text):
        return Meant(Meaning.COMMAND, said)
    return Meant(Meaning.UNCLEAR)


def _after_later(text: str) -> str:
    found = re.fullmatch(r"(?:later|nu niet)[,:]? (.+)", normalised(text))
    return found[1] if found else ""


def _tells_more(text: str) -> bool:
    """Whether there is a second sentence after the first."""
    return bool(re.search(r"[.?!]\s+\S", text.strip()))
