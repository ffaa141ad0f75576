"""What a question asks for: its words as concepts, each with all the terms that a plan may use for it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from knowledge.compounds import Together
from knowledge.dutch import is_broad, is_common, is_stop, root, stem, whole_words, without_opening
from knowledge.index import Index, pair_term, phrase_term
from knowledge.levers import Lever
from knowledge.manner import is_manner
from knowledge.ngrams import Alike
from knowledge.spelling import Speller
from knowledge.terms import SAME_THING, Synonyms, Term, Terms
from knowledge.thesaurus import Key, Thesaurus

LONGEST = 1_000
"""Characters of a question that are read; a longer one is not a question but a text."""
_MOST_WORDS = 24
_KEPT_WORDS = 4_096
_MOST_WORDS_IN_TERM = 5
COMMON = 0.25
"""The importance of a word that any question may hold."""
_MANNER = 0.5
_NUMBER = 0.6
_NOWHERE = 0.8
_PART_BY_SYNONYM = 0.7
_ALIKE = 0.5
_ALIKE_GROUNDS = 0.3
_LONG_PART = 6
_CLEAR = 8
_HELD_GROUNDS = 0.7
_DONE = re.compile(r"(?:(?:aan|af|door|in|om|op|over|uit|voor|weg)?ge|be|ver|ont)\w{3,}[dt]e?")
_DONE_IMPORTANCE = 0.5


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is asked for. `importance` is low for words that any question holds.

    `parts` are the concepts of a compound's parts. `meant` is the word that a typing error stands for.
    `subject`: the thesaurus knows it, so that a passage can be about it.
    """

    word: str
    terms: tuple[Term, ...]
    importance: float = 1.0
    parts: "tuple[Concept, ...]" = ()
    meant: str | None = None
    subject: bool = False

    @property
    def found(self) -> bool:
        """Whether the plan holds the word itself or one that means the same."""
        return any(term.grounds >= SAME_THING for term in self.terms)


@dataclass(frozen=True, slots=True)
class Question:
    """A question that was read: its concepts, and its words for those who look at single sentences."""

    text: str
    concepts: tuple[Concept, ...] = field(default=())

    @property
    def corrections(self) -> dict[str, str]:
        """Mistyped words, with what they were taken for."""
        return {concept.word: concept.meant for concept in self.concepts if concept.meant}


