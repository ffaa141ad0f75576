"""Words that tell how somebody asks: their absence from a plan says nothing about what it holds."""

import pytest

from knowledge.answer import ENOUGH
from knowledge.manner import forms, is_manner
from knowledge.passages import Passage
from knowledge.search import Searcher
from knowledge.thesaurus import Thesaurus


@pytest.mark.parametrize(
    "word",
    ["uitvalt", "meegeschreven", "kwamen", "belt", "terugtehalen", "gisteren", "vandaag"],
)
def test_a_form_of_an_everyday_verb_or_a_word_of_time_tells_how(word: str) -> None:
    assert is_manner(word)


@pytest.mark.parametrize("word", ["inbraak", "wapens", "paspoort", "overlast", "opvang", "asbest", "stelen"])
def test_a_word_with_a_subject_does_not(word: str) -> None:
    assert not is_manner(word)


@pytest.mark.parametrize(
    ("infinitive", "wanted"),
    [
        ("maken", {"maakt", "maakte", "gemaakt"}),
        ("zetten", {"zette", "gezet"}),
        ("leven", {"leeft", "leefde", "geleefd"}),
        ("komen", {"komt", "kwam", "kwamen", "gekomen"}),
        ("zien", {"ziet", "zag", "zagen", "gezien"}),
    ],
)
def test_the_forms_of_a_verb_are_worked_out(infinitive: str, wanted: set[str]) -> None:
    assert wanted <= forms(infinitive)


def test_everyday_words_that_the_plan_lacks_do_not_turn_an_answer_into_a_refusal() -> None:
    texts = (
        "Bij een stroomstoring opent de gemeente noodsteunpunten.",
        "De boa's houden toezicht op hondenpoep.",
        "Jongeren geven overlast bij het winkelcentrum.",
        "Elk jaar bespreekt de raad de cijfers over woninginbraak.",
    )
    passages = [Passage(str(n), "plan", (), None, None, text) for n, text in enumerate(texts)]
    searcher = Searcher(passages, Thesaurus.shipped())
    asked = searcher.find("waar vind ik vandaag de noodsteunpunten")
    assert asked.hits[0].passage.text == texts[0]
    assert asked.sure >= ENOUGH
    assert searcher.find("waar liggen de noodsteunpunten voor schaatsers").sure < ENOUGH
