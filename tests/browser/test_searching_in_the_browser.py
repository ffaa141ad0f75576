"""Somebody tries the search of the compose box on the chat page, on a phone."""

from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.test_a_theme_in_the_browser import PATIENCE, browser, phone, pytestmark, running_bot

__all__ = ["browser", "pytestmark"]


def test_results_come_while_typing_and_the_card_shows_on_a_press(browser: Browser, tmp_path: Path) -> None:
    with running_bot(tmp_path / "data") as address:
        page = phone(browser, address)
        expect(page.locator("#messages li").first).to_be_visible(timeout=PATIENCE)
        page.get_by_text("Proberen").click()
        page.get_by_role("button", name="Zoek in het plan").click()
        box = page.get_by_role("searchbox")
        box.press_sequentially("wo")
        box.press_sequentially("ono")
        first = page.locator("#search-found button").first
        expect(first).to_contain_text("Woonoverlast is hinder", timeout=PATIENCE)
        first.click()
        expect(page.locator("#search-card")).to_contain_text("“Woonoverlast is hinder")
        box.fill("parkeertarieven")
        expect(page.get_by_role("status").filter(has_text="Dat staat niet in het IVP")).to_be_visible()
        page.get_by_role("button", name="Sluiten").click()
        expect(page.locator("#search")).to_be_hidden()
        page.close()
