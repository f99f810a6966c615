"""Files in a call of the bot: uploaded with it, attached by name, or sent again by id."""

from simulator.exchange import Exchange
from simulator.file_store import image_size, keep
from simulator.parameters import Parameters, Upload
from simulator.state import StoredFile
from simulator.telegram import limits
from simulator.telegram.errors import ApiError, bad_request
from simulator.telegram.photos import keep_photo, photo_size
from simulator.telegram.types import Document, PhotoSize, Voice


async def take_photo(
    exchange: Exchange, parameters: Parameters, name: str, value: str
) -> tuple[PhotoSize, ...]:
    """A photo; raises 400 where Telegram would not take it as one."""
    upload = _upload(parameters, name, value)
    if upload is None:
        return (photo_size(_known(exchange, value, "photo")),)
    if len(upload.content) > limits.MAX_PHOTO_BYTES:
        raise bad_request("file is too big for a photo")
    size = image_size(upload.content)
    if size is None:
        raise bad_request("IMAGE_PROCESS_FAILED")
    width, height = size
    if width + height > limits.MAX_PHOTO_SIDES_SUM or (
        max(size) > limits.MAX_PHOTO_RATIO * max(1, min(size))
    ):
        raise bad_request("PHOTO_INVALID_DIMENSIONS")
    return await keep_photo(exchange, upload)


async def take_document(
    exchange: Exchange, parameters: Parameters, name: str, value: str
) -> Document:
    """Any file."""
    file = await _file(exchange, parameters, name, value, "document")
    return document(file)


async def take_voice(exchange: Exchange, parameters: Parameters, value: str) -> Voice:
    """A voice note."""
    file = await _file(exchange, parameters, "voice", value, "voice")
    return voice(file, parameters.integer("duration"))


def document(file: StoredFile) -> Document:
    """A stored file as it stands in a message."""
    return Document(file.file_id, file.unique_id, file.name, file.mime_type, file.size)


def voice(file: StoredFile, duration: int) -> Voice:
    """A stored recording as it stands in a message; `duration` in seconds."""
    return Voice(file.file_id, file.unique_id, duration, file.mime_type, file.size)


async def _file(
    exchange: Exchange, parameters: Parameters, name: str, value: str, kind: str
) -> StoredFile:
    upload = _upload(parameters, name, value)
    if upload is None:
        return _known(exchange, value, kind)
    if len(upload.content) > limits.MAX_UPLOAD_BYTES:
        raise ApiError(413, "Request Entity Too Large")
    return await keep(exchange, kind, upload)


def _upload(parameters: Parameters, name: str, value: str) -> Upload | None:
    wanted = value.removeprefix("attach://") if value.startswith("attach://") else name
    upload = parameters.upload(wanted)
    if upload is not None and not upload.content:
        raise bad_request("file must be non-empty")
    if upload is None and (not value or value.startswith("attach://")):
        raise bad_request(f"there is no {name} in the request")
    return upload


def _known(exchange: Exchange, file_id: str, kind: str) -> StoredFile:
    """A file sent before. Addresses (http…) are not fetched: this server calls nobody."""
    if file_id.lower().startswith(("http://", "https://")):
        raise bad_request("failed to get HTTP URL content")
    file = exchange.state.files.get(file_id)
    if file is None:
        raise bad_request("wrong file identifier/HTTP URL specified")
    if kind == "photo" and not file.width:
        raise bad_request("can't use file of type Document as Photo")
    return file
