"""The same counts since this process started, for whoever watches it; the store keeps those of all time."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dialogs.plan_counts import Use

COUNTED = ("asked", *Use, "failed")


@dataclass(slots=True)
class Tally:
    """Running totals by name. `failed` counts the turns in which the library could not be read."""

    _counts: Counter[str] = field(default_factory=Counter)

    def add(self, use: Use) -> None:
        """The plan was asked something, or somebody said whether an answer helped."""
        self._counts[use] += 1
        if use in {Use.ANSWERED, Use.REFUSED}:
            self._counts["asked"] += 1

    def failure(self) -> None:
        """The library could not be read."""
        self._counts["failed"] += 1

    @property
    def counts(self) -> Mapping[str, int]:
        """All totals, those of nothing yet included."""
        return MappingProxyType({str(name): self._counts[name] for name in COUNTED})
