"""What a new version of a format will do to a round that is under way, in English, for whoever edits it.

Answers stand under the ids of questions. A question that is gone keeps its answers in the log and in the
export; a question of another type would make its answers unreadable, so that is refused.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from dialogs.intake.format import Format, Placed
from dialogs.intake.question_types import (
    ChoiceQuestion,
    ListQuestion,
    Note,
    NumberQuestion,
    Option,
    Question,
    TextQuestion,
)


class Weight(StrEnum):
    """How much a change matters."""

    NOTE = "note"
    WARNING = "warning"  # probably not what was meant
    DANGER = "danger"  # answers that were given could not be read any more


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs. `question` is its id; empty for the format as a whole."""

    weight: Weight
    question: str
    what: str

    def __str__(self) -> str:
        return f"{self.weight.value}: {f'{self.question}: ' if self.question else ''}{self.what}"


def diff(old: Format, new: Format) -> tuple[Change, ...]:
    """Every difference that colleagues or answers will notice, in the order of the new format."""
    return (*_header(old, new), *_questions(old, new))


def refused(changes: Sequence[Change]) -> bool:
    """Whether the new version must not replace the old one."""
    return any(one.weight is Weight.DANGER for one in changes)


def printed(changes: Sequence[Change]) -> str:
    """The changes, one a line; a line that says so when there are none."""
    return "\n".join(map(str, changes)) or "note: nothing that anybody will notice"


def _header(old: Format, new: Format) -> Iterator[Change]:
    if old.id != new.id:
        yield Change(Weight.DANGER, "", f"the id changed from {old.id} to {new.id}: rounds would not find it")
    if new.version < old.version:
        yield Change(Weight.WARNING, "", f"versie went down from {old.version} to {new.version}")
    elif new.version == old.version and list(_questions(old, new)):
        yield Change(Weight.WARNING, "", f"versie is still {new.version}; raise it")


def _questions(old: Format, new: Format) -> Iterator[Change]:
    for placed in new.questions():
        before = old.placed(placed.id)
        if before is None:
            yield Change(Weight.NOTE, placed.id, f"added{_as(placed)}{_needed(placed.question)}")
        else:
            yield from _one(before, placed)
    for placed in old.questions():
        if new.placed(placed.id) is None and not placed.is_note:
            said = "removed; its answers stay in the log and are exported as removed"
            yield Change(Weight.NOTE, placed.id, f"{said}{_as(placed, 'was')}")


def _one(before: Placed, after: Placed) -> Iterator[Change]:
    old, new = before.question, after.question
    if kind(old) != kind(new):
        yield Change(
            Weight.DANGER, new.id, f"the type changed from {kind(old)} to {kind(new)}: use a new id instead"
        )
        return
    if before.number != after.number:
        yield Change(Weight.NOTE, new.id, f"number {before.number or '-'} becomes {after.number or '-'}")
    if (before.parent, before.condition) != (after.parent, after.condition) or old.show_if != new.show_if:
        yield Change(Weight.NOTE, new.id, "it is asked in other cases than before")
    if old.required != new.required:
        yield Change(Weight.NOTE, new.id, "now verplicht" if new.required else "no longer verplicht")
    if old.deepening != new.deepening:
        yield Change(Weight.NOTE, new.id, "now a verdieping" if new.deepening else "no longer a verdieping")
    if old.internal != new.internal:
        yield Change(
            Weight.WARNING, new.id, f"intern is now {'true' if new.internal else 'false'} by default"
        )
    yield from _revision(old, new)
    yield from _inside(old, new)


def _revision(old: Question, new: Question) -> Iterator[Change]:
    changed = old.text != new.text
    if new.revision < old.revision:
        yield Change(Weight.WARNING, new.id, f"revisie went down from {old.revision} to {new.revision}")
    elif new.revision > old.revision:
        said = "asked again, with the old answer shown"
        yield Change(Weight.NOTE, new.id, f"{said}{', and its text changed' if changed else ''}")
    elif changed and not isinstance(new, Note):
        yield Change(
            Weight.WARNING, new.id, "the text changed and revisie did not: who answered is not asked again"
        )
    elif changed or old.help != new.help:
        yield Change(Weight.NOTE, new.id, "the text changed" if changed else "the hulp changed")


