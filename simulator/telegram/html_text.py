"""`parse_mode` HTML: the small dialect of the Bot API, "HTML style"."""

import html
import re
from typing import Final

from simulator.telegram.marked_text import MarkedText, unparsable
from simulator.telegram.types import MessageEntity

_KINDS: Final = {
    "b": "bold", "strong": "bold",
    "i": "italic", "em": "italic",
    "u": "underline", "ins": "underline",
    "s": "strikethrough", "strike": "strikethrough", "del": "strikethrough",
    "tg-spoiler": "spoiler", "span": "spoiler",
    "tg-emoji": "custom_emoji",
    "code": "code", "pre": "pre", "blockquote": "blockquote",
    "a": "text_link",
}  # fmt: skip
_TOKEN: Final = re.compile(r"<|&(?:lt|gt|amp|quot|#\d{1,7}|#x[0-9a-fA-F]{1,6});|[^<&]+|&")
_TAG: Final = re.compile(r"<(/?)\s*([a-zA-Z0-9-]*)([^<>]*)>")
_HREF: Final = re.compile(r"""href\s*=\s*(?:"([^"]*)"|'([^']*)'|(\S+))""")


def parse_html(source: str) -> tuple[str, list[MessageEntity]]:
    """Text and entities; raises 400 on unknown, unclosed or crossed tags."""
    marked = MarkedText()
    is_open: list[tuple[str, int, str | None]] = []
    position = 0
    while position < len(source):
        token = _TOKEN.match(source, position)
        if token is None:  # cannot be: the pattern takes any character
            break
        if token[0] == "<":
            position = _take_tag(source, position, marked, is_open)
        else:
            marked.add(html.unescape(token[0]) if len(token[0]) > 1 else token[0])
            position = token.end()
    if is_open:
        raise unparsable(f'Can\'t find end tag corresponding to start tag "{is_open[-1][0]}"')
    return marked.finished()


def _take_tag(
    source: str, position: int, marked: MarkedText, is_open: list[tuple[str, int, str | None]]
) -> int:
    at = len(source[:position].encode())
    tag = _TAG.match(source, position)
    if tag is None:
        raise unparsable(f"Unclosed start tag at byte offset {at}")
    closing, name, attributes = tag[1], tag[2].lower(), tag[3]
    if closing:
        _close(name, at, marked, is_open)
    elif name in _KINDS:
        href = _HREF.search(attributes)
        url = html.unescape(next(filter(None, href.groups()), "")) if href else None
        is_open.append((name, marked.length, url))
    else:
        raise unparsable(f'Unsupported start tag "{name}" at byte offset {at}')
    return tag.end()


def _close(
    name: str, at: int, marked: MarkedText, is_open: list[tuple[str, int, str | None]]
) -> None:
    if not is_open:
        raise unparsable(f"Unexpected end tag at byte offset {at}")
    begun, offset, url = is_open.pop()
    if name not in ("", begun):
        raise unparsable(
            f'Unmatched end tag at byte offset {at}, expected "</{begun}>", found "</{name}>"'
        )
    if begun == "a" and not url:
        url = marked.since(offset)
        if "." not in url:
            return  # as the real server: no address, no link
    marked.mark(_KINDS[begun], offset, url=url if begun == "a" else None)
