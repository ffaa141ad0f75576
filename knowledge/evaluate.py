"""Measures retrieval on questions with known answers (DESIGN section 4: `evaluate`)."""

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from time import perf_counter
from typing import Any

from knowledge.answer import is_answer
from knowledge.passages import Passage
from knowledge.search import Searcher

DEPTH = 10


class EvaluationError(ValueError):
    """A file of questions or passages that cannot be used; the message names file and line."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the passages that answer it; none means that it has no answer."""

    id: str
    kind: str
    question: str
    relevant: frozenset[str]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one question. `score` is the surety of the answer, `ms` the time it took."""

    id: str
    ranked: tuple[str, ...]
    score: float | None
    answered: bool
    ms: float

    def as_json(self) -> dict[str, Any]:
        """One line of a run file."""
        return {
            "id": self.id,
            "ranked": list(self.ranked),
            "score": self.score,
            "answered": self.answered,
            "ms": self.ms,
        }


@dataclass(frozen=True, slots=True)
class Ranking:
    """How well passages are ranked, averaged over `count` answerable questions (NaN for none)."""

    count: int
    success_1: float
    success_3: float
    reciprocal_rank: float
    ndcg: float


@dataclass(frozen=True, slots=True)
class Report:
    """All figures of one run; fractions are 0 to 1, times are milliseconds."""

    kinds: Mapping[str, Ranking]
    overall: Ranking
    unanswerable: int
    auroc: float
    answered_answerable: float
    false_answers: float
    ms_mean: float
    ms_p95: float


def read_passages(path: Path) -> list[Passage]:
    """Passages of a file with lines {"id", "title", "text"}, in plan "evaluatie"; a title becomes a section.

    Raises EvaluationError for a line that cannot be used, OSError when the file is not there.
    """
    found = []
    for number, row in _rows(path):
        try:
            found.append(
                Passage(
                    row["id"],
                    "evaluatie",
                    (row["title"],) if row.get("title") else (),
                    None,
                    None,
                    row["text"],
                )
            )
        except (KeyError, TypeError, ValueError) as error:
            raise EvaluationError(f"{path.name} line {number}: a passage needs id, title and text") from error
    return found


def read_questions(path: Path) -> list[Asked]:
    """Questions of a file with lines {"id", "kind", "question", "relevant"}. Raises as read_passages."""
    found = []
    for number, row in _rows(path):
        try:
            found.append(
                Asked(
                    str(row["id"]), str(row.get("kind", "")), str(row["question"]), frozenset(row["relevant"])
                )
            )
        except (KeyError, TypeError) as error:
            raise EvaluationError(
                f"{path.name} line {number}: a question needs id, question and relevant"
            ) from error
    if not found:
        raise EvaluationError(f"{path.name} holds no question")
    return found


def _rows(path: Path) -> Iterable[tuple[int, dict[str, Any]]]:
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except UnicodeDecodeError as error:
        raise EvaluationError(f"{path.name} is not UTF-8 text") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise EvaluationError(f"{path.name} line {number} is not JSON") from error
        if not isinstance(row, dict):
            raise EvaluationError(f"{path.name} line {number} is not an object")
        yield number, row


def evaluate(questions: Path, searcher: Searcher, out: Path | None = None) -> Report:
    """Asks every question of a file and gives the figures; writes one line a question to `out`.

    Raises EvaluationError for a file that cannot be used, OSError for one that cannot be read or written.
    """
    asked = read_questions(questions)

    def ask(text: str) -> tuple[list[str], float, bool]:
        found = searcher.find(text, DEPTH)
        return [hit.passage.id for hit in found.hits], round(found.sure, 4), is_answer(found)

    outcomes = run(asked, ask)
    if out is not None:
        lines = (json.dumps(outcome.as_json(), ensure_ascii=False) + "\n" for outcome in outcomes)
        out.write_text("".join(lines), encoding="utf-8")
    return report(asked, outcomes)


def run(
    questions: Iterable[Asked], ask: Callable[[str], tuple[Sequence[str], float | None, bool]]
) -> list[Outcome]:
    """Ask every question. `ask` gives passage ids best first, the surety, and whether it would answer."""
    outcomes = []
    for asked in questions:
        started = perf_counter()
        ranked, score, answered = ask(asked.question)
        ms = (perf_counter() - started) * 1000
        outcomes.append(Outcome(asked.id, tuple(ranked), score, answered, round(ms, 3)))
    return outcomes


def ranking(ranked: Sequence[str], relevant: frozenset[str]) -> tuple[float, float, float, float]:
    """Success at 1 and 3, reciprocal rank and nDCG of one answerable question, over ten passages."""
    places = [
        place
        for place, passage in enumerate(dict.fromkeys(ranked), 1)
        if passage in relevant and place <= DEPTH
    ]
    first = places[0] if places else math.inf
    gain = sum(1 / math.log2(place + 1) for place in places)
    ideal = sum(1 / math.log2(place + 1) for place in range(1, min(len(relevant), DEPTH) + 1))
    return float(first <= 1), float(first <= 3), 1 / first, gain / ideal


def report(questions: Sequence[Asked], outcomes: Iterable[Outcome]) -> Report:
    """The figures of a run; a question without an outcome counts as not found and not answered."""
    by_id = {outcome.id: outcome for outcome in outcomes}
    nothing = Outcome("", (), None, False, 0.0)
    pairs = [(asked, by_id.get(asked.id, nothing)) for asked in questions]
    able = [(asked, outcome) for asked, outcome in pairs if asked.relevant]
    unable = [outcome for asked, outcome in pairs if not asked.relevant]
    times = sorted(outcome.ms for _, outcome in pairs)
    kinds = dict.fromkeys(asked.kind for asked, _ in able)
    return Report(
        kinds={kind: _mean_ranking([pair for pair in able if pair[0].kind == kind]) for kind in kinds},
        overall=_mean_ranking(able),
        unanswerable=len(unable),
        auroc=_auroc([_surety(outcome) for _, outcome in able], [_surety(outcome) for outcome in unable]),
        answered_answerable=_mean([float(outcome.answered) for _, outcome in able]),
        false_answers=_mean([float(outcome.answered) for outcome in unable]),
        ms_mean=_mean(times),
        ms_p95=times[max(0, math.ceil(0.95 * len(times)) - 1)] if times else math.nan,
    )


def _mean_ranking(pairs: Sequence[tuple[Asked, Outcome]]) -> Ranking:
    each = [ranking(outcome.ranked, asked.relevant) for asked, outcome in pairs]
    return Ranking(len(each), *(_mean([figures[n] for figures in each]) for n in range(4)))


def _auroc(able: Sequence[float], unable: Sequence[float]) -> float:
    """The chance that an answerable question is surer than an unanswerable one; a tie counts half."""
    return _mean([1.0 if a > u else 0.5 if a == u else 0.0 for a in able for u in unable])


def _surety(outcome: Outcome) -> float:
    return -math.inf if outcome.score is None else outcome.score


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else math.nan


def printed(figures: Report) -> str:
    """The figures as a small table for the terminal."""
    lines = [f"{'kind':<12}{'n':>5}{'s@1':>8}{'s@3':>8}{'MRR@10':>8}{'nDCG@10':>9}"]
    for kind, row in (*figures.kinds.items(), ("all", figures.overall)):
        lines.append(
            f"{kind:<12}{row.count:>5}{row.success_1:>8.3f}{row.success_3:>8.3f}"
            f"{row.reciprocal_rank:>8.3f}{row.ndcg:>9.3f}"
        )
    lines.append(
        f"answers {figures.answered_answerable:.1%} of answerable and {figures.false_answers:.1%} of "
        f"{figures.unanswerable} unanswerable questions; AUROC {figures.auroc:.3f}"
    )
    lines.append(f"time: mean {figures.ms_mean:.2f} ms, p95 {figures.ms_p95:.2f} ms")
    return "\n".join(lines)
