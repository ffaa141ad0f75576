"""The chat page in a real browser, against a bot of a few lines."""

import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
import pytest_asyncio
from aiohttp import web
from playwright.async_api import Browser, Page, async_playwright, expect

from bot.fast_clock import FastClock
from bot.local import LocalServer, LocalTeams
from bot.local.chat_api import page_draws_cards
from bot.local.guard import new_token
from tests.local.little_bot import GUEST, NOOR, SAM, LittleBot

SHOTS = Path(__file__).parents[2] / "artifacts" / "chat-page"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
PHONE, DESKTOP = (360, 740), (1280, 800)

pytestmark = [
    pytest.mark.browser,
    pytest.mark.asyncio(loop_scope="module"),  # one browser for all tests
    pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on this machine (Debian: apt install chromium)"),
    pytest.mark.skipif(not page_draws_cards(), reason="no npm packages: run `npm ci` in bot/local/page"),
]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    arguments = ["--no-sandbox", "--disable-gpu", "--disable-background-networking"]
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def bot() -> LittleBot:
    return LittleBot()


@pytest_asyncio.fixture(loop_scope="module")
async def server(bot: LittleBot) -> AsyncIterator[LocalServer]:
    teams = LocalTeams([NOOR, SAM, GUEST], token=new_token())
    async with LocalServer(teams, app=bot.app()) as server:
        yield server


async def opened(
    browser: Browser, server: LocalServer, size: tuple[int, int] = DESKTOP
) -> tuple[Page, list[str]]:
    """A page with Noor's chat, and the list in which the browser's complaints will appear."""
    context = await browser.new_context(viewport={"width": size[0], "height": size[1]}, locale="nl-NL")
    page = await context.new_page()
    complaints: list[str] = []
    page.on(
        "console", lambda entry: complaints.append(entry.text) if entry.type in ("error", "warning") else None
    )
    page.on("pageerror", lambda error: complaints.append(str(error)))
    await page.goto(server.page_url)
    await page.locator("a[data-person]", has_text="Noor Bakker").click()
    return page, complaints


async def other_site(_: web.Request) -> web.Response:
    return web.Response(text="<!doctype html><title>elders</title>", content_type="text/html")


async def say(page: Page, text: str) -> None:
    await page.get_by_label("Je bericht").fill(text)
    await page.keyboard.press("Enter")


async def shot(page: Page, name: str) -> None:
    SHOTS.mkdir(parents=True, exist_ok=True)
    await page.screenshot(path=SHOTS / f"{name}.png")


async def no_sideways_scrolling(page: Page) -> bool:
    return bool(await page.evaluate("document.documentElement.scrollWidth <= window.innerWidth"))


@pytest.mark.parametrize("size", [PHONE, DESKTOP], ids=["phone", "desktop"])
async def test_a_colleague_fills_in_a_card(
    browser: Browser, server: LocalServer, bot: LittleBot, size: tuple[int, int]
) -> None:
    page, complaints = await opened(browser, server, size)
    await say(page, "hallo")
    await expect(page.locator(".from-bot .body")).to_have_text("Je zei: hallo")
    await say(page, "kaart")
    card = page.locator(".has-card")
    await expect(card.get_by_text("Vraag 1")).to_be_visible()
    await expect(card.locator("strong")).to_have_text("goed")
    await expect(card.get_by_text("<b>Geen</b> opmaak")).to_be_visible()
    await shot(page, f"card-{size[0]}")
    await card.get_by_role("button", name="Uitleg").click()
    await card.get_by_role("button", name="Meer").click()
    await expect(card.get_by_text("Dit is de uitleg.")).to_be_visible()
    await shot(page, f"card-open-{size[0]}")
    await card.get_by_label("Je antwoord").fill("Twee wijken.\nEn een buurt.")
    await card.get_by_role("radio", name="Groot", exact=True).check()
    await card.get_by_role("button", name="Volgende").click()
    await expect(card.get_by_text("Vraag 2")).to_be_visible()
    await expect(card.get_by_label("Je antwoord")).to_have_value("Twee wijken.\nEn een buurt.")
    pressed = bot.seen[-1]["value"]["action"]
    assert pressed["data"] == {"count": 1, "antwoord": "Twee wijken.\nEn een buurt.", "keuze": "groot"}
    await shot(page, f"card-next-{size[0]}")
    assert await no_sideways_scrolling(page)
    assert complaints == []


