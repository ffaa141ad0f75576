"""The commands, as one table: the words, who may, and the line of help.

`hulp`, the manifest and the docs are made from it. Which function handles a command is wired in
conversation.py, so that this table stays data.
"""

from dataclasses import dataclass
from enum import StrEnum


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


_PLACE = r"[0-9]{1,2}[a-z]?(?:\.[0-9]{1,2})?"

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
    Command(
        "herinneringen",
        ("herinneringen", "de herinneringen"),
        "zien wie wanneer bericht krijgt, en wat is aangekomen",
        Role.COORDINATOR,
        argument=r"[0-9]{1,2}",
    ),
    Command(
        "pauzeer herinneringen",
        ("pauzeer herinneringen", "pauzeer alle herinneringen"),
        "niemand van de ronde herinneren tot je ze hervat",
        Role.COORDINATOR,
        exact=True,
    ),
    Command(
        "hervat herinneringen",
        ("hervat herinneringen",),
        "de herinneringen van de ronde weer laten gaan",
        Role.COORDINATOR,
        exact=True,
    ),
    Command("meer hierover", ("meer hierover",), "meer lezen rond het laatste citaat uit het plan"),
    Command("nuttig antwoord", ("nuttig antwoord",), "laten weten dat een antwoord uit het plan hielp"),
    Command("geen nuttig antwoord", ("geen nuttig antwoord",), "laten weten dat een antwoord niet hielp"),
    Command(
        "open vragen",
        ("open vragen", "onbeantwoorde vragen"),
        "vragen over het plan die geen goed antwoord kregen, zonder namen",
        Role.COORDINATOR,
        argument=r"[0-9]{1,2}",
    ),
    Command("plannen", ("plannen", "welke plannen"), "de plannen waar ik uit antwoord", exact=True),
    Command(
        "plan toevoegen",
        ("plan toevoegen", "nieuw plan"),
        "een plan toevoegen: stuur het bestand hier in de chat",
        Role.COORDINATOR,
        exact=True,
    ),
    Command(
        "plan vaststellen",
        ("plan vaststellen",),
        "een concept vaststellen, zodat iedereen er antwoord uit krijgt",
        Role.COORDINATOR,
        exact=True,
        argument=r"[0-9]{1,2}",
    ),
    Command(
        "plan weghalen",
        ("plan weghalen",),
        "een plan weghalen, bijvoorbeeld: plan weghalen 2",
        Role.COORDINATOR,
        exact=True,
        argument=r"[0-9]{1,2}",
    ),
    Command(
        "synoniem",
        ("synoniem", "synoniem toevoegen"),
        "een woord van collega's aan een woord uit het plan koppelen, bijvoorbeeld: synoniem 2",
        Role.COORDINATOR,
        ("synoniem", "synoniemen", "synoniem toevoegen"),
        argument=r"[0-9]{1,2}",
        argument_needed=True,
    ),
    Command(
        "wijs aan",
        ("wijs aan", "antwoord aanwijzen"),
        "bij een open vraag het antwoord in het plan aanwijzen, bijvoorbeeld: wijs aan 2",
        Role.COORDINATOR,
        argument=r"[0-9]{1,2}",
        argument_needed=True,
    ),
    Command(
        "afgehandeld",
        ("afgehandeld",),
        "een open vraag van de lijst halen, bijvoorbeeld: afgehandeld 2",
        Role.COORDINATOR,
        argument=r"[0-9]{1,2}",
        argument_needed=True,
    ),
    Command(
        "eigen woorden",
        ("eigen woorden", "eigen woordenlijst"),
        "de woorden en antwoorden die jullie mij hebben geleerd",
        Role.COORDINATOR,
        argument=r"[0-9]{1,2}",
    ),
    Command(
        "haal weg",
        ("haal weg",),
        "iets uit de eigen woorden halen, bijvoorbeeld: haal weg 2",
        Role.COORDINATOR,
        argument=r"[0-9]{1,2}",
        argument_needed=True,
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
        "nieuwe ronde",
        ("nieuwe ronde", "nieuwe ronde klaarzetten"),
        "een nieuwe ronde klaarzetten: de data, de thema's en wie ze invult",
        Role.COORDINATOR,
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
    Command(
        "kopie als bestand",
        ("kopie als bestand", "kopie in word"),
        "je eigen antwoorden als Word-bestand krijgen",
        Role.AUTHOR,
    ),
    Command(
        "exporteer",
        ("exporteer", "exporteren"),
        "alle antwoorden als bestand krijgen: Word, Excel of JSON",
        Role.COORDINATOR,
    ),
    Command(
        "formulier",
        ("formulier", "invulformulier", "word-formulier"),
        "je vragen en antwoorden als Word-formulier krijgen, om in Word in te vullen",
        Role.AUTHOR,
    ),
    Command(
        "leeg formulier", ("leeg formulier",), "een Word-formulier zonder antwoorden krijgen", Role.AUTHOR
    ),
    Command("extra vragen", ("extra vragen",), "de extra vragen beantwoorden", Role.AUTHOR, ("verdieping",)),
    Command(
        "indienen", ("indienen", "dien in", "klaar en indienen"), "je thema indienen", Role.AUTHOR, exact=True
    ),
    Command("heropen", ("heropen", "heropenen"), "een ingediend thema weer openen", Role.AUTHOR, exact=True),
)

BY_NAME = {command.name: command for command in COMMANDS}
