"""Make the Word file of the older example plan from its Markdown: `python -m knowledge.plans.make_second`.

Needs python-docx. The same source gives the same bytes. As in real plans made with Word, the numbers of
headings are not in the text but counted by Word, and there are a table, footnotes, a contents field, a
header and a footer.
"""

import argparse
import io
import re
import sys
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from docx import Document
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from docx.shared import Pt, RGBColor

from knowledge.readers.blocks import Block, Kind
from knowledge.readers.markdown import read_markdown

HERE = Path(__file__).parent
SOURCE = HERE / "veldermeer-2019-2022.md"
DOCX = SOURCE.with_suffix(".docx")

_NUMBER = re.compile(r"\d+(?:\.\d+)? ")
_MARK = re.compile(r"\[\^(\w+)\]")
_NOTE = re.compile(r"^\[\^(\w+)\]: (.+)$", re.MULTILINE)
_LIST = 77  # a number that the template of python-docx does not use
_MADE = datetime(2018, 12, 11, tzinfo=UTC)
_BLUE = RGBColor(0x14, 0x50, 0x7A)


def parts(source: str) -> tuple[str, dict[str, str]]:
    """The text of the source without its notes, and the notes by the name of their mark."""
    return _NOTE.sub("", source), dict(_NOTE.findall(source))


def without_marks(text: str) -> str:
    """The text as it reads without the marks of its notes."""
    return _MARK.sub("", text)


def make(source: str) -> bytes:
    """The Word file of a plan in Markdown; the same text always gives the same bytes."""
    text, notes = parts(source)
    read = read_markdown(text)
    document: Any = Document()
    _prepare(document, read.about)
    _Writer(document, list(notes)).write(read.blocks)
    _add_notes(document, notes)
    target = io.BytesIO()
    document.save(target)
    return _repacked(target.getvalue())


class _Writer:
    """Puts blocks in a document, one after the other."""

    def __init__(self, document: Any, notes: list[str]) -> None:
        self._document = document
        self._notes = notes
        self._rows: list[tuple[str, ...]] = []

    def write(self, blocks: tuple[Block, ...]) -> None:
        for block in blocks:
            if block.kind is Kind.ROW:
                self._rows.append(block.cells)
                continue
            self._table()
            if block.kind is Kind.HEADING:
                self._heading(block)
            else:
                style = "List Bullet" if block.kind is Kind.ITEM else "Normal"
                self._text(self._document.add_paragraph(style=style), block.text)
        self._table()

    def _heading(self, block: Block) -> None:
        words = _NUMBER.sub("", block.text, count=1)
        heading = self._document.add_paragraph(words, style=f"Heading {block.level}")
        if words == block.text:  # a foreword has no number
            _number(heading._p.get_or_add_pPr(), 0)  # noqa: SLF001 - python-docx has no call for it

    def _text(self, paragraph: Any, text: str) -> None:
        place = 0
        for mark in _MARK.finditer(text):
            paragraph.add_run(text[place : mark.start()])
            run = paragraph.add_run()
            run.font.superscript = True
            number = self._notes.index(mark[1]) + 1
            run._r.append(parse_xml(f'<w:footnoteReference {nsdecls("w")} w:id="{number}"/>'))  # noqa: SLF001
            place = mark.end()
        paragraph.add_run(text[place:])

    def _table(self) -> None:
        if not self._rows:
            return
        table = self._document.add_table(0, len(self._rows[0]), style="Light Grid Accent 1")
        for cells in self._rows:
            row = table.add_row()
            for cell, text in zip(row.cells, cells, strict=True):
                cell.text = text
        head = table.rows[0]._tr.get_or_add_trPr()  # noqa: SLF001
        head.append(parse_xml(f"<w:tblHeader {nsdecls('w')}/>"))
        self._rows = []


