"""Sending a template: it must exist, be approved, and get the parameters it was made for."""

import re
from collections.abc import Sequence
from typing import Final

import msgspec

from simulator.whatsapp import limits
from simulator.whatsapp.call import GraphCall
from simulator.whatsapp.errors import bad_value, refused
from simulator.whatsapp.recipients import Recipient
from simulator.whatsapp.state import Choice, Message, Template

_PLACEHOLDER: Final = re.compile(r"\{\{\s*(\w+)\s*\}\}")
_FORBIDDEN: Final = re.compile(r"[\n\t]| {5,}")
_REFUSALS: Final = {"PAUSED": 132015, "DISABLED": 132016}


class _Language(msgspec.Struct):
    code: str = ""


class _MediaId(msgspec.Struct):
    id: str = ""
    link: str = ""
    filename: str = ""


class _Parameter(msgspec.Struct):
    type: str = "text"
    text: str = ""
    payload: str = ""
    parameter_name: str = ""
    image: _MediaId | None = None
    document: _MediaId | None = None


class _Component(msgspec.Struct):
    type: str
    parameters: list[_Parameter] = []
    sub_type: str = ""
    index: int | str = 0


class TemplateCall(msgspec.Struct):
    """The `template` object of a message."""

    name: str = ""
    language: _Language = msgspec.field(default_factory=_Language)
    components: list[_Component] = []


def read_template(call: GraphCall, recipient: Recipient, asked: TemplateCall) -> Message:
    """The message without its head; raises 132xxx as the real server does."""
    template = _approved(call, asked)
    if template.category == "AUTHENTICATION" and recipient.is_user_id:
        raise refused(131062, "Authentication templates need a phone number")
    message = Message(
        "", 0, 0, "template", template=template.name, category=template.category.lower()
    )
    for component in template.components:
        kind = str(component.get("type", "")).upper()
        if kind == "BODY":
            words = _filled(component, _parameters(asked, "body"), "body")
            if len(words) > limits.MAX_TEMPLATE_BODY_LENGTH:
                raise refused(132005, "body: the text with its parameters is too long")
            message.text = words
        elif kind == "HEADER":
            _fill_header(call, message, component, _parameters(asked, "header"))
        elif kind == "FOOTER":
            message.footer = str(component.get("text", ""))
        elif kind == "BUTTONS":
            message.choices = _choices(component, asked)
    return message


def placeholders(text: str) -> list[str]:
    """Names or numbers in double braces, each once, in order."""
    return list(dict.fromkeys(_PLACEHOLDER.findall(text)))


def _approved(call: GraphCall, asked: TemplateCall) -> Template:
    for template in call.state.templates.values():
        if (template.name, template.language) == (asked.name, asked.language.code):
            if template.status in _REFUSALS:
                code = _REFUSALS[template.status]
                raise refused(code, f"template name ({asked.name}) is {template.status.lower()}")
            if template.status == "APPROVED":
                return template
    words = f"template name ({asked.name}) does not exist in {asked.language.code}"
    raise refused(132001, words)


def _parameters(asked: TemplateCall, kind: str) -> list[_Parameter]:
    found = [c.parameters for c in asked.components if c.type.lower() == kind]
    return found[0] if found else []


def _filled(component: dict[str, object], given: Sequence[_Parameter], where: str) -> str:
    text = str(component.get("text", ""))
    wanted = placeholders(text)
    if len(given) != len(wanted):
        raise refused(
            132000,
            f"{where}: number of localizable_params ({len(given)}) does not match the expected"
            f" number of params ({len(wanted)})",
        )
    values: dict[str, str] = {}
    for name, parameter in zip(wanted, given, strict=True):
        if parameter.type != "text" or not parameter.text:
            raise refused(132012, f"{where}: parameter {name} must be text and not empty")
        if _FORBIDDEN.search(parameter.text):
            words = "new-line/tab characters or more than 4 consecutive spaces"
            raise refused(132018, f"Param text cannot have {words}")
        values[parameter.parameter_name or name] = parameter.text
    if set(values) != set(wanted):
        raise refused(132012, f"{where}: parameter names do not match the template")
    return _PLACEHOLDER.sub(lambda found: values[found[1]], text)


def _fill_header(
    call: GraphCall, message: Message, component: dict[str, object], given: Sequence[_Parameter]
) -> None:
    kind = str(component.get("format", "TEXT")).lower()
    if kind == "text":
        message.header = _filled(component, given, "header")
        return
    if len(given) != 1 or given[0].type != kind:
        raise refused(132012, f"header: Format mismatch, expected {kind.upper()}")
    media = given[0].image or given[0].document
    known = call.state.media.get(media.id) if media else None
    if known is None or known.expires_at <= call.exchange.clock.timestamp():
        raise refused(131053, "header: the media could not be found")
    message.file_id = known.file_id
    message.file_name = media.filename if media else ""


def _choices(component: dict[str, object], asked: TemplateCall) -> list[Choice]:
    buttons = component.get("buttons")
    made: list[Choice] = []
    for button in buttons if isinstance(buttons, list) else []:
        text = str(button.get("text", ""))
        if str(button.get("type", "")).upper() == "QUICK_REPLY":
            made.append(Choice(text, text))  # without a payload the text comes back
        else:
            made.append(Choice("", text, url=str(button.get("url", ""))))
    for given in asked.components:
        if given.type.lower() != "button":
            continue
        index = int(given.index) if str(given.index).isdigit() else -1
        if not 0 <= index < len(made) or not given.parameters:
            raise bad_value("Button index or parameters are not valid")
        chosen, value = made[index], given.parameters[0]
        if given.sub_type.lower() == "url":
            chosen.url = _PLACEHOLDER.sub(value.text, chosen.url)
        else:
            chosen.id = value.payload or chosen.id
    return made
