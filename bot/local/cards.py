"""Reading an Adaptive Card as a client does: its texts, its buttons, its inputs."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Json = dict[str, Any]

CARD = "application/vnd.microsoft.card.adaptive"
FILE = "application/vnd.microsoft.teams."  # begins the kind of every file: sent, offered, given
_CHILDREN = ("body", "items", "columns", "rows", "cells", "inlines", "facts", "images")


@dataclass(frozen=True, slots=True)
class CardButton:
    """One action of a card, with the inputs that go along when it is pressed."""

    action: Json
    inputs: tuple[Json, ...]

    @property
    def title(self) -> str:
        """What stands on the button."""
        return str(self.action.get("title", ""))

    @property
    def kind(self) -> str:
        """`Action.Execute`, `Action.Submit`, …"""
        return str(self.action.get("type", ""))

    @property
    def data(self) -> Json:
        """What the card sends along by itself."""
        data = self.action.get("data")
        return dict(data) if isinstance(data, Mapping) else {}

    def filled(self, inputs: Mapping[str, str]) -> dict[str, str]:
        """The value of every input: what is typed, else what was filled in already.

        An empty input is left out, as Microsoft's renderer does it: for the bot, absent means empty.
        Raises KeyError when the card has no input of that name.
        """
        values = {str(one["id"]): _value(one) for one in self.inputs}
        for name in inputs:
            if name not in values:
                raise KeyError(f"no input {name!r} on this card; it has {sorted(values)}")
        return {name: value for name, value in (values | dict(inputs)).items() if value != ""}


def adaptive_cards(activity: Mapping[str, Any]) -> list[Json]:
    """The Adaptive Cards among the attachments of a message."""
    attachments = activity.get("attachments") or []
    return [
        one["content"]
        for one in attachments
        if isinstance(one, Mapping)
        and one.get("contentType") == CARD
        and isinstance(one.get("content"), dict)
    ]


def files_in_words(activity: Mapping[str, Any]) -> list[str]:
    """The names of the files of a message, each with what is said of it."""
    found = []
    for one in activity.get("attachments") or []:
        if isinstance(one, Mapping) and str(one.get("contentType", "")).startswith(FILE):
            said = one["content"].get("description") if isinstance(one.get("content"), Mapping) else None
            found.append(f"{one.get('name')}: {said}" if said else str(one.get("name")))
    return found


def plain(card: Mapping[str, Any]) -> str:
    """Every text of a card, one a line, in reading order; buttons left out."""
    return "\n".join(_texts(card))


def inputs_of(card: Mapping[str, Any]) -> list[Json]:
    """The inputs of a card, those behind Action.ShowCard left out."""
    return [one for one in _elements(card) if str(one.get("type", "")).startswith("Input.") and one.get("id")]


def buttons_of(card: Mapping[str, Any], outer: Sequence[Json] = ()) -> list[CardButton]:
    """Every action of a card, also what hides behind "Meer" (ShowCard, ToggleVisibility, overflow).

    A nested card sends its own inputs and those of the cards around it.
    """
    inputs = (*outer, *inputs_of(card))
    found = []
    for action in _actions(card):
        found.append(CardButton(action, inputs))
        if action.get("type") == "Action.ShowCard" and isinstance(action.get("card"), Mapping):
            found += buttons_of(action["card"], inputs)
    return found


def _elements(node: Mapping[str, Any]) -> Iterator[Json]:
    for name in _CHILDREN:
        children = node.get(name)
        for child in children if isinstance(children, list) else ():
            if isinstance(child, dict):
                yield child
                yield from _elements(child)


def _actions(card: Mapping[str, Any]) -> Iterator[Json]:
    for element in (*_elements(card), card):
        for action in element.get("actions") or ():
            if isinstance(action, dict):
                yield action
        for name in ("selectAction", "inlineAction"):
            if isinstance(element.get(name), dict):
                yield element[name]


def _texts(card: Mapping[str, Any]) -> Iterator[str]:
    for element in (*_elements(card),):
        kind = str(element.get("type", ""))
        if kind == "RichTextBlock":
            runs = [
                run if isinstance(run, str) else str(run.get("text", ""))
                for run in element.get("inlines") or ()
            ]
            yield "".join(runs)
        elif kind.startswith("Input."):
            yield from (str(element[name]) for name in ("label", "value") if element.get(name))
        elif kind != "TextRun" and element.get("text"):
            yield str(element["text"])
        elif "title" in element and "value" in element and not kind:
            yield f"{element['title']}: {element['value']}"
    for action in _actions(card):
        if action.get("type") == "Action.ShowCard" and isinstance(action.get("card"), Mapping):
            yield from _texts(action["card"])


def _value(element: Mapping[str, Any]) -> str:
    if element["type"] == "Input.Toggle":
        return str(element.get("value", element.get("valueOff", "false")))
    return str(element.get("value", ""))
