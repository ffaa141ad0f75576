"""What people read in a message that the bot sends by itself, and in the coordinator's view of those."""

from collections.abc import Sequence
from datetime import date, datetime

from dialogs.moments.wording import clock
from dialogs.texts import count, day, listed

FILL_IN_NOW = "Nu invullen"
LATER = "Later"
NO_REMINDERS = "Geen herinneringen"

HOW_LATER = "Komt het nu niet uit? Kies Later, of typ 'later'."
HOW_STOP = "Wil je dit niet meer? Typ 'geen herinneringen'."
MAY_BE_IN_PIECES = "Het mag in stukjes. Wat je invult, wordt meteen bewaard."


def themes(titles: Sequence[str]) -> str:
    """The themes of somebody, named."""
    return f"{'het thema' if len(titles) == 1 else 'de thema’s'} {listed(titles)}"


def invited(round_title: str, titles: Sequence[str]) -> str:
    """Why: the round opened."""
    return f"De ronde {round_title} is open. Jij vult {themes(titles)} in."


def takes(minutes: int, each: bool) -> str:
    """How long it takes."""
    return f"Dat kost ongeveer {minutes} minuten{' per thema' if each else ''}. {MAY_BE_IN_PIECES}"


def deadline_is_near(what: str, left: int, until: date) -> str:
    """Why: the last day comes near. `left` counts working days after today."""
    if left == 0:
        return f"Vandaag is de laatste werkdag om {what} in te vullen."
    return (
        f"Je kunt {what} invullen tot en met {day(until)}. Je hebt nog {count(left, 'werkdag', 'werkdagen')}."
    )


def look_again(theme: str, numbers: Sequence[str]) -> str:
    """Why: the day has come on which they wanted to look again."""
    what = "vraag" if len(numbers) == 1 else "de vragen"
    return f"Je wilde nu nog eens kijken naar {what} {listed(numbers)} van {theme}."


def by_hand(name: str, titles: Sequence[str]) -> str:
    """Why: the coordinator asked for it."""
    return f"{name} vraagt of je verder wilt gaan met {themes(titles)}."


def from_coordinator(sentence: str) -> str:
    """The sentence that the coordinator added."""
    return f"De coördinator schrijft: {sentence}"


def how_far(done: int, total: int, started: bool) -> str:
    """How far somebody is."""
    if not started:
        return f"Je bent nog niet begonnen. Er zijn {count(total, 'vraag', 'vragen')}."
    return f"Je hebt {done} van de {count(total, 'vraag', 'vragen')} klaar."


def until(deadline: date) -> str:
    """Until when it can be filled in."""
    return f"Invullen kan tot en met {day(deadline)}."


def question_of(number: str, theme: str) -> str:
    """A question that a colleague handed over."""
    return f"vraag {number} van {theme}"


def asked_of_you(number: str) -> str:
    """What a colleague asked."""
    return f"Een collega heeft vraag {number} aan jou doorgegeven."


def lent_answered(name: str, number: str, theme: str) -> str:
    """A colleague answered the question that they were asked."""
    return f"{name} heeft vraag {number} van {theme} beantwoord. Jij had die vraag doorgegeven."


def deadline_changed(theme: str, until_: date) -> str:
    """Another last day."""
    return f"De deadline van {theme} is veranderd. Invullen kan nu tot en met {day(until_)}."


def theme_came(theme: str, owner: bool, until_: date) -> str:
    """Somebody got a theme to fill in."""
    what = f"Je bent nu themahouder van {theme}." if owner else f"Je schrijft nu mee aan {theme}."
    return f"{what} De coördinator heeft dat zo ingesteld. Invullen kan tot en met {day(until_)}."


def theme_left(theme: str, owner: str) -> str:
    """Somebody need not fill in a theme any more."""
    who = f" {owner} is nu themahouder." if owner else ""
    return f"Je hoeft {theme} niet meer in te vullen.{who} Wat je al invulde, blijft bewaard."


def job_done(what: str) -> str:
    """Something that took long is done."""
    return f"Klaar: {what}."


# To the coordinator


def digest_title(round_title: str) -> str:
    """Above the weekly message."""
    return f"{round_title}: zo staat het ervoor"


WHY_DIGEST = "Dit bericht krijg je elke week, zolang de ronde loopt. Liever niet? Typ 'geen herinneringen'."
PAUSED = "De herinneringen van deze ronde staan stil."
ALL_REACHABLE = "Ik kan iedereen bereiken."
REMINDERS = "Herinneringen"


def submitted_lately(titles: Sequence[str]) -> str:
    """What came in since a week."""
    if not titles:
        return "De afgelopen week is er niets ingediend."
    return f"Ingediend in de afgelopen week: {listed(titles)}."


def unreachable(names: Sequence[str]) -> str:
    """Whom the bot cannot write to."""
    return f"Ik kan nog niet schrijven aan {listed(names)}. Vraag of zij mij in Teams één bericht sturen."


def not_arrived(number: int) -> str:
    """Messages that did not arrive, or of which that is not known."""
    return f"{count(number, 'bericht kwam', 'berichten kwamen')} misschien niet aan. Typ 'herinneringen' om te kijken."


def escalation(round_title: str) -> str:
    """Above the themes that need the coordinator."""
    return f"{round_title}: deze thema's lopen achter"


WHY_ESCALATION = "De deadline van deze thema's is dichtbij of voorbij. Neem contact op als dat nodig is."


def worry(owner: str, until_: date, late: bool) -> str:
    """Who answers for a theme, and when its last day is or was."""
    who = f"Themahouder: {owner}." if owner else "Er is nog geen themahouder."
    return f"{who} De deadline {'was' if late else 'is'} {day(until_)}."


def opted_out(name: str) -> str:
    """Somebody wants no nudges."""
    return f"{name} wil geen herinneringen."


def away_until(name: str, moment: datetime) -> str:
    """Somebody is away, or paused the nudges."""
    return f"{name} krijgt geen herinneringen tot {day(moment)}."


def chose(name: str, moment: datetime) -> str:
    """Somebody chose a moment of their own."""
    return f"{name} wil zelf verdergaan op {day(moment)} om {clock(moment)}."
