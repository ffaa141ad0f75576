"""A plan as a web page: its main text, in the right sections, without menus, scripts and marks of notes."""

from pathlib import Path

import pytest

from knowledge.readers import errors
from knowledge.readers.blocks import Kind
from knowledge.readers.cut import passages
from knowledge.readers.html import decoded, read_html
from knowledge.readers.limits import Limits
from knowledge.readers.reading import Reading, read
from tests.knowledge.pdf_files import read_or_refuse


def blocks(html: str) -> list[tuple[Kind, str]]:
    return [(one.kind, one.text) for one in read_html(html).blocks]


def texts(html: str) -> list[str]:
    return [one.text for one in passages(read_html(html), "plan")]


def test_headings_make_the_sections() -> None:
    page = "<h1>4 Wonen</h1><h2>4.2 Woon<em>overlast</em></h2><p>Buren <b>praten</b> eerst.</p>"
    (one,) = passages(read_html(page), "plan")
    assert (one.section, one.text) == (("4 Wonen", "4.2 Woonoverlast"), "Buren praten eerst.")
    assert (one.page, one.page_label, one.quotable) == (None, None, True)


@pytest.mark.parametrize(
    "around",
    [
        "<nav><ul><li>Menu</li></ul></nav>",
        "<header><h1>Gemeente</h1></header>",
        "<footer><p>Contact</p></footer>",
        "<script>var p = '<p>Nee</p>';</script>",
        "<style>p { color: red }</style>",
        "<noscript>Zet JavaScript aan</noscript>",
        "<template><p>Nee</p></template>",
        "<div class='big toc'><p>Inhoud <span>1</span></p></div>",
        "<p hidden>Nee</p>",
        "<p style='color:red; DISPLAY: none'>Nee</p>",
        "<div role=navigation><div>Terug</div></div>",
        "<aside>Lees ook</aside>",
        "<button>Delen</button>",
        "<!-- <p>Nee</p> -->",
    ],
)
def test_what_stands_around_the_text_is_left_out(around: str) -> None:
    assert blocks(f"<body>{around}<p>Buren praten eerst.</p>{around}</body>") == [
        (Kind.PARAGRAPH, "Buren praten eerst.")
    ]


def test_when_a_page_says_what_its_main_text_is_only_that_is_read() -> None:
    page = "<div>Cookies?</div><main><header><h1>Jeugd</h1></header><p>Een zin.</p></main><div>Deel dit</div>"
    assert blocks(page) == [(Kind.HEADING, "Jeugd"), (Kind.PARAGRAPH, "Een zin.")]


def test_a_box_beside_the_text_belongs_to_it() -> None:
    assert blocks("<div class='sidebar'><p>Let op.</p></div><div id=sidebar>Menu</div>") == [
        (Kind.PARAGRAPH, "Let op.")
    ]


def test_the_mark_of_a_note_is_no_part_of_the_sentence_but_a_square_metre_is() -> None:
    page = '<p>Er waren 168<sup><a href="#n1">[1]</a></sup> inbraken op 12 km<sup>2</sup>.</p>'
    assert blocks(page) == [(Kind.PARAGRAPH, "Er waren 168 inbraken op 12 km2.")]


def test_forgotten_closing_tags_do_no_harm() -> None:
    page = "<p>Een<p>Twee<ul><li>drie<li><p>vier<ul><li>vijf</ul><li>zes</ul><h2>Zeven<p>Acht</div>"
    assert blocks(page) == [
        (Kind.PARAGRAPH, "Een"),
        (Kind.PARAGRAPH, "Twee"),
        (Kind.ITEM, "drie"),
        (Kind.ITEM, "vier"),
        (Kind.ITEM, "vijf"),
        (Kind.ITEM, "zes"),
        (Kind.HEADING, "Zeven"),
        (Kind.PARAGRAPH, "Acht"),
    ]


def test_a_menu_that_is_never_closed_ends_with_what_it_stands_in() -> None:
    assert blocks("<div><nav><ul><li>Menu</div><p>Tekst</p>") == [(Kind.PARAGRAPH, "Tekst")]


