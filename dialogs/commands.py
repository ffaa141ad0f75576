"""The commands, as one table: the words, who may, and the line of help.

`hulp`, the manifest and the docs are made from it. Which function handles a command is wired in
conversation.py, so that this table stays data.
"""

import re
import unicodedata
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

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


class Role(StrEnum):
    """What somebody is to a round or a theme."""

    COLLEAGUE = "colleague"
    AUTHOR = "author"  # theme owner or co-author
    COORDINATOR = "coordinator"


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `exact` words are never guessed at; `argument` is a pattern for what may follow."""

    name: str
    words: tuple[str, ...]
    help: str
    who: Role = Role.COLLEAGUE
    loose: tuple[str, ...] = ()  # words that count only when no question is pending: they could be answers
    exact: bool = False
    argument: str = ""
    argument_needed: bool = False
    menu: bool = False  # in the short list that Teams shows beside the text box


_MARKS = " .,!;:…'\"“”‘"
_APOSTROPHES = str.maketrans("’‘´`", "''''")
_PLACE = r"[0-9]{1,2}[a-z]?(?:\.[0-9]{1,2})?"
_TO = r"(?:vraag |nummer |nr\.? ?)?"

COMMANDS = (
    Command(
        "hulp",
        ("hulp", "help", "wat kan ik doen", "wat kan ik hier doen"),
        "wat je hier kunt doen",
        loose=("menu", "uitleg", "hoi", "hallo"),
        menu=True,
    ),
    Command("start", ("start",), "beginnen met je thema", Role.AUTHOR, ("begin", "beginnen", "starten")),
    Command(
        "verder",
        ("verder", "ga verder"),
        "verdergaan waar je was",
        Role.AUTHOR,
        ("doorgaan", "volgende"),
        menu=True,
    ),
    Command(
        "thema's",
        ("thema's", "themas", "mijn thema's", "mijn themas"),
        "je thema's",
        Role.AUTHOR,
        ("thema", "mijn thema"),
        menu=True,
    ),
    Command(
        "vragen",
        ("vragen", "alle vragen", "toon vragen", "vragenlijst"),
        "alle vragen van je thema",
        Role.AUTHOR,
        menu=True,
    ),
    Command("terug", ("terug", "vorige", "vorige vraag", "ga terug"), "naar de vorige vraag", Role.AUTHOR),
    Command(
        "overslaan", ("overslaan", "sla over", "skip", "vraag overslaan"), "deze vraag overslaan", Role.AUTHOR
    ),
    Command(
        "weet ik nog niet",
        (
            "weet ik nog niet",
            "weet ik niet",
            "weet niet",
            "dat weet ik nog niet",
            "dat weet ik niet",
            "geen idee",
        ),
        "laten weten wie het wel weet, of wanneer je opnieuw kijkt",
        Role.AUTHOR,
    ),
    Command(
        "wijzig",
        ("wijzig", "wijzigen", "verander", "pas aan"),
        "een antwoord veranderen, bijvoorbeeld: wijzig 3",
        Role.AUTHOR,
        argument=_PLACE,
    ),
    Command(
        "verwijder",
        ("verwijder", "verwijderen"),
        "iets uit een lijst halen, bijvoorbeeld: verwijder 6.2",
        Role.AUTHOR,
        argument=_PLACE,
        argument_needed=True,
    ),
    Command(
        "intern",
        ("intern",),
        "een antwoord alleen voor intern overleg maken, bijvoorbeeld: intern 3",
        Role.AUTHOR,
        argument=_PLACE,
        argument_needed=True,
    ),
    Command(
        "niet intern",
        ("niet intern",),
        "een antwoord weer in het concept zetten, bijvoorbeeld: niet intern 3",
        Role.AUTHOR,
        argument=_PLACE,
        argument_needed=True,
    ),
    Command(
        "ongedaan maken",
        ("ongedaan maken", "maak ongedaan"),
        "het laatste bewaarde antwoord terugdraaien",
        Role.AUTHOR,
    ),
    Command(
        "later", ("later",), "een ander moment kiezen", Role.AUTHOR, ("nu niet", "een andere keer"), menu=True
    ),
    Command("stop", ("stop",), "stoppen; alles blijft bewaard", loose=("stoppen", "pauze"), menu=True),
    Command(
        "samenvatting",
        ("samenvatting", "overzicht van mijn antwoorden", "mijn antwoorden"),
        "je antwoorden bekijken",
        Role.AUTHOR,
        menu=True,
    ),
    Command("geen herinneringen", ("geen herinneringen",), "geen herinneringen meer krijgen"),
    Command("wel herinneringen", ("wel herinneringen",), "weer herinneringen krijgen"),
    Command("meer hierover", ("meer hierover",), "meer lezen rond het laatste citaat uit het plan"),
    Command("nuttig antwoord", ("nuttig antwoord",), "laten weten dat een antwoord uit het plan hielp"),
    Command("geen nuttig antwoord", ("geen nuttig antwoord",), "laten weten dat een antwoord niet hielp"),
    Command(
        "open vragen",
        ("open vragen", "onbeantwoorde vragen"),
        "vragen over het plan die geen goed antwoord kregen, zonder namen",
        Role.COORDINATOR,
    ),
    Command(
        "doorgeven",
        ("doorgeven", "geef door", "vraag doorgeven"),
        "deze vraag aan een collega doorgeven, of typ: geef 3 door aan Joost",
        Role.AUTHOR,
    ),
    Command(
        "doorgegeven vragen",
        ("doorgegeven vragen", "vragen voor mij"),
        "vragen die collega's aan jou hebben doorgegeven",
        loose=("doorgegeven",),
        argument=r"[0-9]{1,2}",
        menu=True,
    ),
    Command(
        "teruggeven",
        ("teruggeven", "geef terug", "vraag teruggeven"),
        "een doorgegeven vraag teruggeven; een opmerking mag erachter: teruggeven: …",
    ),
    Command(
        "overzicht",
        ("overzicht", "overzicht van de ronde", "overzicht van de thema's"),
        "zien hoe alle thema's ervoor staan, met twijfels eerst",
        Role.COORDINATOR,
        argument=r"[0-9]{1,2}",
    ),
    Command(
        "ronde", ("ronde", "de ronde"), "de ronde bekijken: data, mensen en capaciteit", Role.COORDINATOR
    ),
    Command(
        "bekijk",
        ("bekijk",),
        "de antwoorden van een thema lezen, bijvoorbeeld: bekijk woonoverlast",
        Role.COORDINATOR,
    ),
    Command(
        "vraag terug",
        ("vraag terug",),
        "iets terugvragen over een antwoord, bijvoorbeeld: vraag terug 8",
        Role.COORDINATOR,
        argument=r"[0-9]{1,2}[a-z]?",
        argument_needed=True,
    ),
    Command(
        "stuur terug",
        ("stuur terug",),
        "het thema dat je bekijkt terugsturen met je opmerkingen",
        Role.COORDINATOR,
        exact=True,
    ),
    Command(
        "goedkeuren",
        ("goedkeuren", "keur goed"),
        "het thema dat je bekijkt goedkeuren",
        Role.COORDINATOR,
        exact=True,
    ),
    Command(
        "kopie",
        ("kopie", "kopie van mijn antwoorden"),
        "een kopie van je eigen antwoorden krijgen",
        Role.AUTHOR,
    ),
    Command("extra vragen", ("extra vragen",), "de extra vragen beantwoorden", Role.AUTHOR, ("verdieping",)),
    Command(
        "indienen", ("indienen", "dien in", "klaar en indienen"), "je thema indienen", Role.AUTHOR, exact=True
    ),
    Command("heropen", ("heropen", "heropenen"), "een ingediend thema weer openen", Role.AUTHOR, exact=True),
)

BY_NAME = {command.name: command for command in COMMANDS}


@dataclass(frozen=True, slots=True)
class Said:
    """A command that somebody typed, with what followed it."""

    name: str
    argument: str = ""


def normalised(text: str) -> str:
    """`text` in lower case, with single spaces and without marks around it."""
    folded = " ".join(text.casefold().translate(_APOSTROPHES).split())
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
