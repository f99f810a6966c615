"""The JSON of webhooks: what Meta writes about messages and statuses."""

import base64
import json
from collections.abc import Iterable
from typing import Final

import msgspec

from simulator.whatsapp.state import (
    BusinessNumber,
    Event,
    WhatsAppPhone,
    WhatsAppSettings,
)

Json = dict[str, object]
_PRODUCT: Final = "whatsapp"
_LISTS: Final = ("contacts", "messages", "statuses", "errors")


def wamid(number: int, phone: WhatsAppPhone) -> str:
    """A message id of the usual look; opaque to everyone but `phone_id_in`."""
    inner = f"\x1c\x18\x0b{phone.id:013d}\x15\x02\x00SIM{number:015d}"
    return "wamid." + base64.b64encode(inner.encode()).decode()


def phone_id_in(message_id: str) -> int:
    """The phone whose chat holds this message; 0 for an id that is not ours."""
    try:
        inner = base64.b64decode(message_id.removeprefix("wamid."), validate=True)
        return int(inner[3:16])
    except ValueError:
        return 0


def metadata(number: BusinessNumber) -> Json:
    """The head of every `value` about messages."""
    return {
        "messaging_product": _PRODUCT,
        "metadata": {
            "display_phone_number": number.display_number,
            "phone_number_id": number.id,
        },
    }


def contact(phone: WhatsAppPhone, *, with_profile: bool = True) -> Json:
    """Who it is; both ids are optional."""
    found: Json = {}
    if with_profile:
        found["profile"] = {"name": phone.name}
        if phone.hides_number:  # who hides it goes by a user name
            found["profile"] = {"name": phone.name, "username": _username(phone)}
    if not phone.hides_number:
        found["wa_id"] = phone.wa_id
    if not phone.hides_user_id:
        found["user_id"] = phone.user_id
    return found


def _username(phone: WhatsAppPhone) -> str:
    return "".join(c for c in phone.name.lower().replace(" ", ".") if c.isalnum() or c == ".")


def sender(phone: WhatsAppPhone) -> Json:
    """`from` and `from_user_id` of a message."""
    found: Json = {}
    if not phone.hides_number:
        found["from"] = phone.wa_id
    if not phone.hides_user_id:
        found["from_user_id"] = phone.user_id
    return found


def recipient(phone: WhatsAppPhone) -> Json:
    """`recipient_id` and `recipient_user_id` of a status."""
    found: Json = {}
    if not phone.hides_number:
        found["recipient_id"] = phone.wa_id
    if not phone.hides_user_id:
        found["recipient_user_id"] = phone.user_id
    return found


def timestamp(at: int, settings: WhatsAppSettings) -> str:
    """Seconds as a string; milliseconds have been seen in the wild."""
    return f"{at}000" if settings.timestamps == "milliseconds" else str(at)


def body_of(account_id: str, events: Iterable[Event], shape: str) -> bytes:
    """One webhook body with all these events; the same events give the same bytes.

    shape: `value` puts what belongs to one number into one value, `changes` gives each event a
    change of its own, `entries` an entry of its own.
    """
    waiting = list(events)
    if waiting and waiting[0].kind == "raw":
        return bytes(waiting[0].value)
    changes = [{"value": json.loads(bytes(e.value)), "field": e.field} for e in waiting]
    if shape == "value":
        changes = _merged(changes)
    if shape == "entries":
        entries: list[Json] = [{"id": account_id, "changes": [change]} for change in changes]
    else:
        entries = [{"id": account_id, "changes": changes}]
    return as_meta_writes({"object": "whatsapp_business_account", "entry": entries})


def as_meta_writes(content: object) -> bytes:
    """Non-ASCII as \\uXXXX and slashes with a backslash, as Meta serialises before signing."""
    written = json.dumps(content, ensure_ascii=True, separators=(",", ":"))
    return written.replace("/", "\\/").encode("ascii")  # a slash stands in strings alone


def raw(value: object) -> msgspec.Raw:
    """A value as events keep it."""
    return msgspec.Raw(json.dumps(value, separators=(",", ":")).encode())


def _merged(changes: list[Json]) -> list[Json]:
    merged: dict[str, Json] = {}
    for change in changes:
        value = change["value"]
        if not isinstance(value, dict) or "metadata" not in value:
            merged[f"alone {len(merged)}"] = change
            continue
        key = json.dumps([change["field"], value["metadata"]])
        if key not in merged:
            merged[key] = {"value": dict(value), "field": change["field"]}
            continue
        into = merged[key]["value"]
        assert isinstance(into, dict)  # noqa: S101  # made three lines above
        for name in _LISTS:
            if name in value:
                known = into.get(name, [])
                into[name] = [*known, *(thing for thing in value[name] if thing not in known)]
    return list(merged.values())
