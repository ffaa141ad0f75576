"""Views of every kind, easy and awful, for the tests and for the gallery that people look at."""

from dialogs.views import (
    Ask,
    Button,
    Choice,
    Done,
    Drawn,
    ItemRow,
    Part,
    PartKind,
    Progress,
    Quote,
    Row,
    Say,
    ShowRows,
)

WHERE = (("n", "k3v9Qx71"), ("r", "ivp-2027"), ("t", "woonoverlast"), ("q", "partners"))

NEXT = Button("Volgende", "save", WHERE, primary=True)
LATER = Button("Later", "later", WHERE, say="later")
SKIP = Button("Overslaan", "skip", WHERE, say="overslaan")
UNDO = Button("Ongedaan maken", "undo", WHERE, say="ongedaan maken")
MORE = (
    Button("Terug", "back", WHERE, say="terug"),
    Button("Weet ik nog niet", "unknown", WHERE, say="weet ik nog niet"),
    Button("Alle vragen", "questions", WHERE, say="vragen"),
    Button("Samenvatting", "summary", WHERE, say="samenvatting"),
    Button("Alleen intern", "internal", WHERE, say="intern 6"),
    Button("Stop", "stop", WHERE, say="stop"),
)
PARTNERS = (
    "Politie", "Openbaar Ministerie", "Brandweer", "Veiligheidsregio", "GGD", "Zorg- en Veiligheidshuis",
    "RIEC", "Woningcorporaties", "Jongerenwerk", "Ondernemers", "Bewoners", "Onderwijs",
    "Universiteit of hogeschool", "Eigen gemeente (handhaving)", "Eigen gemeente (sociaal domein)",
)  # fmt: skip
MARKDOWN = (
    "# Geen kop\n* geen opsomming\n1. geen nummer\n**niet vet** en _niet schuin_ `geen code`\n"
    "[geen link](https://voorbeeld.nl) <b>geen html</b> &amp; &copy; https://voorbeeld.nl\n> geen citaat\n"
    "a_b_c 2*3*4 \\ | ~~niet door~~ {{DATE(2026-12-01T00:00:00Z)}}"
)
ARABIC = "الشرطة والبلدية تعملان معًا في الحي"
EMOJI = "Het gaat goed 👍🏽 👨‍👩‍👧‍👦 in de wijk 🏴󠁧󠁢󠁥󠁮󠁧󠁿 ✅"
WOO = (
    "Schrijf geen namen of gegevens van inwoners op, en geen details over een zaak. Beschrijf het patroon. "
    "Iemand kan deze antwoorden opvragen via de Wet open overheid (Woo)."
)
LONG = (
    "Bewoners melden vooral geluid, afval en verwaarloosde tuinen. De wijkagent en de corporatie gaan samen "
    "langs, maar pakken niet altijd door. "
)
QUOTE = Quote(
    "De gemeente pakt woonoverlast aan samen met de politie en de woningcorporaties. Bij ernstige overlast "
    "kan de burgemeester een gedragsaanwijzing geven.",
    "IVP 2023-2026, 4.2 Woonoverlast, bladzijde 29",
    "https://voorbeeld.nl/ivp.pdf#page=31",
    ("woonoverlast", "gedragsaanwijzing"),
)


def ask(question: str, *parts: Part, **rest: object) -> Ask:
    """A question of the theme woonoverlast, with the buttons that every question has."""
    given: dict[str, object] = {
        "theme": "Woonoverlast",
        "block": "Samenwerking",
        "number": "6",
        "progress": Progress(5, 17),
        "buttons": (NEXT, LATER, SKIP),
        "more": MORE,
    }
    return Ask(question=question, parts=parts, **(given | rest))  # type: ignore[arg-type]


def choices(*labels: str) -> tuple[Choice, ...]:
    """Options with made-up keys."""
    return tuple(Choice(f"k{number}", label) for number, label in enumerate(labels))


def item(number: int, text: str) -> ItemRow:
    """A partner in the list, with what can be done with it."""
    where = (*WHERE, ("i", f"i{number:04}"), ("s", str(number)))
    return ItemRow(
        text,
        (
            Button("Wijzig", "change_item", where, say=f"wijzig 6.{number}"),
            Button("Verwijder", "remove_item", where, say=f"verwijder 6.{number}"),
        ),
    )


def answer(number: str, question: str, text: str, state: str = "") -> Row:
    """An answer in the summary."""
    return Row(
        f"{number}. {question}", state, text, (Button("Wijzig", "change", WHERE, say=f"wijzig {number}"),)
    )


TEXT = Part("answer", PartKind.TEXT, required=True)

