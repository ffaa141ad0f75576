"""Read an Office file that a colleague sent, in a process of its own with limits (DESIGN §8)."""

from typing import Any

from bot.documents import errors
from bot.documents.child import SECONDS
from bot.documents.package import MAX_BYTES
from knowledge.readers.own_process import EndedBadly, OutOfTime, answer_of

_REFUSALS = {kind.__name__: kind for kind in errors.ALL}


def content(data: bytes, name: str, kind: str) -> dict[str, Any]:
    """What a file holds, as word_parts or excel_parts tell it; `kind` is "word" or "excel".

    Blocks for at most SECONDS. Raises a FileRefused that names the file.
    """
    if len(data) > MAX_BYTES:
        raise errors.TooBig(name, kind, f"more than {MAX_BYTES // 1_000_000} MB")
    try:
        answer: dict[str, Any] = answer_of("bot.documents.child", [kind], data, SECONDS)
    except OutOfTime as fault:
        raise errors.TooSlowToRead(name, kind) from fault
    except EndedBadly as fault:
        raise errors.ReadingFailed(name, kind, str(fault)) from fault
    if refused := answer.get("refused"):
        raise _REFUSALS[refused](name, kind, answer["detail"])
    return answer
