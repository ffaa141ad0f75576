"""Klopt het nog? What stands already is right: the text of the current plan, or an earlier answer.

The plan's text is looked up again when it is taken over, and only what was shown counts: its mark stands in
the focus. It becomes an answer like any other, so its length and personal data are looked at too.
"""

from dialogs import texts
from dialogs.desk import Desk, Outcome, Place
from dialogs.intake.answering import take
from dialogs.intake.asking import Around
from dialogs.intake.holding import pending
from dialogs.intake.parts import pair
from dialogs.intake.revised import keeps
from dialogs.intake.saving import Given, save
from dialogs.intake.sheet import Sheet
from dialogs.intake.steps import Mode, Step
from dialogs.intake.theme_log import Draft, Status
from dialogs.intake.writing import answer
from dialogs.lookup import mark_of, plan_text
from dialogs.matching import normalised
from dialogs.navigating import at
from dialogs.views import Quote

RIGHT = frozenset({"klopt", "ja klopt", "ja, klopt", "klopt nog", "het klopt nog"})
ADJUST = frozenset({"aanpassen"})


async def typed(desk: Desk, text: str) -> Outcome | None:
    """A typed "klopt" or "aanpassen", when that was asked; None for anything else."""
    words = normalised(text)
    if words not in RIGHT | ADJUST or desk.focus.message is None or not desk.focus.question:
        return None
    current = await pending(desk)
    if current is None:
        return None
    sheet, step = current
    if step.item or desk.focus.revision < step.placed.question.revision:
        return None
    if words in RIGHT and (keeps_old(sheet, step) or desk.focus.quoted):
        return await right(desk, sheet, step)
    return await adjust(desk, sheet, step, Given("")) if words in ADJUST and desk.focus.quoted else None


def keeps_old(sheet: Sheet, step: Step) -> bool:
    """Whether an answer to an earlier revision was shown, to be kept or changed."""
    return sheet.outdated(step.placed) and keeps(sheet, step.placed)


async def right(desk: Desk, sheet: Sheet, step: Step) -> Outcome:
    """What was shown becomes the answer."""
    if keeps_old(sheet, step):
        return await _keep(desk, sheet, step)
    quote = await _shown(desk, sheet, step)
    if quote is None:
        return at(desk, sheet, step, desk.focus.why, Around(notes=(texts.PLAN_TEXT_CHANGED,)))
    return await take(desk, sheet, step, Given(texts.taken_over(quote.text, quote.source)))


async def adjust(desk: Desk, sheet: Sheet, step: Step, given: Given) -> Outcome:
    """What was shown stands in the input, after what was filled in there already."""
    quote = await _shown(desk, sheet, step)
    if quote is None:
        return at(desk, sheet, step, desk.focus.why, Around(notes=(texts.PLAN_TEXT_CHANGED,)))
    own = "" if isinstance(given.what, str) else given.what.get(step.placed.id, "").strip()
    text = "\n".join(one for one in (own, texts.adapted(quote.text, quote.source)) if one)
    around = Around(filled={step.placed.id: text}, notes=(texts.ADJUST_PLAN_TEXT,))
    return at(desk, sheet, step, desk.focus.why, around)


async def _keep(desk: Desk, sheet: Sheet, step: Step) -> Outcome:
    """The answer of then, written as one to the question of now."""
    drafts: list[Draft] = []
    for one in pair(sheet, step.placed):
        entry = sheet.state.standing(one.id)
        if entry is not None and sheet.outdated(one) and keeps(sheet, one):
            status, was = entry.draft.status or Status.GIVEN, entry.draft
            drafts.append(answer(desk, sheet, one, status, was.value, internal=was.internal))
    note = texts.kept(step.placed.number)
    return await save(desk, sheet, Step(step.placed, Mode.ANSWER), Given("", settled=True), drafts, note)


async def _shown(desk: Desk, sheet: Sheet, step: Step) -> Quote | None:
    """The text of the plan that was shown at this question; None when the plan says something else now."""
    quote = await plan_text(desk, Place(sheet.round, sheet.theme), step.placed)
    return quote if quote is not None and mark_of(quote) == desk.focus.quoted else None
