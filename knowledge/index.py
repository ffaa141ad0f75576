"""Where each term of a plan stands: a small inverted index on numpy arrays.

A term is a stem ("sluit"), or carries a mark: "~" a word family, "+" a part of a compound, "#" several words
in a row, "&" two words that occur in one compound. A heading's words count for its passages too.
"""

import math
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple, TypeAlias

import numpy as np

from knowledge.compounds import Splitter
from knowledge.dutch import common_words, is_stop, normal, root, stem, tokens, word_matches
from knowledge.levers import Lever
from knowledge.passages import Passage
from knowledge.postings import PHRASE_GAP, Corpus, Floats
from knowledge.thesaurus import Key, Thesaurus

Spans: TypeAlias = tuple[tuple[int, int], ...]
"""Where words stand in a piece of text, as start and end."""

_PHRASE = "#"
_HEADING = 2.0
_OUTER_HEADING = 0.5
_KEPT_TEXTS = 4_096
"""Sentences and headings of which the terms are kept: all of a plan of 200 pages."""
_FULL_TEXT = 10
"""Words from which a passage counts fully for its heading."""


class Index:
    """The terms of a sequence of passages; row n is passage n. Immutable, but for what it has looked at."""

    def __init__(self, passages: Sequence[Passage], thesaurus: Thesaurus, levers: frozenset[Lever]) -> None:
        self.size = len(passages)
        corpus = Corpus()
        for row, passage in enumerate(passages):
            corpus.add(row, passage.text)
        lengths = corpus.lengths().tolist()
        if Lever.HEADINGS in levers:
            for row, passage in enumerate(passages):
                # A scrap of text is not about its heading just because it stands under it.
                share = min(1.0, lengths[row] / _FULL_TEXT)
                last = len(passage.section) - 1
                for level, heading in enumerate(passage.section):
                    corpus.add_again(row, heading, share * (_HEADING if level == last else _OUTER_HEADING))
        self.words: dict[str, float] = corpus.counts()
        self.splitter = Splitter([*self.words, *thesaurus.words, *common_words()])
        keys = thesaurus.phrases() if Lever.THESAURUS in levers else []
        spelled = _Spelled(self.splitter, levers)
        self._runs = _Runs(spelled)
        self._read = lru_cache(maxsize=_KEPT_TEXTS)(self._read_text)
        self._postings = corpus.postings(spelled.learn, [(phrase_term(key), key) for key in keys])
        counted = np.maximum(np.array(lengths, dtype=np.float32), 1)
        self.norms: Floats = counted / counted.mean() if self.size else counted

    @property
    def terms(self) -> Container[str]:
        """The terms that stand somewhere."""
        return self._postings.numbers.keys()

    def weighed(self, terms: Iterable[tuple[str, float]]) -> Floats:
        """For every passage how often it holds any of the terms, each counted by its weight."""
        return self._postings.weighed(terms)

    def strongest(self, terms: Iterable[tuple[str, float]], rows: Sequence[int]) -> list[float]:
        """For each of a few passages the highest value of the terms that it holds; 0 when it holds none."""
        return self._postings.strongest(terms, rows)

    def spread(self, term: str) -> int:
        """In how many passages a term stands."""
        return self._postings.spread(term)

    def rarity(self, passages: float) -> float:
        """How telling a word is that stands in so many passages; the measure of BM25."""
        return math.log(1 + (self.size - passages + 0.5) / (passages + 0.5))

    def terms_of(self, text: str, wanted: "Wanted") -> dict[str, Spans]:
        """Which of the wanted terms a piece of text holds, with the spans of their words in it."""
        held = self._read(text)
        found = {term: held.terms[term] for term in held.terms.keys() & wanted.terms}
        for start, first in enumerate(held.stems if wanted.phrases else ()):
            for term, key in wanted.phrases.get(first, ()):
                places = _places(held.stems, start, key)
                if places:
                    found[term] = (*found.get(term, ()), *(held.places[place] for place in places))
        return found

    def _read_text(self, text: str) -> "_Held":
        """What a piece of text holds, whatever is asked."""
        terms: dict[str, Spans] = {}
        stems: list[str] = []
        places: list[tuple[int, int]] = []
        for match in word_matches(text):
            run, start = match[0], match.start()
            for own, base, first, last in self._runs[run]:
                place = (start + first, start + last)
                stems.append(base)
                places.append(place)
                for term in own:
                    terms[term] = (*terms.get(term, ()), place)
        return _Held(terms, stems, places)

    def __contains__(self, term: str) -> bool:
        return term in self.terms


