"""Putting a round in place never loses what somebody filled in."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from bot.rounds import RoundRefusedError, put_round
from bot.store.memory import MemoryStore
from dialogs.intake.theme_log import Draft, Kind, Status, ThemeKey
from dialogs.rounds.placing import HasAnswersError, put_in_place
from tests.rounds.test_round_file import example


async def test_the_same_round_again_changes_nothing() -> None:
    store = MemoryStore()
    assert (await put_in_place(store, "lokaal", example())).before is None
    again = await put_in_place(store, "lokaal", example())
    assert (again.before, again.changed) == (example(), False)


async def test_a_theme_goes_only_while_nobody_wrote_in_it() -> None:
    store, round_ = MemoryStore(), example()
    await put_in_place(store, "lokaal", round_)
    written = Draft(
        key=ThemeKey("lokaal", round_.id, "wijk"),
        kind=Kind.ANSWER,
        author="anne",
        at=datetime(2026, 11, 23, tzinfo=UTC),
        status=Status.GIVEN,
        activity="1",
        question="kern",
        value="Iets.",
    )
    await store.append([written])
    without_jeugd = replace(round_, themes=tuple(one for one in round_.themes if one.id != "jeugd"))
    await put_in_place(store, "lokaal", without_jeugd)
    without_wijk = replace(round_, themes=tuple(one for one in round_.themes if one.id != "wijk"))
    with pytest.raises(HasAnswersError) as caught:
        await put_in_place(store, "lokaal", without_wijk)
    assert [theme.id for theme in caught.value.themes] == ["wijk"]
    with pytest.raises(RoundRefusedError, match="wijk has answers"):
        await put_round(store, "lokaal", without_wijk)
    assert await store.rounds("lokaal") == [without_jeugd]
