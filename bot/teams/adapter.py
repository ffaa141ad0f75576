"""The adapter: an HTTP request of Teams becomes one turn, its outcome an HTTP answer.

Built on the SDK's CloudAdapterBase. Each row of DESIGN §10 that concerns it is handled in this package;
docs/decisions/0001-sdk.md says where.
"""

import asyncio
import json
import logging
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

from aiohttp import web
from botbuilder.core import CloudAdapterBase, InvokeResponse, TurnContext
from botbuilder.schema import Activity, ChannelAccount, ConversationAccount

from bot.teams.activities import Account, Incoming, MalformedError, read
from bot.teams.authentication import CHANNEL, RefusedError, TeamsAuthentication
from bot.teams.keys import FetchJson, fetch_json
from bot.teams.once import Once
from bot.teams.outlet import LOCALE, Outlet
from bot.teams.references import Reference, reference_of
from bot.teams.registration import LOCAL_TENANT, Registration, ServiceUrlRefusedError
from bot.teams.sending import Answered

log = logging.getLogger(__name__)

Handler = Callable[[Incoming, Outlet], Awaitable[Answered | None]]
"""Does a turn; gives the answer to an invoke."""

ANSWERED = frozenset({"message", "messageUpdate", "invoke", "installationUpdate"})
"""The kinds that the bot may say something to, so that a second delivery must not be a second turn."""

READ_WITHIN = 10.0  # seconds for the body of a call
CLOSE_WITHIN = 10.0  # seconds for turns that run when the bot stops


