"""From blocks to passages: whole sentences, one section, one page, long enough to mean something."""

from collections.abc import Iterator
from typing import NamedTuple

from knowledge.passages import Passage, split_sentences
from knowledge.readers.blocks import Block, Document, Kind

ENOUGH_WORDS = 40
TOO_MANY_WORDS = 120
_NO_SENTENCE = 2 * TOO_MANY_WORDS  # nobody writes a longer sentence
_ENDS = (".", "!", "?", "…", ".”", ".’", '."', ".)", "?”", "!”", "”.")


class _Piece(NamedTuple):
    """One or more sentences of one block that stand together on one page."""

    section: tuple[str, ...]
    page: int | None
    text: str
    quotable: bool
    mergeable: bool


def passages(document: Document, plan: str) -> tuple[Passage, ...]:
    """The passages of a document, in reading order; their ids are the plan's id and a number."""
    merged = _merged(_pieces(document))
    return tuple(
        Passage(
            f"{plan}.{number}",
            plan,
            piece.section,
            piece.page,
            document.label(piece.page),
            piece.text,
            piece.quotable,
        )
        for number, piece in enumerate(merged, 1)
    )


def _pieces(document: Document) -> Iterator[_Piece]:
    headings: list[tuple[int, str]] = []
    section: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    for block in document.blocks:
        if block.kind is Kind.HEADING:
            headings = [*(above for above in headings if above[0] < block.level), (block.level, block.text)]
            section = tuple(title for _, title in headings)
        elif block.kind is Kind.ROW:
            names = block.cells if block.level == 1 else names
            if block.level != 1:
                yield _row(block, names, section)
        elif block.turns or block.doubtful or block.text.count(" ") >= TOO_MANY_WORDS:
            yield from _sentences(block, section)
        elif text := _flat(block.text):
            mergeable = block.kind is Kind.PARAGRAPH and text.endswith(_ENDS)
            yield _Piece(section, block.page, text, quotable=True, mergeable=mergeable)


def _flat(text: str) -> str:
    """The text with white space collapsed, which nearly all of it is already."""
    if text.isascii() and text.isprintable() and "  " not in text:
        return text.strip()
    return " ".join(text.split())


def _row(block: Block, names: tuple[str, ...], section: tuple[str, ...]) -> _Piece:
    """A row reads as "name of the column: value"; its first cell says what the row is about."""
    if len(names) == len(block.cells) and len(names) > 1:
        first, *others = zip(names, block.cells, strict=True)
        values = [f"{name}: {cell}" if name else cell for name, cell in others if cell]
        text = f"{first[1]} ({'; '.join(values)})" if first[1] and values else "; ".join(values) or first[1]
    else:
        text = "; ".join(cell for cell in block.cells if cell) or block.text
    return _Piece(section, block.page, text, quotable=False, mergeable=False)


def _sentences(block: Block, section: tuple[str, ...]) -> Iterator[_Piece]:
    """Group the sentences of a long block; one that crosses a page or was joined in doubt stands alone."""
    group: list[str] = []
    group_page = block.page
    words = 0
    start = 0
    loose = block.kind is Kind.PARAGRAPH
    most = _share(block.text.count(" ") + 1)

    def flush() -> Iterator[_Piece]:
        if group:
            text = " ".join(group)
            yield _Piece(section, group_page, text, quotable=True, mergeable=loose and text.endswith(_ENDS))
            group.clear()

    for sentence in split_sentences(block.text):
        stop = start + len(sentence)
        page = block.page_at(start)
        whole = not block.turns or page == block.page_at(stop - 1)
        if block.doubtful and any(start <= at < stop for at in block.doubtful):
            whole = False
        count = sentence.count(" ") + 1
        if not whole or page != group_page or words + count > most:
            yield from flush()
            group_page, words = page, 0
        if whole and count <= _NO_SENTENCE:
            group.append(sentence)
            words += count
        else:
            for part in _parts(sentence):
                yield _Piece(section, page, part, quotable=False, mergeable=False)
            group_page = block.page_at(stop)
        start = stop + 1
    yield from flush()


def _share(words: int) -> int:
    """How many words a piece of a long paragraph gets, so that no crumb is left at its end."""
    pieces = -(-words // TOO_MANY_WORDS)
    return min(TOO_MANY_WORDS, words // pieces + ENOUGH_WORDS // 2)


def _parts(text: str) -> Iterator[str]:
    """Text without ends of sentences, such as a list of names, in parts of a size that can be shown."""
    words = text.split()
    size = len(words) if len(words) <= _NO_SENTENCE else TOO_MANY_WORDS
    for start in range(0, len(words), size):
        yield " ".join(words[start : start + size])


def _merged(pieces: Iterator[_Piece]) -> Iterator[_Piece]:
    """Put short neighbours together that follow each other in one section and on one page."""
    last: _Piece | None = None
    for piece in pieces:
        if last is None:
            last = piece
        elif _belong(last, piece):
            last = _Piece(
                piece.section, piece.page, f"{last.text} {piece.text}", quotable=True, mergeable=True
            )
        else:
            yield last
            last = piece
    if last is not None:
        yield last


def _belong(one: _Piece, two: _Piece) -> bool:
    if not (one.mergeable and two.mergeable) or (one.section, one.page) != (two.section, two.page):
        return False
    sizes = one.text.count(" ") + 1, two.text.count(" ") + 1
    return min(sizes) < ENOUGH_WORDS and sum(sizes) <= TOO_MANY_WORDS
