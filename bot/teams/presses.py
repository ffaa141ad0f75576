"""The payload of a pressed button: made by our card, but sent by a client, so nothing in it is sure.

A client merges what the card carries and what was filled in into one object. So that the two can be told
apart again, a card puts its own part under one key: {"ivp": {"verb": "save", "question": "3a"}}.
A card that does without gets both views of the same flat object.
"""

from collections.abc import Mapping

from bot.teams.cleaning import sound
from dialogs.events import Press

OURS = "ivp"
MOST_FIELDS = 200
LONGEST_NAME = 200
LONGEST_VALUE = 100_000  # characters; the conversation has its own, lower limit and says so


class PressRefusedError(ValueError):
    """The payload is not one that a card of this bot sends."""


def read_execute(value: object) -> Press:
    """The press of an Action.Execute. Raises PressRefusedError."""
    action = _object(_object(value).get("action"))
    verb = action.get("verb")
    data = action.get("data")
    return _press(verb if isinstance(verb, str) else "", _object({} if data is None else data))


def read_submit(value: object) -> Press:
    """The press of an Action.Submit, whose verb is among its data. Raises PressRefusedError."""
    return _press("", _object(value))


def _press(verb: str, merged: Mapping[str, object]) -> Press:
    own = merged.get(OURS)
    rest = {name: item for name, item in merged.items() if name not in {OURS, "msteams"}}
    inputs = texts_of(rest)
    data = inputs if own is None else texts_of(_object(own))
    verb = verb or data.get("verb", "")
    data = {name: item for name, item in data.items() if name != "verb"}
    if not verb or len(verb) > LONGEST_NAME:
        raise PressRefusedError("the press names no verb")
    return Press(sound(verb), data, inputs)


def texts_of(fields: Mapping[str, object]) -> dict[str, str]:
    """Fields that are texts, or can be read as one. Raises PressRefusedError."""
    if len(fields) > MOST_FIELDS:
        raise PressRefusedError("the press carries too many fields")
    return {_name(name): _value(value) for name, value in fields.items()}


def _name(name: str) -> str:
    if len(name) > LONGEST_NAME:
        raise PressRefusedError("a field's name is too long")
    return sound(name)


def _value(value: object) -> str:
    match value:
        case None:
            return ""
        case bool():
            return "true" if value else "false"
        case int() | float():
            return str(value)
        case str() if len(value) <= LONGEST_VALUE:
            return sound(value)
    raise PressRefusedError("a field of the press is no text, or too long")


def _object(value: object) -> Mapping[str, object]:
    if not isinstance(value, dict):
        raise PressRefusedError("the press carries no object where one must be")
    return value
