"""A message of ours → bodies of the Cloud API: one where that is possible.

The ladder: up to three short options are buttons, up to ten are a list, more come page by page;
where the text is too long for either the options are numbered lines. Numbers are always accepted.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, TypeAlias

from msgspec.structs import replace

from bot.channels.paging import Page, page_of
from bot.channels.whatsapp.labels import (
    button_titles,
    list_rows,
    plain,
    says_all,
    units,
)
from bot.channels.whatsapp.limits import (
    MAX_BODY,
    MAX_BUTTON_ID,
    MAX_BUTTONS,
    MAX_CAPTION,
    MAX_ROWS,
    MAX_TEXT,
)
from dialog.messages import Option, Outgoing, literal
from domain.errors import Refused

Body: TypeAlias = dict[str, Any]

CHOSEN = "✓ "
TURNING = 2  # rows that may be needed for the page before and the next one
IN_HEADER = ("image", "video", "document")


@dataclass(frozen=True, slots=True)
class Labels:
    """Words of the machinery. choose: on a list's button; type_number: under numbered lines."""

    more: str
    back: str
    choose: str
    type_number: str


def bodies(outgoing: Outgoing, words: Labels, file: Body | None = None) -> list[Body]:
    """The bodies that show this message, without their recipient.

    file: {"type": "image", "image": {…}}, an uploaded file that goes with it, in the same message
    where the API allows. Raises Refused where a button's id would not fit: a bug of ours.
    """
    if not outgoing.options:
        return _without_options(outgoing, file)
    outgoing = _without_doubles(outgoing)
    page = _page(outgoing)
    titles = _button_titles(page)
    is_cut = titles is None and not all(says_all(o.label) for o in page.options)
    head, text = _fit(outgoing, page, words, is_cut=is_cut)
    before = [_text(part) for part in head]
    if isinstance(text, _Numbered):
        return [*_alone(file), *before, *map(_text, split_text(text.body, MAX_TEXT))]
    if titles is not None:
        buttons = [
            {"type": "reply", "reply": {"id": _id(outgoing, option), "title": title}}
            for option, title in zip(page.options, titles, strict=True)
        ]
        shown = {"type": "button", "body": {"text": text}, "action": {"buttons": buttons}}
        if file is not None and file["type"] in IN_HEADER:
            return [*before, _interactive({**shown, "header": file})]
        return [*_alone(file), *before, _interactive(shown)]
    action = {"button": words.choose, "sections": [{"rows": _rows(outgoing, page, words)}]}
    shown = {"type": "list", "body": {"text": text}, "action": action}
    return [*_alone(file), *before, _interactive(shown)]


def _without_doubles(outgoing: Outgoing) -> Outgoing:
    """WhatsApp refuses a message with the same id twice."""
    unique: dict[tuple[str, str], Option] = {}
    for option in outgoing.options:
        unique.setdefault((option.target, option.id), option)
    if len(unique) == len(outgoing.options):
        return outgoing
    return replace(outgoing, options=tuple(unique.values()))


@dataclass(frozen=True, slots=True)
class _Numbered:
    """A text that ends in its options, as numbered lines."""

    body: str


def _alone(file: Body | None) -> list[Body]:
    return [file] if file is not None else []


def _text(body: str) -> Body:
    return {"type": "text", "text": {"body": body, "preview_url": False}}


def _interactive(shown: Body) -> Body:
    return {"type": "interactive", "interactive": shown}


def _without_options(outgoing: Outgoing, file: Body | None) -> list[Body]:
    text = outgoing.text
    if outgoing.wants == "place" and 0 < units(text) <= MAX_BODY:
        asks = {"type": "location_request_message", "body": {"text": text}}
        return [*_alone(file), _interactive({**asks, "action": {"name": "send_location"}})]
    if file is not None and file["type"] in IN_HEADER and units(text) <= MAX_CAPTION:
        kind = file["type"]
        return [{**file, kind: {**file[kind], "caption": text}} if text else file]
    return [*_alone(file), *(map(_text, split_text(text, MAX_TEXT)) if text else ())]


