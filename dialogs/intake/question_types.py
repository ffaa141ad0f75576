"""The kinds of questions that a format can hold. A question that cannot be asked cannot be made.

`flaws` names everything wrong with one question by itself; what is wrong between questions (a reference to
nothing, a condition on a later question) is found by format_check. The reasons are English: whoever writes
a format reads them on the command line. They use the Dutch keys of the format file.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from dialogs.values import Value

ID = re.compile(r"[a-z0-9_-]{1,40}")
FREE = "anders"  # the key of a free choice: {"anders": "Buurtpreventie"}
MAX_TEXT = 2000
MAX_TEXT_EVER = 10_000  # fits a card and a message with room to spare
MAX_ITEMS = 20
MAX_ITEMS_EVER = 50
MAX_OPTIONS = 60


class ImpossibleFormatError(ValueError):
    """A format, or a part of it, that no colleague could be asked. `reasons` says all that is wrong."""

    def __init__(self, where: str, reasons: tuple[str, ...]) -> None:
        super().__init__(f"{where}: {'; '.join(reasons)}")
        self.where = where
        self.reasons = reasons


@dataclass(frozen=True, slots=True)
class Condition:
    """When something is asked: an earlier answer is one of these options, or a number exceeds another.

    Exactly one of `one_of` and `greater_than` is given. A missing or unknown value makes it false.
    """

    question: str
    one_of: tuple[str, ...] = ()
    greater_than: str = ""

    def __post_init__(self) -> None:
        if bool(self.one_of) == bool(self.greater_than):
            raise ImpossibleFormatError(self.question, ("a condition names options, or groter_dan",))

    def holds(self, values: Mapping[str, Value]) -> bool:
        """Whether the given values fulfil the condition."""
        value = values.get(self.question)
        if self.one_of:
            chosen = value if isinstance(value, tuple | list) else (value,)
            return any(isinstance(one, str) and one in self.one_of for one in chosen)
        other = values.get(self.greater_than)
        return _is_number(value) and _is_number(other) and Decimal(str(value)) > Decimal(str(other))


def _is_number(value: Value) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)


@dataclass(frozen=True, slots=True)
class Option:
    """One thing to choose. `id` is what is stored."""

    id: str
    label: str


@dataclass(frozen=True, slots=True)
class FollowUp:
    """A question that is asked only while its condition holds."""

    condition: Condition
    question: "Question"


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """What every question has.

    `deepening`: offered at the end, not counted. `internal`: stays out of the draft by default.
    `show_if`: the name of a flag of the round that must be set. `revision` is raised when a changed
    question must be asked again.
    """

    id: str
    text: str
    help: str = ""
    required: bool = False
    internal: bool = False
    deepening: bool = False
    show_plan_text: bool = False
    plan_help: str = ""
    revision: int = 1
    show_if: str = ""
    follow_ups: tuple[FollowUp, ...] = ()

    def __post_init__(self) -> None:
        reasons = tuple(self.flaws())
        if reasons:
            raise ImpossibleFormatError(self.id, reasons)

    def flaws(self) -> Iterator[str]:
        """Everything that is wrong with this question by itself."""
        if not ID.fullmatch(self.id):
            yield "id: use 1 to 40 of a-z, 0-9, _ and -"
        if not self.text.strip():
            yield "the text of the question is empty"
        if self.revision < 1:
            yield "revisie counts from 1"
        if self.required and self.deepening:
            yield "a verdieping is offered at the end and cannot be verplicht"
        if self.plan_help and not self.show_plan_text:
            yield "hulp_bij_plantekst needs toon_plantekst"
        if len(self.follow_ups) > 26:
            yield "volgt: at most 26 follow-ups, they are numbered a to z"
        for follow_up in self.follow_ups:
            if follow_up.question.follow_ups:
                yield f"volgt: {follow_up.question.id} is a follow-up and cannot have follow-ups itself"
            if follow_up.question.deepening or follow_up.question.show_if:
                yield f"volgt: {follow_up.question.id} goes with its question: no verdieping or toon_als"
            if isinstance(follow_up.question, Note):
                yield f"volgt: {follow_up.question.id} is a melding and cannot be a follow-up"


@dataclass(frozen=True, slots=True, kw_only=True)
class TextQuestion(Question):
    """A text in one's own words. `min` characters is a nudge, `max` a bound."""

    min: int = 0
    max: int = MAX_TEXT

    def flaws(self) -> Iterator[str]:
        """Everything that is wrong with this question by itself."""
        yield from Question.flaws(self)
        if not 0 <= self.min <= self.max:
            yield f"min {self.min} must lie between 0 and max {self.max}"
        if not 1 <= self.max <= MAX_TEXT_EVER:
            yield f"max {self.max} must lie between 1 and {MAX_TEXT_EVER}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChoiceQuestion(Question):
    """One option, or several. `free` adds "Anders, namelijk"; `options_from` adds what a list holds."""

    options: tuple[Option, ...]
    options_from: str = ""
    free: bool = False
    several: bool = False

    def flaws(self) -> Iterator[str]:
        """Everything that is wrong with this question by itself."""
        yield from Question.flaws(self)
        if not self.options and not self.options_from:
            yield "opties: give at least one option"
        if len(self.options) > MAX_OPTIONS:
            yield f"opties: at most {MAX_OPTIONS}"
        ids = [option.id for option in self.options]
        labels = [option.label.casefold() for option in self.options]
        if len(set(ids)) < len(ids) or len(set(labels)) < len(labels):
            yield "opties: two options have the same id or the same text"
        for option in self.options:
            if not ID.fullmatch(option.id):
                yield f"opties: id {option.id!r}: use 1 to 40 of a-z, 0-9, _ and -"
            if not option.label.strip():
                yield f"opties: {option.id} has no text"
        if self.free and FREE in ids:
            yield f"opties: {FREE!r} is the id of the free option that vrij adds already"

    def option(self, option_id: str) -> Option | None:
        """The option of the format with that id, or None."""
        return next((option for option in self.options if option.id == option_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class NumberQuestion(Question):
    """A number, typed as text. `error` is the format's own sentence for a number out of bounds."""

    min: Decimal | None = None
    max: Decimal | None = None
    max_this_year: bool = False
    whole: bool = False
    error: str = ""
    together_with: str = ""  # the question asked in the same breath

    def flaws(self) -> Iterator[str]:
        """Everything that is wrong with this question by itself."""
        yield from Question.flaws(self)
        bounds = [bound for bound in (self.min, self.max) if bound is not None]
        if not all(bound.is_finite() for bound in bounds):
            yield "min and max must be numbers"
        elif self.min is not None and self.max is not None and self.min > self.max:
            yield f"min {self.min} is more than max {self.max}"
        elif self.whole and any(bound != bound.to_integral_value() for bound in bounds):
            yield "min and max must be whole numbers, because of geheel"
        if self.max_this_year and not self.whole:
            yield "max_is: dit_jaar needs geheel: true"
        if self.max_this_year and self.max is not None:
            yield "give max or max_is, not both"
        if self.together_with and self.follow_ups:
            yield "a question with samen_met cannot have follow-ups: give them to the other one"


@dataclass(frozen=True, slots=True)
class ItemField:
    """One field of a list item. Fields that are not asked directly sit behind "meer invullen"."""

    question: TextQuestion | ChoiceQuestion | NumberQuestion
    ask_direct: bool = False
    required_if: Condition | None = None

    @property
    def id(self) -> str:
        """The key of this field in an item's value."""
        return self.question.id

    def needed(self, item: Mapping[str, Value]) -> bool:
        """Whether an item with these values must have this field."""
        return self.question.required or (self.required_if is not None and self.required_if.holds(item))


@dataclass(frozen=True, slots=True, kw_only=True)
class ListQuestion(Question):
    """Items with fields of their own. `ask_first`: the field that may be chosen for many items at once."""

    fields: tuple[ItemField, ...]
    ask_first: str = ""
    min_items: int = 0
    max_items: int = MAX_ITEMS

    def flaws(self) -> Iterator[str]:
        """Everything that is wrong with this question by itself."""
        yield from Question.flaws(self)
        if not 0 <= self.min_items <= self.max_items <= MAX_ITEMS_EVER or self.max_items < 1:
            yield f"min_items and max_items must rise from 0 to at most {MAX_ITEMS_EVER}"
        if self.required and self.min_items < 1:
            yield "a list that is verplicht needs min_items of at least 1"
        if not self.direct:
            yield "velden: mark at least one field as vraag_direct"
        ids = [field.id for field in self.fields]
        for twice in sorted({one for one in ids if ids.count(one) > 1}):
            yield f"velden: {twice} occurs twice"
        for place, field in enumerate(self.fields):
            yield from self._field_flaws(field, self.fields[:place])
        first = self.field(self.ask_first)
        if self.ask_first and not (first and isinstance(first.question, ChoiceQuestion) and first.ask_direct):
            yield f"eerst_kiezen: {self.ask_first} must be a field of type keuze with vraag_direct"

    def _field_flaws(self, field: ItemField, earlier: tuple[ItemField, ...]) -> Iterator[str]:
        question = field.question
        if question.follow_ups or question.deepening or question.show_if or question.show_plan_text:
            yield f"velden: {field.id}: a field has no volgt, verdieping, toon_als or toon_plantekst"
        if isinstance(question, NumberQuestion) and question.together_with:
            yield f"velden: {field.id}: a field has no samen_met"
        if isinstance(question, ChoiceQuestion) and question.options_from:
            yield f"velden: {field.id}: a field has no opties_uit"
        if (question.required or field.required_if) and not field.ask_direct:
            yield f"velden: {field.id}: a field that can be required needs vraag_direct"
        if field.required_if:
            for reason in condition_flaws(field.required_if, {one.id: one.question for one in earlier}):
                yield f"velden: {field.id}: verplicht_als: {reason}"

    @property
    def direct(self) -> tuple[ItemField, ...]:
        """The fields that are asked for every item."""
        return tuple(field for field in self.fields if field.ask_direct)

    def field(self, field_id: str) -> ItemField | None:
        """The field with that id, or None."""
        return next((field for field in self.fields if field.id == field_id), None)


@dataclass(frozen=True, slots=True, kw_only=True)
class Note(Question):
    """A message among the questions; nothing to answer, no number."""

    def flaws(self) -> Iterator[str]:
        """Everything that is wrong with this note by itself."""
        yield from Question.flaws(self)
        if self.required or self.internal or self.deepening or self.follow_ups:
            yield "a melding asks nothing: no verplicht, intern, verdieping or volgt"


def condition_flaws(condition: Condition, earlier: Mapping[str, Question]) -> Iterator[str]:
    """What is wrong with a condition, given the questions that come before it."""
    question = earlier.get(condition.question)
    if question is None:
        yield f"{condition.question!r} is not a question before this one"
        return
    if condition.greater_than:
        other = earlier.get(condition.greater_than)
        if other is None:
            yield f"groter_dan: {condition.greater_than!r} is not a question before this one"
        if not all(isinstance(one, NumberQuestion) for one in (question, other) if one):
            yield "groter_dan compares two questions of type getal"
        return
    if not isinstance(question, ChoiceQuestion):
        yield f"{condition.question!r} has no options: it is not of type keuze or keuzes"
        return
    for option_id in condition.one_of:
        if question.option(option_id) is None:
            yield f"{condition.question!r} has no option {option_id!r}"
