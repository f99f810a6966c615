"""sendMediaGroup."""

from typing import Literal

import msgspec

from simulator.parameters import BadParameter, Parameters
from simulator.telegram import limits
from simulator.telegram.call import Call
from simulator.telegram.errors import bad_request
from simulator.telegram.formatting import FormattedText, read_caption
from simulator.telegram.methods.incoming_files import take_document, take_photo
from simulator.telegram.methods.posting import new_message, post
from simulator.telegram.types import Document, Message, PhotoSize


class _Item(msgspec.Struct):
    """InputMediaPhoto or InputMediaDocument."""

    type: Literal["photo", "document"]
    media: str
    caption: str = ""
    parse_mode: str = ""
    caption_entities: list[dict[str, object]] | None = None


_Media = tuple[PhotoSize, ...] | Document


async def send_media_group(call: Call) -> object:
    """Send photos or documents that belong together; all or none."""
    items = _read_items(call)
    call.writable_chat()
    prepared = [await _prepare(call, item) for item in items]
    chat = call.chat_for_message()
    album_id = str(call.exchange.next_number() + 13_000_000_000_000_000)
    messages: list[Message] = []
    for media, caption in prepared:
        message = new_message(call, chat)
        message.media_group_id = album_id
        if isinstance(media, Document):
            message.document = media
        else:
            message.photo = media
        if caption:
            message.caption, message.caption_entities = caption.text, caption.entities
        messages.append(post(call, chat, message))
    return messages


def _read_items(call: Call) -> list[_Item]:
    try:
        items = call.parameters.structure("media", list[_Item]) or []
    except BadParameter as error:
        raise bad_request(f"can't parse media JSON object: {error}") from None
    if len(items) < limits.MIN_ALBUM_ITEMS:
        raise bad_request("too few messages to send as an album")
    if len(items) > limits.MAX_ALBUM_ITEMS:
        raise bad_request("too many messages to send as an album")
    if len({item.type for item in items}) > 1:
        raise bad_request("document can't be mixed with other media types")
    return items


async def _prepare(call: Call, item: _Item) -> tuple[_Media, FormattedText | None]:
    values = {
        name: value
        for name, value in msgspec.structs.asdict(item).items()
        if value is not None and name in {"caption", "parse_mode", "caption_entities"}
    }
    caption = read_caption(Parameters(values))
    if item.type == "photo":
        return await take_photo(call.exchange, call.parameters, "media", item.media), caption
    return await take_document(call.exchange, call.parameters, "media", item.media), caption
