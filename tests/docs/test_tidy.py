"""What is committed is the project's alone: no path of somebody's machine, no host of a registry."""

import re
from pathlib import Path

import pytest

from tests.docs.pages import ROOT, committed

MOST_LINES = 350
LONGER = {
    "app.py": "every subcommand is in one place; each is a few lines that call what does the work",
    "dialogs/texts.py": "every Dutch sentence is in one place, so that they can be read together",
}
OF_A_MACHINE = re.compile(r"(?<![\w.:/>{}~\-])/(?:work|tmp|root|home|opt|mnt|Users)/")
REGISTRIES = re.compile(
    r"registry\.(?:npm|yarn)|pypi\.(?:org|python)|pythonhosted|test\.pypi|proxy\.golang|index-url\s*=|artifactory"
)
TEXT = {
    ".py",
    ".md",
    ".txt",
    ".toml",
    ".yaml",
    ".yml",
    ".json",
    ".js",
    ".css",
    ".html",
    ".tsv",
    ".lock",
    ".cfg",
}


def texts() -> list[tuple[str, str]]:
    """Name and content of every text file that is committed."""
    files = committed()
    if not files:
        pytest.skip("this is no git clone: what is committed is not known")
    plain = [path for path in files if path.suffix in TEXT or path.suffix == "" or path.name == "Makefile"]
    here = Path(__file__).resolve()
    return [
        (path.relative_to(ROOT).as_posix(), path.read_text("utf-8", errors="replace"))
        for path in plain
        if path.resolve() != here
    ]


def test_nothing_committed_names_a_path_of_somebodys_machine_or_a_registry() -> None:
    found = [
        f"{name}: {hit[0]}"
        for name, text in texts()
        for pattern in (OF_A_MACHINE, REGISTRIES)
        for hit in pattern.finditer(text)
    ]
    assert found == []


def test_a_module_is_short_enough_to_read_in_one_go() -> None:
    long = {
        path.relative_to(ROOT).as_posix()
        for folder in (ROOT / "bot", ROOT / "dialogs", ROOT / "knowledge", ROOT / "benchmarks")
        for path in [*folder.rglob("*.py"), ROOT / "app.py"]
        if "node_modules" not in path.parts and len(path.read_text("utf-8").splitlines()) > MOST_LINES
    }
    assert long <= set(LONGER)
