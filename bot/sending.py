"""What the sender needs of a channel, and what it shows of itself."""

from dataclasses import dataclass
from typing import Protocol

from storage import outbox


class Transport(Protocol):
    """A channel as the sender sees it. Errors are those of `domain.errors.DeliveryError`."""

    channel: str
    paces_replies: bool  # whether replies count towards the channel's rate

    async def send(self, row: outbox.Row) -> str:
        """Send one row; the provider's id of the message."""
        ...

    async def check(self) -> None:
        """Ask the platform whether it accepts our credentials."""
        ...


@dataclass(frozen=True, slots=True)
class Rates:
    """Sends a second, 0 = unlimited; in_flight: requests at the same time.

    doubt_seconds: how long a row that may have arrived waits for news before it is sent again.
    """

    channel: float
    contact: float
    in_flight: int = 100
    doubt_seconds: float = 0.0


@dataclass(slots=True)
class Counts:
    """What the metrics show of a sender."""

    sent: int = 0
    uncertain: int = 0
    failed: int = 0
    retried: int = 0
