"""Who may call the bot: the SDK's own validation, on tokens signed with a key of the test."""

import logging
import time
from typing import Any

import jwt
import pytest

from bot.teams import keys as keys_module
from bot.teams.activities import Incoming
from bot.teams.adapter import TeamsAdapter
from bot.teams.outlet import Outlet
from bot.teams.registration import (
    Certificate,
    ManagedIdentity,
    Registration,
    RegistrationError,
    Secret,
)
from bot.teams.sending import Answered
from tests.teams.teams_channel import APP, TENANT, Issuer, calling, message, private_key, registration, token

OTHER_TENANT = "99999999-9999-9999-9999-999999999999"


class Turns:
    """Counts the turns that got past the checks."""

    def __init__(self) -> None:
        self.seen: list[Incoming] = []

    async def __call__(self, incoming: Incoming, outlet: Outlet) -> Answered | None:
        self.seen.append(incoming)
        return None


async def call(
    header: str | None, activity: dict[str, Any] | None = None, issuer: Issuer | None = None
) -> tuple[int, int]:
    """The status of one call, and how many turns it caused."""
    turns = Turns()
    adapter = TeamsAdapter(registration(), fetch=(issuer or Issuer()).fetch)
    async with calling(adapter, turns) as caller:
        status, _ = await caller.post(message() if activity is None else activity, header)
    return status, len(turns.seen)


async def test_a_message_of_teams_is_taken() -> None:
    assert await call(token()) == (202, 1)


@pytest.mark.parametrize(
    "claims",
    [
        pytest.param({"aud": "99999999-1111-1111-1111-111111111111"}, id="for another bot"),
        pytest.param({"exp": int(time.time()) - 3600}, id="expired"),
        pytest.param({"exp": None}, id="without an expiry"),
        pytest.param({"nbf": int(time.time()) + 3600}, id="not yet valid"),
        pytest.param({"iss": "https://evil.example"}, id="of another issuer"),
        pytest.param({"iss": None}, id="without an issuer"),
        pytest.param({"serviceurl": None}, id="without a service URL"),
        pytest.param({"serviceurl": "https://evil.example/"}, id="for another service URL"),
        pytest.param({"aud": None}, id="for nobody"),
    ],
)
async def test_a_token_that_is_not_for_this_bot_now_is_refused(claims: dict[str, Any]) -> None:
    assert await call(token(**claims)) == (401, 0)


@pytest.mark.parametrize(
    "header", [None, "", "Bearer", "Bearer x.y.z", "Basic abc", "Bearer a b c", "Bearer ë"]
)
async def test_a_call_without_a_real_token_is_refused(header: str | None) -> None:
    assert await call(header) == (401, 0)


async def test_a_tampered_token_is_refused() -> None:
    head, payload, signature = token().split(".")
    changed = payload[:-6] + ("AAAAAA" if not payload.endswith("AAAAAA") else "BBBBBB")
    assert await call(f"{head}.{changed}.{signature}") == (401, 0)


async def test_a_token_signed_by_somebody_else_under_a_known_key_id_is_refused() -> None:
    claims = {"iss": "https://api.botframework.com", "aud": APP, "exp": int(time.time()) + 600}
    forged = jwt.encode(claims, private_key("thief"), algorithm="RS256", headers={"kid": "k1"})
    assert await call(f"Bearer {forged}") == (401, 0)


async def test_a_token_with_a_shared_secret_or_no_signature_is_refused() -> None:
    claims = {"iss": "https://api.botframework.com", "aud": APP, "exp": int(time.time()) + 600}
    shared = jwt.encode(claims, "x" * 40, algorithm="HS256", headers={"kid": "k1"})
    unsigned = jwt.encode(claims, "", algorithm="none", headers={"kid": "k1"})
    assert await call(f"Bearer {shared}") == (401, 0)
    assert await call(f"Bearer {unsigned}") == (401, 0)


