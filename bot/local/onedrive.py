"""OneDrive in the stand-in: where Teams keeps the files of a chat. In memory, and gone when it stops.

As documented in "Send and receive files using bot": a file that a person sends is put here first and the bot
gets a link that lives for minutes; a file that the bot offers goes into an upload session, once.
"""

import secrets
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from urllib.parse import quote

from aiohttp import web

from bot.local.cards import Json
from bot.local.faults import Call, Faults

DOWNLOAD = "application/vnd.microsoft.teams.file.download.info"
CONSENT = "application/vnd.microsoft.teams.card.file.consent"
INFO = "application/vnd.microsoft.teams.card.file.info"
LINK_LIVES = timedelta(minutes=5)
MOST_BYTES = 60_000_000  # of one file, so that one that is too large for the bot can be tried
KEPT_BYTES = 200_000_000


@dataclass(slots=True)
class _File:
    name: str
    data: bytes
    until: datetime  # of the link for the bot


class OneDrive:
    """Files by id. `url` is where the routes are served; whoever starts the server sets it."""

    def __init__(self, now: Callable[[], datetime], faults: Faults) -> None:
        self.url = ""
        self._now = now
        self._faults = faults
        self._files: OrderedDict[str, _File] = OrderedDict()
        self._sessions: dict[str, str] = {}  # the name of the file, by the id of the session
        self.puts = 0  # how often a file was put by the bot

    def routes(self, prefix: str) -> list[web.RouteDef]:
        """The routes, under a path such as `/<token>/onedrive` (no slash at the end)."""
        return [
            web.get(f"{prefix}/download/{{file}}", self._for_the_bot),
            web.put(f"{prefix}/upload/{{file}}", self._put),
            web.get(f"{prefix}/file/{{file}}/{{name}}", self._for_a_person),
        ]

    def keep(self, name: str, data: bytes) -> str:
        """Keep a file that a person sends; gives its id. The oldest make room."""
        ident = secrets.token_hex(8)
        self._files[ident] = _File(name, data, self._now() + LINK_LIVES)
        while sum(len(one.data) for one in self._files.values()) > KEPT_BYTES and len(self._files) > 1:
            self._files.popitem(last=False)
        return ident

    def attachment(self, ident: str) -> Json:
        """What the message says of a file that was kept. Raises KeyError."""
        file = self._files[ident]
        content = {
            "downloadUrl": f"{self.url}/download/{ident}",
            "uniqueId": ident,
            "fileType": _kind(file.name),
        }
        return {
            "contentType": DOWNLOAD,
            "contentUrl": self._address(ident, file.name),
            "name": file.name,
            "content": content,
        }

    def upload_info(self, name: str) -> Json:
        """A place for a file that somebody accepted, to be used once."""
        ident = secrets.token_hex(8)
        self._sessions[ident] = name
        return {
            "contentUrl": self._address(ident, name),
            "name": name,
            "uploadUrl": f"{self.url}/upload/{ident}",
            "uniqueId": ident,
            "fileType": _kind(name),
        }

    def read(self, ident: str) -> tuple[str, bytes]:
        """Name and content of a file. Raises KeyError."""
        file = self._files[ident]
        return file.name, file.data

    async def _for_the_bot(self, request: web.Request) -> web.StreamResponse:
        file = self._files.get(request.match_info["file"])

        def answer() -> web.Response:
            if file is None or self._now() > file.until:
                return web.Response(status=404)
            return web.Response(body=file.data, content_type="application/octet-stream")

        return await self._faults.play(Call.DOWNLOAD, request, answer)

    async def _put(self, request: web.Request) -> web.StreamResponse:
        """All bytes in one go; a session that is used is closed."""
        ident = request.match_info["file"]
        data = await read_all(request)

        def answer() -> web.Response:
            if ident not in self._sessions:
                return web.Response(status=404)
            if request.headers.get("Content-Range") != f"bytes 0-{len(data) - 1}/{len(data)}":
                return web.Response(status=416)
            self.puts += 1
            name = self._sessions.pop(ident)
            self._files[ident] = _File(name, data, self._now() + LINK_LIVES)
            return web.json_response({"id": ident, "name": name, "size": len(data)}, status=201)

        return await self._faults.play(Call.UPLOAD, request, answer)

    async def _for_a_person(self, request: web.Request) -> web.Response:
        """What opens when the file is chosen in the chat: always saved, never shown by this server."""
        file = self._files.get(request.match_info["file"])
        if file is None:
            raise web.HTTPNotFound(text="Dit bestand is er niet meer: het oefen-Teams is opnieuw gestart.")
        disposition = f"attachment; filename*=UTF-8''{quote(file.name, safe='')}"
        return web.Response(
            body=file.data,
            content_type="application/octet-stream",
            headers={"Content-Disposition": disposition},
        )

    def _address(self, ident: str, name: str) -> str:
        return f"{self.url}/file/{ident}/{quote(name, safe='')}"


async def read_all(request: web.Request) -> bytes:
    """The body of a request, which may be larger than what a bot takes. Raises HTTPRequestEntityTooLarge."""
    found = bytearray()
    async for piece in request.content.iter_any():
        found += piece
        if len(found) > MOST_BYTES:
            raise web.HTTPRequestEntityTooLarge(MOST_BYTES, len(found))
    return bytes(found)


def _kind(name: str) -> str:
    return name.rpartition(".")[2].lower() if "." in name else ""
