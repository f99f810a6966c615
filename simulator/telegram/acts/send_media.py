"""Sending files: photos and albums, voice notes, documents, stickers."""

from typing import Final

from simulator.file_store import keep
from simulator.outcome import ActRefused, Outcome
from simulator.parameters import Upload
from simulator.samples import sample
from simulator.telegram import limits
from simulator.telegram.acts.act import Act, new_message, send
from simulator.telegram.methods.incoming_files import document, voice
from simulator.telegram.photos import keep_photo
from simulator.telegram.types import Sticker
from simulator.voice_notes import as_voice_note

_SAMPLE_PHOTOS: Final = ("keripik.jpg", "sambal.jpg", "dapur.jpg")
_MAX_PERSONS_FILE_BYTES: Final = 60 * 1024 * 1024  # above what a bot may fetch, so that it is met


async def send_photos(act: Act) -> Outcome:
    """The uploaded `photos`, or `count` samples; several are an album of separate updates.

    As in Telegram the `caption` stands under the first one.
    """
    act.refuse_if_blocked()
    uploads = _uploads(act, "photos") or _sample_photos(max(1, act.parameters.integer("count", 1)))
    if len(uploads) > limits.MAX_ALBUM_ITEMS:
        raise ActRefused(f"Paling banyak {limits.MAX_ALBUM_ITEMS} foto sekaligus.")
    photos = [await keep_photo(act.exchange, upload) for upload in uploads]
    album_id = str(act.exchange.next_number() + 13_000_000_000_000_000)
    outcomes: list[Outcome] = []
    for photo in photos:
        message = new_message(act)
        message.photo = photo
        message.media_group_id = album_id if len(photos) > 1 else None
        message.caption = None if outcomes else act.parameters.text("caption") or None
        outcomes.append(send(act, message))
    return {**outcomes[-1], "message_ids": [outcome["message_id"] for outcome in outcomes]}


async def send_voice(act: Act) -> Outcome:
    """The uploaded `voice`, or a silent sample of three seconds."""
    act.refuse_if_blocked()
    recording = as_voice_note(_upload(act, "voice", "suara.ogg"))
    file = await keep(act.exchange, "voice", recording)
    message = new_message(act)
    message.voice = voice(file, act.parameters.integer("duration", 3))
    return send(act, message)


async def send_document(act: Act) -> Outcome:
    """The uploaded `document`, or a sample price list."""
    act.refuse_if_blocked()
    file = await keep(act.exchange, "document", _upload(act, "document", "daftar-harga.pdf"))
    message = new_message(act)
    message.document = document(file)
    message.caption = act.parameters.text("caption") or None
    return send(act, message)


async def send_sticker(act: Act) -> Outcome:
    """A thumb up."""
    act.refuse_if_blocked()
    file = await keep(act.exchange, "sticker", sample("jempol.webp"))
    message = new_message(act)
    message.sticker = Sticker(
        file.file_id,
        file.unique_id,
        type="regular",
        width=256,
        height=256,
        is_animated=False,
        is_video=False,
        emoji=act.parameters.text("emoji", "👍"),
    )
    return send(act, message)


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
        if len(upload.content) > _MAX_PERSONS_FILE_BYTES:
            raise ActRefused("Berkasnya terlalu besar.")
    return found
