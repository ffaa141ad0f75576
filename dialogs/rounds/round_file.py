"""Reads and writes the file of a round (DESIGN §4). A wrong one is refused, all faults at once.

`load_round(dump_round(round), name) == round` for every round.
"""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import yaml

from dialogs.marked_yaml import Fault as FileFault
from dialogs.marked_yaml import FileFaultsError, Node, read
from dialogs.rounds.round import ID, Fault, Participation, Round, Theme
from dialogs.values import ImpossibleValueError
from dialogs.yaml_table import Table

ROUND_KEYS = (
    *("id", "titel", "periode", "plan", "formaat", "zone", "regio", "opent", "deadline", "raad"),
    *("participatie", "capaciteit_fte", "max_prioriteiten", "coordinatoren", "themas"),
)
REQUIRED_KEYS = ("id", "titel", "periode", "opent", "deadline", "raad", "coordinatoren", "themas")
PARTICIPATION_KEYS = ("keuze", "waarom")
THEME_KEYS = ("id", "titel", "veld", "themahouder", "meeschrijvers", "deadline")
ADDRESS_SIGNS = frozenset(" \t\n,;<>()\"'")
MAX_THEMES = 100
MAX_PRIORITIES = 100
MAX_CAPACITY = 10_000  # fte


class RoundFaultsError(FileFaultsError):
    """A round file that cannot be used, with all that is wrong in it."""


def load_round(source: str | bytes, name: str) -> Round:
    """The round that a file describes; `name` is how messages call the file.

    Raises RoundFaultsError with every fault that was found.
    """
    faults: list[FileFault] = []
    try:
        root = read(source, name, faults)
    except FileFaultsError as error:
        raise RoundFaultsError(name, list(error.faults)) from None
    made = _round(Table(root, "round", ROUND_KEYS, faults))
    if faults or made is None:
        raise RoundFaultsError(name, faults)
    return made


def dump_round(made: Round) -> str:
    """The file of a round, with its keys in the order of the documentation."""
    content: dict[str, object] = {
        "id": made.id,
        "titel": made.title,
        "periode": made.period,
        "plan": made.plan,
        "formaat": made.format,
        "zone": made.zone,
        "regio": made.region,
        "opent": made.opens.isoformat(),
        "deadline": made.deadline.isoformat(),
        "raad": made.council.isoformat(),
        "participatie": _given(
            {"keuze": "ja" if made.participation.asked else "nee", "waarom": made.participation.why}
        ),
        "capaciteit_fte": made.capacity_fte,
        "max_prioriteiten": "" if made.max_priorities is None else str(made.max_priorities),
        "coordinatoren": list(made.coordinators),
        "themas": [
            _given(
                {
                    "id": theme.id,
                    "titel": theme.title,
                    "veld": theme.field,
                    "themahouder": theme.owner,
                    "meeschrijvers": list(theme.co_authors),
                    "deadline": theme.deadline.isoformat() if theme.deadline else "",
                }
            )
            for theme in made.themes
        ],
    }
    return yaml.dump(_given(content), Dumper=_Plain, sort_keys=False, allow_unicode=True, width=110)


class _Plain(yaml.SafeDumper):
    """Writes words such as ja and 2026-11-16 without quotes: the reader takes every scalar as text."""

    def ignore_aliases(self, data: object) -> bool:  # noqa: ARG002  (PyYAML calls it by this form)
        return True


_Plain.yaml_implicit_resolvers = {}


def _given(content: dict[str, object]) -> dict[str, object]:
    return {key: value for key, value in content.items() if value not in ("", [])}


