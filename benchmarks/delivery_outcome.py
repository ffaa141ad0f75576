"""What became of the messages of a trial, as a row of a table."""

from collections import Counter
from dataclasses import dataclass, field


@dataclass
class Outcome:
    """What became of one trial."""

    sent_by: str
    people: int
    kills: int = 0
    hits: int = 0  # kills while messages went out
    messages: int = 0
    arrived: int = 0
    twice: int = 0
    lost: int = 0  # never arrived, although it met nothing that leaves doubt
    unknown: int = 0
    doubtful: int = 0  # messages in doubt
    unexplained: int = 0  # unknown, and in no doubt
    in_a_second: int = 0
    over_limit: int = 0
    faults: Counter[str] = field(default_factory=Counter)

    def __add__(self, other: "Outcome") -> "Outcome":
        """Of trials beside each other, each with a Teams and a limit of its own."""
        both = Outcome(self.sent_by, 0, faults=self.faults + other.faults)
        for name in COUNTS:
            setattr(both, name, getattr(self, name) + getattr(other, name))
        both.in_a_second = max(self.in_a_second, other.in_a_second)
        return both

    def row(self) -> str:
        return (
            f"| {self.sent_by} | {self.people} | {self.kills} | {self.hits} | {self.messages} "
            f"| {self.arrived} | {self.twice} | {self.lost} | {self.unknown} | {self.doubtful} "
            f"| {self.unexplained} | {self.in_a_second} | {self.over_limit} |"
        )


COUNTS = (
    "people",
    "kills",
    "hits",
    "messages",
    "arrived",
    "twice",
    "lost",
    "unknown",
    "doubtful",
    "unexplained",
    "over_limit",
)
HEAD = (
    "| sent by | people | kills | while sending | messages | arrived | twice | lost without doubt "
    "| unknown | in doubt | unknown without a fault | most in 1 s | windows over a limit |\n"
    f"{'|---' * 13}|"
)
