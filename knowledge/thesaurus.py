"""The words of the safety domain that mean the same: a value read from YAML, asked by a question.

An installation may lay its own file over the one that ships here (`Thesaurus.with_terms`).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from importlib.resources import files
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

import yaml

from knowledge.dutch import is_stop, stem, tokens, whole_words

Key: TypeAlias = tuple[str, ...]
"""A term as the stems of its words: ("verward", "gedrag")."""


class ThesaurusError(ValueError):
    """A thesaurus file that cannot be used; the message names the entry."""


class Relation(StrEnum):
    """How the answer's word stands to the asked word."""

    SAME = "zelfde"
    NARROWER = "enger"
    BROADER = "ruimer"
    SISTER = "zuster"
    RELATED = "verwant"


# What a passage with the other word counts (weight), and how far it answers the asked word (grounds).
WEIGHTS: Mapping[Relation, tuple[float, float]] = MappingProxyType(
    {
        Relation.SAME: (0.8, 0.9),
        Relation.NARROWER: (0.5, 0.7),
        Relation.BROADER: (0.2, 0.45),
        Relation.SISTER: (0.0, 0.0),
        Relation.RELATED: (0.2, 0.1),
    }
)


@dataclass(frozen=True, slots=True)
class Related:
    """Another term to look for, with how it relates to the asked one."""

    key: Key
    words: str
    relation: Relation


@dataclass(frozen=True, slots=True)
class Entry:
    """One concept of the file."""

    concept: str
    same: tuple[str, ...] = ()
    colloquial: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    related: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for words in (self.concept, *self.same, *self.colloquial, *self.narrower, *self.related):
            if not term_key(words):
                raise ThesaurusError(f"thesaurus entry {self.concept!r}: {words!r} has no word to search for")


def term_key(words: str) -> Key:
    """The stems of a term's words, without stop words: "overlast van jeugd" is "overlast door jeugd".

    Where only one word would be left, the small words make the meaning ("op slot", "zonder huis"): all stay.
    """
    plain = [token.word for token in whole_words(words)]
    telling = tuple(stem(word) for word in plain if not is_stop(word))
    return telling if len(telling) > 1 or (len(plain) == 1 and telling) else tuple(map(stem, plain))


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """All entries, with a look-up by term. Immutable; `with_terms` gives a larger one."""

    entries: tuple[Entry, ...] = ()
    _related: Mapping[Key, tuple[Related, ...]] = field(init=False, repr=False, compare=False)
    _words: frozenset[str] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        found: dict[Key, dict[Key, Related]] = {}
        words: set[str] = set()
        for entry in self.entries:
            _link(entry, found)
            for term in (entry.concept, *entry.same, *entry.colloquial, *entry.narrower, *entry.related):
                words.update(token.word for token in tokens(term))
        object.__setattr__(self, "_related", {key: tuple(others.values()) for key, others in found.items()})
        object.__setattr__(self, "_words", frozenset(word for word in words if not is_stop(word)))

    @classmethod
    def shipped(cls) -> "Thesaurus":
        """The thesaurus that comes with the bot."""
        text = files("knowledge").joinpath("thesaurus.yaml").read_text(encoding="utf-8")
        return cls(_entries(_load(text)))

    @classmethod
    def read(cls, path: Path) -> "Thesaurus":
        """A thesaurus from a file. Raises ThesaurusError if it cannot be used, OSError if it is not there."""
        try:
            raw = _load(path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise ThesaurusError(f"{path.name} is not readable YAML") from error
        return cls(_entries(raw))

    def with_terms(self, entries: Iterable[Entry]) -> "Thesaurus":
        """A thesaurus with these entries too, for words that a coordinator or a plan adds."""
        return Thesaurus((*self.entries, *entries))

    def related(self, key: Key) -> tuple[Related, ...]:
        """The other terms to look for; empty when the term is unknown."""
        return self._related.get(key, ())

    def terms(self) -> Iterable[Key]:
        """Every term, as stems."""
        return self._related.keys()

    @property
    def words(self) -> frozenset[str]:
        """Every single word in it, in normal form: known Dutch, also when no plan has it."""
        return self._words


_RANK = tuple(Relation)


def _link(entry: Entry, found: dict[Key, dict[Key, Related]]) -> None:
    same = [(term_key(words), words) for words in (entry.concept, *entry.same)]
    narrower = [(term_key(words), words) for words in entry.narrower]
    related = [(term_key(words), words) for words in entry.related]
    colloquial = [(term_key(words), words) for words in entry.colloquial]
    for key, _ in (*same, *colloquial):
        for others, relation in (
            (same, Relation.SAME),
            (narrower, Relation.NARROWER),
            (related, Relation.RELATED),
        ):
            _add(found, key, others, relation)
    for key, _ in narrower:
        _add(found, key, same, Relation.BROADER)
    for key, _ in related:
        found.setdefault(key, {})


def _add(
    found: dict[Key, dict[Key, Related]], key: Key, others: Sequence[tuple[Key, str]], relation: Relation
) -> None:
    mine = found.setdefault(key, {})
    for other, words in others:
        known = mine.get(other)
        if other != key and (known is None or _RANK.index(relation) < _RANK.index(known.relation)):
            mine[other] = Related(other, words, relation)


_LISTS = ("zelfde", "spreektaal", "enger", "verwant")


def _load(text: str) -> Any:
    # The same safe loader written in C, ten times as fast, where the wheel of PyYAML has it.
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    return yaml.load(text, Loader=loader)  # noqa: S506


def _entries(raw: Any) -> tuple[Entry, ...]:
    if not isinstance(raw, list):
        raise ThesaurusError("a thesaurus is a list of entries")
    return tuple(_entry(item) for item in raw)


def _entry(item: Any) -> Entry:
    if not isinstance(item, dict) or not isinstance(item.get("begrip"), str):
        raise ThesaurusError(f"thesaurus entry {item!r} has no 'begrip'")
    concept = item["begrip"]
    if strange := sorted(map(str, set(item) - {"begrip", *_LISTS})):
        raise ThesaurusError(f"thesaurus entry {concept!r} has unknown keys: {', '.join(strange)}")
    lists = {name: item.get(name, []) for name in _LISTS}
    for name, words in lists.items():
        if not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            raise ThesaurusError(f"thesaurus entry {concept!r}: '{name}' must be a list of words")
    return Entry(concept, *(tuple(lists[name]) for name in _LISTS))
