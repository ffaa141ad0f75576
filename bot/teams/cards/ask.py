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
    prose,
    subtle,
)
from dialogs.views import Ask, ItemRow


def body(ask: Ask, room: Room) -> list[Element]:
    """The elements of the card, from top to bottom."""
    drawn = [*_news(ask, room), subtle(place(ask), room), heading(ask.question, room, spacing="small")]
    if ask.help:
        drawn.append(prose(ask.help, room, spacing="small", isSubtle=True))
    drawn += [container([prose(note, room)], Style.NOTE) for note in ask.notes]
    drawn += [quotes.drawn(quote, room) for quote in ask.quotes]
    drawn += _items(ask.items, room)
    if room.inputs:
        drawn += [parts.drawn(part, room, alone=len(ask.parts) == 1) for part in ask.parts]
    else:
        drawn.append(container([prose(words.TOO_BIG, room)], Style.WARNING))
    if ask.hint:
        drawn.append(subtle(ask.hint, room))
    return drawn + actions.buttons(ask.buttons, ask.more)


def place(ask: Ask) -> str:
    """Where in the theme this question stands: "Woonoverlast · Samenwerking · vraag 6 · 5 van 17 klaar"."""
    number = f"{words.QUESTION} {ask.number}" if ask.number else ""
    progress = words.PROGRESS.format(done=ask.progress.done, total=ask.progress.total)
    return " · ".join(filter(None, (ask.theme, ask.block, number, progress)))


def _news(ask: Ask, room: Room) -> list[Element]:
    """What went wrong, and what was saved with the way back."""
    news = []
    if ask.problem:
        news.append(container([prose(ask.problem, room)], Style.WARNING))
    if ask.saved or ask.undo:
        sides = [column([prose(ask.saved, room)], "stretch", verticalContentAlignment="center")]
        if ask.undo:
            sides.append(actions.link(ask.undo))
        news.append(container([beside(*sides)], Style.GOOD))
    return news


def _items(items: tuple[ItemRow, ...], room: Room) -> list[Element]:
    """What a list holds already."""
    drawn: list[Element] = []
    for item in items[: room.rows]:
        lines = [prose(item.text, room), *actions.links(item.buttons, item.text, room)]
        drawn.append(container(lines, spacing="small", separator=True))
    if len(items) > room.rows:
        drawn.append(subtle(words.MORE_ROWS.format(count=len(items) - room.rows), room))
    return [container([subtle(words.FILLED_IN, room), *drawn], spacing="medium")] if drawn else []
