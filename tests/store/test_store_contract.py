"""The contract of dialogs.ports.Store: every store keeps all of it (DESIGN §5)."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from bot.store.errors import StoreClosedError
from dialogs.focus import Focus
from dialogs.intake.theme_log import Conflict, Draft, Entry, Kind, Status, ThemeKey, ThemeState, Via
from dialogs.people import PersonKey, PersonRecord, Profile
from dialogs.plan_counts import REMEMBERED, PlanCounts, Use
from dialogs.plan_notes import NoteKind, PlanNote
from dialogs.ports import Store
from dialogs.reminding.kept import ReminderSettings, RoundWatch
from dialogs.rounds.round import Theme
from dialogs.values import ImpossibleValueError
from tests.store.conftest import Opened
from tests.store.store_samples import (
    ANNE,
    NOW,
    THEME,
    a_draft,
    answer,
    full_focus,
    full_round,
    person,
    step,
)

# The log of a theme


async def test_an_answer_is_in_the_log_with_the_next_number(opened: Opened) -> None:
    first = await opened.store.append([answer("1")])
    second = await opened.store.append([answer("2", "partners", "Politie")])
    assert [entry.seq for entry in (*first, *second)] == [1, 2]
    assert list(await (await opened.restart()).log(THEME)) == [*first, *second]


async def test_every_field_of_an_entry_comes_back_after_a_restart(opened: Opened) -> None:
    draft = answer(
        "1",
        item="p1",
        revision=3,
        status=Status.UNKNOWN,
        value={"wie": "Bram", "wanneer": None},
        internal=True,
        on_behalf_of="carla",
        via=Via.CARD,
    )
    submitted = step(Kind.SUBMITTED, "2")
    handed = step(Kind.HANDED_OVER, "3", question="doel", value={"aan": "bram"})
    await opened.store.append([draft, submitted, handed])
    log = await (await opened.restart()).log(THEME)
    assert [entry.draft for entry in log] == [draft, submitted, handed]


async def test_an_activity_delivered_twice_is_saved_once_and_answers_the_same(opened: Opened) -> None:
    first = await opened.store.append([answer("1"), answer("1", "partners", "Politie", item="p1")])
    store = await opened.restart()
    again = await store.append([answer("1", value="anders"), answer("1", "partners", "GGD", item="p1")])
    assert again == first
    assert list(await store.log(THEME)) == list(first)


async def test_one_activity_may_write_to_several_questions_items_and_kinds(store: Store) -> None:
    drafts = [
        answer("1"),
        answer("1", "partners"),
        answer("1", "partners", item="p1"),
        step(Kind.SUBMITTED, "1"),
    ]
    assert [entry.seq for entry in await store.append(drafts)] == [1, 2, 3, 4]


async def test_the_same_place_twice_in_one_write_is_written_once(store: Store) -> None:
    one, two = await store.append([answer("1", value="a"), answer("1", value="b")])
    assert one == two
    assert len(await store.log(THEME)) == 1


async def test_a_colleague_who_did_not_see_the_last_answer_is_told_and_overwrites_nothing(
    store: Store,
) -> None:
    (first,) = await store.append([answer("1", value="minder meldingen")])
    with pytest.raises(Conflict) as told:
        await store.append([answer("2", value="meer toezicht", author="bram")])
    assert told.value.current == first
    assert list(await store.log(THEME)) == [first]


async def test_who_saw_the_last_answer_may_change_it(store: Store) -> None:
    (first,) = await store.append([answer("1")])
    (second,) = await store.append([answer("2", value="anders", seen=first.seq)])
    assert second.seq == 2
    assert ThemeState.of(await store.log(THEME)).value("doel") == "anders"


async def test_two_colleagues_who_say_the_same_do_not_hinder_each_other(store: Store) -> None:
    (first,) = await store.append([answer("1", value={"bedrag": Decimal("1.5")})])
    assert await store.append([answer("2", value={"bedrag": Decimal("1.50")}, author="bram")]) == (first,)
    assert len(await store.log(THEME)) == 1


@pytest.mark.parametrize(
    "other",
    [
        {"value": True},
        {"value": "1"},
        {"value": ["1"]},
        {"value": None},
        {"value": Decimal(1)},
        {"value": 1, "internal": True},
        {"value": 1, "status": Status.UNKNOWN},
    ],
    ids=str,
)
async def test_what_looks_alike_but_is_not_equal_is_a_conflict(store: Store, other: dict[str, Any]) -> None:
    await store.append([answer("1", value=1)])
    with pytest.raises(Conflict):
        await store.append([answer("2", **other)])


async def test_a_write_that_conflicts_in_one_place_writes_nothing_elsewhere(store: Store) -> None:
    await store.append([answer("1")])
    with pytest.raises(Conflict):
        await store.append([answer("2", "partners"), answer("2", value="anders")])
    assert len(await store.log(THEME)) == 1
    (entry,) = await store.append([answer("3", "partners")])
    assert entry.seq == 2


async def test_list_items_have_their_own_history_so_two_colleagues_add_at_once(store: Store) -> None:
    await store.append([answer("1", "partners", "Politie", item="p1")])
    await store.append([answer("2", "partners", "GGD", item="p2", author="bram")])
    (changed,) = await store.append([answer("3", "partners", "Politie Oost", item="p1", seen=1)])
    assert changed.seq == 3
    with pytest.raises(Conflict):
        await store.append([answer("4", "partners", "Politie West", item="p1", seen=1)])


async def test_submitting_and_reopening_need_not_name_what_was_seen(store: Store) -> None:
    kinds = [Kind.SUBMITTED, Kind.REOPENED, Kind.SUBMITTED, Kind.RETURNED]
    for number, kind in enumerate(kinds):
        await store.append([step(kind, str(number))])
    assert [entry.draft.kind for entry in await store.log(THEME)] == kinds


async def test_twenty_colleagues_at_once_lose_nothing_and_leave_no_gap(opened: Opened) -> None:
    async def colleague(number: int) -> list[Entry]:
        written: list[Entry] = []
        for turn in range(5):
            draft = answer(f"{number}-{turn}", "partners", f"partner {number}", item=f"p{number}-{turn}")
            written += await opened.store.append([draft])
        return written

    written = [entry for each in await asyncio.gather(*map(colleague, range(20))) for entry in each]
    log = await (await opened.restart()).log(THEME)
    assert [entry.seq for entry in log] == list(range(1, 101))
    assert sorted(written, key=lambda entry: entry.seq) == list(log)


async def test_of_twenty_answers_to_one_question_at_once_one_is_saved(store: Store) -> None:
    drafts = [answer(str(number), value=f"antwoord {number}") for number in range(20)]
    results = await asyncio.gather(*(store.append([draft]) for draft in drafts), return_exceptions=True)
    assert sum(isinstance(result, tuple) for result in results) == 1
    assert sum(isinstance(result, Conflict) for result in results) == 19
    assert len(await store.log(THEME)) == 1


async def test_a_double_press_at_the_same_instant_is_saved_once(store: Store) -> None:
    results = await asyncio.gather(*(store.append([answer("1")]) for _ in range(10)))
    assert {entries[0].seq for entries in results} == {1}
    assert len(await store.log(THEME)) == 1


async def test_a_turn_that_is_broken_off_does_not_stop_the_saves_of_others(store: Store) -> None:
    turns = [asyncio.create_task(store.append([answer(str(n), item=str(n))])) for n in range(5)]
    await asyncio.sleep(0)
    turns[0].cancel()
    results = await asyncio.gather(*turns, return_exceptions=True)
    assert sum(isinstance(result, tuple) for result in results) >= 4
    assert len(await store.log(THEME)) >= 4


async def test_nothing_to_write_writes_nothing(store: Store) -> None:
    assert await store.append([]) == ()
    assert await store.logs("lokaal") == []


async def test_one_write_is_for_one_theme(store: Store) -> None:
    elsewhere = answer("1", key=replace(THEME, theme="jeugd"))
    with pytest.raises(ValueError, match="one theme"):
        await store.append([answer("1"), elsewhere])
    assert await store.logs("lokaal") == []


async def test_a_log_that_was_handed_out_does_not_change_afterwards(store: Store) -> None:
    await store.append([answer("1")])
    before = await store.log(THEME)
    await store.append([answer("2", "partners")])
    assert len(before) == 1


async def test_an_unknown_theme_has_an_empty_log(store: Store) -> None:
    assert list(await store.log(THEME)) == []


async def test_the_themes_of_one_tenant_are_sorted_by_code_point(opened: Opened) -> None:
    names = ["é", "z", "Z", "a", "a-b", "a_b", "aa", "🙂", "\uffff", "ab"]
    for name in names:
        await opened.store.append([answer("1", key=ThemeKey("t", "r", name))])
    await opened.store.append([answer("1", key=ThemeKey("t", "R", "a"))])
    await opened.store.append([answer("1", key=ThemeKey("T", "r", "a"))])
    keys = await (await opened.restart()).logs("t")
    assert [(key.round, key.theme) for key in keys] == [("R", "a"), *(("r", name) for name in sorted(names))]


HOSTILE = [
    "../x",
    "..",
    ".",
    "/etc/passwd",
    "a/b",
    "a\\b",
    "CON",
    "con",
    "Con",
    "nul.txt",
    "x" * 128,
    "x" * 127 + "X",
    "é",
    "e\u0301",
    "ё🙂" * 64,
    "\u202egnp.exe",
    " spatie ",
    "regel\neinde",
    "*?<>|:\"'",
    "%2e%2e",
    "-rf",
    "ß",
    "ss",
    "İ",
]


async def test_theme_names_that_are_no_file_names_are_kept_apart(opened: Opened) -> None:
    for number, name in enumerate(HOSTILE):
        await opened.store.append([answer("1", key=ThemeKey("t", "r", name), value=number)])
    store = await opened.restart()
    for number, name in enumerate(HOSTILE):
        (entry,) = await store.log(ThemeKey("t", "r", name))
        assert (entry.draft.value, entry.draft.key.theme) == (number, name)


async def test_parts_of_a_key_do_not_run_into_each_other(store: Store) -> None:
    keys = [
        ThemeKey("a", "b", "c"),
        ThemeKey("a", "b-c", "d"),
        ThemeKey("a-b", "c", "d"),
        ThemeKey("a", "c", "b"),
    ]
    for key in keys:
        await store.append([answer("1", key=key)])
    for key in keys:
        assert [entry.draft.key for entry in await store.log(key)] == [key]


# Values


@pytest.mark.parametrize(
    "value",
    [
        "",
        "tekst",
        "=1+1\t\r\n@x",
        "\\u0000 is geen NUL",
        "🙂 \u200f\u202e עברית \u2028\ufeff\x1b\x7f",
        "x" * 20_000,
        0,
        -1,
        2**63,
        10**300,
        True,
        False,
        None,
        Decimal("12.50"),
        Decimal("0.1"),
        Decimal("-0"),
        Decimal("1E+3"),
        Decimal("123456789012345678901234567890.123456789"),
        ["a", ["b", []], {}],
        {"$decimal": "12.50"},
        {"$mapping": {"$decimal": 1}},
        {"": "leeg", "b": 1, "a": {"$": Decimal(2)}},
        [[[[[["diep"]]]]]],
    ],
    ids=lambda value: repr(value)[:30],
)
async def test_a_value_means_the_same_after_a_restart(opened: Opened, value: Any) -> None:
    draft = answer("1", value=value)
    await opened.store.append([draft])
    (entry,) = await (await opened.restart()).log(THEME)
    assert entry.draft.value == draft.value
    assert type(entry.draft.value) is type(draft.value)
    assert repr(entry.draft.value) == repr(draft.value)


@pytest.mark.parametrize(
    "bad", ["\0", "a\0b", "\ud800", chr(0xDFFF), 0.5, Decimal("NaN"), 10**400, b"x"], ids=repr
)
def test_what_no_store_keeps_is_refused_when_the_draft_is_made(bad: Any) -> None:
    for value in (bad, [bad], {"a": {"b": bad}}):
        with pytest.raises(ImpossibleValueError):
            answer("1", value=value)


@pytest.mark.parametrize("bad", ["\0", "a\0b", "\ud800", "\udc00x"], ids=repr)
async def test_what_no_store_keeps_is_refused_everywhere_else(store: Store, bad: str) -> None:
    with pytest.raises(ImpossibleValueError):
        answer(bad)
    with pytest.raises(ImpossibleValueError):
        ThemeKey("t", "r", bad)
    with pytest.raises(ImpossibleValueError):
        await store.put_focus(ANNE, Focus(card=bad))
    with pytest.raises(ImpossibleValueError):
        await store.put_person(PersonRecord(Profile(ANNE, bad)))
    with pytest.raises(ImpossibleValueError):
        await store.put_person(person(reference=bad))
    with pytest.raises(ImpossibleValueError):
        await store.bind("lokaal", bad, "anne")
    with pytest.raises(ImpossibleValueError):
        await store.put_round("lokaal", replace(full_round(), plan=bad))
    assert await store.focus(ANNE) == Focus()
    assert await store.people("lokaal") == []
    assert await store.bound("lokaal", bad) is None
    assert await store.rounds("lokaal") == []


@pytest.mark.parametrize(
    "at",
    [
        NOW,
        datetime(2026, 10, 25, 2, 30, 0, 1, ZoneInfo("Europe/Amsterdam")),
        datetime(2026, 10, 25, 2, 30, 0, 1, ZoneInfo("Europe/Amsterdam"), fold=1),
        datetime(2026, 3, 29, 3, 0, tzinfo=ZoneInfo("Europe/Amsterdam")),
        datetime(1, 1, 2, tzinfo=UTC),
        datetime(9999, 12, 30, 23, 59, 59, 999999, UTC),
        datetime(2026, 1, 1, tzinfo=timezone(timedelta(hours=5, minutes=45, seconds=30))),
    ],
    ids=str,
)
async def test_a_moment_is_the_same_instant_to_the_microsecond_in_utc(opened: Opened, at: datetime) -> None:
    await opened.store.append([answer("1", at=at)])
    (entry,) = await (await opened.restart()).log(THEME)
    assert entry.draft.at.astimezone(UTC) == at.astimezone(UTC)
    assert entry.draft.at.tzinfo is UTC


async def test_a_moment_outside_the_calendar_is_refused_and_hinders_nobody(store: Store) -> None:
    outside = answer("1", at=datetime.max.replace(tzinfo=timezone(timedelta(hours=-1))))
    refused, saved = await asyncio.gather(
        store.append([outside]), store.append([answer("2")]), return_exceptions=True
    )
    assert isinstance(refused, ImpossibleValueError)
    assert isinstance(saved, tuple)


async def test_changing_what_was_handed_in_changes_nothing_that_is_kept(store: Store) -> None:
    inner: list[Any] = ["a"]
    value: dict[str, Any] = {"namen": inner}
    drafts: list[Draft] = [answer("1", value=value)]
    await store.append(drafts)
    inner.append("b")
    value["meer"] = 1
    drafts.clear()
    (entry,) = await store.log(THEME)
    assert entry.draft.value == {"namen": ("a",)}
    with pytest.raises(TypeError):
        entry.draft.value["namen"] = "x"  # type: ignore[index]


# The focus


async def test_a_person_to_whom_nothing_was_shown_has_an_empty_focus(store: Store) -> None:
    assert await store.focus(ANNE) == Focus()


async def test_a_focus_comes_back_whole_after_a_restart(opened: Opened) -> None:
    await opened.store.put_focus(ANNE, full_focus())
    kept = await (await opened.restart()).focus(ANNE)
    assert kept == full_focus()
    assert isinstance(kept.draft["bedrag"], Decimal)
    assert kept.draft["rollen"] == ("a", "b")


async def test_the_last_focus_stands_and_is_of_one_person_of_one_tenant(opened: Opened) -> None:
    await opened.store.put_focus(ANNE, full_focus())
    await opened.store.put_focus(ANNE, Focus(question="doel"))
    store = await opened.restart()
    assert await store.focus(ANNE) == Focus(question="doel")
    assert await store.focus(PersonKey("elders", "anne")) == Focus()
    assert await store.focus(PersonKey("lokaal", "Anne")) == Focus()


async def test_of_many_focus_writes_at_once_the_last_stands(opened: Opened) -> None:
    await asyncio.gather(*(opened.store.put_focus(ANNE, Focus(seen=number)) for number in range(30)))
    assert (await opened.store.focus(ANNE)).seen == 29
    assert (await (await opened.restart()).focus(ANNE)).seen == 29


async def test_person_names_that_are_no_file_names_are_kept_apart(opened: Opened) -> None:
    for number, name in enumerate(HOSTILE):
        await opened.store.put_focus(PersonKey("t", name), Focus(seen=number))
    store = await opened.restart()
    assert [(await store.focus(PersonKey("t", name))).seen for name in HOSTILE] == list(range(len(HOSTILE)))


# People and addresses


async def test_a_person_comes_back_whole_beside_their_focus(opened: Opened) -> None:
    record = person(reference='{"serviceUrl":"https://x"}', nudges=False)
    await asyncio.gather(opened.store.put_person(record), opened.store.put_focus(ANNE, full_focus()))
    store = await opened.restart()
    assert await store.person(ANNE) == record
    assert await store.focus(ANNE) == full_focus()


async def test_a_focus_alone_makes_nobody_known(store: Store) -> None:
    await store.put_focus(ANNE, full_focus())
    assert await store.person(ANNE) is None
    assert await store.people("lokaal") == []


async def test_people_are_of_one_tenant_and_sorted_by_code_point(opened: Opened) -> None:
    names = ["b", "B", "é", "a", "🙂", "\uffff"]
    for name in names:
        await opened.store.put_person(person(name))
    await opened.store.put_person(person("z", tenant="elders"))
    await opened.store.put_person(replace(person("a"), nudges=False))
    people = await (await opened.restart()).people("lokaal")
    assert [record.profile.key.person for record in people] == sorted(names)
    assert [record.nudges for record in people if record.profile.key.person == "a"] == [False]


async def test_an_address_is_matched_to_the_first_person_and_to_nobody_after(opened: Opened) -> None:
    assert await opened.store.bound("lokaal", "anne@example.org") is None
    assert await opened.store.bind("lokaal", "Anne@Example.org ", "1") == "1"
    store = await opened.restart()
    assert await store.bind("lokaal", "anne@example.org", "2") == "1"
    assert await store.bound("lokaal", "ANNE@example.org") == "1"
    assert await store.bound("elders", "anne@example.org") is None
    assert await store.bind("elders", "anne@example.org", "2") == "2"


async def test_of_two_people_who_claim_an_address_at_once_one_gets_it(store: Store) -> None:
    claims = await asyncio.gather(*(store.bind("lokaal", "a@x", str(number)) for number in range(10)))
    assert len(set(claims)) == 1
    assert await store.bound("lokaal", "a@x") == claims[0]


async def test_many_addresses_are_all_kept(opened: Opened) -> None:
    await asyncio.gather(*(opened.store.bind("lokaal", f"{n}@x", str(n)) for n in range(50)))
    store = await opened.restart()
    await store.bind("lokaal", "later@x", "later")
    store = await opened.restart()
    assert [await store.bound("lokaal", f"{n}@x") for n in range(50)] == [str(n) for n in range(50)]
    assert await store.bound("lokaal", "later@x") == "later"


# Rounds


async def test_a_round_comes_back_whole_after_a_restart(opened: Opened) -> None:
    await opened.store.put_round("lokaal", full_round())
    assert list(await (await opened.restart()).rounds("lokaal")) == [full_round()]


async def test_a_changed_round_replaces_itself_and_touches_no_answer(opened: Opened) -> None:
    await opened.store.append([answer("1")])
    await opened.store.put_round("lokaal", full_round())
    changed = replace(full_round(), themes=(Theme("jeugd", "Regie op jeugd"),), max_priorities=None)
    await opened.store.put_round("lokaal", changed)
    store = await opened.restart()
    assert list(await store.rounds("lokaal")) == [changed]
    assert len(await store.log(THEME)) == 1


async def test_rounds_are_of_one_tenant_and_sorted_by_id(opened: Opened) -> None:
    for name in ("b", "_", "a", "10", "9"):
        await opened.store.put_round("lokaal", full_round(name))
    await opened.store.put_round("elders", full_round("c"))
    rounds = await (await opened.restart()).rounds("lokaal")
    assert [each.id for each in rounds] == sorted(("b", "_", "a", "10", "9"))


# The end


async def test_after_closing_nothing_is_read_or_written(store: Store) -> None:
    await store.close()
    await store.close()
    with pytest.raises(StoreClosedError):
        await store.append([answer("1")])
    with pytest.raises(StoreClosedError):
        await store.log(THEME)
    with pytest.raises(StoreClosedError):
        await store.put_focus(ANNE, Focus())


async def test_closing_waits_for_the_saves_that_are_under_way(opened: Opened) -> None:
    saves = [asyncio.create_task(opened.store.append([answer(str(n), item=str(n))])) for n in range(20)]
    await asyncio.sleep(0)
    await opened.store.close()
    assert sorted(entries[0].seq for entries in await asyncio.gather(*saves)) == list(range(1, 21))


# Notes on plan questions


def note(cause: str, question: str = "wat zegt het plan over drones?") -> PlanNote:
    return PlanNote(NoteKind.UNANSWERED, question, NOW, cause)


async def test_notes_on_plan_questions_come_back_in_order_after_a_restart(opened: Opened) -> None:
    for cause in ("b", "a"):
        await opened.store.add_plan_note("lokaal", note(cause))
    await opened.store.add_plan_note("elders", note("c"))
    assert list(await (await opened.restart()).plan_notes("lokaal")) == [note("b"), note("a")]


async def test_a_note_with_the_same_cause_is_kept_once(store: Store) -> None:
    await store.add_plan_note("lokaal", note("a"))
    await store.add_plan_note("lokaal", note("a", "iets anders"))
    assert list(await store.plan_notes("lokaal")) == [note("a")]


async def test_counts_of_plan_questions_go_on_after_a_restart(opened: Opened) -> None:
    assert await opened.store.plan_counts("lokaal") == PlanCounts()
    await opened.store.count_plan_use("lokaal", Use.ANSWERED, NOW, "a")
    await opened.store.count_plan_use("elders", Use.REFUSED, NOW, "a")
    store = await opened.restart()
    await store.count_plan_use("lokaal", Use.NOT_USEFUL, NOW + timedelta(days=1), "b")
    found = await (await opened.restart()).plan_counts("lokaal")
    assert found == PlanCounts(NOW, answered=1, not_useful=1, recent=("a", "b"))


async def test_the_same_cause_is_counted_once(store: Store) -> None:
    counted = [await store.count_plan_use("lokaal", Use.USEFUL, NOW, cause) for cause in ("a", "a", "b")]
    assert counted == [True, False, True]
    assert (await store.plan_counts("lokaal")).useful == 2


async def test_counts_that_come_in_together_are_all_counted(store: Store) -> None:
    await asyncio.gather(
        *(store.count_plan_use("lokaal", Use.ANSWERED, NOW, f"cause {number}") for number in range(200))
    )
    found = await store.plan_counts("lokaal")
    assert found.answered == 200
    assert len(found.recent) == REMEMBERED


async def test_a_chosen_moment_of_a_person_comes_back(opened: Opened) -> None:
    record = replace(person("anne"), moment=NOW)
    await opened.store.put_person(record)
    assert await (await opened.restart()).person(record.profile.key) == record


# The reminders of a round


async def test_what_was_set_for_the_reminders_of_a_round_is_kept(opened: Opened) -> None:
    assert await opened.store.reminder_settings("lokaal", "ivp-2027") == ReminderSettings("ivp-2027")
    settings = ReminderSettings("ivp-2027", paused=True, until=NOW, sentence="Bel me gerust 🙂")
    await opened.store.put_reminder_settings("lokaal", settings)
    store = await opened.restart()
    assert await store.reminder_settings("lokaal", "ivp-2027") == settings
    assert await store.reminder_settings("elders", "ivp-2027") == ReminderSettings("ivp-2027")


async def test_how_a_round_was_is_kept_with_what_changed(opened: Opened) -> None:
    assert await opened.store.round_watch("lokaal", "ivp-2027") is None
    before = RoundWatch(full_round(), NOW)
    moved = replace(full_round(), deadline=full_round().council, themes=full_round().themes[:1])
    watch = before.seeing(moved, NOW + timedelta(hours=1))
    assert watch.changes
    await opened.store.put_round_watch("lokaal", before)
    await opened.store.put_round_watch("lokaal", watch)
    store = await opened.restart()
    assert await store.round_watch("lokaal", "ivp-2027") == watch
    assert await store.reminder_settings("lokaal", "ivp-2027") == ReminderSettings("ivp-2027")


async def test_a_sentence_that_no_store_keeps_is_refused(store: Store) -> None:
    with pytest.raises(ImpossibleValueError):
        await store.put_reminder_settings("lokaal", ReminderSettings("ivp-2027", sentence="a\0b"))


async def test_the_quiet_time_of_a_person_is_kept(opened: Opened) -> None:
    record = person(quiet_until=NOW, since=NOW - timedelta(days=3), nudges=False)
    await opened.store.put_person(record)
    assert await (await opened.restart()).person(ANNE) == record


async def test_a_round_in_the_making_comes_back_whole_beside_focus_and_person(opened: Opened) -> None:
    assert await opened.store.round_draft(ANNE) is None
    await opened.store.put_focus(ANNE, full_focus())
    await opened.store.put_round_draft(ANNE, a_draft(typed=""))
    await opened.store.put_round_draft(ANNE, a_draft())
    again = await opened.restart()
    assert await again.round_draft(ANNE) == a_draft()
    assert await again.focus(ANNE) == full_focus()
    assert await again.round_draft(PersonKey("ander", ANNE.person)) is None


async def test_a_round_in_the_making_is_gone_when_its_maker_is_done(opened: Opened) -> None:
    await opened.store.put_round_draft(ANNE, a_draft())
    await opened.store.put_round_draft(ANNE, None)
    assert await (await opened.restart()).round_draft(ANNE) is None
    await opened.store.put_round_draft(ANNE, a_draft(id="ivp-2035"))
    assert await opened.store.round_draft(ANNE) == a_draft(id="ivp-2035")
