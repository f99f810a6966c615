"""What `/metrics` shows: counts of the senders, and how old the oldest unfinished work is."""

from datetime import UTC, datetime

from bot.hands import Senders
from bot.retention import last_rows
from domain.clock import Clock
from storage import inbox, outbox, receipts
from storage.database import Database


async def collect(database: Database, senders: Senders, clock: Clock) -> bytes:
    """All figures in the text format of Prometheus."""
    from prometheus_client import (  # noqa: PLC0415  # brings a web server of its own
        CollectorRegistry,
        Gauge,
        generate_latest,
    )

    registry = CollectorRegistry()
    rows = Gauge("ikm_outbox_rows", "Messages by state", ["state"], registry=registry)
    age = Gauge("ikm_oldest_seconds", "Age of the oldest unfinished row", ["of"], registry=registry)
    sends = Gauge("ikm_sends", "Attempts of this process", ["channel", "end"], registry=registry)
    kept = Gauge("ikm_retention_rows", "Rows forgotten last night", ["of"], registry=registry)
    async with database.read() as tx:
        for state, number in (await outbox.count_by_state(tx)).items():
            rows.labels(state).set(number)
        unsent = await outbox.oldest_unsent_at(tx)
        unhandled = await inbox.oldest_unfinished_at(tx)
        priced = await receipts.count_by_pricing(tx)
        parked = len(await inbox.list_parked(tx))
    costs = Gauge("ikm_priced_messages", "Messages as the platform charges", ["as"],
                  registry=registry)  # fmt: skip
    for pricing, number in priced.items():
        costs.labels(pricing).set(number)
    for of, number in (await last_rows(database)).items():
        kept.labels(of).set(number)
    age.labels("outbox").set((clock.now() - unsent).total_seconds() if unsent else 0)
    now = datetime.now(UTC)
    age.labels("inbox").set((now - unhandled).total_seconds() if unhandled else 0)
    Gauge("ikm_inbox_parked", "Events that failed for good", registry=registry).set(parked)
    for channel, sender in senders.by_channel.items():
        for end in ("sent", "uncertain", "failed", "retried"):
            sends.labels(channel, end).set(getattr(sender.counts, end))
    return generate_latest(registry)
