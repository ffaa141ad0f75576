"""The doors of the bot: what they open to, and how little they say when something breaks."""

from collections.abc import Mapping

import aiohttp
import pytest
from aiohttp import web
from aiohttp.test_utils import TestClient, TestServer

from bot.web import listening, make_app, make_operations_app


async def never(_request: web.Request) -> web.Response:
    raise RuntimeError("binnenkant")


def operations(parts: Mapping[str, bool]) -> web.Application:
    async def ready() -> Mapping[str, bool]:
        return parts

    return make_operations_app(ready, lambda: {"turns": 3, "refused_401": 1})


async def test_a_fault_inside_the_application_shows_no_stack() -> None:
    async with TestClient(TestServer(make_app(never))) as client, client.post("/api/messages") as response:
        text = await response.text()
        assert response.status == 500
    assert "binnenkant" not in text
    assert "Probeer het opnieuw" in text


@pytest.mark.parametrize(("works", "status"), [(True, 200), (False, 503)])
async def test_readiness_names_the_part_that_does_not_work(works: bool, status: int) -> None:
    app = operations({"store": True, "keys": works})
    async with TestClient(TestServer(app)) as client, client.get("/readyz") as response:
        assert response.status == status
        assert await response.json() == {"ready": works, "parts": {"store": True, "keys": works}}


async def test_metrics_are_totals_without_names_of_people() -> None:
    async with TestClient(TestServer(operations({}))) as client, client.get("/metrics") as response:
        assert await response.text() == "ivp_refused_401_total 1\nivp_turns_total 3\n"


async def test_the_bot_listens_while_it_is_asked_to_and_gives_the_port_back() -> None:
    async with (
        listening(make_app(never), "127.0.0.1", 0) as port,
        aiohttp.ClientSession() as session,
        session.get(f"http://127.0.0.1:{port}/healthz") as answer,
    ):
        assert answer.status == 200
    async with listening(make_app(never), "127.0.0.1", port) as again:
        assert again == port


async def test_a_port_that_is_taken_is_an_error_of_the_system() -> None:
    async with listening(make_app(never), "127.0.0.1", 0) as port:
        with pytest.raises(OSError, match=r"address|in use"):
            async with listening(make_app(never), "127.0.0.1", port):
                pass
