"""What a coordinator types to teach: "gijzelsoftware = cybercrime", "gijzelsoftware -> cybercrime"."""

import re
from dataclasses import dataclass

LONGEST = 160  # characters
_PAIR = re.compile(
    r"(?P<open>synoniem(?: toevoegen)?\s*:?\s+)?"
    r"(?P<asked>[^=<>→]+?)\s*(?P<way>=|-+>|=+>|→|>)\s*(?P<meant>[^=<>→]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two words that belong together. `named`: the line opens with "synoniem", so it can be nothing else."""

    asked: str
    meant: str
    both: bool
    named: bool


def pair_of(text: str) -> Pair | None:
    """The pair that the whole of a typed line is; None when it is something else."""
    line = text.strip(" .!\t")
    if len(line) > LONGEST or "\n" in line or (found := _PAIR.fullmatch(line)) is None:
        return None
    asked, meant = (found[name].strip(" '\"“”‘’") for name in ("asked", "meant"))
    return Pair(asked, meant, found["way"] == "=", found["open"] is not None)
