"""A change of a round in words: with old and new, and what is good to know beside it."""

from datetime import date

from dialogs import round_texts, texts
from dialogs.coordinator_lines import Wish
from dialogs.round_change import PEOPLE, RoundChange, stood
from dialogs.rounds.round import Round
from dialogs.setting_up import facts
from dialogs.setting_up import texts as setting_up_texts
from dialogs.setting_up.known import Known

_NAMES = {
    Wish.OPENS: setting_up_texts.NAMES[facts.OPENS],
    Wish.COUNCIL: setting_up_texts.NAMES[facts.COUNCIL],
    Wish.TITLE: setting_up_texts.NAMES[facts.TITLE],
    Wish.CAPACITY: setting_up_texts.NAMES[facts.CAPACITY],
    Wish.PRIORITIES: setting_up_texts.NAMES[facts.PRIORITIES],
    Wish.PARTICIPATION: setting_up_texts.NAMES[facts.PARTICIPATION],
}


def in_full(before: Round, after: Round, change: RoundChange, known: Known, *, done: bool = False) -> str:
    """What a change means, with old and new: a question, or a statement once it is done."""
    theme = before.theme(change.theme)
    title = theme.title if theme else ""
    name = "".join(known.called([change.to])) if change.wish in PEOPLE else ""
    was, wish = stood(before, change), Wish(change.wish)
    match wish:
        case Wish.DEADLINE:
            return texts.new_deadline(title, date.fromisoformat(was), date.fromisoformat(change.to), done)
        case Wish.OWNER:
            return texts.new_owner(title, "".join(known.called([was] if was else [])), change.to, done)
        case Wish.CO_AUTHOR:
            return texts.new_co_author(title, change.to, done)
        case Wish.CO_AUTHOR_OFF:
            return round_texts.no_co_author(title, name, done)
        case Wish.COORDINATOR | Wish.COORDINATOR_OFF:
            return round_texts.coordinator(name, wish is Wish.COORDINATOR, done)
        case Wish.THEME_OFF:
            return round_texts.theme_off(title, done)
        case Wish.THEME_ON:
            new = next(one for one in after.themes if before.theme(one.id) is None)
            owner = "".join(known.called([new.owner] if new.owner else []))
            return round_texts.theme_on(new.title, owner, after.deadline_of(new), done)
    what = round_texts.title_of(title) if theme else round_texts.of_round(_NAMES[wish])
    return round_texts.new_value(what, _said(wish, was), _said(wish, change.to), done)


def _said(wish: Wish, value: str) -> str:
    """A value of a round in words."""
    if not value:
        return ""
    match wish:
        case Wish.OPENS | Wish.COUNCIL:
            return texts.day(date.fromisoformat(value))
        case Wish.CAPACITY:
            return texts.capacity(value, None)
        case Wish.PRIORITIES:
            return texts.capacity("", int(value))
    return value


def cautions(round_: Round, after: Round, change: RoundChange, known: Known) -> list[str]:
    """What is good to know before confirming."""
    found = []
    if change.wish in {Wish.DEADLINE, Wish.COUNCIL}:
        day = date.fromisoformat(change.to)
        calendar = known.calendar(round_.region)
        if not calendar.is_working_day(day):
            key = facts.DEADLINE if change.wish == Wish.DEADLINE else facts.COUNCIL
            found.append(setting_up_texts.no_working_day(key, day, calendar.holiday(day)))
    if change.wish in {Wish.DEADLINE, Wish.COUNCIL} and not change.theme:
        found += facts.consultation(after.deadline, after.council)
    if change.wish == Wish.DEADLINE and change.theme:
        found += facts.consultation(date.fromisoformat(change.to), after.council)
    if change.wish == Wish.DEADLINE and not change.theme:
        own = [one.title for one in round_.themes if one.deadline]
        found += [texts.own_deadlines(own)] if own else []
    if change.wish in {Wish.OWNER, Wish.CO_AUTHOR, Wish.COORDINATOR} and _is_elsewhere(round_, change.to):
        found.append(texts.OTHER_DOMAIN)
    if change.wish == Wish.COORDINATOR_OFF and change.to == known.me:
        found.append(round_texts.TAKES_SELF_OFF)
    new = [address for theme in after.themes for address in theme.addresses] + list(after.coordinators)
    old = {address for theme in round_.themes for address in theme.addresses} | set(round_.coordinators)
    strangers = [one for one in dict.fromkeys(new) if one not in old and one not in known.met]
    return found + ([setting_up_texts.not_met(known.called(strangers))] if strangers else [])


def _is_elsewhere(round_: Round, address: str) -> bool:
    domains = {one.rpartition("@")[2] for theme in round_.themes for one in theme.addresses}
    domains |= {one.rpartition("@")[2] for one in round_.coordinators}
    return address.rpartition("@")[2] not in domains
