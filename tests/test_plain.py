from dataclasses import fields, is_dataclass

import pytest

from bot.plain import plain
from dialogs.views import (
    Ask,
    Button,
    Choice,
    Done,
    GiveFile,
    ItemRow,
    OfferFile,
    Part,
    PartKind,
    Progress,
    Quote,
    Row,
    Say,
    ShowRows,
    View,
)

NEXT = Button("Volgende", "save", primary=True)
SKIP = Button("Overslaan", "skip", say="overslaan")
SUBMIT = Button("Ja, ik dien het in", "submit", say="indienen")
QUOTE = Quote("De gemeente treedt op.", "IVP 2023-2026, bladzijde 29", "https://voorbeeld.nl/ivp.pdf")

ASK = Ask(
    theme="Woonoverlast",
    block="Samenwerking",
    number="7",
    question="Wie heeft de regie?",
    progress=Progress(5, 17),
    parts=(
        Part(
            "answer", PartKind.CHOICE, choices=(Choice("a", "De gemeente"), Choice("b", "Niemand")), value="b"
        ),
        Part("why", PartKind.TEXT, "Waarom?", value="Zo is het.\nAl jaren.", placeholder="Een zin is genoeg"),
    ),
    buttons=(NEXT, SKIP),
    more=(Button("Terug", "back", say="terug"),),
    help="“Onduidelijk” mag.",
    notes=("Schrijf geen namen op.",),
    quotes=(QUOTE,),
    saved="Bewaard bij vraag 6: Politie",
    undo=Button("Ongedaan maken", "undo", say="ongedaan maken"),
    problem="Dat is geen getal.",
    hint="Typ het nummer van je keuze.",
    items=(ItemRow("Politie, goed", (Button("Wijzig", "change", say="wijzig 6.1"),)),),
)
SAY = Say(("Eerst dit.", "Dan dat."), (SUBMIT,), title="Let op", quotes=(QUOTE,), typed="Wie weet?")
ROWS = ShowRows(
    "Je thema's",
    (Row("Woonoverlast", "5 van 17 klaar", "Tot en met vrijdag", (Button("Verder", "go", say="verder"),)),),
    intro="Dit zijn ze.",
    buttons=(SKIP,),
    outro="Dat was alles.",
)


def words_of(value: object) -> list[str]:
    """Every text of a view that a person should be able to read."""
    if isinstance(value, Button):
        return [value.say or ("" if value.primary else value.label)]
    if isinstance(value, tuple):
        return [word for one in value for word in words_of(one)]
    if is_dataclass(value):
        hidden = {Part: {"name", "value", "kind"}, Choice: {"key"}, Quote: {"evidence"}}.get(
            type(value), set()
        )
        return [
            word
            for field in fields(value)
            if field.name not in hidden
            for word in words_of(getattr(value, field.name))
        ]
    return [value] if isinstance(value, str) else []


@pytest.mark.parametrize(
    "view", [ASK, SAY, ROWS, Done("Woonoverlast", "Bewaard")], ids=["ask", "say", "rows", "done"]
)
def test_all_that_a_card_shows_can_be_read_without_one(view: View | Done) -> None:
    text = plain(view)
    for word in words_of(view):
        assert word in text


def test_options_are_numbered_and_the_chosen_one_is_marked() -> None:
    assert "  1. De gemeente\n  2. Niemand ✓" in plain(ASK)


def test_what_is_filled_in_already_is_shown() -> None:
    assert "Ingevuld:\n  Zo is het.\n  Al jaren." in plain(ASK)


def test_every_button_says_what_to_type() -> None:
    assert plain(ASK).endswith("Typ: “overslaan” · “terug”")
    assert "Typ: “indienen” (Ja, ik dien het in)" in plain(SAY)
    assert "  Typ: “wijzig 6.1”\n" in plain(ASK)


def test_the_next_button_needs_no_words_because_the_answer_is_the_press() -> None:
    assert "Volgende" not in plain(ASK)


def test_where_the_question_stands_comes_right_above_it() -> None:
    assert "Woonoverlast · Samenwerking · vraag 7 · 5 van 17 klaar\nWie heeft de regie?" in plain(ASK)


def test_what_somebody_typed_cannot_steer_the_terminal() -> None:
    text = plain(Say(("Hier:",), typed="\x1b[2Jweg\u202egord\x07"))
    assert "\x1b" not in text
    assert "\x07" not in text
    assert "\u202e" not in text
    assert "weggord" in text


def test_nothing_empty_is_spelled_out() -> None:
    assert plain(Say(("Goed.",))) == "Goed."


@pytest.mark.parametrize(
    "view",
    [
        OfferFile("Woonoverlast.docx", 1200, "Je formulier.", (("w", "form"),), "Typ ‘vragen’."),
        GiveFile("Woonoverlast.docx", b"inhoud", "Typ ‘vragen’."),
    ],
)
def test_where_no_file_can_go_its_name_and_the_other_way_are_said(view: OfferFile | GiveFile) -> None:
    assert plain(view) == "Woonoverlast.docx\n\nTyp ‘vragen’."
