"""Buttons: rows of real ones that fit a phone, small ones beside a line, and the rest behind "Meer".

Every button is an Action.Execute; a client that does not know it sends the same as an Action.Submit. Both
bring all inputs along, merged by the client with the data of the button, which has a key of its own.
"""

from collections.abc import Iterable, Sequence

from bot.teams.cards import words
from bot.teams.cards.elements import Element, Room, beside, column, container, subtle
from bot.teams.cards.text import clean, cut, escaped, isolated, one_line
from bot.teams.presses import OURS
from dialogs.views import Button

MOST_VISIBLE = 6  # what Teams shows of one card
HIDDEN = "meer"  # the id of what "Meer" opens

_LONGEST_LABEL = 60
_LONGEST_NAME = 60
# A phone leaves about 300 px; a client does not wrap buttons but cuts off their words, so we make the rows.
_ROW, _LETTER, _EDGE, _GAP = 300, 8, 32, 8
_LINK_ROW = 36  # characters of small buttons on one line


def action(button: Button, style: str = "") -> Element:
    """`button` as an action."""
    title = _label(button)
    data = {OURS: {**dict(button.data), "verb": button.verb}}
    drawn: Element = {
        "type": "Action.Execute",
        "title": title,
        "verb": button.verb,
        "data": data,
        "fallback": {"type": "Action.Submit", "title": title, "data": data},
    }
    if style:
        drawn["style"] = style
    return drawn


def buttons(shown: Sequence[Button], more: Sequence[Button] = ()) -> list[Element]:
    """Rows of buttons: what matters most first, at most six in sight, the others behind "Meer"."""
    main = [button for button in shown if button.primary]
    others = [button for button in shown if not button.primary]
    in_sight = MOST_VISIBLE if len(shown) <= MOST_VISIBLE and not more else MOST_VISIBLE - 1
    hidden = [*(main + others)[in_sight:], *more]
    main, others = main[:in_sight], others[: max(in_sight - len(main), 0)]
    first = [action(button, style="positive") for button in main]
    second = [action(button) for button in others]
    if hidden:
        second.append(_more())
    together = _rows(first + second)
    rows = together if len(together) == 1 else [*_rows(first), *_rows(second)]
    if hidden:
        rows.append(_opened([action(button) for button in hidden]))
    if rows:
        rows[0]["spacing"] = "medium"
    return rows


def link(button: Button, about: str = "") -> Element:
    """A small button, as a column: coloured words. `about` tells a screen reader what it works on."""
    label = _label(button)
    name = one_line(f"{label}: {about}", _LONGEST_NAME) if about else label
    label_block: Element = {"type": "TextBlock", "text": escaped(label), "color": "accent"}
    if button.primary:
        label_block["weight"] = "bolder"
    return column(
        [label_block],
        spacing="medium",
        selectAction=action(button) | {"title": name},
        minHeight="28px",
        verticalContentAlignment="center",
    )


def links(all_buttons: Sequence[Button], about: str) -> list[Element]:
    """Small buttons under a line."""
    if not all_buttons:
        return []
    rows: list[list[Element]] = [[]]
    taken = 0
    for button in all_buttons:
        length = len(_label(button)) + 4
        if rows[-1] and taken + length > _LINK_ROW:
            rows.append([])
            taken = 0
        rows[-1].append(link(button, about))
        taken += length
    return [beside(*row, spacing="none") for row in rows]


def typed(all_buttons: Iterable[Button], room: Room) -> list[Element]:
    """One subtle line with what to type instead of pressing `all_buttons`."""
    says = " · ".join(button.say for button in all_buttons if button.say)
    return [subtle(f"{words.YOU_CAN_TYPE} {says}", room, spacing="none")] if says else []


def is_short(button: Button) -> bool:
    """Whether a small button fits to the right of a line on a phone."""
    return len(_label(button)) <= 16


def _label(button: Button) -> str:
    return isolated(cut(" ".join(clean(button.label).split()), _LONGEST_LABEL))


def _more() -> Element:
    return {"type": "Action.ToggleVisibility", "title": words.MORE, "targetElements": [HIDDEN]}


def _opened(actions: Sequence[Element]) -> Element:
    return container(_rows(actions), id=HIDDEN, isVisible=False, spacing="default")


def _rows(actions: Iterable[Element]) -> list[Element]:
    rows: list[list[Element]] = []
    left = 0
    for drawn in actions:
        width = len(str(drawn["title"])) * _LETTER + _EDGE
        if not rows or width > left or len(rows[-1]) == MOST_VISIBLE:
            rows.append([])
            left = _ROW
        rows[-1].append(drawn)
        left -= width + _GAP
    return [{"type": "ActionSet", "actions": row, "spacing": "default"} for row in rows]
