"""What the administrator sets, read from the environment; all faults are told at once, each with its fix."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from bot.fast_clock import FastClock
from bot.store.errors import StoreError
from bot.store.open import folder_of
from bot.teams.manifest.details import FIRST_VERSION, Details, fault_in
from bot.teams.registration import (
    FILE_HOSTS,
    TEAMS_HOSTS,
    Certificate,
    Credential,
    ManagedIdentity,
    Registration,
    RegistrationError,
    Secret,
)
from dialogs.people import read_address

DATA = "IVP_DATA"
STORE = "IVP_STORE"
APP_ID = "IVP_APP_ID"
TENANT_ID = "IVP_TENANT_ID"
APP_SECRET = "IVP_APP_SECRET"  # noqa: S105  (the name of the setting, not a secret)
CERTIFICATE = "IVP_CERTIFICATE"
THUMBPRINT = "IVP_CERTIFICATE_THUMBPRINT"
MANAGED = "IVP_MANAGED_IDENTITY"
HOSTS = "IVP_SERVICE_HOSTS"
FILE_PLACES = "IVP_FILE_HOSTS"
HOST = "IVP_HOST"
OPERATIONS_PORT = "IVP_OPERATIONS_PORT"
CONTACT = "IVP_CONTACT"
COORDINATORS = "IVP_COORDINATORS"
SENDS = "IVP_SENDS_PER_SECOND"
FAST_CLOCK = "IVP_FAST_CLOCK"
ORGANISATION = "IVP_ORGANISATION"
WEBSITE = "IVP_WEBSITE"
PRIVACY_PAGE = "IVP_PRIVACY_PAGE"
TERMS_PAGE = "IVP_TERMS_PAGE"

EVERY_SETTING = {
    DATA: "folder of the embedded store and of the plan library; default: data",
    STORE: "where answers are kept: tinydb:FOLDER; default: the folder of IVP_DATA",
    APP_ID: "application (client) id of the bot's registration",
    TENANT_ID: "id of the municipality's Entra tenant; nobody else gets in",
    APP_SECRET: "client secret of the registration; or use a certificate, or a managed identity",
    CERTIFICATE: "file (PEM) with the certificate's private key",
    THUMBPRINT: "thumbprint of that certificate, 40 hexadecimal digits",
    MANAGED: "yes: the machine's managed identity, whose client id is IVP_APP_ID",
    HOSTS: f"hosts that replies may go to, separated by commas; default: {', '.join(TEAMS_HOSTS)}",
    FILE_PLACES: (
        f"hosts that files of a chat are on, separated by commas; default: {', '.join(FILE_HOSTS)}; "
        "narrower: contoso-my.sharepoint.com"
    ),
    HOST: "address that `serve` listens on; default: 127.0.0.1, behind a proxy that does TLS",
    OPERATIONS_PORT: "loopback port of /readyz and /metrics; default: 9378",
    CONTACT: "whom a colleague is told to ask when something breaks; default: de beheerder",
    COORDINATORS: "addresses, separated by commas, of who may set up the first round in the chat",
    SENDS: "messages that the bot may send by itself in a second, to all together; default: 50",
    FAST_CLOCK: "for trying out with `serve --local`: seconds that pass in one, such as 600, or with a start "
    "2026-11-23T08:00/600",
    ORGANISATION: "name of the municipality under the app in Teams, at most 32 characters; for `package`",
    WEBSITE: "page (https) about the bot, or the municipality's own; for `package`",
    PRIVACY_PAGE: "page (https) with the privacy statement; for `package`",
    TERMS_PAGE: "page (https) with the terms of use; for `package`",
}

SHOWN_IN_TEAMS = {
    "organisation": ORGANISATION,
    "website": WEBSITE,
    "privacy": PRIVACY_PAGE,
    "terms": TERMS_PAGE,
}
IN_PACKAGE = {"app_id": APP_ID} | SHOWN_IN_TEAMS

CREDENTIALS = (APP_ID, TENANT_ID, APP_SECRET, CERTIFICATE, THUMBPRINT, MANAGED)


class SettingsError(ValueError):
    """Settings that cannot work. `faults` has a line for each: the setting, what is wrong, the fix."""

    def __init__(self, faults: tuple[str, ...]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings that can work."""

    data: Path
    store: str
    registration: Registration | None
    host: str = "127.0.0.1"
    operations_port: int = 9378
    contact: str = "de beheerder"
    coordinators: frozenset[str] = frozenset()  # addresses that may set up a round in the chat
    sends_per_second: int = 50
    fast_clock: FastClock | None = None

    @property
    def library(self) -> Path:
        """The folder of the plan library."""
        return self.data / "plans"


