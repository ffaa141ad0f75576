"""docs/format.md explains every key of the two files, and no key that does not exist."""

import re
from pathlib import Path

from dialogs.intake import format_file
from dialogs.intake.format_check import BLANKS, DIFFERENCE
from dialogs.rounds import round_file

DOCS = (Path(__file__).parents[2] / "docs" / "format.md").read_text("utf-8")
KEYS_IN_TABLES = re.compile(r"^\| `(\w+)` \|", re.MULTILINE)


def test_every_key_of_a_format_is_explained_and_the_other_way_round() -> None:
    explained = set(KEYS_IN_TABLES.findall(DOCS.split("## Het rondebestand")[0]))
    in_code = format_file.FORMAT_KEYS | format_file.BLOCK_KEYS | format_file.CLOSING_KEYS
    in_code |= format_file.SUBMIT_KEYS | format_file.FOLLOW_UP_KEYS | format_file.FIELD_KEYS
    in_code |= format_file.CONDITION_KEYS | frozenset().union(*format_file.TYPE_KEYS.values())
    assert explained == in_code


def test_every_key_of_a_round_is_explained_and_the_other_way_round() -> None:
    explained = set(KEYS_IN_TABLES.findall(DOCS.split("## Het rondebestand")[1]))
    in_code = {*round_file.ROUND_KEYS, *round_file.PARTICIPATION_KEYS, *round_file.THEME_KEYS}
    assert explained == in_code


def test_every_type_has_its_explanation() -> None:
    types = re.search(r"^\| `type` \| (.+) \|", DOCS, re.MULTILINE)
    assert types is not None
    assert set(re.findall(r"`(\w+)`", types[1])) == set(format_file.TYPE_KEYS)


def test_every_blank_that_the_bot_fills_in_is_named() -> None:
    assert set(re.findall(r"`\{(\w+)\}`", DOCS)) == BLANKS | {DIFFERENCE}
