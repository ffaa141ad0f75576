"""Who may call the bot: the SDK's token validation, with what is wrong in it handled (rows 3 to 6)."""

from concurrent.futures import ThreadPoolExecutor
from typing import Any

from botframework.connector.auth import (
    AuthenticationConfiguration,
    AuthenticationConstants,
    BotFrameworkAuthentication,
    BotFrameworkAuthenticationFactory,
    JwtTokenExtractor,
    PasswordServiceClientCredentialFactory,
)

from bot.teams.connectors import Connectors, Line
from bot.teams.keys import FetchJson, NoKeys, SigningKeys, fetch_json
from bot.teams.registration import Registration, RegistrationError, ServiceUrls
from bot.teams.tokens import BearerTokens, TokenSource, asker

CHANNEL = "msteams"

KEY_DOCUMENT: str = AuthenticationConstants.TO_BOT_FROM_CHANNEL_OPENID_METADATA_URL
OTHER_KEY_DOCUMENT: str = AuthenticationConstants.TO_BOT_FROM_EMULATOR_OPENID_METADATA_URL
AUDIENCE: str = AuthenticationConstants.TO_CHANNEL_FROM_BOT_OAUTH_SCOPE


class RefusedError(PermissionError):
    """The call does not come from the channel. `reason` is the name of an error, never its text."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class TeamsAuthentication(BotFrameworkAuthentication):  # type: ignore[misc]  # the SDK is untyped
    """Validates what comes in, and gives cached connectors for what goes out.

    With a registration every call needs a token of the channel. Without one, `local` must be True: then
    no token is looked at or sent, and replies go to this machine only. Raises RegistrationError when
    neither or both are given.
    """

    def __init__(
        self, registration: Registration | None, *, local: bool = False, fetch: FetchJson = fetch_json
    ) -> None:
        if registration is None and not local:
            raise RegistrationError("no app registration is set; only local mode runs without one")
        if registration is not None and local:
            raise RegistrationError("local mode takes no app registration: it would check no token")
        self.local = local
        self.service_urls = ServiceUrls(registration.service_hosts if registration else (), local=local)
        self.line = Line(proxies=not local)
        self.keys = SigningKeys(KEY_DOCUMENT, fetch)
        self._threads = ThreadPoolExecutor(max_workers=2, thread_name_prefix="token")
        self._registration = registration
        self._connectors = Connectors(
            self.line, self.service_urls, AUDIENCE, None if registration is None else self._tokens
        )
        self._sdk = _sdk_validation(registration)
        if registration is not None:
            self._give_the_sdk_our_keys()

    def _give_the_sdk_our_keys(self) -> None:
        """Put our keys where the SDK looks: a table of the class, filled per document address.

        Its own entry blocks the event loop, has no time limit, and fails for up to a day after a key
        roll-over. Tokens of the emulator and of other bots are checked against the second document.
        """
        JwtTokenExtractor.metadataCache[KEY_DOCUMENT] = self.keys
        JwtTokenExtractor.metadataCache[OTHER_KEY_DOCUMENT] = NoKeys()

    async def authenticate_request(self, activity: Any, auth_header: str) -> Any:
        """The SDK's result for this call, with our connectors in it. Raises RefusedError."""
        try:
            result = await self._sdk.authenticate_request(activity, "" if self.local else auth_header)
        except Exception as error:  # the SDK raises KeyError, IndexError, PyJWT's errors, bare Exception …
            raise RefusedError(type(error).__name__) from None
        if not self.local and "exp" not in result.claims_identity.claims:
            raise RefusedError("NoExpiry")  # PyJWT checks an expiry only when there is one
        result.connector_factory = self._connectors
        return result

    async def authenticate_streaming_request(self, *_headers: str) -> Any:
        """Refuse: this bot has no streaming connection."""
        raise RefusedError("Streaming")

    async def authenticate_channel_request(self, *_headers: str) -> Any:
        """Refuse: this bot hosts no other bots."""
        raise RefusedError("Skill")

    def create_connector_factory(self, claims_identity: Any) -> Connectors:  # noqa: ARG002
        """The cached connectors, also for a proactive turn."""
        return self._connectors

    async def create_user_token_client(self, claims_identity: Any) -> None:
        """None: the bot signs nobody in, and making a client costs a credential object a turn."""

    def get_originating_audience(self) -> str:
        """For whom the bot's own tokens are."""
        return AUDIENCE

    async def warm(self) -> dict[str, bool]:
        """Fetch signing keys and a token now, and tell which of the two could be had."""
        if self._registration is None:
            return {}
        return {"signing_keys": await self.keys.warm(), "token": await self._connectors.warm()}

    async def close(self) -> None:
        """Give back connections, threads and tasks."""
        await self.keys.close()
        await self.line.close()
        self._threads.shutdown(wait=False, cancel_futures=True)

    def _tokens(self, audience: str) -> TokenSource:
        assert self._registration is not None  # noqa: S101 - only handed out with a registration
        return BearerTokens(asker(self._registration, audience), self._threads)


def _sdk_validation(registration: Registration | None) -> Any:
    """The SDK's own validation. An empty app id switches it off, which only local mode reaches."""
    app_id = registration.app_id if registration else ""
    return BotFrameworkAuthenticationFactory.create(
        credential_factory=PasswordServiceClientCredentialFactory(app_id, ""),
        auth_configuration=AuthenticationConfiguration(required_endorsements=[CHANNEL]),
    )
