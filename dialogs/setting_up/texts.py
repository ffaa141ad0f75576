"""What a coordinator reads while setting up a round: short, kind, and it blames nobody."""

from collections.abc import Sequence
from datetime import date

from dialogs.texts import count, day, listed, paragraphs, short

# Buttons
NEXT = "Volgende"
MORE_FACTS = "Meer gegevens"
PUT_IN_PLACE = "Ronde klaarzetten"
CHANGE_FACTS = "Gegevens aanpassen"
CHANGE_THEMES = "Thema's aanpassen"
BACK = "Terug"
LEAVE = "Later verder"
GO_ON = "Verder met de ronde"
THROW_AWAY = "Weggooien"
THROW_AWAY_YES = "Ja, weggooien"
KEEP = "Nee, bewaren"

FACTS_BLOCK = "Gegevens"
MORE_BLOCK = "Meer gegevens"
THEMES_BLOCK = "Thema's"

LABELS = {
    "titel": "Titel",
    "periode": "Periode van het nieuwe plan",
    "opent": "Invullen kan vanaf",
    "deadline": "Deadline",
    "raad": "Dag waarop de raad beslist",
    "plan": "Huidig plan",
    "participatie": "Doen inwoners mee?",
    "waarom": "Waarom wel of niet?",
    "capaciteit_fte": "Capaciteit in fte",
    "max_prioriteiten": "Hoogste aantal prioriteiten",
    "regio": "Regio van de schoolvakanties",
    "coordinatoren": "Coördinatoren",
}
NAMES = {
    "titel": "de titel",
    "periode": "de periode",
    "opent": "de begindatum",
    "deadline": "de deadline",
    "raad": "de dag van de raad",
    "plan": "het huidige plan",
    "participatie": "de participatie",
    "waarom": "de reden",
    "capaciteit_fte": "de capaciteit",
    "max_prioriteiten": "het aantal prioriteiten",
    "regio": "de regio",
    "coordinatoren": "de coördinatoren",
}
YES, NO, NO_PLAN = "Ja", "Nee", "Geen of een ander plan"
REGIONS = {"noord": "Noord", "midden": "Midden", "zuid": "Zuid"}

FACTS_QUESTION = "Kloppen deze gegevens?"
FACTS_HELP = "Ik heb alvast iets ingevuld. Verander wat anders is."
FACTS_HINT = "Typ bijvoorbeeld: deadline 12 februari. Of typ: klopt."
MORE_QUESTION = "Wil je nog iets invullen?"
MORE_HELP = "Alles hier mag leeg blijven, behalve de coördinatoren."
MORE_HINT = "Typ bijvoorbeeld: capaciteit 14,5 fte."
THEMES_QUESTION = "Welke thema's doen mee, en wie vult ze in?"
THEMES_HELP = (
    "Zet elk thema op een eigen regel, met het adres van de themahouder. "
    "Een eigen deadline mag erachter, en ook meer adressen van wie meeschrijft."
)
THEMES_BY_SHEET = "Staan ze in Excel? Stuur dan het blad, met de kolommen Thema, Themahouder en Deadline."
SHEET = "Excel-blad om in te vullen"
SHEET_NAME = "thema's nieuwe ronde.xlsx"
SHEET_TEXT = "Een blad voor de thema's van de nieuwe ronde. Vul het in, bewaar het en stuur het hier terug."
SHEET_INSTEAD = "Een bestand sturen lukt hier niet. Typ de thema's in één bericht, elk op een eigen regel."
NO_REMINDER = "Ik kan je hier niet aan herinneren."
THEMES_FROM_BEFORE = "Dit zijn de thema's van de vorige ronde. Haal weg wat vervalt en voeg toe wat nieuw is."
THEMES_PLACEHOLDER = "Woonoverlast, samira@gemeente.nl, 1 februari"
THEMES_HINT = "Typ een regel per thema, zoals: Woonoverlast, samira@gemeente.nl, 1 februari."
COORDINATORS_PLACEHOLDER = "Adressen, met een komma ertussen"

