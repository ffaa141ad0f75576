"""Which part of keeping plans a typed line, a command or a press is for; the list is for everybody."""

import re
from collections.abc import Awaitable, Callable, Mapping

from dialogs import texts as general
from dialogs.coordinator_rights import refused
from dialogs.desk import Desk, Outcome
from dialogs.learning.open_questions import facing
from dialogs.matching import Said, normalised
from dialogs.navigating import say
from dialogs.policies import Action
from dialogs.shelving import adding, shelf, texts
from dialogs.views import Say
from knowledge.inbox import Stage
from knowledge.passages import Status

COMMANDS = frozenset({"plannen", "plan toevoegen", "plan vaststellen", "plan weghalen"})
VERBS = frozenset(
    {"plans", "plan_add", "plan_leave", "plan_adopt", "plan_concept", "plan_out", "plan_out_yes"}
    | {"plan_out_no"}
)
_NAMED = re.compile(r"plan (vaststellen|weghalen):? (\S.{0,120})", re.IGNORECASE)
_CHANGES = re.compile(r"(naam|periode|status)\s*:?\s+(\S.*)", re.IGNORECASE)
_PARTS = {"naam": "name", "periode": "period", "status": "status"}
_HOW = {"ja": "", "toevoegen": "", "vervangen": adding.REPLACE, "vervang": adding.REPLACE} | dict.fromkeys(
    ("ernaast zetten", "ernaast", "zet ernaast"), adding.BESIDE
)
_NO = frozenset({"nee", "toch niet", "niet toevoegen"})


async def typed(desk: Desk, text: str) -> Outcome | None:
    """What a coordinator typed about plans; None when it is for somebody else to read."""
    if not desk.coordinates or desk.plans is None or desk.focus.question:
        return None
    line = normalised(text)
    if desk.focus.part == adding.PART:
        return await _about_file(desk, text, line)
    if desk.focus.part == shelf.SURE and line in {"ja", "ja graag", "nee"}:
        return await _decided(desk, str(desk.focus.draft.get("plan", "")), yes=line != "nee")
    if desk.focus.part == shelf.PART and line == "terug naar concept":
        return await _with_plan(desk, str(desk.focus.draft.get("plan", "")), "plan_concept")
    if named := _NAMED.fullmatch(" ".join(text.split())):
        verb = "plan_adopt" if named[1].lower() == "vaststellen" else "plan_out"
        plan = shelf.found(desk, named[2])
        if plan is None and desk.focus.part not in {"", shelf.PART, shelf.SURE}:
            return None  # perhaps a remark, or a reply to what somebody else asked
        return await _with_plan(desk, plan.id if plan else "", verb)
    return None


async def command(desk: Desk, said: Said) -> Outcome:
    """A command of the table that is about plans."""
    if desk.plans is None:
        return say(desk, general.NO_PLAN_YET)
    if said.name == "plannen":
        return await shelf.show(desk)
    if not desk.coordinates:
        return await refused(desk, Action.KEEP_PLANS)
    if said.name == "plan toevoegen":
        waiting = await adding.mine(desk)
        return await adding.shown(desk, waiting) if waiting else say(desk, texts.SEND_A_FILE)
    if said.argument:
        plan = shelf.found(desk, said.argument)
        verb = "plan_adopt" if said.name == "plan vaststellen" else "plan_out"
        return await _with_plan(desk, plan.id if plan else "", verb)
    if said.name == "plan weghalen":
        return await shelf.show(desk, texts.WHICH_PLAN)
    concepts = [one for one in shelf.seen(desk) if one.status is Status.CONCEPT]
    if len(concepts) == 1:
        return await shelf.adopt(desk, concepts[0])
    return await shelf.show(desk, texts.WHICH_PLAN if concepts else texts.NO_CONCEPT)


async def pressed(desk: Desk) -> Outcome:
    """A button about a plan or a plan file; whoever presses it is checked again."""
    press = desk.event.press
    assert press is not None  # noqa: S101  (called for presses only)
    if press.verb == "plans":
        return await shelf.show(desk)
    if not desk.coordinates:
        return await refused(desk, Action.KEEP_PLANS)
    if press.verb not in {"plan_add", "plan_leave"}:
        return await _with_plan(desk, press.data.get("i", ""), press.verb)
    waiting = await adding.mine(desk, press.data.get("j", "-"))
    if waiting is None:
        return say(desk, texts.FILE_GONE)
    if press.verb == "plan_leave":
        return await adding.leave(desk, waiting)
    return await adding.add(desk, waiting, press.data.get("h", ""), press.inputs)


async def again(desk: Desk) -> Outcome | None:
    """What stands in front of a coordinator, for a turn that was done before; None for anything else."""
    if not desk.coordinates or desk.focus.question:
        return None
    if desk.focus.part == adding.PART:
        waiting = await adding.mine(desk, str(desk.focus.draft.get("job", "-")))
        return await adding.shown(desk, waiting) if waiting else say(desk, texts.FILE_GONE)
    return await shelf.show(desk) if desk.focus.part in {shelf.PART, shelf.SURE} else None


async def _about_file(desk: Desk, text: str, line: str) -> Outcome | None:
    """A typed word on the file that was just asked about."""
    change = _CHANGES.fullmatch(" ".join(text.split()))
    if change is None and line not in _HOW and line not in _NO:
        return None
    waiting = await adding.mine(desk, str(desk.focus.draft.get("job", "-")))
    if waiting is None or waiting.stage is not Stage.PROPOSED:
        return say(desk, texts.FILE_GONE) if waiting is None else say(desk, texts.busy(waiting.plan))
    if change is not None:
        changed = await adding.change(desk, waiting, {_PARTS[change[1].lower()]: change[2].strip(" .")})
        if isinstance(changed, str):
            return await adding.shown(desk, waiting, changed)
        return await adding.shown(desk, changed)
    if line in _NO:
        return await adding.leave(desk, waiting)
    return await adding.add(desk, waiting, _HOW[line], {})


async def _decided(desk: Desk, plan: str, *, yes: bool) -> Outcome:
    return await _with_plan(desk, plan, "plan_out_yes" if yes else "plan_out_no")


async def _with_plan(desk: Desk, plan_id: str, verb: str) -> Outcome:
    """Do something with a plan that is there now; the list when it is not."""
    if verb == "plan_out_no":
        return facing(desk, (Say((texts.STAYS,)),), "")
    plan = next((one for one in shelf.seen(desk) if one.id == plan_id), None)
    if plan is None:
        return await shelf.show(desk, texts.NO_SUCH_PLAN)
    doing: Mapping[str, Callable[[], Awaitable[Outcome]]] = {
        "plan_adopt": lambda: shelf.adopt(desk, plan),
        "plan_concept": lambda: shelf.adopt(desk, plan, undo=True),
        "plan_out": lambda: shelf.sure(desk, plan),
        "plan_out_yes": lambda: shelf.take_out(desk, plan),
    }
    return await doing[verb]()
