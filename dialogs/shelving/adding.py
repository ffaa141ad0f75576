"""A plan file that a coordinator sends: what it seems to be, what is changed of that, the word to read it."""

import asyncio
import re
from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta

from dialogs import texts as general
from dialogs.coordinator_rights import refused
from dialogs.desk import Desk, Outcome
from dialogs.events import File
from dialogs.learning.open_questions import facing
from dialogs.navigating import say
from dialogs.policies import Action
from dialogs.shelving import texts
from dialogs.values import ImpossibleValueError, sound_text
from dialogs.views import Button, Choice, Part, PartKind, Say
from knowledge.arriving import LONGEST_NAME, is_plan_file, seems
from knowledge.inbox import Inbox, Stage, Waiting
from knowledge.librarian import Librarian
from knowledge.naming import period_in, plan_id
from knowledge.passages import Plan, Status
from knowledge.readers.errors import ReadError

PART = "plan_file"
REPLACE, BESIDE, PLAIN = "replace", "beside", ""
KEPT_FOR = timedelta(hours=24)  # while nobody says what a file is
MOST_PROPOSED = 5  # files of one person that wait for a word
STATUSES = {Status.CONCEPT: texts.CONCEPT, Status.ADOPTED: texts.ADOPTED}


async def received(desk: Desk, file: File) -> Outcome | None:
    """A file of a kind that plans have: kept, looked at, and asked about; None for any other."""
    if not is_plan_file(file.name):
        return None
    if not desk.coordinates:  # a Word document of a colleague is hardly ever meant as a plan
        word = file.name.casefold().endswith(".docx")
        return None if word else await refused(desk, Action.KEEP_PLANS)
    if desk.plans is None:
        return say(desk, general.NO_PLAN_YET)
    sender = (desk.who.tenant, desk.who.person)
    name = " ".join(file.name.split())[:200]
    new = Waiting(desk.nonce, name, sender, desk.now, name)
    found = await asyncio.to_thread(_kept, desk.plans, new, file.data)
    return await shown(desk, found) if isinstance(found, Waiting) else say(desk, found)


def _kept(plans: Librarian, new: Waiting, data: bytes) -> Waiting | str:
    """The file as it waits now, or why it cannot be used."""
    inbox = plans.inbox
    if (before := inbox.find(new.id)) is not None:
        return before
    mine = [one for one in inbox.all() if one.sender == new.sender and one.stage is Stage.PROPOSED]
    for old in (*expired(inbox, new), *mine[: max(len(mine) - MOST_PROPOSED + 1, 0)]):
        inbox.drop(old)
    inbox.keep(new, data)
    try:
        plan = seems(plans.library, inbox.path(new), new.file)
    except ReadError as fault:
        inbox.drop(new)
        return fault.dutch
    named = replace(new, plan=plan.name, period=plan.period, status=plan.status)
    return inbox.change(named, Stage.PROPOSED) or new


def expired(inbox: Inbox, now: Waiting) -> list[Waiting]:
    """The files that nobody said anything about for a day."""
    return [one for one in inbox.all() if one.stage is Stage.PROPOSED and now.at - one.at > KEPT_FOR]


async def shown(desk: Desk, waiting: Waiting, problem: str = "") -> Outcome:
    """The card about a file: what it seems to be, to be confirmed or changed."""
    there = await same_as(desk, waiting)
    said = [problem, texts.IS_THIS_RIGHT, texts.HOW_TO_CHANGE, texts.CONCEPT_MEANS]
    if there is not None:
        said.insert(1, texts.exists(there.name, there.period))
    parts = (
        Part("name", PartKind.LINE, texts.NAME, waiting.plan),
        Part("period", PartKind.LINE, texts.PERIOD, waiting.period),
        Part(
            "status",
            PartKind.CHOICE,
            texts.STATUS,
            waiting.status.value,
            tuple(Choice(status.value, label) for status, label in STATUSES.items()),
            compact=True,
        ),
    )
    view = Say(
        tuple(one for one in said if one),
        _buttons(desk, waiting, there),
        texts.new_plan(waiting.file),
        parts=parts,
    )
    return facing(desk, (view,), PART, job=waiting.id)


def _buttons(desk: Desk, waiting: Waiting, there: Plan | None) -> tuple[Button, ...]:
    about = {"j": waiting.id}
    no = desk.button(texts.NOT_AFTER_ALL, "plan_leave", "toch niet", about=about)
    if there is None:
        return (desk.button(texts.ADD, "plan_add", "toevoegen", primary=True, about=about), no)
    replacing, beside = {**about, "h": REPLACE}, {**about, "h": BESIDE}
    return (
        desk.button(texts.REPLACE, "plan_add", "vervangen", primary=True, about=replacing),
        desk.button(texts.BESIDE, "plan_add", "ernaast zetten", about=beside),
        no,
    )


