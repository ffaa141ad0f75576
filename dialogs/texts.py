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
CONTINUE = "Verder"
IN_WORD = "In Word invullen"
EXPORT = "Als bestand"
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
HAND_OVER = "Doorgeven"
TAKE_BACK = "Terugnemen"
GIVE_BACK = "Teruggeven"
NOT_AFTER_ALL = "Toch niet"
ANSWER_IT = "Bekijk de vraag"
THEME_YES = "Ja, graag"
STILL_RIGHT = "Klopt"
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
NO_ROUND_YET = "Er loopt nu geen ronde. Jij kunt er een klaarzetten."
NO_ROUND = "Er loopt nu geen ronde voor een nieuw plan. Je krijgt bericht zodra er een begint."
NOTHING_PENDING = "Er staat nu geen vraag open. Typ 'verder' om door te gaan, of 'hulp'."
NO_QUESTION_OPEN = (
    "Er staat nu geen vraag open. Ik heb je tekst niet bewaard. Typ 'verder' voor de volgende vraag."
)
NOT_UNDERSTOOD = "Dat begrijp ik niet. Typ 'hulp' om te zien wat je hier kunt doen."
NOTHING_TO_UNDO = "Er is niets meer om ongedaan te maken."
ALREADY_CHANGED = "Dit antwoord is intussen weer veranderd. Ik heb niets teruggedraaid."
UNKNOWN_PLACE = "Die vraag ken ik niet. Typ 'vragen' om alle nummers te zien."
UNKNOWN_ITEM = "Dat staat niet (meer) in de lijst. Dit is de lijst nu."
LIST_CHANGED = "Deze lijst is intussen veranderd. Er is niets weggehaald. Kijk nog even, en kies opnieuw."
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
HELP_MORE_AUTHOR = (
    "Liever in Word? Typ 'formulier'. Ook handig: 'later', 'doorgeven', 'kopie als bestand' en "
    "'geen herinneringen'."
)
HELP_MORE_COORDINATOR = (
    "Typ ook: 'herinneringen', 'exporteer', 'open vragen' of 'nieuwe ronde'. "
    "Een plan erbij? Stuur het bestand, of typ 'plannen'."
)
HELP_MORE_COLLEAGUE = "Typ 'plannen' om te zien uit welke plannen ik antwoord."
THEMES_TITLE = "Je thema's"
CHOOSE_THEME = "Je hebt meer dan één thema. Met welk thema wil je verder?"
QUESTIONS_INTRO = (
    "Dit zijn alle vragen, zodat je er vooraf over kunt nadenken. Je antwoordt pas als je verdergaat."
)
STOPPED = "Goed, je stopt nu. Alles wat je hebt ingevuld is bewaard. Typ 'verder' om later door te gaan."
STOP_WHICH = "Waar wil je mee stoppen?"
WHO_OR_WHEN = "Wie weet dit wel? Of wanneer kijk je er nog eens naar?"
WHO_HELP = "Noem een collega, een functie of een moment, bijvoorbeeld 'volgende week'. Weet je dat ook niet? Kies Overslaan."
RATE_HELP = "Geef het aan bij elke regel. Weet je het niet? Laat het dan open."
ADD_MORE = "Wil je er nog iets bij zetten?"
ADD_HINT = "Wat je typt, zet ik erbij."
FIRST_MET = "Dit antwoord is nog niet bewaard. Je had de vraag hieronder nog niet gezien. Is dit je antwoord op deze vraag?"
CHANGED_MEANWHILE = "De vraag die je zag is er niet meer, of is veranderd. Je tekst is nog niet bewaard."
DOUBT = "Is dit je antwoord, of een vraag over het IVP?"
REPEAT = "Deze vraag stond nog open."
NO_PLAN_YET = "Ik kan nog niet in het IVP zoeken. De coördinator moet eerst een plan toevoegen."
ADD_A_PLAN = "Heb je het plan als bestand? Stuur het mij, dan kan ik eruit antwoorden."
ADD_PLANS = "Heb je nog een plan als bestand? Stuur het mij, dan kan ik vergelijken."
NO_PLAN_FOR_COORDINATOR = f"Ik kan nog niet in het IVP zoeken, want ik heb nog geen plan. {ADD_A_PLAN}"
SUBMITTED_STATE = "Ingediend"
RETURNED_STATE = "Teruggekregen met een vraag"
APPROVED_STATE = "Goedgekeurd"
NOT_STARTED_STATE = "Nog niet begonnen"
SKIPPED_ANSWER = "Overgeslagen"
EMPTY_ANSWER = "Nog niet ingevuld"
UNKNOWN_ANSWER = "Nog niet bekend"
NONE_ANSWER = "Geen"
FORM_WAITS = (
    "Let op: je stuurde een Word-formulier terug. Daarover heb je nog niet alles beslist. "
    "Typ 'nee' en dan 'per vraag kiezen' om dat eerst te doen."
)
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


