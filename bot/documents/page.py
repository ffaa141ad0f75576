"""A form being drawn: headings, texts and tables that look alike, each with its hidden key."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor

from bot.documents import keys, ooxml
from bot.documents.cells import carried

WIDTH = 9638  # between the margins of A4, in twentieths of a point
INK, GREY, BLUE, LINE, AMBER = "1F2933", "5B6670", "1D4E79", "9AA5B1", "8A4B00"
LABEL, HEAD, INTERNAL = "EAF1F8", "F3F5F7", "FFF4DC"


@dataclass(frozen=True, slots=True)
class Words:
    """A paragraph of a cell: how it looks, and what it says. `mark` stands behind it in a colour."""

    text: str
    bold: bool = False
    grey: bool = False
    mark: str = ""

    @property
    def whole(self) -> str:
        """All its text."""
        return f"{self.text}  [{self.mark}]" if self.mark else self.text


class Page:
    """One document. Everything that it writes outside the answer cells carries a key with its digest."""

    def __init__(self, title: str) -> None:
        self._document: Any = Document()
        self._marks = 0
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = carried(title), "", ""
        _set_up(self._document)

    def heading(self, text: str, level: int) -> None:
        """A title: level 0 is that of the document."""
        self._own(self._document.add_heading(level=level), text)

    def title(self, text: str, key: str) -> None:
        """The title of the document, with the key of the whole."""
        paragraph = self._document.add_heading(level=0)
        paragraph.add_run(carried(text))
        self._mark(paragraph, f"_ivp_t_{keys.text_digest(carried(text))}_0")
        self._mark(paragraph, key)

    def words(self, text: str, *, grey: bool = False, bullet: bool = False, bold: bool = False) -> None:
        """A paragraph of our own."""
        paragraph = self._document.add_paragraph(style="List Bullet" if bullet else "Normal")
        run = self._own(paragraph, text)
        run.bold = bold
        if grey:
            run.font.color.rgb = RGBColor.from_string(GREY)

    def footer(self, text: str, page: str) -> None:
        """What stands below every page."""
        paragraph = self._document.sections[0].footer.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(f"{text}  ·  {page} ")
        run.font.size = Pt(9)
        ooxml.field(paragraph, "PAGE", 9)

    def note(self, text: str, colour: str = INTERNAL) -> None:
        """A text in a box of its own."""
        table = self._table(1, [WIDTH])
        cell = table.rows[0].cells[0]
        ooxml.shade(cell, colour)
        self._own(cell.paragraphs[0], text)
        self.gap()

    def new_page(self) -> None:
        """Go on at the top of the next page."""
        self._document.add_page_break()

    def asked(self, text: str, mark: str) -> None:
        """A question above its answer, with a mark when it has one."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        paragraph.paragraph_format.space_before = Pt(8)
        paragraph.add_run(carried(text)).bold = True
        if mark:
            _mark_in_amber(paragraph, mark)

    def plain_table(self, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """A table to read. A column in which nothing stands is left out."""
        used = [place for place in range(len(heads)) if any(row[place] for row in rows)] or [0]
        weights = [max(8, min(40, max(len(row[place]) for row in rows))) for place in used]
        table = self._table(1, [WIDTH * weight // sum(weights) for weight in weights])
        ooxml.row_rules(table.rows[0], head=True)
        for cell, place in zip(table.rows[0].cells, used, strict=True):
            ooxml.shade(cell, HEAD)
            run = cell.paragraphs[0].add_run(carried(heads[place]))
            run.bold = True
            run.font.size = Pt(9)
        for row in rows:
            added = table.add_row()
            ooxml.row_rules(added)
            for cell, place in zip(added.cells, used, strict=True):
                write(cell, row[place])
        self.gap()

    def gap(self) -> None:
        """A little space between two tables, which would otherwise become one."""
        paragraph = self._document.add_paragraph()
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.paragraph_format.line_spacing = Pt(8)

    def question(self, question: str, label: Sequence[Words], height: int, *, whole: bool) -> Any:
        """The cell for the answer, under a cell with the question; `height` in twentieths of a point.

        `whole` keeps the answer on one page.
        """
        table = self._table(2, [WIDTH])
        self._label(table.rows[0], question, label)
        ooxml.row_rules(table.rows[1], height=height, whole=whole)
        self.gap()
        return table.rows[1].cells[0]

    def list_table(
        self, question: str, label: Sequence[Words], heads: Sequence[tuple[str, str]], widths: Sequence[int]
    ) -> Any:
        """A table with a question, a head per field, given as id and text, and no rows yet.

        The column before the fields holds the number of each row.
        """
        table = self._table(2, widths)
        first = table.rows[0].cells[0].merge(table.rows[0].cells[len(widths) - 1])
        first.text = ""
        self._label(table.rows[0], question, label)
        ooxml.row_rules(table.rows[0], whole=False, head=True)
        ooxml.row_rules(table.rows[1], head=True)
        for cell, (field, text) in zip(table.rows[1].cells, [("", "Nr."), *heads], strict=True):
            ooxml.shade(cell, HEAD)
            paragraph = cell.paragraphs[0]
            paragraph.paragraph_format.keep_with_next = True
            run = paragraph.add_run(carried(text))
            run.bold = True
            run.font.size = Pt(9)
            digest = keys.field_digest(question, field)
            self._mark(paragraph, f"_ivp_f_{keys.question_digest(question)}_{digest}")
        self.gap()
        return table

    def row(self, table: Any, number: int, height: int, key: str = "") -> Sequence[Any]:
        """A new row of a list; gives the cells of its fields."""
        row = table.add_row()
        ooxml.row_rules(row, height=height)
        cells = row.cells
        cells[0].paragraphs[0].add_run(str(number)).font.color.rgb = RGBColor.from_string(GREY)
        if key:
            self._mark(cells[0].paragraphs[0], key)
        return tuple(cells[1:])

    def bytes(self) -> bytes:
        """The document as a file."""
        target = io.BytesIO()
        self._document.save(target)
        return target.getvalue()

    def _table(self, rows: int, widths: Sequence[int]) -> Any:
        table = self._document.add_table(rows=rows, cols=len(widths))
        table.autofit = False
        ooxml.bordered(table, LINE)
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Pt(width / 20)
        return table

    def _label(self, row: Any, question: str, label: Sequence[Words]) -> None:
        cell = row.cells[0]
        ooxml.shade(cell, LABEL)
        ooxml.row_rules(row)
        for place, words in enumerate(label):
            paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
            paragraph.paragraph_format.keep_with_next = True
            run = paragraph.add_run(carried(words.text))
            run.bold = words.bold
            if words.grey:
                run.font.color.rgb = RGBColor.from_string(GREY)
                run.font.size = Pt(9.5)
            if words.mark:
                _mark_in_amber(paragraph, words.mark)
        digest = keys.text_digest("".join(carried(words.whole) for words in label))
        self._mark(cell.paragraphs[0], f"_ivp_q_{keys.question_digest(question)}_{digest}")

    def _own(self, paragraph: Any, text: str) -> Any:
        run = paragraph.add_run(carried(text))
        self._mark(paragraph, f"_ivp_t_{keys.text_digest(carried(text))}_{self._marks + 1:x}")
        return run

    def _mark(self, paragraph: Any, name: str) -> None:
        self._marks += 1
        ooxml.around(paragraph, name, self._marks)


def _mark_in_amber(paragraph: Any, mark: str) -> None:
    run = paragraph.add_run(f"  [{mark}]")
    run.bold = True
    run.font.size = Pt(9.5)
    run.font.color.rgb = RGBColor.from_string(AMBER)


def write(cell: Any, text: str) -> None:
    """Put a text in an answer cell, a paragraph per line."""
    for place, line in enumerate(carried(text).split("\n")):
        paragraph = cell.paragraphs[0] if place == 0 else cell.add_paragraph()
        paragraph.add_run(line)


def _set_up(document: Any) -> None:
    """A4, Dutch, and calm letters."""
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = section.top_margin = section.bottom_margin = Cm(2)
    styles = document.styles
    normal = styles["Normal"]
    normal.font.name, normal.font.size = "Calibri", Pt(10.5)
    normal.font.color.rgb = RGBColor.from_string(INK)
    normal.paragraph_format.space_after = Pt(3)
    normal.element.get_or_add_rPr().append(ooxml.element("w:lang", val="nl-NL"))
    for name, size, before in (("Title", 20, 0), ("Heading 1", 14, 14), ("Heading 2", 12, 10)):
        style = styles[name]
        style.font.name, style.font.size, style.font.bold = "Calibri", Pt(size), True
        style.font.color.rgb = RGBColor.from_string(BLUE)
        fonts = style.element.rPr.rFonts
        for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
            fonts.attrib.pop(qn(f"w:{theme}"), None)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(5)
        border = style.element.pPr.find(qn("w:pBdr"))
        if border is not None:
            style.element.pPr.remove(border)
