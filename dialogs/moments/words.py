"""From what someone types to a row of words that the grammar knows.

Every word becomes one sign: `#9` a number, `#1,5` a decimal, `^14` an ordinal, `m12` a month, `w5` a
weekday (Monday is 1), `p:middag` a part of the day, `u:week` a unit, `h:pasen` a holiday, `b:kerst` a school
break, `@14:30` a clock time, `=1-12-` a date with or without a year, `%9.10` a time or a date; the words
that only the grammar's rules use stay themselves. A typing error gives every sign that was within reach, so
that doubt stays visible.
"""

import re
import unicodedata
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import OSA

from dialogs.moments.vocabulary import mistakable, real_words, vocabulary

longest_text = 200
most_words = 18
most_readings = 24

pattern = re.compile(
    r"""(?P<iso>[0-9]{4}-[0-9]{1,2}-[0-9]{1,2})
    |(?P<dmy>[0-9]{1,2}(?P<sep>[-/.])[0-9]{1,2}(?P=sep)(?:[0-9]{4}|[0-9]{2}))
    |(?P<hm>[0-9]{1,2}(?::|[uh])[0-9]{2})
    |(?P<dotted>[0-9]{1,2}\.[0-9]{1,2})
    |(?P<dm>[0-9]{1,2}[-/][0-9]{1,2})
    |(?P<decimal>[0-9]{1,2},[0-9])
    |(?P<ordinal>[0-9]{1,2}[ ]?(?:ste|de|e)(?![a-z]))
    |(?P<number>[0-9]{1,4})
    |(?P<word>[a-z]+)
    |(?P<mark>[,;.!?()"]+)
    |(?P<space>\s+)""",
    re.VERBOSE,
)


class Reading(NamedTuple):
    """One way to read a text: its signs, and how many typing errors that assumes."""

    signs: tuple[str, ...]
    errors: int


def readings(text: str) -> tuple[Reading, ...]:
    """Every way to read `text` within the grammar's words; empty when a word is not one of them."""
    parts = split(text)
    if parts is None or not 0 < len(parts) <= most_words:
        return ()
    choices = [meanings(part) for part in parts]
    count = 1
    for choice in choices:
        count *= len(choice)
    if not 0 < count <= most_readings:
        return ()
    found = []
    for combination in product(*choices):
        signs = tuple(sign for meaning in combination for sign in meaning.signs)
        found.append(Reading(signs, sum(meaning.errors for meaning in combination)))
    return tuple(found)


def plain(text: str) -> str:
    """Lower case without accents, curly quotes or the dots of abbreviations."""
    folded = unicodedata.normalize("NFKD", text.replace("½", ",5")).casefold()
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = re.sub("[\u2018\u2019`\u00b4]", "'", folded)
    folded = re.sub(r"\ba\.\s?s\b\.?", "aanstaande", folded)
    folded = re.sub(r"\b(a\.u\.b|s\.v\.p)\b\.?", "aub", folded)
    folded = re.sub(r"(?<![a-z0-9])'t\b", "het", folded)
    folded = re.sub(r"\bv\s?[./]\s?d\b\.?", "vd", folded)
    folded = re.sub(r"(?<![a-z0-9])'?n (?=(?:uur|week|dag|maand|kwart|half|paar|jaar))", "een ", folded)
    # 's ochtends, s'ochtends, sochtends
    return re.sub(r"(?<![a-z])'?s'?[ -]?(ochtends|morgens|middags|avonds|nachts)\b", r"\1", folded)


def split(text: str) -> tuple[str, ...] | None:
    """The words and figures of `text`; None when something in it is neither."""
    if len(text) > longest_text:
        return None
    text = plain(text.strip()).replace("m'n", "mijn").replace("zo'n", "ongeveer")
    parts: list[str] = []
    place = 0
    while place < len(text):
        match = pattern.match(text, place)
        if match is None:
            return None
        place = match.end()
        kind = match.lastgroup
        if kind in ("space", "mark"):
            continue
        # "12.30.15" or "1-2-3-4": figures that go on are no time and no date.
        if kind != "word" and re.match(r"[-/.:,]?[0-9]", text[place:]):
            return None
        parts.append(match.group())
    return tuple(parts)


def meanings(part: str) -> tuple[Reading, ...]:
    """The signs that one word or figure can stand for; more than one after a typing error."""
    if part[0].isdigit():
        sign = figure(part)
        return () if sign is None else (Reading((sign,), 0),)
    known = vocabulary()
    if part in known:
        return (Reading(known[part], 0),)
    return tuple(Reading(signs, errors) for signs, errors in sorted(near(part).items()))


def near(word: str) -> dict[tuple[str, ...], int]:
    """What an unknown word may be: all words at the smallest distance that its length allows.

    One of them must begin with the same letter (or have the first two swapped), and short words allow only
    a swap or a doubled letter: "werk" is not "week", "zorgen" is not "morgen". Others as near then count
    too, so that "deertien" is thirteen or fourteen.
    """
    if word in real_words or len(word) < 3:
        return {}
    reach = 2 if len(word) >= 9 else 1
    found: list[tuple[int, str]] = []
    for known, signs in vocabulary().items():
        if len(known) < 3 or abs(len(known) - len(word)) > reach:
            continue
        if not all(mistakable.match(sign) for sign in signs):
            continue
        distance = OSA.distance(word, known, score_cutoff=reach)
        if distance <= reach and (len(word) > 4 or set(word) == set(known)):
            found.append((distance, known))
    nearest = min((distance for distance, _ in found), default=0)
    names = [known for distance, known in found if distance == nearest]
    if not any(same_start(word, known) for known in names):
        return {}
    return {vocabulary()[known]: nearest for known in names}


def same_start(word: str, known: str) -> bool:
    """Whether the first letters agree, or are swapped."""
    return word[0] == known[0] or word[:2] == known[1::-1]


def figure(part: str) -> str | None:
    """The sign of something that begins with a digit; None when it cannot be one."""
    match = pattern.fullmatch(part)
    if match is None:
        return None
    groups = match.groupdict()
    if groups["iso"]:
        year, month, day = part.split("-")
        return f"={int(day)}-{int(month)}-{year}"
    if groups["dmy"]:
        day, month, year = part.split(groups["sep"])
        return f"={int(day)}-{int(month)}-{year if len(year) == 4 else '20' + year}"
    if groups["hm"]:
        hour, minute = re.split("[:uh]", part)
        return f"@{hour}:{minute}"
    if groups["dotted"]:
        left, right = part.split(".")
        return f"%{left}.{right}"
    if groups["dm"]:
        day, month = re.split("[-/]", part)
        return f"={int(day)}-{int(month)}-"
    if groups["decimal"]:
        return f"#{part}"
    if groups["ordinal"]:
        return f"^{int(re.match('[0-9]+', part)[0])}"  # type: ignore[index]
    return f"#{int(part)}"
