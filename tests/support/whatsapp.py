"""Webhook bodies as Meta writes them, and a way to bring them to the webhook."""

import hashlib
import hmac
import json
from itertools import count
from typing import Any

from bot.channels.whatsapp.webhook import Keys, WhatsAppWebhook

NUMBER = "106540352242922"
KEYS = Keys(NUMBER, "app secret", "verify token")
AT = 1_795_489_200  # 24 November 2026, 03.00 UTC
ANI = "6281300001234"
ANI_ID = "ID.13491208655302741918"

Json = dict[str, Any]
_numbers = count(1)


def contact(number: str = ANI, user_id: str = ANI_ID, name: str = "Ani") -> Json:
    """An item of `contacts`, with what the platform shows of a person."""
    shown = {"wa_id": number, "user_id": user_id}
    return {"profile": {"name": name}} | {k: v for k, v in shown.items() if v}


def message(number: str = ANI, user_id: str = ANI_ID, **fields: Any) -> Json:
    """A message; a text where nothing else is given."""
    sender = {"from": number, "from_user_id": user_id}
    head: Json = {k: v for k, v in sender.items() if v}
    head |= {"id": f"wamid.TEST{next(_numbers)}", "timestamp": str(AT)}
    return head | (fields or {"type": "text", "text": {"body": "halo"}})


def text(words: str, number: str = ANI, user_id: str = ANI_ID) -> Json:
    """A text message."""
    return message(number, user_id, type="text", text={"body": words})


def status(wamid: str, state: str, **fields: Any) -> Json:
    """A status of a message of ours."""
    return {"id": wamid, "status": state, "timestamp": str(AT), "recipient_id": ANI, **fields}


def body(*messages: Json, statuses: list[Json] | None = None, number_id: str = NUMBER,
         contacts: list[Json] | None = None, **more: Any) -> Json:  # fmt: skip
    """A body with one change."""
    value: Json = {
        "messaging_product": "whatsapp",
        "metadata": {"display_phone_number": "626145000001", "phone_number_id": number_id},
        **more,
    }
    if messages:
        value |= {"messages": list(messages), "contacts": [contact()]}
    if contacts is not None:
        value["contacts"] = contacts
    if statuses:
        value["statuses"] = statuses
    return of_values(value)


def of_values(*values: Json) -> Json:
    """A body with one change for each value."""
    changes = [{"field": "messages", "value": value} for value in values]
    return {"object": "whatsapp_business_account", "entry": [{"id": "1", "changes": changes}]}


def as_bytes(content: object) -> bytes:
    """As Meta serialises: non-ASCII as \\uXXXX."""
    return json.dumps(content, ensure_ascii=True).encode()


def signature(raw: bytes, secret: str = KEYS.app_secret) -> bytes:
    """The header that proves a body."""
    return b"sha256=" + hmac.new(secret.encode(), raw, hashlib.sha256).hexdigest().encode()


async def call(webhook: WhatsAppWebhook, raw: bytes = b"", *, method: str = "POST",
               signed: bytes | None = None, query: bytes = b"", part: int = 65536,
               ) -> tuple[int, bytes]:  # fmt: skip
    """One request to the webhook; status and body of the answer."""
    parts = [raw[n : n + part] for n in range(0, len(raw), part)] or [b""]
    sent: list[Json] = []

    async def receive() -> Json:
        piece = parts.pop(0)
        return {"type": "http.request", "body": piece, "more_body": bool(parts)}

    async def send(event: Json) -> None:
        sent.append(event)

    header = signature(raw) if signed is None else signed
    headers = [(b"x-hub-signature-256", header)] if header else []
    scope = {"method": method, "headers": headers, "query_string": query}
    await webhook(scope, receive, send)
    return sent[0]["status"], sent[1]["body"]
