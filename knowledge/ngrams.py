"""Words that share stretches of letters: what is left when no rule explains how two words belong together."""

from collections import Counter, defaultdict
from collections.abc import Iterable

_SIZE = 4
_SHORTEST = 5
_ALIKE = 0.4
_MOST = 6


class Alike:
    """Finds known words that look like a word. Immutable."""

    def __init__(self, words: Iterable[str]) -> None:
        self._by_gram: dict[str, list[str]] = defaultdict(list)
        self._sizes: dict[str, int] = {}
        for word in words:
            if len(word) >= _SHORTEST and word.isalpha():
                grams = _grams(word)
                self._sizes[word] = len(grams)
                for gram in grams:
                    self._by_gram[gram].append(word)

    def to(self, word: str) -> list[tuple[str, float]]:
        """At most six known words, with the share of four-letter stretches that both have (Dice, 0 to 1)."""
        if len(word) < _SHORTEST or not word.isalpha():
            return []
        grams = _grams(word)
        shared = Counter(other for gram in grams for other in self._by_gram.get(gram, ()))
        found = [(other, 2 * count / (len(grams) + self._sizes[other])) for other, count in shared.items()]
        return sorted(((o, share) for o, share in found if share >= _ALIKE), key=lambda pair: -pair[1])[
            :_MOST
        ]


def _grams(word: str) -> frozenset[str]:
    # The mark makes a beginning count as a stretch of its own; endings say little in Dutch.
    marked = f"^{word[:40]}"
    return frozenset(marked[at : at + _SIZE] for at in range(len(marked) - _SIZE + 1))
