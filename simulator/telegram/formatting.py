"""Texts with entities: from `parse_mode`, from an entities array, or plain."""

from dataclasses import dataclass
from typing import Final

import msgspec

from simulator.parameters import BadParameter, Parameters
from simulator.telegram import limits
from simulator.telegram.errors import bad_request
from simulator.telegram.html_text import parse_html
from simulator.telegram.markdown_text import parse_markdown, parse_markdown_v2
from simulator.telegram.types import MessageEntity
from simulator.telegram.utf16 import utf16_length

_PARSERS: Final = {
    "html": parse_html,
    "markdown": parse_markdown,
    "markdownv2": parse_markdown_v2,
}

ENTITY_TYPES: Final = frozenset(
    {
        "mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number",
        "bold", "italic", "underline", "strikethrough", "spoiler", "blockquote",
        "expandable_blockquote", "code", "pre", "text_link", "text_mention", "custom_emoji",
    }
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class FormattedText:
    """A text and what is special in it."""

    text: str
    entities: tuple[MessageEntity, ...] | None = None


def read_text(parameters: Parameters) -> FormattedText:
    """The `text` of a message; raises 400 where it is empty or too long."""
    formatted = _read(parameters, "text", "entities")
    if not formatted.text:
        raise bad_request("message text is empty")
    if utf16_length(formatted.text) > limits.MAX_TEXT_LENGTH:
        raise bad_request("message is too long")
    return formatted


def read_caption(parameters: Parameters) -> FormattedText | None:
    """The `caption` of a file, if any."""
    formatted = _read(parameters, "caption", "caption_entities")
    if utf16_length(formatted.text) > limits.MAX_CAPTION_LENGTH:
        raise bad_request("message caption is too long")
    return formatted if formatted.text else None


def _read(parameters: Parameters, name: str, entities_name: str) -> FormattedText:
    text = parameters.text(name).replace("\r", "").replace("\0", "")
    mode = parameters.text("parse_mode").lower()
    if mode:
        text, entities = _parse(text, mode)
    else:
        entities = _read_entities(parameters, entities_name, text)
    return _trimmed(text, entities)


def _parse(text: str, mode: str) -> tuple[str, list[MessageEntity]]:
    if mode not in _PARSERS:
        raise bad_request("unsupported parse_mode")
    return _PARSERS[mode](text)


def _read_entities(parameters: Parameters, name: str, text: str) -> list[MessageEntity]:
    if name not in parameters.values:
        return []
    try:
        found = parameters.structure(name, list[MessageEntity]) or []
    except BadParameter as error:
        raise bad_request(f"can't parse entities: {error}") from None
    length = utf16_length(text)
    kept = []
    for entity in found:
        if entity.type not in ENTITY_TYPES:
            raise bad_request(f"can't parse MessageEntity: unsupported type {entity.type}")
        if entity.offset < 0 or entity.length < 0 or entity.offset + entity.length > length:
            raise bad_request("entity beginning or end is outside of the text")
        if entity.length:
            kept.append(entity)
    return kept[: limits.MAX_ENTITIES]


def _trimmed(text: str, entities: list[MessageEntity]) -> FormattedText:
    """Without the white space around it, as the real server stores it."""
    shorter = text.rstrip()
    lead = utf16_length(shorter) - utf16_length(shorter.lstrip())
    shorter = shorter.lstrip()
    if not entities:
        return FormattedText(shorter)
    length = utf16_length(shorter)
    moved = []
    for entity in entities:
        start = max(0, entity.offset - lead)
        end = min(length, entity.offset - lead + entity.length)
        if end > start:
            moved.append(msgspec.structs.replace(entity, offset=start, length=end - start))
    return FormattedText(shorter, tuple(moved) or None)
