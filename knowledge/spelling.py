"""Typing errors: the words of a plan that a mistyped word may stand for."""

import re
from collections.abc import Iterable, Mapping

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
# In this order. Plain replacements, because every known word is heard when a plan is opened.
_HEARD = tuple(
    pair.split(">")
    for pair in """ph>f th>t x>ks qu>kw sch>sx sg>sx ch>x gh>x g>x ce>se ci>si cy>sy ck>k c>k q>k tie>sie
    tio>sio tiu>siu ei>E ij>E ie>i y>i ou>O au>O z>s v>f""".split()  # noqa: SIM905
)
_DOUBLE = re.compile(r"(.)\1")


class Speller:
    """Corrects a word to known words. Immutable.

    `counts` says how often each known word occurs; one that only the language has counts less than 1.
    """

    def __init__(self, counts: Mapping[str, float]) -> None:
        self._counts = dict(counts)
        # By first letter and then by length, of the word and of its sound: a word a few edits away stands
        # on a few of these shelves, so that even a very large vocabulary is looked through quickly.
        self._spelled: dict[str, dict[int, list[str]]] = {}
        self._heard: dict[str, dict[int, dict[str, str]]] = {}
        words = [word for word in self._counts if len(word) >= _SHORTEST - 1 and word.isalpha()]
        for word, heard in zip(words, sounds(words), strict=True):
            self._spelled.setdefault(word[0], {}).setdefault(len(word), []).append(word)
            self._heard.setdefault(word[0], {}).setdefault(len(heard), {})[word] = heard

    def correct(self, word: str) -> tuple[tuple[str, float], ...]:
        """The likeliest known words, at most two and equally near, each with how sure that is (0 to 1)."""
        if not word.isalpha() or len(word) < _SHORTEST:
            return self._swapped(word)
        # People hardly ever mistype the first letter.
        lengths, most = self._spelled.get(word[0], {}), _allowed(len(word))
        near = [
            (other, distance)
            for length in range(len(word) - most, len(word) + most + 1)
            for other, distance, _ in process.extract(
                word,
                lengths.get(length, ()),
                scorer=OSA.distance,
                processor=None,
                score_cutoff=most,
                limit=None,
            )
        ]
        likely = [(other, int(distance)) for other, distance in near if _plausible(word, other)]
        if not likely:
            return self._by_ear(word)
        nearest = min(distance for _, distance in likely)
        best = sorted(
            (other for other, distance in likely if distance == nearest), key=lambda w: -self._counts[w]
        )
        return tuple((other, (1 - nearest / len(word)) * _slip(word, other)) for other in best[:2])

    def _swapped(self, word: str) -> tuple[tuple[str, float], ...]:
        """The known word of a very short one with two letters swapped (hihg); other slips there are words."""
        if len(word) != _SHORTEST - 1 or not word.isalpha():
            return ()
        swaps = (word[:at] + word[at + 1] + word[at] + word[at + 2 :] for at in range(1, len(word) - 1))
        found = [other for other in swaps if self._counts.get(other, 0) >= 1]
        return tuple((other, 1 - 1 / len(word)) for other in found[:1])

    def _by_ear(self, word: str) -> tuple[tuple[str, float], ...]:
        """The known word that sounds the same: eksterne, externe; sibercrime, cybercrime."""
        wanted = sound(word)
        firsts = {word[0], *(first for pair in _SAME_FIRST if word[0] in pair for first in pair)}
        most = int(len(wanted) >= _LONG)
        near = [
            other
            for first in sorted(firsts)
            for length in range(len(wanted) - most, len(wanted) + most + 1)
            for _, _, other in process.extract(
                wanted,
                self._heard.get(first, {}).get(length, {}),
                scorer=OSA.distance,
                processor=None,
                score_cutoff=most,
                limit=None,
            )
        ]
        # What sounds the same is not spelled very differently either.
        found = [other for other in near if OSA.distance(word, other) <= _SPELLED_APART]
        return tuple((other, _BY_EAR) for other in sorted(found, key=lambda w: -self._counts[w])[:1])

    def alike(self, word: str) -> list[str]:
        """Words that occur and look somewhat like this one, for "bedoelde je …?"; nearest first."""
        if len(word) < _SHORTEST or not word.isalpha():
            return []
        lengths = self._spelled.get(word[0], {}).values()
        found = process.extract(
            word,
            [other for others in lengths for other in others if self._counts[other] >= 1],
            scorer=JaroWinkler.similarity,
            processor=None,
            score_cutoff=0.85,
            limit=None,
        )
        best = sorted(found, key=lambda one: (-one[1], -self._counts[one[0]]))[:3]
        return [other for other, _, _ in best if 0.7 * len(word) <= len(other) <= len(word) / 0.7]


def sound(word: str) -> str:
    """One spelling for what Dutch ears hear alike."""
    return sounds((word,))[0]


def sounds(words: Iterable[str]) -> list[str]:
    """The same for many words: as lines of one text, so that each rule goes over all of them at once."""
    text = "".join(word + "\n" for word in words)
    for spelled, heard in _HEARD:
        text = text.replace(spelled, heard)
    for spelled in ("dt\n", "d\n"):
        text = text.replace(spelled, "t\n")
    return _DOUBLE.sub(r"\1", text).split("\n")[:-1]


def _allowed(length: int) -> int:
    """Edits that a word of this length may hold: one in 5 to 8 letters, two up to 14, three beyond."""
    return 1 + (length > 8) + (length > 14)


def _plausible(word: str, other: str) -> bool:
    """Whether one may be the other mistyped.

    A short word with one other letter is mostly another word (recept, recent), unless its keys are near.
    One stretch of other letters is mostly another part of a compound (vakantiedagen, vakantieparken).
    """
    block, other_block = _difference(word, other)
    if len(word) <= _SHORT and len(block) == len(other_block) == 1:
        return frozenset((block, other_block)) in _NEAR
    if block and other_block and _VOWELS.issuperset(block + other_block):
        return True  # hoeselijk, huiselijk
    longest = max(len(block), len(other_block))
    return longest < 2 or OSA.distance(block, other_block) < longest


def _slip(word: str, other: str) -> float:
    """How far the difference is a slip of a finger or an ear, and not another word (vermiste, vereiste)."""
    block, other_block = _difference(word, other)
    one_for_one = len(block) == len(other_block) == 1
    likely = frozenset((block, other_block)) in _NEAR or _VOWELS.issuperset(block + other_block)
    return _FAR if one_for_one and not likely else 1.0


def _difference(word: str, other: str) -> tuple[str, str]:
    """What each of two words has between the beginning and the end that both have."""
    start = _same(word, other)
    end = _same(word[start:][::-1], other[start:][::-1])
    return word[start : len(word) - end], other[start : len(other) - end]


def _same(one: str, other: str) -> int:
    """How many letters two words have in common from the start."""
    return next(
        (at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other))
    )
