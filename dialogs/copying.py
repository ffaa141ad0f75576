"""A copy of one's own answers as plain text, in as many messages as it takes."""

import json
from collections.abc import Iterable, Iterator

from dialogs import texts
from dialogs.desk import Desk, Outcome
from dialogs.filing.offering import copy_button
from dialogs.intake.sheet import Sheet
from dialogs.intake.showing import answer_shown
from dialogs.navigating import nothing_to_fill_in, say
from dialogs.views import Say

MOST_ON_CARD = 11_000  # characters as JSON, so that nothing is cut from a card of 20 000
PIECE = 1_500  # characters of one paragraph
LINES = 30  # of one paragraph; a card shows at most 40
AROUND_PARAGRAPH = 300  # characters of JSON that a card needs for each


async def copy(desk: Desk) -> Outcome:
    """All answers of the themes that this person fills in; the question that was pending stays pending."""
    if not desk.places:
        return await nothing_to_fill_in(desk)
    views: list[Say] = []
    for place in desk.places:
        sheet = await desk.sheet(place)
        cards = list(_cards(_paragraphs(sheet)))
        for page, paragraphs in enumerate(cards, 1):
            views.append(Say(tuple(paragraphs), title=texts.copy_title(place.theme.title, page, len(cards))))
    if not views:
        return say(desk, texts.COPY_EMPTY)
    intro = Say((texts.COPY_INTRO,), (copy_button(desk),), texts.COPY_TITLE)
    return Outcome((intro, *views), desk.focus, aside=True)


def _paragraphs(sheet: Sheet) -> Iterator[str]:
    """Each answer under its question, in the order of the format; long ones in pieces."""
    for one in sorted(sheet.asked, key=lambda placed: placed.rank):
        if sheet.state.standing(one.id) is None and not sheet.items(one.id):
            continue
        heading = f"{one.number}. {sheet.words(one.question.text, one.id)}"
        if sheet.internal(one.question):
            heading = f"{heading} ({texts.INTERNAL_MARK})"
        yield from _pieces(f"{heading}\n{answer_shown(sheet, one.question)}")


def _pieces(text: str) -> Iterator[str]:
    """`text` in pieces that a card shows whole, cut at line ends or spaces where there are any."""
    piece: list[str] = []
    for line in (part for whole in text.split("\n") for part in _short_lines(whole)):
        if piece and (len(piece) == LINES or sum(map(len, piece)) + len(line) > PIECE):
            yield "\n".join(piece)
            piece = []
        piece.append(line)
    yield "\n".join(piece)


def _short_lines(line: str) -> Iterator[str]:
    while len(line) > PIECE:
        cut = line.rfind(" ", PIECE // 2, PIECE)
        cut = cut if cut > 0 else PIECE
        yield line[:cut]
        line = line[cut:].lstrip()
    yield line


def _cards(paragraphs: Iterable[str]) -> Iterator[list[str]]:
    """Paragraphs by the card, none of which is too big to be sent."""
    card: list[str] = []
    size = 0
    for paragraph in paragraphs:
        needs = len(json.dumps(paragraph)) + AROUND_PARAGRAPH
        if card and size + needs > MOST_ON_CARD:
            yield card
            card, size = [], 0
        card.append(paragraph)
        size += needs
    if card:
        yield card
