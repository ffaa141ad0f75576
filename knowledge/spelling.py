"""Typing errors: the words of a plan that a mistyped word may stand for."""

import re
from collections.abc import Mapping

from rapidfuzz import process
from rapidfuzz.distance import OSA, JaroWinkler

_SHORTEST = 5
_SHORT = 6
# Letters that sit next to each other on the keyboard, or that Dutch ears mix up.
_NEAR = frozenset(
    frozenset(pair)
    for pair in """qw we er rt ty yu ui io op as sd df fg gh hj jk kl zx xc cv vb bn nm qa ws ed rf tg yh uj
    ik ol az sx dc fv gb hn jm dt sz fv ck ao ei ie yi gc pb""".split()  # noqa: SIM905
)
_BY_EAR = 0.85
_FAR = 0.6
_SPELLED_APART = 4
_LONG = 8
_VOWELS = frozenset("aeiouy")
_SAME_FIRST = ("ck", "cs", "sz", "fv", "fp", "iy", "ei", "ao", "xk")
_HEARD = tuple(
    (re.compile(spelled), heard)
    for spelled, heard in (
        ("ph", "f"),
        ("th", "t"),
        ("x", "ks"),
        ("qu", "kw"),
        ("sch|sg", "sx"),
        ("ch|gh|g", "x"),
        ("c(?=[eiy])", "s"),
        ("ck|c|q", "k"),
        ("t(?=i[eou])", "s"),
        ("ij|ei", "E"),
        ("y|ie", "i"),
        ("ou|au", "O"),
        ("z", "s"),
        ("v", "f"),
        ("dt$|d$", "t"),
        (r"(.)\1", r"\1"),
    )
)


class Speller:
    """Corrects a word to known words. Immutable; `counts` says how often each known word occurs."""

    def __init__(self, counts: Mapping[str, float]) -> None:
        self._counts = dict(counts)
        self._by_first: dict[str, list[str]] = {}
        for word in self._counts:
            if len(word) >= _SHORTEST - 1 and word.isalpha():
                self._by_first.setdefault(word[0], []).append(word)

    def correct(self, word: str) -> tuple[tuple[str, float], ...]:
        """The likeliest known words, at most two and equally near, each with how sure that is (0 to 1)."""
        if len(word) < _SHORTEST or not word.isalpha():
            return ()
        # People hardly ever mistype the first letter, and it keeps the look-up small.
        found = process.extract(
            word,
            self._by_first.get(word[0], ()),
            scorer=OSA.distance,
            processor=None,
            score_cutoff=_allowed(len(word)),
            limit=8,
        )
        likely = [(other, int(distance)) for other, distance, _ in found if _plausible(word, other)]
        if not likely:
            return self._by_ear(word)
        nearest = min(distance for _, distance in likely)
        best = sorted(
            (other for other, distance in likely if distance == nearest), key=lambda w: -self._counts[w]
        )
        return tuple((other, (1 - nearest / len(word)) * _slip(word, other)) for other in best[:2])

    def _by_ear(self, word: str) -> tuple[tuple[str, float], ...]:
        """The known word that sounds the same: eksterne, externe; sibercrime, cybercrime."""
        wanted = sound(word)
        firsts = {word[0], *(first for pair in _SAME_FIRST if word[0] in pair for first in pair)}
        most = int(len(wanted) >= _LONG)
        # The quick look first: what sounds the same is not spelled very differently either.
        near = process.extract(
            word,
            [other for first in sorted(firsts) for other in self._by_first.get(first, ())],
            scorer=OSA.distance,
            processor=None,
            score_cutoff=_SPELLED_APART,
            limit=None,
        )
        found = [
            other for other, _, _ in near if OSA.distance(sound(other), wanted, score_cutoff=most) <= most
        ]
        return tuple((other, _BY_EAR) for other in sorted(found, key=lambda w: -self._counts[w])[:1])

    def alike(self, word: str) -> list[str]:
        """Known words that look somewhat like this one, for "bedoelde je …?"; nearest first."""
        if len(word) < _SHORTEST or not word.isalpha():
            return []
        found = process.extract(
            word,
            self._by_first.get(word[0], ()),
            scorer=JaroWinkler.similarity,
            processor=None,
            score_cutoff=0.85,
            limit=3,
        )
        return [other for other, _, _ in found if 0.7 * len(word) <= len(other) <= len(word) / 0.7]


def sound(word: str) -> str:
    """One spelling for what Dutch ears hear alike."""
    for spelled, heard in _HEARD:
        word = spelled.sub(heard, word)
    return word


def _allowed(length: int) -> int:
    """Edits that a word of this length may hold: one in 5 to 8 letters, two up to 14, three beyond."""
    return 1 + (length > 8) + (length > 14)


def _plausible(word: str, other: str) -> bool:
    """Whether one may be the other mistyped.

    A short word with one other letter is mostly another word (recept, recent), unless its keys are near.
    One stretch of other letters is mostly another part of a compound (vakantiedagen, vakantieparken).
    """
    start = _same(word, other)
    end = _same(word[start:][::-1], other[start:][::-1])
    block, other_block = word[start : len(word) - end], other[start : len(other) - end]
    if len(word) <= _SHORT and len(block) == len(other_block) == 1:
        return frozenset((block, other_block)) in _NEAR
    if block and other_block and _VOWELS.issuperset(block + other_block):
        return True  # hoeselijk, huiselijk
    longest = max(len(block), len(other_block))
    return longest < 2 or OSA.distance(block, other_block) < longest


def _slip(word: str, other: str) -> float:
    """How far the difference is a slip of a finger or an ear, and not another word (vermiste, vereiste)."""
    start = _same(word, other)
    end = _same(word[start:][::-1], other[start:][::-1])
    block, other_block = word[start : len(word) - end], other[start : len(other) - end]
    one_for_one = len(block) == len(other_block) == 1
    likely = frozenset((block, other_block)) in _NEAR or _VOWELS.issuperset(block + other_block)
    return _FAR if one_for_one and not likely else 1.0


def _same(one: str, other: str) -> int:
    """How many letters two words have in common from the start."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
