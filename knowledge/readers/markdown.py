"""Markdown: the headings, paragraphs, lists and tables that a plan uses; its marks are taken off."""

import re

from knowledge.readers.blocks import Block, Document, Kind

_HEADING = re.compile(r"(#{1,6})\s+(.*?)\s*#*")
_ITEM = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+(.*)")
_RULE = re.compile(r"\s*([-*_])\s*(?:\1\s*){2,}")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*")
_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_FENCE = re.compile(r"\s*(```|~~~)")
_MARKS = (
    (re.compile(r"!\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),
    (re.compile(r"(\*{1,3}|_{2,3}|~~|`+)(?=\S)(.+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<!\w)_(?=\S)([^_]+?)(?<=\S)_(?!\w)"), r"\1"),
    (re.compile(r"</?[a-zA-Z][^<>]{0,200}>"), ""),
    (re.compile(r"\\([\\`*_{}\[\]()#+\-.!|>])"), r"\1"),
)


def read_markdown(text: str) -> Document:
    """Read Markdown; a front matter of `key: value` lines becomes what the document says about itself."""
    lines = _COMMENT.sub("", text.lstrip("\ufeff")).splitlines()
    about, lines = _front_matter(lines)
    return Document(tuple(_Blocks().read(lines)), about=about)


def _front_matter(lines: list[str]) -> tuple[dict[str, str], list[str]]:
    if not lines or lines[0].strip() != "---":
        return {}, lines
    for number, line in enumerate(lines[1:], 1):
        if line.strip() in {"---", "..."}:
            pairs = (entry.partition(":") for entry in lines[1:number])
            about = {
                key.strip().lower(): value.strip().strip("\"'") for key, _, value in pairs if value.strip()
            }
            return about, lines[number + 1 :]
    return {}, lines


def plain(text: str) -> str:
    """The words of a Markdown line without its marks."""
    for mark, words in _MARKS:
        text = mark.sub(words, text)
    return " ".join(text.split())


class _Blocks:
    """Walks over the lines once and keeps the paragraph or item that is still open."""

    def __init__(self) -> None:
        self.done: list[Block] = []
        self.open: list[str] = []
        self.kind = Kind.PARAGRAPH
        self.in_table = False

    def read(self, lines: list[str]) -> list[Block]:
        fenced = False
        for line, after in zip(lines, [*lines[1:], ""], strict=True):
            if _FENCE.match(line):
                fenced = not fenced
                self.close()
            elif fenced:
                self.open.append(line)
            else:
                self.take(line.lstrip("> ") if line.lstrip().startswith(">") else line, after)
        self.close()
        return self.done

    def take(self, line: str, after: str) -> None:
        if "|" in line and (self.in_table or (_TABLE_RULE.fullmatch(after) and "-" in after)):
            self.row(line)
            return
        self.in_table = False
        if not line.strip() or _RULE.fullmatch(line):
            self.close(setext=2 if line.strip().startswith("-") else 0)
        elif re.fullmatch(r"\s*=+\s*", line):
            self.close(setext=1)
        elif heading := _HEADING.fullmatch(line):
            self.close()
            self.add(Kind.HEADING, heading[2], len(heading[1]))
        elif item := _ITEM.fullmatch(line):
            self.close()
            self.kind, self.open = Kind.ITEM, [item[1]]
        else:
            self.open.append(line)

    def row(self, line: str) -> None:
        if self.in_table and _TABLE_RULE.fullmatch(line):
            return
        self.close()
        cells = tuple(plain(cell) for cell in re.split(r"(?<!\\)\|", line.strip().strip("|")))
        text = " ".join(cell for cell in cells if cell)
        if text:
            self.done.append(Block(Kind.ROW, text, level=0 if self.in_table else 1, cells=cells))
        self.in_table = True

    def close(self, setext: int = 0) -> None:
        if self.open and setext and self.kind is Kind.PARAGRAPH:
            self.add(Kind.HEADING, " ".join(self.open), setext)
        elif self.open:
            self.add(self.kind, " ".join(self.open), 0)
        self.open, self.kind = [], Kind.PARAGRAPH

    def add(self, kind: Kind, text: str, level: int) -> None:
        if words := plain(text):
            self.done.append(Block(kind, words, level))
