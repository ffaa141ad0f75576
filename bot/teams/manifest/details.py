"""What the package says of the municipality that runs the bot; every fault has its sentence."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, fields
from urllib.parse import urlsplit

from bot.teams.registration import GUID

LONGEST_NAME = 32  # characters; developer.name in Microsoft's schema
LONGEST_ADDRESS = 2048  # characters; the same schema
FIRST_VERSION = "1.0.0"
VERSION = re.compile(r"(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})\.(0|[1-9]\d{0,4})")


class DetailsError(ValueError):
    """Details that Teams would refuse; its text (English, for the administrator) names each fault."""


@dataclass(frozen=True, slots=True)
class Details:
    """Details that Teams takes. Raises DetailsError with all faults at once."""

    app_id: str
    organisation: str
    website: str
    privacy: str
    terms: str
    version: str = FIRST_VERSION

    def __post_init__(self) -> None:
        faults = [
            f"{each.name} {fault}"
            for each in fields(self)
            if (fault := fault_in(each.name, getattr(self, each.name)))
        ]
        if faults:
            raise DetailsError("; ".join(faults))


def fault_in(name: str, value: str) -> str:
    """What is wrong with the value for a field of Details; empty when nothing is."""
    return _CHECKS[name](value)


def _guid(value: str) -> str:
    return "" if GUID.fullmatch(value) else "must be a GUID, as the registration in Entra shows it"


def _name(value: str) -> str:
    if not value.strip() or not value.isprintable():
        return "must be a name in one line"
    return f"has {len(value)} characters; at most {LONGEST_NAME} fit" if len(value) > LONGEST_NAME else ""


def _address(value: str) -> str:
    try:
        parts = urlsplit(value)
        found = parts.scheme == "https" and bool(parts.hostname) and parts.username is None
    except ValueError:
        found = False
    if not found or len(value) > LONGEST_ADDRESS or any(letter.isspace() for letter in value):
        return "must be the address of a page, beginning with https://"
    return ""


def _version(value: str) -> str:
    return "" if VERSION.fullmatch(value) else "must be three numbers, such as 1.0.1"


_CHECKS: Mapping[str, Callable[[str], str]] = {
    "app_id": _guid,
    "organisation": _name,
    "website": _address,
    "privacy": _address,
    "terms": _address,
    "version": _version,
}
