"""Words that share stretches of letters: what is left when no rule explains how two words belong together."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import chain

_SIZE = 4
_SHORTEST = 5
_ALIKE = 0.4
_MOST = 6


class Alike:
    """Finds known words that look like a word. Immutable."""

    def __init__(self, words: Iterable[str]) -> None:
        self._words = [word for word in words if len(word) >= _SHORTEST and word.isalpha()]
        self._by_gram: dict[str, list[int]] = defaultdict(list)
        self._sizes: list[int] = []
        for number, word in enumerate(self._words):
            grams = _grams(word)
            self._sizes.append(len(grams))
            for gram in grams:
                self._by_gram[gram].append(number)

    def to(self, word: str) -> list[tuple[str, float]]:
        """At most six known words, with the share of four-letter stretches that both have (Dice, 0 to 1).

        Of words that are equally alike, the one that was known first.
        """
        if len(word) < _SHORTEST or not word.isalpha():
            return []
        grams = _grams(word)
        shared = Counter(chain.from_iterable(self._by_gram.get(gram, ()) for gram in grams))
        shares = ((2 * count / (len(grams) + self._sizes[other]), other) for other, count in shared.items())
        likely = sorted((-share, other) for share, other in shares if share >= _ALIKE)
        return [(self._words[other], -share) for share, other in likely[:_MOST]]


def _grams(word: str) -> frozenset[str]:
    # The mark makes a beginning count as a stretch of its own; endings say little in Dutch.
    marked = f"^{word[:40]}"
    return frozenset(marked[at : at + _SIZE] for at in range(len(marked) - _SIZE + 1))
