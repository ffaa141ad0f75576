"""What the search of the compose box shows of a passage, and the card that is put in a chat."""

import re

from bot.teams.cards import words
from bot.teams.cards.card import CONTENT_TYPE, draw
from bot.teams.cards.elements import Element
from bot.teams.cards.text import escaped, one_line, safe_url
from dialogs.channel import Result

PREVIEW_TYPE = "application/vnd.microsoft.card.thumbnail"
LONGEST_TITLE = 120  # characters
LONGEST_TEXT = 300  # characters

_TAG_OR_ENTITY = re.compile(r"[<&](?=[\w#/!])")


def attachment(result: Result) -> Element:
    """One line of the list, with the card that is inserted when it is chosen.

    That card stands in a chat that the bot may be no part of: it carries no buttons.
    """
    card = draw(result.view)
    if url := safe_url(result.url):
        link = {"type": "TextBlock", "text": f"[{escaped(words.OPEN_SOURCE)}]({url})", "wrap": True}
        card |= {"body": [*_body(card), link]}
    preview = {"title": _line(result.title, LONGEST_TITLE), "text": _line(result.text, LONGEST_TEXT)}
    return {
        "contentType": CONTENT_TYPE,
        "content": card,
        "preview": {"contentType": PREVIEW_TYPE, "content": preview},
    }


def _body(card: Element) -> list[Element]:
    body = card["body"]
    return body if isinstance(body, list) else []


def _line(text: str, most: int) -> str:
    """`text` on one line. A preview reads HTML: what looks like a mark of it is kept from being one."""
    return _TAG_OR_ENTITY.sub(lambda mark: f"{mark[0]}\u200b", one_line(text, most))
