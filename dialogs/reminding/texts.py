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


def invited(round_title: str, what: str) -> str:
    """Why: the round opened."""
    return f"De ronde {round_title} is open. Jij vult {what} in."


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


def by_hand(name: str, what: str) -> str:
    """Why: the coordinator asked for it."""
    return f"{name} vraagt of je verder wilt gaan met {what}."


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


def deadline_changed(titles: Sequence[str], until_: date) -> str:
    """Another last day, of one theme or several."""
    what = f"deadline van {titles[0]} is" if len(titles) == 1 else f"deadlines van {listed(titles)} zijn"
    return f"De {what} veranderd. Invullen kan nu tot en met {day(until_)}."


def theme_came(theme: str, owner: bool, until_: date) -> str:
    """Somebody got a theme to fill in."""
    what = f"Je bent nu themahouder van {theme}." if owner else f"Je schrijft nu mee aan {theme}."
    return f"{what} De coördinator heeft dat zo ingesteld. Invullen kan tot en met {day(until_)}."


def theme_left(theme: str, owner: str) -> str:
    """Somebody need not fill in a theme any more."""
    who = f" {owner} is nu themahouder." if owner else ""
    return f"Je hoeft {theme} niet meer in te vullen.{who} Wat je al invulde, blijft bewaard."


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
    ask = (
        "deze collega mij in Teams één bericht stuurt"
        if len(names) == 1
        else "zij mij in Teams één bericht sturen"
    )
    return f"Ik kan nog niet schrijven aan {listed(names)}. Vraag of {ask}."


def escalation(round_title: str) -> str:
    """Above the themes that need the coordinator."""
    return f"{round_title}: deze thema's lopen achter"


THESE_ARE_LATE = "Deze thema's zijn nog niet binnen. Hun deadline is dichtbij of voorbij:"
WHY_ESCALATION = "De deadline van deze thema's is dichtbij of voorbij. Neem contact op als dat nodig is."


def worry(owner: str, until_: date, late: bool) -> str:
    """Who answers for a theme, and when its last day is or was."""
    who = f"Themahouder: {owner}." if owner else "Er is nog geen themahouder."
    return f"{who} De deadline {'was' if late else 'is'} {day(until_)}."


# Somebody's own wish

NUDGES_ON = "Je krijgt weer herinneringen."
NUDGES_OFF = "Je krijgt geen herinneringen meer. Berichten van collega's krijg je nog wel. De coördinator ziet dit. Typ 'wel herinneringen' om ze weer aan te zetten."
REMINDERS_ON = "Wel herinneringen"
UNTIL_WHEN = "Tot wanneer wil je geen herinneringen?"
UNTIL_HOW = "Typ het zo: geen herinneringen tot, met een datum erachter."


def quiet_until(moment: datetime) -> str:
    """No nudges until a day; it ends by itself."""
    return f"Goed, tot {day(moment)} krijg je geen herinneringen. Daarna vanzelf weer wel. Berichten van collega's krijg je nog wel."


# The coordinator's view

SEND_AGAIN = "Stuur opnieuw"
NUDGE = "Herinner nu"
NUDGE_ANYWAY = "Ja, toch één bericht"
NOT_NOW = "Nee"
PAUSE = "Pauzeer alles"
RESUME = "Hervat"
NEXT_PAGE = "Volgende bladzijde"
PAGE_BEFORE = "Vorige bladzijde"
USE_SENTENCE = "Gebruik deze zin"
CANNOT_REACH = "Nog niet bereikbaar. Vraag of deze collega mij in Teams één bericht stuurt."
NOTHING_TO_DO = "Heeft niets meer te doen"
WANTS_NONE = "Wil geen herinneringen"
NOTHING_COMING = "Niets in de komende twee weken"
NO_OPEN_ROUND = "Er loopt nu geen ronde, dus er gaat niets uit."
WHICH_DAY = "Welke dag bedoel je? Typ bijvoorbeeld: wat gaat er maandag uit?"
PAUSE_HOW = "Of typ 'pauzeer herinneringen'. Dan staan ze stil tot je ze hervat."
RESUMED = "De herinneringen gaan weer uit."
SENTENCE_SAMPLE = "Zo komt het in uitnodigingen en herinneringen aan een deadline te staan:"
SENTENCE_DATA = "In deze zin staan gegevens van een persoon, zoals een telefoonnummer. Zet die er niet in."
SENTENCE_GONE = "Welke zin bedoel je? Typ: zin bij herinneringen, een dubbele punt en je zin."
SENTENCE_LEFT = "Goed, er verandert niets aan de berichten."
SENTENCE_KEPT = "Deze zin staat vanaf nu in de berichten."
SENTENCE_OUT = "Er staat geen zin van jou meer in de berichten."
VIEW_HOW = "Typ bijvoorbeeld: wat gaat er maandag uit? Of: herinner, met een naam. Of: zin bij herinneringen, met je eigen zin."

