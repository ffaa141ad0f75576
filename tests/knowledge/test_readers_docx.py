"""A plan in Word is read as it looks on paper: headings with their numbers, and nothing that is not there."""

import io
import zipfile
from pathlib import Path

import pytest

from knowledge.passages import Passage
from knowledge.readers import errors
from knowledge.readers.blocks import Block, Document, Kind
from knowledge.readers.cut import passages
from knowledge.readers.docx import read_docx
from knowledge.readers.limits import Limits
from knowledge.readers.reading import Reading, read
from tests.knowledge.pdf_files import read_or_refuse
from tests.knowledge.word_files import W, p, r, table, word_file


def read_body(body: str, **parts: str) -> Document:
    return read_docx(word_file(body, **parts), "plan.docx", Limits())


def blocks(body: str, **parts: str) -> list[tuple[Kind, str]]:
    return [(one.kind, one.text) for one in read_body(body, **parts).blocks]


def headings(body: str, **parts: str) -> list[tuple[int, str]]:
    found: tuple[Block, ...] = read_body(body, **parts).blocks
    return [(one.level, one.text) for one in found if one.kind is Kind.HEADING]


def test_headings_carry_the_numbers_that_word_shows() -> None:
    assert headings(
        p("Wonen", "Kop1")
        + p("Inbraak", "Kop2")
        + p("Woonoverlast", "Eigen")
        + p("Jeugd", "Kop1")
        + p("Jeugdoverlast", "Kop2")
    ) == [
        (1, "1 Wonen"),
        (2, "1.1 Inbraak"),
        (2, "1.2 Woonoverlast"),
        (1, "2 Jeugd"),
        (2, "2.1 Jeugdoverlast"),
    ]


def test_a_chapter_may_begin_at_another_number_and_an_appendix_with_a_letter() -> None:
    at_five = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="4"/></w:numPr>'
    lettered = '<w:numPr><w:numId w:val="2"/></w:numPr>'
    unnumbered = '<w:numPr><w:numId w:val="0"/></w:numPr>'
    assert headings(
        p("Vooraf", "Kop1", unnumbered)
        + p("Crisis", "Kop1", at_five)
        + p("Water", "Kop2")
        + p("Cijfers", "Los", lettered)
        + p("Partners", "Los", lettered)
    ) == [
        (1, "Vooraf"),
        (1, "5 Crisis"),
        (2, "5.1 Water"),
        (1, "Bijlage A: Cijfers"),
        (1, "Bijlage B: Partners"),
    ]


def test_a_number_that_was_typed_stays_as_it_is() -> None:
    assert headings(p("4.2 Woonoverlast", "Los")) == [(1, "4.2 Woonoverlast")]


def test_a_heading_that_stays_out_of_the_contents_is_a_heading() -> None:
    assert headings(p("Colofon", "Stil")) == [(1, "Colofon")]


def test_without_styles_short_bold_lines_are_the_headings() -> None:
    bold = '<w:b/><w:sz w:val="{}"/>'
    assert headings(
        p(r("Wonen", bold.format(32)))
        + p(r("Inbraak", bold.format(24)))
        + p(r("Let op.", "<w:b/>") + r(" Dit is gewone tekst over inbraak."))
    ) == [(1, "Wonen"), (2, "Inbraak")]


def test_without_styles_short_lines_in_larger_type_are_the_headings() -> None:
    large = '<w:sz w:val="{}"/>'
    assert headings(
        p(r("Wonen", large.format(32)))
        + p(r("De gemeente en de politie maken elk jaar een lijst van wat er speelt.", large.format(22)))
        + p(r("Inbraak", large.format(26)))
        + p(r("In de donkere maanden wordt er vaker ingebroken dan in de zomer.", large.format(22)))
    ) == [(1, "Wonen"), (2, "Inbraak")]


def test_proposed_insertions_are_read_and_deletions_are_not() -> None:
    gone = '<w:del w:id="1"><w:r><w:delText>vier</w:delText></w:r></w:del>'
    come = f'<w:ins w:id="2">{r("vijf")}</w:ins>'
    moved = f'<w:moveFrom w:id="3">{r("weg")}</w:moveFrom>'
    assert blocks(p(r("Er komen ") + gone + come + moved + r(" boa's bij."))) == [
        (Kind.PARAGRAPH, "Er komen vijf boa's bij.")
    ]


