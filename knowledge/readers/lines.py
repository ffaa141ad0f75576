"""A paragraph in which lines were broken by hand: as paragraphs and points."""

import re
from collections.abc import Iterator

from knowledge.readers.blocks import Block, Kind

_POINT = re.compile(r"[-–•·▪●*◦]\s+(?=\S)")


def paragraph_blocks(text: str, kind: Kind) -> Iterator[Block]:
    """The blocks of a paragraph; an empty line ends one, a line that begins with a bullet is a point."""
    for part in re.split(r"\n[^\S\n]*\n", text):
        held: list[str] = []
        held_kind = kind
        for line in part.split("\n"):
            words = " ".join(line.split())
            if point := _POINT.match(words):
                yield from _block(held, held_kind)
                held, held_kind = [words[point.end() :]], Kind.ITEM
            elif words:
                held.append(words)
        yield from _block(held, held_kind)


def _block(lines: list[str], kind: Kind) -> Iterator[Block]:
    text = " ".join(lines).strip()
    if any(letter.isalnum() for letter in text):
        yield Block(kind, text)
