"""Words of this municipality: what colleagues type, and the word of the plan that they mean by it.

They are laid over the thesaurus that ships with the bot (knowledge/thesaurus.yaml). Data of
knowledge/lessons.py.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from knowledge.dutch import is_stop, whole_words
from knowledge.thesaurus import Entry, Relation, Thesaurus, term_key

LONGEST_TERM = 60  # characters
MOST_WORDS_IN_TERM = 5
MOST = 500  # own words of one library
_TERM = re.compile(r"[\w'’`&./ -]+")


class Wrong(StrEnum):
    """Why two words cannot be laid beside each other."""

    EMPTY = "empty"  # no word to search for: only stop words, signs or figures
    TOO_LONG = "too_long"
    SIGNS = "signs"  # marks that a word does not have
    SAME = "same"  # for the search they are one word already
    KNOWN = "known"  # the thesaurus says so already
    TOO_MANY = "too_many"


class BadWord(ValueError):  # noqa: N818 - says what is wrong
    """An own word that cannot be kept; `why` tells which rule it breaks."""

    def __init__(self, why: Wrong) -> None:
        super().__init__(f"this word cannot be kept: {why.value}")
        self.why = why


@dataclass(frozen=True, slots=True)
class OwnWord:
    """`asked` means `meant`. `both`: asking for the second finds the first as well.

    Raises BadWord for what is no term, or when both are one word to the search.
    """

    asked: str
    meant: str
    both: bool = True

    def __post_init__(self) -> None:
        for name in ("asked", "meant"):
            object.__setattr__(self, name, _term(getattr(self, name)))
        if term_key(self.asked) == term_key(self.meant):
            raise BadWord(Wrong.SAME)

    @property
    def key(self) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """The same for the same two words in whatever form they are written."""
        return term_key(self.asked), term_key(self.meant)

    def as_entry(self, thesaurus: Thesaurus) -> Entry:
        """As the thesaurus keeps it: whoever asks for the one also finds what the other is known as."""
        known = thesaurus.related(term_key(self.meant))
        same, narrower, related = (
            tuple(one.words for one in known if one.relation is relation)
            for relation in (Relation.SAME, Relation.NARROWER, Relation.RELATED)
        )
        if self.both:
            return Entry(self.meant, (*same, self.asked), narrower=narrower, related=related)
        return Entry(self.meant, same, (self.asked,), narrower, related)


def is_known(word: OwnWord, thesaurus: Thesaurus) -> bool:
    """Whether the thesaurus has the two as the same already, in the directions that are wanted."""
    asked, meant = word.key
    there = _same(thesaurus, asked, meant)
    return there and (not word.both or _same(thesaurus, meant, asked))


def _same(thesaurus: Thesaurus, asked: tuple[str, ...], meant: tuple[str, ...]) -> bool:
    return any(one.key == meant and one.relation is Relation.SAME for one in thesaurus.related(asked))


def _term(text: str) -> str:
    words = " ".join(text.split())
    if len(words) > LONGEST_TERM or len(words.split()) > MOST_WORDS_IN_TERM:
        raise BadWord(Wrong.TOO_LONG)
    plain = [token.word for token in whole_words(words)]
    if not any(not is_stop(word) and re.search(r"[^\W\d_]", word) for word in plain):
        raise BadWord(Wrong.EMPTY)
    if not _TERM.fullmatch(words):
        raise BadWord(Wrong.SIGNS)
    return words
