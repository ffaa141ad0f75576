"""Every Dutch sentence of the form, the exports and the round sheet (level B1)."""

from collections.abc import Sequence
from datetime import date

from dialogs.intake.problems import brief
from dialogs.moments.wording import months, weekdays
from dialogs.texts import listed

CHOICE_PLACE = "Kies …"
CHOICE_OR_TYPE_PLACE = "Kies of typ …"
OTHER = "Anders, namelijk:"

HOW = (
    "Typ je antwoord in het vak onder de vraag. Klik op een hokje om iets te kiezen.",
    "Laat de vragen zelf staan zoals ze zijn. Overslaan mag: laat het vak dan leeg.",
    "Weet je iets nog niet? Typ dan in het vak: weet ik nog niet.",
    "Klaar? Bewaar het bestand en stuur dit bestand terug in de chat.",
    "Ik laat dan zien wat er nieuw is. Pas als jij het goed vindt, bewaar ik het.",
)
WOO = (
    "Schrijf geen namen of gegevens van inwoners op. "
    "Iemand kan je antwoorden opvragen via de Wet open overheid (Woo)."
)
SEND_BACK = "Stuur dit bestand terug in de chat"
NOTE = "Let op"
REQUIRED = "Nodig om in te dienen."
INTERNAL = "alleen intern"
DEEPENING = "Extra vraag: die mag je overslaan."
ONE = "Kies één antwoord."
MORE = "Je mag meer antwoorden kiezen."
ONE_PER_LINE = "Zet elk antwoord op een eigen regel."
MORE_ROWS = "Meer regels nodig? Voeg onderaan een rij toe."
STARRED = "Vul in elke regel de kolommen met * in."
FIELD_INTERNAL = "intern"
PAGE = "Bladzijde"
UNKNOWN_TYPED = frozenset({"weet ik nog niet", "dat weet ik nog niet"})

NOT_ASKED = "Deze vraag hoort niet bij je andere antwoorden. Daarom bewaar ik dit antwoord niet."
ROW_TWICE = "Deze regel staat er twee keer. Ik neem er één van over."
PICTURE = "Hier staat een plaatje of tekstvak. Dat kan ik niet overnemen. Typ de tekst in het vak."
BESIDE_BOXES = "Hier staat tekst naast de hokjes. Kies een hokje, of laat alleen de tekst staan."
COMMENTS = "Er staan opmerkingen in de kantlijn. Die neem ik niet over."
MERGED = "In deze rij ontbreekt een cel, of er is er een bij gekomen. Ik kan de rij niet lezen."
TWICE = "Deze vraag staat er meer dan één keer. Ik weet niet welk antwoord klopt."
LEFT_OUT = "Antwoorden voor intern overleg staan niet in dit document."
WITH_INTERNAL = "In dit document staan ook antwoorden die alleen voor intern overleg zijn."
NO_ANSWERS = "Nog niets ingevuld."
NOTHING_TO_SHOW = "Er is nog geen ronde."

STATUS = {
    "given": "ingevuld",
    "skipped": "overgeslagen",
    "unknown": "nog niet bekend",
    "cleared": "niet ingevuld",
    "closed": "ingevuld",
    "": "niet ingevuld",
}
PHASE = {
    "open": "nog niet ingediend",
    "submitted": "ingediend",
    "returned": "teruggestuurd met een vraag",
    "approved": "goedgekeurd",
}


def day(one: date) -> str:
    """A date in full, with its year: vrijdag 29 januari 2027."""
    return f"{weekdays[one.weekday()]} {one.day} {months[one.month - 1]} {one.year}"


def until(deadline: date) -> str:
    """How long the form can be filled in."""
    return f"Invullen kan tot en met {day(deadline)}."


def now_stands(answer: str) -> str:
    """What became of a question that has no answer to show in its place."""
    return f"Nu staat er: {answer[:1].lower()}{answer[1:]}"


def only_when(number: str, labels: Sequence[str]) -> str:
    """When a follow-up on a choice is to be filled in."""
    quoted = listed([f"“{label}”" for label in labels], "of")
    return f"Alleen invullen als je bij vraag {number} kiest: {quoted}."


