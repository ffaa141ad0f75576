"""Gathers where each term stands, for all words of all passages at once: whole arrays instead of loops."""

from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from itertools import chain

import numpy as np
from numpy.typing import NDArray

from knowledge.dutch import is_stop, stem, word_runs, words_of_run

Floats = NDArray[np.float32]
Rows = NDArray[np.int32]
_Numbers = NDArray[np.int64]

_AT_ONCE = 64
_NO_MORE = -2

PHRASE_GAP = 2
"""Words that may stand between two words of a term: "verward of onbegrepen gedrag"."""


class Postings:
    """For every term the rows that hold it, in order, and how often; kept in two arrays. Immutable."""

    def __init__(
        self, numbers: Mapping[str, int], rows: Rows, counts: Floats, bounds: _Numbers, size: int
    ) -> None:
        self.numbers = numbers
        self._rows = rows
        self._counts = counts
        self._bounds: list[int] = bounds.tolist()
        self._size = size

    def spread(self, term: str) -> int:
        """In how many rows a term stands."""
        number = self.numbers.get(term)
        return 0 if number is None else self._bounds[number + 1] - self._bounds[number]

    # A call of numpy costs about as much as the posting of a rare term is long. So the postings of many terms
    # are laid one behind the other and worked on as one array.

    def weighed(self, terms: Iterable[tuple[str, float]]) -> Floats:
        """For every row how often it holds any of the terms, each counted by its weight."""
        parts, weights = self._parts(terms)
        if not parts:
            return np.zeros(self._size, dtype=np.float32)
        rows = np.concatenate([self._rows[part] for part in parts])
        counts = np.concatenate([self._counts[part] for part in parts])
        counts *= np.repeat(np.array(weights, dtype=np.float32), [part.stop - part.start for part in parts])
        return np.bincount(rows, counts, self._size).astype(np.float32)

    def strongest(self, terms: Iterable[tuple[str, float]], rows: Sequence[int]) -> list[float]:
        """For each of a few rows the highest value of the terms that it holds; 0 when it holds none."""
        best = np.zeros(len(rows) + 1)
        parts, values = self._parts(terms)
        if parts:
            places = np.zeros(self._size, dtype=np.uint8 if len(rows) < 255 else np.int32)
            places[rows] = np.arange(1, len(rows) + 1)
            place = places[np.concatenate([self._rows[part] for part in parts])]
            asked = np.flatnonzero(place)
            each = np.repeat(values, [part.stop - part.start for part in parts])
            np.maximum.at(best, place[asked], each[asked])
        found: list[float] = best[1:].tolist()
        return found

    def _parts(self, terms: Iterable[tuple[str, float]]) -> tuple[list[slice], list[float]]:
        """Where the postings of the terms lie, of those that have one, and the value of each."""
        numbers, bounds = self.numbers, self._bounds
        known = [(number, value) for term, value in terms if (number := numbers.get(term)) is not None]
        parts = [slice(bounds[number], bounds[number + 1]) for number, _ in known]
        return parts, [value for _, value in known]


