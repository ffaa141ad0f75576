"""Every sentence that a colleague reads is short and plain, and blames nobody.

The sentences are collected from the source: constants, and functions called with sample values, so that
a sentence that is put together is measured as it is read.
"""

import inspect
import re
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import get_args
from zoneinfo import ZoneInfo

import pytest
import yaml

from bot.teams import texts as adapter_texts
from dialogs import round_texts, texts
from dialogs.commands import COMMANDS
from dialogs.filing import texts as filing_texts
from dialogs.intake import problems
from dialogs.intake.lists import closes
from dialogs.learning import texts as learning_texts
from dialogs.matching import exact_command
from dialogs.moments import wording
from dialogs.policies import Action
from dialogs.reminding import texts as reminding_texts
from dialogs.setting_up import texts as setting_up_texts
from dialogs.shelving import texts as shelving_texts

LONGEST_SENTENCE = 20  # words
FORMAT = Path(inspect.getfile(problems)).parent / "formats" / "ivp.yaml"
MODULES = (
    reminding_texts,
    texts,
    adapter_texts,
    filing_texts,
    learning_texts,
    problems,
    round_texts,
    setting_up_texts,
    shelving_texts,
    wording,
)

# Longer than twenty words, and said so here; each must still be in use.
ALLOWED: frozenset[str] = frozenset()

# Examples of an answer that can be typed, which are no commands.
TYPED_AS_EXAMPLES = {
    ("dialogs.texts.WHO_HELP", "volgende week"),
    ("dialogs.intake.problems.two_numbers", "2 en 3,5"),
    # Understood where it is said, and not everywhere: docs/commands.md.
    ("dialogs.texts.QUESTION_CHANGED_KEEP", "klopt"),
    ("dialogs.texts.handed_over", "geef IVP 2027–2030 door aan mij"),
}

# Announced before the command is in the table; empty this when it is.
NOT_YET_A_COMMAND: set[tuple[str, str]] = set()

# Above level B1, stiff, or blaming the reader.
HARD_WORDS = (
    "aangaande", "abusievelijk", "alsmede", "benodigd", "betreffende", "bovengenoemd", "conform", "derhalve",
    "desalniettemin", "desbetreffende", "dient", "dienen te", "door middel van", "echter", "evenals",
    "gaarne", "gelieve", "ten aanzien van", "ten behoeve van", "ten gevolge van", "ter zake", "tevens",
    "middels", "mits", "nadien", "nochtans", "omtrent", "onderhavige", "teneinde", "tenzij", "thans",
    "uitsluitend", "verstrekken", "voornoemd", "voorts", "wederom", "zorg dragen", "zulks",
    "implementeren", "faciliteren", "genereren", "valideren", "initiëren", "invoerveld", "parameter",
    "error", "foutmelding", "time-out", "exception", "null", "fout gemaakt", "je fout", "jouw fout",
    "foutief", "onjuist", "ongeldig", "ongeoorloofd", "mislukt", "niet toegestaan", "verboden",
    "verplicht veld", "u moet", "je moet", "je had moeten", "verkeerd ingevuld", "vergeten bent", "helaas",
)  # fmt: skip
FORMAL = ("u", "uw", "uzelf")

SAMPLES: dict[str, object] = {
    "Sequence[str]": ("wijk- en buurtaanpak", "regie op jeugd"),
    "Sequence[int]": (2, 7),
    "Sequence[int | Decimal]": (2, Decimal("3.5")),
    "Sequence[tuple[str, str]]": (("jeud", "jeugd"),),
    "str": "IVP 2027–2030",
    "str | None": "Nieuwjaarsdag",
    "str | int | None": 29,
    "int": 3,
    "int | Decimal": 3,
    "int | Decimal | None": 3,
    "int | None": 4,
    "bool": True,
    "Sequence[date]": (date(2026, 12, 26), date(2027, 1, 2)),
    "Sequence[tuple[int, str]]": ((2, "Dit herken ik niet."),),
    "date | None": date(2026, 12, 26),
    "date | datetime | None": date(2026, 12, 26),
    "date": date(2026, 12, 26),
    "datetime | None": datetime(2026, 12, 26, 9, tzinfo=ZoneInfo("Europe/Amsterdam")),
    "datetime": datetime(2026, 12, 26, 9, tzinfo=ZoneInfo("Europe/Amsterdam")),
    "date | datetime": date(2026, 12, 26),
}
NAMED_SAMPLES: dict[tuple[str, str], Sequence[object]] = {
    ("missing", "key"): tuple(setting_up_texts.LABELS),
    ("no_day", "key"): ("opent", "deadline", "raad"),
    ("no_working_day", "key"): ("deadline", "raad"),
    ("fact_saved", "names"): (("titel", "deadline"),),
    ("which_round", "titles"): (("IVP 2027–2030", "IVP 2031–2034"),),
    ("of_round", "name"): tuple(setting_up_texts.NAMES.values()),
    ("period_line", "period"): ("2027-2030",),
    ("refusal", "action"): tuple(action.value for action in Action),
}