def welcome(
    round_title: str, themes: Sequence[str], minutes: int, deadline: date, opens: date | None = None
) -> tuple[str, ...]:
    """The first words to somebody with a theme; `opens` when the round has not begun."""
    when = f"van {day(opens)} tot en met {day(deadline)}" if opens else f"tot en met {day(deadline)}"
    which = "het thema" if len(themes) == 1 else "de thema's"
    return (
        f"Welkom. Ik help je bij het invullen van {which} {listed(themes)} voor het {round_title}.",
        f"Per thema kost dat ongeveer {minutes} minuten. Het mag in stukjes, wanneer het jou past. "
        f"Invullen kan {when}.",
        "Je kunt me ook altijd vragen wat er in het huidige plan staat.",
    )


def welcome_coordinator(round_title: str) -> tuple[str, ...]:
    """The first words to a coordinator who fills in no theme."""
    return (
        f"Welkom. Jij coördineert de ronde {round_title}. Collega's vullen hier hun thema's in.",
        "Je kunt me ook vragen wat er in het plan staat, bijvoorbeeld: wat zegt het IVP over woonoverlast?",
    )


def coordinates_too(round_title: str) -> str:
    """Under the welcome of somebody with a theme who also coordinates the round."""
    return (
        f"Jij coördineert ook de ronde {round_title}. Typ 'overzicht' om te zien hoe ver alle thema's zijn."
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
        "see_round": "De gegevens van de ronde zijn er alleen voor de coördinator.",
        "review": "Alleen de coördinator kan de antwoorden van alle thema's bekijken.",
        "send_back": "Alleen de coördinator kan een thema terugsturen.",
        "approve": "Alleen de coördinator kan een thema goedkeuren.",
        "teach": "Alleen de coördinator ziet de open vragen, en kan mij woorden en antwoorden leren.",
        "keep_plans": "Alleen de coördinator kan een plan toevoegen, vaststellen of weghalen.",
        "see_reminders": "Wie welke herinnering krijgt, ziet alleen de coördinator.",
        "steer_reminders": "Alleen de coördinator regelt de herinneringen van een ronde.",
        "change_round": "Alleen de coördinator kan de ronde veranderen.",
        "set_up_round": "Een nieuwe ronde klaarzetten kan alleen een coördinator.",
        "export": "Alleen de coördinator kan alle antwoorden als bestand krijgen.",
    }
    return f"{reasons[action]} Vraag {listed(coordinators, 'of')} om hulp."


def not_open_yet(opens: date) -> str:
    """The round has not begun."""
    return f"De ronde begint op {day(opens)}. Vanaf dan kun je invullen. Typ 'vragen' om alvast te lezen wat er komt."


def begins_on(opens: date) -> str:
    """How a theme of a round that has not begun stands."""
    return f"Begint op {day(opens)}"


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


def answered_meanwhile(theirs: str) -> str:
    """Somebody else answered a question that was to be skipped, or is not known yet."""
    return f"Een collega heeft deze vraag intussen beantwoord. Er staat nu: '{short(theirs, 300)}'. Ik heb niets veranderd."


def conflict_own(theirs: str) -> str:
    """The same person saved another answer to the question since this card was shown."""
    return (
        f"Nog niet bewaard. Je hebt dit antwoord intussen zelf al veranderd. Er staat nu: '{short(theirs, 300)}'. "
        "Welke tekst moet blijven?"
    )


def saved_now(answer: str) -> str:
    """What is saved at a question whose card shows something else."""
    return f"Nu is bewaard: {short(answer, 300)}"


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
ABOUT_WHAT = (
    "Waar wil je iets over weten? Noem een onderwerp, bijvoorbeeld: wat zegt het IVP over woonoverlast?"
)
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


