"""The pieces of text on a page of a PDF with their place and size, as cheaply as pdfium gives them.

Asking pdfium for the place of every character costs many times what extracting the text costs. So the text is
fetched once, and only the first and last character of a line, and the runs in it, are asked for.
"""

import ctypes
import re
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

# pdfium writes U+FFFE for a hyphen at a line end, and then no line break.
_LINE = re.compile(r"([^\r\n\ufffe\x02]+)([\ufffe\x02]?)")
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_GAP_EM = 0.55  # runs further apart than this may stand in different cells or columns
_SHORT_LINE = 70  # a longer line is no heading, so its weight does not matter
_BOLD = re.compile(rb"bold|black|heavy|demi", re.IGNORECASE)
_FONT_NAME_BYTES = 100


class Segment(NamedTuple):
    """Text that stands together on one line; lengths in points, y is the base line, counted from below."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    broken: bool  # ends in a hyphen that was put there, or may have been, to break a word


# Looked up once: they are called for every line, and ours must not take much longer than bare extraction.
_count_rects, _rect = pdfium.FPDFText_CountRects, pdfium.FPDFText_GetRect
_matrix, _font_size = pdfium.FPDFText_GetMatrix, pdfium.FPDFText_GetFontSize
_font_info = pdfium.FPDFText_GetFontInfo


class _Probe:
    """The calls to pdfium for one page, with the C variables they fill."""

    def __init__(self, textpage: Any, characters: int) -> None:
        self.page = textpage
        self.left, self.top, self.right, self.bottom = (ctypes.c_double() for _ in range(4))
        self.refs = [ctypes.byref(value) for value in (self.left, self.top, self.right, self.bottom)]
        self.matrix = pdfium.FS_MATRIX()
        self.matrix_ref = ctypes.byref(self.matrix)
        self.font_name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
        self.flags = ctypes.c_int()
        self.aligned = pdfium.FPDFText_CountChars(textpage) == characters

    def index(self, offset: int) -> int:
        """The number of the character at this place in the text, which lacks some that pdfium counts."""
        if self.aligned:
            return offset
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self.page, offset))

    def segments(self, line: str, first: int, *, broken: bool) -> list[Segment] | None:
        """The segments of a line that begins at this character; None if it does not run left to right."""
        page, matrix = self.page, self.matrix
        # A bullet may be set smaller, so the middle of the line says how large it is; a space may be made up.
        middle = len(line) // 2
        middle += first - 1 if line[middle] == " " else first
        _matrix(page, middle, self.matrix_ref)
        if matrix.a <= abs(matrix.b):
            return None
        size = round(_font_size(page, middle) * abs(matrix.d), 1)
        runs = _count_rects(page, first, len(line))
        if not runs:
            return []
        _rect(page, 0, *self.refs)
        bold = len(line) < _SHORT_LINE and line[-1] not in ".," and self.is_bold(middle)
        if runs == 1 or ". . ." in line:  # dots that lead to a page number are no cells, and slow to cut
            return [Segment(line, self.left.value, self.right.value, matrix.f, size, bold, broken)]
        return self.cut(line, first, runs, Segment(line, self.left.value, 0.0, matrix.f, size, bold, broken))

    def is_bold(self, index: int) -> bool:
        """By the name of the font: pdfium knows no weight of the fonts that every PDF reader has."""
        _font_info(self.page, index, self.font_name, _FONT_NAME_BYTES, self.flags)
        return _BOLD.search(self.font_name.value) is not None

    def cut(self, line: str, first: int, runs: int, whole: Segment) -> list[Segment]:
        """Cut a line where two runs of text stand further apart than words do."""
        found = []
        begin, x0, right = 0, whole.x0, self.right.value
        for number in range(1, runs):
            _rect(self.page, number, *self.refs)
            left = self.left.value
            if left - right > _GAP_EM * whole.size:
                height = (self.top.value + self.bottom.value) / 2
                there = pdfium.FPDFText_GetCharIndexAtPos(self.page, left + 0.3, height, 2.0, 4.0) - first
                if begin < there < len(line):
                    found.append(
                        whole._replace(text=line[begin:there].strip(), x0=x0, x1=right, broken=False)
                    )
                    begin, x0 = there, left
            right = self.right.value
        found.append(whole._replace(text=line[begin:].strip(), x0=x0, x1=right))
        return [segment for segment in found if segment.text]


def segments(textpage: Any) -> list[Segment]:
    """The segments of a page in the order of the file; turned text only when the whole page is turned.

    `textpage` is a pypdfium2.PdfTextPage.
    """
    text = textpage.get_text_range()
    if not text.isascii():
        text = _ASTRAL.sub("\ufffd\ufffd", text)  # pdfium counts them as two
    probe = _Probe(textpage.raw, len(text))
    upright: list[Segment] = []
    turned: list[Segment] = []
    for match in _LINE.finditer(text):
        line, hyphen = match.groups()
        words = line.strip()
        if not words:
            continue
        broken = bool(hyphen)
        first = probe.index(match.start() + (len(line) - len(line.lstrip()) if line[0] == " " else 0))
        if not broken and words[-1] in "-\u00ad" and len(words) > 1:
            words, broken = words[:-1], True
        found = probe.segments(words, first, broken=broken)
        if found is None:
            turned.append(Segment(words, 0.0, 400.0, -14.0 * len(turned), 10.0, False, broken))
        else:
            upright.extend(found)
    return upright if len(upright) >= len(turned) else turned
