"""Those who had applied when staff saw the list: nobody is decided on unseen."""

from collections.abc import Sequence

from dialog.chat import Chat
from storage.database import Tx


async def keep_seen(chat: Chat[Tx], thing_id: int, place_ids: Sequence[int]) -> list[int]:
    """The ids of places as they were when the list was first shown.

    Who applies while staff choose stays an applicant, for the next time that staff choose.
    """

    async def as_shown() -> list[int]:
        return list(place_ids)

    return await chat.once("seen", as_shown, given=thing_id)
