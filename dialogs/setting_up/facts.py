"""The facts of a round in the making: what was given, as it can be used, and what is wrong with it.

A fact is kept under its key of the round file: as a round writes it when it could be read, else as it was
given, so that nothing typed is lost and it can be shown again with what is wrong.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from dialogs.people import read_address
from dialogs.rounds.days import read_day
from dialogs.rounds.draft import LONGEST_FACT
from dialogs.rounds.round import Theme
from dialogs.rounds.round_file import MAX_CAPACITY, MAX_PRIORITIES
from dialogs.setting_up import texts
from dialogs.setting_up.known import Known

TITLE, PERIOD, PLAN, REGION = "titel", "periode", "plan", "regio"
OPENS, DEADLINE, COUNCIL = "opent", "deadline", "raad"
PARTICIPATION, WHY = "participatie", "waarom"
CAPACITY, PRIORITIES = "capaciteit_fte", "max_prioriteiten"
COORDINATORS = "coordinatoren"

DAYS = (OPENS, DEADLINE, COUNCIL)
FIRST_CARD = (TITLE, PERIOD, OPENS, DEADLINE, COUNCIL, PLAN, PARTICIPATION, WHY)
MORE_CARD = (CAPACITY, PRIORITIES, REGION, COORDINATORS)
KEYS = FIRST_CARD + MORE_CARD
NEEDED = (TITLE, PERIOD, OPENS, DEADLINE, COUNCIL, COORDINATORS)
REGIONS = ("noord", "midden", "zuid")
CONSULTATION = 42  # days: six weeks in which residents can respond, before the council decides
LONGEST_TITLE = 120  # characters

Facts = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that has to be mended before there can be a round, and the fact that it is about."""

    key: str
    sentence: str


class Unreadable(ValueError):  # noqa: N818  (it carries the sentence for the coordinator)
    """What was given is no such fact; the text is Dutch, ready to be shown."""


def settled(facts: Facts, given: Facts, known: Known) -> dict[str, str]:
    """`facts` with what is `given` now; what can be read stands there as a round writes it."""
    merged = {**facts, **{key: " ".join(text.split())[:LONGEST_FACT] for key, text in given.items()}}
    if (
        spoken := re.fullmatch(r"(ja|nee)[ ,.:;–-]+(.+)", merged.get(PARTICIPATION, ""), re.IGNORECASE)
    ) is not None:
        reason = re.sub(r"^want\s+", "", spoken[2])
        merged |= {PARTICIPATION: spoken[1], WHY: reason[:1].upper() + reason[1:]}
    for key in KEYS:
        try:
            merged[key] = _READERS[key](merged.get(key, ""), merged, known)
        except Unreadable:
            continue
    return merged


def problems(facts: Facts, known: Known, themes: Sequence[Theme] = ()) -> tuple[Problem, ...]:
    """Everything that is wrong with the facts, in the order of the cards; empty when a round can be made."""
    found: list[Problem] = []
    for key in KEYS:
        text = facts.get(key, "")
        if key in NEEDED and not text.strip():
            found.append(Problem(key, texts.missing(key)))
        try:
            _READERS[key](text, facts, known)
        except Unreadable as error:
            found.append(Problem(key, str(error)))
    opens, deadline, council = (day_of(facts, key) for key in DAYS)
    if opens and deadline and deadline < opens:
        found.append(Problem(DEADLINE, texts.deadline_before_opening(deadline, opens)))
    elif deadline and deadline < known.today:
        found.append(Problem(DEADLINE, texts.deadline_past(deadline)))
    if deadline and council and council < deadline:
        found.append(Problem(COUNCIL, texts.council_before_deadline(council, deadline)))
    if opens and council and opens <= council:
        found += [
            Problem(OPENS, texts.theme_outside(one.title, one.deadline, opens, council))
            for one in themes
            if one.deadline and not opens <= one.deadline <= council
        ]
    return tuple(found)


def cautions(facts: Facts, known: Known) -> tuple[str, ...]:
    """What can be so, but is good to know before it stands."""
    opens, deadline, council = (day_of(facts, key) for key in DAYS)
    found = []
    if deadline and council:
        found += consultation(deadline, council)
    calendar = known.calendar(facts.get(REGION, ""))
    for key, day in ((DEADLINE, deadline), (COUNCIL, council)):
        if day and not calendar.is_working_day(day):
            found.append(texts.no_working_day(key, day, calendar.holiday(day)))
    if opens and opens < known.today:
        found.append(texts.open_at_once(opens))
    if known.me and known.me not in _split(facts.get(COORDINATORS, "")):
        found.append(texts.NOT_YOURSELF)
    return tuple(found)


def consultation(deadline: date, council: date) -> list[str]:
    """That six weeks of consultation do not fit between the last day and the council."""
    days = (council - deadline).days
    return [texts.short_consultation(days)] if 0 <= days < CONSULTATION else []


