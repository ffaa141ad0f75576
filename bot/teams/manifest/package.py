"""The app package: a zip with the manifest, its English twin and two icons."""

import io
import json
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from bot.teams.manifest.details import Details
from bot.teams.manifest.manifest import COLOUR_ICON, ENGLISH_FILE, OUTLINE_ICON, Json, english, manifest

HERE = Path(__file__).parent
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # of the zip format; a real date would change the bytes every time


def package(details: Details) -> bytes:
    """The zip that an administrator uploads; the same bytes for the same details, on every machine."""
    files = {
        "manifest.json": _written(manifest(details)),
        ENGLISH_FILE: _written(english()),
        COLOUR_ICON: (HERE / COLOUR_ICON).read_bytes(),
        OUTLINE_ICON: (HERE / OUTLINE_ICON).read_bytes(),
    }
    whole = io.BytesIO()
    with ZipFile(whole, "w", ZIP_STORED) as zipped:  # stored: compression differs between machines
        for name, content in files.items():
            entry = ZipInfo(name, FIRST_DAY)
            entry.create_system = 3  # Unix, also when packed on Windows
            entry.external_attr = 0o644 << 16
            zipped.writestr(entry, content)
    return whole.getvalue()


def _written(content: Json) -> bytes:
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()
