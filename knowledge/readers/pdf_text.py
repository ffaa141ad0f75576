"""The pieces of text on a page of a PDF with their place and size, as cheaply as pdfium gives them.

Asking pdfium for the place of every character costs many times what extracting the text costs. So the text is
fetched once, and only the character in the middle of a line, and the runs in it, are asked for.
"""

import ctypes
import re
from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, NamedTuple

import pypdfium2.raw as pdfium

_HYPHEN = "\ufffe"  # what pdfium writes for a hyphen at a line end, and then no line break
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


def _quick(name: str, gives: Any = ctypes.c_int) -> Any:
    """A function of pdfium without checks of its arguments: asked for every line, that halves its cost.

    It takes whole numbers as they are; for anything else a C value, or what `byref` or `from_param` gives.
    """
    address = ctypes.cast(getattr(pdfium, name), ctypes.c_void_p).value
    return ctypes.PYFUNCTYPE(gives)(address or 0)


_count_rects = _quick("FPDFText_CountRects")
_get_rect = _quick("FPDFText_GetRect")
_get_matrix = _quick("FPDFText_GetMatrix")
_get_font_size = _quick("FPDFText_GetFontSize", ctypes.c_double)
_get_font_info = _quick("FPDFText_GetFontInfo", ctypes.c_ulong)
_get_index_at = _quick("FPDFText_GetCharIndexAtPos")
_double = ctypes.c_double
_segment = partial(tuple.__new__, Segment)  # what Segment(…) does, three times as fast
_NEAR = _double(2.0), _double(4.0)  # points beside and above the place that is asked for


class TextReader:
    """Reads the text of pages, one after another; holds the C variables that pdfium fills."""

    def __init__(self) -> None:
        self.left, self.top, self.right, self.bottom = (ctypes.c_double() for _ in range(4))
        self.sides = tuple(map(ctypes.byref, (self.left, self.top, self.right, self.bottom)))
        self.matrix = pdfium.FS_MATRIX()
        self.matrix_place = ctypes.byref(self.matrix)
        self.font_name = ctypes.create_string_buffer(_FONT_NAME_BYTES)
        self.name_place = ctypes.byref(self.font_name)
        self.flags_place = ctypes.byref(ctypes.c_int())
        self.sizes: dict[float, float] = {}  # rounding takes longer than looking up what was rounded before
        self.known_bold: dict[bytes, bool] = {}  # a document has a handful of fonts

    def segments(self, textpage: Any) -> list[Segment]:
        """The segments of a page in the order of the file; turned text only when the whole page is turned.

        `textpage` is an FPDF_TEXTPAGE.
        """
        page = ctypes.c_void_p.from_param(ctypes.cast(textpage, ctypes.c_void_p).value)
        characters = pdfium.FPDFText_CountChars(textpage)
        text = _text(textpage, characters)
        if not text.isascii():
            text = _ASTRAL.sub("\ufffd\ufffd", text)  # pdfium counts them as two
        aligned = len(text) == characters
        upright: list[Segment] = []
        turned: list[Segment] = []
        for place, words, broken in _lines(text):
            first = place if aligned else pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, place)
            found = self.line(page, first, words, broken)
            if found is None:
                turned.append(Segment(words, 0.0, 400.0, -14.0 * len(turned), 10.0, False, broken))
            else:
                upright += found
        return upright if len(upright) >= len(turned) else turned

    def line(self, page: Any, first: int, words: str, broken: bool) -> Sequence[Segment] | None:
        """The segments of a line that begins at this character; None if it does not run left to right."""
        # A bullet may be set smaller, so the middle of the line says how large it is; a space may be made up.
        length = len(words)
        middle = first + length // 2 - (words[length // 2] == " ")
        matrix = self.matrix
        _get_matrix(page, middle, self.matrix_place)
        scale = matrix.d
        if matrix.a <= abs(matrix.b):
            return None
        runs = _count_rects(page, first, length)
        if not runs:
            return ()
        _get_rect(page, 0, *self.sides)
        exact = _get_font_size(page, middle) * abs(scale)
        size = self.sizes.get(exact)
        if size is None:
            size = self.sizes[exact] = round(exact, 1)
        bold = length < _SHORT_LINE and words[-1] not in ".," and self.is_bold(page, middle)
        whole = _segment((words, self.left.value, self.right.value, matrix.f, size, bold, broken))
        if runs == 1 or ". . ." in words:  # dots that lead to a page number are no cells, and slow to cut
            return (whole,)
        return self.cut(page, first, runs, whole)

    def is_bold(self, page: Any, index: int) -> bool:
        """By the name of the font: pdfium knows no weight of the fonts that every PDF reader has."""
        _get_font_info(page, index, self.name_place, _FONT_NAME_BYTES, self.flags_place)
        name = self.font_name.value
        known = self.known_bold.get(name)
        if known is None:
            known = self.known_bold[name] = _BOLD.search(name) is not None
        return known

    def cut(self, page: Any, first: int, runs: int, whole: Segment) -> list[Segment]:
        """Cut a line where two runs of text stand further apart than words do."""
        found = []
        line, begin, x0, right = whole.text, 0, whole.x0, whole.x1
        for number in range(1, runs):
            _get_rect(page, number, *self.sides)
            left = self.left.value
            if left - right > _GAP_EM * whole.size:
                height = (self.top.value + self.bottom.value) / 2
                there = _get_index_at(page, _double(left + 0.3), _double(height), *_NEAR) - first
                if begin < there < len(line):
                    found.append(
                        whole._replace(text=line[begin:there].strip(), x0=x0, x1=right, broken=False)
                    )
                    begin, x0 = there, left
            right = self.right.value
        found.append(whole._replace(text=line[begin:].strip(), x0=x0, x1=right))
        return [segment for segment in found if segment.text]


def _text(textpage: Any, characters: int) -> str:
    """All text of a page; pdfium leaves out some characters, and at the ends may not be asked for those."""
    place = pdfium.FPDFText_GetTextIndexFromCharIndex
    first, last = 0, characters - 1
    while first <= last and place(textpage, first) < 0:
        first += 1
    while first < last and place(textpage, last) < 0:
        last -= 1
    if first > last:
        return ""
    buffer = (ctypes.c_ushort * (place(textpage, last) - place(textpage, first) + 2))()
    count = pdfium.FPDFText_GetText(textpage, first, last - first + 1, buffer)
    return bytes(buffer)[: 2 * (count - 1)].decode("utf-16-le", "ignore")


def _lines(text: str) -> Iterator[tuple[int, str, bool]]:
    """Each line of a page: where it begins, its words, and whether the last of them was broken."""
    text = text.replace("\r", "\n").replace("\x02", _HYPHEN).replace(_HYPHEN, f"{_HYPHEN}\n")
    begin = 0
    for line in text.split("\n"):
        first = begin
        begin += len(line) + 1
        words = line.strip()
        if broken := words.endswith(_HYPHEN):
            begin -= 1  # the line end behind it is ours
            words = words[:-1].rstrip()
        if not words:
            continue
        if line[0] == " ":
            first += len(line) - len(line.lstrip())
        if words[-1] in "-\u00ad" and not broken and len(words) > 1:
            words, broken = words[:-1], True
        yield first, words, broken
