"""A web page (HTML): headings, paragraphs, points and tables of its main text, without what is around it.

Nothing in the page is run or fetched. A page without closing tags, or with wrong ones, is read as browsers do
for the elements that matter here.
"""

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from html.parser import HTMLParser

from knowledge.readers.blocks import Block, Document, Kind
from knowledge.readers.errors import NotWhatItSays
from knowledge.readers.lines import paragraph_blocks
from knowledge.readers.tables import Cell, table_blocks

_HEADINGS = {f"h{level}": level for level in range(1, 7)}
_BLOCKS = frozenset(
    """address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure
    footer form header hr html legend li main nav ol p pre section summary table tbody td tfoot th thead tr
    ul""".split()  # noqa: SIM905
) | frozenset(_HEADINGS)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())  # noqa: SIM905
_DROPPED = frozenset(
    """applet audio button canvas datalist dialog embed footer form head iframe math menu nav noscript object
    option script select style svg template textarea video""".split()  # noqa: SIM905
)
_OUTSIDE_ONLY = frozenset({"aside", "header"})  # in an article they belong to it
_DROPPED_ROLES = frozenset(
    {"navigation", "banner", "contentinfo", "search", "complementary", "menu", "dialog"}
)
# What builders of documents call the things around the text.
_DROPPED_NAMES = frozenset(
    """breadcrumb breadcrumbs cookie-banner doc-noteref footer footnote-ref footnoteref headerlink
    list-of-tables lot navfooter navheader navigation noprint related sphinxsidebar
    site-footer site-header skip-link skiplink sr-only toc toctree-wrapper visually-hidden table-of-contents
    tableofcontents""".split()  # noqa: SIM905
)
# An open element that a start tag closes, and within which: a new point ends the one before it.
_ENDS: Mapping[str, tuple[frozenset[str], frozenset[str]]] = {
    "li": (frozenset({"li"}), frozenset({"ul", "ol"})),
    "dt": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "dd": (frozenset({"dt", "dd"}), frozenset({"dl"})),
    "td": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "th": (frozenset({"td", "th"}), frozenset({"tr", "table"})),
    "tr": (frozenset({"tr"}), frozenset({"table"})),
    "tbody": (frozenset({"thead", "tbody", "tfoot"}), frozenset({"table"})),
}
_MARK = re.compile(r"[\[(]?(?:\d{1,3}|[*†‡§]|[a-z]|noot \d{1,3})[\])]?")
_CHARSET = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE
)
_MOST_COLUMNS = 60
_MOST_ROWS = 1_000


