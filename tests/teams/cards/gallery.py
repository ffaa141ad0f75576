"""Microsoft's own card renderer in a headless browser, dressed about as Teams: to look at and to check.

`python -m tests.teams.cards.gallery` saves every sample as a picture in artifacts/cards, at the width of a
phone and of a desktop. The colours and sizes below only resemble those of Teams.
"""

import shutil
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.teams.cards import draw, draw_done
from tests.teams.cards.card_samples import DONE, VIEWS

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROOT = Path(__file__).parents[3]
MODULES = ROOT / "bot/local/page/node_modules"
SCRIPTS = (
    MODULES / "adaptivecards/dist/adaptivecards.min.js",
    MODULES / "markdown-it/dist/browser/markdown-it.umd.min.js",
)
STYLE = MODULES / "adaptivecards/dist/adaptivecards.css"
PHONE, DESKTOP = 360, 720


def _palette(background: str, accent: str) -> dict[str, Any]:
    mark = {"highlightColors": {"default": "#ffe58a", "subtle": "#ffe58a"}}
    text = {"default": "#242424", "subtle": "#616161", **mark}
    return {
        "backgroundColor": background,
        "foregroundColors": {"default": text, "accent": {"default": accent, "subtle": accent, **mark}},
    }


HOST = {
    "fontFamily": "Segoe UI, Liberation Sans, Noto Color Emoji, sans-serif",
    "spacing": {"small": 4, "default": 8, "medium": 16, "large": 24, "extraLarge": 32, "padding": 16},
    "separator": {"lineThickness": 1, "lineColor": "#e5e5e5"},
    "fontSizes": {"small": 12, "default": 14, "medium": 16, "large": 18, "extraLarge": 24},
    "actions": {
        "maxActions": 6,
        "actionsOrientation": "horizontal",
        "actionAlignment": "left",
        "buttonSpacing": 8,
        "spacing": "default",
    },
    "containerStyles": {
        "default": _palette("#ffffff", "#5b5fc7"),
        "emphasis": _palette("#f5f5f5", "#5b5fc7"),
        "good": _palette("#e7f2da", "#4f52b2"),
        "warning": _palette("#fbf0d9", "#4f52b2"),
    },
    "inputs": {"label": {"inputSpacing": "small"}},
    "textBlock": {"headingLevel": 2},
}

DRAW = """({card, host, open}) => {
  const AC = window.AdaptiveCards;
  const md = window.markdownit({html: false, linkify: true, breaks: false});
  AC.AdaptiveCard.onProcessMarkdown = (text, result) => {
    result.outputHtml = md.render(text); result.didProcess = true;
  };
  const drawn = new AC.AdaptiveCard();
  drawn.hostConfig = new AC.HostConfig(host);
  const context = new AC.SerializationContext();
  drawn.parse(card, context);
  const events = [];
  for (let i = 0; i < context.eventCount; i++) events.push(context.getEventAt(i).message);
  const faults = drawn.validateProperties().validationEvents.map(event => event.message);
  const place = document.getElementById("card");
  place.replaceChildren(drawn.render());
  if (open) for (const button of place.querySelectorAll("button"))
    if (button.innerText === "Meer") button.click();
  window.pressed = [];
  drawn.onExecuteAction = action => window.pressed.push({type: action.getJsonTypeName(), verb: action.verb,
                                                         data: action.data});
  const cut = [...place.querySelectorAll("button, .ac-textBlock, .ac-richTextBlock, .ac-textRun")]
    .filter(box => box.offsetParent && box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0
                   && getComputedStyle(box).display !== "inline")
    .map(box => box.innerText);
  const wide = [...place.querySelectorAll("*")].filter(box => box.offsetParent &&
    box.getBoundingClientRect().right > place.getBoundingClientRect().right + 1)
    .map(box => box.outerHTML.slice(0, 120));
  return {events, faults, cut, wide, text: place.innerText,
          inputs: drawn.getAllInputs().map(input => [input.id, String(input.value ?? "")])};
}"""


def missing() -> str:
    """What the gallery lacks on this machine, empty when it can be drawn."""
    if not shutil.which("chromium"):
        return "chromium is not installed"
    absent = [path.parts[len(MODULES.parts)] for path in (*SCRIPTS, STYLE) if not path.is_file()]
    return f"npm packages are not installed: {', '.join(absent)}" if absent else ""


@contextmanager
def browser_page() -> "Iterator[Page]":
    """A page with the renderer loaded."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as tools:
        browser = tools.chromium.launch(
            executable_path=shutil.which("chromium"),
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        try:
            page = browser.new_page(device_scale_factor=1.5, locale="nl-NL")
            page.set_content(Path(__file__).with_name("gallery.html").read_text("utf-8"))
            for script in SCRIPTS:
                page.add_script_tag(path=script)
            page.add_style_tag(path=STYLE)
            yield page
        finally:
            browser.close()


def draw_on(page: "Page", card: Mapping[str, object], width: int, *, opened: bool = False) -> dict[str, Any]:
    """Draws `card` in `width` pixels; what the renderer complained of, and what it shows."""
    page.set_viewport_size({"width": width, "height": 900})
    told: dict[str, Any] = page.evaluate(DRAW, {"card": card, "host": HOST, "open": opened})
    return told


def save_all(folder: Path) -> list[Path]:
    """Every sample as a picture, at both widths; "Meer" is opened on the first card."""
    cards = {name: draw(view) for name, view in VIEWS.items()}
    cards |= {name: draw_done(done) for name, done in DONE.items()}
    folder.mkdir(parents=True, exist_ok=True)
    saved = []
    with browser_page() as page:
        for name, card in cards.items():
            for width in (PHONE, DESKTOP):
                draw_on(page, card, width, opened=name == "ask-text")
                saved.append(folder / f"{name}-{width}.png")
                page.screenshot(path=saved[-1], full_page=True)
    return saved


if __name__ == "__main__":
    if lacks := missing():
        raise SystemExit(lacks)
    sys.stdout.write(f"{len(save_all(ROOT / 'artifacts/cards'))} pictures in artifacts/cards\n")
