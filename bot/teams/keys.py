"""The channel's signing keys: fetched off the event loop, in time, not too often (DESIGN §10, rows 4, 5)."""

import asyncio
import json
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass

import aiohttp
from jwt.algorithms import RSAAlgorithm
from jwt.exceptions import InvalidKeyError

log = logging.getLogger(__name__)

FetchJson = Callable[[str], Awaitable[object]]
"""Gives the JSON document at a URL; raises whatever went wrong."""

REFRESH_AFTER = 12 * 3600.0  # seconds; half the life, so that expiry is never met while all is well
EXPIRE_AFTER = 24 * 3600.0  # seconds; the documentation of Bot Framework asks for a refresh every day
REFETCH_PAUSE = 300.0  # seconds between two fetches that an unknown key asks for
RETRY_PAUSE = 5.0  # seconds between two fetches while there is no usable key at all
TIMEOUT = 10.0  # seconds for one document


class KeysUnavailableError(PermissionError):
    """The signing keys cannot be fetched, so no token can be checked."""


class UnknownKeyError(PermissionError):
    """A token names a key that the channel does not publish."""


@dataclass(frozen=True, slots=True)
class Key:
    """One public key and the channels that it may speak for; the SDK reads both by these names."""

    public_key: object
    endorsements: tuple[str, ...]


class SigningKeys:
    """The published keys of one issuer, with the `get` that the SDK's token extractor calls.

    A refresh starts in the background after 12 hours, so a turn waits for one only at the start, after
    24 hours of failing refreshes, and for a key id never seen (at most every 5 minutes).
    """

    def __init__(self, url: str, fetch: FetchJson, clock: Callable[[], float] = time.monotonic) -> None:
        self._url = url
        self._fetch = fetch
        self._clock = clock
        self._keys: Mapping[str, Key] = {}
        self._fetched: float | None = None
        self._tried: float | None = None
        self._one_at_a_time = asyncio.Lock()
        self._background: asyncio.Task[None] | None = None

    @property
    def ready(self) -> bool:
        """Whether a token could be checked without a fetch."""
        return self._age() < EXPIRE_AFTER

    async def get(self, key_id: str | None) -> Key:
        """The key with this id. Raises UnknownKeyError or KeysUnavailableError."""
        if not self.ready:
            await self._refresh(RETRY_PAUSE)
            if not self.ready:
                raise KeysUnavailableError("the signing keys cannot be fetched")
        elif self._age() > REFRESH_AFTER:
            self._refresh_behind()
        key = self._keys.get(key_id or "")
        if key is None:
            await self._refresh(REFETCH_PAUSE)
            key = self._keys.get(key_id or "")
        if key is None:
            raise UnknownKeyError("the token is signed with a key that the channel does not publish")
        return key

    async def warm(self) -> bool:
        """Fetch the keys before anybody calls; whether that worked."""
        await self._refresh(RETRY_PAUSE)
        return self.ready

    async def close(self) -> None:
        """Stop a refresh that still runs."""
        if self._background is not None:
            self._background.cancel()
            await asyncio.gather(self._background, return_exceptions=True)

    def _age(self) -> float:
        return float("inf") if self._fetched is None else self._clock() - self._fetched

    def _refresh_behind(self) -> None:
        if self._background is None or self._background.done():
            self._background = asyncio.create_task(self._refresh(REFETCH_PAUSE))

    async def _refresh(self, pause: float) -> None:
        """Fetch the keys, unless that was tried in the last `pause` seconds; a failure keeps the old ones."""
        async with self._one_at_a_time:
            if self._tried is not None and self._clock() - self._tried < pause:
                return
            self._tried = self._clock()
            try:
                keys = await self._published()
            except Exception as error:  # whatever the network or the document does: the old keys stay
                log.error("signing keys could not be fetched: %s", type(error).__name__)
                return
            self._keys, self._fetched = keys, self._clock()

    async def _published(self) -> Mapping[str, Key]:
        async with asyncio.timeout(2 * TIMEOUT):
            metadata = await self._fetch(self._url)
            if not isinstance(metadata, dict) or not str(metadata.get("jwks_uri", "")).startswith("https://"):
                raise ValueError("the metadata names no key document")
            document = await self._fetch(str(metadata["jwks_uri"]))
        keys = dict(_read_keys(document))
        if not keys:
            raise ValueError("the key document holds no usable key")
        return keys


class NoKeys:
    """Stands where the SDK would look up keys of issuers that this bot never trusts (emulator, skills)."""

    async def get(self, key_id: str | None) -> Key:  # noqa: ARG002 - the SDK calls it so
        """Refuse. Raises UnknownKeyError."""
        raise UnknownKeyError("tokens of this issuer are not accepted")


def _read_keys(document: object) -> list[tuple[str, Key]]:
    """The RSA keys of a key document. A key that names no channel is left out.

    The SDK skips the channel check for such a key, so a token of any channel would pass as Teams.
    """
    entries = document.get("keys") if isinstance(document, dict) else None
    found: list[tuple[str, Key]] = []
    for entry in entries if isinstance(entries, list) else []:
        if not isinstance(entry, dict) or not isinstance(entry.get("kid"), str):
            continue
        endorsements = entry.get("endorsements")
        if not isinstance(endorsements, list) or not endorsements:
            continue
        try:
            public = RSAAlgorithm.from_jwk(json.dumps(entry))
        except (InvalidKeyError, ValueError):
            continue
        found.append((entry["kid"], Key(public, tuple(map(str, endorsements)))))
    return found


async def fetch_json(url: str) -> object:
    """The JSON document at `url`, within 10 seconds and honouring the machine's proxy settings."""
    timeout = aiohttp.ClientTimeout(total=TIMEOUT)
    async with (
        aiohttp.ClientSession(timeout=timeout, trust_env=True) as session,
        session.get(url, allow_redirects=False) as response,
    ):
        response.raise_for_status()
        return await response.json(content_type=None)
