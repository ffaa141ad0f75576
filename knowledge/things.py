"""Where a sentence names a thing, told without a dictionary of Dutch.

A word names something when the thesaurus knows it, when it is a compound or a name, or when it stands where
nouns stand. Verbs, adverbs and numbers do not. Now and then a noun is missed: pointing at nothing is better
than pointing at "juist".
"""

import re
from collections.abc import Callable, Sequence
from typing import TypeAlias

from knowledge.compounds import Splitter
from knowledge.dutch import Token, is_common, is_stop, is_strong_form, stem, whole_words
from knowledge.thesaurus import Thesaurus, term_key

Span: TypeAlias = tuple[int, int]

_SHORTEST = 4
_BEFORE_A_NOUN = frozenset(
    """de het een geen elke elk ieder iedere deze ons onze hun haar eigen alle aan achter bij binnen boven
    buiten door in langs met naar naast om onder op over per rond sinds tegen tijdens tot tussen uit van vanaf
    vanuit voor wegens zonder""".split()  # noqa: SIM905
)
_NUMBERS_AND_DAYS = frozenset(
    """twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien twintig dertig
    veertig vijftig zestig zeventig tachtig negentig honderd duizend half halve anderhalf eerste tweede derde
    vierde vijfde kwart januari februari maart april mei juni juli augustus september oktober november
    december maandag dinsdag woensdag donderdag vrijdag zaterdag zondag""".split()  # noqa: SIM905
)
_NOUN = re.compile(r".{3,}(?:ing(?:en)?|heid|heden|teit(?:en)?|schap(?:pen)?|aties?|isme)")
_DESCRIBING = re.compile(r".*[^i]e")  # "valse", and not "subsidie"
# They stand after an article or a preposition too: "waar zij over klaagden", "de jongste".
_PAST_OR_MOST = re.compile(r".+(?:[dt]en?|ste|sten)")


class Things:
    """Finds what sentences name. Immutable."""

    def __init__(self, thesaurus: Thesaurus) -> None:
        self._thesaurus = thesaurus
        self._splitter = Splitter(thesaurus.words)

    def named(self, text: str, wanted: Callable[[str], bool]) -> list[Span]:
        """Where a text names something in words that are `wanted`, asked by their normal form.

        A wanted word that describes it belongs to it: "valse webwinkel".
        """
        sentence = _Sentence(text)
        mine = [_may_name(token.word) and wanted(token.word) for token in sentence.tokens]
        names = [held and self._names(sentence, at) for at, held in enumerate(mine)]
        spans: list[Span] = []
        at = 0
        while at < len(mine):
            two = at + 1 < len(mine) and mine[at] and mine[at + 1] and sentence.joined(at)
            if two and (
                (sentence.describes(at) and names[at + 1]) or self._is_term(sentence.tokens[at : at + 2])
            ):
                spans.append((sentence.tokens[at].start, sentence.tokens[at + 1].end))
                at += 1
            elif names[at] and not sentence.describes(at):
                spans.append((sentence.tokens[at].start, sentence.tokens[at].end))
            at += 1
        return spans

    def _names(self, sentence: "_Sentence", at: int) -> bool:
        word = sentence.tokens[at].word
        if sentence.is_verb(at):
            return False
        return (
            self._thesaurus.has_entry_of((stem(word),))
            or bool(_NOUN.fullmatch(word))
            or any(not is_common(part) for part in self._splitter.split(word))
            or sentence.is_name(at)
            or sentence.has_place_of_noun(at)
        )

    def _is_term(self, words: Sequence[Token]) -> bool:
        return self._thesaurus.has_entry_of(term_key(" ".join(token.word for token in words)))


class _Sentence:
    """The words of a text, and what their places say of them."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.tokens = whole_words(text)

    def joined(self, at: int) -> bool:
        """Whether the next word follows without a mark between."""
        return self._gap(at + 1) == " "

    def describes(self, at: int) -> bool:
        """Whether a word seems to say how the next one is: "valse", before "webwinkel"."""
        if not self.joined(at) or not _DESCRIBING.fullmatch(self.tokens[at].word):
            return False
        after = self.tokens[at + 1].word
        # "speelde verward gedrag": what may be a past tense describes only where a noun is to come.
        surely = not self.tokens[at].word.endswith(("de", "te")) or self._noun_follows(at)
        return surely and not is_stop(after) and not after[0].isdigit()

    def _noun_follows(self, at: int) -> bool:
        """Whether what stands before this place begins with a noun: an article, a preposition, a number."""
        before = self.tokens[at - 1].word if at and self.joined(at - 1) else ""
        return before in _BEFORE_A_NOUN or before in _NUMBERS_AND_DAYS or before[:1].isdigit()

    def is_verb(self, at: int) -> bool:
        """Whether a word is surely one: "te breken", "dronk"."""
        return is_strong_form(self.tokens[at].word) or (at > 0 and self.tokens[at - 1].word == "te")

    def is_name(self, at: int) -> bool:
        """Whether a word has a capital without beginning a sentence."""
        return self._gap(at) in {" ", ", "} and self._text[self.tokens[at].start].isupper()

    def has_place_of_noun(self, at: int) -> bool:
        """Whether a word stands alone after an article, a preposition or a number, or in a list."""
        first = at
        while first and self.joined(first - 1) and self.describes(first - 1):
            first -= 1
        listed = "," in self._gap(first) or (first > 0 and self.tokens[first - 1].word in {"en", "of"})
        ends = self._gap(at + 1)
        if listed and (ends != " " or self.tokens[at + 1].word in {"en", "of"}):
            return True
        if (ends == " " and not is_stop(self.tokens[at + 1].word)) or _PAST_OR_MOST.fullmatch(
            self.tokens[at].word
        ):
            return False
        return self._noun_follows(first)

    def _gap(self, at: int) -> str:
        """What stands between the word before this place and the one in it; "" at both ends."""
        if not 0 < at < len(self.tokens):
            return ""
        return self._text[self.tokens[at - 1].end : self.tokens[at].start]


def _may_name(word: str) -> bool:
    return (
        len(word) >= _SHORTEST
        and not word[0].isdigit()
        and not is_stop(word)
        and not is_common(word)
        and word not in _NUMBERS_AND_DAYS
    )
