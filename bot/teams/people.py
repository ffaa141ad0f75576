"""Who somebody is, by the member record that Teams keeps: name, address, and whether they are a guest."""

import logging
import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

from bot.teams.cleaning import sound
from bot.teams.connectors import SendFailedError
from bot.teams.outlet import Outlet
from bot.teams.references import BadReferenceError, Reference, read_reference
from bot.teams.registration import LOCAL_TENANT, ServiceUrlRefusedError
from dialogs.people import PersonKey, Profile

log = logging.getLogger(__name__)

FRESH = 15 * 60.0  # seconds in which a record is not read again
USABLE = 24 * 3600.0  # seconds in which an older record serves while Teams cannot be asked
KEPT = 2000  # people

Remember = Callable[[Profile, str], Awaitable[None]]
"""Keep who this is and how to reach them. An empty reference: not reachable any more, keep the rest."""

FindReference = Callable[[PersonKey], Awaitable[str]]
"""The reference that was kept for a person; empty when there is none."""

Open = Callable[[Reference], Awaitable[Outlet]]
"""An outlet for a kept reference; raises ServiceUrlRefusedError when it may not be used."""


@dataclass(slots=True)
class _Known:
    profile: Profile
    at: float
    kept: str = ""  # the reference that was remembered with this profile


class TeamsPeople:
    """The People port. A record is read at the first word, and again after a quarter of an hour."""

    def __init__(
        self,
        remember: Remember,
        find: FindReference,
        open_outlet: Open,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._remember = remember
        self._find = find
        self._open = open_outlet
        self._clock = clock
        self._known: OrderedDict[PersonKey, _Known] = OrderedDict()

    async def profile(self, who: PersonKey) -> Profile | None:
        """What Teams says of a person now; None when it cannot be read at the moment."""
        known = self._recent(who, FRESH)
        if known is not None:
            return known.profile
        text = await self._find(who)
        if not text:
            return None
        try:
            reference = read_reference(text)
            outlet = await self._open(reference)
        except (BadReferenceError, ServiceUrlRefusedError) as error:
            log.warning("a kept reference cannot be used: %s", type(error).__name__)
            return None
        return await self.speaking(who, reference, outlet)

    async def speaking(
        self, who: PersonKey, reference: Reference, outlet: Outlet, conversation: str = ""
    ) -> Profile | None:
        """The same of somebody who speaks in `conversation` (the reference's own when empty)."""
        known = self._recent(who, FRESH)
        if known is not None:
            return known.profile
        try:
            record = await outlet.member(conversation or reference.conversation, reference.user.id)
        except SendFailedError as error:
            log.warning("a member record could not be read: %s", error.status)
            old = self._recent(who, USABLE)
            return old.profile if old else None
        profile = profile_of(who, record)
        if profile is None:
            log.warning("a member record is of somebody else")
            return None
        old = self._known.get(who)
        kept = old.kept if old is not None and old.profile == profile else ""
        self._keep(who, _Known(profile, self._clock(), kept))
        return profile

    async def keep(self, profile: Profile, reference: Reference) -> None:
        """Remember how to reach somebody, unless that is what was remembered last."""
        text = reference.to_json()
        known = self._known.get(profile.key)
        if known is not None and known.kept == text and known.profile == profile:
            return
        await self._remember(profile, text)
        self._keep(profile.key, _Known(profile, known.at if known else self._clock(), text))

    def lost(self, who: PersonKey) -> None:
        """A message to this person was refused: when they speak again, how to reach them is kept anew."""
        if known := self._known.get(who):
            known.kept = ""

    async def gone(self, who: PersonKey, name: str) -> None:
        """The bot was removed by this person: they cannot be reached."""
        known = self._known.pop(who, None)
        await self._remember(known.profile if known else Profile(who, name), "")

    def _recent(self, who: PersonKey, seconds: float) -> _Known | None:
        known = self._known.get(who)
        return known if known is not None and self._clock() - known.at < seconds else None

    def _keep(self, who: PersonKey, known: _Known) -> None:
        self._known[who] = known
        self._known.move_to_end(who)
        while len(self._known) > KEPT:
            self._known.popitem(last=False)


def profile_of(who: PersonKey, record: Mapping[str, object]) -> Profile | None:
    """The profile in a member record; None when the record is of somebody else.

    A guest carries the host's tenant in every activity. The record tells them apart: another home
    tenant, the role, or "#EXT#" in the sign-in name that Entra makes for a guest.
    """
    fields = {name: value for name, value in record.items() if isinstance(value, str)}
    object_id = fields.get("aadObjectId") or fields.get("objectId")
    if object_id is not None and object_id.lower() != who.person.lower():
        return None
    home, principal = fields.get("tenantId", ""), fields.get("userPrincipalName", "")
    foreign = bool(home) and home.lower() != who.tenant.lower() and who.tenant != LOCAL_TENANT
    guest = (
        foreign
        or fields.get("userRole", "").lower() in {"guest", "anonymous"}
        or "#ext#" in principal.lower()
    )
    address = fields.get("email") or principal
    return Profile(who, sound(fields.get("name", "")), sound(address), guest)