def decoded(data: bytes, name: str) -> str:
    """The text of a page: by its byte order mark, else as it says itself, else UTF-8 or Windows-1252.

    Raises NotWhatItSays for bytes that are no text.
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", "replace")
    if b"\0" in data or data.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NotWhatItSays(name)
    said = _CHARSET.search(data[:2_048])
    for encoding in ["utf-8-sig"] if said is None else [_encoding(said[1].decode()), "utf-8-sig"]:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("cp1252", "replace")


def read_html(text: str) -> Document:
    """Read a page; its title becomes what the document says about itself."""
    page = _Page()
    page.feed(text)
    page.close()
    page.finish()
    title = " ".join(page.title.split())
    return Document(tuple(page.main or page.blocks), about={"titel": title} if title else {})


def _encoding(label: str) -> str:
    """What browsers take a label for: Latin-1 is Windows-1252, and a page cannot say that it is UTF-16."""
    try:
        found = codecs.lookup(label)
    except LookupError:
        return "utf-8-sig"
    if found.name in {"iso8859-1", "ascii"}:
        return "cp1252"
    return found.name if found.name.startswith(("iso8859", "cp125", "mac-", "koi8")) else "utf-8-sig"


@dataclass(slots=True)
class _Open:
    """An element that is open. `dropped`: what is in it is not read."""

    tag: str
    dropped: bool = False
    begin: int = 0  # of the text gathered so far, for a mark of a note
    linked: bool = False


@dataclass(slots=True)
class _Table:
    """A table being read. `outer` is where blocks went before it began."""

    outer: list[Block]
    rows: list[tuple[list[Cell], bool]] = field(default_factory=list)
    cell: list[Block] = field(default_factory=list)
    span: int = 1
    down: int = 1
    head: bool = False
    in_cell: bool = False


class _Page(HTMLParser):
    """Keeps the elements that are open, the text since the last block began, and the tables around it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.blocks: list[Block] = []
        self.main: list[Block] = []
        self.title = ""
        self._open: list[_Open] = []
        self._dropping = 0
        self._text: list[str] = []
        self._tables: list[_Table] = []
        self._target = self.blocks

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "title" and not self.title:
            self._open.append(_Open("title"))
            return
        about = {name: value or "" for name, value in attrs}
        if tag in _VOID:
            self._void(tag)
            return
        if not self._dropping:
            self._make_room(tag)
        dropped = self._is_dropped(tag, about)
        if dropped or self._dropping or tag in _BLOCKS or tag == "sup":
            self._open.append(_Open(tag, dropped, len(self._text)))
            self._dropping += dropped
        if self._dropping:
            return
        if tag == "a" and self._open and self._open[-1].tag == "sup":
            self._open[-1].linked = True
        elif tag == "table":
            self._tables.append(_Table(self._target))
        elif tag in {"tr", "td", "th"} and self._tables:
            self._begin_cell(tag, about)
        elif tag == "main" or about.get("role") == "main":
            self._target = self.main

    def handle_endtag(self, tag: str) -> None:
        if tag == "p" and not self._dropping and not self._is_open("p"):
            self._flush()
        at = next((at for at in range(len(self._open) - 1, -1, -1) if self._open[at].tag == tag), None)
        if at is not None:
            self._close_from(at)

    def handle_data(self, data: str) -> None:
        if self._open and self._open[-1].tag == "title":
            self.title += data
        elif not self._dropping:
            keeps_lines = any(one.tag == "pre" for one in self._open)
            self._text.append(data if keeps_lines else data.replace("\n", " ").replace("\r", " "))

    def finish(self) -> None:
        """The page is at its end: whatever is open ends too."""
        self._close_from(0)
        self._flush()

    def _void(self, tag: str) -> None:
        if tag == "br" and not self._dropping:
            self._text.append("\n")
        elif tag == "hr" and not self._dropping:
            self._flush()

    def _make_room(self, tag: str) -> None:
        """End what a start tag ends: the text before a block, a paragraph, the point before this one."""
        if tag not in _BLOCKS:
            return
        self._flush()
        if self._open and self._open[-1].tag in {"p", *_HEADINGS}:
            self._close_from(len(self._open) - 1)
        key = "tbody" if tag in {"thead", "tfoot"} else tag
        if key not in _ENDS:
            return
        ends, within = _ENDS[key]
        for at in range(len(self._open) - 1, -1, -1):
            if self._open[at].tag in within:
                return
            if self._open[at].tag in ends:
                self._close_from(at)
                return

    def _close_from(self, at: int) -> None:
        while len(self._open) > at:
            one = self._open[-1]
            if not self._dropping:
                self._end(one)
            self._open.pop()
            self._dropping -= one.dropped

    def _end(self, one: _Open) -> None:
        if one.tag == "sup":
            inside = "".join(self._text[one.begin :]).strip()
            if one.linked and _MARK.fullmatch(inside):
                del self._text[one.begin :]  # the mark of a note is no word of the sentence
            return
        if one.tag in _BLOCKS:
            self._flush()
        if one.tag in {"td", "th", "tr"} and self._tables:
            self._end_cell()
        elif one.tag == "table" and self._tables:
            self._end_table()
        elif one.tag == "main":
            self._target = self.blocks

    def _flush(self) -> None:
        """Make blocks of the text since the last one."""
        text = "".join(self._text)
        self._text.clear()
        if not text.strip():
            return
        around = [one.tag for one in self._open if one.tag in _KINDS]
        tag = around[-1] if around else ""
        if around[-2:] == ["li", "p"]:
            tag = "li"
        if tag in _HEADINGS:
            if words := " ".join(text.split()):
                self._put([Block(Kind.HEADING, words, _HEADINGS[tag])])
        elif tag != "caption":
            self._put(list(paragraph_blocks(text, _KINDS.get(tag, Kind.PARAGRAPH))))

    def _put(self, blocks: list[Block]) -> None:
        table = self._tables[-1] if self._tables else None
        if table is None:
            self._target.extend(blocks)
        elif table.in_cell:
            table.cell.extend(blocks)

    def _begin_cell(self, tag: str, about: dict[str, str]) -> None:
        table = self._tables[-1]
        self._end_cell()
        if tag == "tr":
            heads = any(one.tag == "thead" for one in self._open[-3:])
            table.rows.append(([], heads))
            return
        if not table.rows:
            table.rows.append(([], False))
        table.in_cell, table.head = True, tag == "th"
        table.span, table.down = (
            _whole(about.get("colspan"), _MOST_COLUMNS),
            _whole(about.get("rowspan"), _MOST_ROWS),
        )

    def _end_cell(self) -> None:
        table = self._tables[-1]
        if table.in_cell:
            cell = Cell(tuple(table.cell), table.span, rows=table.down, head=table.head)
            table.rows[-1][0].append(cell)
        table.cell, table.in_cell = [], False

    def _end_table(self) -> None:
        self._end_cell()
        table = self._tables.pop()
        self._put(table_blocks(_filled(table.rows)))

    def _is_open(self, tag: str) -> bool:
        return any(one.tag == tag for one in self._open)

    def _is_dropped(self, tag: str, about: dict[str, str]) -> bool:
        if tag in {"html", "body", "main", "article"}:
            return False
        if tag in _DROPPED and not (tag == "form" and not about.get("role")):
            return True
        if tag in _OUTSIDE_ONLY and not any(one.tag in {"main", "article", "section"} for one in self._open):
            return True
        names = {*about.get("class", "").lower().split(), about.get("id", "").lower()}
        return (
            not names.isdisjoint(_DROPPED_NAMES)
            or about.get("id", "").lower() == "sidebar"  # the class is also that of a box in the text
            or about.get("role", "").lower() in _DROPPED_ROLES
            or "hidden" in about
            or about.get("aria-hidden") == "true"
            or bool(re.search(r"display\s*:\s*none", about.get("style", "").lower()))
        )


