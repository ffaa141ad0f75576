"""Where each term of a plan stands: a small inverted index on numpy arrays.

A term is a stem ("sluit"), or carries a mark: "~" a word family, "+" a part of a compound, "#" several words
in a row, "&" two words that occur in one compound. A heading's words count for its passages too.
"""

from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from knowledge.compounds import Splitter
from knowledge.dutch import Token, common_words, is_stop, root, stem, tokens
from knowledge.levers import Lever
from knowledge.passages import Passage
from knowledge.thesaurus import Key, Thesaurus

Floats = NDArray[np.float32]
Rows = NDArray[np.int32]

_HEADING = 2.0
_OUTER_HEADING = 0.5
_FULL_TEXT = 10
"""Words from which a passage counts fully for its heading."""
_PHRASE_GAP = 2
"""Words that may stand between two words of a term: "verward of onbegrepen gedrag"."""


@dataclass(frozen=True, slots=True)
class Posting:
    """The passages that hold a term, as row numbers in order, and how often."""

    rows: Rows
    counts: Floats


class Index:
    """The terms of a sequence of passages. Immutable; row n is passage n."""

    def __init__(self, passages: Sequence[Passage], thesaurus: Thesaurus, levers: frozenset[Lever]) -> None:
        self.size = len(passages)
        texts = [tokens(passage.text) for passage in passages]
        heads = [_heading_tokens(passage) if Lever.HEADINGS in levers else [] for passage in passages]
        every = (*texts, *(head for row in heads for head, _ in row))
        words = Counter(token.word for row in every for token in row if not is_stop(token.word))
        self.words: dict[str, float] = dict(words)
        self.splitter = Splitter([*words, *thesaurus.words, *common_words()])
        phrases = self._phrases = _Phrases(thesaurus.terms()) if Lever.THESAURUS in levers else _Phrases(())
        spelled = self._spelled = _Spelled(self.splitter, levers)
        gathered: dict[str, _Places] = defaultdict(_Places)
        for row, (text, head) in enumerate(zip(texts, heads, strict=True)):
            counts: dict[str, float] = defaultdict(float)
            for found, weight in ((text, 1.0), *head):
                for token in found:
                    for term in spelled.terms(token.word):
                        counts[term] += weight
                for phrase, _ in phrases.within(found):
                    counts[phrase] += weight
            for term, count in counts.items():
                gathered[term].add(row, count)
        spelled.freeze()
        self._postings = {term: places.posting() for term, places in gathered.items()}
        lengths = np.array([max(len(row), 1) for row in texts], dtype=np.float32)
        self.norms: Floats = lengths / lengths.mean() if self.size else lengths

    def posting(self, term: str) -> Posting | None:
        """Where a term stands; None when nowhere."""
        return self._postings.get(term)

    def terms_of(self, text: str) -> dict[str, list[tuple[int, int]]]:
        """The terms of a piece of text, with the spans of their words in it."""
        found: dict[str, list[tuple[int, int]]] = defaultdict(list)
        words = [token for token in tokens(text) if not is_stop(token.word)]
        for token in words:
            for term in self._spelled.terms(token.word):
                found[term].append((token.start, token.end))
        for phrase, parts in self._phrases.within(words):
            found[phrase].extend((token.start, token.end) for token in parts)
        return found

    def __contains__(self, term: str) -> bool:
        return term in self._postings


def phrase_term(key: Key) -> str:
    """The term of several words in a row."""
    return "#" + " ".join(key)


def pair_term(one: str, other: str) -> str:
    """The term of two roots that occur in one compound, in any order."""
    return "&" + "&".join(sorted((one, other)))


class _Places:
    """A posting being gathered; arrays, because a large library has tens of millions of places."""

    __slots__ = ("_counts", "_rows")

    def __init__(self) -> None:
        self._rows = array("i")
        self._counts = array("f")

    def add(self, row: int, count: float) -> None:
        self._rows.append(row)
        self._counts.append(count)

    def posting(self) -> Posting:
        return Posting(np.array(self._rows, dtype=np.int32), np.array(self._counts, dtype=np.float32))


class _Spelled:
    """The terms of a word, worked out once for each different word."""

    def __init__(self, splitter: Splitter, levers: frozenset[Lever]) -> None:
        self._splitter = splitter
        self._levers = levers
        self._known: dict[str, tuple[str, ...]] = {}
        self._full = False

    def terms(self, word: str) -> tuple[str, ...]:
        found = self._known.get(word)
        if found is None:
            found = () if is_stop(word) else tuple(self._work_out(word))
            if not self._full:
                self._known[word] = found
        return found

    def freeze(self) -> None:
        """Learn no more words: from here on the value is shared between turns."""
        self._full = True

    def _work_out(self, word: str) -> list[str]:
        found = [stem(word) if Lever.STEMS in self._levers else word]
        if Lever.FAMILIES in self._levers:
            found.append("~" + root(word))
        if Lever.COMPOUNDS in self._levers:
            parts = [root(part) for part in self._splitter.split(word)]
            found.extend("+" + part for part in dict.fromkeys(parts))
            found.extend(pair_term(one, other) for n, one in enumerate(parts) for other in parts[n + 1 :])
        return found


class _Phrases:
    """Finds terms of several words in a text; a few other words may stand between."""

    def __init__(self, keys: Iterable[Key]) -> None:
        self._by_first: dict[str, list[Key]] = defaultdict(list)
        for key in keys:
            if len(key) > 1:
                self._by_first[key[0]].append(key)

    def within(self, text: Sequence[Token]) -> list[tuple[str, list[Token]]]:
        """Each term that the text holds, with its words there."""
        words = [token for token in text if not is_stop(token.word)]
        stems = [stem(token.word) for token in words]
        found: list[tuple[str, list[Token]]] = []
        for start, first in enumerate(stems):
            for key in self._by_first.get(first, ()):
                places = _places(stems, start, key)
                found.extend([(phrase_term(key), [words[place] for place in places])] if places else ())
        return found


def _places(stems: Sequence[str], start: int, key: Key) -> list[int]:
    """Where the words of a term stand from `start` on; [] when one is too far away."""
    places = [start]
    for wanted in key[1:]:
        at = places[-1] + 1
        try:
            places.append(stems.index(wanted, at, at + 1 + _PHRASE_GAP))
        except ValueError:
            return []
    return places


def _heading_tokens(passage: Passage) -> list[tuple[list[Token], float]]:
    """The words of the headings above a passage; the nearest heading says most."""
    last = len(passage.section) - 1
    # A scrap of text is not about its heading just because it stands under it.
    share = min(1.0, len(passage.text.split()) / _FULL_TEXT)
    return [
        (tokens(heading), share * (_HEADING if level == last else _OUTER_HEADING))
        for level, heading in enumerate(passage.section)
    ]
