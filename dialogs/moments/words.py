"""From what someone types to a row of words that the grammar knows.

Every word becomes one sign: `#9` a number, `#1,5` a decimal, `^14` an ordinal, `m12` a month, `w5` a
weekday (Monday is 1), `p:middag` a part of the day, `u:week` a unit, `h:pasen` a holiday, `b:kerst` a school
break, `@14:30` a clock time, `=1-12-` a date with or without a year, `%9.10` a time or a date; the words
that only the grammar's rules use stay themselves. A typing error gives every sign that was within reach, so
that doubt stays visible.
"""

import re
import unicodedata
from functools import lru_cache
from itertools import product
from typing import NamedTuple

from rapidfuzz.distance import OSA

longest_text = 200
most_words = 18
most_readings = 24

units_of_ten = ("twintig", "dertig", "veertig", "vijftig")
small_numbers = (
    "nul een twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien zestien "
    "zeventien achttien negentien"
).split()
small_ordinals = (
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde dertiende veertiende "
    "vijftiende zestiende zeventiende achttiende negentiende"
).split()
days = "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag".split()
day_parts = {
    "ochtend": "ochtend",
    "morgen": "ochtend",
    "middag": "middag",
    "avond": "avond",
    "nacht": "nacht",
}

# What a word means. Synonyms share a sign; the short forms are those that colleagues use in calendars.
synonyms = {
    "#1,5": "anderhalf anderhalve",
    "half": "half halve halfje",
    "m1": "januari jan", "m2": "februari feb febr", "m3": "maart mrt", "m4": "april apr", "m5": "mei",
    "m6": "juni jun", "m7": "juli jul", "m8": "augustus aug", "m9": "september sept sep",
    "m10": "oktober okt october oct", "m11": "november nov", "m12": "december dec",
    "w1": "maandag ma", "w2": "dinsdag di", "w3": "woensdag wo", "w4": "donderdag do", "w5": "vrijdag vr",
    "w6": "zaterdag za", "w7": "zondag", "zo": "zo",
    "p:ochtend": "ochtend ochtends morgens voormiddag", "p:middag": "middag middags",
    "p:namiddag": "namiddag namiddags", "p:avond": "avond avonds", "p:nacht": "nacht nachts",
    "u:minuut": "minuut minuten minuutje minuutjes min", "u:uur": "uur uren uurtje uurtjes u h",
    "u:dag": "dag dagen dagje dagjes", "u:week": "week weken weekje weekjes",
    "u:maand": "maand maanden maandje", "u:jaar": "jaar jaren jaartje",
    "u:werkdag": "werkdag werkdagen",
    "h:kerst": "kerst kerstmis kerstdagen", "h:pasen": "pasen paasdagen paasweekend",
    "h:pinksteren": "pinksteren pinksterdagen pinksterweekend", "h:hemelvaart": "hemelvaart hemelvaartsdag",
    "h:koningsdag": "koningsdag", "h:bevrijdingsdag": "bevrijdingsdag", "h:sinterklaas": "sinterklaas",
    "h:nieuwjaar": "nieuwjaar nieuwjaarsdag jaarwisseling", "h:carnaval": "carnaval",
    "h:goede-vrijdag": "goedevrijdag",
    "b:kerst": "kerstvakantie wintervakantie kerstreces", "b:voorjaar": "voorjaarsvakantie krokusvakantie "
    "carnavalsvakantie voorjaarsreces", "b:mei": "meivakantie meireces", "b:zomer": "zomervakantie zomerreces",
    "b:herfst": "herfstvakantie herfstreces",
    "eigen": "verlof vrij",
    "vakantie": "vakantie vakanties reces",
    "volgende": "volgende volgend volg", "komende": "komende komend eerstkomende aanstaande aankomende",
    "eerstvolgende": "eerstvolgende eerstvolgend",
    "deze": "deze dit", "begin": "begin", "midden": "midden medio halverwege", "eind": "eind einde",
    "laatste": "laatste", "rond": "rond omstreeks ongeveer circa ca tegen",
    "straks": "straks zometeen dadelijk strakjes zodadelijk gauw binnenkort ooit nu",
    "graag": "graag aub svp alsjeblieft alstublieft please liever maar dan even weer pas oke ok ja eh dus",
    "mijn": "mijn m'n onze ons", "of": "of", "niet": "niet", "uiterlijk": "uiterlijk binnen tot",
    "voor": "voor", "over": "over", "na": "na", "om": "om", "op": "op", "in": "in", "aan": "aan", "en": "en",
    "de": "de het", "van": "van", "vanaf": "vanaf", "vandaag": "vandaag", "overmorgen": "overmorgen",
    "morgen": "morgen", "vanmiddag": "vanmiddag", "vanavond": "vanavond", "vannacht": "vannacht",
    "vanochtend": "vanochtend vanmorgen", "kwart": "kwart", "kwartier": "kwartier kwartiertje",
    "lunch": "lunch lunchpauze middagpauze", "weekend": "weekend weekeinde", "later": "later", "vroeg": "vroeg",
    "paar": "paar", "aantal": "aantal", "keer": "keer", "andere": "andere", "tijdens": "tijdens",
    "terug": "terug", "ben": "ben", "ik": "ik", "kom": "kom", "herinner": "herinner", "me": "me mij",
    "ergens": "ergens", "loop": "loop", "eerst": "eerst", "oud": "oud", "nieuw": "nieuw", "goede": "goede",
}  # fmt: skip

