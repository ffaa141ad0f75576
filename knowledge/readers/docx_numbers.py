"""The numbers that Word puts before headings and points: not in the text, so they are counted here."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from knowledge.readers.docx_package import W
from knowledge.readers.docx_styles import Numbering, number, value
from knowledge.readers.xml_parts import Element

_DEPTHS = 9
_LARGEST_ROMAN = 3_999
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""
    restart: int | None = None  # after which depth it begins again; 0 is never; None: after any lower one
    style: str = ""
    legal: bool = False


@dataclass(slots=True)
class _List:
    """The levels of a list, and how far it has counted; lists of the same kind count together."""

    levels: Mapping[int, _Level]
    counts: dict[int, int] = field(default_factory=dict)


class Numbers:
    """Counts along while a document is read from begin to end."""

    def __init__(self, root: Element | None) -> None:
        root = root if root is not None else Element("none")
        kinds = {one.get(f"{W}abstractNumId", ""): one for one in root.iter(f"{W}abstractNum")}
        by_style = {name: one for one in kinds.values() if (name := value(one.find(f"{W}styleLink")))}
        self._shared: dict[str, _List] = {}
        for id_, one in kinds.items():
            linked = by_style.get(value(one.find(f"{W}numStyleLink")), one)
            self._shared[id_] = _List(_levels(linked))
        self._kind: dict[str, str] = {}
        self._changes: dict[str, Mapping[int, tuple[int | None, _Level | None]]] = {}
        for one in root.iter(f"{W}num"):
            id_ = one.get(f"{W}numId", "")
            self._kind[id_] = value(one.find(f"{W}abstractNumId"))
            self._changes[id_] = dict(_change(change) for change in one.iter(f"{W}lvlOverride"))
        self._begun: set[tuple[str, int]] = set()

    def next(self, numbering: Numbering, style: str) -> str | None:
        """The number of the paragraph that comes now, such as "4.2"; "" for a bullet, None outside lists."""
        id_ = numbering.list or "0"
        shared = self._shared.get(self._kind.get(id_, ""))
        if id_ == "0" or shared is None:
            return None
        depth = numbering.depth
        if depth is None:
            depth = next((at for at, one in shared.levels.items() if style and one.style == style), 0)
        depth = min(max(depth, 0), _DEPTHS - 1)
        changes = self._changes[id_]
        levels = dict(shared.levels)
        for at, (start, level) in changes.items():
            base = level or levels.get(at, _Level())
            levels[at] = base if start is None else replace(base, start=start)
        self._count(shared, levels, id_, depth)
        return _said(levels, shared.counts, depth)

    def _count(self, shared: _List, levels: Mapping[int, _Level], id_: str, depth: int) -> None:
        counts = shared.counts
        restarted = self._changes[id_].get(depth, (None, None))[0] is not None
        if restarted and (id_, depth) not in self._begun:
            counts.pop(depth, None)
        self._begun.add((id_, depth))
        for above in range(depth):
            counts.setdefault(above, levels.get(above, _Level()).start)
        counts[depth] = counts[depth] + 1 if depth in counts else levels.get(depth, _Level()).start
        for below in [at for at in counts if at > depth]:
            restart = levels.get(below, _Level()).restart
            if restart is None or (restart and depth < restart):
                del counts[below]


def _levels(raw: Element) -> Mapping[int, _Level]:
    return dict(_level(one) for one in raw.findall(f"{W}lvl"))


def _level(raw: Element) -> tuple[int, _Level]:
    start = number(raw.find(f"{W}start"))
    legal = raw.find(f"{W}isLgl")
    return _depth(raw), _Level(
        0 if start is None else start,
        value(raw.find(f"{W}numFmt")) or "decimal",
        value(raw.find(f"{W}lvlText")),
        number(raw.find(f"{W}lvlRestart")),
        value(raw.find(f"{W}pStyle")),
        legal is not None and value(legal) not in {"0", "false", "off"},
    )


def _depth(raw: Element) -> int:
    text = raw.get(f"{W}ilvl", "0")
    return min(int(text), _DEPTHS - 1) if text.isdecimal() and len(text) < 4 else 0


def _change(raw: Element) -> tuple[int, tuple[int | None, _Level | None]]:
    level = raw.find(f"{W}lvl")
    return _depth(raw), (
        number(raw.find(f"{W}startOverride")),
        _level(level)[1] if level is not None else None,
    )


def _said(levels: Mapping[int, _Level], counts: Mapping[int, int], depth: int) -> str:
    """The text of a number: "%1.%2" filled in."""
    here = levels.get(depth, _Level())
    if here.form in {"bullet", "none"} and "%" not in here.text:
        return "" if here.form == "bullet" else here.text.strip()
    text = here.text
    for at in range(_DEPTHS):
        if (mark := f"%{at + 1}") in text:
            level = levels.get(at, _Level())
            form = "decimal" if here.legal and at < depth else level.form
            text = text.replace(mark, _written(counts.get(at, level.start), form))
    return " ".join(text.split())


def _written(count: int, form: str) -> str:
    if form in {"upperRoman", "lowerRoman"} and 0 < count <= _LARGEST_ROMAN:
        roman = ""
        for size, letters in _ROMAN:
            roman += letters * (count // size)
            count %= size
        return roman.upper() if form == "upperRoman" else roman
    if form in {"upperLetter", "lowerLetter"} and 0 < count <= 26 * 9:
        letter = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letter.upper() if form == "upperLetter" else letter
    if form in {"bullet", "none"}:
        return ""
    return f"{count:02d}" if form == "decimalZero" else str(count)
