"""The words of the safety domain that mean the same: a value read from YAML, asked by a question.

An installation may lay its own file over the one that ships here (`Thesaurus.with_terms`).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from importlib.resources import files
from itertools import chain
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeAlias

import yaml

from knowledge.dutch import is_stop, normal, plain_words, stem, word_runs, words_of_run
from knowledge.yaml_text import load_yaml

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


class Related(NamedTuple):
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
    terms: tuple[tuple["Term", ...], ...] = field(init=False, repr=False, compare=False)
    """The terms of the concept with `same`, of `colloquial`, `narrower` and `related`, read once."""

    def __post_init__(self) -> None:
        lists = ((self.concept, *self.same), self.colloquial, self.narrower, self.related)
        terms = tuple(tuple(Term(term_key(words), words) for words in one) for one in lists)
        if wrong := [term.words for one in terms for term in one if not term.key]:
            raise ThesaurusError(f"thesaurus entry {self.concept!r}: {wrong[0]!r} has no word to search for")
        object.__setattr__(self, "terms", terms)

    def means(self, key: Key) -> bool:
        """Whether a term stands for the concept itself, in a plan or in speech."""
        same, colloquial, _, _ = self.terms
        return any(term.key == key for term in (*same, *colloquial))


class Term(NamedTuple):
    """A term as its stems, and as it is written."""

    key: Key
    words: str


def term_key(words: str) -> Key:
    """The stems of a term's words, without stop words: "overlast van jeugd" is "overlast door jeugd".

    Where only one word would be left, the small words make the meaning ("op slot", "zonder huis"): all stay.
    """
    if words.isalpha():
        return (stem(normal(words)),)
    plain = plain_words(words)
    telling = tuple(stem(word) for word in plain if not is_stop(word))
    return telling if len(telling) > 1 or (len(plain) == 1 and telling) else tuple(map(stem, plain))


@dataclass(frozen=True, slots=True)
class Spoken:
    """What people say for terms of a plan: asked with one of `says`, the terms of `means` are looked for.

    `wider`: what `says` is a kind, part or instance of; by itself only a weak answer.
    """

    says: tuple[Term, ...]
    means: tuple[Term, ...]
    wider: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class _LookUp:
    """Entries and spoken terms by key, and the single words of them all."""

    by_key: Mapping[Key, tuple[Entry, ...]] = field(default_factory=dict)
    meant: Mapping[Key, tuple[Term, ...]] = field(default_factory=dict)
    kind_of: Mapping[Key, tuple[Term, ...]] = field(default_factory=dict)
    words: frozenset[str] = frozenset()

    def with_entries(self, entries: Iterable[Entry]) -> "_LookUp":
        by_key = dict(self.by_key)
        words: set[str] = set()
        for entry in entries:
            for term in chain.from_iterable(entry.terms):
                by_key[term.key] = (*by_key.get(term.key, ()), entry)
                words.update(_single_words(term))
        return replace(self, by_key=by_key, words=self.words | _telling(words))

    def with_spoken(self, spoken: Iterable[Spoken]) -> "_LookUp":
        meant, kind_of = dict(self.meant), dict(self.kind_of)
        words: set[str] = set()
        for one in spoken:
            for term in one.says:
                meant[term.key] = (*meant.get(term.key, ()), *one.means)
                kind_of[term.key] = (*kind_of.get(term.key, ()), *one.wider)
            for term in (*one.says, *one.means, *one.wider):
                words.update(_single_words(term))
        return replace(self, meant=meant, kind_of=kind_of, words=self.words | _telling(words))


_NONE_YET = _LookUp()


def _telling(words: Iterable[str]) -> frozenset[str]:
    return frozenset(word for word in words if not is_stop(word))


@dataclass(frozen=True, slots=True)
class Thesaurus:
    """All entries, with a look-up by term. Immutable; `with_terms` gives a larger one."""

    entries: tuple[Entry, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    _look_up: _LookUp = field(default=_NONE_YET, repr=False, compare=False)

    def __post_init__(self) -> None:
        if self._look_up is _NONE_YET:
            made = _LookUp().with_entries(self.entries).with_spoken(self.spoken)
            object.__setattr__(self, "_look_up", made)

    @classmethod
    def shipped(cls) -> "Thesaurus":
        """The thesaurus that comes with the bot."""
        entries, spoken = (
            files("knowledge").joinpath(name).read_text(encoding="utf-8")
            for name in ("thesaurus.yaml", "everyday.yaml")
        )
        return cls(_entries(load_yaml(entries)), _spoken(spoken))

    @classmethod
    def read(cls, path: Path) -> "Thesaurus":
        """A thesaurus from a file. Raises ThesaurusError if it cannot be used, OSError if it is not there."""
        try:
            raw = load_yaml(path.read_text(encoding="utf-8"))
        except (yaml.YAMLError, UnicodeDecodeError) as error:
            raise ThesaurusError(f"{path.name} is not readable YAML") from error
        return cls(_entries(raw))

    def with_terms(self, entries: Iterable[Entry]) -> "Thesaurus":
        """A thesaurus with these entries too, for words that a coordinator or a plan adds."""
        added = tuple(entries)
        return Thesaurus((*self.entries, *added), self.spoken, self._look_up.with_entries(added))

    def related(self, key: Key) -> tuple[Related, ...]:
        """The other terms to look for; empty when the term is unknown."""
        found: dict[Key, Related] = {}
        for entry in self._look_up.by_key.get(key, ()):
            _link(entry, key, found)
        for term in self._look_up.meant.get(key, ()):
            _add(found, key, (term,), Relation.SAME)
            for entry in self._look_up.by_key.get(term.key, ()):
                if entry.means(term.key):
                    _link_whole(entry, key, found)
        for term in self._look_up.kind_of.get(key, ()):
            for entry in self._look_up.by_key.get(term.key, ()):
                if entry.means(term.key):
                    _add(found, key, entry.terms[0], Relation.BROADER)
            _add(found, key, (term,), Relation.BROADER)
        return tuple(found.values())

    def concepts(self, key: Key) -> tuple[str, ...]:
        """The concepts that a term is another word for, in a plan or in speech."""
        keys = (key, *(term.key for term in self._look_up.meant.get(key, ())))
        entries = [(one, entry) for one in keys for entry in self._look_up.by_key.get(one, ())]
        return tuple(dict.fromkeys(entry.concept for one, entry in entries if entry.means(one)))

    def knows(self, key: Key) -> bool:
        """Whether a term belongs to an entry, or people say it for one that does."""
        others = (*self._look_up.meant.get(key, ()), *self._look_up.kind_of.get(key, ()))
        return key in self._look_up.by_key or any(term.key in self._look_up.by_key for term in others)

    def has_entry_of(self, key: Key) -> bool:
        """Whether a term stands in an entry: what names a thing. Everyday speech holds verbs too."""
        return key in self._look_up.by_key

    def is_of_the_field(self, key: Key) -> bool:
        """Whether a term is one that plans use, and not only what people say for it."""
        lists = (entry.terms for entry in self._look_up.by_key.get(key, ()))
        return any(term.key == key for same, _, *others in lists for term in chain(same, *others))

    def terms(self) -> Iterable[Key]:
        """Every term that can be asked with, as stems."""
        return self._look_up.by_key.keys() | self._look_up.meant.keys()

    def phrases(self) -> list[Key]:
        """Those of several words."""
        return [key for key in self.terms() if len(key) > 1]

    @property
    def words(self) -> frozenset[str]:
        """Every single word in it, in normal form: known Dutch, also when no plan has it."""
        return self._look_up.words


def _link(entry: Entry, key: Key, found: dict[Key, Related]) -> None:
    """What an entry says of one of its terms. For a typical form of the concept, its sisters are none."""
    same, _, narrower, related = entry.terms
    is_kind = any(term.key == key for term in narrower)
    if not entry.means(key):
        if is_kind:
            _add(found, key, same, Relation.BROADER)
    elif is_kind:
        _add(found, key, same, Relation.SAME)
        _add(found, key, related, Relation.RELATED)
    else:
        _link_whole(entry, key, found)


def _link_whole(entry: Entry, key: Key, found: dict[Key, Related]) -> None:
    """What an entry says of a term that stands for its concept."""
    same, _, narrower, related = entry.terms
    _add(found, key, same, Relation.SAME)
    _add(found, key, narrower, Relation.NARROWER)
    _add(found, key, related, Relation.RELATED)


def _single_words(term: Term) -> Iterable[str]:
    if term.words.isascii() and "-" not in term.words:
        return plain_words(term.words)
    return chain.from_iterable(map(words_of_run, word_runs(term.words)))


_RANK = {relation: place for place, relation in enumerate(Relation)}


def _add(found: dict[Key, Related], key: Key, others: Iterable[Term], relation: Relation) -> None:
    rank = _RANK[relation]
    for other, words in others:
        known = found.get(other)
        if other != key and (known is None or rank < _RANK[known.relation]):
            found[other] = Related(other, words, relation)


_LISTS = ("zelfde", "spreektaal", "enger", "verwant")
_WIDER = "~"


def _entries(raw: Any) -> tuple[Entry, ...]:
    if not isinstance(raw, list):
        raise ThesaurusError("a thesaurus is a list of entries")
    return tuple(_entry(item) for item in raw)


def _spoken(text: str) -> tuple[Spoken, ...]:
    """Lines "what people say: what a plan says", each side one or more terms with commas between.

    Read as lines: two thousand of them take a YAML reader a twentieth of a second.
    """
    told = [line.partition(": ") for line in text.splitlines() if line and not line.startswith("#")]
    if wrong := [says for says, _, means in told if not means]:
        raise ThesaurusError(f"everyday speech: {wrong[0]!r} has no ': ' and words of a plan behind it")
    return tuple(_spoken_line(says, means) for says, _, means in told)


def _spoken_line(says: str, means: str) -> Spoken:
    behind = [words.strip() for words in means.split(",")]
    wider = [words.removeprefix(_WIDER) for words in behind if words.startswith(_WIDER)]
    same = [words for words in behind if not words.startswith(_WIDER)]
    return Spoken(_terms(map(str.strip, says.split(","))), _terms(same), _terms(wider))


def _terms(phrases: Iterable[str]) -> tuple[Term, ...]:
    found = tuple(Term(term_key(words), words) for words in phrases)
    if wrong := [term.words for term in found if not term.key]:
        raise ThesaurusError(f"everyday speech: {wrong[0]!r} has no word to search for")
    return found


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
