"""What a colleague typed, as Teams wraps it and as the conversation gets it (row 9)."""

import pytest

from bot.teams.cleaning import Mention, clean_text, sound

BOT = "28:bot"


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("hallo", "hallo"),
        ("  hallo \r\n", "hallo"),
        ("<at>IVP</at> hulp", "hulp"),
        ("<at>IVP</at>&nbsp;hulp", "hulp"),
        ("<at>IVP</at>\u00a0hulp", "hulp"),
        ('<at id="0">IVP</at> hulp', "IVP hulp"),  # not the text of the mention: a name, kept
        ("vraag het <at>Jan de Boer</at>", "vraag het Jan de Boer"),
        ("<at>IVP</at> vraag het <at>IVP</at>", "vraag het IVP"),
        ("minder dan &lt;5 &amp; meer dan &gt;2", "minder dan <5 & meer dan >2"),
        ("minder dan <5 en > 2", "minder dan <5 en > 2"),
        ("dit is <b>geen</b> opmaak", "dit is <b>geen</b> opmaak"),
        ("R&copy of R&D &reg zonder punt", "R&copy of R&D &reg zonder punt"),
        ("&amp;lt; blijft", "&lt; blijft"),
        ("regel 1\nregel 2", "regel 1\nregel 2"),
    ],
)
def test_plain_text_keeps_every_character_of_the_colleague(typed: str, meant: str) -> None:
    mention = Mention(BOT, "<at>IVP</at>")
    assert clean_text(typed, bot=BOT, mentions=[mention]) == meant


@pytest.mark.parametrize(
    ("sent", "meant"),
    [
        ("<p>een</p><p>twee</p>", "een\ntwee"),
        ("een<br>twee<br/>drie", "een\ntwee\ndrie"),
        ("<ul><li>a</li><li>b</li></ul>", "- a\n- b"),
        ("<b>vet</b>&nbsp;en &lt;5", "vet en <5"),
        ("<script>alert(1)</script>tekst<style>p{}</style>", "tekst"),
        ("<p>niet dicht", "niet dicht"),
        ("</p></script>los", "los"),
    ],
)
def test_markup_becomes_words_on_lines(sent: str, meant: str) -> None:
    assert clean_text(sent, markup=True) == meant


def test_a_name_that_looks_like_a_pattern_does_no_harm() -> None:
    """Stock: the bot's name is used as a regular expression."""
    mention = Mention(BOT, "<at>IVP (test+)</at>")
    assert clean_text("<at>IVP (test+)</at> hulp", bot=BOT, mentions=[mention]) == "hulp"


def test_a_mention_of_somebody_else_with_our_name_is_not_taken_away() -> None:
    assert clean_text("<at>IVP</at> hulp", bot=BOT, mentions=[Mention("29:x", "<at>IVP</at>")]) == "IVP hulp"


def test_characters_that_no_store_keeps_are_dropped_or_marked() -> None:
    assert sound("a\0b") == "ab"
    assert sound("x\ud83dy") == "x\ufffdy"
    assert sound("😀") == "😀"
