"""No file can hang or kill the bot: what cannot be read is refused with a reason, by name."""

import io
import os
import sys
import time
import zlib
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from knowledge.plans.make_example import PDF
from knowledge.readers import errors
from knowledge.readers.limits import Limits
from knowledge.readers.reading import Reading, read


def pdf(
    pages: int = 1, text: str = "De wijkagent loopt elke week een ronde door de buurt.", **more: object
) -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1, **more)
    for _ in range(pages):
        canvas.drawString(70, 700, text)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def scan() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for _ in range(3):
        canvas.setFillGray(0.5)
        canvas.rect(50, 50, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


_PAGE = b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>"


def with_page_content(content: bytes) -> bytes:
    """A PDF of one page whose content, compressed, is this."""
    return made_of(b"<</Type/Pages/Kids[3 0 R]/Count 1>>", _PAGE, packed(content))


def packed(content: bytes) -> bytes:
    small = zlib.compress(content, 9)
    return b"<</Filter/FlateDecode/Length %d>>\nstream\n%s\nendstream" % (len(small), small)


def made_of(tree: bytes, page: bytes, content: bytes) -> bytes:
    """A PDF with this page tree (object 2), this page (3) and this content (4)."""
    font = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    parts = [b"<</Type/Catalog/Pages 2 0 R>>", tree, page, content, font]
    body = b"%PDF-1.4\n"
    places = []
    for number, part in enumerate(parts, 1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"xref\n0 6\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % place for place in places)
    return body + table + b"trailer <</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(body)


def deep_outline() -> bytes:
    """An outline whose entry is its own child."""
    data = with_page_content(b"BT /F 12 Tf 70 700 Td (De wijkagent loopt elke week een ronde.) Tj ET")
    return (
        data.replace(b"/Type/Catalog", b"/Type/Catalog/Outlines<</First 6 0 R/Last 6 0 R>>")
        + b"6 0 obj\n<</Title(Lus)/First 6 0 R/Last 6 0 R/Next 6 0 R/Parent 6 0 R>>\nendobj\n%%EOF\n"
    )


def read_or_refuse(file: Path, limits: Limits | None = None) -> Reading | errors.ReadError:
    try:
        return read(file, "plan", limits)
    except errors.ReadError as refusal:
        return refusal


ENCRYPTION = StandardEncryption("geheim", ownerPassword="baas", canPrint=0)


@pytest.mark.parametrize(
    ("name", "content", "kind"),
    [
        ("scan.pdf", scan(), errors.NoText),
        ("op-slot.pdf", pdf(encrypt=ENCRYPTION), errors.Encrypted),
        ("afgebroken.pdf", PDF.read_bytes()[:20_000], errors.Unreadable),
        ("kapot.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40 + b"\n%%EOF", errors.Unreadable),
        ("eigenlijk-tekst.pdf", b"Dit is gewone tekst.", errors.NotWhatItSays),
        ("eigenlijk-word.pdf", b"PK\x03\x04" + b"x" * 100, errors.NotWhatItSays),
        ("eigenlijk-pdf.txt", pdf(), errors.NotWhatItSays),
        ("binair.md", b"abc\0def" * 50, errors.NotWhatItSays),
        ("leeg.pdf", b"", errors.Empty),
        ("leeg.txt", b" \n\n\t ", errors.Empty),
        ("alleen-koppen.md", b"# Een kop\n\n## Nog een kop\n", errors.Empty),
        ("plan.odt", b"PK\x03\x04", errors.UnknownType),
        ("zonder-soort", b"tekst", errors.UnknownType),
    ],
)
def test_a_file_that_cannot_be_used_is_refused_by_name(
    tmp_path: Path, name: str, content: bytes, kind: type[errors.ReadError]
) -> None:
    file = tmp_path / name
    file.write_bytes(content)
    with pytest.raises(errors.ReadError) as refusal:
        read(file, "plan")
    assert type(refusal.value) is kind
    assert str(refusal.value).startswith(f"{name}: ")
    assert name in refusal.value.dutch
    assert str(tmp_path) not in str(refusal.value) + refusal.value.dutch


def test_a_missing_file_a_folder_and_a_pipe_are_refused_at_once(tmp_path: Path) -> None:
    with pytest.raises(errors.Missing):
        read(tmp_path / "nergens.pdf", "plan")
    (tmp_path / "map.pdf").mkdir()
    with pytest.raises(errors.UnknownType):
        read(tmp_path / "map.pdf", "plan")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "buis.txt")
        with pytest.raises(errors.UnknownType):
            read(tmp_path / "buis.txt", "plan")


@pytest.mark.parametrize(
    ("limits", "content"),
    [
        (Limits(file_bytes=500), pdf()),
        (Limits(pages=2), pdf(pages=3)),
        (Limits(characters=100), pdf(pages=3)),
        (Limits(memory_bytes=1), pdf()),
    ],
    ids=["bytes", "pages", "characters", "memory"],
)
def test_a_file_over_a_limit_is_refused(tmp_path: Path, limits: Limits, content: bytes) -> None:
    file = tmp_path / "groot.pdf"
    file.write_bytes(content)
    with pytest.raises((errors.TooLarge, errors.Crashed)) as refusal:
        read(file, "plan", limits)
    if limits.memory_bytes > 1:
        assert isinstance(refusal.value, errors.TooLarge)


def test_a_page_that_unpacks_to_far_more_than_the_file_is_stopped(tmp_path: Path) -> None:
    line = b"(" + b"abcdefgh " * 10 + b") '\n"
    file = tmp_path / "bom.pdf"
    file.write_bytes(with_page_content(b"BT /F 1 Tf 2 TL 1 0 0 1 70 700 Tm " + line * 200_000 + b"ET"))
    assert file.stat().st_size < 100_000
    begin = time.monotonic()
    with pytest.raises((errors.TooLarge, errors.TooSlow, errors.Crashed)):
        read(file, "plan", Limits(seconds=3, characters=100_000, memory_bytes=400_000_000))
    assert time.monotonic() - begin < 10


_SENTENCE = packed(b"BT /F 12 Tf 70 700 Td (De wijkagent loopt elke week een ronde door de buurt.) Tj ET")


@pytest.mark.parametrize(
    "data",
    [
        made_of(b"<</Type/Pages/Kids[3 0 R]/Count 2000000000>>", _PAGE, _SENTENCE),
        made_of(b"<</Type/Pages/Kids[2 0 R 2 0 R 3 0 R]/Count 50>>", _PAGE, _SENTENCE),
        made_of(
            b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
            _PAGE.replace(b"/Contents", b"/Deep " + b"[" * 200_000 + b"]" * 200_000 + b"/Contents"),
            _SENTENCE,
        ),
        with_page_content(b"q " * 2_000_000 + b"BT /F 12 Tf 70 700 Td (Diep.) Tj ET" + b" Q" * 2_000_000),
        with_page_content(b"/A <</B " + b"<</C " * 300_000 + b">>" * 300_000 + b">> BDC EMC"),
    ],
    ids=[
        "claims two billion pages",
        "a tree that holds itself",
        "nested arrays",
        "nested states",
        "nested marks",
    ],
)
def test_a_hostile_file_costs_seconds_and_a_refusal_at_most(tmp_path: Path, data: bytes) -> None:
    file = tmp_path / "vijandig.pdf"
    file.write_bytes(data)
    begin = time.monotonic()
    outcome = read_or_refuse(file, Limits(seconds=5, memory_bytes=600_000_000))
    assert isinstance(outcome, Reading) or "vijandig.pdf" in outcome.dutch
    assert time.monotonic() - begin < 12


def test_an_outline_that_bites_its_tail_does_not_hang(tmp_path: Path) -> None:
    file = tmp_path / "lus.pdf"
    file.write_bytes(deep_outline())
    begin = time.monotonic()
    outcome = read_or_refuse(file, Limits(seconds=5))
    assert isinstance(outcome, Reading) or outcome.name == "lus.pdf"
    assert time.monotonic() - begin < 8


def test_a_reader_that_hangs_or_dies_costs_one_file_and_not_the_bot(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "plan.pdf"
    file.write_bytes(pdf())
    fake = tmp_path / "python"
    python = sys.executable
    monkeypatch.setattr(sys, "executable", str(fake))
    with pytest.raises(errors.Crashed):  # not even started
        read(file, "plan")
    fake.write_text(f"#!{python}\nimport time\ntime.sleep(60)\n")
    fake.chmod(0o700)
    with pytest.raises(errors.TooSlow):
        read(file, "plan", Limits(seconds=0.3))
    fake.write_text(f"#!{python}\nimport os\nos.kill(os.getpid(), 11)\n")
    with pytest.raises(errors.Crashed):
        read(file, "plan")
    fake.write_text(f"#!{python}\nprint('geen json')\n")
    with pytest.raises(errors.Crashed):
        read(file, "plan")


@pytest.mark.parametrize("cut", range(0, 100, 7))
def test_a_damaged_plan_is_refused_or_read_but_never_a_surprise(tmp_path: Path, cut: int) -> None:
    data = bytearray(PDF.read_bytes())
    for place in range(cut * 37 + 11, len(data), 997):
        data[place] ^= 0x55
    file = tmp_path / "beschadigd.pdf"
    file.write_bytes(bytes(data))
    outcome = read_or_refuse(file)
    assert outcome.passages if isinstance(outcome, Reading) else "beschadigd.pdf" in outcome.dutch


@pytest.mark.parametrize("kind", errors.ALL)
def test_every_refusal_has_an_english_line_and_a_dutch_sentence(kind: type[errors.ReadError]) -> None:
    refusal = kind("plan.pdf")
    assert str(refusal).startswith("plan.pdf: ")
    assert "\n" not in str(refusal)
    assert "plan.pdf" in refusal.dutch
    assert refusal.dutch.endswith((".", "?"))


def test_the_list_of_refusals_is_complete() -> None:
    assert set(errors.ALL) == set(errors.ReadError.__subclasses__())
