"""Retrieval side by side: ours, SQLite FTS5, tantivy with its Dutch stemmer, bm25s with Snowball Dutch.

    python -m benchmarks.retrieval --data ../shared/retrieval --sizes 256 10000 100000 --charts docs/charts
    python -m benchmarks.retrieval --data ../shared/retrieval --levers

`--data` holds passages.jsonl and questions.jsonl. Larger sizes are made of the same sentences, shuffled, with
made-up words between them, so that the vocabulary grows too; quality is measured at the given size only.
The first round asks an index that was asked nothing before; its times are shown apart ("first p95"), because
later rounds ask the same again, and what was worked out for a word or read of a sentence is kept a while.
tantivy and bm25s are for this comparison and no dependency of the bot; one that is not installed is left out.
"""

import argparse
import importlib
import importlib.util
import random
import re
import sqlite3
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import Stemmer

from benchmarks import plots
from knowledge.answer import answer, is_answer
from knowledge.evaluate import Asked, Outcome, Report, ranking, read_passages, read_questions, report, run
from knowledge.levers import ALL, Lever
from knowledge.passages import Passage
from knowledge.search import Searcher
from knowledge.thesaurus import Thesaurus

Ask = Callable[[str], tuple[Sequence[str], float | None, bool]]
_WORD = re.compile(r"\w+")
_RESAMPLES = 2_000


def ours(passages: Sequence[Passage], levers: frozenset[Lever] = ALL) -> Ask:
    searcher = Searcher(passages, Thesaurus.shipped(), levers)

    def ask(text: str) -> tuple[list[str], float, bool]:
        found = searcher.find(text)
        return [hit.passage.id for hit in found.hits], found.sure, is_answer(found)

    return ask


def fts5(passages: Sequence[Passage]) -> Ask:
    base = sqlite3.connect(":memory:")
    base.execute("CREATE VIRTUAL TABLE p USING fts5(id UNINDEXED, title, body)")
    base.executemany(
        "INSERT INTO p VALUES (?, ?, ?)", [(p.id, " ".join(p.section), p.text) for p in passages]
    )

    def ask(text: str) -> tuple[list[str], float | None, bool]:
        query = " OR ".join(f'"{word}"' for word in _WORD.findall(text))
        rows = base.execute(
            "SELECT id, -rank FROM p WHERE p MATCH ? ORDER BY rank LIMIT 10", (query,)
        ).fetchall()
        return [row[0] for row in rows], rows[0][1] if rows else None, bool(rows)

    return ask


def tantivy(passages: Sequence[Passage]) -> Ask:
    engine: Any = importlib.import_module("tantivy")

    analyzer = (
        engine.TextAnalyzerBuilder(engine.Tokenizer.simple())
        .filter(engine.Filter.lowercase())
        .filter(engine.Filter.stemmer("dutch"))
        .build()
    )
    schema = engine.SchemaBuilder()
    schema.add_text_field("id", stored=True, tokenizer_name="raw")
    schema.add_text_field("body", tokenizer_name="nl")
    index = engine.Index(schema.build())
    index.register_tokenizer("nl", analyzer)
    writer = index.writer(64_000_000, 1)
    for passage in passages:
        writer.add_document(
            engine.Document(id=passage.id, body=f"{' '.join(passage.section)} {passage.text}")
        )
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    searcher = index.searcher()

    def ask(text: str) -> tuple[list[str], float | None, bool]:
        query = index.parse_query(" ".join(_WORD.findall(text)), ["body"])
        hits = searcher.search(query, 10).hits
        return [searcher.doc(place)["id"][0] for _, place in hits], hits[0][0] if hits else None, bool(hits)

    return ask


