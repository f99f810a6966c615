"""Plan files that staff sent in the chat: looked at, shown to them, kept once they say so.

They are files of `media`, whose kind tells how far they have come; a file that is done with is
erased.
"""

from datetime import datetime

from sqlalchemy import ColumnElement, select, update

from storage import media
from storage.database import Tx
from storage.media import ERASED, STORED, Medium
from storage.schema import media as table

SENT, SHOWN, ORDERED = "plan", "plan_shown", "plan_ordered"  # kinds of media


async def add(tx: Tx, person_id: int, channel: str, provider_ref: str, at: datetime) -> None:
    """A file was sent: it will be fetched and looked at; sent again, it is looked at anew."""
    media_id = await media.add(tx, person_id, channel, SENT, provider_ref, at)
    mine = table.c.id == media_id, table.c.kind != ORDERED
    await tx.execute(update(table).where(*mine).values(kind=SENT))


async def list_stored(tx: Tx, kind: str, limit: int = 10) -> list[Medium]:
    """Files of this kind that lie in the media folder, the oldest first."""
    ours = select(table.c.id).where(table.c.kind == kind, table.c.state == STORED)
    return await media.list_by_id(tx, (await tx.execute(ours.limit(limit))).scalars().all())


async def set_shown(tx: Tx, media_id: int) -> bool:
    """Its sender is told what it would do; False where that was done, or it is erased."""
    return await _move(tx, media_id, SENT, SHOWN)


async def list_shown(tx: Tx, person_id: int) -> list[int]:
    """Files that wait for their sender's word, by id."""
    mine = table.c.person_id == person_id, table.c.kind == SHOWN, table.c.state != ERASED
    return list((await tx.execute(select(table.c.id).where(*mine).limit(2))).scalars())


async def order(tx: Tx, media_id: int, person_id: int) -> bool:
    """Its sender wants it kept; False where it does not wait for that, or is somebody else's."""
    return await _move(tx, media_id, SHOWN, ORDERED, table.c.person_id == person_id)


async def drop(tx: Tx, media_id: int, person_id: int) -> bool:
    """Its sender does not want it kept; False where it does not wait for that."""
    mine = table.c.person_id == person_id, table.c.kind == SHOWN
    waits = select(table.c.id).where(table.c.id == media_id, *mine)
    if (await tx.execute(waits)).first() is None:
        return False
    return await media.set_erased(tx, media_id)


async def _move(tx: Tx, media_id: int, was: str, to: str, *more: ColumnElement[bool]) -> bool:
    mine = table.c.id == media_id, table.c.kind == was, table.c.state != ERASED, *more
    return bool((await tx.execute(update(table).where(*mine).values(kind=to))).rowcount)