_KINDS: Mapping[str, Kind] = {
    "p": Kind.PARAGRAPH,
    "td": Kind.PARAGRAPH,
    "th": Kind.PARAGRAPH,
    "caption": Kind.PARAGRAPH,
    "li": Kind.ITEM,
    "dt": Kind.ITEM,
    "dd": Kind.PARAGRAPH,
    "blockquote": Kind.PARAGRAPH,
    **dict.fromkeys(_HEADINGS, Kind.HEADING),
}


def _whole(text: str | None, most: int) -> int:
    return min(max(int(text), 1), most) if text and text.isdecimal() and len(text) < 6 else 1


def _filled(rows: list[tuple[list[Cell], bool]]) -> list[tuple[list[Cell], bool]]:
    """The rows with a cell in every column: one that covers several rows continues in the next ones."""
    waiting: dict[int, int] = {}
    made: list[tuple[list[Cell], bool]] = []
    for cells, head in rows:
        row: list[Cell] = []
        rest = list(cells)
        column = 0
        while rest or waiting.get(column, 0) > 0:
            if waiting.get(column, 0) > 0:
                waiting[column] -= 1
                row.append(Cell((), continues=True))
                column += 1
                continue
            cell = rest.pop(0)
            row.append(cell)
            for at in range(column, column + cell.span):
                waiting[at] = cell.rows - 1
            column += cell.span
        made.append((row, head or (len(row) > 1 and all(one.head for one in cells) and bool(cells))))
    return made
