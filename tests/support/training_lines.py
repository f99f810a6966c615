"""What lines with `!` say about the day of a training, and about who looks after whom."""

import re
from collections.abc import Awaitable, Callable
from datetime import datetime

from sqlalchemy import select, update

from storage import attendance, people, staff, trainings
from storage.changes import TRAININGS, call_off
from storage.database import Tx
from storage.schema import meetings
from storage.staff import Invitation

PersonOf = Callable[[Tx, str], Awaitable[int]]


async def change(tx: Tx, what: str, now: datetime, person_of: PersonOf) -> bool:
    """Do what the line says; False where it says nothing of these."""
    if code := re.fullmatch(r"kode daftar hadir (\w+)(?: hari (\d+))?", what):
        meeting_id = (await _meetings(tx))[int(code[2] or 1) - 1]
        named = update(meetings).where(meetings.c.id == meeting_id)
        await tx.execute(named.values(code=code[1]))
    elif came := re.fullmatch(r"hadir (\w+)", what):
        for meeting_id in await _meetings(tx):
            await attendance.add(tx, meeting_id, await person_of(tx, came[1]), now)
    elif off := re.fullmatch(r"pelatihan (PLT-\d+) dibatalkan", what):
        found = await trainings.find_by_code(tx, off[1])
        assert found is not None
        assert await call_off(tx, TRAININGS, found.id, now)
    elif scope := re.fullmatch(r"jadikan (\w+) koordinator ([\w+]+) (\S+)", what):
        clusters, villages = (tuple(part.split("+")) for part in (scope[2], scope[3]))
        offered = Invitation("coordinator", clusters, villages)
        await staff.grant(tx, await person_of(tx, scope[1]), offered, now)
    elif name := re.fullmatch(r"nama (\w+): (.+)", what):
        await people.introduce(tx, await person_of(tx, name[1]), name[2])
    else:
        return False
    return True


async def _meetings(tx: Tx) -> list[int]:
    """The days of the trainings, in order of time."""
    query = select(meetings.c.id).order_by(meetings.c.starts_at, meetings.c.id)
    return list((await tx.execute(query)).scalars())