def phrase_term(key: Key) -> str:
    """The term of several words in a row."""
    return _PHRASE + " ".join(key)


def pair_term(one: str, other: str) -> str:
    """The term of two roots that occur in one compound, in any order."""
    return "&" + "&".join(sorted((one, other)))


class _Held(NamedTuple):
    """The terms of a piece of text with the spans of their words; the stems and places of all of them."""

    terms: Mapping[str, Spans]
    stems: Sequence[str]
    places: Sequence[tuple[int, int]]


class _Spelled:
    """The terms of a word, worked out once for each different word."""

    def __init__(self, splitter: Splitter, levers: frozenset[Lever]) -> None:
        self._splitter = splitter
        self._levers = levers
        self._known: dict[str, tuple[str, ...]] = {}

    def learn(self, word: str) -> tuple[str, ...]:
        """The terms of a word of the passages, kept from now on."""
        found = self._known[word] = tuple(self._work_out(word))
        return found

    def terms(self, word: str) -> tuple[str, ...]:
        """The terms of any word; another one is not kept, because the value is shared between turns."""
        found = self._known.get(word)
        if found is None:
            found = () if is_stop(word) else tuple(self._work_out(word))
        return found

    def _work_out(self, word: str) -> list[str]:
        found = [stem(word) if Lever.STEMS in self._levers else word]
        if Lever.FAMILIES in self._levers:
            found.append("~" + root(word))
        if Lever.COMPOUNDS in self._levers:
            parts = [root(part) for part in self._splitter.split(word)]
            found.extend("+" + part for part in dict.fromkeys(parts))
            found.extend(pair_term(one, other) for n, one in enumerate(parts) for other in parts[n + 1 :])
        return found


class _Runs(dict[str, tuple[tuple[tuple[str, ...], str, int, int], ...]]):
    """The words of a run of letters and hyphens that carry a subject: terms, stem and place of each.

    Worked out once for each run; there are as many as the passages have.
    """

    def __init__(self, spelled: _Spelled) -> None:
        super().__init__()
        self._spelled = spelled

    def __missing__(self, run: str) -> tuple[tuple[tuple[str, ...], str, int, int], ...]:
        words = ((normal(run), 0, len(run)),) if run.isalnum() else [token[:3] for token in tokens(run)]
        found = self[run] = tuple(
            (terms, stem(word), start, end)
            for word, start, end in words
            if (terms := self._spelled.terms(word))
        )
        return found


class Wanted:
    """The terms of a question, made ready to be looked for in sentences. Immutable."""

    def __init__(self, terms: frozenset[str]) -> None:
        self.terms = terms
        self.phrases: dict[str, list[tuple[str, Key]]] = defaultdict(list)
        for term in [term for term in terms if term[0] == _PHRASE]:
            key = tuple(term.removeprefix(_PHRASE).split())
            self.phrases[key[0]].append((term, key))


def _places(stems: Sequence[str], start: int, key: Key) -> list[int]:
    """Where the words of a term stand from `start` on; [] when one is too far away."""
    places = [start]
    for wanted in key[1:]:
        at = places[-1] + 1
        try:
            places.append(stems.index(wanted, at, at + 1 + PHRASE_GAP))
        except ValueError:
            return []
    return places