GOING_ON = "Je was al bezig met deze ronde. Wat je invulde, staat er nog."
LEFT = "Goed, we gaan later verder. Alles wat je invulde, is bewaard. Typ 'nieuwe ronde' om verder te gaan."
NOT_YET = "Goed, ik zet nog niets klaar. Alles blijft bewaard. Wil je iets veranderen?"
SURE_HOW = "Klopt dit? Kies 'Ronde klaarzetten' of typ ja. Typ nee als je nog iets wilt veranderen."
NOTHING_SENT = "Zolang je dit niet klaarzet, merkt niemand er iets van."
CHANGED_SINCE = "Er is intussen iets veranderd. Dit is hoe de ronde er nu uitziet."
OLD_CARD = "Deze kaart was niet de nieuwste. Kijk of alles nog klopt."
READY_SHORT = "De ronde staat klaar."
READY_ALREADY = "Deze ronde staat al klaar."
NONE_BUSY = "Je bent niet bezig met een nieuwe ronde. Typ 'nieuwe ronde' om te beginnen."
SURE_TO_THROW = "Wil je deze nieuwe ronde weggooien? Wat je invulde, is dan weg."
THROWN_AWAY = "De nieuwe ronde is weggegooid. Rondes die al klaarstonden, zijn niet veranderd."
NO_THEMES_YET = "Er zijn nog geen thema's. Geef er minstens één op."
YES_OR_NO = "Doen inwoners mee? Antwoord met ja of nee."
NOT_YOURSELF = (
    "Let op: je staat zelf niet bij de coördinatoren. Dan kun je de ronde straks niet meer veranderen."
)
FORMULA = "Deze regel begint als een formule. Typ de naam van het thema zelf."
NO_TITLE = "Hier staat geen naam van een thema. Zet de naam vooraan."
FACTS_HOW = (
    "Dit begrijp ik nog niet. Typ wat je wilt veranderen, bijvoorbeeld:\n"
    "titel IVP 2031–2034\n"
    "deadline 12 februari\n"
    "raad 24 juni\n"
    "participatie ja, omdat er nog iets te kiezen is"
)
SURE_UNCLEAR = "Dit begrijp ik nog niet. Typ ja om de ronde klaar te zetten, of nee om iets te veranderen."


def missing(key: str) -> str:
    """Something that a round cannot do without."""
    return f"Vul nog in: {NAMES[key]}."


def no_day(key: str, typed: str, choices: Sequence[date] = ()) -> str:
    """A day that cannot be read, or that can be more than one."""
    if choices:
        return f"{LABELS[key]}: bedoel je {listed([day(one) for one in choices], 'of')}? Typ de datum."
    return (
        f"{LABELS[key]}: '{short(typed, 40)}' herken ik niet als dag. Schrijf bijvoorbeeld 12 februari 2027."
    )


def no_period(typed: str) -> str:
    """Not two years."""
    return f"Periode: '{short(typed, 40)}' kan ik niet lezen. Schrijf twee jaren, zoals 2027-2030."


def which_plan(typed: str, names: Sequence[str]) -> str:
    """No such plan in the library, or more than one."""
    choice = short(listed(names, "of"), 200)
    return f"Huidig plan: '{short(typed, 40)}' staat niet in de bibliotheek. Kies uit {choice}."


def which_region(typed: str) -> str:
    """No region of the school breaks."""
    return f"Regio: '{short(typed, 40)}' ken ik niet. Kies noord, midden of zuid."


def no_capacity(typed: str) -> str:
    """Not a number of fte."""
    return f"Capaciteit: '{short(typed, 40)}' kan ik niet lezen. Schrijf een getal, zoals 14,5."


def no_priorities(typed: str, most: int) -> str:
    """Not a number of priorities."""
    return f"Prioriteiten: '{short(typed, 40)}' kan ik niet lezen. Schrijf een getal van 1 tot en met {most}."


def no_address(typed: str, namesakes: Sequence[str] = ()) -> str:
    """Not an address, and nobody's name; or the name of several."""
    if len(namesakes) > 1:
        return f"Er zijn meer mensen die '{short(typed, 40)}' heten. Bedoel je {listed(namesakes, 'of')}?"
    return (
        f"'{short(typed, 60)}' is geen e-mailadres. Schrijf het adres in zijn geheel, zoals jan@gemeente.nl."
    )


def title_too_long(most: int) -> str:
    """A title that fits on no card."""
    return f"De naam is te lang. Er passen {most} tekens."


def deadline_before_opening(deadline: date, opens: date) -> str:
    """Days in an order that cannot be."""
    return (
        f"De deadline van {day(deadline)} is eerder dan het begin op {day(opens)}. Kies een latere deadline."
    )


def deadline_past(deadline: date) -> str:
    """A last day that is over already."""
    return f"De deadline van {day(deadline)} is al voorbij. Kies een dag die nog komt."


def council_before_deadline(council: date, deadline: date) -> str:
    """Days in an order that cannot be."""
    return f"De raad beslist op {day(council)}. Dat is eerder dan de deadline van {day(deadline)}."


def theme_outside(title: str, deadline: date, opens: date, council: date) -> str:
    """A theme whose own deadline does not fit the days of the round."""
    return (
        f"{title} heeft als eigen deadline {day(deadline)}. "
        f"Die moet liggen tussen {day(opens)} en {day(council)}."
    )


