"""Every Dutch sentence of the conversation, at language level B1: short, kind, and it blames nobody.

Constants are sentences without blanks; functions fill in what differs. The names of what can be typed
are those of commands.py; a test keeps the two together.
"""

from collections.abc import Sequence
from datetime import date, datetime

DAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
MONTHS = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)

# Buttons
NEXT = "Volgende"
SAVE = "Bewaar"
LATER = "Later"
SKIP = "Overslaan"
BACK = "Terug"
UNKNOWN = "Weet ik nog niet"
UNDO = "Ongedaan maken"
CHANGE = "Wijzig"
FILL_IN = "Invullen"
REMOVE = "Verwijder"
MORE_FIELDS = "Meer invullen"
ONE_MORE = "Bewaar en nog een"
LIST_DONE = "Bewaar en klaar"
NOTHING_MORE = "Klaar, verder niets"
ALL_QUESTIONS = "Alle vragen"
SUMMARY = "Samenvatting"
EXTRA = "Extra vragen"
SUBMIT = "Indienen"
REOPEN = "Heropenen"
MY_THEMES = "Mijn thema's"
CONTINUE = "Verder"
START = "Beginnen"
STOP = "Stop"
HELP = "Hulp"
KEEP_ANYWAY = "Toch bewaren"
ADJUST = "Aanpassen"
IS_ANSWER = "Dit is mijn antwoord"
IS_QUESTION = "Een vraag over het IVP"
USE_MINE = "Mijn tekst bewaren"
KEEP_THEIRS = "Zo laten"
GOOD_ENOUGH = "Nee, zo is het goed"
NO = "Nee"
NO_REMINDERS = "Geen herinneringen"
ONLY_NOW = "Alleen nu stoppen"
MAKE_INTERNAL = "Alleen intern"
MAKE_OPEN = "Niet intern"
INTERNAL_MARK = "alleen intern"
EXTRA_MARK = "extra vraag, hoeft niet"
OTHER = "Anders, namelijk"
OTHERS = "Anders, namelijk"
OTHERS_HOW = "Meer dan één? Zet er een komma tussen."

# A turn that cannot be done
GUEST = (
    "Je bent hier te gast vanuit een andere organisatie. Invullen kan alleen met een account van de gemeente. "
    "Vraag je contactpersoon bij de gemeente om hulp."
)
NO_ROUND = "Er loopt nu geen ronde voor een nieuw plan. Je krijgt bericht zodra er een begint."
NOTHING_PENDING = "Er staat nu geen vraag open. Typ 'verder' om door te gaan, of 'hulp'."
NOT_UNDERSTOOD = "Dat begrijp ik niet. Typ 'hulp' om te zien wat je hier kunt doen."
SOMETHING_WRONG = (
    "Er ging bij mij iets mis. Wat je typte is niet weg: het staat nog hierboven. Probeer het nog een keer. "
    "Lukt het dan niet? Meld het aan de beheerder."
)
NOTHING_TO_UNDO = "Er is niets meer om ongedaan te maken."
ALREADY_CHANGED = "Dit antwoord is intussen weer veranderd. Ik heb niets teruggedraaid."
UNKNOWN_PLACE = "Die vraag ken ik niet. Typ 'vragen' om alle nummers te zien."
UNKNOWN_ITEM = "Dat staat niet (meer) in de lijst. Dit is de lijst nu."
UNKNOWN_PRESS = "Deze knop ken ik niet. Hier is waar je nu bent."
OLD_CARD = "Die kaart was niet meer de nieuwste. Hier is waar je nu bent."
IS_SUBMITTED = "Dit thema is ingediend. Wil je iets veranderen? Typ dan 'heropen'."
NOT_TEXT = "Ik kan alleen tekst lezen. Typ je antwoord, of gebruik de kaart."
STRANGE_CHARACTERS = (
    "Er zit een teken in dat ik niet kan bewaren. Typ het antwoord opnieuw, of plak alleen de tekst."
)
NOTHING_FILLED_IN = "Er is nog niets ingevuld. Vul iets in, of kies Overslaan."
MESSAGE_TOO_LONG = "Dit bericht is te lang om in één keer te lezen. Stuur het in kleinere stukken."