async def test_the_answer_to_a_button_shows_until_a_reload_and_not_on_another_device(
    browser: Browser, server: LocalServer
) -> None:
    page, _ = await opened(browser, server)
    await say(page, "kaart")
    other, _ = await opened(browser, server)
    await expect(other.locator("#messages").get_by_text("Vraag 1")).to_be_visible()
    await page.get_by_role("button", name="Alleen hier").click()
    await expect(page.locator("#messages").get_by_text("Vraag 2")).to_be_visible()
    await expect(other.locator("#messages").get_by_text("Vraag 1")).to_be_visible()
    await page.reload()
    await expect(page.locator("#messages").get_by_text("Vraag 1")).to_be_visible()
    await page.get_by_role("button", name="Volgende").click()
    await expect(other.locator("#messages").get_by_text("Vraag 2")).to_be_visible()


async def test_a_submit_and_a_short_answer_of_the_bot(browser: Browser, server: LocalServer) -> None:
    page, _ = await opened(browser, server)
    await say(page, "kaart")
    await page.get_by_role("button", name="Meer").click()
    await page.get_by_label("Wie weet het?").fill("Sam")
    await page.get_by_role("button", name="Doorgeven").click()
    await expect(page.get_by_role("status").get_by_text("Doorgegeven aan Sam.")).to_be_visible()
    await page.get_by_role("button", name="Overslaan").click()
    await expect(page.locator("#messages").get_by_text("Je zei: Overgeslagen: 1")).to_be_visible()


async def test_a_link_in_a_text_is_a_button_too(browser: Browser, server: LocalServer) -> None:
    page, _ = await opened(browser, server)
    await say(page, "kaart")
    await page.get_by_role("button", name="Ongedaan maken").click()
    await expect(page.locator("#messages").get_by_text("Vraag 0")).to_be_visible()
    assert len(page.context.pages) == 1


async def test_the_keyboard_is_enough_and_a_new_line_does_not_send(
    browser: Browser, server: LocalServer, bot: LittleBot
) -> None:
    page, _ = await opened(browser, server)
    await expect(page.get_by_label("Je bericht")).to_be_focused()
    await page.keyboard.type("een")
    await page.keyboard.press("Shift+Enter")
    await page.keyboard.type("twee")
    await page.keyboard.press("Enter")
    await expect(page.locator(".from-bot .body")).to_have_text("Je zei: een twee")
    assert [seen["text"] for seen in bot.seen if seen["type"] == "message"] == ["een\ntwee"]
    await say(page, "kaart")
    await page.get_by_label("Je antwoord").focus()
    await page.get_by_role("button", name="Volgende").press("Enter")
    await expect(page.locator("#messages").get_by_text("Vraag 2")).to_be_visible()
    assert await page.evaluate("document.activeElement.closest('.has-card') !== null")
    await expect(page.locator("#announce")).to_contain_text("Vraag 2")


async def test_after_a_press_the_next_question_is_in_sight_from_its_top(
    browser: Browser, server: LocalServer
) -> None:
    page, _ = await opened(browser, server, (360, 480))
    await say(page, "kaart")
    await expect(page.locator("#messages").get_by_text("Vraag 1")).to_be_in_viewport()
    await page.get_by_role("button", name="Volgende").click()
    await expect(page.locator("#messages").get_by_text("Vraag 2")).to_be_in_viewport()
    await page.get_by_role("button", name="Alleen hier").click()
    await expect(page.locator("#messages").get_by_text("Vraag 3")).to_be_in_viewport()


async def test_a_double_press_sends_two_presses(
    browser: Browser, server: LocalServer, bot: LittleBot
) -> None:
    page, _ = await opened(browser, server)
    await say(page, "kaart")
    await page.get_by_role("button", name="Alleen hier").dblclick()
    await expect(page.locator("#messages").get_by_text("Vraag 2")).to_be_visible()
    presses = [seen for seen in bot.seen if seen["type"] == "invoke"]
    assert len({press["id"] for press in presses}) == 2


async def test_a_text_of_20_000_characters_survives(
    browser: Browser, server: LocalServer, bot: LittleBot
) -> None:
    page, _ = await opened(browser, server, PHONE)
    text = "Wijk en buurt. " * 1333 + "einde"
    await say(page, text)
    await expect(page.locator(".from-bot .body")).to_have_text(f"Je zei: {text}")
    assert bot.seen[-1]["text"] == text
    assert await no_sideways_scrolling(page)


async def test_when_the_bot_is_silent_the_page_says_so_and_delivers_again(
    browser: Browser, server: LocalServer, bot: LittleBot
) -> None:
    page, _ = await opened(browser, server)
    await say(page, "traag")
    await expect(page.get_by_text("IVP-bot is bezig")).to_be_visible()
    await shot(page, "typing-1280")
    await expect(page.locator("#messages").get_by_text("Klaar.")).to_be_visible()
    await page.get_by_text("Proberen").click()
    await shot(page, "menu-1280")
    await page.get_by_role("button", name="Laat het volgende bericht van de bot mislukken").click()
    await say(page, "hallo")
    await page.get_by_text("Proberen").click()
    await page.get_by_role("button", name="Bezorg mijn laatste bericht nog een keer").click()
    await expect(page.locator("#messages").get_by_text("Je zei: hallo")).to_have_count(1)
    assert [seen["text"] for seen in bot.seen if seen.get("text")] == ["traag", "hallo", "hallo"]