REASONS = {
    "invitation": "uitnodiging",
    "moment": "zelf gekozen moment",
    "look_again": "nog eens kijken naar een antwoord",
    "deadline": "de deadline komt dichterbij",
    "handed_over": "een doorgegeven vraag",
    "given_back": "een antwoord of een teruggegeven vraag",
    "returned": "een teruggestuurd thema",
    "approved": "een goedgekeurd thema",
    "changed": "een verandering in de ronde",
    "by_hand": "een herinnering van de coördinator",
    "digest": "het weekbericht",
    "escalation": "thema's die achterlopen",
    "job_finished": "een klus die klaar is",
}
STATES = {
    "due": "gaat zo uit",
    "claimed": "gaat zo uit",
    "sending": "wordt verstuurd",
    "sent": "bezorgd",
    "refused": "niet bezorgd",
    "unknown": "het is niet zeker of dit aankwam",
    "expired": "niet meer nodig",
}
BLOCKED = "Teams nam het niet aan. Misschien heeft deze collega mij verwijderd of geblokkeerd. Vraag het na."
NEVER_MET = "Ik kon deze collega nog niet bereiken."
CUT = "De verbinding viel weg. Kijk of je collega het bericht heeft, of stuur het opnieuw."


def reason(key: str) -> str:
    """Why a message goes out, in a few words."""
    return REASONS.get(key, "een bericht")


def last(what: str, when: date, state: str, cause: str) -> str:
    """The last message to somebody, and what became of it."""
    why = {"refused": NEVER_MET if cause == "no_reference" else BLOCKED, "unknown": CUT}.get(state, "")
    return f"Laatste bericht: {what}, {day(when)}, {STATES.get(state, state)}. {why}".strip()


def coming(when: date, what: str) -> str:
    """The next message to somebody."""
    return f"{day(when).capitalize()}: {what}"


def is_quiet(until_: date) -> str:
    """Somebody is away, or paused."""
    return f"Krijgt geen herinneringen tot {day(until_)}"


def chose(moment: datetime) -> str:
    """Somebody chose a moment of their own."""
    return f"Wil zelf verdergaan op {day(moment)} om {clock(moment)}"


def reminders_title(round_title: str, page: int, pages: int) -> str:
    """Above the coordinator's view."""
    return f"{round_title}: herinneringen" + (f", bladzijde {page} van {pages}" if pages > 1 else "")


def sentence_is(sentence: str) -> str:
    """The sentence that goes into the messages."""
    return f"Jouw zin in de berichten: {sentence}"


def sentence_too_long(most: int) -> str:
    """A sentence that does not fit."""
    return f"Deze zin is te lang. Er passen {most} tekens in."


def on_day(when: date, number: int) -> str:
    """What goes out on a day."""
    return f"Op {day(when)} {'gaat' if number == 1 else 'gaan'} {count(number, 'bericht', 'berichten')} uit, als er niets verandert."


def more_messages(number: int) -> str:
    """Below the messages of a day, when they are too many for one card."""
    return f"En nog {count(number, 'bericht', 'berichten')}."


def nothing_on(when: date) -> str:
    """Nothing goes out on a day."""
    return f"Op {day(when)} gaat er niets uit, als er niets verandert."


def paused_now(until_: datetime | None) -> str:
    """The nudges of a round stand still."""
    end = f"tot {day(until_)}. Daarna gaan ze vanzelf verder." if until_ else "tot je ze hervat."
    return f"De herinneringen staan stil {end} Berichten van collega's gaan wel door."


def has_nothing_to_do(name: str) -> str:
    """Somebody need not be reminded."""
    return f"{name} heeft niets meer te doen. Ik stuur geen herinnering."


def nudged_already(name: str) -> str:
    """Somebody was reminded today."""
    return f"{name} kreeg vandaag al een herinnering van de coördinator. Morgen kan het weer."


def wants_quiet(name: str) -> str:
    """Somebody wants no reminders, or is away."""
    return f"{name} wil nu geen herinneringen. Wil je toch één bericht sturen?"


def nudged(name: str, at: datetime | None) -> str:
    """A reminder by hand goes out, now or at a decent hour."""
    if at is None:
        return f"{name} krijgt nu een herinnering, met jouw naam erbij."
    return f"Het is nu geen werktijd. {name} krijgt op {day(at)} om {clock(at)} een herinnering, met jouw naam erbij."


def nothing_to_send_again(name: str) -> str:
    """The last message to somebody arrived, or is on its way."""
    return f"Het laatste bericht aan {name} is bezorgd of gaat zo uit. Er is niets om opnieuw te sturen."


def sending_again(name: str) -> str:
    """The last message to somebody goes out again."""
    return f"Ik stuur het laatste bericht aan {name} opnieuw."


def nobody_called(typed: str) -> str:
    """A name that is of nobody in the round."""
    return f"Ik ken in deze ronde niemand die {typed} heet. Typ 'herinneringen' om de namen te zien."


def which_person(names: str) -> str:
    """A name that is of several."""
    return f"Wie bedoel je: {names}? Typ de hele naam."
