"""The values that an answer can hold, alike in every store.

A value is None, a text, a whole number, a yes or no, a Decimal, or a list or mapping of those. Floats
are refused (0.1 + 0.2 is not 0.3), and so are NUL and lone surrogates, which no database keeps whole.
"""

from collections.abc import Mapping, Sequence
from decimal import Decimal
from types import MappingProxyType

type_names = "text, whole number, yes/no, decimal, list or mapping of those"

Value = None | bool | int | Decimal | str | Sequence["Value"] | Mapping[str, "Value"]


class ImpossibleValueError(ValueError):
    """A value that a store could not give back as it was."""


def frozen(value: object, depth: int = 0) -> Value:
    """A deep, immutable copy of `value`: lists become tuples, mappings read-only.

    Raises ImpossibleValueError for NUL, lone surrogates, floats, numbers that are not finite, whole numbers
    too long to be written out, keys that are no text, other types, and more than eight levels of nesting.
    """
    if depth > 8:
        raise ImpossibleValueError("a value may be nested at most eight levels deep")
    match value:
        case None | bool():
            return value
        case int():
            if value.bit_length() > 1024:
                raise ImpossibleValueError("a whole number may have at most 308 digits")
            return value
        case str():
            return sound_text(value)
        case Decimal():
            if not value.is_finite():
                raise ImpossibleValueError("a number must be finite")
            return value
        case Mapping():
            return MappingProxyType({sound_key(key): frozen(item, depth + 1) for key, item in value.items()})
        case Sequence() if not isinstance(value, bytes | bytearray):
            return tuple(frozen(item, depth + 1) for item in value)
    raise ImpossibleValueError(f"{type(value).__name__} is not a {type_names}")


def sound_text(text: str) -> str:
    """`text` itself, when every store can keep it; raises ImpossibleValueError otherwise."""
    if "\0" in text:
        raise ImpossibleValueError("a text may not hold the NUL character")
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise ImpossibleValueError("a text may not hold half a surrogate pair") from error
    return text


def sound_key(key: object) -> str:
    """`key` as the key of a mapping; raises ImpossibleValueError when it is no sound text."""
    if not isinstance(key, str):
        raise ImpossibleValueError("the key of a mapping must be a text")
    return sound_text(key)
