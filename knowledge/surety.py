"""How sure it is that a passage holds what was asked for."""

from collections.abc import Sequence

from knowledge.evidence import ENOUGH, WHOLE_OF_PARTS, grounds_of, keys_of
from knowledge.index import Index, Wanted
from knowledge.levers import Lever
from knowledge.mentions import Mentions
from knowledge.passages import Passage
from knowledge.question import COMMON, Concept

_ASIDE = 0.6
_ABOUT = 0.7
_LONG = 9
_COMMON_MISSED = 0.5


class Surety:
    """Says of rows of an index how sure an answer they are. Immutable."""

    def __init__(self, index: Index, passages: Sequence[Passage], levers: frozenset[Lever]) -> None:
        self._index = index
        self._passages = passages
        self._levers = levers

    def masses(self, concepts: Sequence[Concept]) -> list[tuple[Concept, float]]:
        """The concepts with what each counts: a rare word says more, and one that is nowhere says most."""
        return [(concept, concept.importance * self._rarity(concept)) for concept in concepts]

    def of(self, concepts: Sequence[Concept], rows: Sequence[int]) -> list[float]:
        """How far each of these rows holds what was asked for (0 to 1)."""
        masses = self.masses(concepts)
        each = [self._grounds(concept, rows) for concept, _ in masses]
        subjects = [one for one in concepts if one.subject and one.importance == 1]
        about = _About(subjects if Lever.ABOUT in self._levers else [])
        held = [[one[place] for one in each] for place in range(len(rows))]
        sure = [self._sure_of(masses, about, row, grounds) for row, grounds in zip(rows, held, strict=True)]
        if Lever.MENTIONS not in self._levers:
            return sure
        mentions = Mentions(self._index, concepts)
        return [
            one * mentions.told(self._passages[row], grounds) if one >= ENOUGH else one
            for one, row, grounds in zip(sure, rows, held, strict=True)
        ]

    def _sure_of(
        self, masses: Sequence[tuple[Concept, float]], about: "_About", row: int, grounds: Sequence[float]
    ) -> float:
        aside = _ASIDE if min(grounds) < ENOUGH and self._is_about(about, row) else 1.0
        # Where only common words are asked for, they are all there is to go by.
        common = _COMMON_MISSED if any(concept.importance > COMMON for concept, _ in masses) else 1.0
        weights = [
            mass if held >= ENOUGH else mass * _missed(concept, aside, common)
            for (concept, mass), held in zip(masses, grounds, strict=True)
        ]
        total = sum(weights)
        whole = sum(weight * held for weight, held in zip(weights, grounds, strict=True))
        return whole / total if total else 0.0

    def _is_about(self, about: "_About", row: int) -> bool:
        """Whether the nearest heading names an asked subject; then other words are how the asker tells it."""
        if not about.subjects:
            return False
        heading = self._index.terms_of(self._passages[row].heading, about.wanted)
        return any(grounds_of(concept, heading)[0] >= _ABOUT for concept in about.subjects)

    def _rarity(self, concept: Concept) -> float:
        spread = (self._index.spread(term.key) for term in concept.terms if term.grounds >= 0.5)
        return self._index.rarity(max(spread, default=0))

    def _grounds(self, concept: Concept, rows: Sequence[int]) -> list[float]:
        """How far each of these rows holds a concept."""
        best = self._index.strongest(((term.key, term.grounds) for term in concept.terms), rows)
        if concept.parts:
            each = [self._grounds(part, rows) for part in concept.parts]
            wanted = Wanted(keys_of((concept,)))
            for place, apart in enumerate(map(min, zip(*each, strict=True))):
                if WHOLE_OF_PARTS * apart > best[place]:
                    best[place] = max(best[place], self._together(concept, wanted, rows[place]))
        return best

    def _together(self, concept: Concept, wanted: Wanted, row: int) -> float:
        """How far one sentence holds all parts of a compound; parts that stand apart mean other things."""
        passage = self._passages[row]
        heading = self._index.terms_of(passage.heading, wanted)
        held = (heading | self._index.terms_of(sentence, wanted) for sentence in passage.sentences())
        return max((grounds_of(concept, one)[0] for one in held), default=0.0)


class _About:
    """The asked subjects that a heading may name."""

    def __init__(self, subjects: Sequence[Concept]) -> None:
        self.subjects = subjects
        self.wanted = Wanted(keys_of(subjects))


def _missed(concept: Concept, aside: float, common: float) -> float:
    """How far it counts that a concept is not there; `aside` for a word that only tells how it is asked."""
    if concept.importance <= COMMON:
        return common * aside
    # A word of the field that is not there is what was asked for, and no manner of telling it.
    # Nor is a long one that is nowhere (opkomsttijd, laadpalen).
    return 1.0 if concept.subject or _names_what_is_asked(concept) else aside


def _names_what_is_asked(concept: Concept) -> bool:
    """Whether a word is long, and nowhere: the words that only tell how it is asked are short or common."""
    return len(concept.word) >= _LONG and concept.importance == 1 and not (concept.found or concept.parts)
