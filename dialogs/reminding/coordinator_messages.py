"""The words for the coordinator of a round: how it stands, what needs them, and whom the bot cannot reach."""

from datetime import timedelta

from dialogs import texts
from dialogs.deliveries import Delivery
from dialogs.desk import Desk
from dialogs.intake.theme_log import Kind, Phase
from dialogs.navigating import state
from dialogs.reminding import texts as words
from dialogs.reminding.caused import subject_of, to_whom
from dialogs.reminding.facts import Facts, RoundFacts, is_open
from dialogs.reminding.for_coordinators import worries
from dialogs.views import Button, Drawn, Row, Say, ShowRows

MOST_ROWS = 12
LATELY = timedelta(days=7)


async def digest(desk: Desk, facts: Facts) -> Drawn | None:
    """How all themes stand, what came in since a week, and which are behind; None when all is approved."""
    [one] = facts.rounds
    phases = [sheet.state.phase for sheet in one.sheets]
    if all(phase is Phase.APPROVED for phase in phases):
        return None
    new = [
        sheet.theme.title
        for sheet in one.sheets
        if any(e.draft.kind is Kind.SUBMITTED and e.draft.at > facts.now - LATELY for e in sheet.entries)
    ]
    counts = texts.overview_counts(
        len(phases),
        sum(not sheet.started for sheet in one.sheets),
        phases.count(Phase.SUBMITTED),
        phases.count(Phase.RETURNED),
        phases.count(Phase.APPROVED),
    )
    said = [counts, words.submitted_lately(new)]
    if one.settings.are_paused(facts.now):
        said.append(words.PAUSED)
    if lost := await unreachable(desk, one):
        said.append(words.unreachable(lost))
    title, late = words.digest_title(one.round.title), await _late(desk, one, facts)
    if not late:
        return Say((*said, words.WHY_DIGEST), _buttons(desk), title)
    said.append(words.THESE_ARE_LATE)
    outro = [texts.more_themes(len(late) - MOST_ROWS)] if len(late) > MOST_ROWS else []
    outro.append(words.WHY_DIGEST)
    return ShowRows(title, late[:MOST_ROWS], "\n\n".join(said), _buttons(desk), "\n\n".join(outro))


async def escalation(desk: Desk, facts: Facts, delivery: Delivery) -> Drawn | None:
    """The themes that are behind, or a colleague whom a question cannot reach; None when all is well."""
    [one] = facts.rounds
    if "/" in delivery.key.subject:
        return await _not_reached(desk, one, delivery)
    late = await _late(desk, one, facts)
    if not late:
        return None
    outro = texts.more_themes(len(late) - MOST_ROWS) if len(late) > MOST_ROWS else ""
    title = words.escalation(one.round.title)
    return ShowRows(title, late[:MOST_ROWS], words.WHY_ESCALATION, _buttons(desk), outro)


async def _late(desk: Desk, one: RoundFacts, facts: Facts) -> tuple[Row, ...]:
    """The themes that are behind, each with who answers for it."""
    today = one.hours.today(facts.now)
    behind = {worry.sheet.theme.id for worry in worries(one, today)}
    rows = []
    for sheet in one.sheets:
        if sheet.theme.id in behind:
            owner = "".join(await desk.names([sheet.theme.owner])) if sheet.theme.owner else ""
            until = one.round.deadline_of(sheet.theme)
            rows.append(Row(sheet.theme.title, state(sheet), words.worry(owner, until, until < today)))
    return tuple(rows)


async def unreachable(desk: Desk, one: RoundFacts) -> tuple[str, ...]:
    """The names of those who fill in and cannot be written to."""
    lost = []
    for address in dict.fromkeys(a for t in one.round.themes for a in sorted(t.addresses)):
        record = await desk.record(address)
        if record is None or not record.reachable:
            lost.append(address)
    return await desk.names(lost)


async def _not_reached(desk: Desk, one: RoundFacts, delivery: Delivery) -> Drawn | None:
    """A question was handed to somebody who does not have the bot."""
    for sheet in one.sheets:
        for handed in sheet.waiting.values() if is_open(sheet) else ():
            entry = sheet.entries[handed.seq - 1]
            if subject_of(sheet, entry) != delivery.key.subject:
                continue
            record = await desk.record(to_whom(entry))
            if record is not None and record.reachable:
                return None
            by, to = await desk.called(entry.draft.author), await desk.called(to_whom(entry))
            said = texts.no_bot_coordinator(by, to, desk.link)
            return Say((said,), title=sheet.theme.title)
    return None


def _buttons(desk: Desk) -> tuple[Button, ...]:
    return (
        desk.button(texts.OVERVIEW, "overview", "overzicht", primary=True),
        desk.button(words.REMINDERS, "reminders", "herinneringen"),
    )