def strings(value: object) -> Iterator[str]:
    """The texts in a value, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)
    elif isinstance(value, Sequence):
        for inner in value:
            yield from strings(inner)


def samples(function: str, parameter: inspect.Parameter) -> Sequence[object]:
    """Values to call a function of sentences with; a new kind of parameter must be added above."""
    if parameter.kind is inspect.Parameter.VAR_POSITIONAL:
        return [SAMPLES["str"]]
    if (function, parameter.name) in NAMED_SAMPLES:
        return NAMED_SAMPLES[function, parameter.name]
    annotation = parameter.annotation
    if get_args(annotation) or not hasattr(annotation, "__name__"):
        name = re.sub(r"\b(?:\w+\.)+(?=\w)", "", str(annotation))
    else:
        name = annotation.__name__
    if name == "bool":
        return (True, False)
    if name == "int":
        return (1, 3)
    if name not in SAMPLES:
        pytest.fail(f"{function}: no sample for {parameter.name}: {name}")
    return [SAMPLES[name]]


def said_by(function: Callable[..., object]) -> Iterator[str]:
    """What a function of sentences says, with each sample in turn."""
    parameters = list(inspect.signature(function).parameters.values())
    choices = [samples(function.__name__, parameter) for parameter in parameters]
    for turn in range(max((len(choice) for choice in choices), default=1)):
        picked = [choice[turn % len(choice)] for choice in choices]
        positional = [v for p, v in zip(parameters, picked, strict=True) if p.kind is not p.KEYWORD_ONLY]
        named = {
            p.name: v
            for p, v in zip(parameters, picked, strict=True)
            if p.kind is inspect.Parameter.KEYWORD_ONLY
        }
        yield from strings(function(*positional, **named))


def of_module(module: ModuleType) -> Iterator[tuple[str, str]]:
    """Each text of a module, with the name that it has there."""
    for name, value in vars(module).items():
        if name.startswith("_") or inspect.ismodule(value) or inspect.isclass(value):
            continue
        if inspect.isfunction(value):
            if value.__module__ == module.__name__:
                yield from ((name, text) for text in said_by(value))
        elif not callable(value):
            yield from ((name, text) for text in strings(value))


def of_format(value: object, path: str = "ivp.yaml") -> Iterator[tuple[str, str]]:
    """Each text of the default format that a colleague reads, with where it is."""
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from of_format(inner, f"{path}.{key}")
    elif isinstance(value, list):
        for inner in value:
            yield from of_format(inner, f"{path}.{inner['id']}" if isinstance(inner, dict) else path)
    elif isinstance(value, str):
        yield path, value


def all_texts() -> list[tuple[str, str]]:
    """Every text that a colleague can read, with its name."""
    found = [(f"{module.__name__}.{name}", text) for module in MODULES for name, text in of_module(module)]
    form = yaml.safe_load(FORMAT.read_text(encoding="utf-8"))
    return [*found, *of_format(form)]


def sentences(text: str) -> list[str]:
    """The sentences of a text; "9.00" and "2,5" are words, not ends."""
    return [one for one in re.split(r"(?<=[.?!])[\"')]*\s+|\n+", text) if one.strip()]


def words(sentence: str) -> list[str]:
    return [word for word in sentence.split() if re.search(r"\w", word)]


TEXTS = all_texts()


def test_all_places_with_sentences_are_read() -> None:
    names = {name.rsplit(".", 1)[0] for name, _ in TEXTS}
    assert {module.__name__ for module in MODULES} <= names
    assert len(TEXTS) > 300
    assert any(name.startswith("ivp.yaml") and text.startswith("Waar gaat dit thema") for name, text in TEXTS)


def test_a_sentence_has_at_most_twenty_words() -> None:
    long = {
        name: sentence
        for name, text in TEXTS
        for sentence in sentences(text)
        if len(words(sentence)) > LONGEST_SENTENCE
    }
    assert {name: sentence for name, sentence in long.items() if name not in ALLOWED} == {}
    assert set(long) >= ALLOWED, "an exception that is needed no more"


@pytest.mark.parametrize("hard", HARD_WORDS)
def test_a_hard_or_blaming_word_is_not_said(hard: str) -> None:
    assert [
        (name, text) for name, text in TEXTS if re.search(rf"\b{re.escape(hard)}\b", text.casefold())
    ] == []


def test_a_colleague_is_addressed_as_je() -> None:
    formal = re.compile(rf"\b(?:{'|'.join(FORMAL)})\b", re.IGNORECASE)
    assert [(name, text) for name, text in TEXTS if formal.search(text)] == []


def test_the_lines_of_help_are_plain_too() -> None:
    for command in COMMANDS:
        assert len(words(command.help)) <= LONGEST_SENTENCE
        assert not [hard for hard in HARD_WORDS if re.search(rf"\b{hard}\b", command.help)]


def test_what_the_bot_says_to_type_is_understood() -> None:
    to_type = re.compile(r"(?:[Tt]yp|, of)\b[^'\".?!]*['\"]([^\"]+?)['\"](?!\w)")
    found = {(name, typed) for name, text in TEXTS for typed in to_type.findall(text)}
    assert len(found) > 15
    understood = {typed for _, typed in found if exact_command(typed) or closes(typed)}
    unknown = {one for one in found if one[1] not in understood}
    assert unknown - TYPED_AS_EXAMPLES == NOT_YET_A_COMMAND


def test_no_sentence_has_a_double_space_or_an_unfilled_blank() -> None:
    filled = [(name, text) for name, text in TEXTS if not name.startswith("ivp.yaml")]
    assert [(name, text) for name, text in filled if "  " in text or re.search(r"\{\w*\}", text)] == []


def test_the_checker_finds_what_it_looks_for() -> None:
    assert sentences("Om 9.00 uur. Kom je? Ja!") == ["Om 9.00 uur.", "Kom je?", "Ja!"]
    assert len(words("Dit – kost 2,5 uur.")) == 4
