"""The Bot Connector REST API, as Microsoft documents it and Teams answers it.

Source of paths, bodies and error codes: "Bot Framework REST API reference" and "Status codes for bot
conversational APIs" on learn.microsoft.com. Only personal conversations exist here.
"""

import json
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from bot.local.activities import CHANNEL, ELSEWHERE, TEAM
from bot.local.cards import Json
from bot.local.conversation import Conversation, UnknownMessageError
from bot.local.faults import Call
from bot.local.onedrive import CONSENT
from bot.local.people import LocalPerson
from bot.local.teams import BOT, LocalTeams, UnknownPersonError

MESSAGE_BYTES = 100 * 1024  # of the activity in UTF-16, the approximate limit that Teams names
_SILENT = ("trace", "event", "endOfConversation", "delay", "invokeResponse")


class _Refused(Exception):  # noqa: N818 - an answer, in the way of control
    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.response = web.json_response({"error": {"code": code, "message": message}}, status=status)


class Connector:
    """The calls a bot makes, on the conversations of one LocalTeams."""

    def __init__(self, teams: LocalTeams) -> None:
        self._teams = teams

    def routes(self, prefix: str) -> list[web.RouteDef]:
        """The routes, under a path such as `/<token>/teams` (no slash at the end)."""
        chats = f"{prefix}/v3/conversations"
        one = f"{chats}/{{conversation}}"
        activity = f"{one}/activities/{{activity}}"
        return [
            web.post(chats, self._counted(Call.CREATE, self._create)),
            web.post(f"{one}/activities", self._counted(Call.SEND, self._send)),
            web.post(activity, self._counted(Call.SEND, self._send)),
            web.put(activity, self._counted(Call.UPDATE, self._update)),
            web.delete(activity, self._counted(Call.DELETE, self._delete)),
            web.get(f"{one}/members", self._counted(Call.MEMBERS, self._members)),
            web.get(f"{one}/pagedmembers", self._counted(Call.MEMBERS, self._paged_members)),
            web.get(f"{one}/members/{{member}}", self._counted(Call.MEMBERS, self._member)),
            web.get(f"{one}/activities/{{activity}}/members", self._counted(Call.MEMBERS, self._members)),
        ]

    def _counted(
        self, call: Call, work: Callable[[web.Request, Json], web.Response]
    ) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
        async def handle(request: web.Request) -> web.StreamResponse:
            with self._teams.busy():
                try:
                    body = await _body_of(request)
                    if body.get("type") == "typing":  # a fault on order is meant for something that is said
                        return work(request, body)
                    return await self._teams.faults.play(call, request, lambda: work(request, body))
                except _Refused as refused:
                    return refused.response

        return handle

    def _create(self, _: web.Request, body: Json) -> web.Response:
        members = body.get("members")
        if body.get("isGroup") or not isinstance(members, list) or len(members) != 1:
            raise _Refused(400, "BadArgument", "A personal conversation has one member")
        member = members[0] if isinstance(members[0], dict) else {}
        try:
            conversation = self._teams.conversation(str(member.get("id", "")))
        except UnknownPersonError:
            raise _Refused(404, "MemberNotFound", "No such member in this tenant") from None
        data = body.get("channelData")
        tenant = data.get("tenant") if isinstance(data, dict) else None
        given = body.get("tenantId") or (tenant.get("id") if isinstance(tenant, dict) else None)
        if given != conversation.person.tenant:
            raise _Refused(400, "BadArgument", "The tenant is missing or not that of the member")
        answer = {"id": conversation.person.conversation_id, "serviceUrl": self._teams.service_url}
        if isinstance(body.get("activity"), dict):
            answer["activityId"] = self._store(conversation, body["activity"])
        return web.json_response(answer, status=201)

    def _send(self, request: web.Request, body: Json) -> web.Response:
        return web.json_response({"id": self._store(self._conversation(request), body)}, status=201)

    def _update(self, request: web.Request, body: Json) -> web.Response:
        conversation = self._conversation(request)
        _check(body)
        ident = request.match_info["activity"]
        try:
            if not conversation.get(ident).from_bot:
                raise _Refused(403, "Forbidden", "A bot can change its own messages only")
            conversation.update(ident, body | {"id": ident, "from": BOT})
        except UnknownMessageError:
            raise _no_activity() from None
        return web.json_response({"id": ident})

    def _delete(self, request: web.Request, _: Json) -> web.Response:
        try:
            self._conversation(request).delete(request.match_info["activity"])
        except UnknownMessageError:
            raise _no_activity() from None
        return web.Response()

    def _members(self, request: web.Request, _: Json) -> web.Response:
        return web.json_response([one.member() for one in self._roster(request)])

    def _paged_members(self, request: web.Request, _: Json) -> web.Response:
        return web.json_response({"members": [one.member() for one in self._roster(request)]})

    def _member(self, request: web.Request, _: Json) -> web.Response:
        wanted = request.match_info["member"]
        for person in self._roster(request):
            if wanted in (person.teams_id, person.object_id, person.principal_name):
                return web.json_response(person.member())
        raise _Refused(404, "MemberNotFoundInConversation", "Not a member of this conversation")

    def _roster(self, request: web.Request) -> list[LocalPerson]:
        """Who is in a conversation; everybody is in the team."""
        if request.match_info["conversation"] in (TEAM, CHANNEL):
            return self._teams.people
        return [self._conversation(request).person]

    def _conversation(self, request: web.Request) -> Conversation:
        ident = request.match_info["conversation"]
        try:
            conversation = self._teams.at(ident)
        except UnknownPersonError:
            if ident == ELSEWHERE:
                raise _not_in_roster() from None
            raise _Refused(404, "ConversationNotFound", "Conversation not found") from None
        if not conversation.installed:
            raise _not_in_roster()
        return conversation

    def _store(self, conversation: Conversation, activity: Json) -> str:
        _check(activity)
        offers = any(one.get("contentType") == CONSENT for one in activity.get("attachments") or [])
        if offers and conversation.thread:
            raise _Refused(400, "BadArgument", "Files can be offered in a personal chat only")
        ident = self._teams.new_id()
        if activity["type"] == "typing":
            conversation.types()
        elif activity["type"] not in _SILENT:
            stored = activity | {"id": ident, "from": BOT}
            conversation.add(ident, stored, self._teams.now(), from_bot=True)
        return ident


