"""Text on a card as it was typed: made safe, cut, and kept from being read as Markdown.

A TextBlock and the options of a choice read Markdown; the runs of a RichTextBlock, labels, buttons and
input values do not. So what people typed goes into runs, and `escaped` is for the few places left.
"""

import re
import unicodedata

from bot.teams.cards import words

LONGEST_SUMMARY = 200  # characters
MOST_LINES = 40

_FIRST_STRONG_ISOLATE, _POP_ISOLATE = "\u2068", "\u2069"
_DIRECTION = re.compile("[\u202a-\u202e\u2066-\u2069]")  # could turn the words around them
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ufeff]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_RIGHT_TO_LEFT = ("R", "AL")
_JOINERS = "\u200d\ufe0f"  # hold an emoji of several parts together

_ALWAYS = re.compile(r"([\\`*_\[\]<~|])")
_LINE_START = re.compile(r"^(\s*)([#>=+-])", re.MULTILINE)
_NUMBERED = re.compile(r"^(\s*\d{1,9})([.)])", re.MULTILINE)
_ENTITY = re.compile(r"&(?=#?\w+;)")
_ADDRESS = re.compile(r"(?<=\w)(:)(?=//)|(?<=\w)(@)(?=\w)|(?<=www)(\.)", re.IGNORECASE)


def sound(text: str) -> str:
    """`text` as it can be sent: one kind of line end, no control characters, no half surrogate pairs."""
    text = re.sub("\r\n|[\r\u2028\u2029]", "\n", text)
    return _SURROGATE.sub("\ufffd", _CONTROL.sub("", text))


def clean(text: str) -> str:
    """`text` for reading: sound, and without what would turn the words around it or act as a formula.

    Emoji, with the joiners inside them, stay.
    """
    text = _DIRECTION.sub("", sound(text))
    return text.replace("{{", "{\u200b{")  # {{DATE(…)}} and {{TIME(…)}} are formulas of Adaptive Cards


def shown(text: str, most: int) -> str:
    """`text` for reading: clean, at most `most` characters and 40 lines, each right-to-left line isolated."""
    lines = re.sub(r"\n{3,}", "\n\n", clean(text).strip()).split("\n")
    text = "\n".join(lines[:MOST_LINES])
    short = cut(text, most)
    if len(lines) > MOST_LINES and short == text:
        short = f"{text} {words.SHORTENED}"
    return "\n".join(map(isolated, short.split("\n")))


def cut(text: str, most: int) -> str:
    """`text`, or its beginning up to a space and a note that it was shortened, in `most` characters."""
    if len(text) <= most:
        return text
    head = text[: max(most - len(words.SHORTENED) - 1, 1)]
    at_space = head.rfind(" ")
    if at_space > len(head) * 2 // 3:
        head = head[:at_space]
    return f"{head.rstrip().rstrip(_JOINERS)} {words.SHORTENED}"


def isolated(line: str) -> str:
    """`line`; set apart when it holds right-to-left script, so that it cannot turn what stands beside it."""
    if not line.isascii() and any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in line):
        return f"{_FIRST_STRONG_ISOLATE}{line}{_POP_ISOLATE}"
    return line


def escaped(text: str) -> str:
    """`text` such that Markdown shows it literally.

    Only what Markdown could act on gets a backslash, so that a reader without Markdown sees clean text too.
    """
    text = _ALWAYS.sub(r"\\\1", text)
    text = _LINE_START.sub(r"\1\\\2", text)
    text = _NUMBERED.sub(r"\1\\\2", text)
    text = _ENTITY.sub(r"\\&", text)
    text = _ADDRESS.sub(lambda found: "\\" + found[0], text)
    return text.replace("\n", "\n\n")  # in Markdown a single line end is only a space


def one_line(text: str, most: int = LONGEST_SUMMARY) -> str:
    """`text` on one line of at most `most` characters, for a notification or a screen reader."""
    line = " ".join(clean(text).split())
    if len(line) > most - 2:
        line = line[: most - 4].rstrip().rstrip(_JOINERS) + " …"
    return isolated(line)


def safe_url(url: str) -> str:
    """`url` fit for a Markdown link: https only, its marks percent-encoded; "" when it is no such address."""
    if not re.fullmatch(r"https://[!-~]{1,1000}", url):
        return ""
    return re.sub(r"[()<>\[\]\\`\"'*|]", lambda mark: f"%{ord(mark[0]):02X}", url)


def begins_with(text: str, opening: str) -> bool:
    """Whether `text` starts with `opening`, whatever the capitals and white space."""
    first = opening.casefold().split()
    return text.casefold().split()[: len(first)] == first