async def test_the_connection_comes_back_by_itself(browser: Browser, bot: LittleBot) -> None:
    teams = LocalTeams([NOOR, SAM, GUEST], token=new_token())
    first = LocalServer(teams, app=bot.app())
    await first.start()
    page, _ = await opened(browser, first)
    await say(page, "hallo")
    await expect(page.locator(".from-bot .body")).to_have_text("Je zei: hallo")
    await first.stop()
    await expect(page.get_by_text("De verbinding is even weg.")).to_be_visible()
    teams.conversation(NOOR).add(
        teams.new_id(), {"type": "message", "text": "Gemist"}, teams.now(), from_bot=True
    )
    async with LocalServer(teams, app=LittleBot().app(), port=first.port):
        await expect(page.locator("#messages").get_by_text("Gemist")).to_be_visible(timeout=10_000)
        await expect(page.locator("#messages li[data-id]")).to_have_count(3)


async def test_an_old_address_after_a_restart_says_where_to_go(browser: Browser, server: LocalServer) -> None:
    page, _ = await opened(browser, server)
    await say(page, "hallo")
    await expect(page.locator(".from-bot .body")).to_have_text("Je zei: hallo")
    await server.stop()
    again = LocalTeams([NOOR], token=new_token())
    async with LocalServer(again, app=LittleBot().app(), port=server.port):
        await expect(page.get_by_text("De bot is opnieuw gestart.")).to_be_visible(timeout=10_000)


async def test_choosing_who_you_are(browser: Browser, server: LocalServer) -> None:
    page, _ = await opened(browser, server, PHONE)
    await page.get_by_role("button", name="Terug").click()
    await expect(page.get_by_role("heading", name="Wie ben je?")).to_be_visible()
    await expect(page.get_by_text("Woonoverlast")).to_be_visible()
    await shot(page, "people-360")
    assert await no_sideways_scrolling(page)


async def test_without_npm_packages_a_card_is_plain_text(
    browser: Browser, server: LocalServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("bot.local.chat_api.page_draws_cards", lambda: False)
    page, complaints = await opened(browser, server, PHONE)
    await say(page, "kaart")
    await expect(page.locator("#messages").get_by_text("Vraag 1")).to_be_visible()
    await expect(page.locator("#messages").get_by_text("• Groot")).to_be_visible()
    await expect(page.get_by_text("Kaarten staan hier als gewone tekst")).to_be_visible()
    await shot(page, "plain-360")
    assert complaints == []


async def test_the_bot_cannot_put_a_script_in_the_page(browser: Browser, server: LocalServer) -> None:
    page, complaints = await opened(browser, server)
    await say(page, "<img src=x onerror=document.title='weg'> [klik](javascript:alert(1)) **vet**")
    await expect(page.locator(".from-bot strong")).to_have_text("vet")
    assert await page.locator(".from-bot img, .from-bot a").count() == 0
    assert await page.title() == "Noor Bakker – IVP-bot"
    assert complaints == []


async def test_a_page_of_another_origin_gets_nothing(browser: Browser, server: LocalServer) -> None:
    elsewhere = web.Application()
    elsewhere.router.add_get("/", other_site)
    runner = web.AppRunner(elsewhere)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    page = await browser.new_page()
    await page.goto(f"http://127.0.0.1:{runner.addresses[0][1]}/")
    people = f"{server.page_url}people"
    status = await page.evaluate(
        "url => fetch(url, {mode: 'no-cors'}).then(answer => answer.type, error => 'refused')", people
    )
    await runner.cleanup()
    assert status == "refused"


async def test_a_fast_clock_is_shown_and_runs(browser: Browser, bot: LittleBot) -> None:
    clock = FastClock.read("2026-11-23T08:00/600").running(lambda: datetime.now(UTC))
    teams = LocalTeams([NOOR], token=new_token(), now=clock, speed=600)
    async with LocalServer(teams, app=bot.app()) as server:
        page, complaints = await opened(browser, server, PHONE)
        shown = page.locator(".bar .clock")
        await expect(shown).to_contain_text("ma 23 nov")
        before = await shown.inner_text()
        await expect(shown).not_to_have_text(before)
        assert complaints == []
        await page.context.close()


async def test_without_a_fast_clock_no_clock_is_shown(browser: Browser, server: LocalServer) -> None:
    page, _ = await opened(browser, server)
    await expect(page.locator(".bar .clock")).to_be_hidden()
    await page.context.close()
