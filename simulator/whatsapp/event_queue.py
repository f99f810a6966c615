"""News for the callback until the callback has taken it, with the faults it suffers."""

import asyncio
import math
import time
from typing import Final

import msgspec

from simulator.exchange import Exchange
from simulator.faults import Fault, UpdateFaultKind
from simulator.whatsapp import payloads
from simulator.whatsapp.chats import business_number
from simulator.whatsapp.limits import REDELIVERY_SECONDS
from simulator.whatsapp.state import BusinessNumber, Event, WhatsAppPhone

EVENTS: Final = "whatsapp-events"  # rings when something may be deliverable


def enqueue(
    exchange: Exchange,
    number: BusinessNumber,
    phone: WhatsAppPhone | None,
    kind: str,
    value: payloads.Json,
    field: str = "messages",
) -> int:
    """Queue a value for the callback; returns the event's id."""
    state = exchange.state.whatsapp
    state.last_event_id += 1
    event = Event(
        id=state.last_event_id,
        kind=kind,
        number_id=number.id,
        phone_id=phone.id if phone else 0,
        value=payloads.raw(value),
        at=exchange.clock.timestamp(),
        field=field,
    )
    state.events.append(event)
    _suffer(exchange, event)
    announce(exchange)
    return event.id


def enqueue_body(exchange: Exchange, body: bytes) -> int:
    """Queue a whole body as it is, to be signed and delivered like any other."""
    state = exchange.state.whatsapp
    state.last_event_id += 1
    event = Event(state.last_event_id, "raw", "", 0, msgspec.Raw(body), exchange.clock.timestamp())
    state.events.append(event)
    announce(exchange)
    return event.id


def deliverable(exchange: Exchange) -> list[Event]:
    """The events that may go out now, oldest first; what is too old is given up."""
    state, now = exchange.state.whatsapp, time.monotonic()
    oldest = exchange.clock.timestamp() - REDELIVERY_SECONDS
    if state.events and state.events[0].at < oldest:
        given_up = [event for event in state.events if event.at < oldest]
        exchange.calls.given_up_events += len(given_up)
        state.events = [event for event in state.events if event.at >= oldest]
    held = exchange.whatsapp.held_until
    if not held:
        return state.events
    return [event for event in state.events if held.get(event.id, 0.0) <= now]


def note_taken(exchange: Exchange, events: list[Event]) -> None:
    """The callback has these; what shall come again stays once more."""
    live, gone = exchange.whatsapp, set[int]()
    for event in events:
        live.held_until.pop(event.id, None)
        if event.repeats > 0:
            event.repeats -= 1
        else:
            gone.add(event.id)
    _forget(exchange.state.whatsapp.events, gone)
    exchange.store.mark_dirty()
    chats = business_number(exchange).chats
    for phone_id in {event.phone_id for event in events}:
        if phone_id in chats:  # its ticks look different now
            exchange.changed_whatsapp(chats[phone_id])


def release_held(exchange: Exchange) -> None:
    """Let everything go that a fault keeps back."""
    live = exchange.whatsapp
    live.held_until.clear()
    live.kept_for_next = None
    live.open_parcel = None
    announce(exchange)


def announce(exchange: Exchange) -> None:
    """Something may be deliverable now."""
    exchange.store.mark_dirty()
    exchange.bell.ring(EVENTS)


def _forget(events: list[Event], gone: set[int]) -> None:
    """Take these out; they lie near the front, so a long queue costs nothing."""
    place = 0
    while gone and place < len(events):
        if events[place].id in gone:
            gone.discard(events.pop(place).id)
        else:
            place += 1


def _suffer(exchange: Exchange, event: Event) -> None:
    live = exchange.whatsapp
    if _takes(exchange, "duplicate", event):
        event.repeats = 1
    if live.kept_for_next is not None:
        _put_last(exchange, live.kept_for_next)
        live.held_until.pop(live.kept_for_next, None)
        live.kept_for_next = None
    elif _takes(exchange, "reorder", event):
        live.kept_for_next = event.id
        live.held_until[event.id] = math.inf
    if _takes(exchange, "batch", event):
        _put_into_parcel(exchange, event)
    hold = _takes(exchange, "hold", event)
    if hold:
        seconds = hold.seconds_or(math.inf)
        live.held_until[event.id] = time.monotonic() + seconds
        if seconds < math.inf:
            asyncio.get_running_loop().call_later(seconds + 0.001, announce, exchange)


def _takes(exchange: Exchange, kind: UpdateFaultKind, event: Event) -> Fault | None:
    return exchange.faults.take_for_update(kind, event.phone_id, "whatsapp", event.kind)


def _put_into_parcel(exchange: Exchange, event: Event) -> None:
    """Gather events until as many are together as the fault asked for."""
    live = exchange.whatsapp
    live.open_parcel = live.open_parcel or event.id
    event.parcel = live.open_parcel
    live.held_until[event.id] = math.inf
    if not exchange.faults.has("batch", "whatsapp"):
        for other in exchange.state.whatsapp.events:
            if other.parcel == live.open_parcel:
                live.held_until.pop(other.id, None)
        live.open_parcel = None


def _put_last(exchange: Exchange, event_id: int) -> None:
    events = exchange.state.whatsapp.events
    for place, event in enumerate(events):
        if event.id == event_id:
            events.append(events.pop(place))
            return
