"""What stands in the forms, exports and refusals is as short and plain as what the bot says."""

import re

from bot.documents import errors, texts
from tests.dialogs.test_texts import FORMAL, HARD_WORDS, LONGEST_SENTENCE, of_module, sentences, words

REFUSALS = [
    (kind.__name__, kind("formulier.docx", expected).dutch)
    for kind in errors.ALL
    for expected in ("word", "excel")
]
TEXTS = [*of_module(texts), *REFUSALS]


def test_a_sentence_has_at_most_twenty_words() -> None:
    assert len(TEXTS) > 60
    assert [
        (name, one) for name, text in TEXTS for one in sentences(text) if len(words(one)) > LONGEST_SENTENCE
    ] == []


def test_no_hard_blaming_or_formal_word_is_said() -> None:
    hard = re.compile("|".join(rf"\b{re.escape(word)}\b" for word in (*HARD_WORDS, *FORMAL)))
    assert [(name, text) for name, text in TEXTS if hard.search(text.casefold())] == []