OUTSIDE_PERSONAL_CHAT = (
    "Hier beantwoord ik alleen vragen over het IVP. Invullen doe je in je eigen chat met mij."
)
SEARCH_HINT = "Typ een woord of een vraag. Ik zoek in het IVP vanaf drie letters."
NOTHING_FOUND = "Dat staat niet in het IVP. Probeer een ander woord."
UNKNOWN_SEARCHER = (
    "Ik kan nu niet zien wie je bent. Open eerst een keer je eigen chat met mij. Zoek daarna opnieuw."
)
SEARCH_FAILED = "Zoeken lukt nu even niet. Probeer het zo nog eens."


def found_at(where: Sequence[str], page: str | int | None) -> str:
    """Where a passage stands within its plan: "4 Wonen › 4.2 Woonoverlast, bladzijde 29"."""
    return ", ".join([*([section(where)] if where else []), *([f"bladzijde {page}"] if page else [])])


def source(plan: str, where: Sequence[str], page: str | int | None) -> str:
    """Where a quote stands: "IVP 2023-2026, 4 Wonen › 4.2 Woonoverlast, bladzijde 29"."""
    return ", ".join(filter(None, (plan, found_at(where, page))))


def section(where: Sequence[str]) -> str:
    """The name of a section, with the one above it."""
    return " › ".join(where[-2:])


COMPARE_WHAT = "Welk onderwerp wil je vergelijken? Typ bijvoorbeeld: vergelijk woonoverlast."
COMPARE_IN_OWN_CHAT = "Twee plannen vergelijken doe ik in je eigen chat met mij. Typ daar dezelfde vraag."
IN_NEITHER_PLAN = "Dat staat in geen van beide plannen."
NO_WORDS_OF_THEIR_OWN = "Ik vond in deze zinnen geen opvallend woord dat maar in één van de plannen staat."


def comparison(subject: str) -> str:
    """The title of a comparison."""
    return f"Vergeleken: {short(subject)}"


def not_two_plans(periods: Sequence[str], missing: str) -> tuple[str, ...]:
    """Why there is nothing to compare."""
    if not periods:
        return ("Ik kan nog niet vergelijken. Daar zijn twee vastgestelde plannen voor nodig.",)
    there = f"Ik ken {_plans_of(periods)}."
    if missing:
        return (f"Een plan voor {missing} heb ik niet. {there}",)
    return (f"Om te vergelijken heb ik twee vastgestelde plannen nodig. {there}",)


def _plans_of(periods: Sequence[str]) -> str:
    one = "alleen het plan" if len(periods) == 1 else "de plannen"
    return f"{one} {' en '.join(filter(None, [', '.join(periods[:-1]), periods[-1]]))}"


def nothing_in(period: str, nearest_titles: Sequence[str]) -> str:
    """One of the plans says nothing on the subject."""
    near = f" Het dichtst in de buurt komt: {'; '.join(nearest_titles)}." if nearest_titles else ""
    return f"In het plan {period} vind ik hier niets over.{near}"


def plan_of(period: str) -> str:
    """Above the sentences of one of two plans."""
    return f"Plan {period}"


def only_in(period: str, words: Sequence[str]) -> str:
    """The words of the quotes of one plan that stand nowhere in the other."""
    return f"Alleen in {period}: {', '.join(words)}."


def period_is_concept(period: str) -> str:
    """One of the plans is not adopted yet."""
    return f"Let op: het plan {period} is nog een concept."


def ask_period(period: str, subject: str) -> str:
    """The question for one of the plans."""
    return f"wat zegt het IVP {period} over {subject}?"


def more_of(period: str) -> str:
    """The button to one of the plans."""
    return f"Alleen {period}"


def unquoted(text: str, where: str) -> str:
    """What the plan says in a table or over two pages: told, not quoted."""
    return f"In het plan staat: {short(text, 300)} ({where})"


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


