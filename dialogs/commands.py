"""The commands, as one table: the words, who may, and the line of help.

`hulp`, the manifest and the docs are made from it. Which function handles a command is wired in
conversation.py, so that this table stays data.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from rapidfuzz.distance import OSA

MOST_WORDS_TOLERATED = 3
SHORTEST_TOLERATED = 6  # shorter words are too near to other words: "stop" and "stoep"
_LOOSE_WORD = 4  # with nothing pending nothing can be lost, so four letters are enough


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


_PLACE = r"\d{1,2}[a-z]?(?:\.\d{1,2})?"

COMMANDS = (
    Command("hulp", ("hulp", "help", "wat kan ik doen"), "wat je hier kunt doen", loose=("menu", "uitleg")),
    Command("start", ("start",), "beginnen met je thema", Role.AUTHOR, ("begin", "beginnen", "starten")),
    Command(
        "verder", ("verder", "ga verder"), "verdergaan waar je was", Role.AUTHOR, ("doorgaan", "volgende")
    ),
    Command("thema's", ("thema's", "themas", "mijn thema's", "mijn themas"), "je thema's", Role.AUTHOR),
    Command(
        "vragen",
        ("vragen", "alle vragen", "toon vragen", "vragenlijst"),
        "alle vragen van je thema",
        Role.AUTHOR,
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
    Command("later", ("later", "nu niet", "een andere keer"), "een ander moment kiezen", Role.AUTHOR),
    Command("stop", ("stop",), "stoppen; alles blijft bewaard", loose=("stoppen", "pauze")),
    Command(
        "samenvatting",
        ("samenvatting", "overzicht van mijn antwoorden", "mijn antwoorden"),
        "je antwoorden bekijken",
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
    folded = " ".join(text.casefold().replace("’", "'").split())
    return folded.strip(" .,!;:…'\"“”‘")


def exact_command(text: str) -> Said | None:
    """The command that the whole of `text` is, letter for letter."""
    words = normalised(text)
    for command in COMMANDS:
        for form in command.words:
            if words == form and not command.argument_needed:
                return Said(command.name)
            if command.argument and (
                found := re.fullmatch(rf"{re.escape(form)} (?:vraag )?({command.argument})", words)
            ):
                return Said(command.name, found[1])
    return None


def mistyped_command(text: str) -> Said | None:
    """The command that `text` is but for one letter too many, too few, or two swapped.

    Meant for while a question is pending, so careful: at most three words, no swapped-in other letter
    (that makes another word: "eerder" is not "verder"), and no short command.
    """
    words = normalised(text)
    if len(words.split()) > MOST_WORDS_TOLERATED:
        return None
    near = {
        command.name
        for command in COMMANDS
        if not command.exact
        for form in command.words
        if len(form) >= SHORTEST_TOLERATED and _one_slip(words, form)
    }
    return Said(near.pop()) if len(near) == 1 else None


def near_command(text: str) -> Said | None:
    """The command that a short `text` most resembles, for when no question is pending."""
    words = normalised(text)
    for command in COMMANDS:
        if words in command.loose:
            return Said(command.name)
    if not words or len(words.split()) > MOST_WORDS_TOLERATED:
        return None
    near = {
        command.name
        for command in COMMANDS
        if not command.exact and not command.argument_needed
        for form in command.words
        if len(form) >= _LOOSE_WORD
        and OSA.distance(words, form, score_cutoff=2) <= (1 if len(form) < 8 else 2)
    }
    return Said(near.pop()) if len(near) == 1 else None


def _one_slip(words: str, form: str) -> bool:
    if words == form or OSA.distance(words, form, score_cutoff=1) > 1:
        return False
    return len(words) != len(form) or sorted(words) == sorted(form)
