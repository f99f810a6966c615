"""`/media/{code}/{photo}`: photos of shown products, made in sizes when they are first asked for.

Sizes are kept in the media folder below `shown/`, beside the files that people sent; they go with
those (`bot.files`). No other file of the folder can be had: a photo is looked up by the product
that shows it.
"""

import asyncio
import logging
import shutil
import tempfile
from pathlib import Path

from starlette.requests import Request
from starlette.responses import FileResponse, RedirectResponse, Response
from starlette.routing import Route

from documents.photo import SHARE, SIDES, UnreadablePhotoError, photo_name, photo_sizes
from storage import catalogue, media
from storage.database import Database
from storage.ids import read_id
from storage.media import Medium
from web.surroundings import PARTS, SHOWN
from web.weave import shared_address, weave_address

log = logging.getLogger("ikm.web.photos")

NAMES = frozenset([*(photo_name(side) for side in SIDES), SHARE])
UNREADABLE = "unreadable"  # an empty file instead of the sizes
# A photo never changes under its address; a month, so that one that was taken down is forgotten.
FOR_A_MONTH = "public, max-age=2592000, immutable"
BRIEFLY = "public, max-age=60"


def photo_address(code: str, media_id: int, name: str) -> str:
    """Where a size of a product's photo is found: "/media/keripik-7f3k/123-640.webp"."""
    return f"/media/{code}/{media_id}-{name}"


class Photos:
    """The sizes of photos in the media folder; one photo is worked on at a time.

    One for the whole site; of several processes that share the folder each has its own.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._one_at_a_time = asyncio.Semaphore(1)

    async def find(self, medium: Medium, name: str) -> Path | None:
        """The file of one size, made if need be; None where the photo cannot be shown."""
        sizes = self._folder / SHOWN / str(medium.id)
        async with self._one_at_a_time:
            if not await asyncio.to_thread(sizes.is_dir):
                await asyncio.to_thread(self._make, medium, sizes)
        found = sizes / name
        return found if await asyncio.to_thread(found.is_file) else None

    def _make(self, medium: Medium, sizes: Path) -> None:
        """Write all sizes, or the mark that there are none; the folder is whole or absent."""
        original = self._folder / (medium.path or "missing")
        parts = self._folder / SHOWN / PARTS
        parts.mkdir(parents=True, exist_ok=True)
        part = Path(tempfile.mkdtemp(prefix=f"{medium.id}-", dir=parts))
        try:
            for name, content in photo_sizes(original.read_bytes()).items():
                (part / name).write_bytes(content)
        except (UnreadablePhotoError, FileNotFoundError) as error:
            log.warning("photo %d is not shown: %s", medium.id, error)
            (part / UNREADABLE).touch()
        try:
            part.rename(sizes)
        except OSError:  # another process has been faster: its folder is as good
            shutil.rmtree(part, ignore_errors=True)
        if not original.exists():  # erased meanwhile
            shutil.rmtree(sizes, ignore_errors=True)


def routes(database: Database, photos: Photos) -> list[Route]:
    """The route of photos."""

    async def show(request: Request) -> Response:
        number, _, name = request.path_params["photo"].partition("-")
        code = request.path_params["code"].replace("\0", "")
        if name not in NAMES:
            return Response(status_code=404)
        async with database.read() as tx:
            shown = await catalogue.find_photo(tx, code, read_id(number))
        if shown is None:
            return Response(status_code=404)
        file = None
        if shown.medium.state == media.STORED:
            file = await photos.find(shown.medium, name)
        if file is None:  # being fetched, or nothing that can be shown: the page stays whole
            headers = {"Cache-Control": BRIEFLY}
            instead = shared_address if name == SHARE else weave_address
            return RedirectResponse(instead(shown.cluster), 302, headers)
        headers = {"Cache-Control": FOR_A_MONTH, "X-Content-Type-Options": "nosniff"}
        return FileResponse(file, headers=headers)

    return [Route("/media/{code}/{photo}", show)]
