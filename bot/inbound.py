"""The way in: events wait their turn, share a transaction, and are acknowledged after its commit.

At most one event per address and `MAX_BATCH` in all go into one transaction. No savepoints: if
anything raises, the batch is rolled back and its events run again one by one; the one that still
raises is recorded (`bot.recovery`), so that nobody else is affected and nothing is lost.
"""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Protocol

from bot.channels.events import Event
from bot.desk import Desk
from bot.marks import Settle
from bot.recovery import record_failure
from bot.turn import Turn
from dialog.contents import Contents
from dialog.messages import Outgoing
from dialog.words import Words
from domain.clock import Clock
from domain.delivery import Kind
from storage import inbox, outbox, people
from storage.database import Database, Tx

log = logging.getLogger("ikm.inbound")
turns = logging.getLogger("ikm.turn")

MAX_BATCH = 128  # events of one transaction
# Rounds of the loop without an arrival before a crowd's transaction begins on PostgreSQL: one costs
# a dozen ways there and back whether ten share it or a hundred. On SQLite nothing is gained.
PATIENCE_THERE = 4
ANSWERING_SECONDS = 1.0  # after a turn the next one is likely


class RunAlone(Exception):
    """Raised where a turn moved people between persons: its neighbours know the old ones."""


class Hands(Protocol):
    """The sender as the way in sees it: it takes fresh rows at the commit; marks may ride along."""

    def admit(self, rows: Sequence[outbox.Row]) -> frozenset[int]:
        """Ids of the rows it will send right after the commit."""
        ...

    def hand_over(self, rows: Sequence[outbox.Row]) -> None:
        """The transaction has committed: send these."""
        ...

    def release(self, rows: Sequence[outbox.Row]) -> None:
        """The transaction was rolled back: these, which were admitted, never were."""
        ...

    def look(self) -> None:
        """There are new rows in the table."""
        ...

    async def write_marks(self, tx: Tx) -> Settle:
        """Write what became of sent rows; the result is told whether the transaction committed."""
        ...


@dataclass(slots=True)
class Waiting:
    """An event and the one who waits for its commit."""

    event: Event
    done: asyncio.Future[None]


