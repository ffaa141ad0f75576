"""Putting a round in place: the one rule, wherever it comes from, that answers are never lost."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dialogs.intake.theme_log import Entry, ThemeKey
from dialogs.rounds.round import Round, Theme


class Rounds(Protocol):
    """The part of the store that this needs."""

    async def log(self, key: ThemeKey) -> Sequence[Entry]:
        """All entries of a theme."""
        ...

    async def rounds(self, tenant: str) -> Sequence[Round]:
        """All rounds of a tenant."""
        ...

    async def put_round(self, tenant: str, round_: Round) -> None:
        """Add or replace a round."""
        ...


class HasAnswersError(ValueError):
    """Themes that would go while somebody wrote in them. `themes` are those."""

    def __init__(self, themes: Sequence[Theme]) -> None:
        super().__init__(", ".join(theme.id for theme in themes))
        self.themes = tuple(themes)


@dataclass(frozen=True, slots=True)
class Placed:
    """What became of it: `before` is the round that stood there, None for a new one."""

    before: Round | None
    changed: bool


async def put_in_place(store: Rounds, tenant: str, round_: Round) -> Placed:
    """Add a round or change it; the same round again changes nothing.

    Raises HasAnswersError when a theme would go that has answers: it stays, with another owner if need be.
    """
    before = next((one for one in await store.rounds(tenant) if one.id == round_.id), None)
    if before == round_:
        return Placed(before, changed=False)
    kept = {theme.id for theme in round_.themes}
    gone = [theme for theme in before.themes if theme.id not in kept] if before else []
    if answered := [one for one in gone if await store.log(ThemeKey(tenant, round_.id, one.id))]:
        raise HasAnswersError(answered)
    await store.put_round(tenant, round_)
    return Placed(before, changed=True)