class Corpus:
    """Pieces of text in order, as numbers of their chunks; each belongs to a row and has a weight there."""

    def __init__(self) -> None:
        self.words: dict[str, int] = {}
        self._chunks = _Chunks(self.words)
        self._texts: dict[str, array[int]] = {}
        self._flat = array("i")
        self._rows = array("i")
        self._weights = array("f")
        self._lengths = array("i")

    def add(self, row: int, text: str, weight: float = 1.0) -> None:
        """Add a text that is there once."""
        before = len(self._flat)
        self._flat.extend(map(self._chunks.__getitem__, text.split()))
        self._piece(row, weight, len(self._flat) - before)

    def add_again(self, row: int, text: str, weight: float) -> None:
        """Add a text that stands above many passages, such as a heading."""
        known = self._texts.get(text)
        if known is None:
            known = self._texts[text] = array("i", map(self._chunks.__getitem__, text.split()))
        self._flat.extend(known)
        self._piece(row, weight, len(known))

    def _piece(self, row: int, weight: float, length: int) -> None:
        self._rows.append(row)
        self._weights.append(weight)
        self._lengths.append(length)

    def lengths(self) -> _Numbers:
        """How many words each piece has, in the order in which they were added."""
        begins = np.concatenate(([0], np.cumsum(self._chunks.sizes()[self._chunks_in_order()])))
        ends = np.cumsum(np.asarray(self._lengths, dtype=np.int64))
        return np.diff(begins[ends], prepend=0)

    def counts(self) -> dict[str, float]:
        """How often each word with a subject occurs."""
        times = np.bincount(self._chunks_in_order(), minlength=len(self._chunks))
        each = np.repeat(times, self._chunks.sizes())
        found = np.bincount(self._chunks.inside(), each, len(self.words))
        return {
            word: count
            for word, count in zip(self.words, found.tolist(), strict=True)
            if count and not is_stop(word)
        }

    def _chunks_in_order(self) -> _Numbers:
        return np.asarray(self._flat, dtype=np.int64)

    def postings(
        self, terms_of: Callable[[str], Iterable[str]], phrases: Iterable[tuple[str, Sequence[str]]]
    ) -> Postings:
        """The postings of the terms of each word, and of terms that are several stems in a row."""
        carries = np.array([not is_stop(word) for word in self.words], dtype=bool)
        begins = np.concatenate(([0], np.cumsum(self._chunks.sizes())))
        flat, _ = _spread(self._chunks.inside(), begins, self._chunks_in_order())
        pieces = np.repeat(np.arange(len(self._lengths)), self.lengths())
        kept = carries[flat] if flat.size else np.zeros(0, dtype=bool)
        flat, pieces = flat[kept], pieces[kept]
        rows = np.asarray(self._rows, dtype=np.int64)[pieces]
        weights = np.asarray(self._weights, dtype=np.float32)[pieces]
        size = int(max(self._rows, default=0)) + 1
        numbers: dict[str, int] = {}
        words, word_rows, word_counts = _summed(flat, rows, weights, size)
        terms, at = self._terms(terms_of, numbers, carries)
        of_words, times = _spread(terms, at, words)
        found = [(of_words, np.repeat(word_rows, times), np.repeat(word_counts, times))]
        found += self._phrases(phrases, numbers, flat, pieces, rows, weights)
        every = [np.concatenate(part) for part in zip(*found, strict=True)]
        keys, term_rows, counts = _summed(every[0], every[1], every[2], size)
        bounds = np.searchsorted(keys, np.arange(len(numbers) + 1))
        return Postings(numbers, term_rows.astype(np.int32), counts, bounds, size)

    def _terms(
        self, terms_of: Callable[[str], Iterable[str]], numbers: dict[str, int], carries: NDArray[np.bool_]
    ) -> tuple[_Numbers, _Numbers]:
        """The numbers of the terms of each word in one array, and where those of each word begin."""
        flat = array("i")
        at = array("i", [0])
        for word, carried in zip(self.words, carries.tolist(), strict=True):
            if carried:
                flat.extend(numbers.setdefault(term, len(numbers)) for term in terms_of(word))
            at.append(len(flat))
        return np.asarray(flat, dtype=np.int64), np.asarray(at, dtype=np.int64)

    def _phrases(
        self,
        phrases: Iterable[tuple[str, Sequence[str]]],
        numbers: dict[str, int],
        flat: _Numbers,
        pieces: _Numbers,
        rows: _Numbers,
        weights: Floats,
    ) -> list[tuple[_Numbers, _Numbers, Floats]]:
        """Where terms of several words stand; a few other words may stand between."""
        stems: dict[str, int] = {}
        of_word = np.array(
            [-1 if is_stop(word) else stems.setdefault(stem(word), len(stems)) for word in self.words],
            dtype=np.int64,
        )
        wanted = [
            (term, [stems[one] for one in key]) for term, key in phrases if all(one in stems for one in key)
        ]
        if not wanted:
            return []
        # Places behind the end belong to no piece.
        end = np.full(PHRASE_GAP + 1, -1)
        there = np.concatenate((of_word[flat], end))
        piece = np.concatenate((pieces, end))
        starts = _places(there, {key[0] for _, key in wanted})
        longest = max(len(key) for _, key in wanted)
        asked = np.array([[*key, *[_NO_MORE] * (longest - len(key))] for _, key in wanted])
        numbered = np.zeros(len(wanted), dtype=np.int64)
        found = []
        # All terms in a few goes: each call of numpy looks for the next word of many terms.
        for some in range(0, len(wanted), _AT_ONCE):
            firsts = [starts[first] for first in asked[some : some + _AT_ONCE, 0].tolist()]
            term = np.repeat(np.arange(some, some + len(firsts)), [first.size for first in firsts])
            begin = place = np.concatenate(firsts)
            for nth in range(1, longest):
                one = asked[term, nth]
                following = np.where(one == _NO_MORE, place, _following(there, piece, place, one))
                kept = following >= 0
                term, begin, place = term[kept], begin[kept], following[kept]
            for number in np.unique(term).tolist():
                numbered[number] = numbers.setdefault(wanted[number][0], len(numbers))
            found.append((numbered[term], rows[begin], weights[begin]))
        return found


