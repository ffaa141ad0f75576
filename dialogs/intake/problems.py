"""What a colleague reads when an answer could not be read: what is wrong, and what to do. Level B1."""

from collections.abc import Sequence
from decimal import Decimal

from dialogs.texts import listed, short

EMPTY = "Ik zie nog geen antwoord. Vul iets in, of kies Overslaan."
UNSOUND = (
    "Er staat een teken in je tekst dat ik niet kan bewaren. Typ de tekst opnieuw, of plak die zonder opmaak."
)
NUDGE = "Wil je er nog iets bij zetten?"
NO_NUMBER = "Ik lees hier geen getal. Typ alleen een getal, bijvoorbeeld 2 of 2,5."
NO_WHOLE_NUMBER = "Ik lees hier geen heel getal. Typ een getal zonder komma, bijvoorbeeld 3."
OTHER_WHAT = 'Je koos "anders". Typ erbij wat je bedoelt.'
SHOWN_OPTIONS = 20


def number_shown(number: int | Decimal) -> str:
    """A number as it is written in Dutch: 2,5 and 12.000; a year keeps its four digits together."""
    plain = f"{Decimal(number):f}"
    if "." in plain:
        plain = plain.rstrip("0").rstrip(".")
    whole, _, rest = plain.lstrip("-").partition(".")
    if len(whole) > 4:
        whole = f"{int(whole):,}".replace(",", ".")
    sign = "-" if plain.startswith("-") else ""
    return f"{sign}{whole},{rest}" if rest else f"{sign}{whole}"


def too_long(length: int, most: int) -> str:
    """A text with more characters than fit."""
    return (
        f"Je tekst is te lang: {number_shown(length)} tekens. Er passen er {number_shown(most)}. "
        f"Maak de tekst {number_shown(length - most)} tekens korter."
    )


def out_of_bounds(least: int | Decimal | None, most: int | Decimal | None) -> str:
    """A number outside its bounds, when the format has no sentence of its own."""
    if least is not None and most is not None:
        bounds = f"{number_shown(least)} tot en met {number_shown(most)}"
        return f"Dit getal past hier niet. Typ een getal van {bounds}."
    if least is not None:
        return f"Dit getal is te laag. Typ een getal vanaf {number_shown(least)}."
    return f"Dit getal is te hoog. Typ een getal tot en met {number_shown(most or 0)}."


def which_number(numbers: Sequence[int | Decimal]) -> str:
    """More than one number where one is asked."""
    return f"Bedoel je {listed([number_shown(one) for one in numbers], 'of')}? Typ één getal."


def two_numbers() -> str:
    """More than two numbers where two are asked."""
    return 'Ik lees meer dan twee getallen. Typ er twee, bijvoorbeeld "2 en 3,5".'


def no_option(typed: str, labels: Sequence[str]) -> str:
    """A text that is none of the options."""
    return (
        f'"{brief(typed)}" staat niet in de lijst. Kies uit: {_numbered(labels)}. Het nummer typen mag ook.'
    )


def which_option(labels: Sequence[str]) -> str:
    """A text that fits several options."""
    return f"Bedoel je {listed(_quoted(labels[:4]), 'of')}? Typ de hele keuze."


def one_option(labels: Sequence[str]) -> str:
    """Several options where one is asked."""
    return f"Hier past één antwoord. Kies {listed(_quoted(labels[:6]), 'of')}."


def not_understood_of(item: str, typed: str, labels: Sequence[str]) -> str:
    """Something said of a list item that fits none of its fields."""
    if not labels:
        advice = "Laat dat weg, of zet het op een nieuwe regel."
        return f'Ik weet niet wat "{brief(typed)}" is bij "{brief(item)}". {advice}'
    options = listed(labels[:SHOWN_OPTIONS], "of")
    return f'Ik begrijp "{brief(typed)}" niet bij "{brief(item)}". Kies uit: {options}.'


def too_many(room: int, most: int) -> str:
    """More items than a list can hold."""
    if room <= 0:
        return f"De lijst is vol: er passen er {most}. Haal er eerst een weg."
    return f"Dat zijn er te veel. Er {'past' if room == 1 else 'passen'} er nog {room} bij."


def incomplete(labels: Sequence[str]) -> str:
    """An item without the fields that it needs."""
    return f"Er mist nog iets. Vul ook {listed(_quoted([label.rstrip('.:') for label in labels]))} in."


def brief(text: str) -> str:
    """The beginning of what was typed, on one line, to quote it."""
    return short(text, 60)


def _quoted(words: Sequence[str]) -> list[str]:
    return [f'"{word}"' for word in words]


def _numbered(labels: Sequence[str]) -> str:
    shown = [f"{place}. {label}" for place, label in enumerate(labels[:SHOWN_OPTIONS], 1)]
    if len(labels) > SHOWN_OPTIONS:
        shown.append(f"en nog {len(labels) - SHOWN_OPTIONS}")
    return " · ".join(shown)
