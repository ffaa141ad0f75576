"""From the lines of a PDF to headings, paragraphs, list items and rows."""

import re
from collections import Counter, defaultdict
from dataclasses import dataclass, field
from itertools import islice, pairwise

from knowledge.readers.blocks import Block, Kind
from knowledge.readers.hyphens import Joined, flat, join
from knowledge.readers.pdf_layout import BULLET, Element, Row
from knowledge.readers.pdf_outline import TITLE_LINES, Title, Titles
from knowledge.readers.pdf_text import Segment as Line

_LEADER = re.compile(r"(?:\s*[.…·_]){4,}\s*[\divxlc]*\s*")
_CONTENTS = re.compile(r"inhoud(?:sopgave)?|table of contents", re.IGNORECASE)
_TO_PAGE = re.compile(r".*\s[\divxlc]+")
_NUMBERED = re.compile(r"(?:hoofdstuk\s+|bijlage\s+)?(\d{1,2}(?:\.\d{1,2}){0,3})\.?\s+\S", re.IGNORECASE)
_A_WORD = re.compile(r"[^\W\d_]{3}")
_ITEM = re.compile(rf"(?:{BULLET.pattern}|\(?(?:\d{{1,2}}|[a-z])[.)])\s+(?=\S)")
_LONGEST_HEADING = 160
_REGIONS_LOOKED_AT = 100  # they tell how far apart lines stand


@dataclass(frozen=True, slots=True)
class _Styles:
    """How this document shows what is body and what is heading."""

    body: float
    leading: float
    levels: dict[float, int]  # size of type → level of heading
    outlined: bool
    above: int  # levels of headings that the outline leaves out
    first_page: int  # before it comes a cover, whose large type is no heading

    def level(self, line: Line, page: int) -> int:
        """The level of the heading that this line is by its type, or 0."""
        size = line.size
        if size == self.body and not line.bold:
            return 0
        if _CONTENTS.fullmatch(line.text):
            return 1
        if page < self.first_page:
            return 0
        if not _reads_as_heading(line.text):
            return 0
        deepest = max(self.levels.values(), default=0)
        if size in self.levels:
            level = self.levels[size]
        elif size > 1.12 * self.body:
            if self.levels and size > max(self.levels):
                return 0  # the title of the document
            level = deepest + 1 if not self.levels or size < min(self.levels) else 1
        elif line.bold and size > 0.95 * self.body and not line.text.endswith((".", ",", ";", ":")):
            level = deepest + 1
        else:
            return 0
        numbered = _NUMBERED.match(line.text)
        return numbered[1].count(".") + 1 if numbered and not self.outlined else level


@dataclass(slots=True)
class _Open:
    """The paragraph or item that is still being read."""

    kind: Kind
    page: int
    joined: Joined = field(default_factory=Joined)
    turns: list[tuple[int, int]] = field(default_factory=list)
    last: Line | None = None


def blocks(pages: list[list[list[Element]]], outline: list[Title]) -> list[Block]:
    """The blocks of a document; `pages` holds for each page its regions, in reading order."""
    titles: dict[int, Titles] = defaultdict(Titles)
    for title in outline:
        titles[title.page].add(title)
    return _Builder(_styles(pages, titles), titles).build(pages)


def _reads_as_heading(text: str) -> bool:
    """Whether large or bold type may be a heading: no point of a list, line of a program, or row of signs."""
    first = text[0]
    return (first.isalnum() or first in "“\"'‘(…") and _A_WORD.search(text) is not None


def _may_have_leader(text: str) -> bool:
    """A quick look that spares most lines the slow one."""
    return ".." in text or ". ." in text or "…" in text or "··" in text or "__" in text


def _has_leader(text: str) -> bool:
    """Whether dots lead the eye to a page number."""
    return _may_have_leader(text) and _LEADER.search(text) is not None


def _styles(pages: list[list[list[Element]]], titles: dict[int, Titles]) -> _Styles:
    weights: Counter[float] = Counter()
    used: dict[float, set[int]] = defaultdict(set)
    matched: dict[float, int] = {}
    for number, regions in enumerate(pages, 1):
        here = titles.get(number)
        length_here: dict[float, int] = defaultdict(int)
        for element in (element for region in regions for element in region if isinstance(element, Line)):
            size = element.size
            length_here[size] += len(element.text)
            if here and (title := here.get(element.text)):
                matched[size] = min(title.level, matched.get(size, title.level))
        for size, length in length_here.items():
            weights[size] += length
            used[size].add(number)
    body = weights.most_common(1)[0][0] if weights else 10.0
    leading = _leading(pages, body)
    large = sorted((size for size in weights if size > 1.12 * body), reverse=True)
    if not matched:
        ranked = [size for size in large if used[size] != {1}] or large
        levels = {size: rank for rank, size in enumerate(ranked[:4], 1)}
        return _Styles(body, leading, levels, outlined=False, above=0, first_page=1)
    # Some programs leave the chapters out of the outline: larger type, on several pages.
    chapters = [size for size in large if size > max(matched) and len(used[size]) > 1][:2]
    levels = {size: rank for rank, size in enumerate(chapters, 1)}
    levels.update({size: level + len(chapters) for size, level in matched.items() if size > 1.05 * body})
    first_page = 1 if chapters else min(titles, default=1)
    return _Styles(body, leading, levels, outlined=True, above=len(chapters), first_page=first_page)


