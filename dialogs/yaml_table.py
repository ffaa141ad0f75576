"""Takes the keys of one YAML mapping, each as the type that its reader expects, and notes every fault."""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal

from rapidfuzz import process

from dialogs.marked_yaml import Fault, Items, Node, Pairs, Scalar

YES = frozenset({"true", "ja"})
NO = frozenset({"false", "nee"})
NUMBER = re.compile(r"-?\d{1,12}(\.\d{1,6})?")
DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


class Table:
    """One mapping of a file. A key that is missing or of the wrong type gives its default, and a fault.

    Faults go to the list that all tables of a file share; a key outside `allowed` is one.
    """

    def __init__(self, node: Node, what: str, allowed: Collection[str], faults: list[Fault]) -> None:
        self.line = node.line
        self.what = what
        self.faults = faults
        self.values: dict[str, Node] = {}
        if not isinstance(node, Pairs):
            self.fault(f"{what}: write keys with values here")
            return
        for key, value in node.pairs:
            if key.text in allowed:
                self.values[key.text] = value
            else:
                self.fault(f"{what}: unknown key {key.text[:40]!r}{_meant(key.text, allowed)}", key)

    def fault(self, reason: str, node: Node | None = None) -> None:
        """Note that something is wrong, at the line of `node` or of this mapping."""
        self.faults.append(Fault(node.line if node else self.line, reason))

    def has(self, key: str) -> bool:
        """Whether the key is given."""
        return key in self.values

    def need(self, *keys: str) -> None:
        """Note each of these keys that is missing."""
        for key in keys:
            if key not in self.values:
                self.fault(f"{self.what}: {key} is missing")

    def node(self, key: str) -> Node | None:
        """The value of a key as it was read."""
        return self.values.get(key)

    def line_of(self, key: str) -> int:
        """The line of a key's value, or of this mapping."""
        return self.values[key].line if key in self.values else self.line

    def text(self, key: str, default: str = "") -> str:
        """A text that is not empty; white space around it is dropped."""
        node = self.values.get(key)
        if node is None:
            return default
        if not isinstance(node, Scalar) or not node.text.strip():
            self.fault(f"{self.what}: {key} must be a text", node)
            return default
        return node.text.strip()

    def flag(self, key: str) -> bool:
        """True or false; "ja" and "nee" do as well. Missing means false."""
        node = self.values.get(key)
        if node is None:
            return False
        word = node.text if isinstance(node, Scalar) else ""
        if word not in YES | NO:
            self.fault(f"{self.what}: {key} must be true or false", node)
        return word in YES

    def number(self, key: str) -> Decimal | None:
        """A number with a decimal point, or None."""
        node = self.values.get(key)
        if node is None:
            return None
        if not isinstance(node, Scalar) or not NUMBER.fullmatch(node.text):
            self.fault(f"{self.what}: {key} must be a number, such as 3 or 2.5", node)
            return None
        return Decimal(node.text)

    def whole(self, key: str, default: int) -> int:
        """A whole number."""
        node = self.values.get(key)
        if node is None:
            return default
        if not isinstance(node, Scalar) or not re.fullmatch(r"-?\d{1,9}", node.text):
            self.fault(f"{self.what}: {key} must be a whole number", node)
            return default
        return int(node.text)

    def date(self, key: str) -> date | None:
        """A date such as 2026-11-16, or None."""
        node = self.values.get(key)
        if node is None:
            return None
        try:
            if isinstance(node, Scalar) and DATE.fullmatch(node.text):
                return date.fromisoformat(node.text)
        except ValueError:
            pass
        self.fault(f"{self.what}: {key} must be a date that exists, such as 2026-11-16", node)
        return None

    def texts(self, key: str) -> tuple[str, ...]:
        """A list of texts; empty when missing."""
        texts = []
        for node in self.items(key):
            if isinstance(node, Scalar) and node.text.strip():
                texts.append(node.text.strip())
            else:
                self.fault(f"{self.what}: {key} must hold texts only", node)
        return tuple(texts)

    def items(self, key: str) -> tuple[Node, ...]:
        """The items of a list as they were read; empty when missing."""
        node = self.values.get(key)
        if node is None:
            return ()
        if not isinstance(node, Items):
            self.fault(f"{self.what}: {key} must be a list", node)
            return ()
        return node.items

    def pairs(self, key: str) -> tuple[tuple[str, str], ...]:
        """A mapping of words to texts, in the order of the file; empty when missing."""
        node = self.values.get(key)
        if node is None:
            return ()
        if not isinstance(node, Pairs):
            self.fault(f"{self.what}: {key} must be keys with texts", node)
            return ()
        found = []
        for name, value in node.pairs:
            if isinstance(value, Scalar) and value.text.strip():
                found.append((name.text, value.text.strip()))
            else:
                self.fault(f"{self.what}: {key}: {name.text[:40]} must be a text", value)
        return tuple(found)


def _meant(key: str, allowed: Collection[str]) -> str:
    near = process.extractOne(key, list(allowed), score_cutoff=75)
    return f"; did you mean {near[0]!r}?" if near else ""
