"""What a Word document holds, as plain data: paragraphs and tables with their bookmarks. Runs in the child.

    {"blocks": [{"text", "keys"} | {"rows": [[cell, …], …]}], "comments": bool}

A cell is `{"lines": [text, …], "keys": [name, …], "pictures": bool}`. Names are compared without their
namespace: Word's strict variant has others. What is shown counts: text that was taken away with tracked
changes and the grey text of an empty content control are left out.
"""

from typing import Any
from xml.etree.ElementTree import Element

from defusedxml.ElementTree import fromstring

from bot.documents.package import BROKEN, Package, Refused

MAIN = "word/document.xml"
MAX_TEXT = 2_000_000  # characters; the largest form, filled to its bounds, holds some 100 000
MAX_DEPTH = 60
_GONE = frozenset(
    {"del", "moveFrom", "instrText", "delText", "rPr", "sdtPr", "sectPr", "tblPr", "trPr", "tcPr"}
)
_PICTURES = frozenset({"drawing", "pict", "object", "AlternateContent", "oMath", "oMathPara"})
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_TICKED_SYMBOLS = frozenset({"F0FE", "F0FD", "F052", "F053"})
TICKED = frozenset("☒☑✓✔✗✘■")
UNTICKED = frozenset("☐□")


def blocks(package: Package) -> dict[str, Any]:
    """The content of a document. Raises Refused when it is broken or too much."""
    try:
        root = fromstring(package.part(MAIN), forbid_dtd=True)
    except BROKEN as fault:
        raise Refused("Damaged") from fault
    body = next((one for one in root if _name(one) == "body"), None)
    if body is None:
        raise Refused("NotThatKind")
    found: list[dict[str, Any]] = []
    _blocks(body, found, 0)
    size = sum(len(text) for block in found for text in _texts(block))
    if size > MAX_TEXT:
        raise Refused("TooBig", f"more than {MAX_TEXT} characters of text")
    return {"blocks": found, "comments": package.has("word/comments.xml") and _commented(body)}


def _blocks(parent: Element, found: list[dict[str, Any]], depth: int) -> None:
    _not_too_deep(depth)
    for child in parent:
        name = _name(child)
        if name == "p":
            line = _Line(child, depth)
            found.append({"text": line.text, "keys": line.keys, "pictures": line.pictures})
        elif name == "tbl":
            found.append({"rows": _rows(child, depth)})
        elif name == "bookmarkStart":
            continue  # between paragraphs: it names no text
        elif name not in _GONE:
            _blocks(child, found, depth + 1)


def _rows(parent: Element, depth: int) -> list[list[dict[str, Any]]]:
    rows: list[list[dict[str, Any]]] = []
    for child in parent:
        if _name(child) == "tr":
            if not any(_name(mark) == "del" for rule in child if _name(rule) == "trPr" for mark in rule):
                rows.append(_cells(child, depth + 1))
        elif _name(child) in {"sdt", "sdtContent", "customXml", "ins"}:
            _not_too_deep(depth)
            rows += _rows(child, depth + 1)
    return rows


def _cells(parent: Element, depth: int) -> list[dict[str, Any]]:
    _not_too_deep(depth)
    cells: list[dict[str, Any]] = []
    for child in parent:
        if _name(child) == "tc":
            inner: list[dict[str, Any]] = []
            _blocks(child, inner, depth + 1)
            cells.append(_cell(inner))
        elif _name(child) in {"sdt", "sdtContent", "customXml"}:
            cells += _cells(child, depth + 1)
    return cells


def _cell(inner: list[dict[str, Any]]) -> dict[str, Any]:
    """A cell; a table within it is read line by line."""
    lines: list[str] = []
    keys: list[str] = []
    pictures = False
    for block in inner:
        if "rows" in block:
            for row in block["rows"]:
                lines.append(" | ".join(" ".join(cell["lines"]) for cell in row))
                pictures = pictures or any(cell["pictures"] for cell in row)
        else:
            lines += block["text"].split("\n")
            keys += block["keys"]
            pictures = pictures or block["pictures"]
    return {"lines": lines, "keys": keys, "pictures": pictures}


class _Line:
    """A paragraph: its text, the bookmarks in it, and whether it holds a picture."""

    def __init__(self, paragraph: Element, depth: int) -> None:
        self._pieces: list[str] = []
        self.keys: list[str] = []
        self.pictures = False
        self._walk(paragraph, depth)

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    def _walk(self, parent: Element, depth: int) -> None:
        _not_too_deep(depth)
        for child in parent:
            name = _name(child)
            if name == "t":
                self._pieces.append(child.text or "")
            elif name in _SIGNS:
                self._pieces.append(_SIGNS[name])
            elif name == "sym":
                self._pieces.append("☒" if _value(child, "char").upper() in _TICKED_SYMBOLS else "☐")
            elif name == "bookmarkStart":
                self.keys.append(_value(child, "name"))
            elif name in _PICTURES:
                self.pictures = True
            elif name == "pPr":
                if any(_name(one) == "numPr" for one in child):
                    self._pieces.append("- ")
            elif name == "sdt":
                self._control(child, depth)
            elif name not in _GONE:
                self._walk(child, depth + 1)

    def _control(self, element: Element, depth: int) -> None:
        marks = {_name(mark) for one in element if _name(one) == "sdtPr" for mark in one}
        self.pictures = self.pictures or "picture" in marks
        if "showingPlcHdr" not in marks:
            self._walk(element, depth + 1)


def _commented(body: Element) -> bool:
    return any(_name(one) == "commentReference" for one in body.iter())


def _texts(block: dict[str, Any]) -> list[str]:
    if "text" in block:
        return [block["text"]]
    return [line for row in block["rows"] for cell in row for line in cell["lines"]]


def _not_too_deep(depth: int) -> None:
    if depth > MAX_DEPTH:
        raise Refused("TooBig", "nested too deeply")


def _name(element: Element) -> str:
    return str(element.tag).rpartition("}")[2]


def _value(element: Element, name: str) -> str:
    """An attribute, whatever its namespace."""
    return next((value for key, value in element.attrib.items() if key.rpartition("}")[2] == name), "")
