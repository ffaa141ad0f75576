"""The web application: one door for Teams, one for who runs the bot."""

import logging
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

log = logging.getLogger(__name__)

Receive = Callable[[web.Request], Awaitable[web.Response]]
"""Takes one call of Teams: the adapter's `process` with its handler."""

BODY_LIMIT = 512 * 1024  # bytes; Teams' own messages stay under 100 kB, cards and inputs included

SENTENCES = {
    404: "Deze pagina bestaat niet. / This page does not exist.",
    405: "Dit kan hier niet. / This method is not allowed here.",
    413: "Dit bericht is te groot. Knip het in stukken. / This message is too large.",
    500: "Er ging iets mis bij de bot. Probeer het opnieuw. / Something went wrong. Please try again.",
}
OTHER = "Dit verzoek kan de bot niet verwerken. / The bot cannot handle this request."


def make_app(receive: Receive) -> web.Application:
    """`POST /api/messages` and `GET /healthz`. A body over the limit is refused before it is looked at."""

    async def messages(request: web.Request) -> web.Response:
        return await receive(request)

    app = web.Application(client_max_size=BODY_LIMIT, middlewares=[one_error_shape])
    app.router.add_post("/api/messages", messages)
    app.router.add_get("/healthz", _alive)
    app.on_response_prepare.append(_quiet)
    return app


def make_operations_app(
    ready: Callable[[], Awaitable[Mapping[str, bool]]], counts: Callable[[], Mapping[str, float]]
) -> web.Application:
    """`GET /readyz` and `GET /metrics`, for a loopback listener of its own.

    `ready` names each part and whether it works; `counts` gives running totals by name, without labels.
    """

    async def readiness(_request: web.Request) -> web.Response:
        parts = await ready()
        body = {"ready": all(parts.values()), "parts": dict(parts)}
        return web.json_response(body, status=200 if body["ready"] else 503)

    async def metrics(_request: web.Request) -> web.Response:
        lines = [f"ivp_{name}_total {value}" for name, value in sorted(counts().items())]
        return web.Response(text="\n".join([*lines, ""]), content_type="text/plain")

    app = web.Application(middlewares=[one_error_shape])
    app.router.add_get("/readyz", readiness)
    app.router.add_get("/metrics", metrics)
    app.on_response_prepare.append(_quiet)
    return app


@asynccontextmanager
async def listening(app: web.Application, host: str, port: int) -> AsyncIterator[int]:
    """Serve `app` while the body runs; gives the port, chosen by the system when `port` is 0.

    Raises OSError when the port is taken. A call that runs at the end gets ten seconds to finish.
    """
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=10.0)
    await runner.setup()
    try:
        site = web.TCPSite(runner, host, port)
        await site.start()
        yield int(runner.addresses[0][1])
    finally:
        await runner.cleanup()


@web.middleware
async def one_error_shape(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Every error looks the same and tells nothing of the inside: no text of an exception, no stack."""
    try:
        return await handler(request)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        response = _error(error.status)
        if "Allow" in error.headers:
            response.headers["Allow"] = error.headers["Allow"]
        return response
    except Exception as error:
        log.error("a request broke: %s", type(error).__name__)
        return _error(500)


def _error(status: int) -> web.Response:
    body = {"error": {"code": str(status), "message": SENTENCES.get(status, OTHER)}}
    return web.json_response(body, status=status)


async def _alive(_request: web.Request) -> web.Response:
    return web.json_response({"alive": True})


async def _quiet(_request: web.Request, response: web.StreamResponse) -> None:
    """Name no versions, and let nobody guess or keep what was sent."""
    response.headers["Server"] = "ivp-bot"
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers.setdefault("Cache-Control", "no-store")
