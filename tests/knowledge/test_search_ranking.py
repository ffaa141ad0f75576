from concurrent.futures import ThreadPoolExecutor

import pytest

from knowledge.levers import ALL, Lever
from knowledge.search import Searcher
from tests.knowledge.small_plan import PASSAGES, SEARCHER, THESAURUS


def best(question: str, searcher: Searcher = SEARCHER) -> str | None:
    hits = searcher.find(question).hits
    return hits[0].passage.id if hits else None


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("woonoverlast", "p1"),
        ("Wat zegt het IVP over camera's?", "p8"),
        ("gesloten pand", "p6"),
        ("jeugdoverlast", "p3"),
        ("overlast door jongeren", "p3"),
        ("overlast van hangjongeren", "p3"),
        ("woning inbraken", "p2"),
        ("ondermijnning", "p5"),
        ("straat intimidatie", "p7"),
        ("Damoclus", "p6"),
        ("catcalling", "p7"),
        ("herrie met de buren", "p1"),
        ("bejaarden tijdens een hittegolf", "p9"),
        ("black-out", "p10"),
        ("mes op zak", "p4"),
        ("Hoe lang worden beelden bewaard?", "p8"),
        ("wat is het RIEC?", "p5"),
    ],
)
def test_a_colleague_finds_the_passage_in_own_words(question: str, passage: str) -> None:
    assert best(question) == passage


@pytest.mark.parametrize(
    ("lever", "question", "passage"),
    [
        (Lever.STEMS, "mes", "p4"),
        (Lever.FAMILIES, "gecontroleerde kluis", "p4"),
        (Lever.COMPOUNDS, "inbraken in een woning", "p2"),
        (Lever.SPELLING, "gedragsaanwijzng", "p1"),
        (Lever.THESAURUS, "catcalling", "p7"),
        (Lever.EVERYDAY, "leegroof", "p2"),
        (Lever.MANNER, "weleens gedragsaanwijzing meegemaakt", "p1"),
        (Lever.NGRAMS, "kompasroos", "p3"),
        (Lever.HEADINGS, "wapens", "p4"),
        (Lever.FACTS, "hoeveel meldingen", "p1"),
        (Lever.ABBREVIATIONS, "geld voor Duinwijks Overleg Veiligheid", "p11"),
    ],
)
def test_a_lever_that_is_switched_off_is_out_of_the_search(lever: Lever, question: str, passage: str) -> None:
    without = Searcher(PASSAGES, THESAURUS, ALL - {lever})
    assert best(question) == passage
    assert without.find(question) != SEARCHER.find(question)


def test_own_words_around_a_subject_do_not_make_it_unanswerable() -> None:
    asked = "die irritante straatintimidatie bij de fietsenmaker"
    assert SEARCHER.find(asked).sure < SEARCHER.find("straatintimidatie").sure
    headed = "hoe zit dat met camera's bij de fietsenmaker"
    without = Searcher(PASSAGES, THESAURUS, ALL - {Lever.ABOUT})
    assert SEARCHER.find(headed).sure > without.find(headed).sure


def test_a_field_of_subjects_is_no_answer_to_a_kind_of_it() -> None:
    assert SEARCHER.find("overlast door duiven").sure < 0.55


def test_without_levers_only_the_typed_word_is_found() -> None:
    bare = Searcher(PASSAGES, THESAURUS, ())
    assert best("camera", bare) is not None
    assert best("cameras", bare) is None


def test_two_parts_of_a_compound_in_different_sentences_do_not_make_it() -> None:
    # "november" and "vakantie" both stand in one passage, but nothing is said of a holiday in November.
    assert SEARCHER.find("novembervakantie").sure < SEARCHER.find("vakantie").sure


def test_understanding_says_which_word_was_mistyped() -> None:
    assert SEARCHER.find("gedragsaanwijzng").question.corrections == {"gedragsaanwijzng": "gedragsaanwijzing"}


def test_an_empty_library_finds_nothing() -> None:
    assert Searcher([], THESAURUS).find("woonoverlast").hits == ()


def test_a_searcher_gives_every_turn_the_same() -> None:
    questions = ["woonoverlast", "catcalling", "ondermijnning", "gesloten panden"] * 25
    alone = [SEARCHER.find(question) for question in questions]
    with ThreadPoolExecutor(4) as pool:
        assert list(pool.map(SEARCHER.find, questions)) == alone


def test_the_order_of_passages_decides_between_equals() -> None:
    twice = Searcher([PASSAGES[0], *PASSAGES], THESAURUS)
    assert [hit.passage.id for hit in twice.find("gedragsaanwijzing").hits[:2]] == ["p1", "p1"]
