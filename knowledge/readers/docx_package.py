"""The parts of a Word file: opened without running anything, bounded before anything is unpacked."""

import io
import posixpath
import zipfile
import zlib
from collections.abc import Mapping

from knowledge.readers.errors import Encrypted, NotWhatItSays, TooLarge, Unreadable
from knowledge.readers.limits import Limits
from knowledge.readers.xml_parts import Element, local, parsed

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_XML_FOR_A_CHARACTER = 8
"""Bytes of XML that a character of text may take; in Word files that were looked at it was 2 to 5."""


class Package:
    """A Word file. Only the parts that are asked for are unpacked: no pictures, no macros.

    Raises NotWhatItSays, Encrypted, Unreadable and TooLarge for a file called `name`.
    """

    def __init__(self, data: bytes, name: str, limits: Limits) -> None:
        if data.startswith(_OLD_OFFICE):
            raise Encrypted(name) if _ENCRYPTED in data else NotWhatItSays(name)
        if not data.startswith(b"PK"):
            raise NotWhatItSays(name)
        self.name = name
        self._left = _XML_FOR_A_CHARACTER * limits.characters
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as fault:
            raise Unreadable(name) from fault
        mains = self._targets("_rels/.rels", "")
        self._main = mains.get("officeDocument", "")
        if not self._main or self._main not in self._zip.NameToInfo:
            raise NotWhatItSays(name)
        folder, file = posixpath.split(self._main)
        self._others = self._targets(f"{folder}/_rels/{file}.rels", folder)
        self._core = mains.get("core-properties", "")

    def document(self) -> Element:
        """The text itself. Raises NotWhatItSays when it is a spreadsheet or slides."""
        root = self._part(self._main)
        if root is None or root.tag != f"{W}document":
            raise NotWhatItSays(self.name)
        return root

    def other(self, kind: str) -> Element | None:
        """The part of a kind: styles, numbering, footnotes, endnotes; None when there is none."""
        return self._part(self._others.get(kind, ""))

    def title(self) -> str:
        """The title in the properties of the file, or ""."""
        root = self._part(self._core)
        found = [one.text or "" for one in root if local(one.tag) == "title"] if root is not None else []
        return " ".join("".join(found).split())

    def _targets(self, part: str, folder: str) -> Mapping[str, str]:
        """Which part is what, as a part with relationships tells; what lies outside the file is left out."""
        root = self._part(part)
        return {
            one.get("Type", "").rpartition("/")[2]: _inside(folder, one.get("Target", ""))
            for one in (root if root is not None else ())
            if one.get("TargetMode") != "External"
        }

    def _part(self, part: str) -> Element | None:
        info = self._zip.NameToInfo.get(part)
        if info is None:
            return None
        if info.flag_bits & 1:
            raise Encrypted(self.name)
        if info.compress_type not in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}:
            raise Unreadable(self.name, "packed in an unknown way")
        if info.file_size > self._left:
            raise TooLarge(self.name, "it unpacks to too much")
        try:
            # No more than is declared is unpacked, and the sum of what is declared is bounded.
            data = self._zip.read(info)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError) as fault:
            raise Unreadable(self.name) from fault
        self._left -= len(data)
        return parsed(data.replace(_STRICT, W[1:-1].encode()), self.name)


def _inside(folder: str, target: str) -> str:
    path = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
    return posixpath.normpath(path)
