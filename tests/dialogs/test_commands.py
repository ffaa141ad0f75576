"""The table of commands: what it promises, and that docs/commands.md says the same."""

import re
from collections import Counter
from pathlib import Path

import pytest

from dialogs.commands import BY_NAME, COMMANDS, Command, Role
from dialogs.matching import (
    ORDINARY_WORDS,
    Said,
    exact_command,
    mistyped_command,
    near_command,
    normalised,
    polite_command,
)
from dialogs.meaning import Meaning, Pending, meant

DOCS = (Path(__file__).parents[2] / "docs" / "commands.md").read_text("utf-8")
ROW = re.compile(r"^\| `([^`]+)` \| (.+?) \| (.+?) \| (.+?) \| (.+?) \| (.+?) \|$", re.MULTILINE)
WHO = {
    Role.COLLEAGUE: "iedereen",
    Role.AUTHOR: "themahouder, meeschrijver",
    Role.COORDINATOR: "coördinator",
}


def row_of(command: Command) -> tuple[str, ...]:
    """What the docs should say of a command."""
    number = "nodig" if command.argument_needed else "mag" if command.argument else "–"
    also = ", ".join(f"`{form}`" for form in command.words if form != command.name)
    loose = ", ".join(f"`{form}`" for form in command.loose)
    return command.name, command.help, WHO[command.who], number, also or "–", loose or "–"


def test_the_docs_have_every_command_in_order_and_no_other() -> None:
    assert ROW.findall(DOCS) == [row_of(command) for command in COMMANDS]


def no_moment(text: str) -> bool:
    return False


@pytest.mark.parametrize(
    ("message", "meaning"),
    [
        ("Stop met controles", Meaning.ANSWER),
        ("stop maar", Meaning.ANSWER),
        ("verder onderzoek", Meaning.ANSWER),
        ("wat zegt het IVP over woonoverlast?", Meaning.PLAN_QUESTION),
        ("zoek jeugdoverlast", Meaning.PLAN_QUESTION),
        ("vergelijk woonoverlast", Meaning.PLAN_QUESTION),
        ("Zoek de samenwerking", Meaning.DOUBT),
        ("Vergelijk met andere gemeenten", Meaning.DOUBT),
    ],
)
def test_the_examples_in_the_docs_are_read_as_they_say(message: str, meaning: Meaning) -> None:
    assert message in DOCS
    assert meant(message, Pending.TEXT, no_moment).meaning is meaning


def test_no_words_belong_to_two_commands() -> None:
    forms = Counter(form for command in COMMANDS for form in {*command.words, *command.loose})
    assert [form for form, times in forms.items() if times > 1] == []
    assert len(BY_NAME) == len(COMMANDS)


def test_every_form_is_written_as_it_is_compared() -> None:
    assert all(normalised(form) == form for command in COMMANDS for form in (*command.words, *command.loose))


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_a_command_is_understood_by_its_own_name(command: Command) -> None:
    typed = f"{command.name} 3" if command.argument else command.name
    assert exact_command(typed.upper() + ".") == Said(command.name, "3" if command.argument else "")
    assert (exact_command(command.name) is None) == command.argument_needed


@pytest.mark.parametrize("command", [one for one in COMMANDS if one.exact], ids=lambda command: command.name)
def test_what_cannot_be_taken_back_lightly_is_never_guessed(command: Command) -> None:
    slips = {
        form[:place] + form[place + 1] + form[place] + form[place + 2 :]
        for form in command.words
        for place in range(len(form) - 1)
    } - set(command.words)
    assert [slip for slip in slips if mistyped_command(slip) or near_command(slip)] == []


@pytest.mark.parametrize("word", sorted(ORDINARY_WORDS))
def test_an_ordinary_word_stays_a_word_and_is_listed_for_a_reason(
    word: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert mistyped_command(word) is None
    assert near_command(word) is None
    monkeypatch.setattr("dialogs.matching.ORDINARY_WORDS", frozenset())
    assert near_command(word) is not None


@pytest.mark.parametrize("typed", ["graag verder", "Verder graag!", "oké, verder maar", "verder a.u.b."])
def test_a_polite_command_is_one_where_nothing_can_be_lost(typed: str) -> None:
    assert polite_command(typed) == Said("verder")
    assert near_command(typed) == Said("verder")
    assert mistyped_command(typed) is None


@pytest.mark.parametrize("typed", ["", "graag", "maar graag", "?", "👍", " .,", "verder " * 9_000])
def test_what_is_no_command_is_none(typed: str) -> None:
    assert exact_command(typed) is polite_command(typed) is mistyped_command(typed) is None
    assert near_command(typed) is None
