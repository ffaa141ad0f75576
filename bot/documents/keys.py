"""The hidden keys of a form: bookmarks that tell what each part is, and whether its text is still ours.

A bookmark's name holds at most 40 letters, digits and underscores, so ids are shortened to digests; whoever
reads a form knows the format and can compute them again. Word does not show a name that begins with an
underscore. Bookmarks stay when Word and LibreOffice save a form; tags of content controls do not.

    _ivp_d_<theme>_<seq>_<f|b>   the document: its theme, the last entry that it knew, filled in or blank
    _ivp_t_<text>_<n>            a paragraph of ours, with the digest of its text
    _ivp_q_<question>_<text>     the cell with a question, with the digest of all its text
    _ivp_f_<question>_<field>    the head of a column
    _ivp_i_<question>_<item>     the row of a list item
"""

import hashlib
import re
from dataclasses import dataclass

from dialogs.intake.theme_log import ThemeKey

_NAME = re.compile(r"_ivp_([dtqfi])_([0-9a-f]{6,16})_([0-9a-f]{1,16})(?:_([fb]))?")


@dataclass(frozen=True, slots=True)
class Key:
    """A key that was read. `first` and `second` are digests; in a document's key `second` is its seq."""

    kind: str
    first: str
    second: str
    filled: bool = False


def read_key(name: str) -> Key | None:
    """The key that a bookmark's name is, or None."""
    found = _NAME.fullmatch(name)
    if not found or (found[1] == "d") != bool(found[4]):
        return None
    return Key(found[1], found[2], found[3], found[4] == "f")


def digest(*parts: str, size: int = 6) -> str:
    """What stands for these texts; `size` bytes give twice as many letters."""
    return hashlib.blake2s("\0".join(parts).encode(), digest_size=size).hexdigest()


def theme_digest(key: ThemeKey) -> str:
    """What stands for a theme of a round of a tenant."""
    return digest(key.tenant, key.round, key.theme, size=8)


def text_digest(text: str) -> str:
    """What stands for a text of ours. Only letters and digits count: programs change spaces and quotes."""
    return digest("".join(one for one in text if one.isalnum()), size=4)


def question_digest(question: str) -> str:
    """What stands for a question."""
    return digest(question)


def field_digest(question: str, field: str) -> str:
    """What stands for a field of a list."""
    return digest(question, field)


def item_digest(question: str, item: str) -> str:
    """What stands for an item of a list."""
    return digest(question, item)


def document_key(theme: ThemeKey, seq: int, *, filled: bool) -> str:
    """The key of a whole form."""
    return f"_ivp_d_{theme_digest(theme)}_{seq:x}_{'f' if filled else 'b'}"
