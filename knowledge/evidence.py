"""How much of a question a sentence holds, and by which of its words."""

from collections.abc import Iterable, Mapping, Sequence
from typing import TypeAlias

from knowledge.index import Index, Spans, Wanted
from knowledge.question import Concept

WHOLE_OF_PARTS = 0.85
"""How far the parts of a compound are the compound, where one sentence holds them all."""
ENOUGH = 0.4
"""From here on a word of a sentence counts as what was asked for."""

Held: TypeAlias = Mapping[str, Spans]


class Evidence:
    """Looks for the concepts of one question in sentences; each has a mass, which says how much it counts."""

    def __init__(self, index: Index, masses: Sequence[tuple[Concept, float]]) -> None:
        self._index = index
        self._masses = masses
        self._wanted = Wanted(keys_of(concept for concept, _ in masses))
        self._weight = sum(mass for _, mass in masses)

    def of(self, sentence: str) -> tuple[float, Spans]:
        """How much of the question a sentence holds (0 to 1), and the spans of the words that hold it."""
        held = self._index.terms_of(sentence, self._wanted)
        if not held:
            return 0.0, ()
        total = 0.0
        spans: set[tuple[int, int]] = set()
        for concept, mass in self._masses:
            grounds, where = grounds_of(concept, held)
            total += mass * grounds
            if concept.importance == 1:
                spans.update(where)
        return (total / self._weight if self._weight else 0.0), tuple(sorted(spans))


def keys_of(concepts: Iterable[Concept]) -> frozenset[str]:
    """Every term that concepts or their parts are looked up by."""
    parts = [part for concept in concepts for part in (concept, *concept.parts)]
    return frozenset([term.key for part in parts for term in part.terms])


def grounds_of(concept: Concept, held: Held) -> tuple[float, list[tuple[int, int]]]:
    """How far the terms of a sentence are what a concept asks for, and where."""
    best = 0.0
    spans: list[tuple[int, int]] = []
    for term in concept.terms:
        if term.key in held:
            best = max(best, term.grounds)
            if term.grounds >= ENOUGH:
                spans.extend(held[term.key])
    if concept.parts:
        each = [grounds_of(part, held) for part in concept.parts]
        if (all_parts := WHOLE_OF_PARTS * min(grounds for grounds, _ in each)) > best:
            best = all_parts
            spans.extend(span for _, where in each for span in where)
    return best, spans
