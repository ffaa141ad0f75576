"""The web server of the stand-in: what the bot calls, and what the chat page calls."""

from aiohttp import web

from bot.local.chat_api import ChatApi
from bot.local.connector import Connector
from bot.local.guard import guard
from bot.local.teams import LocalTeams

HOST = "127.0.0.1"


class PortTakenError(OSError):
    """Another program listens there already."""

    def __init__(self, port: int) -> None:
        super().__init__(f"port {port} is in use; stop the other program or choose another port")


class LocalServer:
    """Serves the stand-in on 127.0.0.1, alone or together with the bot on one port.

    - `teams` is the state. `teams.token` protects every call; None (`--local-open`) drops the token.
    - `app` is the bot's own web application, when both share a port; it gets the guard in front, so that
      `/api/messages` takes activities from the stand-in only. `/healthz` stays free.
    - `port` 0 takes a free one; `page` False leaves the chat page out.

    Used as `async with LocalServer(teams, app=bot, port=3978) as server: print(server.page_url)`, or with
    `start` and `stop`. Sets `teams.service_url`, and `teams.bot_url` when it was empty.
    """

    def __init__(
        self, teams: LocalTeams, *, app: web.Application | None = None, port: int = 0, page: bool = True
    ) -> None:
        self._teams = teams
        self._port = port
        self._prefix = f"/{teams.token}" if teams.token is not None else "/local"
        self._app = app if app is not None else web.Application(client_max_size=2 * 1024 * 1024)
        self._app.middlewares.insert(0, guard(teams.token, free=("/healthz",)))
        self._app.add_routes(Connector(teams).routes(f"{self._prefix}/teams"))
        self._app.add_routes(teams.onedrive.routes(f"{self._prefix}/onedrive"))
        if page:
            self._app.add_routes(ChatApi(teams).routes(self._prefix))
        self._runner: web.AppRunner | None = None

    @property
    def page_url(self) -> str:
        """What a person opens in the browser."""
        return f"http://{HOST}:{self._port}{self._prefix}/"

    @property
    def port(self) -> int:
        """Where it listens, once started."""
        return self._port

    async def start(self) -> None:
        """Listen. Raises PortTakenError."""
        # A short wait at the end: an open stream of the chat page must not hold the process up.
        self._runner = web.AppRunner(self._app, access_log=None, shutdown_timeout=0.5)
        await self._runner.setup()
        try:
            site = web.TCPSite(self._runner, HOST, self._port)
            await site.start()
        except OSError as error:
            await self._runner.cleanup()
            raise PortTakenError(self._port) from error
        self._port = self._runner.addresses[0][1]
        self._teams.service_url = f"http://{HOST}:{self._port}{self._prefix}/teams/"
        self._teams.onedrive.url = f"http://{HOST}:{self._port}{self._prefix}/onedrive"
        self._teams.bot_url = self._teams.bot_url or f"http://{HOST}:{self._port}/api/messages"

    async def stop(self) -> None:
        """Close every connection."""
        await self._teams.close()
        if self._runner is not None:
            await self._runner.cleanup()
            self._runner = None

    async def __aenter__(self) -> "LocalServer":
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()
