"""A colleague fills in a theme on cards in a real browser, and the bot is killed halfway."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Timer

import pytest
from playwright.sync_api import Browser, Locator, Page, expect, sync_playwright

from bot.local.chat_api import page_draws_cards

ROOT = Path(__file__).parents[2]
SHOTS = ROOT / "artifacts" / "theme"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
READY = "The chat page: "
SECONDS_TO_START = 30
PATIENCE = 15_000  # milliseconds; a busy machine is no fault

pytestmark = [
    pytest.mark.browser,
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt install chromium)"),
    pytest.mark.skipif(not page_draws_cards(), reason="no npm packages: run `npm ci` in bot/local/page"),
]


@pytest.fixture
def browser() -> Iterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        browser.close()


@contextmanager
def running_bot(data: Path, port: int = 0) -> Iterator[str]:
    """The bot as people start it; gives the address of the chat page, and ends by SIGKILL."""
    surroundings = {name: os.environ[name] for name in ("PATH", "HOME", "LANG") if name in os.environ}
    process = subprocess.Popen(
        [sys.executable, "app.py", "serve", "--local", "--port", str(port)],
        cwd=ROOT,
        env={**surroundings, "IVP_DATA": str(data)},
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    patience = Timer(SECONDS_TO_START, process.kill)
    patience.start()
    try:
        assert process.stdout is not None
        said = next((line for line in process.stdout if line.startswith(READY)), None)
        patience.cancel()
        assert said, f"the bot did not start within {SECONDS_TO_START} seconds"
        yield said.removeprefix(READY).strip()
    finally:
        patience.cancel()
        process.kill()
        process.communicate()


def phone(browser: Browser, address: str) -> Page:
    """Samira's chat on a phone."""
    page = browser.new_page(viewport={"width": 360, "height": 740}, device_scale_factor=2, locale="nl-NL")
    page.goto(address)
    page.locator("a[data-person]", has_text="Samira").click()
    return page


def open_card(page: Page, number: str) -> Locator:
    """The newest card, once it shows the question with this number."""
    card = page.locator("#messages li.has-card").last
    expect(card).to_contain_text(f"vraag {number} · ", timeout=PATIENCE)
    return card


def press(card: Locator, name: str) -> None:
    card.get_by_role("button", name=name, exact=True).click()


def shot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=SHOTS / f"{name}.png")


def test_a_theme_goes_on_where_it_was_after_the_bot_was_killed(browser: Browser, tmp_path: Path) -> None:
    with running_bot(tmp_path) as address:
        page = phone(browser, address)
        shot(page, "1-welcome")
        press(page.locator("#messages li.has-card").last, "Beginnen")
        page.get_by_role("button", name="Beginnen: Woonoverlast").click()
        card = open_card(page, "1")
        shot(page, "2-first-question")
        card.get_by_label("Je antwoord").fill("Buren die elkaar hinderen met geluid, vuil en bedreiging.")
        press(card, "Volgende")
        card = open_card(page, "2")
        expect(card).to_contain_text("Bewaard bij vraag 1: Buren die elkaar hinderen")
        card.get_by_label("Je antwoord").fill("Wel burenruzie en vervuiling, niet de drukte rond cafés.")
        press(card, "Volgende")
        expect(open_card(page, "3")).to_contain_text("2 van 19 klaar")
        shot(page, "3-before-the-kill")
        page.close()

    port = int(address.split(":")[2].split("/")[0])
    with running_bot(tmp_path, port) as address:
        page = phone(browser, address)
        card = open_card(page, "3")
        expect(card).to_contain_text("2 van 19 klaar")
        shot(page, "4-after-the-kill")
        card.get_by_role("radio", name="Redelijk, maar ik heb zorgen").check()
        press(card, "Volgende")
        card = open_card(page, "3a")
        expect(card).to_contain_text("Bewaard bij vraag 3: Redelijk, maar ik heb zorgen")
        shot(page, "5-goes-on")
        page.get_by_label("Je bericht").fill("samenvatting")
        page.keyboard.press("Enter")
        answers = page.locator("#messages li.has-card", has_text="Woonoverlast · Inhoud").last
        first = "Buren die elkaar hinderen met geluid, vuil en bedreiging."
        expect(answers).to_contain_text(first, timeout=PATIENCE)
        expect(answers).to_contain_text("Wel burenruzie en vervuiling, niet de drukte rond cafés.")
        expect(answers).to_contain_text("Redelijk, maar ik heb zorgen")
        shot(page, "6-summary")
