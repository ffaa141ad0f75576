"""YAML of which every value knows its line, read so that nothing surprises the writer of a file.

Every scalar stays the text that was written: "ja", "nee", "on" and "no" are words here, never booleans.
Whoever reads a file says which type a key has. Faults are collected, so that all are told at once. A
file cannot make the reader work hard: size, depth, aliases and number of values are bounded.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import yaml

from dialogs.values import ImpossibleValueError, sound_text

MAX_BYTES = 512 * 1024
MAX_VALUES = 20_000  # aliases count as often as they are used
MAX_DEPTH = 16
MAX_FAULTS = 50

LOADER = getattr(yaml, "CBaseLoader", yaml.BaseLoader)


@dataclass(frozen=True, slots=True, order=True)
class Fault:
    """One thing wrong in a file: the line (counting from 1) and the reason, in English."""

    line: int
    reason: str


class FileFaultsError(ValueError):
    """A file that cannot be used. `faults` holds all that is wrong, in the order of the lines."""

    def __init__(self, name: str, faults: list[Fault]) -> None:
        self.name = name
        self.faults = tuple(sorted(set(faults)))
        lines = [f"{name}, line {fault.line}: {fault.reason}" for fault in self.faults[:MAX_FAULTS]]
        if len(self.faults) > MAX_FAULTS:
            lines.append(f"{name}: and {len(self.faults) - MAX_FAULTS} more faults")
        super().__init__("\n".join(lines))


@dataclass(frozen=True, slots=True)
class Scalar:
    """A value as it was written."""

    line: int
    text: str
    quoted: bool

    size = 1


@dataclass(frozen=True, slots=True)
class Items:
    """A list."""

    line: int
    items: tuple["Node", ...]
    size: int


@dataclass(frozen=True, slots=True)
class Pairs:
    """A mapping, in the order of the file; no key occurs twice."""

    line: int
    pairs: tuple[tuple[Scalar, "Node"], ...]
    size: int


Node = Scalar | Items | Pairs


class _Stop(Exception):  # noqa: N818  (carries one fault out of the reading; never seen outside)
    def __init__(self, line: int, reason: str) -> None:
        super().__init__(reason)
        self.fault = Fault(line, reason)


def read(source: str | bytes, name: str, faults: list[Fault]) -> Node:
    """The one document of a YAML file.

    Key that occur twice are added to `faults`. Raises FileFaultsError at once for what leaves nothing to
    read: no UTF-8, no YAML, too large, too deep, an alias too many.
    """
    try:
        text = _text(source)
        return _Builder(faults).document(iter(yaml.parse(text, Loader=LOADER)))
    except _Stop as stop:
        raise FileFaultsError(name, [*faults, stop.fault]) from None
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        reason = " ".join(filter(None, (error.context, error.problem)))
        raise FileFaultsError(name, [*faults, Fault(line, f"this is not YAML: {reason}")]) from None
    except yaml.YAMLError as error:
        raise FileFaultsError(name, [*faults, Fault(1, f"this is not YAML: {str(error)[:200]}")]) from None


def _text(source: str | bytes) -> str:
    if len(source) > MAX_BYTES:
        raise _Stop(1, f"the file is larger than {MAX_BYTES // 1024} KB")
    try:
        text = source.decode("utf-8") if isinstance(source, bytes) else source
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        raise _Stop(line, "the file is not UTF-8") from None
    try:
        return sound_text(text.removeprefix("\ufeff"))
    except ImpossibleValueError as error:
        raise _Stop(1, str(error)) from None


class _Builder:
    """Builds the tree from the parser's events, which need no recursion in the parser itself."""

    def __init__(self, faults: list[Fault]) -> None:
        self.faults = faults
        self.anchors: dict[str, Node] = {}
        self.size = 0

    def document(self, events: Iterator[yaml.Event]) -> Node:
        root: Node | None = None
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                if root is not None:
                    raise _Stop(_line(event), "the file holds more than one document")
                root = self.node(next(events), events, 1)
        if root is None:
            raise _Stop(1, "the file is empty")
        return root

    def node(self, event: yaml.Event, events: Iterator[yaml.Event], depth: int) -> Node:
        line = _line(event)
        if depth > MAX_DEPTH:
            raise _Stop(line, f"nested more than {MAX_DEPTH} levels deep")
        if isinstance(event, yaml.AliasEvent):
            return self.alias(event, line)
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            raise _Stop(line, "this is not YAML that can be read here")
        if event.tag is not None:
            self.faults.append(Fault(line, f"tags such as {event.tag[:40]} are not used here"))
        node = self.fresh(event, events, depth, line)
        if event.anchor is not None:
            self.anchors[event.anchor] = node
        return node

    def fresh(
        self,
        event: yaml.ScalarEvent | yaml.CollectionStartEvent,
        events: Iterator[yaml.Event],
        depth: int,
        line: int,
    ) -> Node:
        self.count(1, line)
        if isinstance(event, yaml.ScalarEvent):
            return Scalar(line, event.value, event.style is not None and event.style in "'\"|>")
        if isinstance(event, yaml.SequenceStartEvent):
            items = []
            while not isinstance(following := next(events), yaml.SequenceEndEvent):
                items.append(self.node(following, events, depth + 1))
            return Items(line, tuple(items), 1 + sum(item.size for item in items))
        pairs = self.pairs(events, depth)
        return Pairs(line, pairs, 1 + sum(1 + value.size for _, value in pairs))

    def pairs(self, events: Iterator[yaml.Event], depth: int) -> tuple[tuple[Scalar, Node], ...]:
        pairs: dict[str, tuple[Scalar, Node]] = {}
        while not isinstance(following := next(events), yaml.MappingEndEvent):
            key = self.node(following, events, depth + 1)
            value = self.node(next(events), events, depth + 1)
            if not isinstance(key, Scalar):
                self.faults.append(Fault(key.line, "a key must be a word"))
            elif key.text in pairs:
                first = pairs[key.text][0].line
                self.faults.append(Fault(key.line, f"key {key.text!r} is given in line {first} already"))
            else:
                pairs[key.text] = (key, value)
        return tuple(pairs.values())

    def alias(self, event: yaml.AliasEvent, line: int) -> Node:
        node = self.anchors.get(event.anchor or "")
        if node is None:
            raise _Stop(line, f"*{event.anchor} refers to nothing before it")
        self.count(node.size, line)
        return node

    def count(self, more: int, line: int) -> None:
        self.size += more
        if self.size > MAX_VALUES:
            raise _Stop(line, f"more than {MAX_VALUES} values in one file, aliases counted each time")


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1
