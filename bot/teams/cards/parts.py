"""What can be filled in on a card.

Without isRequired, maxLength, regex or a number field: those block "Later" and "Overslaan", or cut pasted
text unseen. The server checks, and the card that comes back carries what was typed (DESIGN §9).
"""

from bot.teams.cards import words
from bot.teams.cards.elements import Element, Room
from bot.teams.cards.text import escaped, one_line, sound
from dialogs.views import Part, PartKind

PEOPLE = "graph.microsoft.com/users"

_LONGEST_LABEL = 300
_LONGEST_OPTION = 200


def drawn(part: Part, room: Room, tell_optional: bool) -> Element:
    """`part` as an input. `tell_optional`: other parts are required, so say that this one may stay empty."""
    item: Element
    if part.kind is PartKind.TOGGLE:
        return _toggle(part)
    if part.kind is PartKind.DATE:
        item = {"type": "Input.Date"}
    elif part.kind in (PartKind.CHOICE, PartKind.CHOICES):
        item = _choice(part, room)
    else:
        item = {
            "type": "Input.Text",
            "isMultiline": part.kind is PartKind.TEXT,
        }
        if part.placeholder:
            item["placeholder"] = one_line(part.placeholder)
    item |= {"id": part.name, "label": _label(part, tell_optional), "spacing": "medium"}
    if value := sound(part.value):
        item["value"] = value
    return item


def _toggle(part: Part) -> Element:
    return {
        "type": "Input.Toggle",
        "id": part.name,
        "title": escaped(one_line(part.label, _LONGEST_LABEL)),
        "value": "true" if part.value == "true" else "false",
        "valueOn": "true",
        "valueOff": "false",
        "wrap": True,
        "spacing": "medium",
    }


def _choice(part: Part, room: Room) -> Element:
    """Options on the card itself, or in a drop-down when the part is compact. Options read Markdown there."""
    folded = part.compact and part.kind is PartKind.CHOICE
    most = min(_LONGEST_OPTION, room.text)
    item: Element = {
        "type": "Input.ChoiceSet",
        "style": "compact" if part.compact else "expanded",
        "isMultiSelect": part.kind is PartKind.CHOICES,
        "wrap": True,
        "choices": [
            {
                "title": one_line(choice.label, most) if folded else escaped(one_line(choice.label, most)),
                "value": choice.key,
            }
            for choice in part.choices
        ],
    }
    if part.people:  # Teams looks people up itself; other clients show the choices above
        item["choices.data"] = {"type": "Data.Query", "dataset": PEOPLE}
    if part.compact:
        item["placeholder"] = one_line(part.placeholder) if part.placeholder else words.CHOOSE
    return item


def _label(part: Part, tell_optional: bool) -> str:
    """Every input has a name, also for who cannot see that the question stands above it."""
    if not part.label:
        return _DEFAULT[part.kind]
    label = one_line(part.label, _LONGEST_LABEL)
    return f"{label} {words.OPTIONAL}" if tell_optional and not part.required else label


_DEFAULT = {
    PartKind.TEXT: words.YOUR_ANSWER,
    PartKind.LINE: words.YOUR_ANSWER,
    PartKind.DATE: words.YOUR_ANSWER,
    PartKind.CHOICE: words.CHOOSE_ONE,
    PartKind.CHOICES: words.CHOOSE_SEVERAL,
}
