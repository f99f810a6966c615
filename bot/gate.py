"""Whether a broadcast's next message may leave: asked of the database just before it does.

Two questions: is the broadcast under way, and has its recipient said *berhenti* since the row was
taken (a row may lie in the sender's memory for a minute).

One that is done goes on too: what waited for its person's next word, or failed and is tried again.

A pause is a commit of whichever process took it; the sender, here or elsewhere, must not send one
message more than the one on its way. So every row asks. An answer is used again for a hundredth of
a second, which lies below the pace of any channel (80 a second) and keeps an unlimited sender, as
in a benchmark, from reading more than a hundred times a second.
"""

import time

from bot.sending import Transport
from domain.broadcast import BroadcastState
from domain.errors import Held, OptedOut
from storage import broadcasts, outbox
from storage.database import Database

FRESH_SECONDS = 0.01
GOING = (BroadcastState.SENDING, BroadcastState.DONE)


class Gated:
    """A transport that sends rows of a broadcast only while nobody has stopped it."""

    def __init__(self, transport: Transport, database: Database) -> None:
        self.transport, self.database = transport, database
        self.channel, self.paces_replies = transport.channel, transport.paces_replies
        self._known: dict[int, tuple[float, BroadcastState | None]] = {}

    async def send(self, row: outbox.Row) -> str:
        """As the transport does.

        Raises Held for a row of a broadcast that was stopped, OptedOut where its recipient did so.
        """
        if row.broadcast_id is not None:
            state = await self._find_state(row.broadcast_id)
            if state not in GOING:
                raise Held(broadcasts.PAUSED)
            async with self.database.read() as tx:
                if await outbox.has_opted_out(tx, row.contact_id):
                    raise OptedOut
        return await self.transport.send(row)

    async def check(self) -> None:
        """As the transport does."""
        await self.transport.check()

    async def _find_state(self, broadcast_id: int) -> BroadcastState | None:
        asked_at, state = self._known.get(broadcast_id, (0.0, None))
        now = time.monotonic()
        if now - asked_at < FRESH_SECONDS:
            return state
        async with self.database.read() as tx:
            state = await broadcasts.find_state(tx, broadcast_id)
        self._known = {broadcast_id: (now, state)}  # rarely two at once: nothing to keep long
        return state
