"""The simulator alone, in a process of its own."""

import asyncio
import contextlib
import signal
import socket
import sys
from pathlib import Path

import aiohttp
import pytest

from simulator.server import serve
from simulator.state_file import load_state


async def test_alone_it_keeps_everything_when_told_to_stop(tmp_path: Path) -> None:
    script = (
        "import asyncio, pathlib, sys; from simulator.server import serve; "
        "asyncio.run(serve('127.0.0.1', int(sys.argv[1]), pathlib.Path(sys.argv[2])))"
    )
    port = free_port()
    alone = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, str(port), str(tmp_path)
    )
    base = f"http://127.0.0.1:{port}/simulator"
    async with aiohttp.ClientSession() as client:
        await until_it_answers(client, f"{base}/clock")
        async with client.post(f"{base}/control/phones/1001/text", json={"text": "awet"}) as got:
            assert got.status == 200
        waiting = asyncio.create_task(long_poll(client, f"{base}/clock?after=1&timeout=25"))
        await asyncio.sleep(0)
        alone.send_signal(signal.SIGTERM)
        assert await asyncio.wait_for(alone.wait(), 10) == 0
        await asyncio.gather(waiting, return_exceptions=True)
    state = load_state(tmp_path / "simulator.json")
    assert state.bots[0].pending[0].chat_id == 1001


async def test_port_in_use_is_said_at_once(tmp_path: Path) -> None:
    with (
        socket.create_server(("127.0.0.1", 0)) as taken,
        pytest.raises(OSError, match="in use"),
    ):
        await serve("127.0.0.1", taken.getsockname()[1], tmp_path)


async def long_poll(client: aiohttp.ClientSession, address: str) -> None:
    async with client.get(address) as got:
        await got.read()


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as found:
        return int(found.getsockname()[1])


async def until_it_answers(client: aiohttp.ClientSession, address: str) -> None:
    async with asyncio.timeout(10):
        while True:
            with contextlib.suppress(aiohttp.ClientConnectionError):
                async with client.get(address):
                    return
            await asyncio.sleep(0.05)
