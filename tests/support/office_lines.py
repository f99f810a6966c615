"""What lines with `!` say about announcements: who wants to be told, and what the bot is called."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from domain.consent import Consent, Purpose
from storage import consents, marks
from storage.database import Tx

PersonOf = Callable[[Tx, str], Awaitable[int]]


async def change(tx: Tx, what: str, now: datetime, person_of: PersonOf) -> bool:
    """Do what the line says; False where it says nothing of these."""
    if agreed := re.fullmatch(r"(\w+) setuju menerima info", what):
        yes = Consent(Purpose.BROADCASTS, True, "v1", "telegram", now)
        await consents.add(tx, await person_of(tx, agreed[1]), [yes])
    elif reached := re.fullmatch(r"bot bernama (\w+), nomor (\+\d+)", what):
        await marks.put(tx, marks.TELEGRAM_NAME, reached[1])
        await marks.put(tx, marks.WHATSAPP_NUMBER, reached[2])
    else:
        return False
    return True
