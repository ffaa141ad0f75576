"""A round file is read, written back alike, and refused with all its faults at once."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

import dialogs.rounds
from dialogs.rounds.round import Participation, Round
from dialogs.rounds.round_file import RoundFaultsError, dump_round, load_round

EXAMPLE = (Path(str(dialogs.rounds.__file__)).parent / "examples" / "voorbeeld.yaml").read_bytes()

WRONG = """id: A B
titel: x
periode: 2030-2027
regio: west
zone: Mars/X
opent: 2026-02-30
deadline: 2026-01-01
raad: 2025-01-01
formaat: ../x
coordinatoren: [jan]
max_prioriteiten: 0
capaciteit_fte: veel
participatie: {keuze: misschien, wie: x}
themas:
 - {id: a, titel: A}
 - {id: a, titel: B, eigenaar: x}
 - {id: ../a, titel: B}
 - {id: b}
thema: x
"""


def example() -> Round:
    return load_round(EXAMPLE, "voorbeeld.yaml")


def test_the_example_round_has_seven_themes_and_five_people() -> None:
    made = example()
    people = {address for theme in made.themes for address in theme.addresses} | set(made.coordinators)
    assert len(made.themes) == 7
    assert len(people) == 5
    assert all(address.endswith(".example") for address in people)
    assert (made.opens, made.deadline) == (date(2026, 11, 16), date(2027, 1, 29))
    assert made.participation.asked


def test_a_round_is_written_and_read_back_alike() -> None:
    made = example()
    assert load_round(dump_round(made), "x") == made


@pytest.mark.parametrize(
    "title", ["ja", "- 1: #x", "'", '"', "~", "a\nb", "🙂 مرحبا", "{x}", "2026-01-01", "*a", "&a"]
)
def test_a_strange_title_is_written_and_read_back_alike(title: str) -> None:
    made = replace(
        example(),
        title=title,
        participation=Participation(False, title),
        capacity_fte="",
        max_priorities=None,
    )
    assert load_round(dump_round(made), "x") == made


def test_all_faults_come_at_once_with_their_lines() -> None:
    with pytest.raises(RoundFaultsError) as caught:
        load_round(WRONG, "ronde.yaml")
    lines = {fault.line for fault in caught.value.faults}
    assert lines == {1, 3, 4, 5, 6, 9, 10, 11, 12, 13, 15, 16, 17, 18, 19}
    assert str(caught.value).startswith("ronde.yaml, line 1: ")


def test_what_is_missing_is_named() -> None:
    with pytest.raises(RoundFaultsError, match="coordinatoren is missing"):
        load_round("id: a\ntitel: A\n", "ronde.yaml")


def test_the_days_must_follow_each_other() -> None:
    text = EXAMPLE.decode().replace("deadline: 2027-01-29", "deadline: 2026-01-29")
    with pytest.raises(RoundFaultsError, match="must follow each other"):
        load_round(text, "ronde.yaml")


@pytest.mark.parametrize(
    "address", ["jan", "jan@", "@x.nl", "a b@x.nl", "a@b@x.nl", "Jan <jan@x.nl>", "jan@x"]
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    text = EXAMPLE.decode().replace("lotte.verhage@veldermeer.example\n\nthemas", f"'{address}'\n\nthemas")
    with pytest.raises(RoundFaultsError, match="is not an address"):
        load_round(text, "ronde.yaml")


@pytest.mark.parametrize("twice", ["themahouder: jan@veldermeer.example", "titel: Nog eens"])
def test_an_owner_or_a_title_that_stands_twice_in_a_theme_is_refused(twice: str) -> None:
    title = "titel: Woonoverlast\n"
    text = EXAMPLE.decode().replace(title, f"{title}    {twice}\n    {twice}\n")
    with pytest.raises(RoundFaultsError, match=twice.partition(":")[0]):
        load_round(text, "ronde.yaml")


@pytest.mark.parametrize("source", ["", "[", "- a", b"\xff", "a: \0"])
def test_a_file_that_is_no_round_is_refused(source: str | bytes) -> None:
    with pytest.raises(RoundFaultsError):
        load_round(source, "ronde.yaml")


def with_deadline(day: str) -> str:
    """The example round, with a deadline of its own for one theme."""
    title = "titel: Woonoverlast\n"
    return EXAMPLE.decode().replace(title, f"{title}    deadline: {day}\n")


def test_a_theme_can_have_a_deadline_of_its_own() -> None:
    text = with_deadline("2027-02-05")
    made = load_round(text, "ronde.yaml")
    theme = made.theme("woonoverlast")
    assert theme is not None
    assert made.deadline_of(theme) == date(2027, 2, 5)
    assert {made.deadline_of(other) for other in made.themes if other != theme} == {made.deadline}
    assert load_round(dump_round(made), "x") == made


@pytest.mark.parametrize("day", ["2026-11-15", "2027-06-25", "2027-02-30", "morgen"])
def test_a_deadline_of_a_theme_outside_the_round_is_refused(day: str) -> None:
    text = with_deadline(day)
    with pytest.raises(RoundFaultsError, match="deadline"):
        load_round(text, "ronde.yaml")
