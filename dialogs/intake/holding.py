"""What becomes of held text: kept after all, dropped, or asked to the plan."""

from collections.abc import Mapping
from dataclasses import replace

from dialogs import texts
from dialogs.desk import Desk, Outcome, about, placed_at
from dialogs.focus import HELD_FOR, Held, HeldReason, Why
from dialogs.intake.answering import take
from dialogs.intake.asking import Around
from dialogs.intake.parts import INTERNAL, parts_of
from dialogs.intake.resuming import step_of
from dialogs.intake.saving import Given, filled_in, given_shown, hold
from dialogs.intake.sheet import Sheet
from dialogs.intake.steps import Mode, Step, step_at
from dialogs.matching import normalised
from dialogs.navigating import at, forward, is_submitted, say
from dialogs.views import Button, Say

KEEP = "held_keep"
DROP = "held_drop"
TO_PLAN = "held_question"

_WORDS = {
    KEEP: frozenset(
        {"toch bewaren", "mijn tekst bewaren", "dit is mijn antwoord", "antwoord", "mijn antwoord"}
    ),
    DROP: frozenset({"zo laten", "aanpassen", "niet bewaren"}),
    TO_PLAN: frozenset({"een vraag over het ivp", "vraag over het ivp", "een vraag", "vraag"}),
}
_OPTIONS = {
    HeldReason.PERSONAL_DATA: frozenset({KEEP, DROP}),
    HeldReason.ANSWER_OR_QUESTION: frozenset({KEEP, TO_PLAN}),
    HeldReason.CONFLICT: frozenset({KEEP, DROP}),
    HeldReason.TOO_LONG: frozenset({DROP}),
    HeldReason.MOMENT: frozenset({DROP}),
}


def held_now(desk: Desk) -> Held | None:
    """What is held for this person, unless it expired."""
    held = desk.focus.held
    return held if held is not None and desk.now < held.until else None


def choice(desk: Desk, text: str) -> str | None:
    """The option that a typed line chooses, when something is held that offers it."""
    held = held_now(desk)
    if held is None:
        return None
    words = normalised(text)
    return next((one for one, said in _WORDS.items() if words in said and one in _OPTIONS[held.reason]), None)


async def choose(desk: Desk, option: str) -> Outcome | str:
    """Do what the person chose; a text is a question for the plan."""
    held = held_now(desk)
    place = desk.place(held.round, held.theme) if held else None
    if held is None or place is None or option not in _OPTIONS[held.reason]:
        return say(desk, texts.OLD_CARD)
    sheet = await desk.sheet(place)
    placed = placed_at(sheet, held.question)
    if option == KEEP and sheet.state.signed_off:
        submitted = is_submitted(desk, sheet)
        return replace(submitted, focus=replace(submitted.focus, held=held))
    if option == TO_PLAN:
        return held.value if isinstance(held.value, str) else ""
    if option == DROP or placed is None:
        return _dropped(desk, sheet, held)
    step = Step(placed, Mode(held.mode or Mode.ANSWER.value), held.item)
    # With the question still in front of them, what they know is in the focus: a colleague's answer that came
    # after that is a conflict again, and not overwritten unseen.
    given = Given(
        held.value if isinstance(held.value, str) else _inputs(held.value),
        checked=held.reason is HeldReason.PERSONAL_DATA,
        settled=desk.focus.question != held.question,
    )
    return await take(desk, sheet, step, given)


def ask_which(desk: Desk, sheet: Sheet, step: Step, text: str) -> Outcome:
    """Answer or question? The text is held until the person says."""
    which = about(sheet, step)
    buttons = (
        desk.button(texts.IS_ANSWER, KEEP, "dit is mijn antwoord", primary=True, about=which),
        desk.button(texts.IS_QUESTION, TO_PLAN, "een vraag over het ivp", about=which),
    )
    held = hold(desk, sheet, step, Given(text), HeldReason.ANSWER_OR_QUESTION)
    view = Say((texts.DOUBT,), buttons, sheet.theme.title, typed=text)
    return Outcome((view,), replace(desk.focus, held=held))


def not_shown_yet(desk: Desk, sheet: Sheet, step: Step, given: Given) -> Outcome:
    """The question never arrived (a crash, a failed send): the text is held and the question shown."""
    keep = desk.button(texts.IS_ANSWER, KEEP, "dit is mijn antwoord", about=about(sheet, step))
    around = Around(problem=texts.FIRST_MET, filled=filled_in(step, given), first=(keep,))
    outcome = at(desk, sheet, step, desk.focus.why, around)
    held = hold(desk, sheet, step, given, HeldReason.CONFLICT)
    return replace(outcome, focus=replace(outcome.focus, held=held))


