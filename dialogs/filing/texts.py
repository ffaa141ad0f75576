"""Every Dutch sentence about files in the chat (level B1)."""

from collections.abc import Sequence

from dialogs.texts import count, listed

TYPED_BESIDE = "Dit schreef je bij je bestand. Ik bewaar het niet als antwoord."
EMPTY_FILE = "Dit bestand is leeg. Bewaar het opnieuw en stuur het nog een keer."
NO_FILES_HERE = "Hier kan ik geen bestanden maken of lezen. Typ ‘vragen’ om al je vragen te zien."
WHICH_FORM = "Van welk thema wil je het formulier?"
LABELS = {
    "form": "Formulier",
    "blank": "Leeg formulier",
    "copy": "Als Word-bestand",
    "docx": "Alles",
    "docx_open": "Zonder intern",
    "xlsx": "Alles",
    "xlsx_open": "Zonder intern",
    "json": "Alles",
}
EXPORTS_TITLE = "Alle antwoorden als bestand"
EXPORTS_INTRO = (
    "Kies hoe je de antwoorden wilt hebben. Kies ‘Zonder intern’ als je het bestand met anderen deelt."
)
AS_WORD = "Word"
AS_WORD_HELP = "Om te lezen: per thema elke vraag met het antwoord."
AS_EXCEL = "Excel"
AS_EXCEL_HELP = "Om te ordenen: een rij per antwoord, en een blad per lijst."
AS_JSON = "Gegevens (JSON)"
AS_JSON_HELP = "Voor een ander programma: alles, met de hele geschiedenis en met wat intern is."
COPY_TEXT = "Je antwoorden in Word, om te bewaren of door te sturen. Wat intern is, staat erbij."
COPY_INSTEAD = (
    "Een bestand sturen lukt hier niet. Vaak heeft ICT dat uitgezet. "
    "Typ ‘kopie’ om je antwoorden hier als tekst te krijgen."
)
EXPORT_INSTEAD = (
    "Een bestand sturen lukt hier niet. Vaak heeft ICT dat uitgezet. "
    "Typ ‘overzicht’ om de antwoorden per thema te lezen. De beheerder kan het bestand ook maken."
)
TAKES_FORM = "het Word-formulier van je thema (typ ‘formulier’ om het te krijgen)"
ASK_THE_PLAN = "Je kunt me wel iets vragen over het IVP. Typ ‘hulp’ om te zien wat ik nog meer kan."
TAKES_SHEET = "een Excel-blad met de thema's van een nieuwe ronde"
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


def export_name(round_: str, kind: str, *, internal: bool, own: bool) -> str:
    """The name of the file with all answers, or with one's own."""
    return f"{round_} - {'mijn ' if own else ''}antwoorden{'' if internal else ' zonder intern'}.{kind}"


def export_text(*, internal: bool) -> str:
    """What an export holds."""
    if internal:
        return "Alle antwoorden van de ronde. Wat intern is, staat erbij. Deel dit niet zomaar."
    return "Alle antwoorden van de ronde, zonder wat intern is."


def which_files(takes: Sequence[str]) -> str:
    """A file that the bot has no use for, and which it takes from this person."""
    other = f"Wel kan ik dit lezen: {listed(takes)}." if takes else ASK_THE_PLAN
    return f"Met dit bestand kan ik niets. Ik heb er niets van bewaard. {other}"


