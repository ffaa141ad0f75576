"""A round: the collection of input for one new plan, as its file describes it (DESIGN §4)."""

import re
from dataclasses import dataclass
from datetime import date
from zoneinfo import ZoneInfo

from dialogs.values import sound_text

ID = re.compile(r"[a-z0-9_-]{1,40}")
PERIOD = re.compile(r"(\d{4})-(\d{4})")


class Fault(ValueError):  # noqa: N818  (a fault of a file, listed with others; never raised alone at the edge)
    """One thing wrong with a round: which key, and how to mend it."""


@dataclass(frozen=True, slots=True)
class Theme:
    """A safety theme and the people who answer for it, named by address."""

    id: str
    title: str
    field: str = ""  # one of the five safety fields
    owner: str = ""
    co_authors: tuple[str, ...] = ()
    deadline: date | None = None  # its own, instead of that of the round

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise Fault(f"theme id {self.id!r}: use 1 to 40 of a-z, 0-9, _ and -")
        if not self.title.strip():
            raise Fault(f"theme {self.id}: give it a title")
        sound_text(self.title)
        object.__setattr__(self, "owner", self.owner.strip().casefold())
        object.__setattr__(self, "co_authors", tuple(a.strip().casefold() for a in self.co_authors))

    @property
    def addresses(self) -> frozenset[str]:
        """Everybody who may fill in this theme."""
        return frozenset((self.owner, *self.co_authors)) - {""}


@dataclass(frozen=True, slots=True)
class Participation:
    """Whether residents are asked for their opinion, and why (not)."""

    asked: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Round:
    """One round. Dates are local dates in `zone`; the deadline and the closing day count in full."""

    id: str
    title: str
    period: str  # of the new plan: "2027-2030"
    opens: date
    deadline: date
    council: date
    themes: tuple[Theme, ...]
    coordinators: tuple[str, ...]
    plan: str = ""  # the name of the current plan in the library
    format: str = "ivp"
    zone: str = "Europe/Amsterdam"
    region: str = "midden"
    participation: Participation = Participation()
    capacity_fte: str = ""  # as written, a decimal number; empty: not given
    max_priorities: int | None = None

    def __post_init__(self) -> None:
        if not ID.fullmatch(self.id):
            raise Fault(f"id {self.id!r}: use 1 to 40 of a-z, 0-9, _ and -")
        years = PERIOD.fullmatch(self.period)
        if not years or int(years[1]) > int(years[2]):
            raise Fault(f"periode {self.period!r}: write two years, such as 2027-2030")
        if not self.opens <= self.deadline <= self.council:
            raise Fault("opent, deadline and raad must follow each other in this order")
        for theme in self.themes:
            if theme.deadline and not self.opens <= theme.deadline <= self.council:
                raise Fault(f"theme {theme.id}: its deadline must lie between opent and raad")
        ids = [theme.id for theme in self.themes]
        if not ids or len(set(ids)) != len(ids):
            raise Fault("themas: give at least one, each with an id of its own")
        if not self.coordinators:
            raise Fault("coordinatoren: name at least one address")
        if self.region not in {"noord", "midden", "zuid"}:
            raise Fault(f"regio {self.region!r}: choose noord, midden or zuid")
        try:
            ZoneInfo(self.zone)
        except (KeyError, ValueError, OSError) as error:
            raise Fault(f"zone {self.zone!r}: not a known time zone") from error
        object.__setattr__(self, "coordinators", tuple(a.strip().casefold() for a in self.coordinators))

    @property
    def years(self) -> tuple[int, int]:
        """First and last year of the new plan."""
        first, last = self.period.split("-")
        return int(first), int(last)

    def theme(self, theme_id: str) -> Theme | None:
        """The theme with that id, or None."""
        return next((theme for theme in self.themes if theme.id == theme_id), None)

    def deadline_of(self, theme: Theme) -> date:
        """The last day on which a theme can be filled in: its own deadline, else that of the round."""
        return theme.deadline or self.deadline

    def themes_of(self, address: str) -> tuple[Theme, ...]:
        """The themes that somebody may fill in, in the order of the round."""
        return tuple(theme for theme in self.themes if address and address in theme.addresses)

    def current_period(self) -> str:
        """The period of the plan that is in force now: the four years before the new one."""
        first, last = self.years
        length = last - first + 1
        return f"{first - length}-{first - 1}"
