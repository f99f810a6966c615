"""The website, served as it is in the product, and screens of two sizes to look at it."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest
from playwright.async_api import Browser, Page

from bot.http import listen, server_for
from storage.database import Database
from tests.support.screens import WATCH_SHIFTS
from tests.web.conftest import WORDS
from web.site import build_site
from web.surroundings import Surroundings

SIZES = [pytest.param((360, 740), id="360"), pytest.param((1280, 860), id="1280")]


@asynccontextmanager
async def served(database: Database, house: Surroundings) -> AsyncIterator[str]:
    """The address of the site while it is served."""
    listener = listen("127.0.0.1", 0)
    server = server_for(build_site(database, WORDS, house))
    serving = asyncio.create_task(server.serve(sockets=[listener]))
    yield f"http://127.0.0.1:{listener.getsockname()[1]}"
    server.should_exit = True
    await serving


@pytest.fixture(params=SIZES)
async def screen(request: pytest.FixtureRequest, browser: Browser) -> AsyncIterator[Page]:
    """A page that runs no script of the site, and sees what is refused."""
    width, height = request.param
    page = await browser.new_page(viewport={"width": width, "height": height})
    complaints: list[str] = []
    page.on("console", lambda said: complaints.append(said.text))
    await page.add_init_script(WATCH_SHIFTS)
    yield page
    await page.close()
    # A form that is sent back to be corrected has a status of its own; nothing else is refused.
    assert [one for one in complaints if "status of 422" not in one] == []
