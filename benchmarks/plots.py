"""Two small charts of the comparison in benchmarks/retrieval.py: SVG, the same for the same figures."""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path

WIDTH, HEIGHT, LEFT, TOP, BOTTOM = 720, 320, 60, 40, 60
COLOURS = {"ours": "#0b5cad", "fts5": "#9a6b00", "tantivy": "#3b7a3b", "bm25s": "#8a3f8f"}
MEASURES = ("success@1", "success@3", "nDCG@10")


def quality(figures: Mapping[str, Sequence[float]], path: Path) -> None:
    """Bars of the three measures of each engine; `figures` gives them by engine, in the order of MEASURES."""
    parts = [_text(WIDTH / 2, 22, "Quality on the development questions, 256 passages", "middle", 15)]
    floor = HEIGHT - BOTTOM
    for tenth in range(0, 11, 2):
        y = floor - (floor - TOP) * tenth / 10
        parts.append(_line(LEFT, y, WIDTH - 20, y, "#ddd"))
        parts.append(_text(LEFT - 8, y + 4, f"{tenth / 10:.1f}", "end"))
    group = (WIDTH - LEFT - 20) / len(MEASURES)
    bar = group / (len(figures) + 1)
    for at, measure in enumerate(MEASURES):
        parts.append(_text(LEFT + group * (at + 0.5), floor + 20, measure, "middle"))
        for number, (engine, values) in enumerate(figures.items()):
            tall = (floor - TOP) * values[at]
            x = LEFT + group * at + bar * (number + 0.5)
            parts.append(
                f'<rect x="{x:.1f}" y="{floor - tall:.1f}" width="{bar * 0.9:.1f}" height="{tall:.1f}" '
                f'fill="{COLOURS[engine]}"/>'
            )
            parts.append(_text(x + bar * 0.45, floor - tall - 4, f"{values[at]:.2f}", "middle", 11))
    _write(path, [*parts, *_legend(figures)])


def speed(figures: Mapping[str, Mapping[int, float]], path: Path) -> None:
    """p95 in milliseconds by number of passages, both on a scale of powers of ten."""
    sizes = sorted({size for by_size in figures.values() for size in by_size})
    low, high = -2, 3
    floor = HEIGHT - BOTTOM
    parts = [_text(WIDTH / 2, 22, "p95 of a question in ms, by number of passages", "middle", 15)]

    def across(size: int) -> float:
        first, last = math.log10(sizes[0]), math.log10(sizes[-1])
        share = (math.log10(size) - first) / (last - first) if last > first else 0.5
        return LEFT + 30 + (WIDTH - LEFT - 80) * share

    def up(ms: float) -> float:
        return floor - (floor - TOP) * (math.log10(max(ms, 10**low)) - low) / (high - low)

    for power in range(low, high + 1):
        parts.append(_line(LEFT, up(10**power), WIDTH - 20, up(10**power), "#ddd"))
        parts.append(_text(LEFT - 8, up(10**power) + 4, f"{10**power:g}", "end"))
    parts += [_text(across(size), floor + 20, f"{size:,}".replace(",", " "), "middle") for size in sizes]
    for engine, by_size in figures.items():
        points = [(across(size), up(ms), ms) for size, ms in sorted(by_size.items())]
        path_of = " ".join(f"{x:.1f},{y:.1f}" for x, y, _ in points)
        parts.append(
            f'<polyline points="{path_of}" fill="none" stroke="{COLOURS[engine]}" stroke-width="2"/>'
        )
        parts += [
            f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3.5" fill="{COLOURS[engine]}"/>'
            + _text(x, y - 8, f"{ms:.2g}" if ms < 100 else f"{ms:.0f}", "middle", 11)
            for x, y, ms in points
        ]
    _write(path, [*parts, *_legend(figures)])


def _legend(engines: Mapping[str, object]) -> list[str]:
    found = []
    for number, engine in enumerate(engines):
        x, y = LEFT + 150 * number, HEIGHT - 16
        found.append(f'<rect x="{x}" y="{y - 10}" width="12" height="12" fill="{COLOURS[engine]}"/>')
        found.append(_text(x + 18, y, engine, "start"))
    return found


def _text(x: float, y: float, words: str, anchor: str, size: int = 12) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size}" text-anchor="{anchor}"'
    return f'<text {place} fill="#222">{words}</text>'


def _line(x1: float, y1: float, x2: float, y2: float, colour: str) -> str:
    return f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}"/>'


def _write(path: Path, parts: Sequence[str]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    body = "\n".join(parts)
    path.write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" '
        f'font-family="sans-serif">\n<rect width="{WIDTH}" height="{HEIGHT}" fill="#fff"/>\n{body}\n</svg>\n',
        encoding="utf-8",
    )
