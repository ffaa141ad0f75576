"""Reads a format file. A wrong one is refused with line and reason, all faults at once.

The keys below are the whole schema; docs/format.md explains each, and a test keeps the two alike.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from importlib.resources import files
from types import MappingProxyType
from typing import Any

from dialogs.intake.format import (
    Block,
    Closing,
    Condition,
    FollowUp,
    Format,
    ImpossibleFormatError,
    ItemField,
)
from dialogs.intake.format_check import flaws, header_flaws, unknown_blanks
from dialogs.intake.question_types import (
    ID,
    MAX_ITEMS,
    MAX_TEXT,
    ChoiceQuestion,
    ListQuestion,
    Note,
    NumberQuestion,
    Option,
    Question,
    TextQuestion,
)
from dialogs.marked_yaml import Fault, FileFaultsError, Node, Pairs, Scalar, read
from dialogs.yaml_table import Table

FORMAT_KEYS = frozenset({"id", "versie", "titel", "taal", "inleiding", "blokken", "afronden"})
BLOCK_KEYS = frozenset({"id", "titel", "vragen"})
CLOSING_KEYS = frozenset({"samenvatting", "verdieping", "intern", "indienen"})
SUBMIT_KEYS = frozenset({"ja", "later"})
NOTE_KEYS = frozenset({"id", "type", "tekst", "toon_als"})
SHARED_KEYS = frozenset(
    {"id", "type", "vraag", "hulp", "verplicht", "intern", "verdieping", "toon_plantekst"}
    | {"hulp_bij_plantekst", "revisie", "toon_als", "volgt"}
)
TYPE_KEYS: Mapping[str, frozenset[str]] = MappingProxyType(
    {
        "tekst": SHARED_KEYS | {"min", "max"},
        "keuze": SHARED_KEYS | {"opties", "opties_uit", "vrij"},
        "keuzes": SHARED_KEYS | {"opties", "opties_uit", "vrij"},
        "getal": SHARED_KEYS | {"min", "max", "max_is", "geheel", "fout", "samen_met"},
        "lijst": SHARED_KEYS | {"velden", "eerst_kiezen", "min_items", "max_items"},
        "melding": NOTE_KEYS,
    }
)
FIELD_TYPES = frozenset({"tekst", "keuze", "keuzes", "getal"})
FOLLOW_UP_KEYS = frozenset({"als"})
FIELD_KEYS = frozenset({"vraag_direct", "verplicht_als"})
CONDITION_KEYS = frozenset({"groter_dan"})
FLAGS = frozenset({"participatie"})  # what toon_als can ask of a round


class FormatFaultsError(FileFaultsError):
    """A format file that cannot be used, with all that is wrong in it."""


def load_format(source: str | bytes, name: str) -> Format:
    """The format that a file describes; `name` is how messages call the file.

    Raises FormatFaultsError with every fault that was found.
    """
    faults: list[Fault] = []
    try:
        root = read(source, name, faults)
    except FileFaultsError as error:
        raise FormatFaultsError(name, list(error.faults)) from None
    made = _Reader(faults).format(root)
    if faults or made is None:
        raise FormatFaultsError(name, faults or [Fault(1, "the format cannot be read")])
    return made


def packaged_format(format_id: str) -> Format:
    """A format that comes with the bot, such as "ivp". Raises LookupError when there is none of that name."""
    place = files("dialogs.intake").joinpath("formats", f"{format_id}.yaml")
    if not ID.fullmatch(format_id) or not place.is_file():
        raise LookupError(f"there is no format {format_id!r}")
    return load_format(place.read_bytes(), f"{format_id}.yaml")


@dataclass(slots=True)
class _Reader:
    """Reads one file; remembers the line of each question, for faults that show only between them."""

    faults: list[Fault]
    lines: dict[str, int] = field(default_factory=dict)
    failed: set[str] = field(default_factory=set)

    def format(self, root: Node) -> Format | None:
        table = self.table(root, "format", FORMAT_KEYS)
        table.need("id", "versie", "titel", "inleiding", "blokken", "afronden")
        intro = table.text("inleiding")
        self.check_blanks(intro, table, "inleiding")
        blocks = [self.block(node) for node in table.items("blokken")]
        closing = self.closing(table)
        self.between(blocks, table)
        format_id, version, language = table.text("id"), table.whole("versie", 1), table.text("taal", "nl")
        self.faults += [Fault(table.line, reason) for reason in header_flaws(format_id, version, language)]
        if self.faults:
            return None
        return Format(format_id, version, table.text("titel"), intro, tuple(blocks), closing, language)

    def between(self, blocks: list[Block], table: Table) -> None:
        """Note what is wrong between the questions, leaving out what only follows from an earlier fault."""
        for flaw in flaws([(block.id, block.questions) for block in blocks]):
            if not any(repr(failed) in flaw.reason for failed in self.failed):
                line = self.lines.get(flaw.place, table.line_of("blokken"))
                self.faults.append(Fault(line, f"{flaw.place}: {flaw.reason}" if flaw.place else flaw.reason))

    def table(self, node: Node, what: str, allowed: frozenset[str]) -> Table:
        return Table(node, what, allowed, self.faults)

    def block(self, node: Node) -> Block:
        table = self.table(node, "block", BLOCK_KEYS)
        table.need("id", "titel", "vragen")
        self.lines.setdefault(table.text("id"), table.line)
        made = [self.question(one) for one in table.items("vragen")]
        return Block(table.text("id"), table.text("titel"), tuple(one for one in made if one is not None))

    def closing(self, format_table: Table) -> Closing:
        node = format_table.node("afronden")
        if node is None:
            return Closing("", "", "", "", "")
        table = self.table(node, "afronden", CLOSING_KEYS)
        table.need(*sorted(CLOSING_KEYS))
        for key in sorted(CLOSING_KEYS - {"indienen"}):
            self.check_blanks(table.text(key), table, key)
        nothing = Pairs(node.line, (), 1)
        submit = self.table(table.node("indienen") or nothing, "afronden: indienen", SUBMIT_KEYS)
        submit.need(*sorted(SUBMIT_KEYS))
        return Closing(
            summary=table.text("samenvatting"),
            deepening=table.text("verdieping"),
            internal=table.text("intern"),
            submit_yes=submit.text("ja"),
            submit_later=submit.text("later"),
        )

    def check_blanks(self, text: str, table: Table, key: str) -> None:
        for name in unknown_blanks(text):
            reason = f"{key}: {{{name}}} is nothing that the bot can fill in here"
            self.faults.append(Fault(table.line_of(key), reason))

    def question(self, node: Node, more: frozenset[str] = frozenset(), list_id: str = "") -> Question | None:
        """One question, or None when it cannot be made; `more` are the keys that its place adds."""
        question = self.attempt(node, more, f"{list_id}.{_scalar(node, 'id')}" if list_id else "")
        if question is None:
            self.failed.add(_scalar(node, "id"))
        return question

    def attempt(self, node: Node, more: frozenset[str], name: str) -> Question | None:
        kind = _scalar(node, "type")
        question_id = name or _scalar(node, "id") or "a question"
        if kind not in TYPE_KEYS:
            known = ", ".join(TYPE_KEYS)
            given = f"type {kind[:40]!r} is not known" if kind else "type is missing"
            self.faults.append(Fault(node.line, f"{question_id}: {given}: choose {known}"))
            return None
        table = self.table(node, question_id, TYPE_KEYS[kind] | more)
        table.need("id", "tekst" if kind == "melding" else "vraag")
        self.lines.setdefault(question_id, table.line)
        before = len(self.faults)
        shared = self.shared(table, kind)
        own = self.own(table, kind)
        make = _CLASSES[kind]
        if len(self.faults) > before or not table.has("id"):
            return None
        try:
            return make(**shared, **own)
        except ImpossibleFormatError as error:
            self.faults += [Fault(table.line, f"{question_id}: {reason}") for reason in error.reasons]
            return None

    def shared(self, table: Table, kind: str) -> dict[str, Any]:
        flag = table.node("toon_als")
        show_if = ""
        if flag is not None:
            show_if = self.table(flag, f"{table.what}: toon_als", frozenset({"ronde"})).text("ronde")
            if show_if not in FLAGS:
                table.fault(f"{table.what}: toon_als: ronde must be one of {', '.join(sorted(FLAGS))}", flag)
        if kind == "melding":
            return {"id": table.text("id"), "text": table.text("tekst"), "show_if": show_if}
        return {
            "id": table.text("id"),
            "text": table.text("vraag"),
            "help": table.text("hulp"),
            "required": table.flag("verplicht"),
            "internal": table.flag("intern"),
            "deepening": table.flag("verdieping"),
            "show_plan_text": table.flag("toon_plantekst"),
            "plan_help": table.text("hulp_bij_plantekst"),
            "revision": table.whole("revisie", 1),
            "show_if": show_if,
            "follow_ups": tuple(
                one for node in table.items("volgt") if (one := self.follow_up(node)) is not None
            ),
        }

    def own(self, table: Table, kind: str) -> dict[str, Any]:
        """What only this type of question has."""
        if kind == "tekst":
            return {"min": table.whole("min", 0), "max": table.whole("max", MAX_TEXT)}
        if kind in {"keuze", "keuzes"}:
            return {
                "options": tuple(Option(key, label) for key, label in table.pairs("opties")),
                "options_from": table.text("opties_uit"),
                "free": table.flag("vrij"),
                "several": kind == "keuzes",
            }
        if kind == "getal":
            return self.number(table)
        if kind == "lijst":
            fields = [self.item_field(node, table.what) for node in table.items("velden")]
            return {
                "fields": tuple(one for one in fields if one is not None),
                "ask_first": table.text("eerst_kiezen"),
                "min_items": table.whole("min_items", 0),
                "max_items": table.whole("max_items", MAX_ITEMS),
            }
        return {}

    def number(self, table: Table) -> dict[str, Any]:
        this_year = table.text("max_is")
        if this_year not in {"", "dit_jaar"}:
            table.fault(f"{table.what}: max_is must be dit_jaar", table.node("max_is"))
        return {
            "min": table.number("min"),
            "max": table.number("max"),
            "max_this_year": this_year == "dit_jaar",
            "whole": table.flag("geheel"),
            "error": table.text("fout"),
            "together_with": table.text("samen_met"),
        }

    def follow_up(self, node: Node) -> FollowUp | None:
        question = self.question(node, FOLLOW_UP_KEYS)
        condition = self.condition(node, "als")
        if condition is None:
            if _pair(node, "als") is None:
                self.faults.append(Fault(node.line, f"{_scalar(node, 'id')}: a follow-up needs als"))
            return None
        return FollowUp(condition, question) if question else None

    def item_field(self, node: Node, list_id: str) -> ItemField | None:
        name = f"{list_id}.{_scalar(node, 'id')}"
        if _scalar(node, "type") not in FIELD_TYPES:
            kinds = ", ".join(sorted(FIELD_TYPES))
            self.faults.append(Fault(node.line, f"{name}: the type of a field is one of {kinds}"))
            return None
        inner = _Reader(self.faults)  # the ids of fields are no ids of questions
        question = inner.question(node, FIELD_KEYS, list_id)
        own = _only(node, FIELD_KEYS)
        direct = self.table(own, name, FIELD_KEYS).flag("vraag_direct")
        required_if = self.condition(own, "verplicht_als")
        if not isinstance(question, TextQuestion | ChoiceQuestion | NumberQuestion):
            return None
        return ItemField(question, direct, required_if)

    def condition(self, node: Node, key: str) -> Condition | None:
        """Als or verplicht_als: {vraag: [opties]} or {vraag: {groter_dan: vraag}}; None without it."""
        given = _pair(node, key)
        if given is None:
            return None
        if not isinstance(given, Pairs) or len(given.pairs) != 1:
            reason = f"{key}: name one question, such as {{stand: [vast]}}"
            self.faults.append(Fault(given.line, reason))
            return None
        name, value = given.pairs[0]
        if isinstance(value, Pairs):
            other = self.table(value, f"{key}: {name.text}", CONDITION_KEYS).text("groter_dan")
            options: tuple[str, ...] = ()
        else:
            holder = Table(given, key, {name.text}, self.faults)
            options, other = holder.texts(name.text), ""
        if not options and not other:
            self.faults.append(Fault(value.line, f"{key}: {name.text}: name options, or groter_dan"))
            return None
        return Condition(name.text, options, other)


_CLASSES: Mapping[str, type[Question]] = MappingProxyType(
    {
        "tekst": TextQuestion,
        "keuze": ChoiceQuestion,
        "keuzes": ChoiceQuestion,
        "getal": NumberQuestion,
        "lijst": ListQuestion,
        "melding": Note,
    }
)


def _pair(node: Node, key: str) -> Node | None:
    if not isinstance(node, Pairs):
        return None
    return next((value for name, value in node.pairs if name.text == key), None)


def _only(node: Node, keys: frozenset[str]) -> Node:
    if not isinstance(node, Pairs):
        return node
    return Pairs(node.line, tuple(pair for pair in node.pairs if pair[0].text in keys), node.size)


def _scalar(node: Node, key: str) -> str:
    value = _pair(node, key)
    return value.text.strip() if isinstance(value, Scalar) else ""


def packaged_formats() -> dict[str, Format]:
    """Every format that comes with the bot, by id."""
    names = sorted(one.name for one in files("dialogs.intake").joinpath("formats").iterdir())
    return {name[:-5]: packaged_format(name[:-5]) for name in names if name.endswith(".yaml")}
