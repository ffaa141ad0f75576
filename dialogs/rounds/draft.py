"""A round that somebody is setting up: all that they gave so far, whether it can be used yet or not."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dialogs.rounds.round import ID, Theme
from dialogs.values import sound_text

LONGEST_FACT = 1000  # characters
LONGEST_TYPED = 20_000  # characters


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """A round in the making, of one person.

    `facts` are texts under the keys of a round file, as given when they cannot be read; a day that was
    understood is an ISO date. `typed` is a list of themes with faults in it, as it was given.
    """

    id: str
    facts: Mapping[str, str] = field(default_factory=dict)
    themes: tuple[Theme, ...] = ()
    typed: str = ""

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise ValueError("a draft needs the id of the round that it becomes")
        if len(self.typed) > LONGEST_TYPED or any(len(one) > LONGEST_FACT for one in self.facts.values()):
            raise ValueError("too long for a draft")
        for text in (self.typed, *self.facts, *self.facts.values()):
            sound_text(text)
        object.__setattr__(self, "facts", MappingProxyType(dict(self.facts)))
