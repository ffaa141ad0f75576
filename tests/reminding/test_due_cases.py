"""The table of who is due when: cases.yaml."""

from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
import yaml

from dialogs.intake.lending import BACK, TO
from dialogs.intake.theme_log import Status
from dialogs.rounds.round import Round
from tests.reminding.world import QUESTION, World, a_round, address, local, told

CASES: list[dict[str, Any]] = yaml.safe_load(
    Path(__file__).with_name("cases.yaml").read_text(encoding="utf-8")
)


def at(moment: str | date | datetime) -> str:
    """A moment of the table as text."""
    return moment.isoformat(sep=" ")[:16] if isinstance(moment, datetime) else str(moment)


def changed(round_: Round, changes: dict[str, Any]) -> Round:
    """The round with other dates, people or themes."""
    wonen, jeugd = round_.theme("wonen"), round_.theme("jeugd")
    assert wonen is not None
    rest = dict(changes)
    if "owner" in rest:
        wonen = replace(wonen, owner=address(rest.pop("owner")))
    if "co_authors" in rest:
        wonen = replace(wonen, co_authors=tuple(map(address, rest.pop("co_authors"))))
    if jeugd and "second" in rest:
        jeugd = replace(jeugd, owner=address(rest.pop("second")))
    if jeugd and "own_deadline" in rest:
        jeugd = replace(jeugd, deadline=rest.pop("own_deadline"))
    themes = (wonen, jeugd) if jeugd and rest.pop("themes", None) is None else (wonen,)
    return replace(round_, themes=themes, **rest)


async def happened(world: World, event: dict[str, Any]) -> None:
    """One line of what happened before."""
    if "met" in event:
        rest = {key: value for key, value in event.items() if key != "met"}
        known = {key: value if key == "nudges" else local(at(value)) for key, value in rest.items()}
        await world.meet(event["met"], **known)
    if "sent" in event:
        name, reason, moment, *rest = event["sent"]
        await world.sent(name, reason, at(moment), *rest)
    if "becomes" in event:
        await world.change(changed(world.round, event["becomes"]))
        await world.facts(local(at(event["at"])))
    if "set" in event:
        until = event["set"].get("until")
        await world.settings(**{**event["set"], "until": local(at(until)) if until else None})
    if "did" in event:
        await did(world, *event["did"])


async def did(world: World, name: str, what: str, moment: Any, theme: str = "wonen", *rest: Any) -> None:
    if what == "unknown":
        value = {"wanneer": "dan", "moment": local(at(rest[0])).isoformat()}
        await world.did(name, "answer", at(moment), theme, status=Status.UNKNOWN, value=value)
    elif what in {"handed_over", "given_back"}:
        more = {} if "theme" in rest else {"question": QUESTION}
        lent = {TO: rest[0], BACK: what == "given_back"}
        await world.did(name, "handed_over", at(moment), theme, value=lent, **more)
    elif what == "returned":
        await world.did(name, "returned", at(moment), theme, value="Kun je dit aanvullen?")
    else:
        await world.did(name, what, at(moment), theme)


@pytest.mark.parametrize("case", CASES, ids=[one["case"] for one in CASES])
async def test_who_is_due(case: dict[str, Any]) -> None:
    world = World(round=changed(a_round(), case.get("is", {})))
    await world.begin(*case.get("strangers", ()))
    for event in case.get("had", ()):
        await happened(world, event)
    found = {}
    for moment in case["then"]:
        due = await world.due(at(moment))
        looked_at = case.get("only", ("anne", "bram", "carl", "dirk"))
        found[moment] = [one for one in told(due) if one.split()[0] in looked_at]
    assert found == {moment: sorted(expected) for moment, expected in case["then"].items()}


def test_every_case_has_a_name_of_its_own() -> None:
    assert len({one["case"] for one in CASES}) == len(CASES)
