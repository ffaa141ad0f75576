"""The process that reads one file: the file comes in on standard input, JSON goes out on standard output.

Started by knowledge.readers through own_process. A hostile or broken file can at worst end this process,
which bounds itself before the first byte is read.
"""

import gc
import json
import sys

from knowledge.readers.blocks import Document
from knowledge.readers.cut import passages
from knowledge.readers.errors import Empty, NotWhatItSays, ReadError, TooLarge
from knowledge.readers.limits import Limits
from knowledge.readers.own_process import bound_this_process

_MOST_ANSWER = 4  # times the characters that a file may have; a heading is repeated with each of its passages


def main() -> int:
    """Read what the arguments say: kind of file, name to use in messages, plan id, limits as JSON."""
    kind, name, plan, bounds = sys.argv[1:5]
    limits = Limits(**json.loads(bounds))
    gc.disable()  # one file, and then this process ends
    bound_this_process(limits.seconds, limits.memory_bytes)
    try:
        answer = json.dumps(_read(sys.stdin.buffer.read(limits.file_bytes + 1), kind, name, plan, limits))
        if len(answer) > _MOST_ANSWER * limits.characters:
            raise TooLarge(name, "its headings are too long to stand with every passage")
    except ReadError as refusal:
        answer = json.dumps({"refused": type(refusal).__name__, "detail": refusal.detail})
    except (MemoryError, RecursionError):
        answer = json.dumps({"refused": TooLarge.__name__, "detail": "it needs too much memory"})
    sys.stdout.write(answer)
    return 0


def _read(data: bytes, kind: str, name: str, plan: str, limits: Limits) -> dict[str, object]:
    if len(data) > limits.file_bytes:
        raise TooLarge(name, f"more than {limits.file_bytes // 1_000_000} MB")
    if not data.strip():
        raise Empty(name)
    document = _document(data, kind, name, limits)
    found = passages(document, plan)
    if not found:
        raise Empty(name)
    rows = [[one.section, one.page, one.page_label, one.text, one.quotable] for one in found]
    return {"about": document.about, "passages": rows}


def _document(data: bytes, kind: str, name: str, limits: Limits) -> Document:
    """Only the reader that is needed is imported: that is most of the time of a short file."""
    if kind == "pdf":
        from knowledge.readers.pdf import read_pdf

        return read_pdf(data, name, limits)
    if kind == "docx":
        from knowledge.readers.docx import read_docx

        return read_docx(data, name, limits)
    if kind == "html":
        from knowledge.readers.html import decoded, read_html

        return read_html(_bounded(decoded(data, name), name, limits))
    text = _bounded(_decoded(data, name), name, limits)
    if kind == "markdown":
        from knowledge.readers.markdown import read_markdown

        return read_markdown(text)
    from knowledge.readers.text import read_text

    return read_text(text)


def _bounded(text: str, name: str, limits: Limits) -> str:
    if len(text) > limits.characters:
        raise TooLarge(name, f"more than {limits.characters} characters of text")
    return text


def _decoded(data: bytes, name: str) -> str:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16"]
    elif b"\0" in data or data.startswith((b"%PDF-", b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise NotWhatItSays(name)
    else:
        encodings = ["utf-8-sig", "cp1252"]
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise NotWhatItSays(name)


if __name__ == "__main__":
    sys.exit(main())
