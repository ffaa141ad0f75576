"""What stays of a card that was answered: read-only, so that it cannot be answered twice."""

from bot.teams.cards.elements import Element, Room, prose, subtle
from dialogs.views import Done


def body(done: Done, room: Room) -> list[Element]:
    """The elements of the card, from top to bottom."""
    return [subtle(done.theme, room), prose(f"✓ {done.text}", room, spacing="small")]
