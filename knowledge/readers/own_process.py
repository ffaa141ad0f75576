"""A process of its own for one file that somebody else made, so that no file can harm the bot.

The parent calls `answer_of`; the module that it starts calls `bound_this_process` before it looks at the
first byte, reads the file from standard input and writes one JSON mapping to standard output. Where the
system has no such bounds (Windows) the parent's clock remains.
"""

import json
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO, Any

_ROOT = Path(__file__).parents[2]  # where our packages can be imported from


class OutOfTime(Exception):  # noqa: N818  (says what happened; every caller turns it into its own refusal)
    """The process took longer than allowed and was stopped."""


class EndedBadly(Exception):  # noqa: N818
    """The process could not start, came to an end by itself, or gave no answer."""


def answer_of(module: str, arguments: Sequence[str], source: IO[bytes] | bytes, seconds: float) -> Any:
    """What `python -m module arguments` says of a file, within `seconds`; blocks until then.

    In a new interpreter, because a bot with threads must not fork. Raises OutOfTime and EndedBadly.
    """
    given: dict[str, Any] = {"input": source} if isinstance(source, bytes) else {"stdin": source}
    try:
        done = subprocess.run(  # noqa: S603 - our own module; what others chose is an argument, no command
            [sys.executable, "-m", module, *arguments],
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=_ROOT,
            timeout=seconds,
            check=False,
            **given,
        )
    except subprocess.TimeoutExpired as fault:
        raise OutOfTime from fault
    except OSError as fault:
        raise EndedBadly("no process could be started for it") from fault
    if done.returncode != 0:
        raise EndedBadly
    try:
        return json.loads(done.stdout)
    except ValueError as fault:
        raise EndedBadly from fault


def bound_this_process(seconds: float, memory_bytes: int) -> None:
    """Let the system end this process when it takes more time or memory, or writes a file."""
    if sys.platform == "win32":
        return
    import resource

    whole = int(seconds) + 1
    for what, most in (
        (resource.RLIMIT_AS, memory_bytes),
        (resource.RLIMIT_CPU, whole),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        allowed = most if hard == resource.RLIM_INFINITY else min(most, hard)
        try:
            resource.setrlimit(what, (allowed, allowed))
        except (OSError, ValueError):
            continue  # macOS knows no RLIMIT_AS; the other bounds still hold
