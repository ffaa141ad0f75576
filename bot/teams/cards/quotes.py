"""A piece of a plan, word for word, with where it stands."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from bot.teams.cards import words
from bot.teams.cards.elements import Element, Room, Style, beside, column, container, paragraph, run, subtle
from bot.teams.cards.text import escaped, safe_url, shown
from dialogs.views import Quote

_MOST_MARKS = 20
_FOLDED = "plantekst"  # the id of the pieces that are unfolded by a press


def beside_a_question(quotes: Sequence[Quote], room: Room) -> list[Element]:
    """What the plan says on the subject of a question: one piece in sight, unmarked, the rest folded."""
    plain = [drawn(replace(quote, evidence=()), room, size="small") for quote in quotes]
    if len(plain) < 2:
        return plain
    title = words.MORE_QUOTES.format(count=len(plain) - 1)
    unfold = {"type": "Action.ToggleVisibility", "title": title, "targetElements": [_FOLDED]}
    link = column(
        [{"type": "TextBlock", "text": escaped(title), "color": "accent", "size": "small"}],
        selectAction=unfold,
        minHeight="28px",
        verticalContentAlignment="center",
    )
    return [plain[0], beside(link, spacing="small"), container(plain[1:], id=_FOLDED, isVisible=False)]


def drawn(quote: Quote, room: Room, **look: object) -> Element:
    """`quote` as a block of its own: the words, those that answer marked, the source and the way there."""
    items = [
        paragraph(_marked(f"“{shown(quote.text, room.text)}”", quote.evidence, look)),
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


def _marked(text: str, evidence: tuple[str, ...], look: Mapping[str, object]) -> list[Element]:
    """`text` in runs, the whole words of `evidence` among them bold and highlighted."""
    wanted = [re.escape(word) for word in sorted(evidence, key=len, reverse=True) if word.strip()]
    if not wanted:
        return [run(text, **look)]
    pieces = re.split(rf"(?<!\w)({'|'.join(wanted)})(?!\w)", text, maxsplit=_MOST_MARKS, flags=re.IGNORECASE)
    return [
        run(piece, weight="bolder", highlight=True, **look) if place % 2 else run(piece, **look)
        for place, piece in enumerate(pieces)
        if piece
    ]
