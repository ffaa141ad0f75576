"""Read a plan file into passages, in a process of its own with limits, so that no file can harm the bot."""

import json
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.passages import Passage
from knowledge.readers import errors
from knowledge.readers.errors import Crashed, Missing, NotAllowed, TooLarge, TooSlow, UnknownType
from knowledge.readers.limits import Limits

# Raise it when reading gives other passages: plans that were read before are then read again.
READER_VERSION = 1

KINDS: Mapping[str, str] = {
    ".pdf": "pdf",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
}

_ROOT = Path(__file__).parents[2]  # where `knowledge` can be imported from
_REFUSALS = {kind.__name__: kind for kind in errors.ALL}


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: its passages, and what it says about itself (`titel`, `naam`, `periode`, …)."""

    passages: tuple[Passage, ...]
    about: Mapping[str, str]


def read(path: Path, plan: str, limits: Limits | None = None) -> Reading:
    """Read one file for the plan with this id; blocks until it is done, at most limits.seconds.

    Raises a ReadError that names the file when it cannot be used, whatever is wrong with it.
    """
    limits = limits or Limits()
    kind = KINDS.get(path.suffix.lower())
    try:
        if not path.exists():
            raise Missing(path.name)
        if kind is None or not path.is_file():
            raise UnknownType(path.name)
        if path.stat().st_size > limits.file_bytes:
            raise TooLarge(path.name, f"more than {limits.file_bytes // 1_000_000} MB")
        answer = _in_a_child(path, kind, plan, limits)
    except PermissionError as fault:
        raise NotAllowed(path.name) from fault
    if refused := answer.get("refused"):
        raise _REFUSALS[refused](path.name, answer["detail"])
    found = tuple(
        Passage(f"{plan}.{number}", plan, tuple(section), page, label, text, quotable)
        for number, (section, page, label, text, quotable) in enumerate(answer["passages"], 1)
    )
    return Reading(found, answer["about"])


def _in_a_child(path: Path, kind: str, plan: str, limits: Limits) -> dict[str, Any]:
    """Run the child on the open file: in a new interpreter, because a bot with threads must not fork."""
    command = [
        sys.executable,
        "-m",
        "knowledge.readers.child",
        kind,
        path.name,
        plan,
        json.dumps(asdict(limits)),
    ]
    with path.open("rb") as file:
        try:
            done = subprocess.run(  # noqa: S603 - our own module; the file's name is an argument, no command
                command,
                stdin=file,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                timeout=limits.seconds,
                check=False,
            )
        except subprocess.TimeoutExpired as fault:
            raise TooSlow(path.name) from fault
        except OSError as fault:
            raise Crashed(path.name, "no process could be started for it") from fault
    if done.returncode != 0:
        raise Crashed(path.name)
    try:
        answer: dict[str, Any] = json.loads(done.stdout)
    except ValueError as fault:
        raise Crashed(path.name) from fault
    return answer