A_COLLEAGUE = "een collega"
COLLEAGUE = "Collega"
HAND_TO_WHOM = "Aan wie wil je deze vraag doorgeven?"
HAND_HINT = "Typ de naam van een collega uit deze ronde."
CHOOSE_SOMEBODY = "Kies eerst een collega."
IS_YOURS = "Deze vraag is niet doorgegeven. Je kunt hem gewoon zelf beantwoorden."
LENT_NOT_ON = "Deze vraag is aan jou doorgegeven. Past hij niet bij jou? Geef hem terug met 'teruggeven'."
LENT_ONLY_THIS = "Alleen deze vraag is aan jou doorgegeven. Weet je het niet? Typ 'teruggeven'."
LENT_TITLE = "Deze vragen zijn aan jou doorgegeven"
LENT_ANSWERED = "Beantwoord"
LENT_HOW = "Je ziet alleen deze vraag. Past hij niet bij jou? Dan geef je hem terug."
LENT_DONE = "Dank je wel. Je collega krijgt bericht. Je kunt je antwoord nog veranderen."
LENT_SUBMITTED = "Dit thema is al ingediend. Deze vraag kun je nu niet meer beantwoorden."
LENT_NOT_NOW = "Deze vraag is nu niet nodig. Je hoeft niets te doen."
NOTHING_LENT = "Er is nu geen vraag aan jou doorgegeven."
NOT_LENT = "Deze vraag is niet aan jou doorgegeven. Je kunt hem overslaan."
QUESTION_NOT_YOURS = "Deze vraag is niet meer voor jou. Wat je typte is niet bewaard."
QUESTION_NOT_YOURS_NOW = "Deze vraag is niet meer voor jou. Je hoeft niets te doen."
GIVE_BACK_ASK = "Wil je er iets bij zeggen?"
GIVE_BACK_HELP = "Dat hoeft niet. Je collega leest het."
REMARK_DATA = "Hier lijken gegevens van een persoon in te staan. Haal die eerst weg."
REMARK_TOO_LONG = "Dit is te lang. Maak het korter dan 500 tekens."


def person(name: str, address: str) -> str:
    """Somebody in a list of people to choose from."""
    return f"{name} ({address})" if address else name


def with_whom(name: str) -> str:
    """A question is with a colleague."""
    return f"bij {name}"


def unknown_colleague(typed: str) -> str:
    """A typed name is nobody's in this round."""
    return f"'{short(typed, 60)}' ken ik niet in deze ronde. Kies een collega, of typ het hele adres."


def which_colleague(people: Sequence[str]) -> str:
    """A typed name can be of several people."""
    return f"Wie bedoel je: {listed(people, 'of')}? Kies, of typ het adres."


def handed_over(number: str, name: str) -> str:
    """A question was handed to a colleague."""
    return f"Vraag {number} is doorgegeven aan {name}."


def taken_back(number: str) -> str:
    """The owner took a question back."""
    return f"Vraag {number} is weer van jou."


def no_guest(name: str) -> str:
    """Guests cannot be asked."""
    return f"{name} is hier te gast vanuit een andere organisatie. Kies een collega van de gemeente."


def no_address(name: str) -> str:
    """A co-author is named by address, and that of this person is not known."""
    return f"Van {name} ken ik het adres niet. Vraag de coördinator om deze collega bij het thema te zetten."


def author_already(name: str, theme: str) -> str:
    """The colleague fills in this theme already."""
    return f"{name} vult {theme} al mee in."


def not_delivered(name: str) -> str:
    """The message to a colleague did not arrive."""
    return f"Mijn bericht aan {name} kwam niet aan. Vertel het zelf even."


def no_bot(name: str, link: str) -> str:
    """A colleague cannot be written to, because they do not have the bot yet."""
    who = name or "Deze collega"
    how = f"Stuur deze link door: {link}" if link else "Vraag of je collega deze app in Teams opent."
    return f"{who} heeft de bot nog niet. {how}"


def no_bot_coordinator(asker: str, name: str, link: str) -> str:
    """The coordinator learns that somebody who is needed does not have the bot."""
    who = name or "een collega"
    return f"{asker} wil een vraag doorgeven aan {who}. {no_bot(name, link)}"


def theme_sure(name: str, theme: str) -> str:
    """Before a colleague becomes co-author."""
    return f"Wil je dat {name} het hele thema {theme} mee invult? Jullie zien dan elkaars antwoorden."


def theme_handed(name: str, theme: str) -> str:
    """A colleague became co-author."""
    return f"{name} vult {theme} nu mee in. Jij blijft er ook bij."


def theme_for_you(name: str, theme: str, deadline: date) -> tuple[str, ...]:
    """The first words to a new co-author."""
    return (
        f"{name} vraagt je om het thema {theme} mee in te vullen.",
        f"Dat kan tot en met {day(deadline)}. Het mag in stukjes.",
    )


