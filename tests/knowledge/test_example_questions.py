"""Questions about the example plan, written by two people who had seen the plan and no code.

Each names the sentence that answers it, with its section and page, or nothing when the plan does not tell.
The levels below are what the bot really reaches (docs/retrieval.md), with room for a question or two.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

import pypdfium2

from knowledge.librarian import Librarian, librarian_of
from knowledge.library import Details
from knowledge.plans.make_example import PDF
from knowledge.quotes import Quote

_QUESTIONS = Path(__file__).with_name("example_plan_questions.jsonl")


@dataclass(frozen=True, slots=True)
class Place:
    """A sentence of the plan (or the cells of a row), the number of its section, and its page."""

    sentence: str
    section: str
    page: int

    def is_told_by(self, quote: Quote) -> bool:
        """Whether a quote holds the sentence, or names every cell of the row."""
        if quote.quote:
            return self.sentence in quote.quote
        return set(self.sentence.split()) <= set(_plain(quote.unquoted).split())

    def is_where(self, quote: Quote) -> bool:
        return quote.page == self.page and quote.section[-1].split()[0] == self.section


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the places that answer it, and the quotes that the bot gave."""

    question: str
    places: tuple[Place, ...]
    quotes: tuple[Quote, ...]

    def told(self) -> list[tuple[Place, Quote]]:
        return [(place, quote) for quote in self.quotes for place in self.places if place.is_told_by(quote)]


def _plain(row: str) -> str:
    return row.translate(str.maketrans("();:", "    "))


@cache
def asked() -> tuple[Asked, ...]:
    with TemporaryDirectory() as folder:
        librarian = librarian_of(Path(folder))
        librarian.library.add([PDF], Details("Integraal veiligheidsplan", "2023-2026"))
        return tuple(_asked(librarian))


def _asked(librarian: Librarian) -> Iterator[Asked]:
    for line in _QUESTIONS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        sentences = [" ".join(sentence.split()) for sentence in row["sentences"]]
        sections = row.get("sections") or [row["section"]] * len(sentences)
        pages = row.get("pages") or [row["page"]] * len(sentences)
        places = tuple(map(Place, sentences, sections, pages))
        found = librarian.ask(row["question"])
        assert found is not None
        yield Asked(row["question"], places, found.passages)


def share(which: list[bool]) -> float:
    return sum(which) / len(which)


@cache
def pages_of_the_plan() -> tuple[str, ...]:
    with pypdfium2.PdfDocument(PDF) as pdf:
        texts = [page.get_textpage().get_text_range() for page in pdf]
    # pdfium writes U+FFFE for a hyphen at the end of a line.
    return tuple(" ".join(text.replace("\ufffe\r\n", "").replace("\ufffe", "").split()) for text in texts)


def test_what_should_be_answered_stands_word_for_word_on_the_page_that_the_question_names() -> None:
    places = [place for one in asked() for place in one.places]
    assert len(places) >= 50
    for place in places:
        assert place.sentence in pages_of_the_plan()[place.page - 1]


def test_every_quote_stands_word_for_word_on_the_page_that_the_bot_names() -> None:
    quotes = [quote for one in asked() for quote in one.quotes if quote.quote]
    assert len(quotes) >= 50
    for quote in quotes:
        assert quote.page is not None
        assert quote.quote in pages_of_the_plan()[quote.page - 1]


def test_most_questions_are_answered_with_the_sentence_that_tells() -> None:
    answerable = [one for one in asked() if one.places]
    assert len(answerable) == 99
    assert share([bool(one.quotes) for one in answerable]) >= 0.77
    assert share([bool(one.told()) for one in answerable]) >= 0.69
    assert share([any(quote is one.quotes[0] for _, quote in one.told()) for one in answerable]) >= 0.63


def test_a_sentence_that_tells_is_named_with_its_section_and_page() -> None:
    told = [pair for one in asked() for pair in one.told()]
    assert told
    assert all(place.is_where(quote) for place, quote in told)


def test_what_the_plan_does_not_tell_is_mostly_refused() -> None:
    untold = [one for one in asked() if not one.places]
    assert len(untold) == 55
    assert share([bool(one.quotes) for one in untold]) <= 0.20


def test_who_asks_with_the_words_of_the_plan_gets_the_sentence() -> None:
    rows = [json.loads(line) for line in _QUESTIONS.read_text(encoding="utf-8").splitlines()]
    plainly = {row["question"] for row in rows if row["kind"] == "keyword"}
    assert plainly
    assert all(one.told() for one in asked() if one.question in plainly)
