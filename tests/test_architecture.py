"""The house of DESIGN §1: arrows point inward, one place wires."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
PACKAGES = ("bot", "dialogs", "knowledge")
SDK = {"botbuilder", "botframework", "msrest", "msal"}


def modules(*folders: str) -> list[Path]:
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "node_modules" not in path.parts
    ]


def imported(path: Path) -> set[str]:
    """The top-level packages that a file imports, anywhere in it."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {name.name.partition(".")[0] for name in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.partition(".")[0])
    return found


def test_no_import_goes_outward() -> None:
    """In a process of its own: the linter sets up logging for itself."""
    command = [sys.executable, "-c", "from importlinter.cli import lint_imports_command as main; main()"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout


def test_the_sdk_is_imported_in_one_package_only() -> None:
    teams = ROOT / "bot" / "teams"
    strangers = [
        path
        for path in [ROOT / "app.py", *modules(*PACKAGES)]
        if teams not in path.parents and imported(path) & SDK
    ]
    assert strangers == []


def test_the_bot_starts_without_the_libraries_of_files_and_holidays() -> None:
    """Each of them costs a tenth of a second or more; they are imported when one is needed."""
    code = "import sys, app, bot.serving; print(*{name.partition('.')[0] for name in sys.modules})"
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=120)
    loaded = set(done.stdout.split())
    assert "bot" in loaded
    assert loaded.isdisjoint({"docx", "openpyxl", "pypdfium2", "numpy", "holidays"})


@pytest.mark.parametrize("path", modules(*PACKAGES), ids=lambda path: str(path.relative_to(ROOT)))
def test_nothing_but_the_command_line_reads_the_environment(path: Path) -> None:
    own_process = path == ROOT / "bot" / "documents" / "child.py"  # it sets up its own process only
    assert own_process or "os.environ" not in path.read_text(encoding="utf-8")


def test_no_module_keeps_state_of_its_own() -> None:
    """A `global` statement is how state that nobody passes in begins."""
    with_global = [
        path
        for path in modules(*PACKAGES)
        if any(isinstance(node, ast.Global) for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
    ]
    assert with_global == []
