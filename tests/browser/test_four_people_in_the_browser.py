"""Four people play a round in a real browser: filled in, handed over, submitted, sent back and approved."""

from pathlib import Path

from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.test_a_theme_in_the_browser import (
    browser,
    open_card,
    press,
    pytestmark,
    running_bot,
    shot,
)
from tests.turns.test_filling_in_by_typing import WHOLE_THEME

__all__ = ["browser", "pytestmark"]

PATIENCE = 60_000  # milliseconds; four people at once on a busy machine; a quick one waits for nothing
PHONE, DESK = (360, 740), (1100, 800)
EDGE = "Geluid en vervuiling horen erbij. Overlast van bedrijven niet."
AGAIN = "Hinder tussen buren die langer dan een half jaar duurt, en die mensen bang maakt."


def chat(
    browser: Browser, address: str, name: str, size: tuple[int, int] = DESK, *, greeted: bool = True
) -> Page:
    """Somebody's chat page, with all that was said before; who has no theme is not greeted."""
    page = browser.new_page(viewport={"width": size[0], "height": size[1]}, locale="nl-NL")
    page.goto(address)
    page.get_by_role("link", name=name).first.click()
    if greeted:
        expect(page.locator("#messages li").first).to_be_visible(timeout=PATIENCE)
    return page


def newest(page: Page) -> Locator:
    return page.locator("#messages li.has-card").last


def say(page: Page, text: str, answer: str = "") -> None:
    """Type a line, and wait until the bot has answered it (with `answer`).

    Others make the bot write here too, so what counts is a message after the line, not their number.
    """
    own = page.locator("#messages li.from-you")
    typed = own.count()
    page.get_by_label("Je bericht").fill(text)
    page.keyboard.press("Enter")
    expect(own.nth(typed)).to_be_visible(timeout=PATIENCE)
    after = "xpath=following-sibling::li[contains(@class, 'from-bot')]"
    answers = own.nth(typed).locator(after)
    expect(answers.filter(has_text=answer).first if answer else answers.first).to_be_visible(timeout=PATIENCE)


def test_four_people_play_a_round_and_the_bot_is_killed_in_between(browser: Browser, tmp_path: Path) -> None:
    with running_bot(tmp_path) as address:
        noor = chat(browser, address, "Noor Bakker", greeted=False)
        say(noor, "hulp", "Vragen over het IVP")
        lotte = chat(browser, address, "Lotte Verhage")
        expect(newest(lotte)).to_contain_text("Jij coördineert ook", timeout=PATIENCE)
        joost = chat(browser, address, "Joost Terpstra")
        expect(newest(joost)).to_contain_text("Welkom", timeout=PATIENCE)
        samira = chat(browser, address, "Samira Elidrissi", PHONE)
        say(samira, "woonoverlast", "vraag 1 ·")
        newest(samira).get_by_label("Je antwoord").fill(WHOLE_THEME[1])
        press(newest(samira), "Volgende")
        press(open_card(samira, "2"), "Meer")
        press(newest(samira), "Doorgeven")
        expect(newest(samira)).to_contain_text("Aan wie", timeout=PATIENCE)
        say(samira, "Noor Bakker", "doorgegeven aan Noor Bakker")
        shot(samira, "round-1-handed-over")
        expect(newest(noor)).to_contain_text("Samira Elidrissi vraagt jouw hulp", timeout=PATIENCE)
        press(newest(noor), "Bekijk de vraag")
        expect(newest(noor)).to_contain_text("Wat hoort bij dit thema", timeout=PATIENCE)
        newest(noor).get_by_label("Je antwoord").fill(EDGE)
        press(newest(noor), "Volgende")
        expect(newest(noor)).to_contain_text("Je collega krijgt bericht", timeout=PATIENCE)
        expect(newest(samira)).to_contain_text("Noor Bakker heeft vraag 2 van Woonoverlast", timeout=PATIENCE)
        for page in (noor, lotte, joost, samira):
            page.close()

    port = int(address.split(":")[2].split("/")[0])
    with running_bot(tmp_path, port) as address:
        samira = chat(browser, address, "Samira Elidrissi", PHONE)
        say(samira, "verder", "2 van 19 klaar")
        for line in WHOLE_THEME[3:6]:
            say(samira, line)
        say(samira, "geef dit thema door aan Joost", "Joost Terpstra")
        say(samira, "ja")
        joost = chat(browser, address, "Joost Terpstra")
        say(joost, "Woonoverlast", "vraag 7 ·")
        for line in WHOLE_THEME[6:-2]:
            say(joost, line)
        say(joost, "indienen")
        say(joost, "ja", "ingediend")
        shot(joost, "round-2-submitted")
        lotte = chat(browser, address, "Lotte Verhage")
        say(lotte, "bekijk woonoverlast", "Klopt alles?")
        say(lotte, "vraag terug 1")
        say(lotte, "Wat bedoel je met hinder?", "Genoteerd bij vraag 1")
        say(lotte, "stuur terug", "Woonoverlast")
        expect(newest(samira)).to_contain_text("Wat bedoel je met hinder?", timeout=PATIENCE)
        shot(samira, "round-3-sent-back")
        say(samira, "wijzig 1", "Wat bedoel je met hinder?")
        newest(samira).get_by_label("Je antwoord").fill(AGAIN)
        press(newest(samira), "Volgende")
        expect(newest(samira)).to_contain_text("Bewaard bij vraag 1", timeout=PATIENCE)
        say(samira, "indienen")
        say(samira, "ja", "ingediend")
        say(lotte, "bekijk woonoverlast")
        changed = lotte.locator("#messages li.has-card", has_text="wat er veranderde").last
        expect(changed).to_contain_text(AGAIN, timeout=PATIENCE)
        say(lotte, "goedkeuren")
        say(lotte, "ja", "goedgekeurd")
        shot(lotte, "round-4-approved")
        expect(samira.locator("#messages li").last).to_contain_text("goedgekeurd", timeout=PATIENCE)
