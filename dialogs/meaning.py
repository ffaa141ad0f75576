"""Answer, command or question? What a typed line is, given what is in front of the person (DESIGN §3).

Free text is the main data. While a question that takes free text is pending, a message is a command only
if the whole message is one; in doubt it is an answer, or the person is asked. It is never thrown away.
"""

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass
from enum import StrEnum

from dialogs.matching import Said, exact_command, mistyped_command, near_command, normalised, polite_command

LONGEST_QUESTION = 120  # characters; longer than this, somebody is telling something
LONGEST_PLAN_QUESTION = 300  # characters, when nothing is pending or the plan is named
LONGEST_MOMENT = 80  # characters
MOST_SEARCH_WORDS = 5
MOST_SUBJECT_WORDS = 3  # without a question around them

_PLAN = r"\b(?:ivp|plan|veiligheidsplan)\b"
_OPENING = re.compile(
    r"(?:en |vraag: )?(?:"
    r"(?:wat|waar|hoe|wie|wanneer) (?:zegt|zeggen|staat|staan|schrijft|meldt|vermeldt)"
    rf"|(?:zegt|staat|staan|meldt|vermeldt) (?:er|het|ons)) .*?{_PLAN}"
)
# After "wat staat er in het plan" these words tell something instead of asking it: "… klopt niet meer".
_TELLS = re.compile(r"\b(?:klopt|niet|geen|is|zijn|was|waren|moet|moeten|mag|kan|blijft|te|graag|prima)\b")
_SEARCH = re.compile(r"(?:zoek op|zoek naar|zoek|opzoeken|vergelijk) (\S.*)")
_ALONE = frozenset({"zoek", "vergelijk", "vergelijken"})  # the bot asks what about
# "Zoek de samenwerking" and "vergelijk dat met Utrecht" are advice as well as a search.
_ADVICE = re.compile(
    r"\b(?:de|het|een|dit|dat|deze|die|elkaar|met|bij|naar|samen|meer|eerst|actief|uit"
    r"|samenwerking|verbinding|aansluiting|afstemming|contact|draagvlak|steun|hulp|partners?|geld)\b"
)
_ASKS = (
    r"(?:(?:in|op|aan|met|bij|voor|over|van|tot|door) )?(?:wie|wat|welke?|hoeveel)"
    r"|waar\w{0,6}|wanneer|hoe|hoezo|hoelang"
)
_ASKING = re.compile(rf"(?:en )?(?:{_ASKS})\b")
_QUESTION_WORD = re.compile(
    rf"(?:en )?(?:{_ASKS}|is|zijn|was|waren|kan|kun|kunt|kunnen|mag|mogen|moet|moeten|heeft|hebben|heb|geldt"
    r"|bestaat|komt|wordt|worden|doet|doen|valt|vallen|staat|staan|zegt|zit|zitten|hoort|horen|gaat|gaan"
    r"|werkt|loopt|klopt|weet|wil|wilt|zou|zouden|zal|zullen)\b"
)
# "staat er iets in over drugs": a verb before its subject asks, also without a question mark.
_VERB_FIRST = re.compile(
    r"(?:en )?(?:is|zijn|was|waren|kan|kunnen|mag|mogen|moet|moeten|heeft|hebben|bestaat|komt|komen|wordt"
    r"|worden|doet|doen|staat|staan|geldt|gelden|krijgt|krijgen|gaat|gaan) (?:er|de|een|wij|we|ons|onze)\b"
)
# "later dan gepland", "later in de avond", "later volgend jaar" tell when something happens.
_WHEN_IT_IS = re.compile(r"(?:dan|in|op de|op een|'s|elke?|iedere?|volgende? jaar)\b")


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


def meant(
    text: str, pending: Pending, is_moment: Callable[[str], bool], options: Collection[str] = ()
) -> Meant:
    """What `text` means with `pending` in front of the person; `is_moment` tells a complete moment.

    `options` are the choices of the pending question: an option called "Later" is an answer there.
    """
    if pending is Pending.NOTHING:
        return _with_nothing_pending(text, is_moment)
    if _several_lines(text) or normalised(text) in {normalised(option) for option in options}:
        return Meant(Meaning.ANSWER)
    if said := exact_command(text) or mistyped_command(text):
        return Meant(Meaning.COMMAND, said)
    if pending is Pending.SHORT and (said := polite_command(text)):
        return Meant(Meaning.COMMAND, said)
    if (moment := _after_later(text, pending)) and is_moment(moment):
        return Meant(Meaning.LATER, argument=moment)
    if asks_the_plan(text):
        return Meant(Meaning.PLAN_QUESTION)
    if may_be_a_question(text):
        return Meant(Meaning.DOUBT)
    return Meant(Meaning.ANSWER)


