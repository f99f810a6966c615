"""Every object of the graph that is known here, and what can be done to it."""

from collections.abc import Awaitable, Callable
from typing import Final

from simulator.exchange import Exchange
from simulator.whatsapp import account
from simulator.whatsapp.call import GraphCall
from simulator.whatsapp.errors import GraphError, unknown_object
from simulator.whatsapp.nodes import business_account, media, messages, numbers, templates

Run = Callable[[GraphCall], Awaitable[object]]

# (kind of object, edge, verb)
_RUNS: Final[dict[tuple[str, str, str], Run]] = {
    ("number", "", "GET"): numbers.get_number,
    ("number", "messages", "POST"): messages.post_message,
    ("number", "media", "POST"): media.upload,
    ("media", "", "GET"): media.get_media,
    ("media", "", "DELETE"): media.delete_media,
    ("account", "", "GET"): business_account.get_account,
    ("account", "phone_numbers", "GET"): numbers.list_numbers,
    ("account", "message_templates", "GET"): templates.list_templates,
    ("account", "message_templates", "POST"): templates.create_template,
    ("account", "message_templates", "DELETE"): templates.delete_template,
    ("account", "subscribed_apps", "GET"): business_account.list_subscriptions,
    ("account", "subscribed_apps", "POST"): business_account.subscribe,
    ("account", "subscribed_apps", "DELETE"): business_account.unsubscribe,
    ("template", "", "GET"): templates.get_template,
    ("template", "", "POST"): templates.edit_template,
    ("app", "", "GET"): business_account.get_app,
}


def find(exchange: Exchange, verb: str, object_id: str, edge: str) -> Run:
    """What answers this call; raises 100 with subcode 33 for an object that is not there."""
    kind = _kind_of(exchange, object_id)
    if not kind:
        raise unknown_object(verb, object_id)
    run = _RUNS.get((kind, edge, verb))
    if run is None and edge:
        raise GraphError(2500, f"Unknown path components: /{edge}")
    if run is None:
        raise unknown_object(verb, object_id)
    return run


def _kind_of(exchange: Exchange, object_id: str) -> str:
    state = exchange.state.whatsapp
    if object_id in state.numbers:
        return "number"
    if object_id == state.account_id:
        return "account"
    if object_id == account.APP_ID:
        return "app"
    if object_id in state.templates:
        return "template"
    known = state.media.get(object_id)
    if known is not None and known.expires_at > exchange.clock.timestamp():
        return "media"
    return ""
