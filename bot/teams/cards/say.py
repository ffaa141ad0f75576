"""The card of a message: paragraphs, what the person typed, quotes and buttons."""

from bot.teams.cards import actions, parts, quotes, words
from bot.teams.cards.elements import Element, Room, Style, container, heading, prose, subtle
from dialogs.views import Say


def body(say: Say, room: Room) -> list[Element]:
    """The elements of the card, from top to bottom."""
    drawn = [heading(say.title, room)] if say.title else []
    drawn += [prose(paragraph, room) for paragraph in say.paragraphs if paragraph.strip()]
    if say.typed:
        drawn.append(container([subtle(words.YOU_WROTE, room), prose(say.typed, room, "small")], Style.NOTE))
    for quote in say.quotes:
        drawn += [prose(quote.heading, room, "large", weight="bolder")] if quote.heading else []
        drawn.append(quotes.drawn(quote, room))
    drawn += [parts.drawn(part, room, tell_optional=False) for part in say.parts]
    return drawn + actions.buttons(say.buttons)
