"""Answers are read as people type them; what cannot be read gives a Dutch sentence and never an exception."""

import time
from collections.abc import Mapping
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dialogs.intake.format import FREE, ChoiceQuestion, ListQuestion, NumberQuestion, Option, Question
from dialogs.intake.format_file import packaged_format
from dialogs.intake.questions import (
    Context,
    Trouble,
    lacking,
    read_inputs,
    read_item,
    read_typed,
    read_typed_pair,
    shown,
)

IVP = packaged_format("ivp")
NOW = Context(date(2026, 11, 16))


def question(name: str) -> Question:
    """A question of the default format, or a field of one of its lists: "cijfers.jaar"."""
    name, _, field_name = name.partition(".")
    found = IVP.question(name)
    assert found is not None
    if not field_name:
        return found
    assert isinstance(found, ListQuestion)
    field = found.field(field_name)
    assert field is not None
    return field.question


def items(name: str, text: str) -> list[dict[str, object]]:
    value = read_typed(question(name), text, NOW).value
    assert isinstance(value, tuple)
    return [
        {key: dict(v) if isinstance(v, Mapping) else v for key, v in dict(item).items()} for item in value
    ]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        *(
            ("2,5", "2.5"),
            ("2.5", "2.5"),
            ("2,50", "2.5"),
            (",5", "0.5"),
            ("0", "0"),
            ("2,", "2"),
            ("2 fte", "2"),
        ),
        *(("ongeveer drie", "3"), ("een half", "0.5"), ("een halve fte", "0.5"), ("anderhalf", "1.5")),
        *(("½", "0.5"), ("2½", "2.5"), ("2 1/2", "2.5"), ("twee en een half", "2.5"), ("tweeënhalf", "2.5")),
        *(
            ("geen", "0"),
            ("een", "1"),
            ("ca. 3", "3"),
            ("circa 2 fte op dit moment", "2"),
            ("driekwart", "0.75"),
        ),
        *(("een stuk of 3", "3"), ("Ik denk 2", "2"), ("één", "1"), ("zo'n 4 fte", "4"), ("2.", "2")),
    ],
)
def test_a_number_is_read_as_people_write_it(typed: str, number: str) -> None:
    assert read_typed(question("fte_nu"), typed, NOW).value == Decimal(number)


@pytest.mark.parametrize(
    ("typed", "trouble"),
    [
        *(
            (text, Trouble.NO_NUMBER)
            for text in ("geen idee", "3 mensen", "50%", "1e3", "nan", "inf", "2x", "٣")
        ),
        *((text, Trouble.OUT_OF_BOUNDS) for text in ("-2", "min 2", "1.000", "101", "100,01")),
        *((text, Trouble.UNSURE) for text in ("12-13", "2 à 3", "2 of 3", "twee tot drie fte", "2 en 3,5")),
        ("9" * 40, Trouble.NO_NUMBER),
        (" \u200b ", Trouble.EMPTY),
        ("2\0", Trouble.UNSOUND),
    ],
)
def test_what_is_no_single_number_is_asked_about(typed: str, trouble: Trouble) -> None:
    reading = read_typed(question("fte_nu"), typed, NOW)
    assert (reading.trouble, reading.value) == (trouble, None)
    assert reading.problem.endswith(".")


def test_a_year_has_the_sentence_of_the_format_and_may_not_lie_ahead() -> None:
    year = question("cijfers.jaar")
    assert read_typed(year, "2026", NOW).value == 2026
    assert read_typed(year, "2027", NOW).problem == "Vul een jaar in tussen 2015 en dit jaar."
    assert not read_typed(year, "2024,5", NOW).good


@pytest.mark.parametrize(
    ("typed", "now", "needed"),
    [
        *((text, "2", "3.5") for text in ("2 en 3,5", "2 / 3,5", "2/3,5", "2; 3,5", "2 3,5", "2\n3,5")),
        *(
            (text, "2", "3.5")
            for text in ("van 2 naar 3,5", "nu 2, nodig 3,5", "nodig 3,5, nu 2", "2 -> 3,5")
        ),
        ("een half en een", "0.5", "1"),
        ("0 en geen", "0", "0"),
        ("twee en een half", "2.5", None),
    ],
)
def test_two_numbers_are_read_in_one_breath(typed: str, now: str, needed: str | None) -> None:
    pair = [question("fte_nu"), question("fte_nodig")]
    first, second = (one for one in pair if isinstance(one, NumberQuestion))
    one, two = read_typed_pair(first, second, typed, NOW)
    assert one.value == Decimal(now)
    assert (two.value if two else None) == (Decimal(needed) if needed else None)


