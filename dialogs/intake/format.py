"""A format: what every theme owner is asked, and in which order.

A Format that was made can be asked: references exist, conditions look back, bounds make sense. It knows
places and numbers; what was answered stays in the theme log. `values` below are the given values by
question id (ThemeState.value), `flags` the flags of the round that are set, such as "participatie".
"""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from dialogs.intake.format_check import Flaw, flaws, header_flaws
from dialogs.intake.question_types import (
    FREE,
    ID,
    ChoiceQuestion,
    Condition,
    FollowUp,
    ImpossibleFormatError,
    ItemField,
    ListQuestion,
    Note,
    NumberQuestion,
    Option,
    Question,
    TextQuestion,
)
from dialogs.values import Value

__all__ = [
    "FREE",
    "ID",
    "Block",
    "ChoiceQuestion",
    "Closing",
    "Condition",
    "Flaw",
    "FollowUp",
    "Format",
    "ImpossibleFormatError",
    "ItemField",
    "ListQuestion",
    "Note",
    "NumberQuestion",
    "Option",
    "Placed",
    "Question",
    "TextQuestion",
    "filled",
]

BLANK = re.compile(r"\{(\w+)\}")


def filled(text: str, blanks: Mapping[str, str]) -> str:
    """`text` with {name} replaced by what `blanks` says; a blank without a value stays as it is."""
    return BLANK.sub(lambda found: blanks.get(found[1], found[0]), text)


@dataclass(frozen=True, slots=True)
class Block:
    """Questions that belong together, under one title."""

    id: str
    title: str
    questions: tuple[Question, ...]


@dataclass(frozen=True, slots=True)
class Closing:
    """The sentences at the end of an intake."""

    summary: str
    deepening: str
    internal: str
    submit_yes: str
    submit_later: str


@dataclass(frozen=True, slots=True)
class Placed:
    """A question at its place in the format. `number` is "3", or "3a" for a follow-up; a note has none."""

    question: Question
    number: str
    block: Block
    rank: int  # counts from 0, in the order of the format
    parent: str = ""  # the id of the question that this one follows up
    condition: Condition | None = None

    @property
    def id(self) -> str:
        """The id of the question."""
        return self.question.id

    @property
    def is_note(self) -> bool:
        """Whether there is nothing to answer."""
        return isinstance(self.question, Note)


