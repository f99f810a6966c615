"""Interactive messages: reply buttons, lists, location requests, and their limits."""

from collections.abc import Sequence
from typing import Final

import msgspec

from simulator.whatsapp import limits
from simulator.whatsapp.errors import GraphError, bad_value, missing
from simulator.whatsapp.state import Choice, Message


class _Words(msgspec.Struct):
    text: str = ""


class _HeaderFile(msgspec.Struct):
    id: str = ""
    filename: str = ""


class _Header(msgspec.Struct):
    type: str = "text"
    text: str = ""
    image: _HeaderFile | None = None
    video: _HeaderFile | None = None
    document: _HeaderFile | None = None


class _Reply(msgspec.Struct):
    id: str = ""
    title: str = ""


class _Button(msgspec.Struct):
    reply: _Reply
    type: str = ""


class _Row(msgspec.Struct):
    id: str = ""
    title: str = ""
    description: str = ""


class _Section(msgspec.Struct):
    title: str = ""
    rows: list[_Row] = []


class _UrlParameters(msgspec.Struct):
    display_text: str = ""
    url: str = ""


class _Action(msgspec.Struct):
    name: str = ""
    button: str = ""
    buttons: list[_Button] = []
    sections: list[_Section] = []
    parameters: _UrlParameters | None = None


class Interactive(msgspec.Struct):
    """The `interactive` object."""

    type: str = ""
    header: _Header | None = None
    body: _Words | None = None
    footer: _Words | None = None
    action: _Action | None = None

    @property
    def header_file(self) -> tuple[str, str, str]:
        """(kind, media id, file name) of a header that is a file; three times '' of others."""
        header = self.header
        if header is None or header.type not in _FILES:
            return "", "", ""
        file: _HeaderFile = getattr(header, header.type) or _HeaderFile()
        return header.type, file.id, file.filename


_FILES: Final = ("image", "video", "document")
_KINDS: Final = ("button", "list", "location_request_message", "cta_url")


def read_interactive(asked: Interactive) -> Message:
    """The message without its head; raises 131008 or 131009 where a field breaks a limit."""
    if asked.type not in _KINDS:
        kinds = ", ".join(_KINDS).upper()
        raise GraphError(100, f"(#100) Param interactive['type'] must be one of {{{kinds}}}")
    message = Message("", 0, 0, "interactive", text=asked.body.text if asked.body else "")
    _check_length("Body text", message.text, limits.MAX_INTERACTIVE_BODY_LENGTH)
    if asked.header is not None and asked.header.type in _FILES:
        if asked.type != "button":
            raise bad_value("Header type must be text, except above reply buttons")
    elif asked.header is not None:
        if asked.header.type != "text":
            raise bad_value(f"Header type invalid: {asked.header.type}")
        _check_length("Header text", asked.header.text, limits.MAX_HEADER_LENGTH)
        message.header = asked.header.text
    if asked.footer is not None:
        _check_length("Footer text", asked.footer.text, limits.MAX_FOOTER_LENGTH)
        message.footer = asked.footer.text
    if asked.action is None:
        raise missing("interactive['action']")
    _read_action(message, asked.type, asked.action)
    return message


def _read_action(message: Message, kind: str, action: _Action) -> None:
    if kind == "button":
        message.choices = _buttons(action.buttons)
    elif kind == "list":
        _check_length("Button text", action.button, limits.MAX_LIST_BUTTON_LENGTH)
        message.list_button = action.button
        message.choices = _rows(action.sections)
    elif kind == "cta_url":
        message.choices = [_url_button(action.parameters)]
    else:
        if action.name != "send_location":
            raise bad_value("Action name must be send_location")
        message.wants_location = True


def _buttons(buttons: Sequence[_Button]) -> list[Choice]:
    if not 1 <= len(buttons) <= limits.MAX_BUTTONS:
        count = f"Min allowed buttons: 1, Max allowed buttons: {limits.MAX_BUTTONS}"
        raise bad_value(f"Invalid buttons count. {count}")
    for button in buttons:
        if button.type != "reply":
            raise bad_value("Button type must be reply")
        _check_length("Button title", button.reply.title, limits.MAX_BUTTON_TITLE_LENGTH)
        _check_length("Button ID", button.reply.id, limits.MAX_BUTTON_ID_LENGTH)
        if button.reply.id != button.reply.id.strip():
            raise bad_value("Button ID cannot have leading or trailing spaces")
    _check_unique("button ID", [button.reply.id for button in buttons])
    _check_unique("button title", [button.reply.title for button in buttons])
    return [Choice(button.reply.id, button.reply.title) for button in buttons]


def _rows(sections: Sequence[_Section]) -> list[Choice]:
    if not 1 <= len(sections) <= limits.MAX_SECTIONS:
        count = f"Min allowed sections: 1, Max allowed sections: {limits.MAX_SECTIONS}"
        raise bad_value(f"Invalid sections count. {count}")
    rows = [(section.title, row) for section in sections for row in section.rows]
    if len(rows) > limits.MAX_ROWS:
        raise bad_value(f"Total row count exceed max allowed count: {limits.MAX_ROWS}")
    for section in sections:
        _check_section(section, is_only=len(sections) == 1)
    for _, row in rows:
        _check_length("Row title", row.title, limits.MAX_ROW_TITLE_LENGTH)
        _check_length("Row ID", row.id, limits.MAX_ROW_ID_LENGTH)
        if len(row.description) > limits.MAX_ROW_DESCRIPTION_LENGTH:
            most = limits.MAX_ROW_DESCRIPTION_LENGTH
            raise bad_value(f"Row description length invalid. Max length: {most}")
    _check_unique("row ID", [row.id for _, row in rows])
    return [Choice(row.id, row.title, row.description, title) for title, row in rows]


def _check_section(section: _Section, *, is_only: bool) -> None:
    if not section.rows:
        raise bad_value("Section must have at least one row")
    if len(section.title) > limits.MAX_SECTION_TITLE_LENGTH:
        most = limits.MAX_SECTION_TITLE_LENGTH
        raise bad_value(f"Section title length invalid. Max length: {most}")
    if not is_only and not section.title:
        raise missing("interactive['action']['sections']['title']")


def _url_button(parameters: _UrlParameters | None) -> Choice:
    if parameters is None:
        raise missing("interactive['action']['parameters']")
    _check_length("Button text", parameters.display_text, limits.MAX_BUTTON_TITLE_LENGTH)
    if not parameters.url.startswith(("https://", "http://")):
        raise bad_value("URL is not valid")
    return Choice("", parameters.display_text, url=parameters.url)


def _check_length(name: str, value: str, most: int) -> None:
    if not 1 <= len(value) <= most or not value.strip():
        raise bad_value(f"{name} length invalid. Min length: 1, Max length: {most}")


def _check_unique(name: str, values: Sequence[str]) -> None:
    if len(set(values)) < len(values):
        raise bad_value(f"Duplicated {name} found")
