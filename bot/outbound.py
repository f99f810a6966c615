"""The way out: one sender per channel, the holder of its lease. Every row ends in a state.

Rows just committed come in memory from the turn; the table is looked through at the start and for
what is due. What was on its way when a process died is `uncertain`: it may have arrived.
"""

import asyncio
import logging
import time
from collections.abc import Sequence
from datetime import timedelta

from bot.gate import Gated
from bot.lanes import Lanes
from bot.marks import Marks
from bot.pacing import Pace, Paces
from bot.restraint import Restraint
from bot.sending import Counts, Rates, Transport
from bot.trouble import Alert, Trouble
from domain.clock import Clock
from domain.delivery import Kind, Priority, SendState
from domain.errors import (
    CredentialsRejected,
    DeliveryError,
    Held,
    OptedOut,
    RecipientGone,
    Restricted,
    Retryable,
    Scope,
    Uncertain,
)
from storage import outbox
from storage.database import Database

log = logging.getLogger("ikm.outbound")

CONTACT_BURST = 5
MAX_IN_HAND = 2000  # rows in memory; the rest waits in the table
MAX_ATTEMPTS = 1440  # a day of trying once a minute: an outage of the platform loses nothing
LONGEST_RETRY_SECONDS = 60.0
DRAIN_SECONDS = 10.0
PROBE_SECONDS = 30.0


