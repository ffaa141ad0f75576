"""docs/reminders.md names every kind of message, and says of each whether it is a nudge."""

import re
from pathlib import Path

from dialogs.deliveries import Reason

PAGE = Path(__file__).parents[2] / "docs" / "reminders.md"


def test_the_table_has_every_kind_and_whether_it_is_a_nudge() -> None:
    rows = re.findall(r"^\| `(\w+)` \|.*\| (yes|no) \|$", PAGE.read_text(encoding="utf-8"), re.MULTILINE)
    assert {name: said == "yes" for name, said in rows} == {one.value: one.is_nudge for one in Reason}
    assert len(rows) == len(Reason)