def bm25s(passages: Sequence[Passage]) -> Ask:
    engine: Any = importlib.import_module("bm25s")

    stem = Stemmer.Stemmer("dutch").stemWords
    texts = [f"{' '.join(p.section)} {p.text}" for p in passages]
    index = engine.BM25()
    index.index(
        engine.tokenize(texts, stopwords="nl", stemmer=stem, show_progress=False), show_progress=False
    )
    size = min(10, len(passages))

    def ask(text: str) -> tuple[list[str], float | None, bool]:
        words = engine.tokenize([text], stopwords="nl", stemmer=stem, return_ids=False, show_progress=False)
        if not words[0]:
            return [], None, False
        rows, scores = index.retrieve(words, k=size, show_progress=False)
        found = [
            (passages[row].id, float(score))
            for row, score in zip(rows[0], scores[0], strict=True)
            if score > 0
        ]
        return [name for name, _ in found], found[0][1] if found else None, bool(found)

    return ask


ENGINES: dict[str, Callable[[Sequence[Passage]], Ask]] = {
    "ours": ours,
    "fts5": fts5,
    "tantivy": tantivy,
    "bm25s": bm25s,
}


def enlarged(passages: Sequence[Passage], size: int) -> list[Passage]:
    """As many passages as asked, of shuffled sentences and a made-up word each; the given ones first."""
    chance = random.Random(7)
    sentences = [sentence for passage in passages for sentence in passage.sentences()]
    parts = sorted(
        {word.lower() for text in sentences for word in _WORD.findall(text) if 4 <= len(word) <= 9}
    )
    made = list(passages[:size])
    while len(made) < size:
        chosen = [*chance.choices(sentences, k=4), f"Zie ook {chance.choice(parts)}{chance.choice(parts)}."]
        source = chance.choice(passages)
        made.append(replace(source, id=f"x{len(made)}", text=" ".join(chosen)))
    return made


def p95(times: Sequence[float]) -> float:
    return statistics.quantiles(times, n=20)[-1]


def compare(data: Path, sizes: Sequence[int], rounds: int, charts: Path | None) -> None:
    passages, questions = read_passages(data / "passages.jsonl"), read_questions(data / "questions.jsonl")
    print(
        "| engine | passages | s@1 | s@3 | nDCG@10 | AUROC "
        "| mean ms | p95 ms | first p95 | build s | build / bm25s |\n"
        "|---|---|---|---|---|---|---|---|---|---|---|"
    )
    quality: dict[str, list[float]] = {}
    speed: dict[str, dict[int, float]] = {}
    for size in sizes:
        corpus = enlarged(passages, size)
        present = {name: make for name, make in ENGINES.items() if _is_installed(name)}
        asks: dict[str, Ask] = {}
        built: dict[str, float] = {}
        for name, make in present.items():
            started = time.perf_counter()
            asks[name] = make(corpus)
            built[name] = time.perf_counter() - started
        figures, first, times = _in_turns(questions, asks, rounds)
        for name, found in figures.items():
            real = size <= len(passages)
            overall = found.overall
            each = (overall.success_1, overall.success_3, overall.ndcg, found.auroc)
            shown = " | ".join(f"{value:.3f}" if real else "" for value in each)
            mean = statistics.median(map(statistics.mean, times[name]))
            late = statistics.median(map(p95, times[name]))
            ratio = f"{built[name] / built['bm25s']:.1f}" if "bm25s" in built else ""
            print(
                f"| {name} | {size} | {shown} | {mean:.2f} | {late:.2f} | {p95(first[name]):.2f} "
                f"| {built[name]:.2f} | {ratio} |",
                flush=True,
            )
            speed.setdefault(name, {})[size] = late
            if real:
                quality[name] = list(each[:3])
    if charts:
        plots.quality(quality, charts / "retrieval-quality.svg")
        plots.speed(speed, charts / "retrieval-speed.svg")


def _is_installed(engine: str) -> bool:
    return engine not in {"tantivy", "bm25s"} or importlib.util.find_spec(engine) is not None


def _in_turns(
    questions: Sequence[Asked], asks: dict[str, Ask], rounds: int
) -> tuple[dict[str, Report], dict[str, list[float]], dict[str, list[list[float]]]]:
    """Every engine answers every question, in turns so that what else the machine does falls on all.

    Gives the figures, and the milliseconds of each question: in the first round, and in each round after it.
    """
    outcomes = {name: run(questions, ask) for name, ask in asks.items()}
    figures = {name: report(questions, found) for name, found in outcomes.items()}
    first = {name: [outcome.ms for outcome in found] for name, found in outcomes.items()}
    times: dict[str, list[list[float]]] = {name: [] for name in asks}
    for _ in range(rounds):
        for name, ask in asks.items():
            times[name].append([outcome.ms for outcome in run(questions, ask)])
    return figures, first, times


