"""Turns that raise: recorded with their payload, tried again after 1 s and 5 s, then parked.

That person's later events wait behind the broken one; everybody else goes on.
"""

from __future__ import annotations

import logging
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, TypeAlias

from bot.channels.events import Event
from bot.seating import find_or_add
from bot.trouble import Alert, Trouble
from dialog.messages import Outgoing
from domain.delivery import Kind
from storage import inbox
from storage.database import Database

if TYPE_CHECKING:  # Inbound records through this module, this module runs turns through Inbound
    from bot.inbound import Inbound

log = logging.getLogger("ikm.recovery")

RETRY_AFTER_SECONDS = (1, 5)  # then the event is parked
Parse: TypeAlias = Callable[[str], Event]


async def record_failure(database: Database, event: Event, error: Exception) -> None:
    """Keep an event whose turn raised; from now on its sender's later events wait."""
    log.error("a turn failed and will be tried again", exc_info=error)
    async with database.begin() as tx:
        row = inbox.row(event.channel, event.key, event.address, event.sent_at, event.payload)
        if not await inbox.add_new(tx, [row]):
            return
        address = event.address
        if address:
            seats = await find_or_add(tx, [event])
            address = seats.contacts[event.channel, address].address
            await inbox.set_address(tx, row["id"], address)
        again_at = datetime.now(UTC) + timedelta(seconds=RETRY_AFTER_SECONDS[0])
        await inbox.set_state(tx, row["id"], inbox.RETRY, attempts=1, error=_story(error),
                              retry_at=again_at)  # fmt: skip
        await inbox.set_waiting(tx, event.channel, address, is_waiting=True)


def _story(error: Exception) -> str:
    """The end of the traceback: where it broke, without the values of the person's answers."""
    places = traceback.extract_tb(error.__traceback__)[-4:]
    return type(error).__name__ + ": " + " < ".join(f"{p.name}:{p.lineno}" for p in places[::-1])


class Recovery:
    """Tries recorded events again; called by the job that ticks every second."""

    def __init__(self, inbound: Inbound, parsers: Mapping[str, Parse], alert: Alert) -> None:
        self.inbound, self.parsers, self.alert = inbound, parsers, alert

    async def tick(self) -> None:
        """Go on with every contact whose oldest unfinished event is due."""
        async with self.inbound.database.read() as tx:
            stuck = await inbox.list_stuck(tx, datetime.now(UTC))
        for channel, address in stuck:
            is_early = False
            while end := await self._try_next(channel, address, is_early=is_early):
                is_early = is_early or end == inbox.DONE

    async def _try_next(self, channel: str, address: str, *, is_early: bool) -> str:
        """Take one unfinished turn: done or parked; '' when there is none or it has to wait.

        is_early: it was sent while the one before it had no answer yet.
        """
        database = self.inbound.database
        async with database.begin() as tx:
            row = await inbox.find_next(tx, channel, address)
            if row is None:
                await inbox.set_waiting(tx, channel, address, is_waiting=False)
                return ""
        try:
            event = self.parsers[channel](row["payload"])
            await self.inbound.run([event.as_early() if is_early else event], row)
        except Exception as error:  # noqa: BLE001  # recorded, whatever it is
            return await self._failed_again(row, error)
        return inbox.DONE

    async def _failed_again(self, row: inbox.InboxRow, error: Exception) -> str:
        """What became of it: parked, or '' where it is tried once more."""
        attempts = row["attempts"] + 1
        is_last = attempts > len(RETRY_AFTER_SECONDS)
        async with self.inbound.database.begin() as tx:
            if is_last:
                await inbox.set_state(tx, row["id"], inbox.PARKED, attempts=attempts,
                                      error=_story(error))  # fmt: skip
            else:
                wait = timedelta(seconds=RETRY_AFTER_SECONDS[attempts - 1])
                await inbox.set_state(tx, row["id"], inbox.RETRY, attempts=attempts,
                                      error=_story(error),
                                      retry_at=datetime.now(UTC) + wait)  # fmt: skip
        if is_last:
            await self._apologise(row)
            story = f"inbox {row['id']}, {_story(error)}"
            await self.alert(Trouble("parked", row["channel"], story))
        return inbox.PARKED if is_last else ""

    async def _apologise(self, row: inbox.InboxRow) -> None:
        """One apology to the person; their later events go on."""
        text = self.inbound.words.find("form.apology") or ""
        await self.inbound.send_to(row["channel"], row["address"], Outgoing(text), Kind.NOTICE)

    async def replay(self, row_id: int) -> bool:
        """Take the turn of a parked event now. False where there is no such event."""
        async with self.inbound.database.read() as tx:
            row = await inbox.find(tx, row_id)
        if row is None or row["state"] != inbox.PARKED:
            return False
        await self.inbound.run([self.parsers[row["channel"]](row["payload"])], row)
        return True
