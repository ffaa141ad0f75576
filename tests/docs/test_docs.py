"""The pages say what the code does: settings, commands, links, and the examples that can be run."""

import argparse
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest

import app
from bot.serving import example_round, people_of
from bot.settings import EVERY_SETTING
from bot.store import errors
from dialogs.tally import COUNTED
from tests.docs.pages import PAGES, README, ROOT, blocks, page

NAME = "IVP_"
RUN = ".venv/bin/python app.py "
Parsers = Iterator[tuple[str, argparse.ArgumentParser]]


def commands(parser: argparse.ArgumentParser, name: str = "") -> Parsers:
    """Every command that does something, with its full name."""
    inner = [one for one in parser._actions if isinstance(one, argparse._SubParsersAction)]
    if not inner:
        yield name, parser
    for action in inner:
        for word, each in action.choices.items():
            yield from commands(each, f"{name} {word}".strip())


def promised(parser: argparse.ArgumentParser) -> set[str]:
    """Options and arguments as the page writes them: `--plan NAME`, `PATH`, `--json`."""
    found = set()
    for one in parser._actions:
        if isinstance(one, argparse._HelpAction):
            continue
        value = one.metavar if isinstance(one.metavar, str) else one.dest.upper()
        if not one.option_strings:
            found.add(value)
        else:
            found.add(one.option_strings[0] + (f" {value}" if one.nargs != 0 else ""))
    return found


COMMANDS = dict(commands(app._parser()))
SECTIONS: dict[str, str] = dict(
    re.findall(r"^## `([^`]+)`$\n(.*?)(?=^## |\Z)", page("command-line.md"), re.MULTILINE | re.DOTALL)
)


def test_every_setting_is_explained_and_no_other() -> None:
    table = re.findall(rf"^\| `({NAME}\w+)` \|", page("operations.md"), re.MULTILINE)
    assert table == list(EVERY_SETTING)


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_no_page_names_a_setting_that_does_not_exist(path: Path) -> None:
    assert set(re.findall(rf"\b{NAME}[A-Z_]+\b", path.read_text("utf-8"))) <= set(EVERY_SETTING)


def test_every_command_is_explained_and_no_other() -> None:
    assert set(SECTIONS) == set(COMMANDS)


@pytest.mark.parametrize("name", COMMANDS)
def test_every_option_of_a_command_is_explained_and_no_other(name: str) -> None:
    rows = dict(re.findall(r"^\| `([^`]+)` \| (.+) \|$", SECTIONS[name], re.MULTILINE))
    assert set(rows) == promised(COMMANDS[name])
    for one in COMMANDS[name]._actions:
        for choice in one.choices or ():
            [row] = [text for option, text in rows.items() if option.startswith(one.option_strings[0])]
            assert str(choice) in row


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_within_the_project_leads_somewhere(path: Path) -> None:
    text = re.sub(r"^```.*?^```$", "", path.read_text("utf-8"), flags=re.MULTILINE | re.DOTALL)
    for target in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"https?:", target):
            continue
        file, _, anchor = target.partition("#")
        where = (path.parent / file) if file else path
        assert where.exists(), target
        if anchor:
            headings = re.findall(r"^#+ (.+)$", where.read_text("utf-8"), re.MULTILINE)
            assert anchor in {re.sub(r"[^\w -]", "", one.lower()).replace(" ", "-") for one in headings}


def test_every_page_can_be_found_from_the_readme() -> None:
    linked = set(re.findall(r"\((docs/[^)#]+)\)", README))
    listed = set(re.findall(r"\(([^)#/]+\.md)\)", page("decisions/README.md")))
    for path in (ROOT / "docs").rglob("*.md"):
        name = path.relative_to(ROOT).as_posix()
        assert name in linked or path.name in listed | {"retrieval.md", "benchmarks.md"}, name


def test_every_decision_is_in_the_list_under_its_own_title() -> None:
    rows = re.findall(r"^\| \[(\d+)\]\(([^)]+)\) \| (.+) \|$", page("decisions/README.md"), re.MULTILINE)
    pages = sorted((ROOT / "docs" / "decisions").glob("0*.md"))
    titles = [path.read_text("utf-8").partition("\n")[0] for path in pages]
    assert [f"# {number}. {title}" for number, _, title in rows] == titles
    assert [name for _, name, _ in rows] == [path.name for path in pages]


