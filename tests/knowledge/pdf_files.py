"""PDF files to try the reader with, also those that nobody makes by accident."""

import io
import zlib
from itertools import accumulate, islice
from pathlib import Path

from reportlab.pdfgen.canvas import Canvas

from knowledge.readers import errors
from knowledge.readers.limits import Limits
from knowledge.readers.reading import Reading, read

PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"
TREE = b"<</Type/Pages/Kids[3 0 R]/Count 1>>"
WORDS = b"BT /F 12 Tf 70 700 Td (De wijkagent loopt elke week een ronde door de buurt.) Tj ET"


def pdf(
    pages: int = 1, text: str = "De wijkagent loopt elke week een ronde door de buurt.", **more: object
) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, **more)
    for _ in range(pages):
        canvas.drawString(70, 700, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def with_page_content(content: bytes) -> bytes:
    """A PDF of one page whose content, compressed, is this."""
    return made_of(TREE, PAGE, packed(content))


def packed(content: bytes) -> bytes:
    small = zlib.compress(content, 9)
    return b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(small), small)


def made_of(tree: bytes, page: bytes, content: bytes, *more: bytes, trailer: bytes = b"") -> bytes:
    """A PDF with this page tree (object 2), this page (3), this content (4), and more objects (6 and on)."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    outline = b"/Outlines 6 0 R" if more else b""
    parts = [b"<</Type/Catalog/Pages 2 0 R%s>>" % outline, tree, page, content, font, *more]
    written = [b"%d 0 obj\n%s\nendobj\n" % (number, part) for number, part in enumerate(parts, 1)]
    head = b"%PDF-1.4\n"
    places = accumulate(map(len, written), initial=len(head))
    body = head + b"".join(written)
    table = b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    table += b"".join(b"%010d 00000 n \n" % place for place in islice(places, len(parts)))
    about = b"<</Size %d/Root 1 0 R%s>>" % (len(parts) + 1, trailer)
    return body + table + b"trailer %s\nstartxref\n%d\n%%%%EOF\n" % (about, len(body))


def read_or_refuse(file: Path, limits: Limits | None = None) -> Reading | errors.ReadError:
    try:
        return read(file, "plan", limits)
    except errors.ReadError as refusal:
        return refusal


SENTENCE = packed(WORDS)
