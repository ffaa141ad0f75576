"""Choices as people type them: the words of an option, its number, its beginning, a typing error."""

import re
import unicodedata
from collections.abc import Mapping, Sequence

from rapidfuzz.distance import OSA

from dialogs.intake import problems
from dialogs.intake.answer_reading import Context, Reading, Trouble, tidy
from dialogs.intake.question_types import FREE, ChoiceQuestion, Option
from dialogs.values import Value

MAX_FREE = 120  # characters of "Anders, namelijk"
SHORTEST_TYPO = 4  # "ggz" is no typing error of "ggd"
MAX_JOINED = 4  # separators within one label, such as "zorg, welzijn en jeugd"
ALL = frozenset({"alle", "alles", "allemaal"})

_FREE_PREFIX = re.compile(r"\s*anders\b[\s,:;-]*(?:namelijk\b)?[\s,:;-]*", re.IGNORECASE)
_DIGITS = re.compile(r"\d+")
_NUMBER = re.compile(r"(?:(?:optie|keuze|nummer|nr) )?(\d{1,2})")
_SEPARATORS = (re.compile(r"[\n;]"), re.compile(r"[,+&]"), re.compile(r"\s+en\s+", re.IGNORECASE))


def options_of(question: ChoiceQuestion, context: Context) -> tuple[Option, ...]:
    """Everything that can be chosen now, in the order of its numbers."""
    return (*context.options, *question.options)


def read_choice(question: ChoiceQuestion, text: str, context: Context) -> Reading:
    """What `text` chooses; `text` is tidy and not empty."""
    options = options_of(question, context)
    if question.several:
        return _read_several(question, text, options)
    found = matching(text, options, careful=question.free)
    if len(found) == 1:
        return Reading(found[0].id)
    if len(found) > 1:
        return Reading(None, Trouble.UNSURE, problems.which_option([option.label for option in found]))
    pieces = split_choices(text, options)
    several = [option for piece in pieces for option in matching(piece, options, careful=True)]
    if len(several) > 1 and len(several) == len(pieces):
        return Reading(None, Trouble.UNSURE, problems.one_option([option.label for option in several]))
    return _other(question, text, options)


def _read_several(question: ChoiceQuestion, text: str, options: Sequence[Option]) -> Reading:
    if _plain(text) in ALL and not question.free:
        return Reading(tuple(option.id for option in options))
    chosen: list[Value] = []
    for piece in split_choices(text, options):
        found = matching(piece, options, careful=question.free)
        if len(found) > 1:
            return Reading(None, Trouble.UNSURE, problems.which_option([option.label for option in found]))
        reading = Reading(found[0].id) if found else _other(question, piece, options)
        if not reading.good:
            return reading
        if reading.value not in chosen:
            chosen.append(reading.value)
    return Reading(tuple(chosen))


def _other(question: ChoiceQuestion, text: str, options: Sequence[Option]) -> Reading:
    """A text that is no option: "Anders, namelijk" when the question allows it."""
    if not question.free or _NUMBER.fullmatch(_plain(text)):
        labels = [option.label for option in options]
        return Reading(None, Trouble.NO_OPTION, problems.no_option(text, labels))
    return free_value(_FREE_PREFIX.sub("", text, count=1) if _FREE_PREFIX.match(text) else text)


def free_value(text: str) -> Reading:
    """The value of "Anders, namelijk"; refuses an empty and a long text."""
    other = " ".join(tidy(text).split())
    if not other:
        return Reading(None, Trouble.NO_OPTION, problems.OTHER_WHAT)
    if len(other) > MAX_FREE:
        return Reading(None, Trouble.TOO_LONG, problems.too_long(len(other), MAX_FREE))
    return Reading({FREE: other})


def pressed(question: ChoiceQuestion, keys: str, other: str, context: Context) -> Reading:
    """What a card brought: option keys joined by commas, and the text beside "Anders, namelijk"."""
    options = options_of(question, context)
    known = {option.id for option in options}
    # One key may hold a comma itself: it comes from a list that colleagues filled.
    given = [keys] if keys in known else [key for key in keys.split(",") if key]
    chosen: list[Value] = [key for key in dict.fromkeys(given) if key != FREE]
    unknown = [key for key in chosen if key not in known]
    if unknown:
        labels = [option.label for option in options]
        return Reading(None, Trouble.NO_OPTION, problems.no_option(str(unknown[0]), labels))
    if question.free and (tidy(other) or FREE in given):
        reading = free_value(other)
        if not reading.good:
            return reading
        chosen.append(_known_after_all(reading.value, options))
    chosen = [value for place, value in enumerate(chosen) if value not in chosen[:place]]
    if not chosen:
        return Reading(None, Trouble.EMPTY, problems.EMPTY)
    if question.several:
        return Reading(tuple(chosen))
    if len(chosen) > 1:
        return Reading(None, Trouble.UNSURE, problems.one_option([label_of(one, options) for one in chosen]))
    return Reading(chosen[0])


