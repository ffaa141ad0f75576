"""Markdown and plain text become the same kind of passages as a PDF."""

from pathlib import Path

import pytest

from knowledge.passages import Passage, split_sentences
from knowledge.readers.cut import ENOUGH_WORDS, TOO_MANY_WORDS, passages
from knowledge.readers.limits import Limits
from knowledge.readers.markdown import read_markdown
from knowledge.readers.reading import read
from knowledge.readers.text import read_text


def from_markdown(text: str) -> tuple[Passage, ...]:
    return passages(read_markdown(text), "plan")


def from_text(text: str) -> tuple[Passage, ...]:
    return passages(read_text(text), "plan")


def test_markdown_headings_make_the_section() -> None:
    found = from_markdown("# 4 Wonen\n\nEen.\n\n## 4.1 Overlast\n\nTwee.\n\nOnderstreept\n===\n\nDrie.\n")
    assert [(one.section, one.text) for one in found] == [
        (("4 Wonen",), "Een."),
        (("4 Wonen", "4.1 Overlast"), "Twee."),
        (("Onderstreept",), "Drie."),
    ]
    assert {(one.page, one.page_label) for one in found} == {(None, None)}


def test_markdown_marks_are_taken_off() -> None:
    text = "Wij **doen** dit _samen_ met [de politie](https://example.org) en `meten`.<br> Het 2\\*2 blijft."
    (found,) = from_markdown(f"> {text}\n")
    assert found.text == "Wij doen dit samen met de politie en meten. Het 2*2 blijft."


def test_front_matter_says_what_the_document_is_and_comments_are_not_read() -> None:
    document = read_markdown("---\nnaam: IVP Ergens\nperiode: '2023-2026'\n---\n<!-- weg -->\nTekst.\n")
    assert document.about == {"naam": "IVP Ergens", "periode": "2023-2026"}
    assert [block.text for block in document.blocks] == ["Tekst."]


def test_a_markdown_table_gives_rows() -> None:
    found = from_markdown("| Thema | Fte |\n|---|---:|\n| Overlast | 1,6 |\n| Jeugd | |\n\nDaarna tekst.\n")
    assert [one.text for one in found] == ["Overlast (Fte: 1,6)", "Jeugd", "Daarna tekst."]
    assert [one.quotable for one in found] == [False, False, True]


def test_list_items_are_passages_of_their_own() -> None:
    found = from_markdown("Wij doen:\n\n- luisteren naar\n  bewoners\n- meten\n1. tellen\n")
    assert [one.text for one in found] == ["Wij doen:", "luisteren naar bewoners", "meten", "tellen"]


def test_a_heading_of_plain_text_stands_alone_and_does_not_end_like_a_sentence() -> None:
    found = from_text("Een titel\n\nDit is een zin.\nEn nog een.\n\n2.1 Overlast\n\nMeer tekst.\n\nKort.\n")
    assert [(one.section, one.text) for one in found] == [
        (("Een titel",), "Dit is een zin. En nog een."),
        (("Een titel", "2.1 Overlast"), "Meer tekst. Kort."),
    ]


def test_plain_text_joins_a_broken_word_but_keeps_a_hyphen_before_and() -> None:
    (found,) = from_text("Wij denken aan onder-\nwerpen in de woon-\nen leefomgeving van alle inwoners.")
    assert found.text == "Wij denken aan onderwerpen in de woon- en leefomgeving van alle inwoners."


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Dat is zo. Dit ook! Echt?", ["Dat is zo.", "Dit ook!", "Echt?"]),
        ("De politie, o.a. de wijkagent, helpt.", ["De politie, o.a. de wijkagent, helpt."]),
        ("Bijv. Jan of dhr. A. B. Smit. Klaar.", ["Bijv. Jan of dhr. A. B. Smit.", "Klaar."]),
        (
            "Het kost 1.500 euro, zie art. 5 en 6. Dat mag.",
            ["Het kost 1.500 euro, zie art. 5 en 6.", "Dat mag."],
        ),
        ("1. Wijkagent. 2. Corporatie.", ["1. Wijkagent.", "2. Corporatie."]),
        ("Zij zei: “Kom maar.” Toen ging hij (te laat.) Jammer.", None),
        ("", []),
    ],
)
def test_text_is_cut_into_the_sentences_that_a_reader_sees(text: str, sentences: list[str] | None) -> None:
    if sentences is None:
        sentences = ["Zij zei: “Kom maar.”", "Toen ging hij (te laat.)", "Jammer."]
    assert split_sentences(text) == sentences


def test_sentences_joined_by_a_space_are_the_text_again() -> None:
    (found,) = from_text("Een zin over de wijk.\n  En   nog een, m.b.t. veiligheid.")
    assert " ".join(found.sentences()) == found.text


def test_passages_are_neither_tiny_nor_endless() -> None:
    sentence = "Dit is een zin van precies negen woorden in totaal."
    long = " ".join([sentence] * 60)
    short = "\n\n".join([f"{sentence} {sentence}"] * 10)
    for found in (from_text(f"Kop\n\n{long}\n"), from_text(f"Kop\n\n{short}\n")):
        sizes = [len(one.text.split()) for one in found]
        assert max(sizes) <= TOO_MANY_WORDS
        assert min(sizes) >= ENOUGH_WORDS


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_text_is_read_in_the_encodings_that_windows_writes(tmp_path: Path, encoding: str) -> None:
    file = tmp_path / "plan.txt"
    file.write_bytes("Één café in de wijk sluit eerder.".encode(encoding))
    (found,) = read(file, "plan", Limits()).passages
    assert found.text == "Één café in de wijk sluit eerder."
    assert found.id == "plan.1"


def test_text_without_any_full_stop_is_cut_into_parts_that_are_not_quoted() -> None:
    found = from_text("naam " * 1_000)
    assert max(len(one.text.split()) for one in found) <= TOO_MANY_WORDS
    assert not any(one.quotable for one in found)