HELP_TITLE = "Dit kun je hier doen"
THEMES_TITLE = "Je thema's"
CHOOSE_THEME = "Je hebt meer dan één thema. Met welk thema wil je verder?"
QUESTIONS_TITLE = "Alle vragen"
QUESTIONS_INTRO = (
    "Dit zijn alle vragen, zodat je er vooraf over kunt nadenken. Je antwoordt pas als je verdergaat."
)
STOPPED = "Goed, je stopt nu. Alles wat je hebt ingevuld is bewaard. Typ 'verder' om later door te gaan."
STOP_WHICH = "Waar wil je mee stoppen?"
NUDGES_OFF = "Je krijgt geen herinneringen meer. De coördinator kan dat zien. Typ 'wel herinneringen' om ze weer aan te zetten."
NUDGES_ON = "Je krijgt weer herinneringen."
WHO_OR_WHEN = "Wie weet dit wel? Of wanneer kijk je er nog eens naar?"
WHO_HELP = "Noem een collega, een functie of een moment, bijvoorbeeld 'volgende week'. Weet je dat ook niet? Kies Overslaan."
RATE_HELP = "Geef het aan bij elke regel. Weet je het niet? Laat het dan open."
ADD_MORE = "Wil je er nog iets bij zetten?"
ADD_HINT = "Wat je typt, zet ik erbij."
FIRST_MET = "Dit antwoord is nog niet bewaard. Je had de vraag hieronder nog niet gezien. Is dit je antwoord op deze vraag?"
CHANGED_MEANWHILE = "De vraag die je zag is er niet meer, of is veranderd. Je tekst is nog niet bewaard."
DOUBT = "Is dit je antwoord, of een vraag over het IVP?"
REPEAT = "Deze vraag stond nog open."
NO_PLAN_YET = "Ik kan nog niet in het IVP zoeken. De beheerder moet eerst een plan toevoegen."
LIST_HAS = "Dit staat er al:"
TYPE_DONE = "Is de lijst af? Typ 'klaar'."
SUBMITTED_STATE = "Ingediend"
RETURNED_STATE = "Teruggekregen met een vraag"
APPROVED_STATE = "Goedgekeurd"
NOT_STARTED_STATE = "Nog niet begonnen"
SKIPPED_ANSWER = "Overgeslagen"
EMPTY_ANSWER = "Nog niet ingevuld"
UNKNOWN_ANSWER = "Nog niet bekend"
NONE_ANSWER = "Geen"
REOPENED = "Het thema is weer open. Je kunt alles wijzigen. Vergeet niet om het daarna weer in te dienen."
REOPEN_SURE = "Wil je dit thema weer openen? De coördinator ziet dan dat je er nog aan werkt."
NOT_SUBMITTED = "Dit thema is nog niet ingediend. Je kunt gewoon verder met invullen."
REOPEN_YES = "Ja, weer openen"
MAX_TYPED_SHOWN = 80


def short(text: str, most: int = MAX_TYPED_SHOWN) -> str:
    """`text` on one line, cut with an ellipsis after `most` characters."""
    line = " ".join(text.split())
    return line if len(line) <= most else line[: most - 1].rstrip() + "…"


def day(moment: date | datetime) -> str:
    """A date in full: "vrijdag 29 januari 2027"."""
    return f"{DAYS[moment.weekday()]} {moment.day} {MONTHS[moment.month - 1]} {moment.year}"


def listed(names: Sequence[str], word: str = "en") -> str:
    """Names in a row: "a, b en c"."""
    if len(names) < 2:
        return "".join(names)
    return f"{', '.join(names[:-1])} {word} {names[-1]}"


def count(number: int, one: str, many: str) -> str:
    """A number with its noun: "1 vraag", "2 vragen"."""
    return f"{number} {one if number == 1 else many}"


