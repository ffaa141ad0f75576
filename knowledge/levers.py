"""The pieces of retrieval; each can be switched off, to see what it gains (docs/retrieval.md)."""

from enum import StrEnum


class Lever(StrEnum):
    """One piece. Without any of them a question's words are looked up as they are typed."""

    STEMS = "stems"
    FAMILIES = "families"
    COMPOUNDS = "compounds"
    SPELLING = "spelling"
    THESAURUS = "thesaurus"
    EVERYDAY = "everyday"
    MANNER = "manner"
    NGRAMS = "ngrams"
    HEADINGS = "headings"
    COVERAGE = "coverage"
    SUBJECTS = "subjects"
    ABOUT = "about"
    MENTIONS = "mentions"
    FACTS = "facts"
    ABBREVIATIONS = "abbreviations"


ALL: frozenset[Lever] = frozenset(Lever)
