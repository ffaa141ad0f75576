"""The lines that a coordinator types about a theme or the round: what they say, not whether it can be."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dialogs.people import read_address
from dialogs.rounds.round import Round, Theme

LONGEST_LINE = 300  # characters; a remark may follow "vraag terug 8:"
_MARKS = " .,!;:…'\"“”‘’"


class Wish(StrEnum):
    """What the coordinator wants."""

    REVIEW = "review"
    REMARK = "remark"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    DEADLINE = "deadline"
    OWNER = "owner"
    CO_AUTHOR = "co_author"
    CO_AUTHOR_OFF = "co_author_off"
    OPENS = "opens"
    COUNCIL = "council"
    TITLE = "title"
    CAPACITY = "capacity"
    PRIORITIES = "priorities"
    PARTICIPATION = "participation"
    COORDINATOR = "coordinator"
    COORDINATOR_OFF = "coordinator_off"
    THEME_ON = "theme_on"
    THEME_OFF = "theme_off"


OF_ROUND = frozenset(
    {Wish.OPENS, Wish.COUNCIL, Wish.CAPACITY, Wish.PRIORITIES, Wish.PARTICIPATION}
    | {Wish.COORDINATOR, Wish.COORDINATOR_OFF, Wish.THEME_ON}
)
"""About the round as a whole; a deadline and a title can be of either."""


@dataclass(frozen=True, slots=True)
class Line:
    """A wish. `about` is the theme as typed, or the number of a question; `to` what should become of it."""

    wish: Wish
    about: str = ""
    to: str = ""


_DE = r"(?:(?:van|voor|bij)\s+)?(?:de\s+|het\s+)?(?:thema\s+)?"
_QUESTION = r"(?:bij\s+)?(?:vraag\s+)?(?P<about>\d{1,2}[a-z]?)"
_NAAR = r"\s+(?:naar|wordt|is|op|tot|tot en met|=)\s+"
_OF_WHAT = rf"(?:\s+{_DE}(?P<about>.+?))?"
_PATTERNS: tuple[tuple[Wish, re.Pattern[str]], ...] = tuple(
    (wish, re.compile(pattern, re.IGNORECASE | re.DOTALL))
    for wish, pattern in (
        (
            Wish.REMARK,
            rf"vraag\s+terug\s+{_QUESTION}\s*[:,;–-]?\s*(?P<to>.*)",
        ),
        (Wish.SEND_BACK, r"stuur\s+terug\s*[:;–-]\s*(?P<to>.+)"),
        (Wish.APPROVE, rf"(?:goedkeuren|keur)\s+{_DE}(?P<about>.+?)(?:\s+goed)?"),
        (Wish.REVIEW, rf"(?:bekijk|toon)\s+{_DE}(?P<about>.+)"),
        (Wish.DEADLINE, rf"(?:deadline|verleng)\s+{_DE}(?:deadline\s+)?{_DE}(?P<about>.+?){_NAAR}(?P<to>.+)"),
        (Wish.OWNER, rf"(?:nieuwe\s+)?themahouder\s+{_DE}(?P<about>.+?){_NAAR}(?P<to>\S+@\S*)"),
        (Wish.CO_AUTHOR_OFF, rf"meeschrijver\s+{_DE}(?P<about>.+?)\s+weg\s+(?P<to>\S+@\S+)"),
        (Wish.CO_AUTHOR_OFF, rf"meeschrijver\s+(?P<to>\S+@\S+)\s+weg\s+{_DE}(?P<about>.+)"),
        (Wish.CO_AUTHOR, rf"meeschrijver\s+{_DE}(?P<about>.+?)(?:\s+erbij\s+|{_NAAR})(?P<to>\S+@\S+)"),
        (Wish.CO_AUTHOR, rf"meeschrijver\s+(?P<to>\S+@\S+)\s+(?:bij|voor)\s+{_DE}(?P<about>.+)"),
        (Wish.OPENS, rf"(?:opent|opening|begin){_OF_WHAT}{_NAAR}(?P<to>.+)"),
        (Wish.COUNCIL, rf"raad{_OF_WHAT}{_NAAR}(?P<to>.+)"),
        (Wish.TITLE, rf"(?:titel|naam){_OF_WHAT}{_NAAR}(?P<to>.+)"),
        (Wish.CAPACITY, rf"capaciteit{_OF_WHAT}{_NAAR}(?P<to>.+)"),
        (Wish.CAPACITY, r"capaciteit\s+(?P<to>\d[\d.,]*(?:\s*fte)?)"),
        (Wish.PRIORITIES, rf"(?:max\s+)?prioriteiten{_OF_WHAT}{_NAAR}(?P<to>.+)"),
        (Wish.PRIORITIES, r"(?:max\s+)?prioriteiten\s+(?P<to>(?:hoogstens\s+)?\d+)"),
        (Wish.PARTICIPATION, r"participatie\s+(?P<to>(?:ja|nee)\b.*)"),
        (Wish.PARTICIPATION, rf"participatie{_OF_WHAT}{_NAAR}(?P<to>.+)"),
        (Wish.COORDINATOR, rf"co[oö]rdinator{_OF_WHAT}\s+erbij\s+(?P<to>\S+@\S*)"),
        (Wish.COORDINATOR_OFF, rf"co[oö]rdinator{_OF_WHAT}\s+weg\s+(?P<to>\S+@\S*)"),
        (Wish.THEME_ON, r"thema\s+erbij(?:\s+in\s+(?P<about>.+?):|:)?\s+(?P<to>.+)"),
        (Wish.THEME_OFF, r"(?:haal\s+)?thema\s+weg\s+(?P<about>.+)"),
        (Wish.THEME_OFF, r"haal\s+thema\s+(?P<about>.+?)\s+weg"),
    )
)


_PEOPLE = frozenset({Wish.OWNER, Wish.CO_AUTHOR, Wish.CO_AUTHOR_OFF, Wish.COORDINATOR, Wish.COORDINATOR_OFF})


def line_of(text: str) -> Line | None:
    """The wish that the whole of a typed text is; None when it is something else."""
    text = text.strip()
    for wish, pattern in _PATTERNS:
        if wish not in {Wish.REMARK, Wish.SEND_BACK} and len(text) > LONGEST_LINE:
            continue
        found = pattern.fullmatch(text)
        if found is None:
            continue
        groups = found.groupdict()
        to = (groups.get("to") or "").strip()
        if wish in _PEOPLE:
            to = read_address(to)
        return Line(wish, (groups.get("about") or "").strip(_MARKS).casefold(), to)
    return None


def is_round(about: str) -> bool:
    """Whether a line is about the round as a whole."""
    return about in {"ronde", "de ronde", "hele ronde", "de hele ronde", "alles", "alle thema's"}


def rounds_called(rounds: Sequence[Round], about: str) -> list[Round]:
    """The rounds that a line about a round can mean: all of them when it names none."""
    if not about or is_round(about):
        return list(rounds)
    words = _folded(about)
    return [one for one in rounds if words in {_folded(one.id), _folded(one.title), _folded(one.period)}]


def themes_called(rounds: Sequence[Round], typed: str) -> list[tuple[Round, Theme]]:
    """The themes that a typed name can mean: the id or title in full, else all whose title holds it."""
    every = [(round_, theme) for round_ in rounds for theme in round_.themes]
    words = _folded(typed)
    if not words:
        return []
    ways: tuple[Callable[[Theme], bool], ...] = (
        lambda theme: words in {theme.id, _folded(theme.id), _folded(theme.title)},
        lambda theme: _folded(theme.title).startswith(words),
        lambda theme: f" {words} " in f" {_folded(theme.title)} ",
    )
    for fits in ways:
        if found := [one for one in every if fits(one[1])]:
            return found
    return []


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[_\-–]", " ", text.casefold()).strip(_MARKS).split())
