"""Message templates: made, looked at, changed, thrown away; and judged by a reviewer."""

import asyncio
import re
from typing import Final

import msgspec

from simulator.exchange import Exchange
from simulator.whatsapp import limits
from simulator.whatsapp.call import GraphCall
from simulator.whatsapp.chats import business_number
from simulator.whatsapp.errors import GraphError, bad_template, unknown_object
from simulator.whatsapp.event_queue import enqueue
from simulator.whatsapp.state import Template, TemplateStatus
from simulator.whatsapp.template_rules import check_components

_NAME: Final = re.compile(rf"[a-z0-9_]{{1,{limits.MAX_TEMPLATE_NAME_LENGTH}}}")
_CATEGORIES: Final = ("AUTHENTICATION", "MARKETING", "UTILITY")
_REVIEW_SECONDS: Final = 0.05
_PAGE: Final = 100

Components = list[dict[str, object]]


async def create_template(call: GraphCall) -> object:
    """A new template; the reviewer's word comes a moment later."""
    name, language = call.required("name"), call.required("language")
    if not _NAME.fullmatch(name):
        raise bad_template(2388147, "Name may hold lowercase letters, digits and underscores.")
    category = _category(call)
    components = _components(call)
    templates = call.state.templates
    if any((t.name, t.language) == (name, language) for t in templates.values()):
        raise bad_template(2388024, f"There is already {language} content for this template.")
    if len(templates) >= limits.MAX_TEMPLATES:
        raise bad_template(2388019, "Message template limit exceeded.")
    template = Template(
        str(600_000_000_000_000 + call.exchange.next_number()),
        name,
        language,
        category,
        "PENDING",
        components,
    )
    templates[template.id] = template
    _hand_in(call.exchange, template)
    return {"id": template.id, "status": "PENDING", "category": category}


async def list_templates(call: GraphCall) -> object:
    """All of them, or those with this `name`, `language` or `status`; in pages."""
    asked = call.parameters
    found = [
        template
        for template in call.state.templates.values()
        if asked.text("name") in ("", template.name)
        and asked.text("language") in ("", template.language)
        and asked.text("status") in ("", template.status)
    ]
    size = max(1, min(asked.integer("limit", 25), _PAGE))
    start = asked.integer("after")
    page: dict[str, object] = {"data": [_shown(call, t) for t in found[start : start + size]]}
    paging: dict[str, object] = {"cursors": {"before": str(start), "after": str(start + size)}}
    if start + size < len(found):
        fields = f"limit={size}&after={start + size}"
        paging["next"] = f"{call.base_url}/v23.0/{call.object_id}/message_templates?{fields}"
    page["paging"] = paging
    return page


async def get_template(call: GraphCall) -> object:
    """One of them."""
    return _shown(call, call.state.templates[call.object_id])


async def edit_template(call: GraphCall) -> object:
    """Change components or category; it is judged anew."""
    template = call.state.templates[call.object_id]
    if template.status == "PENDING":
        raise bad_template(2388023, "A template that is being reviewed cannot be changed.")
    if call.parameters.text("category"):
        template.category = _category(call)
    if "components" in call.parameters.values:
        template.components = _components(call)
    template.status = "PENDING"
    _hand_in(call.exchange, template)
    return {"success": True}


async def delete_template(call: GraphCall) -> object:
    """All languages of this `name`."""
    name = call.required("name")
    templates = call.state.templates
    gone = [template.id for template in templates.values() if template.name == name]
    if not gone:
        raise unknown_object(call.verb, name)
    for template_id in gone:
        del templates[template_id]
    call.exchange.store.mark_dirty()
    return {"success": True}


def judge(exchange: Exchange, template: Template, status: TemplateStatus, reason: str = "") -> None:
    """Set what the reviewer, or the readers' complaints, make of it; the callback hears of it."""
    template.status = status
    template.reason = reason
    exchange.store.mark_dirty()
    value: dict[str, object] = {
        "event": status,
        "message_template_id": int(template.id),
        "message_template_name": template.name,
        "message_template_language": template.language,
        "reason": reason or "NONE",
    }
    number = business_number(exchange)
    enqueue(exchange, number, None, "template", value, "message_template_status_update")


def _hand_in(exchange: Exchange, template: Template) -> None:
    exchange.store.mark_dirty()
    verdict = exchange.state.whatsapp.settings.review
    if verdict != "PENDING":
        reason = "INVALID_FORMAT" if verdict == "REJECTED" else ""
        asyncio.get_running_loop().call_later(
            _REVIEW_SECONDS, judge, exchange, template, verdict, reason
        )


def _category(call: GraphCall) -> str:
    category = call.required("category").upper()
    if category not in _CATEGORIES:
        words = f"must be one of {{{', '.join(_CATEGORIES)}}}"
        raise GraphError(100, f'(#100) Param category {words} - got "{category}".')
    return category


def _components(call: GraphCall) -> Components:
    components = call.parameters.structure("components", Components)
    if not components:
        raise GraphError(100, "(#100) The parameter components is required.")
    check_components(components)
    return components


def _shown(call: GraphCall, template: Template) -> dict[str, object]:
    shown: dict[str, object] = {
        "name": template.name,
        "parameter_format": "POSITIONAL",
        "components": msgspec.to_builtins(template.components),
        "language": template.language,
        "status": template.status,
        "category": template.category,
        "id": template.id,
    }
    reason = {"rejected_reason": template.reason or "NONE"}
    if template.status == "REJECTED":
        shown.update(reason)
    return call.picked(shown, {**reason, "quality_score": {"score": "UNKNOWN"}})
