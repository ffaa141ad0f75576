"""What a plan means to reach and to do on a theme, from the chapter that carries the name of that theme."""

import re
from collections.abc import Iterable, Sequence

from knowledge.dutch import is_common, is_stop, root, whole_words
from knowledge.passages import Passage

LONGEST = 320
"""Characters of the opening sentences of a passage; the first one is shown however long it is."""

_AIMS = re.compile(
    r"\b(?:bereiken|doel(?:en|stelling(?:en)?)?|ambities?|streven|resultaten)\b", re.IGNORECASE
)
_DEEDS = re.compile(
    r"\b(?:doen|aanpak|acties?|activiteiten|maatregelen|inzet|inspanningen|uitvoering)\b", re.IGNORECASE
)


def intended(passages: Iterable[Passage], theme: str, most: int) -> tuple[tuple[Passage, str], ...]:
    """At most `most` passages of the theme's chapter with their opening sentences; none without a chapter.

    An aim first, then what is done for it; a chapter that has neither gives its first passages.
    """
    own: list[Passage] = []
    below: dict[tuple[str, ...], tuple[str, ...] | None] = {}
    for one in passages:
        if one.section not in below:
            below[one.section] = _below(one.section, theme)
        if one.quotable and below[one.section] is not None:
            own.append(one)
    aims = [one for one in own if _any(below[one.section], _AIMS)]
    deeds = [one for one in own if one not in aims and _any(below[one.section], _DEEDS)]
    chosen = [*aims[:1], *deeds, *aims[1:]] or own
    return tuple((one, _opening(one.sentences())) for one in chosen[:most])


def names(heading: str, theme: str) -> bool:
    """Whether a heading holds more than half of the words that tell a theme apart."""
    telling = _roots(theme)
    return 2 * len(telling & _roots(heading, every=True)) > len(telling)


def _below(section: tuple[str, ...], theme: str) -> tuple[str, ...] | None:
    """The headings under the one that carries the name of the theme; None when none does."""
    named = (depth for depth, heading in enumerate(section, 1) if names(heading, theme))
    return next((section[depth:] for depth in named), None)


def _any(headings: tuple[str, ...] | None, words: re.Pattern[str]) -> bool:
    return any(words.search(one) for one in headings or ())


def _roots(words: str, *, every: bool = False) -> frozenset[str]:
    plain = [token.word for token in whole_words(words) if not is_stop(token.word)]
    telling = [word for word in plain if not is_common(word)]
    return frozenset(map(root, plain if every else telling or plain))


def _opening(sentences: Sequence[str]) -> str:
    """The first sentences of a passage, as many as there is room for."""
    said = sentences[0]
    for sentence in sentences[1:]:
        if len(said) + 1 + len(sentence) > LONGEST:
            break
        said = f"{said} {sentence}"
    return said
