"""A line that is still being typed is read as what it may become."""

from knowledge.completing import completions

WORDS = {"wijkagent": 5.0, "wijkagenten": 2.0, "wijkavond": 3.0, "wijk": 9.0, "wijkaanpak": 1.0, "buurt": 4.0}


def test_the_last_word_becomes_the_likeliest_words_that_begin_with_it() -> None:
    assert completions("de wijka", WORDS) == ("de wijkagent", "de wijkavond", "de wijkaanpak")
    assert completions("de wijka", WORDS, most=1) == ("de wijkagent",)


def test_forms_of_one_word_count_once() -> None:
    assert completions("wijkage", WORDS) == ("wijkagent",)


def test_a_word_that_is_finished_stays_as_it_is() -> None:
    for finished in ("wijk", "Wijk", "wijka ", "wijka?", "wi", "", "🙂", "een", "tarief", "2023"):
        assert completions(finished, WORDS) == (finished,)


def test_capitals_are_no_other_word() -> None:
    assert completions("BUU", WORDS) == ("buurt",)


def test_one_or_two_letters_after_other_words_wait_for_more() -> None:
    assert completions("buurt wi", WORDS) == ("buurt",)
    assert completions("buurt w", WORDS) == ("buurt",)
    assert completions("buurt wijka", WORDS)[0] == "buurt wijkagent"
    assert completions("buurt op", WORDS) == ("buurt op",)
