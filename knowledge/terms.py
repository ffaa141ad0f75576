"""The terms to look a word up by, and those that the thesaurus gives for it, as far as a plan holds them."""

from collections.abc import Container, Iterable
from typing import NamedTuple

from knowledge.dutch import root
from knowledge.index import pair_term, phrase_term
from knowledge.levers import Lever
from knowledge.thesaurus import WEIGHTS, Key, Related, Relation, Thesaurus

SAME_THING = 0.5
"""From these grounds on a term is the asked word, or means the same."""


class Term(NamedTuple):
    """A term to look up. `weight`: what it counts. `grounds`: how far it is the asked word (0 to 1)."""

    key: str
    weight: float
    grounds: float


class Terms:
    """Terms being gathered, of those that stand somewhere; the highest weight of a term counts."""

    def __init__(self, known: Container[str]) -> None:
        self._known = known
        self._found: dict[str, Term] = {}

    def add(self, key: str, weight: float, grounds: float) -> None:
        """Add a term, if it stands somewhere."""
        if key in self._known:
            self._keep(Term(key, weight, grounds))

    def add_all(self, terms: Iterable[Term]) -> None:
        """Add terms that do stand somewhere."""
        for term in terms:
            self._keep(term)

    def _keep(self, term: Term) -> None:
        known = self._found.setdefault(term.key, term)
        if known is not term:
            weight, grounds = max(term.weight, known.weight), max(term.grounds, known.grounds)
            self._found[term.key] = Term(term.key, weight, grounds)

    def add_pair(self, key: Key, weight: float, grounds: float) -> None:
        """A term of two words may also be written as one compound."""
        if len(key) == 2:
            self.add(pair_term(root(key[0]), root(key[1])), weight, grounds)

    def strong(self) -> bool:
        """Whether one of them is the asked word, or means the same."""
        return any(term.grounds >= SAME_THING for term in self._found.values())

    def all(self) -> tuple[Term, ...]:
        """What was gathered."""
        return tuple(self._found.values())


class Synonyms:
    """The terms that a thesaurus gives, of those that stand somewhere. Immutable, but for what is kept."""

    def __init__(self, thesaurus: Thesaurus, known: Container[str], levers: frozenset[Lever]) -> None:
        self._thesaurus = thesaurus
        self._known = known
        self._levers = levers
        # Both hold at most what the thesaurus holds.
        self._of_key: dict[Key, tuple[Term, ...]] = {}
        self._of_words: dict[str, tuple[Term, ...]] = {}

    def of(self, key: Key) -> tuple[Term, ...]:
        """The terms for a term; none when the thesaurus does not know it."""
        found = self._of_key.get(key)
        if found is None:
            others = self._thesaurus.related(key) if Lever.THESAURUS in self._levers else ()
            if not others:
                return ()
            found = self._of_key[key] = self._work_out(others)
        return found

    def _work_out(self, others: Iterable[Related]) -> tuple[Term, ...]:
        terms = Terms(self._known)
        for other in others:
            weight, grounds = WEIGHTS[other.relation]
            for term, share, share_of_grounds in self._standing(other):
                if other.relation is Relation.SAME or term[0] != "+":
                    terms.add(term, weight * share, grounds * share_of_grounds)
        return terms.all()

    def _standing(self, other: Related) -> tuple[Term, ...]:
        """How a term stands in the plan; most do not. Kept, because a term is related to many others."""
        found = self._of_words.get(other.words)
        if found is None:
            terms = Terms(self._known)
            if len(other.key) > 1:
                terms.add(phrase_term(other.key), 1.0, 1.0)
                terms.add_pair(other.key, 1.0, 1.0)
            else:
                family = root(other.words.casefold())
                terms.add(other.key[0], 1.0, 1.0)
                if Lever.FAMILIES in self._levers:
                    terms.add("~" + family, 0.7, 0.9)
                if Lever.COMPOUNDS in self._levers:
                    terms.add("+" + family, 0.4, 0.6)
            found = self._of_words[other.words] = terms.all()
        return found
