"""Fixtures for all tests, and an honest end: what was left out is named, or fails the run.

Environment: TEST_POSTGRES_URL names a server where databases can be made, TEST_CHROMIUM a
browser; REQUIRE_ALL=1 turns every skip into a failure.
"""

import asyncio
import gc
import os
import shutil
from collections import Counter
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from playwright.async_api import Browser, Page, async_playwright

from storage.database import Database
from tests.support import chromium, postgres, templates
from tests.support.reused import Reused
from tests.support.script import channel_in_turn

REQUIRE_ALL = os.environ.get("REQUIRE_ALL") == "1"
MEMORY = Path("/dev/shm")
ROOM_BYTES = 1_000_000_000  # what the tests of two workers keep at once is a twentieth of it

ENGINES = [
    pytest.param("sqlite", id="sqlite"),
    pytest.param("postgresql", id="postgresql", marks=pytest.mark.postgres),
]


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--update` writes transcripts anew instead of comparing them."""
    parser.addoption("--update", action="store_true", help="write transcripts anew")


def pytest_configure() -> None:
    """Databases of tests lie in memory where there is room: no test cuts the power."""
    if MEMORY.is_dir() and shutil.disk_usage(MEMORY).free > ROOM_BYTES:
        os.environ.setdefault("PYTEST_DEBUG_TEMPROOT", str(MEMORY))


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave to the soak what takes minutes and has shown nothing more so far."""
    for item in items:
        if "postgres" in item.keywords and _is_for_the_soak(item):
            item.add_marker(pytest.mark.soak)


def _is_for_the_soak(item: pytest.Item) -> bool:
    """On PostgreSQL a chat is played on one channel, and pages are looked at without a browser."""
    if not isinstance(item, pytest.Function) or item.originalname != "test_transcript":
        return "browser" in item.keywords
    told = item.callspec.params
    case = told["case"]
    return isinstance(case, Path) and told["channel"] != channel_in_turn(case)


def pytest_collection_finish() -> None:
    """What is there now stays till the end: looking through it again and again is a tenth."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 100)


@pytest.fixture(params=ENGINES)
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """URL of an empty database of the test's own, on both engines in turn."""
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'test.db'}"
        return
    if reason := await postgres.why_unreachable():
        pytest.skip(reason)
    async with postgres.fresh_database() as url:
        yield url


@pytest.fixture(params=ENGINES)
async def migrated_url(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_template: Path, reused: Reused | None
) -> AsyncIterator[str]:
    """URL of a database of the test's own with the present schema, on both engines in turn."""
    if request.param == "sqlite":
        yield templates.copy_sqlite(sqlite_template, tmp_path)
        return
    if reused is None:
        pytest.skip(str(await postgres.why_unreachable()))
    async with reused.lend() as url:
        yield url


@pytest.fixture
async def database(migrated_url: str) -> AsyncIterator[Database]:
    """An open database with the present schema, on both engines in turn."""
    opened = Database(migrated_url)
    yield opened
    await opened.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file, to be copied."""
    return asyncio.run(templates.sqlite_template(tmp_path_factory.mktemp("sqlite")))


@pytest.fixture(scope="session")
def reused() -> Iterator[Reused | None]:
    """Migrated PostgreSQL databases for one test after the other; None where there is no server."""
    with asyncio.Runner() as runner:
        if runner.run(postgres.why_unreachable()):
            yield None
            return
        made = runner.run(templates.postgres_databases())
        yield made
        runner.run(made.close())


@pytest.fixture
async def browser() -> AsyncIterator[Browser]:
    """A running Chromium."""
    path = chromium.find_chromium()
    if path is None:
        pytest.skip("no Chromium on this machine")
    async with async_playwright() as driver:
        running = await driver.chromium.launch(executable_path=path, args=list(chromium.ARGUMENTS))
        yield running
        await running.close()


@pytest.fixture
async def page(browser: Browser) -> Page:
    """An empty page in a fresh Chromium."""
    return await browser.new_page()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Name at the end what was not checked on this machine, and why."""
    reasons = Counter(_reason(report) for report in _skipped(terminalreporter))
    if not reasons:
        return
    title = "SKIPPED, WHICH FAILS THIS RUN" if REQUIRE_ALL else "not checked on this machine"
    terminalreporter.section(title, yellow=True)
    for reason, number in reasons.most_common():
        terminalreporter.write_line(f"{number} tests: {reason}")


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session: pytest.Session) -> None:
    """With REQUIRE_ALL a run that left something out has failed."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if REQUIRE_ALL and reporter is not None and _skipped(reporter):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def _skipped(reporter: pytest.TerminalReporter) -> list[pytest.TestReport]:
    return list(reporter.stats.get("skipped", []))


def _reason(report: pytest.TestReport) -> str:
    place = report.longrepr
    text = place[2] if isinstance(place, tuple) else str(place)
    return text.removeprefix("Skipped: ")
