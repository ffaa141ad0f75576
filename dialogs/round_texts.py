"""What a coordinator reads while changing a round that stands."""

from collections.abc import Sequence
from datetime import date

from dialogs.texts import day, listed, paragraphs, short

CHANGE_HOW = (
    "Wil je iets veranderen? Typ het zo:\n"
    "deadline woonoverlast naar 5 februari\n"
    "themahouder woonoverlast naar jan@gemeente.nl\n"
    "meeschrijver woonoverlast erbij jan@gemeente.nl\n"
    "meeschrijver woonoverlast weg jan@gemeente.nl\n"
    "thema erbij Water, jan@gemeente.nl\n"
    "thema weg woonoverlast\n"
    "deadline ronde naar 12 februari"
)
CHANGE_HOW_MORE = (
    "Voor de hele ronde kan ook: opent, raad, titel, capaciteit, prioriteiten en participatie. "
    "Een coördinator erbij of weg gaat zo: coördinator erbij jan@gemeente.nl."
)
DAY_HOW = "Schrijf de dag voluit, bijvoorbeeld: 5 februari 2027."
TAKES_SELF_OFF = "Let op: dit ben je zelf. Daarna kun je deze ronde niet meer zien of veranderen."
LAST_COORDINATOR = "Dit is de enige coördinator. Voeg eerst een ander toe."
NOT_THERE = "Dit adres staat daar niet bij. Typ 'ronde' om te zien wie er meedoen."
IS_OWNER = "Dit is de themahouder, geen meeschrijver. Geef het thema eerst aan een ander."
LAST_THEME = "Dit is het enige thema. Een ronde heeft er minstens één nodig."
THEME_ON_HOW = (
    "Typ één thema met het adres van de themahouder. Bijvoorbeeld: thema erbij Water, jan@gemeente.nl."
)


def which_round(titles: Sequence[str]) -> str:
    """Somebody coordinates several rounds, and did not say which."""
    example = f"deadline {titles[0]} naar 5 februari"
    return f"Je coördineert {listed(titles)}. Zet de naam erbij, bijvoorbeeld: {example}."


def new_value(what: str, was: str, will: str, done: bool) -> str:
    """Something of a round or theme changes."""
    what = f"{what[:1].upper()}{what[1:]}"
    if done:
        return f"{what} is nu {will or 'leeg'}." + (f" Het was {was}." if was else "")
    now = f"{what} is nu {was}." if was else f"{what} is nog leeg."
    return f"{now} Wordt dat {will}?" if will else f"{now} Wordt dat leeg?"


def of_round(name: str) -> str:
    """Something of the round as a whole: "de titel van de ronde"."""
    return name if name.endswith("raad") else f"{name} van de ronde"


def title_of(theme: str) -> str:
    """The name of a theme, as something that changes."""
    return f"de naam van {theme}"


def no_co_author(theme: str, name: str, done: bool) -> str:
    """Somebody stops writing along."""
    if done:
        return f"{name} schrijft niet meer mee aan {theme}."
    return f"Schrijft {name} niet meer mee aan {theme}? De antwoorden blijven bewaard."


def coordinator(name: str, on: bool, done: bool) -> str:
    """Somebody becomes a coordinator, or stops."""
    if done:
        return f"{name} is nu coördinator." if on else f"{name} is geen coördinator meer."
    return f"Wordt {name} coördinator van deze ronde?" if on else f"Is {name} geen coördinator meer?"


def theme_on(title: str, owner: str, until: date, done: bool) -> str:
    """A theme is added."""
    who = f"Themahouder: {owner}." if owner else "Er is nog geen themahouder."
    last = f"Invullen kan tot en met {day(until)}."
    if done:
        return f"{title} doet nu mee. {who} {last}"
    return paragraphs(f"Doet {title} voortaan mee?", f"{who} {last}")


def theme_off(title: str, done: bool) -> str:
    """A theme without answers goes."""
    return (
        f"{title} doet niet meer mee." if done else f"Doet {title} niet meer mee? Er is nog niets ingevuld."
    )


def theme_has_answers(title: str) -> str:
    """A theme in which somebody wrote stays."""
    return (
        f"In {title} is al iets ingevuld. Daarom blijft het thema in de ronde. "
        f"Je kunt het wel aan een ander geven: themahouder {title.casefold()} naar jan@gemeente.nl."
    )


def theme_there_already(title: str) -> str:
    """Two themes cannot be called the same."""
    return f"Er is al een thema dat {short(title, 60)} heet."


def opens_after_deadline(when: date, deadline: date) -> str:
    """A first day cannot come after a last day."""
    return f"{day(when).capitalize()} is na de deadline van {day(deadline)}. Kies een eerdere dag."


def council_before(when: date, deadline: date) -> str:
    """The council cannot decide before a last day."""
    return f"{day(when).capitalize()} is eerder dan de deadline van {day(deadline)}. Kies een latere dag."


def which_day(choices: Sequence[date]) -> str:
    """More than one day can be meant."""
    return f"Bedoel je {listed([day(one) for one in choices], 'of')}?"


def unknown_day(typed: str) -> str:
    """No day."""
    return f"'{short(typed, 40)}' herken ik niet als dag. {DAY_HOW}"
