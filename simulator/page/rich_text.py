"""A message's text with its entities, as HTML."""

import re
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from markupsafe import Markup, escape

from simulator.telegram.types import MessageEntity

_TAGS: Final = {
    "bold": "b",
    "italic": "i",
    "underline": "u",
    "strikethrough": "s",
    "spoiler": "mark",
    "code": "code",
    "pre": "pre",
    "blockquote": "blockquote",
    "expandable_blockquote": "blockquote",
}
_ADDRESS: Final = re.compile(r"https?://[^\s<>\"]+[^\s<>\".,;:!?)]")
_ELEMENT: Final = Markup("<{0}>{1}</{0}>")
_LINK: Final = Markup('<a href="{0}" target="_blank" rel="noopener noreferrer">{1}</a>')


def rich_text(text: str, entities: Sequence[MessageEntity] | None) -> Markup:
    """Escaped text in tags; an address in plain text becomes a link, as in Telegram."""
    if not entities:
        return linked(text)
    units = text.encode("utf-16-le")
    edges = sorted(
        {0, len(units) // 2}
        | {entity.offset for entity in entities}
        | {entity.offset + entity.length for entity in entities}
    )
    pieces = []
    for start, end in pairwise(edges):
        piece = units[start * 2 : end * 2].decode("utf-16-le", "replace")
        around = [e for e in entities if e.offset <= start and end <= e.offset + e.length]
        pieces.append(_wrapped(piece, around))
    return Markup("").join(pieces)


def _wrapped(piece: str, around: Sequence[MessageEntity]) -> Markup:
    is_link = any(entity.type == "text_link" for entity in around)
    result = escape(piece) if is_link else linked(piece)
    for entity in around:
        tag = _TAGS.get(entity.type)
        if tag:
            result = _ELEMENT.format(Markup(tag), result)  # noqa: S704 one of _TAGS
        elif entity.type == "text_link" and _ADDRESS.match(entity.url or ""):
            result = _LINK.format(entity.url, result)
    return result


def linked(text: str) -> Markup:
    """Escaped text in which addresses are links."""
    pieces, position = [], 0
    for found in _ADDRESS.finditer(text):
        pieces.append(escape(text[position : found.start()]))
        pieces.append(_LINK.format(found[0], found[0]))
        position = found.end()
    pieces.append(escape(text[position:]))
    return Markup("").join(pieces)
