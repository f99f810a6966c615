"""The clock of the simulated world: real time plus an offset that only grows."""

import time
from datetime import UTC, datetime

from domain.clock import JAKARTA
from simulator.bell import Bell
from simulator.state import State

CLOCK_MOVED = "clock"


class SimulatorClock:
    """Business time for everyone who looks at this simulator."""

    def __init__(self, state: State, bell: Bell) -> None:
        self._state = state
        self._bell = bell

    @property
    def offset_seconds(self) -> float:
        """How far business time is ahead of real time."""
        return self._state.clock_offset_seconds

    @property
    def version(self) -> int:
        """Changes with every move; two equal versions mean an equal offset."""
        return self._state.clock_version

    def timestamp(self) -> int:
        """Now, in whole seconds, as `date` fields carry it."""
        return int(time.time() + self._state.clock_offset_seconds)

    def now(self) -> datetime:
        """Now, as people in Medan read it."""
        return datetime.fromtimestamp(self.timestamp(), UTC).astimezone(JAKARTA)

    def advance(self, seconds: float) -> None:
        """Move forward; business time never runs backwards."""
        if not 0 <= seconds <= 366 * 24 * 3600:
            raise ValueError("advance_seconds must be between 0 and one year")
        self._state.clock_offset_seconds += seconds
        self._state.clock_version += 1
        self._bell.ring(CLOCK_MOVED)

    async def wait_beyond(self, version: int, timeout_seconds: float) -> None:
        """Return once the version is another one, or after the timeout."""
        if self.version == version:
            await self._bell.wait(CLOCK_MOVED, timeout_seconds=timeout_seconds)
