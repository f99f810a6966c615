"""Ticks of trainings and market events: states by the clock; offers told, and offers run out."""

import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from bot.inbound import Inbound
from dialog.messages import Outgoing, as_payload
from domain.delivery import Kind
from domain.seat import offer_until
from domain.training import accepts_enrolment
from handlers.parts.event_messages import stall_offer_ended_message, stall_offer_message
from handlers.parts.training_messages import offer_ended_message, offer_message
from storage import market_events, offers, outbox, reach, thing_states, trainings
from storage.database import Tx
from storage.places import SEATS, STALLS, Place, Scarce

log = logging.getLogger("ikm.seats")


@dataclass(frozen=True, slots=True)
class Offering:
    """How places of a kind are offered: what loads the thing, and what is said."""

    kind: Scarce
    get: Callable[[Tx, int], Awaitable[Any]]  # a training, or a market event
    offer: Callable[..., Outgoing]
    ended: Callable[..., Outgoing]


OFFERINGS = (
    Offering(SEATS, trainings.get, offer_message, offer_ended_message),
    Offering(STALLS, market_events.get, stall_offer_message, stall_offer_ended_message),
)


async def advance_by_the_clock(inbound: Inbound) -> int:
    """Close, begin and end what its moment has come for, of every kind; how many."""
    return sum([await _advance(inbound, one.kind) for one in OFFERINGS])


async def _advance(inbound: Inbound, kind: Scarce) -> int:
    async with inbound.database.read() as tx:
        if not await thing_states.has_late(tx, kind, inbound.clock.now()):
            return 0
    async with inbound.database.begin() as tx:
        moved = await thing_states.advance(tx, kind, inbound.clock.now())
    for one in moved:
        log.info("%s is %s", one.code, one.state)
    return len(moved)


async def tell_offers(inbound: Inbound) -> int:
    """Tell those whose turn it is; from then on the time of the offer runs."""
    return sum([await _tell_all(inbound, one) for one in OFFERINGS])


async def _tell_all(inbound: Inbound, one: Offering) -> int:
    async with inbound.database.read() as tx:
        untold = await offers.list_untold(tx, one.kind)
    if not untold:
        return 0
    async with inbound.database.begin() as tx:
        how = await reach.list_of(tx, [place.person_id for place in untold])
        rows = [await _tell(tx, inbound, one, p, how.get(p.person_id)) for p in untold]
        told = [row for row in rows if row is not None]
        if told:
            await outbox.add(tx, told, inbound.clock.now())
    inbound.hands.look()
    return len(told)


async def _tell(
    tx: Tx, inbound: Inbound, one: Offering, place: Place, to: reach.Reach | None
) -> outbox.Row | None:
    """The message of an offer; None where there is nobody to tell, and it goes on at once."""
    now = inbound.clock.now()
    thing = await one.get(tx, place.thing_id)
    can_tell = to is not None and to.contact_id
    until = offer_until(now, thing.plan.offers_close_at) if can_tell else now
    is_told = await offers.set_told(tx, place.id, until, now, one.kind)
    if not is_told or until <= now or to is None:
        return None
    message = one.offer(inbound.words, thing, place, to.name, until)
    payload = as_payload(message)
    return outbox.new_row(to.contact_id, to.channel, to.address, Kind.REMINDER, payload, until)


async def expire_offers(inbound: Inbound) -> int:
    """Offers that have run out go to the next in line, in the same commit; how many."""
    return sum([await _expire_all(inbound, one) for one in OFFERINGS])


async def _expire_all(inbound: Inbound, one: Offering) -> int:
    async with inbound.database.read() as tx:
        running_out = await offers.list_run_out(tx, inbound.clock.now(), one.kind)
    ended = 0
    for thing_id in running_out:
        async with inbound.database.begin() as tx:
            ended += await _expire(tx, inbound, one, thing_id)
    if ended:
        inbound.hands.look()
    return ended


async def _expire(tx: Tx, inbound: Inbound, one: Offering, thing_id: int) -> int:
    now = inbound.clock.now()
    ended = await offers.expire(tx, thing_id, now, one.kind)
    if not ended:
        return 0
    thing = await one.get(tx, thing_id)
    may_enrol = accepts_enrolment(thing, now)
    how = await reach.list_of(tx, [place.person_id for place in ended])
    rows = [
        outbox.new_row(
            to.contact_id, to.channel, to.address, Kind.REMINDER,
            as_payload(one.ended(inbound.words, thing, to.name, may_enrol=may_enrol)),
        )
        for place in ended
        if (to := how.get(place.person_id)) is not None and to.contact_id
    ]  # fmt: skip
    if rows:
        await outbox.add(tx, rows, now)
    return len(ended)
