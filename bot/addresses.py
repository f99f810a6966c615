"""Where people reach us, for what is printed or written down."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass

Found = Callable[[], Awaitable[str]]


async def nobody() -> str:
    """The address of a channel that does not run."""
    return ""


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where people reach us. telegram: the bot's name; whatsapp: its number, E.164; '' = none."""

    public_url: str
    telegram: Found = nobody
    whatsapp: Found = nobody
