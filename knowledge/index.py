"""Where each term of a plan stands: a small inverted index on numpy arrays.

A term is a stem ("sluit"), or carries a mark: "~" a word family, "+" a part of a compound, "#" several words
in a row, "&" two words that occur in one compound. A heading's words count for its passages too.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from knowledge.compounds import Splitter
from knowledge.dutch import Token, common_words, is_stop, root, stem, tokens, word_matches
from knowledge.levers import Lever
from knowledge.passages import Passage
from knowledge.postings import PHRASE_GAP, Corpus, Floats, Posting
from knowledge.thesaurus import Key, Thesaurus

_PHRASE = "#"
_HEADING = 2.0
_OUTER_HEADING = 0.5
_FULL_TEXT = 10
"""Words from which a passage counts fully for its heading."""


class Index:
    """The terms of a sequence of passages; row n is passage n. Immutable, but for words it has looked at."""

    def __init__(self, passages: Sequence[Passage], thesaurus: Thesaurus, levers: frozenset[Lever]) -> None:
        self.size = len(passages)
        corpus = Corpus()
        lengths = [corpus.add(row, passage.text) for row, passage in enumerate(passages)]
        if Lever.HEADINGS in levers:
            for row, passage in enumerate(passages):
                # A scrap of text is not about its heading just because it stands under it.
                share = min(1.0, lengths[row] / _FULL_TEXT)
                last = len(passage.section) - 1
                for level, heading in enumerate(passage.section):
                    corpus.add_again(row, heading, share * (_HEADING if level == last else _OUTER_HEADING))
        self.words: dict[str, float] = corpus.counts()
        self.splitter = Splitter([*self.words, *thesaurus.words, *common_words()])
        keys = [key for key in thesaurus.terms() if len(key) > 1] if Lever.THESAURUS in levers else []
        self._seen: dict[str, tuple[tuple[tuple[str, ...], str, int, int], ...]] = {}
        self._spelled = _Spelled(self.splitter, levers)
        self._postings = corpus.postings(self._spelled.learn, [(phrase_term(key), key) for key in keys])
        counted = np.maximum(np.array(lengths, dtype=np.float32), 1)
        self.norms: Floats = counted / counted.mean() if self.size else counted

    def posting(self, term: str) -> Posting | None:
        """Where a term stands; None when nowhere."""
        return self._postings.get(term)

    def spread(self, term: str) -> int:
        """In how many passages a term stands."""
        return self._postings.spread(term)

    def rarity(self, passages: float) -> float:
        """How telling a word is that stands in so many passages; the measure of BM25."""
        return math.log(1 + (self.size - passages + 0.5) / (passages + 0.5))

    def terms_of(self, text: str, wanted: "Wanted") -> dict[str, list[tuple[int, int]]]:
        """Which of the wanted terms a piece of text holds, with the spans of their words in it."""
        found: dict[str, list[tuple[int, int]]] = {}
        begins = False
        words, phrases, seen = wanted.words, wanted.phrases, self._seen
        for match in word_matches(text):
            run = match[0]
            for terms, base, first, last in seen.get(run) or self._look_at(run):
                if not words.isdisjoint(terms):
                    place = (match.start() + first, match.start() + last)
                    for term in words.intersection(terms):
                        found.setdefault(term, []).append(place)
                begins = begins or base in phrases
        if begins:
            for phrase, parts in _phrases(text, wanted.phrases):
                found.setdefault(phrase, []).extend((token.start, token.end) for token in parts)
        return found

    def _look_at(self, run: str) -> tuple[tuple[tuple[str, ...], str, int, int], ...]:
        """The words of a run that carry a subject: terms, stem and place of each, kept for the next time."""
        found = self._seen[run] = tuple(
            (terms, stem(token.word), token.start, token.end)
            for token in tokens(run)
            if (terms := self._spelled.terms(token.word))
        )
        return found

    def __contains__(self, term: str) -> bool:
        return term in self._postings


def phrase_term(key: Key) -> str:
    """The term of several words in a row."""
    return _PHRASE + " ".join(key)


def pair_term(one: str, other: str) -> str:
    """The term of two roots that occur in one compound, in any order."""
    return "&" + "&".join(sorted((one, other)))


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


class Wanted:
    """The terms of a question, made ready to be looked for in sentences. Immutable."""

    def __init__(self, terms: Iterable[str]) -> None:
        terms = frozenset(terms)
        self.words = frozenset(term for term in terms if not term.startswith(_PHRASE))
        self.phrases: dict[str, list[tuple[str, Key]]] = defaultdict(list)
        for term in terms - self.words:
            key = tuple(term.removeprefix(_PHRASE).split())
            self.phrases[key[0]].append((term, key))


def _phrases(text: str, wanted: Mapping[str, Sequence[tuple[str, Key]]]) -> list[tuple[str, list[Token]]]:
    """Each wanted term of several words that a text holds, with its words; a few others may stand between."""
    words = [token for token in tokens(text) if not is_stop(token.word)]
    stems = [stem(token.word) for token in words]
    found: list[tuple[str, list[Token]]] = []
    for start, first in enumerate(stems):
        for term, key in wanted.get(first, ()):
            places = _places(stems, start, key)
            found.extend([(term, [words[place] for place in places])] if places else ())
    return found


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
