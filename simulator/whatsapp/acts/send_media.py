"""Sending files: photos, voice notes, documents, stickers."""

import base64
from typing import Final

from simulator.outcome import ActRefused, Outcome
from simulator.parameters import Upload
from simulator.samples import sample
from simulator.voice_notes import as_voice_note
from simulator.whatsapp import limits
from simulator.whatsapp.acts.act import Act, new_message, send
from simulator.whatsapp.nodes.media import keep_media
from simulator.whatsapp.payloads import Json
from simulator.whatsapp.state import Media, Message

_SAMPLE_PHOTOS: Final = ("keripik.jpg", "sambal.jpg", "dapur.jpg")
MAX_PHOTOS: Final = 30  # what the app lets a person choose at once


async def send_photos(act: Act) -> Outcome:
    """The uploaded `photos`, or `count` samples. WhatsApp knows no album: each is on its own.

    The `caption` stands under the first one.
    """
    act.refuse_if_blocked()
    uploads = _uploads(act, "photos") or _sample_photos(max(1, act.parameters.integer("count", 1)))
    if len(uploads) > MAX_PHOTOS:
        raise ActRefused(f"Paling banyak {MAX_PHOTOS} foto sekaligus.")
    caption = act.parameters.text("caption")
    outcomes: list[Outcome] = []
    for upload in uploads:
        outcomes.append(await _send(act, "image", upload, caption="" if outcomes else caption))
    return {**outcomes[-1], "message_ids": [outcome["message_id"] for outcome in outcomes]}


async def send_voice(act: Act) -> Outcome:
    """The uploaded `voice`, or a silent sample of three seconds."""
    upload = as_voice_note(_upload(act, "voice", "suara.ogg"))
    return await _send(act, "audio", upload, voice=True)


async def send_document(act: Act) -> Outcome:
    """The uploaded `document`, or a sample price list."""
    upload = _upload(act, "document", "daftar-harga.pdf")
    return await _send(act, "document", upload, caption=act.parameters.text("caption"))


async def send_sticker(act: Act) -> Outcome:
    """A thumb up."""
    return await _send(act, "sticker", sample("jempol.webp"), animated=False)


async def _send(
    act: Act, kind: str, upload: Upload, *, caption: str = "", **facts: object
) -> Outcome:
    act.refuse_if_blocked()
    media = await keep_media(act.exchange, upload, limits.INBOUND_MEDIA_SECONDS)
    message = new_message(act, kind)
    message.file_id, message.file_name, message.text = media.file_id, upload.name, caption
    return send(act, message, {**_content(media, message), **facts})


def _content(media: Media, message: Message) -> Json:
    # Recent traffic has the hash in base64; the answer for the id has it in hex.
    content: Json = {
        "mime_type": media.mime_type,
        "sha256": base64.b64encode(bytes.fromhex(media.sha256)).decode(),
        "id": media.id,
    }
    if message.text:
        content["caption"] = message.text
    if message.type == "document":
        content["filename"] = message.file_name
    if message.type == "audio" and media.mime_type == "audio/ogg":
        content["mime_type"] = "audio/ogg; codecs=opus"
    return content


def _sample_photos(count: int) -> tuple[Upload, ...]:
    return tuple(sample(_SAMPLE_PHOTOS[i % len(_SAMPLE_PHOTOS)]) for i in range(count))


def _upload(act: Act, name: str, sample_name: str) -> Upload:
    found = _uploads(act, name)
    return found[0] if found else sample(sample_name)


def _uploads(act: Act, name: str) -> tuple[Upload, ...]:
    found = act.parameters.uploads.get(name, ())
    for upload in found:
        if not upload.content:
            raise ActRefused("Berkasnya kosong.")
        if len(upload.content) > limits.MAX_DOCUMENT_BYTES:
            raise ActRefused("Berkasnya terlalu besar.")
    return found
