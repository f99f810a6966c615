"""`POST /{number}/messages`: sending, and marking as read."""

import time

from simulator.parameters import BadParameter
from simulator.whatsapp.call import GraphCall
from simulator.whatsapp.chats import chat_of, find_message, put
from simulator.whatsapp.content import read_content
from simulator.whatsapp.errors import (
    WINDOW_CLOSED_DETAILS,
    GraphError,
    bad_value,
    refused,
)
from simulator.whatsapp.limits import MAX_CALLBACK_DATA_LENGTH, TYPING_SECONDS
from simulator.whatsapp.outcomes import outcome_of, report
from simulator.whatsapp.payloads import wamid
from simulator.whatsapp.recipients import Recipient, read_recipient
from simulator.whatsapp.state import Message, WhatsAppPhone


async def post_message(call: GraphCall) -> object:
    """Take a message; what becomes of it comes as statuses."""
    call.refuse_other_products()
    if call.parameters.text("status"):
        return _mark_as_read(call)
    recipient = read_recipient(call.exchange, call.parameters)
    if recipient.given.lstrip("+") == call.number.display_number:
        raise refused(131021, "Recipient phone number and sender phone number is the same.")
    message = read_content(call, recipient)
    message.callback_data = _callback_data(call)
    call.exchange.whatsapp.rates.take(
        call.exchange.state.settings.rate_limits, call.object_id, recipient.given
    )
    return _accept(call, recipient, message)


def _accept(call: GraphCall, recipient: Recipient, message: Message) -> object:
    number, exchange = call.number, call.exchange
    outcome = outcome_of(exchange, number, recipient.phone, message)
    if outcome.code == 131047 and call.state.settings.closed_window == "error":
        raise refused(131047, WINDOW_CLOSED_DETAILS)
    phone = recipient.phone or _nobody(recipient)
    message.number = exchange.next_number()
    message.id = wamid(message.number, phone)
    message.at = exchange.clock.timestamp()
    message.by_bot = True
    message.status = "accepted"
    if message.type == "reaction":
        _react(call, phone, message)
    elif recipient.phone is not None:
        chat = chat_of(number, phone)
        chat.typing_until = 0.0
        put(exchange, number, chat, message)
    exchange.calls.sent("whatsapp messages", phone.id)
    report(exchange, number, phone, message, outcome)
    sent: dict[str, str] = {"id": message.id}
    if message.template:
        sent["message_status"] = "accepted"
    return {
        "messaging_product": "whatsapp",
        "contacts": [recipient.contact()],
        "messages": [sent],
    }


def _nobody(recipient: Recipient) -> WhatsAppPhone:
    """Who a message is for that no phone will ever get."""
    given = recipient.given
    return WhatsAppPhone(
        id=0,
        label="",
        number="" if recipient.is_user_id else given,
        name="",
        user_id=given if recipient.is_user_id else "",
        hides_number=recipient.is_user_id,
        hides_user_id=not recipient.is_user_id,
    )


def _react(call: GraphCall, phone: WhatsAppPhone, message: Message) -> None:
    chat = chat_of(call.number, phone)
    target = chat.messages.get(message.reply_to)
    if target is None:
        raise bad_value("Message ID of the reaction is not valid")
    target.reaction = message.emoji
    call.exchange.changed_whatsapp(chat)


def _callback_data(call: GraphCall) -> str:
    data = call.parameters.text("biz_opaque_callback_data")
    if len(data) > MAX_CALLBACK_DATA_LENGTH:
        raise bad_value(
            f"biz_opaque_callback_data length invalid. Max length: {MAX_CALLBACK_DATA_LENGTH}"
        )
    return data


def _mark_as_read(call: GraphCall) -> object:
    """Mark a person's message as read, and with `typing_indicator` show that one is typing."""
    if call.parameters.text("status") != "read":
        raise GraphError(100, "(#100) Param status must be one of {READ}")
    found = find_message(call.number, call.required("message_id"))
    if found is None or found[1].by_bot:
        raise bad_value("Message ID is not valid")
    chat, read = found
    for message in chat.messages.values():
        if not message.by_bot and message.number <= read.number:
            message.status = "read"
    try:
        indicator = call.parameters.structure("typing_indicator", dict[str, str])
    except BadParameter as error:
        raise bad_value(f"typing_indicator: {error}") from None
    if indicator is not None:
        if indicator.get("type") != "text":
            raise bad_value("typing_indicator type must be text")
        chat.typing_until = time.time() + TYPING_SECONDS
    call.exchange.changed_whatsapp(chat)
    return {"success": True}