def split_text(text: str, most: int) -> Iterator[str]:
    """The text in parts of at most `most` units, cut between lines where that is possible."""
    while units(text) > most:
        end = most
        while units(text[:end]) > most:
            end -= 1
        head = text[:end]
        cut = head.rfind("\n\n") if head.rfind("\n\n") > most // 2 else head.rfind("\n")
        cut = cut if cut > 0 else len(head)
        yield text[:cut]
        text = text[cut:].lstrip("\n")
    if text.strip():
        yield text


def _page(outgoing: Outgoing) -> Page:
    if len(outgoing.options) <= MAX_ROWS:
        return Page(outgoing.options, 1, False, False)
    return page_of(outgoing.options, outgoing.page, MAX_ROWS - TURNING + 1)


def _fit(
    outgoing: Outgoing, page: Page, words: Labels, *, is_cut: bool
) -> tuple[list[str], str | _Numbered]:
    """(texts that go before, the text with the options). is_cut: a label is shown in part only."""
    text = outgoing.text
    if not is_cut and units(text) <= MAX_BODY:  # nearly every message
        return [], text or words.choose
    is_whole = len(page.options) == len(outgoing.options)
    can_be_typed = is_whole and not any(o.target for o in page.options)
    whole = _with_lines(text, page, is_numbered=can_be_typed)
    if can_be_typed:
        numbered = f"{whole}\n\n{words.type_number}"
        if units(numbered) <= MAX_TEXT:
            return [], _Numbered(numbered)
    if is_cut:
        text = whole
    if units(text) <= MAX_BODY:
        return [], text
    *head, last = split_text(text, MAX_BODY)
    return list(split_text("\n\n".join(head), MAX_TEXT)), last


def _with_lines(text: str, page: Page, *, is_numbered: bool) -> str:
    """The text and its options as lines, each with the number that may be typed, or a dot."""
    labels = [literal(plain(o.label)) for o in page.options]
    numbered = enumerate(labels, page.first)
    lines = [f"{n}. {label}" if is_numbered else f"• {label}" for n, label in numbered]
    return "\n".join([text, "", *lines])


def _button_titles(page: Page) -> list[str] | None:
    """The titles, where all options fit on buttons."""
    if len(page.options) > MAX_BUTTONS or page.has_next or page.has_previous:
        return None
    return button_titles([_label(o) for o in page.options])


def _label(option: Option) -> str:
    return CHOSEN + option.label if option.is_chosen else option.label


def _rows(outgoing: Outgoing, page: Page, words: Labels) -> list[Body]:
    labels = [_label(o) for o in page.options]
    notes = [o.note for o in page.options]
    rows = [
        {"id": _id(outgoing, option), "title": row.title,
         **({"description": row.description} if row.description else {})}
        for option, row in zip(page.options, list_rows(labels, notes, page.first), strict=True)
    ]  # fmt: skip
    turning = f"{outgoing.conversation}:~page:"
    if page.has_previous:
        rows.append({"id": f"{turning}{outgoing.page - 1}", "title": words.back})
    if page.has_next:
        rows.append({"id": f"{turning}{outgoing.page + 1}", "title": words.more})
    return rows


def button_id(outgoing: Outgoing, option: Option) -> str:
    """What a press on this option sends back."""
    return _id(outgoing, option)


def _id(outgoing: Outgoing, option: Option) -> str:
    target = option.target or f"{outgoing.conversation}:{outgoing.key}"
    data = f"{target}:{option.id}"
    if len(data.encode()) > MAX_BUTTON_ID:
        raise Refused("button_id", f"the button's id is longer than 64 bytes: {data}")
    return data


def recipient(address: str) -> Body:
    """To whom: a number goes into `to`, a user id into `recipient`."""
    field = "to" if address.isdecimal() else "recipient"
    return {"messaging_product": "whatsapp", "recipient_type": "individual", field: address}
