"""getUpdates."""

import asyncio
import time

from starlette.types import Receive

from simulator.parameters import BadParameter
from simulator.telegram import limits
from simulator.telegram.call import Call
from simulator.telegram.errors import OTHER_POLLER, WEBHOOK_ACTIVE, bad_request, conflict
from simulator.telegram.live_bot import LiveBot
from simulator.telegram.update_queue import confirm, deliverable


async def get_updates(call: Call) -> object:
    """Unconfirmed updates, waiting up to `timeout` seconds for the first."""
    if call.bot.webhook:
        raise conflict(WEBHOOK_ACTIVE)
    live = call.exchange.live(call.bot)
    number = replace_poll(call, OTHER_POLLER)
    read_allowed_updates(call)
    offset = call.parameters.integer("offset")
    if offset:
        confirm(call.exchange, call.bot, offset)
    await _wait_for_updates(call, live, number)
    limit = call.parameters.integer("limit", limits.MAX_UPDATES_PER_POLL)
    limit = max(1, min(limit, limits.MAX_UPDATES_PER_POLL))
    return [update.body for update in deliverable(call.exchange, call.bot)[:limit]]


def replace_poll(call: Call, reason: str) -> int:
    """End the poll that waits now, if one does; returns the number of the new one."""
    live = call.exchange.live(call.bot)
    live.poll_number += 1
    live.ended_by = reason
    call.exchange.bell.ring(("updates", call.bot.id))
    return live.poll_number


def read_allowed_updates(call: Call) -> None:
    """Keep the list for the following updates; absent = as before, empty = all usual kinds."""
    if "allowed_updates" not in call.parameters.values:
        return
    try:
        kinds = call.parameters.structure("allowed_updates", list[str])
    except BadParameter:
        raise bad_request("can't parse allowed updates JSON object") from None
    if kinds is not None and kinds != call.bot.allowed_updates:
        call.bot.allowed_updates = kinds
        call.exchange.store.mark_dirty()


async def _wait_for_updates(call: Call, live: LiveBot, number: int) -> None:
    timeout = max(0, min(call.parameters.integer("timeout"), limits.MAX_POLL_SECONDS))
    until = time.monotonic() + timeout
    if timeout == 0 or deliverable(call.exchange, call.bot):
        return
    gone = asyncio.ensure_future(_caller_gone(call.receive))
    gone.add_done_callback(lambda _: call.exchange.bell.ring(("updates", call.bot.id)))
    try:
        while not deliverable(call.exchange, call.bot) and not gone.done():
            left = until - time.monotonic()
            if not await call.exchange.bell.wait(("updates", call.bot.id), timeout_seconds=left):
                break
            if live.poll_number != number:
                raise conflict(live.ended_by)
    finally:
        gone.cancel()


async def _caller_gone(receive: Receive) -> None:
    while (await receive())["type"] != "http.disconnect":
        pass
