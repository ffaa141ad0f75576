"""Answer, command or question: every sentence of the data file, and what holds for all sentences.

The word list of Debian's package wdutch (2.20.19, 413,288 words) was tried on 2026-11-23, with a question
pending and with none. Tolerating typing errors turned no word into a command, once the words in
`commands.ORDINARY_WORDS` were kept apart. Where the list is installed, a long test tries it again.
"""

import time
from collections.abc import Callable
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dialogs.commands import COMMANDS
from dialogs.intake.lists import LIST_IS_DONE, closes
from dialogs.matching import exact_command, mistyped_command, near_command
from dialogs.meaning import Meaning, Meant, Pending, meant
from dialogs.moments import Calendar, parses_completely

data = Path(__file__).parent / "meaning" / "sentences.tsv"
word_list = Path("/usr/share/dict/dutch")
zone = ZoneInfo("Europe/Amsterdam")
now = datetime(2026, 11, 23, 10, tzinfo=zone)
pendings = {"tekst": Pending.TEXT, "kort": Pending.SHORT, "niets": Pending.NOTHING}
words_in_dutch = {
    Meaning.ANSWER: "antwoord",
    Meaning.COMMAND: "opdracht",
    Meaning.LATER: "later",
    Meaning.PLAN_QUESTION: "vraag",
    Meaning.DOUBT: "twijfel",
    Meaning.UNCLEAR: "onbekend",
}


class Line(NamedTuple):
    pending: str
    text: str
    expected: str


@cache
def calendar() -> Calendar:
    return Calendar.load("midden")


def is_moment(text: str) -> bool:
    return parses_completely(text, now, zone, calendar())


def lines() -> list[Line]:
    found = (line for line in data.read_text(encoding="utf-8").splitlines() if line and line[0] != "#")
    return [Line(*line.split("\t")) for line in found]


def shown(what: Meant) -> str:
    said = what.said
    words = [words_in_dutch[what.meaning], what.argument, *((said.name, said.argument) if said else ())]
    return " ".join(word for word in words if word)


@pytest.mark.parametrize("line", lines(), ids=lambda line: f"{line.pending}-{line.text}")
def test_a_sentence_means_what_the_colleague_meant(line: Line) -> None:
    assert shown(meant(line.text.replace("⏎", "\n"), pendings[line.pending], is_moment)) == line.expected


def test_the_data_file_holds_enough_sentences_and_none_twice() -> None:
    found = [(line.pending, line.text) for line in lines()]
    assert len(found) == len(set(found)) >= 300
    assert sum(line.expected == "antwoord" and line.pending == "tekst" for line in lines()) >= 150


def test_every_command_has_a_sentence() -> None:
    tried = {line.expected.removeprefix("opdracht ") for line in lines() if "opdracht" in line.expected}
    assert all(any(said.startswith(command.name) for said in tried) for command in COMMANDS)


def test_an_option_that_is_called_later_is_an_answer() -> None:
    assert meant("Later.", Pending.SHORT, is_moment, ["Dit jaar", "Later"]).meaning is Meaning.ANSWER
    assert meant("Later", Pending.SHORT, is_moment, ["Dit jaar"]).meaning is Meaning.COMMAND


@pytest.mark.parametrize("word", sorted(LIST_IS_DONE))
def test_what_closes_a_list_reaches_the_list(word: str) -> None:
    for typed in (word, f"{word.capitalize()}."):
        assert closes(typed)
        assert meant(typed, Pending.TEXT, is_moment).meaning is Meaning.ANSWER


def no_moment(text: str) -> bool:
    return False


forms = [form for command in COMMANDS for form in (*command.words, *command.loose)]
dutch = [
    "met",
    "de",
    "van",
    "controles",
    "raad",
    "niet",
    "graag",
    "maar",
    "onderzoek",
    "in",
    "het",
    "wijk",
    "en",
]
tail = st.lists(st.sampled_from(dutch), min_size=1, max_size=6).map(" ".join)
ending = st.sampled_from(["", ".", "!", "?", " 👍", "\n"])
a_moment = st.sampled_from(["morgen", "vrijdag half drie", "volgende week", "xyz", "de raad", "dan morgen"])


@given(st.sampled_from(forms), st.sampled_from([" ", ", ", ". ", "\n", ": "]), tail, ending)
def test_a_command_with_more_words_is_an_answer(form: str, between: str, more: str, end: str) -> None:
    text = form + between + more + end
    assume("".join(f"{form}{more}".split()) not in forms)  # "wijzig en" is "wijzigen" with a space too many
    assert meant(text, Pending.TEXT, is_moment).meaning not in {Meaning.COMMAND, Meaning.LATER}


@given(tail, st.sampled_from(forms))
def test_a_command_after_other_words_is_an_answer(more: str, form: str) -> None:
    assume(f"{more} {form}" not in forms)  # "de ronde" is one of the words for the round
    found = meant(f"{more} {form}", Pending.TEXT, is_moment)
    assert found.meaning is not Meaning.LATER
    # "niet intern" and such need their place, so that none of these words makes a command of another.
    assert found.meaning is not Meaning.COMMAND


@given(st.sampled_from(["Later", "later,", "LATER:"]), a_moment, st.booleans())
def test_later_needs_a_complete_moment(later: str, moment: str, more: bool) -> None:
    text = f"{later} {moment}{' overleg met de politie' if more else ''}"
    found = meant(text, Pending.TEXT, is_moment)
    complete = is_moment(moment) and not more and not moment.startswith("dan")
    assert found == (Meant(Meaning.LATER, argument=moment) if complete else Meant(Meaning.ANSWER))


@given(st.text(max_size=200), st.sampled_from(Pending))
@settings(max_examples=300, deadline=None)
def test_any_text_means_something(text: str, pending: Pending) -> None:
    found = meant(text, pending, is_moment)
    assert (found.meaning is Meaning.COMMAND) == (found.said is not None)
    assert (found.meaning is Meaning.LATER) == bool(found.argument)
    assert (found.meaning is Meaning.UNCLEAR) <= (pending is Pending.NOTHING)
    assert (found.meaning in {Meaning.ANSWER, Meaning.DOUBT}) <= (pending is not Pending.NOTHING)


@pytest.mark.parametrize("pending", Pending)
@pytest.mark.parametrize(
    "piece",
    ["a", "a ", "later ", ". ", "? ", " ", "\n", "wat zegt plan", "zoek ", "👍", "verder"],
)
def test_a_very_long_text_is_read_at_once(pending: Pending, piece: str) -> None:
    for opening in ("", "later ", "wat zegt ", "zoek "):
        text = (opening + piece * 30_000)[:30_000]
        began = time.perf_counter()
        assert meant(text, pending, is_moment).meaning in {Meaning.ANSWER, Meaning.UNCLEAR}
        assert time.perf_counter() - began < 0.5


@pytest.mark.long
@pytest.mark.skipif(not word_list.exists(), reason="Debian's wdutch is not installed")
@pytest.mark.parametrize("tolerant", [mistyped_command, near_command])
def test_no_dutch_word_becomes_a_command(tolerant: Callable[[str], object]) -> None:
    meant_so = {form for command in COMMANDS for form in command.loose}
    words = set(word_list.read_text(encoding="utf-8").split())
    taken = [word for word in words if word.casefold() not in meant_so and not exact_command(word)]
    assert [word for word in taken if tolerant(word)] == []