def lent_by(name: str, theme: str, number: str) -> str:
    """Who asks, and about what."""
    return f"{name} vraagt jouw hulp bij het thema {theme}. Het gaat om vraag {number}:"


def lent_until(deadline: date) -> str:
    """Until when a question that was handed over can be answered."""
    return f"Invullen kan tot en met {day(deadline)}."


def lent_from(name: str) -> str:
    """Who handed a question over."""
    return f"van {name}"


def lent_count(how_many: int) -> str:
    """How many questions of others are with this person."""
    return count(how_many, "doorgegeven vraag", "doorgegeven vragen")


def lent_answered(name: str, number: str) -> str:
    """A colleague answered the question that they were asked."""
    return f"{name} heeft vraag {number} beantwoord:"


def lent_back(name: str, number: str) -> str:
    """A colleague gave a question back."""
    return f"{name} geeft vraag {number} aan je terug."


def lent_remark(remark: str) -> str:
    """What a colleague said with it."""
    return f"Met deze opmerking: {remark}"


def gave_back(number: str) -> str:
    """The colleague gave it back."""
    return f"Vraag {number} is teruggegeven. Je collega krijgt bericht."


def lent_withdrawn(theme: str, number: str) -> str:
    """The one who asked does not need the answer of this colleague any more."""
    return f"Vraag {number} van {theme} hoef je niet meer te beantwoorden."


def lent_came_back(number: str, theme: str, deadline: date) -> tuple[str, ...]:
    """The chosen moment has come, for a question of somebody else."""
    return (
        f"Je vroeg me om nu terug te komen. Het gaat om vraag {number} van {theme}.",
        f"Invullen kan tot en met {day(deadline)}.",
    )


def still_open(elsewhere: Sequence[str], changed: Sequence[str]) -> tuple[str, ...]:
    """What is not done when all questions came by: with colleagues, or changed since they were answered."""
    said = []
    if elsewhere:
        said.append(f"Nog bij een collega: {listed([f'vraag {one}' for one in elsewhere])}.")
    if changed:
        said.append(f"Veranderd sinds je antwoord: {listed([f'vraag {one}' for one in changed])}.")
    return tuple(said)


PLAN_SAYS_NOW = "Dit staat er nu in het plan. Klopt het nog?"
ADJUST_PLAN_TEXT = "Pas de tekst aan en kies Volgende, of typ je eigen tekst."
PLAN_TEXT_CHANGED = "De tekst van het plan is intussen veranderd. Dit staat er nu."
QUESTION_CHANGED = "Deze vraag is veranderd."
QUESTION_CHANGED_KEEP = "Klopt het nog? Typ dan 'klopt'."


def taken_over(text: str, source_: str) -> str:
    """A piece of the plan as an answer, with where it comes from."""
    return f"{text} (overgenomen uit {source_})"


def adapted(text: str, source_: str) -> str:
    """A piece of the plan to be adapted, with where it comes from."""
    return f"{text} (naar {source_})"


def question_changed(answer: str) -> str:
    """The question was asked differently before; what was answered then."""
    return f"Deze vraag is veranderd. Dit was je antwoord: {short(answer, 300)}"


def came_back(theme: str, done: int, total: int, deadline: date) -> tuple[str, ...]:
    """The moment that somebody chose has come: why this message, and what to do."""
    return (
        f"Je vroeg me om nu terug te komen. Zullen we verdergaan met {theme}?",
        f"Je hebt {done} van de {total} vragen klaar. Invullen kan tot en met {day(deadline)}.",
        "Komt het nu niet uit? Typ 'later' en kies een ander moment.",
    )


