"""Broadcasts under way: begun at their moment, paged into the outbox, ended by a commit of its own.

One row per recipient, queued a page at a time; no cursor that a crash could leave in the wrong
place. Opt-out, and whether somebody is in it already, is asked when a page is queued and again when
a row is taken.
"""

import logging

from msgspec.structs import replace

from bot.inbound import Inbound
from dialog.messages import Outgoing, as_payload
from dialog.words import find_text
from domain.broadcast import BroadcastState
from domain.delivery import Kind, SendState
from storage import broadcasts, outbox, reach
from storage.broadcasts import MAX_AHEAD, Broadcast, Recipient
from storage.database import MAX_BIND

log = logging.getLogger("ikm.broadcasts")

REACHED = (SendState.SENT, SendState.DELIVERED, SendState.READ)


async def send_broadcasts(inbound: Inbound) -> int:
    """Move every broadcast on; how many messages were queued."""
    async with inbound.database.read() as tx:
        running = await broadcasts.list_running(tx)
        ended = await broadcasts.list_ended_untold(tx)
        is_stale = await broadcasts.has_stale_held(tx)
    if is_stale:
        async with inbound.database.begin() as tx:
            await broadcasts.settle_held(tx)
    for one in ended:
        await _tell_end(inbound, one)
    return sum([await _move_on(inbound, one) for one in running])


async def _move_on(inbound: Inbound, one: Broadcast) -> int:
    now = inbound.clock.now()
    if one.state is BroadcastState.SCHEDULED:
        if one.expires_at is not None and one.expires_at <= now:
            await _set_state(inbound, one, BroadcastState.EXPIRED)
        elif one.due_at <= now:
            await _set_state(inbound, one, BroadcastState.SENDING)
    elif one.state is BroadcastState.SENDING:
        return await _send_on(inbound, one)
    return 0


async def _set_state(inbound: Inbound, one: Broadcast, state: BroadcastState) -> None:
    """A step of its own: nothing else is in this commit."""
    async with inbound.database.begin() as tx:
        await broadcasts.set_state(tx, one.id, one.state, state, inbound.clock.now())
    log.info("broadcast %d is %s", one.id, state)


async def _send_on(inbound: Inbound, one: Broadcast) -> int:
    """Queue page after page while there is room, or end it."""
    queued = 0
    while True:
        async with inbound.database.read() as tx:
            ahead = await broadcasts.count_ahead(tx, one.id)
            waits = await broadcasts.has_waiting(tx, one.id)
        if not waits and not ahead:
            await _set_state(inbound, one, BroadcastState.DONE)
        if not waits or ahead >= MAX_AHEAD:
            return queued
        count = await _queue_page(inbound, one)
        if count is None:
            return queued
        queued += count
        inbound.hands.look()


async def _queue_page(inbound: Inbound, one: Broadcast) -> int | None:
    """Queue the next recipients; None where it was paused or ended meanwhile."""
    now = inbound.clock.now()
    async with inbound.database.begin() as tx:
        one = await broadcasts.hold(tx, one.id)  # its words, too, may be others by now
        if one.state is not BroadcastState.SENDING:
            return None
        page = await broadcasts.list_waiting(tx, one, MAX_BIND)
        settled = [(to, _row(one, to) if not to.reason else None) for to in page]
        rows = [row for _, row in settled if row is not None]
        if rows:
            await outbox.add(tx, rows, now)
        if settled:
            await broadcasts.settle(
                tx, one.id, [(to, row.id if row is not None else None) for to, row in settled]
            )
    return len(rows)


def _row(one: Broadcast, to: Recipient) -> outbox.Row:
    row = outbox.new_row(
        to.contact_id, to.channel, to.address, Kind.BROADCAST, one.payload, one.expires_at
    )
    return replace(row, broadcast_id=one.id)


async def _tell_end(inbound: Inbound, one: Broadcast) -> None:
    """Tell who ordered it what came of it, once."""
    now = inbound.clock.now()
    async with inbound.database.begin() as tx:
        if not await broadcasts.set_told(tx, one.id, now) or one.created_by is None:
            return
        counted = await broadcasts.count_by_state(tx, one.id)
        to = (await reach.list_of(tx, [one.created_by])).get(one.created_by)
        if to is None or not to.contact_id:
            return
        reached = sum(counted.get(state, 0) for state in REACHED)
        uncertain = counted.get(SendState.UNCERTAIN, 0)
        text = find_text(
            inbound.words, f"broadcast_notes.{one.state}.say",
            {"audience": one.audience, "reached": reached, "uncertain": uncertain,
             "rest": one.audience - reached - uncertain},
        )  # fmt: skip
        payload = as_payload(Outgoing(text))
        notice = outbox.new_row(to.contact_id, to.channel, to.address, Kind.NOTICE, payload)
        await outbox.add(tx, [notice], now)
    inbound.hands.look()
