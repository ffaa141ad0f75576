"""The whole bot writes first: at a chosen moment, once, and not when there is nothing left to do."""

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot.local import Call, Fault
from bot.store.files import Disk
from dialogs.deliveries import DeliveryState as State
from dialogs.deliveries import Reason
from tests.turns.conftest import NOOR, SAMIRA, Town, a_town
from tests.turns.test_filling_in_by_typing import WHOLE_THEME, say_all


@pytest.fixture
async def town(tmp_path: Path) -> AsyncIterator[Town]:
    async with a_town(tmp_path) as made:
        yield made


async def asked_for_an_hour(town: Town) -> int:
    await say_all(town, ("woonoverlast", WHOLE_THEME[1], "later over een uur"))
    return len(town.talk.messages(SAMIRA))


async def moments(town: Town) -> list[State]:
    found = await town.store.deliveries("lokaal")
    return [one.state for one in found if one.key.reason is Reason.MOMENT]


async def test_it_comes_back_at_the_chosen_moment_and_once(town: Town) -> None:
    before = await asked_for_an_hour(town)
    town.clock.forward(minutes=59)
    await town.runner.once()
    assert len(town.talk.messages(SAMIRA)) == before
    town.clock.forward(minutes=2)
    for _ in range(3):
        await town.runner.once()
    messages = town.talk.messages(SAMIRA)
    assert len(messages) == before + 1
    assert "Je vroeg me om nu terug te komen" in messages[-1].text


async def test_a_press_on_the_message_goes_on_where_they_were(town: Town) -> None:
    await asked_for_an_hour(town)
    town.clock.forward(hours=2)
    await town.runner.once()
    turn = await town.talk.press(SAMIRA, "Verder")
    assert "Wat hoort bij dit thema, en wat niet?" in turn.text


async def test_a_moment_outlives_a_restart(town: Town) -> None:
    before = await asked_for_an_hour(town)
    await town.restart()
    town.clock.forward(hours=2)
    await town.runner.once()
    await town.restart()
    await town.runner.once()
    assert len(town.talk.messages(SAMIRA)) == before + 1


async def test_when_teams_is_busy_the_message_comes_a_little_later(town: Town) -> None:
    before = await asked_for_an_hour(town)
    town.clock.forward(hours=2)
    town.talk.faults.next(Fault(status=429, retry_after=0))
    await town.runner.fill()
    await town.runner._drain()
    assert (await moments(town), len(town.talk.messages(SAMIRA))) == ([State.DUE], before)
    town.clock.forward(minutes=1)
    await town.runner.once()
    assert (await moments(town), len(town.talk.messages(SAMIRA))) == ([State.SENT], before + 1)


@pytest.mark.parametrize("fault", [Fault(status=502), Fault(cut=True), Fault(status=504, done=True)])
async def test_when_nobody_knows_whether_it_arrived_it_is_not_sent_again_that_day(
    town: Town, fault: Fault
) -> None:
    before = await asked_for_an_hour(town)
    town.clock.forward(hours=2)
    town.talk.faults.next(fault)
    for _ in range(4):
        await town.runner.once()
        town.clock.forward(hours=2)
    assert await moments(town) == [State.UNKNOWN]
    assert len(town.talk.messages(SAMIRA)) == before + fault.done


async def test_who_blocked_the_bot_is_found_again_when_they_speak(town: Town) -> None:
    await asked_for_an_hour(town)
    town.clock.forward(hours=2)
    town.talk.faults.next(Fault(status=403))
    await town.runner.once()
    [samira] = [one for one in await town.store.people("lokaal") if one.profile.address == SAMIRA]
    assert (await moments(town), samira.reachable) == ([State.REFUSED], False)
    await town.talk.say(SAMIRA, "hulp")
    [samira] = [one for one in await town.store.people("lokaal") if one.profile.address == SAMIRA]
    assert samira.reachable


async def test_who_removed_the_app_is_not_written_to_and_is_again_after_installing_it(town: Town) -> None:
    before = await asked_for_an_hour(town)
    await town.talk.uninstall(SAMIRA)
    town.clock.forward(hours=2)
    await town.runner.once()
    assert await moments(town) == []
    assert town.runner.unreachable > 0
    await town.talk.install(SAMIRA)
    await town.runner.once()
    assert await moments(town) == [State.SENT]
    said = [one.text for one in town.talk.messages(SAMIRA)[before:]]
    assert sum("Je vroeg me om nu terug te komen" in text for text in said) == 1


async def test_a_conversation_that_no_longer_exists_is_refused_and_shown(town: Town) -> None:
    await asked_for_an_hour(town)
    [samira] = [one for one in await town.store.people("lokaal") if one.profile.address == SAMIRA]
    gone = samira.reference.replace(town.talk.teams.conversation(SAMIRA).id, "a:1gone")
    await town.store.put_person(replace(samira, reference=gone))
    town.clock.forward(hours=2)
    await town.runner.once()
    [one] = [one for one in await town.store.deliveries("lokaal") if one.key.reason is Reason.MOMENT]
    assert (one.state, one.cause) == (State.REFUSED, "404")


async def test_a_kept_address_outside_the_allowed_hosts_gets_nothing(town: Town) -> None:
    await asked_for_an_hour(town)
    [samira] = [one for one in await town.store.people("lokaal") if one.profile.address == SAMIRA]
    elsewhere = samira.reference.replace("http://127.0.0.1", "http://example.org")
    await town.store.put_person(replace(samira, reference=elsewhere))
    town.clock.forward(hours=2)
    await town.runner.once()
    [one] = [one for one in await town.store.deliveries("lokaal") if one.key.reason is Reason.MOMENT]
    assert (one.state, one.cause, one.tries) == (State.REFUSED, "service_url", 0)


async def test_a_message_about_a_hand_over_survives_a_bad_moment_of_teams(town: Town) -> None:
    await town.talk.say(NOOR, "hulp")
    await town.talk.say(SAMIRA, "woonoverlast")
    town.talk.faults.weather = lambda call, chat: (
        Fault(status=429, retry_after=0)
        if call is Call.SEND and chat == town.talk.teams.conversation(NOOR).id
        else None
    )
    await town.talk.say(SAMIRA, f"geef 1 door aan {NOOR}")
    assert "Woonoverlast" not in town.talk.last(NOOR).text
    town.talk.faults.clear()
    town.clock.forward(minutes=10)
    await town.restart()
    await town.runner.once()
    assert "Woonoverlast" in town.talk.last(NOOR).text


async def test_ready_says_whether_the_reminders_go_on(town: Town, monkeypatch: pytest.MonkeyPatch) -> None:
    bot = town.bots[-1]
    assert (await bot.ready())["reminders"]
    await asked_for_an_hour(town)
    town.clock.forward(hours=2)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Disk, "write", full)
    await town.runner._try(town.runner._fill_and_drain)
    assert not (await bot.ready())["reminders"]
    assert bot.counts()["reminders_failed"] == 1
    monkeypatch.undo()
    await town.runner._try(town.runner._fill_and_drain)
    assert (await bot.ready())["reminders"]
    assert await moments(town) == [State.SENT]