# The coordinator
ADMINISTRATOR = "de beheerder"
OVERVIEW = "Overzicht"
ROUND = "De ronde"
NEW_ROUND = "Nieuwe ronde"
LOOK = "Bekijk"
NEXT_PAGE = "Volgende bladzijde"
PAGE_BEFORE = "Vorige bladzijde"
ASK_BACK = "Vraag terug"
SEND_BACK = "Stuur terug"
NO_REMARK = "Niets vragen"
REMARK_DROPPED = "Goed, hierover vraag je niets."
APPROVE = "Goedkeuren"
APPROVE_YES = "Ja, goedkeuren"
CHANGE_YES = "Ja, zo klopt het"
WHAT_CHANGED = "wat er veranderde"
WHOLE_THEME = "Over het hele thema"
SENT_BACK_STATE = "Teruggestuurd met een vraag"
A_COLLEAGUE_DID = "een collega"
UNKNOWN_THEME = "Dat thema ken ik niet. Typ 'overzicht' om alle thema's te zien."
UNKNOWN_REVIEW_PLACE = "Die vraag staat niet bij dit thema. Kies een vraag uit de antwoorden hierboven."
LOOK_FIRST = "Over welk thema gaat het? Typ 'overzicht' en kies een thema."
REMARK_HOW = "Typ je vraag of opmerking in één bericht."
REMARK_ON_THEME = "Wat wil je vragen over dit thema? Typ je vraag of opmerking in één bericht."
RETURNED_HOW = "Kies Verder en beantwoord deze vragen opnieuw. Dien het thema daarna weer in."
FILL_IN_UNTIL = "Invullen"
COUNCIL_DECIDES = "De raad beslist"
PARTICIPATION = "Participatie"
CAPACITY = "Capaciteit"
COORDINATORS = "Coördinatoren"
UNREACHABLE_HOW = "Aan wie nog niet bereikbaar is, kan ik geen bericht sturen. Vraag die collega om mij in Teams iets te typen."
ROUND_LEFT = "Goed, de ronde blijft zoals hij was."
ROUND_CHANGED = "De ronde is intussen veranderd door een andere coördinator. Ik heb niets gewijzigd. Kijk eerst hoe het nu is."
ALREADY_SO = "Zo stond het al. Er is niets veranderd."
UNKNOWN_CHANGE = "Die wijziging begrijp ik niet. Typ 'ronde' om te zien wat er kan."
NO_ADDRESS = "Dat is geen e-mailadres. Typ het adres in zijn geheel, bijvoorbeeld jan@gemeente.nl."
OTHER_DOMAIN = "Let op: dit adres is van een andere organisatie dan de adressen in deze ronde."
COPY_TITLE = "Je antwoorden"
COPY_EMPTY = "Je hebt nog niets ingevuld."
COPY_INTRO = (
    "Dit is een kopie van je antwoorden. Je kunt de tekst kopiëren en bewaren, of er een bestand van krijgen."
)
NO_LONGER_YOURS = (
    "Dit thema is intussen van iemand anders. Wat je typte is niet bewaard. Wat je eerder invulde wel."
)


def overview_title(round_title: str, page: int, pages: int) -> str:
    """Above the overview of a round."""
    return f"{round_title} · bladzijde {page} van {pages}" if pages > 1 else round_title


def overview_counts(themes: int, not_started: int, submitted_: int, returned: int, approved_: int) -> str:
    """How many themes are how far."""
    said = [count(themes, "thema", "thema's")]
    said += [f"{not_started} nog niet begonnen"] if not_started else []
    said += [f"{submitted_} ingediend"] if submitted_ else []
    said += [f"{returned} teruggestuurd"] if returned else []
    said += [f"{approved_} goedgekeurd"] if approved_ else []
    return f"{', '.join(said)}."


def fte_asked(fte: str, themes: int, capacity_: str) -> str:
    """What the themes ask together, beside what there is."""
    have = f" Er is {capacity_} fte." if capacity_ else ""
    return f"{count(themes, 'thema vraagt', 'thema’s vragen samen')} {fte} fte.{have}"


def fte_difference(fte: str) -> str:
    """More fte is asked than there is."""
    return f"Dat is {fte} fte meer dan er is."


def priorities_advised(themes: int, most: int | None) -> str:
    """How many themes advise priority, beside how many can have it."""
    room = f" Er is ruimte voor {most}." if most is not None else ""
    return f"{count(themes, 'thema adviseert', 'thema’s adviseren')} prioriteit.{room}"


def standing(state: str, owner: str, last: date | datetime | None) -> str:
    """How a theme stands, whose it is, and when somebody worked on it last."""
    when = f"laatst ingevuld op {day(last)}" if last else ""
    return " · ".join(one for one in (state, owner or "geen themahouder", when) if one)


