"""One theme, opened: the format it is asked by, its log, and what follows from the two."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property

from dialogs.intake.format import Format, Placed, filled
from dialogs.intake.lending import HandOver, hand_overs, scope
from dialogs.intake.question_types import ListQuestion, Question
from dialogs.intake.remarks import Asked, asked_back
from dialogs.intake.theme_log import Entry, Phase, Status, ThemeKey, ThemeState
from dialogs.rounds.round import Round, Theme
from dialogs.values import Value
from dialogs.views import Progress

MINUTES_PER_QUESTION = Decimal("1.5")  # an estimate; the first real round will tell


@dataclass(frozen=True)
class Sheet:
    """A theme as one turn sees it. A new entry makes a new sheet."""

    key: ThemeKey
    round: Round
    theme: Theme
    format: Format
    entries: Sequence[Entry]
    state: ThemeState
    only: frozenset[str] = frozenset()  # the questions that this person was asked; empty: the whole theme

    @cached_property
    def flags(self) -> frozenset[str]:
        """The flags of the round that questions can depend on."""
        return frozenset({"participatie"} if self.round.participation.asked else ())

    @cached_property
    def values(self) -> Mapping[str, Value]:
        """The given value of every question that has one."""
        placed = self.format.questions()
        return {one.id: value for one in placed if (value := self.state.value(one.id)) is not None}

    @cached_property
    def asked(self) -> tuple[Placed, ...]:
        """The questions that apply now, in the order of asking, notes left out."""
        everything = self.format.asking_order(self.values, self.flags)
        return tuple(one for one in everything if not one.is_note and self.covers(one.id))

    @cached_property
    def progress(self) -> Progress:
        """How many of the main questions are answered; a skipped one is not."""
        main = self.asked if self.only else self.format.main(self.values, self.flags)
        return Progress(sum(self.answered(one) for one in main), len(main))

    @property
    def started(self) -> bool:
        """Whether anything was ever written to this theme."""
        return self.state.last is not None

    @property
    def last_seq(self) -> int:
        """The sequence number of the last entry; 0 when there is none."""
        return self.state.last.seq if self.state.last else 0

    @cached_property
    def asked_back(self) -> Mapping[str, Asked]:
        """What the coordinator asked back and waits for, by question; "" is about the whole theme."""
        return asked_back(self.entries) if self.state.phase is not Phase.SUBMITTED else {}

    def still_asked(self) -> tuple[Placed, ...]:
        """The questions that the coordinator asked back and that were not answered again yet."""
        back = self.asked_back
        return tuple(one for one in self.asked if one.id in back and not back[one.id].answered)

    def applies(self, question_id: str) -> bool:
        """Whether a question is asked now."""
        return any(one.id == question_id for one in self.asked)

    def covers(self, question_id: str) -> bool:
        """Whether this person may see and answer a question: all, unless they were asked only some."""
        return not self.only or question_id in self.only

    def settled(self, one: Placed) -> bool:
        """Whether a question need not come up by itself: answered, skipped, not known yet or handed over."""
        entry = self.state.standing(one.id)
        if entry is not None and entry.draft.revision >= one.question.revision:
            return True
        return not self.only and one.id in self.waiting

    @cached_property
    def waiting(self) -> Mapping[str, HandOver]:
        """The questions that are with a colleague who has not answered yet, follow-ups included."""
        found: dict[str, HandOver] = {}
        for one in hand_overs(self.state):
            answered = self.state.standing(one.question)
            if answered is None or answered.seq < one.seq:
                found |= dict.fromkeys(scope(self.format, one.question), one)
        return found

    def outdated(self, one: Placed) -> bool:
        """Whether the answer to a question was given to an earlier revision of it."""
        entry = self.state.standing(one.id)
        return entry is not None and entry.draft.revision < one.question.revision

    @cached_property
    def removed(self) -> Mapping[str, tuple[Entry, ...]]:
        """The answers to questions that this version of the format does not have, by question."""
        found: dict[str, tuple[Entry, ...]] = {}
        for (question, _), entry in self.state.latest.items():
            if self.format.placed(question) is None and entry.draft.status is not Status.CLEARED:
                found[question] = (*found.get(question, ()), entry)
        return found

    def answered(self, one: Placed) -> bool:
        """Whether a question has an answer; "not known yet" is one once it says who or when."""
        entry = self.state.standing(one.id)
        if entry is None or entry.draft.revision < one.question.revision:
            return False
        if entry.draft.status is Status.UNKNOWN:
            return bool(entry.draft.value)
        return entry.draft.status is not Status.SKIPPED

    def missing(self) -> tuple[Placed, ...]:
        """The required questions that keep this theme from being submitted, in the order of the format."""
        required = self.format.required(self.values, self.flags)
        return tuple(one for one in required if not self.answered(one) or self._too_few(one.question))

    def items(self, question_id: str) -> tuple[Entry, ...]:
        """The items of a list that were not taken away, in the order they were added."""
        return tuple(
            entry
            for (question, item), entry in self.state.latest.items()
            if question == question_id and item and entry.draft.status is Status.GIVEN
        )

    def item(self, question_id: str, item_id: str) -> Entry | None:
        """One item of a list, or None when it was taken away or never was."""
        return next((entry for entry in self.items(question_id) if entry.draft.item == item_id), None)

    def words(self, text: str, question_id: str = "") -> str:
        """`text` of the format with its blanks filled in; {verschil} belongs to a follow-up on numbers."""
        first, last = self.round.years
        blanks = {
            "thema": self.theme.title,
            "huidige_periode": self.round.current_period(),
            "beginjaar": str(first),
            "eindjaar": str(last),
        }
        placed = self.format.placed(question_id)
        if placed and placed.condition and placed.condition.greater_than:
            more = self.values.get(placed.condition.question)
            less = self.values.get(placed.condition.greater_than)
            if isinstance(more, int | Decimal) and isinstance(less, int | Decimal):
                blanks["verschil"] = f"{Decimal(more) - Decimal(less):f}".replace(".", ",")
        return filled(text, blanks)

    def minutes(self) -> int:
        """About how long the main questions take, in minutes, rounded up to five."""
        minutes = self.progress.total * MINUTES_PER_QUESTION
        return int(-(-minutes // 5) * 5)

    def with_entries(self, entries: Sequence[Entry]) -> "Sheet":
        """The sheet after a write; entries that it holds already are left out."""
        new = tuple(entry for entry in entries if entry.seq > self.last_seq)
        merged = (*self.entries, *new)
        return replace(self, entries=merged, state=ThemeState.of(merged))

    def internal(self, question: Question) -> bool:
        """Whether the answer to a question is for internal use, as last chosen or by default."""
        entry = self.state.standing(question.id)
        return entry.draft.internal if entry else question.internal

    def _too_few(self, question: Question) -> bool:
        if not isinstance(question, ListQuestion):
            return False
        entry = self.state.standing(question.id)
        closed = entry is not None and entry.draft.status is Status.CLOSED
        return closed and len(self.items(question.id)) < question.min_items
