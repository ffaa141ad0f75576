"""Reading a plan against bare text extraction: `python -m benchmarks.reading`.

Bare extraction is what pypdfium2 does with every page and nothing more: no headings, no columns, no joined
words. Two comparisons, of paired runs in turn: the reading itself (in this process), and what a colleague
waits for (a new process that is started, reads the file and hands over the result). Both sides do without the
collector of garbage, as the process that reads does.

For a Word file bare extraction is the text of every paragraph and cell as python-docx gives it; for a web
page all text between the tags, by Python's own parser.
"""

import gc
import html
import io
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path

import docx
import pypdfium2

from knowledge.plans import make_second
from knowledge.plans.make_example import PDF
from knowledge.plans.make_long import make_long_plan
from knowledge.readers.blocks import Block, Kind
from knowledge.readers.cut import passages
from knowledge.readers.docx import read_docx
from knowledge.readers.html import decoded, read_html
from knowledge.readers.limits import Limits
from knowledge.readers.markdown import read_markdown
from knowledge.readers.pdf import read_pdf
from knowledge.readers.reading import read

PAGES = 300
TIMES = 20  # how often the older example plan stands in a long Word file or web page
_BARE_PROCESS = """
import gc, json, sys, pypdfium2
gc.disable()
pdf = pypdfium2.PdfDocument(sys.stdin.buffer.read())
texts = []
for page in pdf:
    textpage = page.get_textpage()
    texts.append(textpage.get_text_range())
json.dump(texts, sys.stdout)
"""


def measure(rounds: int = 7) -> str:
    """A Markdown table with the medians in milliseconds and the ratio of paired runs."""
    lines = [
        "| file | pages | where | bare | ours | ratio (median of pairs) |",
        "|---|---|---|---|---|---|",
    ]
    with tempfile.TemporaryDirectory() as folder:
        long_plan = Path(folder) / "long.pdf"
        long_plan.write_bytes(make_long_plan(PAGES))
        for name, file in (("example plan", PDF), ("long plan", long_plan)):
            data = file.read_bytes()
            with pypdfium2.PdfDocument(data) as pdf:
                pages = len(pdf)
            for where, bare, ours in (
                ("in the process", lambda data=data: _bare(data), lambda data=data: _ours(data)),
                (
                    "with its own process",
                    lambda file=file: _bare_process(file),
                    lambda file=file: read(file, "p"),
                ),
            ):
                one, two, ratio = _paired(bare, ours, rounds)
                lines.append(f"| {name} | {pages} | {where} | {one:.1f} ms | {two:.1f} ms | {ratio:.2f} |")
    lines += measure_others(rounds)
    return "\n".join(lines)


def measure_others(rounds: int = 7) -> list[str]:
    """The rows of Word files and web pages, which have no pages; read in this process."""
    source = make_second.SOURCE.read_text(encoding="utf-8")
    text = make_second.without_marks(make_second.parts(source)[0])
    lines = []
    for name, times in (("older example plan", 1), (f"{TIMES} times that plan", TIMES)):
        word = make_second.DOCX.read_bytes() if times == 1 else make_second.make(source * times)
        page = _page(read_markdown(text).blocks * times).encode()
        for kind, bare, ours in (
            ("docx", lambda data=word: _bare_word(data), lambda data=word: _our_word(data)),
            ("html", lambda data=page: _bare_page(data), lambda data=page: _our_page(data)),
        ):
            one, two, ratio = _paired(bare, ours, rounds)
            lines.append(
                f"| {name}, {kind} | – | in the process | {one:.1f} ms | {two:.1f} ms | {ratio:.2f} |"
            )
    return lines


def _page(blocks: tuple[Block, ...]) -> str:
    tags = {Kind.PARAGRAPH: "p", Kind.ITEM: "li", Kind.ROW: "p"}
    return "\n".join(
        f"<{tag}>{html.escape(block.text)}</{tag}>"
        for block in blocks
        for tag in [tags.get(block.kind, f"h{block.level}")]
    )


def _bare_word(data: bytes) -> list[str]:
    opened = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in opened.tables for row in table.rows for cell in row.cells]
    return [paragraph.text for paragraph in opened.paragraphs] + cells


def _our_word(data: bytes) -> object:
    return passages(read_docx(data, "plan.docx", Limits()), "plan")


def _our_page(data: bytes) -> object:
    return passages(read_html(decoded(data, "plan.html")), "plan")


class _Text(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.text: list[str] = []

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def _bare_page(data: bytes) -> list[str]:
    parser = _Text()
    parser.feed(data.decode())
    parser.close()
    return parser.text


def _paired(one: Callable[[], object], two: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    one(), two()
    pairs = []
    for _ in range(rounds):
        gc.collect()
        gc.disable()
        try:
            pairs.append((_milliseconds(one), _milliseconds(two)))
        finally:
            gc.enable()
    ratio = statistics.median(second / first for first, second in pairs)
    return (
        statistics.median(first for first, _ in pairs),
        statistics.median(second for _, second in pairs),
        ratio,
    )


def _milliseconds(work: Callable[[], object]) -> float:
    begin = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - begin)


def _bare(data: bytes) -> list[str]:
    texts = []
    with pypdfium2.PdfDocument(data) as pdf:
        for page in pdf:
            textpage = page.get_textpage()
            texts.append(textpage.get_text_range())
            textpage.close()
            page.close()
    return texts


def _ours(data: bytes) -> object:
    return passages(read_pdf(data, "plan.pdf", Limits()), "plan")


def _bare_process(file: Path) -> bytes:
    with file.open("rb") as opened:
        command = [sys.executable, "-c", _BARE_PROCESS]
        return subprocess.run(command, stdin=opened, capture_output=True, check=True).stdout


if __name__ == "__main__":
    print(measure())
