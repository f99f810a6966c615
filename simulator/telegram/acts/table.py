"""Every act by the name it has in addresses, and how one is carried out."""

from collections.abc import Awaitable, Callable
from typing import Final

from simulator.exchange import Exchange
from simulator.outcome import ActRefused, Outcome
from simulator.parameters import Parameters
from simulator.telegram.acts import blocking, press, send_media, share, write
from simulator.telegram.acts.act import Act
from simulator.telegram.webhook_delivery import start_delivery

ACTS: Final[dict[str, Callable[[Act], Awaitable[Outcome]]]] = {
    "start": write.start,
    "text": write.send_text,
    "edit": write.edit_text,
    "forward": write.forward,
    "photos": send_media.send_photos,
    "voice": send_media.send_voice,
    "document": send_media.send_document,
    "sticker": send_media.send_sticker,
    "location": share.send_location,
    "contact": share.send_contact,
    "press": press.press_button,
    "key": press.press_key,
    "block": blocking.block,
    "unblock": blocking.unblock,
}


async def perform(exchange: Exchange, phone_id: int, name: str, parameters: Parameters) -> Outcome:
    """Do what the person does, towards `bot_id` or the bot that called last.

    Raises ActRefused where a real phone would not let them.
    """
    phone = exchange.state.phones.get(phone_id)
    act = ACTS.get(name)
    if phone is None or act is None:
        raise ActRefused("Ponsel atau tindakan itu tidak ada.")
    bot = exchange.bot(parameters.integer("bot_id") or None)
    start_delivery(exchange, bot)
    return await act(Act(exchange, bot, phone, parameters))
