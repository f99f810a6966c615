"""Whether Meta accepts our templates: asked now and then, told by it, learnt from refusals."""

import logging
from collections.abc import Callable, Sequence

from bot.alerts import Alerts
from bot.channels.whatsapp.messages import CHANNEL
from bot.channels.whatsapp.templates import TemplateApi, load_templates
from bot.channels.whatsapp.transport import WhatsAppTransport
from bot.trouble import Trouble
from domain.clock import Clock
from domain.errors import DeliveryError
from storage import receipts, templates
from storage.database import Database
from storage.templates import APPROVED, TemplateState

log = logging.getLogger("ikm.whatsapp.templates")

REFUSED = "refused"  # Meta took no message with it, whatever it says of the template itself
UNUSABLE = frozenset({REFUSED, "rejected", "paused", "disabled", "pending_deletion", "deleted"})


class TemplateWatch:
    """Keeps the transport from trying templates in vain, and lets their rows go when it may."""

    def __init__(self, database: Database, transport: WhatsAppTransport, clock: Clock,
                 alerts: Alerts, look: Callable[[], None]) -> None:  # fmt: skip
        self._database, self._transport, self._clock = database, transport, clock
        self._alerts, self._look = alerts, look
        self.api: TemplateApi | None = None  # none without WHATSAPP_BUSINESS_ACCOUNT_ID
        transport.on_refused = self.note_refusal

    async def load(self) -> None:
        """What the table says; another process may have written it."""
        async with self._database.read() as tx:
            known = await templates.list_states(tx)
        unusable = {n: s.reason or s.state for n, s in known.items() if s.state in UNUSABLE}
        came_back = set(self._transport.unusable) - set(unusable)
        self._transport.unusable = unusable
        if came_back:
            await self._release(came_back)

    async def note(self, told: Sequence[TemplateState]) -> None:
        """Meta says something of templates: keep it, and tell the admins of bad news once."""
        ours = load_templates()
        mine = [one for one in told if one.name in ours]
        if not mine:
            return
        async with self._database.begin() as tx:
            known = await templates.list_states(tx)
            await templates.set_states(tx, mine, self._clock.now())
        for one in mine:
            before = known.get(one.name)
            if one.state in UNUSABLE and (before is None or before.state not in UNUSABLE):
                why = f"{one.state}, {one.reason or '-'}"
                trouble = Trouble("template", CHANNEL, why, one.name)
                await self._alerts.send(trouble, broken=CHANNEL)
        await self.load()

    async def note_refusal(self, name: str, why: str) -> None:
        """A message with this template was not taken."""
        await self.note([TemplateState(name, REFUSED, why)])

    async def refresh(self) -> None:
        """Ask Meta. A template that it calls approved is tried again."""
        if self.api is None:
            known = [TemplateState(name, APPROVED) for name in self._transport.unusable]
            return await self.note(known)  # nobody can be asked: they are simply tried again
        try:
            states = await self.api.list_states()
        except DeliveryError as error:
            log.warning("Meta could not be asked about templates: %s", error)
            return None
        await self.note(list(states.values()))

    async def _release(self, names: set[str]) -> None:
        async with self._database.begin() as tx:
            count = await receipts.release_templates(tx, CHANNEL, self._clock.now())
        log.info("templates %s may be used again: %d messages go", sorted(names), count)
        self._look()
