"""The outline of a PDF, to be met again in its lines."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from knowledge.readers.pdf_layout import Element
from knowledge.readers.pdf_text import Segment

_BARE = re.compile(r"[\W_]+")
_NUMBER = re.compile(
    r"(?:(?:hoofdstuk|bijlage|chapter|appendix)\s+)?(?:\d{1,2}|[A-Z](?=\.))(?:\.\d{1,2})*\.?\s", re.IGNORECASE
)
_LONGEST_NUMBER = 12
TITLE_LINES = 4
"""Lines that a title may take."""


class Title(NamedTuple):
    """An entry of the outline: what it says, how deep it is (from 1), and the page it leads to (from 1)."""

    text: str
    level: int
    page: int


@dataclass(slots=True)
class Titles:
    """The entries of the outline that lead to one page, by their letters and digits alone."""

    known: dict[str, Title] = field(default_factory=dict)
    longest: int = 0

    def add(self, title: Title) -> None:
        """One more title of this page; the first of two that read the same counts."""
        self.known.setdefault(_bare(title.text), title)
        self.longest = max(self.longest, len(title.text) + _LONGEST_NUMBER)

    def get(self, text: str) -> Title | None:
        """The title that a line is; a line longer than all titles is none, which is quick to see."""
        return self.known.get(_bare(text)) if len(text) <= self.longest else None

    def starting(self, lines: list[Element]) -> tuple[Title, int] | None:
        """The title that these lines begin with, and how many of them it takes."""
        bare = ""
        number = ""
        for count, line in enumerate(lines[:TITLE_LINES], 1):
            if not isinstance(line, Segment) or len(line.text) > self.longest:
                return None
            bare += _bare(line.text)
            if count == 1 and (found := _NUMBER.match(line.text)):
                number = _bare(found[0])
            # Some outlines leave out the numbers that are printed before the titles.
            for read in (bare, bare.removeprefix(number)):
                if title := self.known.get(read):
                    return title, count
            if not any(text.startswith((bare, bare.removeprefix(number))) for text in self.known):
                return None
        return None


def _bare(text: str) -> str:
    return _BARE.sub("", text).casefold()
