"""Put the lines of a paragraph together, and a word that was broken at a line end."""

import re
from dataclasses import dataclass, field

_TAIL = re.compile(r"[^\W_]+$")
_AND = re.compile(r"(?:en|of|tot|dan|noch|als)\b")
# Dutch writes a hyphen where two vowels would be read as one: auto-ongeluk, na-apen.
_CLASH = re.compile(r"a[aeiu]|e[eiu]|i[ei]|o[oeiu]|u[ui]")
_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "\u00ad": "", "\ufffd": ""}
_HAS_LIGATURE = re.compile(f"[{''.join(_LIGATURES)}]")


@dataclass(slots=True)
class Joined:
    """A text in the making; `doubtful` are the offsets where a hyphen was kept that might be left out."""

    text: str = ""
    broken: bool = False
    doubtful: list[int] = field(default_factory=list)


def flat(line: str) -> str:
    """The line with single spaces, letters for ligatures, and no soft hyphens or signs that were not read."""
    if not line.isascii():
        if _HAS_LIGATURE.search(line):
            line = _HAS_LIGATURE.sub(lambda found: _LIGATURES[found[0]], line)
    elif "  " not in line and "\t" not in line:
        return line
    return " ".join(line.split())


def join(joined: Joined, line: str, *, broken: bool) -> int:
    """Add a line, which is `broken` if it ends in the middle of a word; gives the offset where it begins.

    A hyphen is kept before "en" and "of" (zorg- en veiligheidshuis), after a capital or number (IVP-ronde)
    and between vowels that clash (auto-ongeluk). Who joins every line end reads another text there: doubtful.
    """
    line = flat(line)
    if not joined.text:
        link = ""
    elif not joined.broken:
        link = " "
    else:
        link = _link(joined.text, line)
        if link:
            joined.doubtful.append(len(joined.text))
    joined.text += link
    offset = len(joined.text)
    joined.text += line
    joined.broken = broken
    return offset


def _link(before: str, after: str) -> str:
    tail = _TAIL.search(before)
    if tail is None or not after[:1].isalnum() or _AND.match(after):
        return "- "
    word = tail[0]
    shouted = len(word) > 1 and word.isupper()
    if shouted or word[-1].isdigit() or not after[0].islower() or _CLASH.match(word[-1] + after[0]):
        return "-"
    return ""