def day_of(facts: Facts, key: str) -> date | None:
    """A day that was understood."""
    try:
        return date.fromisoformat(facts.get(key, ""))
    except ValueError:
        return None


def addresses(facts: Facts) -> tuple[str, ...]:
    """The coordinators."""
    return tuple(one for one in _split(facts.get(COORDINATORS, "")) if read_address(one))


def _title(text: str, _facts: Facts, _known: Known) -> str:
    if len(text) > LONGEST_TITLE:
        raise Unreadable(texts.title_too_long(LONGEST_TITLE))
    return text.strip()


def read_period(text: str) -> str:
    """Two years, as a round writes them. Raises Unreadable."""
    found = re.fullmatch(r"(\d{4})\s*(?:-|–|—|/|t/m|tot en met|tot)\s*(\d{4})", text.strip(), re.IGNORECASE)
    if text.strip() and (found is None or int(found[1]) > int(found[2])):
        raise Unreadable(texts.no_period(text))
    return f"{found[1]}-{found[2]}" if found else ""


def _day(key: str, before: str = "") -> Callable[[str, Facts, Known], str]:
    def read(text: str, facts: Facts, known: Known) -> str:
        if not text.strip():
            return ""
        after = day_of(facts, before) if before else None
        said = read_day(text, known.now, known.zone, known.calendar(facts.get(REGION, "")), after)
        if said.day is None:
            raise Unreadable(texts.no_day(key, text, said.choices))
        return said.day.isoformat()

    return read


def _plan(text: str, _facts: Facts, known: Known) -> str:
    """A plan of the library, by its name or a part of it; any name when there is no library."""
    words = text.strip()
    names = [one.name for one in known.plans]
    if not words or not names or words in names:
        return words
    folded = words.casefold().replace("–", "-")
    found = [one for one in names if folded in one.casefold().replace("–", "-")]
    if len(found) != 1:
        raise Unreadable(texts.which_plan(words, found or names))
    return found[0]


def _yes_or_no(text: str, _facts: Facts, _known: Known) -> str:
    word = text.strip(" .!").casefold()
    if word in {"", "ja", "nee"}:
        return word or "nee"
    raise Unreadable(texts.YES_OR_NO)


def _as_given(text: str, _facts: Facts, _known: Known) -> str:
    return text.strip()


def read_capacity(text: str) -> str:
    """A number of fte, as a round writes it; empty for none. Raises Unreadable."""
    words = text.casefold().replace("fte", "").strip(" .")
    if words in {"", "geen", "-"}:
        return ""
    if not re.fullmatch(r"\d{1,5}(?:[.,]\d{1,2})?", words):
        raise Unreadable(texts.no_capacity(text))
    number = Decimal(words.replace(",", "."))
    if number > MAX_CAPACITY:
        raise Unreadable(texts.no_capacity(text))
    return f"{number.normalize():f}"


def read_priorities(text: str) -> str:
    """How many themes can have priority; empty for no limit. Raises Unreadable."""
    words = re.sub(r"^(?:hoogstens|maximaal|max)\s+|\s*prioriteit(?:en)?$", "", text.strip().casefold())
    if words in {"", "geen", "-"}:
        return ""
    if not (words.isdecimal() and len(words) < 5 and 1 <= int(words) <= MAX_PRIORITIES):
        raise Unreadable(texts.no_priorities(text, MAX_PRIORITIES))
    return str(int(words))


def _region(text: str, _facts: Facts, _known: Known) -> str:
    word = text.strip(" .").casefold()
    if word not in {"", *REGIONS}:
        raise Unreadable(texts.which_region(text))
    return word or "midden"


def _coordinators(text: str, _facts: Facts, known: Known) -> str:
    found = []
    for one in _split(text):
        if not (address := known.address(one)):
            raise Unreadable(texts.no_address(one, known.namesakes(one)))
        found.append(address)
    return ", ".join(dict.fromkeys(found))


def _split(text: str) -> list[str]:
    return [one for part in re.split(r"[,;]|\s+en\s+", text) if (one := part.strip())]


_READERS: Mapping[str, Callable[[str, Facts, Known], str]] = {
    REGION: _region,
    TITLE: _title,
    PERIOD: lambda text, _facts, _known: read_period(text),
    OPENS: _day(OPENS),
    DEADLINE: _day(DEADLINE, OPENS),
    COUNCIL: _day(COUNCIL, DEADLINE),
    PLAN: _plan,
    PARTICIPATION: _yes_or_no,
    WHY: _as_given,
    CAPACITY: lambda text, _facts, _known: read_capacity(text),
    PRIORITIES: lambda text, _facts, _known: read_priorities(text),
    COORDINATORS: _coordinators,
}
