"""`reply_markup`: checked as the real server checks it."""

from collections.abc import Callable
from typing import TypeVar
from urllib.parse import urlsplit

from simulator.parameters import BadParameter, Parameters
from simulator.telegram import limits
from simulator.telegram.errors import bad_request
from simulator.telegram.types import (
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboard,
)
from simulator.telegram.utf16 import utf16_length

_Button = TypeVar("_Button", InlineKeyboardButton, KeyboardButton)
_ACTIONS = ("callback_data", "url")
_REMOVE = ReplyKeyboard(keyboard=())


def read_markup(parameters: Parameters) -> InlineKeyboardMarkup | ReplyKeyboard | None:
    """The keyboard of a new message; an empty reply keyboard means "remove it"."""
    markup = _markup_object(parameters)
    if not markup:
        return None
    if "inline_keyboard" in markup:
        return _inline(markup)
    if "keyboard" in markup:
        return _reply(markup)
    if markup.get("remove_keyboard") is True:
        return _REMOVE
    if markup.get("force_reply") is True:
        return None
    raise bad_request("object expected as reply markup")


def read_inline_markup(parameters: Parameters) -> InlineKeyboardMarkup | None:
    """The keyboard of an edited message; None removes the buttons."""
    markup = read_markup(parameters)
    if isinstance(markup, ReplyKeyboard):
        raise bad_request("inline keyboard expected")
    return markup


def _markup_object(parameters: Parameters) -> dict[str, object] | None:
    try:
        return parameters.structure("reply_markup", dict[str, object])
    except BadParameter:
        raise bad_request(
            "can't parse reply keyboard markup JSON object"
            if isinstance(parameters.values.get("reply_markup"), str)
            else "object expected as reply markup"
        ) from None


def _inline(markup: dict[str, object]) -> InlineKeyboardMarkup | None:
    rows = _rows(markup["inline_keyboard"], "inline keyboard", _inline_button)
    if any(len(row) > limits.MAX_INLINE_BUTTONS_PER_ROW for row in rows) or (
        sum(map(len, rows)) > limits.MAX_INLINE_BUTTONS
    ):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    return InlineKeyboardMarkup(rows) if rows else None


def _reply(markup: dict[str, object]) -> ReplyKeyboard:
    rows = _rows(markup["keyboard"], "keyboard", _reply_button)
    if any(len(row) > limits.MAX_REPLY_BUTTONS_PER_ROW for row in rows) or (
        sum(map(len, rows)) > limits.MAX_REPLY_BUTTONS
    ):
        raise bad_request("REPLY_MARKUP_TOO_LONG")
    placeholder = markup.get("input_field_placeholder")
    if isinstance(placeholder, str) and utf16_length(placeholder) > limits.MAX_PLACEHOLDER_LENGTH:
        raise bad_request("input field placeholder is too long")
    return ReplyKeyboard(
        rows,
        one_time_keyboard=markup.get("one_time_keyboard") is True,
        input_field_placeholder=placeholder if isinstance(placeholder, str) else None,
    )


def _rows(
    value: object, what: str, read: Callable[[object], _Button]
) -> tuple[tuple[_Button, ...], ...]:
    name = what.replace(" ", "_")
    if not isinstance(value, list):
        raise bad_request(
            f"can't parse reply keyboard markup JSON object: "
            f'Field "{name}" of the reply markup must be an Array'
        )
    rows = []
    for row in value:
        if not isinstance(row, list):
            raise bad_request(f'Field "{name}" of the reply markup must be an Array of Arrays')
        rows.append(tuple(read(button) for button in row))
    return tuple(row for row in rows if row)


def _inline_button(value: object) -> InlineKeyboardButton:
    if not isinstance(value, dict):
        raise bad_request(
            "can't parse inline keyboard button: InlineKeyboardButton must be an Object"
        )
    text = _label(value, "inline keyboard button")
    actions = [name for name in _ACTIONS if name in value]
    if not actions:
        # The many other kinds (login, game, pay, copy …) are no part of this simulator.
        raise bad_request(
            "can't parse inline keyboard button: Text buttons are unallowed in the inline keyboard"
        )
    if actions[0] == "url":
        return InlineKeyboardButton(text, url=_checked_url(value["url"]))
    return InlineKeyboardButton(text, callback_data=_checked_data(value["callback_data"]))


def _checked_data(data: object) -> str:
    if not isinstance(data, str):
        raise bad_request(
            'can\'t parse inline keyboard button: Field "callback_data" must be of type String'
        )
    size = len(data.encode())
    if not limits.MIN_CALLBACK_DATA_BYTES <= size <= limits.MAX_CALLBACK_DATA_BYTES:
        raise bad_request("BUTTON_DATA_INVALID")
    return data


def _checked_url(url: object) -> str:
    address = urlsplit(url) if isinstance(url, str) else None
    if address is None or (
        address.scheme != "tg"
        # Observed: a host without a dot, such as "localhost", is refused; an IP address passes.
        and (address.scheme not in {"http", "https"} or "." not in (address.hostname or ""))
    ):
        raise bad_request(f"inline keyboard button URL '{url}' is invalid: Wrong HTTP URL")
    return str(url)


def _reply_button(value: object) -> KeyboardButton:
    if isinstance(value, str):
        value = {"text": value}
    if not isinstance(value, dict):
        raise bad_request("can't parse keyboard button: KeyboardButton must be an Object")
    return KeyboardButton(
        _label(value, "keyboard button"),
        request_contact=value.get("request_contact") is True,
        request_location=value.get("request_location") is True,
    )


def _label(button: dict[str, object], what: str) -> str:
    text = button.get("text")
    if text is None:
        raise bad_request(f"can't parse {what}: Can't find field \"text\"")
    if not isinstance(text, str):
        raise bad_request(f'can\'t parse {what}: Field "text" must be of type String')
    if not text.strip():
        # The real server drops such a button without a word; said aloud it can be found.
        raise bad_request(f'can\'t parse {what}: Field "text" must be non-empty')
    return text
