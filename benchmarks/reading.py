"""Reading a plan against bare text extraction by the same library: `python -m benchmarks.reading`.

Bare extraction is what pypdfium2 does with every page and nothing more: no headings, no columns, no joined
words. Two comparisons, of paired runs in turn: the reading itself (in this process), and what a colleague
waits for (a new process that is started, reads the file and hands over the result).
"""

import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import pypdfium2

from knowledge.plans.make_example import PDF
from knowledge.plans.make_long import make_long_plan
from knowledge.readers.cut import passages
from knowledge.readers.limits import Limits
from knowledge.readers.pdf import read_pdf
from knowledge.readers.reading import read

PAGES = 150
_BARE_PROCESS = """
import json, sys, pypdfium2
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
    return "\n".join(lines)


def _paired(one: Callable[[], object], two: Callable[[], object], rounds: int) -> tuple[float, float, float]:
    one(), two()
    pairs = [(_milliseconds(one), _milliseconds(two)) for _ in range(rounds)]
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
