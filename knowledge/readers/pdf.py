"""PDF with a text layer, by pypdfium2."""

import ctypes
from functools import partial
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from knowledge.readers.blocks import Document
from knowledge.readers.errors import Encrypted, NoText, NotWhatItSays, TooLarge, Unreadable
from knowledge.readers.limits import Limits
from knowledge.readers.pdf_blocks import blocks
from knowledge.readers.pdf_layout import Element, arrange, edges, printed_numbers, without_running_lines
from knowledge.readers.pdf_outline import Title
from knowledge.readers.pdf_text import Segment, TextReader

_SIGNATURE, _LAST_LINE, _WHERE_IT_STANDS = b"%PDF-", b"%%EOF", 2048
_RULES_OF_A_TABLE, _THIN = 3, 3.0  # so many lines, of at most so many points
_TITLE_BYTES, _DEEPEST_TITLE = 1_000, 6
_FEW_CHARACTERS = 25  # on average a page; a scan often has a stamp or a page number as text


def read_pdf(data: bytes, name: str, limits: Limits) -> Document:
    """Read a PDF; raises a ReadError that names the file when there is nothing to read or too much."""
    if _SIGNATURE not in data[:_WHERE_IT_STANDS]:
        raise NotWhatItSays(name)
    # Without its last lines a file was cut off; pdfium would mend it and leave pages out without a word.
    if _LAST_LINE not in data[-_WHERE_IT_STANDS:]:
        raise Unreadable(name)
    pdf = _open(data, name)
    try:
        if len(pdf) > limits.pages:
            raise TooLarge(name, f"{len(pdf)} pages, more than {limits.pages}")
        return _read(pdf, name, limits)
    finally:
        pdf.close()


def _open(data: bytes, name: str) -> Any:
    try:
        pdf = pypdfium2.PdfDocument(data)
        if len(pdf) == 0:
            raise Unreadable(name)
    except pypdfium2.PdfiumError as fault:
        if fault.err_code in {pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY}:
            raise Encrypted(name) from fault
        raise Unreadable(name) from fault
    return pdf


def _read(pdf: Any, name: str, limits: Limits) -> Document:
    pages: list[list[Segment]] = []
    sizes: list[tuple[float, float]] = []
    reader = TextReader()
    characters = 0
    for number in range(len(pdf)):
        page, found = _page(pdf, number, name, reader)
        pages.append(found)
        sizes.append(page)
        characters += sum(len(piece.text) for piece in found)
        if characters > limits.characters:
            raise TooLarge(name, f"more than {limits.characters} characters of text")
    if characters < _FEW_CHARACTERS * len(pages):
        raise NoText(name)
    margins = edges(pages, [height for _, height in sizes])
    kept = without_running_lines(pages, margins)
    regions: list[list[list[Element]]] = []
    for number, (piece, (width, _)) in enumerate(zip(kept, sizes, strict=True)):
        regions.append(arrange(piece, width, partial(_is_ruled, pdf, number)))
    labels = [pdf.get_page_label(number) for number in range(len(pdf))]
    if not any(labels):
        labels = printed_numbers(margins)
    about = {"titel": title} if (title := pdf.get_metadata_value("Title").strip()) else {}
    return Document(tuple(blocks(regions, _outline(pdf))), tuple(labels), about)


def _page(pdf: Any, number: int, name: str, reader: TextReader) -> tuple[tuple[float, float], list[Segment]]:
    """The size of a page and its text; without the objects of pypdfium2, which take longer than the calls."""
    page = pdfium.FPDF_LoadPage(pdf.raw, number)
    if not page:
        raise Unreadable(name)
    try:
        textpage = pdfium.FPDFText_LoadPage(page)
        if not textpage:
            raise Unreadable(name)
        try:
            size = pdfium.FPDF_GetPageWidthF(page), pdfium.FPDF_GetPageHeightF(page)
            return size, reader.segments(textpage)
        finally:
            pdfium.FPDFText_ClosePage(textpage)
    finally:
        pdfium.FPDF_ClosePage(page)


def _is_ruled(pdf: Any, number: int) -> bool:
    """Whether the page has as many horizontal lines as a table has."""
    page = pdf[number]
    try:
        wide = 0.3 * page.get_width()
        left, bottom, right, top = (ctypes.c_float() for _ in range(4))
        thin = 0
        for place in range(pdfium.FPDFPage_CountObjects(page.raw)):
            item = pdfium.FPDFPage_GetObject(page.raw, place)
            if pdfium.FPDFPageObj_GetType(item) == pdfium.FPDF_PAGEOBJ_PATH:
                pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
                thin += top.value - bottom.value < _THIN and right.value - left.value > wide
        return thin >= _RULES_OF_A_TABLE
    finally:
        page.close()


def _outline(pdf: Any) -> list[Title]:
    """The outline that leads to pages of this file; an entry that is met again, as in a loop, ends it."""
    titles: list[Title] = []
    buffer = ctypes.create_string_buffer(_TITLE_BYTES)
    met: set[int] = set()
    open_entries = [(pdfium.FPDFBookmark_GetFirstChild(pdf.raw, None), 1)]
    while open_entries:
        entry, level = open_entries.pop()
        place = ctypes.cast(entry, ctypes.c_void_p).value
        if place is None or place in met:
            continue
        met.add(place)
        open_entries.append((pdfium.FPDFBookmark_GetNextSibling(pdf.raw, entry), level))
        if level < _DEEPEST_TITLE:
            open_entries.append((pdfium.FPDFBookmark_GetFirstChild(pdf.raw, entry), level + 1))
        size = pdfium.FPDFBookmark_GetTitle(entry, buffer, _TITLE_BYTES)
        target = pdfium.FPDFBookmark_GetDest(pdf.raw, entry)
        page = pdfium.FPDFDest_GetDestPageIndex(pdf.raw, target) if target else -1
        if 2 < size <= _TITLE_BYTES and page >= 0:
            text = buffer.raw[: size - 2].decode("utf-16-le", "replace")
            titles.append(Title(" ".join(text.split()), level, page + 1))
    return [title for title in titles if title.text]
