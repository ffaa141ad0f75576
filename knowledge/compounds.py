"""Dutch compounds taken apart with known words: fietsendiefstal → fietsen + diefstal."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from functools import lru_cache

from knowledge.dutch import root

_LINKS = {"s": ("s",), "e": ("e",), "n": ("en", "n"), "r": ("er",)}  # by their last letter
_PLURALS = ("s", "en", "e")
_SHORTEST = 4
_SHORT_PARTS = frozenset(
    [
        "aso",
        "azc",
        "bar",
        "bon",
        "boa",
        "bus",
        "dak",
        "fik",
        "gas",
        "ggz",
        "hok",
        "huf",
        "jas",
        "kat",
        "kou",
        "leeg",
        "les",
        "mes",
        "net",
        "nep",
        "pin",
        "ree",
        "rit",
        "sms",
        "spy",
        "tas",
        "tip",
        "wet",
        "wom",
        "zeden",
        "zon",
    ]
)
_LONGEST_WORD = 60
_MOST_PARTS = 4
_OPENING = 4
_KEPT = 4_096
_LAST = "\U0010ffff"  # stands behind every letter


class Splitter:
    """Splits a word into known words. Immutable; made of the words of a plan and of the thesaurus."""

    def __init__(self, known: Iterable[str]) -> None:
        self._known = (
            frozenset(word for word in known if len(word) >= _SHORTEST and word.isalpha()) | _SHORT_PARTS
        )

    def split(self, word: str) -> tuple[str, ...]:
        """The parts of a compound, the fewest and then the most even ones; () for a word that is none."""
        if not 2 * _SHORTEST - 1 <= len(word) <= _LONGEST_WORD or not word.isalpha():
            return ()
        found = self._parts(word, _MOST_PARTS)
        return found if len(found) > 1 else ()

    def _parts(self, word: str, most: int) -> tuple[str, ...]:
        best: tuple[str, ...] = ()
        for cut in range(len(word) - 3, 2, -1):
            first = word[:cut]
            if first not in self._known and not (first := self._without_link(first)):
                continue
            rest = word[cut:]
            parts: tuple[str, ...] = ()
            if self._is_known(rest):
                parts = (first, rest)
            elif most > 2 and len(rest) >= 2 * _SHORTEST - 1:
                tail = self._parts(rest, most - 1)
                parts = (first, *tail) if tail else ()
            if parts and (not best or _goodness(parts) > _goodness(best)):
                best = parts
        return best

    def _without_link(self, piece: str) -> str:
        """The known word that opens a compound with this piece and a linking sound; "" for none."""
        for link in _LINKS.get(piece[-1], ()):
            if piece.endswith(link) and (base := piece.removesuffix(link)) in self._known:
                return base
        return ""

    def _is_known(self, piece: str) -> bool:
        if piece in self._known:
            return True
        if any(piece.endswith(end) and piece.removesuffix(end) in self._known for end in _PLURALS):
            return True
        if piece.endswith("en") and piece[:-1] in self._known:
            return True
        # diefstallen: the plural doubles the last letter.
        return piece.endswith("en") and piece[-3:-2] == piece[-4:-3] and piece[:-3] in self._known


def _goodness(parts: tuple[str, ...]) -> tuple[int, int]:
    return -len(parts), min(map(len, parts))


class Together:
    """Finds known words that two words make, in any order and form (kluisjes controleren). Immutable."""

    def __init__(self, known: Iterable[str]) -> None:
        # In order of the alphabet all words with the same opening stand together.
        self._known = sorted(word for word in known if len(word) >= 2 * _OPENING)
        # A question asks for each two of its words from both sides.
        self._words = lru_cache(maxsize=_KEPT)(self._work_out)

    def words(self, one: str, other: str) -> tuple[str, ...]:
        """The known words that begin with one of the two, and end in a form of the other."""
        return self._words(min(one, other), max(one, other))

    def _work_out(self, one: str, other: str) -> tuple[str, ...]:
        return tuple(
            whole
            for first, last in ((one, root(other)), (other, root(one)))
            for opening in dict.fromkeys((first, root(first)))
            if len(opening) >= _OPENING
            for whole in self._with(opening)
            if _ends_in(whole, len(opening), last)
        )

    def _with(self, opening: str) -> Sequence[str]:
        first = bisect_left(self._known, opening)
        return self._known[first : bisect_left(self._known, opening + _LAST, lo=first)]


def _ends_in(whole: str, start: int, last: str) -> bool:
    """Whether a word with this root stands from here on; after a linking sound, as in veiligheidSregio."""
    for at in range(start, min(start + 3, len(whole) - 3)):
        # A root begins as its word does, but for ge-: most need not be worked out.
        if (whole[at] == last[0] or whole[at] == "g") and root(whole[at:]) == last:
            return True
    return False
