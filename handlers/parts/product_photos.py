"""Photos of a product: a job fetches them after the commit."""

from collections.abc import Sequence
from typing import Any

from dialog.chat import Chat
from storage import media
from storage.database import Tx


async def keep_photos(
    chat: Chat[Tx], business_id: int, photos: Sequence[dict[str, Any]]
) -> list[int]:
    """Their ids of media, in the order they were sent."""
    return [
        await media.add(
            chat.tx, chat.person.id, chat.channel, "photo", one["ref"], chat.now,
            mime=one["mime"], business_id=business_id,
        )
        for one in photos
    ]  # fmt: skip
