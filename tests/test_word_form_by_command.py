"""A colleague gets the Word form of a theme, fills it in, and the administrator reads it back."""

import asyncio
import json
import os
from pathlib import Path

import pytest

import app
from bot.store import open_store
from dialogs.intake.theme_log import ThemeKey
from tests.documents.form_samples import Filling

EXAMPLE = Path(app.__file__).parent / "dialogs/rounds/examples/voorbeeld.yaml"
SAMIRA = "samira.elidrissi@veldermeer.example"
ANSWER = "Hinder tussen buren, en wat wij daar samen aan doen."


@pytest.fixture(autouse=True)
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.startswith("IVP_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("IVP_DATA", str(tmp_path / "data"))
    assert app.main(["round", "import", str(EXAMPLE)]) == 0
    return tmp_path


def filled_in(form: Path, text: str) -> Path:
    """The form with an answer to the first question, as a word processor leaves it."""
    document = Filling(form.read_bytes())
    document.type("kern", text)
    form.write_bytes(document.bytes())
    return form


def entries(tmp_path: Path) -> list[object]:
    async def read() -> list[object]:
        store = open_store(f"tinydb:{tmp_path / 'data'}")
        log = await store.log(ThemeKey("lokaal", "ivp-2027-2030", "woonoverlast"))
        await store.close()
        return [entry.draft.value for entry in log]

    return asyncio.run(read())


def test_nothing_is_saved_until_it_is_accepted_and_then_once(
    settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = settings / "woonoverlast.docx"
    assert app.main(["intake", "form", "woonoverlast", "--blank", "--out", str(form)]) == 0
    filled_in(form, ANSWER)
    assert app.main(["intake", "import", str(form), "--as", SAMIRA]) == 0
    assert f"-> {ANSWER}" in capsys.readouterr().out
    assert entries(settings) == []
    for _ in range(2):
        assert app.main(["intake", "import", str(form), "--as", SAMIRA, "--accept"]) == 0
    assert entries(settings) == [ANSWER]


def test_personal_data_is_left_to_the_chat(settings: Path, capsys: pytest.CaptureFixture[str]) -> None:
    form = settings / "woonoverlast.docx"
    app.main(["intake", "form", "Woonoverlast", "--out", str(form)])
    filled_in(form, "Bel 06-12345678.")
    assert app.main(["intake", "import", str(form), "--as", SAMIRA, "--accept"]) == 0
    assert "personal data" in capsys.readouterr().out
    assert entries(settings) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["intake", "form", "parkeren", "--out", "x.docx"], "no theme"),
        (["intake", "import", str(EXAMPLE), "--as", SAMIRA], "voorbeeld.yaml"),
    ],
)
def test_what_cannot_be_done_is_one_clear_line(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(arguments) == 1
    err = capsys.readouterr().err
    assert said in err
    assert "Traceback" not in err


def test_somebody_who_does_not_fill_in_the_theme_is_refused(
    settings: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    form = settings / "woonoverlast.docx"
    app.main(["intake", "form", "woonoverlast", "--out", str(form)])
    assert app.main(["intake", "import", str(form), "--as", "noor.bakker@veldermeer.example"]) == 1
    assert "does not fill in" in capsys.readouterr().err


def test_everything_goes_out_as_a_document_and_a_workbook(settings: Path) -> None:
    files = {kind: settings / f"alles.{kind}" for kind in ("json", "docx", "xlsx")}
    arguments = [word for kind, file in files.items() for word in (f"--{kind}", str(file))]
    assert app.main(["export", *arguments]) == 0
    assert json.loads(files["json"].read_text(encoding="utf-8"))["rounds"]
    for kind in ("docx", "xlsx"):
        assert files[kind].read_bytes().startswith(b"PK")
    assert app.main(["export"]) == 1