@pytest.mark.parametrize(
    ("name", "typed", "chosen"),
    [
        *(
            ("stand", text, "zorgen")
            for text in ("Redelijk, maar ik heb zorgen", "2", "2.", "redelijk", "zorgen")
        ),
        *(("stand", text, "goed") for text in ("Goed", "goed!", "goet", "optie 1")),
        *(("stand", text, "vast") for text in ("het loopt vast", "vast", "Het lopt vast")),
        *(("niveau", text, "strategisch") for text in ("geen prioriteit", "belangrijk")),
        *(("niveau", text, "prioriteit") for text in ("prioriteit", "prio", "Prioriteit: extra inzet")),
        ("sociaal_domein", "nee", "nee"),
        ("sociaal_domein", "botst", "botst"),
        ("schaal", "ja", "gemeente"),
    ],
)
def test_a_choice_is_read_from_label_number_beginning_or_typing_error(
    name: str, typed: str, chosen: str
) -> None:
    assert read_typed(question(name), typed, NOW).value == chosen


def test_a_choice_that_is_not_clear_is_asked_about() -> None:
    unsure = read_typed(question("sociaal_domein"), "ja", NOW)
    assert unsure.problem == 'Bedoel je "Ja, dat gaat goed" of "Ja, dat botst soms"? Typ de hele keuze.'
    assert read_typed(question("stand"), "goed en vast", NOW).trouble is Trouble.UNSURE
    unknown = read_typed(question("stand"), "niet goed", NOW)
    assert unknown.trouble is Trouble.NO_OPTION
    assert "1. Goed" in unknown.problem


def test_partners_are_named_in_one_go() -> None:
    assert items("partners", "politie (goed), woningcorporaties, jongerenwerk") == [
        {"partner": "politie", "oordeel": "goed"},
        {"partner": "corporaties"},
        {"partner": "jongerenwerk"},
    ]


@pytest.mark.parametrize(
    ("typed", "partners"),
    [
        ("politie en Zorg- en Veiligheidshuis", ["politie", "zvh"]),
        ("1, 3 en 5", ["politie", "brandweer", "ggd"]),
        ("politei", ["politie"]),
        ("Politiek", [{"anders": "Politiek"}]),
        ("GGZ en OM", [{"anders": "GGZ"}, "om"]),
        ("anders, namelijk de kerk", [{"anders": "de kerk"}]),
        ("- politie\n- wijkagenten", ["politie", {"anders": "wijkagenten"}]),
        ("Eigen gemeente (handhaving)", ["handhaving"]),
        ("politie, Politie", ["politie"]),
    ],
)
def test_a_partner_is_an_option_or_what_was_typed(typed: str, partners: list[object]) -> None:
    assert [item["partner"] for item in items("partners", typed)] == partners


def test_what_is_said_of_a_partner_and_not_understood_is_asked_about() -> None:
    reading = read_typed(question("partners"), "politie (zozo)", NOW)
    assert reading.problem.startswith('Ik begrijp "zozo" niet bij "politie".')


def test_each_line_is_an_item_of_another_list() -> None:
    assert items(
        "ontwikkelingen", "Vergrijzing; binnen een jaar\nNieuwe wet, nu al\nMeer drugs, meer geweld"
    ) == [
        {"wat": "Vergrijzing", "wanneer": "jaar1"},
        {"wat": "Nieuwe wet", "wanneer": "nu"},
        {"wat": "Meer drugs, meer geweld"},
    ]
    assert items("cijfers", "Meer branden; politie; 2025; stijgt") == [
        {"wat": "Meer branden", "bron": "politie", "jaar": 2025, "richting": "stijgt"}
    ]


def test_what_an_item_still_needs_is_known() -> None:
    needs = question("randvoorwaarden")
    assert isinstance(needs, ListQuestion)
    assert [field.id for field in lacking(needs, {"wat": "Geld"})] == ["geregeld"]
    assert [field.id for field in lacking(needs, {"wat": "Geld", "geregeld": "nee"})] == ["bij_wie"]
    assert lacking(needs, {"wat": "Geld", "geregeld": "ja"}) == ()


def test_a_full_list_takes_no_more() -> None:
    full = Context(date(2026, 11, 16), items=14)
    assert read_typed(question("partners"), "politie", full).good
    assert read_typed(question("partners"), "politie, om", full).problem.endswith("Er past er nog 1 bij.")


def test_a_card_brings_several_partners_at_once() -> None:
    inputs = {"partner": "politie,om", "partner.anders": "Buurtteam en GGD"}
    reading = read_inputs(question("partners"), inputs, NOW)
    assert [dict(one)["partner"] for one in reading.value if isinstance(one, Mapping)] == [  # type: ignore[union-attr]
        "politie",
        "om",
        {"anders": "Buurtteam"},
        "ggd",
    ]


