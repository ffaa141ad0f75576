"""A line that is still being typed: the words that its last one may become."""

import re
from collections.abc import Mapping

from knowledge.dutch import is_stop, stem

SHORTEST = 3
"""Letters from which a word is completed."""
_LAST_WORD = re.compile(r"[^\W\d_]+\Z")


def completions(text: str, words: Mapping[str, float], most: int = 3) -> tuple[str, ...]:
    """The lines that `text` may become: its last word as the likeliest known words that begin with it.

    `words` says how often each known word occurs. A last word that occurs, that is followed by anything, or
    that nothing begins with, stays: then `text` is the only line. One or two letters after other words wait
    until there are more.
    """
    found = _LAST_WORD.search(text)
    begun = found[0].casefold() if found else ""
    if found is None or words.get(begun) or (len(begun) > 1 and is_stop(begun)):
        return (text,)
    if len(begun) < SHORTEST:
        return (text[: found.start()].rstrip() or text,)
    fitting = sorted(
        (word for word in words if word.startswith(begun)), key=lambda word: (-words[word], len(word), word)
    )
    forms: dict[str, str] = {}  # burger and burgers find the same
    for word in fitting:
        forms.setdefault(stem(word), word)
    return tuple(text[: found.start()] + word for word in list(forms.values())[:most]) or (text,)
