"""The first day with the demo, in a browser: register, lose the process, go on, be verified."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path

import aiohttp
import pytest
from playwright.async_api import Browser, Locator, Page, expect

from tests.support.source import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.slow]

START_SECONDS = 60  # a cold start on a busy machine
BEFORE = ["daftar usaha", "ya", "boleh", "Rina Siregar", "lewati", "Keripik Rina", "buat sendiri",
          "singkong, minyak", "keripik singkong"]  # fmt: skip
SENT_AGAIN_MS = 2500  # until what may have been on its way at the kill has come once more
AFTER = ["punya sendiri", "ya", "Bantan", "3", "nib", "lewati", "ya"]


class Demo:
    """`ikm-bot run` without a token, in a folder of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        self.page = f"http://127.0.0.1:{self.port}/simulator"

    async def start(self) -> None:
        """Start it and wait for its page."""
        env = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HTTP_PORT": str(self.port)}
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "run", cwd=self.folder, env=env,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        async with asyncio.timeout(START_SECONDS), aiohttp.ClientSession() as http:
            while True:
                try:
                    async with http.get(self.page) as answer:
                        assert answer.status == 200
                        return
                except aiohttp.ClientConnectionError:
                    await asyncio.sleep(0.1)

    async def end(self, number: signal.Signals) -> None:
        """End it with this signal."""
        self.process.send_signal(number)
        await self.process.wait()


@pytest.fixture
async def demo(tmp_path: Path) -> AsyncIterator[Demo]:
    """A running demo, stopped at the end."""
    made = Demo(tmp_path)
    await made.start()
    yield made
    await made.end(signal.SIGTERM)
    assert made.process.returncode == 0


async def phone(page: Page, demo: Demo, number: int) -> Locator:
    """One phone, filling the page."""
    await page.goto(f"{demo.page}/phones/{number}")
    return page.locator(f"#phone-{number}")


async def write(shown: Locator, text: str) -> None:
    """Write a message and wait until the bot has answered it."""
    field, mine = shown.get_by_label("Tulis pesan"), shown.locator(".mine")
    before = await mine.last.get_attribute("data-message") if await mine.count() else None
    await field.fill(text)
    await field.press("Enter")
    if before:  # the one before may hold the same words: "ya" is in "punya"
        await expect(mine.last).not_to_have_attribute("data-message", before)
    await expect(mine.last).to_contain_text(text)
    await expect(shown.locator(".bubble").last).to_have_class("bubble theirs", timeout=10_000)


async def test_an_owner_registers_over_a_crash_and_is_verified(
    demo: Demo, browser: Browser
) -> None:
    page = await browser.new_page(viewport={"width": 360, "height": 740})
    rina = await phone(page, demo, 1001)
    await rina.get_by_role("button", name="Mulai").click()
    await expect(rina.get_by_text("Apa yang bisa kami bantu?")).to_be_visible(timeout=10_000)
    for text in BEFORE:
        await write(rina, text)
    await demo.end(signal.SIGKILL)
    await demo.start()
    rina = await phone(page, demo, 1001)
    await page.wait_for_timeout(SENT_AGAIN_MS)
    for text in AFTER:
        await write(rina, text)
    await expect(rina.locator(".theirs").last).to_contain_text("sudah terdaftar")

    hasan = await phone(page, demo, 1003)  # the card has come by itself
    await expect(hasan.get_by_text("Periksa usaha: Keripik Rina")).to_be_visible(timeout=10_000)
    await hasan.get_by_role("button", name="Terima").click()
    await expect(hasan.get_by_text("sudah diterima")).to_be_visible(timeout=10_000)
    rina = await phone(page, demo, 1001)
    await expect(rina.locator(".theirs").last).to_contain_text("terverifikasi", timeout=10_000)
    await page.close()
