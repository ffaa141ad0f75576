"""A bot of a few lines, without any SDK: repeats what it hears, and counts presses on a card."""

import asyncio
from typing import Any
from urllib.parse import quote

import aiohttp
from aiohttp import web

from bot.local import LocalPerson

NOOR = LocalPerson("noor@veldermeer.example", "Noor Bakker", "themahouder", ("Woonoverlast",))
SAM = LocalPerson("sam@veldermeer.example", "Sam de Wit", "coördinator")
GUEST = LocalPerson("gast@elders.example", "Gijs Gast", guest=True)
CARD_TYPE = "application/vnd.microsoft.card.adaptive"


def card(count: int, typed: str = "") -> dict[str, Any]:
    return {
        "type": "AdaptiveCard",
        "version": "1.5",
        "fallbackText": "Een vraag over **woonoverlast**.",
        "body": [
            {
                "type": "TextBlock",
                "text": f"Vraag {count}",
                "size": "Large",
                "weight": "Bolder",
                "wrap": True,
            },
            {
                "type": "TextBlock",
                "text": "Wat gaat er **goed** in de wijk? <b>Geen</b> opmaak van buiten.",
                "wrap": True,
            },
            {
                "type": "RichTextBlock",
                "inlines": [
                    {"type": "TextRun", "text": "Bewaard. "},
                    {
                        "type": "TextRun",
                        "text": "Ongedaan maken",
                        "selectAction": {
                            "type": "Action.Execute",
                            "title": "Ongedaan maken",
                            "verb": "here",
                            "data": {"count": count - 2},
                        },
                    },
                ],
            },
            {
                "type": "Input.Text",
                "id": "antwoord",
                "isMultiline": True,
                "label": "Je antwoord",
                "value": typed,
            },
            {
                "type": "Input.ChoiceSet",
                "id": "keuze",
                "label": "Hoe groot is het probleem?",
                "style": "expanded",
                "choices": [{"title": "Klein", "value": "klein"}, {"title": "Groot", "value": "groot"}],
            },
            {
                "type": "TextBlock",
                "id": "uitleg",
                "isVisible": False,
                "text": "Dit is de uitleg.",
                "wrap": True,
            },
        ],
        "actions": [
            {"type": "Action.Execute", "title": "Volgende", "verb": "next", "data": {"count": count}},
            {"type": "Action.Execute", "title": "Alleen hier", "verb": "here", "data": {"count": count}},
            {"type": "Action.Submit", "title": "Overslaan", "data": {"verb": "skip", "count": count}},
            {"type": "Action.ToggleVisibility", "title": "Uitleg", "targetElements": ["uitleg"]},
            {
                "type": "Action.ShowCard",
                "title": "Meer",
                "card": {
                    "type": "AdaptiveCard",
                    "body": [{"type": "Input.Text", "id": "wie", "label": "Wie weet het?"}],
                    "actions": [{"type": "Action.Execute", "title": "Doorgeven", "verb": "give", "data": {}}],
                },
            },
        ],
    }


class LittleBot:
    def __init__(self) -> None:
        self.seen: list[dict[str, Any]] = []
        self.headers: list[dict[str, str]] = []
        self.statuses: list[int] = []
        self._http: aiohttp.ClientSession | None = None

    def app(self) -> web.Application:
        app = web.Application()
        app.router.add_post("/api/messages", self._messages)
        app.on_cleanup.append(self._close)
        return app

    async def call(self, activity: dict[str, Any], method: str, path: str, body: Any = None) -> Any:
        if self._http is None:
            self._http = aiohttp.ClientSession()
        chat = quote(activity["conversation"]["id"], safe="")
        url = f"{activity['serviceUrl'].rstrip('/')}/v3/conversations/{chat}/{path}"
        try:
            async with self._http.request(method, url, json=body) as answer:
                self.statuses.append(answer.status)
                return await answer.json()
        except aiohttp.ClientError:
            self.statuses.append(0)
            return {}

    async def _close(self, _: web.Application) -> None:
        if self._http is not None:
            await self._http.close()
            self._http = None

    async def _messages(self, request: web.Request) -> web.Response:
        activity = await request.json()
        self.seen.append(activity)
        self.headers.append(dict(request.headers))
        if activity["type"] == "invoke":
            return web.json_response(await self._invoked(activity))
        if activity["type"] == "message" and "id" in activity:
            await self._said(activity)
        return web.Response()

    async def _invoked(self, activity: dict[str, Any]) -> dict[str, Any]:
        action = activity["value"]["action"]
        if action["verb"] == "give":
            text = f"Doorgegeven aan {action['data']['wie']}."
            return {"statusCode": 200, "type": "application/vnd.microsoft.activity.message", "value": text}
        new = card(action["data"]["count"] + 1, action["data"].get("antwoord", ""))
        if action["verb"] == "next":
            body = {"type": "message", "attachments": [{"contentType": CARD_TYPE, "content": new}]}
            await self.call(activity, "PUT", f"activities/{activity['replyToId']}", body)
        return {"statusCode": 200, "type": CARD_TYPE, "value": new}

    async def _said(self, activity: dict[str, Any]) -> None:
        text = activity.get("text") or f"Overgeslagen: {activity['value']['count']}"
        path = f"activities/{activity['id']}"
        if text == "kaart":
            body = {"type": "message", "attachments": [{"contentType": CARD_TYPE, "content": card(1)}]}
            await self.call(activity, "POST", path, body)
        elif text == "straks":
            asyncio.get_running_loop().call_later(0.01, self._later, activity)
        elif text == "traag":
            await self.call(activity, "POST", "activities", {"type": "typing"})
            await asyncio.sleep(1.5)
            await self.call(activity, "POST", path, {"type": "message", "text": "Klaar."})
        else:
            await self.call(activity, "POST", path, {"type": "message", "text": f"Je zei: {text}"})

    def _later(self, activity: dict[str, Any]) -> None:
        self._task = asyncio.ensure_future(
            self.call(activity, "POST", "activities", {"type": "message", "text": "Hier ben ik weer."})
        )
