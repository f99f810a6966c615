"""What becomes of a message that was taken: its statuses, and why it may fail."""

import asyncio
from dataclasses import dataclass
from typing import Final

import msgspec

from simulator.exchange import Exchange
from simulator.file_store import content_path
from simulator.whatsapp import payloads
from simulator.whatsapp.chats import chat_of
from simulator.whatsapp.errors import TITLES, WINDOW_CLOSED_DETAILS, status_error
from simulator.whatsapp.event_queue import enqueue
from simulator.whatsapp.limits import WINDOW_SECONDS
from simulator.whatsapp.state import BusinessNumber, Chat, Delivery, Message, WhatsAppPhone

STATUS_DELAY_SECONDS: Final = 0.02  # the answer goes first, as it nearly always does
_ORDER: Final = ("", "accepted", "sent", "delivered", "read")


@dataclass(frozen=True, slots=True)
class Outcome:
    """How far a message gets; `code` is why it fails, 0 where it does not."""

    reaches: Delivery
    code: int = 0
    details: str = ""


def outcome_of(
    exchange: Exchange, number: BusinessNumber, phone: WhatsAppPhone | None, message: Message
) -> Outcome:
    """Decide what becomes of a message for this phone, or for nobody."""
    planned = exchange.whatsapp.fail_next
    if planned:
        return _failed(planned.pop(0))
    if phone is None or phone.is_unreachable:
        return _failed(131026)
    if message.errors:
        return _failed(message.errors[0], "The file is not what its type says")
    if message.category == "marketing" and phone.has_opted_out:
        return _failed(131050)
    chat = chat_of(number, phone)
    if not message.template and not is_window_open(exchange, chat):
        return _failed(131047, WINDOW_CLOSED_DETAILS)
    # Whoever blocked the business, or is off, leaves the message at one tick.
    return Outcome("sent" if phone.blocked or phone.is_off else "delivered")


def is_window_open(exchange: Exchange, chat: Chat) -> bool:
    """Whether the person wrote within the last day."""
    return exchange.clock.timestamp() - chat.last_inbound_at < WINDOW_SECONDS


def report(
    exchange: Exchange,
    number: BusinessNumber,
    phone: WhatsAppPhone,
    message: Message,
    outcome: Outcome,
) -> None:
    """Let the statuses follow, a moment after the answer."""
    asyncio.get_running_loop().call_later(
        STATUS_DELAY_SECONDS, _report, exchange, number, phone, message, outcome
    )


def advance(
    exchange: Exchange,
    number: BusinessNumber,
    phone: WhatsAppPhone,
    message: Message,
    status: Delivery,
) -> None:
    """Move a message on, with a status for each step; never back."""
    if message.status == "failed" or message.type == "reaction":
        return
    start, end = _ORDER.index(message.status), _ORDER.index(status)
    for step in range(max(start, 1) + 1, end + 1):
        message.status = _ORDER[step]
        _send_status(exchange, number, phone, message)
    if end > start:
        exchange.changed_whatsapp(chat_of(number, phone))


def force_status(  # a status has that many parts
    exchange: Exchange,
    number: BusinessNumber,
    phone: WhatsAppPhone,
    message: Message,
    status: Delivery,
    code: int,
) -> None:
    """Send a status that does not follow from anything, such as one that comes too late."""
    errors = [status_error(code, TITLES.get(code, ""))] if code else None
    claimed = msgspec.structs.replace(message, status=status)
    _send_status(exchange, number, phone, claimed, errors)


def deliver_waiting(exchange: Exchange, number: BusinessNumber, phone: WhatsAppPhone) -> None:
    """A phone is on again, or lets the business write again: what waits arrives."""
    if phone.blocked or phone.is_off:
        return
    for message in list(chat_of(number, phone).messages.values()):
        if message.by_bot and message.status == "sent":
            advance(exchange, number, phone, message, "delivered")


def mark_seen(exchange: Exchange, number: BusinessNumber, phone: WhatsAppPhone) -> None:
    """The person looks at the chat: what has arrived is read, unless they hide that."""
    chat = chat_of(number, phone)
    if chat.messages:
        chat.seen_number = next(reversed(chat.messages.values())).number
    if phone.hides_receipts or phone.is_off:
        return
    for message in list(chat.messages.values()):
        if message.by_bot and message.status == "delivered":
            advance(exchange, number, phone, message, "read")


def _report(
    exchange: Exchange,
    number: BusinessNumber,
    phone: WhatsAppPhone,
    message: Message,
    outcome: Outcome,
) -> None:
    if not outcome.code:
        return advance(exchange, number, phone, message, outcome.reaches)
    message.status = "failed"
    message.error = f"{outcome.code} {TITLES.get(outcome.code, '')}".strip()
    errors = [status_error(outcome.code, outcome.details)]
    _send_status(exchange, number, phone, message, errors)
    if phone.id:
        exchange.changed_whatsapp(chat_of(number, phone))


def _send_status(
    exchange: Exchange,
    number: BusinessNumber,
    phone: WhatsAppPhone,
    message: Message,
    errors: list[payloads.Json] | None = None,
) -> None:
    settings = exchange.state.whatsapp.settings
    if settings.statuses == "none":
        return
    if settings.statuses == "sparse" and message.status == "delivered":
        return
    status: payloads.Json = {
        "id": message.id,
        "status": message.status,
        "timestamp": payloads.timestamp(exchange.clock.timestamp(), settings),
        **payloads.recipient(phone),
    }
    if message.callback_data:
        status["biz_opaque_callback_data"] = message.callback_data
    if errors:
        status["errors"] = errors
    elif message.status != "read":
        status["pricing"] = {
            "billable": True,
            "pricing_model": "PMP",
            "category": message.category or "service",
            "type": "regular",
        }
    value = payloads.metadata(number)
    if not errors:
        value["contacts"] = [payloads.contact(phone, with_profile=False)]
    value["statuses"] = [status]
    enqueue(exchange, number, phone, "status", value)


def _failed(code: int, details: str = "") -> Outcome:
    return Outcome("failed", code, details or TITLES.get(code, "Something went wrong"))


def is_picture(exchange: Exchange, file_id: str) -> bool:
    """Whether a stored file begins as a JPEG, PNG or WebP does."""
    path = content_path(exchange, exchange.state.files[file_id])
    with path.open("rb") as file:
        head = file.read(12)
    return head.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")) or (
        head.startswith(b"RIFF") and head.endswith(b"WEBP")
    )
