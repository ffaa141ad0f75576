"""Make the PDF of the example plan from its Markdown: `python -m knowledge.plans.make_example`.

Needs reportlab, which is a tool of developers only: the PDF is kept beside its source. The same source gives
the same bytes. The layout has on purpose what makes real plans hard to read by machine: front matter numbered
in roman, running headers and footers, a page in two columns, tables, and words broken at a line end.
"""

import argparse
import io
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import (
    BaseDocTemplate,
    CondPageBreak,
    Frame,
    FrameBreak,
    KeepTogether,
    NextPageTemplate,
    PageBreak,
    PageTemplate,
    Paragraph,
    Spacer,
    Table,
    TableStyle,
)
from reportlab.platypus.tableofcontents import TableOfContents

from knowledge.readers.blocks import Block, Kind
from knowledge.readers.markdown import read_markdown

HERE = Path(__file__).parent
SOURCE = HERE / "veldermeer-2023-2026.md"
PDF = SOURCE.with_suffix(".pdf")

_WIDTH, _HEIGHT = A4
_SIDE, _TOP, _BOTTOM = 25 * mm, 30 * mm, 25 * mm
_GUTTER = 9 * mm
_BLUE, _GREY, _PALE = HexColor("#14507a"), HexColor("#5b6670"), HexColor("#e9f0f5")
_COLUMNS = re.compile(r"<!-- (kolommen|einde kolommen) -->")
_FRONT_PAGES = 4  # cover, contents, foreword, abbreviations: i to iv

# Where a long word may break; reportlab knows no Dutch, and only these few are needed.
_BREAKS = [
    "bedrijven-terreinen",
    "be-drijfs-hulp-verlening",
    "bur-gen-ge-rucht",
    "ver-nie-ling",
    "huise-lijk",
    "leef-baar-heid",
    "eve-ne-men-ten",
    "genees-kun-dige",
    "Veilig-heids-regio",
    "hulp-diensten",
    "crisis-orga-ni-satie",
    "onder-mij-ning",
    "radi-ca-li-se-ring",
    "span-nin-gen",
    "voor-zie-nin-gen",
    "ver-gun-ning",
    "raads-leden",
    "Ambte-naren",
    "over-last-gevende",
    "leer-lin-gen",
    "voor-lich-ting",
    "aan-dacht",
    "be-drijven-ter-rein",
    "ge-meente",
    "ge-mid-deld",
    "inte-gere",
    "over-heid",
    "bezoe-kers",
    "stof-fen",
    "ge-vaar-lijke",
    "jonge-ren",
    "bui-ten-ge-woon",
    "Elzen-drecht",
    "Molen-kwar-tier",
    "Water-zicht",
]


def _style(name: str, size: float, leading: float, **more: Any) -> ParagraphStyle:
    return ParagraphStyle(name, fontName="Helvetica", fontSize=size, leading=leading, **more)


_BODY = _style("body", 11, 16.5, spaceAfter=8)
_NARROW = _style("narrow", 10.5, 15.5, spaceAfter=8, embeddedHyphenation=1)
_ITEM = _style("item", 11, 16.5, spaceAfter=3, leftIndent=14, bulletIndent=3)
_CELL = _style("cell", 10, 13)
_HEAD_CELL = ParagraphStyle("head", _CELL, fontName="Helvetica-Bold", textColor=HexColor("#ffffff"))
_HEADINGS = {
    1: _style("h1", 19, 24, spaceBefore=16, spaceAfter=10, textColor=_BLUE),
    2: _style("h2", 13.5, 18, spaceBefore=10, spaceAfter=4, textColor=_BLUE, keepWithNext=1),
}
_CONTENTS_TITLE = _HEADINGS[1]


_SHARES = {2: (0.2, 0.8), 5: (0.32, 0.22, 0.18, 0.18, 0.10)}  # of the width, for tables of so many columns


@dataclass(frozen=True, slots=True)
class _Words:
    """What the cover and the running lines say; taken from the top of the source."""

    title: str
    subtitle: str
    municipality: str