def test_a_paragraph_whose_end_was_deleted_runs_on() -> None:
    deleted = '<w:rPr><w:del w:id="1"/></w:rPr>'
    assert blocks(p("De wijkagent loopt ", "", deleted) + p("elke week een ronde.")) == [
        (Kind.PARAGRAPH, "De wijkagent loopt elke week een ronde.")
    ]


def test_a_footnote_comes_after_its_paragraph_and_not_in_the_middle_of_a_sentence() -> None:
    note = f'<w:footnote w:id="2">{p("Bron: politie.")}</w:footnote>'
    line = '<w:footnote w:id="0" w:type="separator"><w:p/></w:footnote>'
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    assert blocks(p(r("Er waren 168") + mark + r(" inbraken.")), footnotes=line + note) == [
        (Kind.PARAGRAPH, "Er waren 168 inbraken."),
        (Kind.ITEM, "Bron: politie."),
    ]


def field(instruction: str, result: str) -> str:
    return (
        '<w:r><w:fldChar w:fldCharType="begin"/></w:r>'
        f"<w:r><w:instrText>{instruction}</w:instrText></w:r>"
        '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        f'{r(result)}<w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )


def test_a_field_shows_its_result_and_the_table_of_contents_is_left_out() -> None:
    control = (
        "<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of Contents'/></w:docPartObj></w:sdtPr>"
        f"<w:sdtContent>{p('Inhoud')}</w:sdtContent></w:sdt>"
    )
    assert blocks(
        control
        + p(field("TOC \\o 1-3", "1 Wonen 3"))
        + p("1 Wonen 3", "Inhopg1")
        + p(r("Zie paragraaf ") + field("REF _1", "4.2") + r("."))
    ) == [(Kind.PARAGRAPH, "Zie paragraaf 4.2.")]


def test_hidden_text_comments_and_an_empty_box_to_fill_in_are_left_out() -> None:
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr>"
        f"<w:sdtContent>{r('Klik om tekst in te voeren')}</w:sdtContent></w:sdt>"
    )
    assert blocks(p(r("Wij meten") + r(" geheim", "<w:vanish/>") + empty + r(" elk jaar."))) == [
        (Kind.PARAGRAPH, "Wij meten elk jaar.")
    ]


def test_a_text_box_is_read_once_and_apart() -> None:
    inside = f"<w:txbxContent>{p('In het kort: minder inbraak.')}</w:txbxContent>"
    twice = (
        '<mc:AlternateContent xmlns:mc="mc"><mc:Choice><w:drawing>'
        f"{inside}</w:drawing></mc:Choice><mc:Fallback><w:pict>{inside}</w:pict></mc:Fallback>"
        "</mc:AlternateContent>"
    )
    assert blocks(p(r("Er zijn minder ") + f"<w:r>{twice}</w:r>" + r("inbraken."))) == [
        (Kind.PARAGRAPH, "Er zijn minder inbraken."),
        (Kind.PARAGRAPH, "In het kort: minder inbraak."),
    ]


def texts(body: str) -> list[str]:
    found: tuple[Passage, ...] = passages(read_body(body), "plan")
    return [one.text for one in found]


def test_a_table_reads_as_rows_with_the_names_of_the_columns() -> None:
    assert texts(
        table(["Prioriteit", "2018", "2022"], ["Inbraak", "190", "120"], ["Jeugd", "6", "3"], head=True)
    ) == ["Inbraak (2018: 190; 2022: 120)", "Jeugd (2018: 6; 2022: 3)"]


def test_merged_cells_keep_every_value_in_its_column() -> None:
    wide = f"<w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{p('Aantal')}"
    first = f"<w:tcPr><w:vMerge w:val='restart'/></w:tcPr>{p('Wonen')}"
    below = f"<w:tcPr><w:vMerge/></w:tcPr>{p('')}"
    assert texts(
        table(
            ["Veld", "Soort", wide], [first, "inbraak", "190", "120"], [below, "geluid", "310", ""], head=True
        )
    ) == [
        "Wonen (Soort: inbraak; Aantal: 190; Aantal: 120)",
        "Wonen (Soort: geluid; Aantal: 310)",
    ]


def test_a_table_that_only_places_text_reads_as_that_text() -> None:
    assert blocks(table([p("Wonen", "Kop1") + p("Buren helpen elkaar."), "Foto"])) == [
        (Kind.HEADING, "1 Wonen"),
        (Kind.PARAGRAPH, "Buren helpen elkaar."),
        (Kind.PARAGRAPH, "Foto"),
    ]


