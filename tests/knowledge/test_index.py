import pytest

from knowledge.dutch import stem
from knowledge.index import Index, Wanted, phrase_term
from knowledge.levers import ALL
from knowledge.passages import Passage
from knowledge.thesaurus import Thesaurus, term_key

TEXTS = (
    "De politie sluit panden. Daarna praat de politie met buren over verward gedrag.",
    "Bij verward of soms onbegrepen gedrag komt de wijk-ggz.",
    "Gedrag dat verward is, wordt gemeld.",
)
INDEX = Index(
    [Passage(f"p{n}", "plan", (), None, None, text) for n, text in enumerate(TEXTS)],
    Thesaurus.shipped(),
    ALL,
)
POLICE, PREMISES, CONDUCT = map(stem, ("politie", "panden", "gedrag"))
CONFUSED = phrase_term(term_key("verward gedrag"))


def _spans(text: str, *terms: str) -> dict[str, list[str]]:
    found = INDEX.terms_of(text, Wanted(frozenset(terms)))
    return {term: [text[start:end] for start, end in spans] for term, spans in found.items()}


def test_a_sentence_shows_every_word_that_holds_a_term_also_when_it_is_asked_again() -> None:
    for _ in range(2):
        assert _spans(TEXTS[0], POLICE, PREMISES, "fiets") == {
            POLICE: ["politie", "politie"],
            PREMISES: ["panden"],
        }
    assert _spans(TEXTS[1], "ggz", "wijkggz") == {"ggz": ["ggz"], "wijkggz": ["wijk-ggz"]}


def test_words_in_a_row_may_have_others_between_them_but_not_change_places() -> None:
    assert _spans(TEXTS[1], CONFUSED) == {CONFUSED: ["verward", "gedrag"]}
    assert _spans(TEXTS[2], CONFUSED) == {}
    assert INDEX.spread(CONFUSED) == 2


def test_passages_are_weighed_by_all_terms_together_and_each_by_its_strongest() -> None:
    terms = [(POLICE, 1.0), (PREMISES, 0.5), ("nergens", 9.0)]
    assert INDEX.weighed(terms).tolist() == pytest.approx([2.5, 0, 0])
    values = [(POLICE, 0.2), (CONDUCT, 0.1), (PREMISES, 0.4)]
    assert INDEX.strongest(values, [2, 0]) == pytest.approx([0.1, 0.4])
    assert INDEX.strongest([("nergens", 1.0)], [1]) == [0]


def test_an_index_of_nothing_holds_nothing() -> None:
    nothing = Index((), Thesaurus.shipped(), ALL)
    assert POLICE not in nothing
    assert nothing.spread(POLICE) == 0
