"""Two plans side by side: verbatim, with what only one of them says, and honest when one says nothing."""

from pathlib import Path

import pytest

from bot.serving import EXAMPLE_PLANS
from knowledge.compare import Comparison, NotTwo, Side, compare, is_comparison, subject_of
from knowledge.dutch import is_stop, normal, stem, whole_words
from knowledge.librarian import Librarian
from knowledge.library import Library
from knowledge.naming import Details
from knowledge.passages import Status
from knowledge.plans.make_second import SOURCE
from knowledge.thesaurus import Thesaurus
from knowledge.things import Things

PLANS = SOURCE.parent


@pytest.fixture(scope="module")
def both(tmp_path_factory: pytest.TempPathFactory) -> Librarian:
    library = Library(tmp_path_factory.mktemp("both"))
    for name, details in EXAMPLE_PLANS.items():
        library.add([PLANS / name], details)
    return Librarian(library, Thesaurus.shipped())


def compared(librarian: Librarian, question: str, *, concepts: bool = False) -> Comparison:
    found = compare(librarian, question, concepts=concepts)
    assert isinstance(found, Comparison)
    return found


@pytest.mark.parametrize(
    ("question", "subject"),
    [
        ("vergelijk jeugd", "jeugd"),
        ("Vergelijk woonoverlast met 2019-2022", "woonoverlast"),
        ("wat is er veranderd aan woonoverlast sinds 2019-2022?", "woonoverlast"),
        ("Wat is er sinds 2019 t/m 2022 veranderd aan online oplichting?", "online oplichting"),
        ("Vergelijk het vorige plan met dit plan over jeugd", "jeugd"),
        (
            "hoe is de aanpak van ondermijning veranderd ten opzichte van het vorige plan?",
            "aanpak van ondermijning",
        ),
        ("verschil tussen 2019-2022 en 2023-2026 over jeugd", "jeugd"),
        ("wat is het verschil in cameratoezicht tussen beide plannen?", "cameratoezicht"),
        ("vergelijk de plannen", ""),
        ("vergelijk", ""),
    ],
)
def test_the_subject_is_what_is_left_of_the_question(question: str, subject: str) -> None:
    assert is_comparison(question)
    assert subject_of(question) == subject


@pytest.mark.parametrize(
    "question",
    [
        "wat zegt het IVP over woonoverlast?",
        "zoek jeugd",
        "Vergelijkbaar met vorig jaar",
        "hoeveel boa's zijn er?",
    ],
)
def test_other_questions_are_no_comparison(question: str) -> None:
    assert not is_comparison(question)


def test_each_side_is_quoted_word_for_word_with_its_place(both: Librarian) -> None:
    found = compared(both, "vergelijk woonoverlast")
    assert (found.then.period, found.now.period) == ("2019-2022", "2023-2026")
    texts = {one.id: one for one in both.library.passages()}
    for side in (found.then, found.now):
        assert 1 <= len(side.quotes) <= 3
        for quote in side.quotes:
            assert quote.quote in texts[quote.passage].text
            assert quote.section == texts[quote.passage].section
            assert quote.period == side.period
    assert {quote.section[0] for quote in found.then.quotes} == {"4 Woonoverlast"}
    assert all(quote.page is None for quote in found.then.quotes)
    assert all(quote.page for quote in found.now.quotes)


def words(text: str) -> set[str]:
    return {stem(normal(token.word)) for token in whole_words(text) if not is_stop(token.word)}


