"""Answers that were pointed out, put before what the search found; and the sentences to point at."""

import re
from collections.abc import Mapping
from dataclasses import replace

from knowledge.answer import quote_of, quoted
from knowledge.passages import Passage, Plan
from knowledge.pins import Pin
from knowledge.quotes import Answer, Quote
from knowledge.search import Searcher


def with_pinned(
    searcher: Searcher, plans: Mapping[str, Plan], found: Answer, question: str, pin: Pin, top: int
) -> Answer:
    """`found` with the sentence of a pin before it; as it was when these plans do not have that sentence."""
    first = of_pin(searcher, plans, question, pin)
    if first is None:
        return found
    others = [one for one in found.passages if one.passage != first.passage]
    passages = (first, *others)[: max(1, min(top, 3))]
    return replace(found, answered=True, score=1.0, passages=passages, nearest=(), meant=())


def of_pin(searcher: Searcher, plans: Mapping[str, Plan], question: str, pin: Pin) -> Quote | None:
    """The sentence of a pin, quoted from where it stands now; None when these plans do not have it."""
    passage = pin.place(searcher.passages)
    if passage is None:
        return None
    _, spans = searcher.evidence(searcher.find(question, 1).question).of(pin.quote)
    return quoted(plans, passage, pin.quote, spans, 1.0)


_SECTION_NUMBER = re.compile(
    r"\s*(?:paragraaf |hoofdstuk |§ ?)?(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s*", re.IGNORECASE
)


def nearest(searcher: Searcher, plans: Mapping[str, Plan], words: str, top: int) -> tuple[Quote, ...]:
    """At most `top` quotable passages for some words, however unsure, or of a section named by its number."""
    if number := _SECTION_NUMBER.fullmatch(words):
        there = (one for one in searcher.passages if one.quotable and _numbered(one, number[1]))
        return tuple(quoted(plans, one, one.sentences()[0], (), 0.0) for one in there)[:top]
    found = searcher.find(words, 3 * top)
    evidence = searcher.evidence(found.question)
    quotable = [hit for hit in found.hits if hit.passage.quotable]
    return tuple(quote_of(evidence, plans, found, hit) for hit in quotable[:top])


def _numbered(passage: Passage, number: str) -> bool:
    return any(re.match(rf"{re.escape(number)}(?:\.?\s|\.?$)", title) for title in passage.section)
