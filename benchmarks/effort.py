"""What it takes to complete the format: presses and cards, or typed messages. `python -m benchmarks.effort`.

A colleague fills in one theme of the example round with 5 partners and 4 developments, once with cards
only and once by typing only, and submits it. Every main question gets an answer; of the two last lists,
which may stay empty, it says that there is nothing. Counted from the word that opens the theme up to and
including the press or the word that submits it. The bot is the real one, spoken to through the stand-in.

"Cards" are messages with a card that appear in the chat: one card moves through a block of questions.
"""

import asyncio
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot.assembly import make_bot
from bot.local import LocalTalk
from bot.local.conversation import Message
from bot.serving import example_round, people_of
from bot.store.memory import MemoryStore
from dialogs.intake.format_file import packaged_formats
from dialogs.intake.theme_log import Kind, Status, ThemeKey
from dialogs.ports import Store

WHO = "samira.elidrissi@veldermeer.example"
THEME = "woonoverlast"
PARTNERS = 5
DEVELOPMENTS = 4
MOST_PRESSES, MOST_CARDS, MOST_MESSAGES = 30, 12, 35  # the aims

TYPED = (
    "woonoverlast",
    "Hinder tussen buren, van lawaai tot dreigen. Wij brengen alle betrokkenen bij elkaar.",
    "Lawaai, vervuiling en agressie. Niet de overlast van bedrijven.",
    "goed",
    "De buurtbemiddeling liep goed. De nazorg kwam te laat op gang.",
    "politie (goed), woningcorporaties (kan beter), GGD (goed), jongerenwerk (moeizaam), bewoners (goed)",
    "onduidelijk",
    "De zorg zit nog niet aan tafel.",
    "ja, dat gaat goed",
    "ja",
    (
        "Nieuwe wet op de regie; binnen een jaar\n"
        "Meer mensen wonen alleen; nu al\n"
        "Minder plekken in de opvang; over 2 tot 4 jaar\n"
        "Meer meldingen via de app; nu al"
    ),
    "klaar",
    "Minder buren met langdurige overlast, en snellere hulp voor wie het meldt.",
    "2 en 2",
    "Nee, er is geen extra geld nodig.",
    "klaar",
    "klaar",
    "belangrijk, geen prioriteit",
    "De aanpak staat, en vraagt vooral onderhoud.",
    "niets",
    "indienen",
    "ja",
)

FILLED: Mapping[str, str] = {
    "kern": TYPED[1],
    "afbakening": TYPED[2],
    "stand": "goed",
    "evaluatie": TYPED[4],
    "partner": "politie,corporaties,ggd,jongerenwerk,bewoners",
    "oordeel": "goed",
    "regie": "onduidelijk",
    "stroef": TYPED[7],
    "sociaal_domein": "goed",
    "schaal": "gemeente",
    "wat": "Meer mensen wonen alleen",
    "wanneer": "nu",
    "ambitie": TYPED[12],
    "fte_nu": "2",
    "fte_nodig": "2",
    "geld": TYPED[14],
    "niveau": "strategisch",
    "waarom": TYPED[18],
    "vergeten": "Niets.",
}
"""What is filled in on cards, by the name of the input; of an input in a row, by the name behind the dot."""

ANOTHER, LAST, NO_MORE = "Bewaar en nog een", "Bewaar en klaar", "Klaar, verder niets"
ONWARD = (NO_MORE, "Volgende", "Nu niet", "Zo is het goed", "Indienen", "Ja, ik dien het in")
"""The buttons that lead to the end, the first that a card has being pressed."""


@dataclass(frozen=True, slots=True)
class Effort:
    """What completing the format took."""

    actions: int  # presses, or typed messages
    cards: int


@asynccontextmanager
async def town() -> AsyncIterator[tuple[LocalTalk, Store]]:
    """The example round in memory, and everybody in it."""
    store = MemoryStore()
    await store.put_round("lokaal", example_round())
    bot = make_bot(store, packaged_formats(), _now)
    async with LocalTalk(bot.app, people_of((example_round(),))) as talk:
        yield talk, store


def _now() -> datetime:
    """Within the example round, whatever the date is today."""
    return datetime(2026, 11, 23, 9, 0, tzinfo=UTC)


async def by_typing() -> Effort:
    async with town() as (talk, store):
        for line in TYPED:
            turn = await talk.say(WHO, line)
            assert turn.status == 202, line
        await _complete(store)
        return Effort(len(TYPED), _cards(talk))


async def by_cards() -> Effort:
    async with town() as (talk, store):
        await talk.say(WHO, THEME)
        presses, developments = 0, 0
        while not await _submitted(store):
            card = talk.card(WHO)
            button, fields = next_press(card, developments)
            developments += button in {ANOTHER, LAST}
            await talk.press(WHO, button, fields)
            presses += 1
            assert presses < 100, f"the cards lead nowhere: {card.titles}"
        await _complete(store)
        return Effort(presses, _cards(talk))


def next_press(card: Message, developments: int) -> tuple[str, dict[str, str]]:
    """The button that a colleague presses now, and what they fill in before."""
    if LAST in card.titles and developments < DEVELOPMENTS:
        fields = {"wat": f"{FILLED['wat']} ({developments + 1})", "wanneer": FILLED["wanneer"]}
        return (ANOTHER if developments < DEVELOPMENTS - 1 else LAST), fields
    for title in ONWARD:
        if title in card.titles:
            names = {name: name.rpartition(".")[2] for name in card.inputs}
            fields = {name: FILLED[key] for name, key in names.items() if key in FILLED}
            return title, fields if title == "Volgende" else {}
    raise AssertionError(f"no way on: {card.titles}")


def _cards(talk: LocalTalk) -> int:
    return sum(message.card is not None for message in talk.messages(WHO))


async def _submitted(store: Store) -> bool:
    return any(entry.draft.kind is Kind.SUBMITTED for entry in await store.log(_KEY))


async def _complete(store: Store) -> None:
    """That everything is there: what was counted is a whole theme."""
    entries = await store.log(_KEY)
    given = [entry.draft for entry in entries if entry.draft.status is Status.GIVEN]
    assert entries[-1].draft.kind is Kind.SUBMITTED
    assert len({draft.item for draft in given if draft.question == "partners"}) == PARTNERS
    assert len({draft.item for draft in given if draft.question == "ontwikkelingen"}) == DEVELOPMENTS


_KEY = ThemeKey("lokaal", "ivp-2027-2030", THEME)


def measure() -> str:
    """A Markdown table of what completing the format takes."""
    cards, typed = asyncio.run(by_cards()), asyncio.run(by_typing())
    good = cards.actions <= MOST_PRESSES and cards.cards <= MOST_CARDS
    return "\n".join(
        [
            (
                f"| a theme with {PARTNERS} partners and {DEVELOPMENTS} developments, up to submitting "
                "| taken | aim | met |"
            ),
            "|---|---|---|---|",
            (
                f"| by cards | {cards.actions} presses, {cards.cards} cards "
                f"| ≤ {MOST_PRESSES} presses and {MOST_CARDS} cards | {_yes(good)} |"
            ),
            (
                f"| by typing | {typed.actions} messages | ≤ {MOST_MESSAGES} messages "
                f"| {_yes(typed.actions <= MOST_MESSAGES)} |"
            ),
        ]
    )


def _yes(met: bool) -> str:
    return "yes" if met else "no"


if __name__ == "__main__":
    print(measure())
