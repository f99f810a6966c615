"""A bot's updates between the event and the bot's confirmation, with the faults they suffer."""

import asyncio
import math
import time
from typing import Final

import msgspec

from simulator.exchange import Exchange
from simulator.state import Bot, QueuedUpdate

# Kinds a bot must name in `allowed_updates` to get them (setWebhook, "allowed_updates").
_ONLY_ON_REQUEST: Final = frozenset({"chat_member", "message_reaction", "message_reaction_count"})
_NONSENSE: Final = (
    b'{"update_id":%d,"message":{"message_id":"rusak","date":null,"chat":"bukan obrolan",'
    b'"from":{"id":{}},"text":17,"entities":"bukan daftar"}}'
)


def enqueue(exchange: Exchange, bot: Bot, kind: str, chat_id: int, payload: object) -> int:
    """Queue an event for the bot; returns its update id, 0 if the bot does not want the kind."""
    if not _is_wanted(bot, kind):
        return 0
    if exchange.faults.take_for_update("poison_update", chat_id):
        _append(bot, "message", chat_id, None)
    update = _append(bot, kind, chat_id, payload)
    _suffer(exchange, bot, update)
    _announce(exchange, bot)
    return update.update_id


def deliverable(exchange: Exchange, bot: Bot) -> list[QueuedUpdate]:
    """The updates that may go out now, in the order in which they shall arrive."""
    held = exchange.live(bot).held_until
    if not held:
        return bot.pending
    now = time.monotonic()
    return [update for update in bot.pending if held.get(update.update_id, 0.0) <= now]


def confirm(exchange: Exchange, bot: Bot, offset: int) -> None:
    """Forget what lies below the offset; a negative one keeps that many from the end.

    What a fault keeps back, or wants to deliver again, stays.
    """
    if not bot.pending:
        return
    if offset < 0:
        offset = bot.pending[offset:][0].update_id
    held = exchange.live(bot).held_until
    now = time.monotonic()
    kept, gone = [], []
    for update in bot.pending:
        if update.update_id >= offset or held.get(update.update_id, 0.0) > now:
            kept.append(update)
        elif update.repeats > 0:
            update.repeats -= 1
            kept.append(update)
        else:
            gone.append(update)
    if gone:
        bot.pending = kept
        note_taken(exchange, bot, gone)


def note_taken(exchange: Exchange, bot: Bot, updates: list[QueuedUpdate]) -> None:
    """The bot has these; the phones show the second tick."""
    exchange.store.mark_dirty()
    held = exchange.live(bot).held_until
    for update in updates:
        held.pop(update.update_id, None)
    for chat_id in {update.chat_id for update in updates}:
        if chat_id in bot.chats:
            exchange.changed(bot, bot.chats[chat_id])


def release_held(exchange: Exchange) -> None:
    """Let everything go that a fault keeps back."""
    for bot in exchange.state.bots.values():
        live = exchange.live(bot)
        live.held_until.clear()
        live.kept_for_next = None
        _announce(exchange, bot)


def _is_wanted(bot: Bot, kind: str) -> bool:
    if bot.allowed_updates:
        return kind in bot.allowed_updates
    return kind not in _ONLY_ON_REQUEST


def _append(bot: Bot, kind: str, chat_id: int, payload: object) -> QueuedUpdate:
    bot.last_update_id = update_id = bot.last_update_id + 1
    if payload is None:
        body = msgspec.Raw(_NONSENSE % update_id)
    else:
        body = msgspec.Raw(msgspec.json.encode({"update_id": update_id, kind: payload}))
    update = QueuedUpdate(update_id, kind, chat_id, body)
    bot.pending.append(update)
    return update


def _suffer(exchange: Exchange, bot: Bot, update: QueuedUpdate) -> None:
    faults, live = exchange.faults, exchange.live(bot)
    if faults.take_for_update("duplicate", update.chat_id):
        update.repeats = 1
    if live.kept_for_next is not None:
        _put_last(bot, live.kept_for_next)
        live.held_until.pop(live.kept_for_next, None)
        live.kept_for_next = None
    elif faults.take_for_update("reorder", update.chat_id):
        live.kept_for_next = update.update_id
        live.held_until[update.update_id] = math.inf
    hold = faults.take_for_update("hold", update.chat_id)
    if hold:
        seconds = hold.seconds_or(math.inf)
        live.held_until[update.update_id] = time.monotonic() + seconds
        if seconds < math.inf:
            asyncio.get_running_loop().call_later(seconds + 0.001, _announce, exchange, bot)


def _put_last(bot: Bot, update_id: int) -> None:
    for place, update in enumerate(bot.pending):
        if update.update_id == update_id:
            bot.pending.append(bot.pending.pop(place))
            return


def _announce(exchange: Exchange, bot: Bot) -> None:
    exchange.store.mark_dirty()
    exchange.bell.ring(("updates", bot.id))