class Reader:
    """Reads questions against the vocabulary of one index. Immutable, but for what it worked out before."""

    def __init__(self, index: Index, thesaurus: Thesaurus, levers: frozenset[Lever]) -> None:
        self._index = index
        self._thesaurus = thesaurus
        self._levers = levers
        # In order, because of words that are equally near the first one counts.
        known = dict.fromkeys(sorted(thesaurus.words), 0.5) if Lever.THESAURUS in levers else {}
        self._speller = Speller(known | index.words)
        self._together = Together(index.words)
        self._alike = Alike(index.words if Lever.NGRAMS in levers else ())
        # The parts of each word are asked for more than once.
        self._split = lru_cache(maxsize=_KEPT_WORDS)(index.splitter.split)
        self._synonyms = Synonyms(thesaurus, index.terms, levers)
        phrases = thesaurus.phrases()
        self._phrases = {tuple(sorted(key)): key for key in phrases}
        # Terms of which the small words make the meaning, such as "op slot".
        self._sayings = frozenset(key for key in phrases if sum(map(is_stop, key)) >= len(key) - 1)

    def read(self, text: str) -> Question:
        """The concepts of a question; none when it holds no word with a subject."""
        asked = without_opening(text[:LONGEST]) if text else ""
        words = list(self._telling([token.word for token in whole_words(asked)]))
        return Question(text, tuple(self._concepts(words[:_MOST_WORDS])))

    def suggestions(self, question: Question) -> tuple[str, ...]:
        """At most three words of the plan that look like asked words that nobody knows: slips, perhaps."""
        missing = [
            concept
            for concept in question.concepts
            if not concept.found
            and concept.importance > COMMON
            and not (concept.word in self._thesaurus.words or is_manner(concept.word))
        ]
        found = [other for concept in missing for other in self._speller.alike(concept.word)]
        return tuple(dict.fromkeys(found))[:3]

    def _telling(self, words: Sequence[str]) -> Iterator[str]:
        """The words with a subject; a saying such as "in de war" as one."""
        at = 0
        while at < len(words):
            size = self._saying_size(words, at)
            if size:
                yield " ".join(words[at : at + size])
            elif not is_stop(words[at]):
                yield words[at]
            at += size or 1

    def _saying_size(self, words: Sequence[str], at: int) -> int:
        if Lever.THESAURUS not in self._levers:
            return 0
        for size in range(min(_MOST_WORDS_IN_TERM, len(words) - at), 1, -1):
            if tuple(map(stem, words[at : at + size])) in self._sayings:
                return size
        return 0

    def _concepts(self, words: Sequence[str]) -> Iterator[Concept]:
        around = [(word, root(word), *self._part_roots(word)) for word in words]
        at = 0
        while at < len(words):
            size = self._term_size(words, at)
            phrase = self._phrase(words[at : at + size]) if size > 1 else None
            if phrase and not (phrase.found or self._names_one_thing(words[at : at + size])):
                # What people say for something that the plan does not have is asked for by its words.
                phrase, size = None, 1
            if phrase:
                yield phrase
            elif " " in words[at]:
                yield self._saying(words[at])
            else:
                others = [other for n, other in enumerate(around) if n != at]
                yield self._word(words[at], others)
            at += size

    def _names_one_thing(self, words: Sequence[str]) -> bool:
        """Whether some words are a term of the field, or one compound written apart."""
        key = self._phrase_key(words)
        return key is None or self._thesaurus.is_of_the_field(key)

    def _phrase_key(self, words: Sequence[str]) -> Key | None:
        """The term of the thesaurus that some words make, in any order."""
        return self._phrases.get(tuple(sorted(map(stem, words))))

    def _term_size(self, words: Sequence[str], at: int) -> int:
        """How many words from here make one term of the thesaurus, or one compound written apart."""
        if Lever.THESAURUS in self._levers:
            for size in range(min(_MOST_WORDS_IN_TERM, len(words) - at), 1, -1):
                if self._phrase_key(words[at : at + size]):
                    return size
        if Lever.COMPOUNDS in self._levers and at + 1 < len(words) and self._joined(words[at], words[at + 1]):
            return 2
        return 1

    def _joined(self, one: str, other: str) -> str:
        """The compound that two words make when written together, if it is known; "" otherwise."""
        for link in ("", "s"):
            if (whole := one + link + other) in self._index.words or whole in self._thesaurus.words:
                return whole
        if Lever.SPELLING in self._levers and not (self._is_known(one) and self._is_known(other)):
            likely = self._speller.correct(one + other)
            if likely and len(likely[0][0]) >= len(one + other) - 1:
                return likely[0][0]
        return ""

    def _part_roots(self, word: str) -> tuple[str, ...]:
        if Lever.COMPOUNDS not in self._levers:
            return ()
        return tuple(root(part) for part in self._split(word) if not is_common(part))

    def _saying(self, words: str) -> Concept:
        terms = Terms(self._index.terms)
        self._expand(tuple(map(stem, words.split())), terms, 1.0)
        for word in words.split():
            if not is_stop(word) and self._is_subject(word):
                terms.add(stem(word), 0.8, 0.9)  # uit de gevangenis: the word says it by itself
        return Concept(words, terms.all(), subject=True)

    def _phrase(self, words: Sequence[str]) -> Concept:
        """A term of several words, which may also be asked in another order: "fiets gestolen"."""
        key = self._phrase_key(words)
        parts = tuple(self._word(word, ()) for word in words)
        terms = Terms(self._index.terms)
        if key:
            terms.add(phrase_term(key), 1.0, 1.0)
            terms.add_pair(key, 1.0, 1.0)
            self._expand(key, terms, 1.0)
        else:
            self._add_word(self._joined(words[0], words[1]), terms, 1.0)
        subject = key is not None or any(part.subject for part in parts)
        return Concept(" ".join(words), terms.all(), parts=parts, subject=subject)

    def _word(self, word: str, others: Sequence[Sequence[str]]) -> Concept:
        """One word; `others` are the other words of the question, each with its roots."""
        terms = Terms(self._index.terms)
        self._add_word(word, terms, 1.0)
        for other, whole, *pieces in others:
            if Lever.COMPOUNDS in self._levers:
                for compound in self._together.words(word, other):
                    terms.add(stem(compound), 0.7, 0.9)
                terms.add(pair_term(root(word), whole), 0.7, 0.9)
                for piece in pieces:
                    terms.add(pair_term(root(word), piece), 0.5, 0.7)
        meant = None
        parts: tuple[Concept, ...] = ()
        if Lever.COMPOUNDS in self._levers:
            parts = self._parts(word)
        if not parts and Lever.SPELLING in self._levers and not self._is_known(word):
            # Only a family that it may belong to speaks for a word that is nowhere: brandwer is no brandwond.
            strong = terms.strong() and (stem(word) in self._index or len(word) < _CLEAR)
            for other, sure in self._speller.correct(word):
                if strong and root(other) != root(word):
                    continue
                meant = meant or other
                self._add_word(other, terms, sure)
                parts = parts or self._parts(other)
        if Lever.NGRAMS in self._levers and not terms.strong() and not is_common(word):
            for other, likeness in self._alike.to(word):
                # A compound that no known word takes apart may still begin or end with the asked word.
                holds = len(word) >= _LONG_PART and (other.startswith(word) or other.endswith(word))
                grounds = _HELD_GROUNDS if holds else _ALIKE_GROUNDS * likeness
                terms.add(stem(other), _ALIKE * likeness, grounds)
        return Concept(
            word, terms.all(), self._importance(word, terms), parts, meant, self._is_subject(meant or word)
        )

    def _importance(self, word: str, terms: Terms) -> float:
        if is_common(word):
            return COMMON
        if self._is_manner(word) and not self._is_subject(word):
            return _MANNER if terms.strong() else COMMON
        if word.isdigit():
            return _NUMBER
        if not terms.strong():
            # A short word that is nowhere is mostly an everyday one; a long one names what is asked for;
            # a participle (ontmanteld, opgepakte) only tells more about it.
            most = _DONE_IMPORTANCE if _DONE.fullmatch(word) else 1.0
            return min(most, max(_NOWHERE, len(word) / 10))
        return 1.0

    def _is_manner(self, word: str) -> bool:
        return Lever.MANNER in self._levers and is_manner(word)

    def _is_subject(self, word: str) -> bool:
        known = Lever.THESAURUS in self._levers and self._thesaurus.knows((stem(word),))
        return known and not is_common(word) and not is_broad(word)

    def _is_known(self, word: str) -> bool:
        return (
            word in self._index.words
            or word in self._thesaurus.words
            or is_common(word)
            or self._is_manner(word)
        )

    def _parts(self, word: str) -> tuple[Concept, ...]:
        parts = self._split(word)
        # A head that any word may have (cameraregels, hitteprotocol) asks for what stands before it.
        while parts and is_common(parts[-1]):
            parts = parts[:-1]
        if len(parts) == 1 and is_broad(parts[0]):
            return ()  # burgerzaken: what is left says nothing
        return tuple(self._part_concepts(parts, _PART_BY_SYNONYM if len(parts) > 1 else 1.0))

    def _part_concepts(self, parts: Sequence[str], by_synonym: float) -> Iterator[Concept]:
        for part in parts:
            terms = Terms(self._index.terms)
            self._add_word(part, terms, 1.0, by_synonym)
            inner = () if terms.strong() else self._split(part)
            if inner:  # drugspandsluiting: a plan without drugspand may tell of drugs in a pand
                yield from self._part_concepts(inner, _PART_BY_SYNONYM)
            else:
                yield Concept(part, terms.all(), COMMON if is_common(part) else 1.0)

    def _add_word(self, word: str, terms: Terms, sure: float, by_synonym: float = 1.0) -> None:
        terms.add(stem(word) if Lever.STEMS in self._levers else word, sure, sure)
        if Lever.FAMILIES in self._levers:
            terms.add("~" + root(word), 0.7 * sure, 0.9 * sure)
        if Lever.COMPOUNDS in self._levers:
            terms.add("+" + root(word), 0.6 * sure, 0.8 * sure)
        self._expand((stem(word),), terms, sure, by_synonym)

    def _expand(self, key: Key, terms: Terms, sure: float, by_synonym: float = 1.0) -> None:
        if sure == by_synonym == 1:
            terms.add_all(self._synonyms.of(key))
        else:
            for other in self._synonyms.of(key):
                terms.add(other.key, sure * other.weight, sure * other.grounds * by_synonym)
