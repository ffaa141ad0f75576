"""Opens an Office file as the archive that it is, and refuses what could do harm. Runs in the child process.

The refusals are told by name: `Refused("TooBig", …)` becomes bot.documents.errors.TooBig in the parent.
"""

import io
import zipfile
import zlib

from defusedxml.common import DefusedXmlException

MAX_BYTES = 10_000_000  # of the file; a form with answers is under 0.2 MB
MAX_PARTS = 400
MAX_UNPACKED = 40_000_000  # all parts together
MAX_RATIO = 200  # of a part over 1 MB; the XML of a large document shrinks some 30 times

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
BROKEN = (
    zipfile.BadZipFile, zlib.error, EOFError, OSError, KeyError, ValueError, NotImplementedError,
    RuntimeError, DefusedXmlException, SyntaxError,
)  # fmt: skip


class Refused(Exception):  # noqa: N818  (a message to the parent process)
    """What is wrong with a file: the name of a refusal, and a detail without any of the file's own text."""

    def __init__(self, refusal: str, detail: str = "") -> None:
        super().__init__(refusal, detail)
        self.refusal = refusal
        self.detail = detail


class Package:
    """The parts of an Office file by name. `main` is the part that must be there."""

    def __init__(self, data: bytes, main: str) -> None:
        _refuse_other_kinds(data)
        try:
            self._archive = zipfile.ZipFile(io.BytesIO(data))
            self._infos = {info.filename: info for info in self._archive.infolist()}
        except BROKEN as fault:
            raise Refused("Damaged" if data.startswith(b"PK") else "NotThatKind") from fault
        self._bound()
        if any(info.flag_bits & 1 for info in self._infos.values()):
            raise Refused("Protected")
        types = self.part("[Content_Types].xml", 1_000_000) if "[Content_Types].xml" in self._infos else b""
        names = [name.casefold() for name in self._infos]
        if any("vbaproject" in name or "activex" in name for name in names) or b"macroEnabled" in types:
            raise Refused("HasMacros")
        if not types or main not in self._infos:
            raise Refused("NotThatKind")
        self.data = data

    def part(self, name: str, most: int = MAX_UNPACKED) -> bytes:
        """The content of one part."""
        try:
            with self._archive.open(self._infos[name]) as file:
                content = file.read(most + 1)
        except BROKEN as fault:
            raise Refused("Damaged") from fault
        if len(content) > most:
            raise Refused("TooBig")
        return content

    def has(self, name: str) -> bool:
        """Whether there is such a part."""
        return name in self._infos

    def _bound(self) -> None:
        infos = self._archive.infolist()
        if len(infos) > MAX_PARTS:
            raise Refused("TooBig", f"more than {MAX_PARTS} parts")
        if len(self._infos) < len(infos):
            raise Refused("Damaged")  # two parts of one name: programs disagree on which counts
        if sum(info.file_size for info in infos) > MAX_UNPACKED:
            raise Refused("TooBig", f"more than {MAX_UNPACKED // 1_000_000} MB when unpacked")
        for info in infos:
            if info.file_size > 1_000_000 and info.file_size > MAX_RATIO * max(1, info.compress_size):
                raise Refused("TooBig", f"a part grows more than {MAX_RATIO} times when unpacked")


def _refuse_other_kinds(data: bytes) -> None:
    if len(data) > MAX_BYTES:
        raise Refused("TooBig", f"more than {MAX_BYTES // 1_000_000} MB")
    if data.startswith(_OLD):
        raise Refused("Protected" if _ENCRYPTED in data else "OldFormat")
    if data.lstrip()[:5] == b"%PDF-":
        raise Refused("IsPdf")
    if not data.startswith(b"PK"):
        raise Refused("NotThatKind" if data.strip() else "Damaged")