class _Chunks(dict[str, int]):
    """A number for each chunk of text between white space; its words are worked out once.

    Cutting at white space is much quicker than looking for words, and most chunks come again and again.
    """

    def __init__(self, words: dict[str, int]) -> None:
        super().__init__()
        self._words = words
        self._inside = array("i")
        self._sizes = array("i")

    def __missing__(self, chunk: str) -> int:
        words = self._words
        before = len(self._inside)
        inside = chain.from_iterable(map(words_of_run, word_runs(chunk)))
        self._inside.extend(words.setdefault(word, len(words)) for word in inside)
        self._sizes.append(len(self._inside) - before)
        number = self[chunk] = len(self)
        return number

    def inside(self) -> _Numbers:
        """The words of all chunks, one chunk behind the other."""
        return np.asarray(self._inside, dtype=np.int64)

    def sizes(self) -> _Numbers:
        """How many words each chunk has."""
        return np.asarray(self._sizes, dtype=np.int64)


def _spread(values: _Numbers, begins: _Numbers, picked: _Numbers) -> tuple[_Numbers, _Numbers]:
    """The values of each picked one, one behind the other, and how many each has."""
    times = np.diff(begins)[picked]
    inside = np.arange(times.sum()) - np.repeat(np.cumsum(times) - times, times)
    return values[np.repeat(begins[picked], times) + inside], times


def _summed(keys: _Numbers, rows: _Numbers, weights: Floats, size: int) -> tuple[_Numbers, _Numbers, Floats]:
    """Each key with each of its rows once, in order of key and row, with the sum of the weights."""
    whole = keys * size + rows
    order = np.argsort(whole)
    whole = whole[order]
    first = np.flatnonzero(np.concatenate(([True], whole[1:] != whole[:-1]))) if whole.size else order
    # Equal ones come in any order; summed in double they give the same number all the same.
    exact = weights[order].astype(np.float64)
    sums = np.add.reduceat(exact, first).astype(np.float32) if whole.size else weights
    return whole[first] // size, whole[first] % size, sums


def _places(there: _Numbers, wanted: Iterable[int]) -> dict[int, _Numbers]:
    """Where each of the wanted stems stands."""
    asked = np.zeros(int(there.max(initial=0)) + 2, dtype=bool)
    asked[list(wanted)] = True
    places = np.flatnonzero(asked[there])  # -1 looks at the last one, which is asked by nobody
    places = places[np.argsort(there[places], kind="stable")]
    stems, first = np.unique(there[places], return_index=True)
    return dict(zip(stems.tolist(), np.split(places, first[1:]), strict=True))


def _following(there: _Numbers, piece: _Numbers, place: _Numbers, wanted: _Numbers) -> _Numbers:
    """Where the stem that is wanted for each place follows in the same piece; -1 where it does not."""
    found = np.full_like(place, -1)
    for gap in range(PHRASE_GAP + 1, 0, -1):  # the nearest one is written last
        fits = np.flatnonzero(there[place + gap] == wanted)
        fits = fits[piece[place[fits] + gap] == piece[place[fits]]]
        found[fits] = place[fits] + gap
    return found
