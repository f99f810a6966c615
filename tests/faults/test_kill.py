"""kill -9 of the real process under load, with the simulator in a process of its own.

Afterwards every accepted message has had exactly its effect, every word was sent, and what may
have been sent twice is counted.
"""

import asyncio
import os
import re
import signal
import socket
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

TOKEN = "77:" + "k" * 35
PHONES = range(2001, 2021)
MESSAGES = 6
ANSWER = "Belum ada usaha"


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class World:
    """The two processes, and a hand on the simulator's phones."""

    def __init__(self, folder: Path, database_url: str) -> None:
        self.folder, self.database_url = folder, database_url
        self.bot_port, self.simulator_port = free_port(), free_port()
        self.http = aiohttp.ClientSession()
        self.running: list[asyncio.subprocess.Process] = []

    async def start(self, *arguments: str) -> asyncio.subprocess.Process:
        """Start the command line in the test's folder."""
        env = {
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(Path.cwd()),
            "DATABASE_URL": self.database_url,
            "TELEGRAM_BOT_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": f"http://127.0.0.1:{self.simulator_port}",
            "HTTP_PORT": str(self.bot_port),
            "TELEGRAM_CONTACT_RATE": "0",
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments, cwd=self.folder, env=env,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        self.running.append(process)
        return process

    async def call(self, method: str, path: str, **body: Any) -> Any:
        """A call of the simulator's control API."""
        url = f"http://127.0.0.1:{self.simulator_port}/simulator/control/{path}"
        async with self.http.request(method, url, json=body or None) as response:
            assert response.status < 400, await response.text()
            return await response.json()

    async def until_it_answers(self, url: str) -> None:
        """Wait for a process to serve."""
        async with asyncio.timeout(30):
            while True:
                try:
                    async with self.http.get(url) as response:
                        if response.status == 200:
                            return
                except aiohttp.ClientError:
                    pass
                await asyncio.sleep(0.1)

    async def run_bot(self) -> asyncio.subprocess.Process:
        """Start the bot and wait until it is ready."""
        process = await self.start("run")
        await self.until_it_answers(f"http://127.0.0.1:{self.bot_port}/readyz")
        return process

    async def answers(self) -> dict[int, int]:
        """How often each phone got the answer."""
        counted = {}
        for phone in PHONES:
            chat = await self.call("GET", f"phones/{phone}/chat")
            counted[phone] = sum(
                m["direction"] == "in" and ANSWER in m["text"] for m in chat["messages"]
            )
        return counted

    async def metric(self, name: str) -> float:
        """One figure of the bot's `/metrics`."""
        async with self.http.get(f"http://127.0.0.1:{self.bot_port}/metrics") as response:
            found = re.search(rf"^{re.escape(name)} (\S+)$", await response.text(), re.MULTILINE)
        return float(found[1]) if found else 0.0

    async def close(self) -> None:
        """End everything."""
        await self.http.close()
        for process in self.running:
            if process.returncode is None:
                process.kill()
            await process.wait()


@pytest.fixture
async def world(tmp_path: Path, database_url: str) -> AsyncIterator[World]:
    made = World(tmp_path, database_url)
    await made.start("simulator", "--port", str(made.simulator_port))
    await made.until_it_answers(f"http://127.0.0.1:{made.simulator_port}/simulator/clock")
    for phone in PHONES:
        await made.call("POST", "phones", id=phone, name=f"Orang {phone}", number=f"+62813{phone}")
    yield made
    await made.close()


async def test_a_kill_in_the_middle_loses_nothing(world: World) -> None:
    bot = await world.run_bot()
    for phone in PHONES:
        await world.call("POST", f"phones/{phone}/text", text="status")

    async def talk(phone: int) -> None:
        for _ in range(MESSAGES - 1):
            await world.call("POST", f"phones/{phone}/text", text="status")
            await asyncio.sleep(0.05)

    talking = [asyncio.create_task(talk(phone)) for phone in PHONES]
    for _ in range(2):
        await asyncio.sleep(0.15)
        bot.send_signal(signal.SIGKILL)
        await bot.wait()
        bot = await world.run_bot()
    await asyncio.gather(*talking)
    counted = await settled(world)

    assert min(counted.values()) >= MESSAGES, "an accepted message has no answer"
    surplus = sum(counted.values()) - MESSAGES * len(PHONES)
    assert surplus <= await world.metric('ikm_outbox_rows{state="resent"}')
    assert await world.metric("ikm_inbox_parked") == 0


async def settled(world: World) -> dict[int, int]:
    """The counts once every phone has its answers, or after a generous wait."""
    counted = {}
    for _ in range(100):
        counted = await world.answers()
        if min(counted.values()) >= MESSAGES:
            break
        await asyncio.sleep(0.2)
    return counted


async def test_sigterm_with_a_backlog_exits_0_and_loses_nothing(world: World) -> None:
    bot = await world.run_bot()
    for _ in range(MESSAGES):
        for phone in PHONES:
            await world.call("POST", f"phones/{phone}/text", text="status")
    bot.send_signal(signal.SIGTERM)

    assert await asyncio.wait_for(bot.wait(), 20) == 0
    await world.run_bot()
    assert min((await settled(world)).values()) >= MESSAGES


async def test_a_second_process_on_the_same_file_refuses_in_one_line(world: World) -> None:
    if not world.database_url.startswith("sqlite"):
        return
    await world.run_bot()
    world.bot_port = free_port()
    second = await world.start("run")

    assert await asyncio.wait_for(second.wait(), 20) == 1
