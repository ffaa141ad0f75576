"""Read a plan file into passages, in a process of its own with limits, so that no file can harm the bot."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from knowledge.passages import Passage
from knowledge.readers import errors
from knowledge.readers.errors import Crashed, Missing, NotAllowed, TooLarge, TooSlow, UnknownType
from knowledge.readers.limits import Limits
from knowledge.readers.own_process import EndedBadly, OutOfTime, answer_of

# Raise it when reading gives other passages: plans that were read before are then read again.
READER_VERSION = 2

KINDS: Mapping[str, str] = {
    ".pdf": "pdf",
    ".md": "markdown",
    ".markdown": "markdown",
    ".txt": "text",
    ".text": "text",
    ".docx": "docx",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
}

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
    arguments = [kind, path.name, plan, json.dumps(asdict(limits))]
    try:
        with path.open("rb") as file:
            answer: dict[str, Any] = answer_of("knowledge.readers.child", arguments, file, limits.seconds)
    except OutOfTime as fault:
        raise TooSlow(path.name) from fault
    except EndedBadly as fault:
        raise Crashed(path.name, str(fault)) from fault
    return answer
