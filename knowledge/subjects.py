"""Questions laid together by what they are about, for somebody who must see what is asked for."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from knowledge.dutch import is_broad, is_common, is_stop, stem, whole_words, without_opening
from knowledge.thesaurus import Key, Relation, Thesaurus


@dataclass(frozen=True, slots=True)
class Subject:
    """Questions on one subject: `key` is the same whatever form the word has, `label` is how it was asked.

    `questions` are places in what was grouped, in that order.
    """

    key: str
    label: str
    questions: tuple[int, ...]


def subjects(questions: Sequence[str], thesaurus: Thesaurus) -> tuple[Subject, ...]:
    """The subjects of the questions, the most asked first; each question belongs to one.

    The subject is the word, or one that means the same, that most of the questions share.
    """
    words = [dict(_words(question, thesaurus)) for question in questions]
    left = dict(enumerate(words))
    found: list[Subject] = []
    while left:
        counted = Counter(key for held in left.values() for key in held)
        if not counted:
            found.extend(Subject(f"q{place}", questions[place], (place,)) for place in left)
            break
        # Of words asked equally often the longest says most.
        key = min(counted, key=lambda one: (-counted[one], -len(one), one))
        mine = tuple(place for place, held in left.items() if key in held)
        label = Counter(words[place][key] for place in mine).most_common(1)[0][0]
        found.append(Subject(key, label, mine))
        left = {place: held for place, held in left.items() if place not in mine}
    return tuple(found)


def _words(question: str, thesaurus: Thesaurus) -> Iterable[tuple[str, str]]:
    """What a question may be about: the key of each word with a subject, and the word itself."""
    plain = [token.word for token in whole_words(without_opening(question)) if not is_stop(token.word)]
    telling = [word for word in plain if not is_common(word) and not is_broad(word)] or plain
    for word in telling:
        yield _key((stem(word),), thesaurus), word


def _key(key: Key, thesaurus: Thesaurus) -> str:
    """One name for all words that mean the same."""
    same = [one.key for one in thesaurus.related(key) if one.relation is Relation.SAME]
    return "_".join(min([key, *same]))
