import json
import time
from dataclasses import replace

import pytest

from knowledge.answer import answer, is_answer
from knowledge.passages import Passage
from knowledge.quotes import Answer, follow_up
from knowledge.search import Searcher
from knowledge.thesaurus import Thesaurus
from tests.knowledge.small_plan import PASSAGES, PLAN, PLANS, SEARCHER, THESAURUS


def ask(question: str) -> Answer:
    return answer(SEARCHER, PLANS, question)


def test_the_answer_has_the_form_of_the_contract() -> None:
    found = ask("wat zegt het IVP over camera's?")
    said = json.loads(json.dumps(found.as_json()))
    assert set(said) == {"answered", "score", "nearest", "passages"}
    assert said["answered"] is True
    assert said["nearest"] == []
    first = said["passages"][0]
    assert set(first) == {
        "quote",
        "section",
        "page",
        "page_label",
        "plan",
        "period",
        "status",
        "url",
        "score",
    }
    assert first["section"] == ["5 Openbare ruimte", "5.2 Camera's"]
    assert (first["page"], first["page_label"]) == (8, "7")
    assert (first["plan"], first["period"], first["status"]) == (PLAN.name, "2023-2026", "adopted")
    assert first["url"] == "https://duinwijk.example/plan.pdf#page=8"


