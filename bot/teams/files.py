"""Fetching a file that somebody sent, and putting one where they keep files (DESIGN §8, §9).

The URLs carry their own permission for some minutes. The bot's token stays home, a redirect is not followed,
and neither a URL nor a name is logged.
"""

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

import aiohttp

from bot.teams.attachments import UploadPlace

log = logging.getLogger(__name__)

MOST_BYTES = 30_000_000  # of a file that is fetched: the largest plan that is sent in a chat
AT_ONCE = 4  # files that are fetched or put, so that memory stays bounded
CONNECT_WITHIN = 5.0  # seconds
FETCH_WITHIN = 20.0  # seconds, waiting for a turn included
PUT_WITHIN = 12.0  # seconds: Teams gives up on the accepted card after about 15
_GONE = frozenset({401, 403, 404, 410})


class Fault(StrEnum):
    """Why a file could not be fetched or put."""

    REFUSED = "refused"  # not a place that files of this bot are kept
    TOO_LARGE = "too_large"
    GONE = "gone"  # the link is too old
    AWAY = "away"  # no answer, or not in time


class FileFailedError(Exception):
    """A file that could not be fetched or put; `fault` says why, without a name or a URL."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault.value)
        self.fault = fault


@dataclass(frozen=True, slots=True)
class FileHosts:
    """Where files may be: https on these hosts (`*.` begins a pattern), or on this machine only."""

    hosts: tuple[str, ...]
    local: bool = False

    def allows(self, url: str) -> bool:
        """Whether the bot may fetch from, or put at, `url`."""
        try:
            parts = urlsplit(url)
            host, port = parts.hostname or "", parts.port
        except ValueError:
            return False
        if parts.username is not None or parts.fragment:
            return False
        if self.local:
            return parts.scheme == "http" and host in {"127.0.0.1", "::1", "localhost"}
        return parts.scheme == "https" and port in {None, 443} and any(_is(host, one) for one in self.hosts)


class Files:
    """Fetches and puts; holds connections and nothing else."""

    def __init__(self, hosts: FileHosts, most_bytes: int = MOST_BYTES) -> None:
        self._hosts = hosts
        self._most_bytes = most_bytes
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._session: aiohttp.ClientSession | None = None

    async def fetch(self, url: str) -> bytes:
        """What stands at `url`. Raises FileFailedError."""
        self._check(url)
        async with (
            self._line(FETCH_WITHIN) as session,
            session.get(url, headers={"Accept-Encoding": "identity"}, allow_redirects=False) as answer,
        ):
            _look_at(answer, {200})
            return await self._read(answer)

    async def put(self, place: UploadPlace, data: bytes) -> None:
        """Put a whole file in an upload session. Raises FileFailedError."""
        self._check(place.upload_url)
        self._check(place.content_url)
        headers = {
            "Content-Range": f"bytes 0-{len(data) - 1}/{len(data)}",
            "Content-Type": "application/octet-stream",
        }
        async with (
            self._line(PUT_WITHIN) as session,
            session.put(place.upload_url, data=data, headers=headers, allow_redirects=False) as answer,
        ):
            _look_at(answer, {200, 201})  # 202: a part is missing

    async def close(self) -> None:
        """Give the connections back."""
        if self._session is not None:
            await self._session.close()

    def _check(self, url: str) -> None:
        if not self._hosts.allows(url):
            log.warning("a file was not fetched or put: not https on a host of IVP_FILE_HOSTS")
            raise FileFailedError(Fault.REFUSED)

    @asynccontextmanager
    async def _line(self, seconds: float) -> AsyncIterator[aiohttp.ClientSession]:
        """A place among the transfers that run, with a limit on time. Raises FileFailedError."""
        try:
            async with asyncio.timeout(seconds), self._at_once:
                yield self._opened()
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            log.warning("a file transfer broke: %s", type(error).__name__)
            raise FileFailedError(Fault.AWAY) from error

    async def _read(self, answer: aiohttp.ClientResponse) -> bytes:
        """The body, given up as soon as it is too large, whatever its length was said to be."""
        if (answer.content_length or 0) > self._most_bytes:
            raise FileFailedError(Fault.TOO_LARGE)
        found = bytearray()
        async for piece in answer.content.iter_any():
            found += piece
            if len(found) > self._most_bytes:
                raise FileFailedError(Fault.TOO_LARGE)
        return bytes(found)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=aiohttp.ClientTimeout(total=None, connect=CONNECT_WITHIN),
                trust_env=not self._hosts.local,
                cookie_jar=aiohttp.DummyCookieJar(),
                auto_decompress=False,
            )
        return self._session


def _look_at(answer: aiohttp.ClientResponse, good: set[int]) -> None:
    if answer.status not in good:
        log.warning("a file transfer was answered with %s", answer.status)
        raise FileFailedError(Fault.GONE if answer.status in _GONE else Fault.AWAY)


def _is(host: str, allowed: str) -> bool:
    return host.endswith(allowed[1:]) if allowed.startswith("*.") else host == allowed
