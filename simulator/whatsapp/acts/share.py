"""Sharing a place or a contact."""

from simulator.outcome import ActRefused, Outcome
from simulator.parameters import BadParameter
from simulator.whatsapp.acts.act import Act, new_message, send
from simulator.whatsapp.payloads import Json


async def send_location(act: Act) -> Outcome:
    """A point: `latitude` and `longitude`; with `reply_to` the answer to a request for it."""
    try:
        latitude = act.parameters.number("latitude")
        longitude = act.parameters.number("longitude")
    except BadParameter:
        raise ActRefused("Lintang dan bujur harus berupa angka.") from None
    if abs(latitude) > 90 or abs(longitude) > 180:
        raise ActRefused("Titik itu tidak ada di bumi.")
    message = new_message(act, "location")
    message.latitude, message.longitude = latitude, longitude
    return send(act, message, {"latitude": latitude, "longitude": longitude})


async def send_contact(act: Act) -> Outcome:
    """The person's own contact, or with `phone_number` someone else's."""
    message = new_message(act, "contacts")
    number = act.parameters.text("phone_number") or act.phone.number
    name = act.parameters.text("first_name") or act.phone.name
    message.contact_name, message.contact_number = name, number
    card: Json = {
        "name": {"first_name": name.split()[0], "formatted_name": name},
        "phones": [{"phone": number, "wa_id": number.lstrip("+"), "type": "CELL"}],
    }
    return send(act, message, [card])
