"""Chooses the sentence of a passage that answers a question; quotes are whole sentences, word for word."""

import re
from collections.abc import Sequence

from knowledge.evidence import Evidence
from knowledge.facts import wanted_fact
from knowledge.index import Spans
from knowledge.passages import Passage
from knowledge.question import Question

_LONGEST_QUOTE = 480
_SHORTEST_QUOTE = 60
_TWO_ARE_BETTER = 0.6


def best_sentences(evidence: Evidence, question: Question, passage: Passage) -> tuple[str, Spans]:
    """The sentence of a passage that answers best, with its neighbour when it cannot stand alone.

    The spans are the words of it, as start and end, that hold what was asked for.
    """
    sentences = passage.sentences()
    wanted = wanted_fact(question.text)
    scores: list[float] = []
    held: list[Spans] = []
    for place, sentence in enumerate(sentences):
        score, spans = evidence.of(sentence)
        if wanted and wanted.search(sentence):
            score = score * 1.3 + 0.15
        # Plans say the main thing first.
        scores.append(score - 0.01 * place)
        held.append(spans)
    best = max(range(len(sentences)), key=scores.__getitem__)
    first, last = _with_neighbour(sentences, scores, best)
    shift = len(sentences[first]) + 1
    spans = held[first]
    if first != last:
        spans = (*spans, *((start + shift, end + shift) for start, end in held[last]))
    return " ".join(sentences[first : last + 1]), spans


_LEANS_BACK = re.compile(
    r"(?:Dit|Dat|Deze|Die|Zij|Ze|Hij|Het (?:gaat|is|betreft)|Daar\w*|Hier\w*|Ook|Zo|"
    r"Toch|Dan|Bovendien|Verder|Hun|Beide|Zulke|Maar|En|Want|Anders|Bijvoorbeeld)\b"
)


def _with_neighbour(sentences: Sequence[str], scores: Sequence[float], best: int) -> tuple[int, int]:
    """The first and last sentence of the quote: the best one, alone or with the one before or after it."""
    room = _LONGEST_QUOTE - len(sentences[best])
    before = best > 0 and len(sentences[best - 1]) < room
    after = best + 1 < len(sentences) and len(sentences[best + 1]) < room
    short = len(sentences[best]) < _SHORTEST_QUOTE
    if before and _LEANS_BACK.match(sentences[best]):
        return best - 1, best
    if after and (short or scores[best + 1] >= _TWO_ARE_BETTER * max(scores[best], 0.01)):
        return best, best + 1
    return (best - 1, best) if before and short else (best, best)
