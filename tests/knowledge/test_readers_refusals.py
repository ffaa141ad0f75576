"""No file can hang or kill the bot: what cannot be read is refused with a reason, by name."""

import io
import os
import sys
from pathlib import Path

import pytest
from reportlab.lib.pdfencrypt import StandardEncryption
from reportlab.pdfgen.canvas import Canvas

from knowledge.plans.make_example import PDF
from knowledge.readers import errors
from knowledge.readers.limits import Limits
from knowledge.readers.reading import Reading, read
from tests.knowledge.pdf_files import pdf, read_or_refuse


def scan() -> bytes:
    target = io.BytesIO()
    canvas = Canvas(target, invariant=1)
    for _ in range(3):
        canvas.setFillGray(0.5)
        canvas.rect(50, 50, 400, 600, fill=1)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


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