def welcome(round_title: str, themes: Sequence[str], minutes: int, deadline: date) -> tuple[str, ...]:
    """The first words to somebody with a theme in an open round."""
    which = "het thema" if len(themes) == 1 else "de thema's"
    return (
        f"Welkom. Ik help je bij het invullen van {which} {listed(themes)} voor het {round_title}.",
        f"Per thema kost dat ongeveer {minutes} minuten. Het mag in stukjes, wanneer het jou past. "
        f"Invullen kan tot en met {day(deadline)}.",
        "Je kunt me ook altijd vragen wat er in het huidige plan staat.",
    )


def welcome_coordinator(round_title: str) -> tuple[str, ...]:
    """The first words to a coordinator who fills in no theme."""
    return (
        f"Welkom. Jij coördineert de ronde {round_title}. Collega's vullen hier hun thema's in.",
        "Je kunt me ook vragen wat er in het plan staat, bijvoorbeeld: wat zegt het IVP over woonoverlast?",
    )


def no_theme(coordinators: Sequence[str]) -> str:
    """Somebody has no theme to fill in; who can help."""
    who = listed(coordinators, "of")
    return f"Je staat niet bij een thema om in te vullen. Klopt dat niet? Vraag het aan {who or 'de coördinator'}."


def address_taken(coordinators: Sequence[str]) -> str:
    """The address of a theme was bound to another account before."""
    return (
        "Jouw adres staat bij een thema, maar hoorde eerst bij een ander account. Voor de zekerheid laat ik het "
        f"thema niet zien. Vraag {listed(coordinators, 'of')} om het opnieuw aan je te geven."
    )


def refusal(action: str, coordinators: Sequence[str]) -> str:
    """Why somebody may not do this, and who can help."""
    reasons = {
        "fill_in": "Dit thema is van een collega. Alleen de themahouder en de meeschrijvers vullen het in.",
        "submit": "Alleen de themahouder en de meeschrijvers kunnen dit thema indienen.",
        "reopen": "Alleen de themahouder, de meeschrijvers en de coördinator kunnen dit thema heropenen.",
        "see_overview": "Het overzicht is er alleen voor de coördinator.",
    }
    return f"{reasons[action]} Vraag {listed(coordinators, 'of')} om hulp."


def not_open_yet(opens: date) -> str:
    """The round has not begun."""
    return f"De ronde begint op {day(opens)}. Vanaf dan kun je invullen. Typ 'vragen' om alvast te lezen wat er komt."


def intro(count_: int, minutes: int, theme: str, deadline: date, readers: Sequence[str]) -> str:
    """What starts an intake when the format has no introduction of its own."""
    return (
        f"Je krijgt {count_} vragen over {theme}. Dat kost ongeveer {minutes} minuten. "
        f"Invullen kan tot en met {day(deadline)}. Wat je invult, gaat naar {listed(readers)}."
    )


WOO = "Iemand kan deze antwoorden opvragen via de Wet open overheid (Woo)."


def saved(number: str, shown: str) -> str:
    """What was saved, at which question."""
    return f"Bewaard bij vraag {number}: {short(shown)}" if number else f"Bewaard: {short(shown)}"


def saved_item(number: str, shown: str) -> str:
    """An item was added to a list or changed."""
    return f"Bewaard in de lijst van vraag {number}: {short(shown)}"


def saved_named(number: str, names: Sequence[str]) -> str:
    """Several items were added at once, by their names."""
    return f"Bewaard bij vraag {number}: {short(listed(names))}"


def saved_items(number: str, how_many: int) -> str:
    """Several items were added at once."""
    return f"Bewaard bij vraag {number}: {count(how_many, 'regel', 'regels')}."


def list_closed(number: str, how_many: int) -> str:
    """A list is finished."""
    if not how_many:
        return f"Bewaard bij vraag {number}: geen."
    return f"Bewaard: de lijst bij vraag {number} is af, met {count(how_many, 'regel', 'regels')}."


def removed(number: str, shown: str) -> str:
    """An item was taken from a list."""
    return f"Verwijderd uit de lijst van vraag {number}: {short(shown)}"


def skipped(number: str) -> str:
    """A question was skipped."""
    return f"Vraag {number} is overgeslagen. Je kunt er altijd naar terug met 'wijzig {number}'."