class _Plan(BaseDocTemplate):  # type: ignore[misc]  # reportlab has no types
    """The document: knows where headings landed, for the outline and the contents page."""

    def __init__(self, target: io.BytesIO, words: _Words) -> None:
        super().__init__(
            target,
            pagesize=A4,
            title=f"{words.title}: {words.subtitle}",
            author=words.municipality,
            lang="nl-NL",
            invariant=1,
        )
        self.words = words
        wide = _WIDTH - 2 * _SIDE
        tall = _HEIGHT - _TOP - _BOTTOM
        head = 16 * mm
        column = (wide - _GUTTER) / 2
        low = 0.6 * tall  # so that both columns are filled
        bare = {"leftPadding": 0, "rightPadding": 0, "topPadding": 0, "bottomPadding": 0}
        page = Frame(_SIDE, _BOTTOM, wide, tall, id="page", **bare)
        top = Frame(_SIDE, _HEIGHT - _TOP - head, wide, head, id="top", **bare)
        left = Frame(_SIDE, _HEIGHT - _TOP - head - low, column, low, id="left", **bare)
        right = Frame(_SIDE + column + _GUTTER, _HEIGHT - _TOP - head - low, column, low, id="right", **bare)
        self.addPageTemplates(
            [
                PageTemplate("cover", [page], onPage=self.draw_cover),
                PageTemplate("plain", [page], onPage=self.draw_running_lines),
                PageTemplate("columns", [top, left, right], onPage=self.draw_running_lines),
            ]
        )

    def draw_cover(self, canvas: Canvas, _: Any) -> None:
        canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        canvas.addPageLabel(_FRONT_PAGES, style="ARABIC", start=1)
        canvas.setFillColor(_BLUE)
        canvas.rect(0, _HEIGHT * 0.42, _WIDTH, _HEIGHT * 0.58, stroke=0, fill=1)
        canvas.setFillColor(_PALE)
        for step in range(7):  # one bar for each priority
            canvas.rect(_SIDE + step * 12 * mm, _HEIGHT * 0.42, 8 * mm, (8 + 5 * step) * mm, stroke=0, fill=1)
        canvas.setFillColor(HexColor("#ffffff"))
        canvas.setFont("Helvetica-Bold", 30)
        canvas.drawString(_SIDE, _HEIGHT - 62 * mm, self.words.title)
        canvas.setFont("Helvetica", 17)
        canvas.drawString(_SIDE, _HEIGHT - 74 * mm, self.words.subtitle)
        canvas.setFillColor(_BLUE)
        canvas.setFont("Helvetica-Bold", 13)
        canvas.drawString(_SIDE, 60 * mm, self.words.municipality)
        canvas.setFillColor(_GREY)
        canvas.setFont("Helvetica", 10)
        canvas.drawString(_SIDE, 53 * mm, "Vastgesteld door de gemeenteraad op 13 december 2022")

    def draw_running_lines(self, canvas: Canvas, _: Any) -> None:
        canvas.setFont("Helvetica", 8.5)
        canvas.setFillColor(_GREY)
        canvas.drawString(_SIDE, _HEIGHT - 16 * mm, self.words.municipality)
        canvas.drawRightString(_WIDTH - _SIDE, _HEIGHT - 16 * mm, self.words.subtitle)
        canvas.setStrokeColor(_GREY)
        canvas.setLineWidth(0.4)
        canvas.line(_SIDE, _HEIGHT - 18.5 * mm, _WIDTH - _SIDE, _HEIGHT - 18.5 * mm)
        canvas.drawString(_SIDE, 13 * mm, self.words.title)
        canvas.drawRightString(_WIDTH - _SIDE, 13 * mm, f"Pagina {_label(canvas.getPageNumber())}")

    def afterFlowable(self, flowable: Any) -> None:  # noqa: N802 - the name that reportlab calls
        level = getattr(flowable, "outline_level", None)
        if level is None:
            return
        key = f"h{self.seq.nextf('heading')}"
        self.canv.bookmarkPage(key)
        self.canv.addOutlineEntry(flowable.outline_title, key, level=level, closed=level == 0)
        self.notify("TOCEntry", (level, flowable.outline_title, self.page, key))


def _label(page: int) -> str:
    return str(page - _FRONT_PAGES) if page > _FRONT_PAGES else ("i", "ii", "iii", "iv")[page - 1]


def make(source: str) -> bytes:
    """The PDF of a plan in Markdown; the same text always gives the same bytes."""
    about = read_markdown(source).about
    words = _Words(about["titel"], about["ondertitel"], about["gemeente"])
    target = io.BytesIO()
    _Plan(target, words).multiBuild(list(_story(source)))
    return target.getvalue()


