"""Whether a passage tells of what is asked, or only names it.

Somebody asks "paspoort verlengen", and the plan says that a hack may stop "uitkeringen, paspoorten en
vergunningen". A passage that names the asked thing once, below a heading about something else, and holds
nothing of what is asked about it, is a mention; in a row of things most surely so.
"""

import re
from collections.abc import Sequence

from knowledge.evidence import ENOUGH, grounds_of, keys_of
from knowledge.index import Index, Wanted
from knowledge.passages import Passage
from knowledge.question import Concept

_THING = 0.8
_LISTED = 0.5
_NAMED = 0.8
_AROUND = 30
_LISTED_AFTER = re.compile(
    r"(?:,| en| of|:|zoals|onder meer)\s+(?:(?:de|het|een|aan|van|over|met|bij|op) )?(?:\w+ )?$"
)
_LISTED_BEFORE = re.compile(r"\w*(?: \w+)?(?:,| en | of )")


class Mentions:
    """Looks at passages for one question: the things it asks for, and what it asks about them."""

    def __init__(self, index: Index, concepts: Sequence[Concept]) -> None:
        self._index = index
        self._things = [one for one in concepts if one.importance >= _THING]
        self._asked = [(place, one) for place, one in enumerate(concepts) if one.importance < _THING]
        self._wanted = Wanted(keys_of(concepts if self._things and self._asked else ()))

    def told(self, passage: Passage, grounds: Sequence[float]) -> float:
        """How far a passage tells of the things: 1, or less where it only names them.

        `grounds` say of each concept of the question how far the passage holds it.
        """
        if not (self._things and self._asked) or self._is_told(passage, grounds):
            return 1.0
        heading = self._index.terms_of(passage.heading, self._wanted)
        if any(grounds_of(one, heading)[0] >= ENOUGH for one in self._things):
            return 1.0
        named: list[tuple[str, tuple[int, int]]] = []
        for sentence in passage.sentences():
            terms = self._index.terms_of(sentence, self._wanted)
            if terms:
                spans = {span for one in self._things for span in grounds_of(one, terms)[1]}
                named.extend((sentence, span) for span in spans)
            if len(named) > 1:
                return 1.0
        if not named:
            return 1.0
        if _is_listed(*named[0]):
            return _LISTED
        return _NAMED if len(self._things) == 1 else 1.0

    def _is_told(self, passage: Passage, grounds: Sequence[float]) -> bool:
        """Whether the text of a passage, without headings, holds all that is asked about the things."""
        if any(grounds[place] < ENOUGH for place, _ in self._asked):
            return False
        held = [self._index.terms_of(sentence, self._wanted) for sentence in passage.sentences()]
        return all(any(grounds_of(one, terms)[0] >= ENOUGH for terms in held) for _, one in self._asked)


def _is_listed(sentence: str, span: tuple[int, int]) -> bool:
    """Whether a word of a sentence stands in a row of things: "geen uitkeringen, geen paspoorten, geen …"."""
    start, end = span
    before, after = sentence[max(0, start - _AROUND) : start], sentence[end : end + _AROUND]
    return bool(_LISTED_AFTER.search(before) and _LISTED_BEFORE.match(after))
