"""Who may do what, as one table, with the sentence that explains a refusal (DESIGN §8)."""

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
