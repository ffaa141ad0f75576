"""How themes and a round stand, and what changed between two submissions: folds over made-up logs."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from bot.serving import example_round
from dialogs.coordinator_lines import Line, Wish, line_of, themes_called
from dialogs.intake.format_file import packaged_formats
from dialogs.intake.remarks import asked_back, last_asked_back, submission
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Draft, Entry, Kind, Phase, Status, ThemeKey, ThemeState
from dialogs.people import read_address
from dialogs.rounds.changes import changes
from dialogs.rounds.overview import Urgency, capacity, doubts_first, standing, totals

FORM = packaged_formats()["ivp"]
ROUND = example_round()
NOW = datetime(2026, 11, 23, 9, tzinfo=UTC)
Written = dict[str, Any]


def answered(
    question: str, value: Any = "een antwoord", status: Status = Status.GIVEN, **more: Any
) -> Written:
    return {"kind": Kind.ANSWER, "question": question, "value": value, "status": status, **more}


def step(kind: Kind, **more: Any) -> Written:
    return {"kind": kind, **more}


def asked(question: str, text: str) -> Written:
    return step(Kind.RETURNED, question=question, value=text, author="lotte")


SUBMITTED, APPROVED, REOPENED = step(Kind.SUBMITTED), step(Kind.APPROVED), step(Kind.REOPENED)


def log(*written: Written, theme: str = "woonoverlast") -> tuple[Entry, ...]:
    key = ThemeKey("lokaal", ROUND.id, theme)
    return tuple(
        Entry(
            seq, Draft(key, activity=str(seq), at=NOW + timedelta(hours=seq), **{"author": "samira", **one})
        )
        for seq, one in enumerate(written, 1)
    )


def sheet(*written: Written, theme: str = "woonoverlast") -> Sheet:
    entries = log(*written, theme=theme)
    found = ROUND.theme(theme)
    assert found is not None
    key = ThemeKey("lokaal", ROUND.id, theme)
    return Sheet(key, ROUND, found, FORM, entries, ThemeState.of(entries))


def number(question: str) -> str:
    return FORM.number(question)


# How a theme stands


def test_a_theme_that_nobody_touched_has_not_started() -> None:
    one = standing(sheet())
    assert (one.started, one.done, one.last_answer, one.urgency) == (False, 0, None, Urgency.NOT_STARTED)
    assert one.total > 10


def test_what_is_not_known_and_what_was_skipped_is_named_by_number() -> None:
    one = standing(
        sheet(
            answered("ambitie", {"wie": "de wijkmanager"}, Status.UNKNOWN),
            answered("kern", None, Status.SKIPPED),
            answered("geld", None, Status.SKIPPED),
            answered("evaluatie", None, Status.UNKNOWN),
        )
    )
    assert one.unknown == (number("evaluatie"), number("ambitie"))
    assert one.skipped == (number("kern"),), "what is not required may be skipped"


def test_an_answer_that_came_after_all_is_no_doubt() -> None:
    one = standing(sheet(answered("kern", None, Status.UNKNOWN), answered("kern")))
    assert (one.unknown, one.done) == ((), 1)


def test_the_last_activity_is_the_last_answer_not_the_coordinators_step() -> None:
    one = standing(sheet(answered("kern"), SUBMITTED, asked("kern", "?")))
    assert one.last_answer == NOW + timedelta(hours=1)
    assert one.phase is Phase.RETURNED


@pytest.mark.parametrize(
    ("written", "urgency"),
    [
        ([answered("kern", None, Status.UNKNOWN), SUBMITTED], Urgency.UNKNOWN),
        ([answered("kern", None, Status.SKIPPED)], Urgency.SKIPPED),
        ([], Urgency.NOT_STARTED),
        ([answered("kern"), SUBMITTED], Urgency.SUBMITTED),
        ([answered("kern"), SUBMITTED, asked("", "?")], Urgency.RETURNED),
        ([answered("kern"), SUBMITTED, REOPENED], Urgency.BUSY),
        ([answered("kern", None, Status.UNKNOWN), SUBMITTED, APPROVED], Urgency.APPROVED),
    ],
)
def test_doubts_come_first(written: Sequence[Written], urgency: Urgency) -> None:
    one = standing(sheet(*written))
    assert one.urgency is urgency
    fresh, done = standing(sheet()), standing(sheet(SUBMITTED, APPROVED))
    order = [each.urgency for each in doubts_first([done, one, fresh])]
    assert order == sorted(order)


# What the themes ask together


def test_capacity_and_priorities_are_added_up_as_facts() -> None:
    stands = [
        standing(sheet(answered("fte_nodig", Decimal("10.5")), answered("niveau", "prioriteit"))),
        standing(sheet(answered("fte_nodig", Decimal(6)), answered("niveau", "beheer"), theme="wijk")),
        standing(sheet(theme="jeugd")),
    ]
    together = totals(ROUND, stands)
    assert (together.fte_needed, together.fte_given_by) == (Decimal("16.5"), 2)
    assert (together.priorities, together.over_priorities) == (1, False)
    assert together.capacity == Decimal("14.5")
    assert together.over_capacity
    assert totals(replace(ROUND, max_priorities=0), stands).over_priorities


@pytest.mark.parametrize(("written", "fte"), [("", None), ("14,5", Decimal("14.5")), ("veel", None)])
def test_a_round_without_a_capacity_has_nothing_to_exceed(written: str, fte: Decimal | None) -> None:
    round_ = replace(ROUND, capacity_fte=written)
    assert capacity(round_) == fte
    assert not totals(replace(ROUND, capacity_fte="", max_priorities=None), []).over_capacity


# What was asked back


def test_a_remark_waits_until_its_answer_is_given_again() -> None:
    entries = log(answered("kern"), SUBMITTED, asked("kern", "Klopt dit?"), asked("", "Concreter."))
    assert {key: one.answered for key, one in asked_back(entries).items()} == {"kern": False, "": False}
    again = log(answered("kern"), SUBMITTED, asked("kern", "Klopt dit?"), answered("kern", "nieuw"))
    assert asked_back(again)["kern"].answered
    skipped = log(SUBMITTED, asked("kern", "?"), answered("kern", None, Status.SKIPPED))
    assert not asked_back(skipped)["kern"].answered


def test_after_a_new_submission_nothing_waits_but_the_remarks_are_known() -> None:
    entries = log(answered("kern"), SUBMITTED, asked("kern", "Klopt dit?"), answered("kern", "ja"), SUBMITTED)
    assert asked_back(entries) == {}
    assert last_asked_back(entries)["kern"].text == "Klopt dit?"
    assert submission(entries) == 5


# What changed


def test_what_changed_between_two_submissions_is_shown_old_and_new() -> None:
    [change] = changes(
        sheet(
            answered("kern", "oud"),
            answered("ambitie", "blijft"),
            SUBMITTED,
            asked("kern", "?"),
            answered("kern", "nieuw", author="joost"),
            answered("ambitie", "blijft"),
            SUBMITTED,
        )
    )
    assert (change.placed.id, change.before, change.after, change.by) == ("kern", "oud", "nieuw", "joost")
    assert change.at == NOW + timedelta(hours=5)


def test_while_a_theme_is_worked_on_changes_count_from_the_last_submission() -> None:
    [change] = changes(sheet(answered("kern", "oud"), SUBMITTED, REOPENED, answered("kern", "nieuw")))
    assert (change.before, change.after) == ("oud", "nieuw")


def test_nothing_changed_in_a_first_submission_or_when_a_change_was_taken_back() -> None:
    assert changes(sheet(answered("kern", "a"), answered("kern", "b"), SUBMITTED)) == ()
    assert (
        changes(
            sheet(
                answered("kern", "a"),
                SUBMITTED,
                REOPENED,
                answered("kern", "b"),
                answered("kern", "a"),
                SUBMITTED,
            )
        )
        == ()
    )


def test_a_line_of_a_list_that_changed_shows_the_whole_list() -> None:
    partner = {"partner": "ggd", "oordeel": "goed"}
    [change] = changes(
        sheet(
            answered("partners", partner, item="a"),
            SUBMITTED,
            REOPENED,
            answered("partners", {**partner, "oordeel": "moeizaam"}, item="a"),
            SUBMITTED,
        )
    )
    assert "Goed" in change.before
    assert "Moeizaam" in change.after


# What a coordinator types


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        ("bekijk woonoverlast", Line(Wish.REVIEW, "woonoverlast")),
        ("Bekijk het thema Digitale veiligheid.", Line(Wish.REVIEW, "digitale veiligheid")),
        ("vraag terug 8", Line(Wish.REMARK, "8")),
        ("Vraag terug bij vraag 3a: Wie doet dit?", Line(Wish.REMARK, "3a", "Wie doet dit?")),
        ("stuur terug: graag concreter", Line(Wish.SEND_BACK, "", "graag concreter")),
        ("goedkeuren woonoverlast", Line(Wish.APPROVE, "woonoverlast")),
        ("keur woonoverlast goed", Line(Wish.APPROVE, "woonoverlast")),
        ("deadline woonoverlast naar 5 februari", Line(Wish.DEADLINE, "woonoverlast", "5 februari")),
        (
            "verleng de deadline van Woonoverlast tot 5 februari",
            Line(Wish.DEADLINE, "woonoverlast", "5 februari"),
        ),
        ("deadline van de ronde naar 5 februari", Line(Wish.DEADLINE, "ronde", "5 februari")),
        (
            "themahouder woonoverlast naar Jan@Gemeente.nl",
            Line(Wish.OWNER, "woonoverlast", "jan@gemeente.nl"),
        ),
        ("themahouder van jeugd wordt jan@gemeente.nl.", Line(Wish.OWNER, "jeugd", "jan@gemeente.nl")),
        ("themahouder woonoverlast naar jan@", Line(Wish.OWNER, "woonoverlast", "")),
        ("meeschrijver jeugd erbij jan@gemeente.nl", Line(Wish.CO_AUTHOR, "jeugd", "jan@gemeente.nl")),
        ("meeschrijver jan@gemeente.nl bij jeugd", Line(Wish.CO_AUTHOR, "jeugd", "jan@gemeente.nl")),
    ],
)
def test_a_line_is_understood(typed: str, line: Line) -> None:
    assert line_of(typed) == line


@pytest.mark.parametrize(
    "typed",
    [
        *("", "woonoverlast", "De themahouder is nog niet bekend", "vraag terug", "stuur terug"),
        *("x" * 30_000, "deadline " + " " * 28_000, "meeschrijver " + "a@ " * 9_000),
    ],
)
def test_what_is_no_line_of_a_coordinator_is_none(typed: str) -> None:
    assert line_of(typed) is None


def test_a_theme_is_found_by_title_id_or_a_part_and_never_by_nothing() -> None:
    def ids(typed: str) -> list[str]:
        return [theme.id for _, theme in themes_called([ROUND], typed)]

    assert ids("openbare_ruimte") == ids("Veiligheid in de openbare ruimte") == ["openbare_ruimte"]
    assert ids("ondermijning") == ["ondermijning"]
    assert ids("wijk- en buurtaanpak") == ["wijk"]
    assert ids("veiligheid") == ["openbare_ruimte"], (
        "a title that begins with it comes before one that holds it"
    )
    assert ids("") == ids("-") == ids("fietsen") == []


@pytest.mark.parametrize("typed", ["jan", "jan@", "@x.nl", "a b@x.nl", "jan@x", "<a@b.nl>x", "a@b.nl|c"])
def test_what_is_no_address_is_none(typed: str) -> None:
    assert read_address(typed) == ""
