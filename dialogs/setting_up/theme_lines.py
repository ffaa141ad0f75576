"""Themes typed in one go, one a line: "Woonoverlast, samira@gemeente.nl, 1 februari".

The title comes first. Then, in any order, the address or the name of the owner, more addresses for who
writes along, and a deadline of its own. Commas, semicolons, tabs and bars part them, so a piece of a
spreadsheet can be pasted. All faults are told at once, each with its line.
"""

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from dialogs.people import read_address
from dialogs.rounds.days import read_day
from dialogs.rounds.round import Theme
from dialogs.rounds.round_file import MAX_THEMES
from dialogs.setting_up import facts, texts
from dialogs.setting_up.known import Known

HEADS = frozenset({"thema", "thema's", "titel"})
_NUMBERED = re.compile(r"^\s*(?:[-*•·]|\d{1,3}[.)])\s+")
_NAMED = re.compile(r"[^,;|\t<>]*<\s*(?:mailto:)?([^<>\s]+@[^<>\s]*)\s*>")
_FORMULA = re.compile(r"[=+]")
_UNTIL = re.compile(r"^(?:deadline|uiterlijk|klaar op|klaar|tot en met|t/m|tot)[: ]+", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class LineFault:
    """One thing wrong: the number of the line as typed, and the sentence that says how to mend it."""

    row: int
    problem: str


@dataclass(frozen=True, slots=True)
class ReadThemes:
    """What a text gives: the themes that can be used, and everything that is wrong with the others."""

    themes: tuple[Theme, ...]
    faults: tuple[LineFault, ...]


@dataclass(frozen=True, slots=True)
class Row:
    """One line, taken apart."""

    title: str
    people: tuple[str, ...] = ()
    deadline: date | None = None


def read_themes(
    text: str, given: Mapping[str, str], known: Known, before: Iterable[Theme] = ()
) -> ReadThemes:
    """The themes of a text. `given` are the facts of the round, whose days a deadline has to fit.

    A title that is among `before` keeps the id and the safety field that it has there.
    """
    found: list[tuple[int, Row]] = []
    faults: list[LineFault] = []
    for number, line in enumerate(text.splitlines(), 1):
        if not line.strip() or _is_head(line):
            continue
        row, problems = _row(line, given, known)
        faults += [LineFault(number, problem) for problem in problems]
        if not problems:
            found.append((number, row))
    return _together(found, faults, before)


def themes_of(rows: Iterable[tuple[int, Row]], before: Iterable[Theme] = ()) -> ReadThemes:
    """The themes of rows that were read elsewhere, such as from a sheet."""
    return _together(list(rows), [], before)


def as_line(theme: Theme) -> str:
    """A theme as it can be typed."""
    until = texts.date_typed(theme.deadline) if theme.deadline else ""
    return ", ".join(one for one in (theme.title, theme.owner, *theme.co_authors, until) if one)


def merged(before: Sequence[Theme], new: Sequence[Theme]) -> tuple[Theme, ...]:
    """`before` with `new`: a theme that was there is replaced where it stands, the others come after."""
    changed = {theme.id: theme for theme in new}
    kept = [changed.pop(theme.id, theme) for theme in before]
    return (*kept, *changed.values())


def _together(found: list[tuple[int, Row]], faults: list[LineFault], before: Iterable[Theme]) -> ReadThemes:
    """Give each row an id; the same title twice is a fault of the second."""
    old = {_folded(theme.title): theme for theme in before}
    taken = {theme.id for theme in old.values()}
    first: dict[str, int] = {}
    themes: list[Theme] = []
    for number, row in found:
        name = _folded(row.title)
        if name in first:
            faults.append(LineFault(number, texts.theme_twice(row.title, first[name])))
            continue
        first[name] = number
        if len(themes) == MAX_THEMES:
            faults.append(LineFault(number, texts.too_many_themes(MAX_THEMES)))
            break
        there = old.get(name) or Theme(theme_id(row.title, taken), row.title)
        taken.add(there.id)
        owner, others = "".join(row.people[:1]), row.people[1:]
        there = replace(there, title=row.title, owner=owner, co_authors=others, deadline=row.deadline)
        themes.append(there)
    return ReadThemes(tuple(themes), tuple(sorted(faults, key=lambda one: one.row)))


def theme_id(title: str, taken: Iterable[str]) -> str:
    """An id for a new theme, made from its title."""
    plain = unicodedata.normalize("NFKD", title.casefold()).encode("ascii", "ignore").decode()
    stem = re.sub(r"[^a-z0-9]+", "_", plain).strip("_")[:34].strip("_") or "thema"
    used = set(taken)
    return next(one for one in (stem, *(f"{stem}_{n}" for n in range(2, 10_000))) if one not in used)


def _row(line: str, given: Mapping[str, str], known: Known) -> tuple[Row, list[str]]:
    """A line taken apart, and what is wrong with it."""
    bare = _NUMBERED.sub("", line).strip()
    if _FORMULA.match(bare):
        return Row(""), [texts.FORMULA]
    title, people, deadline, problems = "", [], None, []
    told = False  # something other than the title was read: what follows is no part of the title
    for part in _parts(bare):
        if not title:
            title = part
        elif "@" in part:
            told = True
            if address := read_address(part):
                people.append(address)
            else:
                problems.append(texts.no_address(part))
        elif names := known.namesakes(part):
            told = True
            if len(names) == 1:
                people.append(names[0])
            else:
                problems.append(texts.no_address(part, names))
        elif (day := _day(part, given, known)) is not None:
            told = True
            if isinstance(day, str):
                problems.append(day)
            elif deadline is not None:
                problems.append(texts.two_deadlines(deadline, day))
            else:
                deadline = day
        elif told:
            problems.append(texts.not_read(part))
        else:
            title = f"{title}, {part}"
    problems += _about_title(title)
    problems += _about_deadline(deadline, given, known)
    return Row(title, tuple(dict.fromkeys(people)), deadline), problems


def _parts(line: str) -> list[str]:
    """What stands between the marks; an address stands by itself, also without marks around it."""
    line = _NAMED.sub(r"\1", line)
    marks = r"[;|\t]" if re.search(r"[;|\t]", line) else r"[;|\t,]"
    parts: list[str] = []
    for rest in re.split(marks, line):
        parts += re.split(r"(\S*@\S*)", rest)  # with the address itself
    return [cleaned for part in parts if (cleaned := part.strip(" ,"))]


def _day(part: str, given: Mapping[str, str], known: Known) -> date | str | None:
    """The deadline that a part is; a sentence when it is a day that does not exist or can be two; or None."""
    words = _UNTIL.sub("", part)
    said = read_day(
        words,
        known.now,
        known.zone,
        known.calendar(given.get(facts.REGION, "")),
        facts.day_of(given, facts.OPENS),
    )
    if said.day is not None:
        return said.day
    is_meant = bool(said.choices) or words != part or bool(re.match(r"\d{1,4}[-/. ]", words))
    return texts.no_day(facts.DEADLINE, words, said.choices) if is_meant else None


def _about_title(title: str) -> list[str]:
    if not title or "@" in title:
        return [texts.NO_TITLE]
    return [texts.title_too_long(facts.LONGEST_TITLE)] if len(title) > facts.LONGEST_TITLE else []


def _about_deadline(deadline: date | None, given: Mapping[str, str], known: Known) -> list[str]:
    opens, council = facts.day_of(given, facts.OPENS), facts.day_of(given, facts.COUNCIL)
    if deadline is None:
        return []
    if deadline < known.today:
        return [texts.deadline_past(deadline)]
    if opens and deadline < opens:
        return [texts.deadline_before_opening(deadline, opens)]
    return [texts.council_before_deadline(council, deadline)] if council and council < deadline else []


def _is_head(line: str) -> bool:
    """The first line of a table that was pasted."""
    return _folded(re.split(r"[,;|\t]", line)[0]) in HEADS


def _folded(title: str) -> str:
    return " ".join(title.casefold().split())
