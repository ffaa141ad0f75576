"""Dutch words as a plan and a question write them: normal form, tokens, stems and the root of a word family.

Nothing here knows a plan. The word lists are data, in words.yaml.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from threading import Lock
from typing import Any, NamedTuple

import Stemmer

from knowledge.yaml_text import load_yaml

_WORD = re.compile(r"[^\W_]+(?:[.,][0-9]+)*(?:['’`´][^\W_]+)?")
_HYPHENS = "-‐‑–"
_RUN = re.compile(rf"{_WORD.pattern}(?:[{_HYPHENS}]{_WORD.pattern})*")
# "auto's", "foto’s", "Anna's": the mark and what follows it are an ending.
_ENDING = re.compile(r"['’`´](?:s|tje|tjes|er|ers)$")
_SHORTEST_ROOT = 4
_SMALL = re.compile(r"(\w+?)t?jes?")
_MOST_WORDS = 131_072  # kept with their stem and root: the different words of a very large library


class Token(NamedTuple):
    """A word of a text: its normal form, and where it stands. `joined`: a hyphenated whole ("wijk-ggz")."""

    word: str
    start: int
    end: int
    position: int
    joined: bool = False


@dataclass(frozen=True, slots=True)
class _Lists:
    stop: frozenset[str]
    common: frozenset[str]
    common_stems: frozenset[str]
    broad_stems: frozenset[str]
    opening: re.Pattern[str]
    strong: dict[str, str]
    strong_verbs: dict[str, tuple[str, ...]]
    prefixes: dict[str, tuple[str, ...]]  # by their first letter, each with "" first
    suffixes: frozenset[str]
    longest_suffix: int


def normal(word: str) -> str:
    """Lower case, without accents and without the 's of a plural or a possessor."""
    word = word.casefold()
    if word.isascii() and word.isalnum():
        return word
    word = _ENDING.sub("", word)
    if not word.isascii():
        decomposed = unicodedata.normalize("NFKD", word)
        word = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return word.translate(_MARKS)


_MARKS = str.maketrans("", "", "'’`´")


def tokens(text: str) -> list[Token]:
    """The words of a text in order; a hyphenated word gives its parts, and then the whole."""
    found: list[Token] = []
    before, run = -1, 0
    for position, match in enumerate(_WORD.finditer(text)):
        start, end = match.span()
        if not (start == before + 1 and before > 0 and text[before] in _HYPHENS):
            if run > 1:
                found.extend(_whole(found[-run:]))
            run = 0
        found.append(Token(normal(match[0]), start, end, position))
        before, run = end, run + 1
    if run > 1:
        found.extend(_whole(found[-run:]))
    return found


def word_runs(text: str) -> list[str]:
    """The words of a text as they are spelled, a hyphenated word as one; quick, for a whole library."""
    return _RUN.findall(text)


def word_matches(text: str) -> Iterator[re.Match[str]]:
    """The same, with their places."""
    return _RUN.finditer(text)


def words_of_run(run: str) -> tuple[str, ...]:
    """What `tokens` gives for one of those: its normal form, or those of its parts and the whole."""
    if run.isalnum():
        return (normal(run),)
    return tuple(token.word for token in tokens(run))


def _whole(run: Sequence[Token]) -> Iterator[Token]:
    if any(token.word.isalpha() for token in run):
        word = "".join(token.word for token in run)
        yield Token(word, run[0].start, run[-1].end, run[0].position, joined=True)


def whole_words(text: str) -> list[Token]:
    """The words of a text, a hyphenated word only as a whole: its parts may mean nothing apart (NL-Alert)."""
    found = tokens(text)
    joined = [token for token in found if token.joined]
    return sorted(
        (token for token in found if token.joined or not any(w.start <= token.start < w.end for w in joined)),
        key=lambda token: token.start,
    )


def plain_words(text: str) -> list[str]:
    """The normal forms that `whole_words` gives, without their places; quick for a text of letters only."""
    if text.isascii() and text.replace(" ", "").isalpha():
        return text.casefold().split()
    return [token.word for token in whole_words(text)]


@lru_cache(maxsize=_MOST_WORDS)
def stem(word: str) -> str:
    """The Snowball stem of a normal form ("sluitingen" → "sluit"); a number or a short word stays itself."""
    if len(word) < 4 or not word.isalpha():
        return word
    # The stemmer keeps its word in itself, and turns may run in threads.
    with _LOCK:
        return str(_STEMMER.stemWord(word))


_LOCK = Lock()
_STEMMER: Any = Stemmer.Stemmer("dutch")


@lru_cache(maxsize=_MOST_WORDS)
def root(word: str) -> str:
    """A rough root that the members of a word family share: oplichten, oplichter, opgelicht → "oplicht".

    Coarser than a stem and now and then wrong, so a match on it weighs less.
    """
    word = _LISTS.strong.get(word, word)
    if len(word) <= _SHORTEST_ROOT or not word.isalpha():
        return word
    base = _without_participle(word)
    if base.endswith(("je", "jes")) and (small := _SMALL.fullmatch(base)) and len(small[1]) > _SHORTEST_ROOT:
        base = small[1]  # kluisje, and then the s of kluis as in the word itself
    # The longest ending first: looking a slice up is quicker than trying each of them.
    for size in range(min(_LISTS.longest_suffix, len(base) - _SHORTEST_ROOT), 0, -1):
        if base[-size:] in _LISTS.suffixes:
            base = base[:-size]
            break
    # Whether a final d or t belongs to the verb cannot be seen (oplich-t-en, film-t): drop it.
    if base[-1] in "dt" and len(base) > _SHORTEST_ROOT:
        base = base[:-1]
    return _plain(base)


