"""A PDF that is made to do harm costs seconds and a refusal: loops, bombs, and nesting without end."""

import time
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption

from knowledge.readers import errors
from knowledge.readers.limits import Limits
from knowledge.readers.reading import Reading, read
from tests.knowledge.pdf_files import (
    PAGE,
    SENTENCE,
    TREE,
    WORDS,
    made_of,
    packed,
    pdf,
    read_or_refuse,
    with_page_content,
)


def test_a_page_that_unpacks_to_far_more_than_the_file_is_stopped(tmp_path: Path) -> None:
    line = b"(" + b"abcdefgh " * 10 + b") '\n"
    file = tmp_path / "bom.pdf"
    file.write_bytes(with_page_content(b"BT /F 1 Tf 2 TL 1 0 0 1 70 700 Tm " + line * 200_000 + b"ET"))
    assert file.stat().st_size < 100_000
    begin = time.monotonic()
    with pytest.raises((errors.TooLarge, errors.TooSlow, errors.Crashed)):
        read(file, "plan", Limits(seconds=3, characters=100_000, memory_bytes=400_000_000))
    assert time.monotonic() - begin < 10


def chain_of_trees(depth: int) -> list[bytes]:
    """Page trees that each hold the next; the last holds the page."""
    following = [*range(6, 6 + depth - 1), 3]
    return [b"<</Type/Pages/Kids[%d 0 R]/Count 1>>" % number for number in following]


def outline_in_outline(depth: int) -> list[bytes]:
    """An outline whose entries each stand below the one before."""
    below = [b"/First %d 0 R" % number for number in range(8, 7 + depth)]
    entries = [b"<</Title(Kop)/Dest[3 0 R/Fit]%s>>" % first for first in [*below, b""]]
    return [b"<</First 7 0 R/Last 7 0 R>>", *entries]


def drawn_in_itself(times: int) -> bytes:
    """A page with a drawing that draws itself, or with twelve that each draw the next so many times."""
    draw = b"/X Do " * times
    page = PAGE.replace(b"/Font", b"/XObject<</X 6 0 R>>/Font")
    layers = 12 if times > 1 else 1
    drawings = [
        b"<</Type/XObject/Subtype/Form/BBox[0 0 500 500]/Resources<</XObject<</X %d 0 R>>>>/Length %d>>"
        b"\nstream\n%s\nendstream" % (6 + (number + 1) % layers, len(draw), draw)
        for number in range(layers)
    ]
    return made_of(TREE, page, packed(draw + WORDS), *drawings)