def _story(source: str) -> Iterator[Any]:
    contents = TableOfContents(dotsMinLevel=0, formatter=_label)
    contents.levelStyles = [
        _style("toc1", 10.5, 15, spaceBefore=4, textColor=_BLUE),
        _style("toc2", 9, 11.5, leftIndent=14),
    ]
    contents.tableStyle = TableStyle(
        [(f"{side}PADDING", (0, 0), (-1, -1), 0) for side in ("TOP", "BOTTOM", "LEFT", "RIGHT")]
    )
    yield from (Spacer(1, 1), NextPageTemplate("plain"), PageBreak())
    yield from (Paragraph("Inhoud", _CONTENTS_TITLE), contents)
    narrow = False
    for part in _COLUMNS.split(source):
        if part in {"kolommen", "einde kolommen"}:
            narrow = part == "kolommen"
            continue
        yield from _part(list(read_markdown(part).blocks), narrow=narrow, source=source)


def _part(blocks: list[Block], *, narrow: bool, source: str) -> Iterator[Any]:
    rows: list[tuple[str, ...]] = []
    if narrow:
        yield FrameBreak()
    for block, after in zip(blocks, [*blocks[1:], None], strict=True):
        if block.kind is Kind.HEADING:
            yield from _heading(block, columns=_opens_columns(block, source))
        elif block.kind is Kind.ROW:
            rows.append(block.cells)
            if after is None or after.kind is not Kind.ROW:
                yield KeepTogether([_table(rows), Spacer(1, 10)])
                rows = []
        elif block.kind is Kind.ITEM:
            last = after is None or after.kind is not Kind.ITEM
            style = ParagraphStyle("last", _ITEM, spaceAfter=8) if last else _ITEM
            yield Paragraph(block.text, style, bulletText="•")
        else:
            yield Paragraph(_breakable(block.text) if narrow else block.text, _NARROW if narrow else _BODY)


def _opens_columns(block: Block, source: str) -> bool:
    return f"# {block.text}\n\n<!-- kolommen -->" in source


def _heading(block: Block, *, columns: bool) -> Iterator[Any]:
    """A heading; chapters 1 to 3 and the front matter begin on a page of their own."""
    if block.level == 1:
        new_page = not re.match(r"([4-9]|1\d) ", block.text)
        if columns:
            yield NextPageTemplate("columns")
        elif new_page:
            yield NextPageTemplate("plain")
        yield PageBreak() if new_page else CondPageBreak(45 * mm)
    paragraph = Paragraph(block.text, _HEADINGS[block.level])
    paragraph.outline_level, paragraph.outline_title = block.level - 1, block.text
    yield paragraph


def _table(rows: list[tuple[str, ...]]) -> Table:
    wide = _WIDTH - 2 * _SIDE
    shares = _SHARES[len(rows[0])]
    cells = [
        [Paragraph(cell, _CELL if number else _HEAD_CELL) for cell in row] for number, row in enumerate(rows)
    ]
    table = Table(cells, colWidths=[share * wide for share in shares], repeatRows=1)
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, 0), _BLUE),
                ("ROWBACKGROUNDS", (0, 1), (-1, -1), [HexColor("#ffffff"), _PALE]),
                ("LINEBELOW", (0, 0), (-1, -1), 0.4, _GREY),
                ("VALIGN", (0, 0), (-1, -1), "TOP"),
                ("TOPPADDING", (0, 0), (-1, -1), 4),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 4),
            ]
        )
    )
    return table


def _breakable(text: str) -> str:
    for word in _BREAKS:
        whole = word.replace("-", "")
        text = re.sub(rf"\b{whole}\b", word.replace("-", "\u00ad"), text)
    return text


def main() -> int:
    """Write the PDF, or with --check say whether the one that is kept is still the one of the source."""
    parser = argparse.ArgumentParser(description="Make the PDF of the example plan from its Markdown.")
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 if the PDF is out of date"
    )
    asked = parser.parse_args()
    made = make(SOURCE.read_text(encoding="utf-8"))
    if not asked.check:
        PDF.write_bytes(made)
        return 0
    if PDF.is_file() and PDF.read_bytes() == made:
        return 0
    sys.stderr.write(f"{PDF.name} is not what {SOURCE.name} gives: run python -m {__spec__.name}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