def _not_in_roster() -> _Refused:
    return _Refused(403, "BotNotInConversationRoster", "The bot is not part of the conversation")


def _no_activity() -> _Refused:
    return _Refused(404, "ActivityNotFoundInConversation", "No such activity in this conversation")


async def _body_of(request: web.Request) -> Json:
    if request.method not in ("POST", "PUT"):
        return {}
    raw = await request.read()
    try:
        body: Any = json.loads(raw)
    except (ValueError, RecursionError):
        raise _Refused(400, "BadSyntax", "The body is not JSON") from None
    if not isinstance(body, dict):
        raise _Refused(400, "BadSyntax", "The body is not an object")
    if len(raw) > MESSAGE_BYTES // 2:  # a character takes at least one byte here, two in UTF-16
        spelled_out = json.dumps(body, ensure_ascii=False)
        if len(spelled_out.encode("utf-16-le", "surrogatepass")) > MESSAGE_BYTES:
            raise _Refused(413, "MessageSizeTooBig", "The message is over 100 KB")
    return body


def _check(activity: Json) -> None:
    kind = activity.get("type")
    if not isinstance(kind, str) or not kind:
        raise _Refused(400, "BadArgument", "An activity needs a type")
    attachments = activity.get("attachments") or []
    if not isinstance(attachments, list) or not all(isinstance(one, dict) for one in attachments):
        raise _Refused(400, "BadArgument", "Attachments are a list of objects")
    if kind == "message" and not (activity.get("text") or attachments or activity.get("suggestedActions")):
        raise _Refused(400, "BadArgument", "A message needs a text or an attachment")