@pytest.mark.parametrize(
    "data",
    [
        made_of(b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", PAGE, SENTENCE),
        made_of(b"<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 50>>", PAGE, SENTENCE),
        made_of(
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            PAGE.replace(b"/Contents", b"/Deep " + b"[" * 200_000 + b"]" * 200_000 + b"/Contents"),
            SENTENCE,
        ),
        with_page_content(b"q " * 2_000_000 + b"BT /F 12 Tf 70 700 Td (Diep.) Tj ET" + b" Q" * 2_000_000),
        with_page_content(b"/A <</B " + b"<</C " * 300_000 + b">>" * 300_000 + b">> BDC EMC"),
        made_of(
            TREE,
            PAGE.replace(b"/Font", b"/Deep " + b"<</A " * 200_000 + b"1" + b">>" * 200_000 + b"/Font"),
            SENTENCE,
        ),
        made_of(chain_of_trees(20_000)[0], PAGE, SENTENCE, *chain_of_trees(20_000)[1:]),
        made_of(TREE, PAGE, SENTENCE, *outline_in_outline(20_000)),
        drawn_in_itself(times=1),
        drawn_in_itself(times=10),
        made_of(TREE, PAGE, b"<</Filter[%s]/Length 1>>\nstream\nx\nendstream" % (b"/FlateDecode " * 5_000)),
    ],
    ids=[
        "claims two billion pages",
        "a tree that holds itself",
        "nested arrays",
        "nested states",
        "nested marks",
        "nested mappings",
        "a tree of one long branch",
        "an outline of one long branch",
        "a drawing in itself",
        "drawings in drawings",
        "packed thousands of times",
    ],
)
def test_a_hostile_file_costs_seconds_and_a_refusal_at_most(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "vijandig.pdf"
    file.write_bytes(data)
    begin = time.monotonic()
    outcome = read_or_refuse(file, Limits(seconds=5, memory_bytes=600_000_000))
    assert isinstance(outcome, Reading) or "vijandig.pdf" in outcome.dutch
    assert time.monotonic() - begin < 12


def test_a_million_pages_are_refused_as_too_large(tmp_path: Path) -> None:
    file = tmp_path / "dik.pdf"
    tree = b"<</Type/Pages/Count 1000000/Kids[%s]>>" % (b"3 0 R " * 1_000_000)
    file.write_bytes(made_of(tree, PAGE, SENTENCE))
    with pytest.raises(errors.TooLarge, match="1000000 pages, more than 2000") as refusal:
        read(file, "plan", Limits(seconds=10))
    assert refusal.value.dutch.startswith("dik.pdf is te groot voor mij.")


@pytest.mark.parametrize("layers", [1, 2])
def test_white_space_that_unpacks_to_more_than_the_memory_ends_the_reader_only(
    tmp_path: Path, layers: int
) -> None:
    content = b" " * 400_000_000
    for _ in range(layers):
        content = zlib.compress(content, 1)
    stream = b"<</Filter[%s]/Length %d>>\nstream\n%s\nendstream"
    file = tmp_path / "bom.pdf"
    file.write_bytes(made_of(TREE, PAGE, stream % (b"/FlateDecode" * layers, len(content), content)))
    begin = time.monotonic()
    outcome = read_or_refuse(file, Limits(seconds=5, memory_bytes=300_000_000))
    assert isinstance(outcome, (errors.TooLarge, errors.TooSlow, errors.Crashed))
    assert "bom.pdf" in outcome.dutch
    assert time.monotonic() - begin < 12


def test_long_headings_that_stand_with_every_passage_do_not_fill_the_memory_of_the_bot(
    tmp_path: Path,
) -> None:
    """Six titles of half a thousand letters each, above a thousand short points: a hundred times the text."""
    titles = [bytes([letter]) * 120 for letter in b"ABCDEF"]
    texts = [
        *(title for title in titles for _ in range(4)),
        *(b"- Punt %d." % number for number in range(1_000)),
    ]
    content = b"BT /F 9 Tf 14 TL 1 0 0 1 70 800 Tm " + b"".join(b"(%s) ' " % text for text in texts) + b"ET"
    entries = [
        b"<</Title(%s)/Dest[3 0 R/Fit]/First %d 0 R>>" % (title * 4, 8 + n) for n, title in enumerate(titles)
    ]
    file = tmp_path / "koppen.pdf"
    file.write_bytes(made_of(TREE, PAGE, packed(content), b"<</First 7 0 R/Last 7 0 R>>", *entries))
    with pytest.raises(errors.TooLarge, match="headings"):
        read(file, "plan", Limits(characters=100_000))
    assert len(read(file, "plan").passages) > 900


def test_an_encryption_that_nobody_knows_is_refused_and_one_without_a_password_is_read(
    tmp_path: Path,
) -> None:
    file = tmp_path / "slot.pdf"
    file.write_bytes(made_of(TREE, PAGE, SENTENCE, trailer=b"/Encrypt<</Filter/Foo/V 9>>/ID[(a)(b)]"))
    with pytest.raises(errors.Encrypted) as refusal:
        read(file, "plan")
    assert (
        refusal.value.dutch == "slot.pdf is met een wachtwoord beveiligd. Bewaar een kopie zonder wachtwoord."
    )
    file.write_bytes(pdf(encrypt=StandardEncryption("", ownerPassword="baas", canModify=0)))
    assert [one.text for one in read(file, "plan").passages] == [
        "De wijkagent loopt elke week een ronde door de buurt."
    ]


def deep_outline() -> bytes:
    """An outline whose entry is its own child."""
    data = with_page_content(b"BT /F 12 Tf 70 700 Td (De wijkagent loopt elke week een ronde.) Tj ET")
    return (
        data.replace(b"/Type/Catalog", b"/Type/Catalog/Outlines<</First 6 0 R/Last 6 0 R>>")
        + b"6 0 obj\n<</Title(Lus)/First 6 0 R/Last 6 0 R/Next 6 0 R/Parent 6 0 R>>\nendobj\n%%EOF\n"
    )


def test_an_outline_that_bites_its_tail_does_not_hang(tmp_path: Path) -> None:
    file = tmp_path / "lus.pdf"
    file.write_bytes(deep_outline())
    begin = time.monotonic()
    outcome = read_or_refuse(file, Limits(seconds=5))
    assert isinstance(outcome, Reading) or outcome.name == "lus.pdf"
    assert time.monotonic() - begin < 8
