"""Who may do what, as one table, with the sentence that explains a refusal (DESIGN §8)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from dialogs import texts
from dialogs.commands import Role
from dialogs.people import name_from
from dialogs.rounds.round import Round, Theme


class Action(StrEnum):
    """Something that not everybody may do."""

    FILL_IN = "fill_in"
    SUBMIT = "submit"
    REOPEN = "reopen"
    SEE_OVERVIEW = "see_overview"
    SEE_ROUND = "see_round"
    REVIEW = "review"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    CHANGE_ROUND = "change_round"
    TEACH = "teach"
    KEEP_PLANS = "keep_plans"
    SET_UP_ROUND = "set_up_round"
    EXPORT = "export"
    SEE_REMINDERS = "see_reminders"
    STEER_REMINDERS = "steer_reminders"


ALLOWED = {
    Action.FILL_IN: frozenset({Role.AUTHOR}),
    Action.SUBMIT: frozenset({Role.AUTHOR}),
    Action.REOPEN: frozenset({Role.AUTHOR, Role.COORDINATOR}),
    Action.SEE_OVERVIEW: frozenset({Role.COORDINATOR}),
    Action.SEE_ROUND: frozenset({Role.COORDINATOR}),
    Action.REVIEW: frozenset({Role.COORDINATOR}),
    Action.SEND_BACK: frozenset({Role.COORDINATOR}),
    Action.APPROVE: frozenset({Role.COORDINATOR}),
    Action.CHANGE_ROUND: frozenset({Role.COORDINATOR}),
    Action.TEACH: frozenset({Role.COORDINATOR}),
    Action.KEEP_PLANS: frozenset({Role.COORDINATOR}),
    Action.SET_UP_ROUND: frozenset({Role.COORDINATOR}),  # of any round, or named by the administrator
    Action.EXPORT: frozenset({Role.COORDINATOR}),
    Action.SEE_REMINDERS: frozenset({Role.COORDINATOR}),
    Action.STEER_REMINDERS: frozenset({Role.COORDINATOR}),
}


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why not, and who can help; Dutch, ready to be shown."""

    sentence: str


def roles(address: str, round_: Round, theme: Theme | None) -> frozenset[Role]:
    """What the holder of `address` is to a round and one of its themes."""
    found = {Role.COLLEAGUE}
    if address and address in round_.coordinators:
        found.add(Role.COORDINATOR)
    if theme and address in theme.addresses:
        found.add(Role.AUTHOR)
    return frozenset(found)


def refuse(action: Action, held: frozenset[Role], round_: Round) -> Refusal | None:
    """None when somebody with these roles may do `action`; the explanation otherwise."""
    if held & ALLOWED[action]:
        return None
    return Refusal(texts.refusal(action.value, [name_from(one) for one in round_.coordinators]))


def refuse_set_up(address: str, rounds: Sequence[Round], founders: frozenset[str]) -> Refusal | None:
    """None when the holder of `address` may set up a new round; the explanation otherwise.

    `rounds` are all of the municipality, also those that are over; `founders` the administrator's choice.
    """
    coordinators = {one for round_ in rounds for one in round_.coordinators}
    held = {Role.COORDINATOR} if address and address in coordinators | founders else {Role.COLLEAGUE}
    if held & ALLOWED[Action.SET_UP_ROUND]:
        return None
    names = [name_from(one) for one in sorted(coordinators | founders)]
    return Refusal(texts.refusal(Action.SET_UP_ROUND.value, names or [texts.ADMINISTRATOR]))