VIEWS: dict[str, Drawn] = {
    "ask-text": ask(
        "Waar gaat dit thema over?",
        TEXT,
        block="Inhoud",
        number="1",
        progress=Progress(0, 17),
        help="Vertel het alsof je het uitlegt aan een raadslid. Twee of drie zinnen is genoeg.",
        notes=(WOO,),
        quotes=(QUOTE,),
        hint="Je kunt je antwoord ook gewoon in de chat typen.",
    ),
    "ask-choice": ask(
        "Wie heeft de regie? Dus: wie zorgt dat iedereen doet wat is afgesproken?",
        Part(
            "answer",
            PartKind.CHOICE,
            choices=choices("De gemeente", "Politie", "Woningcorporaties", "Onduidelijk"),
        ),
        help='"Onduidelijk" is een bruikbaar antwoord.',
        saved="Bewaard bij vraag 6: Politie, Woningcorporaties en Jongerenwerk",
        undo=UNDO,
        number="7",
        hint="Typ het nummer of de woorden van je keuze.",
    ),
    "ask-many-choices": ask(
        "Met wie werk je samen?",
        Part("partners", PartKind.CHOICES, value="k0,k7,k8", choices=choices(*PARTNERS)),
        Part("other", PartKind.LINE, "Anders, namelijk (meer? zet er een komma tussen)"),
        help="Noem organisaties of functies, geen namen van personen. Kies er eerst meer tegelijk.",
        hint="Typ ze achter elkaar, met een komma ertussen. Bijvoorbeeld: politie (goed), jongerenwerk.",
    ),
    "ask-list": ask(
        "Met wie werk je samen?",
        Part("partner", PartKind.CHOICE, "Partner", choices=choices(*PARTNERS), compact=True, required=True),
        Part(
            "oordeel",
            PartKind.CHOICE,
            "Hoe gaat dat?",
            choices=choices("Goed", "Kan beter", "Moeizaam", "Weet ik niet"),
            compact=True,
        ),
        Part("other", PartKind.LINE, "Anders, namelijk"),
        saved="Bewaard in de lijst van vraag 6: Jongerenwerk, kan beter",
        undo=UNDO,
        items=(
            item(1, "Politie, goed"),
            item(2, "Woningcorporaties, kan beter"),
            item(3, ARABIC),
            item(4, EMOJI),
        ),
        buttons=(
            Button("Bewaar en nog een", "save_more", WHERE, primary=True),
            Button("Klaar met deze lijst", "close", WHERE, say="klaar"),
            LATER,
            SKIP,
        ),
        hint="Typ wat je wilt toevoegen. Typ 'klaar' als de lijst af is.",
    ),
    "ask-long-list": ask(
        "Met wie werk je samen?",
        Part("partner", PartKind.LINE, "Partner", required=True),
        items=tuple(item(number, f"{name}, kan beter") for number, name in enumerate(PARTNERS, 1)),
    ),
    "ask-how-is-it": ask(
        "Hoe gaat het met elk van deze partners?",
        *(
            Part(
                f"p{place}",
                PartKind.CHOICE,
                partner,
                compact=True,
                choices=choices("Goed", "Kan beter", "Moeizaam", "Weet ik niet"),
            )
            for place, partner in enumerate(PARTNERS[:5])
        ),
        saved="Bewaard bij vraag 6: 5 regels in de lijst.",
        undo=UNDO,
    ),
    "ask-problem": ask(
        "Hoeveel fte is er nodig voor deze ambitie?",
        Part(
            "fte_nu",
            PartKind.LINE,
            "Hoeveel fte van de gemeente werkt nu aan dit thema?",
            "anderhalf",
            required=True,
        ),
        Part("fte_nodig", PartKind.LINE, "Hoeveel fte is er nodig voor deze ambitie?", "2,5", required=True),
        problem="Nog niet bewaard. ‘anderhalf’ lees ik niet als een getal. Schrijf het zo: 1,5.",
        saved="Bewaard bij vraag 11: Minder overlast in de binnenstad",
        undo=UNDO,
        block="Ambitie, capaciteit en randvoorwaarden",
        number="13",
        help="Eén fte is een volledige werkweek. Twee collega's met elk een halve week zijn samen 1 fte.",
        hint="Typ de twee getallen achter elkaar, bijvoorbeeld: 2 en 3,5.",
    ),
    "ask-markdown": ask(
        "Klopt *dit* [antwoord](https://voorbeeld.nl) van a_b_c & co?",
        Part("answer", PartKind.TEXT, value=MARKDOWN),
        Part(
            "keuze",
            PartKind.CHOICE,
            "Welke *partner*?",
            choices=choices("**Vet** BV", "1. Eerste", "Zorg & Co", ARABIC),
        ),
        theme="Jeugd *en* overlast",
        saved=f"Bewaard bij vraag 2: {MARKDOWN}",
        undo=UNDO,
        help=MARKDOWN,
    ),
    "say-short": Say(
        ("Goed, je stopt nu. Alles wat je hebt ingevuld is bewaard. Typ 'verder' om later door te gaan.",)
    ),
    "say-welcome": Say(
        (
            "Welkom. Ik help je bij het invullen van het thema Woonoverlast voor het IVP 2027–2030.",
            "Dat kost ongeveer 20 minuten. Invullen kan tot en met vrijdag 29 januari 2027.",
            "Je kunt me ook altijd vragen wat er in het plan staat.",
        ),
        (
            Button("Beginnen", "start", WHERE, say="start", primary=True),
            Button("Alle vragen", "questions", WHERE, say="vragen"),
            Button("Later", "later", WHERE, say="later"),
        ),
        title="Invulformat Integraal Veiligheidsplan",
    ),
    "say-held": Say(
        ("Is dit je antwoord, of een vraag over het IVP?",),
        (
            Button("Dit is mijn antwoord", "is_answer", WHERE, say="antwoord"),
            Button("Een vraag over het IVP", "is_question", WHERE, say="vraag"),
        ),
        typed="Wie is eigenlijk verantwoordelijk?\nOnduidelijk. *Echt* waar.",
    ),
    "say-answer": Say(
        ("Dit staat in het IVP 2023-2026:",),
        (
            Button("👍", "good", WHERE, say="goed antwoord"),
            Button("👎", "bad", WHERE, say="geen goed antwoord"),
            Button("Verder met vraag 6", "continue", WHERE, say="verder"),
        ),
        title="Wat zegt het IVP over woonoverlast?",
        quotes=(QUOTE, Quote(LONG, "IVP 2023-2026, 4.3 Samenwerking, bladzijde 30", "", ("corporatie",))),
    ),
    "rows-help": ShowRows(
        "Dit kun je hier doen",
        (
            Row("start", "", "beginnen met je thema", (Button("Beginnen", "start", say="start"),)),
            Row(
                "thema's",
                "",
                "je thema's, met hoe ver je bent",
                (Button("Mijn thema's", "themes", say="thema's"),),
            ),
            Row(
                "vragen", "", "alle vragen van je thema", (Button("Alle vragen", "questions", say="vragen"),)
            ),
            Row(
                "samenvatting",
                "",
                "je antwoorden bekijken",
                (Button("Samenvatting", "summary", say="samenvatting"),),
            ),
            Row("wat zegt het IVP over …?", "", "een antwoord uit het plan, met de bladzijde"),
        ),
        outro="Typ 'hulp' om dit weer te zien.",
    ),
    "rows-themes": ShowRows(
        "Je thema's",
        (
            Row(
                "Woonoverlast",
                "5 van 17 klaar",
                "",
                (Button("Verder", "go", WHERE, say="verder", primary=True),),
            ),
            Row(
                "Regie op jeugd en jeugdoverlast",
                "Nog niet begonnen",
                "",
                (Button("Beginnen", "go", WHERE, say="start"),),
            ),
            Row(
                "Preventie brandveiligheid",
                "Ingediend",
                "",
                (Button("Heropenen", "reopen", WHERE, say="heropen"),),
            ),
        ),
        intro="Invullen kan tot en met vrijdag 29 januari 2027.",
    ),
    "rows-summary": ShowRows(
        "Woonoverlast: inhoud",
        (
            answer("1", "Waar gaat dit thema over?", LONG * 3),
            answer("2", "Wat hoort bij dit thema, en wat niet?", MARKDOWN),
            answer("3", "Hoe gaat het nu met dit thema?", "Redelijk, maar ik heb zorgen", "alleen intern"),
            answer("3a", "Waar maak je je zorgen over?", ARABIC, "alleen intern"),
            answer("4", "Wat ging goed in de periode 2023-2026? En wat niet?", "", "Overgeslagen"),
            Row(
                "6. Met wie werk je samen?",
                "2 partners",
                "Politie, goed\nJongerenwerk, kan beter",
                (
                    Button("Wijzig", "change", WHERE, say="wijzig 6"),
                    Button("Alleen intern", "internal", WHERE, say="intern 6"),
                    Button("Weet ik nog niet", "unknown", WHERE, say="weet ik nog niet 6"),
                ),
            ),
        ),
        intro="Klopt dit? Je kunt elk antwoord nog wijzigen.",
        buttons=(
            Button("Volgende deel", "page", WHERE, say="volgende", primary=True),
            Button("Indienen", "submit", WHERE, say="indienen"),
        ),
        outro="Deel 1 van 5.",
    ),
}

DONE: dict[str, Done] = {
    "done-short": Done("Woonoverlast", "Bewaard bij vraag 6: Politie, Jongerenwerk"),
    "done-long": Done("Woonoverlast · vraag 1", LONG * 4),
}
