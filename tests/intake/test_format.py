"""A format knows its numbers, its order and what applies now; one that cannot work is not made."""

from decimal import Decimal

import pytest

from dialogs.intake.format import (
    Block,
    ChoiceQuestion,
    Closing,
    Condition,
    FollowUp,
    Format,
    ImpossibleFormatError,
    ItemField,
    ListQuestion,
    NumberQuestion,
    Option,
    Question,
    TextQuestion,
    filled,
)
from dialogs.intake.format_file import packaged_format

IVP = packaged_format("ivp")
CLOSING = Closing("Klopt dit?", "Nog meer?", "Intern?", "Ja", "Later")
YES_NO = (Option("ja", "Ja"), Option("nee", "Nee"))


def made(*questions: Question) -> Format:
    return Format("proef", 1, "Proef", "Welkom", (Block("a", "A", questions),), CLOSING)


def test_the_default_format_has_nineteen_main_questions_and_three_that_deepen() -> None:
    assert len(IVP.main({})) == 19
    assert [one.id for one in IVP.deepening({}, {"participatie"})] == ["cijfers", "meten", "inwoners"]
    assert [one.id for one in IVP.deepening({})] == ["cijfers", "meten"]


def test_a_number_is_the_place_in_the_format() -> None:
    assert (IVP.number("kern"), IVP.number("stand"), IVP.number("stand_toelichting")) == ("1", "3", "3a")
    assert (IVP.number("let_op"), IVP.number("bestaat_niet")) == ("", "")
    found = IVP.by_number(" 15 A ")
    assert found is not None
    assert found.id == "fte_herkomst"
    assert IVP.by_number("99") is None
    assert IVP.by_number("") is None


def test_a_follow_up_is_asked_only_while_its_condition_holds() -> None:
    def ids(**values: str | Decimal) -> list[str]:
        return [one.id for one in IVP.applicable(values)]

    assert "stand_toelichting" not in ids()
    assert "stand_toelichting" not in ids(stand="goed")
    assert "stand_toelichting" in ids(stand="vast")
    assert "fte_herkomst" in ids(fte_nu=Decimal(1), fte_nodig=Decimal("1.5"))
    assert "fte_herkomst" not in ids(fte_nu=Decimal("1.5"), fte_nodig=Decimal("1.50"))
    assert "fte_herkomst" not in ids(fte_nodig=Decimal("1.5"))


def test_a_hidden_answer_brings_up_no_follow_up() -> None:
    hidden = ChoiceQuestion(id="a", text="A?", options=YES_NO, show_if="participatie")
    later = ChoiceQuestion(
        id="b",
        text="B?",
        options=YES_NO,
        follow_ups=(FollowUp(Condition("a", ("ja",)), TextQuestion(id="c", text="C?")),),
    )
    form = made(hidden, later)
    assert [one.id for one in form.applicable({"a": "ja"})] == ["b"]
    assert [one.id for one in form.applicable({"a": "ja"}, {"participatie"})] == ["a", "b", "c"]


@pytest.mark.parametrize("value", [None, True, 5, "iets", {"anders": "vast"}, ()])
def test_a_condition_on_something_else_is_false(value: bool | int | str | None) -> None:
    assert not Condition("stand", ("vast",)).holds({"stand": value})
    assert not Condition("stand", greater_than="b").holds({"stand": value, "b": None})


def test_one_of_several_choices_fulfils_a_condition() -> None:
    assert Condition("a", ("ja",)).holds({"a": ("nee", "ja")})


def test_deepening_questions_come_at_the_end() -> None:
    order = [one.id for one in IVP.asking_order({}, {"participatie"})]
    assert order[-3:] == ["cijfers", "meten", "inwoners"]
    assert next(IVP.after("vergeten", {})).id == "cijfers"
    assert next(IVP.before("cijfers", {})).id == "vergeten"
    assert next(IVP.after("evaluatie", {})).id == "partners"


def test_nobody_is_stuck_on_a_question_that_no_longer_applies() -> None:
    assert next(IVP.after("stand_toelichting", {})).id == "evaluatie"
    assert next(IVP.before("stand_toelichting", {})).id == "stand"
    assert next(IVP.after("bestaat_niet", {})).id == "let_op"
    assert list(IVP.before("bestaat_niet", {})) == []


def test_two_questions_in_one_breath_are_found_from_either() -> None:
    assert [one.id for one in IVP.together("fte_nodig")] == ["fte_nu", "fte_nodig"]
    assert [one.id for one in IVP.together("fte_nu")] == ["fte_nu", "fte_nodig"]
    assert [one.id for one in IVP.together("kern")] == ["kern"]
    assert IVP.together("bestaat_niet") == ()


def test_blanks_are_filled_in_and_unknown_ones_stay() -> None:
    assert (
        filled("Eind {eindjaar}: {x} {0.__class__}", {"eindjaar": "2030"}) == "Eind 2030: {x} {0.__class__}"
    )


@pytest.mark.parametrize(
    "questions",
    [
        (),
        (TextQuestion(id="a", text="A?"), TextQuestion(id="a", text="B?")),
        (
            ChoiceQuestion(id="a", text="A?", options=(), options_from="b"),
            ListQuestion(
                id="b", text="B?", fields=(ItemField(TextQuestion(id="x", text="X"), ask_direct=True),)
            ),
        ),
        (NumberQuestion(id="a", text="A?", together_with="b"), TextQuestion(id="c", text="C?")),
        (NumberQuestion(id="a", text="A?", together_with="b"), TextQuestion(id="b", text="B?")),
        (TextQuestion(id="a", text="Eind {jaartal}?"),),
        (TextQuestion(id="a", text="Je vraagt {verschil} meer?"),),
    ],
)
def test_a_format_that_cannot_work_is_not_made(questions: tuple[Question, ...]) -> None:
    with pytest.raises(ImpossibleFormatError):
        made(*questions)


def test_a_condition_may_not_look_ahead() -> None:
    follow_up = FollowUp(Condition("b", ("ja",)), TextQuestion(id="c", text="C?"))
    first = ChoiceQuestion(id="a", text="A?", options=YES_NO, follow_ups=(follow_up,))
    with pytest.raises(ImpossibleFormatError, match="'b' is not a question before this one"):
        made(first, ChoiceQuestion(id="b", text="B?", options=YES_NO))


def test_a_follow_up_has_no_follow_up() -> None:
    inner = FollowUp(Condition("b", ("ja",)), TextQuestion(id="c", text="C?"))
    middle = ChoiceQuestion(id="b", text="B?", options=YES_NO, follow_ups=(inner,))
    with pytest.raises(ImpossibleFormatError, match="cannot have follow-ups itself"):
        ChoiceQuestion(
            id="a", text="A?", options=YES_NO, follow_ups=(FollowUp(Condition("a", ("ja",)), middle),)
        )
