"""The plans there are: which one answers, adopting a concept, and taking a plan out."""

import asyncio

from dialogs import texts as general
from dialogs.desk import Desk, Outcome
from dialogs.learning import texts as learned
from dialogs.learning.open_questions import facing
from dialogs.matching import normalised
from dialogs.navigating import say
from dialogs.shelving import texts
from dialogs.shelving.adding import STATUSES
from dialogs.views import Row, Say, ShowRows
from knowledge.library import NoSuchPlan
from knowledge.passages import Plan, Status

PART = "plans"
SURE = "sure_plan_out"
MOST = 20


async def show(desk: Desk, said: str = "") -> Outcome:
    """All plans that this person may see, newest period first."""
    if desk.plans is None:
        return say(desk, general.NO_PLAN_YET)
    plans = seen(desk)[:MOST]
    current = {one.id for one in desk.plans.asked("")[0]}
    sizes = await asyncio.to_thread(desk.plans.library.sizes)
    rows = tuple(
        _row(desk, number, one, sizes.get(one.id, 0), one.id in current)
        for number, one in enumerate(plans, 1)
    )
    intro = [said, "" if rows else texts.NO_PLANS]
    outro = texts.SEND_A_FILE if desk.coordinates else ""
    view = ShowRows(texts.PLANS_TITLE, rows, "\n".join(line for line in intro if line), (), outro)
    return facing(desk, (view,), PART) if desk.coordinates else Outcome((view,), desk.focus, aside=True)


def seen(desk: Desk) -> tuple[Plan, ...]:
    """The plans of the list, in its order."""
    return desk.plans.plans(concepts=bool(desk.coordinates)) if desk.plans else ()


def found(desk: Desk, named: str) -> Plan | None:
    """The plan that a number, a name or a period means; None when that is not one plan."""
    plans = seen(desk)
    if named.isdecimal() and len(named) < 3:
        return plans[int(named) - 1] if 1 <= int(named) <= len(plans) else None
    words = normalised(named).replace("–", "-")
    fitting = [one for one in plans if normalised(one.name).replace("–", "-") == words or one.id == words]
    fitting = fitting or [one for one in plans if one.period and one.period == words]
    return fitting[0] if len(fitting) == 1 else None


async def adopt(desk: Desk, plan: Plan, *, undo: bool = False) -> Outcome:
    """Make a concept answer everybody, or only people of a round again."""
    if desk.plans is None:
        return say(desk, general.NO_PLAN_YET)
    if plan.status is Status.ADOPTED and not undo:
        return await show(desk, texts.already_adopted(plan.name))
    status = Status.CONCEPT if undo else Status.ADOPTED
    try:
        changed = await asyncio.to_thread(desk.plans.library.set_status, plan.id, status)
    except NoSuchPlan:
        return await show(desk, texts.NO_SUCH_PLAN)
    buttons = [desk.button(texts.PLANS, "plans", "plannen")]
    if undo:
        return facing(desk, (Say((texts.concept_again(changed.name),), tuple(buttons)),), "")
    back = desk.button(texts.BACK_TO_CONCEPT, "plan_concept", "terug naar concept", about={"i": plan.id})
    said = texts.adopted(changed.name, [one.name for one in desk.plans.asked("")[0]])
    return facing(desk, (Say((said,), (back, *buttons)),), PART, plan=plan.id)


async def sure(desk: Desk, plan: Plan) -> Outcome:
    """Ask whether a plan may go."""
    about = {"i": plan.id}
    buttons = (
        desk.button(texts.TAKE_OUT_YES, "plan_out_yes", "ja", about=about),
        desk.button(texts.NO, "plan_out_no", "nee", primary=True, about=about),
    )
    said = (texts.sure_to_take_out(plan.name), texts.TAKE_OUT_HOW_BACK)
    return facing(desk, (Say(said, buttons),), SURE, plan=plan.id)


async def take_out(desk: Desk, plan: Plan) -> Outcome:
    """Take a plan out of the library, and name the pinned answers that go with it."""
    if desk.plans is None:
        return say(desk, general.NO_PLAN_YET)
    try:
        await asyncio.to_thread(desk.plans.library.remove, plan.id)
    except NoSuchPlan:
        return await show(desk, texts.NO_SUCH_PLAN)
    fallen = await asyncio.to_thread(desk.plans.settle)
    said = [texts.taken_out(plan.name, [one.name for one in desk.plans.asked("")[0]])]
    if fallen:
        said.append(learned.fallen([one.question for one in fallen]))
    return await show(desk, "\n".join(said))


def _row(desk: Desk, number: int, plan: Plan, size: int, current: bool) -> Row:
    about = {"i": plan.id}
    buttons = []
    if desk.coordinates:
        if plan.status is Status.CONCEPT:
            buttons.append(desk.button(texts.ADOPT, "plan_adopt", f"plan vaststellen {number}", about=about))
        buttons.append(desk.button(texts.TAKE_OUT, "plan_out", f"plan weghalen {number}", about=about))
    state = texts.how_it_stands(plan.period, STATUSES[plan.status], current=current)
    title = f"{number}. {general.short(plan.name, 100)}"
    return Row(title, state, texts.pieces(size), tuple(buttons))