def _without_participle(word: str) -> str:
    """Turns opgelicht into oplicht, gefilmd into filmd; a strong participle becomes its infinitive."""
    for prefix in _LISTS.prefixes.get(word[0], ("",)):
        if not word.startswith(prefix):
            continue
        rest = word[len(prefix) :]
        if infinitive := _LISTS.strong.get(rest):
            return prefix + infinitive
        if rest.startswith("ge") and rest.endswith(("t", "d", "en", "de", "te")) and len(rest) >= 7:
            return prefix + rest[2:]
        if prefix and rest.startswith("te") and rest.endswith("en") and len(rest) >= 7:
            return prefix + rest[2:]
    return word


_DOUBLE = re.compile(r"(.)\1")
_HARD = {"v": "f", "z": "s"}


def _plain(base: str) -> str:
    """One spelling for open and closed syllables: loop and lop, brief and briev."""
    single = _DOUBLE.sub(r"\1", base)
    return single[:-1] + _HARD.get(single[-1], single[-1])


_SHORTEST_BASE = 3
_FORMS = ("", "e", "n", "en", "s", "es", "er", "ers", "t", "te", "d", "de", "den", "ten")


def bases(word: str) -> frozenset[str]:
    """What may be left of a normal form without its ending; two words that share one may be forms of one.

    Too generous on purpose (loods, loodsen, but also lood): for saying that a word is not there.
    """
    return frozenset(
        _plain(base)
        for ending in _FORMS
        if word.endswith(ending) and len(base := word.removesuffix(ending)) >= _SHORTEST_BASE
    )


def is_strong_form(word: str) -> bool:
    """Whether a normal form is a past tense or participle of a verb that changes its vowel (dronken)."""
    return word in _STRONG_FORMS or word.removesuffix("en") in _STRONG_FORMS


def is_stop(word: str) -> bool:
    """Whether a normal form carries no subject."""
    return word in _LISTS.stop or (len(word) == 1 and not word.isdigit())


def is_common(word: str) -> bool:
    """Whether a normal form occurs in any question or plan, so that its absence says little."""
    return word in _LISTS.common or stem(word) in _LISTS.common_stems or root(word) in _COMMON_ROOTS


def is_broad(word: str) -> bool:
    """Whether a normal form names a field of subjects (overlast) and not one of them (jeugdoverlast)."""
    return stem(word) in _LISTS.broad_stems


def tells_a_subject(words: str) -> bool:
    """Whether some words hold one that names a subject, as a heading like "Wat wij willen" does not."""
    plain = [token.word for token in whole_words(words)]
    return any(not is_stop(word) and not is_common(word) and not word.isdigit() for word in plain)


def strong_forms(infinitive: str) -> frozenset[str]:
    """The past and the participle of a verb that changes its vowel; none for another verb."""
    return frozenset(_LISTS.strong_verbs.get(infinitive, ()))


def common_words() -> frozenset[str]:
    """The words that any question or plan may hold."""
    return _LISTS.common


def asks_something(question: str) -> bool:
    """Whether a question names anything: "wat zegt het plan over?", "waarom?" and "2023-2026" do not."""
    words = (token.word for token in whole_words(_after_opening(question)))
    return any(not is_stop(word) and not _YEAR.fullmatch(word) for word in words)


_YEAR = re.compile(r"(?:19|20)\d\d")


def without_opening(question: str) -> str:
    """The question without "wat zegt het IVP over …" and the like; itself if nothing else is left."""
    return _after_opening(question) or question


def _after_opening(question: str) -> str:
    rest = " ".join(question.split())
    for _ in range(3):
        shorter = _LISTS.opening.sub("", rest, count=1).lstrip(" ,:;.!?-")
        if shorter == rest:
            break
        rest = shorter
    return rest


def _read_lists() -> _Lists:
    raw = load_yaml(files("knowledge").joinpath("words.yaml").read_text(encoding="utf-8"))
    prefixes, suffixes = raw["prefixes"].split(), raw["suffixes"].split()
    strong: dict[str, str] = {}
    strong_verbs: dict[str, tuple[str, ...]] = {}
    common = set(raw["common"].split())
    for row in raw["strong"].split():
        infinitive, *forms = row.split(":")
        strong |= dict.fromkeys(forms, infinitive)
        strong_verbs[infinitive] = tuple(forms[:2])  # what follows are nouns
        if infinitive in common:
            common.update(forms)
    return _Lists(
        stop=frozenset(raw["stop"].split()),
        common=frozenset(common),
        common_stems=frozenset(map(stem, common)),
        broad_stems=frozenset(stem(normal(word)) for word in raw["broad"].split()),
        opening=re.compile(rf"^(?:{'|'.join(raw['openings'])})(?=\s|[,:.!?]|$)", re.IGNORECASE),
        strong=strong,
        strong_verbs=strong_verbs,
        prefixes={
            first: ("", *(prefix for prefix in prefixes if prefix[0] == first))
            for first in {prefix[0] for prefix in prefixes}
        },
        suffixes=frozenset(suffixes),
        longest_suffix=max(map(len, suffixes)),
    )


_LISTS = _read_lists()
_COMMON_ROOTS = frozenset(found for word in _LISTS.common if len(found := root(word)) > _SHORTEST_ROOT)
_STRONG_FORMS = frozenset(form for forms in _LISTS.strong_verbs.values() for form in forms)
