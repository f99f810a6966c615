"""Tells the operator that something needs a person: in the log, and to the admins in their chat."""

import logging
from collections.abc import Sequence
from datetime import datetime

from bot.channels.whatsapp.messages import CHANNEL as WHATSAPP
from bot.inbound import Inbound
from bot.trouble import TOKEN_ACCEPTED, TOKEN_REFUSED, Alert, Trouble
from bot.turn import SOMETHING_WAITS
from dialog.messages import Outgoing
from dialog.words import Ours, find_text
from domain import window
from domain.delivery import Kind
from domain.person import Contact
from storage import people, staff

log = logging.getLogger("ikm.alert")


class Alerts:
    """Sends an alert on every channel but the one that is broken."""

    def __init__(self) -> None:
        self.inbound: Inbound | None = None  # set when it is there; alerts may come before
        self._refused: set[str] = set()  # channels whose token is known to be refused

    def about(self, channel: str) -> Alert:
        """How a channel tells that it is broken: the admins hear of it on another one."""

        async def send(what: Trouble) -> None:
            await self.send(what, broken=channel)

        return send

    async def send(self, what: Trouble, broken: str = "") -> None:
        """Log it, and queue a message to each admin. Never raises: an alert must not break more.

        broken: the channel that can carry none now; where an admin has no other one, it waits.
        """
        log.log(logging.WARNING if what.is_over else logging.ERROR, "%s", what)
        if self.inbound is None or self._is_known(what):
            return
        try:
            await self._tell_admins(self.inbound, what, broken)
        except Exception:
            log.exception("the admins could not be told")

    def _is_known(self, what: Trouble) -> bool:
        """Whether it is said already: a channel's sender and its way in share one token."""
        if what.key == TOKEN_REFUSED:
            known = what.channel in self._refused
            self._refused.add(what.channel)
            return known
        if what.key == TOKEN_ACCEPTED:
            known = what.channel not in self._refused
            self._refused.discard(what.channel)
            return known
        return False

    async def _tell_admins(self, inbound: Inbound, what: Trouble, broken: str) -> None:
        async with inbound.database.read() as tx:
            admins = await staff.list_with_role(tx, "admin")
            contacts = await people.list_contacts(tx, admins) if admins else []
        named = inbound.words.find(f"alerts.channels.{what.channel}") or what.channel
        told = {"channel": named, "name": Ours(what.name)}  # it is looked up as it stands here
        text = find_text(inbound.words, f"alerts.{what.key}.say", told)
        outgoing = Outgoing(text, template=SOMETHING_WAITS)
        now = inbound.clock.now()
        for contact in _one_each(contacts, broken, now):
            await inbound.send_to(contact.channel, contact.address, outgoing, Kind.NOTICE)


def _one_each(contacts: Sequence[Contact], broken: str, now: datetime) -> list[Contact]:
    """Of each admin the contact that sees it soonest; of equals the one they used last.

    A broken channel comes last, before it one on which a template has to knock first.
    """

    def hindrance(contact: Contact) -> tuple[bool, bool]:
        is_open = contact.channel != WHATSAPP or window.is_open(contact.last_inbound_at, now)
        return contact.channel == broken, not is_open

    usable = sorted((c for c in contacts if c.is_reachable), key=hindrance)
    return list({c.person_id: c for c in reversed(usable)}.values())