def whole_answers(data: Path, rounds: int) -> None:
    """The time of `ask`: search, choice of sentences and evidence together."""
    questions = read_questions(data / "questions.jsonl")
    searcher = Searcher(read_passages(data / "passages.jsonl"), Thesaurus.shipped())

    def ask(text: str) -> tuple[list[str], float, bool]:
        found = answer(searcher, {}, text)
        return [quote.passage for quote in found.passages], found.score, found.answered

    first, *times = [[outcome.ms for outcome in run(questions, ask)] for _ in range(rounds + 1)]
    mean = statistics.median(map(statistics.mean, times))
    late = statistics.median(map(p95, times))
    print(f"whole answer: mean {mean:.2f} ms, p95 {late:.2f} ms; first round p95 {p95(first):.2f} ms")


def levers(data: Path) -> None:
    """What each lever gains, on two halves of the questions, with a paired bootstrap on all."""
    passages, questions = read_passages(data / "passages.jsonl"), read_questions(data / "questions.jsonl")
    full = run(questions, ours(passages))
    rows = [("all levers", full)]
    rows += [(f"without {lever}", run(questions, ours(passages, ALL - {lever}))) for lever in Lever]
    rows.append(("no lever", run(questions, ours(passages, frozenset()))))
    print("| | s@1 A/B | s@3 A/B | nDCG@10 A/B | gain in nDCG (95 %) | AUROC |\n|---|---|---|---|---|---|")
    for name, outcomes in rows:
        halves = [report(questions[n::2], outcomes).overall for n in (0, 1)]
        cells = [
            f"{halves[0].success_1:.2f} / {halves[1].success_1:.2f}",
            f"{halves[0].success_3:.2f} / {halves[1].success_3:.2f}",
            f"{halves[0].ndcg:.3f} / {halves[1].ndcg:.3f}",
            "" if outcomes is full else paired(questions, full, outcomes),
            f"{report(questions, outcomes).auroc:.3f}",
        ]
        print(f"| {name} | {' | '.join(cells)} |", flush=True)


def paired(questions: Sequence[Asked], full: Sequence[Outcome], less: Sequence[Outcome]) -> str:
    """The mean gain in nDCG with its 95 % interval, questions drawn again with their pair."""
    gains = [
        ranking(one.ranked, asked.relevant)[3] - ranking(other.ranked, asked.relevant)[3]
        for asked, one, other in zip(questions, full, less, strict=True)
        if asked.relevant
    ]
    chance = random.Random(11)
    means = sorted(statistics.mean(chance.choices(gains, k=len(gains))) for _ in range(_RESAMPLES))
    low, high = means[int(0.025 * _RESAMPLES)], means[int(0.975 * _RESAMPLES)]
    return f"{statistics.mean(gains):+.3f} ({low:+.3f} to {high:+.3f})"


def main() -> None:
    parser = argparse.ArgumentParser(description="Compare retrieval with well-kept engines.")
    parser.add_argument(
        "--data", type=Path, required=True, help="folder with questions.jsonl and passages.jsonl"
    )
    parser.add_argument("--sizes", type=int, nargs="+", default=[256, 10_000])
    parser.add_argument("--rounds", type=int, default=5, help="times that all is asked; medians are shown")
    parser.add_argument("--charts", type=Path, help="folder to write two charts in, as SVG")
    parser.add_argument(
        "--levers", action="store_true", help="what each lever gains, instead of the comparison"
    )
    options = parser.parse_args()
    if options.levers:
        levers(options.data)
    else:
        compare(options.data, options.sizes, options.rounds, options.charts)
        whole_answers(options.data, options.rounds)


if __name__ == "__main__":
    main()