async def out_of_date(desk: Desk, sheet: Sheet, step: Step, given: Given) -> Outcome:
    """A card that is no longer the newest held something: offer to save it, and show where we are."""
    which = about(sheet, step)
    buttons: tuple[Button, ...] = (
        desk.button(texts.SAVE_ANYWAY, KEEP, "mijn tekst bewaren", primary=True, about=which),
        desk.button(texts.DO_NOT_SAVE, DROP, "niet bewaren", about=which),
    )
    typed = given_shown(sheet, step, given)
    view = Say((texts.old_card(step.placed.number),), buttons, sheet.theme.title, typed=typed)
    held = hold(desk, sheet, step, given, HeldReason.CONFLICT)
    if (current := await pending(desk)) is None:
        return Outcome((view,), replace(desk.focus, held=held))
    now = at(desk, *current, desk.focus.why)
    focus = replace(now.focus, draft=desk.focus.draft, held=held)
    return Outcome((view, *now.views), focus, fresh=True)


async def pending(desk: Desk) -> tuple[Sheet, Step] | None:
    """The question in front of this person, when there is one that can be answered now."""
    place = desk.place(desk.focus.round, desk.focus.theme)
    if not desk.focus.question or place is None:
        return None
    sheet = await desk.sheet(place)
    placed = placed_at(sheet, desk.focus.question)
    if placed is None or sheet.state.signed_off:
        return None
    return sheet, step_of(desk.focus, Step(placed))


def question_gone(desk: Desk, sheet: Sheet, text: str) -> Outcome:
    """What was asked is no longer asked: the text is kept in sight, and the next question follows."""
    outcome = forward(desk, sheet)
    view = Say((texts.CHANGED_MEANWHILE,), title=sheet.theme.title, typed=text)
    held = Held(
        reason=HeldReason.CONFLICT,
        value=text,
        round=sheet.round.id,
        theme=sheet.theme.id,
        question=outcome.focus.question,
        mode=outcome.focus.part,
        until=desk.now + HELD_FOR,
    )
    keep = replace(outcome.focus, held=held if outcome.focus.question else None)
    return replace(outcome, views=(view, *outcome.views), focus=keep)


async def in_sight(desk: Desk, outcome: Outcome) -> Outcome:
    """The outcome, with what it lets go of on the card that it closes.

    What was filled in on a card and held stands nowhere else in the chat, and half an item of a list was
    noted but not saved.
    """
    if outcome.aside:
        return outcome
    before, now = desk.focus.held, outcome.focus.held
    still_held = before is not None and now is not None and before.value == now.value
    words = [] if still_held else await _words_of(desk, before)
    if not outcome.focus.draft:
        words += [text for text in desk.focus.draft.values() if isinstance(text, str)]
    words = [text for text in words if text not in outcome.closing]
    let_go = bool(words)
    if now is not None and not still_held:  # said again on the card that closes: the prompt may not arrive
        words += [text for text in await _words_of(desk, now) if text not in outcome.closing]
    if not words:
        return outcome
    closing = texts.paragraphs(outcome.closing, texts.not_saved("\n".join(words)))
    return replace(outcome, closing=closing, fresh=outcome.fresh or let_go)


def told_before(desk: Desk, step: Step, given: Given) -> bool:
    """Whether this person heard already that just this cannot be saved: then they may leave it."""
    held = held_now(desk)
    return held is not None and held.question == step.placed.id and held.value == given.what


async def _words_of(desk: Desk, held: Held | None) -> list[str]:
    """What was filled in on a card and is held, expired or not; what was typed stands in the chat."""
    place = desk.place(held.round, held.theme) if held else None
    if held is None or place is None or isinstance(held.value, str):
        return []
    sheet = await desk.sheet(place)
    if (placed := placed_at(sheet, held.question)) is None:
        return []
    return typed_in(sheet, Step(placed, Mode(held.mode or Mode.ANSWER.value), held.item), _inputs(held.value))


def typed_in(sheet: Sheet, step: Step, inputs: Mapping[str, str]) -> list[str]:
    """What was filled in on a card in words, choices left out, where it differs from what is saved."""
    before = {part.name: part for part in parts_of(sheet, step) if not part.choices}
    return [
        text
        for name, text in inputs.items()
        if text.strip() and name in before and text != before[name].value and name != INTERNAL
    ]


def _dropped(desk: Desk, sheet: Sheet, held: Held) -> Outcome:
    """The held text is let go; with personal data it stays on the card, to be edited."""
    placed = placed_at(sheet, held.question)
    if placed is None:
        return forward(desk, sheet)
    step = Step(placed, Mode(held.mode or Mode.ANSWER.value), held.item)
    if held.reason in {HeldReason.PERSONAL_DATA, HeldReason.TOO_LONG}:
        given = Given(held.value if isinstance(held.value, str) else _inputs(held.value))
        around = Around(notes=(texts.ADJUST_HOW,), filled=filled_in(step, given))
        outcome = at(desk, sheet, step, desk.focus.why, around)
        return replace(outcome, focus=replace(outcome.focus, held=held))
    if sheet.settled(placed) and desk.focus.why is Why.NEXT:
        return forward(desk, sheet)
    return at(desk, sheet, step_at(sheet, placed), desk.focus.why)


def _inputs(value: object) -> Mapping[str, str]:
    if not isinstance(value, Mapping):
        return {}
    return {str(key): text for key, text in value.items() if isinstance(text, str)}
