"""At night: who did not write for two years is asked three times, and erased if nothing comes.

Promised at the registration; who said hello and no more has nothing to be asked about. Rows say
how often somebody was asked, so that a restart asks nobody twice. Each slice of questions is one
transaction, and so is each erasure, which looks once more whether the person has written meanwhile.
"""

import logging
from collections.abc import Sequence
from datetime import datetime

from bot.inbound import Inbound
from dialog.messages import as_payload
from domain.calendar import day_of
from domain.delivery import Kind
from domain.inactivity import BETWEEN, Step, last_day, next_ask, next_step
from handlers.parts.silence_message import silence_message
from storage import audit, erasure, marks, outbox, people, reach, silences
from storage.database import MAX_BIND, Tx

log = logging.getLogger("ikm.inactivity")

ERASED = "erase_inactive"  # in the audit trail


async def tend_inactive(inbound: Inbound) -> dict[str, int]:
    """All whose time has come; how many were asked, heard again and erased, by these names.

    A demo holds invented people, who never write: it is left as it is.
    """
    counts = {"inactive_asked": 0, "inactive_back": 0, "inactive_erased": 0}
    async with inbound.database.read() as tx:
        is_demo = await marks.find(tx, marks.DEMO) is not None
    after = 0
    while not is_demo:
        async with inbound.database.read() as tx:
            ids = await silences.list_slice(tx, inbound.clock.now(), after)
        if ids:
            await _tend(inbound, ids, counts)
            after = ids[-1]
        if len(ids) < MAX_BIND:
            break
    inbound.hands.look()
    return counts


async def _tend(inbound: Inbound, ids: Sequence[int], counts: dict[str, int]) -> None:
    now = inbound.clock.now()
    async with inbound.database.read() as tx:
        steps = await _steps(tx, ids, now)
        back = [one for one in await silences.list_asked(tx, ids) if one not in steps]
    asking = [person for person, step in steps.items() if step is Step.ASK]
    if asking or back:
        async with inbound.database.begin() as tx:
            counts["inactive_asked"] += await _ask(tx, inbound, asking, now)
            await silences.drop(tx, back)
        counts["inactive_back"] += len(back)
    for person_id in (person for person, step in steps.items() if step is Step.ERASE):
        async with inbound.database.begin() as tx:
            counts["inactive_erased"] += await _erase(tx, person_id, now)


async def _steps(tx: Tx, ids: Sequence[int], now: datetime) -> dict[int, Step]:
    """What comes next for those of these persons who are silent, by person."""
    silent = await silences.list_inactive(tx, now, ids)
    asked = await silences.list_asked(tx, silent)
    strangers = await silences.list_strangers(tx, silent)
    how = await reach.list_of(tx, silent)
    steps = {}
    for person_id in silent:
        row = asked.get(person_id)
        if person_id in strangers:
            steps[person_id] = Step.ERASE
        elif row is None:
            steps[person_id] = Step.ASK
        elif row.due_at > now:
            steps[person_id] = Step.WAIT
        else:
            can_tell = bool(how[person_id].contact_id)
            steps[person_id] = next_step(row.asks, row.sent, is_reachable=can_tell)
    return steps


async def _still(tx: Tx, ids: Sequence[int], now: datetime, step: Step) -> list[int]:
    """Those of these for whom this step is still the next; nobody of them writes until the end."""
    await people.lock(tx, sorted(ids))
    return [person for person, found in (await _steps(tx, ids, now)).items() if found is step]


async def _ask(tx: Tx, inbound: Inbound, ids: Sequence[int], now: datetime) -> int:
    """Put the next question to these; how many messages there are."""
    still = await _still(tx, ids, now, Step.ASK) if ids else []
    asked, how = await silences.list_asked(tx, still), await reach.list_of(tx, still)
    rows = []
    for person_id in still:
        last, to = asked.get(person_id), how[person_id]
        asks = next_ask(last.asks, last.sent) if last is not None else 1
        row = None
        if to.contact_id:
            message = silence_message(inbound.words, to.name, asks, last_day(asks, now))
            payload = as_payload(message)
            row = outbox.new_row(to.contact_id, to.channel, to.address, Kind.REMINDER, payload)
            rows.append(row)
        due_at = now + BETWEEN
        await silences.note_asked(tx, person_id, asks, row.id if row else None, due_at)
    if rows:
        await outbox.add(tx, rows, now)
    return len(rows)


async def _erase(tx: Tx, person_id: int, now: datetime) -> int:
    if not await _still(tx, [person_id], now, Step.ERASE):
        return 0
    await erasure.erase(tx, person_id, now, day_of(now))
    await audit.add(tx, now, None, audit.Act(ERASED, f"person:{person_id}"))
    return 1