@pytest.mark.parametrize("subject", ["woonoverlast", "jeugd", "ondermijning", "oplichting", "camera's"])
def test_a_word_of_one_plan_is_in_its_quotes_and_nowhere_in_the_other_plan(
    both: Librarian, subject: str
) -> None:
    found = compared(both, f"vergelijk {subject}")
    for side, other in ((found.then, found.now), (found.now, found.then)):
        assert side.only
        held = words(
            " ".join(one.text + " ".join(one.section) for one in both.library.passages([other.plans[0].id]))
        )
        for word in side.only:
            assert any(word in (quote.quote or quote.unquoted) for quote in side.quotes)
            assert not words(word) <= held
        for quote in side.quotes:
            assert set(quote.words) <= set(side.only)


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        ("Het aantal meldingen steeg juist, van 310 naar 425 per jaar.", []),
        ("Jongeren dronken in de afgelopen maand vooral in een keet.", ["keet"]),
        (
            "Inwoners verliezen geld aan een valse webwinkel of een nepbericht.",
            ["valse webwinkel", "nepbericht"],
        ),
        ("Het gaat om geluid, stank of gevaarlijke dieren.", ["geluid", "stank", "gevaarlijke dieren"]),
        ("De beelden worden in Middenburg uitgekeken, drie uur later.", ["Middenburg"]),
        ("De jongste klaagden ook over ruziemakers op de markt.", ["ruziemakers", "markt"]),
        ("Er is geprobeerd in te breken, hierop volgde de uitbreiding.", ["uitbreiding"]),
        ("Ook speelde verward gedrag mee.", ["verward gedrag"]),
        ("De subsidie stopt vanaf maandag uiterlijk zelfstandig.", ["subsidie"]),
        ("", []),
        ("🙂 !!!", []),
    ],
)
def test_what_names_something_is_pointed_out_and_verbs_adverbs_and_numbers_are_not(
    both: Librarian, sentence: str, named: list[str]
) -> None:
    spans = Things(both.thesaurus).named(sentence, lambda _: True)
    kept = [sentence[start:end] for start, end in spans]
    assert [one for one in kept if one not in {"Jongeren", "Inwoners", "meldingen", "geld"}] == named


def test_a_word_is_pointed_out_only_where_it_is_asked_for(both: Librarian) -> None:
    sentence = "Er komt een meldpunt voor stank en een valse webwinkel."
    spans = Things(both.thesaurus).named(sentence, lambda word: word != "valse" and word != "stank")
    assert [sentence[start:end] for start, end in spans] == ["meldpunt", "webwinkel"]


def test_another_form_of_a_word_in_the_other_plan_is_the_same_word(both: Librarian) -> None:
    """The newer plan has "loodsen" and "kennen", the older one "bedrijventerrein"."""
    found = compared(both, "vergelijk ondermijning")
    assert "loods" not in found.then.only
    assert "bedrijven" not in found.now.only
    newer, older = (both.searcher(side.plans) for side in (found.now, found.then))
    assert newer.holds("kent")
    assert older.holds("bedrijven")
    assert not older.holds("meldpunt")


def test_one_plan_that_says_nothing_is_no_secret(both: Librarian) -> None:
    found = compared(both, "vergelijk lachgas")
    assert found.then.quotes
    assert not found.now.quotes
    assert not found.now.only


def test_what_neither_plan_says_is_answered_by_neither(both: Librarian) -> None:
    found = compared(both, "vergelijk parkeertarieven")
    assert not found.then.quotes
    assert not found.now.quotes


def test_a_period_that_is_not_there_is_named(both: Librarian) -> None:
    assert compare(both, "vergelijk jeugd met 2011-2014") == NotTwo(("2023-2026", "2019-2022"), "2011-2014")
    assert isinstance(compare(both, "wat is er veranderd aan jeugd sinds 2020?"), Comparison)


def test_the_json_form_has_both_sides(both: Librarian) -> None:
    made = compared(both, "vergelijk jeugd").as_json()
    assert list(made) == ["subject", "then", "now"]
    assert made["then"]["passages"][0]["plan"] == "IVP Veldermeer 2019-2022"
    assert list(made["now"]) == ["period", "passages", "nearest", "only"]


def test_one_plan_cannot_be_compared_and_a_concept_only_by_who_may_see_it(tmp_path: Path) -> None:
    library = Library(tmp_path)
    librarian = Librarian(library, Thesaurus.shipped())
    assert compare(librarian, "vergelijk jeugd") == NotTwo(())
    library.add([PLANS / "veldermeer-2019-2022.docx"], Details("Oud", "2019-2022", Status.ADOPTED))
    assert compare(librarian, "vergelijk jeugd") == NotTwo(("2019-2022",))
    library.add([PLANS / "veldermeer-2023-2026.md"], Details("Nieuw", "2023-2026", Status.CONCEPT))
    assert compare(librarian, "vergelijk jeugd", concepts=True) == NotTwo(("2019-2022",))
    assert compare(librarian, "vergelijk jeugd met 2023-2026") == NotTwo(("2019-2022",), "2023-2026")
    assert compared(librarian, "vergelijk jeugd met 2023-2026", concepts=True).now.is_concept


def test_the_older_plan_comes_first() -> None:
    with pytest.raises(ValueError, match="older"):
        Comparison("jeugd", Side("2023-2026", (), ()), Side("2019-2022", (), ()))