def asks_the_plan(text: str) -> bool:
    """Whether a line opens explicitly as a question about the plan, and says no more than that.

    "Zoek de samenwerking met de corporaties." is advice, not a search: a full stop, a second sentence, many
    words or the little words of a sentence make it something to ask about.
    """
    asks = _ends_as_question(text)
    if len(text) > (LONGEST_PLAN_QUESTION if asks else LONGEST_QUESTION):
        return False
    if _several_lines(text) or _tells_more(text):
        return False
    words = normalised(text)
    if _OPENING.match(words):
        return asks or not _TELLS.search(words)
    found = _SEARCH.fullmatch(words)
    if found is None or text.rstrip().endswith((".", "!")):
        return False
    if re.search(_PLAN, found[1]):
        return asks or not _TELLS.search(words)
    return len(found[1].split()) <= MOST_SEARCH_WORDS and not _ADVICE.search(found[1])


def may_be_a_question(text: str) -> bool:
    """Whether a line could be meant for the plan as well as for the form."""
    if len(text) >= LONGEST_QUESTION or _several_lines(text):
        return False
    words = normalised(text)
    if _OPENING.match(words):
        return True
    if found := _SEARCH.fullmatch(words):
        return len(found[1].split()) <= MOST_SEARCH_WORDS and not _tells_more(text)
    return _ends_as_question(text) and bool(_QUESTION_WORD.match(words))


def may_be_a_subject(text: str) -> bool:
    """Whether a few words that end as no sentence does may stand for a question: "cameratoezicht station"."""
    return 1 <= len(text.split()) <= MOST_SUBJECT_WORDS and not text.rstrip().endswith((".", "!"))


def _with_nothing_pending(text: str, is_moment: Callable[[str], bool]) -> Meant:
    """Nothing can be lost here, so more is taken for a command or for a question."""
    if said := exact_command(text):
        return Meant(Meaning.COMMAND, said)
    if (moment := _after_later(text, Pending.NOTHING)) and is_moment(moment):
        return Meant(Meaning.LATER, argument=moment)
    if said := near_command(text):
        return Meant(Meaning.COMMAND, said)
    if _alone(text) or asks_the_plan(text) or may_be_a_question(text) or _asks_anything(text):
        return Meant(Meaning.PLAN_QUESTION)
    return Meant(Meaning.UNCLEAR)


def _alone(text: str) -> bool:
    return len(text) <= LONGEST_QUESTION and normalised(text) in _ALONE


def _asks_anything(text: str) -> bool:
    if len(text) > LONGEST_PLAN_QUESTION:
        return False
    words = normalised(text)
    asking = bool(_ASKING.match(words) or _VERB_FIRST.match(words)) and len(words.split()) > 2
    asking = asking or bool(_SEARCH.fullmatch(words))
    return _ends_as_question(text) or (asking and not text.rstrip().endswith((".", "!")))


def _after_later(text: str, pending: Pending) -> str:
    """What may be the moment in "later …"; "Nu niet, volgend jaar" and "Later op de avond" can be answers."""
    if len(text) > LONGEST_MOMENT:
        return ""
    opening = "later" if pending is Pending.TEXT else "(?:later|nu niet)"
    found = re.fullmatch(rf"{opening}[,:]? (.+)", normalised(text))
    if found is None or (pending is Pending.TEXT and _WHEN_IT_IS.match(found[1])):
        return ""
    return found[1]


def _ends_as_question(text: str) -> bool:
    return bool(re.search(r"\?\W*\Z", text[-10:]))


def _tells_more(text: str) -> bool:
    """Whether there is a second sentence after the first."""
    return bool(re.search(r"[.?!]\s+\w", text.strip()))


def _several_lines(text: str) -> bool:
    return len(text.strip().splitlines()) > 1
