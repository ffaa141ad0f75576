"""`app.py remind`: what would go out, without sending it; and what it refuses."""

import asyncio
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import app
from bot.fast_clock import FastClock
from bot.serving import example_round
from bot.settings import EVERY_SETTING, SettingsError, read_settings
from bot.store import open_store


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in EVERY_SETTING:
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("IVP_DATA", str(tmp_path))
    return tmp_path


def a_round(folder: Path) -> None:
    async def put() -> None:
        store = open_store(f"tinydb:{folder}")
        await store.put_round("lokaal", example_round())
        await store.close()

    asyncio.run(put())


def test_a_dry_run_for_a_day_says_who_gets_what_and_who_cannot_be_reached(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    a_round(folder)
    assert app.main(["remind", "--dry-run", "--on", example_round().deadline.isoformat()]) == 0
    *lines, last = capsys.readouterr().out.splitlines()
    assert last == f"{len(lines)} due"
    assert any("samira.elidrissi@veldermeer.example" in one and "cannot be reached" in one for one in lines)


def test_a_dry_run_keeps_no_delivery(folder: Path) -> None:
    a_round(folder)
    app.main(["remind", "--dry-run", "--on", example_round().deadline.isoformat()])
    assert list((folder / "deliveries").iterdir()) == []


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(["--on", "2026-12-07"], "--dry-run"), (["--once"], "IVP_APP_ID"), ([], "IVP_APP_ID")],
)
def test_what_cannot_be_is_refused_with_the_way_out(
    arguments: list[str], said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert app.main(["remind", *arguments]) == 1
    assert said in capsys.readouterr().err


def test_a_day_that_is_no_day_is_refused() -> None:
    with pytest.raises(SystemExit) as told:
        app.main(["remind", "--dry-run", "--on", "maandag"])
    assert told.value.code == 2


def test_a_fast_clock_lets_ten_minutes_pass_in_a_second_from_a_dutch_moment_on() -> None:
    now = [datetime(2026, 7, 1, tzinfo=UTC)]
    clock = FastClock.read("2026-11-23T08:00/600").running(lambda: now[0])
    assert clock() == datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
    now[0] += timedelta(seconds=3)
    assert clock() == datetime(2026, 11, 23, 7, 30, tzinfo=UTC)


@pytest.mark.parametrize("text", ["fast", "0", "-1", "1000000", "600/2026-11-23", "2026-13-45T08:00/600"])
def test_a_clock_that_cannot_run_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="IVP_FAST_CLOCK"):
        read_settings({"IVP_FAST_CLOCK": text})


def test_the_bot_for_teams_takes_no_fast_clock() -> None:
    with pytest.raises(SettingsError, match="IVP_FAST_CLOCK: goes with `serve --local` only"):
        read_settings({"IVP_FAST_CLOCK": "600"}, credentials=True)


@pytest.mark.parametrize("text", ["0", "a", "1001", "-5", "1.5"])
def test_a_number_of_messages_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="IVP_SENDS_PER_SECOND"):
        read_settings({"IVP_SENDS_PER_SECOND": text})
