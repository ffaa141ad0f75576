"""Runs the benchmarks one after another and writes docs/benchmarks.md: `python -m benchmarks [NAME…]`.

With names, only those; the tables of the others stay as they are in the file.
"""

import argparse
import importlib
import os
import platform
import re
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

PAGE = Path("docs/benchmarks.md")
TITLES = {
    "turns": "A full intake turn against an echo (aim: at most 1.5 times, without fsync)",
    "adapter": "The echo on our adapter against the SDK's stock adapter (aim: at least 4 times the turns)",
    "store": "Saving (aims: at most 1.5 times with 10 000 entries, 3 times with 2 000 in one theme)",
    "delivery": "Messages that the bot sends by itself (aim: none twice, none lost without doubt)",
    "start": "Cold start (aim: at most 1.5 times the import of the SDK)",
    "memory": "Memory (aim: at most 1.3 times after 1 000 conversations)",
    "effort": "What a colleague does to complete the format (aims: 30 presses and 12 cards, or 35 messages)",
    "reading": "Reading a plan",
}
MARK = re.compile(r"^## .*\n\n<!-- (\w+) -->\n(?:.*\n)*?(?=^## |\Z)", re.MULTILINE)
INTRODUCTION = """# Benchmarks

Written by `python -m benchmarks`. Each section names its command; what exactly is compared stands at
the top of that module. Ratios tell more than milliseconds: both sides of a ratio were measured in turns on
the same machine, which does other work too.

"""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what is named, or all, and write the page after each."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks", description="Measure, and write the figures down."
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"one of {', '.join(TITLES)} (default: all)")
    parser.add_argument("--out", type=Path, default=PAGE, help="the page to write (default %(default)s)")
    options = parser.parse_args(arguments)
    unknown = sorted(set(options.names) - set(TITLES))
    if unknown:
        parser.error(f"there is no benchmark {unknown[0]!r}; choose from {', '.join(TITLES)}")
    for name in options.names or TITLES:
        print(f"{name} …", file=sys.stderr, flush=True)
        table = importlib.import_module(f"benchmarks.{name}").measure()
        write(options.out, name, table)
        print(table, flush=True)
    return 0


def write(page: Path, name: str, table: str) -> None:
    """Put one section in its place; the others stay."""
    sections = {}
    if page.exists():
        sections = {found[1]: found[0] for found in MARK.finditer(page.read_text(encoding="utf-8"))}
    sections[name] = section(name, table)
    ordered = [sections[one] for one in TITLES if one in sections]
    page.write_text(INTRODUCTION + "".join(ordered), encoding="utf-8")


def section(name: str, table: str) -> str:
    """One benchmark as it stands on the page."""
    return (
        f"## {TITLES[name]}\n\n<!-- {name} -->\n"
        f"`python -m benchmarks {name}`, {datetime.now(UTC):%d %B %Y}, {machine()}\n\n{table.strip()}\n\n"
    )


def machine() -> str:
    """What matters of the machine."""
    return f"{os.cpu_count()} cores, {platform.system()}, Python {platform.python_version()}."


if __name__ == "__main__":
    sys.exit(main())
