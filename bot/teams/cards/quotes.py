"""A piece of a plan, word for word, with where it stands."""

import re

from bot.teams.cards import words
from bot.teams.cards.elements import Element, Room, Style, container, paragraph, run, subtle
from bot.teams.cards.text import escaped, safe_url, shown
from dialogs.views import Quote

_MOST_MARKS = 20


def drawn(quote: Quote, room: Room) -> Element:
    """`quote` as a block of its own: the words, those that answer marked, the source and the way there."""
    items = [
        paragraph(_marked(f"“{shown(quote.text, room.text)}”", quote.evidence)),
        subtle(quote.source, room),
    ]
    if url := safe_url(quote.url):
        items.append(
            {
                "type": "TextBlock",
                "text": f"[{escaped(words.OPEN_SOURCE)}]({url})",
                "size": "small",
                "wrap": True,
                "spacing": "small",
            }
        )
    return container(items, Style.NOTE, spacing="medium")


def _marked(text: str, evidence: tuple[str, ...]) -> list[Element]:
    """`text` in runs, the whole words of `evidence` among them bold and highlighted."""
    wanted = [re.escape(word) for word in sorted(evidence, key=len, reverse=True) if word.strip()]
    if not wanted:
        return [run(text)]
    pieces = re.split(rf"(?<!\w)({'|'.join(wanted)})(?!\w)", text, maxsplit=_MOST_MARKS, flags=re.IGNORECASE)
    return [
        run(piece, weight="bolder", highlight=True) if place % 2 else run(piece)
        for place, piece in enumerate(pieces)
        if piece
    ]
