"""What the coordinator reads about open questions, own words and pinned answers, at language level B1."""

from collections.abc import Sequence
from datetime import datetime

from dialogs.texts import count, day, listed, short

# Buttons
ADD_WORD = "Synoniem"
POINT_OUT = "Antwoord aanwijzen"
SETTLED = "Afgehandeld"
OPEN_QUESTIONS = "Open vragen"
OWN_WORDS = "Eigen woorden"
ONE_WAY = "Alleen deze kant op"
BOTH_WAYS = "Beide kanten op"
TAKE_AWAY = "Weghalen"
KEEP_AFTER_ALL = "Toch bewaren"
THIS_ONE = "Dit is het"
THIS_QUESTION = "Kies"
NEXT_PAGE = "Meer"

TITLE = "Open vragen over het plan"
NOTHING_OPEN = "Er zijn geen open vragen."
NOT_LISTED = "Dat nummer staat niet in de lijst. Dit is de lijst nu."
WITHOUT_NAMES = "Ik bewaar niet wie iets vroeg."
ANSWERED_NOW = "Hier geef ik nu wel een antwoord op."
WORD_HOW = (
    "Typ het woord van collega's en het woord uit het plan. Bijvoorbeeld: gijzelsoftware = cybercrime. "
    "Moet het maar één kant op? Typ dan een pijl: gijzelsoftware -> cybercrime."
)
WORD_ALONE = "Typ het woord uit het plan."
WORD_OR_PICK = "Typ het woord uit het plan, of kies er een."
STILL_NOTHING = "Daarmee vind ik nog niets. Kies een woord dat in het plan staat."
WORD_GONE = "Dit woord staat niet meer in de lijst."
PIN_GONE = "Dit aangewezen antwoord staat niet meer in de lijst."
WHICH_QUESTION = "Bij welke vraag wil je een antwoord aanwijzen?"
WHICH_PIECE = "Welk stuk van het plan is het antwoord?"
ELSEWHERE = "Staat het er niet bij? Typ een paar woorden uit het plan, of een paragraaf. Bijvoorbeeld: 6.3"
NOTHING_TO_POINT_AT = (
    "Ik vind daarbij geen zin in het plan. Typ andere woorden, of een paragraaf. Bijvoorbeeld: 6.3"
)
NO_SUCH_QUESTION = "Een antwoord aanwijzen kan alleen bij een korte vraag met een onderwerp."
OWN_TITLE = "Wat ik van jullie heb geleerd"
NOTHING_OWN = "Er zijn nog geen eigen woorden en geen aangewezen antwoorden."
BOTH_STATE = "werkt beide kanten op"
ONE_WAY_STATE = "werkt één kant op"
PIN_STATE = "aangewezen antwoord"
PERSONAL = "Hier lijken gegevens van een persoon in te staan. Die bewaar ik niet."

REFUSED_WORDS = {
    "empty": "Hier zit geen woord in waar ik op kan zoeken.",
    "too_long": "Dit is te lang. Gebruik hooguit vijf woorden.",
    "signs": "Gebruik alleen letters, cijfers en streepjes.",
    "same": "Deze twee zijn voor mij al hetzelfde woord.",
    "known": "Dat deze twee bij elkaar horen, wist ik al.",
    "too_many": "De lijst met eigen woorden is vol. Haal er eerst een paar weg met 'eigen woorden'.",
}


def counted(since: datetime, asked: int, answered: int, refused: int, up: int, down: int) -> str:
    """What came of plan questions since the first one."""
    return (
        f"Sinds {day(since)}: {count(asked, 'vraag', 'vragen')} gesteld, {answered} beantwoord, "
        f"{refused} niet gevonden. Duimen: {up} omhoog, {down} omlaag."
    )


def how_often(not_found: int, down: int, up: int) -> str:
    """How a subject of open questions stands."""
    said = [f"{not_found} keer niet gevonden"] if not_found else []
    return " · ".join([*said, *([f"👎 {down}"] if down else []), *([f"👍 {up}"] if up else [])])


def questions(asked: Sequence[str], more: int) -> str:
    """Some of the questions on a subject, as they were asked."""
    lines = [f"“{short(one, 120)}”" for one in asked]
    return "\n".join([*lines, *([f"en nog {more}"] if more else [])])


def settled(label: str) -> str:
    """A subject was taken off the list."""
    return f"Afgehandeld: {short(label)}. Vraagt iemand het opnieuw, dan zie je het weer."


def which_word(label: str) -> str:
    """What a word of colleagues means."""
    return f"Welk woord uit het plan bedoelen collega's met '{short(label, 60)}'?"


def one_way_how(label: str) -> str:
    """How to add a word in one direction."""
    return f"Moet het maar één kant op? Typ dan een pijl: {short(label, 60)} -> het woord uit het plan."


def piece(number: int) -> str:
    """A piece of the plan to choose from."""
    return f"Stuk {number}"


def taught(asked: str, meant: str, *, both: bool) -> str:
    """A word was added."""
    if both:
        return f"Bewaard: '{asked}' betekent hetzelfde als '{meant}'."
    return f"Bewaard: wie '{asked}' vraagt, vindt ook '{meant}'. Andersom niet."


def word_dropped(asked: str, meant: str) -> str:
    """A word was taken away."""
    return f"Weggehaald: '{asked}' en '{meant}' horen niet meer bij elkaar."


def pinned(question: str) -> str:
    """An answer was pointed out."""
    return f"Bewaard: dit stuk is het antwoord op '{short(question, 120)}'."


def pin_dropped(question: str) -> str:
    """A pinned answer was taken away."""
    return f"Weggehaald: het aangewezen antwoord op '{short(question, 120)}'."


def now_answered(question: str) -> str:
    """The effect, shown at once."""
    return f"Zo antwoord ik nu op de vraag '{short(question, 120)}':"


def fallen(asked: Sequence[str]) -> str:
    """Pinned answers whose sentence is in no plan any more."""
    named = listed([f"'{short(one, 80)}'" for one in asked])
    return f"De aangewezen zin staat niet meer in een plan. Ik heb het antwoord weggehaald bij: {named}."


def word_pair(asked: str, meant: str, *, both: bool) -> str:
    """A word in the list, and as it can be typed."""
    return f"{asked} {'=' if both else '->'} {meant}"


def page(number: int) -> str:
    """Where in a long list this is."""
    return f"{TITLE}, deel {number}"
