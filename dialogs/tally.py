"""How often the plan was asked and what came of it: totals since the bot started, without any content."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from types import MappingProxyType

COUNTED = ("asked", "answered", "refused", "useful", "not_useful", "failed")


@dataclass(slots=True)
class Tally:
    """Running totals by name.

    `refused` counts the questions that the plan does not answer, `failed` the turns in which the library
    could not be read.
    """

    since: datetime
    _counts: Counter[str] = field(default_factory=Counter)

    def question(self, *, answered: bool) -> None:
        """The plan was asked something."""
        self._counts["asked"] += 1
        self._counts["answered" if answered else "refused"] += 1

    def thumb(self, *, useful: bool) -> None:
        """Somebody said whether an answer helped."""
        self._counts["useful" if useful else "not_useful"] += 1

    def failure(self) -> None:
        """The library could not be read."""
        self._counts["failed"] += 1

    @property
    def counts(self) -> Mapping[str, int]:
        """All totals, those of nothing yet included."""
        return MappingProxyType({name: self._counts[name] for name in COUNTED})
