"""Files at Meta's: uploaded under an id, fetched in two steps, gone after a while."""

import hashlib
from typing import Final

from simulator.exchange import Exchange
from simulator.file_store import keep
from simulator.parameters import Upload
from simulator.state import StoredFile
from simulator.whatsapp import limits
from simulator.whatsapp.call import GraphCall
from simulator.whatsapp.errors import GraphError, refused
from simulator.whatsapp.links import link_to
from simulator.whatsapp.state import Media

_IMAGES: Final = ("image/jpeg", "image/png")
_AUDIO: Final = ("audio/aac", "audio/amr", "audio/mp4", "audio/mpeg", "audio/ogg")
_VIDEOS: Final = ("video/3gpp", "video/mp4")
_STICKERS: Final = ("image/webp",)
_DOCUMENTS: Final = (
    "application/pdf", "text/plain", "text/csv",
    "application/msword", "application/vnd.ms-excel", "application/vnd.ms-powerpoint",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation",
)  # fmt: skip
_MAX_BYTES: Final = {
    **dict.fromkeys(_IMAGES, limits.MAX_IMAGE_BYTES),
    **dict.fromkeys(_AUDIO, limits.MAX_AUDIO_BYTES),
    **dict.fromkeys(_VIDEOS, limits.MAX_VIDEO_BYTES),
    **dict.fromkeys(_STICKERS, limits.MAX_STICKER_BYTES),
    **dict.fromkeys(_DOCUMENTS, limits.MAX_DOCUMENT_BYTES),
}


async def upload(call: GraphCall) -> object:
    """Keep a file; the id is good for thirty days."""
    call.refuse_other_products()
    file = call.parameters.upload("file")
    if file is None:
        raise GraphError(100, "(#100) The parameter file is required.")
    mime_type = (call.parameters.text("type") or file.mime_type).split(";")[0].strip().lower()
    if mime_type not in _MAX_BYTES:
        raise GraphError(
            100,
            "(#100) Param file must be a file with one of the following types: "
            f"{', '.join(sorted(_MAX_BYTES))}. Received file of type '{mime_type}'.",
        )
    if len(file.content) > _MAX_BYTES[mime_type]:
        raise refused(131053, f"File size exceeds the limit of {_MAX_BYTES[mime_type]} bytes")
    if not file.content:
        raise refused(131053, "The file is empty")
    kept = await keep_media(
        call.exchange, Upload(file.name, file.content, mime_type), limits.UPLOADED_MEDIA_SECONDS
    )
    return {"id": kept.id}


async def get_media(call: GraphCall) -> object:
    """Where the bytes are for the next five minutes."""
    media = call.state.media[call.object_id]
    return {
        "messaging_product": "whatsapp",
        "url": call.base_url + link_to(call.exchange, media),
        "mime_type": media.mime_type,
        "sha256": media.sha256,
        "file_size": media.size,
        "id": media.id,
    }


async def delete_media(call: GraphCall) -> object:
    """Forget it."""
    del call.state.media[call.object_id]
    call.exchange.store.mark_dirty()
    return {"success": True}


async def keep_media(exchange: Exchange, file: Upload, lifetime_seconds: float) -> Media:
    """Store a file and give it an id."""
    stored = await keep(exchange, _kind(file.mime_type), file)
    return add_media(exchange, stored, file.content, lifetime_seconds)


def add_media(
    exchange: Exchange, stored: StoredFile, content: bytes, lifetime_seconds: float
) -> Media:
    """Give a stored file an id of Meta's."""
    media = Media(
        id=str(500_000_000_000_000 + exchange.next_number()),
        file_id=stored.file_id,
        mime_type=stored.mime_type,
        sha256=hashlib.sha256(content).hexdigest(),
        size=stored.size,
        expires_at=exchange.clock.timestamp() + lifetime_seconds,
        name=stored.name,
    )
    exchange.state.whatsapp.media[media.id] = media
    exchange.store.mark_dirty()
    return media


def _kind(mime_type: str) -> str:
    """The simulator's own word for it, which decides the folder and whether sides are measured."""
    if mime_type in _IMAGES:
        return "photo"
    if mime_type in _STICKERS:
        return "sticker"
    return "voice" if mime_type in _AUDIO else "document"
