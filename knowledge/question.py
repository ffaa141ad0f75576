"""What a question asks for: its words as concepts, each with all the terms that a plan may use for it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from knowledge.dutch import is_common, is_stop, root, stem, tokens, without_opening
from knowledge.index import Index, pair_term, phrase_term
from knowledge.levers import Lever
from knowledge.spelling import Speller
from knowledge.thesaurus import WEIGHTS, Key, Relation, Thesaurus

LONGEST = 1_000
"""Characters of a question that are read; a longer one is not a question but a text."""
_MOST_WORDS = 24
_MOST_WORDS_IN_TERM = 5
_COMMON = 0.25
_PART = 0.35


@dataclass(frozen=True, slots=True)
class Term:
    """A term to look up. `weight`: what an occurrence counts. `grounds`: how far it is the asked word itself (0 to 1)."""

    key: str
    weight: float
    grounds: float


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing that is asked for. `importance` is low for words that any question holds.

    `parts` are the concepts of a compound's parts. `meant` is the word that a typing error stands for.
    """

    word: str
    terms: tuple[Term, ...]
    importance: float = 1.0
    parts: "tuple[Concept, ...]" = ()
    meant: str | None = None
    share: float = 1.0


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
    """Reads questions against the vocabulary of one index. Immutable."""

    def __init__(self, index: Index, thesaurus: Thesaurus, levers: frozenset[Lever]) -> None:
        self._index = index
        self._thesaurus = thesaurus
        self._levers = levers
        known = dict.fromkeys(thesaurus.words, 0.5) if Lever.THESAURUS in levers else {}
        self._speller = Speller(known | index.words)
        self._plan_speller = Speller(index.words)
        self._phrases = frozenset(key for key in thesaurus.keys() if len(key) > 1)

    def read(self, text: str) -> Question:
        """The concepts of a question; none when it holds no word with a subject."""
        asked = without_opening(text[:LONGEST]) if text else ""
        found = [token for token in tokens(asked) if not token.joined]
        words = [token.word for token in found if not is_stop(token.word)][:_MOST_WORDS]
        concepts = list(self._concepts(words))
        return Question(text, tuple(concepts))

    def suggestions(self, question: Question) -> tuple[str, ...]:
        """At most three words of the plan that look like asked words that it does not hold."""
        missing = [concept for concept in question.concepts if concept.importance == 1 and not concept.terms]
        found = [other for concept in missing for other in self._plan_speller.alike(concept.word)]
        return tuple(dict.fromkeys(found))[:3]

    def _concepts(self, words: Sequence[str]) -> Iterator[Concept]:
        roots = [root(word) for word in words]
        at = 0
        while at < len(words):
            size = self._term_size(words, at)
            if size > 1:
                yield self._phrase(words[at : at + size])
                for word in words[at : at + size]:
                    yield self._word(word, (), share=_PART)
            else:
                others = [other for n, other in enumerate(roots) if n != at]
                yield self._word(words[at], others)
            at += size

    def _term_size(self, words: Sequence[str], at: int) -> int:
        """How many words from here make one term of the thesaurus, or one compound written apart."""
        if Lever.THESAURUS in self._levers:
            for size in range(min(_MOST_WORDS_IN_TERM, len(words) - at), 1, -1):
                if tuple(map(stem, words[at : at + size])) in self._phrases:
                    return size
        if Lever.COMPOUNDS in self._levers and at + 1 < len(words) and self._joined(words[at], words[at + 1]):
            return 2
        return 1

    def _joined(self, one: str, other: str) -> str:
        """The compound that two words make when written together, if it is known; "" otherwise."""
        for link in ("", "s"):
            if (whole := one + link + other) in self._index.words or whole in self._thesaurus.words:
                return whole
        return ""

    def _phrase(self, words: Sequence[str]) -> Concept:
        key = tuple(map(stem, words))
        if key in self._phrases:
            terms = _Terms(self._index)
            terms.add(phrase_term(key), 1.0, 1.0)
            terms.add_pair(key, 1.0, 1.0)
            self._expand(key, terms, 1.0)
            return Concept(" ".join(words), terms.all())
        whole = self._joined(words[0], words[1])
        return self._word(whole, ())

    def _word(self, word: str, others: Sequence[str], share: float = 1.0) -> Concept:
        importance = _COMMON if is_common(word) else 1.0
        terms = _Terms(self._index)
        self._add_word(word, terms, 1.0)
        for other in others:
            if Lever.COMPOUNDS in self._levers:
                terms.add(pair_term(root(word), other), 0.7, 0.9)
        meant = None
        parts: tuple[Concept, ...] = ()
        if Lever.COMPOUNDS in self._levers:
            parts = self._parts(word)
        if not terms.strong() and not parts and Lever.SPELLING in self._levers and not self._is_known(word):
            for other, sure in self._speller.correct(word):
                meant = meant or other
                self._add_word(other, terms, sure)
                parts = parts or self._parts(other)
        return Concept(word, terms.all(), importance, parts, meant, share)

    def _is_known(self, word: str) -> bool:
        return word in self._index.words or word in self._thesaurus.words or is_common(word)

    def _parts(self, word: str) -> tuple[Concept, ...]:
        found = []
        for part in self._index.splitter.split(word):
            terms = _Terms(self._index)
            self._add_word(part, terms, 1.0)
            found.append(Concept(part, terms.all(), _COMMON if is_common(part) else 1.0))
        return tuple(found)

    def _add_word(self, word: str, terms: "_Terms", sure: float) -> None:
        terms.add(stem(word) if Lever.STEMS in self._levers else word, sure, sure)
        if Lever.FAMILIES in self._levers:
            terms.add("~" + root(word), 0.7 * sure, 0.9 * sure)
        if Lever.COMPOUNDS in self._levers:
            terms.add("+" + root(word), 0.5 * sure, 0.8 * sure)
        self._expand((stem(word),), terms, sure)

    def _expand(self, key: Key, terms: "_Terms", sure: float) -> None:
        if Lever.THESAURUS not in self._levers:
            return
        for other in self._thesaurus.related(key):
            weight, grounds = (sure * value for value in WEIGHTS[other.relation])
            if len(other.key) > 1:
                terms.add(phrase_term(other.key), weight, grounds)
                terms.add_pair(other.key, weight, grounds)
            else:
                terms.add(other.key[0], weight, grounds)
                if Lever.FAMILIES in self._levers:
                    terms.add("~" + root(other.words.casefold()), weight * 0.7, grounds * 0.9)
                if Lever.COMPOUNDS in self._levers and other.relation is Relation.SAME:
                    terms.add("+" + root(other.words.casefold()), weight * 0.4, grounds * 0.6)


class _Terms:
    """Terms being gathered; the highest weight of a term counts."""

    def __init__(self, index: Index) -> None:
        self._index = index
        self._found: dict[str, Term] = {}

    def add(self, key: str, weight: float, grounds: float) -> None:
        if key not in self._index:
            return
        known = self._found.get(key)
        if known is not None:
            weight, grounds = max(weight, known.weight), max(grounds, known.grounds)
        self._found[key] = Term(key, weight, grounds)

    def add_pair(self, key: Key, weight: float, grounds: float) -> None:
        """A term of two words may also be written as one compound."""
        if len(key) == 2:
            self.add(pair_term(root(key[0]), root(key[1])), weight, grounds)

    def strong(self) -> bool:
        return any(term.grounds >= 0.5 for term in self._found.values())

    def all(self) -> tuple[Term, ...]:
        return tuple(self._found.values())
