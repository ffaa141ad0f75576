"""Ranks the passages of plans for a question, and says how sure it is that they hold an answer."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np

from knowledge.abbreviations import abbreviations
from knowledge.dutch import bases, normal, root, stem
from knowledge.evidence import Evidence
from knowledge.facts import wanted_figure
from knowledge.index import Index
from knowledge.levers import ALL, Lever
from knowledge.passages import Passage
from knowledge.postings import Floats
from knowledge.question import Concept, Question, Reader
from knowledge.surety import Surety
from knowledge.thesaurus import Thesaurus

_K1 = 1.2
_COVERAGE = 0.6
_PARTS = 0.3
_ONLY_PARTS = 0.7
_B = 0.3
_FACT = 0.6
_NO_SUBJECT = 0.5
_FACT_DEPTH = 8
_TOLD = 0.25
_UNTOLD = 0.5
_BLOCK = 64
_SAME_BEGIN = 3


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage that was found. `score` ranks; `sure`: how far it holds what was asked for (0 to 1)."""

    passage: Passage
    score: float
    sure: float


@dataclass(frozen=True, slots=True)
class Found:
    """What a search gives: hits, best first, and the question as it was understood."""

    question: Question
    hits: tuple[Hit, ...]

    @property
    def sure(self) -> float:
        """How sure it is that one of the first three passages holds what was asked for (0 to 1)."""
        return max((hit.sure for hit in self.hits[:3]), default=0.0)


class Searcher:
    """Finds passages. Immutable, so that turns may share it; make a new one when a plan changes."""

    def __init__(
        self, passages: Iterable[Passage], thesaurus: Thesaurus, levers: Iterable[Lever] = ALL
    ) -> None:
        self.passages: tuple[Passage, ...] = tuple(passages)
        self.levers = frozenset(levers)
        self.abbreviations = abbreviations(self.passages) if Lever.ABBREVIATIONS in self.levers else {}
        if Lever.EVERYDAY not in self.levers:
            thesaurus = Thesaurus(thesaurus.entries)
        thesaurus = thesaurus.with_terms(found.as_entry() for found in self.abbreviations.values())
        self._index = Index(self.passages, thesaurus, self.levers)
        self._norms: Floats = _K1 * (1 - _B + _B * self._index.norms)
        self._surety = Surety(self._index, self.passages, self.levers)
        self._reader = Reader(self._index, thesaurus, self.levers)

    @property
    def words(self) -> Mapping[str, float]:
        """The words of the plans, with how often each occurs."""
        return self._index.words

    def find(self, text: str, top: int = 10) -> Found:
        """The best passages for a question; none when no word of it, nor a word like it, occurs."""
        question = self._reader.read(text)
        if not question.concepts or not self.passages:
            return Found(question, ())
        scores = self._scores(question.concepts)
        rows = _best(scores, top)
        sure = self._surety.of(question.concepts, rows)
        hits = [Hit(self.passages[row], float(scores[row]), how) for row, how in zip(rows, sure, strict=True)]
        if Lever.FACTS in self.levers:
            hits = self._facts_first(question, hits)
        return Found(question, tuple(hits))

    def evidence(self, question: Question) -> Evidence:
        """What tells how much of a question a sentence holds."""
        return Evidence(self._index, self._surety.masses(question.concepts))

    def holds(self, word: str) -> bool:
        """Whether a word may stand anywhere, headings included: a form of it, its family, in a compound."""
        word = normal(word)
        if any(term in self._index for term in (stem(word), "~" + root(word), "+" + root(word))):
            return True
        own = bases(word)
        return any(
            other.startswith(word)
            or other.endswith(word)
            or (other[:_SAME_BEGIN] == word[:_SAME_BEGIN] and not own.isdisjoint(bases(other)))
            for other in self._index.words
        )

    def explained(self, question: Question) -> tuple[tuple[str, str], ...]:
        """The asked words that are abbreviations, with what the plan says that they stand for."""
        known = (self.abbreviations.get(concept.word) for concept in question.concepts)
        return tuple((one.short, one.full) for one in known if one)

    def suggestions(self, question: Question) -> tuple[str, ...]:
        """Words of the plan that look like the asked words that it does not hold, for "bedoelde je …?"."""
        return self._reader.suggestions(question)

    def _facts_first(self, question: Question, hits: list[Hit]) -> list[Hit]:
        """Lifts passages with a sentence that holds the subject and, if asked for, a number or moment."""
        wanted = wanted_figure(question.text)
        if wanted is None:
            return hits
        lifted = []
        evidence = self.evidence(question)
        for hit in hits[:_FACT_DEPTH]:
            each = sorted(((evidence.of(one)[0], one) for one in hit.passage.sentences()), reverse=True)
            # The most telling one first: looking for a number takes longer than looking for words.
            held = next((held for held, sentence in each if held and wanted.search(sentence)), 0.0)
            # A passage that tells no number of the subject hardly answers "hoeveel".
            told = _UNTOLD + (1 - _UNTOLD) * min(1.0, held / _TOLD)
            lifted.append(replace(hit, score=hit.score * (1 + _FACT * held), sure=hit.sure * told))
        return [*sorted(lifted, key=lambda hit: -hit.score), *hits[_FACT_DEPTH:]]

    def _scores(self, concepts: Sequence[Concept]) -> Floats:
        total = np.zeros(self._index.size, dtype=np.float32)
        covered = np.zeros(self._index.size, dtype=np.float32)
        weight = 0.0
        # Where a word of the field is asked for, the other words say less about which passage is meant.
        field = Lever.SUBJECTS in self.levers and any(one.subject and one.importance == 1 for one in concepts)
        for concept in concepts:
            score, idf = self._concept(concept)
            importance = concept.importance * (_NO_SUBJECT if field and not concept.subject else 1.0)
            total += score * importance
            mass = importance * idf
            covered += mass * np.minimum(1, score / max(idf, 1e-6))
            weight += mass
        if weight and Lever.COVERAGE in self.levers:
            total *= 1 - _COVERAGE + (_COVERAGE / weight) * covered
        return total

    def _concept(self, concept: Concept) -> tuple[Floats, float]:
        """The score of each passage for one concept, and how telling the concept is."""
        counts = self._index.weighed((term.key, term.weight) for term in concept.terms)
        idf = self._index.rarity(float(np.minimum(counts, 1).sum()))
        score = idf * (1 + _K1) * counts / (counts + self._norms)
        if concept.parts:
            share = _PARTS if concept.terms else _ONLY_PARTS
            for part in concept.parts:
                score += self._concept(part)[0] * (share * part.importance)
        return score, idf


def _best(scores: Floats, top: int) -> list[int]:
    """The rows with the highest scores above zero; the earlier passage first among equals."""
    bound = np.float32(0)
    if scores.size > _BLOCK * top:
        # Each of the `top` best blocks holds a row at least as good as the last of their maxima.
        whole = scores[: scores.size // _BLOCK * _BLOCK].reshape(-1, _BLOCK).max(axis=1)
        bound = np.sort(whole)[-top]
    rows = np.flatnonzero((scores >= bound) & (scores > 0))
    return [int(row) for row in rows[np.argsort(-scores[rows], kind="stable")][:top]]
