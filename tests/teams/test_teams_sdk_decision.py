"""What docs/decisions/0001-sdk.md says of the SDK is so."""

import ast
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
DECISION = ROOT / "docs" / "decisions" / "0001-sdk.md"
TEAMS = ROOT / "bot" / "teams"


def test_every_test_that_the_decision_names_exists() -> None:
    named = set(re.findall(r"`(test_\w+)`", DECISION.read_text(encoding="utf-8")))
    tests = "\n".join(path.read_text(encoding="utf-8") for path in Path(__file__).parent.glob("test_*.py"))
    existing = set(re.findall(r"def (test_\w+)", tests))
    assert len(named) > 20
    assert named <= existing


def test_every_module_that_the_decision_names_exists() -> None:
    text = DECISION.read_text(encoding="utf-8")
    named = set(re.findall(r"`(\w+\.py)`", text)) - {"test_teams_connectors.py"}
    assert named
    assert {name for name in named if not (TEAMS / name).exists()} == set()


def test_nothing_of_the_sdk_keeps_state() -> None:
    """BotState loses concurrent writes, and its storages are no stores (rows 8, 11)."""
    imported: set[str] = set()
    for path in TEAMS.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("botbuilder"):
                imported |= {f"{node.module}.{name.name}" for name in node.names}
    assert imported
    assert not [name for name in imported if re.search("State|Storage|Middleware", name)]
