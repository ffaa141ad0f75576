"""Cold start against importing the SDK alone: `python -m benchmarks.start`.

Whole processes, from their start to their end, with compiled modules in place (one run of each goes
before). Each round runs all of them once, in another order; a ratio is the median of the rounds' ratios, so
that other work on the machine meets both sides.
"""

import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bot.serving import EXAMPLE_DETAILS, EXAMPLE_PLAN
from knowledge import plans
from knowledge.library import Library

ROUNDS = 11
AIM = 1.5
BASE = "`python -c 'import botbuilder.core'`"
SERVE = "the modules that `app.py serve` loads: `python -c 'import app, bot.serving'`"


def measure(rounds: int = ROUNDS) -> str:
    """A Markdown table of whole processes."""
    with tempfile.TemporaryDirectory() as folder:
        plan = Path(plans.__path__[0]) / EXAMPLE_PLAN
        Library(Path(folder) / "plans").add([plan], EXAMPLE_DETAILS)
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("IVP_", "PYTHONDONT"))
        } | {"IVP_DATA": folder}
        commands = {
            BASE: ["-c", "import botbuilder.core"],
            "`app.py --help`": ["app.py", "--help"],
            "`app.py check`": ["app.py", "check"],
            "`app.py ask …`, the example plan in the library": ["app.py", "ask", "Wat staat er over jeugd?"],
            SERVE: ["-c", "import app, bot.serving"],
        }
        taken: dict[str, list[float]] = {name: [] for name in commands}
        order = list(commands)
        for turn in range(rounds + 1):
            random.Random(turn).shuffle(order)
            for name in order:
                seconds = _seconds(commands[name], environment)
                if turn:
                    taken[name].append(seconds)
    lines = [
        f"| process | seconds, median of {rounds} | against the import of the SDK | aim | met |",
        "|---|---|---|---|---|",
    ]
    for name, seconds_ in taken.items():
        ratio = statistics.median(one / base for one, base in zip(seconds_, taken[BASE], strict=True))
        judged = "| | |" if name == BASE else f"| ≤ {AIM}× | {'yes' if ratio <= AIM else 'no'} |"
        lines.append(f"| {name} | {statistics.median(seconds_):.2f} | {ratio:.2f}× {judged}")
    return "\n".join(lines)


def _seconds(command: Sequence[str], environment: dict[str, str]) -> float:
    begun = time.perf_counter()
    subprocess.run([sys.executable, *command], env=environment, check=True, stdout=subprocess.DEVNULL)
    return time.perf_counter() - begun


if __name__ == "__main__":
    print(measure())
