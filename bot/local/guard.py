"""Who may call a server that runs on a colleague's own machine.

Listening on 127.0.0.1 is not enough: any web page in the browser of the same machine can send requests
there (cross-site requests, DNS rebinding), and so can every other program. See DESIGN, section 8.
"""

import hmac
import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web
from aiohttp.typedefs import Middleware

TOKEN_HEADER = "X-Local-Token"  # noqa: S105 - the name of a header, not a secret

_NAMES = ("127.0.0.1", "localhost")
_FORWARDED = ("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via")
_POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)
_HEADERS = {
    "Content-Security-Policy": _POLICY,
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "Cache-Control": "no-store",
}


def new_token() -> str:
    """A token that nobody can guess, for one run."""
    return secrets.token_urlsafe(32)


def guard(token: str | None, *, free: tuple[str, ...] = ()) -> Middleware:
    """Middleware that lets in only who knows the token, from this machine, from our own page.

    The token stands first in the path (`/<token>/…`) or in the header `X-Local-Token`. None drops it
    (`--local-open`); the other rules stay. Paths in `free` need no token, such as `/healthz`.
    Refusals are 403 and say nothing but the rule.
    """

    @web.middleware
    async def check(
        request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
    ) -> web.StreamResponse:
        refusal = _refusal(request, token, free)
        if refusal:
            return web.Response(status=403, text=refusal, headers=_HEADERS)
        response: web.StreamResponse
        try:
            response = await handler(request)
        except web.HTTPException as error:
            error.headers.update(_HEADERS)
            raise
        if not response.prepared:
            response.headers.update(_HEADERS)
        return response

    return check


def safe_headers() -> dict[str, str]:
    """The headers for a response that is prepared by its own handler, such as a stream."""
    return dict(_HEADERS)


def _refusal(request: web.Request, token: str | None, free: tuple[str, ...]) -> str:
    if any(name in request.headers for name in _FORWARDED):
        return "forwarded requests are refused"
    transport = request.transport
    port = transport.get_extra_info("sockname")[1] if transport is not None else 0
    hosts = [f"{name}:{port}" for name in _NAMES]
    if request.headers.getall("Host", []) not in [[host] for host in hosts]:
        return "wrong host"
    origins = request.headers.getall("Origin", [])
    if origins and origins != [f"http://{request.headers['Host']}"]:
        return "wrong origin"
    fetch_site = request.headers.get("Sec-Fetch-Site", "none")
    navigates = request.headers.get("Sec-Fetch-Mode") == "navigate" and request.method == "GET"
    if fetch_site not in ("none", "same-origin") and not navigates:
        return "cross-site requests are refused"
    if token is None or request.path in free:
        return ""
    given = request.headers.get(TOKEN_HEADER) or request.path.lstrip("/").partition("/")[0]
    return "" if hmac.compare_digest(given.encode(errors="replace"), token.encode()) else "wrong token"
