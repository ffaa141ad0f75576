"""The process that reads one Word or Excel file: the file on standard input, JSON on standard output.

Started by bot.documents.reading through knowledge.readers.own_process.
"""

import json
import os
import sys
from typing import Any

from bot.documents.package import MAX_BYTES, Package, Refused
from knowledge.readers.own_process import bound_this_process

SECONDS = 20.0
MEMORY = 800_000_000  # bytes


def main() -> int:
    """Read what the argument says: "word" or "excel"."""
    bound_this_process(SECONDS, MEMORY)
    try:
        answer = _read(sys.stdin.buffer.read(MAX_BYTES + 1), sys.argv[1])
    except Refused as refused:
        answer = {"refused": refused.refusal, "detail": refused.detail}
    except (MemoryError, RecursionError):
        answer = {"refused": "TooBig", "detail": "it needs too much memory"}
    sys.stdout.write(json.dumps(answer))
    return 0


def _read(data: bytes, kind: str) -> dict[str, Any]:
    if kind == "word":
        from bot.documents import word_parts

        return word_parts.blocks(Package(data, word_parts.MAIN))
    os.environ["OPENPYXL_LXML"] = "False"  # so that it reads with defusedxml
    from bot.documents import excel_parts

    return excel_parts.rows(Package(data, excel_parts.MAIN))


if __name__ == "__main__":
    sys.exit(main())
