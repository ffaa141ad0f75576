"""Every Dutch sentence about files in the chat (level B1)."""

from collections.abc import Sequence

from dialogs.texts import listed

TYPED_BESIDE = "Dit schreef je bij je bestand. Ik bewaar het niet als antwoord."
EMPTY_FILE = "Dit bestand is leeg. Bewaar het opnieuw en stuur het nog een keer."
NO_FILES_HERE = "Hier kan ik geen bestanden maken of lezen. Typ ‘vragen’ om al je vragen te zien."
WHICH_FORM = "Van welk thema wil je het formulier?"
FORM = "Formulier"
BLANK_FORM = "Leeg formulier"
TAKES_FORM = "het Word-formulier van je thema (typ ‘formulier’ om het te krijgen)"
DECLINED = "Goed, je krijgt het bestand niet. Er verandert niets."
CANNOT_HAVE = "Dit bestand kan ik je niet meer geven: je vult dit thema niet meer in."

FORM_TEXT = (
    "Je vragen en antwoorden in Word. Vul het formulier in, bewaar het en stuur het hier terug. "
    "Ik bewaar pas iets als jij het goed vindt."
)
BLANK_FORM_TEXT = (
    "Alle vragen in Word, zonder antwoorden. Vul het formulier in, bewaar het en stuur het hier terug. "
    "Ik bewaar pas iets als jij het goed vindt."
)
FORM_INSTEAD = (
    "Een bestand sturen lukt hier niet. Vaak heeft ICT dat uitgezet. "
    "Je kunt alles ook hier invullen. Typ ‘vragen’ om al je vragen te zien, of ‘verder’ om door te gaan."
)


def form_name(theme: str, *, blank: bool) -> str:
    """The name of the file with the Word form of a theme."""
    return f"{theme} - {'leeg formulier' if blank else 'formulier'}.docx"


def which_files(takes: Sequence[str]) -> str:
    """A file that the bot has no use for, and which it takes from this person."""
    other = f"Wel kan ik dit lezen: {listed(takes)}." if takes else "Typ ‘hulp’ om te zien wat ik wel kan."
    return f"Met dit bestand kan ik niets. Ik heb er niets van bewaard. {other}"
