"""The example plan is what a colleague sees first: it must be read without a fault."""

import re
import shutil
import subprocess
from functools import cache

import pypdfium2
import pytest

from knowledge.passages import Passage
from knowledge.plans.make_example import PDF, SOURCE, make
from knowledge.readers.cut import passages
from knowledge.readers.limits import Limits
from knowledge.readers.markdown import read_markdown
from knowledge.readers.pdf import read_pdf


@cache
def from_pdf() -> tuple[Passage, ...]:
    return passages(read_pdf(PDF.read_bytes(), PDF.name, Limits()), "plan")


@cache
def from_markdown() -> tuple[Passage, ...]:
    return passages(read_markdown(SOURCE.read_text(encoding="utf-8")), "plan")


def test_the_pdf_that_is_kept_is_the_one_of_its_source() -> None:
    assert make(SOURCE.read_text(encoding="utf-8")) == PDF.read_bytes()


def test_the_pdf_says_the_same_in_the_same_sections_as_its_source() -> None:
    def sentences(found: tuple[Passage, ...]) -> list[tuple[tuple[str, ...], str]]:
        return [(one.section, sentence) for one in found for sentence in one.sentences()]

    body = [one for one in from_pdf() if one.page != 1]
    assert sentences(tuple(body)) == sentences(from_markdown())


def test_only_the_date_of_the_decision_is_read_from_the_cover() -> None:
    assert [one.text for one in from_pdf() if one.page == 1][-1:] == [
        "Vastgesteld door de gemeenteraad op 13 december 2022"
    ]


def test_page_labels_are_roman_first_and_then_start_at_one() -> None:
    labels = {one.page: one.page_label for one in from_pdf()}
    assert labels[3] == "iii"
    assert labels[5] == "1"
    first = next(one for one in from_pdf() if one.section[-1:] == ("5.3 Wat wij gaan doen",))
    assert first.section == ("5 Woonoverlast", "5.3 Wat wij gaan doen")
    assert first.page == int(first.page_label or 0) + 4


def test_the_plan_has_what_makes_real_plans_hard_to_read() -> None:
    with pypdfium2.PdfDocument(PDF) as pdf:
        assert len(list(pdf.get_toc())) > 40
        texts = [page.get_textpage().get_text_range() for page in pdf]
    assert sum("\ufffe" in text for text in texts) >= 1  # words broken at a line end
    assert sum("Gemeente Veldermeer" in text for text in texts) == len(texts)
    words = sum(len(one.text.split()) for one in from_markdown())
    assert 2_200 < words < 3_000


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="pdftotext (poppler-utils) is not installed")
@pytest.mark.parametrize("mode", [[], ["-raw"]])
def test_every_sentence_that_may_be_quoted_is_on_its_page_for_pdftotext(mode: list[str]) -> None:
    out = subprocess.run(["pdftotext", *mode, str(PDF), "-"], capture_output=True, check=True).stdout.decode()
    pages = [" ".join(re.sub(r"-\n(?=\w)", "", page).split()) for page in out.split("\f")]
    quotable = [one for one in from_pdf() if one.quotable]
    assert len(quotable) > 50
    for one in quotable:
        assert one.page is not None
        assert one.text in pages[one.page - 1]
