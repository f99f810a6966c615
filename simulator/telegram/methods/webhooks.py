"""setWebhook, deleteWebhook, getWebhookInfo."""

import re
from typing import Final
from urllib.parse import urlsplit

from simulator.state import Webhook
from simulator.telegram import limits
from simulator.telegram.call import Call
from simulator.telegram.errors import bad_request
from simulator.telegram.methods.get_updates import read_allowed_updates, replace_poll
from simulator.telegram.webhook_delivery import start_delivery, stop_delivery

_SECRET: Final = re.compile(rf"[A-Za-z0-9_-]{{1,{limits.MAX_WEBHOOK_SECRET_LENGTH}}}")
_REPLACED: Final = "terminated by setWebhook request"


async def set_webhook(call: Call) -> object:
    """Have updates sent to an address; an empty one ends that."""
    url = call.parameters.text("url")
    if not url:
        return await delete_webhook(call)
    # Plain http is allowed, as a Bot API server run locally allows it; the public one is not.
    if urlsplit(url).scheme not in {"http", "https"} or not urlsplit(url).hostname:
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = call.parameters.text("secret_token")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = call.parameters.integer("max_connections", limits.DEFAULT_WEBHOOK_CONNECTIONS)
    read_allowed_updates(call)
    stop_delivery(call.exchange, call.bot)
    call.bot.webhook = Webhook(
        url, secret, max(1, min(connections, limits.MAX_WEBHOOK_CONNECTIONS))
    )
    _drop_if_asked(call)
    replace_poll(call, _REPLACED)
    start_delivery(call.exchange, call.bot)
    call.exchange.store.mark_dirty()
    return True


async def delete_webhook(call: Call) -> object:
    """Go back to getUpdates."""
    stop_delivery(call.exchange, call.bot)
    call.bot.webhook = None
    _drop_if_asked(call)
    call.exchange.store.mark_dirty()
    return True


async def get_webhook_info(call: Call) -> object:
    """Where updates go, how many wait, and what went wrong last."""
    webhook = call.bot.webhook
    info: dict[str, object] = {
        "url": webhook.url if webhook else "",
        "has_custom_certificate": False,
        "pending_update_count": len(call.bot.pending),
    }
    if webhook:
        info["max_connections"] = webhook.max_connections
        if webhook.last_error:
            info["last_error_date"] = webhook.last_error_at
            info["last_error_message"] = webhook.last_error
    if call.bot.allowed_updates:
        info["allowed_updates"] = call.bot.allowed_updates
    return info


def _drop_if_asked(call: Call) -> None:
    if call.parameters.flag("drop_pending_updates"):
        call.bot.pending.clear()
