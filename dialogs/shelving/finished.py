"""What the coordinator is told when a plan was read: what was found, what was not, and one answer from it."""

from dialogs import answer_shown
from dialogs.learning import texts as learned
from dialogs.shelving import texts
from dialogs.views import Button, Quote, Say
from knowledge.arriving import told_of
from knowledge.inbox import Waiting
from knowledge.librarian import Librarian
from knowledge.library import Outcome, State
from knowledge.passages import Status

MOST_TRIED = 5  # headings, to find one question with an answer
PLANS = Button(texts.PLANS, "plans", say="plannen")


def finished(plans: Librarian, waiting: Waiting) -> Say:
    """The message about a file that was read or refused. Blocks: call it in a thread. Raises LibraryError."""
    if refused := waiting.told.get("refused"):
        return Say((texts.not_read(refused),), (PLANS,), texts.new_plan(waiting.file))
    all_plans = plans.plans(concepts=True)
    plan = next((one for one in all_plans if one.id == waiting.told.get("plan")), None)
    if plan is None:
        return Say((texts.not_read(texts.NO_SUCH_PLAN),), (PLANS,), texts.new_plan(waiting.file))
    found = told_of(plans.library, Outcome(waiting.file, State.ADDED, plan))
    said = [
        texts.read(plan.name, replaced=bool(waiting.instead_of)),
        texts.found(found.sections, found.passages, found.pages),
    ]
    if found.unquotable:
        said.append(texts.unquotable(found.unquotable))
    if found.without_text:
        said.append(texts.without_text(found.without_text))
    if fallen := waiting.told.get("fallen"):
        said.append(learned.fallen(fallen.split("\n")))
    buttons = [PLANS]
    if plan.status is Status.CONCEPT:
        number = all_plans.index(plan) + 1
        said.append(texts.is_concept(number))
        adopt = f"plan vaststellen {number}"
        buttons.insert(0, Button(texts.ADOPT, "plan_adopt", (("i", plan.id),), adopt, primary=True))
    quotes: tuple[Quote, ...] = ()
    for title in found.subjects[:MOST_TRIED]:
        question = " ".join(f"wat zegt het IVP {plan.period} over {title[:1].lower()}{title[1:]}?".split())
        answer = plans.ask(question, concepts=True)
        shown = answer_shown.shown(answer).quotes if answer is not None and answer.answered else ()
        if quotes := tuple(one for one in shown if one.source.startswith(plan.name))[:1]:
            said.append(texts.example(question))
            break
    return Say(tuple(said), tuple(buttons), texts.new_plan(waiting.file), quotes)
