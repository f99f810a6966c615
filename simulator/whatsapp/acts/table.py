"""Every act by the name it has in addresses, and how one is carried out."""

from collections.abc import Awaitable, Callable
from typing import Final

from simulator.exchange import Exchange
from simulator.outcome import ActRefused, Outcome
from simulator.parameters import Parameters
from simulator.whatsapp.acts import send_media, share, switches, write
from simulator.whatsapp.acts.act import Act
from simulator.whatsapp.chats import business_number
from simulator.whatsapp.webhook_delivery import start_delivery

ACTS: Final[dict[str, Callable[[Act], Awaitable[Outcome]]]] = {
    "text": write.send_text,
    "edit": write.edit_text,
    "delete": write.delete,
    "forward": write.forward,
    "message": write.send_anything,
    "react": write.react,
    "press": write.press,
    "order": write.send_order,
    "unsupported": write.send_unsupported,
    "photos": send_media.send_photos,
    "voice": send_media.send_voice,
    "document": send_media.send_document,
    "sticker": send_media.send_sticker,
    "location": share.send_location,
    "contact": share.send_contact,
    "read": switches.read,
    "block": switches.block,
    "unblock": switches.unblock,
    "opt_out": switches.opt_out,
    "opt_in": switches.opt_in,
    "flag": switches.set_flag,
    "change_number": switches.change_number,
    "change_user_id": switches.change_user_id,
}


async def perform(exchange: Exchange, phone_id: int, name: str, parameters: Parameters) -> Outcome:
    """Do what the person does, towards the number `phone_number_id` or the first one.

    Raises ActRefused where a real phone would not let them.
    """
    phone, act = exchange.state.whatsapp.phones.get(phone_id), ACTS.get(name)
    number_id = parameters.text("phone_number_id")
    if phone is None or act is None or number_id not in {"", *exchange.state.whatsapp.numbers}:
        raise ActRefused("Ponsel, nomor atau tindakan itu tidak ada.")
    start_delivery(exchange)
    return await act(Act(exchange, business_number(exchange, number_id), phone, parameters))
