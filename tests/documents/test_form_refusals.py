"""No file can hang or kill the bot: what is no form is refused by name, with what to do."""

import io
import time
import zipfile
from collections.abc import Callable, Mapping

import pytest
from docx import Document

from bot.documents import errors
from bot.documents.form import form
from bot.documents.package import MAX_BYTES
from bot.documents.read_form import read_form
from tests.documents.form_samples import IVP, sheet

MAIN = "word/document.xml"
TYPES = "[Content_Types].xml"


def blank() -> bytes:
    return form(sheet(), blank=True)


def archive(parts: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in parts.items():
            made.writestr(name, content)
    return target.getvalue()


def parts_of(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def changed(change: Callable[[dict[str, bytes]], object]) -> bytes:
    parts = parts_of(blank())
    change(parts)
    return archive(parts)


def with_xml(content: bytes) -> bytes:
    return changed(lambda parts: parts.update({MAIN: content}))


def document() -> bytes:
    target = io.BytesIO()
    Document().save(target)
    return target.getvalue()


def encrypted() -> bytes:
    data = bytearray(blank())
    place = data.find(b"PK\x01\x02")
    while place >= 0:
        data[place + 8] |= 1
        place = data.find(b"PK\x01\x02", place + 4)
    return bytes(data)


OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
ENTITIES = (
    b'<!DOCTYPE a [<!ENTITY x "lol"><!ENTITY y "&x;&x;&x;&x;&x;&x;&x;&x;">]>'
    b'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&y;</w:t></w:r></w:p></w:body></w:document>'
)
EXTERNAL = (
    b'<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    b'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>&x;</w:t></w:r></w:p></w:body></w:document>'
)
DEEP = (
    b'<w:document xmlns:w="w"><w:body>'
    + b"<w:sdt>" * 50_000
    + b"</w:sdt>" * 50_000
    + b"</w:body></w:document>"
)
LONG = (
    b'<w:document xmlns:w="w"><w:body><w:p><w:r><w:t>'
    + b"".join(b"%d " % number for number in range(500_000))
    + b"</w:t></w:r></w:p></w:body></w:document>"
)
HOSTILE: dict[str, tuple[Callable[[], bytes], type[errors.FileRefused]]] = {
    "leeg.docx": (lambda: b"", errors.Damaged),
    "tekst.docx": (lambda: b"Beste collega, hier is mijn antwoord.", errors.NotThatKind),
    "pdf.docx": (lambda: b"%PDF-1.7\n" + bytes(500), errors.IsPdf),
    "oud.doc": (lambda: OLD, errors.OldFormat),
    "wachtwoord.docx": (lambda: OLD + "EncryptedPackage".encode("utf-16-le"), errors.Protected),
    "op-slot.docx": (encrypted, errors.Protected),
    "afgebroken.docx": (lambda: blank()[:20_000], errors.Damaged),
    "kapot.docx": (lambda: blank()[:3000] + bytes(500) + blank()[3500:], errors.Damaged),
    "zip.docx": (lambda: archive({"foto.jpg": b"x" * 50}), errors.NotThatKind),
    "zonder-tekst.docx": (lambda: changed(lambda parts: parts.pop(MAIN)), errors.NotThatKind),
    "macro.docx": (
        lambda: changed(lambda parts: parts.update({"word/vbaProject.bin": b"x"})),
        errors.HasMacros,
    ),
    "macro.docm": (
        lambda: changed(
            lambda parts: parts.update({TYPES: parts[TYPES].replace(b"document.main", b"macroEnabled.main")})
        ),
        errors.HasMacros,
    ),
    "bom.docx": (
        lambda: changed(lambda parts: parts.update({"word/media/a.bin": bytes(30_000_000)})),
        errors.TooBig,
    ),
    "grote-bom.docx": (
        lambda: changed(lambda parts: parts.update({f"m/{n}.bin": bytes(9_000_000) for n in range(6)})),
        errors.TooBig,
    ),
    "veel-delen.docx": (
        lambda: changed(lambda parts: parts.update({f"m/{n}": b"" for n in range(1000)})),
        errors.TooBig,
    ),
    "entiteiten.docx": (lambda: with_xml(ENTITIES), errors.Damaged),
    "van-buiten.docx": (lambda: with_xml(EXTERNAL), errors.Damaged),
    "diep.docx": (lambda: with_xml(DEEP), errors.TooBig),
    "lang.docx": (lambda: with_xml(LONG), errors.TooBig),
    "ander-document.docx": (document, errors.NotOurForm),
    "vijftig-mb.docx": (lambda: b"PK\x03\x04" + bytes(50_000_000), errors.TooBig),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_file_that_is_no_form_is_refused_with_what_to_do(name: str) -> None:
    make, kind = HOSTILE[name]
    data = make()
    start = time.monotonic()
    with pytest.raises(errors.FileRefused) as refusal:
        read_form(data, name, IVP)
    assert type(refusal.value) is kind
    assert time.monotonic() - start < 10
    assert name in refusal.value.dutch
    assert str(refusal.value).startswith(f"{name}: ")
    assert "passwd" not in str(refusal.value)


def test_a_file_over_the_limit_is_refused_before_a_process_is_started(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("bot.documents.reading.answer_of", lambda *_: pytest.fail("started"))
    with pytest.raises(errors.TooBig):
        read_form(bytes(MAX_BYTES + 1), "groot.docx", IVP)


def test_a_form_whose_two_parts_have_one_name_is_refused() -> None:
    data = io.BytesIO(blank())
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(data, "a") as made:
        made.writestr(MAIN, b"<a/>")
    with pytest.raises(errors.Damaged):
        read_form(data.getvalue(), "dubbel.docx", IVP)


def test_the_list_of_refusals_is_complete() -> None:
    assert set(errors.ALL) == set(errors.FileRefused.__subclasses__())


def test_every_refusal_says_what_to_do_in_both_languages() -> None:
    for kind in errors.ALL:
        for expected in ("word", "excel"):
            refusal = kind("mijn formulier.docx", expected)
            assert "mijn formulier.docx" in refusal.dutch
            assert "{" not in refusal.dutch
            assert refusal.english