# Real words that lie one letter from a word above; a text that holds one is no typing error.
real_words = frozenset(
    "mogen maak maal maan maat mand manden moment werk werken weten weer woon woont vind vrijwel vijand "
    "komen kosten laten laat lang over oven ouder onder avonturen aantal aantallen dragen dalen dames dienst "
    "duren nemen negeren neven zegen zeker zeven zover zomer herfst voorjaar jaarlijks jaarplan maandelijks "
    "wekelijks dagelijks kwartaal eerder vormen vrede vrijdagen maandagen volgens volgen volgt midden middel "
    "middelen minuten minder minst april augurk beginnen begint begon eindig eindigt einden tweeling".split()
)

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
    folded = unicodedata.normalize("NFKD", text).casefold()
    folded = "".join(c for c in folded if not unicodedata.combining(c))
    folded = re.sub("[\u2018\u2019`\u00b4]", "'", folded)
    folded = re.sub(r"\ba\.\s?s\b\.?", "aanstaande", folded)
    folded = re.sub(r"\b(a\.u\.b|s\.v\.p)\b\.?", "aub", folded)
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


@lru_cache(maxsize=1024)
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

    The first letter is taken to be right (or swapped with the second), and short words allow only a swap or
    a doubled letter: "werk" is not "week", "zorgen" is not "morgen".
    """
    if word in real_words or len(word) < 3:
        return {}
    reach = 2 if len(word) >= 9 else 1
    found: dict[tuple[str, ...], int] = {}
    for known, signs in vocabulary().items():
        if len(known) < 3 or abs(len(known) - len(word)) > reach or not same_start(word, known):
            continue
        distance = OSA.distance(word, known, score_cutoff=reach)
        if distance <= reach and (len(word) > 4 or sorted(word) == sorted(known) or set(word) == set(known)):
            found[signs] = min(distance, found.get(signs, distance))
    if not found:
        return {}
    nearest = min(found.values())
    return {signs: distance for signs, distance in found.items() if distance == nearest}


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


@lru_cache(maxsize=1)
def vocabulary() -> dict[str, tuple[str, ...]]:
    """Every word that is known, with its signs."""
    known = {word: (sign,) for sign, words in synonyms.items() for word in words.split()}
    numbers = dict(enumerate(small_numbers))
    ordinals = dict(enumerate(small_ordinals, start=1))
    for tens, name in enumerate(units_of_ten, start=2):
        numbers[tens * 10] = name
        ordinals[tens * 10] = name + "ste"
        for unit in range(1, 10):
            numbers[tens * 10 + unit] = f"{small_numbers[unit]}en{name}"
            ordinals[tens * 10 + unit] = f"{small_numbers[unit]}en{name}ste"
    known.update({word: (f"#{number}",) for number, word in numbers.items()})
    known.update({word: (f"^{number}",) for number, word in ordinals.items() if number <= 31})
    for part, sign in day_parts.items():
        for number, day in enumerate(days, start=1):
            known[day + part] = (f"w{number}", f"p:{sign}")
        for day in ("morgen", "overmorgen"):
            known[day + part] = (day, f"p:{sign}")
    for day in ("morgen", "overmorgen"):
        known[day + "vroeg"] = (day, "p:ochtend")
    known["lunchtijd"] = ("tijdens", "lunch")
    return known
