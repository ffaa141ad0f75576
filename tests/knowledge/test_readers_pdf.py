"""A PDF is read as a person reads it."""

import io
import re
import shutil
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas

from knowledge.passages import Passage
from knowledge.plans.make_long import make_long_plan
from knowledge.readers.cut import passages
from knowledge.readers.limits import Limits
from knowledge.readers.pdf import read_pdf

WIDTH, HEIGHT = A4


def draw(*pages: Callable[[Canvas], None]) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, pagesize=A4, invariant=1)
    for page in pages:
        page(canvas)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def lines(canvas: Canvas, texts: Sequence[str], *, x: float = 70, y: float = 700, size: float = 11) -> None:
    canvas.setFont("Helvetica", size)
    for number, text in enumerate(texts):
        canvas.drawString(x, y - number * 1.4 * size, text)


def read_all(data: bytes) -> tuple[Passage, ...]:
    return passages(read_pdf(data, "plan.pdf", Limits()), "plan")


FILLER = [
    "De wijkagent loopt elke week een ronde door de buurt.",
    "Bewoners kunnen hem aanspreken op straat of bellen.",
    "Van elke ronde maakt hij een kort verslag.",
]


def test_large_type_is_a_heading_and_its_number_gives_the_depth() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, ["4 Leefbaarheid"], y=740, size=20)
        lines(canvas, ["4.2 Woonoverlast"], y=712, size=14)
        lines(canvas, FILLER, y=690)

    (found,) = read_all(draw(page))
    assert found.section == ("4 Leefbaarheid", "4.2 Woonoverlast")
    assert found.text == " ".join(FILLER)
    assert (found.page, found.page_label) == (1, None)


def test_the_outline_says_how_deep_a_heading_is() -> None:
    def page(canvas: Canvas) -> None:
        canvas.bookmarkPage("a")
        canvas.addOutlineEntry("Leefbaarheid", "a", level=0)
        canvas.bookmarkPage("b")
        canvas.addOutlineEntry("Woonoverlast in de wijken van onze gemeente", "b", level=1)
        lines(canvas, ["Leefbaarheid"], y=740, size=14)
        lines(canvas, ["Woonoverlast in de wijken", "van onze gemeente"], y=712, size=14)
        lines(canvas, FILLER, y=660)

    (found,) = read_all(draw(page))
    assert found.section == ("Leefbaarheid", "Woonoverlast in de wijken van onze gemeente")


def test_chapters_that_the_outline_leaves_out_are_still_headings() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw_page(canvas: Canvas) -> None:
            canvas.bookmarkPage(f"p{number}")
            canvas.addOutlineEntry(f"{number}.1 Overlast", f"p{number}", level=0)
            lines(canvas, [f"{number} Wonen"], y=735, size=20)
            lines(canvas, [f"{number}.1 Overlast"], y=712, size=14)
            lines(canvas, FILLER, y=690)

        return draw_page

    found = read_all(draw(page(1), page(2)))
    assert [one.section for one in found] == [("1 Wonen", "1.1 Overlast"), ("2 Wonen", "2.1 Overlast")]


def test_bold_type_of_the_same_size_is_a_heading() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, FILLER, y=740)
        canvas.setFont("Helvetica-Bold", 11)
        canvas.drawString(70, 670, "Wat gaan wij doen")
        lines(canvas, FILLER, y=650)

    first, second = read_all(draw(page))
    assert (first.section, second.section) == ((), ("Wat gaan wij doen",))


def test_running_headers_footers_and_page_numbers_are_left_out() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw_page(canvas: Canvas) -> None:
            lines(canvas, ["Gemeente Ergens | Plan"], y=805, size=8)
            lines(canvas, [f"Dit is bladzijde {'abcd'[number]} van het plan.", *FILLER])
            lines(canvas, [f"Versie 3, pagina {number + 7}"], y=40, size=8)

        return draw_page

    found = read_all(draw(*(page(number) for number in range(4))))
    assert [one.page for one in found] == [1, 2, 3, 4]
    everything = " ".join(one.text for one in found)
    assert "Gemeente Ergens" not in everything
    assert "Versie 3" not in everything
    assert "bladzijde c van het plan" in found[2].text