def test_an_item_on_a_card_says_what_is_missing_and_keeps_the_rest() -> None:
    reading = read_inputs(question("ontwikkelingen"), {"wat": "Vergrijzing", "wanneer": ""}, NOW)
    assert reading.trouble is Trouble.INCOMPLETE
    assert reading.problem == 'Er mist nog iets. Vul ook "Wanneer?" in.'
    assert reading.value == ({"wat": "Vergrijzing"},)


def test_the_rest_of_an_item_stays_when_one_field_is_changed() -> None:
    partners = question("partners")
    assert isinstance(partners, ListQuestion)
    field = partners.field("oordeel")
    assert field is not None
    reading = read_item([field], {"p1.oordeel": "goed"}, NOW, "p1.", {"partner": "politie"})
    assert reading.value == {"partner": "politie", "oordeel": "goed"}


def test_a_partner_given_before_can_be_chosen() -> None:
    known = Context(date(2026, 11, 16), (Option("Buurt, team", "Buurt, team"),))
    regie = question("regie")
    assert read_inputs(regie, {"regie": "Buurt, team"}, known).value == "Buurt, team"
    assert read_typed(regie, "1", known).value == "Buurt, team"
    assert read_typed(regie, "2", known).value == "gemeente"
    assert read_inputs(regie, {"regie": "politie"}, known).trouble is Trouble.NO_OPTION


def test_a_text_that_is_too_long_says_by_how_much() -> None:
    problem = read_typed(question("kern"), "x" * 20_000, NOW).problem
    assert (
        problem
        == "Je tekst is te lang: 20.000 tekens. Er passen er 1000. Maak de tekst 19.000 tekens korter."
    )


def test_a_short_text_is_good_and_gets_a_nudge() -> None:
    reading = read_typed(question("kern"), "Kort.", NOW)
    assert (reading.value, reading.nudge) == ("Kort.", "Wil je er nog iets bij zetten?")
    assert read_typed(question("kern"), "x" * 40, NOW).nudge == ""


def test_a_text_is_kept_as_typed() -> None:
    text = "Eerste regel 🙂\nمرحبا **vet** <b>\t👨‍👩‍👧"
    assert read_typed(question("kern"), f"  {text}\r\n", NOW).value == text


@pytest.mark.parametrize(
    ("name", "value", "text"),
    [
        ("fte_nu", Decimal("2.50"), "2,5"),
        ("cijfers.jaar", 2025, "2025"),
        ("fte_nu", Decimal(12000), "12.000"),
        ("stand", "vast", "Het loopt vast"),
        ("stand", "verdwenen", "verdwenen"),
        ("partners.partner", {"anders": "Kerk"}, "Kerk"),
        ("partners", ({"partner": "om", "oordeel": "goed"},), "Openbaar Ministerie · Goed"),
        ("kern", None, ""),
    ],
)
def test_a_value_is_shown_in_dutch(name: str, value: None, text: str) -> None:
    assert shown(question(name), value) == text


@pytest.mark.parametrize(
    "text", ["a, " * 2000, "a en " * 1200, "1 " * 3000, "a;" * 3000, "x; y\n" * 1200, "((" * 9999]
)
@pytest.mark.parametrize("name", ["partners", "ontwikkelingen", "fte_nu", "regie"])
def test_a_hostile_text_is_refused_in_no_time(name: str, text: str) -> None:
    begin = time.process_time()
    assert not read_typed(question(name), text, NOW).good
    assert time.process_time() - begin < 20  # what backtracks without end takes far longer, on any machine


ANY_TEXT = st.one_of(
    st.text(max_size=80), st.text(alphabet="0123456789,.-/½ enofeen()\n;:\0\ud800", max_size=30)
)
NAMES = [one.id for one in IVP.questions()]


@settings(max_examples=150, deadline=None)
@given(ANY_TEXT, st.sampled_from(NAMES))
def test_no_text_raises_and_every_refusal_says_why(text: str, name: str) -> None:
    asked = question(name)
    for reading in (read_typed(asked, text, NOW), read_inputs(asked, {name: text, "wat": text}, NOW)):
        assert reading.good != bool(reading.problem)
        if reading.good:
            shown(asked, reading.value)


@settings(max_examples=100, deadline=None)
@given(st.decimals(min_value=0, max_value=100, places=2))
def test_a_number_that_is_shown_is_read_back_alike(number: Decimal) -> None:
    assert read_typed(question("fte_nu"), shown(question("fte_nu"), number), NOW).value == number


def test_another_number_is_no_typing_error() -> None:
    question = ChoiceQuestion(
        id="fase",
        text="Welke fase?",
        options=(Option("een", "Uitvoering fase 12"), Option("twee", "Evaluatie")),
        free=True,
    )
    assert read_typed(question, "Uitvoering fase 13", Context(date(2026, 11, 23))).value == {
        FREE: "Uitvoering fase 13"
    }
