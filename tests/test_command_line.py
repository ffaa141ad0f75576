"""The command line as the administrator meets it: exit status, one clear line, never a stack trace."""

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path
from urllib.request import urlopen

import pytest

import app
from bot.settings import read_settings
from knowledge.lessons import LessonBook
from knowledge.pins import Pin

ROOT = Path(app.__file__).parent
EXAMPLE = ROOT / "dialogs/rounds/examples/voorbeeld.yaml"
PLAN = ROOT / "knowledge/plans/veldermeer-2023-2026.pdf"


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("IVP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("IVP_DATA", str(tmp_path / "data"))
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        status = app.main(arguments)
    except SystemExit as stop:
        status = int(stop.code or 0)
    said = capsys.readouterr()
    return status, said.out, said.err


def test_help_lists_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "--help")
    assert status == 0
    for command in ("serve", "index", "ask", "evaluate", "chat", "moment", "round", "export", "check"):
        assert command in out


@pytest.mark.parametrize(
    "arguments",
    [(), ("nonsense",), ("ask",), ("serve", "--port", "70000"), ("index", "x.pdf", "--period", "2026")],
)
def test_wrong_usage_is_status_2(capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...]) -> None:
    status, _, err = run(capsys, *arguments)
    assert status == 2
    assert "usage:" in err