def test_what_the_code_calls_the_design_is_a_section_of_the_design_page() -> None:
    sections = set(re.findall(r"^## (\d+)\.", page("design.md"), re.MULTILINE))
    named = set()
    for folder in ("bot", "dialogs", "knowledge"):
        for path in (ROOT / folder).rglob("*.py"):
            named |= set(re.findall(r"DESIGN[ ,(]*(?:§|section )(\d+)", path.read_text("utf-8")))
    assert named <= sections
    assert named


def test_the_examples_of_the_readme_do_what_it_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(ROOT)
    for name in EVERY_SETTING:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("IVP_DATA", str(tmp_path / "data"))
    steps = [step for block in blocks(README, "console") for step in block.split("$ ")[1:]]
    assert len(steps) >= 8
    for step in steps:
        line, *shown = step.rstrip("\n").split("\n")
        assert line.startswith(RUN), line
        status = app.main(shlex.split(line.removeprefix(RUN)))
        said = capsys.readouterr().out.splitlines()
        assert status == 0, line
        assert [one for one in shown if one not in said] == [], line


def test_the_other_commands_of_the_pages_are_typed_rightly() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    lines = [
        line
        for path in PAGES
        for block in blocks(path.read_text("utf-8"), "sh")
        for line in block.split("\n")
    ]
    assert any(line.startswith(RUN) for line in lines)
    for line in lines:
        if line.startswith("make"):
            assert line.split()[1] in targets
        if line.startswith(RUN):
            app._parser().parse_args(shlex.split(line.removeprefix(RUN)))


def test_the_people_of_the_tour_are_on_the_chat_page() -> None:
    named = set(re.findall(r"\*([A-Z][a-z]+ [A-Z][a-z]+)\*", README))
    assert named
    assert named <= {one.name for one in people_of((example_round(),))}


def test_the_changelog_has_this_version_and_room_for_the_next() -> None:
    version = re.search(r'^version = "(.+)"', (ROOT / "pyproject.toml").read_text("utf-8"), re.MULTILINE)
    assert version is not None
    headings = re.findall(r"^## (.+)$", (ROOT / "CHANGELOG.md").read_text("utf-8"), re.MULTILINE)
    assert headings[:2] == ["Unreleased", version[1]]


def test_every_complaint_of_the_store_is_explained() -> None:
    here = Path("data/themes/wijk.json")
    complaints: list[errors.StoreError] = [
        errors.StoreUrlError("mysql:here"),
        errors.StoreLockedError(here.parent, "12"),
        errors.StoreDamagedError(here, "it is empty", "Put back a backup"),
        errors.StoreFullError(here),
        errors.StoreWriteError(here, "Input/output error"),
        errors.StoreUnusableError(here.parent, "Permission denied"),
        errors.StoreClosedError(),
    ]
    assert {type(one) for one in complaints} == set(errors.StoreError.__subclasses__())
    told = re.findall(
        r"^\| `(the store|no room|could not|store address)(.+?)` \|", page("operations.md"), re.MULTILINE
    )
    patterns = [re.escape(start + rest).replace("…", ".+") for start, rest in told]
    for complaint in complaints:
        found = [one for one in patterns if re.match(one, str(complaint))]
        assert len(found) == 1, complaint
    assert len(patterns) == len(complaints)


def test_what_is_said_of_the_log_and_the_totals_is_in_the_code() -> None:
    source = "".join(path.read_text("utf-8") for path in (ROOT / "bot").rglob("*.py"))
    alerts = re.search(r"Worth an alert: (.+?)\n\n", page("operations.md"), re.DOTALL)
    assert alerts is not None
    phrases = [" ".join(one.split()) for one in re.findall(r"`([^`]+)`", alerts[1])]
    assert len(phrases) >= 4
    assert [one for one in phrases if f'"{one}: %s' not in source] == []
    totals = set(re.findall(r"`ivp_(\w+?)_total`", page("operations.md")))
    counted = set(re.findall(r'counts\["(\w+)"\]', source))
    refused = {f"refused_{status}" for status in re.findall(r"_refusal\((\d+)", source)}
    plan = {f"plan_questions_{name}" for name in COUNTED}
    assert totals == counted | refused | plan
