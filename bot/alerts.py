"""Tells the operator that something needs a person: in the log, and to the admins in their chat."""

import logging

from bot.inbound import Inbound
from dialog.messages import Outgoing
from dialog.words import find_text
from domain.delivery import Kind
from storage import people, staff

log = logging.getLogger("ikm.alert")


class Alerts:
    """Sends an alert on every channel but the one that is broken."""

    def __init__(self) -> None:
        self.inbound: Inbound | None = None  # set when it is there; alerts may come before

    async def send(self, what: str) -> None:
        """Log it, and queue a message to each admin. Never raises: an alert must not break more."""
        log.error("%s", what)
        if self.inbound is None:
            return
        try:
            await self._tell_admins(self.inbound, what)
        except Exception:
            log.exception("the admins could not be told")

    async def _tell_admins(self, inbound: Inbound, what: str) -> None:
        async with inbound.database.read() as tx:
            admins = await staff.list_with_role(tx, "admin")
            contacts = await people.list_contacts(tx, admins) if admins else []
        text = find_text(inbound.words, "form.alert", {"what": what})
        for contact in contacts:
            await inbound.send_to(contact.channel, contact.address, Outgoing(text), Kind.NOTICE)
