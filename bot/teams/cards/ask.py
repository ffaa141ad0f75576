"""The card of a question: what just happened, where we are, the question, and how to answer it."""

from bot.teams.cards import actions, parts, quotes, words
from bot.teams.cards.elements import (
    Element,
    Room,
    Style,
    beside,
    column,
    container,
    heading,
    paragraph,
    prose,
    run,
    subtle,
)
from bot.teams.cards.text import one_line
from dialogs.views import Ask, ItemRow, Part, PartKind

_LONGEST_SAVED = 160
_SHORT_SAVED = 40  # characters; beside a small button that is two lines on a phone
_SHORT_ITEM, _SHORT_LABELS = 60, 18  # characters


def body(ask: Ask, room: Room) -> list[Element]:
    """The elements of the card, from top to bottom."""
    news = _news(ask, room)
    where = subtle(place(ask, "\n"), room, spacing="medium" if news else "small")
    drawn = [*news, where, heading(ask.question, room, spacing="small")]
    if ask.help:
        drawn.append(prose(ask.help, room, spacing="small", isSubtle=True))
    drawn += [container([prose(note, room)], Style.NOTE) for note in ask.notes]
    drawn += quotes.beside_a_question(ask.quotes, room)
    drawn += _items(ask.items, room)
    if room.inputs:
        some_required = any(part.required for part in ask.parts)
        drawn += [parts.drawn(part, room, tell_optional=some_required) for part in ask.parts]
    else:
        drawn.append(container([prose(words.TOO_BIG, room)], Style.WARNING))
    if ask.hint and not all(_chosen_by_pressing(part) for part in ask.parts):
        drawn.append(subtle(f"{words.IN_CHAT} {ask.hint}", room))
    return drawn + actions.buttons(ask.buttons, ask.more)


def place(ask: Ask, before_number: str = " · ") -> str:
    """Where in the theme this question stands: "Woonoverlast · Samenwerking · vraag 6 · 5 van 17 klaar".

    On a phone that is two lines; a line end as `before_number` keeps the numbers together on the second.
    """
    number = f"{words.QUESTION} {ask.number}" if ask.number else ""
    progress = words.PROGRESS.format(done=ask.progress.done, total=ask.progress.total)
    return before_number.join((f"{ask.theme} · {ask.block}", " · ".join(filter(None, (number, progress)))))


def _chosen_by_pressing(part: Part) -> bool:
    """Whether the options stand in sight, so that how to type one of them would only be in the way."""
    pressable = part.kind in (PartKind.CHOICE, PartKind.CHOICES, PartKind.TOGGLE)
    return pressable and not part.compact


def _news(ask: Ask, room: Room) -> list[Element]:
    """What went wrong, and what was saved with the way back."""
    news = []
    if ask.problem:
        news.append(container([prose(ask.problem, room)], Style.WARNING))
    if ask.saved or ask.undo:
        line = paragraph([run(one_line(ask.saved, min(_LONGEST_SAVED, room.text)), size="small")])
        if ask.undo and len(ask.saved) > _SHORT_SAVED:
            under = beside(actions.link(ask.undo), spacing="none")
            news.append(container([line, under], Style.GOOD))
        else:
            undo = [actions.link(ask.undo)] if ask.undo else []
            left = column([line], "stretch", verticalContentAlignment="center")
            news.append(container([beside(left, *undo)], Style.GOOD))
    return news


def _items(items: tuple[ItemRow, ...], room: Room) -> list[Element]:
    """What a list holds already."""
    short = all(_fits_beside(item) for item in items)
    first_pressable = len(items) - room.links  # of a long list the newest ones
    drawn = [
        _item(item, room, short) if place >= first_pressable else _typed_item(item, room)
        for place, item in enumerate(items[: room.rows])
    ]
    if len(items) > room.rows:
        drawn.append(subtle(words.MORE_ROWS.format(count=len(items) - room.rows), room))
    return [container([subtle(words.FILLED_IN, room), *drawn], spacing="medium")] if drawn else []


def _item(item: ItemRow, room: Room, short: bool) -> Element:
    """One item with its small buttons: beside it when all items of the list are short, else under it."""
    text = prose(item.text, room)
    if not short:
        return container([text, *actions.links(item.buttons, item.text)], separator=True)
    sides = [column([text], "stretch", verticalContentAlignment="center")]
    return beside(
        *sides, *(actions.link(button, item.text) for button in item.buttons), spacing="small", separator=True
    )


def _typed_item(item: ItemRow, room: Room) -> Element:
    return container([prose(item.text, room), *actions.typed(item.buttons, room)], separator=True)


def _fits_beside(item: ItemRow) -> bool:
    labels = sum(len(button.label) for button in item.buttons)
    return len(item.text) <= _SHORT_ITEM and "\n" not in item.text and labels <= _SHORT_LABELS
