"""Asks owners whether an old price still holds: once per price, and one product at a time."""

import logging

from bot.inbound import Inbound
from dialog.messages import as_payload
from domain.delivery import Kind
from handlers.parts.price_question import price_question
from storage import outbox, products, reach

log = logging.getLogger("ikm.prices")


async def ask_old_prices(inbound: Inbound) -> int:
    """Queue the questions that are due; how many. Who cannot be reached counts as asked."""
    now = inbound.clock.now()
    async with inbound.database.read() as tx:
        if not await products.list_old_prices(tx, now, 1):
            return 0
    async with inbound.database.begin() as tx:
        due = await products.list_old_prices(tx, now)
        first = {one.person_id: one for one in reversed(due)}  # the others have their turn later
        how = await reach.list_of(tx, list(first))
        rows = [
            outbox.new_row(
                to.contact_id, to.channel, to.address, Kind.REMINDER,
                as_payload(price_question(inbound.words, first[person_id])),
            )
            for person_id, to in how.items()
            if to.contact_id
        ]  # fmt: skip
        await products.set_asked(tx, [one.id for one in first.values()], now)
        if rows:
            await outbox.add(tx, rows, now)
    inbound.hands.look()
    log.info("%d owners are asked about a price", len(rows))
    return len(rows)
