"""What is known of a bot only while the process runs."""

import asyncio
from dataclasses import dataclass, field


@dataclass(slots=True)
class LiveBot:
    """Polls, deliveries and updates kept back."""

    called_at: float = float("-inf")  # monotonic time of the last call
    poll_number: int = 0  # grows with each getUpdates; an older poll sees that it was replaced
    ended_by: str = ""  # what replaced the older poll
    held_until: dict[int, float] = field(default_factory=dict)  # update id → monotonic time
    kept_for_next: int | None = None  # update id that waits for its successor (reorder)
    delivery: asyncio.Task[None] | None = None
