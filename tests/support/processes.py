"""The bot and the simulator as processes of their own, and a hand on the simulator's phones."""

import asyncio
import os
import re
import socket
import sys
from pathlib import Path
from typing import Any

import aiohttp

TOKEN = "77:" + "k" * 35
PHONES = range(2001, 2021)
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
        self.settings: dict[str, str] = {}  # of processes that are started from now on

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
            **self.settings,
        }
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", *arguments, cwd=self.folder, env=env,
            stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
        )  # fmt: skip
        self.running.append(process)
        return process

    async def call(self, verb: str, path: str, /, **body: Any) -> Any:
        """A call of the simulator's control API."""
        url = f"http://127.0.0.1:{self.simulator_port}/simulator/control/{path}"
        async with self.http.request(verb, url, json=body or None) as response:
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

    async def is_answered(self, phone: int, times: int, seconds: float = 40) -> bool:
        """Whether a phone has got the answer so often, after a generous wait."""
        for _ in range(int(seconds / 0.2)):
            chat = await self.call("GET", f"phones/{phone}/chat")
            got = sum(m["direction"] == "in" and ANSWER in m["text"] for m in chat["messages"])
            if got >= times:
                return bool(got == times)
            await asyncio.sleep(0.2)
        return False

    async def readiness(self) -> tuple[int, str]:
        """What `/readyz` says."""
        async with self.http.get(f"http://127.0.0.1:{self.bot_port}/readyz") as response:
            return response.status, await response.text()

    async def until_ready(self, status: int) -> str:
        """Wait until `/readyz` answers like this; what it says then."""
        for _ in range(800):
            found = await self.readiness()
            if found[0] == status:
                return found[1]
            await asyncio.sleep(0.05)
        raise AssertionError(f"/readyz does not come to {status}: {found}")

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