def theme_doubts(
    unknown: Sequence[str], skipped_: Sequence[str], unreachable: str, deadline: date | None
) -> str:
    """What asks for attention in a theme."""
    said = []
    if unknown:
        said.append(f"Nog niet bekend: {_numbers(unknown)}.")
    if skipped_:
        said.append(f"Overgeslagen, maar wel nodig: {_numbers(skipped_)}.")
    if unreachable:
        said.append(f"Nog niet bereikbaar: {unreachable}.")
    if deadline:
        said.append(f"Eigen deadline: {day(deadline)}.")
    return "\n".join(said)


def _numbers(numbers: Sequence[str]) -> str:
    return f"{'vraag' if len(numbers) == 1 else 'vragen'} {listed(numbers)}"


def which_theme(titles: Sequence[str]) -> str:
    """More than one fits what was typed."""
    quoted = [f"'{one}'" for one in titles[:6]]
    return f"Welke bedoel je: {listed(quoted, 'of')}?"


def stands_now(theme: str, state: str) -> str:
    """How a theme stands that cannot be judged now."""
    return f"{theme} staat nu op: {state}. Terugsturen of goedkeuren kan als het is ingediend."


def judge_how(unsent_: int) -> tuple[str, ...]:
    """What a coordinator can do with a submitted theme."""
    said = "Klopt alles? Kies Goedkeuren. Iets onduidelijk? Kies Vraag terug bij dat antwoord."
    if not unsent_:
        return (said,)
    return (said, f"Je hebt {count(unsent_, 'opmerking', 'opmerkingen')} die nog niet weg zijn.")


def remark_on(number: str, question: str) -> str:
    """Which answer a remark will be about."""
    return f"Wat wil je terugvragen bij vraag {number}? {question}"


def remark_noted(number: str, text: str, how_many: int) -> tuple[str, ...]:
    """A remark was kept, and is not sent yet."""
    about = f"bij vraag {number}" if number else "bij het hele thema"
    return (
        f"Genoteerd {about}: {short(text, 300)}",
        f"Nog te versturen: {count(how_many, 'opmerking', 'opmerkingen')}. "
        "Heb je er nog een? Kies die vraag hierboven. Klaar? Typ 'stuur terug'.",
    )


def remark_too_long(most: int) -> str:
    """A remark is too long to keep."""
    return f"Je opmerking is te lang en is nog niet bewaard. Er passen {most} tekens in."


def remark_personal(kinds: Sequence[str]) -> str:
    """Something in a remark looks like personal data."""
    return f"Nog niet bewaard. In je opmerking staat iets dat lijkt op {listed(kinds)}. Typ je opmerking opnieuw zonder dat."


def unsent(text: str) -> str:
    """A remark that the coordinator did not send yet."""
    return f"Jouw opmerking, nog niet verstuurd: {short(text, 300)}"


def asked_earlier(text: str) -> str:
    """What was asked back about an answer, and waits for the owner."""
    return f"Teruggevraagd: {short(text, 300)}"


def sent_back(theme: str, how_many: int, names: Sequence[str]) -> str:
    """A theme was sent back."""
    who = f" Het bericht gaat naar {listed(names)}." if names else ""
    return f"{theme} is teruggestuurd met {count(how_many, 'opmerking', 'opmerkingen')}.{who}"


def approve_sure(theme: str, owner: Sequence[str], unsent_: int) -> tuple[str, ...]:
    """The last question before approving."""
    said = [f"Wil je {theme} goedkeuren?"]
    if owner:
        said.append(f"{listed(owner)} krijgt daar bericht van.")
    if unsent_:
        said.append(f"Je hebt nog {count(unsent_, 'opmerking', 'opmerkingen')} die je dan niet verstuurt.")
    return tuple(said)


def approved(theme: str) -> str:
    """A theme was approved."""
    return f"{theme} is goedgekeurd."


def approved_of_you(theme: str, by: str) -> str:
    """To the owner: the theme was approved."""
    return f"Goed nieuws: {by} heeft {theme} goedgekeurd. Je hoeft niets meer te doen. Dank je wel."


def changed_since(theme: str, state: str) -> str:
    """A theme is no longer as the coordinator saw it."""
    return f"{theme} staat nu op: {state}. Ik heb niets veranderd. Kijk eerst hoe het er nu uitziet."


def nothing_changed(state: str) -> str:
    """The coordinator decided not to."""
    return f"Goed, er is niets veranderd. Het thema staat nog op: {state}."


def changed_by(who: str, when: date) -> str:
    """Who changed an answer last, and when."""
    return f"veranderd door {who} op {day(when)}"


