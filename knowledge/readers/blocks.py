"""What every reader hands over: headings, paragraphs, list items and table rows, in the order of reading."""

from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What a block is in its document."""

    HEADING = "heading"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    ROW = "row"


@dataclass(frozen=True, slots=True)
class Block:
    """One piece of a document, its white space collapsed.

    `level` is the depth of a heading, from 1. `cells` are those of a row; the heads of a table have level 1.
    `page` is where the block starts, `turns` says at which character a later page starts: (offset, page).
    `doubtful` are offsets where a word was joined in a way that another extractor may do differently.
    """

    kind: Kind
    text: str
    level: int = 0
    cells: tuple[str, ...] = ()
    page: int | None = None
    turns: tuple[tuple[int, int], ...] = ()
    doubtful: tuple[int, ...] = ()

    def page_at(self, offset: int) -> int | None:
        """The page on which the character at this offset stands."""
        page = self.page
        for start, later in self.turns:
            if offset >= start:
                page = later
        return page


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: its blocks, the printed label of each page, and what it says about itself."""

    blocks: tuple[Block, ...]
    labels: tuple[str, ...] = ()
    about: dict[str, str] = field(default_factory=dict)

    def label(self, page: int | None) -> str | None:
        """The printed number of a page that counts from 1, or None where there is none."""
        if page is None or page > len(self.labels):
            return None
        return self.labels[page - 1] or None
