"""What the coordinator reads about plans and plan files, at language level B1."""

from collections.abc import Sequence

from dialogs.texts import count, listed, short

# Buttons
ADD = "Toevoegen"
REPLACE = "Vervangen"
BESIDE = "Ernaast zetten"
NOT_AFTER_ALL = "Toch niet"
ADOPT = "Vaststellen"
BACK_TO_CONCEPT = "Terug naar concept"
TAKE_OUT = "Weghalen"
TAKE_OUT_YES = "Ja, weghalen"
NO = "Nee"
PLANS = "Plannen"

NAME = "Naam van het plan"
PERIOD = "Periode, bijvoorbeeld 2027-2030"
STATUS = "Status"
CONCEPT = "concept"
ADOPTED = "vastgesteld"
TAKES_PLAN = "een plan: pdf, Word (docx), webpagina of tekst"

IS_THIS_RIGHT = "Dit haal ik uit het bestand. Klopt het?"
HOW_TO_CHANGE = (
    "Verander het hier, of typ bijvoorbeeld: periode 2027-2030, naam IVP Dorp, status vastgesteld."
)
CONCEPT_MEANS = "Een concept geeft alleen antwoord aan mensen uit de ronde. In een kanaal niet."
SEND_A_FILE = (
    "Een plan toevoegen? Stuur mij het bestand: pdf, Word (docx), webpagina of tekst. "
    "Dan vraag ik eerst of ik het goed begrijp."
)
NOT_ADDED = "Goed, ik voeg dit bestand niet toe. Ik heb het weggegooid."
FILE_GONE = "Dit bestand heb ik niet meer. Stuur het opnieuw als je het wilt toevoegen."
NO_PERIOD = "Ik herken geen periode. Typ twee jaren, bijvoorbeeld: periode 2027-2030. Of typ: periode geen."
NO_NAME = "Geef het plan een korte naam, van hooguit 100 tekens."
WHICH_STATUS = "Kies concept of vastgesteld."
PLANS_TITLE = "Plannen waar ik uit antwoord"
NO_PLANS = "Er is nog geen plan."
ANSWERS_NOW = "geeft nu antwoord"
WHICH_PLAN = "Welk plan bedoel je? Kies er een, of typ het nummer erachter."
NO_SUCH_PLAN = "Dat plan ken ik niet. Dit zijn de plannen."
NO_CONCEPT = "Er is geen concept om vast te stellen. Dit zijn de plannen."
STAYS = "Goed, het plan blijft."
READY = "Klaar. Hieronder staat wat ik vond."


def new_plan(file: str) -> str:
    """The title of the card about a file."""
    return f"Nieuw plan: {short(file, 80)}"


def exists(name: str, period: str) -> str:
    """There is a plan like this one already."""
    of = f" voor {period}" if period else ""
    return f"Er is al een plan{of}: {short(name)}. Wil je dat vervangen, of dit plan ernaast zetten?"


def busy(name: str) -> str:
    """Reading begins."""
    return (
        f"Ik ben bezig met het lezen van {short(name)}. Je krijgt bericht als ik klaar ben. "
        "Je kunt gewoon doorgaan."
    )


def still_busy(name: str, seconds: int) -> str:
    """Reading takes a while."""
    return f"Ik lees {short(name)} nog. Ik ben nu {seconds} seconden bezig."


def read(name: str, *, replaced: bool) -> str:
    """A plan was read."""
    return f"{short(name)} is gelezen{' en staat op de plek van het oude plan' if replaced else ''}."


def found(sections: int, passages: int, pages: int) -> str:
    """What a plan holds."""
    where = f" op {count(pages, 'bladzijde', 'bladzijden')}" if pages else ""
    return (
        f"Ik vond {count(passages, 'stuk tekst', 'stukken tekst')} in "
        f"{count(sections, 'paragraaf', 'paragrafen')}{where}."
    )


def unquotable(number: int) -> str:
    """Passages that are told and not quoted."""
    return (
        f"{count(number, 'stuk staat', 'stukken staan')} in een tabel of op twee bladzijden. "
        "Daar vertel ik over, maar ik citeer het niet."
    )


def without_text(pages: Sequence[int]) -> str:
    """Pages on which nothing was found."""
    shown = [str(page) for page in pages[:10]]
    more = f" en nog {len(pages) - 10}" if len(pages) > 10 else ""
    which = f"bladzijde {listed(shown)}" if not more else f"bladzijde {', '.join(shown)}{more}"
    return f"Op {which} vond ik geen tekst. Staat daar een plaatje of een tabel? Kijk dan zelf even."


def example(question: str) -> str:
    """One question with the answer from the new plan."""
    return f"Een voorbeeld. Op de vraag '{short(question, 120)}' antwoord ik nu:"


def is_concept(number: int) -> str:
    """What comes after a concept was read."""
    return f"Het is een concept. Is het vastgesteld? Kies dan Vaststellen, of typ: plan vaststellen {number}."


def not_read(sentence: str) -> str:
    """A file could not be read after all."""
    return f"Het plan is niet toegevoegd. {sentence}"


def adopted(name: str, current: Sequence[str]) -> str:
    """A concept was adopted."""
    return f"{short(name)} is nu vastgesteld. Iedereen krijgt nu antwoord uit: {listed(current)}."


def concept_again(name: str) -> str:
    """A plan is a concept again."""
    return f"{short(name)} is weer een concept."


def already_adopted(name: str) -> str:
    """There was nothing to adopt."""
    return f"{short(name)} was al vastgesteld."


def sure_to_take_out(name: str) -> str:
    """The last question before a plan goes."""
    return f"Wil je {short(name)} weghalen? Daarna geeft het geen antwoorden meer."


TAKE_OUT_HOW_BACK = "Terugzetten kan alleen door het bestand opnieuw te sturen."


def taken_out(name: str, current: Sequence[str]) -> str:
    """A plan is gone."""
    now = (
        f"Ik antwoord nu uit: {listed(current)}."
        if current
        else "Er is nu geen plan meer waar ik uit antwoord."
    )
    return f"{short(name)} is weggehaald. {now}"


def how_it_stands(period: str, status: str, *, current: bool) -> str:
    """A plan in the list, in a few words."""
    return " · ".join(one for one in (period, status, ANSWERS_NOW if current else "") if one)


def pieces(number: int) -> str:
    """How much a plan holds."""
    return count(number, "stuk tekst", "stukken tekst")
