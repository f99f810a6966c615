"""The front door: pages for people, plain lines for machines."""

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import httpx
import pytest
from pydantic import SecretStr
from starlette.responses import PlainTextResponse

from bot.app import App
from bot.http import Front
from bot.settings import Settings

HOME = "/katalog"


@pytest.fixture
async def answers(migrated_url: str, tmp_path: Path) -> AsyncIterator[httpx.AsyncClient]:
    settings = Settings(
        database_url=migrated_url,
        media_dir=tmp_path,
        secret_key=SecretStr("k" * 40),
        _env_file=None,
    )
    app = App(settings, "web", {}, HOME)
    transport = httpx.ASGITransport(app.front())
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        yield client
    await app.database.close()


@pytest.mark.parametrize("path", ["/nope", "/katalo", "/webhooks", "/%00", "/katalog/nope/nope"])
async def test_an_address_that_leads_nowhere_is_a_kind_page(
    answers: httpx.AsyncClient, path: str
) -> None:
    found = await answers.get(path)
    assert found.status_code == 404
    assert "Halaman ini tidak ada" in found.text


@pytest.mark.parametrize("path", ["/webhook/telegram", "/webhook/nope", "/metrics/x", "/healthz/x"])
async def test_a_machine_at_a_wrong_address_gets_a_plain_line(
    answers: httpx.AsyncClient, path: str
) -> None:
    found = await answers.post(path)
    assert (found.status_code, found.text) == (404, "Not Found")


async def test_health_and_home_are_where_they_were(answers: httpx.AsyncClient) -> None:
    assert (await answers.get("/healthz")).text == "ok\n"
    assert (await answers.get("/")).headers["location"] == HOME


@pytest.mark.parametrize(
    ("path", "seen"), [("/katalog", "203.0.113.7"), ("/webhook/telegram", "127.0.0.1")]
)
async def test_a_visitor_behind_the_proxy_is_known_by_their_own_address(
    path: str, seen: str
) -> None:
    told: list[str] = []

    async def place(scope: Any, receive: Any, send: Any) -> None:
        told.append(scope["client"][0])
        await PlainTextResponse("ok")(scope, receive, send)

    front = Front({"/webhook/telegram": place}, {}, place)
    transport = httpx.ASGITransport(front, client=("127.0.0.1", 4711))
    async with httpx.AsyncClient(transport=transport, base_url="http://bot") as client:
        await client.get(path, headers={"x-forwarded-for": "203.0.113.7"})
    assert told == [seen]
