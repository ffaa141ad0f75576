"""Abbreviations that a plan explains itself: "het Zorg- en Veiligheidshuis (ZVH)", "RIEC: Regionaal …"."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from knowledge.dutch import is_stop
from knowledge.passages import Passage
from knowledge.thesaurus import Entry

# The lower-case ones that everyone writes so (boa, fte) are abbreviations only in a table of them.
_SHORT = r"[A-Z][A-Za-z]*[A-Z][A-Za-z]*"
_WORD = r"[^\W\d_][\w'’&-]*"
# "Veiligheidshuis (ZVH)": up to eight words before the brackets; the letters tell how many belong to it.
_BRACKETS = re.compile(rf" \(({_SHORT})\)")
_WORDS_BEFORE = re.compile(rf"(?:{_WORD} ){{0,7}}{_WORD}$")
_REACH = 200  # characters in which those words stand
# A row of a table of abbreviations, as the readers write it: "ZVH (Betekenis: zorg- en veiligheidshuis)".
_ROW = re.compile(r"([^\W\d_]{2,8})(?: \(|: |; )[Bb]etekenis: ([^;()]{4,90})\)?\.?$")
# "ZVH (Zorg- en Veiligheidshuis)", "ZVH: Zorg- en Veiligheidshuis", "ZVH – Zorg- en …", "ZVH | Zorg- en …"
# No letter before it: looked at behind the first capital, which is quicker to search for.
_BEFORE = re.compile(
    rf"([A-Z](?<![\w-][A-Z])[A-Za-z]*[A-Z][A-Za-z]*)(?: \(| ?[:=|–] ?| - )((?:{_WORD} ){{0,7}}{_WORD})"
)


@dataclass(frozen=True, slots=True)
class Abbreviation:
    """A short form, what it stands for, and the first passage that says so."""

    short: str
    full: str
    passage: Passage

    def as_entry(self) -> Entry:
        """The two as synonyms, so that asking for one finds the other."""
        return Entry(self.full, (self.short,))


def abbreviations(passages: Iterable[Passage]) -> dict[str, Abbreviation]:
    """Every abbreviation that the passages explain, by its short form in lower case; the first counts."""
    found: dict[str, Abbreviation] = {}
    for passage in passages:
        if row := _ROW.match(passage.text):
            _keep(found, row[1], row[2].strip(), passage)
            continue
        for match in _BRACKETS.finditer(passage.text):
            before = _WORDS_BEFORE.search(passage.text[max(0, match.start() - _REACH) : match.start()])
            if before:
                _keep(found, match[1], _tail_for(match[1], before[0].split()), passage)
        for match in _BEFORE.finditer(passage.text):
            _keep(found, match[1], _head_for(match[1], match[2].split()), passage)
    return found


def _keep(found: dict[str, Abbreviation], short: str, full: str, passage: Passage) -> None:
    if full:
        found.setdefault(short.casefold(), Abbreviation(short, full, passage))


def _tail_for(short: str, words: list[str]) -> str:
    """The fewest last words that the letters stand for; "" when they stand for none of them."""
    for start in range(len(words) - 1, -1, -1):
        if _spells(short, words[start:]):
            return " ".join(words[start:])
    return ""


def _head_for(short: str, words: list[str]) -> str:
    for stop in range(1, len(words) + 1):
        if _spells(short, words[:stop]):
            return " ".join(words[:stop])
    return ""


def _spells(short: str, words: list[str]) -> bool:
    """Whether the letters occur in order, and every word with a subject begins with one of them."""
    letters = short.casefold()
    text = " ".join(words).casefold()
    if is_stop(words[0].casefold()) or len(text) < 2 * len(letters):
        return False
    at = 0
    for word in text.replace("-", " ").split():
        if is_stop(word):
            continue
        if at < len(letters) and word[0] == letters[at]:
            at += 1
            # Letters in the middle of a compound: Zorg- en VeiligheidsHuis.
            rest = word[1:]
            while at < len(letters) and letters[at] in rest and not _next_word_takes(letters[at], text, word):
                rest = rest[rest.index(letters[at]) + 1 :]
                at += 1
        else:
            return False
    return at == len(letters)


def _next_word_takes(letter: str, text: str, word: str) -> bool:
    after = text.split(word, 1)[1].replace("-", " ").split()
    return any(other[0] == letter for other in after)
