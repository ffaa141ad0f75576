"""What the search of the compose box shows of a passage, and the card that is put in a chat."""

import re

from bot.teams.cards.card import CONTENT_TYPE, draw
from bot.teams.cards.elements import Element
from bot.teams.cards.text import one_line
from dialogs.channel import Result

PREVIEW_TYPE = "application/vnd.microsoft.card.thumbnail"
LONGEST_TITLE = 120  # characters
LONGEST_TEXT = 300  # characters

_TAG_OR_ENTITY = re.compile(r"[<&](?=[\w#/!])")


def attachment(result: Result) -> Element:
    """One line of the list, with the card that is inserted when it is chosen.

    That card stands in a chat that the bot may be no part of: it carries no buttons.
    """
    preview = {"title": _line(result.title, LONGEST_TITLE), "text": _line(result.text, LONGEST_TEXT)}
    return {
        "contentType": CONTENT_TYPE,
        "content": draw(result.view),
        "preview": {"contentType": PREVIEW_TYPE, "content": preview},
    }


def _line(text: str, most: int) -> str:
    """`text` on one line. A preview reads HTML: what looks like a mark of it is kept from being one."""
    return _TAG_OR_ENTITY.sub(lambda mark: f"{mark[0]}\u200b", one_line(text, most))
