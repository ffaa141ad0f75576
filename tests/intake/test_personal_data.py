"""Answers with personal data are noticed, and ordinary policy language is left alone."""

import re
import time
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from dialogs.intake.personal_data import PersonalKind, find, is_bsn

SENTENCES = yaml.safe_load((Path(__file__).parent / "personal_data.yaml").read_text("utf-8"))
HELD = [(kind, sentence) for kind, lines in SENTENCES.items() if kind != "none" for sentence in lines]


@pytest.mark.parametrize(("kind", "sentence"), HELD)
def test_personal_data_is_noticed(kind: str, sentence: str) -> None:
    assert [finding.kind for finding in find(sentence)] == [PersonalKind(kind)]


@pytest.mark.parametrize("sentence", SENTENCES["none"])
def test_ordinary_policy_language_is_left_alone(sentence: str) -> None:
    assert find(sentence) == ()


def test_the_place_in_the_text_is_told() -> None:
    text = "Bel 06-12345678 of mail jan@voorbeeld.example."
    assert [text[one.start : one.end] for one in find(text)] == ["06-12345678", "jan@voorbeeld.example"]


def test_every_kind_has_sentences() -> None:
    assert {kind for kind, _ in HELD} == set(PersonalKind)


@pytest.mark.parametrize("plan", ["veldermeer-2019-2022.md", "veldermeer-2023-2026.md"])
def test_an_example_plan_raises_hardly_any_alarm(plan: str) -> None:
    text = files("knowledge.plans").joinpath(plan).read_text("utf-8")
    sentences = [one for one in re.split(r"(?<=[.!?])\s+|\n+", text) if len(one) > 10]
    alarms = [one for one in sentences if find(one)]
    assert len(sentences) > 200
    assert len(alarms) <= len(sentences) * 0.02, alarms


@pytest.mark.parametrize(
    ("digits", "passes"),
    [("111222333", True), ("111222334", False), ("12345672", True), ("1234567", False), ("000000000", False)],
)
def test_the_eleven_test(digits: str, passes: bool) -> None:
    assert is_bsn(digits) is passes


@pytest.mark.parametrize(
    "text",
    [
        "0" * 20_000,
        "1234 AB " * 2_500,
        "a@" * 10_000,
        "a." * 10_000,
        "Aa " * 7_000,
        "1 " * 10_000,
        "NL91 " * 4_000,
        "a at " * 5_000,
        "a punt " * 4_000,
        "jan@a" + " punt a" * 4_000,
        "straat 1 " * 3_000,
        "straat" * 4_000,
        "1 " * 3_000 + "1234 ab",
    ],
)
def test_a_hostile_text_is_read_in_no_time(text: str) -> None:
    begin = time.perf_counter()
    find(text)
    assert time.perf_counter() - begin < 1


def test_strange_characters_are_no_trouble() -> None:
    assert find("\0 \ud800 🙂 مرحبا ٠٦١٢٣٤٥٦٧٨") == ()