def old_and_new(before: str, after: str, asked_: str) -> str:
    """An answer that changed: what it was, what it is, and what was asked about it."""
    said = [f"Gevraagd: {asked_}"] if asked_ else []
    said += [f"Eerst: {before or EMPTY_ANSWER}", f"Nu: {after or 'deze vraag is niet meer nodig'}"]
    return "\n".join(said)


def returned_to_you(by: str) -> str:
    """To the owner: the theme came back."""
    return f"{by} heeft je antwoorden gelezen en wil nog iets weten."


def asks_back(comment: str) -> str:
    """What the coordinator asked, with the question that it is about."""
    return f"De coördinator vraagt: {comment}"


def still_asked(numbers: Sequence[str]) -> str:
    """What was asked back and not answered again yet, right before submitting."""
    return f"Je hebt {_numbers(numbers)} nog niet opnieuw beantwoord. De coördinator vroeg daar wel om."


def not_reached(name: str) -> str:
    """Somebody could not be written to."""
    return f"{name} kreeg hier geen bericht van: ik kan {name} nog niet bereiken. Geef je het zelf door?"


def from_until(opens: date, deadline: date) -> str:
    """When a round can be filled in."""
    return f"{day(opens)} tot en met {day(deadline)}"


def participation(asked_: bool, why: str) -> str:
    """Whether residents take part, and why."""
    said = "Inwoners doen mee." if asked_ else "Inwoners doen niet mee."
    return f"{said} {why}".strip()


def capacity(fte: str, most: int | None) -> str:
    """How much there is to divide."""
    said = [f"{fte.replace('.', ',')} fte"] if fte else []
    said += [f"hoogstens {count(most, 'prioriteit', 'prioriteiten')}"] if most is not None else []
    return ", ".join(said) or "Niet opgegeven"


def who_fills_in(owner: str, others: Sequence[str], deadline: date | None) -> str:
    """Who answers for a theme, and its own deadline when it has one."""
    said = [owner or "geen themahouder"]
    said += [f"schrijft mee: {listed(others)}"] if others else []
    said += [f"eigen deadline: {day(deadline)}"] if deadline else []
    return " · ".join(said)


def more_themes(how_many: int) -> str:
    """Themes that do not fit."""
    return f"En nog {count(how_many, 'thema', 'thema’s')}. Je ziet ze allemaal in het overzicht."


def new_deadline(theme: str, was: date, will: date, done: bool) -> str:
    """A last day changes: of a theme, or of the round when it has no name."""
    what = f"De deadline van {theme}" if theme else "De deadline van de hele ronde"
    if done:
        return f"{what} is nu {day(will)}. Het was {day(was)}."
    return f"{what} is nu {day(was)}. Wordt dat {day(will)}?"


def new_owner(theme: str, was: str, will: str, done: bool) -> str:
    """A theme gets another owner."""
    if done:
        return f"De themahouder van {theme} is nu {will}." + (f" Het was {was}." if was else "")
    now = f"Nu is dat {was}. " if was else ""
    return f"{now}Wordt {will} de themahouder van {theme}?"


def new_co_author(theme: str, will: str, done: bool) -> str:
    """A theme gets one more co-author."""
    return f"{will} schrijft nu mee aan {theme}." if done else f"Gaat {will} meeschrijven aan {theme}?"


def round_saved(what: str) -> str:
    """A change of the round was saved."""
    return f"Bewaard. {what}"


def own_deadlines(titles: Sequence[str]) -> str:
    """Themes that a new deadline of the round leaves alone."""
    return f"Een eigen deadline houden: {short(listed(titles), 200)}."


def day_is_past(when: date) -> str:
    """A deadline cannot lie in the past."""
    return f"{day(when).capitalize()} is al voorbij. Kies een dag die nog komt."


def before_opening(when: date, opens: date) -> str:
    """A deadline cannot come before the round begins."""
    return f"{day(when).capitalize()} is voor het begin van de ronde. Die begint op {day(opens)}."


def after_council(when: date, council: date) -> str:
    """A deadline cannot come after the council decides."""
    return f"{day(when).capitalize()} is na het besluit van de raad op {day(council)}. Kies een eerdere dag."


def copy_title(theme: str, page: int, pages: int) -> str:
    """Above a copy of answers, which may take several messages."""
    return f"{theme} · deel {page} van {pages}" if pages > 1 else theme
