"""Questions laid together by what they are about, for somebody who must see what is asked for.

Together is what the search would take for one thing: forms of a word, words that mean the same, and a
compound with its parts written apart.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, combinations
from typing import TypeAlias

from knowledge.compounds import Splitter
from knowledge.dutch import (
    Token,
    is_broad,
    is_common,
    is_stop,
    normal,
    root,
    stem,
    whole_words,
    without_opening,
)
from knowledge.spelling import Speller
from knowledge.thesaurus import Key, Thesaurus

_MOST_WORDS = 24
"""Words of a question that are looked at."""
_LONGEST_TERM = 5
_LONGEST_LABEL = 40
"""Characters of two words of a question that are shown with what stands between them."""
_WORD, _PAIR, _CONCEPT = range(3)
"""How precise something is; a concept is one of the thesaurus."""


@dataclass(frozen=True, slots=True)
class Subject:
    """Questions on one subject: `key` is the same whatever form the word has, `label` is how it was asked.

    `questions` are places in what was grouped, in that order.
    """

    key: str
    label: str
    questions: tuple[int, ...]


def subjects(questions: Sequence[str], thesaurus: Thesaurus) -> tuple[Subject, ...]:
    """The subjects of the questions, the most asked first; each question belongs to one.

    The subject is what most of the questions have in common.
    """
    reader = _Reader(questions, thesaurus)
    read = [reader.about(question) for question in questions]
    left = dict(enumerate(read))
    found: list[Subject] = []
    while left:
        counted = Counter(key for held in left.values() for key in held)
        if not counted:
            found.extend(Subject(f"q{place}", questions[place], (place,)) for place in left)
            break
        # Of what was asked equally often the most precise says most, and of those the longest.
        key = min(counted, key=lambda one: (-counted[one], -one.precise, -len(one.name), one.name))
        mine = tuple(place for place, held in left.items() if key in held)
        labels = Counter(read[place][key] for place in mine)
        found.append(Subject(key.name, min(labels, key=lambda one: (-labels[one], len(one))), mine))
        left = {place: held for place, held in left.items() if place not in mine}
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _About:
    """One thing that a question may be about; the higher `precise`, the less else it may mean."""

    name: str
    precise: int


_Found: TypeAlias = tuple[_About, int, int]
"""What a question may be about, with the places of the first and the last of its words that say so."""


class _Reader:
    """Says what questions may be about, and in which words each asks it."""

    def __init__(self, questions: Iterable[str], thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus
        self._terms = {tuple(sorted(key)): key for key in thesaurus.phrases()}
        asked = {token.word for question in questions for token in whole_words(question)}
        self._splitter = Splitter(thesaurus.words | asked)
        self._speller = Speller(dict.fromkeys(thesaurus.words, 1.0))

    def about(self, question: str) -> dict[_About, str]:
        """What a question may be about, with its own words for each."""
        text = without_opening(question)
        tokens = [token for token in whole_words(text) if not is_stop(token.word)][:_MOST_WORDS]
        words = [self._meant(token.word) for token in tokens]
        found: dict[_About, str] = {}
        for about, first, last in chain(self._as_terms(words), self._as_words(words), self._in_pairs(words)):
            found.setdefault(about, _as_asked(text, tokens[first], tokens[last]))
        return found

    def _meant(self, word: str) -> str:
        """The word that a mistyped one stands for."""
        if word in self._thesaurus.words or is_common(word) or self._splitter.split(word):
            return word
        return next((other for other, _ in self._speller.correct(word)), word)

    def _as_terms(self, words: Sequence[str]) -> Iterator[_Found]:
        """The terms of the thesaurus of several words, in any order."""
        stems = list(map(stem, words))
        for size in range(min(_LONGEST_TERM, len(words)), 1, -1):
            for at in range(len(words) - size + 1):
                if term := self._terms.get(tuple(sorted(stems[at : at + size]))):
                    yield from ((about, at, at + size - 1) for about in self._same_as(term))

    def _as_words(self, words: Sequence[str]) -> Iterator[_Found]:
        """Each word that tells a subject; when none does, the one that names a field, or else each word."""
        broad = [at for at, word in enumerate(words) if self._names_a_field(word)]
        telling = [at for at, word in enumerate(words) if at not in broad and not is_common(word)]
        if not telling and len(broad) > 1:
            return  # geweld in het verkeer: only the two together tell something
        for at in telling or broad or range(len(words)):
            yield from ((about, at, at) for about in self._meanings(words[at]))
            # A compound that ends in a word for a whole field (meeuwenoverlast) is about what stands before.
            known = self._thesaurus.concepts((stem(words[at]),))
            parts = () if known else self._splitter.split(words[at])
            left = [part for part in parts if not is_common(part) and not self._names_a_field(part)]
            if len(left) == 1:
                yield from ((about, at, at) for about in self._meanings(left[0]))

    def _in_pairs(self, words: Sequence[str]) -> Iterator[_Found]:
        """Two words, or the two parts of a compound: vrouwengeweld is geweld tegen vrouwen."""
        for at, word in enumerate(words):
            parts = self._splitter.split(word)
            for one, other in combinations(parts, 2):
                yield from ((about, at, at) for about in _pair(one, other))
        for first, last in combinations(range(len(words)), 2):
            yield from ((about, first, last) for about in _pair(words[first], words[last]))
            if term := self._terms.get(tuple(sorted((stem(words[first]), stem(words[last]))))):
                yield from ((about, first, last) for about in self._same_as(term))

    def _meanings(self, word: str) -> Iterator[_About]:
        """What a word means, and the word in any form: no stem has all forms together, and no root either."""
        yield from self._same_as((stem(word),))
        yield from (_About(form, _WORD) for form in dict.fromkeys((stem(word), root(word))))

    def _same_as(self, key: Key) -> Iterator[_About]:
        """The concepts that a term is a word for."""
        return (_About(f"={concept}", _CONCEPT) for concept in self._thesaurus.concepts(key))

    def _names_a_field(self, word: str) -> bool:
        """Whether a word, or what it means (gestolen: diefstal), is about many subjects."""
        concepts = self._thesaurus.concepts((stem(word),))
        return is_broad(word) or any(is_broad(normal(concept)) for concept in concepts)


def _pair(one: str, other: str) -> Iterator[_About]:
    roots = sorted({root(one), root(other)})
    if len(roots) == 2 and not is_common(one) and not is_common(other):
        yield _About("+".join(roots), _PAIR)


def _as_asked(text: str, first: Token, last: Token) -> str:
    """The words of a question from one to another, in small letters; those two alone when far apart."""
    whole = text[first.start : last.end].lower()
    if len(whole) <= _LONGEST_LABEL:
        return whole
    return f"{text[first.start : first.end]} {text[last.start : last.end]}".lower()