def kept(number: str) -> str:
    """A question was skipped that has an answer already."""
    return f"Je antwoord bij vraag {number} blijft zoals het was."


def unknown_saved(number: str) -> str:
    """Nobody knows yet, and that was noted."""
    return f"Genoteerd: het antwoord op vraag {number} weet je nog niet."


def unknown_who(number: str, who: str) -> str:
    """Who knows, or when to look again, was noted."""
    return f"Bewaard bij vraag {number}: nog niet bekend, {short(who)}."


def who_shown(who: str) -> str:
    """Who could answer."""
    return f"vraag het aan {who}"


def when_shown(when: str) -> str:
    """When to look again."""
    return f"kijk opnieuw op {when}"


def undone(number: str) -> str:
    """The last save was taken back."""
    return f"Teruggedraaid: vraag {number} is weer zoals ervoor."


def asked_was(question: str) -> str:
    """Which question it is about, when somebody else may know the answer."""
    return f"Het gaat over de vraag: {question}"


def next_field(label: str) -> str:
    """An item is half typed: what comes now."""
    return f"Genoteerd. Nu nog: {label}"


def type_field(label: str) -> str:
    """How to answer one field by typing."""
    return f"Typ je antwoord op: {label}"


def too_few(at_least: int) -> str:
    """A list cannot be closed yet."""
    return f"Deze lijst heeft minstens {count(at_least, 'regel', 'regels')} nodig. Vul iets in, of kies Overslaan."


def too_many(most: int) -> str:
    """A list is full."""
    return f"Er passen {most} regels in deze lijst. Haal er eerst een weg, of typ 'klaar'."


def needed(label: str) -> str:
    """A field of an item is missing."""
    return f"Vul ook in: {label}"


def personal_data(kinds: Sequence[str]) -> str:
    """Something in the text looks like personal data."""
    return (
        f"Nog niet bewaard. In je antwoord staat iets dat lijkt op {listed(kinds)}. Haal dat weg als het over een "
        "persoon gaat. Is het geen gegeven van een persoon? Kies dan 'Toch bewaren'."
    )


def conflict(theirs: str) -> str:
    """Somebody else saved an answer to the same question meanwhile."""
    return (
        f"Nog niet bewaard. Een collega heeft dit antwoord intussen veranderd. Er staat nu: '{short(theirs, 300)}'. "
        "Welke tekst moet blijven?"
    )


def conflict_own(theirs: str) -> str:
    """The same person saved another answer to the question since this card was shown."""
    return (
        f"Nog niet bewaard. Je hebt dit antwoord intussen zelf al veranderd. Er staat nu: '{short(theirs, 300)}'. "
        "Welke tekst moet blijven?"
    )


def old_card(number: str) -> str:
    """A card that is out of date held text."""
    return f"Die kaart was niet meer de nieuwste. Wat je typte is nog niet bewaard. Wil je het bewaren bij vraag {number}?"


def not_saved(text: str) -> str:
    """What stays of a card whose text was not saved in the end, so that it can be copied."""
    return f"Dit is niet bewaard:\n{text}"


def finished(theme: str, skipped_: Sequence[str]) -> tuple[str, ...]:
    """All main questions came by."""
    first = f"Alle vragen over {theme} zijn langsgekomen. Bekijk de samenvatting en dien het thema daarna in."
    if not skipped_:
        return (first,)
    return (first, f"Je sloeg over: vraag {listed(skipped_)}.")


def theme_state(done: int, total: int) -> str:
    """How far a theme is."""
    return f"{done} van {total} klaar"


def missing(numbers: Sequence[str]) -> str:
    """Why a theme cannot be submitted yet."""
    return (
        f"Indienen kan nog niet. {'Deze vraag is' if len(numbers) == 1 else 'Deze vragen zijn'} nog nodig. "
        "Weet je het niet? Typ bij de vraag 'weet ik nog niet', en zeg wie het wel weet."
    )