def _known_after_all(value: Value, options: Sequence[Option]) -> Value:
    """The option that somebody typed out beside "Anders", or the value as it is."""
    text = value.get(FREE) if isinstance(value, Mapping) else None
    same = [one for one in options if isinstance(text, str) and _plain(one.label) == _plain(text)]
    return same[0].id if len(same) == 1 else value


def label_of(value: Value, options: Sequence[Option]) -> str:
    """How one chosen value is shown: the text of its option, or what was typed."""
    if isinstance(value, Mapping):
        return str(value.get(FREE, ""))
    return next((option.label for option in options if option.id == value), str(value))


def matching(text: str, options: Sequence[Option], *, careful: bool = False) -> list[Option]:
    """The options that `text` can mean: one when it is clear, several when it is not, or none.

    `careful` asks for more where any other text is an answer too: no part of a label, no number of words
    beyond it.
    """
    typed = _plain(text)
    if not typed:
        return []
    labels = {option.id: _plain(option.label) for option in options}
    for found in (
        [option for option in options if labels[option.id] == typed],
        [option for option in options if _plain(option.id) == typed],
        _by_number(typed, options),
    ):
        if found:
            return found
    if len(typed) >= 3 or not careful:
        begins = [option for option in options if _begins(labels[option.id], typed, whole=careful)]
        if begins:
            return begins
    words = set(typed.split())
    if not careful and len(typed) >= SHORTEST_TYPO:
        holds = [option for option in options if words <= set(labels[option.id].split())]
        if holds:
            return holds
    return _mistyped(typed, options, labels, careful=careful)


def _by_number(typed: str, options: Sequence[Option]) -> list[Option]:
    number = _NUMBER.fullmatch(typed)
    if number and 1 <= int(number[1]) <= len(options):
        return [options[int(number[1]) - 1]]
    return []


def _begins(label: str, typed: str, *, whole: bool) -> bool:
    return label.startswith(f"{typed} " if whole else typed)


def _mistyped(
    typed: str, options: Sequence[Option], labels: Mapping[str, str], *, careful: bool
) -> list[Option]:
    if len(typed) < SHORTEST_TYPO:
        return []
    allowed = 1 if len(typed) < 8 else 2
    near = []
    for option in options:
        label = labels[option.id]
        if careful and typed.startswith(label):
            continue  # "politiek" is not "politie"
        if _DIGITS.findall(typed) != _DIGITS.findall(label):
            continue  # "fase 3" is no typing error of "fase 2"
        distance = OSA.distance(typed, label, score_cutoff=allowed)
        if distance <= allowed:
            near.append((distance, option))
    best = min((distance for distance, _ in near), default=0)
    return [option for distance, option in near if distance == best]


def split_choices(text: str, options: Sequence[Option]) -> list[str]:
    """A text with several choices, cut at line ends, semicolons, commas and "en", but never inside an option.

    "politie en Zorg- en Veiligheidshuis" are two.
    """
    if re.fullmatch(r"\s*\d{1,2}(?:\s+\d{1,2})+\s*", text):
        return text.split()
    pieces = [re.sub(r"(?i)\banders\s*,\s*namelijk\b", "anders namelijk", text.strip())]
    for separator in _SEPARATORS:
        pieces = [part for piece in pieces for part in _cut(piece, separator, options)]
    return [stripped for piece in pieces if (stripped := piece.strip(" .\t"))]


def _cut(text: str, separator: re.Pattern[str], options: Sequence[Option]) -> list[str]:
    """`text` cut at a separator; neighbours that are one option together stay together."""
    starts = [0, *(found.end() for found in separator.finditer(text))]
    ends = [*(found.start() for found in separator.finditer(text)), len(text)]
    known = {_plain(option.label) for option in options}
    parts: list[str] = []
    place = 0
    while place < len(starts):
        last = place
        for far in range(min(len(starts) - 1, place + MAX_JOINED), place, -1):
            whole = text[starts[place] : ends[far]]
            if _plain(whole) in known or (far == place + 1 and text[: ends[place]].endswith("-")):
                last = far
                break
        parts.append(text[starts[place] : ends[last]])
        place = last + 1
    return parts


def _plain(text: str) -> str:
    """Lower case, without accents and punctuation, to compare by."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(one for one in apart if not unicodedata.combining(one))
    return " ".join(re.sub(r"[^\w]+", " ", letters).replace("_", " ").split())
