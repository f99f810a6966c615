"""Ticks of market events: announced at their moment, reported to staff."""

import logging

from bot.inbound import Inbound
from dialog.messages import Outgoing, as_payload
from dialog.words import Words
from domain.broadcast import Audience, BroadcastState
from domain.delivery import Kind
from domain.market_event import MarketEvent, problems
from domain.reminder import Note
from domain.seat import HAS_SEAT
from domain.training import Target
from handlers.parts.event_messages import (
    market_event_message,
    not_announced_message,
    sales_report_message,
)
from storage import broadcasts, market_events, notes, outbox, places, reach, stalls
from storage.broadcasts import Broadcast
from storage.database import Tx
from storage.places import STALLS

log = logging.getLogger("ikm.market_events")


async def tend_market_events(inbound: Inbound) -> int:
    """Announce, report; how many it was."""
    done = await _announce_due(inbound)
    async with inbound.database.read() as tx:
        due = await notes.list_due(tx, inbound.clock.now(), (Note.SALES_REPORT,), kind=STALLS)
    for one in due:
        async with inbound.database.begin() as tx:
            await _report(tx, inbound, one)
    return done + len(due)


async def _announce_due(inbound: Inbound) -> int:
    now = inbound.clock.now()
    async with inbound.database.read() as tx:
        due = await market_events.list_to_announce(tx, now)
    for event in due:
        async with inbound.database.begin() as tx:
            await _announce(tx, inbound.words, event, inbound)
    return len(due)


async def _announce(tx: Tx, words: Words, event: MarketEvent, inbound: Inbound) -> None:
    """Open it and freeze its audience in one commit; what a standstill made too late is not."""
    now = inbound.clock.now()
    event = await market_events.lock(tx, event.id)
    if problems(event.plan, now):
        await market_events.set_announce_at(tx, event.id, None)
        log.warning("%s was not announced: its moment has passed", event.code)
        await _tell_planner(tx, inbound, event, not_announced_message(words, event))
        return
    if not await market_events.open_for_applying(tx, event, now):
        return
    payload = as_payload(market_event_message(words, event))
    wanted = Broadcast(
        0, market_events.about(event), payload, BroadcastState.SCHEDULED, now,
        event.plan.registration_closes_at, 0, event.created_by,
    )  # fmt: skip
    audience = Audience(Target.IKM, event.plan.clusters, only_verified=True)
    made = await broadcasts.add(tx, wanted, audience, now)
    log.info("%s is announced to %d persons", event.code, made.audience)


async def _report(tx: Tx, inbound: Inbound, due: notes.DueNote) -> None:
    """The bands in numbers, once, to who planned it."""
    event = await market_events.lock(tx, due.thing_id)
    await notes.close(tx, [due], kind=STALLS)
    if inbound.clock.now() >= due.expires_at:
        return
    had = len(await places.list_of(tx, STALLS, event.id, HAS_SEAT))
    came = await stalls.count_checked_in(tx, event.id)
    counted = await stalls.count_bands(tx, event.id)
    message = sales_report_message(inbound.words, event, counted, had, came)
    await _tell_planner(tx, inbound, event, message)


async def _tell_planner(tx: Tx, inbound: Inbound, event: MarketEvent, message: Outgoing) -> None:
    """Who planned it hears this, where somebody did and can be reached."""
    if event.created_by is None:
        return
    to = (await reach.list_of(tx, [event.created_by])).get(event.created_by)
    if to is None or not to.contact_id:
        return
    payload = as_payload(message)
    row = outbox.new_row(to.contact_id, to.channel, to.address, Kind.NOTICE, payload)
    await outbox.add(tx, [row], inbound.clock.now())
