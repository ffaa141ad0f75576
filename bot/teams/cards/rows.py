"""The card of an overview: a title, and a line for each thing with what can be done with it."""

from bot.teams.cards import actions, words
from bot.teams.cards.elements import (
    Element,
    Room,
    beside,
    column,
    container,
    heading,
    paragraph,
    prose,
    run,
    subtle,
)
from bot.teams.cards.text import shown
from dialogs.views import Row, ShowRows

_SHORT_TEXT = 60  # characters; short enough to stand left of a button on a phone


def body(view: ShowRows, room: Room) -> list[Element]:
    """The elements of the card, from top to bottom."""
    drawn = [heading(view.title, room)]
    if view.intro:
        drawn.append(prose(view.intro, room, spacing="small"))
    drawn += [_row(row, room, place < room.links) for place, row in enumerate(view.rows[: room.rows])]
    if len(view.rows) > room.rows:
        drawn.append(subtle(words.MORE_ROWS.format(count=len(view.rows) - room.rows), room))
    if view.outro:
        drawn.append(prose(view.outro, room, spacing="medium"))
    return drawn + actions.buttons(view.buttons)


def _row(row: Row, room: Room, pressable: bool) -> Element:
    """Title and state, the text under it at full width; a single short button to the right of the title."""
    head = [paragraph([run(shown(row.title, room.text), weight="bolder")])]
    if row.state:
        head.append(subtle(row.state, room, spacing="none"))
    text = [prose(row.text, room, spacing="small")] if row.text else []
    if not pressable:
        return _line([*head, *text, *actions.typed(row.buttons, room)])
    if len(row.buttons) != 1 or not actions.is_short(row.buttons[0]):
        return _line([*head, *text, *actions.links(row.buttons, row.title)])
    if len(row.text) <= _SHORT_TEXT:
        head, text = head + text, []
    left = column(head, "stretch", verticalContentAlignment="center")
    return _line([beside(left, actions.link(row.buttons[0], row.title)), *text])


def _line(items: list[Element]) -> Element:
    return container(items, separator=True, spacing="medium")
