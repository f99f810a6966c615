"""All senders together, as the way in sees them, and the leases that make them the only ones."""

import logging
from collections.abc import Sequence
from datetime import timedelta

from bot.marks import Marks, Settle
from bot.outbound import Sender
from storage import leases, outbox
from storage.database import Database, Tx

log = logging.getLogger("ikm.senders")


class Senders:
    """One sender per channel of this process. Rows of other channels wait in the table."""

    def __init__(self, database: Database, marks: Marks, holder: str) -> None:
        self.database, self.marks, self.holder = database, marks, holder
        self.by_channel: dict[str, Sender] = {}

    def admit(self, rows: Sequence[outbox.Row]) -> frozenset[int]:
        """Ids of the rows that will be sent right after the commit."""
        return frozenset(
            r.id
            for r in rows
            if (sender := self.by_channel.get(r.channel)) is not None and sender.admits(r)
        )

    def hand_over(self, rows: Sequence[outbox.Row]) -> None:
        """The transaction has committed: send these."""
        for channel, sender in self.by_channel.items():
            own = [r for r in rows if r.channel == channel]
            if own:
                sender.hand_over(own)

    def release(self, rows: Sequence[outbox.Row]) -> None:
        """The transaction was rolled back: the admitted rows never were."""
        for channel, sender in self.by_channel.items():
            sender.release(sum(1 for r in rows if r.channel == channel))

    def look(self) -> None:
        """There are new rows in the table."""
        for sender in self.by_channel.values():
            sender.look()

    async def write_marks(self, tx: Tx) -> Settle:
        """Write what became of sent rows into this transaction, where nobody waits for that."""
        return await self.marks.ride(tx)

    async def take_leases(self) -> None:
        """Take or renew the lease of each channel; a new holder doubts what the last one had."""
        for channel, sender in self.by_channel.items():
            async with self.database.begin() as tx:
                holds = await leases.take(tx, f"sender:{channel}", self.holder)
                is_new = holds and not sender.holds_lease
                if is_new:
                    doubted = await outbox.doubt_all(tx, channel)
                    if doubted:
                        sender.counts.uncertain += doubted
                        log.warning("%s: %d messages may have been sent already", channel, doubted)
                    again_at = sender.clock.now() + timedelta(seconds=sender.doubt_seconds)
                    await outbox.resend_uncertain(tx, channel, again_at)
                    sender.backlog = await outbox.list_contacts_with_backlog(tx, channel)
            if is_new:
                await sender.bulk.load()
            if sender.holds_lease and not holds:
                log.warning("%s: another process sends now", channel)
            sender.holds_lease = holds
            sender.look()

    async def drop_leases(self) -> None:
        """Finish what is on its way, write it down, and let another process send."""
        for sender in self.by_channel.values():
            await sender.drain()
        await self.marks.stop()
        for channel, sender in self.by_channel.items():
            sender.holds_lease = False
            async with self.database.begin() as tx:
                await leases.drop(tx, f"sender:{channel}", self.holder)
