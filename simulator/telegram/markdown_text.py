"""`parse_mode` Markdown and MarkdownV2, as far as their marks must add up."""

import re
from typing import Final

from simulator.telegram.marked_text import MarkedText, unparsable
from simulator.telegram.types import MessageEntity

_OLD_KINDS: Final = {"_": "italic", "*": "bold", "`": "code", "```": "pre"}
_V2_KINDS: Final = {
    "_": "italic", "__": "underline", "*": "bold", "~": "strikethrough", "||": "spoiler",
    "`": "code", "```": "pre", "[": "text_link",
}  # fmt: skip
_V2_MARK: Final = re.compile(r"```|`|__|_|\*|~|\|\||\[|\]\([^)]*\)")
_V2_RESERVED: Final = frozenset("_*[]()~`>#+-=|{}.!")


def parse_markdown(source: str) -> tuple[str, list[MessageEntity]]:
    """The old dialect: no nesting, a mark ends at its next like."""
    marked = MarkedText()
    position = 0
    while position < len(source):
        character = source[position]
        if character == "\\" and source[position + 1 : position + 2] in {*"_*`["}:
            marked.add(source[position + 1])
            position += 2
        elif character in "_*`":
            position = _old_stretch(source, position, marked)
        elif character == "[":
            position = _old_link(source, position, marked)
        else:
            marked.add(character)
            position += 1
    return marked.finished()


def _old_stretch(source: str, position: int, marked: MarkedText) -> int:
    mark = "```" if source.startswith("```", position) else source[position]
    end = source.find(mark, position + len(mark))
    if end < 0:
        raise _endless(source, position)
    offset = marked.length
    marked.add(source[position + len(mark) : end])
    marked.mark(_OLD_KINDS[mark], offset)
    return end + len(mark)


def _old_link(source: str, position: int, marked: MarkedText) -> int:
    end = source.find("]", position)
    if end < 0:
        raise _endless(source, position)
    offset = marked.length
    marked.add(source[position + 1 : end])
    address = re.compile(r"\(([^)]*)\)").match(source, end + 1)
    if address is None:
        return end + 1
    marked.mark("text_link", offset, url=address[1])
    return address.end()


def _endless(source: str, position: int) -> Exception:
    at = len(source[:position].encode())
    return unparsable(f"Can't find end of the entity starting at byte offset {at}")


def parse_markdown_v2(source: str) -> tuple[str, list[MessageEntity]]:
    """The second dialect: marks nest, and reserved characters must be escaped."""
    marked = MarkedText()
    is_open: list[tuple[str, int, int]] = []  # mark, offset in the text, byte offset in the source
    position = 0
    while position < len(source):
        character = source[position]
        mark = _V2_MARK.match(source, position)
        in_code = bool(is_open) and is_open[-1][0].startswith("`")
        if character == "\\" and position + 1 < len(source) and source[position + 1].isascii():
            marked.add(source[position + 1])
            position += 2
        elif mark and (not in_code or mark[0] == is_open[-1][0]):
            _take_mark(mark[0], len(source[:position].encode()), marked, is_open)
            position = mark.end()
        elif character in _V2_RESERVED and not in_code:
            raise unparsable(
                f"Character '{character}' is reserved and must be escaped with the preceding '\\'"
            )
        else:
            marked.add(character)
            position += 1
    if is_open:
        kind = _V2_KINDS[is_open[-1][0]].title().replace("_", "")
        raise unparsable(f"Can't find end of {kind} entity at byte offset {is_open[-1][2]}")
    return marked.finished()


def _take_mark(mark: str, at: int, marked: MarkedText, is_open: list[tuple[str, int, int]]) -> None:
    link_ends = mark.startswith("](")
    if is_open and is_open[-1][0] == ("[" if link_ends else mark):
        begun, offset, _ = is_open.pop()
        marked.mark(_V2_KINDS[begun], offset, url=mark[2:-1] if link_ends else None)
    elif link_ends:
        raise unparsable("Character ']' is reserved and must be escaped with the preceding '\\'")
    else:
        is_open.append((mark, marked.length, at))