def submit_sure(theme: str, internal: int) -> tuple[str, ...]:
    """The last question before submitting."""
    words = [f"Wil je {theme} indienen? De coördinator ziet dan dat het af is."]
    if internal:
        words.append(f"{count(internal, 'antwoord is', 'antwoorden zijn')} alleen voor intern overleg.")
    return tuple(words)


def submitted(theme: str, coordinators: Sequence[str]) -> tuple[str, ...]:
    """A theme was submitted."""
    return (
        f"Dank je wel. {theme} is ingediend.",
        f"Het gaat nu naar {listed(coordinators)}. Je krijgt bericht als er nog iets nodig is. "
        "Wil je toch iets veranderen? Typ 'heropen'.",
    )


def made_internal(number: str, internal: bool) -> str:
    """An answer changed between internal and open."""
    if internal:
        return f"Vraag {number} is nu alleen voor intern overleg. Het kan wel onder de Woo vallen."
    return f"Vraag {number} mag nu in het concept."


def later_said(when: str) -> str:
    """A chosen moment, repeated."""
    return f"Goed, dan kom ik terug op {when}. Alles wat je hebt ingevuld is bewaard."


def after_deadline(deadline: date) -> str:
    """The chosen moment lies after the deadline."""
    return f"Let op: dat is na de deadline van {day(deadline)}."


LATER_WHEN = (
    "Wanneer zal ik terugkomen? Kies een moment, of typ er een. Bijvoorbeeld: later vrijdag half drie."
)

INTERNAL_CHOICE = "Alleen voor intern overleg (komt niet in het concept)"
PICK_HINT = "Typ ze achter elkaar, met een komma ertussen. Bijvoorbeeld: politie (goed), jongerenwerk."
ITEM_HINT = "Typ wat je wilt toevoegen. Typ 'klaar' als de lijst af is."
ITEM_CHANGE_HINT = "Typ hoe deze regel moet worden."
CHOICE_HINT = "Typ het nummer of de woorden van je keuze."
CHOICES_HINT = "Typ de nummers of de woorden van je keuzes, met een komma ertussen."
PAIR_HINT = "Typ de twee getallen achter elkaar, bijvoorbeeld: 2 en 3,5."
ASK_PLAN_TITLE = "Vragen over het IVP"
ASK_PLAN_EXAMPLE = "Stel gewoon je vraag, bijvoorbeeld: wat zegt het IVP over woonoverlast?"


def options(labels: Sequence[str]) -> str:
    """The options of a question, in the list of all questions."""
    return f"Je kiest uit: {' · '.join(labels)}"


def fields(labels: Sequence[str]) -> str:
    """The fields of a list, in the list of all questions."""
    return f"Per regel vragen we: {' · '.join(labels)}"


def your_answer(shown: str) -> str:
    """An answer that was given, in the list of all questions."""
    return f"Jouw antwoord: {shown}"


GOES_ON_BELOW = "Het gesprek gaat hieronder verder."
KEPT_FOR_LATER = (
    "Goed. Alles blijft bewaard, en het thema is nog niet ingediend. Typ 'indienen' als het af is."
)


def paragraphs(*said: str) -> str:
    """Several sentences as paragraphs; empty ones left out."""
    return "\n\n".join(one for one in said if one)


def internal_how(said: str) -> str:
    """How to mark an answer as internal."""
    return f"{said} Typ 'intern 3' om antwoord 3 intern te maken, of 'niet intern 3' voor het omgekeerde."


def nothing_there(number: str) -> str:
    """A question has no answer to mark."""
    return f"Bij vraag {number} staat nog geen antwoord."


DATA_KINDS = {
    "bsn": "een burgerservicenummer",
    "phone": "een telefoonnummer",
    "email": "een e-mailadres",
    "address": "een adres",
}


def closed_card(number: str, question: str, answer: str) -> str:
    """What stays of a card that was answered."""
    return f"{number}. {question}\n{answer}"


def needed_for(item: str, labels: Sequence[str]) -> str:
    """One of several typed items lacks a field."""
    return f"Nog niet bewaard. Bij '{short(item)}' hoort ook: {listed(labels)} Zet dat erachter, na een puntkomma."


