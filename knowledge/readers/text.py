"""Plain text: paragraphs between empty lines; a short line of its own that looks like a heading is one."""

import re

from knowledge.readers.blocks import Block, Document, Kind

_NUMBERED = re.compile(r"(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+[A-ZÀ-Þ].*")
_ITEM = re.compile(r"\s*(?:[-*•–·]|\d{1,3}\)|[a-z]\))\s+(.*)")
_UNDERLINE = re.compile(r"\s*([-=_*~])\1{2,}\s*")
_HEADING_CHARACTERS = 80


def read_text(text: str) -> Document:
    """Read plain text; a form feed or an empty line ends a paragraph, a broken word is joined."""
    flat = text.lstrip("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    parts = [part.split("\n") for part in re.split(r"\n[ \t]*\n|\f", flat)]
    parts = [kept for part in parts if (kept := [line for line in part if line.strip()])]
    if parts and len(parts[0]) == 2 and _is_heading(title := " ".join(parts[0])):
        parts[0] = [title]
    return Document(tuple(block for part in parts for block in _part(part)))


def _part(lines: list[str]) -> list[Block]:
    underlined = len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]) is not None
    lines = [line for line in lines if not _UNDERLINE.fullmatch(line)]
    if not lines:
        return []
    if underlined or (len(lines) == 1 and _is_heading(lines[0])):
        first = [Block(Kind.HEADING, " ".join(lines[0].split()), _level(lines[0]))]
        return first + (_part(lines[1:]) if len(lines) > 1 else [])
    groups: list[tuple[Kind, list[str]]] = []
    for line in lines:
        if item := _ITEM.fullmatch(line):
            groups.append((Kind.ITEM, [item[1]]))
        elif groups:
            groups[-1][1].append(line)
        else:
            groups.append((Kind.PARAGRAPH, [line]))
    return [Block(kind, _join(group)) for kind, group in groups]


def _is_heading(line: str) -> bool:
    words = line.strip()
    if len(words) > _HEADING_CHARACTERS or words.endswith((".", "!", ";", ",", ":", "”", '"', "…")):
        return False
    return not _ITEM.fullmatch(line) and not words[0].islower()


def _level(line: str) -> int:
    numbered = _NUMBERED.fullmatch(line.strip())
    return numbered[1].count(".") + 1 if numbered else 1


def _join(lines: list[str]) -> str:
    text = "\n".join(line.strip() for line in lines)
    return " ".join(re.sub(r"(?<=[a-zà-ÿ])[-\u00ad]\n(?!(?:en|of)\b)(?=[a-zà-ÿ])", "", text).split())
