"""What the composition root sees of a channel: updates come in here, messages go out there."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeAlias

from bot.alerts import Alerts
from bot.channels.events import Event
from bot.files import MediaFolder
from bot.inbound import Inbound
from bot.jobs import Job
from bot.rendering import Render
from bot.sending import Transport
from bot.settings import Settings
from storage import media, receipts
from storage.database import Database
from storage.media import Medium

Asgi: TypeAlias = Callable[[Any, Any, Any], Awaitable[None]]


class Edge(Protocol):
    """One channel of this process."""

    channel: str

    @property
    def transport(self) -> Transport:
        """How the channel's sender sends."""
        ...

    @property
    def routes(self) -> Mapping[str, Asgi]:
        """Paths that the platform calls."""
        ...

    def start(self) -> None:
        """Begin to take updates."""
        ...

    def problem(self) -> str:
        """Why nothing comes in, '' when all is well."""
        ...

    async def name(self) -> str:
        """What people find us by: a user name, or a number in E.164. Raises a DeliveryError."""
        ...

    def parse_stored(self, payload: str) -> Event | None:
        """The event once more, from what the inbox has kept of it."""
        ...

    async def fetch(self, reference: str) -> bytes:
        """The content of a file that a person sent. Raises a DeliveryError."""
        ...

    def jobs(self) -> Sequence[Job]:
        """What has to be looked after now and then, by one process."""
        ...

    async def stop(self) -> None:
        """Ask for no more updates."""
        ...

    async def close(self) -> None:
        """Give back all connections."""
        ...


@dataclass(frozen=True, slots=True)
class House:
    """What edges are built upon."""

    settings: Settings
    database: Database
    inbound: Inbound
    alerts: Alerts
    folder: MediaFolder
    render: Render


class Shelf:
    """What a transport has to look up outside of its row."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def find_media(self, ids: Sequence[int]) -> list[Medium]:
        """Rows of the media table."""
        async with self._database.read() as tx:
            return await media.list_by_id(tx, ids)

    async def is_announced(self, contact_id: int) -> bool:
        """Whether the person was told that something waits for them."""
        async with self._database.read() as tx:
            return await receipts.is_announced(tx, contact_id)
