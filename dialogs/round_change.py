"""One change of a round that stands: what it is, and what the round is after it.

Pure: changing_round.py asks for confirmation, looks at the stored round and saves.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from urllib.parse import quote, unquote

from dialogs import round_texts, texts
from dialogs.coordinator_lines import Wish
from dialogs.people import read_address
from dialogs.rounds.round import Fault, Participation, Round, Theme
from dialogs.rounds.round_file import MAX_THEMES
from dialogs.setting_up import facts
from dialogs.setting_up import texts as setting_up_texts
from dialogs.setting_up.known import Known
from dialogs.setting_up.theme_lines import as_line, read_themes


@dataclass(frozen=True, slots=True)
class RoundChange:
    """One change: `was` is what the coordinator saw, so that a change in between is noticed."""

    wish: str
    round: str
    theme: str
    to: str
    was: str

    @classmethod
    def of(cls, data: Mapping[str, str]) -> "RoundChange":
        """The change that a button names; the server checks all of it again."""
        return cls(*(data.get(key, "") for key in ("w", "r", "t", "v", "o")))

    @classmethod
    def kept(cls, item: str) -> "RoundChange":
        """The change that was asked to be confirmed."""
        parts = [*item.split(" "), "", "", "", "", ""]
        return cls(*(unquote(part.removeprefix("-")) for part in parts[:5]))

    @property
    def about(self) -> dict[str, str]:
        """What a button about this change carries."""
        return {"w": self.wish, "r": self.round, "t": self.theme, "v": self.to, "o": self.was}

    @property
    def item(self) -> str:
        """How the focus keeps this change."""
        parts = (self.wish, self.round, self.theme, self.to, self.was)
        return " ".join(f"-{quote(one, safe='@,:')}" for one in parts)


def changed(round_: Round, change: RoundChange, known: Known) -> Round | str:
    """The round after `change`, or the sentence that says why that cannot be."""
    theme = round_.theme(change.theme)
    if change.theme and theme is None:
        return texts.UNKNOWN_THEME
    if change.wish not in set(Wish):
        return texts.UNKNOWN_CHANGE
    wish = Wish(change.wish)
    try:
        if theme is not None and wish in _OF_THEME:
            return _OF_THEME[wish](round_, theme, change, known)
        if theme is None and wish in _OF_ROUND:
            return _OF_ROUND[wish](round_, change, known)
    except facts.Unreadable as error:
        return str(error)
    except (Fault, ValueError):
        pass
    return texts.UNKNOWN_CHANGE


def stood(round_: Round, change: RoundChange) -> str:
    """What the round says now of what `change` is about; "" for what is only added or taken away."""
    theme = round_.theme(change.theme)
    if theme is not None:
        of_theme = {
            Wish.DEADLINE: round_.deadline_of(theme).isoformat(),
            Wish.OWNER: theme.owner,
            Wish.TITLE: theme.title,
        }
        return of_theme.get(Wish(change.wish), "")
    return {
        Wish.DEADLINE: round_.deadline.isoformat(),
        Wish.OPENS: round_.opens.isoformat(),
        Wish.COUNCIL: round_.council.isoformat(),
        Wish.TITLE: round_.title,
        Wish.CAPACITY: round_.capacity_fte,
        Wish.PRIORITIES: "" if round_.max_priorities is None else str(round_.max_priorities),
        Wish.PARTICIPATION: _participation_said(round_.participation),
    }.get(Wish(change.wish), "")


def is_so(round_: Round, change: RoundChange) -> bool:
    """Whether the round says already what `change` wants: it was done before, or by somebody else."""
    theme = round_.theme(change.theme)
    people = theme.addresses if theme else frozenset()
    match change.wish:
        case Wish.CO_AUTHOR:
            return change.to in people
        case Wish.CO_AUTHOR_OFF:
            return theme is not None and change.to not in people
        case Wish.COORDINATOR:
            return change.to in round_.coordinators
        case Wish.COORDINATOR_OFF:
            return change.to not in round_.coordinators
        case Wish.THEME_OFF:
            return theme is None
        case Wish.THEME_ON:
            return any(as_line(one) == change.to for one in round_.themes)
    return change.to == stood(round_, change)


def settled(before: Round, after: Round, change: RoundChange) -> RoundChange:
    """The change with `to` as the round would say it, so that it means the same when it is confirmed."""
    if change.wish == Wish.THEME_ON:
        new = next((one for one in after.themes if before.theme(one.id) is None), None)
        return replace(change, to=as_line(new) if new else change.to)
    if change.wish in PEOPLE or change.wish == Wish.THEME_OFF:
        return change
    return replace(change, to=stood(after, change))


def _deadline_of_round(round_: Round, change: RoundChange, known: Known) -> Round | str:
    day = date.fromisoformat(change.to)
    return _last_day(round_, day, known) or replace(round_, deadline=day)


def _deadline_of_theme(round_: Round, theme: Theme, change: RoundChange, known: Known) -> Round | str:
    day = date.fromisoformat(change.to)
    own = None if day == round_.deadline else day
    return _last_day(round_, day, known) or _with_theme(round_, replace(theme, deadline=own))


def _last_day(round_: Round, day: date, known: Known) -> str:
    """Why this cannot be a deadline; "" when it can."""
    if day < known.today:
        return texts.day_is_past(day)
    if day < round_.opens:
        return texts.before_opening(day, round_.opens)
    return texts.after_council(day, round_.council) if day > round_.council else ""


def _opens(round_: Round, change: RoundChange, known: Known) -> Round | str:
    del known
    day = date.fromisoformat(change.to)
    first = min(round_.deadline_of(theme) for theme in round_.themes)
    if day > first:
        return round_texts.opens_after_deadline(day, first)
    return replace(round_, opens=day)


def _council(round_: Round, change: RoundChange, known: Known) -> Round | str:
    del known
    day = date.fromisoformat(change.to)
    last = max(round_.deadline, *(round_.deadline_of(theme) for theme in round_.themes))
    if day < last:
        return round_texts.council_before(day, last)
    return replace(round_, council=day)


def _title_of_round(round_: Round, change: RoundChange, known: Known) -> Round | str:
    del known
    if len(change.to) > facts.LONGEST_TITLE:
        return setting_up_texts.title_too_long(facts.LONGEST_TITLE)
    return replace(round_, title=change.to)


def _title_of_theme(round_: Round, theme: Theme, change: RoundChange, known: Known) -> Round | str:
    del known
    if len(change.to) > facts.LONGEST_TITLE:
        return setting_up_texts.title_too_long(facts.LONGEST_TITLE)
    if any(one.title.casefold() == change.to.casefold() and one != theme for one in round_.themes):
        return round_texts.theme_there_already(change.to)
    return _with_theme(round_, replace(theme, title=change.to))


def _capacity(round_: Round, change: RoundChange, known: Known) -> Round | str:
    del known
    return replace(round_, capacity_fte=facts.read_capacity(change.to))


def _priorities(round_: Round, change: RoundChange, known: Known) -> Round | str:
    del known
    most = facts.read_priorities(change.to)
    return replace(round_, max_priorities=int(most) if most else None)


def _participation(round_: Round, change: RoundChange, known: Known) -> Round | str:
    given = facts.settled({}, {facts.PARTICIPATION: change.to}, known)
    if given[facts.PARTICIPATION] not in {"ja", "nee"}:
        return setting_up_texts.YES_OR_NO
    return replace(round_, participation=Participation(given[facts.PARTICIPATION] == "ja", given[facts.WHY]))


def _coordinator(round_: Round, change: RoundChange, known: Known) -> Round | str:
    del known
    if not (whom := read_address(change.to)):
        return texts.NO_ADDRESS
    if whom in round_.coordinators:
        return texts.ALREADY_SO
    return replace(round_, coordinators=(*round_.coordinators, whom))


def _coordinator_off(round_: Round, change: RoundChange, known: Known) -> Round | str:
    del known
    if change.to not in round_.coordinators:
        return round_texts.NOT_THERE
    if len(round_.coordinators) == 1:
        return round_texts.LAST_COORDINATOR
    return replace(round_, coordinators=tuple(one for one in round_.coordinators if one != change.to))


def _owner(round_: Round, theme: Theme, change: RoundChange, known: Known) -> Round | str:
    del known
    if not (whom := read_address(change.to)):
        return texts.NO_ADDRESS
    others = tuple(one for one in theme.co_authors if one != whom)
    return _with_theme(round_, replace(theme, owner=whom, co_authors=others))


def _co_author(round_: Round, theme: Theme, change: RoundChange, known: Known) -> Round | str:
    del known
    if not (whom := read_address(change.to)):
        return texts.NO_ADDRESS
    if whom in theme.addresses:
        return texts.ALREADY_SO
    return _with_theme(round_, replace(theme, co_authors=(*theme.co_authors, whom)))


def _co_author_off(round_: Round, theme: Theme, change: RoundChange, known: Known) -> Round | str:
    del known
    if change.to == theme.owner:
        return round_texts.IS_OWNER
    if change.to not in theme.co_authors:
        return round_texts.NOT_THERE
    return _with_theme(
        round_, replace(theme, co_authors=tuple(one for one in theme.co_authors if one != change.to))
    )


def _theme_on(round_: Round, change: RoundChange, known: Known) -> Round | str:
    days = {facts.OPENS: round_.opens.isoformat(), facts.COUNCIL: round_.council.isoformat()}
    read = read_themes(change.to, {**days, facts.REGION: round_.region}, known, round_.themes)
    if read.faults:
        return "\n".join(one.problem for one in read.faults)
    if len(read.themes) != 1:
        return round_texts.THEME_ON_HOW
    [theme] = read.themes
    if round_.theme(theme.id) is not None:
        return round_texts.theme_there_already(theme.title)
    if len(round_.themes) >= MAX_THEMES:
        return setting_up_texts.too_many_themes(MAX_THEMES)
    own = None if theme.deadline == round_.deadline else theme.deadline
    return replace(round_, themes=(*round_.themes, replace(theme, deadline=own)))


def _theme_off(round_: Round, theme: Theme, change: RoundChange, known: Known) -> Round | str:
    del change, known
    if len(round_.themes) == 1:
        return round_texts.LAST_THEME
    return replace(round_, themes=tuple(one for one in round_.themes if one.id != theme.id))


def _with_theme(round_: Round, theme: Theme) -> Round:
    return replace(round_, themes=tuple(theme if one.id == theme.id else one for one in round_.themes))


def _participation_said(one: Participation) -> str:
    return ", ".join(part for part in ("ja" if one.asked else "nee", one.why) if part)


PEOPLE = frozenset({Wish.OWNER, Wish.CO_AUTHOR, Wish.CO_AUTHOR_OFF, Wish.COORDINATOR, Wish.COORDINATOR_OFF})
_OF_ROUND: Mapping[Wish, Callable[[Round, RoundChange, Known], Round | str]] = {
    Wish.DEADLINE: _deadline_of_round,
    Wish.OPENS: _opens,
    Wish.COUNCIL: _council,
    Wish.TITLE: _title_of_round,
    Wish.CAPACITY: _capacity,
    Wish.PRIORITIES: _priorities,
    Wish.PARTICIPATION: _participation,
    Wish.COORDINATOR: _coordinator,
    Wish.COORDINATOR_OFF: _coordinator_off,
    Wish.THEME_ON: _theme_on,
}
_OF_THEME: Mapping[Wish, Callable[[Round, Theme, RoundChange, Known], Round | str]] = {
    Wish.DEADLINE: _deadline_of_theme,
    Wish.TITLE: _title_of_theme,
    Wish.OWNER: _owner,
    Wish.CO_AUTHOR: _co_author,
    Wish.CO_AUTHOR_OFF: _co_author_off,
    Wish.THEME_OFF: _theme_off,
}
