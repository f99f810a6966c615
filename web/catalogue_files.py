"""`/katalog/berkas/{cluster}.pdf` and `.xlsx`: a cluster on paper and as a price list.

Drawing takes a second or two: it is done beside the loop, one file at a time, and kept, so that who
asks a hundred times gets the same file. Like the pages, a file shows what is hidden or priced anew
within a second or two, and papers or photos within a minute.
"""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import quote

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from documents.photo import photo_name
from documents.product_catalogue import (
    ListedProduct,
    ProductCatalogue,
    price_list_xlsx,
    product_catalogue_pdf,
)
from documents.words import Words
from storage import catalogue, media
from storage.catalogue import Card
from storage.database import Database
from web.catalogue_choices import cluster_names, village_names
from web.pages import Pages
from web.photos import Photos
from web.surroundings import Surroundings

Maker = Callable[[ProductCatalogue, Words], bytes]

KEPT_SECONDS = 60.0  # then it is drawn anew, whatever has changed
MOST_KEPT = 8  # files, a few megabytes at most each
KINDS: dict[str, tuple[Maker, int, str]] = {  # how it is made, products in it, its type
    "pdf": (product_catalogue_pdf, 70, "application/pdf"),
    "xlsx": (
        price_list_xlsx, 1000,
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ),
}  # fmt: skip


@dataclass(slots=True)
class Kept:
    """A file, and what it was made of. Moments are of the monotonic clock, in seconds."""

    content: bytes
    cards: list[Card]
    made_at: float
    signature: tuple[object, ...]
    looked_at: float


class CatalogueFiles:
    """Makes the files, and keeps the last few."""

    def __init__(
        self, database: Database, pages: Pages, house: Surroundings, photos: Photos
    ) -> None:
        self._database, self._pages, self._house = database, pages, house
        self._photos = photos
        self._one_at_a_time = asyncio.Lock()
        self._kept: dict[tuple[str, str], Kept] = {}

    def routes(self) -> list[Route]:
        """The route of the files."""
        return [Route("/katalog/berkas/{cluster}.{kind}", self.show)]

    async def show(self, request: Request) -> Response:
        """One file; 404 for a cluster that is none."""
        cluster, kind = request.path_params["cluster"], request.path_params["kind"]
        name = cluster_names().get(cluster)
        if name is None or kind not in KINDS:
            return Response(status_code=404)
        async with self._one_at_a_time:
            content = await self._content(cluster, kind)
        file = self._pages.text(f"product_catalogue.files.{kind}", cluster=name)
        headers = {
            "Content-Disposition": f"attachment; filename*=UTF-8''{quote(file.unescape())}",
            "X-Content-Type-Options": "nosniff",
        }
        return Response(content, media_type=KINDS[kind][2], headers=headers)

    async def _content(self, cluster: str, kind: str) -> bytes:
        """The kept file, where it is as fresh as the pages, or else a new one."""
        kept, now = self._kept.get((cluster, kind)), time.monotonic()
        if kept is not None and now - kept.looked_at < self._house.look_seconds:
            return kept.content
        async with self._database.read() as tx:
            signature = await catalogue.find_signature(tx)
            is_young = kept is not None and now - kept.made_at < KEPT_SECONDS
            if kept is not None and is_young and signature == kept.signature:
                kept.looked_at = now
                return kept.content
            cards = await catalogue.list_of_cluster(tx, cluster, KINDS[kind][1])
        if kept is not None and is_young and cards == kept.cards:  # others' products have changed
            kept.looked_at, kept.signature = now, signature
            return kept.content
        content = await self._make(cluster, kind, cards)
        self._keep(cluster, kind, Kept(content, cards, now, signature, now))
        return content

    async def _make(self, cluster: str, kind: str, cards: list[Card]) -> bytes:
        listed = [await self._listed(card, has_photo=kind == "pdf") for card in cards]
        link = f"{self._house.public_url}/katalog?klaster={cluster}"
        whole = ProductCatalogue(cluster_names()[cluster], self._house.clock.today(), link, listed)
        return await asyncio.to_thread(KINDS[kind][0], whole, self._pages.words)

    def _keep(self, cluster: str, kind: str, made: Kept) -> None:
        self._kept.pop((cluster, kind), None)
        while len(self._kept) >= MOST_KEPT:
            self._kept.pop(next(iter(self._kept)))
        self._kept[cluster, kind] = made

    async def _listed(self, card: Card, *, has_photo: bool) -> ListedProduct:
        village, district = village_names()[card.village]
        papers = (self._pages.text(f"shared.business.papers.{kind}") for kind in card.papers)
        return ListedProduct(
            card.name, card.price_idr, card.unit, card.minimum_order, card.capacity,
            card.shelf_life_days, tuple(papers), card.business, village, district,
            f"{self._house.public_url}/katalog/produk/{card.code}", card.is_sold_out,
            await self._photo(card) if has_photo and card.photo_ids else None,
        )  # fmt: skip

    async def _photo(self, card: Card) -> bytes | None:
        async with self._database.read() as tx:
            shown = await catalogue.find_photo(tx, card.code, card.photo_ids[0])
        if shown is None or shown.medium.state != media.STORED:
            return None
        file = await self._photos.find(shown.medium, photo_name(640))
        return await asyncio.to_thread(file.read_bytes) if file is not None else None