async def test_tokens_of_the_emulator_and_of_other_bots_are_refused_without_a_fetch(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def no_fetch(*_args: object, **_kwargs: object) -> None:
        pytest.fail("the SDK fetched keys by itself")

    monkeypatch.setattr("botframework.connector.auth.jwt_token_extractor.requests.get", no_fetch)
    issuer = Issuer()
    emulator = token(
        iss="https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/", ver="1.0", appid=APP
    )
    assert await call(emulator, issuer=issuer) == (401, 0)
    assert issuer.fetches == 0


async def test_a_service_url_that_the_token_does_not_name_is_refused() -> None:
    assert await call(token(), message(service_url="https://evil.example/")) == (401, 0)


@pytest.mark.parametrize(
    "url",
    [
        "http://smba.trafficmanager.net/emea/",
        "https://smba.trafficmanager.net.evil.example/",
        "https://evil.example/",
        "https://smba.trafficmanager.net:8443/",
        "https://x@smba.trafficmanager.net/",
        "https://127.0.0.1/",
        "https://[",
    ],
)
async def test_a_service_url_off_the_list_is_refused_even_when_the_token_names_it(
    url: str,
) -> None:
    assert await call(token(serviceurl=url), message(service_url=url)) == (403, 0)


async def test_a_key_speaks_only_for_the_channels_that_it_is_published_for() -> None:
    issuer = Issuer()
    issuer.publish("directline", ["directline"])
    issuer.publish("nobody", [])
    assert await call(token("directline"), issuer=issuer) == (401, 0)
    assert await call(token("nobody"), issuer=issuer) == (401, 0)
    issuer.publish("webchat", ["webchat"])
    webchat = message() | {"channelId": "webchat"}
    assert await call(token(), webchat, issuer) == (401, 0)
    assert await call(token("webchat"), webchat, issuer) == (401, 0)


async def test_a_channel_that_the_key_does_speak_for_is_refused_when_it_is_not_teams() -> None:
    issuer = Issuer()
    issuer.publish("both", ["msteams", "webchat"])
    assert await call(token("both"), message() | {"channelId": "webchat"}, issuer) == (403, 0)


@pytest.mark.parametrize(
    "channel_data",
    [{"tenant": {"id": OTHER_TENANT}}, {"tenant": {}}, {}, None],
    ids=["another", "empty", "none", "no channel data"],
)
async def test_only_our_own_tenant_gets_in(channel_data: object) -> None:
    """The token says nothing of a tenant, and conversation.tenantId may say what it likes (row 6)."""
    assert await call(token(), message() | {"channelData": channel_data}) == (403, 0)


async def test_our_tenant_in_capitals_is_our_tenant() -> None:
    turns = Turns()
    adapter = TeamsAdapter(Registration(APP, TENANT.upper(), Secret("x")), fetch=Issuer().fetch)
    async with calling(adapter, turns) as caller:
        status, _ = await caller.post(message(), token())
    assert (status, turns.seen[0].tenant) == (202, TENANT)


async def test_a_key_roll_over_is_noticed_at_the_first_unknown_key(monkeypatch: pytest.MonkeyPatch) -> None:
    """Stock: 500 for up to a day, from an IndexError (row 5)."""
    issuer, now = Issuer(), [1000.0]
    adapter = TeamsAdapter(registration(), fetch=issuer.fetch)
    monkeypatch.setattr(adapter._authentication.keys, "_clock", lambda: now[0])
    async with calling(adapter, Turns()) as caller:
        assert (await caller.post(message(), token()))[0] == 202
        before = issuer.fetches
        issuer.publish("k2")
        assert (await caller.post(message(), token("k2")))[0] == 401  # too soon to ask again
        assert issuer.fetches == before
        now[0] += keys_module.REFETCH_PAUSE + 1
        assert (await caller.post(message(), token("k2")))[0] == 202
        assert issuer.fetches == before + 2
        for name in ("made", "up", "names"):
            assert (await caller.post(message(), token(name)))[0] == 401
        assert issuer.fetches == before + 2  # invented key ids cause no storm of fetches


async def test_while_the_keys_cannot_be_fetched_nobody_gets_in_and_it_recovers_by_itself(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issuer, now = Issuer(), [1000.0]
    issuer.down = True
    adapter = TeamsAdapter(registration(), fetch=issuer.fetch)
    monkeypatch.setattr(adapter._authentication.keys, "_clock", lambda: now[0])
    async with calling(adapter, Turns()) as caller:
        assert not adapter.ready
        assert (await caller.post(message(), token()))[0] == 401
        assert (await caller.post(message(), token()))[0] == 401
        assert issuer.fetches == 1
        issuer.down = False
        now[0] += keys_module.RETRY_PAUSE + 1
        assert (await caller.post(message(), token()))[0] == 202
        assert adapter.ready


async def test_keys_are_refreshed_behind_a_turn_long_before_they_expire(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issuer, now = Issuer(), [1000.0]
    adapter = TeamsAdapter(registration(), fetch=issuer.fetch)
    monkeypatch.setattr(adapter._authentication.keys, "_clock", lambda: now[0])
    async with calling(adapter, Turns()) as caller:
        await caller.post(message(), token())
        before = issuer.fetches
        now[0] += keys_module.REFRESH_AFTER + 1
        assert (await caller.post(message(), token()))[0] == 202
        assert issuer.fetches == before + 2
        now[0] += keys_module.EXPIRE_AFTER - 1
        issuer.down = True
        assert (await caller.post(message(), token()))[0] == 202  # so these are not a day old yet


async def test_old_keys_serve_on_while_a_refresh_fails_and_end_after_a_day(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    issuer, now = Issuer(), [1000.0]
    adapter = TeamsAdapter(registration(), fetch=issuer.fetch)
    monkeypatch.setattr(adapter._authentication.keys, "_clock", lambda: now[0])
    async with calling(adapter, Turns()) as caller:
        assert (await caller.post(message(), token()))[0] == 202
        issuer.down = True
        now[0] += keys_module.REFRESH_AFTER + 1
        assert (await caller.post(message(), token()))[0] == 202  # and a refresh runs behind it
        now[0] += keys_module.EXPIRE_AFTER
        assert (await caller.post(message(), token()))[0] == 401


async def test_a_refusal_is_logged_without_a_word_of_the_token(caplog: pytest.LogCaptureFixture) -> None:
    header = token(aud="99999999-1111-1111-1111-111111111111", name="Noor")
    with caplog.at_level(logging.DEBUG):
        await call(header, message("een geheim antwoord"))
    logged = "\n".join(record.getMessage() for record in caplog.records if record.name.startswith("bot."))
    assert "refused" in logged
    for secret in (header[7:40], "geheim", "Noor", TENANT, APP):
        assert secret not in logged


def test_without_credentials_only_local_mode_can_be_made() -> None:
    with pytest.raises(RegistrationError, match="only local mode"):
        TeamsAdapter(None)
    with pytest.raises(RegistrationError, match="takes no app registration"):
        TeamsAdapter(registration(), local=True)


@pytest.mark.parametrize(
    "url", ["https://smba.trafficmanager.net/emea/", "http://10.0.0.1/", "http://127.0.0.1.evil/"]
)
async def test_local_mode_answers_only_to_this_machine(url: str) -> None:
    turns = Turns()
    async with calling(TeamsAdapter(None, local=True), turns) as caller:
        status, _ = await caller.post(message(service_url=url))
    assert (status, turns.seen) == (403, [])


async def test_local_mode_looks_at_no_token_and_names_a_missing_tenant_lokaal() -> None:
    turns = Turns()
    async with calling(TeamsAdapter(None, local=True), turns) as caller:
        activity = message(service_url="http://127.0.0.1:9/") | {"channelData": {}, "channelId": "emulator"}
        status, _ = await caller.post(activity, "Bearer whatever")
    assert (status, turns.seen[0].tenant) == (202, "lokaal")


@pytest.mark.parametrize(
    ("app_id", "tenant"), [("", TENANT), (APP, ""), ("botframework.com", TENANT), (APP, "common")]
)
def test_a_registration_names_one_app_in_one_tenant(app_id: str, tenant: str) -> None:
    with pytest.raises(RegistrationError, match="GUID"):
        Registration(app_id, tenant, Secret("x"))


def test_a_credential_that_cannot_work_is_refused_when_made() -> None:
    with pytest.raises(RegistrationError, match="secret"):
        Secret(" ")
    with pytest.raises(RegistrationError, match="thumbprint"):
        Certificate("abc", "-----BEGIN PRIVATE KEY-----")
    with pytest.raises(RegistrationError, match="PEM"):
        Certificate("A" * 40, "niet een sleutel")


def test_secrets_are_not_in_what_python_prints() -> None:
    certificate = Certificate("A" * 40, "PRIVATE KEY diep-geheim")
    shown = repr((Registration(APP, TENANT, Secret("diep-geheim")), certificate, ManagedIdentity()))
    assert "diep-geheim" not in shown
