import json
import math
import runpy
from pathlib import Path

import pytest

from knowledge.evaluate import (
    Asked,
    EvaluationError,
    Outcome,
    evaluate,
    printed,
    ranking,
    read_passages,
    read_questions,
    report,
    run,
)
from knowledge.search import Searcher
from knowledge.thesaurus import Thesaurus

SHARED = Path(__file__).resolve().parents[3] / "shared" / "retrieval"


def test_ranking_counts_what_a_colleague_sees_first() -> None:
    s1, s3, rr, ndcg = ranking(["x", "a", "b"], frozenset("ab"))
    assert (s1, s3, rr) == (0.0, 1.0, 0.5)
    assert ndcg == pytest.approx((1 / math.log2(3) + 1 / math.log2(4)) / (1 + 1 / math.log2(3)))


def test_a_passage_ranked_twice_counts_once() -> None:
    assert ranking(["a", "a", "b"], frozenset("ab"))[3] == 1.0


def test_only_ten_places_count() -> None:
    assert ranking([str(n) for n in range(10)] + ["a"], frozenset("a")) == (0.0, 0.0, 0.0, 0.0)


def test_a_report_tells_answered_false_answers_and_time() -> None:
    questions = [
        Asked("1", "keyword", "a", frozenset("a")),
        Asked("2", "keyword", "b", frozenset("b")),
        Asked("3", "none", "c", frozenset()),
    ]
    outcomes = [Outcome("1", ("a",), 0.9, True, 1.0), Outcome("3", ("x",), 0.4, True, 3.0)]
    figures = report(questions, outcomes)
    assert figures.overall.success_1 == 0.5
    assert figures.answered_answerable == 0.5
    assert figures.false_answers == 1.0
    assert figures.auroc == 0.5
    assert figures.ms_p95 == 3.0
    assert "keyword" in printed(figures)


def test_a_run_asks_every_question_and_keeps_the_order(tmp_path: Path) -> None:
    questions = [Asked("1", "", "een", frozenset()), Asked("2", "", "twee", frozenset("b"))]
    outcomes = run(questions, lambda text: ([text], 0.5, True))
    assert [(outcome.id, outcome.ranked) for outcome in outcomes] == [("1", ("een",)), ("2", ("twee",))]
    assert set(outcomes[0].as_json()) == {"id", "ranked", "score", "answered", "ms"}


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("{", "line 1 is not JSON"),
        ("[]", "line 1 is not an object"),
        ('{"id": "1"}', "line 1"),
        ("", "no question"),
    ],
)
def test_a_broken_question_file_is_refused_with_its_line(tmp_path: Path, line: str, says: str) -> None:
    path = tmp_path / "q.jsonl"
    path.write_text(line, encoding="utf-8")
    with pytest.raises(EvaluationError, match=says):
        read_questions(path)


def test_a_broken_passage_file_is_refused_with_its_line(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text(
        '{"id": "1", "title": "t", "text": "x"}\n{"id": "2", "title": "t", "text": ""}', encoding="utf-8"
    )
    with pytest.raises(EvaluationError, match=r"p\.jsonl line 2"):
        read_passages(path)


def test_passages_carry_their_title_as_section(tmp_path: Path) -> None:
    path = tmp_path / "p.jsonl"
    path.write_text('{"id": "1", "doc": "d", "title": "Titel", "text": "Een zin."}\n', encoding="utf-8")
    assert read_passages(path)[0].section == ("Titel",)


@pytest.mark.long
@pytest.mark.skipif(not SHARED.is_dir(), reason="the development questions are not beside this checkout")
def test_the_development_questions_are_answered_and_counted_as_the_given_script_does(tmp_path: Path) -> None:
    searcher = Searcher(read_passages(SHARED / "passages.jsonl"), Thesaurus.shipped())
    out = tmp_path / "run.jsonl"
    figures = evaluate(SHARED / "questions.jsonl", searcher, out)
    given = runpy.run_path(str(SHARED / "score.py"))
    rows = [json.loads(line) for line in out.read_text(encoding="utf-8").splitlines()]
    theirs = given["evaluate"]({row["id"]: row for row in rows}, given["load_questions"]())
    assert figures.overall.success_1 == pytest.approx(theirs["kinds"]["all"]["s1"])
    assert figures.overall.success_3 == pytest.approx(theirs["kinds"]["all"]["s3"])
    assert figures.overall.reciprocal_rank == pytest.approx(theirs["kinds"]["all"]["mrr"])
    assert figures.overall.ndcg == pytest.approx(theirs["kinds"]["all"]["ndcg"])
    assert figures.auroc == pytest.approx(theirs["auroc"])
    assert figures.false_answers == pytest.approx(theirs["false_answer_rate"])
    assert figures.answered_answerable == pytest.approx(theirs["answered_answerable"])
    assert figures.overall.success_1 >= 0.9
    assert figures.overall.ndcg >= 0.85
    assert figures.false_answers <= 0.1