QUESTIONS = [
    "woonoverlast",
    "jeugd",
    "panden",
    "messen op school",
    "hitte",
    "stroomstoring",
    "RIEC",
    "camera's",
    "boa",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_quote_is_whole_sentences_of_its_passage(question: str) -> None:
    found = ask(question)
    assert found.answered
    for quote in found.passages:
        passage = next(passage for passage in PASSAGES if passage.id == quote.passage)
        assert quote.quote in passage.text
        assert quote.quote.endswith(".")
        start = passage.text.index(quote.quote)
        assert start == 0 or passage.text[start - 2] == "."


@pytest.mark.parametrize(
    ("question", "holds"),
    [
        ("Hoeveel meldingen van woonoverlast waren er?", "214 meldingen"),
        ("Wanneer begon de actie met de messen?", "september 2023"),
        ("Wie zoekt de groepen jongeren op?", "Stichting Kompas"),
        ("Hoe lang duurt een sluiting?", "drie tot twaalf maanden"),
        ("Waarom leggen jullie signalen naast elkaar?", "Omdat één signaal"),
        ("Wat is het RIEC?", "Regionaal Informatie- en Expertisecentrum"),
    ],
)
def test_a_question_for_a_fact_gets_the_sentence_with_that_fact(question: str, holds: str) -> None:
    assert holds in ask(question).passages[0].quote


def test_a_sentence_that_leans_on_the_one_before_is_quoted_with_it() -> None:
    quote = ask("bekeuren van jeugd").passages[0].quote
    assert quote.startswith("Jongerenwerkers")
    assert quote.endswith("Dat werkt beter dan alleen bekeuren.")


def test_the_evidence_is_what_was_asked_for_also_in_other_words() -> None:
    found = ask("naroepen")
    assert "straatintimidatie" in found.passages[0].words or "nageroepen" in found.passages[0].words
    for start, end in found.passages[0].evidence:
        assert 0 <= start < end <= len(found.passages[0].quote)


@pytest.mark.parametrize(
    "question",
    [
        "parkeertarieven",
        "recept voor hutspot",
        "stadionverbod",
        "ratten op straat",
        "wat is de wachtlijst van de sportclub?",
    ],
)
def test_what_the_plan_does_not_hold_is_not_answered(question: str) -> None:
    found = ask(question)
    assert not found.answered
    assert found.passages == ()
    assert found.as_json()["passages"] == []


def test_a_refusal_offers_what_comes_nearest() -> None:
    found = ask("overlast door duiven")
    assert not found.answered
    assert found.nearest
    assert all("›" in title or title.startswith("4") for title in found.nearest)


def test_a_word_that_looks_like_one_of_the_plan_is_offered() -> None:
    assert ask("bibliothecaris").meant == ("bibliotheek",)


@pytest.mark.parametrize(
    "question",
    [
        "",
        "   ",
        "?",
        "de het een",
        "wat zegt het IVP over",
        "🔥🔥🔥",
        "How do I apply for a parking permit?",
        "SELECT * FROM plans; DROP TABLE plans --",
        'title:"x" AND (foo OR bar*) ~2 ^3',
        "\x00\ud800",
        "((((((((((",
        "a" * 5_000,
        "wat staat er " * 400,
        "x-" * 2_500,
        "é" * 5_000,
        "overlastoverlastoverlast" * 200,
        " ".join(f"woord{n}" for n in range(900)),
    ],
)
def test_a_strange_question_is_refused_honestly_and_soon(question: str) -> None:
    started = time.perf_counter()
    found = ask(question)
    assert time.perf_counter() - started < 1
    assert not found.answered


def test_a_long_story_around_a_subject_is_read_as_far_as_a_question_goes() -> None:
    started = time.perf_counter()
    ask("camera's " + "en nog veel meer tekst over van alles " * 140)
    assert time.perf_counter() - started < 1


def test_text_that_may_not_be_quoted_is_pointed_at_without_quote() -> None:
    searcher = Searcher([replace(PASSAGES[7], quotable=False)], THESAURUS)
    found = answer(searcher, PLANS, "camera's")
    assert found.answered
    assert found.passages[0].quote == ""
    assert found.passages[0].page == 8


def test_a_passage_without_page_cites_its_section() -> None:
    searcher = Searcher(
        [Passage("a", PLAN.id, ("1 Camera's",), None, None, "Er hangen camera's.")], THESAURUS
    )
    said = answer(searcher, PLANS, "camera's").as_json()["passages"][0]
    assert (said["page"], said["page_label"]) == (None, None)
    assert said["url"] == "https://duinwijk.example/plan.pdf"


def test_at_most_three_quotes_and_as_many_as_asked() -> None:
    assert len(answer(SEARCHER, PLANS, "overlast", top=9).passages) <= 3
    assert len(answer(SEARCHER, PLANS, "overlast", top=1).passages) == 1


def test_an_answer_cannot_contradict_itself() -> None:
    with pytest.raises(ValueError, match="passages"):
        Answer(True, 0.9)
    with pytest.raises(ValueError, match="score"):
        Answer(False, 1.5)


@pytest.mark.parametrize(
    ("previous", "question", "meant"),
    [
        (
            "wat zegt het IVP over overlast?",
            "en bij jongeren?",
            "wat zegt het IVP over overlast bij jongeren?",
        ),
        ("overlast", "en hoe zit het met camera's?", "overlast met camera's?"),
        ("overlast", "camera's", "camera's"),
        ("overlast", "Wie heeft de regie?", "Wie heeft de regie?"),
    ],
)
def test_a_follow_up_is_understood_from_the_question_before(previous: str, question: str, meant: str) -> None:
    assert follow_up(previous, question) == meant


def test_an_asked_abbreviation_is_explained_in_the_words_of_the_plan() -> None:
    assert ask("Wat is het DOV?").explains == (("DOV", "Duinwijks Overleg Veiligheid"),)
    assert ask("woonoverlast").explains == ()


def test_a_row_of_a_table_of_abbreviations_explains_too() -> None:
    row = Passage(
        "a", PLAN.id, ("Afkortingen",), 4, "2", "boa (Betekenis: buitengewoon opsporingsambtenaar)", False
    )
    use = Passage(
        "b", PLAN.id, ("3 Toezicht",), 9, "7", "Iedere boa loopt drie avonden per week in het centrum."
    )
    found = answer(Searcher([row, use], THESAURUS), PLANS, "wat is een boa?")
    assert found.explains == (("boa", "buitengewoon opsporingsambtenaar"),)
    assert found.passages[0].quote == "Iedere boa loopt drie avonden per week in het centrum."


def test_a_sum_is_found_in_another_passage_than_the_first_that_names_the_subject() -> None:
    texts = [
        "Het cameratoezicht kwam een jaar te laat.",
        "Voor het cameratoezicht is 40.000 euro per jaar nodig.",
    ]
    passages = [Passage(str(n), PLAN.id, ("2 Toezicht",), None, None, text) for n, text in enumerate(texts)]
    found = answer(Searcher([*passages, *PASSAGES], THESAURUS), PLANS, "wat kost het cameratoezicht?")
    assert "40.000 euro" in found.passages[0].quote


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("wat is het telefoonnummer van het meldpunt", True),
        ("hoe lang hangen de camera's er", True),
        ("hoe lang duurt buurtbemiddeling", False),
        ("wat is het telefoonnummer van buurtbemiddeling", False),
        ("drinkwaterprijs", False),
    ],
)
def test_a_fact_that_is_not_told_is_no_answer(question: str, told: bool) -> None:
    """A passage that only names the subject does not tell its number, duration or price."""
    texts = (
        "Inwoners bereiken het meldpunt op 14 0123, dag en nacht.",
        "De camera's hangen er tot eind 2024.",
        "Buurtbemiddeling helpt buren die ruzie hebben.",
        "Bij uitval zorgt de gemeente voor drinkwater op acht plekken.",
        "Jongeren geven overlast bij het winkelcentrum.",
        "Elk jaar bespreekt de raad de cijfers over woninginbraak.",
    )
    passages = [Passage(str(n), "plan", (), None, None, text) for n, text in enumerate(texts)]
    found = Searcher(passages, Thesaurus.shipped()).find(question)
    assert is_answer(found) is told


def test_a_dutch_word_that_the_plan_lacks_is_no_slip_for_another() -> None:
    """Nobody who asks for "dronken" means "droge"."""
    passages = [
        Passage(str(n), "plan", (), None, None, text) for n, text in enumerate(("Droge zomers.", "Brand."))
    ]
    searcher = Searcher(passages, Thesaurus.shipped())
    assert searcher.suggestions(searcher.find("dronken lui").question) == ()
