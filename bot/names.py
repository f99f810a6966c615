"""What people find us by on each channel, kept where conversations can read it."""

import logging

from bot.addresses import Addresses
from domain.errors import DeliveryError
from storage import marks
from storage.database import Database

log = logging.getLogger("ikm.names")


async def note_names(database: Database, addresses: Addresses) -> None:
    """Keep the bot's name and number, where they are known and have changed."""
    try:
        found = {
            marks.TELEGRAM_NAME: await addresses.telegram(),
            marks.WHATSAPP_NUMBER: await addresses.whatsapp(),
        }
    except DeliveryError as error:  # the platform does not answer: what was known stays
        return log.info("the names of the channels are not known now: %s", error)
    async with database.read() as tx:
        known = {name: await marks.find(tx, name) or "" for name in found}
    changed = {name: value for name, value in found.items() if value and value != known[name]}
    if changed:
        async with database.begin() as tx:
            for name, value in changed.items():
                await marks.put(tx, name, value)
