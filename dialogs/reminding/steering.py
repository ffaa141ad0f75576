"""What a coordinator does about reminders: pause and resume, nudge one person, send again, add a sentence."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime

from dialogs.coordinator_rights import allowed_round, begun, refused
from dialogs.deliveries import Delivery, DeliveryKey, DeliveryState, Reason
from dialogs.desk import Desk, Notice, Outcome
from dialogs.intake.colleagues import named
from dialogs.intake.personal_data import find
from dialogs.navigating import say
from dialogs.people import PersonKey
from dialogs.policies import Action
from dialogs.reminding import texts
from dialogs.reminding.facts import Facts, RoundFacts
from dialogs.reminding.kept import LONGEST_SENTENCE, ReminderSettings
from dialogs.reminding.nudges import person_of, tasks, wants_quiet
from dialogs.reminding.view import NOT_SURE, REMINDERS, everybody, facts_now, last_of
from dialogs.rounds.round import Round
from dialogs.texts import listed
from dialogs.views import Button, Say

SENTENCE = "reminder_sentence"
SURE_TO_NUDGE = "sure_nudge"


async def pause(desk: Desk, until: datetime | None = None, *, paused: bool = True) -> Outcome:
    """Nudge nobody of the coordinator's rounds until a moment, or until they say so; or nudge again."""
    if not desk.coordinates:
        return await refused(desk, Action.STEER_REMINDERS)
    ends = until if paused else None
    if stopped := await _set(desk, lambda settings: replace(settings, paused=paused, until=ends)):
        return stopped
    said = texts.paused_now(until) if paused else texts.RESUMED
    label, verb, words = (
        (texts.RESUME, "reminders_on", "hervat herinneringen")
        if paused
        else (texts.REMINDERS, "reminders", "herinneringen")
    )
    outcome = begun(desk, (Say((said,), (desk.button(label, verb, words),)),), REMINDERS)
    return replace(outcome, notices=(Notice(desk.who.person),))


async def nudge(desk: Desk, typed: str, round_id: str = "", *, sure: bool = False) -> Outcome:
    """Remind one person now, or at the next decent hour; whoever wants no reminders only when it is sure."""
    found = await _somebody(desk, typed, round_id)
    if isinstance(found, Outcome):
        return found
    facts, one, whom = found
    who, name = person_of(facts, whom), await desk.called(whom)
    if not tasks(facts, one, who):
        return say(desk, texts.has_nothing_to_do(name))
    if not facts.reachable(whom):
        return say(desk, texts.unreachable([name]))
    today = one.hours.today(desk.now)
    earlier = [each for each in facts.deliveries(whom) if each.key.reason is Reason.BY_HAND]
    if any(one.hours.today(each.at) >= today for each in earlier):
        return say(desk, texts.nudged_already(name))
    if wants_quiet(who, desk.now) and not sure:
        about = {"r": one.round.id, "w": whom}
        buttons = (
            desk.button(texts.NUDGE_ANYWAY, "nudge_sure", "ja", about=about),
            desk.button(texts.NOT_NOW, "reminders", "nee"),
        )
        view = Say((texts.wants_quiet(name),), buttons)
        return begun(replace(desk, focus=desk.nowhere()), (view,), SURE_TO_NUDGE, f"{one.round.id} {whom}")
    at = one.hours.next_open(desk.now)
    subject = f"{one.round.id}/{desk.who.person}"
    key = DeliveryKey(PersonKey(desk.who.tenant, who.id), Reason.BY_HAND, subject, _iso(desk.now))
    await desk.store.add_deliveries([Delivery(key, at, changed=desk.now)])
    said = texts.nudged(name, one.hours.local(at) if at > desk.now else None)
    return replace(say(desk, said, buttons=(_back(desk),)), notices=(Notice(whom),))


async def send_again(desk: Desk, typed: str, round_id: str = "") -> Outcome:
    """Send the last message to somebody again, when it was refused or may not have arrived."""
    found = await _somebody(desk, typed, round_id)
    if isinstance(found, Outcome):
        return found
    facts, _, whom = found
    last, name = last_of(facts, whom), await desk.called(whom)
    if last is None or last.state not in NOT_SURE:
        return say(desk, texts.nothing_to_send_again(name))
    fresh = Delivery(last.key, desk.now, DeliveryState.DUE, changed=desk.now)
    if not await desk.store.change(last, fresh):
        return say(desk, texts.nothing_to_send_again(name))
    return replace(say(desk, texts.sending_again(name), buttons=(_back(desk),)), notices=(Notice(whom),))


