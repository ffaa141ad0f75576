"""Tables of documents that say themselves what a cell is: as rows, or as what stands in their cells."""

from collections.abc import Sequence
from dataclasses import dataclass

from knowledge.readers.blocks import Block, Kind

_PROSE_WORDS = 40  # a cell of so many words is read as text: then its sentences can be quoted


@dataclass(frozen=True, slots=True)
class Cell:
    """What stands in a cell, and over how many columns. `continues`: it is one with the cell above."""

    blocks: tuple[Block, ...]
    span: int = 1
    continues: bool = False
    rows: int = 1  # how many rows it covers, where the format says so
    head: bool = False

    @property
    def text(self) -> str:
        """All that the cell says."""
        return " ".join(block.text for block in self.blocks)


def table_blocks(rows: Sequence[tuple[Sequence[Cell], bool]]) -> list[Block]:
    """The blocks of a table; each row comes with whether it is marked as a row of column names.

    A table that only places things on the page (one column, or headings in its cells) gives the blocks of
    its cells. A row with a long text gives the text.
    """
    rows = [(cells, head) for cells, head in rows if any(cell.blocks for cell in cells)]
    widths = [sum(cell.span for cell in cells) for cells, _ in rows]
    inside = [block.kind for cells, _ in rows for cell in cells for block in cell.blocks]
    if max(widths, default=0) < 2 or Kind.HEADING in inside or Kind.ROW in inside:
        return [block for cells, _ in rows for cell in cells for block in cell.blocks]
    found: list[Block] = []
    above: list[str] = []
    marked = any(head for _, head in rows)
    for number, (cells, head) in enumerate(rows):
        heads = head or (not marked and number == 0 and len(rows) > 1 and _names(cells, max(widths)))
        texts = _texts(cells, above, repeat=heads)
        above = texts
        if not heads and any(_is_prose(cell) for cell in cells):
            found.extend(block for cell in cells for block in cell.blocks)
        elif any(texts):
            text = " ".join(text for text in texts if text)
            found.append(Block(Kind.ROW, text, level=int(heads), cells=tuple(texts)))
    return found


def _names(cells: Sequence[Cell], width: int) -> bool:
    """Whether a first row reads as the names of the columns: all filled in, and short."""
    filled = [cell for cell in cells if cell.blocks]
    return (
        len(cells) == width
        and len(filled) >= width - 1
        and all(len(cell.text.split()) <= 8 for cell in filled)
    )


def _texts(cells: Sequence[Cell], above: Sequence[str], *, repeat: bool) -> list[str]:
    """The text for each column; a merged name counts for all its columns, a merged value once."""
    texts: list[str] = []
    for cell in cells:
        text = cell.text
        if cell.continues and not text and len(above) > len(texts):
            text = above[len(texts)]
        texts += [text, *([text if repeat else ""] * (cell.span - 1))]
    return texts


def _is_prose(cell: Cell) -> bool:
    return len(cell.text.split()) >= _PROSE_WORDS
