"""sendMessage, sendLocation, sendContact."""

from simulator.parameters import BadParameter
from simulator.telegram.call import Call
from simulator.telegram.errors import bad_request
from simulator.telegram.formatting import read_text
from simulator.telegram.keyboards import read_markup
from simulator.telegram.methods.posting import new_message, post
from simulator.telegram.types import Contact, Location


async def send_message(call: Call) -> object:
    """Send a text."""
    content = read_text(call.parameters)
    markup = read_markup(call.parameters)
    chat = call.chat_for_message()
    message = new_message(call, chat, content, markup)
    reply_to = _replied_message_id(call)
    if reply_to:
        answered = chat.entries.get(reply_to)
        if answered is not None:
            message.reply_to_message = answered.message
        elif not _may_lose_reply(call):
            raise bad_request("message to be replied not found")
    return post(call, chat, message, markup)


async def send_location(call: Call) -> object:
    """Send a point on the map."""
    try:
        place = Location(call.parameters.number("latitude"), call.parameters.number("longitude"))
    except BadParameter:
        raise bad_request("latitude or longitude is empty") from None
    markup = read_markup(call.parameters)
    chat = call.chat_for_message()
    message = new_message(call, chat, markup=markup)
    message.location = place
    return post(call, chat, message, markup)


async def send_contact(call: Call) -> object:
    """Send a phone number with a name."""
    number = call.parameters.text("phone_number")
    first_name = call.parameters.text("first_name")
    if not number or not first_name:
        raise bad_request("phone number or first name is empty")
    markup = read_markup(call.parameters)
    chat = call.chat_for_message()
    message = new_message(call, chat, markup=markup)
    message.contact = Contact(number, first_name, call.parameters.text("last_name") or None)
    return post(call, chat, message, markup)


def _replied_message_id(call: Call) -> int:
    if "reply_parameters" in call.parameters.values:
        found = call.parameters.structure("reply_parameters", dict[str, object]) or {}
        message_id = found.get("message_id")
        return message_id if isinstance(message_id, int) else 0
    return call.parameters.integer("reply_to_message_id")


def _may_lose_reply(call: Call) -> bool:
    found = call.parameters.structure("reply_parameters", dict[str, object]) or {}
    return found.get("allow_sending_without_reply") is True or call.parameters.flag(
        "allow_sending_without_reply"
    )
