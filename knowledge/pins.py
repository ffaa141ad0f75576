"""Answers that were pointed out: a question, and the sentence of a plan that answers it.

A pin never holds an answer of its own. It names a sentence, which is looked up in the plans that are asked
and quoted from there; when no plan has it any more the pin says nothing. Data of knowledge/lessons.py.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from rapidfuzz.distance import OSA

from knowledge.dutch import is_stop, stem, whole_words, without_opening
from knowledge.facts import kind_of_fact
from knowledge.passages import Passage

LONGEST_QUESTION = 300  # characters
LONGEST_SENTENCE = 2_000  # characters
MOST = 500  # pins of one library
_LONG_WORD = 6


@dataclass(frozen=True, slots=True)
class Pattern:
    """What a question asks, whatever the order of its words: their stems, and the kind of fact wanted."""

    words: frozenset[str]
    fact: int | None

    def fits(self, other: "Pattern") -> bool:
        """Whether the other asks the same; one slip in a long word is the same word."""
        if self.fact != other.fact or len(self.words) != len(other.words):
            return False
        missing, extra = sorted(self.words - other.words), sorted(other.words - self.words)
        return all(_one_slip(one, another) for one, another in zip(missing, extra, strict=True))


def pattern_of(question: str) -> Pattern:
    """The pattern of a question; without words when it has no subject."""
    words = [token.word for token in whole_words(without_opening(question))]
    return Pattern(
        frozenset(stem(word) for word in words if not is_stop(word)),
        kind_of_fact(question),
    )


@dataclass(frozen=True, slots=True)
class Pin:
    """`question` is answered by `quote`: whole sentences of a plan, in the section that `section` names.

    Raises ValueError for a question without a subject, or a quote that is empty or too long.
    """

    question: str
    quote: str
    section: tuple[str, ...] = ()
    pattern: Pattern = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "question", " ".join(self.question.split()))
        object.__setattr__(self, "section", tuple(self.section))
        object.__setattr__(self, "pattern", pattern_of(self.question))
        if not self.pattern.words or len(self.question) > LONGEST_QUESTION:
            raise ValueError("a pin needs a short question with a subject")
        if not self.quote.strip() or len(self.quote) > LONGEST_SENTENCE:
            raise ValueError("a pin needs a sentence of a plan")

    def place(self, passages: Sequence[Passage]) -> Passage | None:
        """Where the sentence stands now, in its own section when it stands in several; None when nowhere."""
        there = [one for one in passages if self.holds(one)]
        own = (one for one in there if one.section == self.section)
        return next(own, there[0] if there else None)

    def holds(self, passage: Passage) -> bool:
        """Whether a passage may be quoted and has the sentences, whole and in this order."""
        if not passage.quotable or self.quote not in (whole := " ".join(passage.text.split())):
            return False
        sentences = passage.sentences()
        starts = {" ".join(sentences[:place]) for place in range(len(sentences) + 1)}
        before, _, after = whole.partition(self.quote)
        return before.rstrip() in starts and (not after or after[0] == " ")


def pinned(pins: Iterable[Pin], question: str) -> Pin | None:
    """The pin that a question falls under; the newest one when there are several."""
    asked = pattern_of(question)
    if not asked.words:
        return None
    return next((pin for pin in reversed(list(pins)) if pin.pattern.fits(asked)), None)


def _one_slip(one: str, other: str) -> bool:
    return min(len(one), len(other)) >= _LONG_WORD and OSA.distance(one, other, score_cutoff=1) == 1
