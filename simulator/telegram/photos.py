"""Photos as Telegram keeps them: several sizes of one picture."""

from typing import Final

from simulator.exchange import Exchange
from simulator.file_store import keep
from simulator.parameters import Upload
from simulator.samples import sample
from simulator.state import StoredFile
from simulator.telegram.types import PhotoSize

_SIDE_OF_UNREADABLE: Final = 640  # a picture whose size we cannot read still has one


async def keep_photo(exchange: Exchange, upload: Upload) -> tuple[PhotoSize, ...]:
    """Store a photo; as in Telegram the sizes ascend, and the first is only a thumbnail."""
    thumbnail = await keep(exchange, "photo", sample("thumbnail.jpg"))
    full = await keep(exchange, "photo", upload)
    if not full.width:
        full.width = full.height = _SIDE_OF_UNREADABLE
    return photo_size(thumbnail), photo_size(full)


def photo_size(file: StoredFile) -> PhotoSize:
    """A stored picture as it stands in a message."""
    return PhotoSize(file.file_id, file.unique_id, file.width, file.height, file.size)