def _prepare(document: Any, about: dict[str, str]) -> None:
    """Title page, contents field, running lines, letters, and headings that Word numbers."""
    properties = document.core_properties
    properties.title = f"{about['titel']}: {about['ondertitel']}"
    properties.author = properties.last_modified_by = about["gemeente"]
    properties.created = properties.modified = _MADE.replace(
        tzinfo=None
    )  # python-docx takes UTC without saying so
    properties.language, properties.comments = "nl-NL", ""
    numbering = document.part.numbering_part.element
    numbering.insert(0, parse_xml(_LEVELS.format(space=nsdecls("w"), list=_LIST)))
    numbering.append(
        parse_xml(f'<w:num {nsdecls("w")} w:numId="{_LIST}"><w:abstractNumId w:val="{_LIST}"/></w:num>')
    )
    styles = document.styles
    styles["Normal"].font.name, styles["Normal"].font.size = "Calibri", Pt(11)
    for level in (1, 2):
        style = styles[f"Heading {level}"]
        style.font.color.rgb, style.font.size = _BLUE, Pt(20 - 5 * level)
        _number(style.element.get_or_add_pPr(), _LIST, level - 1)
    document.add_paragraph(about["titel"], style="Title")
    document.add_paragraph(about["ondertitel"], style="Subtitle")
    document.add_paragraph()._p.append(parse_xml(_CONTENTS.format(space=nsdecls("w"))))  # noqa: SLF001
    section = document.sections[0]
    section.header.paragraphs[0].text = about["gemeente"]
    section.footer.paragraphs[0].text = about["ondertitel"]


def _number(properties: Any, list_: int, depth: int = 0) -> None:
    numbering = properties.get_or_add_numPr()
    numbering.get_or_add_ilvl().val = depth
    numbering.get_or_add_numId().val = list_


def _add_notes(document: Any, notes: dict[str, str]) -> None:
    rows = "".join(
        f'<w:footnote w:id="{number}"><w:p><w:r><w:footnoteRef/></w:r>'
        f'<w:r><w:t xml:space="preserve"> {text}</w:t></w:r></w:p></w:footnote>'
        for number, text in enumerate(notes.values(), 1)
    )
    separators = "".join(
        f'<w:footnote w:id="{id_}" w:type="{kind}"><w:p><w:r><w:{kind}/></w:r></w:p></w:footnote>'
        for id_, kind in ((-1, "separator"), (0, "continuationSeparator"))
    )
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    xml = f"{head}<w:footnotes {nsdecls('w')}>{separators}{rows}</w:footnotes>"
    part = Part(
        PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, xml.encode(), document.part.package
    )
    document.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def _repacked(data: bytes) -> bytes:
    """The same file with one date on every part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w") as new:
        for name in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            info = zipfile.ZipInfo(name, _MADE.timetuple()[:6])
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 0, 0
            new.writestr(info, old.read(name), compresslevel=9)
    return target.getvalue()


_LEVELS = """
<w:abstractNum {space} w:abstractNumId="{list}"><w:multiLevelType w:val="multilevel"/>
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading1"/>
<w:lvlText w:val="%1"/><w:lvlJc w:val="left"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:pStyle w:val="Heading2"/>
<w:lvlText w:val="%1.%2"/><w:lvlJc w:val="left"/></w:lvl>
</w:abstractNum>"""

_CONTENTS = """
<w:fldSimple {space} w:instr=" TOC \\o &quot;1-2&quot; \\h ">
<w:r><w:t>Werk de inhoudsopgave bij met F9.</w:t></w:r></w:fldSimple>"""


def main() -> int:
    """Write the file, or with --check say whether the one that is kept is still the one of the source."""
    parser = argparse.ArgumentParser(description="Make the Word file of the older example plan.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if it is out of date")
    asked = parser.parse_args()
    made = make(SOURCE.read_text(encoding="utf-8"))
    if not asked.check:
        DOCX.write_bytes(made)
        return 0
    if DOCX.is_file() and DOCX.read_bytes() == made:
        return 0
    sys.stderr.write(f"{DOCX.name} is not what {SOURCE.name} gives: run python -m {__spec__.name}\n")
    return 1


if __name__ == "__main__":
    sys.exit(main())
