"""Words that tell how somebody asks or acts, and not what about: everyday verbs, words of time and degree.

A plan seldom holds the very verb of an everyday question ("wat als de stroom uitvalt"), so that its absence
says next to nothing about whether the plan answers. The word lists are data, in manner.yaml.
"""

import re
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files

from knowledge.dutch import strong_forms
from knowledge.yaml_text import load_yaml

_OPEN = re.compile(r"(.*[^aeiou]|)([aeou])([^aeiouxy])")
_SOFT = {"v": "f", "z": "s"}


@lru_cache(maxsize=4_096)
def is_manner(word: str) -> bool:
    """Whether a normal form only tells how, or when; also behind a separable prefix (meegeschreven)."""
    if word in _OTHERS or word in _FORMS:
        return True
    return any(
        word.startswith(prefix) and word[len(prefix) :].removeprefix("te") in _FORMS for prefix in _PREFIXES
    )


def forms(infinitive: str) -> frozenset[str]:
    """The forms of a verb, with some that do not exist: both -te and -de, both maak and mak."""
    strong = strong_forms(infinitive)
    plural = {form + "en" for form in strong} | {form[:-1] + 2 * form[-1] + "en" for form in strong}
    return frozenset({infinitive, infinitive + "d", *strong, *plural, *_weak(infinitive)})


def _weak(infinitive: str) -> Iterator[str]:
    """Its regular forms, but not the bare stem: that is often a noun (het stuur)."""
    for base in _bases(infinitive):
        yield base if base.endswith("t") else base + "t"
        yield from (base + ending for ending in ("te", "ten", "de", "den"))
        yield from (
            "ge" + base + ending for ending in (("", "e") if base[-1] in "dt" else ("t", "d", "te", "de"))
        )


def _bases(infinitive: str) -> Iterator[str]:
    """What is left without the ending, in all likely spellings: maken, maak; zetten, zet; leven, leef."""
    if infinitive.endswith(("aan", "ien", "oen")):
        yield infinitive[:-1]
        return
    rest = infinitive.removesuffix("en")
    if rest[-2] == rest[-1]:
        rest = rest[:-1]
    yield (hard := rest[:-1] + _SOFT.get(rest[-1], rest[-1]))
    if syllable := _OPEN.fullmatch(hard):
        yield syllable[1] + 2 * syllable[2] + syllable[3]


def _read() -> tuple[frozenset[str], frozenset[str], tuple[str, ...]]:
    raw = load_yaml(files("knowledge").joinpath("manner.yaml").read_text(encoding="utf-8"))
    found = (form for verb in raw["verbs"].split() for form in forms(verb))
    return frozenset(found), frozenset(raw["others"].split()), tuple(raw["prefixes"].split())


_FORMS, _OTHERS, _PREFIXES = _read()
