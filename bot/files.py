"""Files that people sent: fetched after the commit, kept in the media folder, erased on request."""

import asyncio
import shutil
from pathlib import Path

from domain.errors import Refused, Retryable
from storage import media
from storage.database import Database
from storage.media import Medium
from web.surroundings import PARTS, SHOWN

# How each kind of file begins; what does not begin so is not what it says it is.
SIGNATURES = {
    ".jpg": b"\xff\xd8\xff",
    ".png": b"\x89PNG",
    ".webp": b"RIFF",
    ".ogg": b"OggS",
    ".pdf": b"%PDF",
}
PICTURES = frozenset({".jpg", ".png", ".webp"})


def suffix_of(content: bytes) -> str:
    """The file name's end by its first bytes; names that a sender supplies are ignored."""
    return next((s for s, start in SIGNATURES.items() if content.startswith(start)), ".bin")


COMING_SECONDS = 2.0  # files are fetched about a second after their message


class MediaFolder:
    """The folder of `MEDIA_DIR`; a file is called by its id."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def read(self, medium: Medium) -> bytes:
        """The content of a stored file. Raises Retryable while it comes, Refused if it is gone."""
        if medium.state == media.WANTED:
            raise Retryable(COMING_SECONDS, message=f"media {medium.id} is being fetched")
        try:
            return (self.root / (medium.path or "missing")).read_bytes()
        except FileNotFoundError:
            raise Refused("media", f"media {medium.id} is not in the folder") from None

    def write(self, medium: Medium, content: bytes) -> str:
        """Keep a file; its path relative to the folder. The name is complete or absent."""
        path = f"{medium.id % 100:02d}/{medium.id}{suffix_of(content)}"
        target = self.root / path
        target.parent.mkdir(parents=True, exist_ok=True)
        part = target.with_suffix(".part")
        part.write_bytes(content)
        part.replace(target)
        return path

    def remove(self, path: str) -> None:
        """Erase a file and the sizes that were made of it; nothing where it is gone already."""
        (self.root / path).unlink(missing_ok=True)
        shown, name = self.root / SHOWN, Path(path).stem
        for sizes in (shown / name, *(shown / PARTS).glob(f"{name}-*")):
            shutil.rmtree(sizes, ignore_errors=True)


async def remove_erased(database: Database, folder: MediaFolder) -> int:
    """Remove the files of erased rows; how many."""
    async with database.read() as tx:
        erased = await media.list_erased_files(tx)
    for media_id, path in erased:
        await asyncio.to_thread(folder.remove, path)
        async with database.begin() as tx:
            await media.set_removed(tx, media_id)
    return len(erased)
