"""Who speaks, and what may be known of them."""

import re
from dataclasses import dataclass
from datetime import datetime

from dialogs.values import sound_text

_ADDRESS = re.compile(r"[^\s,;<>()\"'@:|]{1,64}@[^\s,;<>()\"'@:|]+\.[^\s,;<>()\"'@:|.]+")
_AROUND = " .,!;:…'\"“”‘’<>()"


@dataclass(frozen=True, slots=True)
class PersonKey:
    """One person of one tenant: the identity that rights and records hang on."""

    tenant: str
    person: str  # the Entra object id; in the local stand-in an id of its own

    def __post_init__(self) -> None:
        for part in (self.tenant, self.person):
            if not part or len(part) > 128:
                raise ValueError("tenant and person are texts of 1 to 128 characters")
            sound_text(part)


@dataclass(frozen=True, slots=True)
class Profile:
    """What the member record of Teams says of a person."""

    key: PersonKey
    name: str
    address: str = ""  # e-mail or user principal name, lower case; how a round names its people
    guest: bool = False

    def __post_init__(self) -> None:
        object.__setattr__(self, "address", self.address.strip().casefold())


def name_from(address: str) -> str:
    """A name to show for an address until its owner is known: "samira.el-idrissi@…" → "Samira El-Idrissi"."""
    return " ".join(part.title() for part in address.partition("@")[0].split(".") if part)


def read_address(text: str) -> str:
    """The e-mail address or sign-in name in a typed word, in lower case; "" when it is none."""
    bare = text.strip(_AROUND).removeprefix("mailto:").casefold()
    return bare if _ADDRESS.fullmatch(bare) else ""


@dataclass(frozen=True, slots=True)
class PersonRecord:
    """What the store keeps of a person who spoke to the bot or was named in a round.

    `reference` is how Teams reaches the person again: opaque to all but bot/teams. `refused` says why Teams
    took no message for them the last time ("403": they blocked or removed the bot); empty when all is well.
    """

    profile: Profile
    reference: str = ""
    nudges: bool = True
    moment: datetime | None = None  # when this person asked the bot to come back
    refused: str = ""
    quiet_until: datetime | None = None  # no nudges before: away, or a pause of their own
    since: datetime | None = None  # when the bot could first write to them

    def __post_init__(self) -> None:
        for moment in (self.moment, self.quiet_until, self.since):
            if moment is not None and moment.tzinfo is None:
                raise ValueError("a moment of a person needs a time zone")

    @property
    def reachable(self) -> bool:
        """Whether a message would arrive, as far as is known."""
        return bool(self.reference) and not self.refused