def read_settings(environment: Mapping[str, str], *, credentials: bool = False) -> Settings:
    """The settings in `environment`. With `credentials` they must hold a registration.

    Raises SettingsError with every fault that was found.
    """
    given = _given(environment)
    faults = _unknown(given)
    data = Path(given.get(DATA) or "data")
    store = given.get(STORE) or f"tinydb:{data}"
    _try(faults, STORE, lambda: folder_of(store))
    port = given.get(OPERATIONS_PORT) or "9378"
    if not (port.isdecimal() and 0 <= int(port) <= 65535):
        faults.append(f"{OPERATIONS_PORT}: {port!r} is no port; give a number from 1 to 65535")
    sends = given.get(SENDS) or "50"
    if not (sends.isdecimal() and 1 <= int(sends) <= 1000):
        faults.append(f"{SENDS}: {sends!r} is no number from 1 to 1000")
    clocks: list[FastClock] = []
    if given.get(FAST_CLOCK) and credentials:
        faults.append(f"{FAST_CLOCK}: goes with `serve --local` only; unset it")
    elif given.get(FAST_CLOCK):
        _try(faults, FAST_CLOCK, lambda: clocks.append(FastClock.read(given[FAST_CLOCK])))
    registration = None
    if any(given.get(name) for name in CREDENTIALS):
        registration = _registration(given, faults)
    elif credentials:
        faults += [
            f"{APP_ID}: set it to {EVERY_SETTING[APP_ID]}",
            f"{TENANT_ID}: set it to {EVERY_SETTING[TENANT_ID]}",
            f"{APP_SECRET}: set it to the client secret, or set {CERTIFICATE} or {MANAGED}",
        ]
    faults += _unfit(given, SHOWN_IN_TEAMS)
    coordinators = _coordinators(given, faults)
    if faults:
        raise SettingsError(tuple(faults))
    return Settings(
        data=data,
        store=store,
        registration=registration,
        host=given.get(HOST) or "127.0.0.1",
        operations_port=int(port),
        contact=given.get(CONTACT) or "de beheerder",
        coordinators=coordinators,
        sends_per_second=int(sends),
        fast_clock=clocks[0] if clocks else None,
    )


def read_details(environment: Mapping[str, str], version: str = FIRST_VERSION) -> Details:
    """What the Teams app package needs to know: no secret, so that it can be made on any machine.

    Raises SettingsError with every fault that was found.
    """
    given = _given(environment)
    faults = _unknown(given)
    missing = [name for name in IN_PACKAGE.values() if not given.get(name)]
    faults += [f"{name}: missing; set it to the {EVERY_SETTING[name]}" for name in missing]
    faults += _unfit(given, IN_PACKAGE)
    if faults:
        raise SettingsError(tuple(faults))
    return Details(**{field: given[name] for field, name in IN_PACKAGE.items()}, version=version)


def _unfit(given: Mapping[str, str], names: Mapping[str, str]) -> list[str]:
    """What Teams would refuse of what is set; `names` has the setting for a field of the package."""
    return [
        f"{name}: {fault}"
        for field, name in names.items()
        if given.get(name) and (fault := fault_in(field, given[name]))
    ]


def _given(environment: Mapping[str, str]) -> dict[str, str]:
    return {name: value.strip() for name, value in environment.items() if name.startswith("IVP_")}


def _unknown(given: Mapping[str, str]) -> list[str]:
    return [
        f"{name}: no such setting; the settings are {', '.join(EVERY_SETTING)}"
        for name in sorted(given)
        if name not in EVERY_SETTING
    ]


def _coordinators(given: Mapping[str, str], faults: list[str]) -> frozenset[str]:
    named = [one.strip() for one in given.get(COORDINATORS, "").split(",") if one.strip()]
    faults += [
        f"{COORDINATORS}: {one!r} is no address; give e-mail addresses with commas between them"
        for one in named
        if not read_address(one)
    ]
    return frozenset(read_address(one) for one in named) - {""}


def _registration(given: Mapping[str, str], faults: list[str]) -> Registration | None:
    missing = [name for name in (APP_ID, TENANT_ID) if not given.get(name)]
    faults += [f"{name}: missing; set it to {EVERY_SETTING[name]}" for name in missing]
    credential = _credential(given, faults)
    if missing or credential is None:
        return None
    hosts = _several(given, HOSTS) or TEAMS_HOSTS
    file_hosts = _several(given, FILE_PLACES) or FILE_HOSTS
    made: list[Registration] = []
    _try(
        faults,
        f"{APP_ID}, {TENANT_ID}, {FILE_PLACES}",
        lambda: made.append(Registration(given[APP_ID], given[TENANT_ID], credential, hosts, file_hosts)),
    )
    return made[0] if made else None


def _several(given: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(one.strip().lower() for one in given.get(name, "").split(",") if one.strip())


def _credential(given: Mapping[str, str], faults: list[str]) -> Credential | None:
    kinds = [name for name in (APP_SECRET, CERTIFICATE, MANAGED) if given.get(name)]
    if len(kinds) != 1:
        choice = f"set exactly one of {APP_SECRET}, {CERTIFICATE} and {MANAGED}"
        faults.append(f"{' and '.join(kinds) or APP_SECRET}: {choice}")
        return None
    made: list[Credential] = []
    if kinds == [APP_SECRET]:
        _try(faults, APP_SECRET, lambda: made.append(Secret(given[APP_SECRET])))
    elif kinds == [MANAGED]:
        if given[MANAGED].casefold() != "yes":
            faults.append(f"{MANAGED}: {given[MANAGED]!r}; say yes, or leave it out")
        else:
            made.append(ManagedIdentity())
    else:
        _try(faults, CERTIFICATE, lambda: made.append(_certificate(given)))
    return made[0] if made else None


def _certificate(given: Mapping[str, str]) -> Certificate:
    try:
        key = Path(given[CERTIFICATE]).read_text(encoding="ascii")
    except (OSError, ValueError) as error:
        reason = "it cannot be read" if isinstance(error, OSError) else "it is no PEM file"
        raise RegistrationError(f"{reason}; name a PEM file with the private key") from error
    return Certificate(given.get(THUMBPRINT, ""), key)


def _try(faults: list[str], name: str, make: Callable[[], object]) -> None:
    try:
        make()
    except (RegistrationError, StoreError, ValueError) as error:
        faults.append(f"{name}: {error}")
