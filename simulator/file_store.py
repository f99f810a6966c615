"""Files that people and bots send: bytes in a folder, what is known of them in the state."""

import asyncio
import mimetypes
import struct
from pathlib import Path, PurePosixPath
from typing import Final

from simulator.exchange import Exchange
from simulator.parameters import Upload
from simulator.state import StoredFile

_FOLDERS: Final = {"photo": "photos", "voice": "voice", "sticker": "stickers"}
_PNG: Final = b"\x89PNG\r\n\x1a\n"


async def keep(exchange: Exchange, kind: str, upload: Upload) -> StoredFile:
    """Store an upload; the same bytes twice are two files."""
    number = exchange.next_number()
    suffix = PurePosixPath(upload.name).suffix.lower()[:8] or ".bin"
    mime_type = upload.mime_type or mimetypes.guess_type(upload.name)[0] or ""
    size = image_size(upload.content) if kind == "photo" else None
    stored = StoredFile(
        file_id=f"SIM{kind[:3].upper()}{number:012d}AgADsimulasi",
        unique_id=f"AQAD{number:08d}",
        path=f"{_FOLDERS.get(kind, 'documents')}/file_{number}{suffix}",
        size=len(upload.content),
        name=upload.name,
        mime_type=mime_type or "application/octet-stream",
        width=size[0] if size else 0,
        height=size[1] if size else 0,
    )
    await asyncio.to_thread(_write, exchange.files_dir / stored.unique_id, upload.content)
    exchange.state.files[stored.file_id] = stored
    exchange.store.mark_dirty()
    return stored


def content_path(exchange: Exchange, file: StoredFile) -> Path:
    """Where the bytes are."""
    return exchange.files_dir / file.unique_id


def find_by_path(exchange: Exchange, path: str) -> StoredFile | None:
    """The file that getFile gave this path for."""
    return next((file for file in exchange.state.files.values() if file.path == path), None)


def image_size(content: bytes) -> tuple[int, int] | None:
    """Width and height of a JPEG or PNG, None for anything else."""
    if content.startswith(_PNG) and len(content) >= 24:
        width, height = struct.unpack(">II", content[16:24])
        return width, height
    if content.startswith(b"\xff\xd8"):
        return _jpeg_size(content)
    return None


def _jpeg_size(content: bytes) -> tuple[int, int] | None:
    position = 2
    while position + 9 < len(content) and content[position] == 0xFF:
        marker = content[position + 1]
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack(">HH", content[position + 5 : position + 9])
            return width, height
        position += 2 + int(struct.unpack(">H", content[position + 2 : position + 4])[0])
    return None


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)