def _leading(pages: list[list[list[Element]]], body: float) -> float:
    """The usual distance between two lines of body text."""
    gaps: Counter[float] = Counter()
    for region in islice((region for regions in pages for region in regions), _REGIONS_LOOKED_AT):
        for above, below in pairwise(region):
            if not isinstance(above, Line) or not isinstance(below, Line):
                continue
            if above.size == body:
                gaps[round(above.y - below.y, 1)] += 1
    usual = [gap for gap, _ in gaps.most_common(3) if 0.9 * body < gap < 2.5 * body]
    return usual[0] if usual else 1.3 * body


class _Builder:
    def __init__(self, styles: _Styles, titles: dict[int, Titles]) -> None:
        self.styles = styles
        self.titles = titles
        self.done: list[Block] = []
        self.open: _Open | None = None
        self.contents_page = 0
        self.outlined = 0  # how deep the heading of the outline is that is being read
        self.header: tuple[str, ...] = ()

    def build(self, pages: list[list[list[Element]]]) -> list[Block]:
        for page, regions in enumerate(pages, 1):
            for region in regions:
                self.region(region, page)
        self.close()
        return self.done

    def region(self, region: list[Element], page: int) -> None:
        region, notes = self.without_notes(region)
        body = self.styles.body
        longest = self.longest_title(page)
        above: Element | None = None
        at = 0
        while at < len(region):
            element = region[at]
            taken = 1
            if isinstance(element, Row):
                self.row(element, page)
            elif (element.size != body or element.bold or len(element.text) <= longest) and (
                heading := self.heading(region, at, page)
            ):
                block, taken = heading
                self.add_heading(block, page)
            elif not self.in_contents(element, page):
                self.line(element, above, page)
                taken = self.body(region, at, page, longest)
            above = region[at + taken - 1]
            at += taken
        for note in notes:
            self.note(note, page)

    def longest_title(self, page: int) -> int:
        """How many characters the longest title of the outline has that leads to this page."""
        here = self.titles.get(page)
        return here.longest if here else 0

    def body(self, region: list[Element], at: int, page: int, longest: int) -> int:
        """How many lines from here are one paragraph of body text; the rest of them is added to it at once.

        Nearly all lines of a plan are such lines, and nothing else has to be asked of them.
        """
        first, now, body = region[at], self.open, self.styles.body
        if now is None or not isinstance(first, Line) or first.broken or first.size != body:
            return 1
        lowest = 1.25 * self.styles.leading
        left, right, above = first.x0 - 1, first.x0 + 1, first.y
        last, texts = first, []
        for line in islice(region, at + 1, None):
            if not isinstance(line, Line):
                break
            text, x0, _, y, size, bold, broken = line
            if size != body or broken or bold or not left <= x0 <= right or not 0 < above - y <= lowest:
                break
            if len(text) <= longest or not text[:2].isalpha():  # it may be a title, or a point of a list
                break
            last, above = line, y
            texts.append(text)
        text = " ".join(texts)
        if not text or self.near_contents(page) or _may_have_leader(text) or flat(text) != text:
            return 1
        now.joined.text += " " + text
        now.last = last
        return 1 + len(texts)

    def without_notes(self, region: list[Element]) -> tuple[list[Element], list[list[Line]]]:
        """The region without the footnotes below it, and each of these.

        They stand between the two halves of a sentence that runs on to the next page.
        """
        notes: list[list[Line]] = []
        end = len(region)
        for at in range(len(region) - 1, 0, -1):
            line = region[at]
            if not isinstance(line, Line) or line.size > 0.9 * self.styles.body or _has_leader(line.text):
                break
            if line.text[0].isdigit():
                notes.insert(0, [one for one in region[at:end] if isinstance(one, Line)])
                end = at
        return (region[:end], notes) if notes else (region, [])

    def note(self, lines: list[Line], page: int) -> None:
        joined = Joined()
        for line in lines:
            join(joined, line.text, broken=line.broken)
        block = Block(Kind.ITEM, joined.text, page=page, doubtful=tuple(joined.doubtful))
        self.done.append(block)

    def in_contents(self, line: Line, page: int) -> bool:
        """Whether a line belongs to the table of contents: it says nothing that the headings do not say."""
        if _has_leader(line.text):
            return True
        return self.near_contents(page) and _TO_PAGE.fullmatch(line.text) is not None

    def near_contents(self, page: int) -> bool:
        """Whether this page is the one with the heading "Inhoud" or the next, before any other heading."""
        return bool(self.contents_page) and page <= self.contents_page + 1

    def add_heading(self, block: Block, page: int) -> None:
        self.close()
        self.contents_page = page if _CONTENTS.fullmatch(block.text) else 0
        self.done.append(block)

    def heading(self, region: list[Element], at: int, page: int) -> tuple[Block, int] | None:
        """The heading that begins here and the number of its lines."""
        first = region[at]
        if not isinstance(first, Line) or len(first.text) > _LONGEST_HEADING:
            return None
        here = self.titles.get(page)
        if (
            here
            and len(first.text) <= here.longest
            and (found := here.starting(region[at : at + TITLE_LINES]))
        ):
            title, count = found
            self.outlined = title.level + self.styles.above
            return Block(Kind.HEADING, title.text, self.outlined, page=page), count
        level = self.styles.level(first, page)
        if not level or _has_leader(first.text):
            return None
        if level <= self.styles.above:
            self.outlined = level
        elif self.outlined:
            # What the outline leaves out stands below what it names: a remark, a part of a part.
            level = max(level, self.outlined + 1)
        return self.heading_by_type(region[at:], level, page)

    def heading_by_type(self, lines: list[Element], level: int, page: int) -> tuple[Block, int] | None:
        joined = Joined()
        count = 0
        for line in lines:
            if not isinstance(line, Line) or (count and not self.continues_heading(lines[count - 1], line)):
                break
            join(joined, line.text, broken=line.broken)
            count += 1
        if len(joined.text) > _LONGEST_HEADING:
            return None
        return Block(Kind.HEADING, joined.text, level, page=page), count

    def continues_heading(self, above: Element, line: Line) -> bool:
        if not isinstance(above, Line) or _NUMBERED.match(line.text) or above.bold != line.bold:
            return False
        return abs(above.size - line.size) < 0.1 and above.y - line.y < 1.6 * line.size

    def row(self, row: Row, page: int) -> None:
        self.close()
        if self.near_contents(page) and row.cells[-1].strip(".… ").isalnum():
            return
        last = self.done[-1] if self.done else None
        goes_on = last is not None and last.kind is Kind.ROW and len(last.cells) == len(row.cells)
        if row.first and goes_on and row.cells == self.header:
            return
        heads = row.first and not goes_on
        if heads:
            self.header = row.cells
        text = " ".join(cell for cell in row.cells if cell)
        self.done.append(Block(Kind.ROW, text, level=int(heads), cells=row.cells, page=page))

    def line(self, line: Line, above: Element | None, page: int) -> None:
        item = _ITEM.match(line.text)
        if item or not self.goes_on(line, above):
            self.close()
            self.open = _Open(Kind.ITEM if item else Kind.PARAGRAPH, page)
        assert self.open is not None  # noqa: S101 - just made, or it goes on
        now = self.open
        text = line.text[item.end() :] if item else line.text
        offset = join(now.joined, text, broken=line.broken)
        if page != (now.turns[-1][1] if now.turns else now.page):
            now.turns.append((offset, page))
        now.last = line

    def goes_on(self, line: Line, above: Element | None) -> bool:
        """Whether this line continues the open paragraph."""
        if self.open is None or (last := self.open.last) is None:
            return False
        if above is None:  # the top of a page or a column
            ended = self.open.joined.text.endswith((".", "!", "?", ":", ";", "…", ".”", ".’", ".)", '."'))
            return not ended and abs(last.size - line.size) < 1
        if last is not above or abs(last.size - line.size) > 1.5:
            return False
        if last.y - line.y > 1.25 * self.styles.leading:
            return False
        indented = line.x0 - last.x0 > 0.8 * line.size
        return not (
            indented and self.open.kind is Kind.PARAGRAPH and self.open.joined.text.endswith((".", ":"))
        )

    def close(self) -> None:
        if self.open is not None and self.open.joined.text:
            now = self.open
            self.done.append(
                Block(
                    now.kind,
                    now.joined.text,
                    page=now.page,
                    turns=tuple(now.turns),
                    doubtful=tuple(now.joined.doubtful),
                )
            )
        self.open = None
