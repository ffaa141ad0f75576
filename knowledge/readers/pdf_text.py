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
_GAP_EM = 1.2  # runs further apart than this stand in different cells or columns
_SHORT_LINE = 100  # a longer line is no heading, so its weight does not matter
_SEMI_BOLD = 600


class Segment(NamedTuple):
    """Text that stands together on one line; lengths in points, y is the base line, counted from below."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    broken: bool  # ends in a hyphen that was put there, or may have been, to break a word


class _Probe:
    """The calls to pdfium for one page, with the C variables they fill."""

    def __init__(self, textpage: Any, characters: int) -> None:
        self.page = textpage
        self.doubles = tuple(ctypes.c_double() for _ in range(4))
        self.refs = tuple(ctypes.byref(value) for value in self.doubles)
        self.matrix = pdfium.FS_MATRIX()
        self.matrix_ref = ctypes.byref(self.matrix)
        self.aligned = pdfium.FPDFText_CountChars(textpage) == characters

    def index(self, offset: int) -> int:
        """The number of the character at this place in the text: pdfium leaves out those that have no text."""
        if self.aligned:
            return offset
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self.page, offset))

    def base_line(self, index: int) -> float:
        x, y, _, _ = self.refs
        _origin(self.page, index, x, y)
        return float(self.doubles[1].value)

    def rects(self, index: int, count: int) -> list[tuple[float, float, float]]:
        """Left, middle height and right of each run of text among these characters."""
        page = self.page
        left, top, right, bottom = self.doubles
        found = []
        for number in range(_count_rects(page, index, count)):
            _rect(page, number, *self.refs)
            found.append((left.value, (top.value + bottom.value) / 2, right.value))
        return found

    def size(self, index: int) -> float:
        """The size as printed, in tenths of a point, or 0 for text that does not run from left to right."""
        matrix = self.matrix
        if not _matrix(self.page, index, self.matrix_ref):
            return round(_font_size(self.page, index), 1)
        if abs(matrix.b) > abs(matrix.a) or matrix.a <= 0:
            return 0.0
        return round(_font_size(self.page, index) * abs(matrix.d), 1)


# Looked up once: these are called for every line.
_count_rects, _rect, _origin = (
    pdfium.FPDFText_CountRects,
    pdfium.FPDFText_GetRect,
    pdfium.FPDFText_GetCharOrigin,
)
_matrix, _font_size = pdfium.FPDFText_GetMatrix, pdfium.FPDFText_GetFontSize
_font_weight = pdfium.FPDFText_GetFontWeight


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
        first = probe.index(match.start() + len(line) - len(line.lstrip()))
        broken = bool(hyphen)
        if not broken and len(words) > 1 and words[-1] in "-\u00ad":
            words, broken = words[:-1], True
        size = probe.size(first + len(words) // 2)
        if size:
            upright.extend(_segments_of_line(probe, words, first, size, broken=broken))
        else:
            turned.append(Segment(words, 0.0, 400.0, -14.0 * len(turned), 10.0, False, broken))
    return upright if len(upright) >= len(turned) else turned


def _segments_of_line(probe: _Probe, line: str, first: int, size: float, *, broken: bool) -> list[Segment]:
    rects = probe.rects(first, len(line))
    if not rects:
        return []
    y = probe.base_line(first)
    bold = len(line) < _SHORT_LINE and line[-1] not in ".," and _font_weight(probe.page, first) >= _SEMI_BOLD
    x0, _, right = rects[0]
    if len(rects) == 1:
        return [Segment(line, x0, right, y, size, bold, broken)]
    found: list[Segment] = []
    begin = 0
    for left, middle, end in rects[1:]:
        if left - right > _GAP_EM * size:
            index = pdfium.FPDFText_GetCharIndexAtPos(probe.page, left + 0.3, middle, 2.0, 4.0) - first
            if begin < index < len(line):
                found.append(Segment(line[begin:index].strip(), x0, right, y, size, bold, False))
                begin, x0 = index, left
        right = end
    found.append(Segment(line[begin:].strip(), x0, right, y, size, bold, broken))
    return [segment for segment in found if segment.text]
