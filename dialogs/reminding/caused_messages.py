"""The words of messages that a person caused. No answer stands in them: who opens the theme sees those."""

from collections.abc import Mapping, Sequence
from datetime import date

from dialogs import judged, texts
from dialogs.deliveries import Delivery
from dialogs.desk import Desk, theme_of
from dialogs.intake import lent
from dialogs.intake.format import Placed
from dialogs.intake.lending import REMARK
from dialogs.intake.sheet import Sheet
from dialogs.intake.theme_log import Entry, Kind, Phase
from dialogs.reminding import texts as words
from dialogs.reminding.caused import handed_before, has_ended, subject_of, to_whom
from dialogs.reminding.facts import Facts, RoundFacts, is_open
from dialogs.reminding.kept import Changed, What, concerns, stands
from dialogs.reminding.nudges import person_of
from dialogs.views import Button, Drawn, Say


async def handed_over(desk: Desk, facts: Facts, delivery: Delivery) -> Drawn | None:
    """A question or a theme for them; or a question that is with somebody else now."""
    found = _entry(facts, delivery)
    if found is None or not is_open(found[0]):
        return None
    sheet, entry = found
    who = person_of(facts, delivery.key.to.person)
    by = await desk.called(entry.draft.author)
    if not entry.draft.question:
        if not any(map(who.is_called, sheet.theme.addresses)):
            return None
        go = desk.button(words.FILL_IN_NOW, "open", sheet.theme.title, primary=True, about=theme_of(sheet))
        said = texts.theme_for_you(by, sheet.theme.title, sheet.round.deadline_of(sheet.theme))
        return Say((*said, words.HOW_LATER), (go, _later(desk)), sheet.theme.title)
    placed = sheet.format.placed(entry.draft.question)
    if placed is None:
        return None
    handed = sheet.waiting.get(placed.id)
    if has_ended(entry) or not who.is_called(to_whom(entry)):
        return Say((texts.lent_withdrawn(sheet.theme.title, placed.number),), title=sheet.theme.title)
    if handed is None or handed.seq != entry.seq:
        return None
    view = lent.invitation(desk, sheet, placed, by)
    return Say((*view.paragraphs, words.HOW_LATER), (*view.buttons, _later(desk)), view.title)


async def given_back(desk: Desk, facts: Facts, delivery: Delivery) -> Drawn | None:
    """A question that they handed over was answered, or came back."""
    found = _entry(facts, delivery)
    placed = found[0].format.placed(found[1].draft.question) if found else None
    if found is None or placed is None or not is_open(found[0]):
        return None
    sheet, entry = found
    by = await desk.called(entry.draft.author)
    look = (_look(desk, sheet, placed),)
    if not has_ended(entry):
        answer = sheet.state.standing(placed.id)
        if answer is None:
            return None
        by = await desk.called(answer.draft.author)
        return Say((words.lent_answered(by, placed.number, sheet.theme.title),), look, sheet.theme.title)
    if handed_before(sheet, entry) is None or sheet.state.handed.get(placed.id) != entry:
        return None
    value = entry.draft.value
    remark = value.get(REMARK) if isinstance(value, Mapping) else None
    said = [texts.lent_back(by, placed.number)]
    said += [texts.lent_remark(remark)] if isinstance(remark, str) else []
    return Say(tuple(said), look, sheet.theme.title)


async def returned(desk: Desk, facts: Facts, delivery: Delivery) -> Drawn | None:
    """The coordinator wants to know more."""
    found = _entry(facts, delivery)
    if found is None or found[0].state.phase is not Phase.RETURNED:
        return None
    sheet, entry = found
    last = [one for one in sheet.entries if one.draft.kind is Kind.RETURNED][-1]
    if last.draft.activity != entry.draft.activity:
        return None
    return judged.returned_view(desk, sheet, await desk.called(entry.draft.author))


async def approved(desk: Desk, facts: Facts, delivery: Delivery) -> Drawn | None:
    """Nothing more to do."""
    found = _entry(facts, delivery)
    if found is None or found[0].state.phase is not Phase.APPROVED:
        return None
    return judged.approved_view(desk, found[0], await desk.called(found[1].draft.author))


async def changed(desk: Desk, facts: Facts, delivery: Delivery) -> Drawn | None:
    """What changed in the round for them, and is so still."""
    [one] = facts.rounds
    seq = delivery.key.subject.partition("/")[2]
    who = person_of(facts, delivery.key.to.person)
    mine = [
        each
        for each in one.watch.changes
        if str(each.seq) == seq
        and stands(each, one.round)
        and any(map(who.is_called, concerns(each, one.round)))
    ]
    said = [await _changed(desk, one, each) for each in mine if each.what is not What.DEADLINE]
    said += _moved(one, mine)
    if not said:
        return None
    about = {each.theme for each in mine if each.what is not What.LEFT}
    named = [sheet for sheet in one.sheets if sheet.theme.id in about and is_open(sheet)]
    go = [
        desk.button(words.FILL_IN_NOW, "open", sheet.theme.title, primary=True, about=theme_of(sheet))
        for sheet in named[:1]
    ]
    return Say(tuple(said), (*go, *([_later(desk)] if go else [])), one.round.title)


def _moved(one: RoundFacts, changes: Sequence[Changed]) -> list[str]:
    """Deadlines that moved; those with the same new last day in one sentence."""
    moved: dict[str, list[str]] = {}
    for each in changes:
        theme = one.round.theme(each.theme)
        if each.what is What.DEADLINE and theme is not None:
            moved.setdefault(each.to, []).append(theme.title)
    return [words.deadline_changed(titles, date.fromisoformat(to)) for to, titles in moved.items()]


async def _changed(desk: Desk, one: RoundFacts, change: Changed) -> str:
    theme = one.round.theme(change.theme)
    if theme is None:
        return words.theme_left(change.title, "")
    until = one.round.deadline_of(theme)
    if change.what is What.LEFT:
        names = await desk.names([theme.owner]) if theme.owner else ()
        return words.theme_left(theme.title, "".join(names))
    return words.theme_came(theme.title, change.what is What.OWNER, until)


def _entry(facts: Facts, delivery: Delivery) -> tuple[Sheet, Entry] | None:
    """The entry of a log that a delivery is about."""
    for one in facts.rounds:
        for sheet in one.sheets:
            for entry in sheet.entries:
                if subject_of(sheet, entry) == delivery.key.subject:
                    return sheet, entry
    return None


def _later(desk: Desk) -> Button:
    return desk.button(words.LATER, "later", "later")


def _look(desk: Desk, sheet: Sheet, placed: Placed) -> Button:
    about = {**theme_of(sheet), "q": placed.id}
    return desk.button(texts.LOOK, "change", f"wijzig {placed.number}", about=about)