def _inside(old: Question, new: Question) -> Iterator[Change]:
    if isinstance(old, ChoiceQuestion) and isinstance(new, ChoiceQuestion):
        yield from _options(new.id, old, new)
    if isinstance(old, TextQuestion) and isinstance(new, TextQuestion) and new.max < old.max:
        yield Change(Weight.NOTE, new.id, f"max went down from {old.max} to {new.max}: longer answers stay")
    if isinstance(old, NumberQuestion) and isinstance(new, NumberQuestion) and _bounds(old) != _bounds(new):
        yield Change(Weight.NOTE, new.id, "the bounds changed: numbers that were given stay")
    if isinstance(old, ListQuestion) and isinstance(new, ListQuestion):
        yield from _fields(old, new)


def _bounds(question: NumberQuestion) -> tuple[object, ...]:
    return (question.min, question.max, question.whole, question.max_this_year)


def _options(where: str, old: ChoiceQuestion, new: ChoiceQuestion) -> Iterator[Change]:
    for option in new.options:
        before = old.option(option.id)
        if before is None:
            yield Change(Weight.NOTE, where, f"option {option.id} added")
        elif before.label != option.label:
            yield Change(
                Weight.WARNING, where, f"option {option.id} reads otherwise: answers given read so too"
            )
    for option in _gone(old.options, new):
        yield Change(
            Weight.WARNING, where, f"option {option.id} removed: answers that chose it show its id only"
        )
    if old.free and not new.free:
        yield Change(Weight.NOTE, where, "vrij is gone: free answers that were given stay")
    if old.options_from != new.options_from:
        yield Change(Weight.NOTE, where, "opties_uit changed")


def _gone(options: Sequence[Option], new: ChoiceQuestion) -> Iterator[Option]:
    return (option for option in options if new.option(option.id) is None)


def _fields(old: ListQuestion, new: ListQuestion) -> Iterator[Change]:
    for field in new.fields:
        before, where = old.field(field.id), f"{new.id}.{field.id}"
        if before is None:
            yield Change(Weight.NOTE, where, f"field added{_needed(field.question)}")
        elif kind(before.question) != kind(field.question):
            said = f"the type changed from {kind(before.question)} to {kind(field.question)}"
            yield Change(Weight.DANGER, where, f"{said}: use a new id instead")
        else:
            if before.question.text != field.question.text:
                yield Change(Weight.NOTE, where, "the text changed")
            if isinstance(before.question, ChoiceQuestion) and isinstance(field.question, ChoiceQuestion):
                yield from _options(where, before.question, field.question)
    for field in old.fields:
        if new.field(field.id) is None:
            where = f"{new.id}.{field.id}"
            yield Change(Weight.WARNING, where, "field removed: what was filled in there is only in the log")
    if (old.min_items, old.max_items) != (new.min_items, new.max_items):
        said = f"{old.min_items}-{old.max_items} to {new.min_items}-{new.max_items}"
        yield Change(Weight.NOTE, new.id, f"the number of items changed from {said}")


def kind(question: Question) -> str:
    """The type of a question, as the format file calls it."""
    match question:
        case TextQuestion():
            return "tekst"
        case NumberQuestion():
            return "getal"
        case ListQuestion():
            return "lijst"
        case ChoiceQuestion():
            return "keuzes" if question.several else "keuze"
    return "melding"


def _as(placed: Placed, verb: str = "as") -> str:
    return f" ({verb} number {placed.number})" if placed.number else ""


def _needed(question: Question) -> str:
    return "; verplicht, so submitting needs it" if question.required else ""
