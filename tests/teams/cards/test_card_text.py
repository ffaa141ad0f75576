import pytest

from bot.teams.cards.text import clean, cut, escaped, isolated, one_line, shown
from tests.teams.cards.card_samples import EMOJI


@pytest.mark.parametrize(
    ("typed", "drawn"),
    [
        ("gewoon & simpel, 3,5 fte (2027-2030)!", "gewoon & simpel, 3,5 fte (2027-2030)!"),
        ("*vet* _schuin_ `code`", r"\*vet\* \_schuin\_ \`code\`"),
        ("[klik](https://a.nl)", r"\[klik\](https\://a.nl)"),
        ("# kop", r"\# kop"),
        ("- punt", r"\- punt"),
        ("12. nummer", r"12\. nummer"),
        ("<b>html</b>", r"\<b>html\</b>"),
        ("&amp; en R&D", r"\&amp; en R&D"),
        ("een@a.nl of www.a.nl", r"een\@a.nl of www\.a.nl"),
        (r"C:\map", r"C:\\map"),
        ("een\ntwee", "een\n\ntwee"),
    ],
)
def test_what_markdown_could_act_on_is_escaped_and_nothing_else(typed: str, drawn: str) -> None:
    assert escaped(typed) == drawn


def test_words_cannot_be_turned_around_or_made_a_formula() -> None:
    assert clean("goed\u202etsils\u202c") == "goedtsils"
    assert "{{" not in clean("{{DATE(2026-12-01T00:00:00Z)}}")


def test_emoji_stay_whole() -> None:
    assert clean(EMOJI) == EMOJI
    family = "👨‍👩‍👧"
    assert not cut(family * 100, 30).split(" ")[0].endswith("\u200d")


def test_right_to_left_words_are_set_apart_line_by_line() -> None:
    assert shown("Nederlands\nالشرطة", 100) == "Nederlands\n\u2068الشرطة\u2069"
    assert isolated("Nederlands") == "Nederlands"


def test_half_a_pair_and_control_characters_do_not_reach_a_card() -> None:
    assert clean("a\x00b\x1b[31mc\ud800") == "ab[31mc\ufffd"


def test_cutting_happens_at_a_space_and_never_exceeds_the_bound() -> None:
    text = "een twee drie vier vijf zes zeven acht negen tien"
    assert cut(text, 40) == "een twee drie vier vijf … (ingekort)"
    assert cut(text, 400) == text


def test_a_thousand_lines_are_cut_too() -> None:
    assert shown("a\n" * 1000, 5000).count("\n") < 50
    assert shown("a\n" * 1000, 5000).endswith("… (ingekort)")


@pytest.mark.parametrize("length", [195, 196, 197, 198, 199, 200, 201, 500])
@pytest.mark.parametrize("letter", ["a", "ش", "🙂"])
def test_one_line_keeps_to_its_length(letter: str, length: int) -> None:
    assert len(one_line(letter * length)) <= 200