class TeamsAdapter(CloudAdapterBase):  # type: ignore[misc]  # the SDK is untyped
    """Takes activities for one registration, or in local mode for nobody but this machine.

    Raises RegistrationError when neither a registration nor `local` is given, or both.
    """

    def __init__(
        self, registration: Registration | None, *, local: bool = False, fetch: FetchJson = fetch_json
    ) -> None:
        self._authentication = TeamsAuthentication(registration, local=local, fetch=fetch)
        super().__init__(self._authentication)
        self._registration = registration
        self._once: Once[Answered | None] = Once()
        self.counts: Counter[str] = Counter()

    async def warm(self) -> dict[str, bool]:
        """Fetch what the first call would wait for; names each part and whether it could be had.

        Empty in local mode. Never raises: a part that is missing now is fetched when it is needed.
        """
        return await self._authentication.warm()

    @property
    def ready(self) -> bool:
        """Whether a call could be checked now: the channel's signing keys are known."""
        return self._registration is None or self._authentication.keys.ready

    async def process(self, request: web.Request, handler: Handler) -> web.Response:
        """The answer to one POST of the channel; 202 when there is nothing to say.

        Raises aiohttp's HTTPRequestEntityTooLarge for a body over the application's limit, before any
        signature is looked at.
        """
        if request.content_type != "application/json":
            return self._refusal(415, "Expected application/json.")
        try:
            async with asyncio.timeout(READ_WITHIN):
                body = await request.read()
        except TimeoutError:
            return self._refusal(408, "The body did not come in time.")
        try:
            incoming = read(_parsed(body))
        except MalformedError as error:
            return self._refusal(400, f"Not an activity: {error}.")
        activity = _for_the_sdk(incoming)
        try:
            passed = await self._authentication.authenticate_request(
                activity, request.headers.get("Authorization", "")
            )
        except RefusedError as error:
            log.warning("a call was refused: %s", error.reason)
            return self._refusal(401, "Not authorised.")
        try:
            incoming = self._trusted(incoming)
        except PermissionError as error:
            log.warning("a call was not allowed: %s", error)
            return self._refusal(403, "Not allowed.")
        return _response(await self._turn_once(passed, activity, incoming, handler))

    async def open(self, reference: Reference) -> Outlet:
        """Where to write without being spoken to first. Raises ServiceUrlRefusedError.

        The service URL and the tenant are checked again: a kept reference may be older than the settings.
        """
        if self._registration is not None and reference.tenant.lower() != self._registration.tenant.lower():
            raise ServiceUrlRefusedError("the reference is of another tenant")
        factory = self._authentication.create_connector_factory(None)
        return Outlet(await factory.create(reference.service_url), reference)

    async def close(self) -> None:
        """Let running turns end, then give everything back."""
        await self._once.finish(CLOSE_WITHIN)
        await self._authentication.close()

    def _trusted(self, incoming: Incoming) -> Incoming:
        """The activity, with its tenant certain. Raises PermissionError with a reason that names nobody."""
        self._authentication.service_urls.check(incoming.service_url)
        if self._registration is None:
            who = incoming.sender
            known = replace(who, object_id=who.object_id or who.id[:128])
            return replace(incoming, tenant=incoming.tenant or LOCAL_TENANT, sender=known)
        if incoming.channel != CHANNEL:
            raise PermissionError("another channel")
        if incoming.tenant != self._registration.tenant.lower():
            raise PermissionError("another tenant")
        return incoming

    async def _turn_once(
        self, passed: Any, activity: Any, incoming: Incoming, handler: Handler
    ) -> Answered | None:
        self.counts["activities"] += 1

        async def turn() -> Answered | None:
            return await self._turn(passed, activity, incoming, handler)

        if incoming.kind not in ANSWERED or not incoming.id:
            return await turn()
        key = f"{incoming.kind} {incoming.tenant} {incoming.sender.id} {incoming.key}"
        return await self._once.run(key, turn)

    async def _turn(
        self, passed: Any, activity: Any, incoming: Incoming, handler: Handler
    ) -> Answered | None:
        self.counts["turns"] += 1

        async def logic(context: TurnContext) -> None:
            client = context.turn_state[self.BOT_CONNECTOR_CLIENT_KEY]
            answered = await handler(incoming, Outlet(client, reference_of(incoming)))
            if answered is not None:
                value = InvokeResponse(status=answered.status, body=answered.body)
                context.turn_state[self._INVOKE_RESPONSE_KEY] = Activity(type="invokeResponse", value=value)

        outcome = await self.process_activity(passed, activity, logic)
        return None if outcome is None else Answered(int(outcome.status), outcome.body)

    def _refusal(self, status: int, message: str) -> web.Response:
        self.counts[f"refused_{status}"] += 1
        return web.json_response({"error": {"code": str(status), "message": message}}, status=status)


def _parsed(body: bytes) -> object:
    """The JSON of a body. Raises MalformedError."""
    try:
        return json.loads(body, parse_constant=_no_constant)
    except (ValueError, RecursionError):
        raise MalformedError("the body is no JSON") from None


def _no_constant(name: str) -> None:
    raise ValueError(f"{name} is no JSON")


def _for_the_sdk(incoming: Incoming) -> Any:
    """The activity as the SDK wants it, made of checked fields only.

    Its own deserialiser accepts numbers for texts and fails later; what else the sender put in
    (a delivery mode, a caller id) never reaches it.
    """
    return Activity(
        type=incoming.kind,
        id=incoming.id,
        name=incoming.name or None,
        channel_id=incoming.channel,
        service_url=incoming.service_url,
        conversation=ConversationAccount(id=incoming.conversation),
        from_property=_channel_account(incoming.sender),
        recipient=_channel_account(incoming.bot),
        locale=LOCALE,
    )


def _channel_account(account: Account) -> Any:
    return ChannelAccount(id=account.id, name=account.name, aad_object_id=account.object_id)


def _response(answered: Answered | None) -> web.Response:
    """202 without an answer; the SDK's own way fails on every answer that is a plain dict (row 1)."""
    if answered is None:
        return web.Response(status=202)
    if answered.body is None:
        return web.Response(status=answered.status)
    return web.json_response(answered.body, status=answered.status)
