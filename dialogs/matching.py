"""Which command a line is: letter for letter, politely put, or with one slip of the finger (DESIGN §3).

While a question is open a message is a command only when all of it is one; the rules differ by how much
free text could be lost.
"""

import re
import unicodedata
from dataclasses import dataclass

from rapidfuzz.distance import OSA

from dialogs.commands import COMMANDS

MOST_WORDS_TOLERATED = 3
SHORTEST_TOLERATED = 6  # letters; shorter words are too near to other words: "stop" and "stoep"
SHORTEST_LOOSE = 4  # with no question pending nothing can be lost, so four letters are enough
LONGEST_COMMAND = 60  # characters

# Dutch words, one slip away from a command; found by trying a word list of 400,000 (test_commands.py).
ORDINARY_WORDS = frozenset(
    {"alter", "beijk", "rondde", "omverslaan", "staart", "stoop", "thea's", "thelma's", "vagen", "veder"}
    | {"voerder", "voragen", "weetniet", "wijzigden", "wijzing"}
)

_BEFORE = frozenset({"graag", "ja", "nee", "ok", "oke", "oké", "nou", "even"})
_AFTER = frozenset(
    {"graag", "maar", "aub", "a.u.b", "svp", "s.v.p", "alsjeblieft", "alstublieft", "please"}
    | {"even", "nu", "dan", "hoor"}
)

_MARKS = " .,!;:…'\"“”‘"
_APOSTROPHES = str.maketrans("’‘´`", "''''")
_TO = r"(?:vraag |nummer |nr\.? ?)?"


@dataclass(frozen=True, slots=True)
class Said:
    """A command that somebody typed, with what followed it."""

    name: str
    argument: str = ""


def readable(text: str) -> str:
    """`text` with single spaces, without what nobody sees: control characters and marks of direction."""
    line = " ".join(text.split())
    if line.isprintable():
        return line
    return "".join(one for one in line if unicodedata.category(one) not in {"Cc", "Cf"}).strip()


def normalised(text: str) -> str:
    """`text` in lower case, with single spaces and without marks around it."""
    folded = readable(text).casefold().translate(_APOSTROPHES)
    return folded.strip(_MARKS)


def exact_command(text: str) -> Said | None:
    """The command that the whole of `text` is, letter for letter."""
    words = _bare(text)
    for command in COMMANDS:
        for form in command.words:
            if words == form and not command.argument_needed:
                return Said(command.name)
            if command.argument and (
                found := re.fullmatch(rf"{re.escape(form)} {_TO}({command.argument})", words)
            ):
                return Said(command.name, found[1])
    return None


def polite_command(text: str) -> Said | None:
    """The command that `text` is without "graag", "maar" or "aub" around it.

    Only for where no free text can be lost: "stop maar" could be somebody's advice.
    """
    words = _bare(text).replace(",", " ").split()
    while words and words[0] in _BEFORE:
        words = words[1:]
    while words and words[-1] in _AFTER:
        words = words[:-1]
    return exact_command(" ".join(words))


def mistyped_command(text: str) -> Said | None:
    """The command that `text` is but for one letter too many, too few, or two swapped.

    For while a question is pending: at most three words; no other letter in the place of one ("eerder"
    is not "verder"); nothing added or lost at the ends, where Dutch inflects ("verdere"); no short word.
    """
    return _nearest(text, SHORTEST_TOLERATED)


def near_command(text: str) -> Said | None:
    """The command that a short `text` most resembles, for when no question is pending."""
    words = _bare(text)
    for command in COMMANDS:
        if words in command.loose:
            return Said(command.name)
    return polite_command(text) or _nearest(text, SHORTEST_LOOSE)


def _nearest(text: str, shortest: int) -> Said | None:
    words = _bare(text)
    if not words or len(words.split()) > MOST_WORDS_TOLERATED:
        return None
    near = {
        command.name
        for command in COMMANDS
        if not command.exact and not command.argument_needed
        for form in command.words
        if _mistyped(words, form, shortest)
    }
    return Said(near.pop()) if len(near) == 1 else _nearest_with_place(words)


def _nearest_with_place(words: str) -> Said | None:
    """Such as "wijizg 3"."""
    for command in COMMANDS:
        found = re.fullmatch(rf"(\w+) {_TO}({command.argument})", words) if command.argument else None
        if found and any(_one_slip(found[1], form, SHORTEST_TOLERATED) for form in command.words):
            return Said(command.name, found[2])
    return None


def _mistyped(words: str, form: str, shortest: int) -> bool:
    """Whether `words` is `form` with one slip in one of its words, or with a space lost or added."""
    typed, meant = words.split(), form.split()
    if len(typed) != len(meant):
        together = "".join(typed) == "".join(meant)
        return together and len(form) >= SHORTEST_TOLERATED and words not in ORDINARY_WORDS
    wrong = [(one, word) for one, word in zip(typed, meant, strict=True) if one != word]
    return len(wrong) == 1 and _one_slip(*wrong[0], shortest)


def _one_slip(typed: str, word: str, shortest: int) -> bool:
    if len(word) < shortest or typed in ORDINARY_WORDS or OSA.distance(typed, word, score_cutoff=1) != 1:
        return False
    if len(typed) == len(word):
        return sorted(typed) == sorted(word)
    if len(word) < SHORTEST_TOLERATED:
        return typed in {word[:place] + word[place - 1 :] for place in range(1, len(word) + 1)}  # doubled
    return typed[0] == word[0] and typed[-1] == word[-1]


def _bare(text: str) -> str:
    """`text` normalised as a command: a question mark or an emoji after it does not count either."""
    if len(text) > LONGEST_COMMAND:
        return ""
    words = normalised(text)
    while words and (words[-1] in "?)" or unicodedata.category(words[-1]) in {"So", "Sk", "Cf", "Mn"}):
        words = words[:-1].rstrip(_MARKS)
    return words
