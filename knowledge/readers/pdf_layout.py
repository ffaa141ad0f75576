"""The reading order of a PDF page: running lines out, column by column, table cells in their rows."""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from itertools import chain, pairwise

from knowledge.readers.pdf_text import Segment

_EDGE = 0.12  # running headers and footers stand in this part of the height, above and below
_NUMBERS = re.compile(r"\b(?:\d+|[ivxlc]+)\b")
_PAGE_NUMBER = re.compile(
    r"(?:pagina|blz\.?|p\.?)?[\s|–-]*(?:\d{1,4}|[ivxlc]{1,7})(?:\s*(?:van|/|\|)\s*\d{1,4})?[\s|–-]*",
    re.IGNORECASE,
)
_LONGEST_NUMBER = 4  # digits of a page number
_COLUMN_SHARE = 0.18  # a column of text is at least this part of the page wide
_COLUMN_LINES = 4
BULLET = re.compile(r"[•◦▪●○‣■\uf0a7\uf0b7–-]")
_MARKER = re.compile(rf"{BULLET.pattern}|\(?(?:\d{{1,3}}|[a-z])[.)]|\d{{1,2}}(?:\.\d{{1,2}}){{0,3}}\.?")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; `first` when a table begins with it."""

    cells: tuple[str, ...]
    y: float
    first: bool


Element = Segment | Row


def edges(pages: list[list[Segment]], heights: list[float]) -> list[list[Segment]]:
    """What stands in the outer margins of each page, where running headers, footers and page numbers are."""
    found = []
    for segments, height in zip(pages, heights, strict=True):
        low, high = height * _EDGE, height * (1 - _EDGE)
        found.append([piece for piece in segments if not low < piece.y < high])
    return found


def without_running_lines(pages: list[list[Segment]], margins: list[list[Segment]]) -> list[list[Segment]]:
    """Leave out page numbers and what returns at the same height on several pages in the outer margins."""
    keys = [[_key(piece) for piece in edge] for edge in margins]
    seen = Counter(chain.from_iterable(map(set, keys)))
    often = 2 if len(pages) < 10 else 3
    running = {key for key, count in seen.items() if count >= often}
    lines = Counter(y for edge in keys for y in {key[1] for key in edge if key in running})
    main = {y for y, count in lines.items() if count * 2 > len(pages) > 2}
    # A heading that many chapters have ("Wat er speelt") may stand at the top of some pages too.
    body = _usual_size(pages)
    always = {key for key in running if seen[key] * 2 > len(pages)}
    kept = []
    for segments, edge, edge_keys in zip(pages, margins, keys, strict=True):
        out = {
            id(piece)  # cheaper to look up than what it holds
            for piece, key in zip(edge, edge_keys, strict=True)
            if key in always
            or key[1] in main
            or (key in running and not (piece.bold or piece.size > 1.05 * body))
            or _PAGE_NUMBER.fullmatch(piece.text)
        }
        kept.append([piece for piece in segments if id(piece) not in out] if out else segments)
    return kept


def _key(piece: Segment) -> tuple[str, int]:
    """What running lines have in common: their words, whatever the number, and their height."""
    return _NUMBERS.sub("#", piece.text.casefold()), round(piece.y)


def _usual_size(pages: list[list[Segment]]) -> float:
    """The size of type of most lines."""
    sizes = Counter(piece.size for segments in pages for piece in segments)
    return sizes.most_common(1)[0][0] if sizes else 0.0


def printed_numbers(margins: list[list[Segment]]) -> list[str]:
    """The page numbers that are printed at the edge of most pages, as labels; empty when there are none.

    For files that do not say themselves how their pages are numbered.
    """
    shifts: Counter[int] = Counter()
    for number, edge in enumerate(margins, 1):
        words = chain.from_iterable(piece.text.split() for piece in edge)
        found = {int(word) for word in words if len(word) <= _LONGEST_NUMBER and word.isdecimal()}
        shifts.update({number - printed for printed in found if printed <= number})
    if not shifts:
        return []
    shift, count = shifts.most_common(1)[0]
    if count < max(3, 0.6 * (len(margins) - shift)):
        return []
    return [str(number - shift) if number > shift else "" for number in range(1, len(margins) + 1)]


def arrange(segments: list[Segment], width: float, is_ruled: Callable[[], bool]) -> list[list[Element]]:
    """The regions of a page in reading order, each with its lines and rows from top to bottom.

    `is_ruled` says whether the page has the horizontal lines of a table; asked only when that matters.
    """
    if all(one.y - two.y > one.size / 2 for one, two in pairwise(segments)):
        return [list(segments)] if segments else []
    regions = _columns(segments, width)
    if len(regions) > 1 and is_ruled():
        regions = [segments]
    return [_rows(region) for region in regions]


def _columns(segments: list[Segment], width: float) -> list[list[Segment]]:
    starts = _column_starts(segments, width)
    if len(starts) < 2:
        return [segments]
    gutters = [start - 4 for start in starts[1:]]
    regions: list[list[Segment]] = []
    band: list[list[Segment]] = [[] for _ in starts]
    across: list[Segment] = []
    for piece in sorted(segments, key=lambda piece: (-piece.y, piece.x0)):
        if any(piece.x0 < gutter and piece.x1 > gutter + 2 for gutter in gutters):
            regions.extend(column for column in band if column)
            band = [[] for _ in starts]
            across.append(piece)
        else:
            if across:
                regions.append(across)
                across = []
            band[sum(piece.x0 >= gutter for gutter in gutters)].append(piece)
    regions.extend(column for column in [across, *band] if column)
    return regions


def _column_starts(segments: list[Segment], width: float) -> list[float]:
    """Where columns of prose begin: many wide lines at one left edge, and few that reach over it."""
    wide = [piece for piece in segments if piece.x1 - piece.x0 > _COLUMN_SHARE * width]
    edges = Counter(round(piece.x0 / 3) for piece in wide)
    starts: list[float] = []
    for edge, count in sorted(edges.items()):
        x = edge * 3.0
        if count + edges[edge + 1] < _COLUMN_LINES:
            continue
        if not starts:
            starts.append(x)
        elif x - starts[-1] > _COLUMN_SHARE * width:
            before = [piece for piece in wide if starts[-1] - 4 < piece.x0 < x - 4]
            if sum(piece.x1 < x + 2 for piece in before) > 0.6 * len(before):
                starts.append(x - 2)
    return starts


def _rows(region: list[Segment]) -> list[Element]:
    """Put pieces at one height together, and find the tables among them."""
    visual: list[list[Segment]] = []
    for piece in sorted(region, key=lambda piece: -piece.y):
        if visual and visual[-1][0].y - piece.y < 0.4 * max(piece.size, visual[-1][0].size):
            visual[-1].append(piece)
        else:
            visual.append([piece])
    rows = [_without_markers(sorted(row, key=lambda piece: piece.x0)) for row in visual]
    elements: list[Element] = []
    at = 0
    while at < len(rows):
        end = _table_end(rows, at)
        if end > at:
            elements.extend(_table(rows[at:end]))
            at = end
        else:
            elements.append(_joined(rows[at]))
            at += 1
    return elements


def _without_markers(row: list[Segment]) -> list[Segment]:
    """A bullet or number before its text is not a cell."""
    if len(row) > 1 and _MARKER.fullmatch(row[0].text):
        return [_joined(row[:2]), *row[2:]]
    return row


def _joined(row: list[Segment]) -> Segment:
    if len(row) == 1:
        return row[0]
    text = " ".join(piece.text for piece in row)
    size = max(piece.size for piece in row)
    bold = all(piece.bold for piece in row)
    return Segment(text, row[0].x0, row[-1].x1, row[-1].y, size, bold, row[-1].broken)


def _table_end(rows: list[list[Segment]], start: int) -> int:
    """Where the table ends that starts here; the start itself if none does."""
    if len(rows[start]) < 2:
        return start
    celled = 0
    end = start
    spans: list[tuple[float, float]] = []
    for row in rows[start:]:
        if end > start and rows[end - 1][0].y - row[0].y > 4 * row[0].size:
            break
        if len(row) == 1 and not _within(row[0], spans):
            break
        if len(row) > 1:
            grown = _spans([*spans, *((piece.x0, piece.x1) for piece in row)])
            if len(grown) < 2:
                break
            spans = grown
            celled += 1
        end += 1
    needed = 2 if len(spans) > 2 else 3
    return end if celled >= needed else start


def _within(piece: Segment, spans: list[tuple[float, float]]) -> bool:
    """Whether a lone piece continues one cell: it begins in one column and does not reach the next."""
    inside = [number for number, (left, _) in enumerate(spans) if left - 3 <= piece.x0]
    if not inside:
        return False
    following = inside[-1] + 1
    starts_there = piece.x0 <= spans[inside[-1]][1]
    return starts_there and (following == len(spans) or piece.x1 < spans[following][0])


def _spans(spans: list[tuple[float, float]]) -> list[tuple[float, float]]:
    merged: list[tuple[float, float]] = []
    for left, right in sorted(spans):
        if merged and left <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(right, merged[-1][1]))
        else:
            merged.append((left, right))
    return merged


def _table(rows: list[list[Segment]]) -> list[Element]:
    spans = _spans([(piece.x0, piece.x1) for row in rows if len(row) > 1 for piece in row])
    gaps = [above[0].y - below[0].y for above, below in pairwise(rows)]
    tight = min(gaps)
    # Where rows are set apart, the small distances are those of lines within a cell.
    apart = 1.15 * tight if max(gaps) > 1.25 * tight and tight < 1.5 * rows[0][0].size else 0.0
    table: list[tuple[float, list[list[Segment]]]] = []
    for row, gap in zip(rows, [float("inf"), *gaps], strict=True):
        in_first = row[0].x0 <= spans[0][1]
        if gap > apart and (in_first or gap == float("inf")):
            table.append((row[0].y, [[] for _ in spans]))
        for piece in row:
            column = max(
                number for number, (left, _) in enumerate(spans) if left <= piece.x0 + 3 or number == 0
            )
            table[-1][1][column].append(piece)
    return [
        Row(tuple(_cell(cell) for cell in cells), y, first=number == 0)
        for number, (y, cells) in enumerate(table)
    ]


def _cell(pieces: list[Segment]) -> str:
    text = ""
    for piece in pieces:
        text += piece.text if piece.broken else f"{piece.text} "
    return text.strip()
