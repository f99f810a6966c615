"""What a new template must keep to ("Template components", "Template review")."""

from collections.abc import Sequence
from typing import Final

from simulator.whatsapp import limits
from simulator.whatsapp.errors import bad_template
from simulator.whatsapp.template_message import placeholders

_MAX_LENGTHS: Final = {
    "HEADER": limits.MAX_TEMPLATE_HEADER_LENGTH,
    "BODY": limits.MAX_TEMPLATE_BODY_LENGTH,
    "FOOTER": limits.MAX_TEMPLATE_FOOTER_LENGTH,
}
_KINDS: Final = (*_MAX_LENGTHS, "BUTTONS")
_BUTTONS: Final = ("QUICK_REPLY", "URL", "PHONE_NUMBER", "COPY_CODE")


def check_components(components: Sequence[dict[str, object]]) -> None:
    """Raises 100 with the subcode of the rule that is broken."""
    kinds = [str(component.get("type", "")).upper() for component in components]
    if "BODY" not in kinds:
        raise bad_template(2388043, "A template needs a component of type BODY.")
    if len(set(kinds)) < len(kinds) or not set(kinds) <= set(_KINDS):
        raise bad_template(2388043, f"Components must be of {', '.join(_KINDS)}, each once.")
    for kind, component in zip(kinds, components, strict=True):
        if kind == "BUTTONS":
            _check_buttons(component)
        elif kind != "HEADER" or component.get("format", "TEXT") == "TEXT":
            _check_text(kind, component)


def _check_text(kind: str, component: dict[str, object]) -> None:
    text = str(component.get("text", ""))
    if not text:
        raise bad_template(2388043, f"The component of type {kind} is missing: text.")
    if len(text) > _MAX_LENGTHS[kind]:
        raise bad_template(2388040, f"The {kind} has more than {_MAX_LENGTHS[kind]} characters.")
    wanted = placeholders(text)
    if kind == "FOOTER" and wanted:
        raise bad_template(2388073, "A footer cannot have variables.")
    if wanted and kind == "BODY":
        if text.lstrip().startswith("{{") or text.rstrip().endswith("}}"):
            raise bad_template(2388299, "Variables can't be at the start or end of the template.")
        if wanted[0].isdigit() and wanted != [str(i + 1) for i in range(len(wanted))]:
            raise bad_template(2388047, "Variables must be numbered {{1}}, {{2}} and so on.")
        if not component.get("example"):
            raise bad_template(2388043, "The component of type BODY is missing: example.")


def _check_buttons(component: dict[str, object]) -> None:
    buttons = component.get("buttons")
    if not isinstance(buttons, list) or not 1 <= len(buttons) <= limits.MAX_TEMPLATE_BUTTONS:
        raise bad_template(2388043, f"There must be 1 to {limits.MAX_TEMPLATE_BUTTONS} buttons.")
    texts = [str(button.get("text", "")) for button in buttons]
    for button, text in zip(buttons, texts, strict=True):
        if str(button.get("type", "")).upper() not in _BUTTONS:
            raise bad_template(2388043, f"A button must be one of {', '.join(_BUTTONS)}.")
        if not 1 <= len(text) <= limits.MAX_TEMPLATE_BUTTON_LENGTH:
            most = limits.MAX_TEMPLATE_BUTTON_LENGTH
            raise bad_template(2388040, f"A button has 1 to {most} characters.")
    if len(set(texts)) < len(texts):
        raise bad_template(2388043, "Two buttons of a template cannot have the same text.")