SAVE_ALL = "Alles bewaren"
CHOOSE_EACH = "Per vraag kiezen"
SAVE_NONE = "Niets bewaren"
SAVE = "Bewaren"
SAVE_ANYWAY = "Toch bewaren"
TAKE_AWAY = "Weghalen"
LEAVE = "Laten zoals het is"
UNDO = "Ongedaan maken"
NEW = "nieuw"
CHANGED = "anders"
EMPTIED = "weggehaald"
CHANGED_BY_OTHER = "ook in de chat veranderd"
PERSONAL = "lijkt op persoonsgegevens"
NOT_SAVED = "kan ik niet bewaren"
NOT_READ = "niet gelezen"
ELSEWHERE = "Elders in het formulier"
NOTHING_NEW = "Ik zie niets nieuws in je formulier. Alles staat al bij je antwoorden."
NONE_SAVED = "Goed. Ik bewaar niets uit dit formulier. Je antwoorden blijven zoals ze waren."
LEFT = "Goed, dat blijft zoals het was."
CHANGED_SINCE = "Let op: dit antwoord is in de chat veranderd nadat je het formulier kreeg."
FORM_DONE = "Dat was alles uit je formulier."
FORM_OVER = (
    "Over dit formulier is al beslist, of het is langer dan een dag geleden. "
    "Wil je er toch nog iets uit bewaren? Stuur het formulier dan opnieuw."
)
FORM_TOO_LARGE = (
    "In dit formulier staat meer tekst dan ik in één keer kan lezen. Ik heb er niets van bewaard. "
    "Maak je antwoorden korter, of typ de langste hier in de chat."
)
FORM_OF_NOBODY = (
    "Dit formulier hoort bij een thema of een ronde die ik niet ken. Ik heb er niets van bewaard. "
    "Typ ‘formulier’ om het goede formulier te krijgen."
)
ONE_BY_ONE = (
    "Kies je ‘Alles bewaren’? Dan vraag ik apart naar wat op persoonsgegevens lijkt, "
    "en naar wat intussen ook in de chat is veranderd."
)


def form_title(theme: str) -> str:
    """Above what was read on a form."""
    return f"{theme} · je formulier"


def form_left(theme: str, left: int) -> str:
    """Above one change, with how many there still are."""
    return f"{theme} · je formulier · nog {left}"


def form_read(count_: int) -> str:
    """How much is new or different."""
    if not count_:
        return "Ik kan niets uit je formulier bewaren. Hieronder lees je waarom."
    changes = count(count_, "verandering", "veranderingen")
    return f"Ik lees {changes} in je formulier. Er is nog niets bewaard. Wat wil je ermee doen?"


def form_waits(count_: int) -> str:
    """A form was read, and nothing was decided about it yet."""
    changes = count(count_, "verandering", "veranderingen")
    stand = "staat" if count_ == 1 else "staan"
    return f"In je formulier {stand} nog {changes}. Daar is nog niets van bewaard. Wat wil je ermee doen?"


def form_saved(count_: int) -> str:
    """What was saved of a form."""
    return f"{count(count_, 'verandering', 'veranderingen')} uit je formulier bewaard."


def form_of_others(theme: str, names: Sequence[str]) -> str:
    """A form of a theme that this person does not fill in."""
    return (
        f"Dit formulier hoort bij {theme}. Dat thema vul jij niet in, dus ik heb er niets van bewaard. "
        f"Stuur het aan {listed(names, 'of')}."
    )


def more_rows(left: int) -> str:
    """What does not fit."""
    return f"En nog {left} regels, die ik hier niet laat zien."


def question(number: str) -> str:
    """A question, as its number."""
    return f"Vraag {number}"


def old_and_new(old: str, new: str, most: int = 220) -> str:
    """What stands now, and what it would become."""
    will = f"In je formulier: {cut(new, most)}" if new else "In je formulier: leeg"
    return f"Nu: {cut(old, most)}\n{will}" if old else will


def there_is(new: str, problem: str) -> str:
    """What stands in a form and cannot be saved."""
    return f"Er staat: {cut(new, 220)}\n{problem}" if new else problem


def looks_personal(kinds: Sequence[str]) -> str:
    """Something in a form looks like personal data."""
    return (
        f"Hierin staat iets dat lijkt op {listed(kinds)}. Gaat het over een inwoner? "
        "Laat het dan zoals het is, en typ je antwoord zonder dat gegeven."
    )


def cut(text: str, most: int) -> str:
    """`text` with its lines, cut with an ellipsis after `most` characters."""
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
