"""Sharing a place or a contact."""

from simulator.outcome import ActRefused, Outcome
from simulator.parameters import BadParameter
from simulator.telegram.acts.act import Act, new_message, send
from simulator.telegram.types import Contact, Location


async def send_location(act: Act) -> Outcome:
    """A point: `latitude` and `longitude`."""
    try:
        latitude = act.parameters.number("latitude")
        longitude = act.parameters.number("longitude")
    except BadParameter:
        raise ActRefused("Lintang dan bujur harus berupa angka.") from None
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ActRefused("Titik itu tidak ada di bumi.")
    message = new_message(act)
    message.location = Location(latitude, longitude)
    return send(act, message)


async def send_contact(act: Act) -> Outcome:
    """The person's own contact, or with `phone_number` someone else's."""
    message = new_message(act)
    number = act.parameters.text("phone_number")
    if number:
        # Someone from the address book: Telegram adds a user_id only where it knows the number.
        user_id = act.parameters.integer("user_id") or None
        first_name = act.parameters.text("first_name", "Kontak")
        message.contact = Contact(number, first_name, user_id=user_id)
    else:
        message.contact = own_contact(act)
    return send(act, message)


def own_contact(act: Act) -> Contact:
    """The person's own number, as the contact key of a keyboard sends it."""
    phone = act.phone
    # Observed: the number comes without its plus in most clients.
    return Contact(phone.number.lstrip("+"), phone.first_name, phone.last_name, phone.id)
