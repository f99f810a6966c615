"""A message of ours → requests of the Bot API. Plain text with entities, never a parse mode."""

import re
from collections.abc import Iterator, Sequence
from typing import Any, TypeAlias

from bot.channels.paging import page_of
from bot.channels.telegram.limits import CAPABILITIES, MAX_CALLBACK_DATA, MAX_TEXT
from dialog.messages import WORD_JOINER, Option, Outgoing
from domain.errors import Refused

Body: TypeAlias = dict[str, Any]

SHORT_LABEL = 12  # two such buttons fit side by side at 360 px
CHOSEN = "✓ "
# A star of ours, or a sign of a person's own that the joiner before it makes literal.
_MARKS = re.compile(WORD_JOINER + r"([*_~`])|\*")


def bodies(address: str, outgoing: Outgoing, words: "Labels") -> list[tuple[str, Body]]:
    """(method, body) of the requests that show this message; several where it is too long.

    Raises Refused where a button's data would not fit: a bug of ours, never the person's.
    """
    has_phone_button = outgoing.wants == "phone" and not outgoing.options
    hint = f"\n\n{words.phone_hint}" if has_phone_button else ""
    parts = list(split_text(outgoing.text + hint))
    requests: list[tuple[str, Body]] = []
    for n, part in enumerate(parts):
        text, entities = with_entities(part)
        body: Body = {"chat_id": int(address), "text": text}
        if entities:
            body["entities"] = entities
        if n == len(parts) - 1:
            body["reply_markup"] = markup(outgoing, words)
        requests.append(("sendMessage", body))
    if outgoing.edits and len(requests) == 1:
        body = requests[0][1]
        if "inline_keyboard" in body["reply_markup"]:
            requests = [("editMessageText", {**body, "message_id": int(outgoing.edits)})]
    return requests


class Labels:
    """Words of the machinery that stand on buttons."""

    def __init__(self, more: str, back: str, share_phone: str, phone_hint: str) -> None:
        self.more, self.back = more, back
        self.share_phone, self.phone_hint = share_phone, phone_hint


def split_text(text: str) -> Iterator[str]:
    """The text in parts of at most `MAX_TEXT`, cut between lines where that is possible."""
    while _units(text) > MAX_TEXT:
        head = text[: MAX_TEXT // 2] if _units(text[:MAX_TEXT]) > MAX_TEXT else text[:MAX_TEXT]
        cut = head.rfind("\n")
        cut = cut if cut > 0 else len(head)
        yield text[:cut]
        text = text[cut:].lstrip("\n")
    yield text


def _units(text: str) -> int:
    """Length as Telegram counts it: UTF-16 code units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def with_entities(text: str) -> tuple[str, list[Body]]:
    """Our `*…*` becomes bold; a star that belongs to a person's words stays a star."""
    out: list[str] = []
    entities: list[Body] = []
    length = start = 0
    bold_from: int | None = None
    for mark in _MARKS.finditer(text):
        piece = text[start : mark.start()] + (mark[1] or "")
        out.append(piece)
        length += _units(piece)
        start = mark.end()
        if mark[1]:
            continue
        if bold_from is None:
            bold_from = length
            continue
        if length > bold_from:
            entities.append({"type": "bold", "offset": bold_from, "length": length - bold_from})
        bold_from = None
    return "".join([*out, text[start:]]), entities


def markup(outgoing: Outgoing, words: Labels) -> Body:
    """The keyboard under a message; a plain one takes a left-over keyboard away."""
    if outgoing.options:
        return {"inline_keyboard": _rows(outgoing, words)}
    if outgoing.wants == "phone":
        button = {"text": words.share_phone, "request_contact": True}
        return {"keyboard": [[button]], "resize_keyboard": True, "one_time_keyboard": True}
    return {"remove_keyboard": True}


def _rows(outgoing: Outgoing, words: Labels) -> list[list[Body]]:
    shown = page_of(outgoing.options, outgoing.page, CAPABILITIES.buttons)
    buttons = [_button(outgoing, option) for option in shown.options]
    rows = _paired(buttons) if len(shown.options) <= 2 else [[b] for b in buttons]
    turning = []
    if shown.has_previous:
        turning.append(_page_button(outgoing, words.back, outgoing.page - 1))
    if shown.has_next:
        turning.append(_page_button(outgoing, words.more, outgoing.page + 1))
    return [*rows, turning] if turning else rows


def _paired(buttons: Sequence[Body]) -> list[list[Body]]:
    if all(len(b["text"]) <= SHORT_LABEL for b in buttons):
        return [list(buttons)]
    return [[b] for b in buttons]


def _button(outgoing: Outgoing, option: Option) -> Body:
    target = option.target or f"{outgoing.conversation}:{outgoing.key}"
    label = CHOSEN + option.label if option.is_chosen else option.label
    return {"text": label, "callback_data": _data(f"{target}:{option.id}")}


def _page_button(outgoing: Outgoing, label: str, page: int) -> Body:
    return {"text": label, "callback_data": _data(f"{outgoing.conversation}:~page:{page}")}


def _data(data: str) -> str:
    if len(data.encode()) > MAX_CALLBACK_DATA:
        raise Refused("callback_data", f"the button's data is longer than 64 bytes: {data}")
    return data
