"""A colleague fills in the Word form from the chat page and sends it back; the bot is killed in between."""

from pathlib import Path

from playwright.sync_api import Browser, Page, expect

from tests.browser.test_a_theme_in_the_browser import PATIENCE, browser, phone, pytestmark, running_bot
from tests.documents.form_samples import Filling

__all__ = ["browser", "pytestmark"]

CORE = "Woonoverlast is hinder tussen buren. Denk aan geluid, stank en rommel."


def say(page: Page, text: str) -> None:
    page.get_by_role("textbox", name="Je bericht").fill(text)
    page.get_by_role("button", name="Stuur").click()


def test_the_form_is_saved_after_a_kill_once_it_is_accepted(browser: Browser, tmp_path: Path) -> None:
    form = tmp_path / "formulier.docx"
    with running_bot(tmp_path / "data") as address:
        page = phone(browser, address)
        say(page, "formulier woonoverlast")
        page.get_by_role("button", name="Accepteren").click(timeout=PATIENCE)
        with page.expect_download(timeout=PATIENCE) as download:
            page.get_by_role("link", name="Download Woonoverlast").click(timeout=PATIENCE)
        expect(page.get_by_role("button", name="Accepteren")).to_have_count(0)
        download.value.save_as(form)
        document = Filling(form.read_bytes())
        document.type("kern", CORE)
        form.write_bytes(document.bytes())
        page.locator("#file").set_input_files(form)
        expect(page.locator("#chosen")).to_contain_text("formulier.docx")
        page.get_by_role("button", name="Stuur").click()
        expect(page.locator("#messages")).to_contain_text("Ik lees 1 verandering", timeout=PATIENCE)
        page.close()
    with running_bot(tmp_path / "data") as address:
        page = phone(browser, address)
        page.get_by_role("button", name="Alles bewaren").click(timeout=PATIENCE)
        saved = page.locator("#messages li.has-card").last
        expect(saved).to_contain_text("1 verandering uit je formulier bewaard", timeout=PATIENCE)
        page.close()
