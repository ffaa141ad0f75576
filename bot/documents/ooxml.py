"""The few pieces of a Word document that python-docx does not make: keys, boxes, drop-downs, shading."""

# ruff: noqa: SLF001 - python-docx gives its XML under such names only

from collections.abc import Sequence
from typing import Any

from docx.oxml import OxmlElement
from docx.oxml.ns import qn

TICKED, UNTICKED = "☒", "☐"
PADDING = (("top", 50), ("left", 108), ("bottom", 30), ("right", 108))  # twentieths of a point


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """An element such as w:shd, with attributes of the same namespace and children."""
    made: Any = OxmlElement(tag)
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    for child in children:
        made.append(child)
    return made


def text_run(text: str, *properties: Any) -> Any:
    """A run with this text; line breaks become breaks."""
    run = element("w:r")
    if properties:
        run.append(element("w:rPr", *properties))
    for place, line in enumerate(text.split("\n")):
        if place:
            run.append(element("w:br"))
        piece = element("w:t")
        piece.text = line
        piece.set(qn("xml:space"), "preserve")
        run.append(piece)
    return run


def around(paragraph: Any, name: str, number: int) -> None:
    """Put a bookmark around all that is in a paragraph; an empty one would be lost in LibreOffice."""
    content: Any = paragraph._p
    properties = content.find(qn("w:pPr"))
    content.insert(0 if properties is None else 1, element("w:bookmarkStart", id=str(number), name=name))
    content.append(element("w:bookmarkEnd", id=str(number)))


def tick_box(paragraph: Any, *, ticked: bool) -> None:
    """A box that changes when somebody clicks it."""
    box = OxmlElement("w14:checkbox")
    for name, value, font in (
        ("checked", "1" if ticked else "0", ""),
        ("checkedState", "2612", "MS Gothic"),
        ("uncheckedState", "2610", "MS Gothic"),
    ):
        part = OxmlElement(f"w14:{name}")
        part.set(qn("w14:val"), value)
        if font:
            part.set(qn("w14:font"), font)
        box.append(part)
    font = element("w:rFonts", ascii="MS Gothic", eastAsia="MS Gothic", hAnsi="MS Gothic", hint="eastAsia")
    run = text_run(TICKED if ticked else UNTICKED, font)
    paragraph._p.append(element("w:sdt", element("w:sdtPr", box), element("w:sdtContent", run)))


def drop_down(paragraph: Any, labels: Sequence[str], chosen: str, place: str, *, typing: bool) -> None:
    """A list to choose from; `typing` allows another text. `place` is shown while nothing was chosen."""
    items = [element("w:listItem", displayText=label, value=label) for label in dict.fromkeys(labels)]
    properties = element("w:sdtPr")
    if not chosen:
        properties.append(element("w:showingPlcHdr"))
    properties.append(element("w:comboBox" if typing else "w:dropDownList", *items))
    grey = element("w:color", val="6B6B6B")
    run = text_run(chosen) if chosen else text_run(place, grey)
    paragraph._p.append(element("w:sdt", properties, element("w:sdtContent", run)))


def shade(cell: Any, colour: str) -> None:
    """Give a cell a background; `colour` as six hexadecimal digits."""
    cell._tc.get_or_add_tcPr().append(element("w:shd", val="clear", color="auto", fill=colour))


def bordered(table: Any, colour: str) -> None:
    """Thin lines of one colour around and between all cells, and some space within them."""
    sides = ("top", "left", "bottom", "right", "insideH", "insideV")
    lines = [element(f"w:{side}", val="single", sz="4", space="0", color=colour) for side in sides]
    properties = table._tbl.tblPr
    borders = element("w:tblBorders", *lines)
    later = [one for one in properties if one.tag in {qn("w:tblLayout"), qn("w:tblCellMar"), qn("w:tblLook")}]
    properties.insert(properties.index(later[0]) if later else len(properties), borders)
    space = [element(f"w:{side}", w=str(width), type="dxa") for side, width in PADDING]
    look = properties.find(qn("w:tblLook"))
    margins = element("w:tblCellMar", *space)
    properties.insert(len(properties) if look is None else properties.index(look), margins)


def row_rules(row: Any, *, height: int = 0, whole: bool = True, head: bool = False) -> None:
    """How a row behaves: `height` at least (twentieths of a point), kept on one page, repeated as a head."""
    rules = row._tr.get_or_add_trPr()
    if whole:
        rules.append(element("w:cantSplit"))
    if height:
        rules.append(element("w:trHeight", val=str(height), hRule="atLeast"))
    if head:
        rules.append(element("w:tblHeader"))


def field(paragraph: Any, code: str, size: int) -> None:
    """A field that the program fills in, such as PAGE; `size` in points."""
    run = text_run("1", element("w:sz", val=str(2 * size)))
    paragraph._p.append(element("w:fldSimple", run, instr=code))