def test_two_columns_are_read_one_after_the_other_even_when_drawn_line_by_line() -> None:
    left = [f"Links staat regel {word} van het eerste" for word in ("een", "twee", "drie", "vier", "vijf")]
    right = [f"Rechts staat regel {word} van het vervolg" for word in ("een", "twee", "drie", "vier", "vijf")]
    left[-1] += "."
    right[-1] += "."

    def page(canvas: Canvas) -> None:
        lines(
            canvas,
            ["Een regel die over de hele breedte van de bladzijde loopt, boven de twee kolommen."],
        )
        for number, (one, other) in enumerate(zip(left, right, strict=True)):
            lines(canvas, [one], y=660 - 15 * number)
            lines(canvas, [other], x=320, y=660 - 15 * number)

    texts = [one.text for one in read_all(draw(page))]
    assert " ".join(left) in " ".join(texts)
    assert " ".join(right) in " ".join(texts)
    assert " ".join(texts).index("Links") < " ".join(texts).index("Rechts")


def test_a_table_gives_a_passage_for_each_row_that_names_its_columns() -> None:
    rows = [("Thema", "Meldingen", "Doel"), ("Overlast", "425", "340"), ("Geweld", "62", "45")]

    def page(canvas: Canvas) -> None:
        lines(canvas, FILLER)
        for number, row in enumerate(rows):
            for column, cell in enumerate(row):
                lines(canvas, [cell], x=70 + 150 * column, y=600 - 20 * number)

    found = read_all(draw(page))
    assert [(one.text, one.quotable) for one in found[1:]] == [
        ("Overlast (Meldingen: 425; Doel: 340)", False),
        ("Geweld (Meldingen: 62; Doel: 45)", False),
    ]


def test_a_cell_of_several_lines_stays_in_its_row() -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, FILLER)
        cells = [
            (600, "Maatregel", "Wie", "Wanneer"),
            (570, "Een meldpunt voor", "Gemeente", "2023"),
            (557, "overlast openen", "", ""),
            (527, "Meer lampen", "Beheer", "2024"),
        ]
        for y, *row in cells:
            for column, cell in enumerate(row):
                if cell:
                    lines(canvas, [cell], x=70 + 150 * column, y=y)

    found = read_all(draw(page))
    assert found[1].text == "Een meldpunt voor overlast openen (Wie: Gemeente; Wanneer: 2023)"
    assert found[2].text == "Meer lampen (Wie: Beheer; Wanneer: 2024)"


@pytest.mark.parametrize(
    ("first", "second", "text", "quotable"),
    [
        ("Wij werken aan veilig-", "heid in de buurt.", "Wij werken aan veiligheid in de buurt.", True),
        ("Het zorg-", "en veiligheidshuis helpt.", "Het zorg- en veiligheidshuis helpt.", False),
        ("Dit is de IVP-", "ronde van dit jaar.", "Dit is de IVP-ronde van dit jaar.", False),
        ("Er was een auto-", "ongeluk op de dijk.", "Er was een auto-ongeluk op de dijk.", False),
    ],
)
def test_a_word_broken_at_a_line_end_is_joined_as_dutch_writes_it(
    first: str, second: str, text: str, quotable: bool
) -> None:
    (found, *_) = read_all(draw(lambda canvas: lines(canvas, [first, second])))
    assert (found.text, found.quotable) == (text, quotable)


def test_a_sentence_over_a_page_break_is_found_where_it_starts_but_not_quoted() -> None:
    pages = draw(
        lambda canvas: lines(canvas, [*FILLER, "De gemeente opent in het voorjaar"]),
        lambda canvas: lines(canvas, ["een meldpunt voor overlast. Het is altijd open.", *FILLER]),
    )
    before, over, after = read_all(pages)
    assert before.text == " ".join(FILLER)
    assert over.text == "De gemeente opent in het voorjaar een meldpunt voor overlast."
    assert (over.page, over.quotable) == (1, False)
    assert (after.page, after.quotable) == (2, True)
    assert after.text.startswith("Het is altijd open.")


def test_a_footnote_does_not_come_between_the_halves_of_a_sentence() -> None:
    def first(canvas: Canvas) -> None:
        lines(canvas, [*FILLER, "De gemeente opent in het voorjaar"])
        lines(canvas, ["1 Zie het besluit van", "de raad.", "2 En de bijlage."], y=120, size=8)

    found = read_all(draw(first, lambda canvas: lines(canvas, ["een meldpunt voor overlast.", *FILLER])))
    texts = [one.text for one in found]
    assert "De gemeente opent in het voorjaar een meldpunt voor overlast." in texts
    assert texts[:2] == ["1 Zie het besluit van de raad.", "2 En de bijlage."]


def test_a_list_item_is_a_passage_without_its_bullet() -> None:
    page = [
        "Wij doen drie dingen:",
        "• Wij luisteren naar bewoners.",
        "• Wij houden spreekuur.",
        "1. Wij meten.",
    ]
    texts = [one.text for one in read_all(draw(lambda canvas: lines(canvas, page)))]
    assert texts == [
        "Wij doen drie dingen:",
        "Wij luisteren naar bewoners.",
        "Wij houden spreekuur.",
        "Wij meten.",
    ]


