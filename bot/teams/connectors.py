"""The way out: one connector per service URL, over one pool of connections, with limits on time (rows 3, 7).

The SDK would make a client, a session and a token for every turn, send with `requests` in the default
thread pool without a useful time limit, and fetch its token on the event loop.
"""

import json
import logging
from collections import OrderedDict
from collections.abc import Callable
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import Any

import aiohttp
from botframework.connector import AsyncBfPipeline, BotFrameworkConnectorConfiguration
from botframework.connector.auth import ConnectorFactory
from msrest.pipeline import Response, SansIOHTTPPolicy
from msrest.pipeline.async_abc import AsyncHTTPSender
from msrest.universal_http import HTTPClientResponse

from bot.teams.bodies import LeanClient
from bot.teams.registration import ServiceUrls
from bot.teams.tokens import TokenSource

log = logging.getLogger(__name__)

CONNECTIONS = 32  # at the same time, to all service URLs together
CONNECT_WITHIN = 5.0  # seconds
ANSWER_WITHIN = 10.0  # seconds in all; Teams itself gives a bot about 15 for an invoke
KEPT = 32  # connectors


class SendFailedError(ConnectionError):
    """A request to the channel failed.

    `status` is what the channel answered, None when nothing came. `written` tells whether the request
    may have reached it: only when it did not may the same thing be sent again without a thought.
    `retry_after` is what the channel asked for, in seconds.
    """

    def __init__(self, status: int | None, *, written: bool, retry_after: float | None = None) -> None:
        super().__init__(f"the channel answered {status}" if status else "the channel did not answer")
        self.status = status
        self.written = written
        self.retry_after = retry_after


class Line:
    """The pool of connections; opened at the first use, because it belongs to the running event loop."""

    def __init__(self, answer_within: float = ANSWER_WITHIN, *, proxies: bool = True) -> None:
        self._limits = aiohttp.ClientTimeout(total=answer_within, connect=CONNECT_WITHIN)
        self._proxies = proxies
        self._session: aiohttp.ClientSession | None = None

    async def request(
        self, method: str, url: str, headers: dict[str, str], body: str | bytes | None
    ) -> "_Answer":
        """The channel's answer, whatever its status. Raises SendFailedError when there is none."""
        session = self._opened()
        try:
            async with session.request(
                method, url, headers=headers, data=body, allow_redirects=False
            ) as response:
                return _Answer(
                    response.status, response.reason or "", response.headers, await response.read()
                )
        except (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError) as error:
            raise SendFailedError(None, written=False) from error
        except (aiohttp.ClientError, TimeoutError, OSError) as error:
            raise SendFailedError(None, written=True) from error

    async def close(self) -> None:
        """Give the connections back."""
        if self._session is not None:
            await self._session.close()

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None:
            self._session = aiohttp.ClientSession(
                timeout=self._limits,
                connector=aiohttp.TCPConnector(limit=CONNECTIONS),
                trust_env=self._proxies,
                cookie_jar=aiohttp.DummyCookieJar(),
            )
        return self._session


class _Answer:
    """One answer, read in full."""

    __slots__ = ("body", "headers", "reason", "status")

    def __init__(self, status: int, reason: str, headers: Any, body: bytes) -> None:
        self.status, self.reason, self.headers, self.body = status, reason, headers, body


class _ReadResponse(HTTPClientResponse):
    """An answer in the shape that the SDK's operations read.

    Every answer that the bot uses is a JSON object. Anything else is given as empty: the channel took the
    request, only its words are lost, and the SDK would break on them.
    """

    def __init__(self, request: Any, answer: _Answer) -> None:
        super().__init__(request, answer)
        self.status_code, self.reason, self.headers = answer.status, answer.reason, answer.headers
        self._body = answer.body if _is_object(answer.body) else b""

    def body(self) -> bytes:
        return self._body


class _Sender(AsyncHTTPSender[Any, Any]):
    """The last step of the SDK's pipeline: puts the token on the request and sends it over our line."""

    def __init__(self, line: Line, token: TokenSource | None) -> None:
        self._line = line
        self._token = token

    async def send(self, request: Any, **_options: Any) -> Any:
        http = request.http_request
        headers = dict(http.headers)
        if self._token is not None:
            try:
                headers["Authorization"] = f"Bearer {await self._token()}"
            except ConnectionError as error:
                raise SendFailedError(None, written=False) from error
        answer = await self._line.request(http.method, http.url, headers, http.data)
        if answer.status >= 300:  # a redirect is not followed: our token is for this host
            raise SendFailedError(answer.status, written=True, retry_after=_seconds(answer.headers))
        return Response(request, _ReadResponse(http, answer))

    async def __aexit__(self, *_details: object) -> None:
        """Nothing: the line outlives a connector."""


class _NothingToAdd(SansIOHTTPPolicy[Any, Any]):
    """Stands where the SDK expects credentials; the token is added by the sender, which may wait for it."""


class Connectors(ConnectorFactory):  # type: ignore[misc]  # the SDK is untyped
    """Gives the same client again for the same service URL and audience."""

    def __init__(
        self,
        line: Line,
        allowed: ServiceUrls,
        audience: str,
        tokens: Callable[[str], TokenSource] | None,
    ) -> None:
        self._line = line
        self._allowed = allowed
        self._audience = audience
        self._tokens = tokens
        self._sources: dict[str, TokenSource] = {}
        self._clients: OrderedDict[tuple[str, str], Any] = OrderedDict()

    async def create(self, service_url: str, audience: str | None = None) -> Any:
        """A connector client. Raises ServiceUrlRefusedError, also for a URL kept for a proactive send."""
        self._allowed.check(service_url)
        key = (service_url, audience or self._audience)
        client = self._clients.get(key)
        if client is None:
            client = self._clients[key] = self._made(*key)
            while len(self._clients) > KEPT:
                self._clients.popitem(last=False)
        self._clients.move_to_end(key)
        return client

    async def warm(self) -> bool:
        """Ask for the bot's own token before it is needed; whether that worked."""
        source = self._source(self._audience)
        try:
            if source is not None:
                await source()
        except ConnectionError as error:
            log.error("no token for sending: %s", error)
            return False
        return True

    def _made(self, service_url: str, audience: str) -> Any:
        settings = BotFrameworkConnectorConfiguration(
            _NothingToAdd(),
            service_url,
            pipeline_type=AsyncBfPipeline,
            sender=_Sender(self._line, self._source(audience)),
        )
        return LeanClient(settings)

    def _source(self, audience: str) -> TokenSource | None:
        if self._tokens is None:
            return None
        if audience not in self._sources:
            self._sources[audience] = self._tokens(audience)
        return self._sources[audience]


def _seconds(headers: Any) -> float | None:
    """The Retry-After of an answer in seconds, whether it is a number or a moment; never below 0."""
    asked = headers.get("Retry-After", "").strip()
    if asked.isascii() and asked.replace(".", "", 1).isdigit():
        return float(asked)
    try:
        moment = parsedate_to_datetime(asked)
        now = parsedate_to_datetime(headers["Date"]) if "Date" in headers else datetime.now(UTC)
        return max(0.0, (_in_utc(moment) - _in_utc(now)).total_seconds())
    except (ValueError, OverflowError):
        return None


def _in_utc(moment: datetime) -> datetime:
    """A moment without a zone, which a date with "-0000" has, is in UTC."""
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _is_object(body: bytes) -> bool:
    try:
        return isinstance(json.loads(body), dict)
    except ValueError:
        return False