class Sender:
    """Sends the rows of one channel."""

    def __init__(self, database: Database, transport: Transport, marks: Marks, clock: Clock,
                 rates: Rates, alert: Alert) -> None:  # fmt: skip
        self.database, self.marks, self.clock = database, marks, clock
        self.transport: Transport = Gated(transport, database)
        self.alert = alert
        self.counts = Counts()
        self.holds_lease = False
        self.refused_reason = ""  # why the platform does not take anything from us
        self.bulk = Restraint(database, transport.channel, clock)
        self.backlog: set[int] = set()  # contacts with rows in the table
        self._late: set[int] = set()  # of these, whose row the next look may not see yet
        self._lanes = Lanes()
        self._reserved = 0
        self._in_flight: dict[int, asyncio.Task[None]] = {}  # by the row's id
        self._max_in_flight = rates.in_flight
        self.doubt_seconds = rates.doubt_seconds
        self._pace = Pace(rates.channel)
        self._paces = Paces(rates.contact, CONTACT_BURST)
        self._timer: asyncio.TimerHandle | None = None
        self._look = asyncio.Event()

    @property
    def channel(self) -> str:
        """The channel it sends on."""
        return self.transport.channel

    def admits(self, row: outbox.Row) -> bool:
        """Whether this row may go right after its commit, without a look into the table."""
        is_open = self.holds_lease and not self.refused_reason
        has_room = self._lanes.size + self._reserved < MAX_IN_HAND
        if is_open and has_room and row.contact_id not in self.backlog:
            self._reserved += 1
            return True
        self.backlog.add(row.contact_id)
        self._late.add(row.contact_id)
        self._look.set()
        return False

    def hand_over(self, rows: Sequence[outbox.Row]) -> None:
        """Committed rows that were admitted."""
        self._reserved -= len(rows)
        for row in rows:
            self._lanes.add(row)
        self._pump()

    def release(self, count: int) -> None:
        """Admitted rows whose transaction was rolled back."""
        self._reserved -= count

    def look(self) -> None:
        """There may be new rows in the table."""
        self._look.set()

    async def take_from_table(self) -> None:
        """Claim due rows and send them; remember who has rows left."""
        room = MAX_IN_HAND - self._lanes.size - self._reserved
        if not self.holds_lease or self.refused_reason or room <= 0 or not await self._has_work():
            return
        await self.marks.flush()
        late, self._late = self._late, set()  # their transaction may commit after this one
        async with self.database.begin() as tx:
            rows = await outbox.claim(tx, self.channel, self.clock.now(), room, self._lowest())
            left = await outbox.list_contacts_with_backlog(tx, self.channel)
        self.backlog = left | late | self._late
        for row in rows:
            self._lanes.add(row)
        self._pump()

    def _lowest(self, wait: float = 0) -> Priority:
        """The last priority that may go while the channel's pace says wait, or bulk is refused."""
        return Priority.REPLY if wait or self.bulk.is_on else Priority.BROADCAST

    async def _has_work(self) -> bool:
        """A cheap look before the writing one."""
        async with self.database.read() as tx:
            return await outbox.has_queued(tx, self.channel)

    def _pump(self) -> None:
        """Start as many sends as the paces allow."""
        now = time.monotonic()
        wake_at = self._lanes.wake(now)
        while len(self._in_flight) < self._max_in_flight and not self.refused_reason:
            wait = self._pace.wait_seconds(now)
            if wait and self.transport.paces_replies:
                wake_at = min(wake_at or now + wait, now + wait)
                break
            row = self._lanes.take(self._lowest(wait))
            if row is None:
                if wait:
                    wake_at = min(wake_at or now + wait, now + wait)
                break
            pace = self._paces.of(row.contact_id, now)
            if delay := pace.wait_seconds(now):
                self._lanes.delay(row, now + delay)
                wake_at = min(wake_at or now + delay, now + delay)
                continue
            self._start(row, pace, now)
        self._wake_at(wake_at, now)

    def _start(self, row: outbox.Row, pace: Pace, now: float) -> None:
        pace.take(now)
        if self.transport.paces_replies or row.priority > Priority.REPLY:
            self._pace.take(now)
        self._in_flight[row.id] = asyncio.create_task(self._send(row))

    def _wake_at(self, moment: float | None, now: float) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if moment is not None:
            loop = asyncio.get_running_loop()
            self._timer = loop.call_later(max(0.0, moment - now), self._pump)

    async def _send(self, row: outbox.Row) -> None:
        try:
            provider_id = await self.transport.send(row)
            self.counts.sent += 1
            self._mark(row, SendState.SENT, reason=row.reason, provider_id=provider_id)
            self._lanes.done(row)
        except DeliveryError as error:
            await self._not_sent(row, error)
        except Exception as error:  # noqa: BLE001  # one row's bug must not stop the others
            await self._fail(row, "bug", error)
        finally:
            # While an alert was awaited the row may have been claimed and begun again.
            if self._in_flight.get(row.id) is asyncio.current_task():
                del self._in_flight[row.id]
            self._pump()

    async def _not_sent(self, row: outbox.Row, error: DeliveryError) -> None:
        """The platform did not take it: the kind of error says what becomes of the row."""
        match error:
            case Retryable():
                self._retry(row, error)
            case Uncertain():
                self._doubt(row)
            case Held():
                self._hold(row, error.reason)
            case RecipientGone() | OptedOut():
                self._lose(row, is_gone=isinstance(error, RecipientGone))
            case CredentialsRejected():
                await self._stop_for(row, str(error))
            case Restricted():
                await self._stop_bulk(row, str(error))
            case _:
                await self._fail(row, f"refused:{getattr(error, 'code', '')}", error)

    def _hold(self, row: outbox.Row, reason: str) -> None:
        """It waits for more than time; due says when the contact had written as far as we knew."""
        now, known = self.clock.now(), row.last_inbound_at  # their next message may cross this mark
        mark = outbox.Mark(row.id, SendState.HELD, now, reason, None, row.attempts + 1, known)
        self.marks.add(mark)
        self._lanes.done(row)

    def _lose(self, row: outbox.Row, *, is_gone: bool) -> None:
        """The recipient is gone, with all that waits for them, or takes no broadcasts any more."""
        self.counts.failed += 1
        if is_gone:
            for one in self._lanes.drop_lane(row.contact_id):
                self._mark(one, SendState.FAILED, reason="recipient_gone", gone=row.contact_id)
            return
        self._mark(row, SendState.FAILED, reason="opted_out", stopped=row.contact_id)
        self._lanes.done(row)

    def _mark(self, row: outbox.Row, state: SendState, *, reason: str = "",
              provider_id: str | None = None, gone: int | None = None,
              stopped: int | None = None) -> None:  # fmt: skip
        """The row has come to an end, or waits for more than time."""
        mark = outbox.Mark(row.id, state, self.clock.now(), reason, provider_id, row.attempts + 1)
        self.marks.add(mark, gone_contact=gone, stopped_contact=stopped)

    def _requeue(
        self, row: outbox.Row, *, reason: str, wait_seconds: float = 0, was_tried: bool = False
    ) -> None:
        """The row goes back to the table."""
        now = self.clock.now()
        due_at = now + timedelta(seconds=wait_seconds)
        attempts = row.attempts + was_tried
        self.marks.add(outbox.Mark(row.id, SendState.QUEUED, now, reason, None, attempts, due_at))

    def _retry(self, row: outbox.Row, later: Retryable) -> None:
        """Back to the table, with all that waits behind it; the wait concerns its scope only."""
        self.counts.retried += 1
        if later.scope is Scope.CHANNEL:
            self._pace.pause(time.monotonic() + later.after_seconds)
        if row.attempts + 1 >= (later.tries or MAX_ATTEMPTS):
            self.counts.failed += 1
            self._mark(row, SendState.FAILED, reason="attempts")
            return self._lanes.done(row)
        growing = min(later.growth ** min(row.attempts, 10), LONGEST_RETRY_SECONDS)
        self._return_lane(row, wait_seconds=max(later.after_seconds, growing), reason=row.reason)

    def _return_lane(self, row: outbox.Row, *, wait_seconds: float, reason: str) -> None:
        """The row and all that waits behind it; only the first was tried."""
        self.backlog.add(row.contact_id)
        for one in self._lanes.drop_lane(row.contact_id):
            is_first = one.id == row.id
            kept = reason if is_first else one.reason
            self._requeue(one, reason=kept, wait_seconds=wait_seconds, was_tried=is_first)

    def _doubt(self, row: outbox.Row) -> None:
        """It may have arrived: a broadcast stays so, anything else is sent again once."""
        self.counts.uncertain += 1
        if row.kind == Kind.BROADCAST or row.reason == outbox.RESENT:
            self._mark(row, SendState.UNCERTAIN, reason=row.reason)
            return self._lanes.done(row)
        self._return_lane(row, wait_seconds=max(1, self.doubt_seconds), reason=outbox.RESENT)

    async def _stop_bulk(self, row: outbox.Row, why: str) -> None:
        """The platform restricts us: answers are tried on, everything else waits for a human."""
        self._return_lane(row, wait_seconds=LONGEST_RETRY_SECONDS, reason=row.reason)
        await self.refuse_bulk(why)

    async def refuse_bulk(self, why: str) -> None:
        """Broadcasts and reminders stay in the table from now on; the operator is told once."""
        if await self.bulk.impose(why):
            self.return_all()
            await self.alert(Trouble("restricted", self.channel, why))

    async def _stop_for(self, row: outbox.Row, why: str) -> None:
        """Our credentials are refused: keep everything, tell the operator once."""
        self._return_lane(row, wait_seconds=0, reason=row.reason)
        if not self.refused_reason:
            self.refused_reason = why
            self.return_all()
            await self.alert(Trouble("token_refused", self.channel, why))

    async def _fail(self, row: outbox.Row, reason: str, error: Exception) -> None:
        self.counts.failed += 1
        log.error("row %d was not sent: %s", row.id, reason, exc_info=error)
        self._mark(row, SendState.FAILED, reason=reason)
        self._lanes.done(row)

    def return_all(self) -> None:
        """Give all rows that are not on their way back to the table."""
        for row in self._lanes.drop_all():
            self.backlog.add(row.contact_id)
            self._requeue(row, reason=row.reason)

    async def settle(self) -> None:
        """Wait until nothing is on its way."""
        if self._in_flight:
            await asyncio.wait(list(self._in_flight.values()), timeout=DRAIN_SECONDS)

    async def drain(self) -> None:
        """Start nothing more, and wait for what is on its way."""
        if self._timer is not None:
            self._timer.cancel()
        self.return_all()
        await self.settle()