def test_the_table_of_contents_is_left_out() -> None:
    def contents(canvas: Canvas) -> None:
        lines(canvas, ["Inhoud"], y=760, size=20)
        lines(canvas, [f"{number} Een hoofdstuk {'. ' * 30}{number + 1}" for number in range(1, 9)])

    def page(canvas: Canvas) -> None:
        lines(canvas, ["1 Een hoofdstuk"], y=760, size=20)
        lines(canvas, FILLER)

    (found,) = read_all(draw(contents, page))
    assert found.section == ("1 Een hoofdstuk",)


def test_page_labels_are_those_that_are_printed() -> None:
    def front(canvas: Canvas) -> None:
        canvas.addPageLabel(0, style="ROMAN_LOWER", start=1)
        canvas.addPageLabel(1, style="ARABIC", start=1)
        lines(canvas, FILLER)

    found = read_all(draw(front, lambda canvas: lines(canvas, FILLER)))
    assert [(one.page, one.page_label) for one in found] == [(1, "i"), (2, "1")]


def test_numbers_printed_below_the_pages_are_the_labels_when_the_file_gives_none() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw_page(canvas: Canvas) -> None:
            lines(canvas, [f"Dit is deel {'abcdef'[number]} van het plan.", *FILLER])
            if number > 1:
                lines(canvas, [f"IVP 2026 | {number - 1}"], y=40, size=8)

        return draw_page

    found = read_all(draw(*(page(number) for number in range(6))))
    assert [one.page_label for one in found] == [None, None, "1", "2", "3", "4"]


def test_a_page_on_its_side_is_still_read() -> None:
    def page(canvas: Canvas) -> None:
        canvas.rotate(90)
        canvas.translate(0, -WIDTH)
        lines(canvas, FILLER, x=60, y=500)

    text = " ".join(one.text for one in read_all(draw(page)))
    assert text == " ".join(FILLER)


def poppler_pages(file: Path) -> list[str]:
    """The pages as another extractor reads them, line-end hyphens joined and white space collapsed."""
    out = subprocess.run(["pdftotext", str(file), "-"], capture_output=True, check=True).stdout.decode()
    return [" ".join(re.sub(r"-\n(?=\w)", "", page).split()) for page in out.split("\f")]


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
def test_what_may_be_quoted_stands_on_its_page_for_another_extractor_too(tmp_path: Path) -> None:
    data = make_long_plan(10)
    file = tmp_path / "plan.pdf"
    file.write_bytes(data)
    pages = poppler_pages(file)
    found = read_all(data)
    assert len(found) > 50
    for one in found:
        assert one.page is not None
        assert (one.text in pages[one.page - 1]) == one.quotable


def test_what_the_outline_leaves_out_stands_below_what_it_names() -> None:
    def page(canvas: Canvas) -> None:
        for level, title in enumerate(("Wonen", "Woonoverlast", "Melden")):
            canvas.bookmarkPage(title)
            canvas.addOutlineEntry(title, title, level=level)
        lines(canvas, ["3 Wonen"], y=770, size=20)
        lines(canvas, ["3.1 Woonoverlast"], y=740, size=16)
        lines(canvas, ["3.1.1 Melden"], y=712, size=13)
        lines(canvas, ["Let op"], y=690, size=13)
        lines(canvas, FILLER, y=660)

    (found,) = read_all(draw(page))
    assert found.section == ("Wonen", "Woonoverlast", "Melden", "Let op")


def test_a_heading_that_every_chapter_has_is_no_running_header() -> None:
    def page(number: int) -> Callable[[Canvas], None]:
        def draw_page(canvas: Canvas) -> None:
            lines(canvas, ["Plan van de gemeente"], y=810, size=8)
            if number % 2:
                lines(canvas, [f"{number}.1 Wat er speelt"], y=770, size=14)
            lines(canvas, FILLER, y=750 - number * 3)

        return draw_page

    found = read_all(draw(*map(page, range(1, 7))))
    headings = list(dict.fromkeys(one.section for one in found))
    assert headings == [(f"{number}.1 Wat er speelt",) for number in (1, 3, 5)]


@pytest.mark.parametrize("signs", ["h ª h h h", "• Netwerk blokkeren", "\\addlyrics", "#-2"])
def test_large_type_that_reads_as_no_heading_is_none(signs: str) -> None:
    def page(canvas: Canvas) -> None:
        lines(canvas, ["Leefbaarheid"], y=770, size=20)
        lines(canvas, [signs], y=740, size=14)
        lines(canvas, FILLER, y=700)

    assert {one.section for one in read_all(draw(page))} == {("Leefbaarheid",)}
