"""The state on disk: read once, written a moment after each change, replaced atomically."""

import asyncio
import contextlib
import os
import time
from pathlib import Path
from typing import Final

import msgspec

from simulator.seed_phones import SEED_PHONES, seed_whatsapp
from simulator.state import State

SKIPPED: Final = 1_000_000  # more numbers than are given between two writes
# What a person saw must outlive a kill: an answer given again would land in the next question.
SOON_SECONDS: Final = 0.05
PAUSE_PER_WRITE: Final = 20  # a write that took 0.1 s is followed by 2 s of peace: ≤ 5 % of time


def load_state(path: Path) -> State:
    """The state of last time, or a fresh one with the phones of the first day.

    Numbers given after the last write went with a kill, but a bot remembers them: a message that
    bore one again would be taken for a redelivery and never answered. So counting goes on far
    above, and that is written down before the first number is given.
    """
    if path.exists():
        state = msgspec.json.decode(path.read_bytes(), type=State)
        _skip_numbers(state)
        _replace(path, msgspec.json.encode(state))
    else:
        state = State(phones={phone.id: msgspec.structs.replace(phone) for phone in SEED_PHONES})
    seed_whatsapp(state)
    return state


def _skip_numbers(state: State) -> None:
    state.last_number += SKIPPED
    state.whatsapp.last_event_id += SKIPPED
    for bot in state.bots.values():
        bot.last_message_id += SKIPPED
        bot.last_update_id += SKIPPED


class StateFile:
    """Writes the state a moment after it changed, and on close."""

    def __init__(self, path: Path, state: State) -> None:
        self._path = path
        self._state = state
        self._dirty = False
        self._peace_until = 0.0  # monotonic time
        self._writer: asyncio.Task[None] | None = None
        self._under_way: asyncio.Future[None] | None = None

    def mark_dirty(self) -> None:
        """Something changed; a write is due soon."""
        self._dirty = True
        if self._writer is None or self._writer.done():
            self._writer = asyncio.get_running_loop().create_task(self._write_while_dirty())

    async def close(self) -> None:
        """Write what is not written yet."""
        if self._writer is not None:
            self._writer.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._writer
        if self._under_way is not None:
            await self._under_way  # two writes at once would spoil the file
        if self._dirty:
            await self._write()

    async def _write_while_dirty(self) -> None:
        while self._dirty:
            peace = self._peace_until - time.monotonic()
            await asyncio.sleep(max(SOON_SECONDS, peace))
            await self._write()

    async def _write(self) -> None:
        started = time.monotonic()
        self._dirty = False
        content = msgspec.json.encode(self._state)
        # Shielded, because a thread goes on writing when its task is cancelled.
        self._under_way = asyncio.ensure_future(asyncio.to_thread(_replace, self._path, content))
        await asyncio.shield(self._under_way)
        ended = time.monotonic()
        self._peace_until = ended + PAUSE_PER_WRITE * (ended - started)


def _replace(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    fresh = path.with_suffix(".new")
    with fresh.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