def test_a_round_goes_in_and_comes_out_and_twice_changes_nothing(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    assert run(capsys, "round", "import", str(EXAMPLE))[:2] == (0, "round ivp-2027-2030: added, 7 themes\n")
    assert run(capsys, "round", "import", str(EXAMPLE))[1] == "round ivp-2027-2030: nothing changed\n"
    status, out, _ = run(capsys, "round", "export")
    (tmp_path / "again.yaml").write_text(out, encoding="utf-8")
    assert status == 0
    assert run(capsys, "round", "import", str(tmp_path / "again.yaml"))[1].endswith("nothing changed\n")


def test_a_round_file_with_faults_names_every_line(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    broken = tmp_path / "fout.yaml"
    broken.write_text(
        EXAMPLE.read_text(encoding="utf-8").replace("regio: midden", "regio: oost").replace("raad:", "raat:"),
        encoding="utf-8",
    )
    status, _, err = run(capsys, "round", "import", str(broken))
    assert status == 1
    assert "oost" in err
    assert "raat" in err
    assert "Traceback" not in err


def test_a_file_that_is_not_there_is_one_clear_line(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "round", "import", "nergens.yaml")
    assert status == 1
    assert "nergens.yaml" in err
    assert err.count("\n") == 1


def test_asking_an_empty_library_says_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "ask", "woonoverlast")
    assert (status, err) == (1, "ivp-bot: the library is empty: add a plan with `index`\n")


def test_a_plan_is_indexed_once_and_then_answers(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "index", str(PLAN))[1].startswith("added:")
    assert run(capsys, "index", str(PLAN))[1].startswith("unchanged:")
    status, out, _ = run(capsys, "ask", "wat zegt het IVP over woonoverlast?", "--json")
    found = json.loads(out)
    assert status == 0
    assert found["answered"] is True
    assert found["passages"][0]["page_label"] is not None
    assert set(found["passages"][0]) == {
        "quote", "section", "page", "page_label", "plan", "period", "status", "url", "score",
    }  # fmt: skip
    assert json.loads(run(capsys, "ask", "parkeertarieven", "--json")[1])["answered"] is False


def test_a_file_that_cannot_be_read_is_refused_and_the_others_go_on(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    (tmp_path / "kapot.pdf").write_bytes(b"%PDF-1.7 niets")
    status, out, err = run(capsys, "index", str(tmp_path / "kapot.pdf"), str(PLAN))
    assert status == 1
    assert "added:" in out
    assert "kapot.pdf" in err


def test_an_evaluation_prints_metrics_and_writes_a_line_a_question(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    passages = [
        {
            "id": "p1",
            "doc": "d",
            "title": "Fietsen",
            "text": "Fietsendiefstal komt vaak voor bij het station.",
        }
    ]
    questions = [
        {"id": "q1", "kind": "keyword", "question": "fietsendiefstal", "relevant": ["p1"]},
        {"id": "q2", "kind": "unanswerable", "question": "zwembad", "relevant": []},
    ]
    for name, rows in (("passages", passages), ("questions", questions)):
        lines = "\n".join(json.dumps(row) for row in rows)
        (tmp_path / f"{name}.jsonl").write_text(lines, encoding="utf-8")
    out_file = tmp_path / "run.jsonl"
    status, out, _ = run(
        capsys, "evaluate", str(tmp_path / "questions.jsonl"),
        "--passages", str(tmp_path / "passages.jsonl"), "--out", str(out_file),
    )  # fmt: skip
    outcomes = [json.loads(line) for line in out_file.read_text(encoding="utf-8").splitlines()]
    assert status == 0
    assert "nDCG@10" in out
    assert [(one["id"], one["answered"]) for one in outcomes] == [("q1", True), ("q2", False)]
    assert set(outcomes[0]) == {"id", "ranked", "score", "answered", "ms"}
    assert run(capsys, "evaluate", str(tmp_path / "questions.jsonl"), "--without", "magic")[0] == 1


def test_a_moment_is_understood_in_the_zone_that_was_asked_for(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, _ = run(capsys, "moment", "vrijdag half drie", "--now", "2026-11-23T09:00", "--json")
    assert status == 0
    assert json.loads(out)["moment"] == "2026-11-27T14:30:00+01:00"
    assert run(capsys, "moment", "morgen", "--zone", "Mars/Base")[0] == 1
    assert run(capsys, "moment", "morgen", "--now", "gisteren")[0] == 1


def test_serving_without_credentials_names_every_setting_that_is_missing(
    capsys: pytest.CaptureFixture[str],
) -> None:
    status, _, err = run(capsys, "serve")
    assert status == 1
    for name in ("IVP_APP_ID", "IVP_TENANT_ID", "IVP_APP_SECRET"):
        assert name in err


def test_the_chat_page_refuses_to_start_with_credentials(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IVP_APP_ID", "11111111-1111-1111-1111-111111111111")
    monkeypatch.setenv("IVP_TENANT_ID", "22222222-2222-2222-2222-222222222222")
    monkeypatch.setenv("IVP_APP_SECRET", "geheim")
    status, _, err = run(capsys, "serve", "--local")
    assert status == 1
    assert "credentials" in err
    assert "geheim" not in err


def test_check_tells_every_fault_of_the_settings_at_once(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("IVP_STORE", "mysql:x")
    monkeypatch.setenv("IVP_OPERATIONS_PORT", "veel")
    monkeypatch.setenv("IVP_COORDINATORS", "jan@gemeente.nl, piet")
    monkeypatch.setenv("IVP_NONSENSE", "1")
    status, _, err = run(capsys, "check")
    assert status == 1
    for name in ("IVP_STORE", "IVP_OPERATIONS_PORT", "IVP_COORDINATORS: 'piet'", "IVP_NONSENSE"):
        assert name in err


def test_who_may_set_up_a_round_is_a_setting() -> None:
    settings = read_settings({"IVP_COORDINATORS": " Jan@Gemeente.nl ,els@gemeente.nl,"})
    assert settings.coordinators == {"jan@gemeente.nl", "els@gemeente.nl"}
    assert read_settings({}).coordinators == frozenset()


def test_check_is_content_with_a_fresh_machine(capsys: pytest.CaptureFixture[str]) -> None:
    status, out, err = run(capsys, "check")
    assert (status, err) == (0, "")
    assert "all is well" in out


def test_check_names_a_damaged_file_and_how_to_restore_it(
    capsys: pytest.CaptureFixture[str], settings: Path
) -> None:
    run(capsys, "round", "import", str(EXAMPLE))
    (settings / "data" / "rounds.json").write_text("", encoding="utf-8")
    status, _, err = run(capsys, "check")
    assert status == 1
    assert "rounds.json" in err
    status, _, err = run(capsys, "round", "export")
    assert status == 1
    assert "rounds.json" in err
    assert "Traceback" not in err


def test_talking_in_the_terminal_saves_what_the_export_gives(settings: Path) -> None:
    def command(*arguments: str, typed: str = "") -> str:
        done = subprocess.run(
            [sys.executable, str(ROOT / "app.py"), *arguments],
            input=typed, capture_output=True, text=True, check=True, cwd=settings, timeout=60,
        )  # fmt: skip
        return done.stdout

    command("round", "import", str(EXAMPLE))
    typed = "woonoverlast\nHinder tussen buren, en wat wij daar samen aan doen in de stad.\n"
    said = command("chat", "--as", "samira.elidrissi@veldermeer.example", typed=typed)
    assert "Bewaard bij vraag 1" in said
    [round_] = json.loads(command("export", "--json", "-"))["rounds"]
    answers = {one["id"]: one for theme in round_["themas"] for one in theme["antwoorden"] if one["antwoord"]}
    assert answers["kern"]["getoond"].startswith("Hinder tussen buren")


@pytest.mark.skipif(os.name == "nt", reason="ends the bot with a POSIX signal")
def test_the_chat_page_starts_answers_and_stops_cleanly(settings: Path) -> None:
    bot = subprocess.Popen(
        [sys.executable, str(ROOT / "app.py"), "serve", "--local", "--port", "0"],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=settings,
    )  # fmt: skip
    try:
        assert bot.stdout
        line = bot.stdout.readline()
        url = line.split(": ", 1)[1].strip()
        with urlopen(url, timeout=10) as page:
            assert b"IVP" in page.read()
    finally:
        bot.send_signal(signal.SIGTERM)
        started = time.monotonic()
        _, errors = bot.communicate(timeout=20)
    assert bot.returncode == 0, errors
    assert "Traceback" not in errors
    assert time.monotonic() - started < 15


def test_a_concept_is_adopted_and_a_plan_taken_out(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "plan.md"
    file.write_text("# Drones\n\nDe burgemeester geeft toestemming voor een drone.\n", encoding="utf-8")
    name = ("--plan", "IVP Dorp", "--period", "2027-2030")
    assert run(capsys, "index", str(file), *name, "--status", "concept")[0] == 0
    listed = run(capsys, "plan", "list")
    assert listed == (0, "ivp-dorp: IVP Dorp (2027-2030, concept), 1 passages\n", "")
    assert run(capsys, "plan", "adopt", "IVP Dorp") == (0, "adopted: IVP Dorp\n", "")
    [row] = json.loads(run(capsys, "plan", "list", "--json")[1])
    assert (row["id"], row["status"], row["passages"], row["answers"]) == ("ivp-dorp", "adopted", 1, True)
    assert run(capsys, "plan", "remove", "ivp-dorp") == (0, "removed: ivp-dorp\n", "")
    assert run(capsys, "plan", "list") == (0, "", "")


def test_a_plan_that_is_not_there_is_named_with_those_that_are(capsys: pytest.CaptureFixture[str]) -> None:
    status, _, err = run(capsys, "plan", "remove", "ivp-dorp")
    assert status == 1
    assert err == "ivp-bot: no plan 'ivp-dorp'; the plans are: none\n"


def test_reading_a_plan_again_names_the_pinned_answers_that_go(
    capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    file = tmp_path / "plan.md"
    sentence = "De burgemeester geeft toestemming voor een drone."
    file.write_text(f"# Drones\n\n{sentence}\n", encoding="utf-8")
    run(capsys, "index", str(file), "--plan", "IVP Dorp")
    LessonBook(tmp_path / "data" / "plans").add_pin(Pin("mag een drone?", sentence))
    file.write_text("# Drones\n\nEen drone mag nooit.\n", encoding="utf-8")
    _, out, _ = run(capsys, "index", str(file), "--plan", "IVP Dorp")
    assert "the pinned answer to 'mag een drone?'" in out
