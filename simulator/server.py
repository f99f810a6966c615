"""The simulator alone, in a process of its own."""

import contextlib
import socket
from collections.abc import Iterator
from pathlib import Path
from types import FrameType

import uvicorn

from simulator.app import Simulator, build_simulator


class _Server(uvicorn.Server):
    """Lets go of long polls as soon as it is told to stop, and then ends in peace.

    Uvicorn's own way raises the signal again at the end, which would kill the process before the
    state is written.
    """

    def __init__(self, config: uvicorn.Config, simulator: Simulator) -> None:
        super().__init__(config)
        self._simulator = simulator

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.force_exit = self.should_exit  # told twice: do not wait for anyone
        self.should_exit = True
        self._simulator.release()


async def serve(host: str, port: int, state_dir: Path) -> None:
    """Serve until told to stop by a signal.

    Raises OSError at once where the port is taken.
    """
    with _bound(host, port) as listener:
        simulator = build_simulator(state_dir)
        simulator.start()
        config = uvicorn.Config(
            simulator.app, log_level="warning", access_log=False, lifespan="off"
        )
        try:
            await _Server(config, simulator).serve(sockets=[listener])
        finally:
            await simulator.close()


@contextlib.contextmanager
def _bound(host: str, port: int) -> Iterator[socket.socket]:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    # Named TCP, because asyncio switches Nagle's delay (40 ms per answer) off only where it is.
    with socket.socket(family, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind((host, port))
        listener.set_inheritable(True)
        yield listener
