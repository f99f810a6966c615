"""Ticks of trainings: their states by the clock, offers that are told, and offers that run out."""

import logging

import msgspec

from bot.inbound import Inbound
from domain.delivery import Kind
from domain.seat import offer_until
from domain.training import accepts_enrolment
from handlers.parts.training_messages import offer_ended_message, offer_message
from storage import offers, outbox, reach, trainings
from storage.database import Tx
from storage.places import Place

log = logging.getLogger("ikm.seats")

_encode = msgspec.json.Encoder(enc_hook=str).encode  # our own texts are a subclass of str


async def advance_trainings(inbound: Inbound) -> int:
    """Close, begin and end trainings whose moment has come; how many."""
    async with inbound.database.read() as tx:
        if not await trainings.has_late(tx, inbound.clock.now()):
            return 0
    async with inbound.database.begin() as tx:
        moved = await trainings.advance(tx, inbound.clock.now())
    for training in moved:
        log.info("training %s is %s", training.code, training.state)
    return len(moved)


async def tell_offers(inbound: Inbound) -> int:
    """Tell those whose turn it is; from then on the time of the offer runs."""
    async with inbound.database.read() as tx:
        untold = await offers.list_untold(tx)
    if not untold:
        return 0
    async with inbound.database.begin() as tx:
        how = await reach.list_of(tx, [seat.person_id for seat in untold])
        rows = [await _tell(tx, inbound, seat, how.get(seat.person_id)) for seat in untold]
        told = [row for row in rows if row is not None]
        if told:
            await outbox.add(tx, told, inbound.clock.now())
    inbound.hands.look()
    return len(told)


async def _tell(tx: Tx, inbound: Inbound, seat: Place, to: reach.Reach | None) -> outbox.Row | None:
    """The message of an offer; None where there is nobody to tell, and it goes on at once."""
    now = inbound.clock.now()
    training = await trainings.get(tx, seat.thing_id)
    can_tell = to is not None and to.contact_id
    until = offer_until(now, training.plan.offers_close_at) if can_tell else now
    if not await offers.set_told(tx, seat.id, until, now) or until <= now or to is None:
        return None
    message = offer_message(inbound.words, training, seat, to.name, until)
    payload = _encode(message).decode()
    return outbox.new_row(to.contact_id, to.channel, to.address, Kind.REMINDER, payload, until)


async def expire_offers(inbound: Inbound) -> int:
    """Offers that have run out go to the next in line, in the same commit; how many."""
    async with inbound.database.read() as tx:
        running_out = await offers.list_run_out(tx, inbound.clock.now())
    ended = 0
    for training_id in running_out:
        async with inbound.database.begin() as tx:
            ended += await _expire(tx, inbound, training_id)
    if ended:
        inbound.hands.look()
    return ended


async def _expire(tx: Tx, inbound: Inbound, training_id: int) -> int:
    now = inbound.clock.now()
    ended = await offers.expire(tx, training_id, now)
    if not ended:
        return 0
    training = await trainings.get(tx, training_id)
    may_enrol = accepts_enrolment(training, now)
    how = await reach.list_of(tx, [seat.person_id for seat in ended])
    rows = [
        outbox.new_row(
            to.contact_id, to.channel, to.address, Kind.REMINDER,
            _encode(offer_ended_message(
                inbound.words, training, to.name, may_enrol=may_enrol)).decode(),
        )
        for seat in ended
        if (to := how.get(seat.person_id)) is not None and to.contact_id
    ]  # fmt: skip
    if rows:
        await outbox.add(tx, rows, now)
    return len(ended)
