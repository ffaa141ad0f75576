"""What the coordinator learns from plan questions: what had no answer, what helped and what did not.

Nobody's name is kept with it (DESIGN §6, §8).
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from dialogs.values import sound_text

LONGEST_QUESTION = 500  # characters


class NoteKind(StrEnum):
    """What happened to a question."""

    UNANSWERED = "unanswered"
    USEFUL = "useful"
    NOT_USEFUL = "not_useful"
    SETTLED = "settled"  # a coordinator took the question off the list; what is asked later counts again


@dataclass(frozen=True, slots=True)
class PlanNote:
    """One question and what became of it. `cause` is the same when the same thing is noted twice."""

    kind: NoteKind
    question: str
    at: datetime
    cause: str
    passage: str = ""

    def __post_init__(self) -> None:
        if self.at.tzinfo is None:
            raise ValueError("a note needs a moment with a time zone")
        if not self.question.strip() or len(self.question) > LONGEST_QUESTION or not self.cause:
            raise ValueError(f"a note needs a question of at most {LONGEST_QUESTION} characters, and a cause")
        sound_text(self.question)