@dataclass(frozen=True, slots=True)
class Format:
    """All that is asked about one theme. Raises ImpossibleFormatError when it could not be asked."""

    id: str
    version: int
    title: str
    intro: str
    blocks: tuple[Block, ...]
    closing: Closing
    language: str = "nl"
    _placed: tuple[Placed, ...] = field(init=False, repr=False, compare=False)
    _by_id: Mapping[str, Placed] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        reasons = list(header_flaws(self.id, self.version, self.language))
        blocks = [(block.id, block.questions) for block in self.blocks]
        reasons += [f"{flaw.place}: {flaw.reason}" for flaw in flaws(blocks)]
        if reasons:
            raise ImpossibleFormatError(self.id, tuple(reasons))
        placed = tuple(_places(self.blocks))
        object.__setattr__(self, "_placed", placed)
        object.__setattr__(self, "_by_id", MappingProxyType({one.id: one for one in placed}))

    def questions(self) -> tuple[Placed, ...]:
        """Everything in the order of the format; a question is directly followed by its follow-ups."""
        return self._placed

    def placed(self, question_id: str) -> Placed | None:
        """The question with that id at its place, or None."""
        return self._by_id.get(question_id)

    def question(self, question_id: str) -> Question | None:
        """The question with that id, or None."""
        found = self.placed(question_id)
        return found.question if found else None

    def number(self, question_id: str) -> str:
        """The number of a question; empty for a note and for an unknown id."""
        found = self.placed(question_id)
        return found.number if found else ""

    def by_number(self, number: str) -> Placed | None:
        """The question with that number ("3", "3a", "3 A"), or None."""
        wanted = "".join(number.split()).casefold()
        return next((one for one in self._placed if one.number and one.number == wanted), None)

    def together(self, question_id: str) -> tuple[Placed, ...]:
        """What is asked in one breath with this question, in order: itself, or the pair of samen_met."""
        for one in self._placed:
            if isinstance(one.question, NumberQuestion) and one.question.together_with:
                partner = self._by_id[one.question.together_with]
                if question_id in {one.id, partner.id}:
                    return (one, partner)
        found = self.placed(question_id)
        return (found,) if found else ()

    def applicable(self, values: Mapping[str, Value], flags: Collection[str] = ()) -> tuple[Placed, ...]:
        """What is asked now, in the order of the format.

        The value of a question that is not asked now counts as missing, so that a hidden answer never
        brings up a follow-up.
        """
        visible: dict[str, Value] = {}
        found: list[Placed] = []
        shown: set[str] = set()
        for one in self._placed:
            if one.question.show_if and one.question.show_if not in flags:
                continue
            if one.parent and one.parent not in shown:
                continue
            if one.condition is not None and not one.condition.holds(visible):
                continue
            found.append(one)
            shown.add(one.id)
            visible[one.id] = values.get(one.id)
        return tuple(found)

    def asking_order(self, values: Mapping[str, Value], flags: Collection[str] = ()) -> tuple[Placed, ...]:
        """What is asked now, in the order of asking: deepening questions come at the end."""
        return tuple(sorted(self.applicable(values, flags), key=self._turn))

    def main(self, values: Mapping[str, Value], flags: Collection[str] = ()) -> tuple[Placed, ...]:
        """What progress counts: the questions that apply, without deepening, follow-ups and notes."""
        return tuple(
            one
            for one in self.applicable(values, flags)
            if not (one.is_note or one.parent or one.question.deepening)
        )

    def deepening(self, values: Mapping[str, Value], flags: Collection[str] = ()) -> tuple[Placed, ...]:
        """What is offered at the end: the deepening questions that apply, without their follow-ups."""
        return tuple(one for one in self.applicable(values, flags) if one.question.deepening)

    def required(self, values: Mapping[str, Value], flags: Collection[str] = ()) -> tuple[Placed, ...]:
        """What must be answered before the theme can be submitted, in the order of the format."""
        return tuple(one for one in self.applicable(values, flags) if one.question.required)

    def after(
        self, question_id: str, values: Mapping[str, Value], flags: Collection[str] = ()
    ) -> Iterator[Placed]:
        """What is asked after a question, nearest first; from the start for an unknown id.

        Works as well for a question that no longer applies, so that nobody is stuck on it.
        """
        here = self.placed(question_id)
        for one in self.asking_order(values, flags):
            if here is None or self._turn(one) > self._turn(here):
                yield one

    def before(
        self, question_id: str, values: Mapping[str, Value], flags: Collection[str] = ()
    ) -> Iterator[Placed]:
        """What is asked before a question, nearest first; nothing for an unknown id."""
        here = self.placed(question_id)
        for one in reversed(self.asking_order(values, flags)):
            if here is not None and self._turn(one) < self._turn(here):
                yield one

    def _turn(self, one: Placed) -> tuple[bool, int]:
        parent = self._by_id[one.parent].question if one.parent else one.question
        return (parent.deepening, one.rank)


def _places(blocks: tuple[Block, ...]) -> Iterator[Placed]:
    rank = number = 0
    for block in blocks:
        for question in block.questions:
            if isinstance(question, Note):
                yield Placed(question, "", block, rank)
                rank += 1
                continue
            number += 1
            yield Placed(question, str(number), block, rank)
            rank += 1
            for letter, follow_up in zip("abcdefghijklmnopqrstuvwxyz", question.follow_ups, strict=False):
                yield Placed(
                    follow_up.question, f"{number}{letter}", block, rank, question.id, follow_up.condition
                )
                rank += 1