async def same_as(desk: Desk, waiting: Waiting) -> Plan | None:
    """The plan that a file may come instead of: of the same name, the same file, or the same period."""
    if desk.plans is None:
        return None
    plans = desk.plans.plans(concepts=True)
    same_file = await asyncio.to_thread(desk.plans.library.of_file, desk.plans.inbox.path(waiting))
    name = plan_id(waiting.plan)
    named = (one for one in plans if one.id == name)
    of_period = (one for one in plans if waiting.period and one.period == waiting.period)
    return next(named, None) or same_file or next(of_period, None)


async def mine(desk: Desk, job: str = "") -> Waiting | None:
    """A file of this person that waits for a word: the one named, or the newest."""
    if desk.plans is None:
        return None
    sender = (desk.who.tenant, desk.who.person)
    kept = await asyncio.to_thread(desk.plans.inbox.all)
    found = [one for one in kept if one.sender == sender and job in {"", one.id}]
    proposed = [one for one in found if one.stage is Stage.PROPOSED]
    chosen = proposed or (found if job else [])
    return chosen[-1] if chosen else None


async def change(desk: Desk, waiting: Waiting, inputs: Mapping[str, str]) -> Waiting | str:
    """The file with another name, period or status; or what is wrong with those."""
    changed = changed_by(waiting, inputs)
    if isinstance(changed, str) or changed == waiting or desk.plans is None:
        return changed
    kept = await asyncio.to_thread(desk.plans.inbox.change, changed, Stage.PROPOSED)
    return kept or texts.FILE_GONE


def changed_by(waiting: Waiting, inputs: Mapping[str, str]) -> Waiting | str:
    """The same, decided without looking at anything stored."""
    name = " ".join(inputs.get("name", waiting.plan).split())
    try:
        sound_text(name)
    except ImpossibleValueError:
        return texts.NO_NAME
    if not name or len(name) > LONGEST_NAME or not re.search(r"\w", name):
        return texts.NO_NAME
    period = inputs.get("period", waiting.period).strip()
    if period.casefold() in {"", "geen", "-"}:
        period = ""
    elif not (period := period_in(period)):
        return texts.NO_PERIOD
    status = inputs.get("status", waiting.status.value).strip().casefold()
    known = {one.value: one for one in Status} | {label: one for one, label in STATUSES.items()}
    if status not in known:
        return texts.WHICH_STATUS
    return replace(waiting, plan=name, period=period, status=known[status])


async def add(desk: Desk, waiting: Waiting, how: str, inputs: Mapping[str, str]) -> Outcome:
    """Have a file read, once everything about it is clear."""
    if waiting.stage is not Stage.PROPOSED:
        return say(desk, texts.busy(waiting.plan))
    changed = await change(desk, waiting, inputs)
    if isinstance(changed, str):
        return await shown(desk, waiting, changed)
    there = await same_as(desk, changed)
    if there is not None and how not in {REPLACE, BESIDE}:
        return await shown(desk, changed)
    wanted = replace(changed, stage=Stage.WANTED)
    if there is not None and how == REPLACE:
        wanted = replace(wanted, instead_of=there.id)
    if there is not None and how == BESIDE:
        wanted = replace(wanted, plan=_free_name(desk, changed.plan))
    if desk.plans is None or not await asyncio.to_thread(desk.plans.inbox.change, wanted, Stage.PROPOSED):
        return say(desk, texts.FILE_GONE)
    outcome = facing(desk, (Say((texts.busy(wanted.plan),)),), "")
    return replace(outcome, jobs=(wanted.id,))


async def leave(desk: Desk, waiting: Waiting) -> Outcome:
    """Throw a file away that nobody wants."""
    if waiting.stage is not Stage.PROPOSED:
        return say(desk, texts.busy(waiting.plan))
    if desk.plans is not None:
        await asyncio.to_thread(desk.plans.inbox.drop, waiting)
    return facing(desk, (Say((texts.NOT_ADDED,)),), "")


def _free_name(desk: Desk, name: str) -> str:
    """The name, or the name with a number, that no plan has."""
    taken = {one.id for one in desk.plans.plans(concepts=True)} if desk.plans else set()
    number = 1
    free = name
    while plan_id(free) in taken:
        number += 1
        free = f"{number} {name}"  # in front: an id keeps only the beginning of a long name
    return free
