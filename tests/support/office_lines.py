"""What lines with `!` say about messages: who wants to be told, what arrived, the bot's names."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy import update

from domain.consent import Consent, Purpose
from domain.delivery import SendState
from storage import consents, marks
from storage.database import Tx
from storage.schema import outbox

PersonOf = Callable[[Tx, str], Awaitable[int]]


async def change(tx: Tx, what: str, now: datetime, person_of: PersonOf) -> bool:
    """Do what the line says; False where it says nothing of these."""
    if agreed := re.fullmatch(r"(\w+) setuju menerima info", what):
        yes = Consent(Purpose.BROADCASTS, True, "v1", "telegram", now)
        await consents.add(tx, await person_of(tx, agreed[1]), [yes])
    elif reached := re.fullmatch(r"bot bernama (\w+), nomor (\+\d+)", what):
        await marks.put(tx, marks.TELEGRAM_NAME, reached[1])
        await marks.put(tx, marks.WHATSAPP_NUMBER, reached[2])
    elif what == "terkirim semua":
        arrived = update(outbox).where(outbox.c.state == SendState.QUEUED)
        await tx.execute(arrived.values(state=SendState.SENT, sent_at=now))
    else:
        return False
    return True
