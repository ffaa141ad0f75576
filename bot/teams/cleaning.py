"""What a colleague typed, without what Teams adds to it (row 9)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

ENTITIES = {"nbsp": " ", "amp": "&", "lt": "<", "gt": ">", "quot": '"', "apos": "'", "#39": "'", "#160": " "}
ENTITY = re.compile(r"&(" + "|".join(map(re.escape, ENTITIES)) + r");")
AT = re.compile(r"<at(?:\s[^<>]*)?>(.*?)</at>", re.IGNORECASE | re.DOTALL)
BLOCKS = frozenset(
    ["p", "div", "br", "li", "tr", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "pre"]
)
SILENT = frozenset({"script", "style"})


@dataclass(frozen=True, slots=True)
class Mention:
    """Somebody's name in a message: who, and how it stands in the text."""

    who: str
    text: str


def clean_text(text: str, *, bot: str = "", mentions: Sequence[Mention] = (), markup: bool = False) -> str:
    """The words of a message: no mention of the bot, no markup, no characters that no store keeps.

    `markup` says that the text is HTML. In plain text an angle bracket is an answer's own
    ("minder dan <5") and stays.
    """
    for mention in mentions:
        if mention.who == bot and mention.text:
            text = text.replace(mention.text, " ", 1)
    text = AT.sub(r"\1", text)
    text = _words_of_html(text) if markup else ENTITY.sub(lambda found: ENTITIES[found[1]], text)
    return sound(text.replace("\r\n", "\n").replace("\r", "\n").replace("\u00a0", " ")).strip()


def sound(text: str) -> str:
    """`text` with NUL dropped and half surrogate pairs marked: what is left can be kept by every store."""
    text = text.replace("\0", "")
    if text.isascii():
        return text
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def mentions_bot(bot: str, mentions: Sequence[Mention]) -> bool:
    """Whether the message speaks to the bot."""
    return bool(bot) and any(mention.who == bot for mention in mentions)


class _Words(HTMLParser):
    """Collects the text of HTML; every block starts on a line of its own, an item of a list with a dash."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: list[str] = []
        self._silent = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:  # noqa: ARG002
        if tag in SILENT:
            self._silent += 1
        if tag in BLOCKS:
            self.parts.append("\n- " if tag == "li" else "\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in SILENT and self._silent:
            self._silent -= 1
        if tag in BLOCKS and tag != "br":
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.parts.append(data)


def _words_of_html(text: str) -> str:
    reader = _Words()
    reader.feed(text)
    reader.close()
    lines = ("".join(reader.parts)).replace("\u00a0", " ").split("\n")
    return re.sub(r"\n{2,}", "\n", "\n".join(line.strip() for line in lines))
