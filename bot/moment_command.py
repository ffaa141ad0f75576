"""The command that shows what the bot understands of a Dutch moment."""

import json
from datetime import datetime
from zoneinfo import ZoneInfo

from bot.command_error import CommandError
from dialogs.moments.understand import understand
from dialogs.moments.working_days import Calendar


def moment(text: str, from_: str | None, zone_name: str, clock: datetime, *, as_json: bool) -> None:
    """Print the moment of `text`, reckoned from the ISO time `from_` (else `clock`) in a zone."""
    try:
        zone = ZoneInfo(zone_name)
    except (KeyError, ValueError, OSError):
        raise CommandError(f"{zone_name!r} is no time zone; try Europe/Amsterdam") from None
    try:
        now = datetime.fromisoformat(from_) if from_ else clock
    except ValueError:
        raise CommandError(f"--now {from_!r} is no ISO time; try 2026-11-23T09:30") from None
    understood = understand(text, now if now.tzinfo else now.replace(tzinfo=zone), zone, Calendar.load())
    if as_json:
        print(json.dumps(understood.as_json(), ensure_ascii=False))
        return
    print(understood.said or understood.ask)
    for option in understood.options:
        print(f"- {option.label}")
    if understood.remark:
        print(understood.remark)
