"""A Word file (DOCX): headings by style with the numbers that Word counts, paragraphs, lists and tables.

Read as the printed plan reads: proposed insertions are in, proposed deletions are out; headers, footers,
the table of contents, comments and hidden text are left out; a footnote follows the paragraph it belongs to.
A Word file has no pages, so nothing here has a page.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from knowledge.readers.blocks import Block, Document, Kind
from knowledge.readers.docx_numbers import Numbers
from knowledge.readers.docx_package import Package, W
from knowledge.readers.docx_styles import (
    Numbering,
    Style,
    Styles,
    half_points,
    number,
    numbering_of,
    outline_level,
    switch,
    value,
)
from knowledge.readers.errors import TooLarge
from knowledge.readers.limits import Limits
from knowledge.readers.lines import paragraph_blocks
from knowledge.readers.tables import Cell, table_blocks
from knowledge.readers.xml_parts import Element, local

_LONGEST_HEADING = 200  # characters; a whole paragraph in the style of a heading is no heading
_LARGER, _USUAL = 1.1, 22  # times the size of the text; that size in half points where none is given
_LONGEST_PLAIN_HEADING = 90  # characters of a bold line that is taken for one
_LISTED_FIELD = re.compile(r"\s*(?:TOC|INDEX|TOA)\b", re.IGNORECASE)
# What changes nothing about the text within: links, insertions, content controls.
_THROUGH = frozenset(
    f"{W}{name}"
    for name in "hyperlink ins moveTo smartTag sdt sdtContent customXml dir bdo fldSimple".split()  # noqa: SIM905
)
_NOTE_PARTS = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}
_OFF_THE_PAGE = frozenset({"separator", "continuationSeparator", "continuationNotice"})


def read_docx(data: bytes, name: str, limits: Limits) -> Document:
    """Read a Word file called `name`.

    Raises NotWhatItSays, Encrypted, Unreadable and TooLarge.
    """
    package = Package(data, name, limits)
    reader = _Reader(package, limits)
    body = package.document().find(f"{W}body")
    blocks = reader.body(body) if body is not None else []
    blocks = blocks if any(one.kind is Kind.HEADING for one in blocks) else reader.with_plain_headings(blocks)
    title = ": ".join(reader.titles) or package.title()
    return Document(tuple(blocks), about={"titel": title} if title else {})


@dataclass(slots=True)
class _Paragraph:
    """A paragraph while its runs are read."""

    style: Style
    text: list[str] = field(default_factory=list)
    after: list[Block] = field(default_factory=list)  # its notes, and the text boxes that hang on it
    bold: bool = True
    size: int = 0


class _Reader:
    """Walks through the parts of one file, in the order of reading."""

    def __init__(self, package: Package, limits: Limits) -> None:
        self.package = package
        self.titles: list[str] = []
        self._styles = Styles(package.other("styles"))
        self._numbers = Numbers(package.other("numbering"))
        self._notes = {tag: self._noted(kind) for tag, kind in _NOTE_PARTS.items()}
        self._left = limits.characters
        self._fields: list[str] = []  # of the fields that are open: what they do
        self._in_result = 0
        self._carried: _Paragraph | None = None  # whose end was deleted, so that the next one belongs to it
        # Lines that may head, by identity: the line, the size of its letters, whether they are bold.
        self._plain: dict[int, tuple[Block, int, bool]] = {}
        self._letters: Counter[int] = Counter()  # how many there are of each size

    def body(self, parent: Element) -> list[Block]:
        """The blocks of the body, of a cell, of a note or of a text box."""
        blocks: list[Block] = []
        for child in parent:
            if child.tag == f"{W}p":
                blocks.extend(self._paragraph(child))
            elif child.tag == f"{W}tbl":
                blocks.extend(self._table(child))
            elif child.tag == f"{W}sdt":
                content = child.find(f"{W}sdtContent")
                if content is not None and not _is_contents(child):
                    blocks.extend(self.body(content))
            elif child.tag in _THROUGH:
                blocks.extend(self.body(child))
            elif local(child.tag) == "AlternateContent":
                blocks.extend(block for way in child[:1] for block in self.body(way))
        return blocks

    def with_plain_headings(self, blocks: list[Block]) -> list[Block]:
        """In a file without styles of headings: short lines that are bold or larger, the largest on top."""
        body = self._letters.most_common(1)[0][0] if self._letters else 0
        found = (self._plain.get(id(one)) for one in blocks)
        heads = [one for one in found if one and (one[2] or one[1] > _LARGER * (body or _USUAL))]
        size = {id(block): letters for block, letters, _ in heads}
        sizes = sorted(set(size.values()), reverse=True)
        return [
            replace(one, kind=Kind.HEADING, level=sizes.index(size[id(one)]) + 1) if id(one) in size else one
            for one in blocks
        ]

    def _paragraph(self, raw: Element) -> Iterator[Block]:
        properties = raw.find(f"{W}pPr")
        style = self._style(properties)
        listed = any(_LISTED_FIELD.match(one) for one in self._fields)
        one = self._carried or _Paragraph(style)
        self._carried = None
        self._runs(raw, one, hidden=style.hidden)
        if _end_is_deleted(properties):
            self._carried = one
            return
        text = "".join(one.text)
        self._left -= len(text)
        if self._left < 0:
            raise TooLarge(self.package.name, "too much text")
        if style.is_contents or (listed and not text.strip()):
            return
        if text.strip():
            yield from self._blocks(one, text, properties)
        yield from one.after

    def _blocks(self, one: _Paragraph, text: str, properties: Element | None) -> Iterator[Block]:
        style = one.style
        own = numbering_of(properties)
        list_ = style.numbering.list if own.list is None else own.list
        depth = style.numbering.depth if own.depth is None else own.depth
        counted = self._numbers.next(Numbering(list_, depth), style.id)
        words = " ".join(text.split())
        level = outline_level(properties)
        level = style.level if level is None else level
        if style.is_title or (style.is_subtitle and len(self.titles) == 1):
            if not self.titles or style.is_subtitle:
                self.titles.append(words)
                return
            level = 1
        if level and len(words) <= _LONGEST_HEADING:
            yield Block(Kind.HEADING, f"{counted} {words}" if counted else words, level)
            return
        listed = counted is not None or style.is_list
        for block in paragraph_blocks(text, Kind.ITEM if listed else Kind.PARAGRAPH):
            self._letters[one.size or style.size] += len(block.text)
            if not listed and _may_head(block.text):
                self._plain[id(block)] = (block, one.size or style.size, one.bold)
            yield block

    def _style(self, properties: Element | None) -> Style:
        named = value(properties.find(f"{W}pStyle")) if properties is not None else ""
        return self._styles.style(named or self._styles.normal)

    def _runs(self, parent: Element, one: _Paragraph, *, hidden: bool = False) -> None:
        """Gather the text of runs, and of what stands around runs."""
        for child in parent:
            tag = child.tag
            if tag == f"{W}r":
                self._run(child, one, hidden=hidden)
            elif tag in _THROUGH:
                empty = child.find(f"{W}sdtPr/{W}showingPlcHdr") is not None
                if not empty and not _LISTED_FIELD.match(child.get(f"{W}instr", "")):
                    self._runs(child, one, hidden=hidden)
            elif local(tag) == "AlternateContent":
                for way in child[:1]:
                    self._runs(way, one, hidden=hidden)
            elif local(tag) in {"oMath", "oMathPara"}:
                one.text.extend(math.text or "" for math in child.iter() if local(math.tag) == "t")

    def _run(self, run: Element, one: _Paragraph, *, hidden: bool) -> None:
        letters = run.find(f"{W}rPr")
        vanished = switch(letters, "vanish")
        hidden = hidden if vanished is None else vanished
        before = len(one.text)
        for child in run:
            self._piece(child, one)
        if hidden:
            del one.text[before:]
        elif "".join(one.text[before:]).strip():
            bold = switch(letters, "b")
            one.bold = one.bold and (one.style.bold if bold is None else bold)
            one.size = max(one.size, half_points(letters) or one.style.size)

    def _piece(self, piece: Element, one: _Paragraph) -> None:
        name = local(piece.tag)
        if name == "fldChar":
            self._field(piece.get(f"{W}fldCharType", ""))
        elif name == "instrText":
            if self._fields:
                self._fields[-1] += piece.text or ""
        elif name in {"drawing", "pict", "object", "AlternateContent"}:
            self._boxes(piece, one)
        elif not self._is_shown():
            return
        elif name == "t":
            one.text.append(piece.text or "")
        elif name in _SIGNS:
            one.text.append(_SIGNS[name])
        elif piece.tag in self._notes:
            note = self._notes[piece.tag].get(piece.get(f"{W}id", ""))
            if note is not None:
                one.after.extend(replace(block, kind=Kind.ITEM) for block in self.body(note))

    def _field(self, what: str) -> None:
        if what == "begin" and len(self._fields) < 100:
            self._fields.append("")
        elif what == "separate" and self._fields:
            self._fields[-1] += "\n"  # from here on comes what the field gives
        elif what == "end" and self._fields:
            self._fields.pop()

    def _is_shown(self) -> bool:
        """Whether text here is what a reader sees: not the inside of a field, not a table of contents."""
        return all("\n" in one and not _LISTED_FIELD.match(one) for one in self._fields)

    def _boxes(self, piece: Element, one: _Paragraph) -> None:
        """Text boxes; what is there twice, for old and new programs, is read once."""
        if local(piece.tag) == "AlternateContent":
            for way in piece[:1]:
                self._boxes(way, one)
            return
        for child in piece:
            if child.tag == f"{W}txbxContent":
                outer, self._fields = self._fields, []
                one.after.extend(self.body(child))
                self._fields = outer
            else:
                self._boxes(child, one)

    def _table(self, raw: Element) -> list[Block]:
        rows = []
        for row in _children(raw, "tr"):
            properties = row.find(f"{W}trPr")
            if properties is not None and properties.find(f"{W}del") is not None:
                continue
            head = switch(properties, "tblHeader") is True
            skipped = number(properties.find(f"{W}gridBefore")) if properties is not None else 0
            cells = [Cell(())] * min(skipped or 0, 50)
            cells += [self._cell(one) for one in _children(row, "tc")]
            rows.append((cells, head))
        return table_blocks(rows)

    def _cell(self, raw: Element) -> Cell:
        properties = raw.find(f"{W}tcPr")
        span = number(properties.find(f"{W}gridSpan")) if properties is not None else 1
        merged = properties.find(f"{W}vMerge") if properties is not None else None
        continues = merged is not None and value(merged) != "restart"
        return Cell(tuple(self.body(raw)), min(max(span or 1, 1), 60), continues)

    def _noted(self, kind: str) -> dict[str, Element]:
        root = self.package.other(kind)
        return {
            one.get(f"{W}id", ""): one
            for one in (root if root is not None else ())
            if one.get(f"{W}type") not in _OFF_THE_PAGE
        }


_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def _children(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those within a content control or an insertion."""
    for child in parent:
        if child.tag == f"{W}{name}":
            yield child
        elif child.tag in _THROUGH:
            yield from _children(child, name)


def _is_contents(control: Element) -> bool:
    """Whether a content control holds the table of contents that Word makes."""
    gallery = control.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return "table of contents" in value(gallery).lower()


def _end_is_deleted(properties: Element | None) -> bool:
    """Whether the end of the paragraph is a proposed deletion: then it runs on in the next one."""
    return properties is not None and properties.find(f"{W}rPr/{W}del") is not None


def _may_head(text: str) -> bool:
    return len(text) <= _LONGEST_PLAIN_HEADING and not text.endswith((".", "!", ";", ",", ":", "…"))
