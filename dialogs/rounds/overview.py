"""How a round stands: per theme how far it is and what is in doubt, and what the themes ask together.

Folds over the logs; nothing is stored. What they tell are facts: judging them is the coordinator's work.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal, InvalidOperation
from enum import IntEnum

from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Kind, Phase, Status
from dialogs.rounds.round import Round, Theme
from dialogs.values import Value

# The answers of the format that are added up; a format without them gives no such facts.
CAPACITY_NEEDED = "fte_nodig"
LEVEL = "niveau"
PRIORITY = "prioriteit"


class Urgency(IntEnum):
    """What a coordinator wants to see first."""

    UNKNOWN = 0  # somebody does not know an answer yet
    SKIPPED = 1  # a required question was skipped
    NOT_STARTED = 2
    SUBMITTED = 3  # waits for the coordinator
    RETURNED = 4
    BUSY = 5
    APPROVED = 6


@dataclass(frozen=True, slots=True)
class Standing:
    """How one theme stands. Questions are named by their numbers."""

    theme: Theme
    phase: Phase
    started: bool
    done: int
    total: int
    last_answer: datetime | None
    unknown: tuple[str, ...]
    skipped: tuple[str, ...]  # required, and skipped
    fte_needed: Decimal | None
    priority: bool

    @property
    def urgency(self) -> Urgency:
        """Where it comes in the overview: doubts first."""
        if self.phase is Phase.APPROVED:
            return Urgency.APPROVED
        if self.unknown:
            return Urgency.UNKNOWN
        if self.skipped:
            return Urgency.SKIPPED
        if not self.started:
            return Urgency.NOT_STARTED
        rest = {Phase.SUBMITTED: Urgency.SUBMITTED, Phase.RETURNED: Urgency.RETURNED}
        return rest.get(self.phase, Urgency.BUSY)


@dataclass(frozen=True, slots=True)
class Totals:
    """What the themes of a round ask together, against what the round has; None: nobody said."""

    fte_needed: Decimal
    fte_given_by: int  # themes that gave a number
    capacity: Decimal | None
    priorities: int
    most_priorities: int | None

    @property
    def over_capacity(self) -> bool:
        """More fte is asked than there is."""
        return self.capacity is not None and self.fte_needed > self.capacity

    @property
    def over_priorities(self) -> bool:
        """More themes advise priority than can have it."""
        return self.most_priorities is not None and self.priorities > self.most_priorities


def standing(sheet: Sheet) -> Standing:
    """How the theme of `sheet` stands now."""
    answers = [entry for entry in sheet.entries if entry.draft.kind is Kind.ANSWER]
    required = {one.id for one in sheet.format.required(sheet.values, sheet.flags)}
    return Standing(
        theme=sheet.theme,
        phase=sheet.state.phase,
        started=sheet.started,
        done=sheet.progress.done,
        total=sheet.progress.total,
        last_answer=answers[-1].draft.at if answers else None,
        unknown=_numbers(sheet, Status.UNKNOWN),
        skipped=_numbers(sheet, Status.SKIPPED, required),
        fte_needed=_number(sheet.values.get(CAPACITY_NEEDED)),
        priority=sheet.values.get(LEVEL) == PRIORITY,
    )


def doubts_first(standings: Sequence[Standing]) -> tuple[Standing, ...]:
    """Sorted by urgency; alike ones stay in the order of the round."""
    return tuple(sorted(standings, key=lambda one: one.urgency))


def totals(round_: Round, standings: Sequence[Standing]) -> Totals:
    """What all themes ask together."""
    needed = [one.fte_needed for one in standings if one.fte_needed is not None]
    return Totals(
        fte_needed=sum(needed, Decimal(0)),
        fte_given_by=len(needed),
        capacity=capacity(round_),
        priorities=sum(one.priority for one in standings),
        most_priorities=round_.max_priorities,
    )


def capacity(round_: Round) -> Decimal | None:
    """The fte that a round has; None when its file does not say."""
    try:
        return Decimal(round_.capacity_fte.replace(",", ".")) if round_.capacity_fte else None
    except InvalidOperation:
        return None


def _numbers(sheet: Sheet, status: Status, only: set[str] | None = None) -> tuple[str, ...]:
    """The numbers of the questions that stand like this, in the order of the format."""
    found = []
    for one in sorted(sheet.asked, key=lambda placed: placed.rank):
        entry = sheet.state.standing(one.id)
        if entry and entry.draft.status is status and (only is None or one.id in only):
            found.append(one.number)
    return tuple(found)


def _number(value: Value) -> Decimal | None:
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        return None
    return Decimal(value)
