"""Photos on the web: those of shown products in sizes, and no other file of anybody."""

import asyncio
import io
import logging
import threading
from datetime import date
from pathlib import Path

import httpx
import pytest
from PIL import Image

from bot.files import MediaFolder, remove_erased
from documents.photo import SHARE, SIDES, photo_sizes
from domain.product import Product, ProductState
from storage import erasure, media, products
from storage.database import Database
from tests.support.pictures import picture, png_bomb
from tests.support.rows import NOW
from tests.support.selling import add_photo, add_shown_product, add_sold_product
from web.photos import Photos
from web.surroundings import PARTS, SHOWN


async def a_photo(
    database: Database, folder: Path, content: bytes | None = None
) -> tuple[Product, int]:
    async with database.begin() as tx:
        product = await add_shown_product(tx)
        return product, await add_photo(tx, product, folder, content or picture())


def files_in(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if path.is_file()]


async def test_a_photo_comes_in_sizes_and_is_kept_long(
    database: Database, visitor: httpx.AsyncClient, media_dir: Path
) -> None:
    product, media_id = await a_photo(database, media_dir)

    found = await visitor.get(f"/media/{product.code}/{media_id}-320.webp")
    again = await visitor.get(f"/media/{product.code}/{media_id}-share.jpg")

    assert (found.status_code, found.headers["content-type"]) == (200, "image/webp")
    assert "max-age=2592000" in found.headers["cache-control"]
    assert Image.open(io.BytesIO(found.content)).size == (320, 240)
    assert again.headers["content-type"] == "image/jpeg"


async def test_nobody_elses_file_can_be_had(
    database: Database, visitor: httpx.AsyncClient, media_dir: Path
) -> None:
    product, media_id = await a_photo(database, media_dir)
    async with database.begin() as tx:
        other = await add_shown_product(tx, "Dewi")
        waiting = await add_sold_product(tx, "Eka")  # of a business nobody has looked at
        theirs = await add_photo(tx, waiting, media_dir, picture())
        kitchen = await media.add(tx, product.person_id, "telegram", "photo", "k", NOW)
        (media_dir / "kitchen.jpg").write_bytes(picture())
        await media.set_stored(tx, kitchen, "kitchen.jpg", 1, "")

    for address in (
        f"/media/{other.code}/{media_id}-320.webp",
        f"/media/{product.code}/{kitchen}-320.webp",
        f"/media/{waiting.code}/{theirs}-320.webp",
        f"/media/{product.code}/{media_id}-9999.webp",
        f"/media/{product.code}/{media_id}.jpg",
        f"/media/{product.code}/{'9' * 40}-320.webp",
        f"/media/{product.code}/..-320.webp",
        f"/media/{media_id}.jpg",
        "/media/kitchen.jpg",
    ):
        assert (await visitor.get(address)).status_code == 404, address


async def test_what_is_hidden_has_no_photo_any_more(
    database: Database, visitor: httpx.AsyncClient, media_dir: Path
) -> None:
    product, media_id = await a_photo(database, media_dir)
    address = f"/media/{product.code}/{media_id}-320.webp"
    assert (await visitor.get(address)).status_code == 200
    async with database.begin() as tx:
        await products.set_state(tx, product, ProductState.HIDDEN, NOW)

    assert (await visitor.get(address)).status_code == 404


@pytest.mark.parametrize(
    "content", [b"%PDF-1.7", png_bomb(), picture()[:900]], ids=["pdf", "bomb", "broken"]
)
async def test_what_is_no_photo_is_said_once_and_leaves_the_page_whole(
    database: Database, visitor: httpx.AsyncClient, media_dir: Path, content: bytes,
    caplog: pytest.LogCaptureFixture,
) -> None:  # fmt: skip
    product, media_id = await a_photo(database, media_dir, content)
    caplog.set_level(logging.WARNING)

    for _ in range(3):
        shown = await visitor.get(
            f"/media/{product.code}/{media_id}-640.webp", follow_redirects=True
        )
        assert (shown.status_code, shown.headers["content-type"]) == (200, "image/svg+xml")

    assert len(caplog.messages) == 1
    assert f"photo {media_id} is not shown" in caplog.messages[0]


async def test_sizes_go_with_the_photo(
    database: Database, visitor: httpx.AsyncClient, media_dir: Path
) -> None:
    product, media_id = await a_photo(database, media_dir)
    await visitor.get(f"/media/{product.code}/{media_id}-320.webp")
    assert len(files_in(media_dir)) > 1
    async with database.begin() as tx:
        await erasure.erase(tx, product.person_id, NOW, date(2026, 11, 24))

    await remove_erased(database, MediaFolder(media_dir))

    assert files_in(media_dir) == []


async def test_two_processes_at_one_photo_spoil_nothing(
    database: Database, media_dir: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, media_id = await a_photo(database, media_dir)
    async with database.read() as tx:
        [medium] = await media.list_by_id(tx, [media_id])
    both = threading.Barrier(2)

    def at_once(content: bytes) -> dict[str, bytes]:
        both.wait(20)
        sizes = photo_sizes(content)
        both.wait(20)
        return sizes

    monkeypatch.setattr("web.photos.photo_sizes", at_once)
    found = await asyncio.gather(
        Photos(media_dir).find(medium, "320.webp"), Photos(media_dir).find(medium, SHARE)
    )
    assert [path is not None and path.stat().st_size > 0 for path in found] == [True, True]
    assert len(files_in(media_dir / SHOWN)) == len(SIDES) + 1


async def test_half_made_sizes_go_with_the_photo(database: Database, media_dir: Path) -> None:
    product, media_id = await a_photo(database, media_dir)
    left = media_dir / SHOWN / PARTS / f"{media_id}-killed" / "320.webp"  # by a killed process
    left.parent.mkdir(parents=True)
    left.write_bytes(picture())
    async with database.begin() as tx:
        await erasure.erase(tx, product.person_id, NOW, date(2026, 11, 24))
    await remove_erased(database, MediaFolder(media_dir))
    assert files_in(media_dir) == []
