"""The bot's own access tokens: one credential object, asked in a thread, ahead of expiry (rows 3, 4)."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import msal
import requests
from botframework.connector.auth import (
    CertificateAppCredentials,
    ManagedIdentityAppCredentials,
    MicrosoftAppCredentials,
)

from bot.teams.registration import Certificate, ManagedIdentity, Registration, Secret

TokenSource = Callable[[], Awaitable[str]]
"""Gives an access token that is valid now."""

TIMEOUT = 10.0  # seconds for one request to Entra

# MSAL hands out a token of its cache only while it lives five minutes or longer. Asking it again after
# two minutes and never using an answer beyond four therefore renews ahead of expiry without reading
# the token, which is not ours to read.
ASK_AGAIN = 120.0
USE_UNTIL = 240.0


class TokenUnavailableError(ConnectionError):
    """Entra gave no token in time, so nothing can be sent."""


@dataclass(slots=True)
class _Held:
    token: str
    at: float


class BearerTokens:
    """Access tokens for one audience; `ask` blocks, so it runs in a thread, one call at a time."""

    def __init__(
        self, ask: Callable[[], str], threads: ThreadPoolExecutor, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._ask = ask
        self._threads = threads
        self._clock = clock
        self._held: _Held | None = None
        self._asking: asyncio.Task[str] | None = None

    async def __call__(self) -> str:
        """A valid token. Raises TokenUnavailableError."""
        held = self._held
        age = float("inf") if held is None else self._clock() - held.at
        if held is None or age >= USE_UNTIL:
            return await asyncio.shield(self._renewal())
        if age >= ASK_AGAIN:
            self._renewal()
        return held.token

    def _renewal(self) -> asyncio.Task[str]:
        if self._asking is None or self._asking.done():
            self._asking = asyncio.create_task(self._renew())
            self._asking.add_done_callback(_seen)
        return self._asking

    async def _renew(self) -> str:
        loop = asyncio.get_running_loop()
        try:
            async with asyncio.timeout(2 * TIMEOUT):
                token = await loop.run_in_executor(self._threads, self._ask)
        except Exception as error:  # MSAL raises KeyError, PermissionError, requests' errors and more
            raise TokenUnavailableError(type(error).__name__) from None
        self._held = _Held(token, self._clock())
        return token


def _seen(task: asyncio.Task[str]) -> None:
    """Look at the outcome, so that a failed renewal nobody waits for is no unhandled exception."""
    if not task.cancelled():
        task.exception()


class BoundedSession(requests.Session):
    """A requests session in which no call waits for ever: MSAL itself sets no time limit."""

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        """As requests does, with a time limit when none is given."""
        kwargs.setdefault("timeout", TIMEOUT)
        return super().request(*args, **kwargs)


def asker(registration: Registration, audience: str) -> Callable[[], str]:
    """The blocking call that gives a token for `audience`, by the SDK's credential classes.

    The MSAL client is made at the first call, in the thread: making one already goes to the network.
    """
    match registration.credential:
        case Secret(value):
            secret: Any = MicrosoftAppCredentials(registration.app_id, value, registration.tenant, audience)
            return _with_client(secret, lambda: _confidential(registration, secret, value))
        case Certificate(thumbprint, private_key, public):
            signed: Any = CertificateAppCredentials(
                registration.app_id, thumbprint, private_key, registration.tenant, audience, public or None
            )
            key: dict[str, str] = {"thumbprint": thumbprint, "private_key": private_key}
            if public:
                key["public_certificate"] = public
            return _with_client(signed, lambda: _confidential(registration, signed, key))
        case ManagedIdentity():
            managed: Any = ManagedIdentityAppCredentials(registration.app_id, audience)
            identity = msal.UserAssignedManagedIdentity(client_id=registration.app_id)
            return _with_client(
                managed, lambda: msal.ManagedIdentityClient(identity, http_client=BoundedSession())
            )


def _confidential(registration: Registration, credentials: Any, proof: str | dict[str, str]) -> Any:
    return msal.ConfidentialClientApplication(
        client_id=registration.app_id,
        client_credential=proof,
        authority=credentials.oauth_endpoint,
        http_client=BoundedSession(),
    )


def _with_client(credentials: Any, make_client: Callable[[], Any]) -> Callable[[], str]:
    def ask() -> str:
        if credentials.app is None:
            credentials.app = make_client()
        return str(credentials.get_access_token())

    return ask