def short_consultation(days: int) -> str:
    """Too little time before the council."""
    between = f"zitten maar {days} dagen" if days != 1 else "zit maar 1 dag"
    return (
        f"Let op: tussen de deadline en de raad {between}. "
        "De inspraak duurt zes weken. Kies een eerdere deadline of een latere raad."
    )


def no_working_day(key: str, when: date, holiday: str | None) -> str:
    """A day on which most people do not work."""
    what = "de deadline" if key == "deadline" else "de dag van de raad"
    return f"Let op: {what}, {day(when)}, is {holiday or 'in het weekend'}."


def open_at_once(opens: date) -> str:
    """The first day is past."""
    return f"De begindatum is {day(opens)}. Invullen kan dus meteen."


def theme_twice(title: str, row: int) -> str:
    """The same theme again."""
    return f"{short(title, 60)} staat ook op regel {row}. Haal een van de twee weg."


def too_many_themes(most: int) -> str:
    """More than a round can have."""
    return f"Er passen {most} thema's in een ronde. Deze regel en wat erna komt, passen er niet bij."


def two_deadlines(first: date, second: date) -> str:
    """Two days on one line."""
    return f"Hier staan twee deadlines: {day(first)} en {day(second)}. Laat er één staan."


def not_read(part: str) -> str:
    """Something on a line that is no title, address or day."""
    return f"'{short(part, 60)}' herken ik niet. Achter de naam passen een adres en een deadline."


def date_typed(when: date) -> str:
    """A day as it can be typed."""
    return day(when).partition(" ")[2]


def rows_wrong(faults: Sequence[tuple[int, str]], most: int = 12) -> str:
    """All that is wrong with a list of themes, a line each."""
    lines = [f"Regel {row}: {problem}" for row, problem in faults[:most]]
    left = len(faults) - most
    lines += [f"En nog {count(left, 'regel', 'regels')}."] if left > 0 else []
    return "\n".join(lines)


def rows_and_rest(faults: str, good: int) -> str:
    """What is wrong, and that the others are kept."""
    return paragraphs(faults, "Typ alleen deze regels opnieuw." if good else "Typ de regels opnieuw.")


def themes_saved(total: int, names: Sequence[str]) -> str:
    """Themes were added or changed."""
    return f"Bewaard: {short(listed(names), 200)}. Er zijn nu {count(total, 'thema', 'thema’s')}."


def no_such_theme(title: str) -> str:
    """A theme that is not in the round in the making."""
    return f"'{short(title, 60)}' staat niet in de lijst. Typ de naam zoals die er staat."


def list_too_long(most: int) -> str:
    """A list of themes that no round can have."""
    return f"Deze lijst is te lang. Er passen {most} tekens in één keer."


def theme_removed(title: str, total: int) -> str:
    """A theme was taken out of the round in the making."""
    return f"{title} doet niet mee. Er zijn nu {count(total, 'thema', 'thema’s')}."


def fact_saved(names: Sequence[str]) -> str:
    """Facts were changed by typing."""
    return f"Bewaard: {listed([NAMES[one] for one in names])}." if names else ""


def summary_title(title: str) -> str:
    """Above the summary."""
    return f"{title}: alles op een rij"


def period_line(period: str, plan: str) -> str:
    """The years, and the plan that is in force."""
    first, last = period.split("-")
    return f"Voor {first} tot en met {last}." + (f" Het huidige plan is {plan}." if plan else "")


def themes_line(total: int, without: Sequence[str], own: int) -> str:
    """How many themes, and who has none."""
    said = [count(total, "thema", "thema's")]
    said += [f"{own} met een eigen deadline"] if own else []
    first = f"{listed(said, 'waarvan')}."
    return first + (f" Nog geen themahouder: {short(listed(without), 200)}." if without else "")


def not_met(names: Sequence[str]) -> str:
    """People to whom the bot cannot write yet."""
    return (
        f"Nog niet bereikbaar: {short(listed(names), 300)}. "
        "Zij horen pas iets van mij als de app bij hen staat, of als zij mij iets typen."
    )


def ready(title: str, opens: date, now: bool) -> tuple[str, ...]:
    """The round stands."""
    when = "Invullen kan nu." if now else f"Invullen kan vanaf {day(opens)}."
    return (
        f"{title} staat klaar. {when}",
        "Je kunt alles nog veranderen. Typ 'ronde' om te zien hoe dat gaat, en 'overzicht' voor de stand.",
    )


def also_there(title: str) -> str:
    """Another round with the same id was put in place meanwhile."""
    return f"Er staat intussen ook een ronde {title}. Is dit echt een andere? Zet haar dan klaar."
