"""LibreOffice, as a colleague who opens a file and saves it again."""

import shutil
import subprocess
from pathlib import Path
from typing import Any

SOFFICE = shutil.which("soffice")


def saved_by_libreoffice(folder: Path, names: list[str], kind: str) -> None:
    """Open files of a folder and save them as `kind` in its folder "saved"."""
    command: list[Any] = [SOFFICE, f"-env:UserInstallation={(folder / 'profile').as_uri()}", "--headless"]
    command += ["--convert-to", kind, "--outdir", folder / "saved"]
    subprocess.run(
        [*command, *(folder / name for name in names)], check=True, capture_output=True, timeout=120
    )
