"""A running simulator for tests: a real server on this machine, and a client in front of it."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import aiohttp
import uvicorn

from simulator.app import Simulator, build_simulator

TOKEN = "123456789:" + "A" * 35
OTHER_TOKEN = "987654321:" + "B" * 35

Json = dict[str, Any]  # whatever the server answers; tests look into it


@dataclass(frozen=True, slots=True)
class World:
    """The addresses of a running simulator, and the ways to talk to it."""

    address: str
    simulator: Simulator
    client: aiohttp.ClientSession

    async def answer(self, method: str, token: str = TOKEN, **values: Any) -> Json:
        """The whole answer of the Bot API to a call, `ok` or not."""
        async with self.client.post(f"{self.address}/bot{token}/{method}", json=values) as got:
            found: Json = await got.json()
            assert found["ok"] == (got.status == 200)
            return found

    async def call(self, method: str, **values: Any) -> Any:
        """The result of a call that must succeed."""
        found = await self.answer(method, **values)
        assert found["ok"], found
        return found["result"]

    async def refusal(self, method: str, **values: Any) -> tuple[int, str]:
        """Code and description of a call that must be refused."""
        found = await self.answer(method, **values)
        assert not found["ok"], found
        return found["error_code"], found["description"]

    async def control(self, path: str, verb: str = "POST", **values: Any) -> Json:
        """What the control API answers; refusals too."""
        address = f"{self.address}/simulator/{path}"
        async with self.client.request(verb, address, json=values) as got:
            found: Json = await got.json()
            return found

    async def act(self, phone: int, name: str, **values: Any) -> Json:
        """Let a phone do something that it can do."""
        found = await self.control(f"control/phones/{phone}/{name}", **values)
        assert "error" not in found, found
        return found

    async def chat(self, phone: int) -> Json:
        """The chat of a phone, as tests read it."""
        return await self.control(f"control/phones/{phone}/chat", "GET")

    async def fault(self, kind: str, **values: Any) -> None:
        """Plan some trouble."""
        found = await self.control("control/faults", kind=kind, **values)
        assert "error" not in found, found

    async def updates(self, offset: int = 0, wait_seconds: int = 0) -> list[Json]:
        """What getUpdates gives."""
        found: list[Json] = await self.call("getUpdates", offset=offset, timeout=wait_seconds)
        return found


@contextlib.asynccontextmanager
async def running_world(state_dir: Path) -> AsyncIterator[World]:
    """A simulator that keeps its state in this folder, on a port of its own."""
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen(100)  # from here on whoever calls is served, if a moment later
        simulator = build_simulator(state_dir)
        config = uvicorn.Config(simulator.app, log_level="warning", lifespan="off", ws="none")
        server = uvicorn.Server(config)
        serving = asyncio.create_task(server.serve(sockets=[listener]))
        address = f"http://127.0.0.1:{listener.getsockname()[1]}"
        try:
            async with aiohttp.ClientSession() as client:
                await _serves(client, address)
                yield World(address, simulator, client)
        finally:
            simulator.release()
            server.should_exit = True
            await serving
            await simulator.close()


async def _serves(client: aiohttp.ClientSession, address: str) -> None:
    """A first answer, because a server told to exit while it starts does not end."""
    async with client.get(f"{address}/simulator/clock") as got:
        assert got.status == 200