def only_when_more(number: str, other: str) -> str:
    """When a follow-up on two numbers is to be filled in."""
    return f"Alleen invullen als vraag {number} hoger is dan vraag {other}."


def from_list(number: str) -> str:
    """What can be typed where the options come from a list."""
    return f"Je mag ook een naam typen die je bij vraag {number} invult."


def at_most(count: int) -> str:
    """How many rows a list holds."""
    return f"Er passen {count} regels in deze lijst."


def place(number: str) -> str:
    """A question, as its number."""
    return f"vraag {number}"


def row(number: str, count: int) -> str:
    """A row of a list; counts from 1."""
    return f"vraag {number}, regel {count}"


def text_in_question(text: str) -> str:
    """The cell of a question was changed: perhaps the answer was typed there."""
    return f"De tekst van de vraag is anders: “{brief(text)}”. Zet je antwoord in het vak eronder."


def text_outside(text: str) -> str:
    """Text between the answer cells."""
    return f"Buiten de vakken staat: “{brief(text)}”. Ik weet niet bij welke vraag dit hoort."


def unknown_table(text: str) -> str:
    """A table that is not one of the form's, or lost its key."""
    return f"Deze tabel herken ik niet: “{brief(text)}”. Zet de tekst in het vak van een vraag."


def question_gone(text: str) -> str:
    """A question that the format does not have any more."""
    return f"Deze vraag stellen wij niet meer: “{brief(text)}”."


def answer_lost(text: str) -> str:
    """The cell under a question is gone, or there are more."""
    return f"De vakken onder deze vraag zijn veranderd. Ik lees: “{brief(text)}”."


def theme_stands(field: str, phase: str, done: int, total: int) -> str:
    """Where a theme stands, above its answers."""
    progress = f"{done} van de {total} vragen ingevuld"
    return " · ".join(part for part in (field, phase, progress) if part)


def sheet_wrong(lines: Sequence[str], most: int = 20) -> str:
    """All that is wrong in the coordinator's sheet."""
    left = len(lines) - most
    more = [f"En nog {left}."] if left > 0 else []
    end = "Ik heb er nog niets van bewaard. Pas dit aan en stuur het blad opnieuw."
    return "\n".join(["Dit klopt nog niet in het blad:", *lines[:most], *more, "", end])


def row_wrong(count: int, reason: str) -> str:
    """Something wrong in a row of the coordinator's sheet; counts as Excel does."""
    return f"Rij {count}: {reason}"


NO_THEME = "hier mist de naam van het thema."
NO_OWNER = "hier mist het adres van de themahouder."
TOO_MANY_ROWS = "het blad heeft te veel rijen. Er passen honderd thema's in een ronde."
NO_ROWS = "onder de kolommen staat nog niets."


def no_address(text: str) -> str:
    """Something that is no e-mail address."""
    return f"“{brief(text)}” is geen e-mailadres. Schrijf het zo: naam@gemeente.nl."


def theme_twice(title: str, first: int) -> str:
    """A theme that stands in an earlier row already."""
    return f"het thema “{brief(title)}” staat ook in rij {first}. Laat er één staan."


def theme_twice_dates(title: str, first: int) -> str:
    """A theme that stands in an earlier row with another date."""
    return f"het thema “{brief(title)}” staat ook in rij {first}, met een andere deadline. Laat er één staan."


def formula(column: str) -> str:
    """A formula instead of a value."""
    return f"in de kolom {column} staat een formule. Typ daar de waarde zelf."


def no_date(text: str) -> str:
    """Something that is no date."""
    return f"“{brief(text)}” is geen datum. Schrijf het zo: 29-01-2027."


def deadline_before(deadline: date, opens: date) -> str:
    """A deadline before the round opens."""
    return f"de deadline {day(deadline)} ligt voor het begin van de ronde, {day(opens)}."


def deadline_after(deadline: date, council: date) -> str:
    """A deadline after the council decides."""
    return f"de deadline {day(deadline)} ligt na de vergadering van de raad, {day(council)}."


def title_too_long(most: int) -> str:
    """A title of a theme with more characters than fit."""
    return f"de naam van het thema is te lang. Er passen {most} tekens."


def column_twice(column: str) -> str:
    """Two columns with the same head."""
    return f"de kolom {column} staat er twee keer. Laat er één staan."