SAVE_ANYWAY = "Toch bewaren"
DO_NOT_SAVE = "Niet bewaren"
ADJUST_HOW = "Pas de tekst aan en kies Volgende, of typ je antwoord opnieuw."
NOT_YOURS = "Dit thema hoort niet bij jou. Typ 'thema's' om te zien wat je kunt invullen."


def moment_said(moment: datetime) -> str:
    """A moment in full: "dinsdag 1 december 2026 om 13.00 uur"."""
    return f"{day(moment)} om {moment.hour}.{moment:%M} uur"


ROLE_COORDINATOR = "coördinator"
ROLE_AUTHOR = "vult een thema in"
ROLE_COLLEAGUE = "collega zonder thema"
QUESTION_TOO_LONG = "Je vraag is erg lang. Stel hem in één of twee zinnen."
PLAN_SAYS = "Dit staat in het plan"
NOT_IN_PLAN = "Dat staat niet in het IVP."
IS_CONCEPT = "Let op: dit plan is nog een concept."
USEFUL = "👍 Nuttig"
NOT_USEFUL = "👎 Niet nuttig"
MORE = "Meer hierover"
MORE_IN_PLAN = "Er staat nog meer over in het plan zelf. Dit is het begin:"
SECTION_GONE = "Dat stuk staat niet meer in het plan. Stel je vraag opnieuw."
THANKS_USEFUL = "Fijn, dank je."
THANKS_NOT_USEFUL = "Dank je. De coördinator ziet de vraag, zonder je naam."


def source(plan: str, where: Sequence[str], page: str | int | None) -> str:
    """Where a quote stands: "IVP 2023-2026, 4 Wonen › 4.2 Woonoverlast, bladzijde 29"."""
    place = [section(where)] if where else []
    return ", ".join([plan, *place, *([f"bladzijde {page}"] if page else [])])


def section(where: Sequence[str]) -> str:
    """The name of a section, with the one above it."""
    return " › ".join(where[-2:])


def unquoted(text: str, where: str) -> str:
    """What the plan says in a table or over two pages: told, not quoted."""
    return f"In het plan staat ook: {short(text, 300)} ({where})"


def explained(short_form: str, full: str) -> str:
    """What an abbreviation stands for, in the words of the plan."""
    return f"{short_form} betekent: {full}."


def understood(corrected: Sequence[tuple[str, str]]) -> str:
    """Typing errors that were read as other words."""
    return " ".join(f"Ik las '{typed}' als '{meant}'." for typed, meant in corrected)


def did_you_mean(words: Sequence[str]) -> str:
    """Words of the plan that come near."""
    quoted = [f"'{one}'" for one in words]
    return f"Bedoelde je {listed(quoted, 'of')}?"


def nearest(titles: Sequence[str]) -> str:
    """Sections that come nearest to a question without an answer."""
    return f"Dit komt er het dichtst bij: {listed(list(titles))}."


def unanswered(missing_: Sequence[str], not_useful: Sequence[str]) -> tuple[str, ...]:
    """The coordinator's list of plan questions that had no good answer."""
    if not missing_ and not not_useful:
        return ("Er zijn geen vragen zonder goed antwoord.",)
    said = []
    if missing_:
        said.append(f"Gevraagd, maar niet gevonden in het plan:\n{_lines(missing_)}")
    if not_useful:
        said.append(f"Beantwoord, maar niet nuttig gevonden:\n{_lines(not_useful)}")
    return tuple(said)


def _lines(questions: Sequence[str], most: int = 25) -> str:
    shown = [f"- {short(one, 120)}" for one in questions[:most]]
    return "\n".join([*shown, *([f"- en nog {len(questions) - most}"] if len(questions) > most else [])])


def came_back(theme: str, done: int, total: int, deadline: date) -> tuple[str, ...]:
    """The moment that somebody chose has come: why this message, and what to do."""
    return (
        f"Je vroeg me om nu terug te komen. Zullen we verdergaan met {theme}?",
        f"Je hebt {done} van de {total} vragen klaar. Invullen kan tot en met {day(deadline)}.",
        "Komt het nu niet uit? Typ 'later' en kies een ander moment.",
    )