def test_lines_broken_by_hand_are_one_sentence_or_points() -> None:
    assert blocks("<p>Wij praten<br>eerst.<br><br>Daarna:<br>- schrijven<br>- sluiten</p>") == [
        (Kind.PARAGRAPH, "Wij praten eerst."),
        (Kind.PARAGRAPH, "Daarna:"),
        (Kind.ITEM, "schrijven"),
        (Kind.ITEM, "sluiten"),
    ]


def test_a_table_reads_as_rows_also_when_cells_cover_more() -> None:
    page = """<table><caption>Cijfers</caption><thead><tr><th>Veld<th>Soort<th>2018<th>2022</thead>
    <tr><td rowspan=2>Wonen<td>inbraak<td>190<td>120 <tr><td>geluid<td colspan=2>310</table>"""
    assert texts(page) == ["Wonen (Soort: inbraak; 2018: 190; 2022: 120)", "Wonen (Soort: geluid; 2018: 310)"]


def test_a_table_that_only_places_text_reads_as_that_text() -> None:
    page = "<table><tr><td>Menu<td><h2>Jeugd</h2><p>Een zin.</p><table><tr><td>a<td>b</table></table>"
    assert [text for _, text in blocks(page)] == ["Menu", "Jeugd", "Een zin.", "a b"]


@pytest.mark.parametrize(
    "data",
    [
        "<p>Één café</p>".encode(),
        b"\xef\xbb\xbf" + "<p>Één café</p>".encode(),
        "<p>Één café</p>".encode("cp1252"),
        '<meta charset="iso-8859-1"><p>Één café</p>'.encode("cp1252"),
        '<?xml version="1.0" encoding="ISO-8859-15"?><p>Één café</p>'.encode("iso-8859-15"),
        '<meta charset="utf-16"><p>Één café</p>'.encode(),
        '<meta charset="utf-7"><p>Één café</p>'.encode(),
        '<meta http-equiv=Content-Type content="text/html; charset=onzin"><p>Één café</p>'.encode(),
        "<p>Één café</p>".encode("utf-16"),
        b"<p>&Eacute;&eacute;n caf&#xe9;</p>",
    ],
)
def test_letters_with_accents_are_read_whatever_the_page_is_written_in(data: bytes) -> None:
    assert blocks(decoded(data, "plan.html"))[-1] == (Kind.PARAGRAPH, "Één café")


def test_the_title_is_what_the_page_is_called() -> None:
    assert read_html("<title>IVP &amp; meer\n2019</title><p>Een zin.</p>").about == {
        "titel": "IVP & meer 2019"
    }


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (b"PK\x03\x04 zip", errors.NotWhatItSays),
        (b"<p>\0\0</p>", errors.NotWhatItSays),
        (b"<html><body><script>alert(1)</script></body></html>", errors.Empty),
        (b"<p>" + b"lang " * 5_000, errors.TooLarge),
    ],
)
def test_a_page_that_cannot_be_used_is_refused_by_name(
    tmp_path: Path, content: bytes, kind: type[errors.ReadError]
) -> None:
    file = tmp_path / "plan.html"
    file.write_bytes(content)
    with pytest.raises(kind, match=r"plan\.html"):
        read(file, "plan", Limits(characters=20_000))


@pytest.mark.parametrize(
    "page",
    [
        "<div>" * 20_000,
        "<table><tr><td>" * 2_000,
        "<b" * 20_000,
        "&" * 50_000,
        "</p>" * 20_000,
        "<![CDATA[" * 999,
    ],
    ids=["deep", "tables", "tags", "marks", "ends", "cdata"],
)
def test_a_hostile_page_is_read_or_refused_in_time(tmp_path: Path, page: str) -> None:
    file = tmp_path / "plan.htm"
    file.write_text(page + "<p>Een zin.</p>")
    outcome = read_or_refuse(file, Limits(seconds=5))
    assert outcome.passages if isinstance(outcome, Reading) else "plan.htm" in outcome.dutch
    assert not isinstance(outcome, errors.TooSlow)
