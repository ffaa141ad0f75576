"""Every sample card in Microsoft's own renderer: no complaint, nothing cut off, marks shown as typed."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from bot.teams.cards import draw, draw_done
from tests.teams.cards import gallery
from tests.teams.cards.card_samples import ARABIC, DONE, MARKDOWN, VIEWS

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(bool(gallery.missing()), reason=gallery.missing() or "all is there"),
]
CARDS = {name: draw(view) for name, view in VIEWS.items()} | {
    name: draw_done(done) for name, done in DONE.items()
}


@pytest.fixture(scope="module")
def page() -> "Iterator[Page]":
    with gallery.browser_page() as opened:
        yield opened


@pytest.mark.parametrize("width", [gallery.PHONE, gallery.DESKTOP])
def test_every_card_is_drawn_whole_and_without_complaint(page: "Page", width: int) -> None:
    for name, card in CARDS.items():
        told = gallery.draw_on(page, card, width, opened=True)
        complaints = {key: told[key] for key in ("events", "faults", "cut", "wide") if told[key]}
        assert not complaints, f"{name} at {width} px"
        assert told["text"].strip()


def test_marks_that_people_type_show_as_typed(page: "Page") -> None:
    told = gallery.draw_on(page, CARDS["ask-markdown"], gallery.DESKTOP)
    text = told["text"].replace("\u200b", "")
    for line in MARKDOWN.split("\n"):
        assert line in text
    assert "Klopt *dit* [antwoord](https://voorbeeld.nl) van a_b_c & co?" in text
    assert "**Vet** BV" in text
    assert "1. Eerste" in text
    assert ARABIC in text
    assert dict(told["inputs"])["answer"] == MARKDOWN
    assert page.locator("#card a[href]").count() == 0


def test_more_opens_the_other_buttons(page: "Page") -> None:
    gallery.draw_on(page, CARDS["ask-text"], gallery.PHONE)
    assert not page.get_by_role("button", name="Weet ik nog niet").is_visible()
    page.get_by_role("button", name="Meer").click()
    assert page.get_by_role("button", name="Weet ik nog niet").is_visible()


def test_a_small_button_can_be_reached_and_pressed_by_keyboard(page: "Page") -> None:
    gallery.draw_on(page, CARDS["rows-summary"], gallery.PHONE)
    page.get_by_role("button", name="Wijzig: 2. Wat hoort bij dit thema").press("Enter")
    (pressed,) = page.evaluate("window.pressed")
    assert pressed["type"] == "Action.Execute"
    assert pressed["data"]["ivp"]["verb"] == "change"


def test_a_press_brings_what_was_filled_in(page: "Page") -> None:
    gallery.draw_on(page, CARDS["ask-text"], gallery.PHONE)
    page.get_by_label("Je antwoord").fill("Overlast in de wijk.\nVooral 's avonds.")
    page.get_by_role("button", name="Later").click()
    (pressed,) = page.evaluate("window.pressed")
    assert pressed["verb"] == "later"
    assert pressed["data"]["answer"] == "Overlast in de wijk.\nVooral 's avonds."
