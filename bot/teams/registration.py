"""Who the bot is: its app registration in one Entra tenant, and the hosts that it may answer to."""

import re
from dataclasses import dataclass, field
from urllib.parse import urlsplit

GUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)

FILE_HOST = re.compile(r"(\*\.)?([a-z0-9-]+\.)+[a-z]{2,}")

TEAMS_HOSTS = ("smba.trafficmanager.net",)
"""Where Teams' public cloud takes a bot's messages. Other clouds: a setting."""

FILE_HOSTS = ("*.sharepoint.com",)
"""Where Microsoft 365 keeps the files of a chat. A setting can narrow it to the municipality's own hosts."""

LOCAL_TENANT = "lokaal"
"""The tenant of an activity that names none, in local mode only (DESIGN §8)."""


class RegistrationError(ValueError):
    """The registration cannot work; its text (English, for the administrator) says what to set."""


@dataclass(frozen=True, slots=True)
class Secret:
    """A client secret."""

    value: str = field(repr=False)

    def __post_init__(self) -> None:
        if not self.value.strip():
            raise RegistrationError("the client secret is empty")


@dataclass(frozen=True, slots=True)
class Certificate:
    """A certificate whose private key (PEM) is kept here; `public` (PEM) allows renewal by subject name."""

    thumbprint: str
    private_key: str = field(repr=False)
    public: str = field(default="", repr=False)

    def __post_init__(self) -> None:
        if not re.fullmatch(r"[0-9A-Fa-f]{40}", self.thumbprint):
            raise RegistrationError("the certificate's thumbprint must be 40 hexadecimal digits")
        if "PRIVATE KEY" not in self.private_key:
            raise RegistrationError("the certificate's private key must be in PEM form")


@dataclass(frozen=True, slots=True)
class ManagedIdentity:
    """An identity that Azure gives to the machine, by its client id: nothing to keep secret."""


Credential = Secret | Certificate | ManagedIdentity


@dataclass(frozen=True, slots=True)
class Registration:
    """A single-tenant registration. Raises RegistrationError for what cannot be one."""

    app_id: str
    tenant: str
    credential: Credential
    service_hosts: tuple[str, ...] = TEAMS_HOSTS
    file_hosts: tuple[str, ...] = FILE_HOSTS

    def __post_init__(self) -> None:
        for name, value in (("app id", self.app_id), ("tenant id", self.tenant)):
            if not GUID.fullmatch(value):
                raise RegistrationError(f"the {name} must be a GUID, as the registration in Entra shows it")
        if not self.service_hosts:
            raise RegistrationError("at least one service host must be allowed")
        if not all(FILE_HOST.fullmatch(host) for host in self.file_hosts):
            raise RegistrationError("a file host looks like contoso-my.sharepoint.com or *.sharepoint.com")


class ServiceUrlRefusedError(PermissionError):
    """A service URL that the bot must not send to: its token would go to a stranger."""


@dataclass(frozen=True, slots=True)
class ServiceUrls:
    """The addresses that replies may go to: https on a list of hosts, or in local mode only this machine."""

    hosts: tuple[str, ...]
    local: bool = False

    def check(self, url: str) -> None:
        """Raise ServiceUrlRefusedError unless the bot may send to `url`."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            raise ServiceUrlRefusedError("the service URL is no URL") from None
        if parts.username is not None or parts.query or parts.fragment:
            raise ServiceUrlRefusedError("the service URL holds more than an address")
        if self.local:
            if parts.scheme not in {"http", "https"} or host not in {"127.0.0.1", "::1", "localhost"}:
                raise ServiceUrlRefusedError("in local mode the service URL must be on this machine")
            return
        if parts.scheme != "https" or host not in self.hosts or port not in {None, 443}:
            raise ServiceUrlRefusedError("the service URL is not https on an allowed host")