async def sentence(desk: Desk, text: str) -> Outcome:
    """Show a message with the sentence in it, and ask whether to use it; an empty one takes it out."""
    if not desk.coordinates:
        return await refused(desk, Action.STEER_REMINDERS)
    text = " ".join(text.split())
    if not text or text.casefold().strip(".") in {"weg", "geen"}:
        return await _keep(desk, "")
    if len(text) > LONGEST_SENTENCE:
        return say(desk, texts.sentence_too_long(LONGEST_SENTENCE))
    if find(text):
        return say(desk, texts.SENTENCE_DATA)
    round_ = desk.coordinates[0]
    sample = (
        texts.SENTENCE_SAMPLE,
        texts.invited(round_.title, texts.themes([round_.themes[0].title])),
        texts.from_coordinator(text),
        texts.HOW_STOP,
    )
    buttons = (
        desk.button(texts.USE_SENTENCE, "sentence_yes", "ja", primary=True),
        desk.button(texts.NOT_NOW, "sentence_no", "nee"),
    )
    outcome = begun(replace(desk, focus=desk.nowhere()), (Say(sample, buttons, round_.title),), SENTENCE)
    return replace(outcome, focus=replace(outcome.focus, draft={"sentence": text}), fresh=True)


async def sentence_yes(desk: Desk) -> Outcome:
    """Use the sentence that was shown."""
    text = desk.focus.draft.get("sentence")
    if desk.focus.part != SENTENCE or not isinstance(text, str):
        return say(desk, texts.SENTENCE_GONE)
    return await _keep(desk, text)


async def sentence_no(desk: Desk) -> Outcome:
    """Leave the messages as they are."""
    view = Say((texts.SENTENCE_LEFT,), (_back(desk),))
    return begun(replace(desk, focus=desk.nowhere()), (view,), REMINDERS)


async def _set(desk: Desk, change: Callable[[ReminderSettings], ReminderSettings]) -> Outcome | None:
    """Change the settings of every round of a coordinator; what to say where that is not allowed."""
    async with desk.deciding:
        for mine in desk.coordinates:
            round_ = await allowed_round(desk, Action.STEER_REMINDERS, mine.id)
            if isinstance(round_, Outcome):
                return round_
            settings = await desk.store.reminder_settings(desk.who.tenant, round_.id)
            await desk.store.put_reminder_settings(desk.who.tenant, change(settings))
    return None


async def _keep(desk: Desk, text: str) -> Outcome:
    if stopped := await _set(desk, lambda settings: replace(settings, sentence=text)):
        return stopped
    view = Say((texts.SENTENCE_KEPT if text else texts.SENTENCE_OUT,), (_back(desk),))
    return begun(replace(desk, focus=desk.nowhere()), (view,), REMINDERS)


async def _somebody(desk: Desk, typed: str, round_id: str) -> tuple[Facts, RoundFacts, str] | Outcome:
    """The person whom a name, address or button means, in a round that this person coordinates."""
    if not desk.coordinates:
        return await refused(desk, Action.STEER_REMINDERS)
    facts = await facts_now(desk)
    mine = [one.id for one in desk.coordinates if round_id in {"", one.id}]
    rounds = [one for one in facts.rounds if one.round.id in mine]
    for one in rounds:
        if facts.person(typed) in {facts.person(whom) for whom in everybody(facts, one)}:
            return facts, one, typed
    found = [
        (one, whom) for one in rounds for whom in await _called(desk, one.round, everybody(facts, one), typed)
    ]
    if len({whom for _, whom in found}) == 1:
        return facts, *found[0]
    if not found:
        return say(desk, texts.nobody_called(typed))
    return say(desk, texts.which_person(listed([await desk.called(whom) for _, whom in found], "of")))


async def _called(desk: Desk, round_: Round, people: tuple[str, ...], typed: str) -> list[str]:
    """Those of the people who are called so."""
    meant = {one.address for one in await named(desk, round_, typed)}
    meant |= {one.whom for one in await named(desk, round_, typed)}
    return [whom for whom in people if whom in meant]


def _back(desk: Desk) -> Button:
    return desk.button(texts.REMINDERS, "reminders", "herinneringen")


def _iso(moment: datetime) -> str:
    return moment.astimezone(UTC).isoformat()