def _round(table: Table) -> Round | None:
    """The round, or None with its faults noted."""
    table.need(*REQUIRED_KEYS)
    themes = tuple(theme for node in table.items("themas") if (theme := _theme(node, table.faults)))
    parts: dict[str, tuple[str, object]] = {
        "id": ("id", table.text("id")),
        "title": ("titel", table.text("titel")),
        "period": ("periode", table.text("periode")),
        "plan": ("plan", table.text("plan")),
        "format": ("formaat", table.text("formaat", "ivp")),
        "zone": ("zone", table.text("zone", "Europe/Amsterdam")),
        "region": ("regio", table.text("regio", "midden")),
        "coordinators": ("coordinatoren", _addresses(table, "coordinatoren")),
        "participation": ("participatie", _participation(table)),
        "capacity_fte": ("capaciteit_fte", _capacity(table)),
        "max_priorities": ("max_prioriteiten", _priorities(table)),
        "themes": ("themas", themes),
    }
    for field, (key, value) in parts.items():
        if table.has(key) and value not in ("", ()):
            _try(table, key, {field: _undated(themes) if key == "themas" else value})
    if not ID.fullmatch(table.text("formaat", "ivp")):
        table.fault("round: formaat: use 1 to 40 of a-z, 0-9, _ and -", table.node("formaat"))
    if len(themes) > MAX_THEMES:
        table.fault(f"round: at most {MAX_THEMES} themas", table.node("themas"))
    days = {key: table.date(key) for key in ("opent", "deadline", "raad")}
    opens, deadline, council = days.values()
    if opens and deadline and council:
        _try(table, "opent", {"opens": opens, "deadline": deadline, "council": council})
        if not table.faults:
            days_too = {"opens": opens, "deadline": deadline, "council": council, "themes": themes}
            _try(table, "themas", days_too)
    if table.faults or not (opens and deadline and council):
        return None
    values: dict[str, Any] = {field: value for field, (_, value) in parts.items()}
    return replace(_GOOD, opens=opens, deadline=deadline, council=council, **values)


_GOOD = Round(
    id="x",
    title="x",
    period="2027-2030",
    opens=date(2000, 1, 1),
    deadline=date(2000, 1, 1),
    council=date(2000, 1, 1),
    themes=(Theme("x", "x"),),
    coordinators=("x",),
)


def _undated(themes: tuple[Theme, ...]) -> tuple[Theme, ...]:
    """The themes without their deadlines, which are judged once the days of the round are known."""
    return tuple(replace(theme, deadline=None) for theme in themes)


def _try(table: Table, key: str, values: Mapping[str, Any]) -> None:
    """Note what a round that is good otherwise says of these values: so each key is judged by itself."""
    try:
        replace(_GOOD, **values)
    except (Fault, ImpossibleValueError) as error:
        table.fault(f"round: {error}", table.node(key))


def _theme(node: Node, faults: list[FileFault]) -> Theme | None:
    table = Table(node, "theme", THEME_KEYS, faults)
    table.need("id", "titel")
    owner = _address(table, "themahouder", table.text("themahouder"))
    co_authors = _addresses(table, "meeschrijvers")
    if not (table.text("id") and table.text("titel")):
        return None
    try:
        deadline = table.date("deadline")
        return Theme(table.text("id"), table.text("titel"), table.text("veld"), owner, co_authors, deadline)
    except (Fault, ImpossibleValueError) as error:
        table.fault(str(error))
        return None


def _participation(table: Table) -> Participation:
    node = table.node("participatie")
    if node is None:
        return Participation()
    inner = Table(node, "participatie", PARTICIPATION_KEYS, table.faults)
    inner.need("keuze")
    return Participation(inner.flag("keuze"), inner.text("waarom"))


def _capacity(table: Table) -> str:
    capacity = table.number("capaciteit_fte")
    if capacity is None:
        return ""
    if not 0 <= capacity <= MAX_CAPACITY:
        reason = f"round: capaciteit_fte must lie between 0 and {MAX_CAPACITY}"
        table.fault(reason, table.node("capaciteit_fte"))
    return str(capacity)


def _priorities(table: Table) -> int | None:
    if not table.has("max_prioriteiten"):
        return None
    most = table.whole("max_prioriteiten", 1)
    if not 1 <= most <= MAX_PRIORITIES:
        reason = f"round: max_prioriteiten must lie between 1 and {MAX_PRIORITIES}"
        table.fault(reason, table.node("max_prioriteiten"))
    return most


def _addresses(table: Table, key: str) -> tuple[str, ...]:
    addresses = table.texts(key)
    return tuple(dict.fromkeys(_address(table, key, address).casefold() for address in addresses))


def _address(table: Table, key: str, address: str) -> str:
    """An e-mail address or user principal name; only its outline is checked, Entra knows the rest."""
    name, at, domain = address.rpartition("@")
    if address and (not (at and name and "." in domain) or ADDRESS_SIGNS & set(address) or "@" in name):
        table.fault(f"{table.what}: {key}: {address[:60]!r} is not an address", table.node(key))
    return address
