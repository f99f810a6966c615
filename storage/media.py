"""Photos and voice notes: wanted, then stored in the media folder by a job, or erased."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import exists, insert, select, update

from storage.database import Tx
from storage.ids import new_id
from storage.schema import media, product_photos

WANTED, STORED, FAILED, ERASED = "wanted", "stored", "failed", "erased"
MAX_ATTEMPTS = 12  # with growing waits, about an hour of trying


@dataclass(frozen=True, slots=True)
class Medium:
    """A file somebody sent. path: relative to the media folder, None until stored."""

    id: int
    person_id: int
    business_id: int | None
    kind: str
    channel: str
    provider_ref: str
    state: str
    mime: str
    path: str | None
    attempts: int


_COLUMNS = [
    media.c.id, media.c.person_id, media.c.business_id, media.c.kind, media.c.channel,
    media.c.provider_ref, media.c.state, media.c.mime, media.c.path, media.c.attempts,
]  # fmt: skip


async def add(  # noqa: PLR0913  # the fields of one row
    tx: Tx,
    person_id: int,
    channel: str,
    kind: str,
    provider_ref: str,
    at: datetime,
    *,
    mime: str = "",
    business_id: int | None = None,
) -> int:
    """Ask for a file to be downloaded after the commit; its id.

    One that was asked for before, and belongs to no business yet, is that file.
    """
    if known := await _find_wanted(tx, person_id, channel, provider_ref):
        await tx.execute(update(media).where(media.c.id == known).values(business_id=business_id))
        return known
    new = new_id()
    await tx.execute(
        insert(media).values(
            id=new, person_id=person_id, business_id=business_id, kind=kind, channel=channel,
            provider_ref=provider_ref, state=WANTED, mime=mime, created_at=at,
        )
    )  # fmt: skip
    return new


async def _find_wanted(tx: Tx, person_id: int, channel: str, provider_ref: str) -> int | None:
    query = select(media.c.id).where(
        media.c.person_id == person_id,
        media.c.channel == channel,
        media.c.provider_ref == provider_ref,
        media.c.business_id.is_(None),
        media.c.state != ERASED,
    )
    found: int | None = (await tx.execute(query.limit(1))).scalar()
    return found


async def list_wanted(tx: Tx, limit: int = 100) -> list[Medium]:
    """Files to download, the oldest first."""
    query = select(*_COLUMNS).where(media.c.state == WANTED).order_by(media.c.id).limit(limit)
    return [Medium(*r) for r in await tx.execute(query)]


async def list_by_id(tx: Tx, ids: Sequence[int]) -> list[Medium]:
    """These files, without the erased ones."""
    query = select(*_COLUMNS).where(media.c.id.in_(list(ids)), media.c.state != ERASED)
    return [Medium(*r) for r in await tx.execute(query.order_by(media.c.id))]


async def list_of_business(tx: Tx, business_id: int) -> list[Medium]:
    """The photos of a business, in the order they came, without those of its products."""
    of_product = exists().where(product_photos.c.media_id == media.c.id)
    query = select(*_COLUMNS).where(
        media.c.business_id == business_id, media.c.state != ERASED, ~of_product
    )
    return [Medium(*r) for r in await tx.execute(query.order_by(media.c.id))]


async def list_of_person(tx: Tx, person_id: int) -> list[Medium]:
    """All files of a person that are not erased."""
    query = select(*_COLUMNS).where(media.c.person_id == person_id, media.c.state != ERASED)
    return [Medium(*r) for r in await tx.execute(query.order_by(media.c.id))]


async def set_stored(tx: Tx, media_id: int, path: str, size_bytes: int, sha256: str) -> None:
    """The file lies in the media folder now."""
    await tx.execute(
        update(media)
        .where(media.c.id == media_id, media.c.state == WANTED)
        .values(state=STORED, path=path, size_bytes=size_bytes, sha256=sha256)
    )


async def set_failed_attempt(tx: Tx, media_id: int, attempts: int) -> None:
    """A download failed; after the last attempt the file counts as failed."""
    state = FAILED if attempts >= MAX_ATTEMPTS else WANTED
    await tx.execute(
        update(media).where(media.c.id == media_id).values(attempts=attempts, state=state)
    )


async def set_erased(tx: Tx, media_id: int) -> bool:
    """Forget a file; False where it was erased before. The file itself goes after the commit."""
    query = (
        update(media)
        .where(media.c.id == media_id, media.c.state != ERASED)
        .values(state=ERASED, provider_ref="", sha256=None)
    )
    return bool((await tx.execute(query)).rowcount)


async def list_paths(tx: Tx) -> set[str]:
    """Where files lie or lay, relative to the media folder."""
    query = select(media.c.path).where(media.c.path.is_not(None))
    return set((await tx.execute(query)).scalars())


async def list_erased_files(tx: Tx, limit: int = 100) -> list[tuple[int, str]]:
    """(id, path) of erased rows whose file may still lie in the folder."""
    query = select(media.c.id, media.c.path).where(
        media.c.state == ERASED, media.c.path.is_not(None)
    )
    return [(r.id, r.path) for r in await tx.execute(query.limit(limit))]


async def set_removed(tx: Tx, media_id: int) -> None:
    """The file of an erased row is gone from the folder."""
    await tx.execute(update(media).where(media.c.id == media_id).values(path=None))