class Inbound:
    """Takes events of all channels. `submit` returns when the event may be acknowledged."""

    def __init__(self, database: Database, contents: Contents, words: Words, clock: Clock,
                 hands: Hands) -> None:  # fmt: skip
        self.database, self.contents, self.words = database, contents, words
        self.clock, self.hands = clock, hands
        self._queues: dict[tuple[str, str], deque[Waiting]] = {}
        self._busy: set[tuple[str, str]] = set()
        self._wake = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()
        self._task: asyncio.Task[None] | None = None
        self._last_run = -ANSWERING_SECONDS
        self._is_crowd = False  # whether several wrote at once, just now
        self._patience = 1 if database.is_sqlite else PATIENCE_THERE

    @property
    def is_idle(self) -> bool:
        """Whether no event waits for its turn or is in one."""
        return self._idle.is_set()

    def start(self) -> None:
        """Begin to take turns."""
        self._task = asyncio.create_task(self._work(), name="inbound")

    async def stop(self) -> None:
        """Finish the events that wait, then stop."""
        await self._idle.wait()
        if self._task is not None:
            self._task.cancel()
            with suppress(asyncio.CancelledError):
                await self._task

    def enqueue(self, event: Event) -> asyncio.Future[None]:
        """Put an event in line; the future is done after its commit.

        The future raises DatabaseError (or OSError) when nothing could be kept.
        """
        place = (event.channel, event.address or event.key)  # what is nobody's waits for nobody
        if place in self._queues or place in self._busy:  # its last reply cannot have been read
            event = event.as_early()
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._queues.setdefault(place, deque()).append(Waiting(event, done))
        self._idle.clear()
        self._wake.set()
        return done

    async def submit(self, event: Event) -> None:
        """Put an event in line and wait for its commit."""
        await self.enqueue(event)

    async def _work(self) -> None:
        while True:
            await self._wake.wait()
            await self._let_in()
            batch = self._next_batch()
            if not batch:
                self._wake.clear()
                self._idle.set()
                continue
            self._is_crowd = len(batch) > 1
            await self._settle(batch)
            self._busy.clear()

    async def _let_in(self) -> None:
        """In a crowd, what is arriving just now comes along and shares the transaction."""
        seen, quiet = 0, 0
        while self._is_crowd and len(self._queues) < MAX_BATCH:
            quiet = 0 if len(self._queues) > seen else quiet + 1
            if quiet == self._patience:
                return
            seen = len(self._queues)
            await asyncio.sleep(0)

    def _next_batch(self) -> list[Waiting]:
        batch: list[Waiting] = []
        for place in list(self._queues)[:MAX_BATCH]:
            line = self._queues.pop(place)
            batch.append(line.popleft())
            self._busy.add(place)
            if line:
                self._queues[place] = line  # to the end of the round
        return batch

    async def _settle(self, batch: list[Waiting]) -> None:
        """Run a batch; what fails together runs again alone."""
        try:
            await self.run([w.event for w in batch])
        except Exception as error:  # noqa: BLE001  # recorded below, whatever it is
            if len(batch) > 1:
                log.warning("a batch of %d runs again one by one: %r", len(batch), error)
                for one in batch:
                    await self._settle([one])
                return
            await self._record(batch[0], error)
            return
        for one in batch:
            if not one.done.done():
                one.done.set_result(None)

    async def _record(self, one: Waiting, error: Exception) -> None:
        try:
            await record_failure(self.database, one.event, error)
        except Exception as worse:
            log.exception("an event could not be kept; it is not acknowledged")
            if not one.done.done():
                one.done.set_exception(worse)
            return
        if not one.done.done():
            one.done.set_result(None)

    async def run(self, events: Sequence[Event], known: inbox.InboxRow | None = None) -> None:
        """Take the turns of these events in one transaction, then hand its messages over.

        known: the inbox row of a single event that failed before and is tried again.
        """
        self._last_run = time.monotonic()
        desk: Desk | None = None
        handed: frozenset[int] = frozenset()
        settle: Settle | None = None
        try:
            async with self.database.begin(is_brief=True) as tx:
                desk = Desk(tx, self.clock.now(), self.words)
                await self._take_turns(desk, events, known)
                handed = self.hands.admit(desk.fresh_rows())
                await desk.write(handed)
                settle = await self.hands.write_marks(tx)
        except BaseException:
            self.hands.release([r for r in desk.rows if r.id in handed] if desk else [])
            if settle is not None:
                settle(False)
            raise
        settle(True)
        self.hands.hand_over([r for r in desk.rows if r.id in handed])
        if desk.reopened:
            self.hands.look()
        if desk.told:  # once the answers have left: writing it costs a tenth of a lone turn
            asyncio.get_running_loop().call_soon(turns.info, "\n".join(desk.told))

    def is_answering(self) -> bool:
        """Whether people wrote within the last second: big jobs give way to them."""
        return time.monotonic() - self._last_run < ANSWERING_SECONDS

    async def send_to(self, channel: str, address: str, outgoing: Outgoing, kind: Kind) -> None:
        """A message outside of a turn, in a transaction of its own."""
        async with self.database.begin() as tx:
            desk = Desk(tx, self.clock.now(), self.words)
            found, _ = await people.load(tx, [address])
            contact = found.get((channel, address))
            if contact is not None:
                desk.send(contact, outgoing, kind)
                await desk.write(frozenset())
        self.hands.look()

    async def _take_turns(
        self, desk: Desk, events: Sequence[Event], known: inbox.InboxRow | None
    ) -> None:
        if known is None:
            rows = [inbox.row(e.channel, e.key, e.address, e.sent_at, e.payload) for e in events]
            new = await inbox.add_new(desk.tx, rows)
            fresh = [(r["id"], e) for r, e in zip(rows, events, strict=True) if r["id"] in new]
        else:
            await inbox.set_state(desk.tx, known["id"], inbox.DONE, attempts=known["attempts"])
            fresh = [(known["id"], events[0])]
        # What is nobody's (a type we do not know) is kept in the inbox and needs no person.
        fresh = [(row_id, e) for row_id, e in fresh if e.address]
        if not fresh:
            return
        await desk.seat([e for _, e in fresh])
        moves = people.count_moves(desk.tally)
        for row_id, event in fresh:
            await _file_under(desk, row_id, event)
            if known is None and desk.contacts[event.channel, event.address].is_waiting:
                await inbox.set_state(desk.tx, row_id, inbox.WAITING)
                continue
            await Turn(desk, self.contents, event).take()
            if len(fresh) > 1 and people.count_moves(desk.tally) != moves:
                raise RunAlone


async def _file_under(desk: Desk, row_id: int, event: Event) -> None:
    """The event's row bears the address of its contact, by whichever address it came."""
    contact = desk.contacts[event.channel, event.address]
    if contact.address != event.address:
        await inbox.set_address(desk.tx, row_id, contact.address)