def test_points_are_points_whether_word_made_them_or_somebody_typed_them() -> None:
    bullet = '<w:numPr><w:ilvl w:val="0"/><w:numId w:val="3"/></w:numPr>'
    broken = "<w:r><w:t>- meer licht</w:t><w:br/><w:t>- minder groen</w:t></w:r>"
    assert blocks(p("eerst praten", "", bullet) + p("dan handhaven", "Opsom") + p(broken)) == [
        (Kind.ITEM, "eerst praten"),
        (Kind.ITEM, "dan handhaven"),
        (Kind.ITEM, "meer licht"),
        (Kind.ITEM, "minder groen"),
    ]


def test_the_title_is_what_the_plan_is_called_and_no_part_of_its_text() -> None:
    found = read_body(p("Veilig wonen", "Titel") + p("Plan 2019-2022", "Ondertitel") + p("Een zin."))
    assert found.about == {"titel": "Veilig wonen: Plan 2019-2022"}
    assert [one.text for one in found.blocks] == ["Een zin."]
    assert read_body(p("Een zin.")).about == {"titel": "Titel uit de eigenschappen"}


def test_a_word_file_has_no_pages(tmp_path: Path) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(word_file(p("Wonen", "Kop1") + p("Buren helpen elkaar.")))
    (one,) = read(file, "plan").passages
    assert (one.section, one.page, one.page_label, one.quotable) == (("1 Wonen",), None, None, True)


def changed(data: bytes, part: str, content: bytes) -> bytes:
    """The same file with another content for one part."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, content if name == part else old.read(name))
    return target.getvalue()


LONGEST = 20_000
GOOD = word_file(p("Buren helpen elkaar."))
MAIN = "word/document.xml"
LAUGHS = (
    b'<!DOCTYPE l [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;">]>'
    + f"<w:document {W}><w:body><w:p><w:r><w:t>&b;</w:t></w:r></w:p></w:body></w:document>".encode()
)
NESTED = f"<w:document {W}><w:body>{'<w:ins>' * 100_000}{'</w:ins>' * 100_000}</w:body></w:document>".encode()


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"Dit is gewone tekst.", errors.NotWhatItSays),
        (b"PK\x03\x04" + b"x" * 100, errors.Unreadable),
        (GOOD[:-80], errors.Unreadable),
        (changed(GOOD, MAIN, b"<x/>"), errors.NotWhatItSays),
        (changed(GOOD, "_rels/.rels", b"<x/>"), errors.NotWhatItSays),
        (changed(GOOD, MAIN, b"<w:document"), errors.Unreadable),
        (changed(GOOD, MAIN, LAUGHS), errors.Unreadable),
        (changed(GOOD, MAIN, b" " * 100_000_000), errors.TooLarge),
        (changed(GOOD, MAIN, NESTED), errors.TooLarge),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), errors.Encrypted),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, errors.NotWhatItSays),
        (word_file(""), errors.Empty),
        (word_file(p("a " * LONGEST)), errors.TooLarge),
    ],
    ids=(  # noqa: SIM905
        "text no-zip cut-off no-document no-main broken-xml entities bomb nested password old-word empty long"
    ).split(),
)
def test_a_word_file_that_cannot_be_used_is_refused_by_name(
    tmp_path: Path, content: bytes, kind: type[errors.ReadError]
) -> None:
    file = tmp_path / "plan.docx"
    file.write_bytes(content)
    with pytest.raises(kind) as refusal:
        read(
            file,
            "plan",
            Limits(characters=1_000 if kind is errors.TooLarge and len(content) < 5_000 else 10_000_000),
        )
    assert "plan.docx" in refusal.value.dutch


@pytest.mark.parametrize("cut", range(6))
def test_a_damaged_word_file_is_refused_or_read_but_never_a_surprise(tmp_path: Path, cut: int) -> None:
    data = bytearray(GOOD)
    for place in range(cut * 13 + 5, len(data), 211):
        data[place] ^= 0x55
    file = tmp_path / "beschadigd.docx"
    file.write_bytes(bytes(data))
    outcome = read_or_refuse(file)
    assert outcome.passages if isinstance(outcome, Reading) else "beschadigd.docx" in outcome.dutch
