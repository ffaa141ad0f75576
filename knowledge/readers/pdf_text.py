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
_IS_BOLD: dict[bytes, bool] = {}  # a document has a handful of fonts; read in a process of its own


class Segment(NamedTuple):
    """Text that stands together on one line; lengths in points, y is the base line, counted from below."""

    text: str
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    broken: bool  # ends in a hyphen that was put there, or may have been, to break a word


def _quick(name: str, gives: Any, *takes: Any) -> Any:
    """A function of pdfium that takes addresses as they are: asked for every line, that halves its cost."""
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(gives, *takes)(address or 0)


_ADDRESS, _INT = ctypes.c_void_p, ctypes.c_int
_count_rects = _quick("FPDFText_CountRects", _INT, _ADDRESS, _INT, _INT)
_rect = _quick("FPDFText_GetRect", _INT, _ADDRESS, _INT, _ADDRESS, _ADDRESS, _ADDRESS, _ADDRESS)
_matrix = _quick("FPDFText_GetMatrix", _INT, _ADDRESS, _INT, _ADDRESS)
_font_size = _quick("FPDFText_GetFontSize", ctypes.c_double, _ADDRESS, _INT)
_font_info = _quick(
    "FPDFText_GetFontInfo", ctypes.c_ulong, _ADDRESS, _INT, _ADDRESS, ctypes.c_ulong, _ADDRESS
)


class _Probe:
    """The calls to pdfium for one page, with the C variables they fill."""

    def __init__(self, textpage: Any, characters: int) -> None:
        self.raw = textpage
        self.page = ctypes.cast(textpage, ctypes.c_void_p).value
        self.left, self.top, self.right, self.bottom = (ctypes.c_double() for _ in range(4))
        self.places = tuple(map(ctypes.addressof, (self.left, self.top, self.right, self.bottom)))
        self.matrix = pdfium.FS_MATRIX()
        self.matrix_place = ctypes.addressof(self.matrix)
        self.font_name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
        self.name_place = ctypes.addressof(self.font_name)
        self.flags = ctypes.c_int()
        self.flags_place = ctypes.addressof(self.flags)
        self.aligned = pdfium.FPDFText_CountChars(textpage) == characters

    def index(self, offset: int) -> int:
        """The number of the character at this place in the text, which lacks some that pdfium counts."""
        return int(pdfium.FPDFText_GetCharIndexFromTextIndex(self.raw, offset))

    def segments(self, line: str, first: int, broken: bool) -> list[Segment] | None:
        """The segments of a line that begins at this character; None if it does not run left to right."""
        page, matrix = self.page, self.matrix
        # A bullet may be set smaller, so the middle of the line says how large it is; a space may be made up.
        middle = len(line) // 2
        middle += first - 1 if line[middle] == " " else first
        _matrix(page, middle, self.matrix_place)
        scale, y = matrix.d, matrix.f
        if matrix.a <= abs(matrix.b):
            return None
        size = round(_font_size(page, middle) * abs(scale), 1)
        runs = _count_rects(page, first, len(line))
        if not runs:
            return []
        _rect(page, 0, *self.places)
        bold = len(line) < _SHORT_LINE and line[-1] not in ".," and self.is_bold(middle)
        if runs == 1 or ". . ." in line:  # dots that lead to a page number are no cells, and slow to cut
            return [Segment(line, self.left.value, self.right.value, y, size, bold, broken)]
        return self.cut(line, first, runs, Segment(line, self.left.value, 0.0, y, size, bold, broken))

    def is_bold(self, index: int) -> bool:
        """By the name of the font: pdfium knows no weight of the fonts that every PDF reader has."""
        _font_info(self.page, index, self.name_place, _FONT_NAME_BYTES, self.flags_place)
        name = self.font_name.value
        known = _IS_BOLD.get(name)
        if known is None:
            known = _IS_BOLD[name] = _BOLD.search(name) is not None
        return known

    def cut(self, line: str, first: int, runs: int, whole: Segment) -> list[Segment]:
        """Cut a line where two runs of text stand further apart than words do."""
        found = []
        begin, x0, right = 0, whole.x0, self.right.value
        for number in range(1, runs):
            _rect(self.page, number, *self.places)
            left = self.left.value
            if left - right > _GAP_EM * whole.size:
                height = (self.top.value + self.bottom.value) / 2
                there = pdfium.FPDFText_GetCharIndexAtPos(self.raw, left + 0.3, height, 2.0, 4.0) - first
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
    aligned = probe.aligned
    for match in _LINE.finditer(text):
        line, hyphen = match.groups()
        words = line.strip()
        if not words:
            continue
        first = match.start()
        if line[0] == " ":
            first += len(line) - len(line.lstrip())
        if not aligned:
            first = probe.index(first)
        broken = bool(hyphen)
        if words[-1] in "-\u00ad" and not broken and len(words) > 1:
            words, broken = words[:-1], True
        found = probe.segments(words, first, broken)
        if found is None:
            turned.append(Segment(words, 0.0, 400.0, -14.0 * len(turned), 10.0, False, broken))
        else:
            upright.extend(found)
    return upright if len(upright) >= len(turned) else turned
