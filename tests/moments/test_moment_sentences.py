"""Every sentence of the data file, and what is said about it."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple
from zoneinfo import ZoneInfo

import pytest

from dialogs.moments import Calendar, understand

zone = ZoneInfo("Europe/Amsterdam")
data = Path(__file__).with_name("sentences.tsv")


class Line(NamedTuple):
    now: datetime
    text: str
    expected: str
    region: str | None


def at(text: str) -> datetime:
    """A moment in the Netherlands; the offset only matters in the night that an hour comes twice."""
    moment = datetime.fromisoformat(text)
    return moment.astimezone(zone) if moment.tzinfo else moment.replace(tzinfo=zone)


def lines() -> Iterator[Line]:
    for line in data.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            now, text, expected, *region = line.split("\t")
            yield Line(
                at(now), text, expected, {"": "midden", "onbekend": None}.get("".join(region), *region[:1])
            )


def name(line: Line) -> str:
    return f"{line.now:%Y-%m-%dT%H%M}-{line.text}"


@pytest.mark.parametrize("line", list(lines()), ids=name)
def test_a_sentence_means_what_a_colleague_meant(line: Line) -> None:
    understood = understand(line.text, line.now, zone, Calendar.load(line.region))
    if line.expected == "niets":
        assert understood.nothing
    elif line.expected == "vraag":
        assert (understood.moment, understood.nothing) == (None, False)
        assert understood.options
    else:
        assert understood.moment is not None, understood.ask
        assert understood.moment.isoformat() == at(line.expected).isoformat()
        assert understood.moment.tzinfo is zone


def test_the_data_file_holds_enough_sentences_and_none_twice() -> None:
    # As text: the two moments of 2.30 in the night of winter time are equal to Python.
    found = [(line.now.isoformat(), line.text, line.region) for line in lines()]
    assert len(found) >= 250
    assert len(set(found)) == len(found)
