"""What is wrong between the questions of a format: references to nothing, conditions that look ahead.

A colleague should never meet a question that cannot work, so such a format is refused when it is made.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dialogs.intake.question_types import (
    ID,
    ChoiceQuestion,
    Condition,
    ListQuestion,
    Note,
    NumberQuestion,
    Question,
    condition_flaws,
)

BLANKS = frozenset(
    {"aantal", "thema", "minuten", "coordinator", "deadline", "huidige_periode"} | {"beginjaar", "eindjaar"}
)
DIFFERENCE = "verschil"  # fte_nodig minus fte_nu: means something only in a follow-up with groter_dan
MAX_QUESTIONS = 200


@dataclass(frozen=True, slots=True)
class Flaw:
    """One thing wrong. `place` is the id of a question, or of a block, that it is found at."""

    place: str
    reason: str


def header_flaws(format_id: str, version: int, language: str) -> Iterator[str]:
    """What is wrong with the format as a whole, apart from its questions."""
    if not ID.fullmatch(format_id):
        yield "id: use 1 to 40 of a-z, 0-9, _ and -"
    if version < 1:
        yield "versie counts from 1"
    if language != "nl":
        yield "taal: only nl, because the bot's own sentences are Dutch"


def flaws(blocks: Sequence[tuple[str, Sequence[Question]]]) -> Iterator[Flaw]:
    """Everything wrong between the questions of these blocks, each given as its id and questions."""
    earlier: dict[str, Question] = {}
    later = {question.id for _, questions in blocks for question in questions}
    blocks_seen: set[str] = set()
    answerable = 0
    for block_id, questions in blocks:
        if not ID.fullmatch(block_id):
            yield Flaw(block_id, "id of a block: use 1 to 40 of a-z, 0-9, _ and -")
        if block_id in blocks_seen:
            yield Flaw(block_id, "two blocks have this id")
        blocks_seen.add(block_id)
        if not questions:
            yield Flaw(block_id, "a block needs at least one question")
        for place, question in enumerate(questions):
            yield from _question_flaws(question, questions[place + 1 :], earlier, later)
            earlier.setdefault(question.id, question)
            answerable += not isinstance(question, Note)
            for follow_up in question.follow_ups:
                if follow_up.question.id in earlier:
                    yield Flaw(follow_up.question.id, "two questions have this id")
                for reason in condition_flaws(follow_up.condition, earlier):
                    yield Flaw(follow_up.question.id, f"als: {reason}")
                yield from _reference_flaws(follow_up.question, earlier)
                yield from _blank_flaws(follow_up.question, follow_up.condition)
                earlier.setdefault(follow_up.question.id, follow_up.question)
    if not 1 <= answerable <= MAX_QUESTIONS:
        yield Flaw("", f"a format has 1 to {MAX_QUESTIONS} questions, not {answerable}")


def _question_flaws(
    question: Question, following: Sequence[Question], earlier: dict[str, Question], known: set[str]
) -> Iterator[Flaw]:
    if question.id in earlier:
        yield Flaw(question.id, "two questions have this id")
    yield from _reference_flaws(question, earlier)
    yield from _blank_flaws(question, None)
    if isinstance(question, NumberQuestion) and question.together_with:
        reason = _pair_flaw(question, following[0] if following else None, known)
        if reason:
            yield Flaw(question.id, f"samen_met: {reason}")


def _pair_flaw(question: NumberQuestion, following: Question | None, known: set[str]) -> str:
    partner_id = question.together_with
    if partner_id not in known:
        return f"there is no question {partner_id!r}"
    if following is None or following.id != partner_id:
        return f"{partner_id!r} must be the next question of the same block"
    if not isinstance(following, NumberQuestion) or following.together_with:
        return f"{partner_id!r} must be a getal without samen_met of its own"
    if (question.deepening, question.show_if) != (following.deepening, following.show_if):
        return f"{partner_id!r} must have the same verdieping and toon_als"
    return ""


def _reference_flaws(question: Question, earlier: dict[str, Question]) -> Iterator[Flaw]:
    if not isinstance(question, ChoiceQuestion) or not question.options_from:
        return
    source = earlier.get(question.options_from)
    if not isinstance(source, ListQuestion):
        yield Flaw(question.id, f"opties_uit: {question.options_from!r} is not a lijst before this question")
        return
    first = source.field(source.ask_first)
    if first is None or not isinstance(first.question, ChoiceQuestion):
        yield Flaw(question.id, f"opties_uit: the lijst {source.id!r} needs eerst_kiezen")
        return
    for option in question.options:
        if first.question.option(option.id):
            yield Flaw(question.id, f"opties: {option.id!r} is an option of {source.id!r} already")


def _blank_flaws(question: Question, condition: Condition | None) -> Iterator[Flaw]:
    allowed = BLANKS | ({DIFFERENCE} if condition and condition.greater_than else set())
    texts = [question.text, question.help, question.plan_help]
    if isinstance(question, ListQuestion):
        texts += [text for field in question.fields for text in (field.question.text, field.question.help)]
    for name in unknown_blanks(" ".join(texts), allowed):
        yield Flaw(question.id, f"{{{name}}} is nothing that the bot can fill in here")


def unknown_blanks(text: str, allowed: frozenset[str] = BLANKS) -> list[str]:
    """The {names} in a text that the bot cannot fill in."""
    return sorted({name for name in re.findall(r"\{(\w+)\}", text) if name not in allowed})
