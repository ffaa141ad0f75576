"""The JSON export (bot/exports.py) as rows to write in a document: one per answer, in Dutch.

Shapes other than 1 are refused: they would be misread.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from bot.documents import texts
from dialogs.intake.format import Format
from dialogs.intake.format_file import packaged_format
from dialogs.intake.question_types import ItemField, ListQuestion
from dialogs.intake.questions import shown
from dialogs.values import Value

SHAPE = 1
Formats = Callable[[str], Format]


@dataclass(frozen=True, slots=True)
class AnswerItem:
    """An item of a list: its fields as shown, without those left out, and who wrote it when."""

    fields: Mapping[str, str]
    internal: bool
    author: str
    at: datetime | None


@dataclass(frozen=True, slots=True)
class ExportedAnswer:
    """One answer. `question_id` names it in its format; `internal` is how it is marked."""

    question_id: str
    number: str
    question: str
    shown: str
    status: str
    internal: bool
    author: str
    at: datetime | None
    fields: tuple[ItemField, ...] = ()  # of a list, those that are shown
    items: tuple[AnswerItem, ...] = ()

    @property
    def partly_internal(self) -> bool:
        """Whether fields or items within it are for internal use."""
        marked = {field.id for field in self.fields if field.question.internal}
        return any(item.internal or any(item.fields[one] for one in marked) for item in self.items)


@dataclass(frozen=True, slots=True)
class ExportedTheme:
    """One theme with the answers that apply."""

    title: str
    safety_field: str
    owner: str
    phase: str
    done: int
    total: int
    answers: tuple[ExportedAnswer, ...]


@dataclass(frozen=True, slots=True)
class ExportedRound:
    """One round with its themes."""

    title: str
    period: str
    themes: tuple[ExportedTheme, ...]


def rounds_of(
    everything: Mapping[str, Any], *, internal: bool, formats: Formats = packaged_format
) -> tuple[ExportedRound, ...]:
    """The rounds of an export. Without `internal`, answers and fields for internal use are left out.

    `formats` gives a format by its id. Raises ValueError for an export of another shape.
    """
    if everything.get("shape") != SHAPE:
        raise ValueError("this export has a shape that is not known here")
    return tuple(
        ExportedRound(
            one["titel"],
            one["periode"],
            tuple(_theme(theme, formats(one["formaat"]["id"]), internal=internal) for theme in one["themas"]),
        )
        for one in everything["rounds"]
    )


def _theme(theme: Mapping[str, Any], form: Format, *, internal: bool) -> ExportedTheme:
    answers = [
        _answer(one, form, internal=internal) for one in theme["antwoorden"] if internal or not one["intern"]
    ]
    order = {one.id: one.rank for one in form.questions()}
    answers.sort(key=lambda answer: order.get(answer.question_id, len(order)))
    return ExportedTheme(
        theme["titel"],
        theme["veld"],
        theme["themahouder"],
        texts.PHASE[theme["stand"]],
        theme["klaar"],
        theme["van"],
        tuple(answers),
    )


def _answer(one: Mapping[str, Any], form: Format, *, internal: bool) -> ExportedAnswer:
    entry = one["antwoord"] or {}
    question = form.question(one["id"])
    fields: tuple[ItemField, ...] = ()
    items: tuple[AnswerItem, ...] = ()
    text = one["getoond"]
    if isinstance(question, ListQuestion):
        fields = tuple(field for field in question.fields if internal or not field.question.internal)
        lines = [line for line in one["regels"] if internal or not line["internal"]]
        items = tuple(_item(line, fields, internal=one["intern"]) for line in lines)
        rows = "\n".join(" · ".join(filter(None, item.fields.values())) for item in items)
        text = rows if one["regels"] else text  # what was shown holds the fields that are left out here
    status = str(entry.get("status") or ("given" if items else ""))
    moments = [moment for moment in (_moment(entry), *(item.at for item in items)) if moment]
    return ExportedAnswer(
        one["id"],
        one["nummer"],
        one["vraag"],
        text if status else "",
        texts.STATUS[status],
        one["intern"],
        str(entry.get("author", "")) or (items[-1].author if items else ""),
        max(moments, default=None),
        fields,
        items,
    )


def _item(line: Mapping[str, Any], fields: Sequence[ItemField], *, internal: bool) -> AnswerItem:
    value = line["value"] if isinstance(line["value"], dict) else {}
    cells = {field.id: shown(field.question, _unpacked(value.get(field.id))) for field in fields}
    return AnswerItem(cells, internal or line["internal"], str(line["author"]), _moment(line))


def _moment(entry: Mapping[str, Any]) -> datetime | None:
    return datetime.fromisoformat(entry["at"]) if entry.get("at") else None


def _unpacked(packed: Any) -> Value:
    """A value as the export packs it: decimals are written as text."""
    match packed:
        case {"$decimal": str(digits)}:
            return Decimal(digits)
        case list():
            return tuple(_unpacked(one) for one in packed)
        case dict():
            return {key: _unpacked(one) for key, one in packed.items()}
    value: Value = packed
    return value


def listed(rounds: Sequence[ExportedRound]) -> Iterator[tuple[ExportedRound, ExportedTheme, ExportedAnswer]]:
    """Every answer with its round and theme."""
    for one in rounds:
        for theme in one.themes:
            for answer in theme.answers:
                yield one, theme, answer
