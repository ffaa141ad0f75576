"""What somebody who edits a format is told about the change before it reaches a round."""

from pathlib import Path

import pytest

from app import main
from dialogs.intake.format_diff import Weight, diff, printed, refused
from dialogs.intake.format_file import load_format

FORMAT = (Path(__file__).parents[2] / "dialogs" / "intake" / "formats" / "ivp.yaml").read_text("utf-8")


def said(*changes: tuple[str, str]) -> list[str]:
    """What is told when these pieces of the format become others."""
    text = FORMAT.replace("versie: 1\n", "versie: 2\n")
    for before, after in changes:
        assert text.count(before) == 1, before
        text = text.replace(before, after)
    return printed(diff(load_format(FORMAT, "old"), load_format(text, "new"))).splitlines()


def test_nothing_changed() -> None:
    assert said() == ["note: nothing that anybody will notice"]


def test_a_changed_text_without_a_raised_revision_is_warned_about() -> None:
    [line] = said(("vraag: Waar gaat dit thema over?", "vraag: Wat is dit thema?"))
    assert line == "warning: kern: the text changed and revisie did not: who answered is not asked again"


def test_a_raised_revision_asks_the_question_again() -> None:
    changes = said(("vraag: Waar gaat dit thema over?", "revisie: 2\n        vraag: Wat is dit thema?"))
    assert changes == ["note: kern: asked again, with the old answer shown, and its text changed"]


def test_a_question_that_goes_or_comes_shifts_the_numbers_after_it() -> None:
    question = """      - id: stroef
        type: tekst
        intern: true
        vraag: Wat gaat stroef in de samenwerking, of wie mis je aan tafel?
        hulp: Schrijf over het proces, niet over personen.
        max: 1000
"""
    changes = said((question, ""))
    assert "note: sociaal_domein: number 8 becomes 7" in [
        line.replace("number 9 becomes 8", "number 8 becomes 7") for line in changes
    ]
    assert any(line.startswith("note: stroef: removed; its answers stay") for line in changes)
    changes = said((question, question.replace("stroef", "wrijving", 1)))
    assert any(line.startswith("note: wrijving: added") for line in changes)


def test_another_type_is_refused() -> None:
    text = FORMAT.replace("id: geld\n        type: tekst", "id: geld\n        type: getal").replace(
        "ongeveer?\n        max: 300", "ongeveer?"
    )
    changes = diff(load_format(FORMAT, "old"), load_format(text, "new"))
    assert refused(changes)
    assert [one.question for one in changes if one.weight is Weight.DANGER] == ["geld"]


def test_options_that_come_go_or_read_otherwise_are_named() -> None:
    changes = said(("opties: {goed: Goed, zorgen:", "opties: {prima: Prima, goed: Best goed, zorgen:"))
    assert "note: stand: option prima added" in changes
    assert "warning: stand: option goed reads otherwise: answers given read so too" in changes
    changes = said(("landelijk: Vooral landelijk", "europa: Europees"))
    assert "warning: schaal: option landelijk removed: answers that chose it show its id only" in changes


def test_fields_of_a_list_are_compared_too() -> None:
    changes = said(("{id: rol, type: keuze,", "{id: taak, type: keuze,"))
    assert "note: partners.taak: field added" in changes
    assert any(line.startswith("warning: partners.rol: field removed") for line in changes)


def test_the_command_says_it_and_refuses_with_status_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    old, new = tmp_path / "old.yaml", tmp_path / "new.yaml"
    old.write_text(FORMAT, "utf-8")
    new.write_text(FORMAT.replace("versie: 1\n", "versie: 2\n"), "utf-8")
    assert main(["format", "diff", str(old), str(new)]) == 0
    assert "nothing that anybody will notice" in capsys.readouterr().out
    changed = FORMAT.replace("id: geld\n        type: tekst", "id: geld\n        type: getal")
    new.write_text(changed.replace("ongeveer?\n        max: 300", "ongeveer?"), "utf-8")
    assert main(["format", "diff", str(old), str(new)]) == 1
    told = capsys.readouterr()
    assert "danger: geld" in told.out
    assert told.err.count("\n") == 1
    assert main(["format", "diff", str(old), str(tmp_path / "none.yaml")]) == 1
    assert capsys.readouterr().err.count("\n") == 1
